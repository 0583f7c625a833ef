//! Word files (`.docx`) read into a title, a lead, plain markup and pictures.
//!
//! What an officer typed arrives; what Word added does not. Layout tables become paragraphs, bold
//! centred lines become headings, text in fonts of before Unicode becomes Unicode. Whatever could not
//! be kept is counted and said. Nothing in a file is run, fetched or expanded: macros, document type
//! declarations and archives that unpack to more than they should are refused.
//!
//! Of workbooks, slides and OpenDocument files only the words are read, under the same guards.

mod container;
mod html;
mod limits;
mod loss;
mod model;
mod numbering;
mod picture;
mod read;
mod relations;
mod shape;
mod styles;
mod symbol;
mod unreadable;
mod words;
mod xml;

pub use limits::Limits;
pub use loss::{Dropped, Loss};
pub use picture::{MediaType, Picture};
pub use shape::Letterhead;
pub use unreadable::{Limit, Unreadable};
pub use words::words;

use vitext::Legacy;

/// What was found in a Word file.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Imported {
    /// The title in one line, when the text has one.
    pub title: Option<String>,
    /// The paragraph that says it all, when the text sets one apart.
    pub lead: Option<String>,
    /// The head of an administrative document, when the file begins with one. Not part of `html`.
    pub letterhead: Option<Letterhead>,
    /// The text as markup of the house's allow-list, in form C. A picture is
    /// `<img src="docx:N" alt="…">` with N an index into `pictures`.
    pub html: String,
    /// The pictures in the order in which they appear.
    pub pictures: Vec<Picture>,
    /// Encodings of before Unicode that were converted, with the number of characters.
    pub converted: Vec<(Legacy, usize)>,
    /// What could not be kept.
    pub dropped: Vec<Dropped>,
}

/// Reads a Word file.
///
/// # Errors
/// When the bytes are no Word file, a damaged or dangerous one, or larger than the limits.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Imported, Unreadable> {
    let mut container = container::Container::open(bytes, limits)?;
    let found = read::document(&mut container, limits)?;
    shape::imported(found, limits)
}

#[cfg(test)]
mod tests;
