//! Scenes of canal, pond, river and sea.

use super::built::{House, RED, boat, flag_pole, house};
use super::canvas::{Canvas, Point, Rgb, hex};
use super::country::{far_woods, ground, open_air};
use super::noise::layers;
use super::people::{Dress, person};
use super::plants::{bank, grass, mangrove, nipa, palm, tree_line};
use super::ramp;
use super::sky::{Hour, Light, shore, water};
use crate::chance::Chance;

const RIVER: Rgb = hex(0x6f6a4c);
const SEA: Rgb = hex(0x4c6f72);

pub(super) fn mangrove_canal(c: &mut Canvas, r: &Chance) {
    let horizon = r.between(0.44, 0.50);
    let light = open_air(c, r, &[Hour::Dawn, Hour::Morning, Hour::Golden], horizon);
    far_woods(c, r, &light, horizon);
    let aim = c.ratio * r.between(0.42, 0.58);
    shore(c, &light, horizon, horizon + 0.012);
    // Both banks stand from far to near; the water mirrors them afterwards.
    for step in 0..9 {
        let t = step as f32 / 8.0;
        for side in [-1.0, 1.0f32] {
            let x = aim + side * (0.05 + t * t * 0.78 + r.between(-0.01, 0.02));
            let size = 0.10 + t * t * 0.62 + r.between(-0.02, 0.03);
            let haze = 0.62 * (1.0 - t).powi(2);
            let foot = (x, horizon + 0.006);
            if r.unit() < 0.3 && t > 0.2 {
                nipa(c, &light, r, foot, size * 0.55, haze);
            }
            mangrove(c, &light, r, foot, size, haze);
        }
    }
    water(c, &light, (horizon + 0.012, 1.0), RIVER, r.next() as u32);
    let boat_at = (aim + r.between(-0.16, 0.16), r.between(0.66, 0.74));
    let length = if r.unit() < 0.5 { 0.3 } else { -0.3 };
    let hull = hex(*r.pick(&[0x5b4633, 0x41606b, 0x6b3f2e]));
    c.mirrored(boat_at.1, 0.4, |c| boat(c, &light, boat_at, length, hull, None));
    person(c, &light, r, (boat_at.0 - length * 0.3, boat_at.1 - 0.012), 0.13, Dress::Farmer);
    person(c, &light, r, (boat_at.0 + length * 0.12, boat_at.1 - 0.012), 0.1, Dress::Farmer);
    boat(c, &light, boat_at, length, hull, None);
    wake(c, &light, r, boat_at, length);
    for side in [0.0, 1.0f32] {
        for _ in 0..2 {
            let x = c.ratio * side + r.between(-0.06, 0.06);
            nipa(c, &light, r, (x, 1.04), r.between(0.34, 0.5), 0.0);
        }
    }
}

fn wake(c: &mut Canvas, light: &Light, r: &Chance, at: Point, length: f32) {
    for _ in 0..16 {
        let x = at.0 - length * r.between(-0.3, 1.2);
        let y = at.1 + r.between(0.006, 0.03);
        let long = r.between(0.02, 0.07);
        c.ellipse((x, y), (long, 0.0016), light.horizon, 0.28);
    }
}

