//! Any bytes as the main part of a Word file that is otherwise sound: past the archive, into the text.

#![no_main]

use std::io::{Cursor, Write};

use conglang_docx::{Limits, read};
use libfuzzer_sys::fuzz_target;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const TYPES: &[u8] = b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>";

fuzz_target!(|bytes: &[u8]| {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, part) in [("[Content_Types].xml", TYPES), ("word/document.xml", bytes)] {
        if archive.start_file(name, options).is_err() || archive.write_all(part).is_err() {
            return;
        }
    }
    let Ok(packed) = archive.finish() else { return };
    if let Ok(found) = read(packed.get_ref(), &Limits::default()) {
        assert!(!found.html.contains("<script"));
    }
});
