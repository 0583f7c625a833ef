//! Any bytes as a picture: refused, or read within the limits.

#![no_main]

use conglang_media::{Crop, PictureLimits, inspect, prepare};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let limits = PictureLimits { bytes_max: 1 << 20, pixels_max: 250_000, side_max: 2_000 };
    let Ok(header) = inspect(bytes, &limits) else { return };
    assert!(u64::from(header.width) * u64::from(header.height) <= limits.pixels_max);
    if let Ok(made) = prepare(bytes, &[320], Crop::Whole, &limits) {
        assert!(!made.variants.is_empty());
    }
});
