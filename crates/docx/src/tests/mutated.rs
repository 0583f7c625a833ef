//! Files with bytes changed at random: whatever comes, nothing breaks.

use proptest::prelude::*;

use super::pack::Pack;
use crate::{Limits, read};

const ARTICLE: &[u8] = include_bytes!("../../fixtures/bai_viet_libreoffice.docx");

/// Small limits, so that a lucky mutation costs no time.
fn limits() -> Limits {
    Limits { unpacked_bytes: 4 << 20, text_part_bytes: 1 << 20, ..Limits::default() }
}

/// Every element the reader knows, in places where they mean something.
const PIECES: &[&str] = &[
    "<w:p>",
    "</w:p>",
    "<w:r>",
    "</w:r>",
    "<w:t>a",
    "</w:t>",
    "<w:tbl>",
    "</w:tbl>",
    "<w:tr>",
    "</w:tr>",
    "<w:tc>",
    "</w:tc>",
    "<w:tcPr><w:gridSpan w:val=\"3\"/><w:vMerge/></w:tcPr>",
    "<w:tcPr><w:vMerge w:val=\"restart\"/></w:tcPr>",
    "<w:tcPr><w:gridSpan w:val=\"99999\"/></w:tcPr>",
    "<w:pPr><w:numPr><w:ilvl w:val=\"8\"/><w:numId w:val=\"1\"/></w:numPr></w:pPr>",
    "<w:pPr><w:pStyle w:val=\"a\"/></w:pPr>",
    "<w:rPr><w:b/></w:rPr>",
    "<w:fldChar w:fldCharType=\"begin\"/>",
    "<w:fldChar w:fldCharType=\"separate\"/>",
    "<w:fldChar w:fldCharType=\"end\"/>",
    "<w:instrText>HYPERLINK \"http://a\"</w:instrText>",
    "<w:footnoteReference w:id=\"1\"/>",
    "<w:hyperlink r:id=\"x\">",
    "</w:hyperlink>",
    "<w:sdt>",
    "<w:sdtContent>",
    "</w:sdtContent>",
    "</w:sdt>",
    "<w:br/>",
    "<w:tab/>",
    "<w:drawing><a:blip r:embed=\"x\"/></w:drawing>",
    "<mc:AlternateContent>",
    "<mc:Choice>",
    "</mc:Choice>",
    "</mc:AlternateContent>",
    "<w:txbxContent>",
    "</w:txbxContent>",
    "<w:del>",
    "</w:del>",
    "&#x0301;",
    "ạ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Số: 1/TB",
    "THÔNG BÁO",
    "- ",
    "Chương I",
    "<w:rPr><w:rFonts w:ascii=\".VnTimeH\"/></w:rPr>",
    "«",
    "\u{ad}",
];

const STYLES: &str = "<w:style w:type=\"paragraph\" w:styleId=\"a\"><w:basedOn w:val=\"b\"/></w:style>\
    <w:style w:type=\"paragraph\" w:styleId=\"b\"><w:basedOn w:val=\"a\"/></w:style>";

const NUMBERING: &str = "<w:abstractNum w:abstractNumId=\"0\"><w:lvl w:ilvl=\"8\">\
    <w:start w:val=\"9223372036854775807\"/><w:lvlText w:val=\"%9%8%1\"/></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(192))]

    #[test]
    fn changed_bytes_never_break_it(
        changes in prop::collection::vec((0..ARTICLE.len(), any::<u8>()), 1..24),
        length in 0..=ARTICLE.len(),
    ) {
        let mut bytes = ARTICLE.to_vec();
        for (at, byte) in changes {
            bytes[at] = byte;
        }
        let _ = read(&bytes, &limits());
        let _ = read(&bytes[..length], &limits());
    }

    #[test]
    fn elements_in_any_order_never_break_it(
        pieces in prop::collection::vec(prop::sample::select(PIECES), 0..40),
    ) {
        let body = balanced(&pieces);
        let bytes = Pack::of(&body)
            .markup("styles", "styles", STYLES)
            .markup("numbering", "numbering", NUMBERING)
            .bytes();
        if let Ok(found) = read(&bytes, &limits()) {
            prop_assert!(is_balanced(&found.html), "{}", found.html);
        }
    }

    #[test]
    fn any_words_arrive_as_they_are(words in "[a-zA-ZạđƯ<>&\"' ]{1,40}") {
        let escaped = words.replace('&', "&amp;").replace('<', "&lt;");
        let found = Pack::of(&super::pack::p("", &escaped)).read();
        let text = found.html.replace("<p>", "").replace("</p>", "").replace("&lt;", "<")
            .replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        let expected = words.split_whitespace().collect::<Vec<_>>().join(" ");
        prop_assert_eq!(text.trim(), expected);
    }
}

/// What `fuzz/` does at length, in short and always the same: files of the corpus with some bytes
/// changed, read to the end.
#[test]
fn a_short_run_over_the_corpus_breaks_nothing() {
    let corpus: [&[u8]; 3] = [
        ARTICLE,
        include_bytes!("../../fixtures/bai_viet_pandoc.docx"),
        include_bytes!("../../fixtures/word_97.doc"),
    ];
    let mut state = 0x2545_f491_4f6c_dd1d_u64;
    let mut next = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % below
    };
    for file in corpus {
        for _ in 0..300 {
            let mut bytes = file.to_vec();
            for _ in 0..=next(6) {
                let at = next(bytes.len());
                bytes[at] = u8::try_from(next(256)).unwrap();
            }
            if next(4) == 0 {
                bytes.truncate(next(bytes.len()));
            }
            let _ = read(&bytes, &limits());
        }
    }
}

/// Closes what is open, and leaves out what closes nothing, so that more than the parser is tried.
fn balanced(pieces: &[&str]) -> String {
    let mut out = String::new();
    let mut open: Vec<String> = Vec::new();
    for piece in pieces {
        if let Some(name) = piece.strip_prefix("</") {
            if open.last().is_some_and(|last| format!("{last}>") == name) {
                open.pop();
                out.push_str(piece);
            }
            continue;
        }
        out.push_str(piece);
        let is_open = piece.starts_with('<') && !piece.contains("/>") && !piece.contains("</");
        if is_open {
            let name = piece.trim_start_matches('<').split([' ', '>']).next().unwrap_or_default();
            open.push(name.to_owned());
        }
    }
    while let Some(name) = open.pop() {
        out.push_str(&format!("</{name}>"));
    }
    out
}

/// Whether every tag of the markup is closed in its turn.
fn is_balanced(html: &str) -> bool {
    let mut open = Vec::new();
    for tag in html.split('<').skip(1).filter_map(|tag| tag.split('>').next()) {
        let name = tag.split(' ').next().unwrap_or_default();
        match name.strip_prefix('/') {
            Some(name) => {
                if open.pop() != Some(name) {
                    return false;
                }
            }
            None if matches!(name, "img" | "br") => {}
            None => open.push(name),
        }
    }
    open.is_empty()
}
