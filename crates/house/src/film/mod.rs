//! Films: made into what every phone plays, by a job, where the machine has ffmpeg.

mod boxes;
mod convert;
mod tool;

pub use convert::{Workshop, convert_film};
pub use tool::{FILM_TOOL_COMMAND, OUTPUT_BYTES_MAX};

use conglang_kernel::{FileId, Moment, SiteId};
use conglang_platform::args;
use conglang_platform::db::Transaction;
use conglang_platform::fault::Outcome;
use conglang_platform::jobs;

use crate::scope::SiteScope;

/// Converts one film; the payload is its number and the hash of the bytes that are meant.
pub const CONVERT_FILM_JOB: &str = "convert-film";

/// How far a film has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Conversion {
    /// It waits for its turn, or is at work.
    Waiting,
    /// Readers see what was made of it.
    Converted,
    /// It was good as it came.
    Kept,
    /// Nothing could be made of it; it is there as it came.
    Failed,
}

impl Conversion {
    const ALL: [Self; 4] = [Self::Waiting, Self::Converted, Self::Kept, Self::Failed];

    /// The word in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Converted => "converted",
            Self::Kept => "kept",
            Self::Failed => "failed",
        }
    }

    /// Reads the word of the database.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.as_str() == word)
    }
}

/// Asks for a file of the site's own to be converted, if it is a film of which nothing was made yet.
/// A picture that was made of other bytes goes: it shows another film.
///
/// # Errors
/// When the database refuses.
pub async fn convert_later(
    transaction: &mut Transaction,
    scope: SiteScope,
    file: FileId,
    now: Moment,
) -> Outcome<()> {
    let found: Option<(String, Option<String>)> = transaction
        .optional(
            "SELECT f.hash, c.state FROM file f
             LEFT JOIN film_conversion c ON c.file_id = f.id AND c.hash = f.hash
             WHERE f.id = $1 AND f.site_id = $2 AND f.media_type IN ('video/mp4', 'video/webm')",
            args![file, scope.site()],
        )
        .await?;
    let Some((hash, state)) = found else { return Ok(()) };
    match state.as_deref().and_then(Conversion::parse) {
        Some(Conversion::Converted | Conversion::Kept) => return Ok(()),
        Some(Conversion::Waiting | Conversion::Failed) => {}
        None => {
            transaction
                .execute(
                    "UPDATE file SET poster_file_id = NULL WHERE id = $1 AND site_id = $2
                     AND poster_file_id = (SELECT c.poster_file_id FROM film_conversion c
                       WHERE c.file_id = $1 AND c.site_id = $2)",
                    args![file, scope.site()],
                )
                .await?;
        }
    }
    transaction
        .execute(
            "INSERT INTO film_conversion (file_id, site_id, came_as, hash, state, changed_at)
             VALUES ($1, $2, $3, $3, 'waiting', $4)
             ON CONFLICT (file_id) DO UPDATE SET came_as = excluded.came_as,
               hash = excluded.hash, state = excluded.state, poster_file_id = NULL,
               changed_at = excluded.changed_at",
            args![file, scope.site(), &hash, now],
        )
        .await?;
    let wanted = format!("{file}:{hash}");
    jobs::ask(transaction, CONVERT_FILM_JOB, Some(&wanted), &wanted, now, now).await
}

/// Asks for the films of every site of which nothing was made because the machine had no ffmpeg when they
/// came. Gives back how many there were.
///
/// # Errors
/// When the database refuses.
pub async fn convert_those_before(transaction: &mut Transaction, now: Moment) -> Outcome<usize> {
    let films: Vec<(i64, i64)> = transaction
        .all(
            "SELECT f.id, f.site_id FROM file f LEFT JOIN film_conversion c ON c.file_id = f.id
             WHERE c.file_id IS NULL AND f.deleted_at IS NULL
               AND f.media_type IN ('video/mp4', 'video/webm') ORDER BY f.id",
            args![],
        )
        .await?;
    for (file, site) in &films {
        convert_later(transaction, SiteScope::of_job(SiteId(*site)), FileId(*file), now).await?;
    }
    Ok(films.len())
}
