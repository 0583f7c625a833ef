//! What people build: houses, schools, bridges, boats, flags.

use super::canvas::{Canvas, Point, Rgb, hex};
use super::noise::layers;
use super::sky::Light;
use crate::chance::Chance;

/// Red and yellow of the national flag.
pub(crate) const RED: Rgb = hex(0xd4281e);
/// The star.
pub(crate) const GOLD: Rgb = hex(0xffd92e);

/// A five-pointed star, one point up; the inner radius is that of a true pentagram.
pub(crate) fn star(at: Point, radius: f32) -> [Point; 10] {
    let mut shape = [(0.0, 0.0); 10];
    for (index, point) in shape.iter_mut().enumerate() {
        let reach = if index % 2 == 0 { radius } else { radius * 0.381_966 };
        let (sin, cos) = (index as f32 * std::f32::consts::PI / 5.0).sin_cos();
        *point = (at.0 + sin * reach, at.1 - cos * reach);
    }
    shape
}

/// A flag of Việt Nam (two by three) in the wind, its upper corner at the pole.
pub(crate) fn flag(canvas: &mut Canvas, light: &Light, at: Point, width: f32, phase: f32) {
    let height = width * 2.0 / 3.0;
    let wave = move |x: f32| {
        let t = ((x - at.0) / width).clamp(0.0, 1.0);
        (t * 7.0 + phase).sin() * width * 0.045 * t.sqrt()
    };
    let slices = 26;
    let mut shape = Vec::with_capacity(slices * 2 + 2);
    for slice in 0..=slices {
        let x = at.0 + width * slice as f32 / slices as f32;
        shape.push((x, at.1 + wave(x)));
    }
    for slice in (0..=slices).rev() {
        let x = at.0 + width * slice as f32 / slices as f32;
        shape.push((x, at.1 + height + wave(x)));
    }
    let fold = move |x: f32| {
        let t = ((x - at.0) / width).clamp(0.0, 1.0);
        0.93 + (t * 7.0 + phase + 0.9).cos() * 0.15
    };
    let red = light.on(RED, 0.02);
    let gold = light.on(GOLD, 0.02);
    canvas.fill_with(&shape, 1.0, |x, _| red.times(fold(x)));
    // The star's rays reach one fifth of the flag's length from its middle.
    let mut rays = star((at.0 + width / 2.0, at.1 + height / 2.0), width / 5.0);
    for point in &mut rays {
        point.1 += wave(point.0);
    }
    canvas.fill_with(&rays, 1.0, |x, _| gold.times(fold(x)));
}

/// A flag on its pole, the pole's foot given.
pub(crate) fn flag_pole(canvas: &mut Canvas, light: &Light, foot: Point, height: f32, width: f32) {
    let steel = light.on(hex(0xc9ccd0), 0.05);
    canvas.stroke(&[foot, (foot.0, foot.1 - height)], (height * 0.016, height * 0.009), steel, 1.0);
    canvas.ellipse(
        (foot.0, foot.1 - height),
        (height * 0.011, height * 0.011),
        light.on(GOLD, 0.0),
        1.0,
    );
    flag(canvas, light, (foot.0 + height * 0.006, foot.1 - height * 0.985), width, foot.0 * 17.0);
}

/// Looks of a small house.
#[derive(Debug, Clone, Copy)]
pub(crate) struct House {
    pub(crate) wall: Rgb,
    pub(crate) roof: Rgb,
    pub(crate) trim: Rgb,
}

