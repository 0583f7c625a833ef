//! The one list of slices, in the order the desk offers them.

use conglang_house::entry::{Kinds, find};
use conglang_house::frame::SiteFrame;
use conglang_house::scope::SiteScope;
use conglang_kernel::Moment;
use conglang_platform::db::Connection;
use conglang_platform::fault::Outcome;
use conglang_slices::{ARTICLE, NOTICE, PAGE, Slice, Urgency, urgency_in, urgent_now};
use serde::Serialize;

/// Every slice that is a kind of content.
pub static SLICES: [&Slice; 3] = [&ARTICLE, &NOTICE, &PAGE];

/// The engine's view of them.
pub fn kinds() -> Kinds {
    Kinds::new(SLICES.iter().map(|slice| slice.kind).collect())
}

/// The slice of a kind.
pub fn named(kind: &str) -> Option<&'static Slice> {
    SLICES.iter().copied().find(|slice| slice.kind.name == kind)
}

/// The slice with this word in desk addresses.
pub fn worded(word: &str) -> Option<&'static Slice> {
    SLICES.iter().copied().find(|slice| slice.kind.word == word)
}

/// How much a snapshot presses before it is published; only notices do.
///
/// # Errors
/// When the snapshot is not of this kind.
pub fn urgency(kind: &str, snapshot: &str) -> Outcome<Urgency> {
    if kind == NOTICE.kind.name { urgency_in(snapshot) } else { Ok(Urgency::Normal) }
}

/// What stands above every page while it matters.
#[derive(Serialize)]
pub struct UrgentBanner {
    url: String,
    title: String,
    at: i64,
}

/// The urgent banner of a site, if something is urgent.
///
/// # Errors
/// When the database does not answer.
pub async fn urgent(
    connection: &mut Connection,
    scope: SiteScope,
    frame: &SiteFrame,
    now: Moment,
) -> Outcome<Option<UrgentBanner>> {
    let Some(id) = urgent_now(connection, scope, frame.language, now).await? else {
        return Ok(None);
    };
    let entry = find(connection, scope, id).await?;
    Ok(entry.map(|entry| UrgentBanner {
        url: frame.entry_path(entry.category, entry.slug.as_str(), entry.id),
        title: entry.title,
        at: entry.published_at.map_or(0, |at| at.0),
    }))
}
