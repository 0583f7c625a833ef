//! Tests of comparing two texts as they are read.

use proptest::prelude::*;

use crate::SafeHtml;
use crate::html::tags;

fn check(old: &str, new: &str, expected: &str) {
    let (old, new) = (SafeHtml::sanitise(old), SafeHtml::sanitise(new));
    assert_eq!(new.changes_since(&old), expected);
}

#[test]
fn changed_words_are_marked_inside_their_block() {
    check(
        "<p>Họp lúc <strong>7 giờ</strong> tại xã.</p>",
        "<p>Họp lúc <strong>8 giờ</strong> tại xã.</p>",
        "<p>Họp lúc <strong><del>7</del><ins>8</ins> giờ</strong> tại xã.</p>",
    );
}

#[test]
fn marks_never_reach_over_tags() {
    check(
        "<p>một</p>",
        "<p>một <em>hai <strong>ba</strong></em> bốn</p>",
        "<p>một<ins> </ins><em><ins>hai </ins><strong><ins>ba</ins></strong></em><ins> bốn</ins></p>",
    );
}

#[test]
fn added_and_removed_blocks_stand_in_their_places() {
    check(
        "<h2>Mở</h2><p>Một đoạn đã bỏ đi.</p><p>Cuối cùng.</p>",
        "<h2>Mở</h2><p>Cuối cùng.</p><p>Thêm vào đây.</p>",
        "<h2>Mở</h2><p><del>Một đoạn đã bỏ đi.</del></p><p>Cuối cùng.</p><p><ins>Thêm vào đây.</ins></p>",
    );
}

#[test]
fn what_is_gone_from_the_start_is_shown_at_the_start() {
    check("<h2>Tên cũ</h2><p>abc</p>", "<p>abc</p>", "<h2><del>Tên cũ</del></h2><p>abc</p>");
    check("<p>abc</p>", "", "<p><del>abc</del></p>");
}

#[test]
fn items_and_cells_keep_lists_and_tables_sound() {
    check(
        "<ul><li>lúa</li><li>tôm</li></ul>",
        "<ul><li>lúa</li></ul>",
        "<ul><li>lúa</li><li><del>tôm</del></li></ul>",
    );
    check(
        "<table><tbody><tr><td>một</td><td>hai</td></tr></tbody></table>",
        "<table><tbody><tr><td>một</td></tr></tbody></table>",
        "<table><tbody><tr><td>một<br><del>hai</del></td></tr></tbody></table>",
    );
}

#[test]
fn what_is_gone_after_a_table_or_a_list_is_shown_after_it() {
    check(
        "<table><tbody><tr><td>một</td></tr></tbody></table><p>Đã bỏ.</p>",
        "<table><tbody><tr><td>một</td></tr></tbody></table>",
        "<table><tbody><tr><td>một</td></tr></tbody></table><p><del>Đã bỏ.</del></p>",
    );
    check(
        "<ul><li>lúa</li><li>tôm</li></ul><p>Đã bỏ.</p><p>Còn.</p>",
        "<ul><li>lúa</li></ul><p>Còn.</p>",
        "<ul><li>lúa</li><li><del>tôm</del></li></ul><p><del>Đã bỏ.</del></p><p>Còn.</p>",
    );
}

#[test]
fn signs_of_markup_in_words_stay_words() {
    check(
        "<p>a &lt; b</p>",
        "<p>a &lt; c &amp; d</p>",
        "<p>a &lt; <del>b</del><ins>c &amp; d</ins></p>",
    );
}

#[test]
fn the_same_text_is_not_marked() {
    let text = "<h2>Một</h2>\n<p>Hai <a href=\"https://a.vn\" rel=\"noopener\">ba</a><br>bốn</p>";
    check(text, text, text);
}

#[test]
fn breaks_and_pictures_pass_unmarked() {
    check(
        "<p>a</p>",
        "<p>a<br>b<img src=\"tep:1\" alt=\"x\"></p>",
        "<p>a<br><ins>b</ins><img src=\"tep:1\" alt=\"x\"></p>",
    );
}

