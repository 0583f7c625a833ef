//! The job that converts a film. Running it twice, or for a film that has gone or was replaced, does
//! nothing; what ffmpeg cannot do leaves the film as it came.

use std::path::{Path, PathBuf};

use bytes::Bytes;
use conglang_kernel::{FileId, Moment, SiteId};
use conglang_platform::args;
use conglang_platform::blob::{BlobHash, Blobs};
use conglang_platform::config::FilmTool;
use conglang_platform::db::{Connection, Db, FromRow, Reach, Transaction};
use conglang_platform::fault::{Context, Fault, Outcome};
use tokio::sync::Semaphore;

use super::Conversion;
use super::boxes::{is_played_everywhere, tells_place};
use super::tool::{Container, Make, OUTPUT_BYTES_MAX, arguments, run};
use crate::entry;
use crate::file::{
    FileFormat, Replacement, StoredFile, StoredPicture, add_picture, quota, replace, size_upload,
    store_file, store_picture,
};
use crate::scope::SiteScope;

/// Where and with what films are converted.
pub struct Workshop<'w> {
    /// The database.
    pub db: &'w Db,
    /// The files.
    pub blobs: &'w Blobs,
    /// ffmpeg, if the machine has it.
    pub tool: Option<&'w FilmTool>,
    /// The program itself, which bounds ffmpeg.
    pub program: &'w Path,
    /// A folder for what is under way: one film at a time, emptied before and after each.
    pub folder: PathBuf,
    /// How many pictures may be prepared at a time.
    pub permits: &'w Semaphore,
}

#[derive(FromRow)]
struct Film {
    site_id: i64,
    name: String,
    media_type: String,
    size_bytes: i64,
    poster_file_id: Option<i64>,
}

/// What came of it, in the blob store.
struct Made {
    film: Option<StoredFile>,
    poster: Option<StoredPicture>,
    state: Conversion,
}

/// Converts the film that the payload names.
///
/// # Errors
/// When a store does not answer: the job is tried again. That ffmpeg fails is no failure of the job.
pub async fn convert_film(workshop: &Workshop<'_>, payload: &str, now: Moment) -> Outcome<()> {
    let (id, hash) = payload
        .split_once(':')
        .and_then(|(id, hash)| Some((FileId(id.parse().ok()?), BlobHash::parse(hash)?)))
        .ok_or_else(|| Fault::new("a job names no film"))?;
    let mut connection = workshop.db.read(Reach::Installation).await?;
    let film = waiting(&mut connection, id, &hash).await?;
    drop(connection);
    let Some(film) = film else { return Ok(()) };
    let made = match workshop.tool {
        Some(tool) => Some(work(workshop, tool, &film, id, &hash).await?),
        None => None,
    };
    let mut transaction = workshop.db.write(Reach::Installation).await?;
    // Meanwhile it may have gone, or somebody may have put another in its place.
    if waiting(&mut transaction, id, &hash).await?.is_some() {
        match made {
            Some(made) => settle(&mut transaction, &film, id, made, now).await?,
            // ffmpeg was taken from the machine: a film as it came is nothing to speak of.
            None => {
                transaction
                    .execute("DELETE FROM film_conversion WHERE file_id = $1", args![id])
                    .await?;
            }
        }
    }
    transaction.commit().await
}

async fn waiting(
    connection: &mut Connection,
    id: FileId,
    hash: &BlobHash,
) -> Outcome<Option<Film>> {
    connection
        .optional(
            "SELECT f.site_id, f.name, f.media_type, f.size_bytes, f.poster_file_id
             FROM file f JOIN film_conversion c ON c.file_id = f.id AND c.hash = f.hash
             WHERE f.id = $1 AND f.hash = $2 AND f.deleted_at IS NULL AND c.state = 'waiting'",
            args![id, hash.as_str()],
        )
        .await
}

/// A folder that goes when the work ends, however it ends.
struct Bench(PathBuf);

impl Bench {
    async fn cleared(folder: &Path) -> Outcome<Self> {
        match tokio::fs::remove_dir_all(folder).await {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error).context("clearing the folder for films");
            }
            _ => {}
        }
        tokio::fs::create_dir_all(folder).await.context("making the folder for films")?;
        Ok(Self(folder.to_owned()))
    }
}

