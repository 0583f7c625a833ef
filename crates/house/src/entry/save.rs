//! Writing drafts: a save names what it was based on, so that nobody overwrites anybody.

use conglang_kernel::{AccountId, ChangeKind, EditionId, EditionState, EntryId, Language, Moment};
use conglang_platform::args;
use conglang_platform::db::{Connection, Transaction, engine};
use conglang_platform::fault::{Fault, Outcome};

use super::aside::keep_saved_by_hand;
use super::publish::{Hour, end_schedule};
use super::retry::is_kept_already;
use super::{Edition, Heading, find_edition, find_live, find_open};
use crate::record::{Deed, announce, record};
use crate::scope::SiteScope;

/// What a save was based on: an edition and its version at that time.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Base {
    /// The edition that was on the screen.
    pub edition: EditionId,
    /// Its version then.
    pub version: i64,
}

impl Base {
    /// Reads `edition.version`.
    pub fn parse(text: &str) -> Option<Self> {
        let (edition, version) = text.split_once('.')?;
        Some(Self { edition: EditionId(edition.parse().ok()?), version: version.parse().ok()? })
    }
}

impl std::fmt::Display for Base {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}.{}", self.edition, self.version)
    }
}

/// What a save came to.
#[derive(Debug)]
pub enum Saved {
    /// Kept, as this edition and version.
    Kept(Base),
    /// Somebody else saved in the meantime; nothing was written.
    Conflict(Box<Conflict>),
}

/// The other text of a conflicting save.
#[derive(Debug)]
pub struct Conflict {
    /// What stands in the database now.
    pub theirs: Edition,
}

/// Begins an entry with its first draft.
///
/// # Errors
/// When the database refuses.
#[expect(clippy::too_many_arguments, reason = "who, where, what and when are eight plain values")]
pub async fn create(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    kind: &'static str,
    language: Language,
    heading: &Heading,
    content: &str,
    now: Moment,
) -> Outcome<(EntryId, Base)> {
    let entry = EntryId(
        transaction
            .number(
                "INSERT INTO entry (site_id, kind, language, category_id, slug, state, title,
                   summary, created_at, created_by)
                 VALUES ($1, $2, $3, $4, $5, 'unpublished', $6, $7, $8, $9) RETURNING id",
                args![
                    scope.site(),
                    kind,
                    language,
                    heading.category,
                    heading.slug.as_str(),
                    &heading.title,
                    &heading.summary,
                    now,
                    by
                ],
            )
            .await?,
    );
    let edition = insert_edition(
        transaction,
        scope,
        by,
        entry,
        1,
        EditionState::Draft,
        heading,
        content,
        now,
    )
    .await?;
    record(transaction, now, Deed::at(scope, by, "create", ("entry", entry.0), &heading.title))
        .await?;
    Ok((entry, Base { edition, version: 1 }))
}

/// Saves the draft of an entry; when only a live edition exists, a new draft is begun beside it.
///
/// # Errors
/// When the database refuses.
#[expect(clippy::too_many_arguments, reason = "who, where, what and when are eight plain values")]
pub async fn save(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    entry: EntryId,
    base: Base,
    heading: &Heading,
    content: &str,
    now: Moment,
) -> Outcome<Saved> {
    lock(transaction, scope, entry).await?;
    let open = find_open(transaction, scope, entry).await?;
    let live = find_live(transaction, scope, entry).await?;
    match (open, live) {
        (Some(open), live) if open.id != base.edition || open.version != base.version => {
            let live = live.map(|live| live.id);
            if is_kept_already(&open, live, by, base, heading, content)? {
                return Ok(Saved::Kept(Base { edition: open.id, version: open.version }));
            }
            Ok(Saved::Conflict(Box::new(Conflict { theirs: open })))
        }
        (Some(open), _) => {
            if open.is_by_hand && (open.content != content || open.heading()? != *heading) {
                keep_saved_by_hand(transaction, scope, &open, now).await?;
            }
            update_edition(transaction, scope, by, &open, heading, content, now).await?;
            if open.state == EditionState::Scheduled {
                end_schedule(transaction, scope, by, entry, Hour::Wished, now).await?;
            }
            announce_draft(transaction, scope, entry, now).await?;
            Ok(Saved::Kept(Base { edition: open.id, version: open.version + 1 }))
        }
        (None, Some(live)) if live.id != base.edition => {
            Ok(Saved::Conflict(Box::new(Conflict { theirs: live })))
        }
        (None, live) => {
            let number = next_number(transaction, scope, entry).await?;
            let state = EditionState::Draft;
            let edition =
                insert_edition(transaction, scope, by, entry, number, state, heading, content, now)
                    .await?;
            if live.is_none() {
                show_draft_in_lists(transaction, scope, entry, heading).await?;
            }
            announce_draft(transaction, scope, entry, now).await?;
            Ok(Saved::Kept(Base { edition, version: 1 }))
        }
    }
}

