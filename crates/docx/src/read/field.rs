//! Fields: what Word computes and writes into the text.

use std::rc::Rc;

/// A field that is open.
pub(super) struct Field {
    pub instruction: String,
    pub state: State,
}

/// How far a field has been read, and what to do with what it shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum State {
    Instruction,
    Shown(Shows),
}

/// What to do with what a field shows.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Shows {
    /// It is text like any other.
    Text,
    /// It is text that leads somewhere.
    Link(Rc<str>),
    /// It leads where no link may.
    BadLink,
    /// A page number: means nothing outside paper.
    Nothing,
    /// A table of contents.
    Contents,
    /// Something to fill in.
    FormField,
}

impl Field {
    pub fn begun() -> Self {
        Self { instruction: String::new(), state: State::Instruction }
    }
}

/// What to do with what the field of this instruction shows.
pub(super) fn shows(instruction: &str) -> Shows {
    let mut words = Words { rest: instruction };
    let name = words.next().unwrap_or_default().to_ascii_uppercase();
    match name.as_str() {
        "HYPERLINK" => match words.next() {
            // A place in the same text.
            None => Shows::Text,
            Some(word) if word.starts_with('\\') => Shows::Text,
            Some(target) => address(&target).map_or(Shows::BadLink, Shows::Link),
        },
        "PAGE" | "NUMPAGES" | "SECTION" | "SECTIONPAGES" | "PAGEREF" => Shows::Nothing,
        "TOC" | "TOA" | "INDEX" => Shows::Contents,
        "FORMCHECKBOX" | "FORMDROPDOWN" | "MACROBUTTON" => Shows::FormField,
        _ => Shows::Text,
    }
}

/// An address that a link may lead to: one that the sanitiser will not take away again without a word.
pub(super) fn address(target: &str) -> Option<Rc<str>> {
    /// Longer ones are no addresses people follow.
    const BYTES_MAX: usize = 2000;
    let target = target.trim();
    if target.is_empty() || target.len() > BYTES_MAX || target.chars().any(char::is_control) {
        return None;
    }
    let target = target.replace(' ', "%20");
    let address = if target.starts_with("www.") {
        format!("http://{target}")
    } else {
        let (scheme, rest) = target.split_once(':')?;
        let scheme = scheme.to_ascii_lowercase();
        let known = ["http", "https", "mailto", "tel"].contains(&scheme.as_str());
        (known && !rest.trim_matches('/').is_empty()).then(|| format!("{scheme}:{rest}"))?
    };
    url::Url::parse(&address).is_ok().then(|| address.into())
}

/// The words of an instruction; quotes hold words together.
struct Words<'i> {
    rest: &'i str,
}

impl Iterator for Words<'_> {
    type Item = String;

    fn next(&mut self) -> Option<String> {
        let rest = self.rest.trim_start();
        if rest.is_empty() {
            return None;
        }
        let is_quote = |c: char| matches!(c, '"' | '“' | '”');
        let (word, rest) = match rest.strip_prefix(is_quote) {
            Some(quoted) => quoted.split_once(is_quote).unwrap_or((quoted, "")),
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        self.rest = rest;
        Some(word.replace("\\\\", "\\"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instructions_say_what_is_shown() {
        let link = |to: &str| Shows::Link(to.into());
        assert_eq!(
            shows(" HYPERLINK \"https://camau.gov.vn/a b\" "),
            link("https://camau.gov.vn/a%20b")
        );
        assert_eq!(shows("HYPERLINK mailto:a@b.vn \\o \"x\""), link("mailto:a@b.vn"));
        assert_eq!(shows("HYPERLINK \\l \"_Toc1\""), Shows::Text);
        assert_eq!(shows("HYPERLINK \"javascript:alert(1)\""), Shows::BadLink);
        assert_eq!(shows("HYPERLINK \"file:///C:\\\\x\""), Shows::BadLink);
        assert_eq!(shows("HYPERLINK \"http:?/camau.gov.vn/\""), Shows::BadLink);
        assert_eq!(shows("HYPERLINK \"https://[camau/\""), Shows::BadLink);
        assert_eq!(shows(" page \\* MERGEFORMAT"), Shows::Nothing);
        assert_eq!(shows("TOC \\o \"1-3\" \\h"), Shows::Contents);
        assert_eq!(shows(""), Shows::Text);
    }
}
