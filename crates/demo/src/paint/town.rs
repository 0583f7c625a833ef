//! Scenes of yards and streets.

use super::built::{GOLD, Hall, House, RED, flag, flag_pole, hall, house, stall, star};
use super::canvas::{Canvas, Point, Rgb, hex};
use super::country::{far_woods, open_air};
use super::noise::layers;
use super::people::{Dress, person};
use super::plants::{Foliage, bank, foliage, palm, shade_tree};
use super::sky::{Hour, Light};
use super::waterside::pavement;
use crate::chance::Chance;

const CREAM: Rgb = hex(0xf2d592);
const TILE: Rgb = hex(0xa64a34);

/// A yard with trees, a building at its back.
fn yard(c: &mut Canvas, r: &Chance, look: &Hall, size: Point) -> (Light, f32) {
    let foot = 0.64;
    let light = open_air(c, r, &[Hour::Morning, Hour::Morning, Hour::Golden, Hour::Monsoon], 0.6);
    far_woods(c, r, &light, 0.58);
    for side in [-1.0, 1.0f32] {
        palm(
            c,
            &light,
            r,
            (c.ratio * 0.5 + side * r.between(0.5, 0.66), 0.62),
            r.between(0.36, 0.48),
            0.3,
        );
    }
    pavement(c, r, &light, foot - 0.05, hex(0xb9ab98));
    let middle = c.ratio * 0.5;
    hall(c, &light, (middle, foot), size, look);
    for side in [-1.0, 1.0f32] {
        bank(
            c,
            &light,
            r,
            ((middle + side * 0.1, foot + 0.012), (middle + side * 0.62, foot + 0.016)),
            0.035,
            0.08,
        );
        for _ in 0..90 {
            let at = (middle + side * r.between(0.1, 0.62), foot + r.between(-0.02, 0.012));
            let petal = light.on(hex(*r.pick(&[0xe25a7c, 0xf0c244, 0xf4ede4, 0xd94a3a])), 0.0);
            c.ellipse(at, (0.0042, 0.0034), petal, 0.95);
        }
    }
    (light, foot)
}

/// The big tree of a school yard; the flame tree when it flowers.
fn yard_tree(
    c: &mut Canvas,
    r: &Chance,
    light: &Light,
    at: Point,
    size: f32,
    flowers: Option<Rgb>,
) {
    c.soft((at.0, at.1 + 0.01), (size * 0.6, size * 0.1), hex(0x2d3226), 0.5);
    shade_tree(c, light, r, at, size, 0.03);
    if let Some(colour) = flowers {
        for (dx, dy) in [(-0.2, -0.62), (0.2, -0.6), (0.0, -0.78)] {
            let bloom = Foliage {
                at: (at.0 + dx * size, at.1 + dy * size),
                radii: (size * 0.22, size * 0.15),
                dab: size * 0.018,
                count: 110,
                dark: light.on(colour.times(0.65), 0.0),
                bright: light.on(colour, 0.0),
            };
            foliage(c, light, r, &bloom);
        }
    }
}

pub(super) fn school(c: &mut Canvas, r: &Chance) {
    let look = Hall {
        wall: hex(*r.pick(&[0xf0d08a, 0xe9dcb2, 0xf0c98a])),
        roof: TILE,
        storeys: 2,
        bays: 9,
    };
    let (light, foot) = yard(c, r, &look, (1.02, 0.30));
    let middle = c.ratio * 0.5;
    let bloom = Some(hex(0xd8432c));
    yard_tree(c, r, &light, (middle - r.between(0.55, 0.62), foot + 0.07), 0.46, bloom);
    yard_tree(c, r, &light, (middle + r.between(0.55, 0.64), foot + 0.05), 0.42, None);
    flag_pole(c, &light, (middle, foot + 0.05), 0.5, 0.15);
    for row in 0..4 {
        let y = foot + 0.1 + row as f32 * 0.055;
        let size = 0.095 + row as f32 * 0.022;
        let count = 14 - row * 2;
        for index in 0..count {
            let x = middle
                + (index as f32 - (count - 1) as f32 / 2.0) * size * 0.74
                + r.between(-0.01, 0.01);
            person(
                c,
                &light,
                r,
                (x, y + r.between(-0.005, 0.005)),
                size * r.between(0.92, 1.05),
                Dress::Pupil,
            );
        }
    }
    for side in [-1.0, 1.0] {
        person(c, &light, r, (middle + side * 0.60, foot + 0.2), 0.2, Dress::Tunic);
    }
}

