//! Tests of folding and of the way back to the original.

use proptest::prelude::*;

use super::*;
use crate::any_text::any_text;

fn check_fold(text: &str, expected: &str) {
    assert_eq!(fold(text), expected, "{text:?}");
    let decomposed: String = text.nfd().collect();
    assert_eq!(fold(&decomposed), expected, "{text:?}, decomposed");
}

/// Finds the folded needle and gives the piece of the original that it stands for.
fn check_way_back(original: &str, needle: &str, expected: &str) {
    let folded = fold_with_map(original);
    let at = folded.text().find(needle).unwrap();
    assert_eq!(&original[folded.original_range(at..at + needle.len())], expected);
}

#[test]
fn folding_drops_accents_case_and_the_bar_of_d() {
    check_fold("", "");
    check_fold("Độc lập - Tự do - Hạnh phúc", "doc lap - tu do - hanh phuc");
    check_fold("ỦY BAN NHÂN DÂN XÃ ĐẮK ĐOA", "uy ban nhan dan xa dak doa");
    check_fold("Nguyễn Phượng Ửng", "nguyen phuong ung");
    check_fold("Số 06/ĐA-UBND", "so 06/da-ubnd");
    check_fold("café naïve Ÿ", "cafe naive y");
}

#[test]
fn letters_that_look_like_the_vietnamese_d_fold_like_it() {
    check_fold("Ðại hội Ɖảng", "dai hoi dang");
}

#[test]
fn both_tone_placements_fold_alike() {
    assert!(folded_eq("hoà thuý", "HÒA THÚY"));
    assert!(folded_eq("Ca Mau", "cà mau"));
    assert!(folded_eq("Ca Mau", "CA MAU"));
    assert!(!folded_eq("Ca Mau", "Ca Mâu 2"));
}

#[test]
fn other_scripts_keep_their_marks() {
    check_fold("ភាសាខ្មែរ", "ភាសាខ្មែរ");
    check_fold("Ё Й Ά 한국", "ё й ά 한국");
}

#[test]
fn stray_accents_vanish() {
    check_fold("\u{301}a \u{300}1\u{309}", "a 1");
}

#[test]
fn normalising_borrows_what_is_composed() {
    assert!(matches!(nfc("Cà Mau"), Cow::Borrowed("Cà Mau")));
    assert_eq!(nfc("Ca\u{300} Mau"), "Cà Mau");
}

#[test]
fn a_match_in_the_folded_text_leads_back_to_the_original() {
    check_way_back("Xã Đất Mũi, Cà Mau", "dat mui", "Đất Mũi");
    check_way_back("Xã Đất Mu\u{303}i, Cà Mau", "mui", "Mu\u{303}i");
    check_way_back("Cà Mau", "mau", "Mau");
    check_way_back("İstanbul Đà", "da", "Đà");
    check_way_back("ខ្មែរ và Đà", "ខ្មែរ", "ខ្មែរ");
}

#[test]
fn ranges_outside_the_text_are_empty() {
    let folded = fold_with_map("Đá");
    assert_eq!(folded.original_range(2..9), 4..4);
    assert_eq!(folded.original_range(1..1), 2..2);
    assert_eq!(folded.original_range(1..99), 2..4);
    assert_eq!(fold_with_map("").original_range(0..5), 0..0);
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing_more(text in any_text()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }

    #[test]
    fn composed_and_decomposed_texts_fold_alike(text in any_text()) {
        let composed: String = text.nfc().collect();
        let decomposed: String = text.nfd().collect();
        prop_assert_eq!(fold(&composed), fold(&decomposed));
        prop_assert_eq!(fold(&composed), fold(&text));
    }

    #[test]
    fn a_folded_text_is_composed(text in any_text()) {
        prop_assert!(is_nfc(&fold(&text)));
    }

    #[test]
    fn the_mapped_fold_is_the_fold(text in any_text()) {
        let folded = fold_with_map(&text);
        prop_assert_eq!(folded.text(), fold(&text));
        prop_assert_eq!(folded.into_text(), fold(&text));
    }

    #[test]
    fn every_range_leads_back_to_whole_characters(text in any_text(), a in 0_usize..80, b in 0_usize..80) {
        let range = fold_with_map(&text).original_range(a..b);
        prop_assert!(text.get(range).is_some());
    }

    #[test]
    fn what_a_range_leads_back_to_folds_to_what_was_asked(text in any_text(), skip in 0_usize..20) {
        let folded = fold_with_map(&text);
        if let Some((at, c)) = folded.text().char_indices().nth(skip) {
            let range = folded.original_range(at..at + c.len_utf8());
            prop_assert!(fold(&text[range]).chars().any(|found| found == c || is_accent(c)));
        }
    }
}
