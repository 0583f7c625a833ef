//! Units from a CSV file: every bad line is named, and a file with one is no file.

use std::collections::HashMap;

use conglang_kernel::Slug;

use super::UnitKind;
use super::table::{LineError, Row, Shape, is_code, read_table, short};

/// One unit as the file describes it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct UnitLine {
    /// The line in the file, from 1.
    pub line: usize,
    /// The unit's code: 1 to 10 digits.
    pub code: String,
    /// The name with its kind in front.
    pub name: String,
    /// Its kind.
    pub kind: UnitKind,
    /// The district, where there is one.
    pub district: Option<String>,
    /// The province, where the file names it.
    pub province: Option<String>,
    /// The province's code, where the file gives it.
    pub province_code: Option<String>,
    /// The slug asked for.
    pub slug: Option<Slug>,
    /// First day of the unit, where the file gives it.
    pub valid_from: Option<jiff::civil::Date>,
}

/// A file in which every line is sound.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct UnitFile {
    /// The units in the file's order.
    pub lines: Vec<UnitLine>,
}

const SHAPE: Shape = Shape {
    known: &["code", "name", "kind", "district", "province", "province_code", "slug", "valid_from"],
    required: &["code", "name", "kind"],
};

impl UnitFile {
    /// Reads a file: columns by the names in its header, in any order, unknown ones ignored; a byte
    /// order mark and CRLF are tolerated. Nothing is half read: one bad line and there is no file.
    ///
    /// # Errors
    /// Every bad line, up to [`ERRORS_MAX`](super::ERRORS_MAX).
    pub fn read(bytes: &[u8]) -> Result<Self, Vec<LineError>> {
        let mut first_lines: HashMap<String, usize> = HashMap::new();
        let lines = read_table(bytes, &SHAPE, |row| {
            let unit = read_unit(row)?;
            if let Some(first) = first_lines.insert(unit.code.clone(), unit.line) {
                let facts = vec![("value", unit.code.clone()), ("first", first.to_string())];
                row.wrong("code", "unit-code-twice", facts);
            }
            Some(unit)
        })?;
        Ok(Self { lines })
    }
}

fn read_unit(row: &mut Row<'_>) -> Option<UnitLine> {
    let code = row.code("code");
    let name = row.name("name");
    let kind_word = row.take("kind");
    let kind = UnitKind::parse(&kind_word).ok();
    if kind.is_none() {
        row.wrong("kind", "unit-kind", vec![("value", short(&kind_word))]);
    }
    let province_code = row.filled("province_code");
    if let Some(code) = province_code.as_deref().filter(|code| !is_code(code)) {
        row.wrong("province_code", "unit-code", vec![("value", short(code))]);
    }
    let slug = row.filled("slug").and_then(|slug| {
        let sound = Slug::parse(&slug).ok();
        if sound.is_none() {
            row.wrong("slug", "unit-slug", vec![("value", short(&slug))]);
        }
        sound
    });
    let valid_from = row.date("valid_from");
    let kind = kind?;
    Some(UnitLine {
        line: row.line,
        code,
        name: kind.full_name(&name),
        kind,
        district: row.filled("district"),
        province: row.filled("province"),
        province_code,
        slug,
        valid_from,
    })
}