pub(super) fn health_station(c: &mut Canvas, r: &Chance) {
    let look = Hall {
        wall: hex(0xeef0e6),
        roof: hex(*r.pick(&[0x3f6f9c, 0x9c4a38])),
        storeys: 1 + r.index(2),
        bays: 7,
    };
    let height = if look.storeys == 1 { 0.19 } else { 0.3 };
    let (light, foot) = yard(c, r, &look, (0.92, height));
    let middle = c.ratio * 0.5;
    // The red cross over the door.
    let sign = (middle, foot - height - 0.01);
    c.ellipse(sign, (0.04, 0.04), light.on(hex(0xfafaf6), 0.0), 1.0);
    let cross = light.on(hex(0xc9302c), 0.0);
    c.rect((sign.0 - 0.026, sign.1 - 0.009), (sign.0 + 0.026, sign.1 + 0.009), cross, 1.0);
    c.rect((sign.0 - 0.009, sign.1 - 0.026), (sign.0 + 0.009, sign.1 + 0.026), cross, 1.0);
    yard_tree(c, r, &light, (middle - 0.58, foot + 0.08), 0.42, None);
    yard_tree(c, r, &light, (middle + 0.6, foot + 0.05), 0.46, None);
    flag_pole(c, &light, (middle + 0.36, foot + 0.06), 0.42, 0.12);
    let group = [
        Dress::Nurse,
        Dress::Farmer,
        Dress::Tunic,
        Dress::Nurse,
        Dress::Farmer,
        Dress::Officer,
        Dress::Pupil,
    ];
    for (index, dress) in group.iter().enumerate() {
        let x = middle + (index as f32 - 3.0) * 0.115 + r.between(-0.03, 0.03);
        let y = foot + 0.1 + r.between(0.0, 0.09);
        let size = (0.15 + (y - foot) * 0.45) * if *dress == Dress::Pupil { 0.75 } else { 1.0 };
        person(c, &light, r, (x, y), size, *dress);
    }
}

pub(super) fn committee_house(c: &mut Canvas, r: &Chance) {
    let look = Hall { wall: CREAM, roof: TILE, storeys: 2, bays: 7 };
    let (light, foot) = yard(c, r, &look, (0.98, 0.32));
    let middle = c.ratio * 0.5;
    // The gable over the entrance with its star.
    let wall = light.on(CREAM, 0.04);
    let top = foot - 0.32;
    c.fill_with(
        &[(middle - 0.15, top + 0.02), (middle, top - 0.1), (middle + 0.15, top + 0.02)],
        1.0,
        |x, _| wall.times(1.04 - (x - middle) * 0.4),
    );
    c.stroke(
        &[(middle - 0.165, top + 0.022), (middle, top - 0.105), (middle + 0.165, top + 0.022)],
        (0.014, 0.014),
        light.on(TILE, 0.0).times(0.8),
        1.0,
    );
    c.ellipse((middle, top - 0.02), (0.032, 0.032), light.on(RED, 0.0), 1.0);
    c.fill(&star((middle, top - 0.02), 0.025), light.on(GOLD, 0.0), 1.0);
    yard_tree(c, r, &light, (middle - 0.62, foot + 0.07), 0.48, None);
    yard_tree(c, r, &light, (middle + 0.62, foot + 0.06), 0.46, None);
    flag_pole(c, &light, (middle, foot + 0.07), 0.56, 0.16);
    for _ in 0..r.whole(5, 8) {
        let x = middle + r.between(-0.5, 0.5);
        let y = foot + r.between(0.09, 0.24);
        let dress = *r.pick(&[Dress::Officer, Dress::Tunic, Dress::Officer, Dress::Farmer]);
        person(c, &light, r, (x, y), 0.13 + (y - foot) * 0.42, dress);
    }
}

