//! Promoted results: what a site puts on top of the answers to a question.

use conglang_kernel::Moment;
use conglang_platform::args;
use conglang_platform::db::{Connection, Transaction};
use conglang_platform::fault::Outcome;
use sqlx::FromRow;

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

/// Puts a line on top of the answers to a question. An address begins with `/` or `https://`.
///
/// # Errors
/// When the database refuses.
pub async fn promote(
    transaction: &mut Transaction,
    scope: SiteScope,
    question: &str,
    title: &str,
    address: &str,
    now: Moment,
) -> Outcome<()> {
    transaction
        .execute(
            "INSERT INTO search_promoted (site_id, question, title, address, created_at)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (site_id, question, address) DO UPDATE SET title = excluded.title",
            args![scope.site(), folded(question), title, address, now],
        )
        .await?;
    Ok(())
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
