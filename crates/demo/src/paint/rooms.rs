//! Scenes in rooms: the meeting hall and the counter.

use super::built::{GOLD, RED, flag_pole, star};
use super::canvas::{Canvas, Rgb, hex};
use super::noise::layers;
use super::people::{Dress, Facing, audience, figure};
use super::plants::bank;
use super::sky::{Hour, Light};
use crate::chance::Chance;

/// The walls, floor and lamps of a room seen from its back.
fn room(c: &mut Canvas, r: &Chance, wall: Rgb, floor: Rgb) -> Light {
    let mut light = Light::at(Hour::Morning, (c.ratio * 0.5, 0.1));
    light.ambient = Rgb(1.0, 0.965, 0.90);
    let middle = c.ratio * 0.5;
    let seed = r.next() as u32;
    c.rows(0.0, 1.0, |x, y| {
        let away = ((x - middle) / middle).abs();
        wall.times(
            1.06 - away * 0.26 - (y - 0.3).abs() * 0.2
                + (layers(x * 6.0, y * 6.0, 3, seed) - 0.5) * 0.05,
        )
    });
    c.fill_with(
        &[(0.0, 0.0), (c.ratio, 0.0), (middle + 0.5, 0.13), (middle - 0.5, 0.13)],
        1.0,
        |_, y| hex(0xf7f3ea).times(0.84 + y * 1.1),
    );
    for row in 0..3 {
        let y = 0.025 + row as f32 * 0.036;
        for side in [-1.0, 0.0, 1.0f32] {
            let spread = 0.5 - row as f32 * 0.11;
            let wide = 0.085 - row as f32 * 0.018;
            c.rect(
                (middle + side * spread - wide, y),
                (middle + side * spread + wide, y + 0.008),
                hex(0xffffff),
                0.95,
            );
            c.glow((middle + side * spread, y), (0.22, 0.09), hex(0xfff2d4), 0.22);
        }
    }
    c.fill_with(
        &[
            (0.0, 0.86),
            (middle - 0.5, 0.55),
            (middle + 0.5, 0.55),
            (c.ratio, 0.86),
            (c.ratio, 1.0),
            (0.0, 1.0),
        ],
        1.0,
        |x, y| {
            floor.times(
                0.9 + (y - 0.6) * 0.2 + (layers(x * 5.0, y * 14.0, 3, seed ^ 2) - 0.5) * 0.14,
            )
        },
    );
    for side in [-1.0, 1.0f32] {
        for window in 0..2 {
            let near = middle + side * (0.72 - window as f32 * 0.13);
            let far = near - side * 0.085;
            let (grow, shrink) = (0.04 - window as f32 * 0.012, 0.028 - window as f32 * 0.01);
            c.fill_with(
                &[
                    (near, 0.20 - grow),
                    (far, 0.20 - shrink),
                    (far, 0.46 + shrink),
                    (near, 0.46 + grow),
                ],
                1.0,
                |_, y| hex(0xf6fbff).mix(hex(0x9fc29a), ((y - 0.2) * 2.6).clamp(0.0, 1.0)),
            );
            c.stroke(
                &[((near + far) / 2.0, 0.17), ((near + far) / 2.0, 0.49)],
                (0.005, 0.005),
                hex(0xe9e2d2),
                1.0,
            );
            c.glow(((near + far) / 2.0, 0.34), (0.16, 0.26), hex(0xfff4dc), 0.14);
        }
    }
    light
}

pub(super) fn meeting_hall(c: &mut Canvas, r: &Chance) {
    let wall = hex(*r.pick(&[0xe6dcc4, 0xdfe2d6, 0xe9dccb]));
    let light = room(c, r, wall, hex(0x9a7350));
    let middle = c.ratio * 0.5;
    // The stage: a red curtain with the star, flags, a table, a lectern and flowers.
    let (top, foot) = (0.14, 0.53);
    let cloth = light.on(hex(0xa8231f), 0.0);
    c.fill_with(
        &[(middle - 0.5, top), (middle + 0.5, top), (middle + 0.5, foot), (middle - 0.5, foot)],
        1.0,
        |x, y| {
            let fold = ((x * 92.0).sin() + (x * 37.0 + 1.0).sin() * 0.6) * 0.11;
            cloth.times(0.98 + fold - (y - top) * 0.5)
        },
    );
    c.fill_with(
        &[
            (middle - 0.5, top),
            (middle + 0.5, top),
            (middle + 0.5, top + 0.05),
            (middle - 0.5, top + 0.05),
        ],
        1.0,
        |x, _| cloth.times(1.12 + (x * 60.0).sin() * 0.12),
    );
    c.rect(
        (middle - 0.5, top + 0.048),
        (middle + 0.5, top + 0.056),
        light.on(GOLD, 0.0).times(0.85),
        0.9,
    );
    c.glow((middle, 0.27), (0.3, 0.16), hex(0xff9a6a), 0.16);
    c.fill(&star((middle, 0.275), 0.062), light.on(GOLD, 0.0), 1.0);
    c.rect(
        (middle - 0.5, foot - 0.012),
        (middle + 0.5, foot + 0.05),
        light.on(hex(0x6d4228), 0.0),
        1.0,
    );
    c.rect(
        (middle - 0.5, foot - 0.014),
        (middle + 0.5, foot - 0.004),
        light.on(hex(0xb98556), 0.0),
        1.0,
    );
    for side in [-1.0, 1.0f32] {
        flag_pole(c, &light, (middle + side * 0.44 - 0.04, foot - 0.01), 0.26, 0.085);
        let pot = (middle + side * 0.33, foot + 0.02);
        bank(c, &light, r, ((pot.0 - 0.05, pot.1), (pot.0 + 0.05, pot.1)), 0.05, 0.02);
    }
    let table = (middle - 0.18, middle + 0.14);
    for index in 0..4 {
        let x = table.0 + 0.05 + index as f32 * 0.075;
        figure(c, &light, r, (x, foot + 0.065), 0.19, (Dress::Officer, Facing::Us));
    }
    c.fill_with(
        &[
            (table.0, foot - 0.05),
            (table.1, foot - 0.05),
            (table.1 + 0.012, foot + 0.07),
            (table.0 - 0.012, foot + 0.07),
        ],
        1.0,
        |x, y| {
            light
                .on(hex(0xf3efe6), 0.0)
                .times(1.0 - (y - foot + 0.05) * 2.2 + (x * 160.0).sin() * 0.03)
        },
    );
    for _ in 0..80 {
        let at = (middle + r.between(-0.07, 0.05), foot - 0.052 - r.unit().powi(2) * 0.022);
        let petal = hex(*r.pick(&[0xe8507a, 0xf3c844, 0xf6efe8, 0x5f8f44, 0xd9403a]));
        c.ellipse(at, (0.005, 0.0042), light.on(petal, 0.0), 1.0);
    }
    let desk = middle + 0.27;
    figure(
        c,
        &light,
        r,
        (desk, foot + 0.04),
        0.2,
        (*r.pick(&[Dress::Officer, Dress::Tunic]), Facing::Us),
    );
    c.fill_with(
        &[
            (desk - 0.045, foot - 0.075),
            (desk + 0.045, foot - 0.075),
            (desk + 0.034, foot + 0.045),
            (desk - 0.034, foot + 0.045),
        ],
        1.0,
        |x, y| {
            light
                .on(hex(0x8a5a36), 0.0)
                .times(0.85 + (x - desk) * 3.0 + (layers(x * 30.0, y * 200.0, 2, 1) - 0.5) * 0.3)
        },
    );
    c.fill(&star((desk, foot - 0.02), 0.016), light.on(GOLD, 0.0), 0.9);
    audience(c, &light, r, 5, (0.66, 0.97));
}

