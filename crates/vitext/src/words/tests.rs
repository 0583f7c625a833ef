//! Tests of the cutting into words.

use proptest::prelude::*;

use super::*;
use crate::any_text::any_text;
use crate::fold;

fn check_words(text: &str, expected: &[&str]) {
    assert_eq!(words(text).collect::<Vec<_>>(), expected, "{text:?}");
}

#[test]
fn words_are_runs_of_letters_and_digits() {
    check_words("", &[]);
    check_words(" – … ", &[]);
    check_words("Xã An Xuyên, tỉnh Cà Mau.", &["Xã", "An", "Xuyên", "tỉnh", "Cà", "Mau"]);
    check_words("Số 06/ĐA-UBND", &["Số", "06", "ĐA", "UBND"]);
    check_words("Ea H'Leo", &["Ea", "H", "Leo"]);
}

#[test]
fn combining_marks_do_not_break_a_word() {
    check_words("a\u{302}\u{301}p", &["a\u{302}\u{301}p"]);
    check_words("ភាសាខ្មែរ", &["ភាសាខ្មែរ"]);
    check_words("\u{345} \u{17b6} a", &["a"]);
}

#[test]
fn word_indices_are_byte_offsets() {
    assert_eq!(word_indices("Ấp Đá").collect::<Vec<_>>(), [(0, "Ấp"), (5, "Đá")]);
}

proptest! {
    #[test]
    fn words_lie_in_order_and_nothing_between_them_is_a_letter(text in any_text()) {
        let mut from = 0;
        for (start, word) in word_indices(&text) {
            prop_assert!(!word.is_empty());
            prop_assert_eq!(&text[start..start + word.len()], word);
            prop_assert!(!text[from..start].contains(starts_word));
            from = start + word.len();
        }
        prop_assert!(!text[from..].contains(starts_word));
    }

    #[test]
    fn folding_word_by_word_is_folding_the_text(text in any_text()) {
        let of_words: Vec<_> = words(&text).map(fold).filter(|w| !w.is_empty()).collect();
        let folded = fold(&text);
        let whole: Vec<_> = words(&folded).collect();
        prop_assert_eq!(of_words.concat(), whole.concat());
    }
}
