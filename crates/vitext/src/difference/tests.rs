//! Tests of comparing two texts.

use proptest::prelude::*;

use super::*;
use crate::any_text::any_text;

/// Writes pieces as people mark a text: `[-removed-]`, `{+added+}`.
fn marked(old: &str, new: &str) -> String {
    difference(old, new)
        .into_iter()
        .map(|piece| match piece.change {
            Change::Same => piece.text,
            Change::Added => format!("{{+{}+}}", piece.text),
            Change::Removed => format!("[-{}-]", piece.text),
        })
        .collect()
}

#[test]
fn words_stay_whole() {
    assert_eq!(
        marked("Họp lúc 7 giờ ngày 05/3.", "Họp lúc 8 giờ ngày 06/3."),
        "Họp lúc [-7-]{+8+} giờ ngày [-05-]{+06+}/3."
    );
    assert_eq!(marked("hoà bình", "hòa bình"), "[-hoà-]{+hòa+} bình");
    assert_eq!(marked("", "mới"), "{+mới+}");
    assert_eq!(marked("như cũ", "như cũ"), "như cũ");
}

#[test]
fn no_space_alone_is_left_between_two_changes() {
    assert_eq!(marked("một hai ba", "bốn năm ba"), "[-một hai-]{+bốn năm+} ba");
}

#[test]
fn lines_that_moved_on_are_the_same() {
    assert_eq!(marked("a\nb\n", "a\nx\nb\n"), "a\n{+x\n+}b\n");
}

#[test]
fn likeness_tells_a_correction_from_another_text() {
    assert!(likeness("Ủy ban nhân dân xã thông báo", "Ủy ban nhân dân xã kính báo") > 0.6);
    assert!(likeness("Ủy ban nhân dân xã", "Trường tiểu học") < 0.2);
    assert!((likeness("", "") - 1.0).abs() < f64::EPSILON);
}

#[test]
fn long_texts_with_nothing_in_common_are_compared_at_once() {
    let old = "cũ một hai\n".repeat(20_000);
    let new = "mới ba bốn ".repeat(20_000);
    assert_eq!(difference(&old, &new).len(), 2);
}

fn sides(old: &str, new: &str) -> (String, String) {
    let (mut left, mut right) = (String::new(), String::new());
    for Piece { change, text } in difference(old, new) {
        if change != Change::Added {
            left.push_str(&text);
        }
        if change != Change::Removed {
            right.push_str(&text);
        }
    }
    (left, right)
}

proptest! {
    #[test]
    fn the_pieces_give_back_both_sides(old in any_text(), new in any_text()) {
        prop_assert_eq!(sides(&old, &new), (old, new));
    }

    #[test]
    fn small_changes_give_back_both_sides(
        old in "([a-c]{1,2}|ấp|[ \n.,]){0,40}", new in "([a-c]{1,2}|ấp|[ \n.,]){0,40}",
    ) {
        prop_assert_eq!(sides(&old, &new), (old.clone(), new.clone()));
        let pieces = difference(&old, &new);
        for pair in pieces.windows(2) {
            let in_order = pair[0].change != pair[1].change
                && (pair[0].change, pair[1].change) != (Change::Added, Change::Removed);
            prop_assert!(in_order, "{:?}", pieces);
        }
    }
}
