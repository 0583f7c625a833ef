//! From untrusted bytes to upright sRGB pixels of a bounded size.

use std::io::Cursor;
use std::panic::catch_unwind;

use fast_image_resize::images::{Image, ImageRef};
use fast_image_resize::{FilterType, MulDiv, PixelType, ResizeAlg, ResizeOptions, Resizer};
use image::codecs::gif::GifDecoder;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::codecs::webp::WebPDecoder;
use image::metadata::Orientation;
use image::{
    DynamicImage, GrayAlphaImage, GrayImage, ImageDecoder, ImageError, Limits, RgbImage, RgbaImage,
};
use moxcms::{ColorProfile, DataColorSpace, Layout, TransformOptions};

use crate::crop::{Area, Crop, scale, shrunk};
use crate::header::Header;
use crate::kind::PictureKind;
use crate::limits::{PictureError, PictureLimits};

const LANCZOS: ResizeAlg = ResizeAlg::Convolution(FilterType::Lanczos3);

/// Upright sRGB pixels, 8 bits a channel.
pub(crate) enum Pixels {
    Opaque(RgbImage),
    Transparent(RgbaImage),
}

impl Pixels {
    pub(crate) fn size(&self) -> (u32, u32) {
        match self {
            Self::Opaque(image) => image.dimensions(),
            Self::Transparent(image) => image.dimensions(),
        }
    }

    fn of(image: DynamicImage) -> Self {
        if !image.color().has_alpha() {
            return Self::Opaque(image.into_rgb8());
        }
        let image = image.into_rgba8();
        // Many programs write an alpha channel that says nothing.
        if image.pixels().all(|pixel| pixel.0[3] == 255) {
            Self::Opaque(DynamicImage::ImageRgba8(image).into_rgb8())
        } else {
            Self::Transparent(image)
        }
    }

    /// The area, resampled to the size. `None` only if memory for it cannot be had.
    pub(crate) fn resample(&self, area: Area, width: u32, height: u32) -> Option<Self> {
        let (own_width, own_height) = self.size();
        match self {
            Self::Opaque(image) => {
                let raw = image.as_raw();
                resample(raw, own_width, own_height, PixelType::U8x3, area, width, height)
                    .and_then(|pixels| RgbImage::from_raw(width, height, pixels))
                    .map(Self::Opaque)
            }
            Self::Transparent(image) => {
                let raw = image.as_raw();
                resample(raw, own_width, own_height, PixelType::U8x4, area, width, height)
                    .and_then(|pixels| RgbaImage::from_raw(width, height, pixels))
                    .map(Self::Transparent)
            }
        }
    }

    /// The pixels on white paper, for kinds without transparency.
    pub(crate) fn flattened(self) -> RgbImage {
        match self {
            Self::Opaque(image) => image,
            Self::Transparent(image) => {
                let mut flat = RgbImage::new(image.width(), image.height());
                for (pixel, flat) in image.pixels().zip(flat.pixels_mut()) {
                    let [r, g, b, a] = pixel.0;
                    flat.0 = [over_white(r, a), over_white(g, a), over_white(b, a)];
                }
                flat
            }
        }
    }
}

fn over_white(channel: u8, alpha: u8) -> u8 {
    let mixed = u32::from(channel) * u32::from(alpha) + 255 * (255 - u32::from(alpha));
    u8::try_from((mixed + 127) / 255).unwrap_or(u8::MAX)
}

/// How much detail the files to be made can use.
pub(crate) struct Wanted {
    /// Width of the widest file that shows the whole picture.
    pub whole_width: u32,
    /// Width of the widest file that shows the part.
    pub part_width: u32,
    /// The part.
    pub part: Crop,
}

impl Wanted {
    /// The width that is enough for an upright picture of the given size.
    fn enough(&self, width: u32, height: u32) -> u32 {
        let part = self.part.area(width, height);
        let for_part = scale(self.part_width.min(part.width), width, part.width);
        for_part.max(self.whole_width)
    }
}

