//! A paragraph: its properties, and its pieces put together.

use vitext::{Legacy, nfc};

use super::Reader;
use crate::model::{Inline, Look, Origin, Paragraph};
use crate::numbering::Marker;
use crate::styles::{ParagraphLook, Part, RunLook};
use crate::xml::Node;

/// What a paragraph holds while it is read.
pub(super) struct Line {
    pub pieces: Vec<Piece>,
    /// The blocks of text boxes that hang on it.
    pub boxes: Vec<crate::model::Block>,
}

/// A piece of a paragraph before its characters are known for certain.
pub(super) enum Piece {
    Text { text: String, look: Look, encoding: Option<Legacy> },
    Other(Inline),
}

/// How a paragraph ends.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    Own,
    /// It goes on with the next one: its end was deleted, or it is a large first letter.
    Joined,
}

pub(super) fn ending(node: &Node) -> Ending {
    let Some(properties) = node.child("w:pPr") else { return Ending::Own };
    let is_deleted = properties.child("w:rPr").is_some_and(|mark| mark.child("w:del").is_some());
    let is_initial = properties
        .child("w:framePr")
        .and_then(|frame| frame.attribute("dropCap"))
        .is_some_and(|kind| kind != "none");
    if is_deleted || is_initial { Ending::Joined } else { Ending::Own }
}

impl Reader<'_, '_> {
    /// How a paragraph looks, with its style.
    pub(super) fn paragraph_look(&self, node: &Node) -> ParagraphLook {
        let properties = node.child("w:pPr");
        let own = properties.map(ParagraphLook::read).unwrap_or_default();
        let style = self.styles.paragraph(properties.and_then(|node| node.value("w:pStyle")));
        // A style that is a title stays one, whatever outline level it has.
        let part = match style.part {
            Some(part @ (Part::Title | Part::Subtitle | Part::Caption | Part::Contents)) => {
                Some(part)
            }
            _ => own.part.or(style.part),
        };
        ParagraphLook { part, ..own.over(&style) }
    }

    /// Puts the pieces together, with what stands before them.
    pub(super) fn finished(
        &mut self,
        pieces: Vec<Piece>,
        paragraph: Option<(&Node, ParagraphLook)>,
        origin: Origin,
    ) -> (Paragraph, RunLook) {
        let inlines = self.joined(pieces);
        let mut finished = Paragraph { inlines, origin, ..Paragraph::default() };
        let Some((_, look)) = paragraph else { return (finished, RunLook::default()) };
        finished.part = look.part.unwrap_or_default();
        finished.align = look.align.unwrap_or_default();
        if let Some(list) = look.list.0.as_deref().filter(|list| *list != "0") {
            // Word counts empty paragraphs of a list only when they show their number; in forms an
            // empty numbered cell is a row number.
            finished.marker = self.numbering.next(list, look.list.1.unwrap_or_default());
        }
        if let (Some(Marker::Label(label)), true) = (&finished.marker, !finished.is_blank()) {
            let text = format!("{label} ");
            let look = first_look(&finished.inlines);
            finished.inlines.insert(0, Inline::Text { text, look });
            finished.marker = None;
        }
        (finished, look.run)
    }

    /// Joins pieces that look alike, then reads old encodings: an accent may stand in a run of its
    /// own.
    fn joined(&mut self, pieces: Vec<Piece>) -> Vec<Inline> {
        let mut merged: Vec<Piece> = Vec::with_capacity(pieces.len());
        for piece in pieces {
            match (merged.last_mut(), piece) {
                (
                    Some(Piece::Text { text, look, encoding }),
                    Piece::Text { text: more, look: next, encoding: next_encoding },
                ) if *look == next && *encoding == next_encoding => text.push_str(&more),
                (_, piece) => merged.push(piece),
            }
        }
        let mut inlines: Vec<Inline> = Vec::with_capacity(merged.len());
        for piece in merged {
            let (text, look) = match piece {
                Piece::Other(inline) => {
                    inlines.push(inline);
                    continue;
                }
                Piece::Text { text, look, encoding } => (self.decoded(text, encoding), look),
            };
            match inlines.last_mut() {
                Some(Inline::Text { text: before, look: same }) if *same == look => {
                    before.push_str(&text);
                }
                _ => inlines.push(Inline::Text { text, look }),
            }
        }
        inlines
    }

    fn decoded(&mut self, text: String, encoding: Option<Legacy>) -> String {
        let Some(encoding) = encoding else { return nfc(&text).into_owned() };
        let decoded = encoding.decode(&text);
        let changed = !text.is_ascii() && decoded != text;
        if changed {
            *self.converted.entry(encoding).or_default() += decoded.chars().count();
        }
        decoded
    }
}

fn first_look(inlines: &[Inline]) -> Look {
    let first = inlines.iter().find_map(|inline| match inline {
        Inline::Text { look, .. } => Some(Look { link: None, ..look.clone() }),
        _ => None,
    });
    first.unwrap_or_default()
}
