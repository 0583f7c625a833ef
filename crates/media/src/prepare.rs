//! Everything a page needs of a picture, made in one pass.

use crate::crop::{Crop, shrunk};
use crate::decode::{Pixels, Wanted, decode};
use crate::encode;
use crate::header::{Header, inspect};
use crate::kind::PictureKind;
use crate::limits::{PictureError, PictureLimits};
use crate::placeholder::{Placeholder, placeholder};

/// Width of the stored original: what a zoomed page or a printed leaflet can use.
const ORIGINAL_WIDTH_MAX: u32 = 2560;
const ORIGINAL_QUALITY: u8 = 85;
/// Width of the JPEG that link previews ask for (Open Graph recommends 1200).
const FALLBACK_WIDTH_MAX: u32 = 1200;
const FALLBACK_QUALITY: u8 = 82;
/// Width of the only variant when nothing was asked for.
const LONE_WIDTH_MAX: u32 = 1600;
const WEBP_QUALITY: f32 = 78.0;
/// A lossless original may weigh this many times its JPEG: drawings and screenshots stay far
/// below, photographs saved as PNG far above.
const LOSSLESS_WEIGHT_MAX: usize = 2;

/// One file made from a picture. It holds no metadata.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// Kind of file.
    pub kind: PictureKind,
    /// The file.
    pub bytes: Vec<u8>,
}

/// Every file made from an upload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Prepared {
    /// What was uploaded.
    pub source: Header,
    /// What is kept instead of the upload: upright, whole, at most 2560 wide. JPEG, or PNG where
    /// the picture is transparent or a drawing.
    pub original: Variant,
    /// WebP for pages, narrowest first, cropped if that was asked for; never empty.
    pub variants: Vec<Variant>,
    /// Whole, JPEG, at most 1200 wide: for link previews, mail and old phones.
    pub fallback: Variant,
    /// Shown until a variant has loaded.
    pub placeholder: Placeholder,
}

/// Decodes a picture once and makes every file from it.
///
/// The picture is turned upright as its metadata says, all metadata is left behind, colours become
/// sRGB. Of an animation the first frame is used. Nothing is enlarged: for each of `widths` that
/// fits there is a variant, and one of the picture's own width if it is narrower than the widest
/// that was asked for.
///
/// # Errors
/// Every [`PictureError`].
pub fn prepare(
    bytes: &[u8],
    widths: &[u32],
    crop: Crop,
    limits: &PictureLimits,
) -> Result<Prepared, PictureError> {
    let source = inspect(bytes, limits)?;
    let wanted = Wanted {
        whole_width: ORIGINAL_WIDTH_MAX,
        part_width: widest(widths).unwrap_or(LONE_WIDTH_MAX),
        part: crop,
    };
    let pixels = decode(bytes, &source, &wanted, limits)?;
    Ok(Prepared {
        source,
        variants: page_variants(&pixels, widths, crop)?,
        fallback: encode::jpeg(
            &at_most(&pixels, FALLBACK_WIDTH_MAX)?.flattened(),
            FALLBACK_QUALITY,
        )?,
        placeholder: placeholder(&pixels)?,
        original: original(pixels, source.kind)?,
    })
}

/// Makes the page variants again, from a stored original, after the focal point was moved.
///
/// # Errors
/// Every [`PictureError`].
pub fn recut(
    bytes: &[u8],
    widths: &[u32],
    crop: Crop,
    limits: &PictureLimits,
) -> Result<Vec<Variant>, PictureError> {
    let source = inspect(bytes, limits)?;
    let part_width = widest(widths).unwrap_or(LONE_WIDTH_MAX);
    let wanted = Wanted { whole_width: 1, part_width, part: crop };
    let pixels = decode(bytes, &source, &wanted, limits)?;
    page_variants(&pixels, widths, crop)
}

fn page_variants(
    pixels: &Pixels,
    widths: &[u32],
    crop: Crop,
) -> Result<Vec<Variant>, PictureError> {
    let (width, height) = pixels.size();
    let area = crop.area(width, height);
    variant_widths(area.width, widths)
        .into_iter()
        .map(|wanted| {
            let (width, height) = shrunk(area.width, area.height, wanted);
            let cut = pixels.resample(area, width, height).ok_or(PictureError::Damaged)?;
            encode::webp(&cut, WEBP_QUALITY)
        })
        .collect()
}

/// The widths to make of a picture, ascending and each once.
pub(crate) fn variant_widths(own: u32, wanted: &[u32]) -> Vec<u32> {
    let mut widths: Vec<u32> =
        wanted.iter().copied().filter(|width| (1..=own).contains(width)).collect();
    match widest(wanted) {
        None => widths.push(own.min(LONE_WIDTH_MAX)),
        Some(widest) if own < widest => widths.push(own),
        Some(_) => {}
    }
    widths.sort_unstable();
    widths.dedup();
    widths
}

fn widest(widths: &[u32]) -> Option<u32> {
    widths.iter().copied().max().filter(|width| *width > 0)
}

fn at_most(pixels: &Pixels, width_max: u32) -> Result<Pixels, PictureError> {
    let (width, height) = pixels.size();
    let (small_width, small_height) = shrunk(width, height, width_max);
    pixels
        .resample(Crop::Whole.area(width, height), small_width, small_height)
        .ok_or(PictureError::Damaged)
}

fn original(pixels: Pixels, source: PictureKind) -> Result<Variant, PictureError> {
    let pixels = if pixels.size().0 > ORIGINAL_WIDTH_MAX {
        at_most(&pixels, ORIGINAL_WIDTH_MAX)?
    } else {
        pixels
    };
    match (&pixels, source) {
        (Pixels::Transparent(_), _) => encode::png(&pixels),
        (Pixels::Opaque(image), PictureKind::Jpeg | PictureKind::Webp) => {
            encode::jpeg(image, ORIGINAL_QUALITY)
        }
        (Pixels::Opaque(image), PictureKind::Png | PictureKind::Gif) => {
            let lossy = encode::jpeg(image, ORIGINAL_QUALITY)?;
            let lossless = encode::png(&pixels)?;
            let cheap = lossless.bytes.len() <= LOSSLESS_WEIGHT_MAX * lossy.bytes.len();
            Ok(if cheap { lossless } else { lossy })
        }
    }
}