impl Drop for Bench {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

async fn work(
    workshop: &Workshop<'_>,
    tool: &FilmTool,
    film: &Film,
    id: FileId,
    hash: &BlobHash,
) -> Outcome<Made> {
    let nothing = Made { film: None, poster: None, state: Conversion::Failed };
    let Some(container) = Container::of_media_type(&film.media_type) else { return Ok(nothing) };
    let Some(bytes) = workshop.blobs.get(hash).await? else { return Ok(nothing) };
    let (is_played, has_place) = match container {
        Container::Mp4 => (is_played_everywhere(&bytes), tells_place(&bytes)),
        Container::Webm => (true, false),
    };
    let bench = Bench::cleared(&workshop.folder).await?;
    let input = bench.0.join("came");
    tokio::fs::write(&input, &bytes).await.context("laying out a film")?;
    drop(bytes);
    let make = async |make: Make, name: &str| {
        let output = bench.0.join(name);
        let words = arguments(make, container, &input, &output);
        if let Err(reason) = run(tool, workshop.program, &words).await {
            tracing::warn!(file = id.0, ?make, reason, "ffmpeg made nothing of a film");
            return Ok(None);
        }
        read_made(&output).await
    };
    let is_film = |made: &Bytes| FileFormat::judge(made, "") == Some(FileFormat::Mp4);
    let converted = make(Make::Converted, "made.mp4").await?;
    let Some(mut made) = converted.filter(is_film) else { return Ok(nothing) };
    let mut state = Conversion::Converted;
    if is_played && i64::try_from(made.len()).is_ok_and(|size| size >= film.size_bytes) {
        // As good as it came. What it tells of the place goes all the same.
        let bared = if has_place { make(Make::Bared, "bared.mp4").await? } else { None };
        match bared.filter(is_film) {
            Some(bared) => made = bared,
            None => state = Conversion::Kept,
        }
    }
    let poster = match film.poster_file_id {
        Some(_) => None,
        None => match make(Make::Poster, "poster.jpg").await? {
            Some(picture) => poster(workshop, film, picture).await?,
            None => None,
        },
    };
    let film = match state {
        Conversion::Converted => {
            Some(store_file(workshop.blobs, &film.name, FileFormat::Mp4, made).await?)
        }
        _ => None,
    };
    Ok(Made { film, poster, state })
}

/// What was made; none when it is nothing or too much.
async fn read_made(path: &Path) -> Outcome<Option<Bytes>> {
    let size = match tokio::fs::metadata(path).await {
        Ok(found) => found.len(),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => 0,
        Err(error) => return Err(error).context("looking for what was made of a film"),
    };
    if size == 0 || size > OUTPUT_BYTES_MAX {
        return Ok(None);
    }
    let bytes = tokio::fs::read(path).await.context("reading what was made of a film")?;
    Ok(Some(Bytes::from(bytes)))
}

async fn poster(
    workshop: &Workshop<'_>,
    film: &Film,
    picture: Bytes,
) -> Outcome<Option<StoredPicture>> {
    let stem = film.name.rsplit_once('.').map_or(film.name.as_str(), |(stem, _)| stem);
    match size_upload(picture, workshop.permits).await? {
        Ok(sized) => Ok(Some(store_picture(workshop.blobs, &format!("{stem}.jpg"), sized).await?)),
        Err(error) => {
            tracing::warn!(%error, "a picture of a film is none");
            Ok(None)
        }
    }
}

/// Gives the film what was made of it, while there is room.
async fn settle(
    transaction: &mut Transaction,
    film: &Film,
    id: FileId,
    made: Made,
    now: Moment,
) -> Outcome<()> {
    let scope = SiteScope::of_reference(SiteId(film.site_id));
    let mut state = made.state;
    if let Some(stored) = &made.film {
        let more = stored.stored_bytes().saturating_sub(film.size_bytes);
        let fits = more <= 0 || quota(transaction, scope).await?.holds(more);
        let with = Replacement::File(stored);
        if !fits || !replace(transaction, scope, None, id, with, now).await? {
            tracing::warn!(file = id.0, fits, "a converted film found no place");
            state = Conversion::Failed;
        }
    }
    let mut poster = None;
    if let Some(picture) = &made.poster
        && quota(transaction, scope).await?.holds(picture.stored_bytes())
    {
        poster = Some(add_picture(transaction, scope, None, picture, now).await?);
    }
    transaction
        .execute(
            "UPDATE film_conversion SET state = $2, changed_at = $3, poster_file_id = $4,
               hash = (SELECT f.hash FROM file f WHERE f.id = $1)
             WHERE file_id = $1",
            args![id, state.as_str(), now, poster],
        )
        .await?;
    if poster.is_some() {
        transaction
            .execute(
                "UPDATE file SET poster_file_id = $2 WHERE id = $1 AND poster_file_id IS NULL",
                args![id, poster],
            )
            .await?;
        entry::follow_file(transaction, id, now).await?;
    }
    Ok(())
}
