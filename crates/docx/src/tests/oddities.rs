//! What Word does to a text, one oddity after another.

use vitext::Legacy;

use super::pack::{PNG, Pack, bold_centred, check, lost, p, r, tc};
use crate::Loss;

fn field(kind: &str) -> String {
    format!("<w:r><w:fldChar w:fldCharType=\"{kind}\"/></w:r>")
}

fn instruction(text: &str) -> String {
    format!("<w:r><w:instrText>{text}</w:instrText></w:r>")
}

fn para(inside: &str) -> String {
    format!("<w:p>{inside}</w:p>")
}

fn item(list: &str, level: u8, text: &str) -> String {
    p(&format!("<w:numPr><w:ilvl w:val=\"{level}\"/><w:numId w:val=\"{list}\"/></w:numPr>"), text)
}

fn level(at: u8, format: &str, text: &str, start: i64) -> String {
    format!(
        "<w:lvl w:ilvl=\"{at}\"><w:start w:val=\"{start}\"/><w:numFmt w:val=\"{format}\"/>\
         <w:lvlText w:val=\"{text}\"/></w:lvl>"
    )
}

fn numbering(levels: &str) -> String {
    format!(
        "<w:abstractNum w:abstractNumId=\"0\">{levels}</w:abstractNum>\
         <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num>\
         <w:num w:numId=\"2\"><w:abstractNumId w:val=\"0\"/><w:lvlOverride w:ilvl=\"0\">\
         <w:startOverride w:val=\"1\"/></w:lvlOverride></w:num>"
    )
}

#[test]
fn marks_of_characters_are_kept_and_joined() {
    check(
        &para(&format!(
            "{}{}{}{}",
            r("<w:b/>", "Xã "),
            r("<w:b/><w:i/>", "An"),
            r("<w:b w:val=\"0\"/>", " m"),
            r("<w:vertAlign w:val=\"superscript\"/>", "2")
        )),
        "<p><strong>Xã <em>An</em></strong> m<sup>2</sup></p>",
    );
}

#[test]
fn spaces_tabs_and_breaks_become_what_the_web_has() {
    check(
        "<w:p><w:r><w:t xml:space=\"preserve\">  a </w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t>\
         <w:br w:type=\"page\"/><w:t>d\u{a0}e</w:t><w:softHyphen/><w:t>f\u{ad}g</w:t>\
         <w:noBreakHyphen/><w:t>h</w:t><w:br/></w:r></w:p><w:p/>",
        "<p>a b<br>c d efg-h</p>",
    );
}

#[test]
fn text_is_composed_even_when_its_accents_stand_in_other_runs() {
    check(&para(&format!("{}{}", r("", "Ca"), r("", "\u{300} Mau"))), "<p>Cà Mau</p>");
}

#[test]
fn changes_are_taken_as_accepted() {
    let body = para(&format!(
        "<w:ins>{}</w:ins><w:del><w:r><w:delText>cũ</w:delText></w:r></w:del>",
        r("", "mới")
    )) + "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr><w:r><w:t>một </w:t></w:r></w:p>"
        + &p("", "dòng");
    let found = Pack::of(&body).read();
    assert_eq!(found.html, "<p>mới</p>\n<p>một dòng</p>\n");
    assert_eq!(lost(&found, Loss::DeletedText), 1);
}

#[test]
fn hidden_text_and_comments_are_left_out_and_counted() {
    let body = para(
        &(r("", "thấy")
            + &r("<w:vanish/>", "giấu")
            + "<w:r><w:commentReference w:id=\"0\"/></w:r>"),
    );
    let found = Pack::of(&body).markup("comments", "comments", "<w:comment/><w:comment/>").read();
    assert_eq!(found.html, "<p>thấy</p>\n");
    assert_eq!((lost(&found, Loss::HiddenText), lost(&found, Loss::Comment)), (1, 2));
}

