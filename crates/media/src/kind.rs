//! What a file is, judged by its first bytes and never by its name.

/// A kind of picture that is taken in and written out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PictureKind {
    /// Photographs; no transparency.
    Jpeg,
    /// Drawings and screenshots; lossless, transparency.
    Png,
    /// Old drawings and animations, of which the first frame is used.
    Gif,
    /// The kind served to browsers.
    Webp,
}

impl PictureKind {
    /// The media type for `Content-Type`.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Webp => "image/webp",
        }
    }

    /// The usual ending of a file name, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Gif => "gif",
            Self::Webp => "webp",
        }
    }
}

/// What a refused file looks like, so that the officer can be told what was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Lookalike {
    /// A photograph of an iPhone in Apple's default format (HEIC, HEIF).
    Heic,
    /// AVIF picture.
    Avif,
    /// JPEG XL picture.
    JpegXl,
    /// Windows bitmap.
    Bmp,
    /// TIFF, or a camera's raw file built on it.
    Tiff,
    /// Icon or cursor.
    Icon,
    /// Photoshop document.
    Photoshop,
    /// SVG drawing: can carry scripts, hence never taken as a picture.
    Svg,
    /// PDF document.
    Pdf,
    /// Word, Excel, PowerPoint or OpenDocument file, old or new.
    Office,
    /// Zip, RAR, 7-Zip or gzip archive.
    Archive,
    /// Web page, or text that a browser would take for one.
    Html,
    /// Video.
    Video,
    /// Sound.
    Sound,
    /// Program.
    Program,
    /// Plain text.
    Text,
    /// Nothing that is recognised.
    Unknown,
}

impl Lookalike {
    /// A stable word for keys of messages and for logs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Heic => "heic",
            Self::Avif => "avif",
            Self::JpegXl => "jpeg-xl",
            Self::Bmp => "bmp",
            Self::Tiff => "tiff",
            Self::Icon => "icon",
            Self::Photoshop => "photoshop",
            Self::Svg => "svg",
            Self::Pdf => "pdf",
            Self::Office => "office",
            Self::Archive => "archive",
            Self::Html => "html",
            Self::Video => "video",
            Self::Sound => "sound",
            Self::Program => "program",
            Self::Text => "text",
            Self::Unknown => "unknown",
        }
    }
}

/// The verdict of [`sniff`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sniffed {
    /// Begins like a picture that is taken in; it can still be damaged or too large.
    Picture(PictureKind),
    /// Anything else.
    Refused(Lookalike),
}

/// How far into a file text and zip entries are searched.
const SEARCHED_BYTES: usize = 4096;

/// Judges a file by its content. The first 4 KiB are enough.
pub fn sniff(bytes: &[u8]) -> Sniffed {
    match picture_kind(bytes) {
        Some(kind) => Sniffed::Picture(kind),
        None => Sniffed::Refused(lookalike(bytes)),
    }
}

fn picture_kind(bytes: &[u8]) -> Option<PictureKind> {
    if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
        Some(PictureKind::Jpeg)
    } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
        Some(PictureKind::Png)
    } else if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") {
        Some(PictureKind::Gif)
    } else if bytes.starts_with(b"RIFF") && at(bytes, 8, b"WEBP") {
        Some(PictureKind::Webp)
    } else {
        None
    }
}

fn lookalike(bytes: &[u8]) -> Lookalike {
    let head = bytes.get(..SEARCHED_BYTES).unwrap_or(bytes);
    by_box(head).or_else(|| by_magic(head)).or_else(|| by_text(head)).unwrap_or(Lookalike::Unknown)
}

/// ISO base media files name their brands in a first box called `ftyp` (ISO/IEC 14496-12, 4.3).
fn by_box(head: &[u8]) -> Option<Lookalike> {
    if !at(head, 4, b"ftyp") {
        return None;
    }
    let size = head.first_chunk::<4>().map_or(0, |size| u32::from_be_bytes(*size)) as usize;
    let brands = head.get(8..size.clamp(12, 128).min(head.len())).unwrap_or_default();
    // The minor version sits between the major brand and the compatible ones; no brand looks like
    // it, so it needs no special case.
    let any = |wanted: &[&[u8; 4]]| {
        brands.chunks_exact(4).any(|brand| wanted.iter().any(|w| brand == *w))
    };
    Some(if any(&[b"avif", b"avis"]) {
        Lookalike::Avif
    } else if any(&[
        b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"hevm", b"hevs", b"mif1", b"msf1",
    ]) {
        Lookalike::Heic
    } else if any(&[b"M4A ", b"M4B "]) {
        Lookalike::Sound
    } else {
        Lookalike::Video
    })
}