pub(super) fn shrimp_ponds(c: &mut Canvas, r: &Chance) {
    let horizon = r.between(0.38, 0.44);
    let light = open_air(c, r, &[Hour::Dawn, Hour::Morning, Hour::Golden, Hour::Monsoon], horizon);
    far_woods(c, r, &light, horizon);
    for _ in 0..6 {
        let x = r.between(0.0, c.ratio);
        palm(c, &light, r, (x, horizon + 0.004), r.between(0.07, 0.14), 0.45);
    }
    shore(c, &light, horizon + 0.001, horizon + 0.006);
    water(c, &light, (horizon + 0.006, 1.0), hex(0x5f7a68), r.next() as u32);
    let aim = c.ratio * r.between(0.42, 0.58);
    let seed = r.next() as u32;
    let levee = |c: &mut Canvas, shape: &[Point]| {
        c.fill_with(shape, 1.0, |x, y| {
            let near = ((y - horizon) / (1.0 - horizon)).clamp(0.0, 1.0);
            let far = 1.0 / (near + 0.05);
            let t = layers((x - aim) * far * 4.0, far * 6.0, 4, seed);
            light.on(
                ramp(hex(0x5a4c34), hex(0x8b7a52), hex(0x8f9c55), t * 1.3 - 0.15),
                0.5 * (1.0 - near).powi(3),
            )
        });
    };
    for (near, thick) in [(0.10f32, 0.007), (0.26, 0.014), (0.52, 0.026)] {
        let y = horizon + near * (1.0 - horizon);
        levee(
            c,
            &[
                (-0.01, y),
                (c.ratio + 0.01, y + r.between(-0.006, 0.006)),
                (c.ratio + 0.01, y + thick),
                (-0.01, y + thick),
            ],
        );
        bank(
            c,
            &light,
            r,
            ((0.0, y + 0.002), (c.ratio, y + 0.002)),
            thick * 0.7,
            0.4 * (1.0 - near),
        );
    }
    for side in [-0.62f32, 0.58] {
        let foot = aim + side * 1.25;
        levee(
            c,
            &[
                (aim + side * 0.06 - 0.004, horizon + 0.01),
                (aim + side * 0.06 + 0.004, horizon + 0.01),
                (foot + 0.09, 1.01),
                (foot - 0.09, 1.01),
            ],
        );
        bank(c, &light, r, ((aim + side * 0.08, horizon + 0.03), (foot, 1.0)), 0.028, 0.12);
    }
    for (x, near) in [(-0.13f32, 0.33f32), (0.2, 0.36), (0.02, 0.60), (-0.32, 0.66), (0.4, 0.68)] {
        paddle_wheel(c, &light, r, (aim + x, horizon + near * (1.0 - horizon)), 0.03 + near * 0.11);
    }
    let hut = House { wall: hex(0xb9a27c), roof: hex(0x7f8a8c), trim: hex(0xd9cdb4) };
    let y = horizon + 0.26 * (1.0 - horizon) + 0.006;
    house(c, &light, (aim + r.between(0.3, 0.5), y), 0.17, 0.2, &hut);
    let y = horizon + 0.52 * (1.0 - horizon) + 0.018;
    person(c, &light, r, (aim - r.between(0.2, 0.4), y), 0.15, Dress::Farmer);
    person(c, &light, r, (aim - r.between(0.05, 0.16), y), 0.15, Dress::Officer);
    grass(c, &light, r, (1.03, 0.12), 520, (hex(0x4a5228), hex(0xb0ad5c)));
}

fn paddle_wheel(c: &mut Canvas, light: &Light, r: &Chance, at: Point, size: f32) {
    let steel = light.on(hex(0x3c4a50), 0.1);
    c.stroke(&[(at.0 - size, at.1), (at.0 + size, at.1)], (size * 0.06, size * 0.06), steel, 1.0);
    for wheel in [-0.75, 0.0, 0.75f32] {
        let x = at.0 + wheel * size;
        for blade in 0..6 {
            let (s, k) = (blade as f32 * 0.524 + wheel).sin_cos();
            c.stroke(
                &[
                    (x - k * size * 0.2, at.1 - s * size * 0.22),
                    (x + k * size * 0.2, at.1 + s * size * 0.22),
                ],
                (size * 0.05, size * 0.05),
                steel,
                1.0,
            );
        }
        for _ in 0..46 {
            let spray = (x + r.between(-0.3, 0.3) * size, at.1 - r.unit().powi(2) * size * 0.5);
            let drop = size * r.between(0.012, 0.04);
            c.ellipse(spray, (drop, drop), hex(0xf6fbfa), 0.6);
        }
        c.soft((x, at.1 + size * 0.08), (size * 0.6, size * 0.13), hex(0xf2f8f6), 0.8);
    }
}

