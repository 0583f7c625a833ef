//! Near words: what may have been meant when what was typed finds little.

use std::collections::HashMap;

use tantivy::query::FuzzyTermQuery;
use tantivy::{Searcher, Term};
use vitext::{EXACT, is_folded_syllable};

use crate::fields::Fields;
use crate::index::IndexFault;

/// Words that are looked at for each that was typed.
const NEAR_MAX: usize = 12;

/// A shorter word is near to everything.
const LETTERS_MIN: usize = 3;

/// A word of the index with the number of entries that hold it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Near {
    pub term: String,
    pub frequency: u64,
}

/// The folded words one slip away from a folded word (a letter more, less, other, or two exchanged), the
/// commonest first.
pub(crate) fn near_words(
    searcher: &Searcher,
    fields: &Fields,
    folded: &str,
) -> Result<Vec<Near>, IndexFault> {
    if folded.chars().count() < LETTERS_MIN || folded.bytes().any(|b| b.is_ascii_digit()) {
        return Ok(Vec::new());
    }
    let query = FuzzyTermQuery::new(Term::from_field_text(fields.text, folded), 1, true);
    let mut found: HashMap<String, u64> = HashMap::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(fields.text)?;
        let mut stream = inverted.terms().search(query.automaton()?).into_stream()?;
        while stream.advance() {
            let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
            if term != folded && !term.contains([EXACT, '/']) {
                *found.entry(term.to_owned()).or_default() += u64::from(stream.value().doc_freq);
            }
        }
    }
    let mut near: Vec<Near> =
        found.into_iter().map(|(term, frequency)| Near { term, frequency }).collect();
    // A syllable was meant more often than a name or another slip, and letters are exchanged more often
    // than struck for others.
    near.sort_by_cached_key(|near| {
        let likely = (!is_folded_syllable(&near.term), !is_exchanged(folded, &near.term));
        (likely, std::cmp::Reverse(near.frequency), near.term.clone())
    });
    near.truncate(NEAR_MAX);
    Ok(near)
}

/// Whether two words differ in the order of their letters alone.
pub(crate) fn is_exchanged(a: &str, b: &str) -> bool {
    let letters = |word: &str| {
        let mut letters: Vec<char> = word.chars().collect();
        letters.sort_unstable();
        letters
    };
    a != b && a.len() == b.len() && letters(a) == letters(b)
}

/// The commonest spelling of a folded word: *đất* of *dat*.
pub(crate) fn commonest_spelling(
    searcher: &Searcher,
    fields: &Fields,
    folded: &str,
) -> Result<String, IndexFault> {
    let start = format!("{folded}{EXACT}");
    let mut counts: HashMap<String, u64> = HashMap::new();
    let mut with_accents = 0;
    let mut whole = 0;
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(fields.text)?;
        whole += u64::from(inverted.doc_freq(&Term::from_field_text(fields.text, folded))?);
        let mut stream = inverted.terms().range().ge(start.as_bytes()).into_stream()?;
        while stream.advance() {
            let Some(exact) =
                std::str::from_utf8(stream.key()).ok().and_then(|k| k.strip_prefix(&start))
            else {
                break;
            };
            let frequency = u64::from(stream.value().doc_freq);
            *counts.entry(exact.to_owned()).or_default() += frequency;
            with_accents += frequency;
        }
    }
    let best = counts.into_iter().max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(&a.0)));
    Ok(match best {
        Some((exact, frequency)) if frequency >= whole.saturating_sub(with_accents) => exact,
        _ => folded.to_owned(),
    })
}