pub(super) fn flags_ceremony(c: &mut Canvas, r: &Chance) {
    let horizon = 0.52;
    let light = open_air(c, r, &[Hour::Morning, Hour::Golden], horizon);
    far_woods(c, r, &light, horizon);
    pavement(c, r, &light, horizon, hex(0xada394));
    let aim = c.ratio * 0.5;
    for step in 0..8 {
        let t = (step as f32 / 7.0).powi(2);
        for side in [-1.0, 1.0f32] {
            let x = aim + side * (0.07 + t * 0.66);
            let y = horizon + 0.02 + t * 0.34;
            if step % 2 == 0 {
                let look = House {
                    wall: hex(*r.pick(&[0xe9dcc0, 0xd3e0e4, 0xe8cdb8])),
                    roof: hex(*r.pick(&[0xa04832, 0x4c6d8e])),
                    trim: hex(0xf3eee2),
                };
                house(
                    c,
                    &light,
                    (x + side * (0.07 + t * 0.22), y - 0.006),
                    0.10 + t * 0.36,
                    0.4 * (1.0 - t),
                    &look,
                );
                shade_tree(
                    c,
                    &light,
                    r,
                    (x + side * (0.02 + t * 0.06), y),
                    0.1 + t * 0.3,
                    0.4 * (1.0 - t),
                );
            }
        }
    }
    // Lines of small flags across the street.
    for line in 0..4 {
        let t = line as f32 / 3.0;
        let (half, y, size) = (0.13 + t * 0.62, horizon - 0.09 - t * 0.22, 0.010 + t * 0.028);
        let count = 13;
        let sag = 0.02 + t * 0.05;
        let rope: Vec<Point> = (0..=24)
            .map(|i| {
                let k = i as f32 / 12.0 - 1.0;
                (aim + k * half, y + sag * (1.0 - k * k))
            })
            .collect();
        c.stroke(&rope, (0.0016, 0.0016), light.on(hex(0x6b665e), 0.2), 0.9);
        for index in 0..count {
            let k = (index as f32 + 0.5) / count as f32 * 2.0 - 1.0;
            let at = (aim + k * half, y + sag * (1.0 - k * k));
            flag(c, &light, (at.0 - size / 2.0, at.1), size, index as f32);
        }
    }
    for step in 0..6 {
        let t = ((step as f32 + 1.0) / 6.0).powi(2);
        for side in [-1.0, 1.0f32] {
            let foot = (aim + side * (0.06 + t * 0.52), horizon + 0.025 + t * 0.36);
            flag_pole(c, &light, foot, 0.07 + t * 0.46, 0.03 + t * 0.15);
        }
    }
    for row in 0..4 {
        let y = horizon + 0.09 + row as f32 * 0.075;
        let size = 0.065 + row as f32 * 0.04;
        for _ in 0..5 - row / 2 {
            let x = aim + r.between(-0.1, 0.1) * (1.0 + row as f32 * 1.25);
            let dress = *r.pick(&[Dress::Tunic, Dress::Officer, Dress::Volunteer, Dress::Pupil]);
            let size = if dress == Dress::Pupil { size * 0.75 } else { size };
            person(c, &light, r, (x, y + r.between(-0.015, 0.015)), size, dress);
        }
    }
}

