//! HTML that may be shown to anybody: sanitised by an allow-list when it is made, valid by construction.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::fmt;
use std::sync::LazyLock;

use ammonia::Builder;
use serde::{Deserialize, Serialize};

use crate::Reference;

mod tag;

pub use tag::escape;
pub(crate) use tag::{Tag, tags, unescape};

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

#[cfg(test)]
mod tests;
