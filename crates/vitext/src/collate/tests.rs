//! Tests of the Vietnamese order.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::any_text::any_text;

#[track_caller]
fn check_order<K: Ord>(expected: &[&str], key: impl Fn(&str) -> K) {
    let mut sorted = expected.to_vec();
    sorted.reverse();
    sorted.sort_by_key(|text| key(text));
    assert_eq!(sorted, expected);
}

#[test]
fn vietnamese_data_is_compiled_in() {
    assert!(WHOLE.is_some() && CASELESS.is_some());
}

#[test]
fn letters_and_tones_come_in_the_order_of_the_alphabet() {
    let expected = [
        "A", "À", "Ả", "Ã", "Á", "Ạ", "An", "Anh", "Ánh", "Ăn", "Ân", "Dao", "Dung", "Dùng",
        "Dũng", "Đào", "Đức", "Em", "Ếch", "Êm", "Ong", "Ông", "Ơn",
    ];
    check_order(&expected, sort_key);
    let mut sorted = expected.to_vec();
    sorted.reverse();
    sorted.sort_by(|a, b| compare(a, b));
    assert_eq!(sorted, expected);
}

#[test]
fn numbers_sort_by_value() {
    check_order(&["Ấp 1", "Ấp 2", "Ấp 10", "Khóm 3", "Phường 9"], sort_key);
}

#[test]
fn composed_and_decomposed_texts_sort_alike() {
    let decomposed: String = "Đặng Thuỳ".nfd().collect();
    assert_eq!(compare("Đặng Thuỳ", &decomposed), Ordering::Equal);
    assert_eq!(sort_key("Đặng Thuỳ"), sort_key(&decomposed));
}

#[test]
fn people_sort_by_given_name_then_middle_then_family() {
    check_order(
        &[
            "",
            "An",
            "Lê An",
            "Trần An",
            "Nguyễn Hoài An",
            "Bùi Văn An",
            "NGUYỄN VĂN AN",
            "Trần Văn An",
            "Nguyễn Văn Anh",
            "Lê Thị Ánh",
            "Trần Văn Dũng",
            "Lê Văn Đức",
            "Huỳnh Thị Ngọc Ơn",
        ],
        name_key,
    );
}

#[test]
fn a_capitalised_name_stands_beside_its_twin() {
    check_order(&["Lê Văn An", "LÊ VĂN AN", "Lý Văn An"], name_key);
    assert_eq!(name_key(" Lê  Văn An "), name_key("Lê Văn An"));
}

#[test]
fn the_order_without_data_is_still_an_order() {
    check_order(&["Cà Mau", "Dung", "Đá", "Ủy"], |text| plain_key(&text.replace('Đ', "E")));
    assert_eq!(plain_key("Ca\u{300}"), plain_key("Cà"));
    assert!(!plain_key("a\u{0}b").contains(&0));
}

proptest! {
    #[test]
    fn keys_sort_as_comparison_does(a in any_text(), b in any_text()) {
        prop_assert_eq!(sort_key(&a).cmp(&sort_key(&b)), compare(&a, &b));
        prop_assert_eq!(compare(&a, &b), compare(&b, &a).reverse());
    }

    #[test]
    fn composed_and_decomposed_texts_have_one_key(text in any_text()) {
        let decomposed: String = text.nfd().collect();
        prop_assert_eq!(sort_key(&decomposed), sort_key(&text));
    }

    #[test]
    fn a_key_holds_no_zero(text in any_text()) {
        prop_assert!(!sort_key(&text).contains(&0));
    }

    #[test]
    fn people_with_different_given_names_sort_by_them(
        a in "[A-ZĐa-zăâđêôơư]{1,6}", b in "[A-ZĐa-zăâđêôơư]{1,6}",
    ) {
        let by_given = compare(&a.to_lowercase(), &b.to_lowercase());
        let (of_a, of_b) = (name_key(&format!("Yên Văn {a}")), name_key(&format!("An Văn {b}")));
        if by_given != Ordering::Equal {
            prop_assert_eq!(of_a.cmp(&of_b), by_given);
        }
    }

    #[test]
    fn any_text_has_a_name_key(text in any_text()) {
        prop_assert!(name_key(&text).len() >= 3);
    }
}
