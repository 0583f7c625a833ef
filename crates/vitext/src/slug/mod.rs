//! Slugs and host labels: a title or a place name as it may stand in an address.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::fold::fold;

/// The longest slug, in bytes, which are characters too.
pub const SLUG_BYTES_MAX: usize = 80;

/// The longest label of a host name, in bytes (RFC 1035, section 2.3.4).
pub const LABEL_BYTES_MAX: usize = 63;

/// The slug of a text without a single Latin letter or digit: "bai", as in *bài*, a piece of writing.
pub const SLUG_FALLBACK: &str = "bai";

/// The text as a slug: Latin letters without accents and digits, words joined by `-`.
///
/// At most [`SLUG_BYTES_MAX`] long, cut between words unless the first word alone is longer. Never
/// empty: a text in another script, or none, gives [`SLUG_FALLBACK`].
pub fn slug(text: &str) -> String {
    let latin = latin_words(text);
    let mut slug = String::with_capacity(SLUG_BYTES_MAX);
    for word in latin.split_ascii_whitespace() {
        if slug.is_empty() {
            slug.push_str(word.get(..SLUG_BYTES_MAX).unwrap_or(word));
        } else if slug.len() + 1 + word.len() <= SLUG_BYTES_MAX {
            slug.push('-');
            slug.push_str(word);
        } else {
            break;
        }
    }
    if slug.is_empty() { SLUG_FALLBACK.to_owned() } else { slug }
}

/// A place name as the label of a host: An Xuyên gives `anxuyen`, Ea H'Leo `eahleo`.
///
/// At most [`LABEL_BYTES_MAX`] long. Empty if the name holds no Latin letter and no digit: a host
/// cannot be made up, so the caller has to ask for one.
pub fn compact_label(name: &str) -> String {
    let mut label = latin_words(name);
    label.retain(|c| !c.is_ascii_whitespace());
    label.truncate(LABEL_BYTES_MAX);
    label
}

/// The text in `a-z` and `0-9`, with spaces for all that separates words.
fn latin_words(text: &str) -> String {
    // Form KC first, for m², № and the ligatures that PDF readers hand out.
    let folded = fold(&text.nfkc().collect::<String>());
    let mut latin = String::with_capacity(folded.len());
    for c in folded.chars() {
        match c {
            'a'..='z' | '0'..='9' => latin.push(c),
            'æ' => latin.push_str("ae"),
            'œ' => latin.push_str("oe"),
            'ø' => latin.push('o'),
            'ß' => latin.push_str("ss"),
            'ł' => latin.push('l'),
            'ı' => latin.push('i'),
            'þ' => latin.push_str("th"),
            // A soft hyphen or a joiner is invisible, so it parts no word.
            '\u{ad}' | '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{feff}' => {}
            _ if is_combining_mark(c) => {}
            _ => latin.push(' '),
        }
    }
    latin
}

#[cfg(test)]
mod tests;
