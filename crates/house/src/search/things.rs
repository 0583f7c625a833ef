//! Things of the desk as records of the index: the files of a library and the sites. Only find boxes of
//! the desk ask for them.

use conglang_kernel::{FileId, SiteId};
use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Argument, Connection, Sql, placeholders};
use conglang_platform::fault::Outcome;
use conglang_search::{Record, Visibility};

use super::key::RecordKey;

/// The kind of a file's record.
pub const FILE_KIND: &str = "file";

/// The kind of a site's record.
pub const SITE_KIND: &str = "site";

#[derive(FromRow)]
pub(super) struct FileRow {
    pub id: i64,
    site_id: i64,
    name: String,
    alt: String,
    caption: String,
    author: String,
    transcript: String,
    created_at: i64,
    text: Option<String>,
}

impl FileRow {
    /// Its number, when nobody has read it yet.
    pub(super) fn unread(&self) -> Option<i64> {
        self.text.is_none().then_some(self.id)
    }
}

const FILES: &str = "SELECT f.id, f.site_id, f.name, f.alt, f.caption, f.author, f.transcript, \
     f.created_at, t.text \
     FROM file f LEFT JOIN file_text t ON t.file_id = f.id WHERE f.deleted_at IS NULL";

/// Those of these files that are in a library.
pub(super) async fn files_of(connection: &mut Connection, ids: &[i64]) -> Outcome<Vec<FileRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{FILES} AND f.id IN ({})", placeholders(1, ids.len()));
    connection.all(Sql::composed(sql), ids.iter().map(|id| Argument::from(*id)).collect()).await
}

/// The next files after one, by number.
pub(super) async fn files_after(
    connection: &mut Connection,
    id: i64,
    limit: i64,
) -> Outcome<Vec<FileRow>> {
    let sql = format!("{FILES} AND f.id > $1 ORDER BY f.id LIMIT $2");
    connection.all(Sql::composed(sql), args![id, limit]).await
}

/// A file is found by its name, by what is said of it and by the words in it.
pub(super) fn file_record(row: FileRow) -> Record {
    Record {
        id: RecordKey::File(FileId(row.id)).number(),
        site: u64::try_from(row.site_id).unwrap_or_default(),
        kind: FILE_KIND.to_owned(),
        // Names of files hold their words together with signs.
        title: row.name.replace(['_', '-', '.'], " "),
        summary: [row.alt.as_str(), &row.caption].join(". "),
        about: row.author,
        body: row.transcript,
        files: row.text.unwrap_or_default(),
        published: row.created_at / 1000,
        visibility: Visibility::Desk,
        ..Record::default()
    }
}

#[derive(FromRow)]
pub(super) struct SiteRow {
    pub id: i64,
    name: String,
    slug: String,
    created_at: i64,
    host: Option<String>,
    code: Option<String>,
    district: Option<String>,
    province: Option<String>,
}

const SITES: &str = "SELECT s.id, s.name, s.slug, s.created_at, h.name AS host, u.code, u.district, \
     u.province \
     FROM site s LEFT JOIN unit u ON u.id = s.unit_id \
     LEFT JOIN host h ON h.site_id = s.id AND h.role = 'canonical'";

/// These sites.
pub(super) async fn sites_of(connection: &mut Connection, ids: &[i64]) -> Outcome<Vec<SiteRow>> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!("{SITES} WHERE s.id IN ({})", placeholders(1, ids.len()));
    connection.all(Sql::composed(sql), ids.iter().map(|id| Argument::from(*id)).collect()).await
}

/// The next sites after one, by number.
pub(super) async fn sites_after(
    connection: &mut Connection,
    id: i64,
    limit: i64,
) -> Outcome<Vec<SiteRow>> {
    let sql = format!("{SITES} WHERE s.id > $1 ORDER BY s.id LIMIT $2");
    connection.all(Sql::composed(sql), args![id, limit]).await
}

/// A site is found by its name, its address, its code and where it lies.
pub(super) fn site_record(row: SiteRow) -> Record {
    let about = [row.district, row.province].into_iter().flatten().collect::<Vec<_>>();
    Record {
        id: RecordKey::Site(SiteId(row.id)).number(),
        site: u64::try_from(row.id).unwrap_or_default(),
        kind: SITE_KIND.to_owned(),
        title: row.name,
        number: row.code.unwrap_or_default(),
        summary: [row.slug, row.host.unwrap_or_default().replace('.', " ")].join(" "),
        about: about.join(". "),
        published: row.created_at / 1000,
        visibility: Visibility::Desk,
        ..Record::default()
    }
}
