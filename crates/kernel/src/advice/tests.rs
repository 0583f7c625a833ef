//! Tests of the advice on a text.

use proptest::prelude::*;

use super::*;

fn told(title: &str, summary: &str, html: &str) -> Vec<(&'static str, &'static str, String)> {
    let body = SafeHtml::sanitise(html);
    advice(Text { title, summary, body: &body })
        .into_iter()
        .map(|advice| (advice.weight.as_str(), advice.code, advice.quote))
        .collect()
}

fn body(html: &str) -> Vec<(&'static str, &'static str, String)> {
    told("Họp giao ban", "", html)
}

fn one(
    weight: &'static str,
    code: &'static str,
    quote: &str,
) -> Vec<(&'static str, &'static str, String)> {
    vec![(weight, code, quote.to_owned())]
}

#[test]
fn a_plain_text_has_nothing_to_mend() {
    assert!(
        body("<h2>Nội dung</h2><p>Ủy ban nhân dân họp lúc 7 giờ 30.</p><h3>Thành phần</h3>")
            .is_empty()
    );
}

#[test]
fn a_picture_says_what_it_shows_or_that_it_says_nothing() {
    assert_eq!(body("<p><img src=\"tep:7\" alt=\"\"></p>"), one("error", "picture-alt", "tep:7"));
    assert!(body("<p><img src=\"tep:7\" alt=\"\" role=\"presentation\"></p>").is_empty());
    assert!(body("<p><img src=\"tep:7\" alt=\"Lễ hội năm 2026\"></p>").is_empty());
    for name in ["IMG_2034.JPG", "DSC 0012", "hinh-anh.png", "20240901"] {
        let html = format!("<p><img src=\"tep:7\" alt=\"{name}\"></p>");
        assert_eq!(body(&html), one("error", "picture-file-name", name), "{name}");
    }
}

#[test]
fn headings_go_down_step_by_step() {
    assert_eq!(body("<h2>A</h2><h4>Kết quả</h4>"), one("warning", "heading-order", "Kết quả"));
    assert_eq!(body("<h3>Mở đầu</h3>"), one("warning", "heading-order", "Mở đầu"));
    assert!(body("<h2>A</h2><h3>B</h3><h4>C</h4><h2>D</h2>").is_empty());
    assert_eq!(body("<h2> </h2>"), one("warning", "heading-empty", ""));
}

#[test]
fn links_have_words_that_say_where_they_lead() {
    assert_eq!(
        body("<p><a href=\"https://a.vn/\"> </a></p>"),
        one("error", "link-empty", "https://a.vn/")
    );
    assert_eq!(
        body("<p>Xem <a href=\"https://a.vn/\">tại đây</a>.</p>"),
        one("warning", "link-words", "tại đây")
    );
    assert!(
        body("<p><a href=\"https://a.vn/\"><img src=\"tep:1\" alt=\"Bản đồ\"></a></p>").is_empty()
    );
}

#[test]
fn tables_have_headers() {
    let rows = "<tr><td>Ấp 1</td><td>12 hộ</td></tr></tbody></table>";
    assert_eq!(
        body(&format!("<table><tbody>{rows}")),
        one("warning", "table-header", "Ấp 1 12 hộ")
    );
    assert!(
        body(&format!("<table><thead><tr><th>Ấp</th><th>Số hộ</th></tr></thead><tbody>{rows}"))
            .is_empty()
    );
}

#[test]
fn titles_and_summaries_keep_to_their_size() {
    let long = "a".repeat(121);
    assert_eq!(told(&long, "", ""), one("warning", "title-long", ""));
    assert_eq!(told("Tin", &"b".repeat(301), ""), one("warning", "summary-long", ""));
    let loud = "THÔNG BÁO LỊCH TIẾP CÔNG DÂN";
    assert_eq!(told(loud, "", ""), one("warning", "title-capitals", loud));
    assert!(told("HĐND – UBND", "", "").is_empty());
}

#[test]
fn numbers_of_people_are_pointed_out() {
    let of = |text: &str| body(&format!("<p>{text}</p>"));
    assert_eq!(of("Ông A, CCCD 096082001234"), one("warning", "personal-identity", "096082001234"));
    assert_eq!(of("CMND số 381 234 567"), one("warning", "personal-identity", "381 234 567"));
    assert_eq!(of("STK: 7700205012345"), one("warning", "personal-account", "7700205012345"));
    assert_eq!(of("gọi anh Ba 0918 123 456"), one("warning", "personal-phone", "0918 123 456"));
    for (text, number) in [
        ("tài khoản 0123456789 tại Vietcombank", "0123456789"),
        ("chuyển vào TK 0123 456 789", "0123 456 789"),
        ("tài khoản Agribank chi nhánh Cái Nước: 7500205123456", "7500205123456"),
    ] {
        assert_eq!(of(text), one("warning", "personal-account", number), "{text}");
    }
    assert_eq!(of("gọi +84 912 345 678"), one("warning", "personal-phone", "84 912 345 678"));
    assert_eq!(of("gọi (+84) 912 345 678"), one("warning", "personal-phone", "84) 912 345 678"));
    for text in [
        "mở 1.250.000 tài khoản, hỗ trợ 500.000 đồng",
        "tài khoản định danh, gọi đường dây nóng 0918 123 456",
        "Đường dây nóng: 0918 123 456",
        "Quyết định 60/2014/QĐ-UBND ngày 12/11/2014",
        "kinh phí 1.250.000.000 đồng",
        "điện thoại 0290 3831 234",
        "từ 2020-2025",
    ] {
        assert!(of(text).is_empty(), "{text}: {:?}", of(text));
    }
}

