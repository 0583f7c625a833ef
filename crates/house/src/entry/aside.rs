//! What stays in the history beside the draft: what two people saved at once, and what somebody saved by a
//! press or handed in before it was written over.
//!
//! A text kept aside takes the number of the open draft, which moves on by one, so that the draft is
//! always the newest line of the history.

use conglang_kernel::{AccountId, EditionId, EditionState, EntryId, Moment};
use conglang_platform::args;
use conglang_platform::db::Transaction;
use conglang_platform::fault::Outcome;

use super::save::{insert_edition, lock, next_number};
use super::{Base, Edition, Heading, find_open};
use crate::record::{Deed, record};
use crate::scope::SiteScope;

/// Keeps in the history what a conflicting save brought, before anything is made of it. The same text
/// sent again is kept once.
///
/// # Errors
/// When the database refuses.
pub async fn keep_refused_text(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    entry: EntryId,
    heading: &Heading,
    content: &str,
    now: Moment,
) -> Outcome<()> {
    lock(transaction, scope, entry).await?;
    let known = transaction
        .number(
            "SELECT count(*) FROM edition
             WHERE entry_id = $1 AND site_id = $2 AND from_conflict = 1 AND saved_by = $3
               AND title = $4 AND summary = $5 AND content = $6",
            args![entry, scope.site(), by, &heading.title, &heading.summary, content],
        )
        .await?;
    if known > 0 {
        return Ok(());
    }
    let number = number_beside_open(transaction, scope, entry).await?;
    let state = EditionState::Discarded;
    let kept =
        insert_edition(transaction, scope, by, entry, number, state, heading, content, now).await?;
    mark(transaction, scope, kept, now).await?;
    let deed = Deed::at(scope, by, "keep-both", ("entry", entry.0), &heading.title);
    record(transaction, now, deed).await
}

/// Keeps in the history what stands in the draft, when it is about to be written over by a text made
/// of two.
///
/// # Errors
/// When the database refuses.
pub async fn keep_text_of_draft(
    transaction: &mut Transaction,
    scope: SiteScope,
    entry: EntryId,
    base: Base,
    now: Moment,
) -> Outcome<()> {
    lock(transaction, scope, entry).await?;
    let open = find_open(transaction, scope, entry).await?;
    // Somebody else was quicker again: the save that follows says so.
    let Some(open) = open.filter(|o| o.id == base.edition && o.version == base.version) else {
        return Ok(());
    };
    let kept = copy_beside(transaction, scope, &open, now).await?;
    mark(transaction, scope, kept, now).await
}

/// Keeps in the history what a person saved or handed in, when it is about to be written over.
pub(super) async fn keep_saved_by_hand(
    transaction: &mut Transaction,
    scope: SiteScope,
    open: &Edition,
    now: Moment,
) -> Outcome<()> {
    let kept = copy_beside(transaction, scope, open, now).await?;
    transaction
        .execute(
            "UPDATE edition SET kept = 1, superseded_at = $3 WHERE id = $1 AND site_id = $2",
            args![kept, scope.site(), now],
        )
        .await?;
    Ok(())
}

/// Notes that what stands in the open draft of an entry was saved by a press.
///
/// # Errors
/// When the database refuses.
pub async fn note_by_hand(
    transaction: &mut Transaction,
    scope: SiteScope,
    entry: EntryId,
) -> Outcome<()> {
    if let Some(open) = find_open(transaction, scope, entry).await? {
        transaction
            .execute(
                "UPDATE edition SET by_hand = 1 WHERE id = $1 AND site_id = $2",
                args![open.id, scope.site()],
            )
            .await?;
    }
    Ok(())
}

/// Copies the open draft to the line of the history before it; the draft itself needs no second copy.
async fn copy_beside(
    transaction: &mut Transaction,
    scope: SiteScope,
    open: &Edition,
    now: Moment,
) -> Outcome<EditionId> {
    let number = number_beside_open(transaction, scope, open.entry).await?;
    let copy = transaction
        .number(
            "INSERT INTO edition (entry_id, site_id, number, state, version, title, summary, slug,
               category_id, cover_file_id, cover_alt, cover_caption, content, expires_at,
               change_kind, change_note, created_at, created_by, saved_at, saved_by,
               attachments, publish_at, submitted_at, submitted_by, superseded_at)
             SELECT entry_id, site_id, $3, 'discarded', version, title, summary, slug,
               category_id, cover_file_id, cover_alt, cover_caption, content, expires_at,
               change_kind, change_note, created_at, created_by, saved_at, saved_by,
               attachments, publish_at, submitted_at, submitted_by, $4
             FROM edition WHERE id = $1 AND site_id = $2 RETURNING id",
            args![open.id, scope.site(), number, now],
        )
        .await?;
    transaction
        .execute(
            "UPDATE edition SET by_hand = 0 WHERE id = $1 AND site_id = $2",
            args![open.id, scope.site()],
        )
        .await?;
    Ok(EditionId(copy))
}

/// The number for a text beside the open draft: the draft's own, which moves on to the next.
async fn number_beside_open(
    transaction: &mut Transaction,
    scope: SiteScope,
    entry: EntryId,
) -> Outcome<i64> {
    let next = next_number(transaction, scope, entry).await?;
    let Some(open) = find_open(transaction, scope, entry).await? else { return Ok(next) };
    transaction
        .execute(
            "UPDATE edition SET number = $3 WHERE id = $1 AND site_id = $2",
            args![open.id, scope.site(), next],
        )
        .await?;
    Ok(open.number)
}

async fn mark(
    transaction: &mut Transaction,
    scope: SiteScope,
    kept: EditionId,
    now: Moment,
) -> Outcome<()> {
    transaction
        .execute(
            "UPDATE edition SET from_conflict = 1, superseded_at = $3
             WHERE id = $1 AND site_id = $2",
            args![kept, scope.site(), now],
        )
        .await?;
    Ok(())
}
