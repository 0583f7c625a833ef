//! Geometry: which part of a picture is shown, and how large.

/// A rectangle inside a picture, in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Area {
    /// Distance from the left edge.
    pub left: u32,
    /// Distance from the top edge.
    pub top: u32,
    /// Width, at least 1.
    pub width: u32,
    /// Height, at least 1.
    pub height: u32,
}

/// Width to height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    width: u32,
    height: u32,
}

impl Ratio {
    /// The ratio of cards in lists, 3:2.
    pub const CARD: Self = Self { width: 3, height: 2 };

    /// A ratio of two whole numbers; a zero counts as one.
    pub const fn new(width: u16, height: u16) -> Self {
        Self {
            width: if width == 0 { 1 } else { width as u32 },
            height: if height == 0 { 1 } else { height as u32 },
        }
    }
}

/// The point of a picture that must stay in sight, in thousandths of width and height.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Focus {
    x: u16,
    y: u16,
}

impl Focus {
    /// The middle.
    pub const CENTRE: Self = Self { x: 500, y: 500 };

    /// A point given by thousandths from the left and from the top; more than 1000 counts as 1000.
    pub fn new(x: u16, y: u16) -> Self {
        Self { x: x.min(1000), y: y.min(1000) }
    }

    /// Thousandths from the left edge.
    pub const fn x(self) -> u16 {
        self.x
    }

    /// Thousandths from the top edge.
    pub const fn y(self) -> u16 {
        self.y
    }
}

/// How much of a picture its page variants show.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Crop {
    /// All of it.
    Whole,
    /// The largest part of a ratio, as close around a point as the edges allow.
    To {
        /// The ratio of the part.
        ratio: Ratio,
        /// The point.
        focus: Focus,
    },
}

impl Crop {
    pub(crate) fn area(self, width: u32, height: u32) -> Area {
        match self {
            Self::Whole => Area { left: 0, top: 0, width, height },
            Self::To { ratio, focus } => crop_to_ratio(width, height, ratio, focus),
        }
    }
}

/// The largest area of the ratio inside a picture of the given size, with the focal point as near
/// to its middle as the edges allow. Never larger than the picture, never empty unless it is.
pub fn crop_to_ratio(width: u32, height: u32, ratio: Ratio, focus: Focus) -> Area {
    let full_height_width = scale(height, ratio.width, ratio.height);
    let (part_width, part_height) = if full_height_width <= width {
        (full_height_width, height)
    } else {
        (width, scale(width, ratio.height, ratio.width).min(height))
    };
    Area {
        left: start(width, part_width, focus.x),
        top: start(height, part_height, focus.y),
        width: part_width,
        height: part_height,
    }
}

/// Where a part begins so that the focal point is in its middle, kept inside the whole.
fn start(whole: u32, part: u32, focus: u16) -> u32 {
    let point = scale_down(whole, u32::from(focus), 1000);
    point.saturating_sub(part / 2).min(whole.saturating_sub(part))
}

/// `value * times / over`, rounded, at least 1.
pub(crate) fn scale(value: u32, times: u32, over: u32) -> u32 {
    scale_down(value, times, over).max(1)
}

fn scale_down(value: u32, times: u32, over: u32) -> u32 {
    let (value, times, over) = (u64::from(value), u64::from(times), u64::from(over.max(1)));
    u32::try_from((value * times + over / 2) / over).unwrap_or(u32::MAX)
}

/// Width and height after shrinking to a width, the shape kept. Never enlarges.
pub(crate) fn shrunk(width: u32, height: u32, width_max: u32) -> (u32, u32) {
    if width <= width_max { (width, height) } else { (width_max, scale(height, width_max, width)) }
}
