//! What the markup must have so that everybody can read it (WCAG 2.2: 1.1.1, 1.3.1, 2.4.4, 2.4.6).

use super::Advice;
use crate::html::{SafeHtml, tags, unescape};

/// Words that say nothing about where a link leads.
const EMPTY_WORDS: [&str; 8] =
    ["tại đây", "ở đây", "đây", "bấm vào đây", "xem tại đây", "xem thêm", "click here", "link"];
/// How cameras, telephones and programs call their pictures.
const CAMERA_NAMES: [&str; 9] =
    ["img", "dsc", "dscn", "dcim", "image", "screenshot", "untitled", "zalo", "pxl"];

pub(super) fn judge(body: &SafeHtml, found: &mut Vec<Advice>) {
    let html = body.as_str();
    let mut level = 1;
    // The element being read that has words of its own, and where they begin.
    let mut heading: Option<usize> = None;
    let mut link: Option<Link> = None;
    let mut table: Option<Table> = None;
    for tag in tags(html) {
        let is_close = tag.text.starts_with("</");
        match (tag.name, is_close) {
            ("h2" | "h3" | "h4", false) => heading = Some(tag.end),
            ("h2" | "h3" | "h4", true) => {
                let words = words(html, heading.take().unwrap_or(tag.start), tag.start);
                let now = tag.name.trim_start_matches('h').parse().unwrap_or(2);
                if words.is_empty() {
                    found.push(Advice::warning("body", "heading-empty", ""));
                } else if now > level + 1 {
                    found.push(Advice::warning("body", "heading-order", words));
                }
                level = now;
            }
            ("a", false) => {
                let address = tag.attribute("href").unwrap_or_default().into_owned();
                link = Some(Link { address, begun: tag.end, has_picture: false });
            }
            ("a", true) => {
                if let Some(link) = link.take() {
                    link.judge(&words(html, link.begun, tag.start), found);
                }
            }
            ("table", false) => table = Some(Table { begun: tag.end, has_header: false }),
            ("th", false) => table.iter_mut().for_each(|table| table.has_header = true),
            ("table", true) => {
                if let Some(table) = table.take().filter(|table| !table.has_header) {
                    let first = words(html, table.begun, tag.start);
                    let quote: Vec<&str> = first.split(' ').take(6).collect();
                    found.push(Advice::warning("body", "table-header", quote.join(" ")));
                }
            }
            ("img", _) => {
                let alt = tag.attribute("alt").unwrap_or_default();
                let is_decorative = tag.attribute("role").is_some_and(|r| r == "presentation");
                if let Some(link) = &mut link {
                    link.has_picture |= !alt.trim().is_empty();
                }
                if alt.trim().is_empty() && !is_decorative {
                    let address = tag.attribute("src").unwrap_or_default();
                    found.push(Advice::error("body", "picture-alt", address));
                } else if is_file_name(&alt) {
                    found.push(Advice::error("body", "picture-file-name", alt));
                }
            }
            _ => {}
        }
    }
}

impl SafeHtml {
    /// Where the links of the text lead and the words they stand under, in order.
    pub fn links(&self) -> Vec<(String, String)> {
        let (html, mut found) = (self.as_str(), Vec::new());
        let mut open: Option<(String, usize)> = None;
        for tag in tags(html).filter(|tag| tag.name == "a") {
            if let Some((address, begun)) = open.take() {
                found.push((address, words(html, begun, tag.start)));
            }
            open = tag.attribute("href").map(|address| (address.into_owned(), tag.end));
        }
        found
    }
}

struct Link {
    address: String,
    begun: usize,
    has_picture: bool,
}

impl Link {
    fn judge(&self, words: &str, found: &mut Vec<Advice>) {
        let lower = words.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        if words.is_empty() && !self.has_picture {
            found.push(Advice::error("body", "link-empty", self.address.as_str()));
        } else if self.address.is_empty() {
            // What led to a file on somebody's own machine, say.
            found.push(Advice::error("body", "link-nowhere", words));
        } else if EMPTY_WORDS.contains(&lower.as_str()) {
            found.push(Advice::warning("body", "link-words", words));
        }
    }
}

struct Table {
    begun: usize,
    has_header: bool,
}

/// The words between two places of the markup.
fn words(html: &str, from: usize, to: usize) -> String {
    let inside = html.get(from..to).unwrap_or_default();
    let mut text = String::with_capacity(inside.len());
    let mut read = 0;
    for tag in tags(inside) {
        text.push_str(inside.get(read..tag.start).unwrap_or_default());
        text.push(' ');
        read = tag.end;
    }
    text.push_str(inside.get(read..).unwrap_or_default());
    let text = unescape(&text);
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether words are the name of a file rather than what a picture shows.
pub(super) fn is_file_name(words: &str) -> bool {
    let words = words.trim().to_lowercase();
    let has_ending = [".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".bmp", ".tif", ".tiff"]
        .iter()
        .any(|ending| words.ends_with(ending));
    let bare = words.trim_end_matches(|c: char| c.is_ascii_digit() || "_-. ()".contains(c));
    has_ending || (bare.len() < words.len() && (bare.is_empty() || CAMERA_NAMES.contains(&bare)))
}
