//! Films and recordings: what they are played with where they stand.

use conglang_kernel::{AccountId, FileId, Moment, escape};
use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Transaction, engine};
use conglang_platform::fault::Outcome;
use serde::{Deserialize, Serialize};

use super::{FileGroup, address};
use crate::entry;
use crate::record::{Deed, record};
use crate::scope::SiteScope;

/// What belongs to the file `f`, for a statement that gives a [`PlayedRow`].
pub(super) const PLAYED: &str = "f.transcript,
   (SELECT p.hash FROM file_variant p WHERE p.file_id = f.poster_file_id
      AND p.site_id = f.site_id AND p.purpose = 'fallback') AS poster_hash,
   (SELECT p.media_type FROM file_variant p WHERE p.file_id = f.poster_file_id
      AND p.site_id = f.site_id AND p.purpose = 'fallback') AS poster_type,
   (SELECT c.hash FROM file c WHERE c.id = f.captions_file_id AND c.site_id = f.site_id
      AND c.deleted_at IS NULL) AS captions_hash";

/// What [`PLAYED`] gives.
#[derive(FromRow)]
pub(super) struct PlayedRow {
    transcript: String,
    poster_hash: Option<String>,
    poster_type: Option<String>,
    captions_hash: Option<String>,
}

/// A film or a recording as readers play it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Player {
    /// Whether it is watched or listened to.
    pub group: FileGroup,
    /// The picture before it begins.
    pub poster: Option<String>,
    /// What is said, beside the pictures.
    pub captions: Option<String>,
    /// What is said, to be read.
    pub transcript: String,
}

impl Player {
    /// The player of a file; none for what is neither watched nor listened to.
    pub(super) fn of(name: &str, media_type: &str, row: &PlayedRow) -> Option<Self> {
        let group = FileGroup::of_media_type(media_type);
        let is_played = matches!(group, FileGroup::Video | FileGroup::Sound);
        let poster = row.poster_hash.as_ref().zip(row.poster_type.as_ref());
        is_played.then(|| Self {
            group,
            poster: poster.map(|(hash, media_type)| address(hash, name, media_type)),
            captions: row.captions_hash.as_ref().map(|hash| address(hash, name, "text/vtt")),
            transcript: row.transcript.clone(),
        })
    }

    /// The markup of a film. Every part is a hash, a slug or a number: nothing needs escaping.
    pub(super) fn markup(&self, source: &str) -> String {
        let poster = self.poster.as_ref().map(|address| format!(" poster=\"{address}\""));
        let captions = self.captions.as_ref().map(|address| {
            format!("<track kind=\"captions\" srclang=\"vi\" src=\"{address}\" default>")
        });
        format!(
            "<video controls preload=\"none\" src=\"{source}\"{}>{}</video>",
            poster.unwrap_or_default(),
            captions.unwrap_or_default()
        )
    }
}

impl Player {
    /// What is said in it, to be opened under these words; empty when nobody wrote it down.
    pub(super) fn said(&self, words: &str) -> String {
        let lines: String = self.lines().map(|line| format!("<p>{}</p>", escape(line))).collect();
        if lines.is_empty() {
            return lines;
        }
        format!(
            "<details class=\"said-in-it\"><summary>{}</summary>{lines}</details>",
            escape(words)
        )
    }

    /// What is said in it, line by line.
    pub fn lines(&self) -> impl Iterator<Item = &str> {
        self.transcript.lines().filter(|line| !line.trim().is_empty())
    }
}

/// Says what a film of the site's own is played with; a file that is not the site's is none.
///
/// # Errors
/// When the database refuses.
pub async fn accompany(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    film: FileId,
    poster: Option<FileId>,
    captions: Option<FileId>,
    now: Moment,
) -> Outcome<()> {
    engine::order_changes(transaction).await?;
    transaction
        .execute(
            "UPDATE file SET
               poster_file_id = (SELECT p.id FROM file p WHERE p.id = $3 AND p.site_id = $2
                 AND p.deleted_at IS NULL AND p.width IS NOT NULL),
               captions_file_id = (SELECT c.id FROM file c WHERE c.id = $4 AND c.site_id = $2
                 AND c.deleted_at IS NULL AND c.media_type = 'text/vtt')
             WHERE id = $1 AND site_id = $2",
            args![film, scope.site(), poster, captions],
        )
        .await?;
    entry::follow_file(transaction, film, now).await?;
    record(transaction, now, Deed::at(scope, by, "describe-file", ("file", film.0), "")).await
}
