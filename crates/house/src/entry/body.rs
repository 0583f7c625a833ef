//! A text as the public reads it: numbers of files and entries become pictures and addresses.

use std::collections::HashMap;

use conglang_kernel::{EntryId, FileId, Reference, SafeHtml, Standing};
use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Connection, Sql, placeholders};
use conglang_platform::fault::Outcome;

use crate::file::{PictureMarkup, pictures_and_files};
use crate::frame::SiteFrame;
use crate::scope::SiteScope;

/// The most references of one text that are looked up; more than any text has that people wrote.
const REFERENCES_MAX: usize = 500;

#[derive(FromRow)]
struct AddressRow {
    id: i64,
    slug: String,
    category_id: Option<i64>,
}

/// The markup for readers; `said` are the words under which they find what is said in a film. Costs one statement for the files and one for the entries of the text,
/// and none when it points to nothing.
///
/// # Errors
/// When the database does not answer.
pub async fn public_body(
    connection: &mut Connection,
    scope: SiteScope,
    frame: &SiteFrame,
    body: &SafeHtml,
    said: &str,
) -> Outcome<String> {
    let references = body.references();
    let files: Vec<FileId> = references
        .iter()
        .filter_map(|reference| match reference {
            Reference::File(file) => Some(*file),
            Reference::Entry(_) => None,
        })
        .take(REFERENCES_MAX)
        .collect();
    let entries: Vec<EntryId> = references
        .iter()
        .filter_map(|reference| match reference {
            Reference::Entry(entry) => Some(*entry),
            Reference::File(_) => None,
        })
        .take(REFERENCES_MAX)
        .collect();
    let pictures = pictures_and_files(connection, scope, &files, said).await?;
    let addresses = addresses(connection, scope, frame, &entries).await?;
    Ok(body.resolved(|reference| match reference {
        Reference::File(file) => match pictures.get(&file) {
            Some(PictureMarkup::Picture { markup, address }) => {
                Standing::Picture { markup: markup.clone(), address: address.clone() }
            }
            Some(PictureMarkup::Film { markup, said, address }) => Standing::Film {
                markup: markup.clone(),
                said: said.clone(),
                address: address.clone(),
            },
            Some(PictureMarkup::File { address }) => Standing::Address(address.clone()),
            None => Standing::Nothing,
        },
        Reference::Entry(entry) => {
            addresses.get(&entry).map_or(Standing::Nothing, |a| Standing::Address(a.clone()))
        }
    }))
}

async fn addresses(
    connection: &mut Connection,
    scope: SiteScope,
    frame: &SiteFrame,
    entries: &[EntryId],
) -> Outcome<HashMap<EntryId, String>> {
    if entries.is_empty() {
        return Ok(HashMap::new());
    }
    let mut arguments = args![scope.site()];
    arguments.extend(entries.iter().map(|entry| (*entry).into()));
    // What was taken down keeps its address, which says what became of it.
    let sql = format!(
        "SELECT id, slug, category_id FROM entry
         WHERE site_id = $1 AND state <> 'unpublished' AND id IN ({})",
        placeholders(2, entries.len())
    );
    let rows: Vec<AddressRow> = connection.all(Sql::composed(sql), arguments).await?;
    Ok(rows
        .into_iter()
        .map(|row| {
            let id = EntryId(row.id);
            let category = row.category_id.map(conglang_kernel::CategoryId);
            (id, frame.entry_path(category, &row.slug, id))
        })
        .collect())
}
