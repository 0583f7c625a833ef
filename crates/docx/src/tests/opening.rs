//! Letterhead, title and lead.

use super::pack::{Pack, bold_centred, p, r, tc};
use crate::Imported;

fn of(body: &str) -> Imported {
    Pack::of(body).read()
}

fn letterhead(number: &str) -> String {
    let left = p("", "UBND HUYỆN CÁI NƯỚC")
        + &p("", "ỦY BAN NHÂN DÂN")
        + &p("", "XÃ AN XUYÊN")
        + &p("", "_____")
        + &p("", number);
    let right = p("", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + &p("", "Độc lập - Tự do - Hạnh phúc")
        + &p("", "An Xuyên, ngày 05 tháng 3 năm 2026");
    format!("<w:tbl><w:tr>{}{}</w:tr></w:tbl>", tc("", &left), tc("", &right))
}

fn centred(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{}</w:p>", r(properties, text))
}

fn bold(text: &str) -> String {
    format!("<w:p>{}</w:p>", r("<w:b/>", text))
}

#[test]
fn a_notice_gives_number_agency_and_title() {
    let body = letterhead("Số: 12/TB-UBND")
        + &bold_centred("THÔNG BÁO")
        + &bold_centred("Về việc tạm ngừng cấp nước")
        + &p("", "Kính gửi: Bà con")
        + &p("", "Nội dung.");
    let found = of(&body);
    let head = found.letterhead.unwrap();
    assert_eq!(head.number.as_deref(), Some("12/TB-UBND"));
    assert_eq!(head.agency, ["UBND HUYỆN CÁI NƯỚC", "ỦY BAN NHÂN DÂN", "XÃ AN XUYÊN"]);
    assert_eq!(head.place_and_date.as_deref(), Some("An Xuyên, ngày 05 tháng 3 năm 2026"));
    assert_eq!(found.title.as_deref(), Some("Thông báo về việc tạm ngừng cấp nước"));
    assert_eq!(found.html, "<p>Kính gửi: Bà con</p>\n<p>Nội dung.</p>\n");
}

#[test]
fn a_letter_takes_its_title_from_the_subject_below_the_number() {
    let head = letterhead("Số: /UBND-VX")
        .replace("</w:tc><w:tc>", &format!("{}</w:tc><w:tc>", p("", "V/v phòng, chống hạn mặn")));
    let found = of(&(head + &p("", "Kính gửi: Các ấp")));
    assert_eq!(found.title.as_deref(), Some("Về việc phòng, chống hạn mặn"));
    assert_eq!(found.letterhead.unwrap().number.as_deref(), Some("/UBND-VX"));
}

#[test]
fn a_letterhead_typed_without_a_table_is_known_too() {
    let body = centred("", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM")
        + &centred("", "Độc lập – Tự do – Hạnh phúc")
        + &p("", "Số: 4/GM-UBND")
        + &bold_centred("GIẤY MỜI")
        + &p("", "Trân trọng kính mời.");
    let found = of(&body);
    assert_eq!(found.letterhead.unwrap().number.as_deref(), Some("4/GM-UBND"));
    assert_eq!(found.title.as_deref(), Some("Giấy mời"));
    assert_eq!(found.html, "<p>Trân trọng kính mời.</p>\n");
}

#[test]
fn who_decides_is_not_the_subject() {
    let body = letterhead("Số: 1/QĐ-UBND")
        + &bold_centred("QUYẾT ĐỊNH")
        + &bold_centred("Về việc thành lập Tổ công nghệ số")
        + &bold_centred("CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ")
        + &p("", "Căn cứ Luật;");
    assert_eq!(of(&body).title.as_deref(), Some("Quyết định về việc thành lập Tổ công nghệ số"));
}

#[test]
fn a_news_text_gives_its_title_over_two_lines_and_its_bold_lead() {
    let body = bold_centred("Xã An Xuyên ra quân")
        + &bold_centred("trồng cây nhớ Bác")
        + &bold("Sáng 19/5, hơn 200 đoàn viên đã ra quân trồng cây ven sông, mở đầu phong trào.")
        + &p("", "Theo kế hoạch, …");
    let found = of(&body);
    assert_eq!(found.title.as_deref(), Some("Xã An Xuyên ra quân trồng cây nhớ Bác"));
    assert!(found.lead.unwrap().starts_with("Sáng 19/5"));
    assert_eq!(found.html, "<p>Theo kế hoạch, …</p>\n");
}

#[test]
fn a_text_without_a_title_has_none() {
    let found = of(&(p("", "Chỉ là một đoạn văn.") + &p("", "Và một đoạn nữa.")));
    assert_eq!((found.title, found.lead, found.letterhead), (None, None, None));
}

#[test]
fn an_empty_text_is_empty() {
    assert_eq!(of(""), Imported::default());
    assert_eq!(of("<w:p/><w:p/>"), Imported::default());
}

#[test]
fn the_signature_is_no_heading() {
    let body = p("", "Nội dung.")
        + &bold_centred("TM. ỦY BAN NHÂN DÂN")
        + &bold_centred("CHỦ TỊCH")
        + &bold_centred("Nguyễn Văn A")
        + &bold_centred("Phụ lục 1")
        + &bold_centred("DANH SÁCH HỘ");
    let html = of(&body).html;
    assert!(html.contains("<p><strong>Nguyễn Văn A</strong></p>"), "{html}");
    assert!(html.contains("<h2>Phụ lục 1<br>DANH SÁCH HỘ</h2>"), "{html}");
}
