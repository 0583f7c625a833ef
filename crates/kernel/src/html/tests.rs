//! Tests of safe markup.

use proptest::prelude::*;

use super::*;

#[test]
fn scripts_styles_and_handlers_are_dropped() {
    let html = SafeHtml::sanitise(
        "<p onclick=x() style='color:red'>a<script>alert(1)</script></p><iframe src=//e></iframe>",
    );
    assert_eq!(html.as_str(), "<p>a</p>");
}

#[test]
fn javascript_links_lose_their_address() {
    let html = SafeHtml::sanitise("<a href='javascript:alert(1)'>x</a>");
    assert!(!html.as_str().contains("javascript"));
}

#[test]
fn a_picture_from_elsewhere_loses_its_source() {
    let html = SafeHtml::sanitise("<img src='https://e.example/a.png' alt='a'>");
    assert!(!html.as_str().contains("e.example"));
    let own = SafeHtml::sanitise("<img src='/tep/abc/a.webp' alt='a'>");
    assert!(own.as_str().contains("/tep/abc/a.webp"));
}

#[test]
fn notes_galleries_and_videos_are_kept_and_nothing_else_of_their_attributes() {
    for kept in [
        "<aside><p>Mang theo giấy tờ</p></aside>",
        "<figure class=\"gallery\"><figure><img src=\"tep:1\" alt=\"Chợ\"></figure></figure>",
        "<figure><img src=\"tep:2\" alt=\"\" role=\"presentation\"></figure>",
        "<figure data-video=\"youtube:abc-DEF_123\"></figure>",
        "<figure data-video=\"vimeo:123456789\"></figure>",
        "<figure data-video=\"tep\"></figure>",
    ] {
        assert_eq!(SafeHtml::sanitise(kept).as_str(), kept);
    }
    for (given, left) in [
        ("<figure class=\"gallery x\"></figure>", "<figure></figure>"),
        ("<figure data-video=\"youtube:a'b//evil\"></figure>", "<figure></figure>"),
        ("<figure data-video=\"https://evil.example/\"></figure>", "<figure></figure>"),
        ("<figure data-video=\"vimeo:12\"></figure>", "<figure></figure>"),
        ("<img src=\"tep:2\" alt=\"\" role=\"button\">", "<img src=\"tep:2\" alt=\"\">"),
    ] {
        assert_eq!(SafeHtml::sanitise(given).as_str(), left);
    }
}

#[test]
fn letters_written_as_references_are_composed_and_brackets_stay_brackets() {
    assert_eq!(SafeHtml::sanitise("<p>ti&#x65;&#x302;&#x301;ng</p>").as_str(), "<p>tiếng</p>");
    for typed in ["<p>&#x338;a</p>", "<p>\u{338}a</p>", "<p><b>x</b>\u{338}a</p>"] {
        let clean = SafeHtml::sanitise(typed);
        assert!(clean.as_str().contains(">\u{338}a</p>"), "{clean}");
        assert_eq!(SafeHtml::sanitise(clean.as_str()), clean);
    }
}

#[test]
fn a_text_of_marks_or_of_written_tags_survives_a_plain_field() {
    for html in [
        "Gọi <em>ngay</em>",
        "&lt;p&gt; là thẻ đoạn",
        "<aside>Lưu ý</aside>",
        "a<hr>b",
        "<p>một</p>hai",
    ] {
        let clean = SafeHtml::sanitise(html);
        let again = SafeHtml::of_typed(&clean.to_typed());
        assert_eq!(again.text(), clean.text());
        assert_eq!(SafeHtml::of_typed(&again.to_typed()), again);
    }
}

#[test]
fn plain_text_becomes_paragraphs_at_blank_lines() {
    let html = SafeHtml::of_typed("Một\nhai\r\n\r\nBa < bốn");
    assert_eq!(html.as_str(), "<p>Một<br>hai</p>\n<p>Ba &lt; bốn</p>");
    assert_eq!(html.text(), "Một hai Ba < bốn");
}

