//! Recognising old encodings by their words: nonsense as it stands, Vietnamese when read so.

use super::{Legacy, is_unicode_vietnamese};
use crate::nfc;
use crate::syllable::is_syllable;

/// How sure the guess is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Confidence {
    /// Worth asking about.
    Likely,
    /// Nearly every accented word makes sense only this way.
    Sure,
}

/// What a text seems to be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Recognised {
    /// The encoding.
    pub encoding: Legacy,
    /// How sure.
    pub confidence: Confidence,
    /// How many words speak for it.
    pub words_for: usize,
    /// How many accented words there are.
    pub words: usize,
}

/// The fewest words that make a guess.
const WORDS_MIN: usize = 2;
/// The fewest words that make a sure guess.
const WORDS_SURE: usize = 4;

/// The old encoding a text seems to be in, if any. Proper Unicode never seems to be.
///
/// `Tcvn3Capitals` is never the answer: which font a text stood in cannot be read from the text.
pub fn recognise(text: &str) -> Option<Recognised> {
    recognise_words(text.split_whitespace())
}

/// As [`recognise`], for words that lie apart, as in the paragraphs of a page.
pub fn recognise_words<'t>(words: impl Iterator<Item = &'t str>) -> Option<Recognised> {
    let mut accented = 0;
    let mut as_it_stands = 0;
    let mut tcvn3 = Tally::default();
    let mut vni = Tally::default();
    for word in words {
        let word = trimmed(word);
        if word.is_ascii() {
            continue;
        }
        if is_unicode_vietnamese(word) {
            return None;
        }
        // A single sign, as in "§ 5" or "20 °", is no word of any language.
        if word.chars().count() < 2 || word.chars().all(|c| !c.is_ascii_alphabetic()) {
            continue;
        }
        accented += 1;
        if is_syllable(&nfc(word)) {
            as_it_stands += 1;
        } else {
            tcvn3.count(Legacy::Tcvn3, word);
            vni.count(Legacy::Vni, word);
        }
    }
    let (encoding, tally) =
        if vni.made_sense > tcvn3.made_sense { (Legacy::Vni, vni) } else { (Legacy::Tcvn3, tcvn3) };
    // Words such as "cã", good as they stand, count for the guess when most others ask for it.
    let share = |n: usize| n as f64 / accented.max(1) as f64;
    let words_for = tally.made_sense;
    if words_for < WORDS_MIN || share(words_for) < 0.5 || tally.nonsense > words_for / 2 {
        return None;
    }
    let sure = words_for >= WORDS_SURE
        && share(words_for + as_it_stands) >= 0.85
        && share(words_for) >= 0.6;
    let confidence = if sure { Confidence::Sure } else { Confidence::Likely };
    Some(Recognised { encoding, confidence, words_for, words: accented })
}

#[derive(Clone, Copy, Default)]
struct Tally {
    made_sense: usize,
    nonsense: usize,
}

impl Tally {
    fn count(&mut self, encoding: Legacy, word: &str) {
        if makes_sense(&encoding.decode(word)) {
            self.made_sense += 1;
        } else {
            self.nonsense += 1;
        }
    }
}

/// Whether every part of a word between hyphens and strokes is a syllable.
fn makes_sense(decoded: &str) -> bool {
    let mut parts = decoded
        .split(|c: char| c.is_ascii_punctuation() || c.is_ascii_digit())
        .filter(|part| !part.is_empty())
        .peekable();
    parts.peek().is_some() && is_unicode_or_latin(decoded) && parts.all(is_syllable)
}

fn is_unicode_or_latin(decoded: &str) -> bool {
    decoded.chars().all(|c| c.is_ascii() || c.is_alphabetic())
}

fn trimmed(word: &str) -> &str {
    // Signs that Unicode has and the old encodings had not, such as typographic quotes, belong to
    // neither; "«" and "»" stay, as TCVN3 reads letters in them.
    word.trim_matches(|c: char| {
        c.is_ascii_punctuation()
            || c.is_ascii_digit()
            || matches!(c, '“' | '”' | '‘' | '’' | '–' | '…')
    })
}
