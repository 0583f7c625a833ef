//! Title and summary.

use super::{Advice, Text};

/// A longer title is cut in lists and when it is shared.
const TITLE_CHARS: usize = 120;
/// A longer summary is a first paragraph.
const SUMMARY_CHARS: usize = 300;
/// Shorter titles may be a single abbreviation: *HĐND*, *CCCD*.
const CAPITALS_MIN: usize = 12;

pub(super) fn judge(text: Text<'_>, found: &mut Vec<Advice>) {
    let title = text.title.trim();
    let length = title.chars().count();
    if length > TITLE_CHARS {
        found.push(
            Advice::warning("title", "title-long", "")
                .with("length", length.to_string())
                .with("limit", TITLE_CHARS.to_string()),
        );
    }
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    if letters >= CAPITALS_MIN && !title.chars().any(char::is_lowercase) {
        found.push(Advice::warning("title", "title-capitals", title));
    }
    let length = text.summary.trim().chars().count();
    if length > SUMMARY_CHARS {
        found.push(
            Advice::warning("summary", "summary-long", "")
                .with("length", length.to_string())
                .with("limit", SUMMARY_CHARS.to_string()),
        );
    }
}
