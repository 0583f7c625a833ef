//! Small figures without faces: they give a picture its scale and its life.

use super::canvas::{Canvas, Point, Rgb, hex};
use super::sky::Light;
use crate::chance::Chance;

/// What a figure wears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Dress {
    /// Conical hat and loose dark clothes.
    Farmer,
    /// White shirt, dark trousers.
    Officer,
    /// White shirt, red scarf.
    Pupil,
    /// Long tunic.
    Tunic,
    /// White coat.
    Nurse,
    /// The blue shirt of the youth union.
    Volunteer,
}

/// Which way a figure looks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Facing {
    /// Towards us.
    Us,
    /// Into the picture.
    Away,
}

/// A standing figure that looks either way; `at` is the middle of the feet, `size` the height.
pub(crate) fn person(
    canvas: &mut Canvas,
    light: &Light,
    chance: &Chance,
    at: Point,
    size: f32,
    dress: Dress,
) {
    let facing = if chance.unit() < 0.5 { Facing::Us } else { Facing::Away };
    figure(canvas, light, chance, at, size, (dress, facing));
}

/// A standing figure that looks a given way.
pub(crate) fn figure(
    canvas: &mut Canvas,
    light: &Light,
    chance: &Chance,
    at: Point,
    size: f32,
    (dress, facing): (Dress, Facing),
) {
    let s = size;
    let turn = chance.between(-1.0, 1.0);
    let stride = chance.between(0.02, 0.06) * s;
    let skin = light.on(hex(0xb98a68), 0.02);
    let hair = light.on(hex(0x1d1a1a), 0.03);
    let shirts: &[u32] = match dress {
        Dress::Farmer => &[0x6b4f6e, 0x4b6b58, 0x7a5a42, 0x3f5673, 0x8a4a4a],
        Dress::Officer | Dress::Pupil | Dress::Nurse => &[0xeeeeea, 0xe6eaf0, 0xf2efe6],
        Dress::Tunic => &[0xf0e9ee, 0xb8334a, 0x4a68a8, 0xe3b84a, 0x7a4a94],
        Dress::Volunteer => &[0x2f6fb8, 0x2a66ac],
    };
    let shirt = light.on(hex(*chance.pick(shirts)), 0.02);
    let legs = light.on(hex(*chance.pick(&[0x25282f, 0x2c3140, 0x3a3330])), 0.04);
    if !canvas.mirrors() {
        canvas.soft((at.0 - s * 0.06, at.1), (s * 0.24, s * 0.045), hex(0x20241c), 0.55);
    }
    let long = matches!(dress, Dress::Tunic | Dress::Nurse);
    let trousers =
        if dress == Dress::Tunic { shirt.mix(light.on(hex(0xf4f0e8), 0.0), 0.6) } else { legs };
    for side in [-1.0, 1.0f32] {
        canvas.stroke(
            &[
                (at.0 + side * s * 0.05, at.1 - s * 0.5),
                (at.0 + side * (s * 0.035 + stride), at.1 - s * 0.008),
            ],
            (s * 0.115, s * 0.06),
            trousers.times(if side > 0.0 { 1.0 } else { 0.82 }),
            1.0,
        );
        canvas.ellipse(
            (at.0 + side * (s * 0.035 + stride) + turn * s * 0.01, at.1 - s * 0.006),
            (s * 0.04, s * 0.016),
            hair,
            1.0,
        );
    }
    let hem = if long { at.1 - s * 0.26 } else { at.1 - s * 0.44 };
    let flare = if long { 0.135 } else { 0.105 };
    let (neck, shoulder) = (at.1 - s * 0.84, at.1 - s * 0.80);
    let torso = [
        (at.0 - s * 0.035, neck),
        (at.0 + s * 0.035, neck),
        (at.0 + s * 0.115, shoulder),
        (at.0 + s * 0.13, shoulder + s * 0.05),
        (at.0 + s * 0.095, at.1 - s * 0.58),
        (at.0 + s * flare, hem),
        (at.0 - s * flare, hem),
        (at.0 - s * 0.095, at.1 - s * 0.58),
        (at.0 - s * 0.13, shoulder + s * 0.05),
        (at.0 - s * 0.115, shoulder),
    ];
    let side = if light.sun_at.0 > at.0 { 1.0 } else { -1.0 };
    canvas.fill_with(&torso, 1.0, |x, _| shirt.times(0.90 + side * (x - at.0) / s * 1.5));
    for arm in [-1.0, 1.0f32] {
        let bend = chance.between(-0.005, 0.02) * s;
        let elbow = (at.0 + arm * (s * 0.132 + bend), at.1 - s * 0.63);
        let hand = (at.0 + arm * (s * 0.125 + bend * 1.5), at.1 - s * 0.455);
        canvas.stroke(
            &[(at.0 + arm * s * 0.11, shoulder + s * 0.02), elbow],
            (s * 0.062, s * 0.05),
            shirt.times(0.86),
            1.0,
        );
        canvas.stroke(&[elbow, hand], (s * 0.042, s * 0.034), skin, 1.0);
    }
    canvas.stroke(
        &[(at.0, neck + s * 0.02), (at.0, at.1 - s * 0.89)],
        (s * 0.055, s * 0.05),
        skin.times(0.86),
        1.0,
    );
    let head = (at.0 + turn * s * 0.008, at.1 - s * 0.925);
    canvas.ellipse(head, (s * 0.056, s * 0.07), skin, 1.0);
    match dress {
        Dress::Farmer => {
            let straw = light.on(hex(0xe2cd98), 0.02);
            let tip = (head.0, head.1 - s * 0.125);
            let brim = head.1 - s * 0.01;
            canvas.fill_with(
                &[
                    tip,
                    (head.0 + s * 0.155, brim),
                    (head.0, brim + s * 0.028),
                    (head.0 - s * 0.155, brim),
                ],
                1.0,
                |x, _| straw.times(0.86 + side * (x - head.0) / s * 1.3),
            );
        }
        Dress::Nurse => {
            canvas.ellipse((head.0, head.1 - s * 0.02), (s * 0.06, s * 0.058), hair, 1.0);
            canvas.ellipse((head.0, head.1 - s * 0.055), (s * 0.05, s * 0.024), shirt, 1.0);
        }
        _ if facing == Facing::Us => {
            if dress == Dress::Tunic {
                for side in [-1.0, 1.0f32] {
                    canvas.stroke(
                        &[
                            (head.0 + side * s * 0.05, head.1 - s * 0.03),
                            (head.0 + side * s * 0.06, head.1 + s * 0.09),
                        ],
                        (s * 0.03, s * 0.02),
                        hair,
                        1.0,
                    );
                }
            }
            canvas.fill(
                &[
                    (head.0 - s * 0.06, head.1 - s * 0.005),
                    (head.0 - s * 0.058, head.1 - s * 0.05),
                    (head.0 - s * 0.03, head.1 - s * 0.078),
                    (head.0 + s * 0.03, head.1 - s * 0.078),
                    (head.0 + s * 0.058, head.1 - s * 0.05),
                    (head.0 + s * 0.06, head.1 - s * 0.005),
                    (head.0 + s * 0.045, head.1 - s * 0.034),
                    (head.0 - s * 0.02, head.1 - s * 0.042),
                    (head.0 - s * 0.045, head.1 - s * 0.03),
                ],
                hair,
                1.0,
            );
        }
        _ => {
            canvas.ellipse(
                (head.0 - turn * s * 0.01, head.1 - s * 0.016),
                (s * 0.061, s * 0.062),
                hair,
                1.0,
            );
            if dress == Dress::Tunic {
                canvas.stroke(
                    &[head, (head.0, head.1 + s * 0.14)],
                    (s * 0.09, s * 0.05),
                    hair,
                    1.0,
                );
            }
        }
    }
    if dress == Dress::Pupil {
        let scarf = light.on(hex(0xd63327), 0.0);
        canvas.fill(
            &[
                (at.0 - s * 0.07, shoulder - s * 0.015),
                (at.0 + s * 0.07, shoulder - s * 0.015),
                (at.0, shoulder + s * 0.085),
            ],
            scarf,
            1.0,
        );
    }
}