#[test]
fn links_come_from_relations_and_from_fields() {
    let body = para(&format!(
        "<w:hyperlink r:id=\"a\">{}</w:hyperlink> {}{}{}{}{}",
        r("<w:u w:val=\"single\"/>", "cổng"),
        field("begin"),
        instruction(" HYPERLINK \"https://dvc.gov.vn/?a=1&amp;b=2\" "),
        field("separate"),
        r("<w:u w:val=\"single\"/>", "dịch vụ"),
        field("end"),
    )) + &para(&format!(
        "<w:fldSimple w:instr=\"HYPERLINK mailto:a@b.vn\">{}</w:fldSimple>",
        r("", "thư")
    ));
    let found = Pack::of(&body).outside("a", "hyperlink", "https://camau.gov.vn").read();
    assert_eq!(
        found.html,
        "<p><a href=\"https://camau.gov.vn\">cổng</a><a href=\"https://dvc.gov.vn/?a=1&amp;b=2\">\
         dịch vụ</a></p>\n<p><a href=\"mailto:a@b.vn\">thư</a></p>\n"
    );
}

#[test]
fn links_that_may_lead_nowhere_become_words() {
    let body = para(&format!(
        "<w:hyperlink r:id=\"a\">{}</w:hyperlink><w:hyperlink w:anchor=\"x\">{}</w:hyperlink>",
        r("", "một"),
        r("", " hai")
    ));
    let found = Pack::of(&body).outside("a", "hyperlink", "javascript:alert(1)").read();
    assert_eq!(found.html, "<p>một hai</p>\n");
    assert_eq!(lost(&found, Loss::Link), 1);
}

#[test]
fn page_numbers_and_contents_are_left_out() {
    let body = para(&format!(
        "{}{}{}{}{}",
        r("", "Trang "),
        field("begin"),
        instruction("PAGE"),
        field("separate"),
        r("", "7") + &field("end")
    )) + &para(
        &(field("begin") + &instruction("TOC \\o") + &field("separate") + &r("", "I. Một 1")),
    ) + &para(&(r("", "II. Hai 2") + &field("end")))
        + &p("", "Thân bài");
    let found = Pack::of(&body).read();
    assert_eq!(found.html, "<p>Trang</p>\n<p>Thân bài</p>\n");
    assert_eq!(lost(&found, Loss::Contents), 1);
}

#[test]
fn lists_nest_and_go_on_counting() {
    let levels = level(0, "decimal", "%1.", 1) + &level(1, "bullet", "", 1);
    let body = item("1", 0, "a")
        + &item("1", 1, "b")
        + &item("1", 0, "c")
        + &p("", "xen")
        + &item("1", 0, "d")
        + &item("2", 0, "e");
    let found = Pack::of(&body).markup("numbering", "numbering", &numbering(&levels)).read();
    assert_eq!(
        found.html.replace('\n', ""),
        "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol><p>xen</p><ol start=\"3\"><li>d</li>\
         <li>e</li></ol>"
    );
}

#[test]
fn letters_and_roman_numbers_keep_their_type() {
    let levels = level(0, "lowerLetter", "%1)", 3) + &level(1, "upperRoman", "%2.", 1);
    let body = item("1", 0, "ba") + &item("1", 1, "một");
    let found = Pack::of(&body).markup("numbering", "numbering", &numbering(&levels)).read();
    assert_eq!(
        found.html.replace('\n', ""),
        "<ol start=\"3\" type=\"a\"><li>ba<ol type=\"I\"><li>một</li></ol></li></ol>"
    );
}

#[test]
fn numbers_that_markup_has_not_are_written_out() {
    let levels = level(0, "decimal", "Điều %1.", 4) + &level(1, "decimal", "%1.%2.", 1);
    let body = item("1", 0, "Phạm vi") + &item("1", 1, "Một") + &item("1", 1, "Hai");
    let found = Pack::of(&body).markup("numbering", "numbering", &numbering(&levels)).read();
    assert_eq!(found.html, "<p>Điều 4. Phạm vi</p>\n<p>4.1. Một</p>\n<p>4.2. Hai</p>\n");
}

#[test]
fn typed_dashes_become_a_list_and_a_single_one_stays() {
    check(
        &(p("", "Gồm:")
            + &p("", "- Lúa;")
            + &p("", "+ Hè thu;")
            + &p("", "- Tôm.")
            + &p("", "Hết")
            + &p("", "- Một mình")),
        "<p>Gồm:</p><ul><li>Lúa;<ul><li>Hè thu;</li></ul></li><li>Tôm.</li></ul><p>Hết</p>\
         <p>- Một mình</p>",
    );
}

