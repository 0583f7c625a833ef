//! Scenes of field, road and forest.

use super::built::{House, flag_pole, house};
use super::canvas::{Canvas, Point, Rgb, hex};
use super::noise::{ease, layers, noise};
use super::people::{Dress, person};
use super::plants::{
    Foliage, bank, foliage, grass, melaleuca, nipa, palm, shade_tree, tree_line, tufts,
};
use super::ramp;
use super::sky::{Hour, Light, sky, sun};
use crate::chance::Chance;

/// A sky with far woods, the beginning of nearly every scene outdoors.
pub(super) fn open_air(c: &mut Canvas, r: &Chance, hours: &[Hour], horizon: f32) -> Light {
    let hour = *r.pick(hours);
    let low = matches!(hour, Hour::Dawn | Hour::Golden);
    let side = if r.unit() < 0.5 { r.between(0.12, 0.4) } else { r.between(0.6, 0.88) };
    let sun_y = if low { horizon - r.between(0.07, 0.14) } else { r.between(0.04, 0.14) };
    let mut light = Light::at(hour, (c.ratio * side, sun_y));
    light.cover += r.between(-0.05, 0.06);
    sky(c, &light, horizon, r.next() as u32);
    if low {
        sun(c, &light, 0.026);
    }
    light
}

/// Three rows of far woods, each nearer and clearer.
pub(super) fn far_woods(c: &mut Canvas, r: &Chance, light: &Light, horizon: f32) {
    tree_line(c, light, (horizon, r.between(0.07, 0.1)), 0.74, r.next() as u32);
    tree_line(c, light, (horizon + 0.002, r.between(0.045, 0.065)), 0.52, r.next() as u32);
}

/// Ground in perspective: `colour` gets the place on the ground (across, along) and the nearness
/// 0 (horizon) to 1 (front).
pub(super) fn ground(
    c: &mut Canvas,
    horizon: f32,
    bottom: f32,
    mut colour: impl FnMut(f32, f32, f32) -> Rgb,
) {
    let middle = c.ratio * 0.5;
    c.rows(horizon, bottom, |x, y| {
        let near = ((y - horizon) / (1.0 - horizon)).clamp(0.0, 1.0);
        let far = 1.0 / (near + 0.045);
        colour((x - middle) * far, far, near)
    });
}

pub(super) fn rice_field(c: &mut Canvas, r: &Chance) {
    let horizon = r.between(0.40, 0.47);
    let light = open_air(c, r, &[Hour::Dawn, Hour::Morning, Hour::Golden, Hour::Monsoon], horizon);
    far_woods(c, r, &light, horizon);
    for _ in 0..r.whole(5, 9) {
        let x = r.between(0.0, c.ratio);
        palm(c, &light, r, (x, horizon + 0.004), r.between(0.07, 0.13), 0.5);
    }
    for _ in 0..2 {
        let look = House {
            wall: hex(0xd9d2bf),
            roof: hex(*r.pick(&[0x9a4a38, 0x47688a, 0x7d746c])),
            trim: hex(0xece6da),
        };
        let x = r.between(0.1, 0.9) * c.ratio;
        house(c, &light, (x, horizon + 0.006), r.between(0.06, 0.085), 0.42, &look);
    }
    let ripe = r.unit() < 0.5;
    let (deep, leaf, tip) = if ripe {
        (hex(0x5c6a22), hex(0xb29a35), hex(0xe3c25c))
    } else {
        (hex(0x2a5a20), hex(0x5f9a33), hex(0xa9c95a))
    };
    let seed = r.next() as u32;
    let bend = r.between(-0.5, 0.5);
    ground(c, horizon, 1.0, |u, v, near| {
        let line = u + bend * (v * 0.35).sin() * 0.6;
        let patch = layers(line * 0.7, v * 0.6, 3, seed);
        let row = (line * 19.0).sin() * 0.5 + 0.5;
        let tuft = noise(line * 30.0, v * 16.0, seed ^ 4);
        let wind = layers(line * 1.3 + v * 0.4, v * 1.4, 2, seed ^ 11);
        let fine = ease(0.02, 0.3, near);
        let t = 0.42
            + (patch - 0.5) * 0.7
            + (row - 0.5) * 0.42 * fine
            + (tuft - 0.5) * 0.5 * fine
            + (wind - 0.5) * 0.5;
        let shade = ramp(deep, leaf, tip, t.clamp(0.0, 1.0));
        light.on(shade, 0.62 * (1.0 - near).powi(5))
    });
    tufts(c, &light, r, (horizon, horizon + 0.05), 900, (deep, tip));
    // Two dikes run to the vanishing point and divide the fields.
    for side in [r.between(-0.75, -0.45), r.between(0.45, 0.8)] {
        let foot = c.ratio * (0.5 + side);
        let head = c.ratio * (0.5 + side * 0.1);
        let earth = light.on(hex(0x6d7a3c), 0.05);
        c.fill_with(
            &[
                (head - 0.002, horizon + 0.012),
                (head + 0.002, horizon + 0.012),
                (foot + 0.045, 1.01),
                (foot - 0.045, 1.01),
            ],
            0.9,
            |x, y| {
                earth
                    .mix(light.haze, 0.5 * (1.0 - (y - horizon) / 0.5).clamp(0.0, 1.0))
                    .times(0.86 + layers(x * 50.0, y * 24.0, 2, 2) * 0.3)
            },
        );
        bank(c, &light, r, ((head, horizon + 0.03), (foot, 1.0)), 0.022, 0.1);
    }
    for _ in 0..r.whole(2, 4) {
        let y = r.between(0.60, 0.72);
        let x = r.between(0.16, 0.84) * c.ratio;
        person(c, &light, r, (x, y), (y - horizon) * 0.62, Dress::Farmer);
        c.soft((x, y), (0.05, 0.022), light.on(leaf, 0.05), 0.95);
    }
    tufts(c, &light, r, (horizon, horizon + 0.09), 3400, (deep, tip));
    grass(c, &light, r, (0.97, 0.15), 950, (deep, tip));
    grass(c, &light, r, (1.04, 0.2), 420, (deep.times(0.75), leaf));
}

