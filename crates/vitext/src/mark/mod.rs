//! Marking: where the words of a query stand in a text, and the piece of the text worth showing.

mod marker;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use unicode_normalization::char::is_combining_mark;

use crate::fold::fold;
use crate::words::{word_indices, words};

pub use marker::Marker;

/// The byte ranges of the whole words of `original` that are words of `query` when accents and case
/// do not count: one range per word, ascending, never overlapping, on character boundaries.
pub fn highlight_ranges(original: &str, query: &str) -> Vec<Range<usize>> {
    let wanted: HashSet<String> = query_words(query).collect();
    if wanted.is_empty() {
        return Vec::new();
    }
    word_indices(original)
        .filter(|(_, word)| wanted.contains(&fold(word)))
        .map(|(start, word)| start..start + word.len())
        .collect()
}

/// A piece of a text around the words somebody searched for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snippet<'a> {
    /// The piece, without white space at either end and without ellipses.
    pub text: &'a str,
    /// The words to mark, as byte ranges of `text`; ascending, never overlapping.
    pub marks: Vec<Range<usize>>,
    /// Whether the original goes on before the piece, so that an ellipsis belongs there.
    pub is_cut_before: bool,
    /// Whether the original goes on after the piece.
    pub is_cut_after: bool,
}

/// The piece of `original`, of at most `chars_max` characters, that shows most of the words of
/// `query`: around the first place where that many of them stand close enough together, or from the
/// beginning if none is found. Words are cut only when a single one is longer than `chars_max`.
pub fn snippet<'a>(original: &'a str, query: &str, chars_max: usize) -> Snippet<'a> {
    let text = original.trim();
    let terms: HashMap<String, usize> =
        query_words(query).enumerate().map(|(term, word)| (word, term)).collect();
    let hits = word_indices(text)
        .filter_map(|(start, word)| Some((*terms.get(&fold(word))?, start..start + word.len())))
        .collect();
    cut(text, hits, chars_max)
}

/// The piece of a text, trimmed already, around its hits: which term, and where.
fn cut(text: &str, hits: Vec<(usize, Range<usize>)>, chars_max: usize) -> Snippet<'_> {
    let grid = Grid::new(text);
    let found = if grid.len() <= chars_max {
        0..0
    } else {
        let in_chars = |range: &Range<usize>| grid.char_at(range.start)..grid.char_at(range.end);
        let hits: Vec<_> = hits.iter().map(|(term, range)| (*term, in_chars(range))).collect();
        densest(&hits, chars_max)
    };
    let (start, end) = grid.window(found, chars_max);
    let (start, end) = (grid.byte(start), grid.byte(end));
    let piece = text.get(start..end).unwrap_or_default();
    let shown = piece.trim();
    // A word cut by force must not be marked as if it were whole.
    let marks = hits
        .into_iter()
        .filter_map(|(_, range)| {
            let from = start + (piece.len() - piece.trim_start().len());
            let mark = range.start.checked_sub(from)?..range.end.checked_sub(from)?;
            (mark.end <= shown.len()).then_some(mark)
        })
        .collect();
    let rest = |range: Option<&str>| range.is_some_and(|rest| !rest.trim().is_empty());
    Snippet {
        text: shown,
        marks,
        is_cut_before: rest(text.get(..start)),
        is_cut_after: rest(text.get(end..)),
    }
}

fn query_words(query: &str) -> impl Iterator<Item = String> {
    words(query).map(fold).filter(|word| !word.is_empty())
}

/// The stretch of characters that holds the most different terms within `chars_max`, the first of
/// several. Empty if there is no hit.
fn densest(hits: &[(usize, Range<usize>)], chars_max: usize) -> Range<usize> {
    let mut best: (usize, Range<usize>) = (0, 0..0);
    let mut counts: HashMap<usize, usize> = HashMap::new();
    let mut last = 0;
    for (first, (term, from)) in hits.iter().enumerate() {
        while let Some((next, to)) = hits.get(last) {
            if last > first && to.end - from.start > chars_max {
                break;
            }
            *counts.entry(*next).or_default() += 1;
            last += 1;
        }
        if let Some((_, to)) = hits.get(last - 1)
            && counts.len() > best.0
        {
            best = (counts.len(), from.start..to.end);
        }
        if let Some(count) = counts.get_mut(term) {
            *count -= 1;
            if *count == 0 {
                counts.remove(term);
            }
        }
    }
    best.1
}

/// The characters of a text, countable from either side.
struct Grid {
    chars: Vec<(usize, char)>,
    bytes: usize,
}

impl Grid {
    fn new(text: &str) -> Self {
        Self { chars: text.char_indices().collect(), bytes: text.len() }
    }

    fn len(&self) -> usize {
        self.chars.len()
    }

    /// The byte offset of a character.
    fn byte(&self, at: usize) -> usize {
        self.chars.get(at).map_or(self.bytes, |(byte, _)| *byte)
    }

    /// The character that starts at a byte offset.
    fn char_at(&self, byte: usize) -> usize {
        self.chars.partition_point(|(start, _)| *start < byte)
    }

    fn is_space(&self, at: usize) -> bool {
        self.chars.get(at).is_none_or(|(_, c)| c.is_whitespace())
    }

    fn is_mark(&self, at: usize) -> bool {
        self.chars.get(at).is_some_and(|(_, c)| is_combining_mark(*c))
    }

    /// The characters to show: what was found, a third of the room left before it, the rest behind,
    /// and both ends moved inwards to the nearest white space.
    fn window(&self, found: Range<usize>, chars_max: usize) -> (usize, usize) {
        if self.len() <= chars_max {
            return (0, self.len());
        }
        let spare = chars_max.saturating_sub(found.end - found.start);
        let latest = self.len() - chars_max;
        let mut start = found.start.saturating_sub(spare / 3).min(latest);
        while start > 0 && start < found.start && !self.is_space(start - 1) {
            start += 1;
        }
        let forced = (start + chars_max).min(self.len());
        let mut end = forced;
        while end > start && !self.is_space(end) && !self.is_space(end - 1) {
            end -= 1;
        }
        if end <= start || end < found.end {
            end = forced;
            while end > start && self.is_mark(end) {
                end -= 1;
            }
        }
        (start, end)
    }
}

#[cfg(test)]
mod tests;
