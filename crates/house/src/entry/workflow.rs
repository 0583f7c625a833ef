//! Between the writer and the public: handing a draft to an approver, sending it back with a reason,
//! looking afterwards at what went out alone.

use conglang_kernel::{AccountId, EditionState, EntryId, Moment, Rejections};
use conglang_platform::args;
use conglang_platform::db::Transaction;
use conglang_platform::fault::Outcome;

use super::publish::{ends_after, ready};
use super::save::lock;
use super::{Edition, Kinds, PublishRefusal, find_live};
use crate::record::{Deed, record};
use crate::scope::SiteScope;

/// Hands the draft of an entry to whoever may approve it. It must be complete already.
///
/// # Errors
/// When there is nothing to submit, something is missing, or the database refuses.
pub async fn submit(
    transaction: &mut Transaction,
    kinds: &Kinds,
    scope: SiteScope,
    by: AccountId,
    id: EntryId,
    now: Moment,
) -> Result<Edition, PublishRefusal> {
    lock(transaction, scope, id).await?;
    let (_, edition, _) = ready(transaction, kinds, scope, id).await?;
    if !edition.state.may_become(EditionState::Submitted) {
        return Err(PublishRefusal::WrongState(edition.state));
    }
    let out_at = edition.publish_at.map_or(now, |at| at.max(now));
    ends_after(transaction, scope, &edition, out_at).await?;
    transaction
        .execute(
            "UPDATE edition SET state = 'submitted', by_hand = 1, submitted_at = $3, submitted_by = $4,
               decided_at = NULL, decided_by = NULL, decision_note = NULL
             WHERE id = $1 AND site_id = $2",
            args![edition.id, scope.site(), now, by],
        )
        .await?;
    record(transaction, now, Deed::at(scope, by, "submit", ("entry", id.0), &edition.title))
        .await?;
    Ok(edition)
}

/// The open edition of an entry that nobody else changes meanwhile.
async fn locked_open(
    transaction: &mut Transaction,
    scope: SiteScope,
    id: EntryId,
) -> Result<Edition, PublishRefusal> {
    lock(transaction, scope, id).await?;
    super::find_open(transaction, scope, id).await?.ok_or(PublishRefusal::NothingToPublish)
}

/// Whether the open edition of an entry is in somebody else's hands: waits for a yes or for its hour. It stays
/// as it is until the transaction ends.
///
/// # Errors
/// When the database refuses.
pub async fn waits(
    transaction: &mut Transaction,
    scope: SiteScope,
    entry: EntryId,
) -> Outcome<bool> {
    lock(transaction, scope, entry).await?;
    let open = super::find_open(transaction, scope, entry).await?;
    let is_draft = |state| matches!(state, EditionState::Draft | EditionState::Returned);
    Ok(open.is_some_and(|open| !is_draft(open.state)))
}

/// Makes sure, until the transaction ends, that an edition stands as it was seen: the same words, in the
/// same state. Nobody decides about a text they have not seen.
///
/// # Errors
/// When somebody changed it meanwhile, or the database refuses.
pub async fn still_stands(
    transaction: &mut Transaction,
    scope: SiteScope,
    seen: &Edition,
) -> Result<(), PublishRefusal> {
    lock(transaction, scope, seen.entry).await?;
    let row: Option<(i64, String)> = transaction
        .optional(
            "SELECT version, state FROM edition WHERE id = $1 AND site_id = $2",
            args![seen.id, scope.site()],
        )
        .await?;
    match row {
        Some((version, state)) if version == seen.version && state == seen.state.as_str() => Ok(()),
        _ => Err(PublishRefusal::Changed),
    }
}

/// Takes back what one has handed in, as long as nobody has decided.
///
/// # Errors
/// When nothing of one's own waits, or the database refuses.
pub async fn take_back_submission(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    id: EntryId,
    now: Moment,
) -> Result<(), PublishRefusal> {
    let open = locked_open(transaction, scope, id).await?;
    if open.state != EditionState::Submitted || open.submitted_by != Some(by) {
        return Err(PublishRefusal::WrongState(open.state));
    }
    transaction
        .execute(
            "UPDATE edition SET state = 'draft', submitted_at = NULL, submitted_by = NULL
             WHERE id = $1 AND site_id = $2",
            args![open.id, scope.site()],
        )
        .await?;
    record(transaction, now, Deed::at(scope, by, "take-back", ("entry", id.0), "")).await?;
    Ok(())
}

/// Sends a submitted edition back to its writer with a reason.
///
/// # Errors
/// When there is nothing submitted, the reason is missing, or the database refuses.
pub async fn send_back(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    id: EntryId,
    reason: &str,
    now: Moment,
) -> Result<Edition, PublishRefusal> {
    let edition = locked_open(transaction, scope, id).await?;
    if !edition.state.may_become(EditionState::Returned) {
        return Err(PublishRefusal::WrongState(edition.state));
    }
    let mut rejections = Rejections::none();
    let reason = rejections.text(
        "return_note",
        reason,
        conglang_kernel::Presence::Required,
        REASON_CHARS_MAX,
    );
    let reason = rejections.into_result(reason).map_err(PublishRefusal::Incomplete)?;
    transaction
        .execute(
            "UPDATE edition SET state = 'returned', decided_at = $3, decided_by = $4,
               decision_note = $5
             WHERE id = $1 AND site_id = $2",
            args![edition.id, scope.site(), now, by, &reason],
        )
        .await?;
    // The next submission clears the edition's own note; the log keeps why it came back.
    record(transaction, now, Deed::at(scope, by, "return", ("entry", id.0), &reason)).await?;
    Ok(edition)
}

/// The longest reason for sending something back, in characters.
const REASON_CHARS_MAX: usize = 1000;

/// Notes that somebody other than the writer has looked at what went out urgently.
///
/// # Errors
/// When nothing waits for that, the text is one's own, or the database refuses.
pub async fn see_urgent(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    id: EntryId,
    now: Moment,
) -> Result<(), PublishRefusal> {
    lock(transaction, scope, id).await?;
    let live = find_live(transaction, scope, id)
        .await?
        .filter(|live| live.urgency.as_ref().is_some_and(|urgency| urgency.seen_at.is_none()))
        .ok_or(PublishRefusal::NothingToPublish)?;
    if live.is_text_of(by) {
        return Err(PublishRefusal::OwnText);
    }
    transaction
        .execute(
            "UPDATE edition SET urgent_seen_at = $3, urgent_seen_by = $4
             WHERE id = $1 AND site_id = $2",
            args![live.id, scope.site(), now, by],
        )
        .await?;
    record(transaction, now, Deed::at(scope, by, "see-urgent", ("entry", id.0), &live.title))
        .await?;
    Ok(())
}
