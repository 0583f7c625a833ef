//! Any bytes as a Word file.

#![no_main]

use conglang_docx::{Limits, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { unpacked_bytes: 8 << 20, text_part_bytes: 2 << 20, ..Limits::default() };
    let _ = read(bytes, &limits);
});
