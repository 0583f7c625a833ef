//! Editions: versions of an entry's content with their workflow state.

use conglang_kernel::{
    AccountId, CategoryId, ChangeKind, EditionId, EditionState, EntryId, FileId, Moment, Slug,
};
use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Arguments, Connection, Sql};
use conglang_platform::fault::Outcome;
use serde::{Deserialize, Serialize};

use super::Heading;
use crate::scope::SiteScope;

/// A file offered below the text.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Attachment {
    /// Which file of the site's.
    pub file: FileId,
    /// What it is called; the file's own name when nobody said.
    pub title: String,
}

/// What is said of an edition that went out without a second pair of eyes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Urgency {
    /// Why it could not wait.
    pub reason: String,
    /// When somebody else looked at it afterwards.
    pub seen_at: Option<Moment>,
}

/// One version of an entry's content.
#[derive(Clone, Debug)]
pub struct Edition {
    /// Which edition.
    pub id: EditionId,
    /// Of which entry.
    pub entry: EntryId,
    /// Its number within the entry, from 1.
    pub number: i64,
    /// Where it stands.
    pub state: EditionState,
    /// Grows with each save; a save must name the one it was based on.
    pub version: i64,
    /// Its title.
    pub title: String,
    /// Its summary.
    pub summary: String,
    /// The readable part of the address it will have.
    pub slug: String,
    /// Its category.
    pub category: Option<CategoryId>,
    /// Its cover picture.
    pub cover_file: Option<FileId>,
    /// What the cover shows.
    pub cover_alt: String,
    /// The line under the cover.
    pub cover_caption: String,
    /// The kind's snapshot, as JSON.
    pub content: String,
    /// Files below the text.
    pub attachments: Vec<Attachment>,
    /// When it is to go out: a wish until somebody decides.
    pub publish_at: Option<Moment>,
    /// When it is to leave lists.
    pub expires_at: Option<Moment>,
    /// Whether readers must learn of the change.
    pub change: ChangeKind,
    /// What readers are told of the change.
    pub change_note: String,
    /// Who began it.
    pub created_by: Option<AccountId>,
    /// When it was last saved.
    pub saved_at: Moment,
    /// By whom.
    pub saved_by: Option<AccountId>,
    /// When it was handed to an approver.
    pub submitted_at: Option<Moment>,
    /// By whom.
    pub submitted_by: Option<AccountId>,
    /// When an approver last said yes or no.
    pub decided_at: Option<Moment>,
    /// Who.
    pub decided_by: Option<AccountId>,
    /// What they said.
    pub decision_note: Option<String>,
    /// Set when it went out without a second pair of eyes.
    pub urgency: Option<Urgency>,
    /// Whether what stands in it was saved by a press or handed in, not by a timer.
    pub is_by_hand: bool,
}

impl Edition {
    /// Whether the text is the account's own, so that somebody else is the second pair of eyes.
    /// An approver who mends a comma in what a colleague submitted does not make it theirs.
    pub fn is_text_of(&self, account: AccountId) -> bool {
        let last = self.submitted_by.or(self.saved_by);
        self.created_by == Some(account) || last == Some(account)
    }

    /// What every kind has of it.
    ///
    /// # Errors
    /// When its address is none.
    pub fn heading(&self) -> Outcome<Heading> {
        Ok(Heading {
            title: self.title.clone(),
            summary: self.summary.clone(),
            slug: Slug::parse(&self.slug)?,
            category: self.category,
            cover_file: self.cover_file,
            cover_alt: self.cover_alt.clone(),
            cover_caption: self.cover_caption.clone(),
            attachments: self.attachments.clone(),
            publish_at: self.publish_at,
            expires_at: self.expires_at,
            change: self.change,
            change_note: self.change_note.clone(),
        })
    }
}

#[derive(FromRow)]
struct EditionRow {
    id: i64,
    entry_id: i64,
    number: i64,
    state: String,
    version: i64,
    title: String,
    summary: String,
    slug: String,
    category_id: Option<i64>,
    cover_file_id: Option<i64>,
    cover_alt: String,
    cover_caption: String,
    content: String,
    attachments: String,
    publish_at: Option<i64>,
    expires_at: Option<i64>,
    change_kind: String,
    change_note: String,
    created_by: Option<i64>,
    saved_at: i64,
    saved_by: Option<i64>,
    submitted_at: Option<i64>,
    submitted_by: Option<i64>,
    decided_at: Option<i64>,
    decided_by: Option<i64>,
    decision_note: Option<String>,
    urgent_reason: Option<String>,
    urgent_seen_at: Option<i64>,
    by_hand: i64,
}

