//! Pictures made for the tests: nothing of anybody else's is kept in the repository.

use image::codecs::gif::GifEncoder;
use image::codecs::png::PngEncoder;
use image::{DynamicImage, ExtendedColorType, Frame, ImageEncoder, Rgb, RgbImage, RgbaImage};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

/// Exif as cameras write it: big endian, orientation, and a GPS block with a place in Ca Mau.
pub(crate) fn exif(orientation: u8) -> Vec<u8> {
    let mut bytes = b"MM\0*\0\0\0\x08\0\x02".to_vec();
    bytes.extend([0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
    bytes.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 38]);
    bytes.extend([0; 4]);
    bytes.extend([0, 1, 0, 1, 0, 2, 0, 0, 0, 20]);
    bytes.extend(b"GPS 9.1769 N, 105.1524 E\0");
    bytes
}

/// Red, green, blue and white quarters, read like text: any turning shows.
pub(crate) fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb(match (x < width / 2, y < height / 2) {
            (true, true) => [255, 0, 0],
            (false, true) => [0, 255, 0],
            (true, false) => [0, 0, 255],
            (false, false) => [255, 255, 255],
        })
    })
}

/// A soft picture with detail everywhere, so that its file has real data up to the end.
pub(crate) fn landscape(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        let grain = ((x * 31 + y * 17) ^ (x * y)) % 40;
        Rgb([
            (x * 200 / width + grain) as u8,
            (y * 200 / height + grain) as u8,
            (100 + grain) as u8,
        ])
    })
}

/// How a JPEG is written.
#[derive(Clone, Copy)]
pub(crate) enum Scans {
    Baseline,
    Progressive,
}

pub(crate) fn jpeg(image: &RgbImage, scans: Scans, exif: Option<&[u8]>) -> Vec<u8> {
    jpeg_with(image, |encoder| {
        encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
        encoder.set_progressive(matches!(scans, Scans::Progressive));
        if let Some(exif) = exif {
            encoder.add_exif_metadata(exif).unwrap();
        }
    })
}

pub(crate) fn jpeg_with(
    image: &RgbImage,
    change: impl FnOnce(&mut Encoder<&mut Vec<u8>>),
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 95);
    change(&mut encoder);
    let (width, height) = image.dimensions();
    encoder.encode(image, width as u16, height as u16, ColorType::Rgb).unwrap();
    bytes
}

pub(crate) fn jpeg_of(raw: &[u8], width: u16, height: u16, color: ColorType) -> Vec<u8> {
    let mut bytes = Vec::new();
    Encoder::new(&mut bytes, 95).encode(raw, width, height, color).unwrap();
    bytes
}

pub(crate) fn png(image: &DynamicImage) -> Vec<u8> {
    png_with(image, |_| ())
}

pub(crate) fn png_with(
    image: &DynamicImage,
    change: impl FnOnce(&mut PngEncoder<&mut Vec<u8>>),
) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = PngEncoder::new(&mut bytes);
    change(&mut encoder);
    let color: ExtendedColorType = image.color().into();
    encoder.write_image(image.as_bytes(), image.width(), image.height(), color).unwrap();
    bytes
}

/// A PNG of palette indices, which the encoder at hand cannot write.
pub(crate) fn palette_png(width: u32, height: u32) -> Vec<u8> {
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([8, 3, 0, 0, 0]);
    let mut rows = Vec::new();
    for y in 0..height {
        rows.push(0);
        rows.extend((0..width).map(|x| u8::from((x + y) % 2 == 0)));
    }
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend(png_chunk(b"IHDR", &header));
    bytes.extend(png_chunk(b"PLTE", &[200, 0, 0, 255, 255, 0]));
    bytes.extend(png_chunk(b"IDAT", &zlib_stored(&rows)));
    bytes.extend(png_chunk(b"IEND", &[]));
    bytes
}

/// A PNG that announces a size and has almost no data.
pub(crate) fn hollow_png(width: u32, height: u32, depth: u8, color: u8) -> Vec<u8> {
    let mut header = [width.to_be_bytes(), height.to_be_bytes()].concat();
    header.extend([depth, color, 0, 0, 0]);
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    bytes.extend(png_chunk(b"IHDR", &header));
    bytes.extend(png_chunk(b"IDAT", &zlib_stored(&[0; 16])));
    bytes.extend(png_chunk(b"IEND", &[]));
    bytes
}

/// A JPEG whose frame header announces another size than its data has.
pub(crate) fn resized_jpeg(scans: Scans, width: u16, height: u16) -> Vec<u8> {
    let mut bytes = jpeg(&landscape(64, 64), scans, None);
    let marker = match scans {
        Scans::Baseline => [0xFF, 0xC0],
        Scans::Progressive => [0xFF, 0xC2],
    };
    let at = bytes.windows(2).position(|window| window == marker).unwrap();
    bytes[at + 5..at + 7].copy_from_slice(&height.to_be_bytes());
    bytes[at + 7..at + 9].copy_from_slice(&width.to_be_bytes());
    bytes
}

pub(crate) fn gif(frames: &[RgbaImage]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = GifEncoder::new(&mut bytes);
    encoder.encode_frames(frames.iter().cloned().map(Frame::new)).unwrap();
    drop(encoder);
    bytes
}

pub(crate) fn webp(image: &RgbImage) -> Vec<u8> {
    webp::Encoder::from_rgb(image, image.width(), image.height()).encode(90.0).to_vec()
}

pub(crate) fn webp_lossless(image: &RgbaImage) -> Vec<u8> {
    webp::Encoder::from_rgba(image, image.width(), image.height()).encode_lossless().to_vec()
}

/// A WebP in the extended layout, with a canvas of the given size and Exif.
pub(crate) fn extended_webp(simple: &[u8], canvas: (u32, u32), exif: &[u8]) -> Vec<u8> {
    let mut content = b"WEBP".to_vec();
    let mut header = vec![0x08, 0, 0, 0];
    header.extend(&(canvas.0 - 1).to_le_bytes()[..3]);
    header.extend(&(canvas.1 - 1).to_le_bytes()[..3]);
    content.extend(riff_chunk(b"VP8X", &header));
    content.extend(&simple[12..]);
    content.extend(riff_chunk(b"EXIF", exif));
    riff_chunk(b"RIFF", &content)
}

fn riff_chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut bytes = name.to_vec();
    bytes.extend((content.len() as u32).to_le_bytes());
    bytes.extend(content);
    if content.len() % 2 == 1 {
        bytes.push(0);
    }
    bytes
}

fn png_chunk(name: &[u8; 4], content: &[u8]) -> Vec<u8> {
    let mut bytes = (content.len() as u32).to_be_bytes().to_vec();
    bytes.extend(name);
    bytes.extend(content);
    let sum = crc(&bytes[4..]);
    bytes.extend(sum.to_be_bytes());
    bytes
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            if sum & 1 == 1 { 0xEDB8_8320 ^ (sum >> 1) } else { sum >> 1 }
        })
    })
}

/// Uncompressed zlib data, at most 64 KiB.
fn zlib_stored(raw: &[u8]) -> Vec<u8> {
    let length = u16::try_from(raw.len()).unwrap();
    let mut bytes = vec![0x78, 0x01, 1];
    bytes.extend(length.to_le_bytes());
    bytes.extend((!length).to_le_bytes());
    bytes.extend(raw);
    let (a, b) = raw.iter().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (a + b) % 65_521)
    });
    bytes.extend(((b << 16) | a).to_be_bytes());
    bytes
}
