//! Who wrote which article of which genre: what a site that pays for articles asks for.

use conglang_house::scope::SiteScope;
use conglang_kernel::{EntryId, Moment};
use conglang_platform::args;
use conglang_platform::db::Connection;
use conglang_platform::db::FromRow;
use conglang_platform::fault::Outcome;
use serde::Serialize;

use super::Genre;

/// An article with its writer.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Credit {
    /// Which article.
    pub entry: EntryId,
    /// Its title.
    pub title: String,
    /// When it first was public.
    pub published_at: Moment,
    /// The writer's own name.
    pub author: String,
    /// The name readers see, when it is another.
    pub pen_name: String,
    /// Its genre.
    pub genre: Genre,
}

/// The most articles of a span of time that are listed: far more than a site publishes in a month.
pub const CREDITS_MAX: usize = 2_000;

/// Whether a list of articles has all there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extent {
    /// It has.
    Whole,
    /// There are more than are listed.
    Cut,
}

/// The articles of a span of time.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Credits {
    /// Those that are listed, oldest first.
    pub listed: Vec<Credit>,
    /// Whether these are all.
    pub extent: Extent,
}

/// An article that names a writer but no genre, so that nobody can be paid for it.
#[derive(FromRow, Clone, Debug, Serialize)]
pub struct Uncounted {
    /// Which article.
    pub id: i64,
    /// Its title.
    pub title: String,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    title: String,
    published_at: i64,
    author_name: String,
    pen_name: String,
    genre: String,
}

/// The articles of a site with a genre that first were public in a span of time, at most
/// [`CREDITS_MAX`].
///
/// # Errors
/// When the database does not answer.
pub async fn credits(
    connection: &mut Connection,
    scope: SiteScope,
    from: Moment,
    until: Moment,
) -> Outcome<Credits> {
    // One more says that there are more.
    let rows_max = i64::try_from(CREDITS_MAX + 1).unwrap_or(i64::MAX);
    let mut rows: Vec<Row> = connection
        .all(
            "SELECT e.id, e.title, e.published_at, a.author_name, a.pen_name, a.genre
             FROM entry e JOIN article a ON a.entry_id = e.id AND a.site_id = e.site_id
             WHERE e.site_id = $1 AND e.published_at >= $2 AND e.published_at < $3
               AND a.genre <> ''
             ORDER BY e.published_at, e.id LIMIT $4",
            args![scope.site(), from, until, rows_max],
        )
        .await?;
    let extent = if rows.len() > CREDITS_MAX { Extent::Cut } else { Extent::Whole };
    rows.truncate(CREDITS_MAX);
    let listed = rows
        .into_iter()
        .filter_map(|row| {
            Some(Credit {
                entry: EntryId(row.id),
                title: row.title,
                published_at: Moment(row.published_at),
                author: row.author_name,
                pen_name: row.pen_name,
                genre: Genre::parse(&row.genre).ok()?,
            })
        })
        .collect();
    Ok(Credits { listed, extent })
}

/// The articles of a site with a writer and no genre that first were public in a span of time; at
/// most fifty.
///
/// # Errors
/// When the database does not answer.
pub async fn uncounted(
    connection: &mut Connection,
    scope: SiteScope,
    from: Moment,
    until: Moment,
) -> Outcome<Vec<Uncounted>> {
    connection
        .all(
            "SELECT e.id, e.title
             FROM entry e JOIN article a ON a.entry_id = e.id AND a.site_id = e.site_id
             WHERE e.site_id = $1 AND e.published_at >= $2 AND e.published_at < $3
               AND a.genre = '' AND a.author_name <> ''
             ORDER BY e.published_at, e.id LIMIT 50",
            args![scope.site(), from, until],
        )
        .await
}
