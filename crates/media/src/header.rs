//! Size and structure of a picture, read from its headers without decoding.
//!
//! Decoders are lenient: some allocate before they look, some fill the missing half of a
//! photograph with grey. So the structure is walked here first, by length fields alone: it costs
//! no memory, finds what was cut off, and knows how much a decoder will need.

use crate::jpeg;
use crate::kind::{PictureKind, Sniffed, sniff};
use crate::limits::{PictureError, PictureLimits};

/// What the headers say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// The kind, judged by content.
    pub kind: PictureKind,
    /// Width as stored, in pixels, before any turning.
    pub width: u32,
    /// Height as stored, in pixels, before any turning.
    pub height: u32,
}

/// What a kind's own reader found.
pub(crate) struct Found {
    pub width: u32,
    pub height: u32,
    /// Memory that decoding takes for one pixel, output included.
    pub bytes_per_pixel: u64,
}

/// Judges a file without decoding it: kind, size, and whether all of it is there.
///
/// Takes less than a millisecond for most files, so it fits into the request that receives the
/// upload.
///
/// # Errors
/// Every [`PictureError`] except `NotEncoded`. A picture that passes can still turn out `Damaged`
/// when it is decoded.
pub fn inspect(bytes: &[u8], limits: &PictureLimits) -> Result<Header, PictureError> {
    limits.check_bytes(bytes)?;
    let kind = match sniff(bytes) {
        Sniffed::Picture(kind) => kind,
        Sniffed::Refused(lookalike) => return Err(lookalike.into()),
    };
    // The size is judged before the completeness: who sent too large a picture should hear that.
    let found = match kind {
        PictureKind::Jpeg => jpeg::frame(bytes)?,
        PictureKind::Png => png_frame(bytes).ok_or(PictureError::Damaged)?,
        PictureKind::Gif => gif_frame(bytes).ok_or(PictureError::Damaged)?,
        PictureKind::Webp => webp_frame(bytes).ok_or(PictureError::Damaged)?,
    };
    limits.check_size(found.width, found.height, found.bytes_per_pixel)?;
    let whole = match kind {
        PictureKind::Jpeg => jpeg::is_whole(bytes),
        PictureKind::Png => png_is_whole(bytes),
        // The first frame is all that is used; its decoder notices a missing end.
        PictureKind::Gif => true,
        PictureKind::Webp => webp_is_whole(bytes, limits)?,
    };
    if !whole {
        return Err(PictureError::Damaged);
    }
    Ok(Header { kind, width: found.width, height: found.height })
}

/// PNG, second edition, 5.3: the header chunk comes first.
fn png_frame(bytes: &[u8]) -> Option<Found> {
    if bytes.get(12..16)? != b"IHDR" {
        return None;
    }
    let channels = match bytes.get(25)? {
        0 => 1,
        4 => 2,
        6 => 4,
        // A palette may hold transparency.
        3 => 4,
        _ => 3,
    };
    let deep = *bytes.get(24)? == 16;
    Some(Found {
        width: u32_be(bytes, 16)?,
        height: u32_be(bytes, 20)?,
        // Deep pictures are halved to eight bits before anything else.
        bytes_per_pixel: if deep { channels * 3 } else { channels },
    })
}

fn png_is_whole(bytes: &[u8]) -> bool {
    let mut at = 8;
    loop {
        let (Some(length), Some(name)) = (u32_be(bytes, at), bytes.get(at + 4..at + 8)) else {
            return false;
        };
        at += 12 + length as usize;
        if at > bytes.len() {
            return false;
        }
        if name == b"IEND" {
            return true;
        }
    }
}

