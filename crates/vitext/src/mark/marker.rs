//! Marking words and phrases that may be written with other accents or another tone placement.

use std::ops::Range;

use super::{Snippet, cut};
use crate::analyse::{Analyser, Analysis, EXACT, Form};
use crate::stop_words::is_stop_word;

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
    fn is_stop_word(&self) -> bool {
        is_stop_word(self.exact.as_deref().unwrap_or(&self.folded))
    }

    /// A word without accents may be written with any; one with accents only so, or without.
    fn fits(&self, other: &Self) -> bool {
        self.folded == other.folded
            && match (&self.exact, &other.exact) {
                (Some(mine), Some(theirs)) => mine == theirs,
                _ => true,
            }
    }
}

/// Finds the words and phrases of a question in texts. Stop words are marked beside other words of the
/// question alone: everywhere else they are nothing anybody looked for.
pub struct Marker {
    phrases: Vec<Vec<Word>>,
    /// Whether stop words were all that was asked for.
    is_of_stop_words: bool,
}

impl Marker {
    /// A marker of these words and phrases.
    pub fn new<'p>(phrases: impl IntoIterator<Item = &'p str>) -> Self {
        let phrases: Vec<Vec<Word>> = phrases
            .into_iter()
            .map(|phrase| {
                words(phrase, PHRASE_WORDS_MAX).into_iter().map(|(word, _)| word).collect()
            })
            .filter(|phrase: &Vec<Word>| !phrase.is_empty())
            .collect();
        let is_of_stop_words = phrases.iter().flatten().all(Word::is_stop_word);
        Self { phrases, is_of_stop_words }
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
        let mut hits: Vec<Hit> = Vec::new();
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
                let found = rest.get(..phrase.len()).unwrap_or_default();
                let is_stop = found.iter().all(|(word, _)| word.is_stop_word());
                let words = at..at + phrase.len();
                hits.push(Hit { phrase: index, words, bytes: first.start..last.end, is_stop });
            }
            at += phrase.len();
        }
        if !self.is_of_stop_words {
            hits = beside_others(hits);
        }
        hits.into_iter().map(|hit| (hit.phrase, hit.bytes)).collect()
    }
}

/// Where a phrase stands in a text.
struct Hit {
    phrase: usize,
    words: Range<usize>,
    bytes: Range<usize>,
    is_stop: bool,
}

/// The hits without the stop words that stand in no row with another word.
fn beside_others(hits: Vec<Hit>) -> Vec<Hit> {
    let mut kept = Vec::with_capacity(hits.len());
    let mut row: Vec<Hit> = Vec::new();
    let mut close = |row: &mut Vec<Hit>| {
        if row.iter().all(|hit| hit.is_stop) {
            row.clear();
        }
        kept.append(row);
    };
    for hit in hits {
        if row.last().is_some_and(|last| last.words.end < hit.words.start) {
            close(&mut row);
        }
        row.push(hit);
    }
    close(&mut row);
    kept
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
        assert_eq!(marked("Đất đai, đài xã", &["dai"]), ["đai", "đài"]);
        assert_eq!(marked("dat dai", &["đất"]), ["dat"]);
        assert_eq!(marked("khoẻ mạnh", &["khỏe"]), ["khoẻ"]);
    }

    #[test]
    fn stop_words_are_marked_beside_other_words_of_the_question_alone() {
        let question = ["khai", "sinh", "ở", "đâu"];
        assert_eq!(marked("Nhà ở ấp 4", &question), Vec::<String>::new());
        assert_eq!(marked("Khai sinh ở đâu, nhà ở xã", &question), ["Khai", "sinh", "ở", "đâu"]);
        assert_eq!(marked("cho bà con chợ nổi", &["cho", "noi"]), ["chợ", "nổi"]);
        assert_eq!(marked("của ai", &["của", "những"]), ["của"], "when nothing else was asked for");
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
