//! HTML that may be shown to anybody: sanitised by an allow-list when it is made, valid by construction.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::LazyLock;

use ammonia::Builder;
use serde::{Deserialize, Serialize};

use crate::Reference;

/// Sanitised HTML. Made by [`SafeHtml::sanitise`] or [`SafeHtml::of_typed`];
/// deserialising sanitises again.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
#[serde(transparent)]
pub struct SafeHtml(String);

static ALLOWED: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let tags: HashSet<&str> = [
        "p",
        "br",
        "hr",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "blockquote",
        "aside",
        "strong",
        "b",
        "em",
        "i",
        "u",
        "s",
        "sub",
        "sup",
        "a",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "figure",
        "figcaption",
        "img",
        "pre",
        "code",
        "dl",
        "dt",
        "dd",
        "abbr",
    ]
    .into();
    let attributes: HashMap<&str, HashSet<&str>> = [
        ("a", ["href", "title"].into()),
        ("img", ["src", "alt", "width", "height", "role"].into()),
        ("figure", ["class", "data-video"].into()),
        ("td", ["colspan", "rowspan"].into()),
        ("th", ["colspan", "rowspan", "scope"].into()),
        ("ol", ["start", "type"].into()),
        ("abbr", ["title"].into()),
    ]
    .into();
    let mut builder = Builder::default();
    builder
        .tags(tags)
        .tag_attributes(attributes)
        .generic_attributes(["lang"].into())
        .url_schemes(["http", "https", "mailto", "tel", "tep", "bai"].into())
        .link_rel(Some("noopener"))
        .strip_comments(true)
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            // A picture comes from our own files: foreign pictures vanish, and tell others who reads.
            ("img", "src") => match Reference::parse(value).or_else(|| Reference::of_desk(value)) {
                Some(Reference::File(file)) => Some(Cow::Owned(format!("tep:{file}"))),
                _ => value.starts_with("/tep/").then_some(Cow::Borrowed(value)),
            },
            ("a", "href") => Some(
                Reference::of_desk(value)
                    .map_or(Cow::Borrowed(value), |found| Cow::Owned(found.to_string())),
            ),
            // A picture without words says whether that is meant.
            ("img", "role") => (value == "presentation").then_some(Cow::Borrowed(value)),
            ("figure", "class") => (value == "gallery").then_some(Cow::Borrowed(value)),
            ("figure", "data-video") => is_video(value).then_some(Cow::Borrowed(value)),
            ("td" | "th", "colspan" | "rowspan") => value
                .parse::<u16>()
                .ok()
                .filter(|n| (1..=100).contains(n))
                .map(|_| Cow::Borrowed(value)),
            _ => Some(Cow::Borrowed(value)),
        });
    builder
});

/// Form C comes last: references to characters become characters only when markup is read.
fn cleaned(html: &str) -> String {
    vitext::nfc_markup(&ALLOWED.clean(html).to_string()).into_owned()
}

/// Where a video of a text comes from: a service that a page asks for nothing until a reader wants
/// it, or a file that the link inside leads to.
fn is_video(source: &str) -> bool {
    let is_id =
        |id: &str, sign: fn(char) -> bool| (5..=20).contains(&id.len()) && id.chars().all(sign);
    match source.split_once(':') {
        Some(("youtube", id)) => is_id(id, |c| c.is_ascii_alphanumeric() || c == '-' || c == '_'),
        Some(("vimeo", id)) => is_id(id, |c| c.is_ascii_digit()),
        _ => source == "tep",
    }
}

impl SafeHtml {
    /// Keeps what the allow-list knows and drops the rest; the result is always well formed.
    pub fn sanitise(html: &str) -> Self {
        let mut clean = cleaned(html);
        // Odd markup may read differently once it is mended: until a reading changes nothing.
        for _ in 0..4 {
            let again = cleaned(&clean);
            if again == clean {
                return Self(clean);
            }
            clean = again;
        }
        Self(escape(&SafeHtml(clean).text()))
    }

    /// What somebody typed in a plain field: HTML is sanitised; plain text becomes paragraphs at
    /// blank lines, with single line breaks kept.
    pub fn of_typed(typed: &str) -> Self {
        if looks_like_html(typed) {
            return Self::sanitise(typed);
        }
        let mut html = String::with_capacity(typed.len() + 64);
        for paragraph in typed.replace("\r\n", "\n").split("\n\n") {
            let lines: Vec<String> = paragraph
                .lines()
                .map(str::trim)
                .filter(|line| !line.is_empty())
                .map(escape)
                .collect();
            if !lines.is_empty() {
                html.push_str("<p>");
                html.push_str(&lines.join("<br>"));
                html.push_str("</p>\n");
            }
        }
        Self::sanitise(html.trim_end())
    }

