//! Reading markup that the sanitiser wrote, tag by tag.

use std::borrow::Cow;

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

/// Plain text as it stands in markup, between tags.
pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
