//! What is shown while a picture loads: its average colour, and the tints of its four corners, which a
//! style sheet lets run into each other.

use std::fmt;

use crate::crop::{Crop, scale};
use crate::decode::Pixels;
use crate::limits::PictureError;

/// Small enough to be read in no time, large enough that a corner is more than one pixel.
const TINY_WIDTH: u32 = 20;
const TINY_HEIGHT_MAX: u32 = 40;

/// A colour of the screen. Written as `#rrggbb`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

impl Colour {
    /// Reads what is written as `#rrggbb`.
    pub fn parse(text: &str) -> Option<Self> {
        let hex = text.strip_prefix('#').filter(|hex| hex.len() == 6 && hex.is_ascii())?;
        let channel = |at: usize| u8::from_str_radix(hex.get(at..at + 2)?, 16).ok();
        Some(Self { red: channel(0)?, green: channel(2)?, blue: channel(4)? })
    }
}

/// One of a small set of colours that photographs come near: seven steps of light, in each nine casts.
/// A style sheet has one rule for each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tint(u8);

/// From one step of light to the next; the last is white.
const LIGHT: f32 = 42.5;
const LIGHT_STEPS: u8 = 7;
/// How strong a cast is: photographs are paler than one thinks.
const CAST: f32 = 30.0;

impl Tint {
    /// How many there are.
    pub const COUNT: u8 = LIGHT_STEPS * 9;

    /// Every tint.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..Self::COUNT).map(Self)
    }

    /// The tint with a number.
    pub fn numbered(number: u8) -> Option<Self> {
        (number < Self::COUNT).then_some(Self(number))
    }

    /// Its number.
    pub fn number(self) -> u8 {
        self.0
    }

    /// The tint that a colour comes nearest.
    pub fn of(colour: Colour) -> Self {
        let [red, green, blue] = [colour.red, colour.green, colour.blue].map(f32::from);
        let light = 0.299 * red + 0.587 * green + 0.114 * blue;
        let step = (0..LIGHT_STEPS - 1)
            .find(|step| light < (f32::from(*step) + 0.5) * LIGHT)
            .unwrap_or(LIGHT_STEPS - 1);
        let cast = |strength: f32| match strength {
            strength if strength < -CAST / 2.0 => 0,
            strength if strength > CAST / 2.0 => 2,
            _ => 1,
        };
        Self(step * 9 + cast(0.564 * (blue - light)) * 3 + cast(0.713 * (red - light)))
    }

    /// Its colour.
    pub fn colour(self) -> Colour {
        let light = f32::from(self.0 / 9) * LIGHT;
        let towards_blue = (f32::from(self.0 / 3 % 3) - 1.0) * CAST;
        let towards_red = (f32::from(self.0 % 3) - 1.0) * CAST;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "bounded by what a channel holds"
        )]
        let channel = |value: f32| value.round().clamp(0.0, 255.0) as u8;
        Colour {
            red: channel(light + 1.402 * towards_red),
            green: channel(light - 0.344 * towards_blue - 0.714 * towards_red),
            blue: channel(light + 1.772 * towards_blue),
        }
    }
}

/// A picture from afar: the tints of its corners, as one reads. Written as four numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Blur([Tint; 4]);

impl Blur {
    /// A picture of one colour.
    pub fn of(colour: Colour) -> Self {
        Self([Tint::of(colour); 4])
    }

    /// Reads four numbers.
    pub fn parse(text: &str) -> Option<Self> {
        let mut numbers = text.split(' ').map(|number| Tint::numbered(number.parse().ok()?));
        let corners = [numbers.next()??, numbers.next()??, numbers.next()??, numbers.next()??];
        numbers.next().is_none().then_some(Self(corners))
    }

    /// Top left, top right, bottom left, bottom right.
    pub fn corners(self) -> [Tint; 4] {
        self.0
    }
}

impl fmt::Display for Blur {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [a, b, c, d] = self.0.map(Tint::number);
        write!(f, "{a} {b} {c} {d}")
    }
}

/// Stands in for a picture until it has loaded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Placeholder {
    /// The average colour, transparent parts counted as white.
    pub colour: Colour,
    /// The picture from afar; none of what is transparent, through which it would be seen for ever.
    pub blur: Option<Blur>,
}

pub(crate) fn placeholder(pixels: &Pixels) -> Result<Placeholder, PictureError> {
    let (width, height) = pixels.size();
    let tiny_width = width.min(TINY_WIDTH);
    let tiny_height = scale(height, tiny_width, width).min(TINY_HEIGHT_MAX);
    let tiny = pixels
        .resample(Crop::Whole.area(width, height), tiny_width, tiny_height)
        .ok_or(PictureError::Damaged)?
        .flattened();
    let average_of = |columns: std::ops::Range<u32>, rows: std::ops::Range<u32>| {
        average(tiny.enumerate_pixels().filter_map(|(x, y, pixel)| {
            (columns.contains(&x) && rows.contains(&y)).then_some(pixel.0)
        }))
    };
    let corner = |columns, rows| Tint::of(average_of(columns, rows));
    // Halves of something odd share their middle.
    let (left, right) = (0..tiny_width.div_ceil(2), tiny_width / 2..tiny_width);
    let (top, bottom) = (0..tiny_height.div_ceil(2), tiny_height / 2..tiny_height);
    let blur = Blur([
        corner(left.clone(), top.clone()),
        corner(right.clone(), top),
        corner(left, bottom.clone()),
        corner(right, bottom),
    ]);
    Ok(Placeholder {
        colour: average_of(0..tiny_width, 0..tiny_height),
        blur: match pixels {
            Pixels::Opaque(_) => Some(blur),
            Pixels::Transparent(_) => None,
        },
    })
}

fn average(pixels: impl Iterator<Item = [u8; 3]>) -> Colour {
    let (mut sums, mut count) = ([0_u64; 3], 0_u64);
    for pixel in pixels {
        for (sum, value) in sums.iter_mut().zip(pixel) {
            *sum += u64::from(value);
        }
        count += 1;
    }
    let count = count.max(1);
    let [red, green, blue] =
        sums.map(|sum| u8::try_from((sum + count / 2) / count).unwrap_or(u8::MAX));
    Colour { red, green, blue }
}
