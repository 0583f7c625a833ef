//! Styles: what a paragraph or a run looks like and is, by the names it carries.

use std::collections::HashMap;

use vitext::{Legacy, fold};

use crate::xml::{Node, Toggle};

/// How a paragraph is set.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Align {
    #[default]
    Start,
    Centre,
    End,
}

/// What a paragraph is, by its style.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Part {
    #[default]
    Body,
    Title,
    Subtitle,
    /// A heading, by its outline level from 0.
    Heading(u8),
    Caption,
    Quote,
    /// A line of a table of contents.
    Contents,
}

/// Raised or lowered characters.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Position {
    #[default]
    Baseline,
    Raised,
    Lowered,
}

/// What a run says of its characters; `None` where it says nothing.
#[derive(Clone, Debug, Default)]
pub(crate) struct RunLook {
    pub bold: Option<Toggle>,
    pub italic: Option<Toggle>,
    pub underline: Option<Toggle>,
    pub strike: Option<Toggle>,
    pub hidden: Option<Toggle>,
    pub position: Option<Position>,
    pub font: Option<String>,
}

impl RunLook {
    /// Reads `w:rPr`.
    pub fn read(node: &Node) -> Self {
        let either = |a: Option<Toggle>, b: Option<Toggle>| match (a, b) {
            (Some(Toggle::On), _) | (_, Some(Toggle::On)) => Some(Toggle::On),
            (a, b) => a.or(b),
        };
        Self {
            bold: node.toggle("w:b"),
            italic: node.toggle("w:i"),
            underline: node.toggle("w:u"),
            strike: either(node.toggle("w:strike"), node.toggle("w:dstrike")),
            hidden: node.toggle("w:vanish"),
            position: node.value("w:vertAlign").map(|value| match value {
                "superscript" => Position::Raised,
                "subscript" => Position::Lowered,
                _ => Position::Baseline,
            }),
            font: node.child("w:rFonts").and_then(|fonts| {
                // Every run takes it over: a name that is longer is none that is known.
                let name = |key| fonts.attribute(key).map(|name| name.chars().take(100).collect());
                // A theme's font wins over a named one, and is never one of before Unicode.
                name("asciiTheme").or_else(|| name("ascii")).or_else(|| name("hAnsi"))
            }),
        }
    }

    /// This look, with what it does not say taken from what lies below.
    pub fn over(self, below: &Self) -> Self {
        Self {
            bold: self.bold.or(below.bold),
            italic: self.italic.or(below.italic),
            underline: self.underline.or(below.underline),
            strike: self.strike.or(below.strike),
            hidden: self.hidden.or(below.hidden),
            position: self.position.or(below.position),
            font: self.font.or_else(|| below.font.clone()),
        }
    }

    /// The encoding its font was made for.
    pub fn encoding(&self) -> Option<Legacy> {
        Legacy::of_font(self.font.as_deref()?)
    }
}

/// What a style, or the properties of a paragraph, say.
#[derive(Clone, Debug, Default)]
pub(crate) struct ParagraphLook {
    pub part: Option<Part>,
    pub align: Option<Align>,
    /// `w:numId` and `w:ilvl`; number "0" takes a list away.
    pub list: (Option<String>, Option<u8>),
    pub run: RunLook,
}

impl ParagraphLook {
    /// Reads `w:pPr`, all but the style it names and the look of the mark at its end.
    pub fn read(node: &Node) -> Self {
        let list = node.child("w:numPr");
        Self {
            part: node
                .value("w:outlineLvl")
                .and_then(|level| level.parse().ok())
                .map(|level: u8| if level < 9 { Part::Heading(level) } else { Part::Body }),
            align: node.value("w:jc").map(|value| match value {
                "center" => Align::Centre,
                "right" | "end" => Align::End,
                _ => Align::Start,
            }),
            list: (
                list.and_then(|list| list.value("w:numId")).map(str::to_owned),
                list.and_then(|list| list.value("w:ilvl")).and_then(|level| level.parse().ok()),
            ),
            run: RunLook::default(),
        }
    }

    /// This look, with what it does not say taken from what lies below.
    pub fn over(self, below: &Self) -> Self {
        Self {
            part: self.part.or(below.part),
            align: self.align.or(below.align),
            list: (self.list.0.or_else(|| below.list.0.clone()), self.list.1.or(below.list.1)),
            run: self.run.over(&below.run),
        }
    }
}

/// The lines around the cells of a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Lines {
    Drawn,
    Absent,
}

#[derive(Default)]
struct Style {
    based_on: Option<String>,
    look: ParagraphLook,
    lines: Option<Lines>,
}

/// All styles of a file.
#[derive(Default)]
pub(crate) struct Styles {
    styles: HashMap<String, Style>,
    defaults: ParagraphLook,
    /// The style of paragraphs that name none.
    usual: Option<String>,
}

