//! What is shown while a picture loads: its average colour and a handful of pixels.

use std::fmt;

use crate::crop::{Crop, scale};
use crate::decode::Pixels;
use crate::encode;
use crate::limits::PictureError;
use crate::prepare::Variant;

/// Small enough for an attribute of the page.
const TINY_BYTES_MAX: usize = 300;
const TINY_WIDTH: u32 = 20;
/// Tall strips would become large; the placeholder is stretched to the picture's box anyway.
const TINY_HEIGHT_MAX: u32 = 40;

/// A colour of the screen. Written as `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

/// Stands in for a picture until it has loaded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// The average colour, transparent parts counted as white.
    pub colour: Colour,
    /// About 20 pixels across and less than 300 bytes; a browser that stretches it shows a blur.
    pub tiny: Option<Variant>,
}

pub(crate) fn placeholder(pixels: &Pixels) -> Result<Placeholder, PictureError> {
    let (width, height) = pixels.size();
    let tiny_width = width.min(TINY_WIDTH);
    let tiny_height = scale(height, tiny_width, width).min(TINY_HEIGHT_MAX);
    let tiny = pixels
        .resample(Crop::Whole.area(width, height), tiny_width, tiny_height)
        .ok_or(PictureError::Damaged)?
        .flattened();
    let colour = average(tiny.as_raw());
    let tiny = Pixels::Opaque(tiny);
    for quality in [40.0, 15.0, 0.0] {
        let variant = encode::webp(&tiny, quality)?;
        if variant.bytes.len() < TINY_BYTES_MAX {
            return Ok(Placeholder { colour, tiny: Some(variant) });
        }
    }
    Ok(Placeholder { colour, tiny: None })
}

fn average(rgb: &[u8]) -> Colour {
    let (pixels, _) = rgb.as_chunks::<3>();
    let count = pixels.len().max(1) as u64;
    let mean = |channel: usize| {
        let sum: u64 =
            pixels.iter().filter_map(|pixel| pixel.get(channel)).copied().map(u64::from).sum();
        u8::try_from((sum + count / 2) / count).unwrap_or(u8::MAX)
    };
    Colour { red: mean(0), green: mean(1), blue: mean(2) }
}
