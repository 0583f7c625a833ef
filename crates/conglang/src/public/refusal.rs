//! What a visitor is told when there is nothing to show: a status, plain words, and the way on.

use std::sync::Arc;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use conglang_house::hosts::HostedSite;
use conglang_house::redirect::{self as retired, Target};
use conglang_house::web::Web;
use conglang_kernel::{Language, Moment};
use conglang_platform::fault::{Fault, FaultKind};
use conglang_search::{Filter, LastWord, Order, Question, Sites, Surroundings};
use http::request::Parts;
use http::{HeaderValue, Method, StatusCode, header};
use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;

use super::{Visit, redirect};

/// Why a request gets no page.
#[derive(Clone, Debug)]
pub enum Refusal {
    /// Nothing has this address.
    NotFound,
    /// It stands elsewhere now, for good.
    MovedTo(String),
    /// It was taken down.
    Gone {
        /// What it was called.
        title: String,
        /// Since when.
        at: Moment,
        /// Why, when somebody said why.
        reason: Option<String>,
    },
    /// Only reading is possible here.
    WrongMethod,
    /// The address is longer than any of ours.
    AddressTooLong,
    /// The site is closed to the public for now.
    Closed,
    /// The database does not answer, and no older page is known.
    Unavailable,
    /// Something broke.
    Fault(Arc<Fault>),
}

impl From<Fault> for Refusal {
    fn from(fault: Fault) -> Self {
        if fault.kind() == FaultKind::Unavailable {
            tracing::error!(cause = fault.chain(), "the database does not answer");
            return Self::Unavailable;
        }
        Self::Fault(Arc::new(fault))
    }
}

impl From<anyhow::Error> for Refusal {
    fn from(error: anyhow::Error) -> Self {
        Fault::from(error).into()
    }
}

#[derive(Serialize)]
struct ErrorView {
    status: u16,
    request_id: Option<String>,
    suggestions: Vec<Suggestion>,
    gone: Option<GoneView>,
    wait_s: Option<i64>,
    query: String,
}

#[derive(Serialize)]
struct Suggestion {
    title: String,
    url: String,
}

#[derive(Serialize)]
struct GoneView {
    title: String,
    at: i64,
    reason: Option<String>,
}

/// What to answer for an address nothing has: a redirect somebody made, or not found.
pub async fn moved_or_missing(web: &Arc<Web>, hosted: &HostedSite, request: &Parts) -> Refusal {
    let scope = hosted.scope();
    let path = request.uri.path();
    let found = async {
        let mut connection = web.db.read(scope.reach()).await?;
        Ok::<_, Fault>(match retired::find(&mut connection, scope, path).await? {
            Some(Target::Path(path)) => Some(path),
            Some(Target::Entry(id)) => {
                drop(connection);
                conglang_house::frame::address_of(web, scope, id).await?
            }
            None => None,
        })
    };
    match found.await {
        Ok(Some(address)) => Refusal::MovedTo(address),
        Ok(None) => Refusal::NotFound,
        Err(fault) => fault.into(),
    }
}

/// A host that is nobody's. The page lists nothing.
pub fn unknown_host(web: &Web) -> Response {
    let page = context! { page => context! { lang => "vi" } };
    let body = web
        .pages
        .render_value("frame/unknown_host.html", Language::Vi, page)
        .unwrap_or_else(|_| "404".to_owned());
    finish(StatusCode::NOT_FOUND, body)
}

/// The page of a refusal, in the frame of the site that was asked.
pub async fn render(
    web: &Arc<Web>,
    hosted: &HostedSite,
    request: &Parts,
    refusal: Refusal,
) -> Response {
    let (status, gone) = match refusal {
        Refusal::MovedTo(address) => return redirect(&address),
        Refusal::NotFound => (StatusCode::NOT_FOUND, None),
        Refusal::Gone { title, at, reason } => {
            (StatusCode::GONE, Some(GoneView { title, at: at.0, reason }))
        }
        Refusal::WrongMethod => (StatusCode::METHOD_NOT_ALLOWED, None),
        Refusal::AddressTooLong => (StatusCode::URI_TOO_LONG, None),
        Refusal::Closed | Refusal::Unavailable => (StatusCode::SERVICE_UNAVAILABLE, None),
        Refusal::Fault(fault) => {
            tracing::error!(
                cause = fault.chain(),
                path = request.uri.path(),
                "a public page failed"
            );
            (StatusCode::INTERNAL_SERVER_ERROR, None)
        }
    };
    let mut response = match page(web, hosted, request, status, gone).await {
        Some(body) => finish(status, body),
        None => finish(status, plain_page(status)),
    };
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response.headers_mut().insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
    }
    if status == StatusCode::SERVICE_UNAVAILABLE {
        response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    }
    if request.method == Method::HEAD {
        *response.body_mut() = Body::empty();
    }
    response
}