/// A one-storey house of the countryside with a veranda; `at` is the middle of its foot.
pub(crate) fn house(
    canvas: &mut Canvas,
    light: &Light,
    at: Point,
    width: f32,
    distance: f32,
    look: &House,
) {
    let (left, right) = (at.0 - width / 2.0, at.0 + width / 2.0);
    let height = width * 0.36;
    let eaves = at.1 - height;
    let ridge = eaves - width * 0.24;
    let wall = light.on(look.wall, distance);
    let roof = light.on(look.roof, distance);
    let trim = light.on(look.trim, distance);
    if !canvas.mirrors() {
        canvas.soft(
            (at.0, at.1 + width * 0.01),
            (width * 0.66, width * 0.07),
            light.on(hex(0x33392a), distance),
            0.55,
        );
    }
    canvas.fill_with(&[(left, eaves), (right, eaves), (right, at.1), (left, at.1)], 1.0, |x, y| {
        let grime = layers(x * 40.0, y * 40.0, 2, 3) - 0.5;
        let under = (1.0 - (y - eaves) / (height * 0.4)).clamp(0.0, 1.0);
        wall.times(1.0 - under * 0.42 + grime * 0.08 - (x - left) / width * 0.08)
    });
    let glass = light.on(hex(0x35505c), distance * 0.8);
    let wood = light.on(hex(0x6b4a33), distance);
    for (from, to, door) in [(0.12, 0.29, false), (0.42, 0.58, true), (0.71, 0.88, false)] {
        let (x0, x1) = (left + width * from, left + width * to);
        let top = eaves + height * 0.28;
        let foot = if door { at.1 } else { at.1 - height * 0.26 };
        canvas.rect(
            (x0 - width * 0.012, top - width * 0.012),
            (x1 + width * 0.012, foot),
            trim,
            1.0,
        );
        canvas.fill_with(&[(x0, top), (x1, top), (x1, foot), (x0, foot)], 1.0, |x, y| {
            let shine = ((x - x0) / (x1 - x0) + (foot - y) / (foot - top)) * 0.5;
            if door {
                wood.times(0.75 + shine * 0.4)
            } else {
                glass.mix(light.middle, shine * shine * 0.6)
            }
        });
        let mid = (x0 + x1) / 2.0;
        canvas.stroke(&[(mid, top), (mid, foot)], (width * 0.008, width * 0.008), trim, 0.9);
    }
    let hang = width * 0.07;
    let tip = width * 0.13;
    let slope = [
        (left - hang, eaves + width * 0.035),
        (left + tip, ridge),
        (right - tip, ridge),
        (right + hang, eaves + width * 0.035),
    ];
    canvas.fill_with(&slope, 1.0, |x, y| {
        let up = ((eaves - y) / (eaves - ridge)).clamp(0.0, 1.0);
        let ribs = ((x - at.0) / width * 150.0 / (1.25 - up * 0.3)).sin() * 0.05;
        let rust = layers(x * 30.0, y * 46.0, 3, 8) - 0.5;
        roof.times(0.86 + up * 0.24 + ribs + rust * 0.22)
    });
    canvas.stroke(
        &[(left - hang, eaves + width * 0.036), (right + hang, eaves + width * 0.036)],
        (width * 0.018, width * 0.018),
        roof.times(0.62),
        1.0,
    );
    for post in [0.0, 0.335, 0.665, 1.0] {
        let x = left + width * post;
        canvas.stroke(
            &[(x, eaves + width * 0.04), (x, at.1)],
            (width * 0.022, width * 0.022),
            trim.times(0.96),
            1.0,
        );
    }
    canvas.rect(
        (left - width * 0.04, at.1 - width * 0.012),
        (right + width * 0.04, at.1 + width * 0.02),
        light.on(hex(0xb9b0a2), distance),
        1.0,
    );
}

/// Looks of a public building.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Hall {
    pub(crate) wall: Rgb,
    pub(crate) roof: Rgb,
    pub(crate) storeys: usize,
    pub(crate) bays: usize,
}

