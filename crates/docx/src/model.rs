//! A text between Word's shape and ours: blocks of words and pictures.

use std::rc::Rc;

use vitext::Legacy;

use crate::loss::Losses;
use crate::numbering::Marker;
use crate::picture::Picture;
use crate::styles::{Align, Lines, Part, Position};

/// Everything read from a file.
pub(crate) struct Found {
    pub blocks: Vec<Block>,
    /// Footnotes and endnotes in the order of their signs.
    pub notes: Vec<Vec<Block>>,
    pub pictures: Vec<Picture>,
    pub converted: Vec<(Legacy, usize)>,
    pub losses: Losses,
}

#[derive(Clone, Debug)]
pub(crate) enum Block {
    Paragraph(Paragraph),
    Table(Table),
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Paragraph {
    pub inlines: Vec<Inline>,
    pub part: Part,
    pub align: Align,
    pub marker: Option<Marker>,
    pub origin: Origin,
}

/// Where a paragraph stood. What stood in a layout table or a box is no heading.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Origin {
    #[default]
    Text,
    Box,
}

#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Inline {
    Text {
        text: String,
        look: Look,
    },
    Break,
    Picture {
        index: usize,
        alt: Alt,
    },
    /// The sign of a note, by its number from 1.
    Note(usize),
}

/// What a picture says to those who do not see it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Alt {
    Words(String),
    /// Marked in Word as a decoration.
    Decorative,
}

/// How characters look, and where they lead.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Look {
    pub weight: Weight,
    pub slant: Slant,
    pub underline: Underline,
    pub strike: Strike,
    pub position: Position,
    pub link: Option<Rc<str>>,
}

/// Two-valued looks, named so that they cannot be mistaken for one another.
macro_rules! look {
    ($($name:ident: $plain:ident | $marked:ident),*) => {$(
        #[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
        pub(crate) enum $name {
            #[default]
            $plain,
            $marked,
        }

        impl From<Option<crate::xml::Toggle>> for $name {
            fn from(toggle: Option<crate::xml::Toggle>) -> Self {
                if toggle == Some(crate::xml::Toggle::On) { Self::$marked } else { Self::$plain }
            }
        }
    )*};
}
look!(Weight: Regular | Bold, Slant: Upright | Italic, Underline: Bare | Lined, Strike: Whole | Struck);

#[derive(Clone, Debug)]
pub(crate) struct Table {
    pub rows: Vec<Row>,
    pub lines: Lines,
    pub caption: Option<Vec<Inline>>,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Row {
    pub cells: Vec<Cell>,
    pub role: RowRole,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum RowRole {
    #[default]
    Data,
    /// Marked in Word to be repeated on each page.
    Header,
}

#[derive(Clone, Debug)]
pub(crate) struct Cell {
    pub blocks: Vec<Block>,
    pub columns: usize,
    pub rows: usize,
}

impl Block {
    pub fn text(&self) -> String {
        match self {
            Self::Paragraph(paragraph) => paragraph.text(),
            Self::Table(table) => table.text(),
        }
    }

    pub fn is_blank(&self) -> bool {
        match self {
            Self::Paragraph(paragraph) => paragraph.is_blank(),
            Self::Table(table) => table.rows.iter().flat_map(|row| &row.cells).all(Cell::is_blank),
        }
    }
}

impl Table {
    pub fn text(&self) -> String {
        let cells = self.rows.iter().flat_map(|row| &row.cells).flat_map(|cell| &cell.blocks);
        cells.map(Block::text).collect::<Vec<_>>().join("\n")
    }

    /// How many columns its widest row has.
    pub fn columns(&self) -> usize {
        let width = |row: &Row| row.cells.iter().map(|cell| cell.columns).sum();
        self.rows.iter().map(width).max().unwrap_or_default()
    }
}

impl Cell {
    pub fn is_blank(&self) -> bool {
        self.blocks.iter().all(Block::is_blank)
    }
}

impl Paragraph {
    /// Its words, line breaks as spaces.
    pub fn text(&self) -> String {
        text_of(&self.inlines)
    }

    /// Whether there is nothing to read or see in it.
    pub fn is_blank(&self) -> bool {
        self.inlines.iter().all(|inline| match inline {
            Inline::Text { text, .. } => text.trim().is_empty(),
            Inline::Break => true,
            Inline::Picture { .. } | Inline::Note(_) => false,
        })
    }

    /// Whether every character that shows is bold.
    pub fn is_bold(&self) -> bool {
        self.all_look(|look| look.weight == Weight::Bold)
    }

    /// Whether every character that shows is italic.
    pub fn is_italic(&self) -> bool {
        self.all_look(|look| look.slant == Slant::Italic)
    }

    fn all_look(&self, wanted: impl Fn(&Look) -> bool) -> bool {
        let mut seen = self.inlines.iter().filter_map(|inline| match inline {
            Inline::Text { text, look } if text.chars().any(char::is_alphanumeric) => Some(look),
            _ => None,
        });
        let mut any = false;
        seen.all(|look| {
            any = true;
            wanted(look)
        }) && any
    }

    pub fn has_picture(&self) -> bool {
        self.inlines.iter().any(|inline| matches!(inline, Inline::Picture { .. }))
    }
}

pub(crate) fn text_of(inlines: &[Inline]) -> String {
    let mut joined = String::new();
    for inline in inlines {
        match inline {
            Inline::Text { text, .. } => joined.push_str(text),
            Inline::Break => joined.push(' '),
            Inline::Picture { .. } | Inline::Note(_) => {}
        }
    }
    joined.split_whitespace().collect::<Vec<_>>().join(" ")
}
