//! Secret addresses of drafts: one to read and remark for somebody without an account, one for an
//! approver's yes or no from their mail. Both end by themselves.

use conglang_kernel::{AccountId, EditionId, EntryId, Moment, SiteId};
use conglang_platform::args;
use conglang_platform::db::Connection;
use conglang_platform::db::FromRow;
use conglang_platform::fault::Outcome;
use serde::Serialize;

use super::Edition;
use crate::account::Token;
use crate::scope::SiteScope;

/// How long a link to read a draft works, in days.
pub const READING_DAYS: i64 = 14;

/// How long an approver's link works, in days.
pub const APPROVAL_DAYS: i64 = 3;

/// What a link opens.
#[derive(Clone, Debug)]
pub struct DraftLink {
    /// On which site.
    pub scope: SiteScope,
    /// Which entry.
    pub entry: EntryId,
    /// Which edition.
    pub edition: EditionId,
    /// The version of it that was on the screen when the link was made.
    pub version: i64,
    /// Whose yes or no it carries; none for a link to read.
    pub approver: Option<AccountId>,
    /// When it ends.
    pub expires_at: Moment,
    /// Whether its one answer was given.
    pub is_used: bool,
}

#[derive(FromRow)]
struct Row {
    site_id: i64,
    entry_id: i64,
    edition_id: i64,
    edition_version: i64,
    account_id: Option<i64>,
    expires_at: i64,
    used_at: Option<i64>,
}

/// Makes a link to an edition. With an approver it is theirs alone, and an earlier one of theirs to
/// the same entry stops working.
///
/// # Errors
/// When the database refuses.
pub async fn make_draft_link(
    connection: &mut Connection,
    scope: SiteScope,
    edition: &Edition,
    approver: Option<AccountId>,
    by: Option<AccountId>,
    now: Moment,
) -> Outcome<Token> {
    if let Some(approver) = approver {
        connection
            .execute(
                "DELETE FROM draft_link
                 WHERE site_id = $1 AND entry_id = $2 AND account_id = $3 AND used_at IS NULL",
                args![scope.site(), edition.entry, approver],
            )
            .await?;
    }
    let token = Token::generate()?;
    let days = if approver.is_some() { APPROVAL_DAYS } else { READING_DAYS };
    connection
        .execute(
            "INSERT INTO draft_link (token_hash, site_id, entry_id, edition_id, edition_version,
               account_id, created_at, created_by, expires_at)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            args![
                token.hash(),
                scope.site(),
                edition.entry,
                edition.id,
                edition.version,
                approver,
                now,
                by,
                now.plus_days(days)
            ],
        )
        .await?;
    Ok(token)
}

/// What a link opens, as long as it works.
///
/// # Errors
/// When the database does not answer.
pub async fn find_draft_link(
    connection: &mut Connection,
    token: &Token,
    now: Moment,
) -> Outcome<Option<DraftLink>> {
    let row: Option<Row> = connection
        .optional(
            "SELECT site_id, entry_id, edition_id, edition_version, account_id, expires_at, used_at
             FROM draft_link WHERE token_hash = $1 AND expires_at > $2",
            args![token.hash(), now],
        )
        .await?;
    Ok(row.map(|row| DraftLink {
        scope: SiteScope::of_draft_link(SiteId(row.site_id)),
        entry: EntryId(row.entry_id),
        edition: EditionId(row.edition_id),
        version: row.edition_version,
        approver: row.account_id.map(AccountId),
        expires_at: Moment(row.expires_at),
        is_used: row.used_at.is_some(),
    }))
}

/// Uses up an approver's link; false when its answer was given already.
///
/// # Errors
/// When the database refuses.
pub async fn use_draft_link(
    connection: &mut Connection,
    token: &Token,
    now: Moment,
) -> Outcome<bool> {
    let used = connection
        .execute(
            "UPDATE draft_link SET used_at = $2
             WHERE token_hash = $1 AND used_at IS NULL AND account_id IS NOT NULL",
            args![token.hash(), now],
        )
        .await?;
    Ok(used == 1)
}

/// An address at work by which a draft is read.
#[derive(Clone, Debug, FromRow, Serialize)]
pub struct ReadingLink {
    /// When it was made, in milliseconds since 1970.
    pub created_at: i64,
    /// When it ends.
    pub expires_at: i64,
    /// Who made it.
    pub made_by: Option<String>,
}

/// The addresses at work by which the draft of an entry is read, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn reading_links(
    connection: &mut Connection,
    scope: SiteScope,
    entry: EntryId,
    now: Moment,
) -> Outcome<Vec<ReadingLink>> {
    connection
        .all(
            "SELECT l.created_at, l.expires_at, a.name AS made_by
             FROM draft_link l LEFT JOIN account a ON a.id = l.created_by
             WHERE l.site_id = $1 AND l.entry_id = $2 AND l.account_id IS NULL
               AND l.expires_at > $3
             ORDER BY l.created_at DESC LIMIT 100",
            args![scope.site(), entry, now],
        )
        .await
}

/// Takes back every address by which the draft of an entry is read; approvers keep theirs.
///
/// # Errors
/// When the database refuses.
pub async fn end_reading_links(
    connection: &mut Connection,
    scope: SiteScope,
    entry: EntryId,
) -> Outcome<()> {
    connection
        .execute(
            "DELETE FROM draft_link
             WHERE site_id = $1 AND entry_id = $2 AND account_id IS NULL",
            args![scope.site(), entry],
        )
        .await?;
    Ok(())
}

/// Forgets links whose time is over.
///
/// # Errors
/// When the database refuses.
pub async fn forget_ended_draft_links(connection: &mut Connection, now: Moment) -> Outcome<u64> {
    connection.execute("DELETE FROM draft_link WHERE expires_at <= $1", args![now]).await
}