/// The canvas, or the first frame where that is larger (GIF89a, sections 18 to 20).
fn gif_frame(bytes: &[u8]) -> Option<Found> {
    let canvas = (u16_le(bytes, 6)?, u16_le(bytes, 8)?);
    let mut at = 13 + color_table_bytes(*bytes.get(10)?);
    loop {
        match *bytes.get(at)? {
            0x21 => {
                at += 2;
                loop {
                    let length = usize::from(*bytes.get(at)?);
                    at += 1 + length;
                    if length == 0 {
                        break;
                    }
                }
            }
            0x2C => {
                let frame = (u16_le(bytes, at + 5)?, u16_le(bytes, at + 7)?);
                // A frame that does not match its canvas is decoded beside it.
                let same = frame == canvas;
                // A frame that reaches beyond its canvas is not what its header says.
                let inside = frame.0 <= canvas.0 && frame.1 <= canvas.1;
                return inside.then_some(Found {
                    width: canvas.0,
                    height: canvas.1,
                    bytes_per_pixel: if same { 4 } else { 8 },
                });
            }
            _ => return None,
        }
    }
}

fn color_table_bytes(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// RFC 9649: the first chunk is the picture itself or the extended header with the canvas.
fn webp_frame(bytes: &[u8]) -> Option<Found> {
    let name = bytes.get(12..16)?;
    if name == b"VP8X" {
        let animated = bytes.get(20)? & 0x02 != 0;
        let (width, height) = (u24_le(bytes, 24)? + 1, u24_le(bytes, 27)? + 1);
        return Some(Found { width, height, bytes_per_pixel: if animated { 8 } else { 5 } });
    }
    let (width, height) = webp_chunk_size(name, bytes, 20)?;
    // Opaque lossless pictures are decoded with transparency first and copied.
    Some(Found { width, height, bytes_per_pixel: if name == b"VP8L" { 7 } else { 5 } })
}

/// The size inside a picture chunk whose content begins at `at`.
fn webp_chunk_size(name: &[u8], bytes: &[u8], at: usize) -> Option<(u32, u32)> {
    match name {
        b"VP8 " => {
            let (width, height) = (u16_le(bytes, at + 6)?, u16_le(bytes, at + 8)?);
            Some((width & 0x3FFF, height & 0x3FFF))
        }
        b"VP8L" => {
            let bits = u32::from_le_bytes(*bytes.get(at + 1..)?.first_chunk()?);
            Some(((bits & 0x3FFF) + 1, ((bits >> 14) & 0x3FFF) + 1))
        }
        _ => None,
    }
}

/// Walks all chunks; a hidden picture must not be larger than the canvas that was judged.
fn webp_is_whole(bytes: &[u8], limits: &PictureLimits) -> Result<bool, PictureError> {
    let Some(end) = bytes.get(4..).and_then(|rest| rest.first_chunk()).map(|size| {
        usize::try_from(u32::from_le_bytes(*size)).unwrap_or(usize::MAX).saturating_add(8)
    }) else {
        return Ok(false);
    };
    // Some writers count the last padding byte without writing it.
    if end > bytes.len() + 1 {
        return Ok(false);
    }
    let mut pictures = 0;
    let mut at = 12;
    while at + 8 <= end.min(bytes.len()) {
        let (Some(name), Some(length)) = (bytes.get(at..at + 4), bytes.get(at + 4..)) else {
            return Ok(false);
        };
        let Some(length) = length.first_chunk().map(|size| u32::from_le_bytes(*size) as usize)
        else {
            return Ok(false);
        };
        let content = at + 8;
        if content + length > bytes.len() {
            return Ok(false);
        }
        if let Some((width, height)) = webp_chunk_size(name, bytes, content) {
            limits.check_size(width, height, 7)?;
            pictures += 1;
        }
        // A frame of an animation holds chunks of its own behind 16 bytes of placement.
        at = if name == b"ANMF" { content + 16 } else { content + length + (length & 1) };
    }
    Ok(pictures > 0)
}

fn u32_be(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|value| u32::from_be_bytes(*value))
}

fn u16_le(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|value| u32::from(u16::from_le_bytes(*value)))
}

fn u24_le(bytes: &[u8], at: usize) -> Option<u32> {
    let [a, b, c] = *bytes.get(at..)?.first_chunk()?;
    Some(u32::from_le_bytes([a, b, c, 0]))
}
