//! What a text was begun with and nobody has filled in.

use super::{Advice, Text};
use crate::start::is_unanswered;

/// Characters of a line shown around its blank.
const QUOTE_CHARS: usize = 60;

pub(super) fn judge(text: Text<'_>, read: &str, found: &mut Vec<Advice>) {
    if has_blank(text.title) {
        found.push(Advice::error("title", "title-blank", "…"));
    }
    for line in read.lines() {
        if is_unanswered(line) {
            found.push(Advice::error("body", "start-unanswered", line));
        } else if has_blank(line) {
            let quote: String = line.chars().take(QUOTE_CHARS).collect();
            found.push(Advice::warning("body", "line-blank", quote));
        }
    }
}

/// Whether dots stand where words should: alone, not at the end of a word as in “trường, trạm…”.
fn has_blank(line: &str) -> bool {
    let is_dots = |word: &str| {
        let core = word.trim_matches(|c: char| !c.is_alphanumeric() && c != '.' && c != '…');
        core == "…" || (core.len() >= 3 && core.chars().all(|c| c == '.' || c == '…'))
    };
    // A pause or something left out of a quotation stands beside other dots or inside quotation marks.
    line.split_whitespace().any(|word| is_dots(word) && !word.starts_with(['[', '(', '“', '"']))
}
