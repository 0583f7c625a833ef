//! The light of an hour of the day, the sky it makes, and water that gives it back.

use super::canvas::{Canvas, Point, Rgb, hex};
use super::noise::{ease, layers, noise};

/// An hour of the day, as a painter sees it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Hour {
    /// The sun just over the horizon, pink and gold.
    Dawn,
    /// A clear working morning.
    Morning,
    /// Late afternoon.
    Golden,
    /// A bright day of the rainy season, with high clouds.
    Monsoon,
}

/// The colours of an hour.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Light {
    pub(crate) zenith: Rgb,
    pub(crate) middle: Rgb,
    pub(crate) horizon: Rgb,
    pub(crate) sun: Rgb,
    pub(crate) sun_at: Point,
    pub(crate) cloud: Rgb,
    pub(crate) cloud_shade: Rgb,
    /// What distance turns everything into.
    pub(crate) haze: Rgb,
    /// The tint that falls on all things.
    pub(crate) ambient: Rgb,
    /// How much of the sky is cloud, 0..1.
    pub(crate) cover: f32,
}

impl Light {
    /// The light of an hour, the sun standing at the given place.
    pub(crate) fn at(hour: Hour, sun_at: Point) -> Self {
        match hour {
            Hour::Dawn => Self {
                zenith: hex(0x5f7fae),
                middle: hex(0xe2b3a4),
                horizon: hex(0xffd9a0),
                sun: hex(0xffd48a),
                sun_at,
                cloud: hex(0xffd2b0),
                cloud_shade: hex(0x9a86a2),
                haze: hex(0xf0c9a8),
                ambient: Rgb(0.98, 0.84, 0.74),
                cover: 0.46,
            },
            Hour::Morning => Self {
                zenith: hex(0x3f86c6),
                middle: hex(0x86bfe4),
                horizon: hex(0xdcecec),
                sun: hex(0xfff3d0),
                sun_at,
                cloud: hex(0xffffff),
                cloud_shade: hex(0xa9bccb),
                haze: hex(0xcfe1e4),
                ambient: Rgb(1.0, 0.985, 0.94),
                cover: 0.46,
            },
            Hour::Golden => Self {
                zenith: hex(0x6f93b5),
                middle: hex(0xd9c2a0),
                horizon: hex(0xffe0a6),
                sun: hex(0xffdf95),
                sun_at,
                cloud: hex(0xffe6bd),
                cloud_shade: hex(0xa89a98),
                haze: hex(0xf1d7a9),
                ambient: Rgb(1.0, 0.91, 0.75),
                cover: 0.44,
            },
            Hour::Monsoon => Self {
                zenith: hex(0x6f95ae),
                middle: hex(0xa9c2cb),
                horizon: hex(0xe9ebdf),
                sun: hex(0xfff6df),
                sun_at,
                cloud: hex(0xf7f6f0),
                cloud_shade: hex(0x8798a5),
                haze: hex(0xd0dad5),
                ambient: Rgb(0.95, 0.97, 0.93),
                cover: 0.58,
            },
        }
    }

    /// A thing's colour under this light at a distance (0 near, 1 lost in haze).
    pub(crate) fn on(&self, colour: Rgb, distance: f32) -> Rgb {
        colour.under(self.ambient).mix(self.haze, distance)
    }
}

/// Paints sky and clouds down to the horizon. Worked out at a quarter of the size and enlarged,
/// because clouds have no sharp edges.
pub(crate) fn sky(canvas: &mut Canvas, light: &Light, horizon: f32, seed: u32) {
    let step = 4;
    let unit = canvas.height as f32;
    let across = canvas.width / step + 2;
    let down = (horizon * unit) as usize / step + 3;
    let mut small = Vec::with_capacity(across * down);
    for row in 0..down {
        for column in 0..across {
            let (x, y) = ((column * step) as f32 / unit, (row * step) as f32 / unit);
            small.push(sky_at(light, (x, y), horizon, seed));
        }
    }
    let width = canvas.width;
    let last = ((horizon * unit).ceil() as usize + 2).min(canvas.height);
    for row in 0..last {
        let (sy, ty) = (row / step, (row % step) as f32 / step as f32);
        for column in 0..width {
            let (sx, tx) = (column / step, (column % step) as f32 / step as f32);
            let at = sy * across + sx;
            let top = small[at].mix(small[at + 1], tx);
            let bottom = small[at + across].mix(small[at + across + 1], tx);
            canvas.pixels[row * width + column] = top.mix(bottom, ty);
        }
    }
}