const COLUMNS: &str = "id, entry_id, number, state, version, title, summary, slug, category_id, \
     cover_file_id, cover_alt, cover_caption, content, attachments, publish_at, expires_at, \
     change_kind, change_note, created_by, saved_at, saved_by, submitted_at, submitted_by, \
     decided_at, decided_by, decision_note, urgent_reason, urgent_seen_at, by_hand";

impl EditionRow {
    fn into_edition(self) -> Outcome<Edition> {
        Ok(Edition {
            id: EditionId(self.id),
            entry: EntryId(self.entry_id),
            number: self.number,
            state: EditionState::parse(&self.state)?,
            version: self.version,
            title: self.title,
            summary: self.summary,
            slug: self.slug,
            category: self.category_id.map(CategoryId),
            cover_file: self.cover_file_id.map(FileId),
            cover_alt: self.cover_alt,
            cover_caption: self.cover_caption,
            content: self.content,
            attachments: serde_json::from_str(&self.attachments)?,
            publish_at: self.publish_at.map(Moment),
            expires_at: self.expires_at.map(Moment),
            change: ChangeKind::parse(&self.change_kind)?,
            change_note: self.change_note,
            created_by: self.created_by.map(AccountId),
            saved_at: Moment(self.saved_at),
            saved_by: self.saved_by.map(AccountId),
            submitted_at: self.submitted_at.map(Moment),
            submitted_by: self.submitted_by.map(AccountId),
            decided_at: self.decided_at.map(Moment),
            decided_by: self.decided_by.map(AccountId),
            decision_note: self.decision_note,
            urgency: self
                .urgent_reason
                .map(|reason| Urgency { reason, seen_at: self.urgent_seen_at.map(Moment) }),
            is_by_hand: self.by_hand == 1,
        })
    }
}

async fn one(
    connection: &mut Connection,
    condition: &str,
    arguments: Arguments,
) -> Outcome<Option<Edition>> {
    connection
        .optional::<EditionRow>(
            Sql::composed(format!("SELECT {COLUMNS} FROM edition WHERE {condition}")),
            arguments,
        )
        .await?
        .map(EditionRow::into_edition)
        .transpose()
}

/// The edition being worked on, if there is one.
///
/// # Errors
/// When the database does not answer.
pub async fn find_open(
    connection: &mut Connection,
    scope: SiteScope,
    entry: EntryId,
) -> Outcome<Option<Edition>> {
    let condition = "entry_id = $1 AND site_id = $2
        AND state IN ('draft', 'submitted', 'returned', 'approved', 'scheduled')";
    one(connection, condition, args![entry, scope.site()]).await
}

/// The edition the public reads, or read last.
///
/// # Errors
/// When the database does not answer.
pub async fn find_live(
    connection: &mut Connection,
    scope: SiteScope,
    entry: EntryId,
) -> Outcome<Option<Edition>> {
    let condition = "entry_id = $1 AND site_id = $2 AND state = 'published'";
    one(connection, condition, args![entry, scope.site()]).await
}

/// An edition by its number within the entry.
///
/// # Errors
/// When the database does not answer.
pub async fn find_edition(
    connection: &mut Connection,
    scope: SiteScope,
    entry: EntryId,
    number: i64,
) -> Outcome<Option<Edition>> {
    let condition = "entry_id = $1 AND site_id = $2 AND number = $3";
    one(connection, condition, args![entry, scope.site(), number]).await
}

/// A line of an entry's history.
#[derive(FromRow, Clone, Debug)]
pub struct EditionLine {
    /// Number within the entry.
    pub number: i64,
    /// State word.
    pub state: String,
    /// Title as it was.
    pub title: String,
    /// 1 when it was kept because two people had saved one draft.
    pub from_conflict: i64,
    /// 1 when it was kept because somebody had saved it so before it was written over.
    pub kept: i64,
    /// Last save, in milliseconds since 1970.
    pub saved_at: i64,
    /// Whose words they are: who handed them in, else who saved them last.
    pub written_by: Option<String>,
    /// When it went out.
    pub published_at: Option<i64>,
    /// Who sent it out, or said that it might go out at its hour, when that was not the writer.
    pub approved_by: Option<String>,
    /// When the next took its place.
    pub superseded_at: Option<i64>,
    /// What readers were told.
    pub change_note: String,
}