/// Decodes a picture whose header was judged, no larger than its files can use.
///
/// # Errors
/// `Damaged`, `Unsupported`.
pub(crate) fn decode(
    bytes: &[u8],
    header: &Header,
    wanted: &Wanted,
    limits: &PictureLimits,
) -> Result<Pixels, PictureError> {
    // Decoders of other hands meet hostile bytes here. One that panics has not corrupted anything
    // of ours: all it could touch is dropped, and the officer hears that the picture is damaged.
    catch_unwind(|| decode_unguarded(bytes, header, wanted, limits))
        .unwrap_or(Err(PictureError::Damaged))
}

pub(crate) fn decode_unguarded(
    bytes: &[u8],
    header: &Header,
    wanted: &Wanted,
    limits: &PictureLimits,
) -> Result<Pixels, PictureError> {
    let mut allowed = Limits::no_limits();
    allowed.max_image_width = Some(limits.side_max());
    allowed.max_image_height = Some(limits.side_max());
    allowed.max_alloc = Some(limits.decoder_bytes_max());
    let reader = Cursor::new(bytes);
    let read = match header.kind {
        PictureKind::Jpeg => {
            JpegDecoder::new(reader).and_then(|decoder| read(decoder, header, allowed))
        }
        PictureKind::Png => PngDecoder::with_limits(reader, allowed.clone())
            .and_then(|decoder| read(decoder, header, allowed)),
        PictureKind::Gif => {
            GifDecoder::new(reader).and_then(|decoder| read(decoder, header, allowed))
        }
        PictureKind::Webp => {
            WebPDecoder::new(reader).and_then(|decoder| read(decoder, header, allowed))
        }
    };
    let read = read.map_err(|error| match error {
        ImageError::Unsupported(_) => PictureError::Unsupported { kind: header.kind },
        _ => PictureError::Damaged,
    })?;
    finish(read, wanted).ok_or(PictureError::Damaged)
}

/// What a decoder gave.
struct Read {
    image: DynamicImage,
    orientation: Orientation,
    profile: Option<Vec<u8>>,
}

fn read(
    mut decoder: impl ImageDecoder,
    header: &Header,
    limits: Limits,
) -> Result<Read, ImageError> {
    decoder.set_limits(limits.clone())?;
    // A decoder that reads another size than was judged would be free of the limits.
    let mut judged = limits;
    judged.max_image_width = Some(header.width);
    judged.max_image_height = Some(header.height);
    let (width, height) = decoder.dimensions();
    judged.check_dimensions(width, height)?;
    judged.reserve(decoder.total_bytes())?;
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let profile = decoder.icc_profile().unwrap_or_default();
    Ok(Read { image: DynamicImage::from_decoder(decoder)?, orientation, profile })
}

/// Shrinks first, because turning and colours need a second copy of the pixels.
fn finish(read: Read, wanted: &Wanted) -> Option<Pixels> {
    let Read { image, orientation, profile } = read;
    let (width, height) = (image.width(), image.height());
    let sideways = matches!(
        orientation,
        Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH
    );
    let (small_width, small_height) = if sideways {
        let (upright_width, upright_height) = shrunk(height, width, wanted.enough(height, width));
        (upright_height, upright_width)
    } else {
        shrunk(width, height, wanted.enough(width, height))
    };
    let mut small = if (small_width, small_height) == (width, height) {
        image
    } else {
        shrink(image, small_width, small_height)?
    };
    small.apply_orientation(orientation);
    let mut pixels = Pixels::of(small);
    if let Some(profile) = profile {
        to_srgb(&mut pixels, &profile);
    }
    Some(pixels)
}

