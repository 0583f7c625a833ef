//! What could not be kept, counted.

use std::collections::BTreeMap;

/// Something of the file that is not in the result.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Loss {
    /// Text above or below every page.
    HeaderOrFooter,
    /// Comments of reviewers.
    Comment,
    /// Text struck out by change tracking.
    DeletedText,
    /// Text formatted as hidden.
    HiddenText,
    /// A table of contents.
    Contents,
    /// A picture kept outside the file.
    LinkedPicture,
    /// A picture in a format no browser shows, or larger than is taken.
    UnusablePicture,
    /// Pictures beyond the most that are taken.
    TooManyPictures,
    /// The parts of a picture that were cut away in Word; the whole picture is kept.
    CroppedPicture,
    /// A chart.
    Chart,
    /// A diagram or a drawn shape with nothing to read.
    Drawing,
    /// A formula, of which only the characters are kept.
    Formula,
    /// A file embedded in the file.
    EmbeddedFile,
    /// A link to somewhere no link may lead.
    Link,
    /// A sign of a symbol font that has no character.
    Symbol,
    /// A field to be filled in, or a button.
    FormField,
}

impl Loss {
    /// Every loss there is.
    pub const ALL: [Self; 16] = [
        Self::HeaderOrFooter,
        Self::Comment,
        Self::DeletedText,
        Self::HiddenText,
        Self::Contents,
        Self::LinkedPicture,
        Self::UnusablePicture,
        Self::TooManyPictures,
        Self::CroppedPicture,
        Self::Chart,
        Self::Drawing,
        Self::Formula,
        Self::EmbeddedFile,
        Self::Link,
        Self::Symbol,
        Self::FormField,
    ];

    /// The loss with this key.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|loss| loss.code() == code)
    }

    /// A key for the words files.
    pub fn code(self) -> &'static str {
        match self {
            Self::HeaderOrFooter => "header-or-footer",
            Self::Comment => "comment",
            Self::DeletedText => "deleted-text",
            Self::HiddenText => "hidden-text",
            Self::Contents => "contents",
            Self::LinkedPicture => "linked-picture",
            Self::UnusablePicture => "unusable-picture",
            Self::TooManyPictures => "too-many-pictures",
            Self::CroppedPicture => "cropped-picture",
            Self::Chart => "chart",
            Self::Drawing => "drawing",
            Self::Formula => "formula",
            Self::EmbeddedFile => "embedded-file",
            Self::Link => "link",
            Self::Symbol => "symbol",
            Self::FormField => "form-field",
        }
    }
}

/// How much of something was lost.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Dropped {
    /// Of what.
    pub loss: Loss,
    /// How many.
    pub count: usize,
}

/// Counts losses while reading.
#[derive(Default)]
pub(crate) struct Losses(BTreeMap<Loss, usize>);

impl Losses {
    pub fn add(&mut self, loss: Loss) {
        self.add_some(loss, 1);
    }

    pub fn add_some(&mut self, loss: Loss, count: usize) {
        if count > 0 {
            *self.0.entry(loss).or_default() += count;
        }
    }

    /// Counts what is there or not, however often it is met.
    pub fn add_once(&mut self, loss: Loss) {
        self.0.insert(loss, 1);
    }

    pub fn into_dropped(self) -> Vec<Dropped> {
        self.0.into_iter().map(|(loss, count)| Dropped { loss, count }).collect()
    }
}
