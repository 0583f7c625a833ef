//! Files inside texts: the markup of a picture in every size, the address of a file.

use std::collections::HashMap;

use conglang_kernel::FileId;
use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Connection, Sql, placeholders};
use conglang_platform::fault::Outcome;

use super::player::{PLAYED, PlayedRow};
use super::{FileGroup, Player, USABLE, address, blur_classes};
use crate::scope::SiteScope;

/// What stands in a text for a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum PictureMarkup {
    /// A picture; `{alt}` is where its words go.
    Picture {
        /// The markup.
        markup: String,
        /// Where the picture is, for links to it.
        address: String,
    },
    /// A film; `markup` is what plays it.
    Film {
        /// The markup.
        markup: String,
        /// The markup of what is said in it.
        said: String,
        /// Where it is.
        address: String,
    },
    /// Anything else.
    File {
        /// Where it is.
        address: String,
    },
}

/// How wide a picture of a text stands on the page.
const SIZES: &str = "(min-width: 48rem) 46rem, 100vw";

#[derive(FromRow)]
struct Row {
    #[row(flatten)]
    played: PlayedRow,
    id: i64,
    name: String,
    file_hash: String,
    file_type: String,
    blur: Option<String>,
    colour: Option<String>,
    purpose: Option<String>,
    media_type: Option<String>,
    width: Option<i64>,
    height: Option<i64>,
    hash: Option<String>,
}

/// What stands for each of these files; one that the site may not use is left out. What is said in a
/// film stands under the words `said`.
///
/// # Errors
/// When the database does not answer.
pub async fn pictures_and_files(
    connection: &mut Connection,
    scope: SiteScope,
    files: &[FileId],
    said: &str,
) -> Outcome<HashMap<FileId, PictureMarkup>> {
    if files.is_empty() {
        return Ok(HashMap::new());
    }
    let mut arguments = args![scope.site()];
    arguments.extend(files.iter().map(|file| (*file).into()));
    let sql = format!(
        "SELECT f.id, f.name, f.hash AS file_hash, f.media_type AS file_type, f.blur, f.colour, v.purpose,
           v.media_type, v.width, v.height, v.hash, {PLAYED}
         FROM file f LEFT JOIN file_variant v
           ON v.file_id = f.id AND v.site_id = f.site_id AND v.purpose IN ('width', 'fallback')
         WHERE {USABLE} AND f.id IN ({})
         ORDER BY f.id, v.width",
        placeholders(2, files.len())
    );
    let rows: Vec<Row> = connection.all(Sql::composed(sql), arguments).await?;
    let mut found = HashMap::new();
    for of_file in rows.chunk_by(|a, b| a.id == b.id) {
        if let Some(first) = of_file.first() {
            found.insert(FileId(first.id), markup(first, of_file, said));
        }
    }
    Ok(found)
}

fn markup(first: &Row, rows: &[Row], said: &str) -> PictureMarkup {
    let fallback = rows.iter().find_map(|row| {
        let is_fallback = row.purpose.as_deref() == Some("fallback");
        let (media_type, hash) = row.media_type.as_ref().zip(row.hash.as_ref())?;
        is_fallback.then_some((address(hash, &first.name, media_type), row.width?, row.height?))
    });
    let Some((src, width, height)) = fallback else {
        let address = address(&first.file_hash, &first.name, &first.file_type);
        return match Player::of(&first.name, &first.file_type, &first.played) {
            Some(player) if player.group == FileGroup::Video => PictureMarkup::Film {
                markup: player.markup(&address),
                said: player.said(said),
                address,
            },
            _ => PictureMarkup::File { address },
        };
    };
    let webp: Vec<String> = rows
        .iter()
        .filter(|row| row.purpose.as_deref() == Some("width"))
        .filter_map(|row| {
            let (media_type, hash) = row.media_type.as_ref().zip(row.hash.as_ref())?;
            let wanted = media_type == "image/webp";
            wanted.then_some(format!("{} {}w", address(hash, &first.name, media_type), row.width?))
        })
        .collect();
    let source = if webp.is_empty() {
        String::new()
    } else {
        format!("<source type=\"image/webp\" srcset=\"{}\" sizes=\"{SIZES}\">", webp.join(", "))
    };
    let blur = match blur_classes(first.blur.as_deref(), first.colour.as_deref(), &first.file_type)
    {
        blur if blur.is_empty() => blur,
        blur => format!(" class=\"{blur}\""),
    };
    // Every part is a hash, a slug or a number: nothing in it needs escaping.
    let markup = format!(
        "<picture>{source}<img src=\"{src}\" alt=\"{{alt}}\" width=\"{width}\" \
         height=\"{height}\" loading=\"lazy\" decoding=\"async\"{blur}></picture>"
    );
    PictureMarkup::Picture { markup, address: src }
}
