//! Saves that are sent again because their answer was lost: each is done once.

use conglang_kernel::{AccountId, EditionId, EditionState, EntryId};
use conglang_platform::args;
use conglang_platform::db::{Connection, Transaction};
use conglang_platform::fault::Outcome;

use super::{Base, Edition, Heading};
use crate::scope::SiteScope;

/// What a writing screen calls a save until it is answered.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Attempt(String);

impl Attempt {
    const CHARS_MAX: usize = 64;

    /// Reads the name; nothing when it is none.
    pub fn parse(text: &str) -> Option<Self> {
        let is_name = (1..=Self::CHARS_MAX).contains(&text.len())
            && text.bytes().all(|sign| sign.is_ascii_graphic());
        is_name.then(|| Self(text.to_owned()))
    }
}

/// Whether a save came through before, so that only its answer was lost: the same words of the same
/// account stand one save ahead of what it was based on. It needs no name of its own, because a
/// screen sends what was not answered as it was.
pub(super) fn is_kept_already(
    open: &Edition,
    live: Option<EditionId>,
    by: AccountId,
    base: Base,
    heading: &Heading,
    content: &str,
) -> Outcome<bool> {
    let is_next = if open.id == base.edition {
        open.version == base.version + 1
    } else {
        open.version == 1 && live == Some(base.edition)
    };
    // What was handed on since is no draft that anybody goes on with.
    let is_draft = matches!(open.state, EditionState::Draft | EditionState::Returned);
    Ok(is_next
        && is_draft
        && open.saved_by == Some(by)
        && open.content == content
        && open.heading()? == *heading)
}

/// The entry that an account's attempt began, and what it was told then to base the next save on.
///
/// # Errors
/// When the database does not answer.
pub async fn begun_by(
    connection: &mut Connection,
    scope: SiteScope,
    by: AccountId,
    attempt: &Attempt,
) -> Outcome<Option<(EntryId, Base)>> {
    let begun: Option<(i64, i64)> = connection
        .optional(
            "SELECT e.id, min(d.id) FROM entry e
             JOIN edition d ON d.entry_id = e.id AND d.site_id = e.site_id
             WHERE e.site_id = $1 AND e.created_by = $2 AND e.attempt = $3
             GROUP BY e.id",
            args![scope.site(), by, &attempt.0],
        )
        .await?;
    Ok(begun
        .map(|(entry, edition)| (EntryId(entry), Base { edition: EditionId(edition), version: 1 })))
}

/// Notes which attempt began an entry.
///
/// # Errors
/// When the database refuses.
pub async fn note_attempt(
    transaction: &mut Transaction,
    scope: SiteScope,
    entry: EntryId,
    attempt: &Attempt,
) -> Outcome<()> {
    transaction
        .execute(
            "UPDATE entry SET attempt = $3 WHERE id = $1 AND site_id = $2",
            args![entry, scope.site(), &attempt.0],
        )
        .await?;
    Ok(())
}
