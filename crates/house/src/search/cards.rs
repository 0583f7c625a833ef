//! Cards of entries found, with the sites they are on and the texts that snippets are cut from.

use std::collections::{BTreeSet, HashMap};

use conglang_kernel::{EntryId, SiteId};
use conglang_platform::db::FromRow;
use conglang_platform::db::{Argument, Connection, Sql, placeholders};
use conglang_platform::fault::Outcome;

use super::files::{attachments_of, texts_of};
use crate::entry::card::{COLUMNS, CardRow};
use crate::entry::{Card, Kinds};

/// An entry found.
#[derive(Clone, Debug)]
pub struct FoundCard {
    /// The entry.
    pub card: Card,
    /// The site it is on.
    pub site: SiteId,
    /// That site's name.
    pub site_name: String,
    /// That site's canonical host.
    pub host: String,
    /// The slug of its category on that site.
    pub category_slug: Option<String>,
    /// The name of its category.
    pub category_name: Option<String>,
    /// Whether it is shown under a notice that it no longer holds.
    pub is_withdrawn: bool,
    /// The number of a document.
    pub number: String,
    /// All its words.
    pub text: String,
    /// The files below it.
    pub files: Vec<FileWords>,
}

/// A file below an entry.
#[derive(Clone, Debug)]
pub struct FileWords {
    /// What it is called.
    pub title: String,
    /// The words in it.
    pub text: String,
}

#[derive(FromRow)]
struct Row {
    #[row(flatten)]
    card: CardRow,
    site_id: i64,
    site_name: String,
    host: String,
    category_slug: Option<String>,
    category_name: Option<String>,
    state: String,
    content: String,
    attachments: String,
}

/// The public entries with these numbers, by number. What is no longer public is left out, whatever the
/// index still says.
///
/// # Errors
/// When the database does not answer.
pub async fn found_cards(
    connection: &mut Connection,
    kinds: &Kinds,
    ids: &[EntryId],
) -> Outcome<HashMap<EntryId, FoundCard>> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "SELECT {COLUMNS}, e.site_id, s.name AS site_name, h.name AS host, c.slug AS category_slug,
           c.name AS category_name, e.state, l.content, l.attachments
         FROM entry e JOIN edition l ON l.id = e.live_edition_id AND l.site_id = e.site_id
         JOIN site s ON s.id = e.site_id
         JOIN host h ON h.site_id = e.site_id AND h.role = 'canonical'
         LEFT JOIN category c ON c.id = e.category_id AND c.site_id = e.site_id
         WHERE e.state IN ('live', 'withdrawn') AND e.id IN ({})",
        placeholders(1, ids.len())
    );
    let arguments = ids.iter().map(|id| Argument::from(*id)).collect();
    let rows: Vec<Row> = connection.all(Sql::composed(sql), arguments).await?;
    let attached: BTreeSet<i64> = rows
        .iter()
        .flat_map(|row| attachments_of(Some(&row.attachments)))
        .map(|attachment| attachment.file.0)
        .collect();
    let mut texts = texts_of(connection, &attached).await?;
    let mut found = HashMap::with_capacity(rows.len());
    for row in rows {
        let card = row.card.into_card()?;
        let kind = kinds.named(&card.kind);
        let text = kind.map(|kind| kind.words(&row.content)).transpose()?.unwrap_or_default();
        let by = kind.map(|kind| kind.found_by(&row.content)).transpose()?.unwrap_or_default();
        let entry = FoundCard {
            site: SiteId(row.site_id),
            site_name: row.site_name,
            host: row.host,
            category_slug: row.category_slug,
            category_name: row.category_name,
            is_withdrawn: row.state == "withdrawn",
            number: by.number,
            text,
            files: attachments_of(Some(&row.attachments))
                .into_iter()
                .filter_map(|attachment| {
                    let text = texts.remove(&attachment.file.0)?;
                    Some(FileWords { title: attachment.title, text })
                })
                .collect(),
            card,
        };
        found.insert(entry.card.id, entry);
    }
    Ok(found)
}
