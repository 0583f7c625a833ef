//! Simple search: every word typed, with or without accents, must stand in the entry.

use conglang_kernel::{Language, Moment};
use conglang_platform::args;
use conglang_platform::db::{Connection, Sql};
use conglang_platform::fault::Outcome;
use sqlx::FromRow;

use super::card::{COLUMNS, Card, CardRow};
use crate::scope::SiteScope;

/// The most words of a query that are looked at.
const WORDS_MAX: usize = 8;

/// A page of what was found.
#[derive(Debug)]
pub struct Found {
    /// The cards of this page.
    pub cards: Vec<Card>,
    /// How many there are in all.
    pub count: i64,
}

#[derive(FromRow)]
struct CountedRow {
    #[sqlx(flatten)]
    card: CardRow,
    found: i64,
}

/// Entries with every word of the query, those with all of them in the title first, then newer ones.
///
/// # Errors
/// When the database does not answer.
pub async fn search(
    connection: &mut Connection,
    scope: SiteScope,
    language: Language,
    query: &str,
    page: i64,
    page_size: i64,
    now: Moment,
) -> Outcome<Found> {
    let folded = vitext::fold(query);
    let words: Vec<&str> = vitext::words(&folded).take(WORDS_MAX).collect();
    if words.is_empty() {
        return Ok(Found { cards: Vec::new(), count: 0 });
    }
    let mut arguments =
        args![scope.site(), language, now, page_size, (page.max(1) - 1) * page_size];
    let mut anywhere = String::new();
    let mut in_title = String::new();
    for (index, word) in words.iter().enumerate() {
        let place = arguments.len() + 1;
        // Words are letters and digits only: nothing in them means anything to LIKE. The last one
        // may still be in the middle of being typed.
        let end = if index + 1 == words.len() { "%" } else { " %" };
        arguments.push(format!("% {word}{end}").into());
        anywhere.push_str(&format!(" AND x.folded LIKE ${place}"));
        let and = if index == 0 { "" } else { " AND " };
        in_title.push_str(&format!("{and}x.title_folded LIKE ${place}"));
    }
    let sql = format!(
        "SELECT {COLUMNS}, count(*) OVER () AS found
         FROM entry_text x JOIN entry e ON e.id = x.entry_id AND e.site_id = x.site_id
         WHERE x.site_id = $1 AND e.language = $2 AND e.state IN ('live', 'withdrawn')
           AND (e.expires_at IS NULL OR e.expires_at > $3){anywhere}
         ORDER BY CASE WHEN {in_title} THEN 0 ELSE 1 END, e.published_at DESC, e.id DESC
         LIMIT $4 OFFSET $5"
    );
    let rows: Vec<CountedRow> = connection.all(Sql::composed(sql), arguments).await?;
    let count = rows.first().map_or(0, |row| row.found);
    let cards = rows.into_iter().map(|row| row.card.into_card()).collect::<Outcome<_>>()?;
    Ok(Found { cards, count })
}
