//! Files behind their public addresses, and where those lead whose bytes were replaced.

use conglang_platform::args;
use conglang_platform::blob::BlobHash;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Connection, Sql};
use conglang_platform::fault::Outcome;

use super::{USABLE, address};
use crate::scope::SiteScope;

/// A file as the public may ask for it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ServedFile {
    /// The blob.
    pub hash: BlobHash,
    /// Its media type, judged by content when it was taken in.
    pub media_type: String,
}

/// What stands behind an address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum FoundFile {
    /// The file.
    Here(ServedFile),
    /// It was replaced: the address of what is shown today.
    Replaced(String),
}

#[derive(FromRow)]
struct ReplacedRow {
    name: String,
    file_hash: String,
    file_type: String,
    hash: Option<String>,
    media_type: Option<String>,
}

/// The file behind an address, if the site may use one that has or had it.
///
/// # Errors
/// When the database does not answer.
pub async fn find_served(
    connection: &mut Connection,
    scope: SiteScope,
    hash: &BlobHash,
) -> Outcome<Option<FoundFile>> {
    let of = "site_id IN ($1, (SELECT COALESCE(s.parent_id, 0) FROM site s WHERE s.id = $1))";
    let sql = format!(
        "SELECT v.media_type FROM file_variant v
           JOIN file f ON f.id = v.file_id AND f.site_id = v.site_id
         WHERE v.{of} AND v.hash = $2 AND {USABLE}
         UNION ALL
         SELECT f.media_type FROM file f WHERE f.{of} AND f.hash = $2 AND {USABLE}
         LIMIT 1"
    );
    let here: Option<(String,)> =
        connection.optional(Sql::composed(sql), args![scope.site(), hash.as_str()]).await?;
    if let Some((media_type,)) = here {
        return Ok(Some(FoundFile::Here(ServedFile { hash: hash.clone(), media_type })));
    }
    let sql = format!(
        "SELECT f.name, f.hash AS file_hash, f.media_type AS file_type, v.hash, v.media_type
         FROM file_replaced r JOIN file f ON f.id = r.file_id AND f.site_id = r.site_id
         LEFT JOIN file_variant v ON v.file_id = f.id AND v.site_id = f.site_id
           AND v.purpose = r.purpose
         WHERE r.{of} AND r.hash = $2 AND {USABLE}
         ORDER BY abs(COALESCE(v.width, 0) - r.width) LIMIT 1"
    );
    let replaced: Option<ReplacedRow> =
        connection.optional(Sql::composed(sql), args![scope.site(), hash.as_str()]).await?;
    Ok(replaced.map(|row| {
        let (hash, media_type) =
            row.hash.zip(row.media_type).unwrap_or((row.file_hash, row.file_type));
        FoundFile::Replaced(address(&hash, &row.name, &media_type))
    }))
}
