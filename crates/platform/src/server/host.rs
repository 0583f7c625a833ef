//! The host a request names: validated, without port, in lower case.

use std::borrow::Cow;

use http::header::HOST;
use http::request::Parts;

/// A name longer than DNS allows is no host.
const HOST_BYTES_MAX: usize = 253;

/// The host of a request: of the address when that is absolute (RFC 9112, 3.2.2), else of the one
/// `Host` header. `None` when it is missing, doubled or not a name.
#[inline]
pub fn request_host(head: &Parts) -> Option<Cow<'_, str>> {
    let mut lines = head.headers.get_all(HOST).iter();
    let (line, another) = (lines.next(), lines.next());
    if another.is_some() {
        return None;
    }
    match head.uri.authority() {
        Some(authority) => normal_host(authority.as_str()),
        None => normal_host(line?.to_str().ok()?),
    }
}

/// Cuts the port and a final dot and lowers the letters; `None` when what is left is no host name
/// or address.
#[inline]
pub fn normal_host(text: &str) -> Option<Cow<'_, str>> {
    let name = if text.starts_with('[') {
        let end = text.find(']')?;
        let (name, port) = text.split_at(end + 1);
        if !(port.is_empty() || port.strip_prefix(':').is_some_and(is_port)) {
            return None;
        }
        name
    } else {
        match text.split_once(':') {
            Some((name, port)) if is_port(port) => name,
            Some(_) => return None,
            None => text,
        }
    };
    let name = name.strip_suffix('.').unwrap_or(name);
    let in_brackets = name.starts_with('[');
    let fits = |byte: u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => true,
        b'[' | b']' | b':' => in_brackets,
        _ => false,
    };
    if name.is_empty() || name.len() > HOST_BYTES_MAX || !name.bytes().all(fits) {
        return None;
    }
    if name.bytes().any(|byte| byte.is_ascii_uppercase()) {
        return Some(Cow::Owned(name.to_ascii_lowercase()));
    }
    Some(Cow::Borrowed(name))
}

/// RFC 3986 lets a port be empty.
fn is_port(text: &str) -> bool {
    text.len() <= 5 && text.bytes().all(|byte| byte.is_ascii_digit())
}
