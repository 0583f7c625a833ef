//! Trees and crops of the delta: palms, water coconut, mangrove, melaleuca, rice, grass.

use super::canvas::{Canvas, Point, Rgb, hex};
use super::noise::layers;
use super::sky::Light;
use crate::chance::Chance;

/// A far line of woods along the horizon; `rise` is its height, `distance` its haze.
pub(crate) fn tree_line(
    canvas: &mut Canvas,
    light: &Light,
    (base, rise): Point,
    distance: f32,
    seed: u32,
) {
    let steps = 420;
    let mut shape = Vec::with_capacity(steps + 3);
    for step in 0..=steps {
        let x = canvas.ratio * step as f32 / steps as f32;
        let big = layers(x * 3.0, 0.5, 3, seed);
        let crowns = layers(x * 34.0, 9.5, 3, seed ^ 3);
        let y = base - rise * (0.55 + (big - 0.5) * 0.45 + (crowns - 0.5) * 0.62).max(0.12);
        shape.push((x, y));
    }
    shape.push((canvas.ratio, base + 0.004));
    shape.push((0.0, base + 0.004));
    let dark = light.on(hex(0x2c4a33), distance);
    let bright = light.on(hex(0x64854a), distance);
    canvas.fill_with(&shape, 1.0, |x, y| {
        let up = ((base - y) / rise).clamp(0.0, 1.0);
        let leaf = layers(x * 60.0, y * 90.0, 2, seed ^ 9);
        dark.mix(bright, (up * 0.55 + (leaf - 0.5) * 0.9 + 0.12).clamp(0.0, 1.0))
    });
}

/// A mass of leaves: dark dabs below and behind, bright ones on the side of the sun.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Foliage {
    pub(crate) at: Point,
    pub(crate) radii: Point,
    pub(crate) dab: f32,
    pub(crate) count: usize,
    pub(crate) dark: Rgb,
    pub(crate) bright: Rgb,
}

pub(crate) fn foliage(canvas: &mut Canvas, light: &Light, chance: &Chance, leaves: &Foliage) {
    let side = if light.sun_at.0 > leaves.at.0 { 0.5 } else { -0.5 };
    for index in 0..leaves.count {
        let layer = index as f32 / leaves.count as f32;
        let angle = chance.between(0.0, std::f32::consts::TAU);
        let reach = chance.unit().sqrt() * (1.0 - layer * 0.12);
        let (sin, cos) = angle.sin_cos();
        let rough = 0.84 + 0.3 * layers(cos * 2.0 + 7.0, sin * 2.0 + leaves.at.0 * 31.0, 2, 5);
        let (u, v) = (cos * reach * rough, sin * reach * rough);
        let lit = (0.42
            + (u * side - v * 0.75) * 0.42
            + (layer - 0.5) * 0.42
            + chance.between(-0.16, 0.16))
        .clamp(0.0, 1.0);
        let size = leaves.dab * (1.55 - layer * 0.85) * chance.between(0.7, 1.3);
        canvas.tilted(
            (leaves.at.0 + u * leaves.radii.0, leaves.at.1 + v * leaves.radii.1),
            (size, size * chance.between(0.45, 0.8)),
            chance.between(-0.9, 0.9),
            leaves.dark.mix(leaves.bright, lit),
            0.86,
        );
    }
}