/// Tells the desk's search of new words. Saving is no deed for the audit log, and no public page changes.
async fn announce_draft(
    transaction: &mut Transaction,
    scope: SiteScope,
    entry: EntryId,
    now: Moment,
) -> Outcome<()> {
    announce(transaction, now, Some(scope.site()), "draft", entry.0, "save").await
}

/// Begins a new draft from an old edition; an open draft makes way and stays in the history.
///
/// # Errors
/// When there is no such edition or the database refuses.
pub async fn restore(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    entry: EntryId,
    number: i64,
    now: Moment,
) -> Outcome<Option<Base>> {
    lock(transaction, scope, entry).await?;
    let Some(old) = find_edition(transaction, scope, entry, number).await? else {
        return Ok(None);
    };
    if let Some(open) = find_open(transaction, scope, entry).await? {
        end_schedule(transaction, scope, by, entry, Hour::Forgotten, now).await?;
        set_aside(transaction, scope, open.id, now).await?;
    }
    let heading = Heading {
        publish_at: None,
        change: ChangeKind::Minor,
        change_note: String::new(),
        ..old.heading()?
    };
    let next = next_number(transaction, scope, entry).await?;
    let (state, content) = (EditionState::Draft, &old.content);
    let edition =
        insert_edition(transaction, scope, by, entry, next, state, &heading, content, now).await?;
    show_draft_in_lists(transaction, scope, entry, &heading).await?;
    let detail = format!("{number} → {next}");
    record(transaction, now, Deed::at(scope, by, "restore", ("entry", entry.0), &detail)).await?;
    Ok(Some(Base { edition, version: 1 }))
}

/// Gives up the open draft. An entry that never was public keeps its history but leaves the lists.
///
/// # Errors
/// When the database refuses.
pub async fn discard(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    entry: EntryId,
    now: Moment,
) -> Outcome<()> {
    lock(transaction, scope, entry).await?;
    if let Some(open) = find_open(transaction, scope, entry).await? {
        super::unschedule(transaction, scope, by, entry, now).await?;
        set_aside(transaction, scope, open.id, now).await?;
        record(transaction, now, Deed::at(scope, by, "discard", ("entry", entry.0), &open.title))
            .await?;
    }
    Ok(())
}

/// Makes two saves of one entry happen one after the other. The place in the change log is taken first,
/// by everybody: whoever took rows first and waited for the log could wait for each other.
pub(super) async fn lock(
    transaction: &mut Transaction,
    scope: SiteScope,
    entry: EntryId,
) -> Outcome<()> {
    engine::order_changes(transaction).await?;
    let sql = conglang_platform::db::Sql::composed(format!(
        "SELECT id FROM entry WHERE id = $1 AND site_id = $2{}",
        engine::for_update(transaction.engine())
    ));
    let found: Option<(i64,)> = transaction.optional(sql, args![entry, scope.site()]).await?;
    found.map(|_| ()).ok_or_else(|| Fault::new("the entry to be written is not on this site"))
}

