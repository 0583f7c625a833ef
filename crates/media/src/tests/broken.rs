//! Files cut short, changed, or made of nothing in particular.

use std::sync::LazyLock;

use image::RgbaImage;
use proptest::prelude::*;

use crate::samples::{
    Scans, exif, extended_webp, gif, jpeg, landscape, palette_png, png, webp, webp_lossless,
};
use crate::{Crop, Focus, PictureError, PictureLimits, Ratio, inspect, prepare, sniff};

const CARD: Crop = Crop::To { ratio: Ratio::CARD, focus: Focus::CENTRE };

fn transparent(width: u32, height: u32) -> RgbaImage {
    RgbaImage::from_fn(width, height, |x, y| image::Rgba([x as u8, y as u8, 90, (x * 5) as u8]))
}

static SAMPLES: LazyLock<Vec<(&str, Vec<u8>)>> = LazyLock::new(samples);

fn samples() -> Vec<(&'static str, Vec<u8>)> {
    let picture = landscape(48, 40);
    let turned = exif(6);
    vec![
        ("jpeg", jpeg(&picture, Scans::Baseline, Some(&turned))),
        ("progressive jpeg", jpeg(&picture, Scans::Progressive, None)),
        ("png", png(&picture.clone().into())),
        ("palette png", palette_png(40, 30)),
        ("webp", webp(&picture)),
        ("extended webp", extended_webp(&webp(&picture), (48, 40), &turned)),
        ("lossless webp", webp_lossless(&transparent(40, 40))),
        ("gif", gif(&[transparent(24, 20)])),
    ]
}

#[test]
fn a_picture_cut_short_is_damaged_wherever_it_is_cut() {
    let limits = PictureLimits::default();
    for (name, whole) in samples() {
        assert!(prepare(&whole, &[20], CARD, &limits).is_ok(), "{name}");
        // From the shortest cut that still begins like a picture. What follows the first frame of
        // a GIF is its end marker alone, which nothing needs.
        let end = if name == "gif" { whole.len() - 2 } else { whole.len() };
        for length in (12..end).step_by(10) {
            let result = prepare(&whole[..length], &[20], CARD, &limits);
            assert_eq!(result.unwrap_err(), PictureError::Damaged, "{name} at {length}");
        }
    }
}

#[test]
fn the_last_byte_counts() {
    for (name, whole) in samples() {
        if name != "gif" && !name.contains("webp") {
            let cut = inspect(&whole[..whole.len() - 1], &PictureLimits::default());
            assert_eq!(cut.unwrap_err(), PictureError::Damaged, "{name}");
        }
    }
}

#[test]
fn what_follows_the_end_of_a_picture_is_left_behind() {
    let mut bytes = jpeg(&landscape(48, 40), Scans::Baseline, None);
    bytes.extend(b"<script>alert('polyglot')</script>");
    let prepared = prepare(&bytes, &[20], CARD, &PictureLimits::default()).unwrap();
    assert!(!prepared.original.bytes.windows(8).any(|window| window == b"polyglot"));
}

#[test]
fn a_corrupted_header_of_any_kind_is_an_answer_and_not_a_panic() {
    let limits = PictureLimits { pixels_max: 100_000, ..PictureLimits::default() };
    for (_, whole) in samples() {
        for at in 0..whole.len().min(120) {
            for value in [0x00, 0x01, 0x7F, 0xFF] {
                let mut changed = whole.clone();
                changed[at] = value;
                if let Err(error) = prepare(&changed, &[20], CARD, &limits) {
                    assert_ne!(error.code(), "not-encoded", "{error}");
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_are_an_answer_and_not_a_panic(
        magic in prop::sample::select(vec![
            &b""[..], b"\xFF\xD8\xFF", b"\x89PNG\r\n\x1a\n\0\0\0\x0DIHDR", b"GIF89a",
            b"RIFF\x40\0\0\0WEBPVP8 ", b"RIFF\x40\0\0\0WEBPVP8L", b"RIFF\x40\0\0\0WEBPVP8X",
            b"\0\0\0\x20ftyp", b"<svg", b"PK\x03\x04",
        ]),
        tail in prop::collection::vec(any::<u8>(), 0..300),
    ) {
        let bytes = [magic, &tail].concat();
        let limits = PictureLimits { pixels_max: 100_000, ..PictureLimits::default() };
        sniff(&bytes);
        prop_assert!(prepare(&bytes, &[20], Crop::Whole, &limits).is_err());
    }

    #[test]
    fn a_picture_changed_anywhere_is_an_answer_and_not_a_panic(
        sample in 0_usize..8,
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let (_, mut bytes) = SAMPLES[sample].clone();
        for (index, value) in changes {
            let at = index.index(bytes.len());
            bytes[at] = value;
        }
        let limits = PictureLimits { pixels_max: 100_000, ..PictureLimits::default() };
        if let Ok(prepared) = prepare(&bytes, &[20], CARD, &limits) {
            prop_assert!(!prepared.variants.is_empty());
        }
    }
}