#[test]
fn styles_are_headings_by_name_by_outline_and_by_what_they_are_based_on() {
    let styles = "<w:style w:type=\"paragraph\" w:styleId=\"u1\"><w:name w:val=\"Đầu đề 1\"/></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"u2\"><w:name w:val=\"Của tôi\"/><w:pPr>\
        <w:outlineLvl w:val=\"1\"/></w:pPr></w:style>\
        <w:style w:type=\"paragraph\" w:styleId=\"u3\"><w:name w:val=\"x\"/><w:basedOn w:val=\"u2\"/></w:style>";
    let body = p("", "Mở")
        + &p("<w:pStyle w:val=\"u1\"/>", "Một")
        + &p("<w:pStyle w:val=\"u2\"/>", "Hai")
        + &p("<w:pStyle w:val=\"u3\"/>", "Ba")
        + &p("<w:outlineLvl w:val=\"4\"/>", "Bốn");
    let found = Pack::of(&body).markup("styles", "styles", styles).read();
    assert_eq!(
        found.html.replace('\n', ""),
        "<p>Mở</p><h2>Một</h2><h3>Hai</h3><h3>Ba</h3><h4>Bốn</h4>"
    );
}

#[test]
fn bold_lines_are_headings_and_bold_sentences_are_not() {
    check(
        (p("", "Mở đầu.")
            + &bold_centred("KẾT QUẢ")
            + &para(&r("<w:b/>", "1. Về thu"))
            + &p("", "Chữ.")
            + &para(&r("<w:b/>", "Đề nghị bà con không ra khơi.")))
            .as_str(),
        "<p>Mở đầu.</p><h2>KẾT QUẢ</h2><h3>1. Về thu</h3><p>Chữ.</p>\
         <p><strong>Đề nghị bà con không ra khơi.</strong></p>",
    );
}

#[test]
fn cells_that_reach_over_others_are_kept() {
    let lines = "<w:tblPr><w:tblBorders><w:insideH w:val=\"single\"/></w:tblBorders></w:tblPr>";
    let cell = |properties: &str, text: &str| tc(properties, &p("", text));
    let body = format!(
        "<w:tbl>{lines}<w:tr><w:trPr><w:tblHeader/></w:trPr>{}{}</w:tr><w:tr>{}{}{}</w:tr>\
         <w:tr>{}{}{}</w:tr></w:tbl>",
        cell("<w:gridSpan w:val=\"2\"/>", "Ấp"),
        cell("", "Hộ"),
        cell("<w:vMerge w:val=\"restart\"/>", "1"),
        cell("", "a"),
        cell("", "3"),
        cell("<w:vMerge/>", ""),
        cell("", "b"),
        cell("", "4"),
    );
    check(
        &body,
        "<table><thead><tr><th colspan=\"2\" scope=\"colgroup\">Ấp</th><th scope=\"col\">Hộ</th></tr>\
         </thead><tbody><tr><td rowspan=\"2\">1</td><td>a</td><td>3</td></tr><tr><td>b</td>\
         <td>4</td></tr></tbody></table>",
    );
}

#[test]
fn a_cell_holds_paragraphs_and_lists() {
    let lines = "<w:tblPr><w:tblBorders><w:insideH w:val=\"single\"/></w:tblBorders></w:tblPr>";
    let many = tc("", &(p("", "một") + &p("", "hai")));
    let body = format!("<w:tbl>{lines}<w:tr>{many}{}</w:tr></w:tbl>", tc("", &p("", "b")));
    check(&body, "<table><tbody><tr><td><p>một</p><p>hai</p></td><td>b</td></tr></tbody></table>");
}

#[test]
fn notes_stand_below_the_text_in_the_order_of_their_signs() {
    let body = para(
        &(r("", "A")
            + "<w:r><w:footnoteReference w:id=\"5\"/></w:r>"
            + &r("", " B")
            + "<w:r><w:endnoteReference w:id=\"2\"/></w:r>"),
    );
    let found = Pack::of(&body)
        .markup(
            "footnotes",
            "footnotes",
            &format!("<w:footnote w:id=\"5\">{}</w:footnote>", p("", "chân")),
        )
        .markup(
            "endnotes",
            "endnotes",
            &format!("<w:endnote w:id=\"2\">{}</w:endnote>", p("", "cuối")),
        )
        .read();
    assert_eq!(
        found.html,
        "<p>A<sup>[1]</sup> B<sup>[2]</sup></p>\n<p><sup>[1]</sup> chân</p>\n<p><sup>[2]</sup> cuối</p>\n"
    );
}

