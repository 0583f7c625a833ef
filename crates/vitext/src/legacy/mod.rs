//! Text of the years before Unicode: TCVN3 (ABC) and VNI-Windows, in which an ordinary font shows
//! `ViÖt Nam` or `Vieät Nam`.
//!
//! Both put Vietnamese letters in the places of West European ones, so that the text itself does not
//! say what it is: the name of its font does, or the fact that its words make sense only when read so.

mod recognise;
mod tables;

pub use recognise::{Confidence, Recognised, recognise, recognise_words};

use crate::nfc;

/// An encoding of before Unicode.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Legacy {
    /// TCVN3, as in the fonts `.VnTime`, `.VnArial`: one character for each letter.
    Tcvn3,
    /// TCVN3 in a font of capitals, `.VnTimeH`: every letter shows as a capital.
    Tcvn3Capitals,
    /// VNI-Windows, as in the fonts `VNI-Times`: a letter, then its accents as a second character.
    Vni,
}

impl Legacy {
    /// The encoding a font was made for, by its name.
    pub fn of_font(name: &str) -> Option<Self> {
        let name = name.trim();
        let starts = |prefix: &str| {
            name.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
        };
        if starts(".Vn") {
            // .VnTimeH, .VnArialH; a trailing lower-case h belongs to names such as .VnVogueh.
            return Some(if name.ends_with('H') { Self::Tcvn3Capitals } else { Self::Tcvn3 });
        }
        (starts("VNI-") || starts("VNI ")).then_some(Self::Vni)
    }

    /// Reads the text as this encoding and gives Unicode in form C. Text that holds letters only
    /// Unicode has is left as it is: a Unicode passage in an old font was typed with a new keyboard.
    pub fn decode(self, text: &str) -> String {
        if text.is_ascii() && self != Self::Tcvn3Capitals || is_unicode_vietnamese(text) {
            return nfc(text).into_owned();
        }
        let decoded = match self {
            Self::Tcvn3 => decode_tcvn3(text),
            Self::Tcvn3Capitals => return decode_tcvn3(text).to_uppercase(),
            Self::Vni => decode_vni(text),
        };
        nfc(&decoded).into_owned()
    }

    /// The text as this encoding holds it, for tests and for old programs. Letters the encoding does
    /// not have stay as they are; TCVN3 has no accented capitals beyond `ĂÂĐÊÔƠƯ`.
    pub fn encode(self, text: &str) -> String {
        let text = nfc(text);
        match self {
            Self::Tcvn3 => text.chars().map(tables::tcvn3_of).collect(),
            Self::Tcvn3Capitals => text.to_lowercase().chars().map(tables::tcvn3_of).collect(),
            Self::Vni => {
                let mut encoded = String::with_capacity(text.len());
                for c in text.chars() {
                    match tables::vni_of(c) {
                        Some(pair) => encoded.push_str(pair),
                        None => encoded.push(c),
                    }
                }
                encoded
            }
        }
    }
}

/// Whether the text has letters that neither old encoding can produce: those beyond Latin-1.
pub(crate) fn is_unicode_vietnamese(text: &str) -> bool {
    text.chars().any(|c| {
        matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ĩ' | 'Ĩ' | 'ũ' | 'Ũ' | 'ơ' | 'Ơ' | 'ư' | 'Ư')
            || ('\u{1ea0}'..='\u{1ef9}').contains(&c)
            || ('\u{300}'..='\u{323}').contains(&c)
    })
}

/// The character a symbol font of Word's, or a keyboard's substitute, stands for.
fn plain(c: char) -> char {
    match c {
        '\u{f0a1}'..='\u{f0fe}' => char::from_u32(u32::from(c) - 0xf000).unwrap_or(c),
        '\u{3bc}' => '\u{b5}',
        c => c,
    }
}

fn decode_tcvn3(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len() * 2);
    for word in text.split_inclusive(|c: char| c.is_ascii_whitespace()) {
        let start = decoded.len();
        decoded.extend(word.chars().map(|c| tables::tcvn3(plain(c)).unwrap_or(c)));
        // Typed with the shift key held down: the accented letters have no capitals of their own.
        let ascii = word.chars().filter(char::is_ascii_alphabetic);
        let (letters, capitals) = ascii.fold((0, 0), |(letters, capitals), c| {
            (letters + 1, capitals + usize::from(c.is_ascii_uppercase()))
        });
        if letters > 1 && letters == capitals {
            let capitals = decoded.get(start..).unwrap_or_default().to_uppercase();
            decoded.truncate(start);
            decoded.push_str(&capitals);
        }
    }
    decoded
}

fn decode_vni(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len() * 2);
    let mut chars = text.chars().map(plain).peekable();
    while let Some(c) = chars.next() {
        if let Some(letter) = chars.peek().and_then(|mark| tables::vni_pair(c, *mark)) {
            decoded.push(letter);
            chars.next();
        } else {
            decoded.push(tables::vni_single(c).unwrap_or(c));
        }
    }
    decoded
}

#[cfg(test)]
mod tests;
