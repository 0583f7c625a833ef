//! Promoted results: what a site puts on top of the answers to a question.

use conglang_kernel::{Moment, Rejections};
use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Connection, Transaction};
use conglang_platform::fault::Outcome;

use crate::scope::SiteScope;

/// A line on top of the answers.
#[derive(Clone, PartialEq, Eq, Debug, FromRow)]
pub struct Promoted {
    /// Which.
    pub id: i64,
    /// The question it answers, folded.
    pub question: String,
    /// What it says.
    pub title: String,
    /// Where it leads.
    pub address: String,
}

/// Questions that mean the same are the same: accents, case and signs do not count.
fn folded(question: &str) -> String {
    let folded = vitext::fold(question);
    vitext::words(&folded).collect::<Vec<_>>().join(" ")
}

/// The most lines a site puts on top of answers.
const PROMOTED_MAX: i64 = 200;

const QUESTION_CHARS_MAX: usize = 60;
const TITLE_CHARS_MAX: usize = 120;
const ADDRESS_BYTES_MAX: usize = 500;

/// Puts a line on top of the answers to a question. It leads to a path of the site, or to another
/// authority: a portal that sends its readers anywhere else is what spammers look for.
///
/// # Errors
/// When the database refuses; rejected when a field is empty or too long, the address leads elsewhere,
/// or there are too many.
pub async fn promote(
    transaction: &mut Transaction,
    scope: SiteScope,
    question: &str,
    title: &str,
    address: &str,
    now: Moment,
) -> Outcome<Result<(), Rejections>> {
    let (question, title) = (folded(question), title.trim());
    let mut rejections = Rejections::none();
    if question.is_empty() || question.chars().count() > QUESTION_CHARS_MAX {
        rejections.add("question", "promoted-question");
    }
    if title.is_empty() || title.chars().count() > TITLE_CHARS_MAX {
        rejections.add("title", "promoted-title");
    }
    if !leads_well(address) {
        rejections.add("address", "promoted-address");
    }
    let many = "SELECT count(*) FROM search_promoted WHERE site_id = $1";
    if transaction.number(many, args![scope.site()]).await? >= PROMOTED_MAX {
        rejections.add("question", "promoted-many");
    }
    if !rejections.is_empty() {
        return Ok(Err(rejections));
    }
    transaction
        .execute(
            "INSERT INTO search_promoted (site_id, question, title, address, created_at)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (site_id, question, address) DO UPDATE SET title = excluded.title",
            args![scope.site(), question, title, address, now],
        )
        .await?;
    Ok(Ok(()))
}

/// A path of the site, or a page of another authority.
fn leads_well(address: &str) -> bool {
    let is_sound = address.len() <= ADDRESS_BYTES_MAX
        && !address.contains(|c: char| c.is_whitespace() || c.is_control() || c == '\\');
    let is_path = address.starts_with('/') && !address.starts_with("//");
    let is_authority = address.strip_prefix("https://").is_some_and(|rest| {
        let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
        host.ends_with(".gov.vn") && !host.contains(['@', ':'])
    });
    is_sound && (is_path || is_authority)
}

/// Every line of a site, by question.
///
/// # Errors
/// When the database does not answer.
pub async fn all_promoted(connection: &mut Connection, scope: SiteScope) -> Outcome<Vec<Promoted>> {
    connection
        .all(
            "SELECT id, question, title, address FROM search_promoted
             WHERE site_id = $1 ORDER BY question, id",
            args![scope.site()],
        )
        .await
}

/// Takes a line away.
///
/// # Errors
/// When the database refuses.
pub async fn take_back(transaction: &mut Transaction, scope: SiteScope, id: i64) -> Outcome<()> {
    transaction
        .execute(
            "DELETE FROM search_promoted WHERE id = $1 AND site_id = $2",
            args![id, scope.site()],
        )
        .await?;
    Ok(())
}

/// What stands on top of the answers to a question.
///
/// # Errors
/// When the database does not answer.
pub async fn promoted(
    connection: &mut Connection,
    scope: SiteScope,
    question: &str,
) -> Outcome<Vec<Promoted>> {
    connection
        .all(
            "SELECT id, question, title, address FROM search_promoted
             WHERE site_id = $1 AND question = $2 ORDER BY id LIMIT 5",
            args![scope.site(), folded(question)],
        )
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_lead_to_the_site_or_to_an_authority() {
        for good in ["/thu-tuc/khai-sinh-12", "https://dichvucong.gov.vn/p/home?x=1"] {
            assert!(leads_well(good), "{good}");
        }
        for bad in [
            "",
            "khai-sinh",
            "//evil.example/",
            "/\\evil.example",
            "http://dichvucong.gov.vn/",
            "https://evil.example/.gov.vn",
            "https://x@evil.example:1/.gov.vn",
            "https://dichvucong.gov.vn@evil.example/",
            "https://dichvucong.gov.vn:8443/",
            "javascript:alert(1)",
            "/a b",
        ] {
            assert!(!leads_well(bad), "{bad}");
        }
    }
}
