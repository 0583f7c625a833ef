//! The library of a site: its files in pages, found by their words, and the room they take.

use conglang_kernel::{FileId, FolderId, SiteId};
use conglang_media::Focus;
use conglang_platform::args;
use conglang_platform::blob::BlobHash;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Argument, Connection, Sql};
use conglang_platform::fault::{Fault, Outcome};

use super::{FileGroup, Licence, USABLE};
use crate::film::Conversion;
use crate::found::{rank_of, words_condition};
use crate::scope::SiteScope;

/// Which files are looked through.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Shelf {
    /// The site's own, in whatever folder.
    #[default]
    Own,
    /// One folder of the site's.
    Folder(FolderId),
    /// What the site above lends.
    Lent,
    /// Both, as the writing screen offers them.
    Usable,
}

/// What narrows a list of files.
#[derive(Clone, Debug, Default)]
pub struct LibraryFilter {
    /// Words as typed.
    pub query: String,
    /// What the search index found for them, the best first.
    pub found: Vec<FileId>,
    /// One group of formats.
    pub group: Option<FileGroup>,
    /// Which files at all.
    pub shelf: Shelf,
}

/// One file in a list.
#[derive(FromRow, Clone, Debug)]
pub struct LibraryLine {
    /// Its number.
    pub id: i64,
    /// Whose it is.
    pub site_id: i64,
    /// What it is called.
    pub name: String,
    /// What it shows, in words.
    pub alt: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub size_bytes: i64,
    /// Pixels, of a picture.
    pub width: Option<i64>,
    /// Pixels, of a picture.
    pub height: Option<i64>,
    /// Its average colour, of a picture.
    pub colour: Option<String>,
    /// The blob of its smallest cut, of a picture; of a film that of its poster.
    pub thumb: Option<String>,
    /// How far its conversion has come, of a film.
    pub conversion: Option<String>,
    /// When it came.
    pub created_at: i64,
    /// How many files were found in all.
    pub found: i64,
}

/// How many files a site lends to those below it.
///
/// # Errors
/// When the database does not answer.
pub async fn count_lent(connection: &mut Connection, lender: SiteId) -> Outcome<i64> {
    connection
        .number(
            "SELECT count(*) FROM file
             WHERE site_id = $1 AND lent = 'yes' AND deleted_at IS NULL",
            args![lender],
        )
        .await
}

/// The files of a library, as they were found, else newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn library(
    connection: &mut Connection,
    scope: SiteScope,
    filter: &LibraryFilter,
    limit: i64,
    offset: i64,
) -> Outcome<Vec<LibraryLine>> {
    let mut arguments = args![scope.site(), limit, offset];
    let mut conditions = String::new();
    let mut narrow = |condition: &str, argument: Argument| {
        arguments.push(argument);
        let place = format!("${}", arguments.len());
        conditions.push_str(" AND ");
        conditions.push_str(&condition.replace("{}", &place));
    };
    match filter.shelf {
        Shelf::Own => narrow("f.site_id = {}", scope.site().into()),
        Shelf::Folder(folder) => {
            narrow("f.site_id = {}", scope.site().into());
            narrow("f.folder_id = {}", folder.into());
        }
        Shelf::Lent => narrow("f.site_id <> {}", scope.site().into()),
        Shelf::Usable => {}
    }
    match filter.group {
        Some(FileGroup::Picture) => narrow("f.media_type LIKE {}", "image/%".into()),
        Some(FileGroup::Video) => narrow("f.media_type LIKE {}", "video/%".into()),
        Some(FileGroup::Sound) => narrow("f.media_type LIKE {}", "audio/%".into()),
        Some(FileGroup::Document) => {
            for other in ["image/%", "video/%", "audio/%"] {
                narrow("f.media_type NOT LIKE {}", other.into());
            }
        }
        None => {}
    }
    let found: Vec<i64> = filter.found.iter().map(|id| id.0).collect();
    if let Some(condition) =
        words_condition(&filter.query, "f.folded", "f.id", &found, &mut arguments)
    {
        conditions.push_str(&condition);
    }
    let rank = rank_of("f.id", &found);
    let sql = format!(
        "SELECT f.id, f.site_id, f.name, f.alt, f.media_type, f.size_bytes, f.width, f.height,
           f.colour, f.created_at, count(*) OVER () AS found,
           (SELECT c.state FROM film_conversion c
            WHERE c.file_id = f.id AND c.hash = f.hash) AS conversion,
           (SELECT v.hash FROM file_variant v
            WHERE v.file_id = COALESCE(f.poster_file_id, f.id) AND v.site_id = f.site_id
              AND v.purpose = 'card'
            ORDER BY v.width LIMIT 1) AS thumb
         FROM file f WHERE {USABLE}{conditions}
         ORDER BY {rank}f.created_at DESC, f.id DESC LIMIT $2 OFFSET $3"
    );
    connection.all(Sql::composed(sql), arguments).await
}

