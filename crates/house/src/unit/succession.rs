//! What units have become: a file of mergers, and the dated edges of the register.

use std::collections::HashMap;

use conglang_kernel::Moment;
use conglang_platform::args;
use conglang_platform::db::Transaction;
use conglang_platform::fault::Outcome;
use jiff::civil::Date;

use super::UnitKind;
use super::table::{LineError, Row, Shape, read_table, short};
use crate::record::announce;

/// How much of a unit went into another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Extent {
    /// All of it.
    Full,
    /// A part.
    Partial,
    /// It goes on as it was, and there is nothing to note.
    Unchanged,
}

impl Extent {
    /// The word in files, and in the database; a file that says nothing means all of it.
    pub fn parse(word: &str) -> Option<Self> {
        match word {
            "" | "full" => Some(Self::Full),
            "partial" => Some(Self::Partial),
            "unchanged" => Some(Self::Unchanged),
            _ => None,
        }
    }

    /// The word in files, and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Full => "full",
            Self::Partial => "partial",
            Self::Unchanged => "unchanged",
        }
    }
}

/// One line of a file of mergers: an old unit, and one that holds it or a part of it now.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SuccessionLine {
    /// The line in the file, from 1.
    pub line: usize,
    /// Code and full name of the unit that was.
    pub old: (String, String),
    /// The district it lay in.
    pub old_district: Option<String>,
    /// Code and full name of the unit there is now.
    pub new: (String, String),
    /// How much of the old one went into it.
    pub extent: Extent,
    /// The day it happened, where the file gives it.
    pub happened_on: Option<Date>,
    /// The clause of the resolution.
    pub clause: Option<String>,
}

/// A file of mergers in which every line is sound.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct SuccessionFile {
    /// The lines in the file's order.
    pub lines: Vec<SuccessionLine>,
}

const SHAPE: Shape = Shape {
    known: &[
        "old_code",
        "old_name",
        "old_district",
        "new_code",
        "new_name",
        "extent",
        "happened_on",
        "clause",
    ],
    required: &["old_code", "old_name", "new_code", "new_name"],
};

impl SuccessionFile {
    /// Reads a file: one line for each pair of an old unit and a new one.
    ///
    /// # Errors
    /// Every bad line, up to [`ERRORS_MAX`](super::ERRORS_MAX).
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<LineError>> {
        let mut first_lines: HashMap<(String, String), usize> = HashMap::new();
        let lines = read_table(bytes, &SHAPE, |row| {
            let line = read_succession(row)?;
            let pair = (line.old.1.clone() + &line.old.0, line.new.0.clone());
            if let Some(first) = first_lines.insert(pair, line.line) {
                let facts = vec![("value", line.old.0.clone()), ("first", first.to_string())];
                row.wrong("old_code", "unit-code-twice", facts);
            }
            Some(line)
        })?;
        Ok(Self { lines })
    }
}

fn read_succession(row: &mut Row<'_>) -> Option<SuccessionLine> {
    let mut unit = |code, name: &'static str| {
        let code = row.code(code);
        let full = row.name(name);
        if !full.is_empty() && UnitKind::of_name(&full).is_none() {
            row.wrong(name, "unit-kind", vec![("value", short(&full))]);
        }
        (code, full)
    };
    let (old, new) = (unit("old_code", "old_name"), unit("new_code", "new_name"));
    let word = row.take("extent");
    let extent = Extent::parse(&word);
    if extent.is_none() {
        row.wrong("extent", "unit-extent", vec![("value", short(&word))]);
    }
    let happened_on = row.date("happened_on");
    Some(SuccessionLine {
        line: row.line,
        old,
        old_district: row.filled("old_district"),
        new,
        extent: extent?,
        happened_on,
        clause: row.filled("clause"),
    })
}

/// What a file of mergers changed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Succeeded {
    /// Units that the register did not know.
    pub units: usize,
    /// Edges that it did not know.
    pub edges: usize,
}

/// The first day of a unit of which nobody has said when it began: before all of today's.
const LONG_AGO: &str = "1945-09-02";

/// Notes what units have become. Units that the register does not know are added to it: old ones with
/// that day as the end of their time, new ones from that day on. What is known already
/// stays; so a file may be read again. No site changes by it: bringing sites together is a matter of its
/// own.
///
/// # Errors
/// When the database refuses.
pub async fn note_successions(
    transaction: &mut Transaction,
    file: &SuccessionFile,
    on: Date,
    now: Moment,
) -> Outcome<Succeeded> {
    let mut done = Succeeded::default();
    for line in file.lines.iter().filter(|line| line.extent != Extent::Unchanged) {
        let happened_on = line.happened_on.unwrap_or(on).to_string();
        let was = Time { begins: LONG_AGO, ends: Some(&happened_on) };
        let is = Time { begins: &happened_on, ends: None };
        let district = line.old_district.as_deref();
        let old = ensure(transaction, &line.old, district, was, &mut done).await?;
        let new = ensure(transaction, &line.new, None, is, &mut done).await?;
        let added = transaction
            .execute(
                "INSERT INTO succession (from_unit_id, to_unit_id, extent, happened_on, clause)
                 VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING",
                args![old, new, line.extent.as_str(), &happened_on, line.clause.as_deref()],
            )
            .await?;
        done.edges += usize::try_from(added).unwrap_or_default();
    }
    if done.edges > 0 {
        announce(transaction, now, None, "unit", 0, "succeed").await?;
    }
    Ok(done)
}

/// When a unit is one.
#[derive(Clone, Copy)]
struct Time<'t> {
    begins: &'t str,
    ends: Option<&'t str>,
}

/// The unit with this code and name, added where there is none. A code alone is not enough: new units
/// were given codes of old ones.
async fn ensure(
    transaction: &mut Transaction,
    (code, name): &(String, String),
    district: Option<&str>,
    time: Time<'_>,
    done: &mut Succeeded,
) -> Outcome<i64> {
    let known: Vec<(i64, String, String)> = transaction
        .all("SELECT id, name, valid_from FROM unit WHERE code = $1", args![code.as_str()])
        .await?;
    let same = |(_, other, begins): &&(i64, String, String)| {
        vitext::folded_eq(other, name) || begins == time.begins
    };
    if let Some((id, ..)) = known.iter().find(same) {
        return Ok(*id);
    }
    let kind = UnitKind::of_name(name).unwrap_or(UnitKind::Commune);
    done.units += 1;
    transaction
        .number(
            "INSERT INTO unit (code, name, kind, district, valid_from, valid_to)
             VALUES ($1, $2, $3, $4, $5, $6) RETURNING id",
            args![code.as_str(), name.as_str(), kind.as_str(), district, time.begins, time.ends],
        )
        .await
}
