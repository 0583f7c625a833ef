//! How large a picture may be, and every way in which one is refused.

use thiserror::Error;

use crate::kind::{Lookalike, PictureKind};

/// The side that WebP can write at most; a larger `side_max` has no effect.
const WEBP_SIDE_MAX: u32 = 16_383;

/// Bytes that a decoder may use for one pixel of the largest picture. Baseline JPEG needs 3,
/// transparent PNG 4; kinds that need more (progressive JPEG, 16-bit PNG) get fewer pixels.
const DECODER_BYTES_PER_PIXEL: u64 = 5;

/// What an upload may cost.
///
/// Peak memory of one [`prepare`](crate::prepare) is about twice the file plus six bytes for each
/// of `pixels_max`: 350 MB at worst with the defaults, 100 MB for a phone's 12-megapixel photograph.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PictureLimits {
    /// Largest file, in bytes.
    pub bytes_max: usize,
    /// Largest area, in pixels.
    pub pixels_max: u64,
    /// Longest side, in pixels.
    pub side_max: u32,
}

impl Default for PictureLimits {
    /// 25 MB, 50 megapixels and 12,000 pixels a side: any phone of today, no scanner's poster.
    fn default() -> Self {
        Self { bytes_max: 25_000_000, pixels_max: 50_000_000, side_max: 12_000 }
    }
}

impl PictureLimits {
    /// Memory that a decoder may take, in bytes.
    pub(crate) const fn decoder_bytes_max(&self) -> u64 {
        self.pixels_max.saturating_mul(DECODER_BYTES_PER_PIXEL)
    }

    pub(crate) fn side_max(&self) -> u32 {
        self.side_max.min(WEBP_SIDE_MAX)
    }

    /// Refuses a size whose decoding would cost too much.
    pub(crate) fn check_size(
        &self,
        width: u32,
        height: u32,
        bytes_per_pixel: u64,
    ) -> Result<(), PictureError> {
        if width == 0 || height == 0 {
            return Err(PictureError::Damaged);
        }
        let max = self.pixels_max.min(self.decoder_bytes_max() / bytes_per_pixel.max(1));
        if u64::from(width) * u64::from(height) > max {
            return Err(PictureError::TooManyPixels { width, height, max });
        }
        let side_max = self.side_max();
        if width > side_max || height > side_max {
            return Err(PictureError::TooLong { width, height, side_max });
        }
        Ok(())
    }

    pub(crate) fn check_bytes(&self, bytes: &[u8]) -> Result<(), PictureError> {
        if bytes.is_empty() {
            return Err(PictureError::Empty);
        }
        if bytes.len() > self.bytes_max {
            return Err(PictureError::TooManyBytes { bytes: bytes.len(), max: self.bytes_max });
        }
        Ok(())
    }
}

/// Why a picture was not taken in. Each case is a different sentence to the officer.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum PictureError {
    /// The file has no bytes: the upload broke off, or the file on the phone is empty.
    #[error("the file is empty")]
    Empty,
    /// The file is larger than allowed.
    #[error("{bytes} bytes are more than {max}")]
    TooManyBytes {
        /// Size of the file, in bytes.
        bytes: usize,
        /// Largest size taken, in bytes.
        max: usize,
    },
    /// Width times height is more than allowed for this kind of file. Found before decoding.
    #[error("{width} x {height} is more than {max} pixels")]
    TooManyPixels {
        /// Width as stored, in pixels.
        width: u32,
        /// Height as stored, in pixels.
        height: u32,
        /// Most pixels taken, width times height.
        max: u64,
    },
    /// One side is longer than allowed. Found before decoding.
    #[error("{width} x {height} has a side longer than {side_max} pixels")]
    TooLong {
        /// Width as stored, in pixels.
        width: u32,
        /// Height as stored, in pixels.
        height: u32,
        /// Longest side taken, in pixels.
        side_max: u32,
    },
    /// A photograph in Apple's default format; the phone can send JPEG instead.
    #[error("a HEIC photograph")]
    Heic,
    /// A drawing that can carry scripts.
    #[error("an SVG drawing")]
    Svg,
    /// A picture of another kind, which most programs can save as JPEG or PNG.
    #[error("a picture of a kind that is not taken: {}", .looks_like.code())]
    OtherPicture {
        /// The kind.
        looks_like: Lookalike,
    },
    /// Not a picture at all.
    #[error("not a picture: {}", .looks_like.code())]
    NotAPicture {
        /// What it seems to be.
        looks_like: Lookalike,
    },
    /// The right kind, but cut short or broken.
    #[error("the picture is damaged")]
    Damaged,
    /// Whole, but written in a rare way that browsers do not show either, such as 12-bit or
    /// lossless JPEG.
    #[error("a rare kind of {}", .kind.media_type())]
    Unsupported {
        /// The kind of file.
        kind: PictureKind,
    },
    /// The picture was read, but could not be written. A fault of ours, not of the picture.
    #[error("writing {} failed: {reason}", .kind.media_type())]
    NotEncoded {
        /// What was to be written.
        kind: PictureKind,
        /// The encoder's words.
        reason: String,
    },
}

impl PictureError {
    /// A stable word for keys of messages and for logs.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooManyBytes { .. } => "too-many-bytes",
            Self::TooManyPixels { .. } => "too-many-pixels",
            Self::TooLong { .. } => "too-long",
            Self::Heic => "heic",
            Self::Svg => "svg",
            Self::OtherPicture { .. } => "other-picture",
            Self::NotAPicture { .. } => "not-a-picture",
            Self::Damaged => "damaged",
            Self::Unsupported { .. } => "unsupported",
            Self::NotEncoded { .. } => "not-encoded",
        }
    }
}

impl From<Lookalike> for PictureError {
    fn from(looks_like: Lookalike) -> Self {
        match looks_like {
            Lookalike::Heic => Self::Heic,
            Lookalike::Svg => Self::Svg,
            Lookalike::Avif
            | Lookalike::JpegXl
            | Lookalike::Bmp
            | Lookalike::Tiff
            | Lookalike::Icon
            | Lookalike::Photoshop => Self::OtherPicture { looks_like },
            Lookalike::Pdf
            | Lookalike::Office
            | Lookalike::Archive
            | Lookalike::Html
            | Lookalike::Video
            | Lookalike::Sound
            | Lookalike::Program
            | Lookalike::Text
            | Lookalike::Unknown => Self::NotAPicture { looks_like },
        }
    }
}
