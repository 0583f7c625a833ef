//! Two texts beside each other, word by word, as the desk marks them.

use conglang_kernel::{SafeHtml, SiteId};
use serde::Serialize;
use vitext::Change;

/// A run of words.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Part {
    /// The words.
    pub text: String,
    /// `same`, `added` or `removed`.
    pub change: &'static str,
}

/// What changed from `before` to `after`.
pub fn marked(before: &str, after: &str) -> Vec<Part> {
    vitext::difference(before, after)
        .into_iter()
        .map(|piece| Part {
            text: piece.text,
            change: match piece.change {
                Change::Added => "added",
                Change::Removed => "removed",
                _ => "same",
            },
        })
        .collect()
}

/// What changed in a body, as it is read: the new one with its changes marked.
pub fn marked_body(before: &SafeHtml, after: &SafeHtml, site: SiteId) -> String {
    SafeHtml::stored(after.changes_since(before)).for_desk(site)
}