#[test]
fn words_that_are_wrong_beside_each_other_come_with_the_right_ones() {
    let html =
        "<p>Bổ xung hồ sơ, HƯỚNG DẨN xử lý; xắp xếp lại.</p><p>Bổ sung, hướng dẫn, lý xử.</p>";
    let body = SafeHtml::sanitise(html);
    let told: Vec<(String, String)> = advice(Text { title: "Tin", summary: "", body: &body })
        .into_iter()
        .map(|a| {
            let right = a.facts.iter().find(|(name, _)| *name == "right").unwrap();
            (a.quote.clone(), right.1.clone())
        })
        .collect();
    let pairs = [("Bổ xung", "Bổ sung"), ("HƯỚNG DẨN", "HƯỚNG DẪN"), ("xắp xếp", "sắp xếp")];
    assert_eq!(told, pairs.map(|(wrong, right)| (wrong.to_owned(), right.to_owned())));
}

#[test]
fn slips_of_spelling_come_with_the_right_word() {
    let html = SafeHtml::sanitise("<p>Nghành nông nghiệp đã sẳn sàng.</p>");
    let found = advice(Text { title: "Tin", summary: "", body: &html });
    let pairs: Vec<(&str, &str)> = found
        .iter()
        .map(|a| {
            (a.quote.as_str(), a.facts.iter().find(|(n, _)| *n == "right").unwrap().1.as_str())
        })
        .collect();
    assert_eq!(pairs, [("Nghành", "Ngành"), ("sẳn", "sẵn")]);
}

#[test]
fn only_errors_keep_a_text_back_and_each_is_told_once() {
    let html = SafeHtml::sanitise(
        "<p><img src=\"tep:7\" alt=\"\"><img src=\"tep:7\" alt=\"\"></p><p>Nghành</p>",
    );
    let mut rejections = Rejections::none();
    reject_errors(Text { title: "Tin", summary: "", body: &html }, &mut rejections);
    let codes: Vec<&str> = rejections.iter().map(|rejection| rejection.code).collect();
    assert_eq!(codes, ["picture-alt"]);
}

proptest! {
    #[test]
    fn any_text_can_be_judged_and_quotes_what_stands_there(
        title in ".{0,60}",
        html in "(<[a-z0-9]{1,6}[^<]{0,12}>?|[^<]{0,12}|09[0-9 .]{0,14}){0,12}",
    ) {
        let body = SafeHtml::sanitise(&html);
        for advice in advice(Text { title: &title, summary: "", body: &body }) {
            if advice.code.starts_with("personal") && advice.field == "body" {
                prop_assert!(body.paragraphs().contains(&advice.quote));
            }
        }
    }
}

#[test]
fn a_beginning_that_nobody_wrote_over_does_not_go_out() {
    let start = crate::Start::named("hop", "article").unwrap();
    let untouched = told(&start.title, "", &start.body);
    assert!(untouched.iter().all(|(weight, ..)| *weight != "error"), "nothing is wrong yet");
    let unfilled: Vec<&str> = untouched
        .iter()
        .filter(|(weight, ..)| *weight == "unfilled")
        .map(|(_, code, _)| *code)
        .collect();
    assert_eq!(unfilled, ["title-blank", "starts-unanswered"]);
    let mut rejections = Rejections::none();
    let untouched_body = SafeHtml::sanitise(&start.body);
    let text = Text { title: &start.title, summary: "", body: &untouched_body };
    reject_errors(text, &mut rejections);
    assert_eq!(rejections.iter().count(), 2, "and yet it stays where it is");
    assert!(body("<p>Hội nghị đã bàn việc gì? Bàn hai việc.</p>").is_empty());
}

#[test]
fn dots_are_a_blank_only_where_words_should_stand() {
    assert_eq!(told("Họp ngày …", "", ""), one("unfilled", "title-blank", "…"));
    assert_eq!(told("Gói thầu ......", "", ""), one("unfilled", "title-blank", "…"));
    assert_eq!(
        body("<p>Liên hệ: ……, ấp Bình Minh</p>"),
        one("warning", "line-blank", "Liên hệ: ……, ấp Bình Minh")
    );
    // What a form repeats is said once.
    assert_eq!(body("<p>…</p><p>….</p><ul><li>…</li></ul>"), one("warning", "line-bare", "…"));
    let twice = "<p>Số: …, tên: …</p>".repeat(2);
    assert_eq!(body(&twice), one("warning", "line-blank", "Số: …, tên: …"));
    assert!(told("Điện, đường, trường, trạm…", "", "<p>Bà con bảo: “… vui lắm!”</p>").is_empty());
}
