//! The one accent colour of a site, checked for contrast when it is chosen.

use std::fmt;

use serde::Serialize;

/// A colour dark enough to carry white text: contrast with white of at least 4.5 (WCAG 2.2, 1.4.3).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Accent {
    red: u8,
    green: u8,
    blue: u8,
}

/// Why a colour cannot be an accent.
#[derive(Clone, Copy, PartialEq, Debug, thiserror::Error)]
pub enum AccentError {
    /// Not six hexadecimal digits after `#`.
    #[error("a colour is written #rrggbb")]
    Form,
    /// White text on it would be hard to read.
    #[error("the contrast with white is {0:.1}, at least 4.5 is needed")]
    TooLight(f64),
}

impl Accent {
    /// Reads `#rrggbb` or `rrggbb`.
    ///
    /// # Errors
    /// When the form is wrong or the colour too light.
    pub fn parse(text: &str) -> Result<Self, AccentError> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(AccentError::Form);
        }
        let part = |from: usize| {
            digits
                .get(from..from + 2)
                .and_then(|pair| u8::from_str_radix(pair, 16).ok())
                .ok_or(AccentError::Form)
        };
        let accent = Self { red: part(0)?, green: part(2)?, blue: part(4)? };
        let contrast = 1.05 / (accent.luminance() + 0.05);
        if contrast < 4.5 { Err(AccentError::TooLight(contrast)) } else { Ok(accent) }
    }

    /// Six lower-case hexadecimal digits, without `#`.
    pub fn hex(self) -> String {
        format!("{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }

    /// Relative luminance (WCAG 2.2, definition).
    fn luminance(self) -> f64 {
        let linear = |part: u8| {
            let value = f64::from(part) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * linear(self.red) + 0.7152 * linear(self.green) + 0.0722 * linear(self.blue)
    }
}

impl fmt::Display for Accent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.hex())
    }
}

impl Serialize for Accent {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dark_green_is_an_accent_and_a_light_yellow_is_not() {
        assert_eq!(Accent::parse("#0F6B4F").unwrap().to_string(), "#0f6b4f");
        assert!(matches!(Accent::parse("#ffdd00"), Err(AccentError::TooLight(_))));
    }

    #[test]
    fn anything_but_six_digits_is_no_colour() {
        for text in ["", "#fff", "red", "#12345g", "#1234567", "é1234"] {
            assert_eq!(Accent::parse(text), Err(AccentError::Form), "{text}");
        }
    }
}