pub(super) fn river_market(c: &mut Canvas, r: &Chance) {
    let horizon = r.between(0.38, 0.43);
    let light = open_air(c, r, &[Hour::Dawn, Hour::Morning, Hour::Golden], horizon);
    far_woods(c, r, &light, horizon);
    shore(c, &light, horizon, horizon + 0.022);
    let mut x = -0.05;
    while x < c.ratio {
        let look = House {
            wall: hex(*r.pick(&[0xd9cfb6, 0xbcd0d0, 0xd8b9a0, 0xc8d3b8])),
            roof: hex(*r.pick(&[0x8e4836, 0x6f7c86, 0x476a8a, 0x97806a])),
            trim: hex(0xe9e1d2),
        };
        let width = r.between(0.12, 0.19);
        for post in 0..4 {
            let px = x + width * (0.14 + 0.24 * post as f32);
            c.stroke(
                &[(px, horizon - 0.01), (px, horizon + 0.03)],
                (0.005, 0.005),
                light.on(hex(0x4b4034), 0.3),
                1.0,
            );
        }
        house(c, &light, (x + width / 2.0, horizon), width, 0.28, &look);
        if r.unit() < 0.5 {
            palm(c, &light, r, (x + width, horizon + 0.005), r.between(0.16, 0.26), 0.3);
        } else {
            nipa(c, &light, r, (x + width, horizon + 0.012), r.between(0.06, 0.1), 0.25);
        }
        x += width + r.between(0.02, 0.09);
    }
    water(c, &light, (horizon + 0.022, 1.0), RIVER, r.next() as u32);
    for (step, near) in [0.16f32, 0.3, 0.34, 0.56, 0.78].iter().enumerate() {
        let y = horizon + near * (1.0 - horizon);
        let x = c.ratio * [0.24, 0.72, 0.46, 0.22, 0.66][step] + r.between(-0.06, 0.06);
        let length = (0.15 + near * 0.52) * if r.unit() < 0.5 { 1.0 } else { -1.0 };
        let hull = hex(*r.pick(&[0x5b4331, 0x3f5d6b, 0x7a3a2c, 0x4d5a3c]));
        let cabin = (step == 1 || step == 3).then(|| hex(0x7fa08f));
        c.mirrored(y, 0.36, |c| boat(c, &light, (x, y), length, hull, cabin));
        let size = 0.05 + near * 0.19;
        person(c, &light, r, (x - length * 0.36, y - length.abs() * 0.03), size, Dress::Farmer);
        if cabin.is_none() {
            person(
                c,
                &light,
                r,
                (x + length * 0.26, y - length.abs() * 0.03),
                size * 0.8,
                Dress::Farmer,
            );
        }
        boat(c, &light, (x, y), length, hull, cabin);
        cargo(c, &light, r, (x, y), length);
        wake(c, &light, r, (x, y), length);
    }
}

fn cargo(c: &mut Canvas, light: &Light, r: &Chance, at: Point, length: f32) {
    let goods = [0xd8a23c, 0x6f9a3a, 0xc6532f, 0x8fae4c, 0xe2c65a];
    let colour = light.on(hex(*r.pick(&goods)), 0.02);
    let other = light.on(hex(*r.pick(&goods)), 0.02);
    let s = length.abs();
    for index in 0..90 {
        let t = r.between(-1.0, 1.0);
        let up = (1.0 - t * t) * 0.075 * (1.0 - index as f32 / 120.0);
        let spot = (at.0 + (0.08 + t * 0.17) * length, at.1 - s * (0.062 + up));
        let base = if t < 0.1 { colour } else { other };
        c.ellipse(spot, (s * 0.017, s * 0.015), base.times(r.between(0.7, 1.2)), 1.0);
    }
}

