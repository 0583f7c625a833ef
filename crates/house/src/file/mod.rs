//! Files of sites: bytes under their hash, pictures in the sizes pages ask for.

mod blur;
mod change;
mod folder;
mod format;
mod inline;
mod library;
mod licence;
mod picture;
mod player;
mod served;
mod subrip;
mod upload;
mod uses;

use blur::blur_classes;
pub use blur::blur_rules;
pub use change::{
    ALT_CHARS_MAX, Described, Lending, Replacement, delete, describe, describe_bare, lend,
    put_into_folder, recut_cards, replace, size_cards, store_cards,
};
pub use folder::{Folder, add_folder, folders, forget_folder, rename_folder};
pub use format::{FileFormat, FileGroup};
pub use inline::{PictureMarkup, pictures_and_files};
pub use library::{
    LibraryFile, LibraryFilter, LibraryLine, Quota, Shelf, count_lent, library, library_file, quota,
};
pub use licence::Licence;
pub use picture::{
    CARD_WIDTHS, SizedPicture, StoredPicture, WIDTHS, add_picture, size_picture, size_upload,
    store_picture,
};
use player::{PLAYED, PlayedRow};
pub use player::{Player, accompany};
pub use served::{FoundFile, ServedFile, find_served};
pub use subrip::subrip_as_webvtt;
pub use upload::{
    PART_BYTES, PartJudged, Upload, UploadWish, begin_upload, end_upload, find_upload,
    finish_upload, forget_old_uploads, judge_part, note_part, whole_of,
};
pub use uses::{Use, uses};

use std::collections::HashSet;

use bytes::Bytes;
use conglang_kernel::{AccountId, FileId, Moment};
use conglang_platform::args;
use conglang_platform::blob::{BlobHash, Blobs};
use conglang_platform::db::FromRow;
use conglang_platform::db::{Argument, Connection, Sql, Transaction, placeholders};
use conglang_platform::fault::Outcome;
use serde::{Deserialize, Serialize};

use crate::entry::{Attachment, CoverFiles, Picture};
use crate::record::announce;
use crate::scope::SiteScope;

/// The files a site may use: its own, and what the site above it lends. `f` is the file, `$1` the site.
const USABLE: &str = "f.deleted_at IS NULL AND (f.site_id = $1 OR (f.lent = 'yes'
     AND f.site_id = (SELECT s.parent_id FROM site s WHERE s.id = $1)))";

/// The same bytes on the same site are one file, even when something else was made of them since; one
/// that was deleted is there again.
async fn taken_again(
    transaction: &mut Transaction,
    scope: SiteScope,
    hash: &BlobHash,
    now: Moment,
) -> Outcome<Option<FileId>> {
    let mut known: Option<(i64,)> = transaction
        .optional(
            "UPDATE file SET deleted_at = NULL, deleted_by = NULL
             WHERE site_id = $1 AND hash = $2 RETURNING id",
            args![scope.site(), hash.as_str()],
        )
        .await?;
    if known.is_none() {
        known = transaction
            .optional(
                "UPDATE file SET deleted_at = NULL, deleted_by = NULL
                 WHERE site_id = $1 AND id = (SELECT max(c.file_id) FROM film_conversion c
                   JOIN file f ON f.id = c.file_id AND f.hash = c.hash
                   WHERE c.site_id = $1 AND c.came_as = $2)
                 RETURNING id",
                args![scope.site(), hash.as_str()],
            )
            .await?;
    }
    let Some((id,)) = known else { return Ok(None) };
    announce(transaction, now, Some(scope.site()), "upload", id, "add-file").await?;
    Ok(Some(FileId(id)))
}

/// What a file is found by: its words without accents, with spaces around.
fn found_by(texts: &[&str]) -> String {
    let folded = vitext::fold(&texts.join(" ").replace(['_', '-', '.'], " "));
    format!(" {} ", vitext::words(&folded).collect::<Vec<_>>().join(" "))
}

/// A file below a text, ready for templates.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct OfferedFile {
    /// Which file of the site's.
    pub id: i64,
    /// What it is called.
    pub title: String,
    /// Where it is.
    pub url: String,
    /// What it is in capitals: `PDF`, `DOCX`.
    pub type_name: String,
    /// Its size in bytes.
    pub size_bytes: i64,
    /// What it is played with, when it is watched or listened to.
    #[serde(default)]
    pub player: Option<Player>,
}

#[derive(FromRow)]
struct OfferedRow {
    #[row(flatten)]
    played: PlayedRow,
    id: i64,
    hash: String,
    name: String,
    media_type: String,
    size_bytes: i64,
}

