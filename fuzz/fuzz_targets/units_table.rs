//! Any bytes as a table of administrative units: lines that can be stored, or mistakes that each name their
//! line, their column and a sentence.

#![no_main]

use std::collections::HashSet;

use conglang_house::unit::{ERRORS_MAX, LineError, UnitFile, UnitLine};
use libfuzzer_sys::fuzz_target;

const SENTENCES: &str = include_str!("../../crates/house/src/unit/words.vi.ftl");

/// Mistakes of a line or a file as a whole, which no column has made.
const OF_NO_COLUMN: [&str; 4] =
    ["csv-too-large", "csv-empty", "csv-encoding", "csv-too-many-lines"];

fuzz_target!(|bytes: &[u8]| {
    let lines = bytes.iter().filter(|byte| **byte == b'\n').count() + 1;
    let found = UnitFile::read(bytes);
    match &found {
        Ok(file) => assert_sound(&file.lines, lines),
        Err(mistakes) => {
            assert!((1..=ERRORS_MAX).contains(&mistakes.len()));
            for mistake in mistakes {
                assert_said(mistake, lines, bytes);
            }
        }
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\r')
        && !text.starts_with('\u{feff}')
    {
        // The way a spreadsheet program of Windows saves the same table.
        let other = format!("\u{feff}{}", text.replace('\n', "\r\n"));
        assert_eq!(UnitFile::read(other.as_bytes()), found);
    }
});

fn assert_sound(units: &[UnitLine], lines: usize) {
    assert!(!units.is_empty());
    assert!(units.is_sorted_by(|a, b| a.line < b.line));
    let mut codes = HashSet::new();
    for unit in units {
        assert!((2..=lines).contains(&unit.line));
        assert!(codes.insert(&unit.code), "{} twice", unit.code);
        assert!(unit.code.bytes().all(|byte| byte.is_ascii_digit()) && !unit.code.is_empty());
        for text in [Some(&unit.name), unit.district.as_ref(), unit.province.as_ref()] {
            let Some(text) = text else { continue };
            assert!(!text.is_empty() && text.trim() == text && !text.chars().any(char::is_control));
            assert_eq!(vitext::nfc(text), text.as_str());
        }
    }
}

fn assert_said(mistake: &LineError, lines: usize, bytes: &[u8]) {
    assert!((1..=lines).contains(&mistake.line), "{mistake:?}");
    let sentence = format!("reject-{} = ", mistake.code);
    let sentence = SENTENCES.lines().find_map(|line| line.strip_prefix(&sentence));
    let sentence = sentence.unwrap_or_else(|| panic!("no sentence: {mistake:?}"));
    for asked in sentence.split("{ $").skip(1).filter_map(|rest| rest.split(' ').next()) {
        assert!(mistake.facts.iter().any(|(name, _)| *name == asked), "{asked} of {mistake:?}");
    }
    // A column without a name in the header has none in the mistake either.
    let is_letter = |byte: &u8| byte.is_ascii_lowercase() || *byte == b'_';
    let header = bytes.split(|byte| *byte == b'\n').find(|line| !line.trim_ascii().is_empty());
    let is_named = header.is_some_and(|header| {
        let names: Vec<_> = header.split(|byte| *byte == b',').collect();
        names.iter().all(|name| !name.trim_ascii().is_empty() && name.iter().all(is_letter))
    });
    if is_named && !OF_NO_COLUMN.contains(&mistake.code) {
        assert!(!mistake.column.is_empty(), "{mistake:?}");
    }
}
