//! Any bytes as a table of administrative units: lines, or a mistake for each bad one.

#![no_main]

use conglang_house::unit::UnitFile;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Err(mistakes) = UnitFile::read(bytes) {
        assert!(!mistakes.is_empty());
    }
});