pub(super) fn rural_road(c: &mut Canvas, r: &Chance) {
    let horizon = r.between(0.42, 0.47);
    let light = open_air(c, r, &[Hour::Morning, Hour::Golden, Hour::Monsoon], horizon);
    far_woods(c, r, &light, horizon);
    let seed = r.next() as u32;
    ground(c, horizon, 1.0, |u, v, near| {
        let t = layers(u * 3.0, v * 3.0, 4, seed);
        light.on(
            ramp(hex(0x34521f), hex(0x6f8a3a), hex(0xa9b465), t * 1.3 - 0.15),
            0.6 * (1.0 - near).powi(4),
        )
    });
    tufts(c, &light, r, (horizon, horizon + 0.08), 2600, (hex(0x3a5a22), hex(0xa9ba62)));
    let aim = c.ratio * r.between(0.46, 0.54);
    for step in 0..5 {
        let t = step as f32 / 5.0;
        let near = 0.05 + t * t * 0.62;
        let y = horizon + near * 0.5;
        for side in [-1.0, 1.0f32] {
            let x = aim + side * (0.10 + near * 1.25 + r.between(0.0, 0.04));
            let look = House {
                wall: hex(*r.pick(&[0xe8dcc0, 0xcfe0d8, 0xe6d3c0, 0xd6dfe6])),
                roof: hex(*r.pick(&[0xa0462f, 0x8c4a36, 0x4a6c8c, 0x6f7f78])),
                trim: hex(0xf2ece0),
            };
            let haze = 0.5 - t * 0.42;
            if r.unit() < 0.7 {
                house(c, &light, (x, y), 0.10 + near * 0.72, haze, &look);
            }
            let tree = (x - side * near * 0.2, y + 0.012 + near * 0.03);
            match r.whole(0, 2) {
                0 => palm(c, &light, r, tree, 0.16 + near * 0.95, haze),
                1 => shade_tree(c, &light, r, tree, 0.13 + near * 0.62, haze),
                _ => nipa(c, &light, r, tree, 0.08 + near * 0.3, haze),
            }
        }
    }
    let (top, foot) = (horizon + 0.02, 0.36);
    let concrete = light.on(hex(0xc3bdb0), 0.0);
    let road = [
        (aim - 0.008, top),
        (aim + 0.008, top),
        (c.ratio * 0.5 + foot, 1.01),
        (c.ratio * 0.5 - foot, 1.01),
    ];
    let shadows = r.next() as u32;
    c.fill_with(&road, 1.0, |x, y| {
        let near = (y - top) / (1.0 - top);
        let far = 1.0 / (near + 0.05);
        let joint = ((far * 4.0).fract() - 0.5).abs();
        let stain = layers((x - aim) * far * 5.0, far * 5.0, 3, seed) - 0.5;
        let leaf_shadow =
            ease(0.50, 0.62, layers((x - aim) * far * 2.0 + far, far * 2.4, 3, shadows));
        let tone = concrete.times(1.0 + stain * 0.20 - if joint > 0.47 { 0.14 } else { 0.0 });
        tone.mix(light.on(hex(0x566058), 0.0), leaf_shadow * 0.42)
            .mix(light.haze, 0.5 * (1.0 - near).powi(5))
    });
    for side in [-1.0, 1.0f32] {
        let head = (aim + side * 0.012, top + 0.006);
        let end = (c.ratio * 0.5 + side * (foot + 0.05), 1.0);
        bank(c, &light, r, (head, end), 0.035, 0.06);
        // Roadside flowers, as villages plant them along the way.
        let petals = [0xe8557e, 0xf2c53d, 0xe46a3c, 0xf6e9ee];
        let family = *r.pick(&petals);
        for _ in 0..190 {
            let t = r.unit().powf(0.5);
            let size = 0.0015 + 0.006 * t * t;
            let x = head.0 + (end.0 - head.0) * t * t + side * r.between(0.0, 0.05) * t * t;
            let y = head.1 + (end.1 - head.1) * t * t - r.between(0.0, 0.035) * t * t;
            let colour = light
                .on(hex(if r.unit() < 0.75 { family } else { *r.pick(&petals) }), 0.3 * (1.0 - t));
            c.tilted(
                (x, y),
                (size, size * 0.75),
                r.between(0.0, 3.0),
                colour.times(r.between(0.8, 1.1)),
                0.95,
            );
        }
        for pole in 1..5 {
            let t = (pole as f32 / 5.0).powi(2);
            let x = head.0 + (end.0 - head.0) * t * 1.06 + side * 0.02 * t;
            let y = head.1 + (end.1 - head.1) * t;
            if side < 0.0 {
                flag_pole(c, &light, (x, y), 0.03 + 0.33 * t, 0.016 + 0.12 * t);
            }
        }
    }
    let x = c.ratio * 0.5 + r.between(-0.08, 0.08);
    person(c, &light, r, (x, 0.72), 0.17, Dress::Farmer);
    person(c, &light, r, (x + 0.085, 0.73), 0.165, Dress::Farmer);
}

