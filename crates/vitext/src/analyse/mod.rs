//! Analysing: the terms a text is found by.
//!
//! At every word stand its folded form and, when that differs, its exact one; where a long form of the
//! abbreviations begins, the short one too; where a document symbol begins, the whole of it and its
//! number with the year. All forms of a word share its position, so that phrases can be counted.

use std::collections::HashMap;
use std::ops::Range;

use crate::abbreviation::beginning_with;
use crate::fold::{fold, nfc};
use crate::tone::canonical_tone;
use crate::words::word_indices;

/// Parts the folded from the exact form in an exact term: `dat=đất`.
pub const EXACT: char = '=';

/// Longer words are cut: nobody searches for them, and they swell an index.
const WORD_CHARS_MAX: usize = 40;

/// Known words are forgotten when there are so many.
const KNOWN_MAX: usize = 40_000;

/// A document number with more parts than this is none.
const SYMBOL_PARTS_MAX: usize = 8;

/// What sort of form a term is.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Form {
    /// Without accents, in lower case: `dat`.
    Folded,
    /// With its accents, the folded form before it: `dat=đất`. Only when the two differ.
    Exact,
    /// The short form of a long one that begins here: `ubnd`. Spans its words.
    Short,
    /// A document symbol that begins here: `60/2014/qd-ubnd`, `60/2014`. Spans its words.
    Symbol,
}

/// One term of a text.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Term<'a> {
    /// The term.
    pub text: &'a str,
    /// What sort of form it is.
    pub form: Form,
    /// The number of the word at which it begins.
    pub position: u32,
    /// How many words it spans.
    pub words: u32,
    /// The bytes of the text it stands for, on character boundaries.
    pub bytes: Range<usize>,
}

#[derive(Clone, Debug)]
struct Slot {
    text: Range<usize>,
    form: Form,
    position: u32,
    words: u32,
    bytes: Range<usize>,
}

/// The terms of a text. Kept between texts, it keeps its memory.
#[derive(Clone, Default, Debug)]
pub struct Analysis {
    texts: String,
    slots: Vec<Slot>,
    words: u32,
}

impl Analysis {
    /// The terms, by position; at one position the folded form comes first.
    pub fn terms(&self) -> impl Iterator<Item = Term<'_>> {
        self.slots.iter().map(|slot| Term {
            text: self.texts.get(slot.text.clone()).unwrap_or_default(),
            form: slot.form,
            position: slot.position,
            words: slot.words,
            bytes: slot.bytes.clone(),
        })
    }

    /// How many words the text has.
    pub fn word_count(&self) -> u32 {
        self.words
    }

    fn push(&mut self, text: &str, form: Form, position: usize, words: usize, bytes: Range<usize>) {
        let start = self.texts.len();
        self.texts.push_str(text);
        self.slots.push(Slot {
            text: start..self.texts.len(),
            form,
            position: u32::try_from(position).unwrap_or(u32::MAX),
            words: u32::try_from(words).unwrap_or(1),
            bytes,
        });
    }
}

/// The forms of a word.
#[derive(Clone, Debug)]
struct Forms {
    folded: Box<str>,
    /// With the folded form before it; none when the two are the same.
    exact: Option<Box<str>>,
}

/// What stands between a word and the next.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Gap {
    /// White space, perhaps with a hyphen or a comma: a long form may go on.
    Loose,
    /// A slash or a hyphen alone: a symbol may go on.
    Tight,
    Other,
}

struct Word {
    bytes: Range<usize>,
    forms: usize,
    after: Gap,
}

/// Analyses texts, remembering the forms of words it has met.
#[derive(Clone, Default)]
pub struct Analyser {
    known: HashMap<Box<str>, usize>,
    forms: Vec<Forms>,
}

impl Analyser {
    /// Knows no word yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Finds the terms of a text, of its first `words_max` words.
    pub fn analyse(&mut self, text: &str, words_max: usize, out: &mut Analysis) {
        out.texts.clear();
        out.slots.clear();
        if self.forms.len() > KNOWN_MAX {
            self.known.clear();
            self.forms.clear();
        }
        let words = self.words(text, words_max);
        out.words = u32::try_from(words.len()).unwrap_or(u32::MAX);
        for (position, word) in words.iter().enumerate() {
            let Some(forms) = self.forms.get(word.forms) else { continue };
            out.push(&forms.folded, Form::Folded, position, 1, word.bytes.clone());
            if let Some(exact) = &forms.exact {
                out.push(exact, Form::Exact, position, 1, word.bytes.clone());
            }
            self.short_forms(&words, position, out);
            self.symbols(text, &words, position, out);
        }
    }

