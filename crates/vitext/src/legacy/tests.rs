//! Tests of the old encodings.

use proptest::prelude::*;

use super::*;
use crate::any_text::any_text;

const MOTTO: &str = "Cộng hòa xã hội chủ nghĩa Việt Nam Độc lập - Tự do - Hạnh phúc";

#[test]
fn known_old_texts_are_read() {
    let tcvn3 = "Céng hßa x· héi chñ nghÜa ViÖt Nam §éc lËp - Tù do - H¹nh phóc";
    let vni = "Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam Ñoäc laäp - Töï do - Haïnh phuùc";
    assert_eq!(Legacy::Tcvn3.decode(tcvn3), MOTTO);
    assert_eq!(Legacy::Vni.decode(vni), MOTTO);
    assert_eq!(Legacy::Tcvn3.encode(MOTTO), tcvn3);
    assert_eq!(Legacy::Vni.encode(MOTTO), vni);
    let decree = "Uû ban nh©n d©n tØnh Cµ Mau ban hµnh quyÕt ®Þnh vÒ viÖc ®Çu t\u{ad} x©y dùng";
    let read = "Uỷ ban nhân dân tỉnh Cà Mau ban hành quyết định về việc đầu tư xây dựng";
    assert_eq!(Legacy::Tcvn3.decode(decree), read);
}

#[test]
fn a_font_of_capitals_shows_capitals() {
    assert_eq!(Legacy::Tcvn3Capitals.decode("céng hßa x· héi"), "CỘNG HÒA XÃ HỘI");
    assert_eq!(Legacy::Tcvn3Capitals.decode("NghÞ ®Þnh so 5"), "NGHỊ ĐỊNH SO 5");
}

#[test]
fn words_typed_in_capitals_are_capitals_throughout() {
    assert_eq!(Legacy::Tcvn3.decode("CéNG HßA X· HéI, §µ N½ng"), "CỘNG HÒA Xã HỘI, Đà Nẵng");
    assert_eq!(Legacy::Vni.decode("COÄNG HOøA XAÕ HOÄI"), "CỘNG HÒA XÃ HỘI");
}

#[test]
fn fonts_tell_their_encoding() {
    assert_eq!(Legacy::of_font(".VnTime"), Some(Legacy::Tcvn3));
    assert_eq!(Legacy::of_font(".vntime"), Some(Legacy::Tcvn3));
    assert_eq!(Legacy::of_font(".VnArial NarrowH"), Some(Legacy::Tcvn3Capitals));
    assert_eq!(Legacy::of_font("VNI-Times"), Some(Legacy::Vni));
    assert_eq!(Legacy::of_font("VNI-Helve-Condense"), Some(Legacy::Vni));
    for other in ["Times New Roman", "Vni", "", ".", "Arial", "é", "UVN Sang Song"] {
        assert_eq!(Legacy::of_font(other), None, "{other}");
    }
}

#[test]
fn private_characters_of_symbol_fonts_are_read_like_the_plain_ones() {
    assert_eq!(Legacy::Tcvn3.decode("Vi\u{f0d6}t"), "Việt");
    assert_eq!(Legacy::Tcvn3.decode("C\u{3bc}"), "Cà");
}

#[test]
fn every_letter_survives_the_way_there_and_back() {
    for letter in tables::letters() {
        let text = letter.to_string();
        assert_eq!(Legacy::Vni.decode(&Legacy::Vni.encode(&text)), text);
        let upper = text.to_uppercase();
        assert_eq!(Legacy::Tcvn3Capitals.decode(&Legacy::Tcvn3Capitals.encode(&upper)), upper);
        if text.to_lowercase() == text || "ĂÂĐÊÔƠƯ".contains(letter) {
            assert_eq!(Legacy::Tcvn3.decode(&Legacy::Tcvn3.encode(&text)), text);
        }
    }
    assert_eq!(tables::letters().count(), 2 * 67);
}

#[test]
fn old_text_is_recognised_with_confidence() {
    let news = "Sáng ngày 12 tháng 8, ủy ban nhân dân xã tổ chức lễ phát động phong trào trồng cây \
        nhớ Bác. Đông đảo cán bộ, đoàn viên và nhân dân các ấp đã tham gia.";
    for encoding in [Legacy::Tcvn3, Legacy::Vni] {
        let found = recognise(&encoding.encode(news)).unwrap();
        assert_eq!((found.encoding, found.confidence), (encoding, Confidence::Sure));
        let short = encoding.encode("Thông báo lịch họp");
        assert_eq!(recognise(&short).map(|r| r.encoding), Some(encoding), "{short}");
    }
}

#[test]
fn text_of_today_is_not_recognised_as_old() {
    let texts = [
        MOTTO,
        "Ban là gì mà có thể thế này",
        "Bà Cà và cô Bé đi xe, có lúa",
        "Les élèves français ont été déjà à l'école où naît la forêt",
        "Größe, Straße, Übung, für München; señor, mañana, corazón",
        "fn main() { let x = a && b << 2; } // § 5, 20 °C, 3 m², ±5 %, £10, ©2020, «mot»",
        "The naïve café's résumé",
        "",
        "© ® ™ § ¶",
        "Smörgåsbord på ön, är så bra",
    ];
    for text in texts {
        assert_eq!(recognise(text), None, "{text}");
    }
}

#[test]
fn ordinary_unicode_articles_are_not_recognised_as_old() {
    // Only letters that Latin-1 has, the hardest case.
    assert_eq!(recognise("Có ba bé cá, bà và cô cùng là nhà tôi, hôm nay không có gì"), None);
}

/// A syllable made of parts that go together.
fn syllable() -> impl Strategy<Value = String> {
    let onset =
        prop::sample::select(vec!["b", "ch", "đ", "h", "kh", "l", "m", "ng", "t", "tr", "v"]);
    let rhyme = prop::sample::select(vec![
        "ậ", "ăng", "ướng", "ại", "ộng", "iệt", "iêu", "ươi", "ủ", "ữ", "ờ", "ằm", "ẫn", "ỏi",
        "ụng",
    ]);
    (onset, rhyme).prop_map(|(onset, rhyme)| format!("{onset}{rhyme}"))
}

proptest! {
    #[test]
    fn vietnamese_survives_the_way_there_and_back(words in prop::collection::vec(syllable(), 1..12)) {
        let text = words.join(" ");
        prop_assert_eq!(Legacy::Vni.decode(&Legacy::Vni.encode(&text)), text.clone());
        prop_assert_eq!(Legacy::Tcvn3.decode(&Legacy::Tcvn3.encode(&text)), text.clone());
        prop_assert_eq!(recognise(&text), None);
    }

    #[test]
    fn unicode_is_never_converted(words in prop::collection::vec(syllable(), 1..12)) {
        let text = words.join(" ");
        if is_unicode_vietnamese(&text) {
            prop_assert_eq!(Legacy::Vni.decode(&text), text.clone());
            prop_assert_eq!(Legacy::Tcvn3.decode(&text), text);
        }
    }

    #[test]
    fn ascii_is_never_recognised(text in "[ -~\n]{0,200}") {
        prop_assert_eq!(recognise(&text), None);
        prop_assert_eq!(Legacy::Vni.decode(&text), text.clone());
        prop_assert_eq!(Legacy::Tcvn3.decode(&text), text);
    }

    #[test]
    fn no_text_breaks_it(text in any_text()) {
        for encoding in [Legacy::Tcvn3, Legacy::Tcvn3Capitals, Legacy::Vni] {
            let _ = encoding.encode(&encoding.decode(&text));
        }
        let _ = recognise(&text);
    }
}
