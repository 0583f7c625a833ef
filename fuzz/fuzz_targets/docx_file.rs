//! Any bytes as a Word file.

#![no_main]

use conglang_docx::{Limits, read};
use conglang_fuzz::assert_taken_over;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { unpacked_bytes: 8 << 20, text_part_bytes: 2 << 20, ..Limits::default() };
    if let Ok(found) = read(bytes, &limits) {
        assert_taken_over(&found);
    }
});
