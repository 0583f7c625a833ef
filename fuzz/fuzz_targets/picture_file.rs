//! Any bytes as a picture: refused, or made within the limits into files that hold no metadata.

#![no_main]

use conglang_fuzz::{assert_bare, let_others_panic};
use conglang_media::{Crop, Focus, PictureLimits, Ratio, inspect, prepare, recut};
use libfuzzer_sys::fuzz_target;

const WIDTHS: [u32; 2] = [40, 90];

fuzz_target!(
    init: let_others_panic(),
    |bytes: &[u8]| {
        let limits = PictureLimits { bytes_max: 1 << 20, pixels_max: 20_000, side_max: 2_000 };
        let Ok(header) = inspect(bytes, &limits) else { return };
        assert!(u64::from(header.width) * u64::from(header.height) <= limits.pixels_max);
        assert!(header.width.max(header.height) <= limits.side_max);
        let crop = match bytes.len() % 3 {
            0 => Crop::Whole,
            1 => Crop::To { ratio: Ratio::CARD, focus: Focus::CENTRE },
            _ => Crop::To { ratio: Ratio::new(1, 9), focus: Focus::new(1000, 0) },
        };
        let Ok(made) = prepare(bytes, &WIDTHS, crop, &limits) else { return };
        assert_eq!(made.source, header);
        assert!(made.variants.is_sorted_by(|a, b| a.width < b.width) && !made.variants.is_empty());
        for variant in made.variants.iter().chain([&made.original, &made.fallback]) {
            assert_bare(variant);
        }
        // What is kept must serve when the point of focus is moved, in the limits of any other day.
        let usual = PictureLimits::default();
        let again = recut(&made.original.bytes, &WIDTHS, crop, &usual).expect("our own can be read");
        let size = |of: &conglang_media::Variant| (of.width, of.height);
        assert!(again.iter().map(size).eq(made.variants.iter().map(size)));
    }
);
