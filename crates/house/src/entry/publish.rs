//! Making an edition public: now or at a set time. One transaction writes the edition's state, the
//! listing columns, the kind's own table, the words to be found by, the audit line and the change.

use conglang_kernel::{
    AccountId, ChangeKind, EditionId, EditionState, EntryId, Moment, Reference, Rejections,
    SecondEyes, SiteId,
};
use conglang_platform::args;
use conglang_platform::db::{Connection, Db, Reach, Transaction};
use conglang_platform::fault::{Fault, Outcome};
use conglang_platform::jobs;

use super::save::lock;
use super::todo::review_day;
use super::written::{Written, missing_parts};
use super::{AnyKind, Cover, Edition, Entry, Kinds, find, find_open};
use crate::file;
use crate::record::{Deed, record};
use crate::scope::SiteScope;
use crate::site;

/// The job that sends out what was scheduled.
pub const PUBLISH_JOB: &str = "publish";

/// What went out.
#[derive(Clone, Debug)]
pub struct Publication {
    /// The entry as it is now.
    pub entry: EntryId,
    /// The edition the public reads.
    pub edition: EditionId,
}

/// Who sends an edition out.
#[derive(Clone, Copy, Debug)]
pub enum Hand<'h> {
    /// The clock, at the time that was decided.
    Clock,
    /// Somebody who may publish. Where the site asks for a second pair of eyes, not the writer.
    Member(AccountId),
    /// The writer, alone, because it cannot wait: marked until somebody else has looked.
    Urgent {
        /// Who.
        by: AccountId,
        /// Why it cannot wait.
        reason: &'h str,
    },
}

impl Hand<'_> {
    fn account(self) -> Option<AccountId> {
        match self {
            Self::Clock => None,
            Self::Member(by) | Self::Urgent { by, .. } => Some(by),
        }
    }
}

/// Why an edition cannot go out.
#[derive(Debug)]
pub enum PublishRefusal {
    /// There is no draft.
    NothingToPublish,
    /// The site asks for a second pair of eyes, and the text is one's own.
    OwnText,
    /// The workflow does not allow it from here.
    WrongState(EditionState),
    /// Somebody changed it after it was seen.
    Changed,
    /// Something is missing.
    Incomplete(Rejections),
    /// Something broke.
    Fault(Fault),
}

