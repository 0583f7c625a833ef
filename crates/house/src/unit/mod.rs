//! The register of administrative units over time.

mod file;
mod succession;
mod table;
#[cfg(test)]
mod tests;

use std::fmt;

use conglang_kernel::{UnitId, UnknownWord};
use conglang_platform::args;
use conglang_platform::db::Connection;
use conglang_platform::fault::Outcome;
use serde::{Deserialize, Serialize};

pub use file::{UnitFile, UnitLine};
pub use succession::{Extent, Succeeded, SuccessionFile, SuccessionLine, note_successions};
pub use table::{BYTES_MAX, ERRORS_MAX, LINES_MAX, LineError, NAME_CHARS_MAX};

/// What sort of administrative unit it is. Kept and shown by its Vietnamese word.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum UnitKind {
    /// Xã.
    #[serde(rename = "xã")]
    Commune,
    /// Phường.
    #[serde(rename = "phường")]
    Ward,
    /// Thị trấn: until 30 June 2025.
    #[serde(rename = "thị trấn")]
    Town,
    /// Đặc khu: since 1 July 2025.
    #[serde(rename = "đặc khu")]
    SpecialZone,
    /// Tỉnh.
    #[serde(rename = "tỉnh")]
    Province,
    /// Thành phố.
    #[serde(rename = "thành phố")]
    City,
}

impl UnitKind {
    /// Every kind.
    pub const ALL: [Self; 6] =
        [Self::Commune, Self::Ward, Self::Town, Self::SpecialZone, Self::Province, Self::City];

    /// The Vietnamese word in small letters, as the database keeps it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Commune => "xã",
            Self::Ward => "phường",
            Self::Town => "thị trấn",
            Self::SpecialZone => "đặc khu",
            Self::Province => "tỉnh",
            Self::City => "thành phố",
        }
    }

    /// The word as it stands before a name: `Xã` in *Xã An Xuyên*.
    pub fn title(self) -> &'static str {
        match self {
            Self::Commune => "Xã",
            Self::Ward => "Phường",
            Self::Town => "Thị trấn",
            Self::SpecialZone => "Đặc khu",
            Self::Province => "Tỉnh",
            Self::City => "Thành phố",
        }
    }

    /// The word without accents and spaces, as it stands in a host label.
    pub fn label(self) -> &'static str {
        match self {
            Self::Commune => "xa",
            Self::Ward => "phuong",
            Self::Town => "thitran",
            Self::SpecialZone => "dackhu",
            Self::Province => "tinh",
            Self::City => "thanhpho",
        }
    }

    /// Reads the word, with or without accents, in any case.
    ///
    /// # Errors
    /// When it names no kind.
    pub fn parse(word: &str) -> Result<Self, UnknownWord> {
        let tidy = word.split_whitespace().collect::<Vec<_>>().join(" ");
        Self::ALL
            .into_iter()
            .find(|kind| vitext::folded_eq(kind.as_str(), &tidy))
            .ok_or_else(|| UnknownWord::new(word))
    }

    /// The kind that a full name starts with, if any.
    pub fn of_name(full_name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.without(full_name).is_some())
    }

    /// The name without this kind in front: *An Xuyên* of *Xã An Xuyên*. None when the name does not
    /// start with the kind, or is nothing else.
    pub fn without(self, full_name: &str) -> Option<&str> {
        let words = self.as_str().split(' ').count();
        let mut rest = full_name.trim_start();
        let mut front = Vec::with_capacity(words);
        for _ in 0..words {
            let (word, after) = rest.split_once(char::is_whitespace)?;
            front.push(word);
            rest = after.trim_start();
        }
        (!rest.is_empty() && vitext::folded_eq(&front.join(" "), self.as_str())).then_some(rest)
    }

    /// The name with this kind in front, added when it is not there yet.
    pub fn full_name(self, name: &str) -> String {
        match self.without(name) {
            Some(_) => name.to_owned(),
            None => format!("{} {name}", self.title()),
        }
    }
}

impl fmt::Display for UnitKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// An administrative unit over a period. Codes are used again over time: a code names one unit only
/// together with a date.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Unit {
    /// Its number in our register.
    pub id: UnitId,
    /// The code of the statistics office; for a province see [`province_code_as_unit`].
    pub code: String,
    /// The name with its kind: *Xã An Xuyên*.
    pub name: String,
    /// Its kind.
    pub kind: UnitKind,
    /// The district it lay in, where there was one.
    pub district: Option<String>,
    /// The province it lies in; none for a province itself.
    pub province: Option<String>,
    /// The province's code.
    pub province_code: Option<String>,
    /// First day, `yyyy-mm-dd`.
    pub valid_from: String,
    /// Last day, `yyyy-mm-dd`; none while it exists.
    pub valid_to: Option<String>,
}

/// The unit code of a province: `T` (tỉnh) and its own code, `T96`. Codes of communes are digits
/// alone, so the two can never be the same. A province without a code is named by its compact name.
pub fn province_code_as_unit(code: Option<&str>, name: &str) -> String {
    match code {
        Some(code) => format!("T{code}"),
        None => {
            let bare = UnitKind::of_name(name).and_then(|kind| kind.without(name)).unwrap_or(name);
            format!("T-{}", vitext::compact_label(bare))
        }
    }
}

type UnitRow = (
    i64,
    String,
    String,
    String,
    Option<String>,
    Option<String>,
    Option<String>,
    String,
    Option<String>,
);

const COLUMNS: &str =
    "id, code, name, kind, district, province, province_code, valid_from, valid_to";

/// The unit that bears a code now.
///
/// # Errors
/// When the database fails.
pub async fn find_current(connection: &mut Connection, code: &str) -> Outcome<Option<Unit>> {
    connection
        .optional::<UnitRow>(
            conglang_platform::db::Sql::composed(format!(
                "SELECT {COLUMNS} FROM unit WHERE code = $1 AND valid_to IS NULL
                 ORDER BY valid_from DESC LIMIT 1"
            )),
            args![code],
        )
        .await?
        .map(unit_of_row)
        .transpose()
}

/// The unit with this number.
///
/// # Errors
/// When the database fails.
pub async fn find(connection: &mut Connection, id: UnitId) -> Outcome<Option<Unit>> {
    connection
        .optional::<UnitRow>(
            conglang_platform::db::Sql::composed(format!(
                "SELECT {COLUMNS} FROM unit WHERE id = $1"
            )),
            args![id],
        )
        .await?
        .map(unit_of_row)
        .transpose()
}

fn unit_of_row(row: UnitRow) -> Outcome<Unit> {
    let (id, code, name, kind, district, province, province_code, valid_from, valid_to) = row;
    Ok(Unit {
        id: UnitId(id),
        code,
        name,
        kind: UnitKind::parse(&kind)?,
        district,
        province,
        province_code,
        valid_from,
        valid_to,
    })
}
