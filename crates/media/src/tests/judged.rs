//! Kinds and sizes judged before a pixel is decoded.

use std::time::Instant;

use jpeg_encoder::SamplingFactor;

use crate::samples::{
    Scans, extended_webp, hollow_png, jpeg, jpeg_with, landscape, png, quarters, resized_jpeg, webp,
};
use crate::{Lookalike, PictureError, PictureKind, PictureLimits, Sniffed, inspect, sniff};

fn refused(bytes: &[u8]) -> PictureError {
    inspect(bytes, &PictureLimits::default()).unwrap_err()
}

#[test]
fn the_name_of_a_file_plays_no_part() {
    // What somebody called photo.jpg is PNG inside, and is taken as that.
    let bytes = png(&quarters(8, 8).into());
    assert_eq!(sniff(&bytes), Sniffed::Picture(PictureKind::Png));
    assert_eq!(inspect(&bytes, &PictureLimits::default()).unwrap().kind, PictureKind::Png);
    // What somebody called photo.png is a page inside.
    let page = b"<!DOCTYPE html><script>alert(1)</script>";
    assert_eq!(refused(page), PictureError::NotAPicture { looks_like: Lookalike::Html });
}

#[test]
fn what_is_refused_is_recognised() {
    let cases: &[(&[u8], Lookalike)] = &[
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Lookalike::Heic),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", Lookalike::Heic),
        (b"\0\0\0\x1Cftypmif1\0\0\0\0mif1avifmiaf", Lookalike::Avif),
        (b"\0\0\0\x18ftypavif\0\0\0\0avifmif1", Lookalike::Avif),
        (b"\0\0\0\x18ftypisom\0\0\x02\0isommp42", Lookalike::Video),
        (b"\0\0\0\x14ftypqt  \0\0\0\0qt  ", Lookalike::Video),
        (b"\0\0\0\x14ftypM4A \0\0\0\0M4A ", Lookalike::Sound),
        (b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0", Lookalike::Bmp),
        (b"II*\0\x08\0\0\0", Lookalike::Tiff),
        (b"MM\0*\0\0\0\x08", Lookalike::Tiff),
        (b"8BPS\0\x01", Lookalike::Photoshop),
        (b"\0\0\x01\0\x01\0\x10\x10", Lookalike::Icon),
        (b"\xFF\x0A\xFA\x1F", Lookalike::JpegXl),
        (b"<?xml version=\"1.0\"?>\n<!-- x -->\n<svg xmlns=\"x\"/>", Lookalike::Svg),
        (b"  <SVG onload=alert(1)>", Lookalike::Svg),
        (b"<html><body><svg></svg></body></html>", Lookalike::Html),
        (b"\xEF\xBB\xBF<script>", Lookalike::Html),
        (b"%PDF-1.7\n", Lookalike::Pdf),
        (b"\n\n%PDF-1.4\n", Lookalike::Pdf),
        (b"PK\x03\x04\x14\0\x06\0........[Content_Types].xml", Lookalike::Office),
        (b"PK\x03\x04....mimetypeapplication/vnd.oasis.opendocument.text", Lookalike::Office),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1....", Lookalike::Office),
        (b"PK\x03\x04....anh/1.jpg", Lookalike::Archive),
        (b"Rar!\x1A\x07\x01\0", Lookalike::Archive),
        (b"RIFF....AVI LIST", Lookalike::Video),
        (b"RIFF....WAVEfmt ", Lookalike::Sound),
        (b"MZ\x90\0\x03", Lookalike::Program),
        ("Công văn số 12".as_bytes(), Lookalike::Text),
        (b"\x01\x02\x03\x04", Lookalike::Unknown),
        (b"RIFF", Lookalike::Text),
    ];
    for (bytes, expected) in cases {
        let shown = String::from_utf8_lossy(bytes);
        assert_eq!(sniff(bytes), Sniffed::Refused(*expected), "{shown}");
    }
}

#[test]
fn each_refusal_has_its_own_sentence() {
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    assert_eq!(refused(b""), PictureError::Empty);
    assert_eq!(refused(heic), PictureError::Heic);
    assert_eq!(refused(b"<svg/>"), PictureError::Svg);
    let bitmap = PictureError::OtherPicture { looks_like: Lookalike::Bmp };
    assert_eq!(refused(b"BM\x46\0\0\0\0\0\0\0\x36\0\0\0"), bitmap);
    let document = PictureError::NotAPicture { looks_like: Lookalike::Pdf };
    assert_eq!(refused(b"%PDF-1.7"), document);
    assert_eq!(refused(&[0; 25_000_001]).code(), "too-many-bytes");
}

