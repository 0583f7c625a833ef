//! Entries as records of the index: one for what is public of an entry, one for its open draft.

use std::collections::{BTreeSet, HashMap};

use conglang_kernel::EntryId;
use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Argument, Connection, Sql, placeholders};
use conglang_platform::fault::Outcome;
use conglang_search::{Record, Standing, Visibility};
use jiff::Timestamp;

use super::files::{attachments_of, texts_of};
use super::key::{RecordKey, Side};
use crate::entry::{FoundBy, Kinds};

#[derive(FromRow)]
pub(super) struct Row {
    pub id: i64,
    site_id: i64,
    kind: String,
    language: String,
    state: String,
    category_id: Option<i64>,
    category: Option<String>,
    title: String,
    summary: String,
    published_at: Option<i64>,
    expires_at: Option<i64>,
    content: Option<String>,
    attachments: Option<String>,
    open_title: Option<String>,
    open_summary: Option<String>,
    open_category_id: Option<i64>,
    open_content: Option<String>,
    open_attachments: Option<String>,
    open_saved_at: Option<i64>,
}

const SELECT: &str = "SELECT e.id, e.site_id, e.kind, e.language, e.state, e.category_id, \
     c.name AS category, e.title, e.summary, e.published_at, e.expires_at, l.content, l.attachments, \
     o.title AS open_title, o.summary AS open_summary, o.category_id AS open_category_id, \
     o.content AS open_content, o.attachments AS open_attachments, \
     o.saved_at AS open_saved_at \
     FROM entry e \
     LEFT JOIN category c ON c.id = e.category_id AND c.site_id = e.site_id \
     LEFT JOIN edition l ON l.id = e.live_edition_id AND l.site_id = e.site_id \
     LEFT JOIN edition o ON o.entry_id = e.id AND o.site_id = e.site_id \
       AND o.state IN ('draft', 'submitted', 'returned', 'approved', 'scheduled')";

/// These entries.
pub(super) async fn rows_of(connection: &mut Connection, ids: &[i64]) -> Outcome<Vec<Row>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{SELECT} WHERE e.id IN ({})", placeholders(1, ids.len()));
    let arguments = ids.iter().map(|id| Argument::from(*id)).collect();
    connection.all(Sql::composed(sql), arguments).await
}

/// The next entries after one, by number.
pub(super) async fn rows_after(
    connection: &mut Connection,
    id: i64,
    limit: i64,
) -> Outcome<Vec<Row>> {
    let sql = format!("{SELECT} WHERE e.id > $1 ORDER BY e.id LIMIT $2");
    connection.all(Sql::composed(sql), args![id, limit]).await
}

/// The words of the files of some entries, and which of the files nobody has read yet.
#[derive(Default)]
pub(super) struct FileTexts {
    known: HashMap<i64, String>,
    pub unread: BTreeSet<i64>,
}

impl FileTexts {
    pub(super) async fn of(connection: &mut Connection, rows: &[Row]) -> Outcome<Self> {
        let kept = rows.iter().flat_map(|row| [&row.attachments, &row.open_attachments]);
        let files: BTreeSet<i64> = kept
            .flat_map(|kept| attachments_of(kept.as_deref()))
            .map(|attachment| attachment.file.0)
            .collect();
        let known = texts_of(connection, &files).await?;
        let unread = files.into_iter().filter(|file| !known.contains_key(file)).collect();
        Ok(Self { known, unread })
    }

    /// Names and words of the files of an edition.
    fn words(&self, kept: Option<&str>) -> String {
        let mut words = String::new();
        for attachment in attachments_of(kept) {
            words.push_str(&attachment.title);
            words.push_str(". ");
            words.push_str(self.known.get(&attachment.file.0).map_or("", String::as_str));
            words.push_str(". ");
        }
        words
    }
}

/// The records of an entry: none, one or both sides.
pub(super) fn records(kinds: &Kinds, row: Row, texts: &FileTexts) -> Vec<Record> {
    let mut records = Vec::with_capacity(2);
    let entry = EntryId(row.id);
    let found_by = |content: &str| -> (String, FoundBy) {
        let Some(kind) = kinds.named(&row.kind) else { return Default::default() };
        // One entry that cannot be read must not keep all others out of the index.
        let words = kind.words(content).unwrap_or_else(|fault| {
            tracing::warn!(
                entry = row.id,
                cause = fault.chain(),
                "an entry is indexed by title alone"
            );
            String::new()
        });
        (words, kind.found_by(content).unwrap_or_default())
    };
    let plain = Record {
        site: u64::try_from(row.site_id).unwrap_or_default(),
        kind: row.kind.clone(),
        language: row.language.clone(),
        ..Record::default()
    };
    let number = |id: Option<i64>| id.and_then(|id| u64::try_from(id).ok());
    let is_public = matches!(row.state.as_str(), "live" | "withdrawn");
    if let (true, Some(content)) = (is_public, &row.content) {
        let (body, by) = found_by(content);
        let published = row.published_at.unwrap_or_default();
        let is_expired = row.state == "withdrawn" || by.is_expired;
        records.push(Record {
            id: RecordKey::Entry(entry, Side::Public).number(),
            category: number(row.category_id),
            title: row.title.clone(),
            summary: row.summary.clone(),
            number: by.number,
            issuer: by.issuer,
            about: [by.about.as_str(), row.category.as_deref().unwrap_or_default()].join(". "),
            body,
            files: texts.words(row.attachments.as_deref()),
            year: by.year.or_else(|| year_of(published)),
            published: published / 1000,
            until: row.expires_at.map(|at| at / 1000),
            standing: if is_expired { Standing::Expired } else { Standing::InForce },
            ..plain.clone()
        });
    }
    if let (Some(title), Some(content)) = (&row.open_title, &row.open_content) {
        let (body, by) = found_by(content);
        let saved = row.open_saved_at.unwrap_or_default();
        records.push(Record {
            id: RecordKey::Entry(entry, Side::Draft).number(),
            category: number(row.open_category_id),
            title: title.clone(),
            summary: row.open_summary.clone().unwrap_or_default(),
            number: by.number,
            issuer: by.issuer,
            about: by.about,
            body,
            files: texts.words(row.open_attachments.as_deref()),
            year: by.year.or_else(|| year_of(saved)),
            published: saved / 1000,
            visibility: Visibility::Draft,
            ..plain
        });
    }
    records
}

fn year_of(milliseconds: i64) -> Option<u64> {
    let at = Timestamp::from_millisecond(milliseconds).ok()?;
    u64::try_from(vitext::local_time(at).year()).ok()
}
