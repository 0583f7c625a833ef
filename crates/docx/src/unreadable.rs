//! Why a file could not be read: one reason for each sentence the desk says.

/// Why a file is not read.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, thiserror::Error)]
pub enum Unreadable {
    /// Nothing in it.
    #[error("the file is empty")]
    Empty,
    /// A `.doc` of Word 97 to 2003.
    #[error("a Word file of before 2007")]
    OldWord,
    /// Locked with a password.
    #[error("the file is locked with a password")]
    Locked,
    /// A `.docm`, or a `.docx` with macros in it.
    #[error("the file carries macros")]
    Macros,
    /// Rich Text Format.
    #[error("a file in Rich Text Format")]
    RichText,
    /// A `.odt` or another file of LibreOffice's.
    #[error("a file of LibreOffice")]
    OpenDocument,
    /// A PDF.
    #[error("a PDF")]
    Pdf,
    /// A workbook, slides, or another file of an office program.
    #[error("another office file")]
    OtherOffice,
    /// Anything else.
    #[error("no Word file")]
    NotWord,
    /// A Word file that is cut off or damaged.
    #[error("a damaged Word file")]
    Damaged,
    /// Made to harm whoever opens it: a document type declaration, or an archive bomb.
    #[error("a Word file made to do harm")]
    Harmful,
    /// More than is read.
    #[error("more than is read: {0:?}")]
    TooLarge(Limit),
}

/// What there was too much of.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Limit {
    /// Bytes of the file.
    File,
    /// Bytes of the parts, unpacked.
    Unpacked,
    /// Parts.
    Entries,
    /// Elements, or elements within elements.
    Elements,
    /// Bytes of the markup that is made of it.
    Markup,
}

impl Unreadable {
    /// A key for the words files.
    pub fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::OldWord => "old-word",
            Self::Locked => "locked",
            Self::Macros => "macros",
            Self::RichText => "rich-text",
            Self::OpenDocument => "open-document",
            Self::Pdf => "pdf",
            Self::OtherOffice => "other-office",
            Self::NotWord => "not-word",
            Self::Damaged => "damaged",
            Self::Harmful => "harmful",
            Self::TooLarge(_) => "too-large",
        }
    }
}