pub(super) fn fishing_port(c: &mut Canvas, r: &Chance) {
    let horizon = r.between(0.42, 0.47);
    let light = open_air(c, r, &[Hour::Dawn, Hour::Golden, Hour::Morning], horizon);
    tree_line(c, &light, (horizon, 0.05), 0.7, r.next() as u32);
    water(c, &light, (horizon, 1.0), SEA, r.next() as u32);
    let hulls = [0x2f6a8e, 0x2d7f73, 0x8c3a2a, 0x3a5f9a, 0x33705a];
    for (step, near) in [0.05f32, 0.07, 0.09, 0.15, 0.19, 0.22, 0.36, 0.44].iter().enumerate() {
        let y = horizon + near * (1.0 - horizon);
        let places = [0.15, 0.52, 0.85, 0.3, 0.66, 0.95, 0.2, 0.74];
        let x = c.ratio * places[step] + r.between(-0.05, 0.05);
        let length = (0.15 + near * 0.95) * if r.unit() < 0.5 { 1.0 } else { -1.0 };
        let mut far = light;
        let haze = 0.4 * (1.0 - near * 3.0).max(0.0);
        far.ambient = light.ambient.mix(light.haze, haze);
        let hull = hex(*r.pick(&hulls)).mix(light.haze, haze * 0.7);
        let cabin = Some(hex(*r.pick(&[0xe6d9b8, 0x9fc4c8, 0xd9e3dc])));
        c.mirrored(y, 0.42, |c| boat(c, &far, (x, y), length, hull, cabin));
        boat(c, &far, (x, y), length, hull, cabin);
        if near > &0.12 {
            let size = 0.035 + near * 0.22;
            person(c, &light, r, (x + length * 0.22, y - length.abs() * 0.06), size, Dress::Farmer);
        }
        wake(c, &light, r, (x, y), length * 0.6);
    }
    quay(c, &light, r, 0.86);
}

fn quay(c: &mut Canvas, light: &Light, r: &Chance, top: f32) {
    let seed = r.next() as u32;
    let stone = light.on(hex(0xa39a89), 0.0);
    c.fill_with(
        &[(-0.01, top), (c.ratio + 0.01, top - 0.02), (c.ratio + 0.01, 1.01), (-0.01, 1.01)],
        1.0,
        |x, y| {
            let far = 1.0 / (y - top + 0.12);
            stone.times(0.78 + layers(x * far * 2.0, far * 3.0, 4, seed) * 0.44)
        },
    );
    c.fill(
        &[
            (-0.01, top),
            (c.ratio + 0.01, top - 0.02),
            (c.ratio + 0.01, top - 0.008),
            (-0.01, top + 0.012),
        ],
        light.on(hex(0xd9d0bd), 0.0),
        0.9,
    );
    for _ in 0..5 {
        let at = (r.between(0.05, 0.95) * c.ratio, 0.93 + r.between(0.0, 0.05));
        let colour = light.on(hex(*r.pick(&[0x3a78a8, 0xc9573a, 0x3f8a5e])), 0.0);
        c.soft((at.0, at.1), (0.09, 0.02), hex(0x26221c), 0.6);
        c.fill_with(
            &[
                (at.0 - 0.05, at.1 - 0.05),
                (at.0 + 0.05, at.1 - 0.05),
                (at.0 + 0.042, at.1),
                (at.0 - 0.042, at.1),
            ],
            1.0,
            |_, y| colour.times(0.75 + (at.1 - y) * 7.0),
        );
        for _ in 0..40 {
            let fish = (at.0 + r.between(-0.042, 0.042), at.1 - 0.05 - r.unit().powi(2) * 0.016);
            c.tilted(
                fish,
                (0.012, 0.003),
                r.between(-0.6, 0.6),
                light.on(hex(0xc3ccd2), 0.0).times(r.between(0.7, 1.15)),
                1.0,
            );
        }
    }
    for _ in 0..r.whole(4, 6) {
        let at = (r.between(0.08, 0.92) * c.ratio, top + r.between(0.03, 0.07));
        person(c, light, r, at, 0.19, Dress::Farmer);
    }
}

