//! The markers of a JPEG file, walked without decoding (ITU-T T.81, annex B).

use crate::header::Found;
use crate::kind::PictureKind;
use crate::limits::PictureError;

const START_OF_SCAN: u8 = 0xDA;
const END_OF_IMAGE: u8 = 0xD9;

/// A marker with the content of its segment, if it has one.
struct Segment<'a> {
    marker: u8,
    content: &'a [u8],
    /// Where the next marker is looked for.
    next: usize,
}

/// The segment at or after `at`. Rubbish between segments is skipped, as decoders do; the data of
/// a scan is such rubbish too, with its stuffed bytes and restart markers.
fn segment(bytes: &[u8], mut at: usize) -> Option<Segment<'_>> {
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == 0xFF)? + 1;
        let marker = *bytes.get(at)?;
        match marker {
            // Filling.
            0xFF => {}
            // A stuffed byte, a temporary marker, a restart, a second start of image.
            0x00 | 0x01 | 0xD0..=0xD8 => at += 1,
            END_OF_IMAGE => return Some(Segment { marker, content: &[], next: at + 1 }),
            _ => {
                let [high, low] = *bytes.get(at + 1..)?.first_chunk()?;
                let end = at + 1 + usize::from(u16::from_be_bytes([high, low]));
                let content = bytes.get(at + 3..end)?;
                return Some(Segment { marker, content, next: end });
            }
        }
    }
}

/// Reads the frame header.
///
/// # Errors
/// `Damaged` without a frame header, `Unsupported` for codings that nothing on the web shows.
pub(crate) fn frame(bytes: &[u8]) -> Result<Found, PictureError> {
    let mut at = 2;
    let mut frame: Option<Frame> = None;
    while let Some(segment) = segment(bytes, at) {
        match segment.marker {
            // Baseline, extended and progressive Huffman coding.
            0xC0..=0xC2 if frame.is_none() => {
                let read = Frame::read(&segment).ok_or(PictureError::Damaged)?;
                if read.precision != 8 {
                    return Err(PictureError::Unsupported { kind: PictureKind::Jpeg });
                }
                frame = Some(read);
            }
            // Lossless, hierarchical and arithmetic coding.
            0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                return Err(PictureError::Unsupported { kind: PictureKind::Jpeg });
            }
            START_OF_SCAN => {
                let frame = frame.ok_or(PictureError::Damaged)?;
                let in_scan = segment.content.first().copied().unwrap_or_default();
                if frame.is_misread(in_scan) {
                    return Err(PictureError::Unsupported { kind: PictureKind::Jpeg });
                }
                return Ok(frame.found(in_scan));
            }
            END_OF_IMAGE => return Err(PictureError::Damaged),
            _ => {}
        }
        at = segment.next;
    }
    // The frame header alone already tells a size that may be too large.
    frame.map(|frame| frame.found(0)).ok_or(PictureError::Damaged)
}

/// True if a scan is followed by the end of the image. What comes after it (a film of a "live"
/// photograph, a second picture) is nobody's business.
pub(crate) fn is_whole(bytes: &[u8]) -> bool {
    let mut at = 2;
    let mut scans = 0;
    while let Some(segment) = segment(bytes, at) {
        match segment.marker {
            START_OF_SCAN => scans += 1,
            END_OF_IMAGE => return scans > 0,
            _ => {}
        }
        at = segment.next;
    }
    false
}

struct Frame {
    progressive: bool,
    precision: u8,
    width: u32,
    height: u32,
    components: u8,
    /// Samples of all components per `largest` pixels.
    samples: u64,
    largest: u64,
}

impl Frame {
    fn read(segment: &Segment<'_>) -> Option<Self> {
        let [precision, h1, h0, w1, w0, components] = *segment.content.first_chunk()?;
        let table = segment.content.get(6..6 + 3 * usize::from(components))?;
        let mut samples = 0;
        let (mut across, mut down) = (1, 1);
        for component in table.chunks_exact(3) {
            let factors = component.get(1).copied()?;
            let (h, v) = (u64::from(factors >> 4), u64::from(factors & 15));
            samples += h * v;
            across = across.max(h);
            down = down.max(v);
        }
        Some(Self {
            progressive: segment.marker == 0xC2,
            precision,
            width: u32::from(u16::from_be_bytes([w1, w0])),
            height: u32::from(u16::from_be_bytes([h1, h0])),
            components,
            samples,
            largest: across * down,
        })
    }

    /// Baseline JPEG with halved colour and one scan for each colour is legal but hardly ever
    /// written. zune-jpeg 0.5.15 turns it into green stripes without an error (its issue 422): a
    /// refusal is better than a spoilt picture on a commune's front page.
    fn is_misread(&self, in_first_scan: u8) -> bool {
        let halved = self.samples != u64::from(self.components);
        !self.progressive && halved && in_first_scan < self.components
    }

    fn found(&self, in_first_scan: u8) -> Found {
        let output = if self.components == 1 { 1 } else { 3 };
        // Scans that do not hold every component are collected as 16-bit coefficients of the whole
        // picture before a pixel is made.
        let collected = self.progressive || in_first_scan < self.components;
        let coefficients = if collected { (2 * self.samples).div_ceil(self.largest) } else { 0 };
        Found { width: self.width, height: self.height, bytes_per_pixel: output + coefficients }
    }
}
