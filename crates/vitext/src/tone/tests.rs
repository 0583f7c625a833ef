//! Tests of tone placement.

use proptest::prelude::*;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::*;
use crate::any_text::any_text;
use crate::fold;

fn check_tone(text: &str, expected: &str) {
    assert_eq!(canonical_tone(text), expected, "{text:?}");
    let decomposed: String = text.nfd().collect();
    assert_eq!(canonical_tone(&decomposed), expected, "{text:?}, decomposed");
}

#[test]
fn the_newer_placement_becomes_the_older() {
    check_tone("Hoà Bình", "Hòa Bình");
    check_tone("khoẻ, loà xoà", "khỏe, lòa xòa");
    check_tone("Uỷ ban, UỶ BAN, tuỳ, Thuý", "Ủy ban, ỦY BAN, tùy, Thúy");
}

#[test]
fn the_canonical_placement_stays() {
    let text = "Xã Hòa Mỹ, huỳnh, hoàn toàn, khuỷu, ngoéo, hoài, của, mía, cáo, Huế, thuở, tiếng \
                việt, nước, người, mưa, cửa, giếng, gìn giữ, già, quý, quốc, quyết, quà, moóc, ý";
    check_tone(text, text);
}

#[test]
fn slips_of_the_typing_engine_are_set_right() {
    check_tone("cuả qúy gìa tòan hòan thủơ ngừơi", "của quý già toàn hoàn thuở người");
}

#[test]
fn words_of_other_languages_are_left() {
    check_tone("café Beyoncé piñata Noëlle 한국 ខ្មែរ", "café Beyoncé piñata Noëlle 한국 ខ្មែរ");
}

#[test]
fn spelling_counts_accents_but_not_their_placement() {
    assert!(same_spelling("hoà", "hòa"));
    assert!(same_spelling("Thuý", "thúy"));
    assert!(same_spelling("UỶ BAN", "ủy ban"));
    assert!(same_spelling("Ho\u{61}\u{300}", "Hòa"));
    assert!(!same_spelling("hoà", "hoá"));
    assert!(!same_spelling("hoà", "hoa"));
    assert!(!same_spelling("đá", "dá"));
}

proptest! {
    #[test]
    fn placing_tones_twice_changes_nothing_more(text in any_text()) {
        let once = canonical_tone(&text);
        prop_assert_eq!(canonical_tone(&once), once);
    }

    #[test]
    fn placing_tones_keeps_the_letters_and_the_form(text in any_text()) {
        let placed = canonical_tone(&text);
        prop_assert_eq!(fold(&placed), fold(&text));
        prop_assert!(is_nfc(&placed));
    }

    #[test]
    fn a_text_is_spelled_like_itself_in_any_form(text in any_text()) {
        let decomposed: String = text.nfd().collect();
        prop_assert!(same_spelling(&text, &canonical_tone(&text)));
        prop_assert!(same_spelling(&nfc(&text), &decomposed));
    }
}
