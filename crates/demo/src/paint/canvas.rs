//! A float canvas with exact-area anti-aliasing: everything the scenes are painted with.
//!
//! Lengths are in picture heights: y runs from 0 (top) to 1, x from 0 to `ratio`.

/// A colour, each part 0.0..1.0, in the picture's own (sRGB) space.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Rgb(pub(crate) f32, pub(crate) f32, pub(crate) f32);

/// A colour written as in a style sheet.
pub(crate) const fn hex(value: u32) -> Rgb {
    Rgb(
        ((value >> 16) & 255) as f32 / 255.0,
        ((value >> 8) & 255) as f32 / 255.0,
        (value & 255) as f32 / 255.0,
    )
}

impl Rgb {
    /// The colour part of the way to another one.
    pub(crate) fn mix(self, to: Self, part: f32) -> Self {
        let t = part.clamp(0.0, 1.0);
        Self(
            self.0 + (to.0 - self.0) * t,
            self.1 + (to.1 - self.1) * t,
            self.2 + (to.2 - self.2) * t,
        )
    }

    /// Brighter or darker.
    pub(crate) fn times(self, k: f32) -> Self {
        Self(self.0 * k, self.1 * k, self.2 * k)
    }

    /// Tinted by a light.
    pub(crate) fn under(self, light: Self) -> Self {
        Self(self.0 * light.0, self.1 * light.1, self.2 * light.2)
    }

    /// Light added to light.
    pub(crate) fn plus(self, other: Self) -> Self {
        Self(self.0 + other.0, self.1 + other.1, self.2 + other.2)
    }
}

/// A point in picture heights.
pub(crate) type Point = (f32, f32);

/// The picture while it is being painted.
pub(crate) struct Canvas {
    /// Pixels across.
    pub(crate) width: usize,
    /// Pixels down.
    pub(crate) height: usize,
    /// Width in heights.
    pub(crate) ratio: f32,
    pub(crate) pixels: Vec<Rgb>,
    scratch: Vec<f32>,
    mirror: Option<(f32, f32)>,
}

impl Canvas {
    pub(crate) fn new(width: usize, height: usize) -> Self {
        Self {
            width,
            height,
            ratio: width as f32 / height as f32,
            pixels: vec![Rgb(0.0, 0.0, 0.0); width * height],
            scratch: Vec::new(),
            mirror: None,
        }
    }

    /// Paints what `draw` paints a second time, upside down below `line` and fainter: a reflection.
    pub(crate) fn mirrored(&mut self, line: f32, strength: f32, draw: impl FnOnce(&mut Self)) {
        self.mirror = Some((line, strength));
        draw(self);
        self.mirror = None;
    }

    /// Whether a reflection is being painted.
    pub(crate) fn mirrors(&self) -> bool {
        self.mirror.is_some()
    }

    /// Fills every pixel of the rows between two heights.
    pub(crate) fn rows(&mut self, top: f32, bottom: f32, mut colour: impl FnMut(f32, f32) -> Rgb) {
        let unit = self.height as f32;
        let first = (top * unit).max(0.0) as usize;
        let last = ((bottom * unit).ceil().max(0.0) as usize).min(self.height);
        for row in first..last {
            let y = (row as f32 + 0.5) / unit;
            for (column, pixel) in
                self.pixels[row * self.width..(row + 1) * self.width].iter_mut().enumerate()
            {
                *pixel = colour((column as f32 + 0.5) / unit, y);
            }
        }
    }

    /// Fills a closed shape with one colour.
    pub(crate) fn fill(&mut self, shape: &[Point], colour: Rgb, alpha: f32) {
        self.fill_with(shape, alpha, |_, _| colour);
    }

