//! Tests of marking and snippets.

use proptest::prelude::*;

use super::*;
use crate::any_text::any_text;

fn check_marked(original: &str, query: &str, expected: &[&str]) {
    let marked: Vec<_> =
        highlight_ranges(original, query).into_iter().map(|range| &original[range]).collect();
    assert_eq!(marked, expected, "{query:?} in {original:?}");
}

/// Shows a snippet as a page would: ellipses where it is cut, brackets around the marks.
fn shown(snippet: &Snippet<'_>) -> String {
    let mut shown = String::from(if snippet.is_cut_before { "…" } else { "" });
    let mut done = 0;
    for mark in &snippet.marks {
        shown += &snippet.text[done..mark.start];
        shown += &format!("[{}]", &snippet.text[mark.clone()]);
        done = mark.end;
    }
    shown += &snippet.text[done..];
    shown + if snippet.is_cut_after { "…" } else { "" }
}

fn check_snippet(original: &str, query: &str, chars_max: usize, expected: &str) {
    let snippet = snippet(original, query, chars_max);
    assert_eq!(shown(&snippet), expected, "{query:?} in {original:?}");
    assert!(snippet.text.chars().count() <= chars_max);
}

#[test]
fn words_are_marked_without_regard_to_accents() {
    check_marked("Ủy ban nhân dân xã Đất Mũi", "uy ban DAT mui", &["Ủy", "ban", "Đất", "Mũi"]);
    check_marked("Hoà Bình và Hòa Bình", "hoà", &["Hoà", "Hòa"]);
    check_marked("Ca\u{300} Mau", "ca", &["Ca\u{300}"]);
    check_marked("ភាសា ខ្មែរ", "ខ្មែរ", &["ខ្មែរ"]);
}

#[test]
fn only_whole_words_are_marked() {
    check_marked("An Xuyên, Xuyên An, ban an", "an", &["An", "An", "an"]);
    check_marked("Bạc Liêu", "", &[]);
    check_marked("Bạc Liêu", " - ", &[]);
    check_marked("Bạc Liêu", "\u{345}", &[]);
}

#[test]
fn a_short_text_is_shown_whole() {
    check_snippet("  Họp dân ấp 3 \n", "ấp", 40, "Họp dân [ấp] 3");
    check_snippet("", "ấp", 40, "");
    check_snippet("Họp dân", "ấp", 0, "…");
}

#[test]
fn a_long_text_is_shown_around_the_words() {
    let text = "Sáng nay, Ủy ban nhân dân xã đã họp với bà con ấp Cái Nước về tuyến đường mới, \
                dự kiến hoàn thành trước mùa mưa năm sau.";
    check_snippet(text, "cai nuoc", 40, "…bà con ấp [Cái] [Nước] về tuyến đường mới,…");
    check_snippet(text, "sang", 20, "[Sáng] nay, Ủy ban…");
    check_snippet(text, "năm sau", 24, "…trước mùa mưa [năm] [sau].");
    check_snippet(text, "không", 20, "Sáng nay, Ủy ban…");
}

#[test]
fn the_place_with_most_of_the_words_wins() {
    let text = "Xã có nhiều ấp. Người dân đã quen. Văn phòng đặt tại xã An Xuyên, gần chợ.";
    check_snippet(text, "xã an xuyên", 24, "…tại [xã] [An] [Xuyên], gần…");
}

#[test]
fn a_word_longer_than_the_room_is_cut_between_letters() {
    check_snippet("aaaaaaaaaa", "aaaaaaaaaa", 4, "aaaa…");
    check_snippet("bbba\u{302}\u{301}bbb", "b", 5, "bbb…");
}

proptest! {
    #[test]
    fn marks_are_ascending_apart_and_on_characters(original in any_text(), query in any_text()) {
        let mut done = 0;
        for range in highlight_ranges(&original, &query) {
            prop_assert!(done <= range.start && range.start < range.end);
            prop_assert!(original.get(range.clone()).is_some());
            done = range.end;
        }
    }

    #[test]
    fn every_word_is_marked_by_a_query_for_the_text_itself(original in any_text()) {
        let expected = words(&original).filter(|word| !fold(word).is_empty()).count();
        prop_assert_eq!(highlight_ranges(&original, &fold(&original)).len(), expected);
    }

    #[test]
    fn a_snippet_is_a_short_piece_with_marks_inside(
        original in any_text(), query in any_text(), chars_max in 0_usize..60,
    ) {
        let found = snippet(&original, &query, chars_max);
        prop_assert!(found.text.chars().count() <= chars_max);
        prop_assert!(original.contains(found.text));
        let mut done = 0;
        for mark in &found.marks {
            prop_assert!(done <= mark.start && found.text.get(mark.clone()).is_some());
            done = mark.end;
        }
        if original.trim().chars().count() <= chars_max {
            prop_assert_eq!(found.text, original.trim());
            prop_assert!(!found.is_cut_before && !found.is_cut_after);
        }
    }

    #[test]
    fn a_match_that_fits_is_shown(
        before in "[a-y ]{0,40}", after in "[a-y ]{0,40}", chars_max in 2_usize..30,
    ) {
        let original = format!("{before} zz {after}");
        prop_assert_eq!(snippet(&original, "zz", chars_max).marks.len(), 1);
    }
}