impl From<Fault> for PublishRefusal {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// Makes the open edition of an entry public now.
///
/// # Errors
/// When there is nothing to publish, something is missing, or the database refuses.
pub async fn publish(
    transaction: &mut Transaction,
    kinds: &Kinds,
    scope: SiteScope,
    hand: Hand<'_>,
    id: EntryId,
    now: Moment,
) -> Result<Publication, PublishRefusal> {
    lock(transaction, scope, id).await?;
    let (entry, edition, kind) = ready(transaction, kinds, scope, id).await?;
    if let Hand::Member(by) = hand {
        second_eyes_see(transaction, scope, &edition, by).await?;
    }
    let by = hand.account();
    let urgent_reason = match hand {
        Hand::Urgent { by, reason } if is_own_text(transaction, scope, &edition, by).await? => {
            if reason.is_empty() {
                return Err(PublishRefusal::Incomplete(Rejections::one(
                    "urgent_reason",
                    "missing",
                )));
            }
            Some(reason)
        }
        _ => None,
    };
    if !edition.state.may_become(EditionState::Published) {
        return Err(PublishRefusal::WrongState(edition.state));
    }
    ends_after(transaction, scope, &edition, now).await?;
    jobs::cancel(transaction, PUBLISH_JOB, &id.to_string()).await?;
    let cover = cover_of(transaction, scope, &edition).await?;
    transaction
        .execute(
            "UPDATE edition SET state = 'superseded', superseded_at = $3
             WHERE entry_id = $1 AND site_id = $2 AND state = 'published'",
            args![id, scope.site(), now],
        )
        .await?;
    transaction
        .execute(
            "UPDATE edition SET state = 'published', published_at = $3, published_by = $4,
               publish_at = NULL, urgent_reason = $5
             WHERE id = $1 AND site_id = $2",
            args![edition.id, scope.site(), now, by, urgent_reason],
        )
        .await?;
    write_listing(transaction, scope, &entry, &edition, cover.as_ref(), now).await?;
    kind.write_live(transaction, scope, id, &edition.content).await?;
    write_words(transaction, scope, kind, &edition).await?;
    write_references(transaction, scope, kind, &edition).await?;
    let action = match (urgent_reason, entry.live_edition) {
        (Some(_), _) => "publish-urgent",
        (None, Some(_)) => "update",
        (None, None) => "publish",
    };
    record(
        transaction,
        now,
        Deed {
            site: Some(scope.site()),
            by,
            action,
            subject: "entry",
            subject_id: id.0,
            detail: urgent_reason.unwrap_or(&edition.title),
        },
    )
    .await?;
    Ok(Publication { entry: id, edition: edition.id })
}

/// Has the open edition of an entry go out at a set time. It must be complete already.
///
/// # Errors
/// As [`publish`]; a time that has passed is an incomplete form.
pub async fn schedule(
    transaction: &mut Transaction,
    kinds: &Kinds,
    scope: SiteScope,
    by: AccountId,
    id: EntryId,
    at: Moment,
    now: Moment,
) -> Result<(), PublishRefusal> {
    if at <= now {
        return Err(PublishRefusal::Incomplete(Rejections::one("publish_at", "time-passed")));
    }
    lock(transaction, scope, id).await?;
    let (_, edition, _) = ready(transaction, kinds, scope, id).await?;
    second_eyes_see(transaction, scope, &edition, by).await?;
    if !edition.state.may_become(EditionState::Scheduled) {
        return Err(PublishRefusal::WrongState(edition.state));
    }
    ends_after(transaction, scope, &edition, at).await?;
    transaction
        .execute(
            "UPDATE edition SET state = 'scheduled', publish_at = $3, decided_at = $4,
               decided_by = $5, overdue_told_at = NULL
             WHERE id = $1 AND site_id = $2",
            args![edition.id, scope.site(), at, now, by],
        )
        .await?;
    let payload = format!("{} {}", scope.site(), id);
    jobs::ask(transaction, PUBLISH_JOB, Some(&id.to_string()), &payload, at, now).await?;
    let detail = at.timestamp().to_string();
    record(transaction, now, Deed::at(scope, by, "schedule", ("entry", id.0), &detail)).await?;
    Ok(())
}

/// Takes back what was scheduled; the edition is a draft again.
///
/// # Errors
/// When the database refuses.
pub async fn unschedule(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    id: EntryId,
    now: Moment,
) -> Outcome<()> {
    end_schedule(transaction, scope, by, id, Hour::Forgotten, now).await
}

/// What becomes of the hour of a schedule that ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Hour {
    /// It is no more.
    Forgotten,
    /// It stays as a wish, for whoever says yes to the changed text.
    Wished,
}

pub(super) async fn end_schedule(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    id: EntryId,
    hour: Hour,
    now: Moment,
) -> Outcome<()> {
    jobs::cancel(transaction, PUBLISH_JOB, &id.to_string()).await?;
    let to_draft = match hour {
        Hour::Forgotten => {
            "UPDATE edition SET state = 'draft', publish_at = NULL
             WHERE entry_id = $1 AND site_id = $2 AND state = 'scheduled'"
        }
        Hour::Wished => {
            "UPDATE edition SET state = 'draft'
             WHERE entry_id = $1 AND site_id = $2 AND state = 'scheduled'"
        }
    };
    let changed = transaction.execute(to_draft, args![id, scope.site()]).await?;
    if changed > 0 {
        record(transaction, now, Deed::at(scope, by, "unschedule", ("entry", id.0), "")).await?;
    }
    Ok(())
}