    /// Fills a closed shape; the colour may depend on the place.
    pub(crate) fn fill_with(
        &mut self,
        shape: &[Point],
        alpha: f32,
        colour: impl Fn(f32, f32) -> Rgb,
    ) {
        let unit = self.height as f32;
        let (line, strength) = self.mirror.unwrap_or((0.0, 1.0));
        let flipped = self.mirror.is_some();
        let place = |p: Point| {
            let y = if flipped { 2.0 * line - p.1 } else { p.1 };
            (p.0 * unit, y * unit)
        };
        let (mut x0, mut y0, mut x1, mut y1) = (f32::MAX, f32::MAX, f32::MIN, f32::MIN);
        for point in shape {
            let (x, y) = place(*point);
            x0 = x0.min(x);
            x1 = x1.max(x);
            y0 = y0.min(y);
            y1 = y1.max(y);
        }
        let left = x0.floor().max(0.0);
        let top = y0.floor().max(0.0);
        let right = x1.ceil().min(self.width as f32);
        let bottom = y1.ceil().min(self.height as f32);
        if right <= left || bottom <= top {
            return;
        }
        let (columns, lines) = ((right - left) as usize, (bottom - top) as usize);
        let stride = columns + 2;
        self.scratch.clear();
        self.scratch.resize(stride * lines, 0.0);
        for (index, point) in shape.iter().enumerate() {
            let (ax, ay) = place(*point);
            let (bx, by) = place(shape[(index + 1) % shape.len()]);
            edge(&mut self.scratch, (stride, lines), (ax - left, ay - top), (bx - left, by - top));
        }
        let alpha = alpha * strength;
        for row in 0..lines {
            let at = (top as usize + row) * self.width + left as usize;
            let mut sum = 0.0;
            let real_y = (top + row as f32 + 0.5) / unit;
            let y = if flipped { 2.0 * line - real_y } else { real_y };
            for column in 0..columns {
                sum += self.scratch[row * stride + column];
                let cover = sum.abs().min(1.0) * alpha;
                if cover > 0.002 {
                    let pixel = &mut self.pixels[at + column];
                    let x = (left + column as f32 + 0.5) / unit;
                    *pixel = pixel.mix(colour(x, y), cover);
                }
            }
        }
    }

    /// An upright ellipse.
    pub(crate) fn ellipse(&mut self, at: Point, radii: Point, colour: Rgb, alpha: f32) {
        self.tilted(at, radii, 0.0, colour, alpha);
    }

    /// An ellipse turned by an angle in radians.
    pub(crate) fn tilted(&mut self, at: Point, radii: Point, turn: f32, colour: Rgb, alpha: f32) {
        let size = radii.0.max(radii.1) * self.height as f32;
        let sides = if size < 5.0 {
            7
        } else if size < 16.0 {
            14
        } else {
            40
        };
        let (sin, cos) = turn.sin_cos();
        let mut shape = [(0.0, 0.0); 40];
        for (index, point) in shape.iter_mut().take(sides).enumerate() {
            let (s, c) = (index as f32 / sides as f32 * std::f32::consts::TAU).sin_cos();
            let (x, y) = (c * radii.0, s * radii.1);
            *point = (at.0 + x * cos - y * sin, at.1 + x * sin + y * cos);
        }
        self.fill(&shape[..sides], colour, alpha);
    }

    /// A box with its corners given.
    pub(crate) fn rect(&mut self, from: Point, to: Point, colour: Rgb, alpha: f32) {
        self.fill(&[from, (to.0, from.1), to, (from.0, to.1)], colour, alpha);
    }

    /// A line through points, its thickness going from the first width to the last.
    pub(crate) fn stroke(&mut self, line: &[Point], widths: Point, colour: Rgb, alpha: f32) {
        let count = line.len();
        if count < 2 {
            return;
        }
        let mut shape = Vec::with_capacity(count * 2);
        let mut back = Vec::with_capacity(count);
        for (index, point) in line.iter().enumerate() {
            let before = line[index.saturating_sub(1)];
            let after = line[(index + 1).min(count - 1)];
            let (dx, dy) = (after.0 - before.0, after.1 - before.1);
            let length = (dx * dx + dy * dy).sqrt().max(1e-6);
            let half = 0.5 * (widths.0 + (widths.1 - widths.0) * index as f32 / (count - 1) as f32);
            let (nx, ny) = (-dy / length * half, dx / length * half);
            shape.push((point.0 + nx, point.1 + ny));
            back.push((point.0 - nx, point.1 - ny));
        }
        shape.extend(back.into_iter().rev());
        self.fill(&shape, colour, alpha);
    }

