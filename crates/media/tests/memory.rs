//! A file that announces a huge picture must cost no memory. The process's own peak is measured,
//! so this test lives alone in its binary.
#![cfg(target_os = "linux")]

use conglang_media::{Crop, PictureError, PictureLimits, prepare};

const MB: u64 = 1000;

fn peak_kb() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kb| kb.parse().ok()).unwrap_or_default()
}

/// A PNG header of 60,000 x 60,000 pixels: 10 GB once decoded.
fn huge_png() -> Vec<u8> {
    let side = 60_000_u32.to_be_bytes();
    let mut bytes = b"\x89PNG\r\n\x1a\n\0\0\0\x0DIHDR".to_vec();
    bytes.extend([side, side].concat());
    bytes.extend(b"\x08\x02\0\0\0\0\0\0\0\0\0\0\0IEND\xAE\x42\x60\x82");
    bytes
}

/// A JPEG whose frame header says 65,000 x 65,000 pixels.
fn huge_jpeg() -> Vec<u8> {
    let side = 65_000_u16.to_be_bytes();
    let mut bytes = b"\xFF\xD8\xFF\xC2\0\x11\x08".to_vec();
    bytes.extend([side, side].concat());
    bytes.extend(b"\x03\x01\x11\0\x02\x11\0\x03\x11\0\xFF\xDA\0\x0C\x03\x01\0\x02\0\x03\0\0\0\0");
    bytes.extend(b"\xFF\xD9");
    bytes
}

/// A lossless WebP of 16,384 x 16,384 pixels behind an extended header that says 16 x 16.
fn huge_webp() -> Vec<u8> {
    let mut content = b"WEBPVP8X\x0A\0\0\0\0\0\0\0\x0F\0\0\x0F\0\0".to_vec();
    content.extend(b"VP8L\x08\0\0\0\x2F\xFF\xFF\xFF\x0F\0\0\0");
    let mut bytes = b"RIFF".to_vec();
    bytes.extend((content.len() as u32).to_le_bytes());
    bytes.extend(content);
    bytes
}

#[test]
fn a_decompression_bomb_costs_no_memory() {
    let limits = PictureLimits::default();
    let before = peak_kb();
    assert!(before > 0);
    for bytes in [huge_png(), huge_jpeg(), huge_webp()] {
        let error = prepare(&bytes, &[400], Crop::Whole, &limits).unwrap_err();
        assert!(matches!(error, PictureError::TooManyPixels { .. }), "{error}");
    }
    let taken = peak_kb() - before;
    assert!(taken < 2 * MB, "{taken} KB");
}