/// What attackers and broken programs put into texts.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "<scr<script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<img src=\"tep:1\" alt=\"a\" onload='x()'>",
    "<a href=\"javascript:alert(1)\">",
    "<a href=\" java\tscript:x\">b",
    "<a href=data:text/html;base64,PHNjcmlwdD4=>",
    "<svg><style><img src=x onerror=alert(1)></style>",
    "<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;&lt;img src=1&gt;\">",
    "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
    "<template><p>",
    "<iframe srcdoc='<p>'>",
    "<form action=x><button formaction=javascript:x>",
    "<object data=x><embed src=x>",
    "<p style=\"background:url(javascript:x)\" onclick=x()>",
    "<!-- <p> --!>",
    "<![CDATA[<p>]]>",
    "<h2>",
    "<ul><li>",
    "<table><tr><td colspan=\"2\">",
    "</table>",
    "</p>",
    "<figure data-video=\"tep\"><a href=\"tep:4\">",
    "<figure data-video=\"youtube:'onload=x\">",
    "<aside><blockquote>",
    "<textarea></p><title><p>",
    "&lt;script&gt;",
    "\u{0}\u{feff}",
];

/// Every tag that may be left.
const KNOWN: &[&str] = &[
    "p",
    "br",
    "h2",
    "h3",
    "h4",
    "ul",
    "ol",
    "li",
    "table",
    "caption",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "colgroup",
    "col",
    "a",
    "img",
    "figure",
    "figcaption",
    "blockquote",
    "strong",
    "em",
    "b",
    "i",
    "u",
    "s",
    "sub",
    "sup",
    "hr",
    "aside",
    "abbr",
    "code",
    "pre",
    "dl",
    "dt",
    "dd",
];

proptest! {
    #[test]
    fn sanitising_twice_changes_nothing(html in "(<[a-z]{1,6}[^<]{0,12}>?|[^<]{0,12}){0,12}") {
        let once = SafeHtml::sanitise(&html);
        prop_assert_eq!(SafeHtml::sanitise(once.as_str()), once);
    }

    #[test]
    fn nothing_that_runs_survives(html in ".{0,200}") {
        let clean = SafeHtml::sanitise(&html).as_str().to_lowercase();
        prop_assert!(!clean.contains("<script"));
    }

    #[test]
    fn of_markup_that_would_run_nothing_runs_and_the_rest_stays_sound(
        pieces in proptest::collection::vec(proptest::sample::select(HOSTILE), 0..14),
        words in "[a-zđ<>\"'&= /]{0,12}",
    ) {
        let typed = pieces.join(&words);
        let clean = SafeHtml::sanitise(&typed);
        for tag in tags(clean.as_str()) {
            prop_assert!(KNOWN.contains(&tag.name), "{} of {typed}", tag.text);
            for handler in ["onerror", "onclick", "onload", "style", "srcdoc", "formaction"] {
                prop_assert!(tag.attribute(handler).is_none(), "{} of {typed}", tag.text);
            }
            for name in ["href", "src"] {
                let address = tag.attribute(name).unwrap_or_default().to_lowercase();
                let scheme: String =
                    address.chars().filter(|c| !c.is_whitespace() && !c.is_control()).collect();
                for runs in ["javascript:", "vbscript:", "data:"] {
                    prop_assert!(!scheme.starts_with(runs), "{} of {typed}", tag.text);
                }
            }
        }
        prop_assert_eq!(SafeHtml::sanitise(clean.as_str()), clean);
    }

    #[test]
    fn what_was_typed_comes_back_to_be_typed_again(typed in "[a-zđư>& ]{0,20}(\n\n[a-z& ]{1,20}){0,3}") {
        let once = SafeHtml::of_typed(&typed);
        prop_assert_eq!(SafeHtml::of_typed(&once.to_typed()), once);
    }

    #[test]
    fn typed_text_never_panics(typed in "\\PC{0,300}") {
        let html = SafeHtml::of_typed(&typed);
        let _ = html.text();
    }
}
