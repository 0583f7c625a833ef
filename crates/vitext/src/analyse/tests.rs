//! What a text is found by, and that no text breaks the finding.

use proptest::prelude::*;

use super::*;
use crate::any_text::any_text;

fn terms(text: &str) -> Vec<(String, Form, u32)> {
    let mut analysis = Analysis::default();
    Analyser::new().analyse(text, 1000, &mut analysis);
    analysis.terms().map(|term| (term.text.to_owned(), term.form, term.position)).collect()
}

fn texts(text: &str, form: Form) -> Vec<String> {
    terms(text).into_iter().filter(|term| term.1 == form).map(|term| term.0).collect()
}

#[test]
fn a_word_has_a_folded_and_an_exact_form_at_one_position() {
    assert_eq!(
        terms("Đất xa"),
        [
            ("dat".to_owned(), Form::Folded, 0),
            ("dat=đất".to_owned(), Form::Exact, 0),
            ("xa".to_owned(), Form::Folded, 1),
        ]
    );
}

#[test]
fn both_tone_placements_both_unicode_forms_and_both_letters_i_are_one_word() {
    for (a, b) in
        [("hoà", "hòa"), ("THUÝ", "thúy"), ("đa\u{302}\u{301}t", "đất"), ("kĩ", "kỹ"), ("lí", "lý")]
    {
        assert_eq!(terms(a), terms(b.to_lowercase().as_str()), "{a} {b}");
    }
}

#[test]
fn a_document_symbol_is_kept_whole_and_split() {
    let text = "Quyết định 06/2014/QĐ-UBND của tỉnh";
    assert_eq!(texts(text, Form::Symbol), ["6/2014", "6/2014/qd-ubnd"]);
    let folded = texts(text, Form::Folded);
    for word in ["6", "2014", "qd", "ubnd"] {
        assert!(folded.contains(&word.to_owned()), "{word}");
    }
    assert_eq!(texts("30-NQ/TW", Form::Symbol), ["30-nq", "30-nq/tw"]);
    assert!(texts("Và/hoặc 12 - 14", Form::Symbol).is_empty());
}

#[test]
fn a_long_form_is_found_by_its_short_one() {
    assert_eq!(texts("ỦY BAN NHÂN DÂN xã", Form::Short), ["ubnd"]);
    assert_eq!(texts("uy ban nhan dan xa", Form::Short), ["ubnd"]);
    assert_eq!(texts("Báo cáo của Hội đồng nhân dân", Form::Short), ["bc", "hdnd"]);
    assert!(texts("bão cao", Form::Short).is_empty(), "other accents are another word");
    assert!(texts("Ủy ban. Nhân dân", Form::Short).is_empty(), "two sentences");
    assert!(
        texts("giấy chứng nhận quyền sử dụng đất", Form::Short).contains(&"gcnqsdd".to_owned())
    );
}

#[test]
fn zeros_before_a_number_do_not_count() {
    assert_eq!(texts("ngày 07/7/2014", Form::Folded), ["ngay", "7", "7", "2014"]);
    assert_eq!(texts("000", Form::Folded), ["0"]);
}

#[test]
fn only_the_first_words_are_looked_at() {
    let mut analysis = Analysis::default();
    Analyser::new().analyse("một hai ba bốn", 2, &mut analysis);
    assert_eq!(analysis.word_count(), 2);
    assert!(analysis.terms().all(|term| term.position < 2));
}

proptest! {
    #[test]
    fn offsets_lie_on_character_boundaries_and_positions_ascend(text in any_text()) {
        let mut analysis = Analysis::default();
        Analyser::new().analyse(&text, 10_000, &mut analysis);
        let mut last = 0;
        for term in analysis.terms() {
            prop_assert!(text.get(term.bytes.clone()).is_some());
            prop_assert!(term.position >= last);
            prop_assert!(term.position + term.words <= analysis.word_count());
            prop_assert!(!term.text.is_empty() && term.text.len() < 1000);
            last = term.position;
        }
    }

    #[test]
    fn composed_and_decomposed_texts_have_the_same_terms(text in any_text()) {
        let decomposed: String = unicode_normalization::UnicodeNormalization::nfd(text.as_str()).collect();
        let composed = nfc(&text).into_owned();
        prop_assert_eq!(terms(&composed), terms(&decomposed));
    }

    #[test]
    fn what_an_analyser_remembers_changes_nothing(a in any_text(), b in any_text()) {
        let mut analyser = Analyser::new();
        let mut analysis = Analysis::default();
        analyser.analyse(&a, 1000, &mut analysis);
        analyser.analyse(&b, 1000, &mut analysis);
        let again: Vec<_> =
            analysis.terms().map(|term| (term.text.to_owned(), term.form, term.position)).collect();
        prop_assert_eq!(again, terms(&b));
    }

    #[test]
    fn a_text_without_accents_has_the_folded_forms_of_the_text_with_them(text in "[a-zàáảãạăâêôơưđ ]{0,40}") {
        let folded = fold(&text);
        prop_assert_eq!(texts(&folded, Form::Folded), texts(&text, Form::Folded));
    }
}
