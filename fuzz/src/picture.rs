//! Pictures that hold pixels and nothing else.

use conglang_media::{PictureKind, PictureLimits, Variant, inspect};

/// Panics unless the file is of the kind and size it is said to be, whole, and without metadata.
pub fn assert_bare(variant: &Variant) {
    let bytes = variant.bytes.as_slice();
    let header = inspect(bytes, &PictureLimits::default()).expect("what we wrote can be read");
    assert_eq!(
        (header.kind, header.width, header.height),
        (variant.kind, variant.width, variant.height)
    );
    match variant.kind {
        PictureKind::Jpeg => bare_jpeg(bytes),
        PictureKind::Png => bare_png(bytes),
        PictureKind::Webp => bare_webp(bytes),
        PictureKind::Gif => panic!("no GIF is written"),
    }
}

fn bare_jpeg(bytes: &[u8]) {
    assert!(bytes.starts_with(&[0xFF, 0xD8]) && bytes.ends_with(&[0xFF, 0xD9]));
    let mut at = 2;
    while at < bytes.len() - 2 {
        assert_eq!(bytes[at], 0xFF, "a segment begins at {at}");
        let marker = bytes[at + 1];
        // JFIF, tables, frames and scans; no Exif, no profile, no remark.
        assert!(matches!(marker, 0xE0 | 0xDB | 0xC0..=0xC2 | 0xC4 | 0xDD | 0xDA), "{marker:x}");
        at += 2 + usize::from(u16::from_be_bytes([bytes[at + 2], bytes[at + 3]]));
        if marker == 0xDA {
            let is_data = |pair: &[u8]| pair[0] != 0xFF || matches!(pair[1], 0 | 0xD0..=0xD7);
            at += bytes[at..].windows(2).take_while(|pair| is_data(pair)).count();
        }
    }
    assert_eq!(at, bytes.len() - 2);
}

fn bare_png(bytes: &[u8]) {
    let mut at = 8;
    while at < bytes.len() {
        let length = u32::from_be_bytes(bytes[at..at + 4].try_into().expect("four bytes"));
        let name = &bytes[at + 4..at + 8];
        let is_bare = matches!(name, b"IHDR" | b"PLTE" | b"tRNS" | b"IDAT" | b"IEND");
        assert!(is_bare, "{}", String::from_utf8_lossy(name));
        at += 12 + length as usize;
        assert_eq!(at == bytes.len(), name == b"IEND");
    }
}

fn bare_webp(bytes: &[u8]) {
    let size =
        |at: usize| u32::from_le_bytes(bytes[at..at + 4].try_into().expect("four bytes")) as usize;
    assert_eq!(size(4) + 8, bytes.len());
    let mut at = 12;
    while at < bytes.len() {
        match &bytes[at..at + 4] {
            b"VP8 " | b"VP8L" | b"ALPH" => {}
            // Of what an extended file may announce, only transparency.
            b"VP8X" => assert_eq!(bytes[at + 8] & !0x10, 0),
            name => panic!("{}", String::from_utf8_lossy(name)),
        }
        let length = size(at + 4);
        at += 8 + length + length % 2;
    }
}