/// A broad-leaved shade tree standing at a point.
pub(crate) fn shade_tree(
    canvas: &mut Canvas,
    light: &Light,
    chance: &Chance,
    at: Point,
    size: f32,
    distance: f32,
) {
    let bark = light.on(hex(0x5a4a3a), distance);
    let lean = chance.between(-0.04, 0.04) * size;
    let fork = (at.0 + lean, at.1 - size * 0.42);
    canvas.stroke(
        &[at, (at.0 + lean * 0.4, at.1 - size * 0.2), fork],
        (size * 0.055, size * 0.035),
        bark,
        1.0,
    );
    for side in [-1.0, -0.35, 0.4, 1.0f32] {
        let tip = (fork.0 + side * size * 0.2, fork.1 - size * (0.26 - side.abs() * 0.08));
        canvas.stroke(&[fork, tip], (size * 0.028, size * 0.008), bark, 1.0);
    }
    let dark = light.on(hex(0x1f3d25), distance);
    let bright = light.on(hex(0x86a548), distance);
    for (dx, dy, r) in [
        (-0.2, -0.56, 0.2),
        (0.2, -0.55, 0.2),
        (0.0, -0.7, 0.24),
        (-0.08, -0.52, 0.2),
        (0.1, -0.62, 0.2),
    ] {
        let leaves = Foliage {
            at: (at.0 + lean + dx * size, at.1 + dy * size),
            radii: (r * size * chance.between(0.95, 1.15), r * size * 0.74),
            dab: (size * 0.022).max(0.0016),
            count: if size > 0.25 { 330 } else { 110 },
            dark,
            bright,
        };
        foliage(canvas, light, chance, &leaves);
    }
}

/// One feathered leaf from `from`, leaving at `angle` (0 right, negative up), bending down.
fn frond(
    canvas: &mut Canvas,
    chance: &Chance,
    from: Point,
    (angle, length, droop): (f32, f32, f32),
    (dark, bright): (Rgb, Rgb),
) {
    let parts = 17;
    let (sin, cos) = angle.sin_cos();
    let point =
        |t: f32| (from.0 + cos * length * t, from.1 + sin * length * t + droop * length * t * t);
    let colour = dark.mix(bright, chance.between(0.1, 0.9));
    let rib: Vec<Point> = (0..=8).map(|i| point(i as f32 / 8.0)).collect();
    for index in 1..=parts {
        let t = index as f32 / parts as f32;
        let (x, y) = point(t);
        let (px, py) = point(t - 0.04);
        let (dx, dy) = (x - px, y - py);
        let norm = (dx * dx + dy * dy).sqrt().max(1e-6);
        let (dx, dy) = (dx / norm, dy / norm);
        let leaf = length * 0.30 * (1.0 - (t - 0.35).abs() * 1.1).max(0.16);
        for side in [-1.0, 1.0f32] {
            let (sx, sy) = (-dy * side, dx * side);
            let (ex, ey) = (dx * 0.75 + sx * 0.62, dy * 0.75 + sy * 0.62 + 0.34);
            let shade = colour.mix(dark, if side * cos > 0.0 { 0.5 } else { 0.0 });
            let width = length * 0.021;
            canvas.fill(
                &[
                    (x - dx * width, y - dy * width),
                    (x + dx * width, y + dy * width),
                    (x + ex * leaf, y + ey * leaf),
                ],
                shade,
                0.92,
            );
        }
    }
    canvas.stroke(&rib, (length * 0.022, length * 0.006), bright.mix(dark, 0.35), 0.9);
}

/// A coconut palm.
pub(crate) fn palm(
    canvas: &mut Canvas,
    light: &Light,
    chance: &Chance,
    at: Point,
    size: f32,
    distance: f32,
) {
    let lean = chance.between(-0.16, 0.16) * size;
    let trunk: Vec<Point> = (0..=8)
        .map(|i| {
            let t = i as f32 / 8.0;
            (at.0 + lean * t * t, at.1 - size * 0.72 * t)
        })
        .collect();
    let bark = light.on(hex(0x7b6a56), distance);
    canvas.stroke(&trunk, (size * 0.034, size * 0.019), bark.times(0.82), 1.0);
    let lit: Vec<Point> = trunk.iter().map(|p| (p.0 + size * 0.006, p.1)).collect();
    canvas.stroke(&lit, (size * 0.012, size * 0.008), bark.times(1.16), 0.8);
    let top = (at.0 + lean, at.1 - size * 0.72);
    let dark = light.on(hex(0x27452a), distance);
    let bright = light.on(hex(0x8aa64e), distance);
    let count = 13;
    for index in 0..count {
        let t = index as f32 / (count - 1) as f32;
        let angle = -std::f32::consts::PI * (1.10 - t * 1.20) + chance.between(-0.1, 0.1);
        let length = size * chance.between(0.30, 0.40);
        let droop = 0.34 + angle.cos().abs() * 0.30;
        frond(canvas, chance, top, (angle, length, droop), (dark, bright));
    }
    for nut in 0..4 {
        let x = top.0 + (nut as f32 - 1.5) * size * 0.02;
        canvas.ellipse(
            (x, top.1 + size * 0.022),
            (size * 0.017, size * 0.02),
            light.on(hex(0x6f7b35), distance),
            1.0,
        );
    }
}

