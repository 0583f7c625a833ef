//! The words of PDF files, as they are searched: in the order in which the file shows them, without
//! their looks.
//!
//! Pictures are not looked at, so a scanned page has no words. Text in fonts that are named after an
//! encoding of before Unicode becomes Unicode. How long a page may take is not bounded here: whoever reads files of strangers does so in a
//! process that can be ended.

mod glyphs;
mod limits;
#[cfg(test)]
mod tests;
mod text;

use std::time::Instant;

use hayro_interpret::{Context, InterpreterCache, InterpreterSettings, RenderContent};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use kurbo::{Affine, Rect};

pub use limits::Limits;

use glyphs::Glyphs;
use text::Text;

/// Why a file is not read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum Unreadable {
    /// More bytes than are read.
    #[error("a PDF of more bytes than are read")]
    TooLarge,
    /// It opens with a password only.
    #[error("a PDF locked with a password")]
    Locked,
    /// No PDF, or one too damaged to be repaired.
    #[error("no PDF, or a damaged one")]
    Damaged,
}

/// The words of a PDF file, a line for each of its lines. Whatever lies beyond the limits is left out.
///
/// # Errors
/// When the bytes are no PDF that can be opened.
pub fn words(bytes: &[u8], limits: &Limits) -> Result<String, Unreadable> {
    if bytes.len() > limits.file_bytes {
        return Err(Unreadable::TooLarge);
    }
    let begun = Instant::now();
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => Unreadable::Locked,
        LoadPdfError::Decryption(_) | LoadPdfError::Invalid => Unreadable::Damaged,
    })?;
    let mut text = Text::new(limits.chars);
    for page in pdf.pages().iter().take(limits.pages) {
        if text.is_full() || begun.elapsed() > limits.time {
            break;
        }
        // A cache of its own for each page, so that what one page needs is given back after it.
        let cache = InterpreterCache::new();
        let settings = InterpreterSettings {
            render_content: RenderContent::PAGE,
            ..InterpreterSettings::default()
        };
        let bounds = Rect::new(0.0, 0.0, 1.0, 1.0);
        let mut context = Context::new(Affine::IDENTITY, bounds, &cache, pdf.xref(), settings);
        let mut glyphs = Glyphs::new(&mut text);
        hayro_interpret::interpret_page(page, &mut context, &mut glyphs);
        text.end_page();
    }
    Ok(text.finish())
}
