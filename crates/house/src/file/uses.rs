//! Where a file is used: in what the public reads, in drafts, in other files.

use conglang_kernel::{EntryId, FileId, Reference, SiteId};
use conglang_platform::args;
use conglang_platform::db::Connection;
use conglang_platform::db::FromRow;
use conglang_platform::fault::Outcome;

use crate::entry::{Attachment, Kinds};

/// One place where a file is used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Use {
    /// A text.
    Entry {
        /// Of which site.
        site: SiteId,
        /// What that site is called.
        site_name: String,
        /// Which text.
        entry: EntryId,
        /// Its title.
        title: String,
    },
    /// Another file, as its picture or its captions.
    File {
        /// Which one.
        file: FileId,
        /// What it is called.
        name: String,
    },
}

#[derive(FromRow)]
struct LiveRow {
    site_id: i64,
    site_name: String,
    id: i64,
    title: String,
}

#[derive(FromRow)]
struct OpenRow {
    site_id: i64,
    site_name: String,
    id: i64,
    title: String,
    kind: String,
    cover_file_id: Option<i64>,
    content: String,
    attachments: String,
}

/// Every place where a file is used, among the rows the connection reaches: whoever asks about a
/// file that is lent asks the whole installation.
///
/// # Errors
/// When the database does not answer.
pub async fn uses(connection: &mut Connection, kinds: &Kinds, file: FileId) -> Outcome<Vec<Use>> {
    let live: Vec<LiveRow> = connection
        .all(
            "SELECT e.site_id, s.name AS site_name, e.id, e.title
             FROM reference r JOIN entry e ON e.id = r.entry_id AND e.site_id = r.site_id
             JOIN site s ON s.id = e.site_id
             WHERE r.target = 'file' AND r.target_id = $1 AND e.state IN ('live', 'withdrawn')
             ORDER BY e.id DESC",
            args![file],
        )
        .await?;
    // The texts are looked into below; here the engine only leaves out what cannot hold the number.
    let open: Vec<OpenRow> = connection
        .all(
            "SELECT e.site_id, s.name AS site_name, e.id, n.title, e.kind, n.cover_file_id,
               n.content, n.attachments
             FROM edition n JOIN entry e ON e.id = n.entry_id AND e.site_id = n.site_id
             JOIN site s ON s.id = e.site_id
             WHERE n.state IN ('draft', 'submitted', 'returned', 'approved', 'scheduled')
               AND (n.cover_file_id = $1 OR n.content LIKE $2 OR n.attachments LIKE $3)
             ORDER BY e.id DESC",
            args![file, format!("%tep:{file}%"), format!("%{file}%")],
        )
        .await?;
    let mut found: Vec<Use> = Vec::new();
    let mut add = |site: i64, site_name: String, entry: i64, title: String| {
        let known = |known: &Use| matches!(known, Use::Entry { entry: e, .. } if e.0 == entry);
        if !found.iter().any(known) {
            found.push(Use::Entry { site: SiteId(site), site_name, entry: EntryId(entry), title });
        }
    };
    for row in live {
        add(row.site_id, row.site_name, row.id, row.title);
    }
    for row in open {
        let attachments: Vec<Attachment> = serde_json::from_str(&row.attachments)?;
        let in_text = match kinds.named(&row.kind) {
            Some(kind) => kind.body(&row.content)?.references().contains(&Reference::File(file)),
            None => false,
        };
        let is_used = in_text
            || row.cover_file_id == Some(file.0)
            || attachments.iter().any(|attachment| attachment.file == file);
        if is_used {
            add(row.site_id, row.site_name, row.id, row.title);
        }
    }
    let files: Vec<(i64, String)> = connection
        .all(
            "SELECT f.id, f.name FROM file f
             WHERE (f.poster_file_id = $1 OR f.captions_file_id = $1) AND f.deleted_at IS NULL
             ORDER BY f.id",
            args![file],
        )
        .await?;
    found.extend(files.into_iter().map(|(id, name)| Use::File { file: FileId(id), name }));
    Ok(found)
}
