//! Two texts beside each other, word by word, as the desk marks them.

use serde::Serialize;
use similar::{ChangeTag, TextDiff};

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
    let diff = TextDiff::from_words(before, after);
    let mut parts: Vec<Part> = Vec::new();
    for change in diff.iter_all_changes() {
        let word = match change.tag() {
            ChangeTag::Equal => "same",
            ChangeTag::Insert => "added",
            ChangeTag::Delete => "removed",
        };
        match parts.last_mut().filter(|last| last.change == word) {
            Some(last) => last.text.push_str(change.value()),
            None => parts.push(Part { text: change.value().to_owned(), change: word }),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn whole_words_are_marked() {
        let parts = marked("Họp lúc 7 giờ sáng", "Họp lúc 8 giờ sáng");
        let shown: Vec<_> = parts.iter().map(|part| (part.text.as_str(), part.change)).collect();
        let wanted =
            [("Họp lúc ", "same"), ("7", "removed"), ("8", "added"), (" giờ sáng", "same")];
        assert_eq!(shown, wanted);
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_off_the_marks(a in "[a-cđ \n]{0,30}", b in "[a-cđ \n]{0,30}") {
            let parts = marked(&a, &b);
            let without = |change| -> String {
                parts.iter().filter(|p| p.change != change).map(|p| p.text.as_str()).collect()
            };
            prop_assert_eq!(without("added"), a);
            prop_assert_eq!(without("removed"), b);
        }
    }
}