/// Everything that is known of one file.
#[derive(Clone, Debug)]
pub struct LibraryFile {
    /// Its number.
    pub id: FileId,
    /// Whose it is.
    pub site: SiteId,
    /// The bytes as they are kept.
    pub hash: BlobHash,
    /// What it is called.
    pub name: String,
    /// Its media type.
    pub media_type: String,
    /// Its size in bytes.
    pub size_bytes: i64,
    /// What it weighs with everything made from it.
    pub stored_bytes: i64,
    /// Pixels, of a picture.
    pub size: Option<(i64, i64)>,
    /// In which folder.
    pub folder: Option<FolderId>,
    /// What it shows, in words.
    pub alt: String,
    /// The line under it.
    pub caption: String,
    /// Who made it.
    pub author: String,
    /// By what right it is shown.
    pub licence: Option<Licence>,
    /// The point that must stay in sight.
    pub focus: Focus,
    /// What is said in it, of sound and video.
    pub transcript: String,
    /// The picture of a film before it begins: its number and name.
    pub poster: Option<(FileId, String)>,
    /// The captions of a film.
    pub captions: Option<(FileId, String)>,
    /// How far its conversion has come, of a film.
    pub conversion: Option<Conversion>,
    /// Whether the sites below may use it.
    pub is_lent: bool,
    /// When it came.
    pub created_at: i64,
    /// Who brought it.
    pub created_by: Option<String>,
}

#[derive(FromRow)]
struct FileRow {
    id: i64,
    site_id: i64,
    hash: String,
    name: String,
    media_type: String,
    size_bytes: i64,
    stored_bytes: i64,
    width: Option<i64>,
    height: Option<i64>,
    folder_id: Option<i64>,
    alt: String,
    caption: String,
    author: String,
    licence: String,
    focus_x: i64,
    focus_y: i64,
    transcript: String,
    poster_id: Option<i64>,
    poster_name: Option<String>,
    captions_id: Option<i64>,
    captions_name: Option<String>,
    conversion: Option<String>,
    lent: String,
    created_at: i64,
    created_by: Option<String>,
}

/// A file that the site may use.
///
/// # Errors
/// When the database does not answer.
pub async fn library_file(
    connection: &mut Connection,
    scope: SiteScope,
    file: FileId,
) -> Outcome<Option<LibraryFile>> {
    let sql = format!(
        "SELECT f.id, f.site_id, f.hash, f.name, f.media_type, f.size_bytes, f.stored_bytes,
           f.width, f.height, f.folder_id, f.alt, f.caption, f.author, f.licence, f.focus_x,
           f.focus_y, f.transcript, f.lent, f.created_at, a.name AS created_by,
           p.id AS poster_id, p.name AS poster_name, c.id AS captions_id, c.name AS captions_name,
           m.state AS conversion
         FROM file f LEFT JOIN account a ON a.id = f.created_by
           LEFT JOIN file p ON p.id = f.poster_file_id AND p.deleted_at IS NULL
           LEFT JOIN file c ON c.id = f.captions_file_id AND c.deleted_at IS NULL
           LEFT JOIN film_conversion m ON m.file_id = f.id AND m.hash = f.hash
         WHERE {USABLE} AND f.id = $2"
    );
    let row: Option<FileRow> =
        connection.optional(Sql::composed(sql), args![scope.site(), file]).await?;
    let Some(row) = row else { return Ok(None) };
    let hash = BlobHash::parse(&row.hash).ok_or_else(|| Fault::new("a file has no sound hash"))?;
    let thousandths = |value: i64| u16::try_from(value).unwrap_or(500);
    Ok(Some(LibraryFile {
        id: FileId(row.id),
        site: SiteId(row.site_id),
        hash,
        name: row.name,
        media_type: row.media_type,
        size_bytes: row.size_bytes,
        stored_bytes: row.stored_bytes,
        size: row.width.zip(row.height),
        folder: row.folder_id.map(FolderId),
        alt: row.alt,
        caption: row.caption,
        author: row.author,
        licence: Licence::parse(&row.licence),
        focus: Focus::new(thousandths(row.focus_x), thousandths(row.focus_y)),
        transcript: row.transcript,
        poster: row.poster_id.map(FileId).zip(row.poster_name),
        captions: row.captions_id.map(FileId).zip(row.captions_name),
        conversion: row.conversion.as_deref().and_then(Conversion::parse),
        is_lent: row.lent == "yes",
        created_at: row.created_at,
        created_by: row.created_by,
    }))
}

/// How much of its room a site has taken.
#[derive(FromRow, Clone, Copy, PartialEq, Eq, Debug)]
pub struct Quota {
    /// Bytes taken.
    pub used: i64,
    /// Bytes there are.
    pub whole: i64,
}

impl Quota {
    /// Whether so many bytes more still fit.
    pub fn holds(self, more: i64) -> bool {
        self.used.saturating_add(more) <= self.whole
    }

    /// Counts so many bytes as taken, if they still fit.
    #[must_use]
    pub fn take(&mut self, more: i64) -> bool {
        let fits = self.holds(more);
        if fits {
            self.used = self.used.saturating_add(more);
        }
        fits
    }

    /// The room there is once so many bytes have made place.
    #[must_use]
    pub fn without(self, bytes: i64) -> Self {
        Self { used: self.used.saturating_sub(bytes), ..self }
    }
}

/// How much of its room a site has taken.
///
/// # Errors
/// When the database does not answer.
pub async fn quota(connection: &mut Connection, scope: SiteScope) -> Outcome<Quota> {
    connection
        .one(
            "SELECT s.quota_bytes AS whole,
               (SELECT CAST(COALESCE(sum(f.stored_bytes), 0) AS BIGINT) FROM file f
                WHERE f.site_id = s.id AND f.deleted_at IS NULL) AS used
             FROM site s WHERE s.id = $1",
            args![scope.site()],
        )
        .await
}
