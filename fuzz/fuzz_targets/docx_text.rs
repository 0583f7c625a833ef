//! Any bytes as the parts of a Word file that is otherwise sound: past the archive, into the text. Between
//! the parts lies a form feed: the document, its relations, styles, numbering and footnotes.

#![no_main]

use conglang_docx::{Limits, read};
use conglang_fuzz::{assert_taken_over, zipped};
use libfuzzer_sys::fuzz_target;

const TYPES: &[u8] =
    b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";

const NAMES: [&str; 5] = [
    "word/document.xml",
    "word/_rels/document.xml.rels",
    "word/styles.xml",
    "word/numbering.xml",
    "word/footnotes.xml",
];

const PICTURE: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0";

fuzz_target!(|bytes: &[u8]| {
    let given = NAMES.into_iter().zip(bytes.splitn(NAMES.len(), |byte| *byte == b'\x0c'));
    let fixed = [("[Content_Types].xml", TYPES), ("word/media/image1.png", PICTURE)];
    if let Ok(found) = read(&zipped(fixed.into_iter().chain(given)), &Limits::default()) {
        assert_taken_over(&found);
    }
});