fn sky_at(light: &Light, (x, y): Point, horizon: f32, seed: u32) -> Rgb {
    let t = (y / horizon).clamp(0.0, 1.0);
    let base = if t < 0.55 {
        light.zenith.mix(light.middle, ease(0.0, 1.0, t / 0.55))
    } else {
        light.middle.mix(light.horizon, ease(0.0, 1.0, (t - 0.55) / 0.45))
    };
    let (dx, dy) = (x - light.sun_at.0, (y - light.sun_at.1) * 1.15);
    let away = (dx * dx + dy * dy).sqrt();
    let glow = 0.36 / (1.0 + away * away * 26.0) + 0.13 / (1.0 + away * 3.0);
    // Clouds lie on a ceiling: the nearer to the horizon, the flatter and the closer together.
    let ceiling = 1.0 / (0.16 + (1.0 - t) * 0.95);
    let (u, v) = ((x - 0.75) * ceiling * 1.5 + 40.0, ceiling * 3.4);
    let warp = layers(u * 0.7, v * 0.7, 2, seed ^ 77) - 0.5;
    let thick = layers(u + warp, v + warp * 0.6, 5, seed);
    let towards = (-dx * 0.6).clamp(-0.16, 0.16);
    let shade = layers(u + warp + towards, v + warp * 0.6 - 0.2, 3, seed);
    let edge = 1.0 - light.cover;
    let body = ease(edge - 0.07, edge + 0.17, thick);
    let lit = (0.62 + (thick - shade) * 2.6 - (thick - edge) * 0.9).clamp(0.0, 1.0);
    let cloud = light.cloud_shade.mix(light.cloud, lit).mix(light.horizon, t * t * 0.55);
    base.mix(cloud, body * (0.94 - 0.45 * t * t * t)).plus(light.sun.times(glow * 0.62))
}

/// The disc of the sun with its glow.
pub(crate) fn sun(canvas: &mut Canvas, light: &Light, radius: f32) {
    canvas.glow(light.sun_at, (radius * 8.0, radius * 8.0), light.sun, 0.12);
    canvas.glow(light.sun_at, (radius * 3.0, radius * 3.0), light.sun, 0.30);
    canvas.ellipse(light.sun_at, (radius, radius), hex(0xfff9e6).times(1.28), 1.0);
}

/// A low strip of mud between land and water.
pub(crate) fn shore(canvas: &mut Canvas, light: &Light, top: f32, bottom: f32) {
    let (mud, wet) = (light.on(hex(0x6e5f45), 0.25), light.on(hex(0x40382a), 0.25));
    canvas.rows(top - 0.003, bottom + 0.002, |x, y| {
        let down = (y - top) / (bottom - top);
        mud.mix(wet, down + (layers(x * 50.0, y * 120.0, 2, 4) - 0.5) * 0.8)
    });
}

/// Turns everything between two rows into water that mirrors what stands above the upper row.
pub(crate) fn water(canvas: &mut Canvas, light: &Light, rows: Point, deep: Rgb, seed: u32) {
    let (top, bottom) = rows;
    let unit = canvas.height as f32;
    let first = (top * unit) as usize;
    let last = ((bottom * unit).ceil() as usize).min(canvas.height);
    let deep = light.on(deep, 0.0);
    for row in first..last {
        let below = (row - first) as f32 / unit;
        let depth = 1.0 / (0.03 + below * 1.6);
        let near = (below / (bottom - top)).min(1.0);
        for column in 0..canvas.width {
            let x = column as f32 / unit;
            let wave = noise(x * (2.0 + depth * 0.9), depth * 5.5, seed) - 0.5;
            let small = noise(x * (9.0 + depth * 2.0), depth * 19.0, seed ^ 5) - 0.5;
            let shift = (wave * 0.022 + small * 0.012) * (0.25 + near * 2.2);
            let source_y = (top - below * 0.92 - shift.abs() * 1.6).max(0.0);
            let source_x = (x + shift * 0.8).clamp(0.0, canvas.ratio - 0.002);
            let from = (source_y * unit).min(first.saturating_sub(1) as f32) as usize;
            let seen = canvas.pixels[from * canvas.width + (source_x * unit) as usize];
            let facing = 0.16 + near * 0.42 + small * 0.30 * near + wave * 0.24;
            let mut colour = seen.times(0.93).mix(deep, facing);
            let glint = ease(0.28, 0.45, small + wave * 0.4)
                * (1.0 - ((x - light.sun_at.0).abs() * 2.6).min(0.85));
            colour = colour.plus(light.sun.times(glint * 0.16));
            canvas.pixels[row * canvas.width + column] = colour;
        }
    }
}
