//! Remarks inside a draft: what colleagues and invited readers say of it before the public reads.

use conglang_kernel::{AccountId, EntryId, Moment, Presence, Rejections};
use conglang_platform::args;
use conglang_platform::db::Connection;
use conglang_platform::db::FromRow;
use conglang_platform::fault::Outcome;

use super::Edition;
use crate::scope::SiteScope;

/// The longest remark, in characters.
pub const REMARK_CHARS_MAX: usize = 2000;

/// The most remarks an entry holds: more than that is a conversation for a meeting.
const REMARKS_MAX: i64 = 500;

/// Who says it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Speaker {
    /// A member of the site.
    Member(AccountId),
    /// Somebody who was sent the link, by the name they gave.
    Guest(String),
}

/// One remark.
#[derive(FromRow, Clone, Debug)]
pub struct Remark {
    /// Its number.
    pub id: i64,
    /// The number of the edition it was made of.
    pub edition_number: i64,
    /// The member's name, or the guest's.
    pub name: String,
    /// 1 when a guest said it.
    pub is_guest: i64,
    /// The words.
    pub text: String,
    /// When.
    pub created_at: i64,
    /// When it was seen to.
    pub settled_at: Option<i64>,
}

/// Adds a remark; gives its number.
///
/// # Errors
/// When the database refuses; rejected when it is empty, too long, or there are too many.
pub async fn add_remark(
    connection: &mut Connection,
    scope: SiteScope,
    edition: &Edition,
    speaker: &Speaker,
    typed: &str,
    now: Moment,
) -> Outcome<Result<i64, Rejections>> {
    let mut rejections = Rejections::none();
    let text = rejections.text("remark", typed, Presence::Required, REMARK_CHARS_MAX);
    let (account, guest) = match speaker {
        Speaker::Member(account) => (Some(*account), String::new()),
        Speaker::Guest(name) => (None, rejections.line("guest_name", name, Presence::Required, 80)),
    };
    let count = connection
        .number(
            "SELECT count(*) FROM remark WHERE site_id = $1 AND entry_id = $2",
            args![scope.site(), edition.entry],
        )
        .await?;
    if count >= REMARKS_MAX {
        rejections.add("remark", "too-many");
    }
    if !rejections.is_empty() {
        return Ok(Err(rejections));
    }
    let id = connection
        .number(
            "INSERT INTO remark (site_id, entry_id, edition_id, account_id, guest_name, text,
               created_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id",
            args![scope.site(), edition.entry, edition.id, account, guest, text, now],
        )
        .await?;
    Ok(Ok(id))
}

/// The remarks of an entry, oldest first.
///
/// # Errors
/// When the database does not answer.
pub async fn remarks(
    connection: &mut Connection,
    scope: SiteScope,
    entry: EntryId,
) -> Outcome<Vec<Remark>> {
    connection
        .all(
            "SELECT r.id, n.number AS edition_number, COALESCE(a.name, r.guest_name) AS name,
               CAST(CASE WHEN r.account_id IS NULL THEN 1 ELSE 0 END AS BIGINT) AS is_guest,
               r.text, r.created_at, r.settled_at
             FROM remark r JOIN edition n ON n.id = r.edition_id AND n.site_id = r.site_id
             LEFT JOIN account a ON a.id = r.account_id
             WHERE r.site_id = $1 AND r.entry_id = $2 ORDER BY r.created_at, r.id LIMIT 500",
            args![scope.site(), entry],
        )
        .await
}

/// Notes that a remark was seen to.
///
/// # Errors
/// When the database refuses.
pub async fn settle_remark(
    connection: &mut Connection,
    scope: SiteScope,
    entry: EntryId,
    remark: i64,
    by: AccountId,
    now: Moment,
) -> Outcome<()> {
    connection
        .execute(
            "UPDATE remark SET settled_at = $4, settled_by = $5
             WHERE id = $3 AND site_id = $1 AND entry_id = $2 AND settled_at IS NULL",
            args![scope.site(), entry, remark, now, by],
        )
        .await?;
    Ok(())
}
