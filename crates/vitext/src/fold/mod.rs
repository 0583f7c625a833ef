//! Folding: the form of a text in which accents, đ and letter case no longer count.

use std::borrow::Cow;
use std::iter;
use std::ops::Range;

use unicode_normalization::char::{canonical_combining_class, is_combining_mark};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc, is_nfc_quick};

/// The text in Unicode normalisation form C, in which an accented letter is one character where
/// possible. macOS file names and some PDF readers hand out the decomposed form.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if is_nfc(text) { Cow::Borrowed(text) } else { Cow::Owned(text.nfc().collect()) }
}

/// Sound markup in form C, each stretch up to a `>` for itself: a sign that combines (U+0338) and stands
/// at the beginning of words would otherwise melt with the bracket before it into one letter (≯), and the
/// tag would be gone.
pub fn nfc_markup(html: &str) -> Cow<'_, str> {
    if is_nfc(html) {
        return Cow::Borrowed(html);
    }
    Cow::Owned(html.split_inclusive('>').flat_map(|stretch| stretch.nfc()).collect())
}

/// The text lower-cased, without the accents of Latin letters, with đ as d, in form C.
///
/// Ð (U+00D0) and Ɖ (U+0189) look like Đ and are often found in its place, so they fold alike.
/// Other scripts are lower-cased and otherwise left: Khmer vowels and the breve of й are letters,
/// not decoration. Folding twice changes nothing more, and composed and decomposed spellings of a
/// text fold alike.
pub fn fold(text: &str) -> String {
    let mut folder = Folder::with_capacity(text.len());
    Clusters { rest: text }.for_each(|cluster| folder.push(cluster));
    folder.text
}

/// Like [`fold`], and remembers where each piece came from.
pub fn fold_with_map(text: &str) -> Folded {
    let mut folder = Folder::with_capacity(text.len());
    let mut steps = Vec::with_capacity(text.len() + 1);
    let mut original = 0;
    for cluster in (Clusters { rest: text }) {
        steps.push(Step { folded: folder.text.len(), original });
        folder.push(cluster);
        original += cluster.len();
    }
    Folded { text: folder.text, steps, original_len: original }
}

/// Whether two texts are the same when accents, đ and letter case do not count.
pub fn folded_eq(a: &str, b: &str) -> bool {
    if a.is_ascii() && b.is_ascii() { a.eq_ignore_ascii_case(b) } else { fold(a) == fold(b) }
}

/// A folded text that knows the way back to its original.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folded {
    text: String,
    /// Where each cluster starts, ascending in both offsets.
    steps: Vec<Step>,
    original_len: usize,
}

/// The start of one cluster, in bytes of the folded and of the original text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Step {
    folded: usize,
    original: usize,
}

impl Folded {
    /// The folded text, the same as [`fold`] gives.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The folded text by itself.
    pub fn into_text(self) -> String {
        self.text
    }

    /// The bytes of the original that became these bytes of the folded text.
    ///
    /// The answer always lies on character boundaries of the original and never parts a letter from
    /// its accents, so a range that starts or ends inside a letter is widened to the whole of it. An
    /// empty range, or one that starts beyond the text, gives an empty range.
    pub fn original_range(&self, folded: Range<usize>) -> Range<usize> {
        if folded.start >= self.text.len() {
            return self.original_len..self.original_len;
        }
        let first = self.steps.partition_point(|step| step.folded <= folded.start);
        let start = self.steps.get(first.saturating_sub(1)).map_or(0, |step| step.original);
        if folded.end <= folded.start {
            return start..start;
        }
        let next = self.steps.partition_point(|step| step.folded < folded.end);
        let end = self.steps.get(next).map_or(self.original_len, |step| step.original);
        start..end
    }
}

/// Cuts a text into clusters: a letter with the marks that belong to it.
///
/// Normalising cluster by cluster is the same as normalising the whole, because a cluster starts
/// only where nothing can combine with or move before what precedes it.
struct Clusters<'a> {
    rest: &'a str,
}

impl<'a> Iterator for Clusters<'a> {
    type Item = &'a str;

    fn next(&mut self) -> Option<&'a str> {
        let mut chars = self.rest.char_indices();
        chars.next()?;
        let end = chars.find(|(_, c)| starts_cluster(*c)).map_or(self.rest.len(), |(at, _)| at);
        let (cluster, rest) = self.rest.split_at(end);
        self.rest = rest;
        Some(cluster)
    }
}

fn starts_cluster(c: char) -> bool {
    c.is_ascii()
        || (canonical_combining_class(c) == 0 && is_nfc_quick(iter::once(c)) == IsNormalized::Yes)
}

/// What becomes of an accent, given the letter that carries it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Accents {
    Stripped,
    Kept,
}

struct Folder {
    text: String,
    /// The cluster at hand, decomposed and folded; kept to reuse its memory.
    cluster: String,
    accents: Accents,
}

impl Folder {
    fn with_capacity(bytes: usize) -> Self {
        let text = String::with_capacity(bytes);
        Self { text, cluster: String::new(), accents: Accents::Stripped }
    }

    fn push(&mut self, cluster: &str) {
        if let [byte] = cluster.as_bytes() {
            self.text.push(char::from(byte.to_ascii_lowercase()));
            self.accents = Accents::Stripped;
            return;
        }
        self.cluster.clear();
        for c in cluster.nfd() {
            self.push_decomposed(c);
        }
        if self.cluster.is_ascii() {
            self.text.push_str(&self.cluster);
        } else {
            self.text.extend(self.cluster.nfc());
        }
    }

    fn push_decomposed(&mut self, c: char) {
        if is_accent(c) {
            if self.accents == Accents::Kept {
                self.cluster.push(c);
            }
            return;
        }
        if !is_combining_mark(c) {
            let other_script = c.is_alphabetic() && !is_latin(c);
            self.accents = if other_script { Accents::Kept } else { Accents::Stripped };
        }
        match c {
            'đ' | 'Đ' | 'ð' | 'Ð' | 'ɖ' | 'Ɖ' => self.cluster.push('d'),
            _ => self.cluster.extend(c.to_lowercase()),
        }
    }
}

/// The combining diacritical marks, without the grapheme joiner U+034F: that is no accent but a
/// fence which keeps the marks on either side of it from changing places.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{34e}' | '\u{350}'..='\u{36f}')
}

/// Whether a decomposed letter is Latin, by block.
fn is_latin(c: char) -> bool {
    c.is_ascii_alphabetic()
        || matches!(c,
            '\u{aa}' | '\u{ba}' | '\u{c0}'..='\u{2b8}' | '\u{2e0}'..='\u{2e4}'
            | '\u{1d00}'..='\u{1d25}' | '\u{1d2c}'..='\u{1d5c}' | '\u{1d62}'..='\u{1d65}'
            | '\u{1d6b}'..='\u{1dbe}' | '\u{1e00}'..='\u{1eff}' | '\u{2c60}'..='\u{2c7f}'
            | '\u{a722}'..='\u{a7ff}' | '\u{ab30}'..='\u{ab64}' | '\u{ff21}'..='\u{ff3a}'
            | '\u{ff41}'..='\u{ff5a}')
}

#[cfg(test)]
mod tests;