fn by_magic(head: &[u8]) -> Option<Lookalike> {
    const MAGIC: &[(&[u8], Lookalike)] = &[
        (b"\xFF\x0A", Lookalike::JpegXl),
        (b"\0\0\0\x0CJXL \r\n\x87\n", Lookalike::JpegXl),
        (b"II*\0", Lookalike::Tiff),
        (b"MM\0*", Lookalike::Tiff),
        (b"II+\0", Lookalike::Tiff),
        (b"8BPS", Lookalike::Photoshop),
        (b"\0\0\x01\0", Lookalike::Icon),
        (b"\0\0\x02\0", Lookalike::Icon),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", Lookalike::Office),
        (b"{\\rtf", Lookalike::Office),
        (b"Rar!\x1A\x07", Lookalike::Archive),
        (b"7z\xBC\xAF\x27\x1C", Lookalike::Archive),
        (b"\x1F\x8B", Lookalike::Archive),
        (b"\x1A\x45\xDF\xA3", Lookalike::Video),
        (b"FLV\x01", Lookalike::Video),
        (b"\0\0\x01\xBA", Lookalike::Video),
        (b"\0\0\x01\xB3", Lookalike::Video),
        (b"ID3", Lookalike::Sound),
        (b"fLaC", Lookalike::Sound),
        (b"OggS", Lookalike::Sound),
        (b"MZ", Lookalike::Program),
        (b"\x7FELF", Lookalike::Program),
        (b"#!", Lookalike::Program),
    ];
    if head.starts_with(b"PK\x03\x04") {
        return Some(zip_content(head));
    }
    if head.starts_with(b"RIFF") {
        return match head.get(8..12) {
            Some(b"AVI ") => Some(Lookalike::Video),
            Some(b"WAVE") => Some(Lookalike::Sound),
            _ => None,
        };
    }
    // Two letters prove little: a bitmap also has four reserved zeros.
    if head.starts_with(b"BM") && at(head, 6, &[0; 4]) {
        return Some(Lookalike::Bmp);
    }
    // Readers of PDF accept rubbish before the signature (PDF 32000, annex H.3.4.1).
    if contains(head.get(..1024).unwrap_or(head), b"%PDF-") {
        return Some(Lookalike::Pdf);
    }
    MAGIC.iter().find(|(magic, _)| head.starts_with(magic)).map(|(_, lookalike)| *lookalike)
}

/// Office files are zip archives whose first entries have well-known names.
fn zip_content(head: &[u8]) -> Lookalike {
    const OFFICE: [&[u8]; 6] = [
        b"[Content_Types].xml",
        b"_rels/.rels",
        b"word/",
        b"ppt/",
        b"xl/",
        b"mimetypeapplication/vnd.oasis.opendocument",
    ];
    if OFFICE.iter().any(|name| contains(head, name)) {
        Lookalike::Office
    } else {
        Lookalike::Archive
    }
}

fn by_text(head: &[u8]) -> Option<Lookalike> {
    const HTML: [&[u8]; 12] = [
        b"<!doctype html",
        b"<html",
        b"<head",
        b"<body",
        b"<script",
        b"<iframe",
        b"<title",
        b"<table",
        b"<div",
        b"<h1",
        b"<?php",
        b"<a ",
    ];
    // UTF-16 text of Windows; what browsers would make of it does not matter here.
    if head.starts_with(&[0xFF, 0xFE]) || head.starts_with(&[0xFE, 0xFF]) {
        return Some(Lookalike::Text);
    }
    if head.is_empty() || head.iter().any(|byte| *byte < 0x20 && !b"\t\n\r\x0C".contains(byte)) {
        return None;
    }
    let small = head.to_ascii_lowercase();
    if contains(&small, b"<svg") {
        // A page with an inline drawing is still a page.
        let page = contains(&small, b"<html") || contains(&small, b"<!doctype html");
        return Some(if page { Lookalike::Html } else { Lookalike::Svg });
    }
    if HTML.iter().any(|tag| contains(&small, tag)) {
        return Some(Lookalike::Html);
    }
    // The last character may be cut by the end of the searched part.
    match str::from_utf8(head) {
        Ok(_) => Some(Lookalike::Text),
        Err(error) if error.error_len().is_none() => Some(Lookalike::Text),
        Err(_) => None,
    }
}

fn at(bytes: &[u8], offset: usize, wanted: &[u8]) -> bool {
    bytes.get(offset..).is_some_and(|rest| rest.starts_with(wanted))
}

fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    bytes.windows(wanted.len()).any(|window| window == wanted)
}
