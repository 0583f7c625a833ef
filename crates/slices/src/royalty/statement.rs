//! The statement of a month: each article with its writer, genre, coefficient and amount.

use std::collections::HashMap;
use std::fmt;

use conglang_house::record::{Deed, record};
use conglang_house::scope::SiteScope;
use conglang_kernel::{AccountId, EntryId, Moment, Rejections};
use conglang_platform::args;
use conglang_platform::db::{Connection, Transaction};
use conglang_platform::fault::Outcome;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::Tariff;
use crate::article::{CREDITS_MAX, Credits, Extent, Genre};

/// A calendar month, in Viet Nam's time.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Month(Date);

impl Month {
    /// The month a moment lies in.
    pub fn of(at: Moment) -> Self {
        Self(vitext::local_time(at.timestamp()).date().first_of_month())
    }

    /// Reads `2026-11`.
    pub fn parse(text: &str) -> Option<Self> {
        let (year, month) = text.split_once('-')?;
        let date = Date::new(year.parse().ok()?, month.parse().ok()?, 1).ok()?;
        (2000..2200).contains(&date.year()).then_some(Self(date))
    }

    /// Its first moment.
    pub fn begins(self) -> Moment {
        vitext::instant(self.0.at(0, 0, 0, 0)).map_or(Moment(0), Moment::from)
    }

    /// The month after.
    #[must_use]
    pub fn next(self) -> Self {
        Self(self.0.last_of_month().tomorrow().unwrap_or(self.0))
    }

    /// The month before.
    #[must_use]
    pub fn previous(self) -> Self {
        Self(self.0.yesterday().map_or(self.0, Date::first_of_month))
    }

    /// As people write it: `11/2026`.
    pub fn written(self) -> String {
        format!("{}/{}", self.0.month(), self.0.year())
    }
}

impl fmt::Display for Month {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.0.year(), self.0.month())
    }
}

/// One article of a statement.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Line {
    /// Which article.
    pub entry: i64,
    /// Its title.
    pub title: String,
    /// The day it first was public.
    pub published_on: Date,
    /// The writer's own name.
    pub author: String,
    /// The name readers saw.
    pub pen_name: String,
    /// Its genre.
    pub genre: Genre,
    /// The coefficient decided, in hundredths; nothing is paid until somebody decides.
    pub coefficient: i64,
    /// Whether somebody decided. Months that were closed before this was asked had decided all.
    #[serde(default = "yes")]
    pub is_decided: bool,
    /// The highest the tariff allows; none when no tariff counts on that day.
    pub coefficient_max: Option<i64>,
    /// What a coefficient of 1 is worth on that day, in đồng.
    pub unit_value: i64,
    /// What is paid, in đồng.
    pub amount: i64,
    /// What the editor remarked.
    pub note: String,
}

fn yes() -> bool {
    true
}

impl Line {
    /// Whether it can be signed: decided, and with somebody to pay where something is paid.
    pub fn is_ready(&self) -> bool {
        self.is_decided && (self.amount == 0 || !self.author.is_empty())
    }
}

/// A month.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Statement {
    /// Its articles.
    pub lines: Vec<Line>,
    /// What is paid in all, in đồng.
    pub total: i64,
    /// Whether these are all articles of the month.
    pub extent: Extent,
    /// When it was closed, if it is.
    pub closed_at: Option<Moment>,
}

/// Computes a month from its articles, the tariffs and what was decided.
pub fn statement(
    credits: Credits,
    tariffs: &[Tariff],
    decided: &HashMap<EntryId, (i64, String)>,
) -> Statement {
    let lines: Vec<Line> = credits
        .listed
        .into_iter()
        .map(|credit| {
            let day = vitext::local_time(credit.published_at.timestamp()).date();
            // Newest first: the first that had begun by then.
            let tariff = tariffs.iter().find(|tariff| tariff.valid_from <= day);
            let coefficient_max =
                tariff.and_then(|tariff| tariff.coefficients.get(&credit.genre).copied());
            let decision = decided.get(&credit.entry).cloned();
            let is_decided = decision.is_some();
            let (coefficient, note) = decision.unwrap_or_default();
            let unit_value = tariff.map_or(0, |tariff| tariff.unit_value);
            Line {
                entry: credit.entry.0,
                title: credit.title,
                published_on: day,
                author: credit.author,
                pen_name: credit.pen_name,
                genre: credit.genre,
                coefficient,
                is_decided,
                coefficient_max,
                unit_value,
                amount: coefficient * unit_value / 100,
                note,
            }
        })
        .collect();
    let total = lines.iter().map(|line| line.amount).sum();
    Statement { lines, total, extent: credits.extent, closed_at: None }
}

/// What was decided for single articles of a site that first were public in a month.
///
/// # Errors
/// When the database does not answer.
pub async fn decisions(
    connection: &mut Connection,
    scope: SiteScope,
    month: Month,
) -> Outcome<HashMap<EntryId, (i64, String)>> {
    let rows: Vec<(i64, i64, String)> = connection
        .all(
            "SELECT r.entry_id, r.coefficient, r.note
             FROM royalty r JOIN entry e ON e.id = r.entry_id AND e.site_id = r.site_id
             WHERE r.site_id = $1 AND e.published_at >= $2 AND e.published_at < $3",
            args![scope.site(), month.begins(), month.next().begins()],
        )
        .await?;
    Ok(rows.into_iter().map(|(id, coefficient, note)| (EntryId(id), (coefficient, note))).collect())
}

