//! The words of workbooks, slides and OpenDocument files.

use proptest::prelude::*;
use rust_xlsxwriter::Workbook;

use super::pack::{Pack, p, zipped};
use crate::{Limit, Limits, Unreadable, words};

fn read(bytes: &[u8]) -> String {
    words(bytes, &Limits::default(), 10_000).unwrap()
}

fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.set_name("Hộ nghèo 2026").unwrap();
    for (row, (name, hamlet, sum)) in
        [("Nguyễn Thị Bưởi", "Ấp Tân Hiệp", 1_500_000), ("Đặng Văn Ổi", "Ấp Kênh Xáng", 700_000)]
            .into_iter()
            .enumerate()
    {
        let row = u32::try_from(row).unwrap();
        sheet.write_string(row, 0, name).unwrap();
        sheet.write_string(row, 1, hamlet).unwrap();
        sheet.write_number(row, 3, sum).unwrap();
    }
    let hidden = workbook.add_worksheet();
    hidden.set_name("Nháp").unwrap().set_hidden(true);
    hidden.write_string(0, 0, "không cho ai xem").unwrap();
    workbook.save_to_buffer().unwrap()
}

fn slides() -> Vec<u8> {
    let spaces = "xmlns:p=\"p\" xmlns:a=\"a\" xmlns:r=\"r\"";
    let slide = |text: &str| {
        format!(
            "<p:sld {spaces}><a:p><a:r><a:t>{text}</a:t></a:r></a:p><a:p><a:r><a:t>Hết</a:t></a:r></a:p></p:sld>"
        )
    };
    let relation = |id: u8, target: &str| {
        format!(
            "<Relationship Id=\"r{id}\" Type=\"http://x/relationships/slide\" Target=\"{target}\"/>"
        )
    };
    let parts = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        (
            "ppt/presentation.xml",
            format!(
                "<p:presentation {spaces}><p:sldIdLst><p:sldId id=\"256\" r:id=\"r2\"/><p:sldId id=\"257\" r:id=\"r1\"/></p:sldIdLst></p:presentation>"
            ),
        ),
        (
            "ppt/_rels/presentation.xml.rels",
            format!(
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{}{}</Relationships>",
                relation(1, "slides/slide1.xml"),
                relation(2, "slides/slide9.xml")
            ),
        ),
        ("ppt/slides/slide1.xml", slide("Kết quả &amp; kiến nghị")),
        ("ppt/slides/slide9.xml", slide("Tổng kết nông thôn mới")),
        ("ppt/notesSlides/notesSlide1.xml", slide("nhớ mời nước")),
    ];
    zipped(parts.map(|(name, text)| (name.to_owned(), text.into_bytes())))
}

fn open_document(body: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office=\"o\" xmlns:text=\"t\" xmlns:table=\"b\"><office:body>{body}</office:body></office:document-content>"
    );
    zipped([
        ("mimetype".to_owned(), b"application/vnd.oasis.opendocument.text".to_vec()),
        ("content.xml".to_owned(), content.into_bytes()),
    ])
}

#[test]
fn a_workbook_is_read_row_by_row_and_what_is_hidden_is_not() {
    let rows =
        "Hộ nghèo 2026\nNguyễn Thị Bưởi Ấp Tân Hiệp 1500000\nĐặng Văn Ổi Ấp Kênh Xáng 700000";
    assert_eq!(read(&workbook()), rows);
}

#[test]
fn slides_are_read_in_their_order_without_the_speakers_notes() {
    assert_eq!(read(&slides()), "Tổng kết nông thôn mới\nHết\nKết quả & kiến nghị\nHết");
}

#[test]
fn open_documents_are_read_without_remarks_and_what_was_deleted() {
    let body = "<text:tracked-changes><text:p>đã xóa</text:p></text:tracked-changes>\
        <text:h>Thông báo</text:h><text:p>Lịch<text:s/>tiêm <text:span>vắc</text:span><text:tab/>xin\
        <office:annotation><text:p>xem lại</text:p></office:annotation></text:p>\
        <table:table><table:table-row><table:table-cell><text:p>Ấp</text:p></table:table-cell>\
        <table:table-cell><text:p>Tân Hiệp</text:p></table:table-cell></table:table-row></table:table>\
        <text:p>Hết</text:p>";
    assert_eq!(read(&open_document(body)), "Thông báo\nLịch tiêm vắc xin\nẤp Tân Hiệp\nHết");
}

#[test]
fn the_guards_of_word_files_hold_here_too() {
    let usual = Limits::default();
    let refused = |bytes: &[u8]| words(bytes, &usual, 10_000).unwrap_err();
    assert_eq!(refused(&Pack::of(&p("", "a")).bytes()), Unreadable::OtherOffice);
    assert_eq!(refused(b"%PDF-1.7"), Unreadable::Pdf);
    assert_eq!(refused(&open_document("<text:p>&a;</text:p>")), Unreadable::Harmful);
    let declared = b"<!DOCTYPE x [<!ENTITY a \"b\">]><x>&a;</x>".to_vec();
    assert_eq!(refused(&zipped([("content.xml".to_owned(), declared)])), Unreadable::Harmful);
    let blank = vec![b' '; 20 << 20];
    assert_eq!(refused(&zipped([("content.xml".to_owned(), blank)])), Unreadable::Harmful);
    let deep = format!("{}{}", "<text:p>".repeat(100_000), "</text:p>".repeat(100_000));
    assert_eq!(refused(&open_document(&deep)), Unreadable::TooLarge(Limit::Elements));
    assert_eq!(refused(&open_document("<text:p>")), Unreadable::Damaged);
    assert_eq!(words(&workbook(), &usual, 20).unwrap().chars().count(), 20);
}

#[test]
fn letters_that_form_c_takes_apart_do_not_go_beyond_the_limit() {
    let file = open_document(&format!("<text:p>{}</text:p>", "\u{958}".repeat(20)));
    assert_eq!(words(&file, &Limits::default(), 20).unwrap(), "\u{915}\u{93c}".repeat(10));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn changed_bytes_never_break_it(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..16),
        length in any::<prop::sample::Index>(),
    ) {
        for mut bytes in [workbook(), slides(), open_document("<text:p>Lịch</text:p>")] {
            for (at, byte) in &changes {
                let at = at.index(bytes.len());
                bytes[at] = *byte;
            }
            let _ = words(&bytes, &Limits::default(), 10_000);
            let _ = words(&bytes[..length.index(bytes.len())], &Limits::default(), 10_000);
        }
    }
}
