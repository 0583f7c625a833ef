//! Languages a site may be written in.

use serde::{Deserialize, Serialize};

use crate::UnknownWord;

/// A language of public pages. Vietnamese has no prefix in addresses, the others have one.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Language {
    /// Tiếng Việt.
    Vi,
    /// English.
    En,
}

impl Language {
    /// Every language, Vietnamese first.
    pub const ALL: [Self; 2] = [Self::Vi, Self::En];

    /// The BCP 47 tag.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Vi => "vi",
            Self::En => "en",
        }
    }

    /// What stands before the path in an address: empty, or `/en`.
    pub fn prefix(self) -> &'static str {
        match self {
            Self::Vi => "",
            Self::En => "/en",
        }
    }

    /// The language's name in itself.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Vi => "Tiếng Việt",
            Self::En => "English",
        }
    }

    /// The value of Open Graph's `og:locale`.
    pub fn locale(self) -> &'static str {
        match self {
            Self::Vi => "vi_VN",
            Self::En => "en_GB",
        }
    }

    /// Reads a tag.
    ///
    /// # Errors
    /// When no language has this tag.
    pub fn parse(tag: &str) -> Result<Self, UnknownWord> {
        Self::ALL.into_iter().find(|l| l.as_str() == tag).ok_or_else(|| UnknownWord::new(tag))
    }
}
