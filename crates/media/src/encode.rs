//! Pixels written as files, without any metadata.

use image::codecs::png::{CompressionType, FilterType, PngEncoder};
use image::{ExtendedColorType, ImageEncoder, RgbImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

use crate::decode::Pixels;
use crate::kind::PictureKind;
use crate::limits::PictureError;
use crate::prepare::Variant;

/// The middle of libwebp's seven efforts; 6 takes twice the time for a few percent.
const WEBP_METHOD: i32 = 4;

/// Lossy WebP, transparency kept.
pub(crate) fn webp(pixels: &Pixels, quality: f32) -> Result<Variant, PictureError> {
    let failed = |reason: String| PictureError::NotEncoded { kind: PictureKind::Webp, reason };
    let (width, height) = pixels.size();
    let encoder = match pixels {
        Pixels::Opaque(image) => webp::Encoder::from_rgb(image, width, height),
        Pixels::Transparent(image) => webp::Encoder::from_rgba(image, width, height),
    };
    let mut config = webp::WebPConfig::new().map_err(|()| failed("no configuration".to_owned()))?;
    config.quality = quality;
    config.method = WEBP_METHOD;
    let bytes = encoder.encode_advanced(&config).map_err(|error| failed(format!("{error:?}")))?;
    Ok(Variant { width, height, kind: PictureKind::Webp, bytes: bytes.to_vec() })
}

/// Baseline JPEG with halved colour, as every phone writes it. Tuned Huffman tables would save a
/// few percent, but this encoder then writes one scan for each colour, which our own decoder of
/// stored originals cannot read (see [`jpeg`](crate::jpeg)).
pub(crate) fn jpeg(image: &RgbImage, quality: u8) -> Result<Variant, PictureError> {
    let failed = |reason: String| PictureError::NotEncoded { kind: PictureKind::Jpeg, reason };
    let (width, height) = image.dimensions();
    let side = |side: u32| u16::try_from(side).map_err(|error| failed(error.to_string()));
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, quality);
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    encoder
        .encode(image, side(width)?, side(height)?, ColorType::Rgb)
        .map_err(|error| failed(error.to_string()))?;
    Ok(Variant { width, height, kind: PictureKind::Jpeg, bytes })
}

/// Lossless PNG.
pub(crate) fn png(pixels: &Pixels) -> Result<Variant, PictureError> {
    let (width, height) = pixels.size();
    let (raw, color) = match pixels {
        Pixels::Opaque(image) => (image.as_raw(), ExtendedColorType::Rgb8),
        Pixels::Transparent(image) => (image.as_raw(), ExtendedColorType::Rgba8),
    };
    let mut bytes = Vec::new();
    PngEncoder::new_with_quality(&mut bytes, CompressionType::Default, FilterType::Adaptive)
        .write_image(raw, width, height, color)
        .map_err(|error| PictureError::NotEncoded {
            kind: PictureKind::Png,
            reason: error.to_string(),
        })?;
    Ok(Variant { width, height, kind: PictureKind::Png, bytes })
}