async fn page(
    web: &Arc<Web>,
    hosted: &HostedSite,
    request: &Parts,
    status: StatusCode,
    gone: Option<GoneView>,
) -> Option<String> {
    let scope = hosted.scope();
    let path = request.uri.path();
    let language = if path.starts_with("/en/") { Language::En } else { Language::Vi };
    let frame = web.frames.get(web, scope, language).await.ok().flatten()?;
    let visit = Visit {
        web: web.clone(),
        scope,
        frame,
        query: String::new(),
        path: path.to_owned(),
        now: web.clock.now(),
    };
    let is_untold = gone.as_ref().is_some_and(|gone| gone.title.is_empty());
    let looked_for = match status {
        // The address says what the page keeps to itself.
        StatusCode::GONE if is_untold => String::new(),
        StatusCode::URI_TOO_LONG => beginning_of_question(request.uri.query().unwrap_or_default()),
        _ => words_of(path),
    };
    let suggestions = if status == StatusCode::NOT_FOUND {
        suggestions(&visit, &looked_for).await.unwrap_or_default()
    } else {
        Vec::new()
    };
    if status == StatusCode::NOT_FOUND {
        crate::missing::note(&visit).await;
    }
    // Statuses without words of their own speak as their nearest kin.
    let worded = match status.as_u16() {
        404 | 410 | 414 | 500 | 503 => status.as_u16(),
        _ => 400,
    };
    let mut head = visit.head(visit.say(&format!("frame-error-{worded}-title")), path);
    head.canonical = None;
    head.robots = Some("noindex");
    head.feeds.clear();
    let view = ErrorView {
        status: worded,
        request_id: None,
        suggestions,
        gone,
        wait_s: None,
        query: looked_for,
    };
    let values = context! {
        error => Value::from(Serde(&view)),
        page => Value::from(Serde(&head)),
        site => visit.frame.value.clone(),
        breadcrumb => Value::from(Vec::<Value>::new()),
        urgent => (),
        stale_at => (),
    };
    web.pages.render_value("frame/error.html", language, values).ok()
}

/// What of a question that is too long can be kept: whoever asked goes on from there.
fn beginning_of_question(query: &str) -> String {
    let form = conglang_platform::form::Form::of_urlencoded(query.as_bytes());
    let typed = form.ok().and_then(|form| form.filled("q").map(super::search::tidy));
    typed.unwrap_or_default()
}

/// The words of an address, as somebody would search for them.
fn words_of(path: &str) -> String {
    let last = path.rsplit('/').next().unwrap_or_default();
    let words: Vec<&str> = last
        .split('-')
        .filter(|word| !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphanumeric()))
        .filter(|word| !word.bytes().all(|b| b.is_ascii_digit()))
        .take(8)
        .collect();
    words.join(" ")
}

async fn suggestions(visit: &Visit, words: &str) -> Result<Vec<Suggestion>, Fault> {
    if words.len() < 3 {
        return Ok(Vec::new());
    }
    let question = Question {
        text: words.to_owned(),
        last: LastWord::Whole,
        filter: Filter {
            language: Some(visit.frame.language.as_str().to_owned()),
            ..Filter::public(Sites::One(u64::try_from(visit.scope.site().0).unwrap_or_default()))
        },
        order: Order::Relevance,
        skip: 0,
        take: 3,
        now: visit.now.0 / 1000,
    };
    let answered = super::search::answer(visit, question, Surroundings::default()).await?;
    let found = super::search::cards_of(visit, &answered).await?;
    Ok(found
        .iter()
        .filter(|found| found.site == visit.scope.site())
        .map(|found| Suggestion {
            title: found.card.title.clone(),
            url: super::search_results::address(visit, found),
        })
        .collect())
}

/// What is said when even the frame cannot be had.
pub fn plain_page(status: StatusCode) -> String {
    let words = match status.as_u16() {
        404 => "Không tìm thấy trang này.",
        503 => "Hệ thống đang bận hoặc đang bảo trì. Xin thử lại sau ít phút.",
        414 => "Địa chỉ hoặc câu tìm quá dài. Xin dùng câu ngắn hơn.",
        400 | 405 | 431 => "Yêu cầu chưa đúng. Xin kiểm tra lại địa chỉ.",
        413 => "Nội dung gửi lên quá lớn.",
        _ => "Hệ thống gặp lỗi. Xin thử lại sau ít phút.",
    };
    format!(
        "<!doctype html><html lang=\"vi\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><title>{words}</title></head><body><main><h1>{words}</h1></main></body></html>"
    )
}

fn finish(status: StatusCode, body: String) -> Response {
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static("text/html; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for (name, value) in crate::headers::public() {
        headers.insert(name, value);
    }
    response
}