pub(super) fn honey_forest(c: &mut Canvas, r: &Chance) {
    let horizon = 0.56;
    let mut light = Light::at(Hour::Golden, (c.ratio * r.between(0.25, 0.75), 0.26));
    light.haze = hex(0xe9e0a4);
    c.rows(0.0, 1.0, |x, y| {
        let (dx, dy) = (x - light.sun_at.0, y - light.sun_at.1);
        let away = (dx * dx + dy * dy).sqrt();
        let leaf = layers(x * 9.0, y * 9.0, 4, 12);
        let low = 1.0 - (y - 0.5).abs() * 1.4;
        let lit = 1.0 / (1.0 + away * away * 2.6) + (leaf - 0.5) * 0.7 + low * 0.12;
        hex(0x6f8c48).mix(hex(0xf4ecae), lit)
    });
    let seed = r.next() as u32;
    ground(c, horizon, 1.0, |u, v, near| {
        let t = layers(u * 3.4, v * 2.2, 4, seed);
        let spot = ease(0.5, 0.68, layers(u * 1.6, v * 1.5, 3, seed ^ 8));
        let shade = ramp(hex(0x26341a), hex(0x54602c), hex(0x8e8a48), t * 1.2 - 0.1);
        shade.mix(hex(0xcfc46a), spot * 0.5).mix(light.haze, 0.75 * (1.0 - near).powi(3))
    });
    for layer in 0..5 {
        let t = layer as f32 / 4.0;
        let haze = 0.80 - t * 0.78;
        let count = [34, 24, 15, 9, 5][layer];
        let foot = horizon + 0.01 + t * t * 0.34;
        for index in 0..count {
            let x = c.ratio * (index as f32 + r.between(0.1, 0.9)) / count as f32;
            if layer > 2 && (x - light.sun_at.0).abs() < 0.12 {
                continue;
            }
            let thick = 0.006 + t * t * 0.032;
            melaleuca(
                c,
                &light,
                r,
                (x, foot + r.between(0.0, 0.03)),
                (foot + r.between(-0.14, 0.12) + t * 0.2, thick),
                haze,
            );
        }
        let span = ((-0.05, foot + 0.02), (c.ratio + 0.05, foot + 0.02));
        bank(c, &light, r, span, 0.02 + t * 0.05, haze * 0.9);
        if layer < 4 {
            c.soft((light.sun_at.0, foot - 0.1), (0.9, 0.2), light.haze, 0.26);
        }
    }
    // Beams of light between the trunks.
    for _ in 0..7 {
        let from = light.sun_at.0 + r.between(-0.35, 0.35);
        let to = from + (from - light.sun_at.0) * 1.5;
        let wide = r.between(0.015, 0.05);
        c.fill_with(
            &[
                (from - wide * 0.3, 0.0),
                (from + wide * 0.3, 0.0),
                (to + wide, 0.88),
                (to - wide, 0.88),
            ],
            0.13,
            |_, y| light.sun.mix(hex(0x9aa052), y),
        );
    }
    for index in 0..r.whole(3, 5) {
        let x = c.ratio * (0.22 + 0.15 * index as f32) + r.between(-0.03, 0.03);
        hive(c, &light, (x, 0.80 + r.between(0.0, 0.05)), 0.1);
    }
    let x = c.ratio * r.between(0.7, 0.85);
    person(c, &light, r, (x, 0.86), 0.25, Dress::Farmer);
    for _ in 0..70 {
        let at = (r.between(0.1, 0.9) * c.ratio, r.between(0.45, 0.85));
        c.ellipse(at, (0.0022, 0.0016), hex(0x4a3a18), 0.7);
    }
    grass(c, &light, r, (1.02, 0.13), 500, (hex(0x2a3a1a), hex(0x8f9a4a)));
}