    /// Takes back markup that was sanitised before it was stored. For columns that only the
    /// publishing transaction writes; anything from elsewhere goes through [`SafeHtml::sanitise`].
    pub fn stored(html: String) -> Self {
        Self(html)
    }

    /// The text as somebody would type it in a plain field: paragraphs parted by blank lines when
    /// there is nothing but paragraphs, the markup itself otherwise.
    pub fn to_typed(&self) -> String {
        let plain = self.0.replace("</p>", "\u{0}").replace("<p>", "\u{0}").replace("<br>", "\n");
        if !plain.contains('<') {
            let text = plain
                .split('\u{0}')
                .map(str::trim)
                .filter(|paragraph| !paragraph.is_empty())
                .collect::<Vec<_>>()
                .join("\n\n");
            let text = unescape(&text).replace('\u{a0}', " ");
            if !looks_like_html(&text) {
                return text;
            }
        }
        if looks_like_html(&self.0) {
            return self.0.clone();
        }
        // Only marks, such as `<em>`: without a block around them they would be taken for plain words.
        format!("<p>{}</p>", self.0)
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing is left of it.
    pub fn is_empty(&self) -> bool {
        self.text().is_empty() && !self.0.contains("<img")
    }

    /// The words alone, blocks separated by a space: for search, summaries and feeds.
    pub fn text(&self) -> String {
        self.words_parted_by(' ').split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The words alone, a line for each block: for comparing two texts as they are read.
    pub fn paragraphs(&self) -> String {
        self.words_parted_by('\n')
            .lines()
            .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
            .filter(|line| !line.is_empty())
            .collect::<Vec<_>>()
            .join("\n")
    }

    fn words_parted_by(&self, between_blocks: char) -> String {
        let mut text = String::with_capacity(self.0.len());
        let mut read = 0;
        for tag in tags(&self.0) {
            text.push_str(self.0.get(read..tag.start).unwrap_or_default());
            let inline = ["a", "b", "i", "u", "s", "strong", "em", "sub", "sup", "abbr", "code"];
            if !inline.contains(&tag.name) {
                text.push(between_blocks);
            }
            read = tag.end;
        }
        text.push_str(self.0.get(read..).unwrap_or_default());
        unescape(&text).replace('\u{a0}', " ")
    }
}

/// A tag of markup that the sanitiser wrote.
pub(crate) struct Tag<'h> {
    /// Where it begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// Its name, without the slash of a closing tag.
    pub name: &'h str,
    /// All of it.
    pub text: &'h str,
}

impl Tag<'_> {
    /// The value of an attribute, unescaped.
    pub fn attribute(&self, name: &str) -> Option<Cow<'_, str>> {
        let mut rest = self.text;
        while let Some(at) = rest.find("=\"") {
            let before = rest.get(..at)?;
            let after = rest.get(at + 2..)?;
            let value = after.get(..after.find('"')?)?;
            if before.ends_with(name)
                && before.strip_suffix(name).is_some_and(|b| b.ends_with(char::is_whitespace))
            {
                return Some(if value.contains('&') {
                    Cow::Owned(unescape(value))
                } else {
                    Cow::Borrowed(value)
                });
            }
            rest = after.get(value.len() + 1..)?;
        }
        None
    }
}

/// The tags of markup that the sanitiser wrote: attributes stand in double quotes, in which a `>` may.
pub(crate) fn tags(html: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + html.get(at..)?.find('<')?;
        let mut quoted = false;
        let length = html.get(start..)?.bytes().position(|byte| {
            quoted ^= byte == b'"';
            byte == b'>' && !quoted
        })?;
        let end = start + length + 1;
        at = end;
        let text = html.get(start..end)?;
        let name = text.trim_start_matches(['<', '/']);
        let name = name
            .get(..name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len()))
            .unwrap_or_default();
        Some(Tag { start, end, name, text })
    })
}

pub(crate) fn unescape(text: &str) -> String {
    text.replace("&nbsp;", "\u{a0}")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

impl fmt::Display for SafeHtml {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<'de> Deserialize<'de> for SafeHtml {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Ok(Self::sanitise(&String::deserialize(deserializer)?))
    }
}

fn looks_like_html(typed: &str) -> bool {
    const TAGS: [&str; 16] = [
        "<p",
        "<h2",
        "<h3",
        "<h4",
        "<hr",
        "<ul",
        "<ol",
        "<dl",
        "<table",
        "<figure",
        "<img",
        "<blockquote",
        "<aside",
        "<br",
        "<div",
        "<strong",
    ];
    TAGS.iter().any(|tag| typed.contains(tag))
}

/// Plain text as it stands in markup, between tags.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
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
}