/// What the job of [`schedule`] runs. Doing it twice does it once: a published edition is not open.
///
/// # Errors
/// When the edition is no longer complete or the database refuses; the job is then tried again.
pub async fn publish_scheduled(db: &Db, kinds: &Kinds, payload: &str, now: Moment) -> Outcome<()> {
    let (site, entry) =
        payload.split_once(' ').ok_or_else(|| Fault::new("the job names no site and entry"))?;
    let scope = SiteScope::of_job(SiteId(site.parse()?));
    let entry = EntryId(entry.parse()?);
    let mut transaction = db.write(Reach::Site(scope.site().0)).await?;
    let due = find_open(&mut transaction, scope, entry).await?.is_some_and(|edition| {
        edition.state == EditionState::Scheduled && edition.publish_at.is_some_and(|at| at <= now)
    });
    if !due {
        return Ok(());
    }
    let portal = site::portal_of(&mut transaction, scope.site()).await?;
    if !portal.is_some_and(|portal| portal.state.is_written()) {
        return Err(Fault::new("it cannot go out: nobody writes on this site any more"));
    }
    match publish(&mut transaction, kinds, scope, Hand::Clock, entry, now).await {
        Ok(_) => transaction.commit().await,
        Err(PublishRefusal::Fault(fault)) => Err(fault),
        Err(refusal) => Err(Fault::new(format!("it cannot go out: {refusal:?}"))),
    }
}

/// Whether the site asks for a second pair of eyes and the account had a hand in the text.
async fn is_own_text(
    connection: &mut Connection,
    scope: SiteScope,
    edition: &Edition,
    by: AccountId,
) -> Outcome<bool> {
    Ok(edition.is_text_of(by)
        && site::practice(connection, scope).await?.second_eyes == SecondEyes::Required)
}

async fn second_eyes_see(
    connection: &mut Connection,
    scope: SiteScope,
    edition: &Edition,
    by: AccountId,
) -> Result<(), PublishRefusal> {
    if is_own_text(connection, scope, edition, by).await? {
        return Err(PublishRefusal::OwnText);
    }
    Ok(())
}

/// What leaves the lists before it comes into them is a slip of the calendar. Something that has ended
/// may still be mended as long as its end stays as it was.
pub(super) async fn ends_after(
    connection: &mut Connection,
    scope: SiteScope,
    edition: &Edition,
    out_at: Moment,
) -> Result<(), PublishRefusal> {
    let Some(end) = edition.expires_at.filter(|end| *end <= out_at) else { return Ok(()) };
    let live = super::find_live(connection, scope, edition.entry).await?;
    if live.and_then(|live| live.expires_at) == Some(end) {
        return Ok(());
    }
    Err(PublishRefusal::Incomplete(Rejections::one("expires_at", "expiry-passed")))
}

pub(super) async fn ready<'k>(
    connection: &mut Connection,
    kinds: &'k Kinds,
    scope: SiteScope,
    id: EntryId,
) -> Result<(Entry, Edition, &'k AnyKind), PublishRefusal> {
    let entry = find(connection, scope, id).await?.ok_or(PublishRefusal::NothingToPublish)?;
    let edition =
        find_open(connection, scope, id).await?.ok_or(PublishRefusal::NothingToPublish)?;
    let kind = kinds
        .named(&entry.kind)
        .ok_or_else(|| Fault::new("no program part knows this kind of content"))?;
    let mut rejections = Written::of_edition(&edition).incomplete(kind)?;
    let (category, attachments) = (edition.category, &edition.attachments);
    rejections.append(
        missing_parts(connection, scope, kind, entry.language, category, attachments).await?,
    );
    if !rejections.is_empty() {
        return Err(PublishRefusal::Incomplete(rejections));
    }
    Ok((entry, edition, kind))
}