/// A public building with arcades, seen from its yard. `at` is the middle of its foot.
pub(crate) fn hall(
    canvas: &mut Canvas,
    light: &Light,
    at: Point,
    (width, height): Point,
    look: &Hall,
) {
    let (left, right) = (at.0 - width / 2.0, at.0 + width / 2.0);
    let eaves = at.1 - height;
    let wall = light.on(look.wall, 0.05);
    let cream = light.on(hex(0xf6efe0), 0.04);
    let roof = light.on(look.roof, 0.06);
    let shade = light.on(hex(0x5e5a55), 0.08);
    let unit = height / look.storeys as f32;
    canvas.soft((at.0, at.1 + 0.01), (width * 0.6, 0.035), hex(0x3a3a33), 0.5);
    canvas.fill_with(&[(left, eaves), (right, eaves), (right, at.1), (left, at.1)], 1.0, |x, y| {
        wall.times(
            1.0 - (x - left) / width * 0.10 + (layers(x * 30.0, y * 30.0, 2, 6) - 0.5) * 0.05,
        )
    });
    let bay = width / look.bays as f32;
    for storey in 0..look.storeys {
        let foot = at.1 - unit * storey as f32;
        let top = foot - unit * 0.84;
        // The gallery lies in shadow; doors and windows are seen at its back.
        canvas.fill_with(
            &[
                (left + bay * 0.08, top),
                (right - bay * 0.08, top),
                (right - bay * 0.08, foot),
                (left + bay * 0.08, foot),
            ],
            1.0,
            |_, y| {
                let down = ((y - top) / (foot - top)).clamp(0.0, 1.0);
                wall.mix(shade, 0.72 - down * 0.34)
            },
        );
        for index in 0..look.bays {
            let x = left + bay * index as f32;
            let opening = if index % 3 == 1 { (0.34, 0.66, 0.0) } else { (0.22, 0.78, 0.34) };
            let (x0, x1) = (x + bay * opening.0, x + bay * opening.1);
            let (y0, y1) = (top + unit * 0.2, foot - unit * 0.84 * opening.2);
            let (blue, wood) = (light.on(hex(0x4d7487), 0.1), light.on(hex(0x48615f), 0.1));
            canvas.fill_with(&[(x0, y0), (x1, y0), (x1, y1), (x0, y1)], 1.0, |px, py| {
                let t = (px - x0) / (x1 - x0) + (y1 - py) / (y1 - y0);
                if opening.2 == 0.0 {
                    wood.times(0.8 + t * 0.2)
                } else {
                    blue.times(0.55).mix(light.middle, t * 0.26)
                }
            });
            canvas.stroke(
                &[((x0 + x1) / 2.0, y0), ((x0 + x1) / 2.0, y1)],
                (bay * 0.03, bay * 0.03),
                cream.times(0.75),
                0.9,
            );
        }
        if storey > 0 {
            canvas.rect((left, foot - unit * 0.27), (right, foot), cream.times(0.93), 1.0);
            let count = (width / 0.012) as usize;
            for index in 0..count {
                let x = left + 0.006 + index as f32 * 0.012;
                canvas.rect((x, foot - unit * 0.22), (x + 0.005, foot - unit * 0.05), shade, 0.35);
            }
        }
        for index in 0..=look.bays {
            let x = (left + bay * index as f32).clamp(left + bay * 0.06, right - bay * 0.06);
            let half = bay * 0.062;
            canvas.fill_with(
                &[
                    (x - half, top - unit * 0.02),
                    (x + half, top - unit * 0.02),
                    (x + half, foot),
                    (x - half, foot),
                ],
                1.0,
                |px, _| cream.times(0.82 + ((px - x) / half * 0.5 + 0.5) * 0.2),
            );
        }
        canvas.rect(
            (left - 0.004, foot - unit),
            (right + 0.004, foot - unit * 0.84),
            wall.times(1.05),
            1.0,
        );
        canvas.rect(
            (left - 0.006, foot - unit * 0.86),
            (right + 0.006, foot - unit * 0.83),
            wall.times(0.62),
            0.7,
        );
    }
    let hang = width * 0.03;
    let ridge = eaves - unit * 0.62;
    canvas.fill_with(
        &[
            (left - hang, eaves + 0.008),
            (left + width * 0.07, ridge),
            (right - width * 0.07, ridge),
            (right + hang, eaves + 0.008),
        ],
        1.0,
        |x, y| {
            let up = ((eaves - y) / (eaves - ridge)).clamp(0.0, 1.0);
            let tiles = ((y * 620.0).sin() * 0.05) + (layers(x * 70.0, y * 90.0, 2, 4) - 0.5) * 0.2;
            roof.times(0.84 + up * 0.22 + tiles)
        },
    );
    canvas.rect((left - hang, eaves + 0.006), (right + hang, eaves + 0.014), roof.times(0.55), 1.0);
    canvas.rect(
        (left - 0.01, at.1 - 0.006),
        (right + 0.01, at.1 + 0.008),
        light.on(hex(0xa9a297), 0.0),
        1.0,
    );
}

