//! Conditional requests (RFC 9110, 13): does the asker have the page already?

use http::header::{IF_MODIFIED_SINCE, IF_NONE_MATCH};
use http::{HeaderMap, HeaderValue};

use super::accept::Accepted;
use super::compress::Encoding;

/// What a page is recognised by.
pub(super) struct Validator<'a> {
    /// The tag without quotes and without the suffix of a form.
    pub tag: &'a str,
    /// `Last-Modified` as it was sent.
    pub last_modified: Option<&'a HeaderValue>,
}

/// `Some` when the answer is 304; inside, the form the asker has, if it can be told. A tag of any
/// form counts as long as the asker still takes that form: which form is selected is ours to choose.
#[inline]
pub(super) fn unchanged(
    headers: &HeaderMap,
    validator: &Validator<'_>,
    accepted: &Accepted,
) -> Option<Option<Encoding>> {
    let mut lines = headers.get_all(IF_NONE_MATCH).iter().peekable();
    if lines.peek().is_some() {
        return lines.find_map(|line| matching(line.as_bytes(), validator.tag, accepted));
    }
    // Only the very date we sent counts, as nginx does by default: a page whose epoch was rolled
    // back by a restored backup may have an older date and yet be different.
    let since = headers.get(IF_MODIFIED_SINCE)?;
    (Some(since) == validator.last_modified).then_some(None)
}

fn matching(line: &[u8], tag: &str, accepted: &Accepted) -> Option<Option<Encoding>> {
    let mut rest = line.trim_ascii();
    if rest == b"*" {
        return Some(None);
    }
    while !rest.is_empty() {
        rest = rest.strip_prefix(b"W/").unwrap_or(rest);
        // Anything that is not a list of quoted tags matches nothing.
        let opened = rest.strip_prefix(b"\"")?;
        let end = opened.iter().position(|byte| *byte == b'"')?;
        let (candidate, after) = opened.split_at(end);
        if let Some(suffix) = candidate.strip_prefix(tag.as_bytes()) {
            let form = Encoding::ALL
                .into_iter()
                .find(|encoding| encoding.tag_suffix().as_bytes() == suffix);
            if let Some(encoding) = form
                && accepted.takes(encoding)
            {
                return Some(Some(encoding));
            }
        }
        let after = after.get(1..)?.trim_ascii_start();
        rest = match after.strip_prefix(b",") {
            Some(next) => next.trim_ascii_start(),
            None if after.is_empty() => after,
            None => return None,
        };
    }
    None
}
