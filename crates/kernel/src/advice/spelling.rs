//! Common slips of spelling. Only such as are wrong wherever they stand: a checker that cries wolf is
//! switched off.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Advice;

/// `wrong,right`; chosen from a larger list by `data/SOURCES.md`.
const PAIRS: &str = include_str!("../../../../data/misspellings.csv");

/// Words that are wrong only beside each other: of two, or of three.
const PHRASES: &str = include_str!("../../../../data/misspelled_phrases.csv");

/// Words of the longest phrase.
const WORDS_MAX: usize = 3;

static RIGHT: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
    let lines = PAIRS.lines().skip(1).chain(PHRASES.lines().skip(1));
    lines.filter_map(|line| line.split_once(',')).collect()
});

pub(super) fn judge(field: &'static str, text: &str, found: &mut Vec<Advice>) {
    let mut told: Vec<&str> = Vec::new();
    let words: Vec<(usize, &str)> = vitext::word_indices(text).collect();
    for at in 0..words.len() {
        let parts = (1..=WORDS_MAX).filter_map(|count| words.get(at..at + count));
        for part in parts {
            let (Some((from, _)), Some((last, word))) = (part.first(), part.last()) else {
                continue;
            };
            let quote = text.get(*from..last + word.len()).unwrap_or_default();
            let Some(right) = right(quote) else { continue };
            if !told.contains(&quote) {
                told.push(quote);
                found.push(Advice::warning(field, "misspelling", quote).with("right", right));
            }
        }
    }
}

/// How words are spelled that are misspelled here.
fn right(word: &str) -> Option<String> {
    let lower = word.to_lowercase();
    let right = RIGHT.get(lower.as_str())?;
    let mut letters = right.chars();
    let is_capital = word.chars().next().is_some_and(char::is_uppercase);
    let is_all_capital = word.chars().count() > 1 && !word.chars().any(char::is_lowercase);
    Some(match letters.next() {
        _ if is_all_capital => right.to_uppercase(),
        Some(first) if is_capital => first.to_uppercase().chain(letters).collect(),
        _ => (*right).to_owned(),
    })
}