/// Every edition of an entry, newest first; at most 500.
///
/// # Errors
/// When the database does not answer.
pub async fn history(
    connection: &mut Connection,
    scope: SiteScope,
    entry: EntryId,
) -> Outcome<Vec<EditionLine>> {
    connection
        .all(
            "SELECT n.number, n.state, n.title, n.from_conflict, n.kept, n.saved_at, s.name AS written_by,
               n.published_at,
               CASE WHEN p.id <> s.id THEN p.name END AS approved_by, n.superseded_at, n.change_note
             FROM edition n
             LEFT JOIN account s ON s.id = COALESCE(n.submitted_by, n.saved_by)
             LEFT JOIN account p ON p.id = COALESCE(n.published_by, n.decided_by)
             WHERE n.entry_id = $1 AND n.site_id = $2
             ORDER BY n.number DESC LIMIT 500",
            args![entry, scope.site()],
        )
        .await
}

/// Who decided about an edition, and when.
#[derive(Clone, Debug, FromRow)]
pub struct Decided {
    /// Their name; none when the clock did it or the account is gone.
    pub name: Option<String>,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// Who said yes or no to an edition last: for one that waited for its hour, who let it wait.
///
/// # Errors
/// When the database does not answer.
pub async fn decided(
    connection: &mut Connection,
    scope: SiteScope,
    edition: EditionId,
) -> Outcome<Option<Decided>> {
    connection
        .optional(
            "SELECT a.name, CASE WHEN n.published_by IS NOT NULL THEN n.published_at
               ELSE COALESCE(n.decided_at, n.published_at) END AS at
             FROM edition n LEFT JOIN account a ON a.id = COALESCE(n.published_by, n.decided_by)
             WHERE n.id = $1 AND n.site_id = $2
               AND COALESCE(n.decided_at, n.published_at) IS NOT NULL",
            args![edition, scope.site()],
        )
        .await
}

/// When the edition that the public reads went out.
///
/// # Errors
/// When the database does not answer.
pub async fn live_since(
    connection: &mut Connection,
    scope: SiteScope,
    entry: EntryId,
) -> Outcome<Option<Moment>> {
    let row: Option<(Option<i64>,)> = connection
        .optional(
            "SELECT max(published_at) FROM edition
             WHERE entry_id = $1 AND site_id = $2 AND state = 'published'",
            args![entry, scope.site()],
        )
        .await?;
    Ok(row.and_then(|(at,)| at).map(Moment))
}

/// What readers were told of an entry's changes, newest first; at most ten.
///
/// # Errors
/// When the database does not answer.
pub async fn major_changes(
    connection: &mut Connection,
    scope: SiteScope,
    entry: EntryId,
) -> Outcome<Vec<(Moment, String)>> {
    let rows: Vec<(i64, String)> = connection
        .all(
            "SELECT published_at, change_note FROM edition
             WHERE entry_id = $1 AND site_id = $2 AND change_kind = 'major'
               AND state IN ('published', 'superseded') AND published_at IS NOT NULL
               AND change_note <> ''
             ORDER BY number DESC LIMIT 10",
            args![entry, scope.site()],
        )
        .await?;
    Ok(rows.into_iter().map(|(at, note)| (Moment(at), note)).collect())
}

/// The number of the text of this entry that was handed in last before the open one, and came back.
///
/// # Errors
/// When the database does not answer.
pub async fn handed_in_before(
    connection: &mut Connection,
    scope: SiteScope,
    entry: EntryId,
) -> Outcome<Option<i64>> {
    let row: Option<(i64,)> = connection
        .optional(
            "SELECT number FROM edition
             WHERE entry_id = $1 AND site_id = $2 AND kept = 1 AND submitted_at IS NOT NULL
             ORDER BY number DESC LIMIT 1",
            args![entry, scope.site()],
        )
        .await?;
    Ok(row.map(|(number,)| number))
}
