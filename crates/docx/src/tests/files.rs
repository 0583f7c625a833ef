//! Real files, with what a careful reader expects of them.

use crate::{Imported, Limits, MediaType, read};

const DECREE: &[u8] = include_bytes!("../../fixtures/nghi_dinh_30_2020_ND_CP.docx");
const ANNEX: &[u8] =
    include_bytes!("../../fixtures/nghi_dinh_30_2020_phu_luc_III_mau_van_ban.docx");
const PANDOC: &[u8] = include_bytes!("../../fixtures/bai_viet_pandoc.docx");
const LIBREOFFICE: &[u8] = include_bytes!("../../fixtures/bai_viet_libreoffice.docx");

fn of(bytes: &[u8]) -> Imported {
    read(bytes, &Limits::default()).unwrap()
}

fn count(found: &Imported, piece: &str) -> usize {
    found.html.matches(piece).count()
}

#[test]
fn the_decree_gives_its_letterhead_and_title() {
    let found = of(DECREE);
    let head = found.letterhead.clone().unwrap();
    assert_eq!(head.agency, ["CHÍNH PHỦ"]);
    assert_eq!(head.number.as_deref(), Some("30/2020/NĐ-CP"));
    assert_eq!(head.place_and_date.as_deref(), Some("Hà Nội, ngày 05 tháng 3 năm 2020"));
    assert_eq!(found.title.as_deref(), Some("Nghị định về công tác văn thư"));
    assert!(!found.html.contains("CỘNG HÒA XÃ HỘI"), "the letterhead is not part of the text");
}

#[test]
fn the_chapters_sections_and_articles_of_the_decree_are_headings() {
    let found = of(DECREE);
    assert_eq!(count(&found, "<h2>Chương "), 7);
    assert!(found.html.contains("<h2>Chương I<br>QUY ĐỊNH CHUNG</h2>"));
    assert!(
        found.html.contains("<h3>Mục 1<br>THỂ THỨC, KỸ THUẬT TRÌNH BÀY VĂN BẢN HÀNH CHÍNH</h3>")
    );
    assert_eq!(count(&found, ">Điều "), 38, "38 articles");
    for article in 1..=38 {
        let heading = [format!("<h3>Điều {article}. "), format!("<h4>Điều {article}. ")];
        assert!(heading.iter().any(|h| found.html.contains(h)), "article {article}");
    }
    assert_eq!(count(&found, "<h"), 7 + 5 + 38, "and nothing else is");
    assert_no_level_is_left_out(&found.html);
}

#[test]
fn the_signature_of_the_decree_is_text() {
    let found = of(DECREE);
    assert!(found.html.contains("<p><strong>TM. CHÍNH PHỦ</strong></p>"));
    assert!(found.html.contains("<p><strong>Nguyễn Xuân Phúc</strong></p>"));
    assert!(found.html.contains("<li>Văn phòng Quốc hội;</li>"), "who receives it is a list");
    assert_eq!(count(&found, "<table"), 0, "no layout table is left");
    assert_eq!(found.dropped, []);
}

#[test]
fn every_word_of_the_decree_arrives() {
    let found = of(DECREE);
    let last = "Chủ tịch Ủy ban nhân dân tỉnh";
    assert!(found.html.contains(last));
    assert!(found.html.contains("đ) Người được giao giải quyết, theo dõi công việc"));
    let words = found.html.split_whitespace().count();
    // Of 8,130 words in the file some sixty are letterhead, title, drawn lines and typed dashes.
    assert!((8_050..8_110).contains(&words), "{words}");
}

#[test]
fn the_annex_keeps_its_tables_of_facts_and_loses_its_tables_of_layout() {
    let found = of(ANNEX);
    assert_eq!(
        found.title.as_deref(),
        Some(
            "Phụ lục III: BẢNG CHỮ VIẾT TẮT TÊN LOẠI, MẪU TRÌNH BÀY VĂN BẢN HÀNH CHÍNH VÀ BẢN SAO \
             VĂN BẢN"
        )
    );
    assert_eq!(count(&found, "<table"), 2, "of 48 tables two hold facts");
    let head = "<thead>\n<tr><th scope=\"col\">STT</th><th scope=\"col\">Tên loại văn bản hành \
        chính</th><th scope=\"col\">Chữ viết tắt</th></tr>\n</thead>";
    assert!(found.html.contains(head));
    // The rows are numbered by a list in their empty cells, which begins anew below "Bản sao".
    assert!(found.html.contains("<tr><td>27</td><td>Phiếu báo</td><td>PB</td></tr>"));
    assert!(found.html.contains("<tr><td>1</td><td>Bản sao y</td><td>SY</td></tr>"));
    assert!(found.html.contains("<td colspan=\"2\"><strong>1. Mẫu trình bày văn bản hành chính"));
    assert_no_level_is_left_out(&found.html);
}

#[test]
fn the_forms_of_the_annex_keep_their_reading_order() {
    let found = of(ANNEX);
    let form = found.html.split("Mẫu 1.5</strong> - Công văn").nth(1).unwrap();
    let order = ["TÊN CƠ QUAN, TỔ CHỨC", "Số:", "CỘNG HÒA", "Kính gửi:", "Nơi nhận:", "QUYỀN HẠN"];
    let mut from = 0;
    for words in order {
        let at = form.get(from..).unwrap().find(words);
        from += at.unwrap_or_else(|| panic!("{words} after {from}"));
    }
    assert!(form.contains("<sup>1</sup> Tên cơ quan, tổ chức chủ quản trực tiếp (nếu có)."));
}

#[test]
fn a_text_box_is_read_once_although_word_writes_it_twice() {
    let found = of(ANNEX);
    assert_eq!(count(&found, "; ngày/tháng/năm; giờ: phút: giây"), 3);
}

#[test]
fn two_programs_give_the_same_article() {
    let (pandoc, libreoffice) = (of(PANDOC), of(LIBREOFFICE));
    assert_eq!(pandoc.html, libreoffice.html.replace("gov.vn/\"", "gov.vn\""));
    assert_eq!(pandoc.title.as_deref(), Some("Xã An Xuyên ra quân trồng cây"));
    assert!(pandoc.lead.unwrap().starts_with("Sáng 12/8, đoàn viên"));
    assert_eq!(pandoc.pictures.len(), 1);
    assert_eq!(libreoffice.pictures[0].media_type, MediaType::Png);
    assert!(libreoffice.html.contains(
        "<li>Hai<ul>\n<li>Con một</li>\n<li>Con hai</li>\n</ul></li>\n<li>Ba</li>\n</ol>"
    ));
}

fn assert_no_level_is_left_out(html: &str) {
    let mut last = 1;
    for at in html.match_indices("<h").map(|(at, _)| at) {
        let Some(level) = html.get(at + 2..at + 3).and_then(|level| level.parse::<u8>().ok())
        else {
            continue;
        };
        assert!(level <= last + 1, "{}", html.get(at..at + 60).unwrap_or_default());
        last = level;
    }
}