pub(super) fn bridge(c: &mut Canvas, r: &Chance) {
    let horizon = r.between(0.46, 0.5);
    let light = open_air(c, r, &[Hour::Morning, Hour::Golden, Hour::Dawn, Hour::Monsoon], horizon);
    far_woods(c, r, &light, horizon);
    shore(c, &light, horizon, horizon + 0.018);
    let look = House { wall: hex(0xd8cdb6), roof: hex(0x96503c), trim: hex(0xefe7d8) };
    for place in [0.1, 0.88] {
        let at = (c.ratio * (place + r.between(-0.03, 0.03)), horizon);
        house(c, &light, at, 0.15, 0.36, &look);
        palm(c, &light, r, (at.0 + 0.1, horizon + 0.004), 0.24, 0.34);
        palm(c, &light, r, (at.0 - 0.1, horizon + 0.004), 0.2, 0.38);
    }
    for _ in 0..7 {
        let x = r.between(0.0, c.ratio);
        nipa(c, &light, r, (x, horizon + 0.014), r.between(0.06, 0.12), 0.3);
    }
    let rise = r.between(0.10, 0.13);
    let deck = move |t: f32| horizon - 0.02 - rise * (1.0 - (2.0 * t - 1.0).powi(2));
    span(c, &light, deck, horizon);
    for (t, dress) in
        [(0.34, Dress::Pupil), (0.38, Dress::Pupil), (0.58, Dress::Farmer), (0.47, Dress::Officer)]
    {
        let x = c.ratio * t;
        person(c, &light, r, (x, deck(t) - 0.002), 0.068, dress);
    }
    span_rail(c, &light, deck);
    water(c, &light, (horizon + 0.018, 1.0), RIVER, r.next() as u32);
    let at = (c.ratio * r.between(0.3, 0.7), 0.76);
    let hull = hex(*r.pick(&[0x5b4633, 0x39606d]));
    c.mirrored(at.1, 0.4, |c| boat(c, &light, at, 0.32, hull, None));
    person(c, &light, r, (at.0 - 0.1, at.1 - 0.014), 0.14, Dress::Farmer);
    boat(c, &light, at, 0.32, hull, None);
    cargo(c, &light, r, at, 0.32);
    wake(c, &light, r, at, 0.32);
    for side in [0.02, 0.97] {
        nipa(c, &light, r, (c.ratio * side, 1.04), 0.4, 0.0);
    }
}

fn span(c: &mut Canvas, light: &Light, deck: impl Fn(f32) -> f32, foot: f32) {
    let concrete = light.on(hex(0xc9c3b6), 0.06);
    for index in 1..7 {
        let t = index as f32 / 7.0;
        let x = c.ratio * t;
        c.fill_with(
            &[
                (x - 0.017, deck(t)),
                (x + 0.017, deck(t)),
                (x + 0.02, foot + 0.03),
                (x - 0.02, foot + 0.03),
            ],
            1.0,
            |px, y| concrete.times(0.62 + (px - x) * 8.0 + (foot - y) * 0.4),
        );
        c.rect((x - 0.03, deck(t) + 0.016), (x + 0.03, deck(t) + 0.03), concrete.times(0.6), 1.0);
    }
    let mut shape: Vec<Point> =
        (0..=40).map(|i| (c.ratio * i as f32 / 40.0, deck(i as f32 / 40.0))).collect();
    shape
        .extend((0..=40).rev().map(|i| (c.ratio * i as f32 / 40.0, deck(i as f32 / 40.0) + 0.022)));
    c.fill_with(&shape, 1.0, |x, y| {
        let down = (y - deck(x / 1.5)) / 0.022;
        concrete.times(1.02 - down.clamp(0.0, 1.0) * 0.34)
    });
}

fn span_rail(c: &mut Canvas, light: &Light, deck: impl Fn(f32) -> f32) {
    let rail = light.on(hex(0xe6e8e6), 0.03);
    let bar = light.on(RED, 0.25);
    for index in 0..=60 {
        let t = index as f32 / 60.0;
        let x = c.ratio * t;
        c.stroke(&[(x, deck(t) + 0.004), (x, deck(t) - 0.026)], (0.0035, 0.0035), rail, 1.0);
    }
    for (lift, colour) in [(0.026, bar), (0.013, rail)] {
        let line: Vec<Point> =
            (0..=40).map(|i| (c.ratio * i as f32 / 40.0, deck(i as f32 / 40.0) - lift)).collect();
        c.stroke(&line, (0.005, 0.005), colour, 1.0);
    }
}

