//! Marking words and phrases that may be written with other accents or another tone placement.

use std::ops::Range;

use super::{Snippet, cut};
use crate::analyse::{Analyser, Analysis, EXACT, Form};

/// Words of a phrase that are looked at.
const PHRASE_WORDS_MAX: usize = 16;

/// Words of a text that are looked at.
const TEXT_WORDS_MAX: usize = 20_000;

/// A word: folded, and with its accents when it has any.
struct Word {
    folded: String,
    exact: Option<String>,
}

impl Word {
    /// A word without accents may be written with any; one with accents only so, or without.
    fn fits(&self, other: &Self) -> bool {
        self.folded == other.folded
            && match (&self.exact, &other.exact) {
                (Some(mine), Some(theirs)) => mine == theirs,
                _ => true,
            }
    }
}

/// Finds the words and phrases of a question in texts.
pub struct Marker {
    phrases: Vec<Vec<Word>>,
}

impl Marker {
    /// A marker of these words and phrases.
    pub fn new<'p>(phrases: impl IntoIterator<Item = &'p str>) -> Self {
        let phrases = phrases
            .into_iter()
            .map(|phrase| {
                words(phrase, PHRASE_WORDS_MAX).into_iter().map(|(word, _)| word).collect()
            })
            .filter(|phrase: &Vec<Word>| !phrase.is_empty())
            .collect();
        Self { phrases }
    }

    /// The bytes to mark, ascending, never overlapping, on character boundaries.
    pub fn ranges(&self, text: &str) -> Vec<Range<usize>> {
        self.hits(text).into_iter().map(|(_, range)| range).collect()
    }

    /// The piece of a text, of at most `chars_max` characters, that shows most of the phrases.
    pub fn snippet<'a>(&self, original: &'a str, chars_max: usize) -> Snippet<'a> {
        let text = original.trim();
        cut(text, self.hits(text), chars_max)
    }

    /// How many of the phrases stand in a text.
    pub fn count(&self, text: &str) -> usize {
        let mut found: Vec<usize> = self.hits(text).into_iter().map(|(phrase, _)| phrase).collect();
        found.sort_unstable();
        found.dedup();
        found.len()
    }

    fn hits(&self, text: &str) -> Vec<(usize, Range<usize>)> {
        if self.phrases.is_empty() {
            return Vec::new();
        }
        let words = words(text, TEXT_WORDS_MAX);
        let mut hits = Vec::new();
        let mut at = 0;
        while at < words.len() {
            let rest = words.get(at..).unwrap_or_default();
            let longest = self
                .phrases
                .iter()
                .enumerate()
                .filter(|(_, phrase)| {
                    phrase.len() <= rest.len()
                        && phrase.iter().zip(rest).all(|(wanted, (word, _))| wanted.fits(word))
                })
                .max_by_key(|(_, phrase)| phrase.len());
            let Some((index, phrase)) = longest else {
                at += 1;
                continue;
            };
            let bounds = (rest.first(), rest.get(phrase.len() - 1));
            if let (Some((_, first)), Some((_, last))) = bounds {
                hits.push((index, first.start..last.end));
            }
            at += phrase.len();
        }
        hits
    }
}

fn words(text: &str, words_max: usize) -> Vec<(Word, Range<usize>)> {
    let mut analysis = Analysis::default();
    Analyser::new().analyse(text, words_max, &mut analysis);
    let mut words: Vec<(Word, Range<usize>)> = Vec::new();
    for term in analysis.terms() {
        match term.form {
            Form::Folded => {
                let word = Word { folded: term.text.to_owned(), exact: None };
                words.push((word, term.bytes));
            }
            Form::Exact => {
                if let (Some((word, _)), Some((_, exact))) =
                    (words.last_mut(), term.text.split_once(EXACT))
                {
                    word.exact = Some(exact.to_owned());
                }
            }
            Form::Short | Form::Symbol => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::any_text::any_text;

    fn marked(text: &str, phrases: &[&str]) -> Vec<String> {
        let ranges = Marker::new(phrases.iter().copied()).ranges(text);
        ranges.into_iter().map(|range| text[range].to_owned()).collect()
    }

    #[test]
    fn phrases_are_marked_whole_and_other_accents_are_not() {
        assert_eq!(
            marked("UBND và Ủy ban nhân dân", &["UBND", "Ủy ban nhân dân"]),
            ["UBND", "Ủy ban nhân dân"]
        );
        assert_eq!(marked("Đất đai đạt chuẩn", &["đất"]), ["Đất"]);
        assert_eq!(marked("Đất đai đạt chuẩn", &["dat"]), ["Đất", "đạt"]);
        assert_eq!(marked("dat dai", &["đất"]), ["dat"]);
        assert_eq!(marked("khoẻ mạnh", &["khỏe"]), ["khoẻ"]);
    }

    #[test]
    fn a_snippet_lies_around_the_phrases() {
        let text = format!("{} giấy khai sinh {}", "chữ ".repeat(200), "khác ".repeat(200));
        let marker = Marker::new(["khai sinh"]);
        let snippet = marker.snippet(&text, 80);
        assert!(
            snippet.text.contains("khai sinh") && snippet.is_cut_before && snippet.is_cut_after
        );
        assert_eq!(snippet.marks.len(), 1);
        assert_eq!(marker.count(&text), 1);
    }

    proptest! {
        #[test]
        fn marks_lie_on_character_boundaries_and_ascend(text in any_text(), phrase in any_text()) {
            let mut last = 0;
            for range in Marker::new([phrase.as_str()]).ranges(&text) {
                prop_assert!(text.get(range.clone()).is_some() && range.start >= last);
                last = range.end;
            }
        }
    }
}
