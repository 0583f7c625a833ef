//! Any bytes as a PDF file. Memory and time of one file are bounded by the process that reads it, so run
//! this with `-rss_limit_mb=2048 -timeout=20`.

#![no_main]

use conglang_pdf::{Limits, words};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = words(bytes, &Limits { chars: 10_000, ..Limits::default() });
});