fn hive(c: &mut Canvas, light: &Light, at: Point, size: f32) {
    let wood = light.on(hex(0xb98a4e), 0.02);
    c.soft((at.0, at.1), (size * 0.8, size * 0.16), hex(0x1d2412), 0.6);
    for leg in [-0.32, 0.32] {
        c.rect(
            (at.0 + (leg - 0.04) * size, at.1 - size * 0.25),
            (at.0 + (leg + 0.04) * size, at.1),
            wood.times(0.55),
            1.0,
        );
    }
    c.fill_with(
        &[
            (at.0 - size * 0.42, at.1 - size * 0.72),
            (at.0 + size * 0.42, at.1 - size * 0.72),
            (at.0 + size * 0.42, at.1 - size * 0.18),
            (at.0 - size * 0.42, at.1 - size * 0.18),
        ],
        1.0,
        |x, y| {
            wood.times(
                0.92 + (x - at.0) / size * 0.3 + (layers(x * 40.0, y * 300.0, 2, 3) - 0.5) * 0.25,
            )
        },
    );
    c.rect(
        (at.0 - size * 0.16, at.1 - size * 0.26),
        (at.0 + size * 0.16, at.1 - size * 0.22),
        hex(0x2c2012),
        0.9,
    );
    c.rect(
        (at.0 - size * 0.48, at.1 - size * 0.78),
        (at.0 + size * 0.48, at.1 - size * 0.7),
        light.on(hex(0xcfd0c6), 0.0),
        1.0,
    );
}

pub(super) fn tree_planting(c: &mut Canvas, r: &Chance) {
    let horizon = 0.45;
    let light = open_air(c, r, &[Hour::Morning, Hour::Monsoon], horizon);
    far_woods(c, r, &light, horizon);
    let seed = r.next() as u32;
    ground(c, horizon, 1.0, |u, v, near| {
        let t = layers(u * 2.4, v * 2.6, 4, seed);
        let wet = ease(0.55, 0.7, layers(u * 1.2, v * 2.0, 3, seed ^ 3));
        let earth = ramp(hex(0x544a34), hex(0x7c7048), hex(0x9fa35c), t * 1.3 - 0.15);
        light.on(earth.mix(light.middle, wet * 0.34), 0.6 * (1.0 - near).powi(4))
    });
    for _ in 0..4 {
        let x = r.between(0.0, 1.0) * c.ratio;
        shade_tree(c, &light, r, (x, horizon + 0.03), r.between(0.13, 0.22), 0.4);
    }
    for row in 0..6 {
        let t = (row as f32 + 1.0) / 6.0;
        let near = t * t;
        let y = horizon + 0.03 + near * 0.5;
        let count = 5 + ((1.0 - t) * 12.0) as usize;
        for index in 0..count {
            let x = c.ratio * 0.5
                + (index as f32 - (count - 1) as f32 / 2.0) * (0.07 + near * 0.34)
                + r.between(-0.01, 0.01);
            let s = 0.035 + near * 0.12;
            c.soft((x, y), (s * 0.5, s * 0.14), hex(0x2e2a1e), 0.5);
            c.stroke(
                &[(x, y), (x + s * 0.03, y - s * 0.7)],
                (s * 0.05, s * 0.03),
                light.on(hex(0x6b5a40), 0.2),
                1.0,
            );
            let crown = Foliage {
                at: (x, y - s * 0.72),
                radii: (s * 0.34, s * 0.4),
                dab: s * 0.09,
                count: 26,
                dark: light.on(hex(0x2e5527), 0.15 * (1.0 - t)),
                bright: light.on(hex(0x9cc257), 0.15 * (1.0 - t)),
            };
            foliage(c, &light, r, &crown);
        }
        if row > 1 && row < 5 {
            for _ in 0..r.whole(2, 4) {
                let x = r.between(0.08, 0.92) * c.ratio;
                let dress =
                    *r.pick(&[Dress::Volunteer, Dress::Volunteer, Dress::Farmer, Dress::Officer]);
                let size = 0.08 + near * 0.30;
                person(c, &light, r, (x, y + 0.01), size, dress);
                let hoe = x + size * 0.2;
                c.stroke(
                    &[(hoe, y + 0.005), (hoe + size * 0.06, y - size * 0.6)],
                    (size * 0.025, size * 0.02),
                    light.on(hex(0x7d6242), 0.0),
                    1.0,
                );
            }
        }
    }
    grass(c, &light, r, (1.02, 0.09), 600, (hex(0x3d5424), hex(0x9db355)));
}

