//! Paints every scene into one contact sheet: `paint_all SHEET.png [seed] [columns] [width] [scene…]`.

use std::io::Write;
use std::time::Instant;

use conglang_demo::{Scene, paint};
use image::{ImageError, RgbImage, imageops};

fn main() -> Result<(), ImageError> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let number = |at: usize, otherwise: u32| {
        words.get(at).and_then(|word| word.parse().ok()).unwrap_or(otherwise)
    };
    let path = words.first().map_or("sheet.png", String::as_str);
    let (seed, columns, width) = (number(1, 1), number(2, 3).max(1), number(3, 600).max(16));
    let wanted = words.get(4..).unwrap_or_default();
    let scenes: Vec<Scene> = Scene::ALL
        .into_iter()
        .filter(|scene| wanted.is_empty() || wanted.contains(&format!("{scene:?}")))
        .collect();
    let height = width * 2 / 3;
    let rows = u32::try_from(scenes.len()).unwrap_or(0).div_ceil(columns);
    let mut sheet = RgbImage::new(columns * width, rows.max(1) * height);
    let mut out = std::io::stdout().lock();
    for (index, scene) in (0i64..).zip(scenes) {
        let start = Instant::now();
        let bytes = paint(scene, u64::from(seed), 1200, 800);
        let took = start.elapsed().as_millis();
        writeln!(out, "{scene:?}: {took} ms, {} kB", bytes.len() / 1024).ok();
        let picture = image::load_from_memory(&bytes)?.thumbnail_exact(width, height).to_rgb8();
        let (column, row) = (index % i64::from(columns), index / i64::from(columns));
        imageops::replace(&mut sheet, &picture, column * i64::from(width), row * i64::from(height));
    }
    sheet.save(path)
}