    fn words(&mut self, text: &str, words_max: usize) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::with_capacity(text.len() / 6);
        let mut indices = word_indices(text).peekable();
        while let Some((start, word)) = indices.next() {
            if words.len() >= words_max {
                break;
            }
            let end = start + word.len();
            let between = indices.peek().and_then(|(next, _)| text.get(end..*next));
            let after = match between {
                Some(" ") => Gap::Loose,
                Some("/" | "-") => Gap::Tight,
                Some(between)
                    if between
                        .chars()
                        .all(|c| c.is_whitespace() || matches!(c, '-' | ',' | '–')) =>
                {
                    Gap::Loose
                }
                _ => Gap::Other,
            };
            words.push(Word { bytes: start..end, forms: self.forms_of(word), after });
        }
        words
    }

    fn forms_of(&mut self, word: &str) -> usize {
        if let Some(known) = self.known.get(word) {
            return *known;
        }
        let index = self.forms.len();
        self.forms.push(forms_of(word));
        self.known.insert(word.into(), index);
        index
    }

    fn short_forms(&self, words: &[Word], position: usize, out: &mut Analysis) {
        let Some(first) = words.get(position).and_then(|word| self.forms.get(word.forms)) else {
            return;
        };
        for abbreviation in beginning_with(&first.folded) {
            let Some(here) = words.get(position..position + abbreviation.words.len()) else {
                continue;
            };
            let is_it = abbreviation.words.iter().zip(here).all(|((exact, folded), word)| {
                self.forms.get(word.forms).is_some_and(|forms| match &forms.exact {
                    Some(form) => form.split_once(EXACT).is_some_and(|(_, form)| form == exact),
                    None => *forms.folded == **folded,
                })
            });
            let is_whole = here
                .iter()
                .rev()
                .skip(1)
                .all(|word| word.after == Gap::Loose || word.after == Gap::Tight);
            if let (true, true, Some(first), Some(last)) =
                (is_it, is_whole, here.first(), here.last())
            {
                let bytes = first.bytes.start..last.bytes.end;
                out.push(&abbreviation.folded, Form::Short, position, here.len(), bytes);
            }
        }
    }

    /// `60/2014/QĐ-UBND`: digits, a slash, and whatever hangs on by slashes and hyphens.
    fn symbols(&self, text: &str, words: &[Word], position: usize, out: &mut Analysis) {
        let Some(first) = words.get(position) else { return };
        let is_number = |word: &Word| {
            text.get(word.bytes.clone())
                .is_some_and(|w| w.len() <= 5 && w.bytes().all(|b| b.is_ascii_digit()))
        };
        // 60/2014/QĐ-UBND and 30-NQ/TW begin one; 12-14 and the middle of another do not.
        let rest = text.get(first.bytes.end..).unwrap_or_default();
        let begins = rest.starts_with('/')
            || rest.strip_prefix('-').is_some_and(|next| next.starts_with(char::is_alphabetic));
        let goes_on = position > 0
            && words.get(position - 1).is_some_and(|before| before.after == Gap::Tight);
        if first.after != Gap::Tight || !begins || goes_on || !is_number(first) {
            return;
        }
        // A date of three parts is no symbol, but may be searched for as one just as well.
        let continues = |word: &&Word| word.after == Gap::Tight;
        let length =
            1 + words.get(position..).unwrap_or_default().iter().take_while(continues).count();
        let parts =
            words.get(position..(position + length.min(SYMBOL_PARTS_MAX))).unwrap_or_default();
        let mut symbol = String::new();
        for (index, part) in parts.iter().enumerate() {
            let Some(forms) = self.forms.get(part.forms) else { return };
            symbol.push_str(&forms.folded);
            let bytes = first.bytes.start..part.bytes.end;
            if index + 1 == parts.len() || index == 1 {
                out.push(&symbol, Form::Symbol, position, index + 1, bytes);
            }
            symbol.push_str(text.get(part.bytes.end..part.bytes.end + 1).unwrap_or_default());
        }
    }
}

/// Zeros before a number say nothing: ngày 07 is ngày 7.
fn without_zeros(number: &str) -> &str {
    match number.trim_start_matches('0') {
        "" => "0",
        rest => rest,
    }
}

fn forms_of(word: &str) -> Forms {
    if word.bytes().all(|b| b.is_ascii_digit()) {
        return Forms {
            folded: without_zeros(word).chars().take(WORD_CHARS_MAX).collect(),
            exact: None,
        };
    }
    let lower: String = nfc(&word.to_lowercase()).chars().take(WORD_CHARS_MAX).collect();
    let exact = canonical_tone(&lower);
    let folded = fold(&exact);
    // Kỹ and kĩ, lý and lí are one word each, written after two school rules.
    let (folded, exact) = match folded.as_str() {
        "hi" | "ki" | "li" | "si" | "ti" | "qui" => (with_y(&folded), with_y(&exact)),
        _ => (folded, exact),
    };
    let exact = (exact != folded).then(|| format!("{folded}{EXACT}{exact}").into());
    Forms { folded: folded.into(), exact }
}

fn with_y(word: &str) -> String {
    let mut chars: Vec<char> = word.chars().collect();
    if let Some(last) = chars.last_mut() {
        *last = match *last {
            'i' => 'y',
            'í' => 'ý',
            'ì' => 'ỳ',
            'ỉ' => 'ỷ',
            'ĩ' => 'ỹ',
            'ị' => 'ỵ',
            other => other,
        };
    }
    chars.into_iter().collect()
}

#[cfg(test)]
mod tests;