pub(super) fn charity_house(c: &mut Canvas, r: &Chance) {
    let horizon = 0.50;
    let light = open_air(c, r, &[Hour::Morning, Hour::Golden], horizon);
    far_woods(c, r, &light, horizon);
    let seed = r.next() as u32;
    ground(c, horizon, 1.0, |u, v, near| {
        let t = layers(u * 3.0, v * 3.0, 4, seed);
        let path = 1.0 - ease(0.25, 0.42, (u + 0.1).abs() + (t - 0.5) * 0.3);
        let green = ramp(hex(0x3a5a24), hex(0x74903f), hex(0xaebb6b), t * 1.2 - 0.1);
        light.on(
            green.mix(hex(0xb9a988).times(0.8 + t * 0.4), path * ease(0.05, 0.2, near)),
            0.5 * (1.0 - near).powi(4),
        )
    });
    tufts(c, &light, r, (horizon, horizon + 0.06), 700, (hex(0x47682a), hex(0xa9ba62)));
    let middle = c.ratio * r.between(0.45, 0.55);
    for _ in 0..3 {
        let x = middle + r.between(-0.55, 0.55);
        palm(c, &light, r, (x, 0.63), r.between(0.4, 0.56), 0.2);
    }
    for side in [-1.0, 1.0f32] {
        shade_tree(
            c,
            &light,
            r,
            (middle + side * r.between(0.52, 0.64), 0.68),
            r.between(0.34, 0.44),
            0.12,
        );
    }
    let look = House {
        wall: hex(*r.pick(&[0xf0dfae, 0xcfe3ea, 0xdfe9cf])),
        roof: hex(*r.pick(&[0xa94632, 0x3f6a93, 0x9b4434])),
        trim: hex(0xf6f0e4),
    };
    house(c, &light, (middle, 0.72), 0.56, 0.02, &look);
    flag_pole(c, &light, (middle + 0.36, 0.74), 0.38, 0.12);
    for side in [-1.0, 1.0f32] {
        bank(
            c,
            &light,
            r,
            ((middle + side * 0.32, 0.74), (middle + side * 0.62, 0.80)),
            0.07,
            0.04,
        );
        for _ in 0..60 {
            let t = r.unit();
            let at = (middle + side * (0.32 + 0.3 * t), 0.735 + 0.06 * t - r.between(0.0, 0.06));
            let colour = light.on(hex(*r.pick(&[0xe4587c, 0xf1c443, 0xf7eef0])), 0.0);
            c.tilted(at, (0.006, 0.0045), r.between(0.0, 3.0), colour, 0.95);
        }
    }
    let group =
        [Dress::Officer, Dress::Tunic, Dress::Farmer, Dress::Officer, Dress::Pupil, Dress::Officer];
    for (index, dress) in group.iter().enumerate() {
        let x = middle + (index as f32 - 2.5) * 0.078 + r.between(-0.012, 0.012);
        let size = if *dress == Dress::Pupil { 0.17 } else { r.between(0.225, 0.25) };
        person(c, &light, r, (x, 0.835 + r.between(0.0, 0.012)), size, *dress);
    }
    grass(c, &light, r, (1.02, 0.08), 520, (hex(0x35511f), hex(0x9ab44f)));
}