#[test]
fn a_hundred_megapixels_are_refused_from_the_header_alone() {
    let samples = [
        resized_jpeg(Scans::Baseline, 10_000, 10_000),
        resized_jpeg(Scans::Progressive, 10_000, 10_000),
        hollow_png(10_000, 10_000, 8, 2),
        extended_webp(&webp(&landscape(16, 16)), (10_000, 10_000), b""),
        b"GIF89a\x10\x27\x10\x27\0\0\0\x2C\0\0\0\0\x10\x27\x10\x27\0\x08".to_vec(),
    ];
    let started = Instant::now();
    for bytes in samples {
        match refused(&bytes) {
            PictureError::TooManyPixels { width: 10_000, height: 10_000, max } => {
                assert!(max <= 50_000_000);
            }
            other => panic!("{other}"),
        }
    }
    assert!(started.elapsed().as_millis() < 200);
}

#[test]
fn kinds_that_need_more_memory_get_fewer_pixels() {
    let limits = PictureLimits { pixels_max: 1000, ..PictureLimits::default() };
    let max_of = |bytes: &[u8]| match inspect(bytes, &limits).unwrap_err() {
        PictureError::TooManyPixels { max, .. } => max,
        other => panic!("{other}"),
    };
    assert_eq!(max_of(&hollow_png(40, 40, 8, 2)), 1000);
    assert_eq!(max_of(&hollow_png(40, 40, 16, 6)), 416);
    assert_eq!(max_of(&jpeg(&landscape(40, 40), Scans::Baseline, None)), 1000);
    assert!(max_of(&jpeg(&landscape(40, 40), Scans::Progressive, None)) < 900);
}

#[test]
fn a_strip_longer_than_the_longest_side_is_refused() {
    let strip = hollow_png(20_000, 10, 8, 2);
    let error = PictureError::TooLong { width: 20_000, height: 10, side_max: 12_000 };
    assert_eq!(refused(&strip), error);
}

#[test]
fn a_large_picture_hidden_behind_a_small_canvas_is_refused() {
    let limits = PictureLimits { pixels_max: 10_000, ..PictureLimits::default() };
    let hidden = extended_webp(&webp(&landscape(200, 200)), (10, 10), b"");
    assert_eq!(inspect(&hidden, &limits).unwrap_err().code(), "too-many-pixels");
    let frame = b"GIF89a\x0A\0\x0A\0\0\0\0\x2C\0\0\0\0\xFF\xFF\xFF\xFF\0\x08\0";
    assert_eq!(refused(frame), PictureError::Damaged);
}

#[test]
fn rare_codings_are_called_rare_and_not_damaged() {
    // Arithmetic coding and twelve bits a sample.
    let whole = jpeg(&landscape(32, 32), Scans::Baseline, None);
    let at = whole.windows(2).position(|window| window == [0xFF, 0xC0]).unwrap();
    let mut arithmetic = whole.clone();
    arithmetic[at + 1] = 0xC9;
    let mut deep = whole;
    deep[at + 4] = 12;
    let rare = PictureError::Unsupported { kind: PictureKind::Jpeg };
    assert_eq!(refused(&arithmetic), rare);
    assert_eq!(refused(&deep), rare);
}

#[test]
fn a_jpeg_that_the_decoder_would_spoil_is_refused() {
    let scans_by_colour = |factor| {
        jpeg_with(&landscape(64, 64), |encoder| {
            encoder.set_sampling_factor(factor);
            encoder.set_optimized_huffman_tables(true);
        })
    };
    let rare = PictureError::Unsupported { kind: PictureKind::Jpeg };
    assert_eq!(refused(&scans_by_colour(SamplingFactor::R_4_2_0)), rare);
    assert_eq!(refused(&scans_by_colour(SamplingFactor::R_4_2_2)), rare);
    let full = scans_by_colour(SamplingFactor::R_4_4_4);
    assert!(inspect(&full, &PictureLimits::default()).is_ok());
}

#[test]
fn a_picture_without_area_is_damaged() {
    assert_eq!(refused(&hollow_png(0, 10, 8, 2)), PictureError::Damaged);
    assert_eq!(refused(&resized_jpeg(Scans::Baseline, 64, 0)), PictureError::Damaged);
}