pub(super) fn cape_sunrise(c: &mut Canvas, r: &Chance) {
    let horizon = r.between(0.52, 0.58);
    let light = open_air(c, r, &[Hour::Dawn, Hour::Golden], horizon);
    let seed = r.next() as u32;
    // A headland of mangroves closes one side.
    let side = if light.sun_at.0 < c.ratio / 2.0 { 1.0 } else { 0.0 };
    for step in 0..9 {
        let t = step as f32 / 8.0;
        let x = c.ratio * side + (0.5 - side) * 2.0 * (0.62 - t * 0.62);
        mangrove(c, &light, r, (x, horizon + 0.006), 0.07 + t * 0.24, 0.62 - t * 0.4);
    }
    water(c, &light, (horizon, 1.0), SEA, seed);
    for near in [0.06f32, 0.1, 0.3] {
        let at = (c.ratio * r.between(0.2, 0.8), horizon + near * (1.0 - horizon));
        let length = 0.09 + near * 0.7;
        c.mirrored(at.1, 0.4, |c| boat(c, &light, at, length, hex(0x3a4a52), Some(hex(0x8a8a80))));
        boat(c, &light, at, length, hex(0x3a4a52), Some(hex(0x8a8a80)));
    }
    ground_beach(c, r, &light, 0.88);
    flag_pole(c, &light, (c.ratio * (0.16 + 0.68 * side), 0.95), 0.52, 0.17);
    for _ in 0..3 {
        let x = c.ratio * (0.30 + 0.4 * side) + r.between(-0.1, 0.1);
        let dress = *r.pick(&[Dress::Tunic, Dress::Officer, Dress::Pupil]);
        person(c, &light, r, (x, 0.95), 0.19, dress);
    }
    for _ in 0..9 {
        let at = (r.between(0.2, 0.8) * c.ratio, r.between(0.12, 0.36));
        let wing = r.between(0.008, 0.016);
        let ink = light.on(hex(0x4a4440), 0.25);
        c.stroke(
            &[(at.0 - wing, at.1 - wing * 0.5), at, (at.0 + wing, at.1 - wing * 0.45)],
            (0.0018, 0.0018),
            ink,
            0.9,
        );
    }
}

fn ground_beach(c: &mut Canvas, r: &Chance, light: &Light, top: f32) {
    let seed = r.next() as u32;
    let mut shape: Vec<Point> = (0..=60)
        .map(|i| {
            let x = c.ratio * i as f32 / 60.0;
            (x, top + (layers(x * 2.4, 3.0, 3, seed) - 0.5) * 0.05)
        })
        .collect();
    shape.push((c.ratio, 1.01));
    shape.push((0.0, 1.01));
    let foam: Vec<Point> = shape[..61].iter().map(|p| (p.0, p.1 - 0.004)).collect();
    c.stroke(&foam, (0.008, 0.008), light.on(hex(0xfff6ea), 0.0), 0.75);
    c.fill_with(&shape, 1.0, |x, y| {
        let t = layers(x * 14.0, y * 46.0, 4, seed);
        light.on(ramp(hex(0x5d4f3a), hex(0x8d7a58), hex(0xc2ab82), t * 1.2 - 0.1), 0.0)
    });
    grass(c, light, r, (1.03, 0.06), 160, (hex(0x4a4a26), hex(0x9a9450)));
}

/// A yard or street in front of a building, given its far and near rows.
pub(super) fn pavement(c: &mut Canvas, r: &Chance, light: &Light, top: f32, stone: Rgb) {
    let seed = r.next() as u32;
    ground(c, top, 1.0, |u, v, near| {
        let tile = ((u * 3.0).fract().abs() - 0.5).abs().max(((v * 1.6).fract() - 0.5).abs());
        let joint = if tile > 0.475 && near > 0.12 { 0.10 } else { 0.0 };
        let t = layers(u * 2.0, v * 2.0, 4, seed) - 0.5;
        light.on(stone.times(1.0 + t * 0.3 - joint), 0.35 * (1.0 - near).powi(4))
    });
}