/// A wooden boat seen from the side; `at` is the middle of its water line, bow to the right for a
/// positive length.
pub(crate) fn boat(
    canvas: &mut Canvas,
    light: &Light,
    at: Point,
    length: f32,
    paint: Rgb,
    cabin: Option<Rgb>,
) {
    let l = length;
    let s = length.abs();
    let p = |x: f32, y: f32| (at.0 + x * l, at.1 - y * s);
    let body = light.on(paint, 0.04);
    let hull = [
        p(-0.48, 0.10),
        p(-0.2, 0.065),
        p(0.15, 0.07),
        p(0.38, 0.12),
        p(0.53, 0.21),
        p(0.47, 0.05),
        p(0.42, -0.012),
        p(-0.44, -0.012),
    ];
    canvas.fill_with(&hull, 1.0, |x, y| {
        let down = ((y - (at.1 - s * 0.1)) / (s * 0.11)).clamp(0.0, 1.0);
        body.times(1.1 - down * 0.5 + (layers(x * 60.0, y * 160.0, 2, 2) - 0.5) * 0.2)
    });
    let sheer = [p(-0.48, 0.10), p(-0.2, 0.065), p(0.15, 0.07), p(0.38, 0.12), p(0.53, 0.21)];
    canvas.stroke(&sheer, (s * 0.018, s * 0.018), light.on(hex(0xd8c49a), 0.05), 1.0);
    if let Some(colour) = cabin {
        let house = light.on(colour, 0.04);
        canvas.fill_with(
            &[p(-0.40, 0.08), p(-0.38, 0.27), p(-0.02, 0.26), p(0.0, 0.07)],
            1.0,
            |_, y| house.times(0.8 + (at.1 - y) / s * 0.9),
        );
        for window in 0..3 {
            let x = -0.33 + window as f32 * 0.105;
            canvas.fill(
                &[p(x, 0.15), p(x, 0.22), p(x + 0.06, 0.22), p(x + 0.06, 0.15)],
                light.on(hex(0x31444c), 0.1),
                1.0,
            );
        }
        canvas.fill(
            &[p(-0.44, 0.265), p(-0.41, 0.295), p(0.03, 0.285), p(0.05, 0.255)],
            house.times(0.68),
            1.0,
        );
        canvas.stroke(
            &[p(0.16, 0.07), p(0.16, 0.56)],
            (s * 0.016, s * 0.009),
            light.on(hex(0x6f5a44), 0.1),
            1.0,
        );
        canvas.stroke(
            &[p(0.16, 0.54), p(-0.2, 0.29)],
            (s * 0.004, s * 0.004),
            light.on(hex(0x55504a), 0.1),
            0.8,
        );
        canvas.stroke(
            &[p(0.16, 0.54), p(0.5, 0.2)],
            (s * 0.004, s * 0.004),
            light.on(hex(0x55504a), 0.1),
            0.8,
        );
        if !canvas.mirrors() {
            flag(canvas, light, p(-0.43, 0.41), s * 0.1, at.0 * 9.0);
        }
        canvas.stroke(
            &[p(-0.43, 0.28), p(-0.43, 0.42)],
            (s * 0.008, s * 0.006),
            light.on(hex(0x6f5a44), 0.1),
            1.0,
        );
    }
}

/// A roof over market goods, with crates of fruit beneath.
pub(crate) fn stall(
    canvas: &mut Canvas,
    light: &Light,
    chance: &Chance,
    at: Point,
    size: f32,
    cloth: Rgb,
) {
    let cloth = light.on(cloth, 0.03);
    let goods = [0xd9a13a, 0x7fa23f, 0xc2502f, 0xe0c95a, 0x6a8d3c, 0xa4503a];
    canvas.soft((at.0, at.1), (size * 0.7, size * 0.1), hex(0x2e2a24), 0.5);
    canvas.rect(
        (at.0 - size * 0.46, at.1 - size * 0.62),
        (at.0 + size * 0.46, at.1),
        light.on(hex(0x4a3f35), 0.05),
        0.75,
    );
    for post in [-0.46, 0.46] {
        canvas.stroke(
            &[(at.0 + post * size, at.1), (at.0 + post * size, at.1 - size * 0.8)],
            (size * 0.03, size * 0.03),
            light.on(hex(0x77634c), 0.0),
            1.0,
        );
    }
    for row in 0..2 {
        for column in 0..6 {
            let x = at.0 + (column as f32 - 2.5) * size * 0.15;
            let y = at.1 - size * (0.12 + 0.15 * (1 - row) as f32);
            let colour = light.on(hex(*chance.pick(&goods)), 0.0);
            canvas.rect(
                (x - size * 0.07, y - size * 0.01),
                (x + size * 0.07, y + size * 0.09),
                light.on(hex(0x8b6b48), 0.0),
                1.0,
            );
            for _ in 0..9 {
                let spot = (
                    x + chance.between(-0.06, 0.06) * size,
                    y - chance.between(-0.005, 0.045) * size,
                );
                canvas.ellipse(
                    spot,
                    (size * 0.02, size * 0.019),
                    colour.times(chance.between(0.75, 1.2)),
                    1.0,
                );
            }
        }
    }
    let (top, low) = (at.1 - size * 0.92, at.1 - size * 0.68);
    canvas.fill_with(
        &[
            (at.0 - size * 0.44, top),
            (at.0 + size * 0.44, top),
            (at.0 + size * 0.6, low),
            (at.0 - size * 0.6, low),
        ],
        1.0,
        |x, y| {
            let stripe = (((x - at.0) / (0.75 + (y - top) / (low - top) * 0.25) / size * 9.0)
                .floor() as i32)
                .rem_euclid(2);
            let base = if stripe == 0 { cloth } else { light.on(hex(0xf1ead9), 0.0) };
            base.times(1.08 - (y - top) / (low - top) * 0.25)
        },
    );
}
