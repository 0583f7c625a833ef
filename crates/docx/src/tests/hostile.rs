//! Files that are not what they say, or worse.

use super::pack::{Pack, p, r, tc, zipped};
use crate::{Limit, Limits, Unreadable, read};

fn refused(bytes: &[u8]) -> Unreadable {
    read(bytes, &Limits::default()).unwrap_err()
}

#[test]
fn each_kind_of_other_file_is_named() {
    assert_eq!(refused(b""), Unreadable::Empty);
    assert_eq!(refused(include_bytes!("../../fixtures/word_97.doc")), Unreadable::OldWord);
    assert_eq!(refused(b"{\\rtf1 a}"), Unreadable::RichText);
    assert_eq!(refused(b"%PDF-1.7"), Unreadable::Pdf);
    assert_eq!(refused(b"<html>Word</html>"), Unreadable::NotWord);
    assert_eq!(refused(&[0xff, 0xd8, 0xff, 0xe0]), Unreadable::NotWord);
    let part = |name: &str| (name.to_owned(), b"x".to_vec());
    assert_eq!(refused(&zipped([part("mimetype")])), Unreadable::OpenDocument);
    assert_eq!(refused(&zipped([part("a.txt")])), Unreadable::NotWord);
    let workbook = Pack::of("").typed("application/vnd.ms-excel.sheet.main+xml");
    assert_eq!(refused(&workbook.bytes()), Unreadable::OtherOffice);
}

#[test]
fn a_locked_file_says_that_it_is_locked() {
    let mut bytes = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    bytes.extend([0; 600]);
    bytes.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    assert_eq!(refused(&bytes), Unreadable::Locked);
}

#[test]
fn macros_are_refused_however_the_file_is_named() {
    let docm = Pack::of("").typed("application/vnd.ms-word.document.macroEnabled.main+xml");
    assert_eq!(refused(&docm.bytes()), Unreadable::Macros);
    let hidden = Pack::of(&p("", "a")).raw("word/vbaProject.bin", b"x");
    assert_eq!(refused(&hidden.bytes()), Unreadable::Macros);
}

#[test]
fn a_file_that_is_cut_off_is_damaged_wherever_it_is_cut() {
    let whole = include_bytes!("../../fixtures/bai_viet_pandoc.docx");
    for length in (4..whole.len() - 22).step_by(97) {
        assert_eq!(refused(&whole[..length]), Unreadable::Damaged, "{length}");
    }
}

#[test]
fn declarations_of_entities_are_refused() {
    let bomb = "<!DOCTYPE x [<!ENTITY a \"b\"><!ENTITY c \"&a;&a;\">]><w:document xmlns:w=\
        \"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body><w:p><w:r><w:t>&c;\
        </w:t></w:r></w:p></w:body></w:document>";
    let outside = bomb.replace("<!ENTITY a \"b\">", "<!ENTITY a SYSTEM \"file:///etc/passwd\">");
    for text in [bomb, &outside] {
        let pack = Pack::of("").bytes();
        assert!(read(&pack, &Limits::default()).is_ok());
        let mut hostile = Pack::of("");
        hostile = hostile.raw("word/hostile.xml", text.as_bytes());
        let styles = hostile.part("s", "styles", "styles.xml", text.as_bytes());
        assert_eq!(refused(&styles.bytes()), Unreadable::Harmful);
    }
}

#[test]
fn an_undeclared_entity_is_refused() {
    assert_eq!(refused(&Pack::of(&p("", "&nbsp;")).bytes()), Unreadable::Harmful);
}

#[test]
fn archives_that_unpack_to_far_more_are_refused() {
    let blank = vec![b' '; 20 << 20];
    let bomb = Pack::of("").part("s", "styles", "styles.xml", &blank);
    assert_eq!(refused(&bomb.bytes()), Unreadable::Harmful);
    let picture = Pack::of("<w:p><w:r><w:drawing><a:blip r:embed=\"i\"/></w:drawing></w:r></w:p>")
        .part("i", "image", "media/a.png", &blank);
    assert_eq!(refused(&picture.bytes()), Unreadable::Harmful);
}

#[test]
fn limits_are_kept() {
    let bytes = Pack::of(&p("", "a")).bytes();
    let with = |limits: Limits| read(&bytes, &limits).map(|_| ());
    let usual = Limits::default();
    let too_large = |limit| Err(Unreadable::TooLarge(limit));
    assert_eq!(with(Limits { file_bytes: 10, ..usual }), too_large(Limit::File));
    assert_eq!(with(Limits { entries: 2, ..usual }), too_large(Limit::Entries));
    assert_eq!(with(Limits { unpacked_bytes: 100, ..usual }), too_large(Limit::Unpacked));
    assert_eq!(with(Limits { elements: 3, ..usual }), too_large(Limit::Elements));
    assert_eq!(with(Limits { depth: 3, ..usual }), too_large(Limit::Elements));
    assert_eq!(with(Limits { markup_bytes: 7, ..usual }), too_large(Limit::Markup));
    assert_eq!(with(Limits { markup_bytes: 9, ..usual }), Ok(()));
}

#[test]
fn what_stands_before_the_items_of_a_list_is_no_essay() {
    let list = "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr>";
    let numbering = format!(
        "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"0\"><w:lvlText w:val=\"%1 {}\"/>\
         </w:lvl></w:abstractNum><w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>",
        "dài ".repeat(100_000)
    );
    let body = p(list, "a").repeat(20_000);
    let found = Pack::of(&body).markup("numbering", "numbering", &numbering).read();
    assert!(found.html.starts_with("<p>1 dài dài"), "{}", &found.html[..100]);
    assert!(found.html.len() < 20_000 * 150, "{}", found.html.len());
}

#[test]
fn a_short_file_does_not_become_more_markup_than_is_taken() {
    let address = format!("https://camau.gov.vn/?{}", "&amp;".repeat(1900));
    let linked = format!("<w:hyperlink r:id=\"h\">{}</w:hyperlink>", r("", "a"));
    let plain = r("", "b");
    let paragraph = format!("<w:p>{linked}{plain}</w:p>");
    let table = format!("<w:tbl><w:tr>{}</w:tr></w:tbl>", tc("", &paragraph.repeat(2)));
    for body in [paragraph.repeat(10_000), table.repeat(5_000)] {
        let pack = Pack::of(&body).outside("h", "hyperlink", &address);
        assert_eq!(refused(&pack.bytes()), Unreadable::TooLarge(Limit::Markup));
    }
}

#[test]
fn elements_within_elements_are_limited() {
    let depth = 100_000;
    let deep = format!("{}{}", "<w:sdt>".repeat(depth), "</w:sdt>".repeat(depth));
    assert_eq!(refused(&Pack::of(&deep).bytes()), Unreadable::TooLarge(Limit::Elements));
}

#[test]
fn words_that_look_like_markup_stay_words() {
    let found = Pack::of(&p("", "&lt;script&gt;alert(1)&lt;/script&gt;")).read();
    assert_eq!(found.html.trim(), "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>");
}
