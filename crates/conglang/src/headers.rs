//! Security headers of every page: nothing from elsewhere but a video that a reader asked for, nothing
//! inline, no frames around us but the desk's own.

use http::{HeaderName, HeaderValue, header};

/// On public pages.
pub fn public() -> Vec<(HeaderName, HeaderValue)> {
    of(
        "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; frame-src https://www.youtube-nocookie.com https://player.vimeo.com; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    )
}

/// On the desk, where a picture that was just chosen is shown before it is sent.
pub fn desk() -> Vec<(HeaderName, HeaderValue)> {
    of(
        "default-src 'self'; img-src 'self' data: blob: http: https:; style-src 'self'; script-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
    )
}

/// On a previewed draft that the desk itself shows within the size of a phone.
pub fn framed_by_desk() -> Vec<(HeaderName, HeaderValue)> {
    let mut headers = of(
        "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; frame-src https://www.youtube-nocookie.com https://player.vimeo.com; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'",
    );
    headers.retain(|(name, _)| name != header::X_FRAME_OPTIONS);
    headers.push((header::X_FRAME_OPTIONS, HeaderValue::from_static("SAMEORIGIN")));
    headers
}

fn of(policy: &'static str) -> Vec<(HeaderName, HeaderValue)> {
    vec![
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(policy)),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
        (header::REFERRER_POLICY, HeaderValue::from_static("strict-origin-when-cross-origin")),
        (
            HeaderName::from_static("permissions-policy"),
            HeaderValue::from_static("camera=(), geolocation=(), microphone=()"),
        ),
    ]
}