/// Heads and shoulders of people who sit with their backs to us, row behind row.
pub(crate) fn audience(
    canvas: &mut Canvas,
    light: &Light,
    chance: &Chance,
    rows: usize,
    (far, near): Point,
) {
    for row in 0..rows {
        let t = row as f32 / (rows - 1).max(1) as f32;
        let y = far + (near - far) * t * t.sqrt();
        let size = 0.055 + 0.125 * t * t.sqrt();
        let gap = size * 1.02;
        let aisle = canvas.ratio / 2.0;
        let count = (canvas.ratio / gap) as usize + 3;
        for index in 0..count {
            let x = (index as f32 - 0.5 + if row % 2 == 0 { 0.0 } else { 0.3 }) * gap
                + chance.between(-0.08, 0.08) * gap;
            if (x - aisle).abs() < 0.035 + size * 0.5 || chance.unit() < 0.06 {
                continue;
            }
            seat(canvas, light, (x, y), size);
            sitter(canvas, light, chance, (x, y), size);
        }
    }
}

fn seat(canvas: &mut Canvas, light: &Light, at: Point, size: f32) {
    let wood = light.on(hex(0x6e3f26), 0.0);
    canvas.rect(
        (at.0 - size * 0.36, at.1 - size * 0.22),
        (at.0 + size * 0.36, at.1 + size * 0.5),
        wood.times(0.62),
        1.0,
    );
}

