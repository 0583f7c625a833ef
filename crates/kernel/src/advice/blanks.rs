//! What a text was begun with and nobody has filled in.

use std::collections::BTreeSet;

use super::{Advice, Text};
use crate::start::is_unanswered;

/// Up to so many blanks are named one by one; more are a form to fill in.
const BLANKS_EACH_MAX: usize = 3;

/// Characters of a line shown around its blank.
const QUOTE_CHARS: usize = 60;

pub(super) fn judge(text: Text<'_>, read: &str, found: &mut Vec<Advice>) {
    if has_blank(text.title) {
        found.push(Advice::unfilled("title", "title-blank", "…"));
    }
    // A form has the same dots on many lines: each kind of line is told once.
    let mut told = BTreeSet::new();
    let mut is_bare_told = false;
    let mut unanswered = Vec::new();
    let mut blanks: Vec<String> = Vec::new();
    for line in read.lines().filter(|line| told.insert(line.trim())) {
        let is_bare = !line.chars().any(char::is_alphanumeric);
        if is_unanswered(line) {
            unanswered.push(line);
        } else if has_blank(line) && is_bare {
            if !is_bare_told {
                found.push(Advice::warning("body", "line-bare", line.trim()));
            }
            is_bare_told = true;
        } else if has_blank(line) {
            let quote: String = line.chars().take(QUOTE_CHARS).collect();
            blanks.push(quote);
        }
    }
    if blanks.len() > BLANKS_EACH_MAX {
        let count = blanks.len().to_string();
        let first = blanks.swap_remove(0);
        found.push(Advice::warning("body", "lines-blank", first).with("count", count));
    } else {
        found.extend(blanks.into_iter().map(|b| Advice::warning("body", "line-blank", b)));
    }
    // However many there are, it is one thing to do.
    match unanswered.as_slice() {
        [] => {}
        [only] => found.push(Advice::unfilled("body", "start-unanswered", *only)),
        [first, ..] => found.push(
            Advice::unfilled("body", "starts-unanswered", *first)
                .with("count", unanswered.len().to_string()),
        ),
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