/// Phones photograph in colour spaces wider than sRGB. The profile is dropped with all other
/// metadata, so the colours are converted; a profile that cannot be used changes nothing.
fn to_srgb(pixels: &mut Pixels, profile: &[u8]) {
    let (raw, layout) = match pixels {
        Pixels::Opaque(image) => (&mut **image, Layout::Rgb),
        Pixels::Transparent(image) => (&mut **image, Layout::Rgba),
    };
    let Ok(profile) = ColorProfile::new_from_slice(profile) else { return };
    // Grey and four-colour pictures are RGB by now, which their profiles do not speak of.
    if profile.color_space != DataColorSpace::Rgb {
        return;
    }
    let srgb = ColorProfile::new_srgb();
    let options = TransformOptions::default();
    let Ok(transform) = profile.create_transform_8bit(layout, &srgb, layout, options) else {
        return;
    };
    // A strip at a time, so that no second picture is held.
    const STRIP_BYTES: usize = 12 * 4096;
    let mut strip = vec![0; STRIP_BYTES];
    for part in raw.chunks_mut(STRIP_BYTES) {
        let Some(converted) = strip.get_mut(..part.len()) else { return };
        if transform.transform(part, converted).is_err() {
            return;
        }
        part.copy_from_slice(converted);
    }
}

/// Shrinks a decoded picture, keeping its kind of pixel. This is where memory peaks, so nothing is
/// held twice: depth is halved before, and transparency multiplied in place (the resizer alone
/// would do that in a copy).
fn shrink(image: DynamicImage, width: u32, height: u32) -> Option<DynamicImage> {
    let (own_width, own_height) = (image.width(), image.height());
    let (pixel, mut raw) = match image {
        DynamicImage::ImageLuma8(image) => (PixelType::U8, image.into_raw()),
        DynamicImage::ImageLumaA8(image) => (PixelType::U8x2, image.into_raw()),
        DynamicImage::ImageRgb8(image) => (PixelType::U8x3, image.into_raw()),
        DynamicImage::ImageRgba8(image) => (PixelType::U8x4, image.into_raw()),
        deep @ DynamicImage::ImageLuma16(_) => (PixelType::U8, deep.into_luma8().into_raw()),
        deep @ DynamicImage::ImageLumaA16(_) => {
            (PixelType::U8x2, deep.into_luma_alpha8().into_raw())
        }
        deep @ DynamicImage::ImageRgb16(_) => (PixelType::U8x3, deep.into_rgb8().into_raw()),
        deep @ DynamicImage::ImageRgba16(_) => (PixelType::U8x4, deep.into_rgba8().into_raw()),
        _ => return None,
    };
    let has_alpha = matches!(pixel, PixelType::U8x2 | PixelType::U8x4);
    let mut source = Image::from_slice_u8(own_width, own_height, &mut raw, pixel).ok()?;
    let mut target = Image::new(width, height, pixel);
    let multiplied = MulDiv::new();
    if has_alpha {
        multiplied.multiply_alpha_inplace(&mut source).ok()?;
    }
    let options = ResizeOptions::new().resize_alg(LANCZOS).use_alpha(false);
    Resizer::new().resize(&source, &mut target, &options).ok()?;
    if has_alpha {
        multiplied.divide_alpha_inplace(&mut target).ok()?;
    }
    let small = target.into_vec();
    match pixel {
        PixelType::U8 => GrayImage::from_raw(width, height, small).map(DynamicImage::from),
        PixelType::U8x2 => GrayAlphaImage::from_raw(width, height, small).map(DynamicImage::from),
        PixelType::U8x3 => RgbImage::from_raw(width, height, small).map(DynamicImage::from),
        _ => RgbaImage::from_raw(width, height, small).map(DynamicImage::from),
    }
}

fn resample(
    raw: &[u8],
    own_width: u32,
    own_height: u32,
    pixel: PixelType,
    area: Area,
    width: u32,
    height: u32,
) -> Option<Vec<u8>> {
    let source = ImageRef::new(own_width, own_height, raw, pixel).ok()?;
    let mut target = Image::new(width, height, pixel);
    let options = ResizeOptions::new().resize_alg(LANCZOS).crop(
        area.left.into(),
        area.top.into(),
        area.width.into(),
        area.height.into(),
    );
    Resizer::new().resize(&source, &mut target, &options).ok()?;
    Some(target.into_vec())
}
