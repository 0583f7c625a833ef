//! Tables in CSV files: every bad line is named with its column, and a file with one is no file.

use std::collections::HashMap;

use serde::Serialize;

/// The largest file, in bytes.
pub const BYTES_MAX: usize = 8 * 1024 * 1024;
/// The most lines after the header.
pub const LINES_MAX: usize = 20_000;
/// The longest name, in characters.
pub const NAME_CHARS_MAX: usize = 120;
/// How many bad lines are named before reading stops.
pub const ERRORS_MAX: usize = 100;

/// One thing wrong with one line.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct LineError {
    /// The line in the file, from 1; the header is a line too.
    pub line: usize,
    /// The column's name, as in the header; empty when it concerns the whole line.
    pub column: String,
    /// Key of the sentence in the words files, without the `reject-` before it.
    pub code: &'static str,
    /// What the sentence mentions.
    pub facts: Vec<(&'static str, String)>,
}

/// The columns of a table: those that are read, and those of them that must be there.
pub(super) struct Shape {
    pub known: &'static [&'static str],
    pub required: &'static [&'static str],
}

/// One line being read.
pub(super) struct Row<'r> {
    /// Its number in the file, from 1.
    pub line: usize,
    values: HashMap<&'static str, String>,
    errors: &'r mut Errors,
}

impl Row<'_> {
    /// What stands in a column; empty where the file has no such column.
    pub fn take(&mut self, column: &'static str) -> String {
        self.values.remove(column).unwrap_or_default()
    }

    /// What stands in a column, if anything does.
    pub fn filled(&mut self, column: &'static str) -> Option<String> {
        Some(self.take(column)).filter(|text| !text.is_empty())
    }

    /// Notes that a column is wrong.
    pub fn wrong(&mut self, column: &str, code: &'static str, facts: Vec<(&'static str, String)>) {
        self.errors.add(self.line, column, code, facts);
    }

    /// A date, where there is one.
    pub fn date(&mut self, column: &'static str) -> Option<jiff::civil::Date> {
        let text = self.filled(column)?;
        let date = text.parse().ok();
        if date.is_none() {
            self.wrong(column, "unit-date", vec![("value", short(&text))]);
        }
        date
    }

    /// A unit's code: 1 to 10 digits.
    pub fn code(&mut self, column: &'static str) -> String {
        let code = self.take(column);
        if !is_code(&code) {
            self.wrong(column, "unit-code", vec![("value", short(&code))]);
        }
        code
    }

    /// A unit's name, which must be there.
    pub fn name(&mut self, column: &'static str) -> String {
        let name = self.take(column);
        if name.is_empty() {
            self.wrong(column, "unit-name-empty", vec![]);
        }
        name
    }
}

/// Reads a table: columns by the names in its header, in any order, unknown ones ignored; a byte order
/// mark and CRLF are tolerated. Nothing is half read: one bad line and there is no table.
///
/// # Errors
/// Every bad line, up to [`ERRORS_MAX`].
pub(super) fn read_table<Line>(
    bytes: &[u8],
    shape: &Shape,
    mut read: impl FnMut(&mut Row<'_>) -> Option<Line>,
) -> Result<Vec<Line>, Vec<LineError>> {
    let mut errors = Errors::default();
    if bytes.len() > BYTES_MAX {
        errors.add(1, "", "csv-too-large", vec![("max", (BYTES_MAX >> 20).to_string())]);
        return Err(errors.0);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(_) => return Err(malformed_lines(bytes)),
    };
    let mut records = Records::of(text);
    let Some(header) = records.next() else {
        errors.add(1, "", "csv-empty", vec![]);
        return Err(errors.0);
    };
    let columns = Columns::of(&header, shape, &mut errors);
    if !errors.0.is_empty() {
        return Err(errors.0);
    }
    let mut lines = Vec::new();
    for (index, record) in records.enumerate() {
        if index >= LINES_MAX {
            let facts = vec![("max", LINES_MAX.to_string())];
            errors.add(record.line, "", "csv-too-many-lines", facts);
            break;
        }
        let before = errors.0.len();
        if let Some(values) = columns.read(&record, &mut errors) {
            let line = read(&mut Row { line: record.line, values, errors: &mut errors });
            lines.extend(line.filter(|_| errors.0.len() == before));
        }
        if errors.0.len() >= ERRORS_MAX {
            break;
        }
    }
    if errors.0.is_empty() && lines.is_empty() {
        errors.add(header.line, "", "csv-empty", vec![]);
    }
    errors.0.truncate(ERRORS_MAX);
    if errors.0.is_empty() { Ok(lines) } else { Err(errors.0) }
}

#[derive(Default)]
struct Errors(Vec<LineError>);

impl Errors {
    fn add(
        &mut self,
        line: usize,
        column: &str,
        code: &'static str,
        facts: Vec<(&'static str, String)>,
    ) {
        self.0.push(LineError { line, column: column.to_owned(), code, facts });
    }
}

/// Which field of a record holds what.
struct Columns {
    names: Vec<String>,
    places: HashMap<&'static str, usize>,
}

impl Columns {
    fn of(header: &Record, shape: &Shape, errors: &mut Errors) -> Self {
        if let Some(fault) = header.fault {
            errors.add(header.line, "", fault, vec![]);
        }
        let names: Vec<String> =
            header.fields.iter().map(|name| name.trim().to_lowercase()).collect();
        let mut places = HashMap::new();
        for (place, name) in names.iter().enumerate() {
            if let Some(known) = shape.known.iter().find(|known| *known == name)
                && places.insert(*known, place).is_some()
            {
                errors.add(header.line, known, "csv-column-twice", vec![]);
            }
        }
        for required in shape.required {
            if !places.contains_key(required) {
                errors.add(header.line, required, "csv-column-missing", vec![]);
            }
        }
        Self { names, places }
    }

    /// The values of a record, tidied.
    fn read(&self, record: &Record, errors: &mut Errors) -> Option<HashMap<&'static str, String>> {
        let line = record.line;
        let before = errors.0.len();
        let (expected, found) = (self.names.len(), record.fields.len());
        // Of a line with too many fields it is the header's last column that goes wrong.
        let last = || {
            let column = self.names.get(found.saturating_sub(1)).or(self.names.last());
            column.map_or("", String::as_str)
        };
        if let Some(fault) = record.fault {
            errors.add(line, last(), fault, vec![]);
            return None;
        }
        if expected != found {
            // The last line of a file cut off on its way ends before its last column.
            let is_cut = record.is_unended && found < expected;
            let code = if is_cut { "csv-truncated" } else { "csv-fields" };
            let facts = vec![("expected", expected.to_string()), ("found", found.to_string())];
            errors.add(line, last(), code, facts);
            return None;
        }
        let mut values = HashMap::with_capacity(self.places.len());
        for (name, place) in &self.places {
            let raw = record.fields.get(*place).map_or("", String::as_str);
            if raw.chars().any(char::is_control) {
                errors.add(line, name, "unit-control", vec![]);
            }
            let tidy = vitext::nfc(raw).split_whitespace().collect::<Vec<_>>().join(" ");
            if tidy.chars().count() > NAME_CHARS_MAX {
                errors.add(line, name, "unit-too-long", vec![("max", NAME_CHARS_MAX.to_string())]);
            }
            values.insert(*name, tidy);
        }
        (errors.0.len() == before).then_some(values)
    }
}

pub(super) fn is_code(text: &str) -> bool {
    (1..=10).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit())
}