pub(super) fn street(c: &mut Canvas, r: &Chance) {
    let horizon = 0.50;
    let light = open_air(c, r, &[Hour::Morning, Hour::Golden, Hour::Dawn], horizon);
    far_woods(c, r, &light, horizon);
    pavement(c, r, &light, horizon, hex(0x8f8b86));
    let aim = c.ratio * r.between(0.46, 0.54);
    let walls = [0xe8d2a0, 0xcfdfe2, 0xe6c2a8, 0xd9e0c4, 0xefe6d6, 0xd8c8dc];
    for step in 0..7 {
        let (t0, t1) = ((step as f32 / 7.0).powi(2), ((step as f32 + 1.0) / 7.0).powi(2));
        for side in [-1.0, 1.0f32] {
            shop(c, &light, r, (aim, horizon), side, (t0, t1), hex(*r.pick(&walls)));
        }
    }
    for step in 1..5 {
        let t = (step as f32 / 5.0).powi(2);
        for side in [-1.0, 1.0f32] {
            let at = (aim + side * (0.06 + t * 0.50), horizon + 0.02 + t * 0.38);
            shade_tree(c, &light, r, at, 0.08 + t * 0.36, 0.35 * (1.0 - t));
        }
    }
    for (x, y, size) in
        [(-0.42f32, 0.80, 0.26), (0.42, 0.82, 0.28), (-0.24, 0.66, 0.14), (0.25, 0.67, 0.14)]
    {
        let cloth = hex(*r.pick(&[0xb8402f, 0x2f6f9c, 0x3f8a5a, 0xd08a2f]));
        stall(c, &light, r, (aim + x, y), size, cloth);
    }
    for row in 0..4 {
        let y = horizon + 0.07 + row as f32 * 0.085;
        for _ in 0..4 {
            let x = aim + r.between(-0.07, 0.07) * (1.0 + row as f32 * 1.4);
            let dress = *r.pick(&[
                Dress::Farmer,
                Dress::Officer,
                Dress::Tunic,
                Dress::Pupil,
                Dress::Farmer,
            ]);
            let size =
                (0.055 + row as f32 * 0.042) * if dress == Dress::Pupil { 0.78 } else { 1.0 };
            person(c, &light, r, (x, y + r.between(-0.02, 0.02)), size, dress);
        }
    }
}

/// One shop house of a street that runs to the vanishing point; drawn from far to near.
fn shop(
    c: &mut Canvas,
    light: &Light,
    r: &Chance,
    (aim, horizon): Point,
    side: f32,
    (t0, t1): Point,
    wall: Rgb,
) {
    let x = |t: f32| aim + side * (0.075 + t * 0.78);
    let low = |t: f32| horizon + 0.012 + t * 0.36;
    let tall = r.between(0.85, 1.2);
    let high = |t: f32| horizon - (0.09 + t * 0.5) * tall;
    let haze = 0.42 * (1.0 - t1);
    let colour = light.on(wall, haze);
    let lit = (light.sun_at.0 - aim) * side < 0.0;
    let face = colour.times(if lit { 1.0 } else { 0.8 });
    c.fill_with(
        &[(x(t0), high(t0)), (x(t1), high(t1)), (x(t1), low(t1)), (x(t0), low(t0))],
        1.0,
        |px, py| face.times(0.94 + (layers(px * 20.0, py * 20.0, 2, 5) - 0.5) * 0.16),
    );
    let at = |u: f32, v: f32| {
        let t = t0 + (t1 - t0) * u;
        (x(t), low(t) + (high(t) - low(t)) * v)
    };
    let dark = light.on(hex(0x33322f), haze);
    c.fill_with(&[at(0.1, 0.0), at(0.9, 0.0), at(0.9, 0.27), at(0.1, 0.27)], 1.0, |px, py| {
        dark.mix(
            light.on(hex(0xd0a860), haze),
            (0.55 - (py - horizon).abs() * 0.9 + (px * 90.0).sin() * 0.08).clamp(0.05, 0.5),
        )
    });
    let sign = light.on(hex(*r.pick(&[0xb03a2e, 0x2e6da4, 0x3a8a55, 0xcf8f2e])), haze);
    c.fill(&[at(0.04, 0.31), at(0.96, 0.31), at(0.96, 0.40), at(0.04, 0.40)], sign, 0.95);
    let glass = light.on(hex(0x4b6672), haze);
    for floor in [0.48, 0.72f32] {
        for window in [0.16, 0.58f32] {
            c.fill(
                &[
                    at(window, floor),
                    at(window + 0.26, floor),
                    at(window + 0.26, floor + 0.15),
                    at(window, floor + 0.15),
                ],
                glass.mix(light.middle, 0.2),
                1.0,
            );
        }
        c.fill(
            &[
                at(0.06, floor - 0.035),
                at(0.94, floor - 0.035),
                at(0.94, floor - 0.005),
                at(0.06, floor - 0.005),
            ],
            face.times(1.12),
            1.0,
        );
    }
    c.fill(&[at(0.0, 0.97), at(1.0, 0.97), at(1.0, 1.02), at(0.0, 1.02)], face.times(0.72), 1.0);
}
