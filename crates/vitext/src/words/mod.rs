//! Words: runs of letters and digits, whatever the script.

use unicode_normalization::char::is_combining_mark;

/// The words of a text, in order. See [`word_indices`].
pub fn words(text: &str) -> impl Iterator<Item = &str> {
    word_indices(text).map(|(_, word)| word)
}

/// The words of a text with the byte offset at which each starts.
///
/// A word starts with a letter or digit and runs on over letters, digits and combining marks, so
/// decomposed Vietnamese and Khmer vowels stay in one piece. Everything else separates:
/// `06/ĐA-UBND` is three words, `H'Leo` two.
pub fn word_indices(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text.get(from..)?.find(starts_word)?;
        let tail = text.get(start..)?;
        let length = tail.find(|c| !continues_word(c)).unwrap_or(tail.len());
        from = start + length;
        Some((start, text.get(start..from)?))
    })
}

fn starts_word(c: char) -> bool {
    // Some marks count as alphabetic in Unicode, but a mark with nothing to stand on is no word.
    c.is_alphanumeric() && !is_combining_mark(c)
}

fn continues_word(c: char) -> bool {
    c.is_alphanumeric() || is_combining_mark(c)
}

#[cfg(test)]
mod tests;
