//! The advice on a text that only the database can give: links into the house that lead nowhere.

use std::collections::HashSet;

use conglang_kernel::{Advice, EntryId, FileId, Reference, SafeHtml};
use conglang_platform::args;
use conglang_platform::db::{Arguments, Connection, Sql, placeholders};
use conglang_platform::fault::Outcome;

use crate::file::pictures_and_files;
use crate::scope::SiteScope;

/// The most links of one text that are looked up.
const LINKS_MAX: usize = 300;

/// Links to entries that no reader can open and to files that are no more. Two statements at most.
/// `public` reads an address as the public knows it: the entry of this site that it names.
///
/// # Errors
/// When the database does not answer.
pub async fn dead_links(
    connection: &mut Connection,
    scope: SiteScope,
    body: &SafeHtml,
    public: &(dyn Fn(&str) -> Option<EntryId> + Sync),
) -> Outcome<Vec<Advice>> {
    // Each with the words it stands under, by which it is found in the text.
    let mut references: Vec<(Reference, String)> = Vec::new();
    for (address, words) in body.links() {
        let named = Reference::parse(&address);
        let named = named.or_else(|| public(&address).map(Reference::Entry));
        let is_told = |r: &Reference| references.iter().any(|(known, _)| known == r);
        if let Some(reference) = named.filter(|reference| !is_told(reference)) {
            references.push((reference, if words.is_empty() { address } else { words }));
        }
    }
    for reference in body.references() {
        if !references.iter().any(|(known, _)| *known == reference) {
            references.push((reference, reference.to_string()));
        }
    }
    references.truncate(LINKS_MAX);
    let mut entries: Vec<i64> = Vec::new();
    let mut files: Vec<FileId> = Vec::new();
    for (reference, _) in &references {
        match reference {
            Reference::Entry(entry) => entries.push(entry.0),
            Reference::File(file) => files.push(*file),
        }
    }
    let open = open_entries(connection, scope, &entries).await?;
    let kept = pictures_and_files(connection, scope, &files, "").await?;
    Ok(references
        .into_iter()
        .filter(|(reference, _)| match reference {
            Reference::Entry(entry) => !open.contains(&entry.0),
            Reference::File(file) => !kept.contains_key(file),
        })
        .map(|(reference, quote)| match reference {
            Reference::Entry(_) => Advice::warning("body", "link-dead-entry", quote),
            Reference::File(_) => Advice::warning("body", "link-dead-file", quote),
        })
        .collect())
}

/// Which of these entries readers can open, at whatever address.
async fn open_entries(
    connection: &mut Connection,
    scope: SiteScope,
    entries: &[i64],
) -> Outcome<HashSet<i64>> {
    if entries.is_empty() {
        return Ok(HashSet::new());
    }
    let mut arguments: Arguments = args![scope.site()];
    arguments.extend(entries.iter().map(|entry| (*entry).into()));
    let sql = format!(
        "SELECT id FROM entry WHERE site_id = $1 AND state IN ('live', 'withdrawn') AND id IN ({})",
        placeholders(2, entries.len())
    );
    let rows: Vec<(i64,)> = connection.all(Sql::composed(sql), arguments).await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}
