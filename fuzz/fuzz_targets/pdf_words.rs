//! Any bytes as a PDF file. Memory, time and panics of one file end only the process that reads it, so run
//! this with `-rss_limit_mb=2048 -timeout=20`.

#![no_main]

use std::time::Duration;

use conglang_fuzz::{let_others_panic, panics};
use conglang_pdf::{Limits, words};
use libfuzzer_sys::fuzz_target;

const CHARS_MAX: usize = 2_000;

fuzz_target!(
    init: let_others_panic(),
    |bytes: &[u8]| {
        let time = Duration::from_secs(2);
        let limits = Limits { chars: CHARS_MAX, pages: 8, time, ..Limits::default() };
        let mut found = String::new();
        if panics(|| found = words(bytes, &limits).unwrap_or_default()) {
            return;
        }
        assert!(found.chars().count() <= CHARS_MAX);
        assert_eq!(vitext::nfc(&found), found.as_str());
        assert!(!found.chars().any(|c| c.is_control() && c != '\n'), "{found:?}");
    }
);
