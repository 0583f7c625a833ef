//! Tariffs: what a unit is worth and the highest coefficient of each genre, from a day on. Law is data
//! with a validity date: until 31/8/2026 Decree 18/2014/ND-CP, then tables of the provincial chairman
//! (Decree 287/2026/ND-CP Art. 21(2)).

use std::collections::BTreeMap;

use conglang_house::record::{Deed, record};
use conglang_house::scope::SiteScope;
use conglang_kernel::{AccountId, Moment, Presence, Rejections};
use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Connection, Transaction};
use conglang_platform::fault::Outcome;
use jiff::civil::Date;

use crate::article::Genre;

/// A tariff.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Tariff {
    /// The first day it counts.
    pub valid_from: Date,
    /// The decision that set it.
    pub decision: String,
    /// What a coefficient of 1 is worth, in đồng.
    pub unit_value: i64,
    /// The highest coefficient of each genre, in hundredths.
    pub coefficients: BTreeMap<Genre, i64>,
}

/// A tariff as it was typed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct TariffTyped {
    /// A day.
    pub valid_from: String,
    /// Words.
    pub decision: String,
    /// Đồng, with or without dots.
    pub unit_value: String,
    /// Coefficients by genre.
    pub coefficients: Vec<(Genre, String)>,
}

/// Decree 18/2014/ND-CP, the table of Art. 8: what a new tariff is begun with.
pub fn default_coefficients() -> BTreeMap<Genre, i64> {
    Genre::ALL
        .into_iter()
        .map(|genre| {
            let highest = match genre {
                Genre::News | Genre::Drawing | Genre::Photo => 10,
                Genre::Commentary | Genre::Reportage | Genre::Literature | Genre::Study => 30,
                Genre::Media => 50,
            };
            (genre, highest * 100)
        })
        .collect()
}

#[derive(FromRow)]
struct Row {
    valid_from: String,
    decision: String,
    unit_value: i64,
    coefficients: String,
}

/// The tariffs of a site, the newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn tariffs(connection: &mut Connection, scope: SiteScope) -> Outcome<Vec<Tariff>> {
    let rows: Vec<Row> = connection
        .all(
            "SELECT valid_from, decision, unit_value, coefficients FROM royalty_tariff
             WHERE site_id = $1 ORDER BY valid_from DESC LIMIT 100",
            args![scope.site()],
        )
        .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Tariff {
                valid_from: row.valid_from.parse().map_err(anyhow::Error::from)?,
                decision: row.decision,
                unit_value: row.unit_value,
                coefficients: serde_json::from_str(&row.coefficients)?,
            })
        })
        .collect()
}

/// Adds a tariff; one of the same day takes the other's place. A month that was closed by the other
/// stays as it was signed: its lines are stored with what they were computed from.
///
/// # Errors
/// When the database refuses; rejected when something typed is wrong.
pub async fn add_tariff(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    typed: &TariffTyped,
    now: Moment,
) -> Outcome<Result<(), Rejections>> {
    let mut rejections = Rejections::none();
    let valid_from = vitext::parse_date(&typed.valid_from).ok();
    if valid_from.is_none() {
        rejections.add("valid_from", "date-form");
    }
    let decision = rejections.line("decision", &typed.decision, Presence::Required, 200);
    let plain: String = typed.unit_value.chars().filter(|c| !matches!(c, '.' | ' ')).collect();
    let unit_value = plain.parse::<i64>().ok().filter(|v| (1..=100_000_000).contains(v));
    if unit_value.is_none() {
        rejections.add("unit_value", "money-form");
    }
    let mut coefficients = BTreeMap::new();
    for (genre, text) in &typed.coefficients {
        match super::read_hundredths(text).filter(|c| *c <= 10_000) {
            Some(coefficient) => {
                coefficients.insert(*genre, coefficient);
            }
            None => rejections.add("coefficients", "coefficient-form"),
        }
    }
    let (Some(valid_from), Some(unit_value)) = (valid_from, unit_value) else {
        return Ok(Err(rejections));
    };
    if !rejections.is_empty() {
        return Ok(Err(rejections));
    }
    transaction
        .execute(
            "INSERT INTO royalty_tariff (site_id, valid_from, decision, unit_value, coefficients,
               created_at, created_by)
             VALUES ($1, $2, $3, $4, $5, $6, $7)
             ON CONFLICT (site_id, valid_from) DO UPDATE SET decision = excluded.decision,
               unit_value = excluded.unit_value, coefficients = excluded.coefficients",
            args![
                scope.site(),
                valid_from.to_string(),
                &decision,
                unit_value,
                serde_json::to_string(&coefficients)?,
                now,
                by
            ],
        )
        .await?;
    let deed = Deed {
        site: Some(scope.site()),
        by: Some(by),
        action: "set-tariff",
        subject: "site",
        subject_id: scope.site().0,
        detail: &decision,
    };
    record(transaction, now, deed).await?;
    Ok(Ok(()))
}