fn drawing(descr: &str) -> String {
    format!(
        "<w:r><w:drawing><wp:inline><wp:docPr descr=\"{descr}\"/><a:graphic><a:graphicData><pic:pic>\
         <pic:blipFill><a:blip r:embed=\"i\"/></pic:blipFill></pic:pic></a:graphicData></a:graphic>\
         </wp:inline></w:drawing></w:r>"
    )
}

#[test]
fn pictures_carry_their_words_and_their_captions() {
    let body = para(&drawing("Bà con &quot;ấp 3&quot;"))
        + &para(&r("<w:i/>", "Ảnh: Văn Tèo"))
        + &para(&(r("", "Chữ ") + &drawing("C:\\IMG_1.JPG") + &r("", "sau")));
    let found = Pack::of(&body).part("i", "image", "media/a.png", PNG).read();
    assert_eq!(
        found.html.replace('\n', ""),
        "<figure><img src=\"docx:0\" alt=\"Bà con &quot;ấp 3&quot;\"><figcaption>Ảnh: Văn Tèo\
         </figcaption></figure><p>Chữ sau</p><figure><img src=\"docx:0\" alt=\"\"></figure>"
    );
    assert_eq!((found.pictures.len(), found.pictures[0].bytes.as_slice()), (1, PNG));
}

#[test]
fn a_picture_marked_as_decoration_says_so() {
    let marked = drawing("").replace(
        "<wp:docPr descr=\"\"/>",
        "<wp:docPr><a:extLst><a:ext><adec:decorative val=\"1\"/></a:ext></a:extLst></wp:docPr>",
    );
    let found = Pack::of(&para(&marked)).part("i", "image", "media/a.png", PNG).read();
    assert_eq!(
        found.html,
        "<figure><img src=\"docx:0\" alt=\"\" role=\"presentation\"></figure>\n"
    );
}

#[test]
fn old_pictures_are_read_and_unusable_ones_counted() {
    let old = |id: &str| {
        para(&format!(
            "<w:r><w:pict><v:shape alt=\"Chợ\"><v:imagedata r:id=\"{id}\"/></v:shape></w:pict></w:r>"
        ))
    };
    let body = old("i") + &old("e") + &old("away") + &old("none");
    let found = Pack::of(&body)
        .part("i", "image", "media/a.bin", PNG)
        .part("e", "image", "media/b.emf", b"\x01\0\0\0")
        .outside("away", "image", "https://e.example/track.png")
        .read();
    assert_eq!(found.html, "<figure><img src=\"docx:0\" alt=\"Chợ\"></figure>\n");
    assert_eq!(lost(&found, Loss::UnusablePicture), 2);
    assert_eq!(lost(&found, Loss::LinkedPicture), 1);
}

#[test]
fn text_boxes_are_read_once() {
    let shape = format!(
        "<wps:wsp><wps:txbx><w:txbxContent>{}</w:txbxContent></wps:txbx></wps:wsp>",
        p("", "hộp")
    );
    let old = format!(
        "<w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict>",
        p("", "hộp")
    );
    let body = para(&format!(
        "{}<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>{shape}</w:drawing></mc:Choice>\
         <mc:Fallback>{old}</mc:Fallback></mc:AlternateContent></w:r>",
        r("", "ngoài")
    )) + &para(&format!("<w:r>{}</w:r>", old.replace("hộp", "hộp cũ")));
    check(&body, "<p>ngoài</p><p>hộp</p><p>hộp cũ</p>");
}

#[test]
fn content_controls_are_seen_through() {
    let control = |properties: &str, inside: &str| {
        format!(
            "<w:sdt><w:sdtPr>{properties}</w:sdtPr><w:sdtContent>{inside}</w:sdtContent></w:sdt>"
        )
    };
    let body = control("", &p("", "khối"))
        + &para(&control("", &r("", "dòng")))
        + &control("<w:showingPlcHdr/>", &p("", "Bấm để nhập"))
        + &control(
            "<w:docPartObj><w:docPartGallery w:val=\"Table of Contents\"/></w:docPartObj>",
            &p("", "Mục lục"),
        );
    let found = Pack::of(&body).read();
    assert_eq!(found.html, "<p>khối</p>\n<p>dòng</p>\n");
    assert_eq!((lost(&found, Loss::FormField), lost(&found, Loss::Contents)), (1, 1));
}

