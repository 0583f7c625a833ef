//! By what right a file is shown: said when it is not the office's own.

/// Why a site may show a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Licence {
    /// Made by the office's own people.
    Own,
    /// The author said yes.
    Permitted,
    /// Under an open licence, with the author named.
    Open,
    /// Nobody's any more, or never anybody's.
    Public,
}

impl Licence {
    /// Every licence, in the order offered.
    pub const ALL: [Self; 4] = [Self::Own, Self::Permitted, Self::Open, Self::Public];

    /// The word kept in the database and in forms.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::Permitted => "permitted",
            Self::Open => "open",
            Self::Public => "public",
        }
    }

    /// Reads the word; nothing stands for "nobody said".
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|licence| licence.as_str() == word)
    }
}