/// Decides the coefficient of one article. Who decided before stays the one, unless something changes.
///
/// # Errors
/// When the database refuses; rejected when it is more than the tariff allows.
pub async fn decide(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    line: &Line,
    typed: &str,
    note: &str,
    now: Moment,
) -> Outcome<Result<(), Rejections>> {
    let coefficient = super::read_hundredths(typed)
        .filter(|coefficient| line.coefficient_max.is_none_or(|max| *coefficient <= max));
    let Some(coefficient) = coefficient else {
        return Ok(Err(Rejections::one("coefficient", "coefficient-form")));
    };
    let note: String = note.trim().chars().take(200).collect();
    if line.is_decided && (line.coefficient, &line.note) == (coefficient, &note) {
        return Ok(Ok(()));
    }
    transaction
        .execute(
            "INSERT INTO royalty (entry_id, site_id, coefficient, note, decided_at, decided_by)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (entry_id) DO UPDATE SET coefficient = excluded.coefficient,
               note = excluded.note, decided_at = excluded.decided_at,
               decided_by = excluded.decided_by",
            args![line.entry, scope.site(), coefficient, note, now, by],
        )
        .await?;
    Ok(Ok(()))
}

/// The statement of a closed month, as it was signed.
///
/// # Errors
/// When the database does not answer.
pub async fn closed_statement(
    connection: &mut Connection,
    scope: SiteScope,
    month: Month,
) -> Outcome<Option<Statement>> {
    let row: Option<(String, i64)> = connection
        .optional(
            "SELECT lines, closed_at FROM royalty_month WHERE site_id = $1 AND month = $2",
            args![scope.site(), month.to_string()],
        )
        .await?;
    row.map(|(lines, closed_at)| {
        let lines: Vec<Line> = serde_json::from_str(&lines)?;
        let total = lines.iter().map(|line| line.amount).sum();
        let closed_at = Some(Moment(closed_at));
        Ok(Statement { lines, total, extent: Extent::Whole, closed_at })
    })
    .transpose()
}

/// Closes a month: what was paid is no longer recomputed. Closing twice changes nothing.
///
/// # Errors
/// When the database refuses; rejected while articles wait for a decision, or are not in the statement.
pub async fn close_month(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    month: Month,
    statement: &Statement,
    now: Moment,
) -> Outcome<Result<(), Rejections>> {
    let waiting = statement.lines.iter().filter(|line| !line.is_ready()).count();
    let rejection = match (statement.extent, waiting) {
        (Extent::Cut, _) => Some(("royalties-cut", ("most", CREDITS_MAX.to_string()))),
        (Extent::Whole, 0) => None,
        (Extent::Whole, waiting) => Some(("royalties-wait", ("count", waiting.to_string()))),
    };
    if let Some((code, fact)) = rejection {
        let mut rejections = Rejections::none();
        rejections.add_with("coefficient", code, vec![fact]);
        return Ok(Err(rejections));
    }
    let closed = transaction
        .execute(
            "INSERT INTO royalty_month (site_id, month, lines, closed_at, closed_by)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (site_id, month) DO NOTHING",
            args![
                scope.site(),
                month.to_string(),
                serde_json::to_string(&statement.lines)?,
                now,
                by
            ],
        )
        .await?;
    if closed == 1 {
        let detail = format!("{month}: {}", statement.total);
        let deed = Deed {
            site: Some(scope.site()),
            by: Some(by),
            action: "close-royalties",
            subject: "site",
            subject_id: scope.site().0,
            detail: &detail,
        };
        record(transaction, now, deed).await?;
    }
    Ok(Ok(()))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::article::Credit;

    fn tariff(from: &str, unit_value: i64) -> Tariff {
        Tariff {
            valid_from: from.parse().unwrap(),
            decision: "QĐ".to_owned(),
            unit_value,
            coefficients: BTreeMap::from([(Genre::News, 1000)]),
        }
    }

    #[test]
    fn an_article_is_paid_by_the_tariff_of_its_day() {
        let at = |day: &str| {
            let day: Date = day.parse().unwrap();
            Moment::from(vitext::instant(day.at(8, 0, 0, 0)).unwrap())
        };
        let credit = |id, day| Credit {
            entry: EntryId(id),
            title: "Tin".to_owned(),
            published_at: at(day),
            author: "Lê Văn Tám".to_owned(),
            pen_name: String::new(),
            genre: Genre::News,
        };
        let listed =
            vec![credit(1, "2026-06-30"), credit(2, "2026-07-01"), credit(3, "2013-01-01")];
        let credits = Credits { listed, extent: Extent::Whole };
        let tariffs = [tariff("2026-07-01", 253_000), tariff("2014-06-01", 234_000)];
        let decided = HashMap::from([
            (EntryId(1), (1000, String::new())),
            (EntryId(2), (250, String::new())),
        ]);
        let paid = statement(credits, &tariffs, &decided);
        let amounts: Vec<i64> = paid.lines.iter().map(|line| line.amount).collect();
        assert_eq!(amounts, [2_340_000, 632_500, 0]);
        assert_eq!(paid.total, 2_972_500);
        assert_eq!(paid.lines[2].coefficient_max, None, "no tariff had begun");
        let ready: Vec<bool> = paid.lines.iter().map(Line::is_ready).collect();
        assert_eq!(ready, [true, true, false], "the third waits for a decision");
        let nobody = Line { author: String::new(), ..paid.lines[0].clone() };
        assert!(!nobody.is_ready(), "there is nobody to pay");
    }

    #[test]
    fn months_follow_each_other_over_the_year() {
        let month = Month::parse("2026-12").unwrap();
        assert_eq!(month.next().to_string(), "2027-01");
        assert_eq!(month.next().previous(), month);
        for text in ["2026-13", "2026", "x-1", "1999-01", ""] {
            assert_eq!(Month::parse(text), None, "{text}");
        }
    }
}
