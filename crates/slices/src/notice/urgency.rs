//! How much a notice presses, and what lists and the banner show of that.

use std::collections::HashMap;

use conglang_house::scope::SiteScope;
use conglang_kernel::{EntryId, Language, Moment, UnknownWord};
use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Argument, Connection, Sql, placeholders};
use conglang_platform::fault::Outcome;
use serde::{Deserialize, Serialize};

/// How much a notice presses, the least first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Urgency {
    /// As any other.
    #[default]
    Normal,
    /// Marked in lists.
    Important,
    /// Marked in lists and shown above every page.
    Urgent,
}

impl Urgency {
    /// The word in forms and the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Important => "important",
            Self::Urgent => "urgent",
        }
    }

    /// Reads the word.
    ///
    /// # Errors
    /// When it is none of the three.
    pub fn parse(word: &str) -> Result<Self, UnknownWord> {
        [Self::Normal, Self::Important, Self::Urgent]
            .into_iter()
            .find(|urgency| urgency.as_str() == word)
            .ok_or_else(|| UnknownWord::new(word))
    }
}

/// What a list shows of a notice besides its card.
#[derive(Clone, Copy, Debug)]
pub struct Marks {
    /// Whether it is to be marked.
    pub urgency: Urgency,
    /// The last day to act.
    pub deadline: Option<jiff::civil::Date>,
}

#[derive(FromRow)]
struct MarksRow {
    entry_id: i64,
    urgency: String,
    deadline: Option<String>,
}

/// The marks of those of these entries that are notices.
///
/// # Errors
/// When the database does not answer.
pub async fn marks(
    connection: &mut Connection,
    scope: SiteScope,
    entries: &[EntryId],
) -> Outcome<HashMap<EntryId, Marks>> {
    if entries.is_empty() {
        return Ok(HashMap::new());
    }
    let mut arguments = args![scope.site()];
    arguments.extend(entries.iter().map(|id| Argument::from(*id)));
    let sql = format!(
        "SELECT entry_id, urgency, deadline FROM notice
         WHERE site_id = $1 AND entry_id IN ({})",
        placeholders(2, entries.len())
    );
    connection
        .all::<MarksRow>(Sql::composed(sql), arguments)
        .await?
        .into_iter()
        .map(|row| {
            let deadline = row.deadline.and_then(|date| date.parse().ok());
            Ok((EntryId(row.entry_id), Marks { urgency: Urgency::parse(&row.urgency)?, deadline }))
        })
        .collect()
}

/// The newest urgent notice that still matters: not expired, its deadline not past, at most two weeks
/// old. A banner that stands longer is no longer seen.
///
/// # Errors
/// When the database does not answer.
pub async fn urgent_now(
    connection: &mut Connection,
    scope: SiteScope,
    language: Language,
    now: Moment,
) -> Outcome<Option<EntryId>> {
    let today = vitext::local_time(now.timestamp()).date().to_string();
    let row: Option<(i64,)> = connection
        .optional(
            // The plus keeps the planner from beginning with all entries of the site.
            "SELECT e.id FROM notice n JOIN entry e ON e.id = n.entry_id AND +e.site_id = n.site_id
             WHERE n.site_id = $1 AND n.urgency = 'urgent' AND e.state = 'live'
               AND e.language = $2 AND (e.expires_at IS NULL OR e.expires_at > $3)
               AND (n.deadline IS NULL OR n.deadline >= $4) AND e.published_at > $5
             ORDER BY e.published_at DESC LIMIT 1",
            args![scope.site(), language, now, today, now.plus_days(-14)],
        )
        .await?;
    Ok(row.map(|(id,)| EntryId(id)))
}
