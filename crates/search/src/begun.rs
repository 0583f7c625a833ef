//! A last word that was begun and not typed to its end.

use std::collections::HashMap;

use tantivy::Searcher;
use vitext::EXACT;

use crate::fields::Fields;
use crate::index::IndexFault;

/// Words that the last, unfinished one may become.
const ENDINGS_MAX: usize = 24;

/// Words of the index that are looked at for them.
const ENDINGS_SEEN_MAX: usize = 1_000;

/// The last word without accents, as far as it was typed.
pub(crate) fn folded_end(typed: &str) -> String {
    let last = vitext::words(typed).last().unwrap_or_default();
    vitext::fold(last).trim_start_matches('0').to_owned()
}

/// The commonest words of titles that begin so.
pub(crate) fn endings(
    searcher: &Searcher,
    fields: &Fields,
    begun: &str,
) -> Result<Vec<String>, IndexFault> {
    let mut found: HashMap<String, u64> = HashMap::new();
    for segment in searcher.segment_readers() {
        let inverted = segment.inverted_index(fields.title)?;
        let mut stream = inverted.terms().range().ge(begun.as_bytes()).into_stream()?;
        let mut seen = 0;
        while stream.advance() && seen < ENDINGS_SEEN_MAX {
            seen += 1;
            let Ok(term) = std::str::from_utf8(stream.key()) else { continue };
            if !term.starts_with(begun) {
                break;
            }
            if !term.contains(EXACT) {
                *found.entry(term.to_owned()).or_default() += u64::from(stream.value().doc_freq);
            }
        }
    }
    let mut found: Vec<(String, u64)> = found.into_iter().collect();
    found.sort_by(|a, b| {
        let is_itself = |term: &str| term == begun;
        (is_itself(&b.0), b.1).cmp(&(is_itself(&a.0), a.1)).then_with(|| a.0.cmp(&b.0))
    });
    found.truncate(ENDINGS_MAX);
    Ok(found.into_iter().map(|(term, _)| term).collect())
}