/// Enough of a value to find it by, in a message.
pub(super) fn short(text: &str) -> String {
    text.chars().take(40).collect()
}

/// The lines that are not UTF-8, which mostly means a file saved in an older encoding.
fn malformed_lines(bytes: &[u8]) -> Vec<LineError> {
    let mut errors = Errors::default();
    for (index, line) in bytes.split(|b| *b == b'\n').enumerate() {
        if let Err(error) = std::str::from_utf8(line) {
            let sound = line.get(..error.valid_up_to()).unwrap_or_default();
            let place = String::from_utf8_lossy(sound).chars().count() + 1;
            errors.add(index + 1, "", "csv-encoding", vec![("place", place.to_string())]);
            if errors.0.len() >= ERRORS_MAX {
                break;
            }
        }
    }
    errors.0
}

/// One record of the file with the line it starts on.
struct Record {
    line: usize,
    fields: Vec<String>,
    /// What is wrong with its quotes.
    fault: Option<&'static str>,
    /// Whether the file ended before the line did.
    is_unended: bool,
}

/// The records of a CSV text (RFC 4180), empty lines left out. Unlike lenient readers this one tells
/// when a quote is never closed, which is how a truncated file shows.
struct Records<'a> {
    rest: std::iter::Peekable<std::str::Chars<'a>>,
    line: usize,
}

impl<'a> Records<'a> {
    fn of(text: &'a str) -> Self {
        Self { rest: text.chars().peekable(), line: 1 }
    }

    fn take(&mut self) -> Option<char> {
        let c = self.rest.next()?;
        if c == '\n' {
            self.line += 1;
        }
        // CRLF counts as LF.
        if c == '\r' && self.rest.peek() == Some(&'\n') { self.take() } else { Some(c) }
    }

    fn record(&mut self) -> Record {
        let mut record =
            Record { line: self.line, fields: Vec::new(), fault: None, is_unended: false };
        let mut field = String::new();
        let mut place = Place::Start;
        loop {
            let Some(c) = self.take() else {
                if place == Place::Quoted {
                    record.fault = Some("csv-quote-open");
                }
                record.is_unended = true;
                break;
            };
            match (place, c) {
                (Place::Quoted, '"') => place = Place::Closed,
                (Place::Quoted, c) => field.push(c),
                (Place::Closed, '"') => {
                    field.push('"');
                    place = Place::Quoted;
                }
                (_, '\n') => break,
                (_, ',') => {
                    record.fields.push(std::mem::take(&mut field));
                    place = Place::Start;
                }
                (Place::Start, '"') => place = Place::Quoted,
                (Place::Closed, _) => record.fault = Some("csv-quote-stray"),
                (_, c) => {
                    field.push(c);
                    place = Place::Bare;
                }
            }
        }
        record.fields.push(field);
        record
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Start,
    Bare,
    Quoted,
    Closed,
}

impl Iterator for Records<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        loop {
            self.rest.peek()?;
            let record = self.record();
            let is_blank = record.fault.is_none()
                && matches!(record.fields.as_slice(), [only] if only.trim().is_empty());
            if !is_blank {
                return Some(record);
            }
        }
    }
}
