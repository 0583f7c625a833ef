//! Any bytes as a workbook, slides or an OpenDocument file.

#![no_main]

use conglang_docx::{Limits, words};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { unpacked_bytes: 8 << 20, text_part_bytes: 2 << 20, ..Limits::default() };
    if let Ok(found) = words(bytes, &limits, 10_000) {
        // Form C can only shorten what was gathered.
        assert!(found.chars().count() <= 10_000);
    }
});