/// The files of a list of attachments, in its order; one that is not the site's is left out.
///
/// # Errors
/// When the database does not answer.
pub async fn offered(
    connection: &mut Connection,
    scope: SiteScope,
    attachments: &[Attachment],
) -> Outcome<Vec<OfferedFile>> {
    if attachments.is_empty() {
        return Ok(Vec::new());
    }
    let mut arguments = args![scope.site()];
    arguments.extend(attachments.iter().map(|attachment| attachment.file.into()));
    let sql = format!(
        "SELECT f.id, f.hash, f.name, f.media_type, f.size_bytes, {PLAYED} FROM file f
         WHERE {USABLE} AND f.id IN ({})",
        placeholders(2, attachments.len())
    );
    let rows: Vec<OfferedRow> = connection.all(Sql::composed(sql), arguments).await?;
    Ok(attachments
        .iter()
        .filter_map(|attachment| {
            let row = rows.iter().find(|row| row.id == attachment.file.0)?;
            let title = Some(&attachment.title).filter(|title| !title.is_empty());
            Some(OfferedFile {
                id: row.id,
                title: title.unwrap_or(&row.name).clone(),
                url: address(&row.hash, &row.name, &row.media_type),
                type_name: type_name(&row.media_type),
                size_bytes: row.size_bytes,
                player: Player::of(&row.name, &row.media_type, &row.played),
            })
        })
        .collect())
}

/// Takes in a file that is offered as it is: judged already, not a picture.
///
/// # Errors
/// When the database refuses.
pub async fn add_file(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: Option<AccountId>,
    file: &StoredFile,
    now: Moment,
) -> Outcome<FileId> {
    if let Some(known) = taken_again(transaction, scope, &file.hash, now).await? {
        return Ok(known);
    }
    let id = transaction
        .number(
            "INSERT INTO file (site_id, hash, name, media_type, size_bytes, created_at, created_by,
               stored_bytes, folded)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $5, $8) RETURNING id",
            args![
                scope.site(),
                file.hash.as_str(),
                &file.name,
                file.format.media_type(),
                file.size_bytes,
                now,
                by,
                found_by(&[&file.name])
            ],
        )
        .await?;
    announce(transaction, now, Some(scope.site()), "upload", id, "add-file").await?;
    Ok(FileId(id))
}

/// A file whose bytes are in the blob store, not yet named in the database.
pub struct StoredFile {
    name: String,
    format: FileFormat,
    hash: BlobHash,
    size_bytes: i64,
}

impl StoredFile {
    /// What it weighs.
    pub fn stored_bytes(&self) -> i64 {
        self.size_bytes
    }
}

/// Puts a file into the blob store as it is.
///
/// # Errors
/// When the store does not take it.
pub async fn store_file(
    blobs: &Blobs,
    name: &str,
    format: FileFormat,
    bytes: Bytes,
) -> Outcome<StoredFile> {
    let size_bytes = i64::try_from(bytes.len()).unwrap_or(i64::MAX);
    Ok(StoredFile { name: sound_name(name), format, hash: blobs.put(bytes).await?, size_bytes })
}

fn sound_name(name: &str) -> String {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    vitext::nfc(name).chars().filter(|c| !c.is_control()).take(120).collect()
}

/// A file as the desk shows it: at its best for a picture, as it is otherwise.
#[derive(Clone, Debug)]
pub struct DeskFile {
    /// The blob to send.
    pub hash: BlobHash,
    /// Its media type.
    pub media_type: String,
    /// What it is called.
    pub name: String,
    /// Pixels, of a picture.
    pub size: Option<(i64, i64)>,
}

#[derive(FromRow)]
struct DeskFileRow {
    name: String,
    hash: String,
    media_type: String,
    width: Option<i64>,
    height: Option<i64>,
}

/// A file of the site by its number.
///
/// # Errors
/// When the database does not answer.
pub async fn find(
    connection: &mut Connection,
    scope: SiteScope,
    file: FileId,
) -> Outcome<Option<DeskFile>> {
    let sql = format!(
        "SELECT f.name, COALESCE(v.hash, f.hash) AS hash,
           COALESCE(v.media_type, f.media_type) AS media_type,
           COALESCE(v.width, f.width) AS width, COALESCE(v.height, f.height) AS height
         FROM file f LEFT JOIN file_variant v
           ON v.file_id = f.id AND v.site_id = f.site_id AND v.purpose = 'fallback'
         WHERE {USABLE} AND f.id = $2"
    );
    let row: Option<DeskFileRow> =
        connection.optional(Sql::composed(sql), args![scope.site(), file]).await?;
    Ok(row.and_then(|row| {
        Some(DeskFile {
            hash: BlobHash::parse(&row.hash)?,
            media_type: row.media_type,
            name: row.name,
            size: row.width.zip(row.height),
        })
    }))
}