/// A clump of water coconut (dừa nước), whose leaves rise straight from the mud.
pub(crate) fn nipa(
    canvas: &mut Canvas,
    light: &Light,
    chance: &Chance,
    at: Point,
    size: f32,
    distance: f32,
) {
    let dark = light.on(hex(0x23432b), distance);
    let bright = light.on(hex(0x8fae55), distance);
    for index in 0..9 {
        let t = (index as f32 + 0.5) / 9.0;
        let order = if index % 2 == 0 { t } else { 1.0 - t };
        let angle = -std::f32::consts::FRAC_PI_2 + (order - 0.5) * 1.9 + chance.between(-0.1, 0.1);
        let length = size * chance.between(0.75, 1.05);
        frond(
            canvas,
            chance,
            (at.0 + (order - 0.5) * size * 0.2, at.1),
            (angle, length, 0.26),
            (dark, bright),
        );
    }
}

/// A mangrove tree on its stilt roots.
pub(crate) fn mangrove(
    canvas: &mut Canvas,
    light: &Light,
    chance: &Chance,
    at: Point,
    size: f32,
    distance: f32,
) {
    let bark = light.on(hex(0x4d4438), distance);
    let knee = (at.0, at.1 - size * 0.24);
    for root in 0..9 {
        let side = (root as f32 / 8.0 - 0.5) * 2.0 + chance.between(-0.1, 0.1);
        let start = (knee.0, knee.1 - size * chance.between(-0.05, 0.1));
        let foot = (at.0 + side * size * 0.26, at.1 + chance.between(-0.004, 0.012));
        let bend = (at.0 + side * size * 0.19, knee.1 + size * 0.04);
        canvas.stroke(
            &[start, bend, foot],
            (size * 0.018, size * 0.011),
            bark.times(chance.between(0.8, 1.2)),
            1.0,
        );
    }
    let top = (at.0 + chance.between(-0.04, 0.04) * size, at.1 - size * 0.7);
    canvas.stroke(&[knee, top], (size * 0.04, size * 0.02), bark, 1.0);
    let dark = light.on(hex(0x1c3826), distance);
    let bright = light.on(hex(0x7d9c45), distance);
    for (dx, dy, r) in
        [(-0.19, -0.62, 0.2), (0.2, -0.6, 0.2), (0.0, -0.8, 0.23), (0.02, -0.58, 0.22)]
    {
        let leaves = Foliage {
            at: (at.0 + dx * size, at.1 + dy * size),
            radii: (r * size * 1.1, r * size * 0.82),
            dab: (size * 0.019).max(0.0018),
            count: if size > 0.25 { 330 } else { 110 },
            dark,
            bright,
        };
        foliage(canvas, light, chance, &leaves);
    }
}

/// A melaleuca: tall, pale, papery bark, thin crown.
pub(crate) fn melaleuca(
    canvas: &mut Canvas,
    light: &Light,
    chance: &Chance,
    at: Point,
    (size, thick): Point,
    distance: f32,
) {
    let lean = chance.between(-0.03, 0.03) * size;
    let trunk: Vec<Point> = (0..=7)
        .map(|i| {
            let t = i as f32 / 7.0;
            (at.0 + lean * t + (t * 9.0).sin() * thick * 0.35, at.1 - size * t)
        })
        .collect();
    let bark = light.on(hex(0xb8a58c), distance);
    canvas.stroke(&trunk, (thick * 1.25, thick * 0.55), bark.times(0.66), 1.0);
    let side = if light.sun_at.0 > at.0 { 1.0 } else { -1.0 };
    let lit: Vec<Point> = trunk.iter().map(|p| (p.0 + side * thick * 0.2, p.1)).collect();
    canvas.stroke(&lit, (thick * 0.62, thick * 0.26), bark.times(1.12), 0.9);
    for _ in 0..(size * 60.0) as usize {
        let t = chance.unit();
        let x =
            at.0 + lean * t + (t * 9.0).sin() * thick * 0.35 + chance.between(-0.4, 0.4) * thick;
        let y = at.1 - size * t;
        canvas.stroke(
            &[(x, y), (x + thick * 0.08, y + thick * 0.9)],
            (thick * 0.12, 0.0),
            bark.times(0.45),
            0.5,
        );
    }
    let leaves = Foliage {
        at: (at.0 + lean, at.1 - size * 0.97),
        radii: (size * 0.16, size * 0.2),
        dab: (size * 0.014).max(0.0018),
        count: (150.0 * size) as usize + 40,
        dark: light.on(hex(0x2b4a2c), distance),
        bright: light.on(hex(0x9db35e), distance),
    };
    foliage(canvas, light, chance, &leaves);
}