    /// A blob that fades out towards its rim.
    pub(crate) fn soft(&mut self, at: Point, radii: Point, colour: Rgb, alpha: f32) {
        self.blend(at, radii, |old, fade| old.mix(colour, fade * alpha));
    }

    /// A glow: light added, fading out towards the rim.
    pub(crate) fn glow(&mut self, at: Point, radii: Point, colour: Rgb, alpha: f32) {
        self.blend(at, radii, |old, fade| old.plus(colour.times(fade * alpha)));
    }

    fn blend(&mut self, at: Point, radii: Point, paint: impl Fn(Rgb, f32) -> Rgb) {
        if self.mirror.is_some() {
            return;
        }
        let unit = self.height as f32;
        let left = ((at.0 - radii.0) * unit).max(0.0) as usize;
        let right = (((at.0 + radii.0) * unit).ceil().max(0.0) as usize).min(self.width);
        let top = ((at.1 - radii.1) * unit).max(0.0) as usize;
        let bottom = (((at.1 + radii.1) * unit).ceil().max(0.0) as usize).min(self.height);
        for row in top..bottom {
            let dy = ((row as f32 + 0.5) / unit - at.1) / radii.1;
            for column in left..right {
                let dx = ((column as f32 + 0.5) / unit - at.0) / radii.0;
                let rest = 1.0 - dx * dx - dy * dy;
                if rest > 0.0 {
                    let pixel = &mut self.pixels[row * self.width + column];
                    *pixel = paint(*pixel, rest * rest);
                }
            }
        }
    }
}

/// Adds one edge's signed area to the accumulation buffer (the method of font-rs).
fn edge(buffer: &mut [f32], (stride, lines): (usize, usize), a: Point, b: Point) {
    if (a.1 - b.1).abs() < 1e-7 {
        return;
    }
    let (dir, a, b) = if a.1 < b.1 { (1.0, a, b) } else { (-1.0, b, a) };
    let slope = (b.0 - a.0) / (b.1 - a.1);
    let limit = (stride - 2) as f32;
    let mut x = if a.1 < 0.0 { a.0 - a.1 * slope } else { a.0 };
    let first = a.1.max(0.0) as usize;
    let last = (b.1.ceil().max(0.0) as usize).min(lines);
    for row in first..last {
        let dy = ((row + 1) as f32).min(b.1) - (row as f32).max(a.1);
        let next = x + slope * dy;
        let area = dy * dir;
        let from = x.min(next).clamp(0.0, limit);
        let to = x.max(next).clamp(0.0, limit);
        let line = &mut buffer[row * stride..(row + 1) * stride];
        let (floor, ceil) = (from.floor(), to.ceil());
        let (start, end) = (floor as usize, ceil as usize);
        if end <= start + 1 {
            let middle = 0.5 * (from + to) - floor;
            line[start] += area - area * middle;
            line[start + 1] += area * middle;
        } else {
            let s = 1.0 / (to - from);
            let head = 1.0 - (from - floor);
            let first_part = 0.5 * s * head * head;
            let tail = to - ceil + 1.0;
            let last_part = 0.5 * s * tail * tail;
            line[start] += area * first_part;
            if end == start + 2 {
                line[start + 1] += area * (1.0 - first_part - last_part);
            } else {
                let second = s * (1.5 - (from - floor));
                line[start + 1] += area * (second - first_part);
                for cell in &mut line[start + 2..end - 1] {
                    *cell += area * s;
                }
                let before = second + (end - start - 3) as f32 * s;
                line[end - 1] += area * (1.0 - before - last_part);
            }
            line[end] += area * last_part;
        }
        x = next;
    }
}
