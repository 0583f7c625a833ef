//! Tests of reading PDF files: a real one, and whatever can be wrong with one.

use std::time::{Duration, Instant};

use kurbo::{Point, Vec2};
use vitext::Legacy;

use crate::text::{Letter, Text};
use crate::{Limits, Unreadable, words};

const NOTICE: &[u8] = include_bytes!("../fixtures/thong_bao_chromium.pdf");

/// A PDF of these objects, numbered from 1; the first is its catalogue.
fn pdf(objects: &[&str], trailer: &str) -> Vec<u8> {
    // Above Latin-1 nothing is written, so one character is one byte.
    let mut text = String::from("%PDF-1.4\n");
    let mut places = String::new();
    for (at, object) in objects.iter().enumerate() {
        places.push_str(&format!("{:010} 00000 n \n", text.chars().count()));
        text.push_str(&format!("{} 0 obj\n{object}\nendobj\n", at + 1));
    }
    let (places_at, count) = (text.chars().count(), objects.len() + 1);
    text.push_str(&format!(
        "xref\n0 {count}\n0000000000 65535 f \n{places}trailer\n<< /Size {count} /Root 1 0 R \
         {trailer} >>\nstartxref\n{places_at}\n%%EOF\n"
    ));
    text.chars().map(|c| u8::try_from(u32::from(c)).unwrap()).collect()
}

fn stream(dictionary: &str, content: &str) -> String {
    format!("<< {dictionary} /Length {} >>\nstream\n{content}\nendstream", content.chars().count())
}

/// One page that shows this text in a font of this name, which the file does not carry.
fn page_in(font: &str, text: &str) -> Vec<u8> {
    page(&format!("BT /F 12 Tf 72 700 Td ({text}) Tj ET"), font, "")
}

fn page(content: &str, font: &str, resources: &str) -> Vec<u8> {
    let font = format!(
        "<< /Type /Font /Subtype /TrueType /BaseFont /{font} /Encoding /WinAnsiEncoding >>"
    );
    pdf(
        &[
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            &format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 5 0 R \
                 /Resources << /Font << /F 4 0 R >> {resources} >> >>"
            ),
            &font,
            &stream("", content),
            &stream(
                "/Type /XObject /Subtype /Form /BBox [0 0 9 9] /Resources << /XObject << /X 6 0 R /Y 6 0 R >> >>",
                "/X Do /Y Do",
            ),
        ],
        "",
    )
}

fn read(bytes: &[u8]) -> String {
    words(bytes, &Limits::default()).unwrap()
}

#[test]
fn the_words_of_a_printed_page_come_in_order_with_their_accents() {
    let found = read(NOTICE);
    for line in [
        "ỦY BAN NHÂN DÂN\nXÃ AN XUYÊN\nSố: 45/TB-UBND\nTHÔNG BÁO\n",
        "Về việc thu tiền thủy lợi phí và lịch tiêm vắc xin cho trâu, bò\nnăm 2026\n",
        "Nghị quyết số 12/2025/NQ-HĐND ngày 05 tháng 12 năm 2025",
        "Tân Hiệp Nguyễn Thị Bưởi 0290 3 812 345\nKênh Xáng Đặng Văn Ổi 0290 3 812 346\n",
        "đến nộp. Hộ nghèo, hộ cận nghèo được\n",
        "\nNơi nhận: Thường trực Đảng ủy; lưu văn thư. Phó Chủ tịch Trần Quốc Khởi",
    ] {
        assert!(found.contains(line), "{line}\n---\n{found}");
    }
}

#[test]
fn letters_of_an_old_font_are_read_as_what_they_show() {
    let mut text = Text::new(1_000);
    let mut at = 0.0;
    let typed = Legacy::Tcvn3.encode("thông báo: ");
    for (shown, encoding) in [(typed.as_str(), Some(Legacy::Tcvn3)), ("Đặng Văn Ổi «ông»", None)]
    {
        for letter in shown.chars() {
            text.push(&Letter {
                shown: letter.encode_utf8(&mut [0; 4]),
                begin: Point::new(at, 0.0),
                end: Point::new(at + 5.0, 0.0),
                em: Vec2::new(10.0, 0.0),
                up: Vec2::new(0.0, 10.0),
                encoding,
            });
            at += 5.0;
        }
    }
    assert_eq!(text.finish(), "thông báo: Đặng Văn Ổi «ông»");
}

