//! Times the preparing of a phone's worst photograph: 12 megapixels of noise, lying on its side.
#![expect(clippy::print_stdout, reason = "an example that reports figures")]

use std::error::Error;
use std::fs;
use std::time::Instant;

use conglang_media::{Crop, Focus, PictureLimits, Ratio, Variant, prepare, recut};
use jpeg_encoder::{ColorType, Encoder, SamplingFactor};

const WIDTH: u16 = 4000;
const HEIGHT: u16 = 3000;
const WIDTHS: [u32; 3] = [400, 800, 1600];

fn main() -> Result<(), Box<dyn Error>> {
    let upload = match std::env::args().nth(1) {
        Some(path) => fs::read(path)?,
        None => noisy_photograph()?,
    };
    println!("upload: {} KB", upload.len() / 1000);
    forget_peak();
    println!("memory before: {} MB", memory_mb("VmRSS:"));
    let limits = PictureLimits::default();

    let started = Instant::now();
    let prepared = prepare(&upload, &WIDTHS, Crop::Whole, &limits)?;
    println!("prepare: {} ms, peak {} MB", started.elapsed().as_millis(), memory_mb("VmHWM:"));
    for variant in &prepared.variants {
        print("variant", variant);
    }
    print("fallback", &prepared.fallback);
    print("original", &prepared.original);
    println!("placeholder {}", prepared.placeholder.colour);

    forget_peak();
    let started = Instant::now();
    let card = Crop::To { ratio: Ratio::CARD, focus: Focus::CENTRE };
    let cards = recut(&prepared.original.bytes, &[400, 800], card, &limits)?;
    println!("recut: {} ms, peak {} MB", started.elapsed().as_millis(), memory_mb("VmHWM:"));
    for variant in &cards {
        print("card", variant);
    }
    Ok(())
}

fn print(name: &str, variant: &Variant) {
    let (width, height) = (variant.width, variant.height);
    let (kind, size) = (variant.kind.extension(), variant.bytes.len() / 1000);
    println!("  {name} {width} x {height} {kind}, {size} KB");
}

/// A soft gradient under noise, with the orientation that phones held upright write.
fn noisy_photograph() -> Result<Vec<u8>, Box<dyn Error>> {
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut pixels = Vec::with_capacity(usize::from(WIDTH) * usize::from(HEIGHT) * 3);
    for y in 0..u32::from(HEIGHT) {
        for x in 0..u32::from(WIDTH) {
            for base in [x / 20, y / 16, (x + y) / 40] {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                pixels.push(u8::try_from(base.min(200) + (state % 48) as u32)?);
            }
        }
    }
    let mut bytes = Vec::new();
    let mut encoder = Encoder::new(&mut bytes, 92);
    encoder.set_sampling_factor(SamplingFactor::R_4_2_0);
    encoder
        .add_exif_metadata(b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0")?;
    encoder.encode(&pixels, WIDTH, HEIGHT, ColorType::Rgb)?;
    Ok(bytes)
}

/// Makes Linux start the peak anew, so that making the sample does not count.
fn forget_peak() {
    fs::write("/proc/self/clear_refs", "5").unwrap_or_default();
}

/// A line of the process's status in MB; 0 where there is no such file.
fn memory_mb(name: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default();
    line.split_whitespace().next().and_then(|kb| kb.parse::<u64>().ok()).unwrap_or_default() / 1000
}
