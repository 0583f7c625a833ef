//! Common slips of spelling. Only such as are wrong wherever they stand: a checker that cries wolf is
//! switched off.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::Advice;

/// `wrong,right`; chosen from a larger list by `data/SOURCES.md`.
const PAIRS: &str = include_str!("../../../../data/misspellings.csv");

static RIGHT: LazyLock<HashMap<&str, &str>> =
    LazyLock::new(|| PAIRS.lines().skip(1).filter_map(|line| line.split_once(',')).collect());

pub(super) fn judge(field: &'static str, text: &str, found: &mut Vec<Advice>) {
    let mut told: Vec<&str> = Vec::new();
    for word in vitext::words(text) {
        let Some(right) = right(word) else { continue };
        if !told.contains(&word) {
            told.push(word);
            found.push(Advice::warning(field, "misspelling", word).with("right", right));
        }
    }
}

/// How a word is spelled that is misspelled here.
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