#[test]
fn signs_of_symbol_fonts_become_characters() {
    let body = para(
        "<w:r><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/><w:sym w:font=\"Symbol\" w:char=\"F0B3\"/>\
         <w:sym w:font=\"Wingdings\" w:char=\"F0FF\"/></w:r>",
    );
    let found = Pack::of(&body).read();
    assert_eq!(found.html, "<p>✓≥</p>\n");
    assert_eq!(lost(&found, Loss::Symbol), 1);
}

#[test]
fn a_large_first_letter_joins_its_word() {
    check(&(p("<w:framePr w:dropCap=\"drop\"/>", "S") + &p("", "áng nay")), "<p>Sáng nay</p>");
}

#[test]
fn formulas_keep_their_characters() {
    let found =
        Pack::of(&para(&format!("{}<m:oMath><m:r><m:t>x=1</m:t></m:r></m:oMath>", r("", "Có "))))
            .read();
    assert_eq!(found.html, "<p>Có x=1</p>\n");
    assert_eq!(lost(&found, Loss::Formula), 1);
}

#[test]
fn headers_with_words_are_counted_and_page_numbers_are_not() {
    let number = "<w:p><w:fldSimple w:instr=\"PAGE\"><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p>";
    let found = Pack::of(&p("", "a"))
        .markup("header", "hdr", &p("", "Dự thảo lần 2"))
        .markup("footer", "ftr", number)
        .read();
    assert_eq!(lost(&found, Loss::HeaderOrFooter), 1);
}

#[test]
fn fonts_of_before_unicode_are_read() {
    let font = |name: &str| format!("<w:rFonts w:ascii=\"{name}\" w:hAnsi=\"{name}\"/>");
    let body = para(&r(&font(".VnTime"), "Uû ban nh©n d©n x·, ®Çu t\u{ad}"))
        + &para(&r(&font(".VnTimeH"), "th«ng b¸o"))
        + &para(&r(&font("VNI-Times"), "Tröôøng hoïc"))
        + &para(
            &(r(&font("VNI-Times"), "Ba")
                + &r(&format!("{}<w:lang w:val=\"vi\"/>", font("VNI-Times")), "ø Naêm")),
        )
        + &para(&r(&font(".VnTime"), "Đã gõ Unicode"));
    let found = Pack::of(&body).read();
    assert_eq!(
        found.html.replace('\n', ""),
        "<p>Uỷ ban nhân dân xã, đầu tư</p><p>THÔNG BÁO</p><p>Trường học</p><p>Bà Năm</p>\
         <p>Đã gõ Unicode</p>"
    );
    let encodings: Vec<Legacy> = found.converted.iter().map(|(encoding, _)| *encoding).collect();
    assert_eq!(encodings, [Legacy::Tcvn3, Legacy::Tcvn3Capitals, Legacy::Vni]);
}

#[test]
fn a_font_of_before_unicode_may_come_from_a_style() {
    let styles = "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"N\"><w:rPr>\
        <w:rFonts w:ascii=\".VnTime\"/></w:rPr></w:style>";
    let body = p("", "x· An Xuyªn") + &para(&r("<w:rFonts w:ascii=\"Arial\"/>", "ngày ·"));
    let found = Pack::of(&body).markup("styles", "styles", styles).read();
    assert_eq!(found.html, "<p>xã An Xuyên</p>\n<p>ngày ·</p>\n");
}

#[test]
fn other_prefixes_and_encodings_are_the_same_language() {
    let space = "http://purl.oclc.org/ooxml/wordprocessingml/main";
    let text = format!(
        "<ns0:document xmlns:ns0=\"{space}\"><ns0:body><ns0:p><ns0:r><ns0:t>Chào</ns0:t></ns0:r></ns0:p>\
         </ns0:body></ns0:document>"
    );
    let utf16: Vec<u8> =
        [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    for bytes in [text.into_bytes(), utf16] {
        let mut pack = Pack::of("");
        pack = pack.replace_main(&bytes);
        assert_eq!(pack.read().html, "<p>Chào</p>\n");
    }
}

#[test]
fn a_sign_that_combines_leaves_the_tag_before_it_alone() {
    check(&p("", "\u{338}a"), "<p>\u{338}a</p>");
    let bold = [r("", "x"), r("<w:b/>", "e"), r("<w:b/>", "\u{301}")].concat();
    check(&para(&bold), "<p>x<strong>é</strong></p>");
}
