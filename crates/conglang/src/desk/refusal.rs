//! What somebody at the desk is told when a thing cannot be done, and the page that says it.

use std::sync::Arc;

use axum::response::{IntoResponse, Response};
use conglang_house::web::Web;
use conglang_kernel::Language;
use conglang_platform::fault::{Fault, FaultKind};
use conglang_platform::form::FormError;
use http::{HeaderValue, StatusCode, header};
use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;

use super::view::DeskView;

/// Why a request to the desk gets no page of its own.
#[derive(Clone, Debug)]
pub enum DeskRefusal {
    /// Nothing has this address, or it is another site's.
    NotFound,
    /// The person may not do this.
    Forbidden,
    /// Nobody writes on a site in this state.
    Closed,
    /// Nobody is signed in.
    SignIn {
        /// Where to return to afterwards.
        back_to: String,
        /// Whether they were before.
        before: Before,
    },
    /// A password somebody else gave must be changed first.
    ChangePassword,
    /// The form could not be read.
    Malformed,
    /// The form has too many bytes.
    TooLarge,
    /// The request came from another site's page.
    CrossSite,
    /// Not with this method.
    WrongMethod,
    /// A secret link that was used up, ended, or leads to a text that is no longer the one.
    LinkEnded,
    /// Something broke.
    Fault(Arc<Fault>),
}

/// What somebody who must sign in was before.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Before {
    /// Unknown.
    Stranger,
    /// Signed in, in a session that has ended.
    SignedIn,
}

impl From<Fault> for DeskRefusal {
    fn from(fault: Fault) -> Self {
        Self::Fault(Arc::new(fault))
    }
}

impl From<FormError> for DeskRefusal {
    fn from(error: FormError) -> Self {
        match error {
            FormError::TooLarge { .. } => Self::TooLarge,
            FormError::Malformed => Self::Malformed,
        }
    }
}

/// Carried out of a handler in the response's extensions and drawn by [`render`].
impl IntoResponse for DeskRefusal {
    fn into_response(self) -> Response {
        let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
        response.extensions_mut().insert(self);
        response
    }
}

#[derive(Serialize)]
struct Message {
    status: u16,
    title: String,
    text: String,
    actions: Vec<Action>,
    request: Option<String>,
}

#[derive(Serialize)]
struct Action {
    label: String,
    url: String,
}

/// Draws a refusal. `desk` is the frame of whoever asked, as far as it is known.
pub fn render(web: &Web, desk: &DeskView, path: &str, refusal: &DeskRefusal) -> Response {
    let (status, key) = match refusal {
        DeskRefusal::SignIn { back_to, before } => {
            let back =
                percent_encoding::utf8_percent_encode(back_to, percent_encoding::NON_ALPHANUMERIC);
            let ended = if *before == Before::SignedIn { "&het=co" } else { "" };
            return see_other(&format!("/dang-nhap?ve={back}{ended}"));
        }
        DeskRefusal::ChangePassword => return see_other("/doi-mat-khau"),
        DeskRefusal::NotFound => (StatusCode::NOT_FOUND, "not-found"),
        DeskRefusal::Forbidden => (StatusCode::FORBIDDEN, "forbidden"),
        DeskRefusal::Closed => (StatusCode::FORBIDDEN, "closed"),
        DeskRefusal::Malformed => (StatusCode::BAD_REQUEST, "malformed"),
        DeskRefusal::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too-large"),
        DeskRefusal::CrossSite => (StatusCode::FORBIDDEN, "cross-site"),
        DeskRefusal::WrongMethod => (StatusCode::METHOD_NOT_ALLOWED, "wrong-method"),
        DeskRefusal::LinkEnded => (StatusCode::GONE, "link-ended"),
        DeskRefusal::Fault(fault) => {
            tracing::error!(cause = fault.chain(), path, "a request to the desk failed");
            match fault.kind() {
                FaultKind::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, "unavailable"),
                FaultKind::Broken => (StatusCode::INTERNAL_SERVER_ERROR, "broken"),
            }
        }
    };
    let say = |key: String| web.pages.words().say(Language::Vi, &key, &[]);
    let message = Message {
        status: status.as_u16(),
        title: say(format!("desk-refusal-{key}-title")),
        text: say(format!("desk-refusal-{key}-text")),
        // Whoever came by a secret address has no desk to go to.
        actions: match refusal {
            DeskRefusal::LinkEnded => Vec::new(),
            _ => vec![Action { label: say("desk-refusal-home".to_owned()), url: "/".to_owned() }],
        },
        request: None,
    };
    let values = context! {
        desk => Value::from(Serde(desk)),
        message => Value::from(Serde(&message)),
    };
    let body = web
        .pages
        .render_value("desk/message.html", Language::Vi, values)
        .unwrap_or_else(|_| crate::public::plain_page(status));
    html(status, body)
}

/// A page of the desk: never cached, never framed.
pub fn html(status: StatusCode, body: String) -> Response {
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for (name, value) in crate::headers::desk() {
        headers.insert(name, value);
    }
    response
}

/// A draft as the public would see it, with a bar above it: what may play in it is what may there.
/// `site` is the origin it leads to.
pub fn html_of_draft(status: StatusCode, body: String, site: &str) -> Response {
    let mut response = html(status, body);
    for (name, value) in crate::headers::draft(site) {
        response.headers_mut().insert(name, value);
    }
    response
}

/// A draft as the public would see it, which a page of the desk shows in a frame.
pub fn html_in_frame(body: String, site: &str) -> Response {
    let mut response = html(StatusCode::OK, body);
    for (name, value) in crate::headers::framed_draft(site) {
        response.headers_mut().insert(name, value);
    }
    response
}

/// The answer to every form that did its work.
pub fn see_other(address: &str) -> Response {
    let location = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"));
    let mut response = (StatusCode::SEE_OTHER, [(header::LOCATION, location)]).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for (name, value) in crate::headers::desk() {
        headers.insert(name, value);
    }
    response
}
