//! Security headers of every page: nothing from elsewhere but a video that a reader asked for, nothing
//! inline, no frames around us but the desk's own.

use http::{HeaderName, HeaderValue, header};

/// What a page that is read may be drawn with.
const SHOWN: &str = "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; frame-src https://www.youtube-nocookie.com https://player.vimeo.com; object-src 'none'; base-uri 'none'";

/// On public pages.
pub fn public() -> Vec<(HeaderName, HeaderValue)> {
    of(&format!("{SHOWN}; form-action 'self'; frame-ancestors 'none'"))
}

/// On the desk, where a picture that was just chosen is shown before it is sent.
pub fn desk() -> Vec<(HeaderName, HeaderValue)> {
    of(
        "default-src 'self'; img-src 'self' data: blob: http: https:; style-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    )
}

/// On a draft shown as the public would see it; its search box leads to the site, whose origin is given.
pub fn draft(site: &str) -> Vec<(HeaderName, HeaderValue)> {
    of(&format!("{SHOWN}; form-action 'self' {site}; frame-ancestors 'none'"))
}

/// On such a draft that the desk itself shows within the size of a phone.
pub fn framed_draft(site: &str) -> Vec<(HeaderName, HeaderValue)> {
    let mut headers = of(&format!("{SHOWN}; form-action {site}; frame-ancestors 'self'"));
    headers.retain(|(name, _)| name != header::X_FRAME_OPTIONS);
    headers.push((header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN")));
    headers
}

fn of(policy: &str) -> Vec<(HeaderName, HeaderValue)> {
    // A host is checked where it is made; should one ever not fit a header, nothing is allowed.
    let policy = HeaderValue::from_str(policy)
        .unwrap_or(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"));
    vec![
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
        (header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin")),
        (
            HeaderName::from_static("permissions-policy"),
            HeaderValue::from_static("camera=(), geolocation=(), microphone=()"),
        ),
    ]
}