fn sitter(canvas: &mut Canvas, light: &Light, chance: &Chance, at: Point, size: f32) {
    let s = size;
    let shirt: Rgb = light.on(
        hex(*chance.pick(&[0xe9ebee, 0xdfe6ee, 0xf0ece2, 0xc8d6e6, 0x8fa9c4, 0xd9c9d6, 0x6f7f6a])),
        0.0,
    );
    let hair = light.on(hex(*chance.pick(&[0x1b1918, 0x242020, 0x3a3634])), 0.0);
    let skin = light.on(hex(0xb48563), 0.0);
    let nod = chance.between(-0.03, 0.03) * s;
    let top = at.1 - s * 0.42;
    let body = [
        (at.0 - s * 0.09, top),
        (at.0 + s * 0.09, top),
        (at.0 + s * 0.27, top + s * 0.08),
        (at.0 + s * 0.34, top + s * 0.3),
        (at.0 + s * 0.34, at.1 + s * 0.05),
        (at.0 - s * 0.34, at.1 + s * 0.05),
        (at.0 - s * 0.34, top + s * 0.3),
        (at.0 - s * 0.27, top + s * 0.08),
    ];
    canvas.fill_with(&body, 1.0, |x, y| {
        shirt.times(0.72 + (at.1 - y) / s * 0.4 - (x - at.0).abs() / s * 0.35)
    });
    canvas.stroke(
        &[(at.0, top + s * 0.04), (at.0 + nod, top - s * 0.1)],
        (s * 0.16, s * 0.15),
        skin,
        1.0,
    );
    canvas.ellipse((at.0 + nod, top - s * 0.19), (s * 0.145, s * 0.175), hair, 1.0);
    canvas.ellipse(
        (at.0 + nod - s * 0.03, top - s * 0.25),
        (s * 0.07, s * 0.06),
        hair.times(1.9),
        0.35,
    );
    canvas.rect(
        (at.0 - s * 0.33, at.1 - s * 0.08),
        (at.0 + s * 0.33, at.1 + s * 0.4),
        light.on(hex(0x7a4628), 0.0),
        1.0,
    );
}