/// Styles based on styles: deeper chains are circles.
const CHAIN_MAX: usize = 16;

impl Styles {
    /// Reads `styles.xml`.
    pub fn read(node: &Node) -> Self {
        let mut styles = Self::default();
        for node in &node.children {
            match node.name {
                "w:docDefaults" => {
                    let run = node.find("w:rPr").map(RunLook::read).unwrap_or_default();
                    let look = node.find("w:pPr").map(ParagraphLook::read).unwrap_or_default();
                    styles.defaults = ParagraphLook { run, ..look };
                }
                "w:style" => styles.add(node),
                _ => {}
            }
        }
        styles
    }

    fn add(&mut self, node: &Node) {
        let Some(id) = node.attribute("styleId") else { return };
        let mut look = node.child("w:pPr").map(ParagraphLook::read).unwrap_or_default();
        look.run = node.child("w:rPr").map(RunLook::read).unwrap_or_default();
        let is_paragraph = node.attribute("type") == Some("paragraph");
        if is_paragraph {
            let named = node.value("w:name").and_then(part_of_name).or_else(|| part_of_name(id));
            look.part = named.or(look.part);
        } else {
            // "Heading 1 Char" is a look of characters, not a heading.
            look.part = None;
        }
        if is_paragraph && matches!(node.attribute("default"), Some("1" | "true" | "on")) {
            self.usual = Some(id.to_owned());
        }
        let lines = node.find("w:tblBorders").map(lines);
        let based_on = node.value("w:basedOn").map(str::to_owned);
        self.styles.insert(id.to_owned(), Style { based_on, look, lines });
    }

    /// The look of a paragraph style, with everything it is based on.
    pub fn paragraph(&self, id: Option<&str>) -> ParagraphLook {
        let mut look = ParagraphLook::default();
        for style in self.chain(id.or(self.usual.as_deref())) {
            look = look.over(&style.look);
        }
        look.over(&self.defaults)
    }

    /// The look of a character style.
    pub fn run(&self, id: &str) -> RunLook {
        self.chain(Some(id)).fold(RunLook::default(), |look, style| look.over(&style.look.run))
    }

    /// Whether tables of a style have lines between their cells.
    pub fn table_lines(&self, id: &str) -> Lines {
        self.chain(Some(id)).find_map(|style| style.lines).unwrap_or(Lines::Absent)
    }

    fn chain<'s>(&'s self, id: Option<&'s str>) -> impl Iterator<Item = &'s Style> {
        let mut next = id;
        std::iter::from_fn(move || {
            let style = self.styles.get(next?)?;
            next = style.based_on.as_deref();
            Some(style)
        })
        .take(CHAIN_MAX)
    }
}

/// Whether a `w:tblBorders` draws lines between cells.
pub(crate) fn lines(borders: &Node) -> Lines {
    let drawn =
        |name| borders.value(name).is_some_and(|value| !matches!(value, "none" | "nil" | ""));
    if drawn("w:insideH") || drawn("w:insideV") { Lines::Drawn } else { Lines::Absent }
}

/// What a style is by its name, in the languages Word is used in here.
fn part_of_name(name: &str) -> Option<Part> {
    let folded = fold(name);
    let name = folded.trim();
    for start in ["heading ", "heading", "tieu de ", "dau de ", "de muc ", "titre "] {
        let level = name.strip_prefix(start).and_then(|rest| rest.trim().parse::<u8>().ok());
        if let Some(level) = level.filter(|level| (1..=9).contains(level)) {
            return Some(Part::Heading(level - 1));
        }
    }
    if name.starts_with("toc ") || name.starts_with("toc") && name.len() == 4 {
        return Some(Part::Contents);
    }
    Some(match name {
        "title" | "tieu de" | "ten bai" => Part::Title,
        "subtitle" | "tieu de phu" | "phu de" | "sapo" => Part::Subtitle,
        "caption" | "chu thich" | "chu thich anh" => Part::Caption,
        "quote" | "intense quote" | "trich dan" | "block text" => Part::Quote,
        "toc heading" => Part::Contents,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn styles_are_known_by_name_in_both_languages() {
        let known = [
            ("heading 1", Part::Heading(0)),
            ("Heading2", Part::Heading(1)),
            ("Đầu đề 3", Part::Heading(2)),
            ("Tiêu đề 1", Part::Heading(0)),
            ("Tiêu đề", Part::Title),
            ("Title", Part::Title),
            ("Chú thích", Part::Caption),
            ("toc 1", Part::Contents),
        ];
        for (name, part) in known {
            assert_eq!(part_of_name(name), Some(part), "{name}");
        }
        for name in ["Normal", "heading 12", "Heading 1 Char", "List Paragraph", "Thân bài"] {
            assert_eq!(part_of_name(name), None, "{name}");
        }
    }
}