pub(super) async fn next_number(
    connection: &mut Connection,
    scope: SiteScope,
    entry: EntryId,
) -> Outcome<i64> {
    connection
        .number(
            "SELECT COALESCE(max(number), 0) + 1 FROM edition WHERE entry_id = $1 AND site_id = $2",
            args![entry, scope.site()],
        )
        .await
}

#[expect(clippy::too_many_arguments, reason = "who, where, what and when are nine plain values")]
pub(super) async fn insert_edition(
    connection: &mut Connection,
    scope: SiteScope,
    by: AccountId,
    entry: EntryId,
    number: i64,
    state: EditionState,
    heading: &Heading,
    content: &str,
    now: Moment,
) -> Outcome<EditionId> {
    let id = connection
        .number(
            "INSERT INTO edition (entry_id, site_id, number, state, version, title, summary, slug,
               category_id, cover_file_id, cover_alt, cover_caption, content, expires_at,
               change_kind, change_note, created_at, created_by, saved_at, saved_by,
               attachments, publish_at)
             VALUES ($1, $2, $3, $19, 1, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14,
               $15, $16, $15, $16, $17, $18) RETURNING id",
            args![
                entry,
                scope.site(),
                number,
                &heading.title,
                &heading.summary,
                heading.slug.as_str(),
                heading.category,
                heading.cover_file,
                &heading.cover_alt,
                &heading.cover_caption,
                content,
                heading.expires_at,
                heading.change,
                &heading.change_note,
                now,
                by,
                serde_json::to_string(&heading.attachments)?,
                heading.publish_at,
                state.as_str()
            ],
        )
        .await?;
    Ok(EditionId(id))
}

async fn update_edition(
    connection: &mut Connection,
    scope: SiteScope,
    by: AccountId,
    open: &Edition,
    heading: &Heading,
    content: &str,
    now: Moment,
) -> Outcome<()> {
    connection
        .execute(
            "UPDATE edition SET version = version + 1, title = $3, summary = $4, slug = $5,
               category_id = $6, cover_file_id = $7, cover_alt = $8, cover_caption = $9,
               content = $10, expires_at = $11, change_kind = $12, change_note = $13,
               saved_at = $14, saved_by = $15, attachments = $16, publish_at = $17
             WHERE id = $1 AND site_id = $2",
            args![
                open.id,
                scope.site(),
                &heading.title,
                &heading.summary,
                heading.slug.as_str(),
                heading.category,
                heading.cover_file,
                &heading.cover_alt,
                &heading.cover_caption,
                content,
                heading.expires_at,
                heading.change,
                &heading.change_note,
                now,
                by,
                serde_json::to_string(&heading.attachments)?,
                heading.publish_at
            ],
        )
        .await?;
    show_draft_in_lists(connection, scope, open.entry, heading).await
}

/// The desk lists an entry that never was public by the words of its draft.
async fn show_draft_in_lists(
    connection: &mut Connection,
    scope: SiteScope,
    entry: EntryId,
    heading: &Heading,
) -> Outcome<()> {
    connection
        .execute(
            "UPDATE entry SET title = $3, summary = $4, category_id = $5, slug = $6
             WHERE id = $1 AND site_id = $2 AND state = 'unpublished'",
            args![
                entry,
                scope.site(),
                &heading.title,
                &heading.summary,
                heading.category,
                heading.slug.as_str()
            ],
        )
        .await?;
    Ok(())
}

async fn set_aside(
    connection: &mut Connection,
    scope: SiteScope,
    edition: EditionId,
    now: Moment,
) -> Outcome<()> {
    connection
        .execute(
            "UPDATE edition SET state = 'discarded', superseded_at = $3
             WHERE id = $1 AND site_id = $2",
            args![edition, scope.site(), now],
        )
        .await?;
    Ok(())
}