#[test]
fn letters_that_form_c_takes_apart_and_ligatures_do_not_go_beyond_the_limit() {
    for (shown, found) in [("\u{958}", "\u{915}\u{93c}\u{915}\u{93c}"), ("abc", "abca")] {
        let mut text = Text::new(4);
        for at in 0..4 {
            let begin = Point::new(f64::from(at) * 5.0, 0.0);
            text.push(&Letter {
                shown,
                begin,
                end: begin + Vec2::new(5.0, 0.0),
                em: Vec2::new(10.0, 0.0),
                up: Vec2::new(0.0, 10.0),
                encoding: None,
            });
        }
        assert_eq!(text.finish(), found);
    }
}

#[test]
fn letters_of_a_font_the_file_does_not_carry_are_read_as_they_are_written() {
    let typed = Legacy::Tcvn3.encode("lịch tiếp công dân");
    assert_eq!(read(&page_in("F1", &typed)), typed);
    assert_eq!(read(&page_in("Helvetica", "caf\u{e9} \u{e0} Paris")), "café à Paris");
}

#[test]
fn gaps_part_words_and_steps_part_lines() {
    let content = "BT /F 12 Tf 72 700 Td [(Th) -20 (ong) -400 (bao)] TJ 0 -14 Td (hai) Tj ET \
        BT /F 12 Tf 300 686 Td (ba) Tj ET BT /F 8 Tf 312 690 Td (2) Tj ET";
    assert_eq!(read(&page(content, "Helvetica", "")), "Thong bao\nhai ba2");
}

#[test]
fn what_is_no_pdf_has_a_reason() {
    let damaged = Err(Unreadable::Damaged);
    let usual = Limits::default();
    assert_eq!(words(b"", &usual), damaged);
    assert_eq!(words(b"PK\x03\x04", &usual), damaged);
    assert_eq!(words(b"%PDF-1.7\n%%EOF", &usual), damaged);
    let small = Limits { file_bytes: 100, ..usual };
    assert_eq!(words(NOTICE, &small), Err(Unreadable::TooLarge));
}

#[test]
fn a_locked_file_is_not_read() {
    let lock = format!(
        "/Encrypt << /Filter /Standard /V 1 /R 2 /O <{0}> /U <{0}> /P -4 >> /ID [<00> <00>]",
        "00".repeat(32)
    );
    let bytes =
        pdf(&["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>"], &lock);
    assert_eq!(words(&bytes, &Limits::default()), Err(Unreadable::Locked));
}

#[test]
fn limits_are_kept() {
    let usual = Limits::default();
    let read = |limits: Limits| words(NOTICE, &limits).unwrap();
    assert!(!read(Limits { pages: 1, ..usual }).contains("Trần Quốc Khởi"));
    assert_eq!(read(Limits { time: Duration::ZERO, ..usual }), "");
    let short = read(Limits { chars: 40, ..usual });
    assert!(short.chars().count() <= 40 && short.starts_with("ỦY BAN"), "{short}");
}

#[test]
fn forms_that_draw_themselves_and_pages_within_pages_come_to_an_end() {
    let begun = Instant::now();
    let content = "/X Do BT /F 12 Tf 72 700 Td (con day) Tj ET";
    let bytes = page(content, "Helvetica", "/XObject << /X 6 0 R >>");
    let _ = words(&bytes, &Limits::default());
    let tree = pdf(
        &["<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"],
        "",
    );
    let _ = words(&tree, &Limits::default());
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

/// What `fuzz/` does at length, in short and always the same.
#[test]
fn changed_bytes_never_break_it() {
    let old = page_in(".VnTime", "ViÖt Nam");
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % below
    };
    for file in [NOTICE, &old] {
        for _ in 0..120 {
            let mut bytes = file.to_vec();
            for _ in 0..=next(8) {
                let at = next(bytes.len());
                bytes[at] = u8::try_from(next(256)).unwrap();
            }
            if next(4) == 0 {
                bytes.truncate(next(bytes.len()));
            }
            let _ = words(&bytes, &Limits::default());
        }
    }
}