/// Blades of grass or young rice in the foreground, up from the row `base`.
pub(crate) fn grass(
    canvas: &mut Canvas,
    light: &Light,
    chance: &Chance,
    (base, size): Point,
    count: usize,
    (dark, bright): (Rgb, Rgb),
) {
    let (dark, bright) = (light.on(dark, 0.0), light.on(bright, 0.0));
    for _ in 0..count {
        let x = chance.between(-0.02, canvas.ratio + 0.02);
        let depth = chance.unit();
        let y = base + depth * size * 0.7;
        let height = size * chance.between(0.4, 1.0) * (0.6 + depth * 0.6);
        let lean = chance.between(-0.35, 0.45) * height;
        let colour = dark.mix(bright, chance.unit() * (1.0 - depth * 0.45));
        canvas.stroke(
            &[(x, y), (x + lean * 0.3, y - height * 0.6), (x + lean, y - height)],
            (height * 0.05, height * 0.008),
            colour,
            0.9,
        );
    }
}

/// Tufts in perspective from the row `far` to the bottom: the grain of a field or meadow.
pub(crate) fn tufts(
    canvas: &mut Canvas,
    light: &Light,
    chance: &Chance,
    (horizon, far): Point,
    count: usize,
    (dark, bright): (Rgb, Rgb),
) {
    for index in 0..count {
        // Far ones first, so that near ones stand before them.
        let t = (index as f32 / count as f32).sqrt();
        let y = far + (1.0 - far) * t;
        let near = (y - horizon) / (1.0 - horizon);
        let size = 0.006 + near * 0.045;
        let x = chance.between(-0.02, canvas.ratio + 0.02);
        let colour = light.on(dark.mix(bright, chance.unit()), 0.4 * (1.0 - near).powi(3));
        for blade in 0..3 {
            let lean = (blade as f32 - 1.0) * size * 0.34 + chance.between(-0.2, 0.3) * size;
            let tip = (x + lean, y - size * chance.between(0.6, 1.0));
            canvas.fill(&[(x - size * 0.05, y), (x + size * 0.05, y), tip], colour, 0.62);
        }
    }
}

/// Broad dabs of undergrowth along a bank.
pub(crate) fn bank(
    canvas: &mut Canvas,
    light: &Light,
    chance: &Chance,
    (from, to): (Point, Point),
    size: f32,
    distance: f32,
) {
    let dark = light.on(hex(0x2a4427), distance);
    let bright = light.on(hex(0x8ca052), distance);
    let length = ((to.0 - from.0).powi(2) + (to.1 - from.1).powi(2)).sqrt();
    let count = (length / size * 9.0) as usize + 3;
    for _ in 0..count {
        let t = chance.unit();
        let up = chance.unit();
        let x = from.0 + (to.0 - from.0) * t;
        let y = from.1 + (to.1 - from.1) * t - up * size;
        let dab = size * chance.between(0.12, 0.3);
        canvas.tilted(
            (x, y),
            (dab, dab * 0.6),
            chance.between(-0.8, 0.8),
            dark.mix(bright, up * 0.7 + chance.between(-0.1, 0.3)),
            0.9,
        );
    }
}