/// The cover of an edition, ready for templates.
///
/// # Errors
/// When the database does not answer.
pub async fn cover_of(
    connection: &mut Connection,
    scope: SiteScope,
    edition: &Edition,
) -> Outcome<Option<Cover>> {
    let Some(file) = edition.cover_file else { return Ok(None) };
    let files = file::cover_files(connection, scope, file).await?;
    Ok(files.map(|files| Cover {
        alt: edition.cover_alt.clone(),
        caption: edition.cover_caption.clone(),
        files,
    }))
}

async fn write_listing(
    connection: &mut Connection,
    scope: SiteScope,
    entry: &Entry,
    edition: &Edition,
    cover: Option<&Cover>,
    now: Moment,
) -> Outcome<()> {
    let first = entry.published_at.unwrap_or(now);
    let updated = if entry.published_at.is_some() && edition.change == ChangeKind::Major {
        Some(now)
    } else {
        entry.updated_at
    };
    let cover = cover.map(serde_json::to_string).transpose()?;
    let attachments = file::offered(connection, scope, &edition.attachments).await?;
    let practice = site::practice(connection, scope).await?;
    let review_on =
        practice.review_months.get(&entry.kind).and_then(|months| review_day(*months, now));
    connection
        .execute(
            "UPDATE entry SET state = 'live', live_edition_id = $3, title = $4, summary = $5,
               slug = $6, category_id = $7, cover = $8, published_at = $9, updated_at = $10,
               expires_at = $11, attachments = $12, review_on = $13,
               review_told_at = NULL, outcome = NULL, outcome_note = NULL,
               outcome_target_id = NULL, outcome_at = NULL
             WHERE id = $1 AND site_id = $2",
            args![
                entry.id,
                scope.site(),
                edition.id,
                &edition.title,
                &edition.summary,
                &edition.slug,
                edition.category,
                cover,
                first,
                updated,
                edition.expires_at,
                serde_json::to_string(&attachments)?,
                review_on.map(|day| day.to_string())
            ],
        )
        .await?;
    Ok(())
}

/// The words of the text, folded, with spaces around, so that whole words are found.
async fn write_words(
    connection: &mut Connection,
    scope: SiteScope,
    kind: &AnyKind,
    edition: &Edition,
) -> Outcome<()> {
    let line = |text: &str| -> String {
        let folded = vitext::fold(text);
        let words: Vec<&str> = vitext::words(&folded).collect();
        format!(" {} ", words.join(" "))
    };
    let title = line(&edition.title);
    let body = kind.words(&edition.content)?;
    let all = line(&format!("{} {} {body}", edition.title, edition.summary));
    connection
        .execute(
            "INSERT INTO entry_text (entry_id, site_id, title_folded, folded)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (entry_id) DO UPDATE
               SET title_folded = excluded.title_folded, folded = excluded.folded",
            args![edition.entry, scope.site(), title, all],
        )
        .await?;
    Ok(())
}

/// What the public text points to: its files and the entries it links to.
async fn write_references(
    connection: &mut Connection,
    scope: SiteScope,
    kind: &AnyKind,
    edition: &Edition,
) -> Outcome<()> {
    connection
        .execute(
            "DELETE FROM reference WHERE entry_id = $1 AND site_id = $2",
            args![edition.entry, scope.site()],
        )
        .await?;
    let body = kind.body(&edition.content)?;
    let mut targets = body.references();
    targets.extend(edition.cover_file.map(Reference::File));
    targets.extend(edition.attachments.iter().map(|attachment| Reference::File(attachment.file)));
    for target in targets {
        let (word, id) = match target {
            Reference::File(file) => ("file", file.0),
            Reference::Entry(entry) => ("entry", entry.0),
        };
        connection
            .execute(
                "INSERT INTO reference (site_id, entry_id, target, target_id)
                 VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
                args![scope.site(), edition.entry, word, id],
            )
            .await?;
    }
    Ok(())
}
