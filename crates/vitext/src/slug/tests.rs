//! Tests of slugs and host labels.

use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

use super::*;
use crate::any_text::any_text;

fn check_slug(text: &str, expected: &str) {
    assert_eq!(slug(text), expected, "{text:?}");
    let decomposed: String = text.nfd().collect();
    assert_eq!(slug(&decomposed), expected, "{text:?}, decomposed");
}

/// `^[a-z0-9]+(-[a-z0-9]+)*$`
fn is_slug(slug: &str) -> bool {
    slug.split('-').all(|word| {
        !word.is_empty() && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    })
}

#[test]
fn slugs_are_unaccented_words_joined_by_hyphens() {
    check_slug(
        "Ủy ban nhân dân xã Đắk Đoa: Đề án số 06/ĐA-UBND",
        "uy-ban-nhan-dan-xa-dak-doa-de-an-so-06-da-ubnd",
    );
    check_slug("  Phường Văn Miếu - Quốc Tử Giám ", "phuong-van-mieu-quoc-tu-giam");
    check_slug("Xã Ea H'Leo", "xa-ea-h-leo");
    check_slug("Thửa đất 120 m², giá ½", "thua-dat-120-m2-gia-1-2");
    check_slug("Hiệu quả của ﬁlm, Straße, Øre", "hieu-qua-cua-film-strasse-ore");
    check_slug("thông\u{ad}báo", "thongbao");
}

#[test]
fn a_slug_is_never_empty() {
    check_slug("", SLUG_FALLBACK);
    check_slug("…!?", SLUG_FALLBACK);
    check_slug("ភាសាខ្មែរ", SLUG_FALLBACK);
    check_slug("ភាសាខ្មែរ 2026", "2026");
}

#[test]
fn a_long_slug_is_cut_between_words() {
    let title =
        "Kế hoạch triển khai thực hiện chuyển đổi số trên địa bàn xã năm 2026 và các năm tới";
    let cut = slug(title);
    assert_eq!(
        cut,
        "ke-hoach-trien-khai-thuc-hien-chuyen-doi-so-tren-dia-ban-xa-nam-2026-va-cac-nam"
    );
    assert_eq!(slug(&"a".repeat(200)), "a".repeat(SLUG_BYTES_MAX));
}

#[test]
fn labels_run_together() {
    for (name, expected) in [
        ("An Xuyên", "anxuyen"),
        ("Ea H'Leo", "eahleo"),
        ("Văn Miếu - Quốc Tử Giám", "vanmieuquoctugiam"),
        ("Đất Mũi", "datmui"),
        ("Phường 9", "phuong9"),
        ("ខ្មែរ", ""),
        ("", ""),
    ] {
        assert_eq!(compact_label(name), expected, "{name:?}");
    }
    assert_eq!(compact_label(&"Ấp ".repeat(40)).len(), LABEL_BYTES_MAX);
}

proptest! {
    #[test]
    fn a_slug_is_always_well_formed(text in any_text()) {
        let slug = slug(&text);
        prop_assert!(is_slug(&slug), "{:?}", slug);
        prop_assert!(slug.len() <= SLUG_BYTES_MAX);
    }

    #[test]
    fn a_slug_is_its_own_slug(text in any_text()) {
        let once = slug(&text);
        prop_assert_eq!(slug(&once), once);
    }

    #[test]
    fn composed_and_decomposed_texts_have_one_slug(text in any_text()) {
        let decomposed: String = text.nfd().collect();
        prop_assert_eq!(slug(&decomposed), slug(&text));
        prop_assert_eq!(compact_label(&decomposed), compact_label(&text));
    }

    #[test]
    fn a_label_is_letters_and_digits(name in any_text()) {
        let label = compact_label(&name);
        prop_assert!(label.is_empty() || (is_slug(&label) && !label.contains('-')), "{:?}", label);
        prop_assert!(label.len() <= LABEL_BYTES_MAX);
        prop_assert_eq!(compact_label(&label), label);
    }
}