pub(super) fn service_counter(c: &mut Canvas, r: &Chance) {
    let light = room(c, r, hex(*r.pick(&[0xe3ebee, 0xeae6da, 0xe2ebe2])), hex(0xc4b9a8));
    let middle = c.ratio * 0.5;
    // A blue board over the counter, and a board with the procedures.
    c.fill_with(
        &[
            (middle - 0.5, 0.145),
            (middle + 0.5, 0.145),
            (middle + 0.5, 0.215),
            (middle - 0.5, 0.215),
        ],
        1.0,
        |x, _| hex(0x1f5f9f).times(1.06 - (x - middle).abs() * 0.3),
    );
    c.ellipse((middle, 0.18), (0.025, 0.025), RED, 1.0);
    c.fill(&star((middle, 0.18), 0.019), GOLD, 1.0);
    for side in [-1.0, 1.0f32] {
        c.rect(
            (middle + side * 0.3 - 0.09, 0.25),
            (middle + side * 0.3 + 0.09, 0.36),
            hex(0xf8f6ee),
            1.0,
        );
        for line in 0..5 {
            let y = 0.268 + line as f32 * 0.019;
            let long = r.between(0.08, 0.16);
            c.rect(
                (middle + side * 0.3 - 0.078, y),
                (middle + side * 0.3 - 0.078 + long, y + 0.005),
                hex(0x8a97a2),
                0.8,
            );
        }
    }
    let (top, foot) = (0.50, 0.68);
    for index in 0..4 {
        let x = middle + (index as f32 - 1.5) * 0.27;
        let dress = if index % 2 == 0 { Dress::Officer } else { Dress::Tunic };
        figure(c, &light, r, (x - 0.03, 0.69), 0.31, (dress, Facing::Us));
    }
    let wood = light.on(hex(0xa9784a), 0.0);
    c.fill_with(
        &[(middle - 0.58, top), (middle + 0.58, top), (middle + 0.62, foot), (middle - 0.62, foot)],
        1.0,
        |x, y| {
            let panel = if ((x - middle + 2.7) / 0.27).fract() < 0.02 { 0.7 } else { 1.0 };
            wood.times(
                (1.04 - (y - top) * 1.5 + (layers(x * 8.0, y * 90.0, 3, 6) - 0.5) * 0.24) * panel,
            )
        },
    );
    c.rect(
        (middle - 0.6, top - 0.014),
        (middle + 0.6, top + 0.006),
        light.on(hex(0xe6e0d4), 0.0),
        1.0,
    );
    for index in 0..4 {
        let x = middle + (index as f32 - 1.5) * 0.27 + 0.055;
        c.rect((x - 0.036, top - 0.085), (x + 0.036, top - 0.034), hex(0x23272c), 1.0);
        c.rect((x - 0.006, top - 0.036), (x + 0.006, top - 0.012), hex(0x3a3f45), 1.0);
        let plate = (x - 0.14, top - 0.05);
        c.rect((plate.0 - 0.022, plate.1), (plate.0 + 0.022, plate.1 + 0.036), hex(0xf2f4f4), 0.95);
        bank(c, &light, r, ((x + 0.07, top - 0.014), (x + 0.1, top - 0.014)), 0.03, 0.0);
    }
    for index in 0..4 {
        let x = middle + (index as f32 - 1.5) * 0.27 + r.between(-0.05, 0.03);
        if r.unit() < 0.8 {
            let dress = *r.pick(&[Dress::Farmer, Dress::Tunic, Dress::Volunteer, Dress::Farmer]);
            figure(c, &light, r, (x, 0.86 + r.between(0.0, 0.05)), 0.38, (dress, Facing::Away));
        }
    }
}
