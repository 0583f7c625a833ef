//! Any bytes as a workbook, slides or an OpenDocument file: an archive as it is, or else the parts of a
//! sound one with a form feed between them, the first byte saying which.

#![no_main]

use conglang_docx::{Limits, words};
use conglang_fuzz::zipped;
use libfuzzer_sys::fuzz_target;

const CHARS_MAX: usize = 500;

const WORKBOOK: &[&str] = &[
    "xl/workbook.xml",
    "xl/_rels/workbook.xml.rels",
    "xl/sharedStrings.xml",
    "xl/worksheets/sheet1.xml",
];
const SLIDES: &[&str] =
    &["ppt/presentation.xml", "ppt/_rels/presentation.xml.rels", "ppt/slides/slide1.xml"];
const OPEN_DOCUMENT: &[&str] = &["content.xml"];

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { unpacked_bytes: 8 << 20, text_part_bytes: 2 << 20, ..Limits::default() };
    let (names, parts) = match bytes {
        [b'w', parts @ ..] => (WORKBOOK, parts),
        [b's', parts @ ..] => (SLIDES, parts),
        [b'o', parts @ ..] => (OPEN_DOCUMENT, parts),
        archive => (&[][..], archive),
    };
    let archive = if names.is_empty() {
        parts.to_vec()
    } else {
        zipped(names.iter().copied().zip(parts.splitn(names.len(), |byte| *byte == b'\x0c')))
    };
    if let Ok(found) = words(&archive, &limits, CHARS_MAX) {
        assert!(found.chars().count() <= CHARS_MAX);
        assert_eq!(vitext::nfc(&found), found.as_str());
        assert!(!found.chars().any(|c| c.is_control() && c != '\n'), "{found:?}");
    }
});