#[derive(FromRow)]
struct VariantRow {
    purpose: String,
    media_type: String,
    width: i64,
    height: i64,
    hash: String,
    blur: Option<String>,
    colour: Option<String>,
    file_type: String,
}

/// The pictures of a cover, ready for templates; none when the file is not a picture of this site.
///
/// # Errors
/// When the database does not answer.
pub async fn cover_files(
    connection: &mut Connection,
    scope: SiteScope,
    file: FileId,
) -> Outcome<Option<CoverFiles>> {
    let sql = format!(
        "SELECT v.purpose, v.media_type, v.width, v.height, v.hash, f.blur, f.colour,
           f.media_type AS file_type
         FROM file_variant v JOIN file f ON f.id = v.file_id AND f.site_id = v.site_id
         WHERE {USABLE} AND f.id = $2 ORDER BY v.width"
    );
    let rows: Vec<VariantRow> =
        connection.all(Sql::composed(sql), args![scope.site(), file]).await?;
    let Some(fallback) = rows.iter().find(|row| row.purpose == "fallback") else {
        return Ok(None);
    };
    let blur =
        blur_classes(fallback.blur.as_deref(), fallback.colour.as_deref(), &fallback.file_type);
    let whole = Picture {
        src: address(&fallback.hash, "anh", &fallback.media_type),
        webp: srcset(&rows, "width"),
        width: fallback.width,
        height: fallback.height,
        blur: blur.clone(),
    };
    let cards: Vec<&VariantRow> = rows.iter().filter(|row| row.purpose == "card").collect();
    let card = match cards.last() {
        Some(largest) => Picture {
            src: whole.src.clone(),
            webp: srcset(&rows, "card"),
            width: largest.width,
            height: largest.height,
            blur,
        },
        None => whole.clone(),
    };
    Ok(Some(CoverFiles { whole, card }))
}

fn srcset(rows: &[VariantRow], purpose: &str) -> String {
    rows.iter()
        .filter(|row| row.purpose == purpose && row.media_type == "image/webp")
        .map(|row| format!("{} {}w", address(&row.hash, "anh", &row.media_type), row.width))
        .collect::<Vec<_>>()
        .join(", ")
}

/// The address of a blob: its hash says all, the name is for people who save it.
fn address(hash: &str, name: &str, media_type: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    format!("/tep/{hash}/{}.{}", vitext::slug(stem), ending(media_type))
}

/// What a media type is called by people: `PDF`, `JPG`.
pub fn type_name(media_type: &str) -> String {
    ending(media_type).to_ascii_uppercase()
}

fn ending(media_type: &str) -> &'static str {
    match media_type {
        "image/webp" => "webp",
        "image/png" => "png",
        "image/gif" => "gif",
        "image/jpeg" => "jpg",
        other => FileFormat::of_media_type(other).map_or("bin", FileFormat::extension),
    }
}

/// Whether the site may use a file: a form may name any number.
///
/// # Errors
/// When the database does not answer.
pub async fn exists(connection: &mut Connection, scope: SiteScope, file: FileId) -> Outcome<bool> {
    let sql = format!("SELECT count(*) FROM file f WHERE {USABLE} AND f.id = $2");
    Ok(connection.number(Sql::composed(sql), args![scope.site(), file]).await? > 0)
}

/// Whether the site may use every one of these files.
///
/// # Errors
/// When the database does not answer.
pub async fn all_exist(
    connection: &mut Connection,
    scope: SiteScope,
    files: &[FileId],
) -> Outcome<bool> {
    if files.is_empty() {
        return Ok(true);
    }
    let mut arguments = args![scope.site()];
    arguments.extend(files.iter().map(|file| Argument::from(*file)));
    let sql = format!(
        "SELECT count(*) FROM file f WHERE {USABLE} AND f.id IN ({})",
        placeholders(2, files.len())
    );
    let known = connection.number(Sql::composed(sql), arguments).await?;
    let distinct: HashSet<FileId> = files.iter().copied().collect();
    Ok(usize::try_from(known).is_ok_and(|known| known == distinct.len()))
}
