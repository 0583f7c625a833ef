//! What a page shows, taken as letters with places. Everything else that is drawn is passed over.

use hayro_cmap::BfString;
use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::{
    BlendMode, ClipPath, Device, DrawMode, DrawProps, Image, ImageDrawProps, SoftMask,
};
use kurbo::{Affine, BezPath, Point, Vec2};
use vitext::Legacy;

use crate::text::{Letter, Text};

/// Glyphs are placed in units of a thousandth of their size.
const UNITS_PER_EM: f64 = 1_000.0;

/// The letters of a page, handed on to the text.
pub(crate) struct Glyphs<'t> {
    text: &'t mut Text,
}

impl<'t> Glyphs<'t> {
    pub fn new(text: &'t mut Text) -> Self {
        Self { text }
    }
}

impl Device<'_> for Glyphs<'_> {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {}
    fn push_clip_path(&mut self, _: &ClipPath) {}
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}
    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {}
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}

    // Words that lie unseen over a scanned page are what a machine has read there: they count.
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        let Some(first) = run.glyphs().first() else { return };
        if self.text.is_full() {
            return;
        }
        let encoding = encoding_of(first);
        for glyph in run.glyphs() {
            let Some(shown) = shown_by(glyph) else { continue };
            let place = props.transform * glyph.transform();
            self.text.push(&letter(&shown, place, advance_of(glyph), encoding));
        }
    }
}

fn letter<'s>(shown: &'s str, place: Affine, advance: f64, encoding: Option<Legacy>) -> Letter<'s> {
    let begin = place * Point::ZERO;
    let em = vector(place, Vec2::new(UNITS_PER_EM, 0.0));
    let up = vector(place, Vec2::new(0.0, UNITS_PER_EM));
    Letter { shown, begin, end: begin + vector(place, Vec2::new(advance, 0.0)), em, up, encoding }
}

/// A direction and length, without the shift.
fn vector(place: Affine, vector: Vec2) -> Vec2 {
    (place * vector.to_point()) - (place * Point::ZERO)
}

fn shown_by(glyph: &Glyph<'_>) -> Option<String> {
    Some(match glyph.as_unicode()? {
        BfString::Char(letter) => letter.to_string(),
        BfString::String(letters) => letters,
    })
}

fn advance_of(glyph: &Glyph<'_>) -> f64 {
    let advance = match glyph {
        Glyph::Outline(outline) => outline.advance_width(),
        Glyph::Type3(drawn) => drawn.advance_width(),
    };
    // Half the size is what letters are wide on average.
    advance.map_or(UNITS_PER_EM / 2.0, f64::from)
}

/// The encoding of before Unicode that the font of a glyph was made for.
fn encoding_of(glyph: &Glyph<'_>) -> Option<Legacy> {
    let Glyph::Outline(outline) = glyph else { return None };
    let name = outline.font_data()?.postscript_name?;
    // A font of which only some letters were kept is named `ABCDEF+.VnTime`.
    Legacy::of_font(name.rsplit('+').next()?)
}