/// The words of one side: without what was removed, or without what was added.
fn side(marked: &str, without: &str) -> String {
    let (open, close) = (format!("<{without}>"), format!("</{without}>"));
    let mut kept = String::new();
    let mut rest = marked;
    while let Some(at) = rest.find(&open) {
        kept.push_str(&rest[..at]);
        rest = &rest[at..];
        rest = &rest[rest.find(&close).unwrap() + close.len()..];
    }
    kept.push_str(rest);
    for tag in ["<ins>", "</ins>", "<del>", "</del>"] {
        kept = kept.replace(tag, "");
    }
    SafeHtml::sanitise(&kept).text()
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

fn assert_sound(marked: &str) {
    let mut open: Vec<&str> = Vec::new();
    for tag in tags(marked) {
        if matches!(open.last(), Some(&"ins" | &"del")) {
            assert!(tag.text.starts_with("</"), "a tag inside a mark: {marked}");
        }
        if tag.text.starts_with("</") {
            assert_eq!(open.pop(), Some(tag.name), "{marked}");
        } else if !matches!(tag.name, "br" | "hr" | "img") {
            open.push(tag.name);
        }
    }
    assert!(open.is_empty(), "{marked}");
}

fn any_html() -> impl Strategy<Value = String> {
    let words = "(một|hai|ba|ấp 3|&lt;|&amp;| |, ){1,6}";
    let inline = prop_oneof![
        words.prop_map(|w| w),
        words.prop_map(|w| format!("<strong>{w}</strong>")),
        words.prop_map(|w| format!("<a href=\"https://a.vn\">{w}<em>x</em></a>")),
        Just("<br>".to_owned()),
        Just("<img src=\"tep:3\" alt=\"ảnh\">".to_owned()),
    ];
    let line = prop::collection::vec(inline, 1..4).prop_map(|pieces| pieces.concat());
    let block = prop_oneof![
        line.clone().prop_map(|l| format!("<p>{l}</p>")),
        line.clone().prop_map(|l| format!("<h2>{l}</h2>")),
        (line.clone(), line.clone()).prop_map(|(a, b)| format!("<ul><li>{a}<ul><li>{b}</li></ul></li></ul>")),
        (line.clone(), line.clone()).prop_map(|(a, b)| {
            format!("<table><thead><tr><th>{a}</th></tr></thead><tbody><tr><td><p>{b}</p></td></tr></tbody></table>")
        }),
        line.clone().prop_map(|l| format!("<blockquote><p>{l}</p></blockquote>")),
        line.prop_map(|l| format!("<figure><img src=\"tep:1\" alt=\"\"><figcaption>{l}</figcaption></figure>")),
    ];
    prop::collection::vec(block, 0..5).prop_map(|blocks| blocks.concat())
}

proptest! {
    #[test]
    fn both_sides_can_be_read_from_the_marks(old in any_html(), new in any_html()) {
        let (old, new) = (SafeHtml::sanitise(&old), SafeHtml::sanitise(&new));
        let marked = new.changes_since(&old);
        assert_sound(&marked);
        prop_assert_eq!(squeezed(&side(&marked, "del")), squeezed(&new.text()), "{}", &marked);
        prop_assert_eq!(squeezed(&side(&marked, "ins")), squeezed(&old.text()), "{}", &marked);
    }

    #[test]
    fn whatever_was_sanitised_can_be_compared(
        old in "(<[a-z]{1,6}[^<]{0,12}>?|[^<]{0,12}){0,12}",
        new in "(<[a-z]{1,6}[^<]{0,12}>?|[^<]{0,12}){0,12}",
    ) {
        let (old, new) = (SafeHtml::sanitise(&old), SafeHtml::sanitise(&new));
        let marked = new.changes_since(&old);
        prop_assert_eq!(squeezed(&side(&marked, "del")), squeezed(&new.text()), "{}", &marked);
    }
}
