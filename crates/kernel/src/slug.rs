//! The readable part of an address.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Lower-case ASCII letters, digits and single hyphens, 1 to 80 characters.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize)]
#[serde(transparent)]
pub struct Slug(String);

/// Why a text is no slug.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("a slug is 1 to 80 lower-case letters, digits and single hyphens")]
pub struct SlugError;

impl Slug {
    /// The longest slug, in characters.
    pub const CHARS_MAX: usize = 80;

    /// Reads a slug that somebody typed or a database kept.
    ///
    /// # Errors
    /// When the text has any other character, a double or outer hyphen, or a wrong length.
    pub fn parse(text: &str) -> Result<Self, SlugError> {
        let sound = !text.is_empty()
            && text.len() <= Self::CHARS_MAX
            && text.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
            && !text.starts_with('-')
            && !text.ends_with('-')
            && !text.contains("--");
        if sound { Ok(Self(text.to_owned())) } else { Err(SlugError) }
    }

    /// Makes a slug of a title: accents off, đ to d, everything else a hyphen.
    pub fn of_title(title: &str) -> Self {
        Self(vitext::slug(title))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for Slug {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_slugs_are_slugs() {
        for sound in ["a", "tin-tuc", "nghi-dinh-30-2020"] {
            assert!(Slug::parse(sound).is_ok(), "{sound}");
        }
        for unsound in ["", "-a", "a-", "a--b", "Á", "a b", "a/b", "..", &"a".repeat(81)] {
            assert!(Slug::parse(unsound).is_err(), "{unsound}");
        }
    }
}
