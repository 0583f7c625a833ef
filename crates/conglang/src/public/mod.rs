//! What citizens read: every public address of every site.
//!
//! A hit is answered by the front before this code is reached. A miss comes here: host → scope → place
//! → view → template → cache. Nothing here sets a cookie or knows who reads.

mod category;
mod entry_page;
mod feed;
mod files;
mod home;
mod items;
mod pager;
pub(crate) mod place;
mod refusal;
mod search;
mod search_facets;
mod search_places;
mod search_results;
mod site_map;
mod suggest;

use std::sync::Arc;

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use conglang_house::frame::{Crumb, Feed, LanguageLink, PageHead, SiteFrame};
use conglang_house::hosts::HostedSite;
use conglang_house::scope::SiteScope;
use conglang_house::web::Web;
use conglang_kernel::{Language, Moment};
use conglang_platform::cache::{Accepted, Page, Rendered, Served, canonical_address};
use conglang_platform::fault::Fault;
use conglang_platform::server::request_host;
use http::request::Parts;
use http::{HeaderValue, Method, Request, StatusCode, header};
use minijinja::value::Serde;
use minijinja::{Value, context};

pub use entry_page::{Preview, preview};
pub use files::asset_response;
pub use place::Place;
pub use refusal::{Refusal, plain_page};

use crate::slices;

/// Query parameters that make a page another page; all others are forgotten before the cache.
pub const CACHED_PARAMETERS: &[&str] = &["cq", "dv", "loai", "muc", "nam", "p", "q", "xa", "xep"];

/// The longest address that is looked at, in bytes.
const ADDRESS_BYTES_MAX: usize = 2048;

/// Browsers ask again each time; the answer is usually "not modified".
const CACHE_CONTROL: &str = "public, max-age=0, must-revalidate";

/// One public request, understood.
pub struct Visit {
    /// The program's state.
    pub web: Arc<Web>,
    /// The site the host named.
    pub scope: SiteScope,
    /// Its frame.
    pub frame: Arc<SiteFrame>,
    /// The query, as it was sent.
    pub query: String,
    /// The path, as it was sent.
    pub path: String,
    /// The time of the request.
    pub now: Moment,
}

/// A rendered page, before it goes to the cache.
pub struct View {
    status: StatusCode,
    media_type: &'static str,
    body: String,
    expires_at: Option<Moment>,
}

impl View {
    /// A page of HTML.
    pub fn html(body: String) -> Self {
        Self {
            status: StatusCode::OK,
            media_type: "text/html; charset=utf-8",
            body,
            expires_at: None,
        }
    }

    /// Anything else.
    pub fn of(media_type: &'static str, body: String) -> Self {
        Self { media_type, ..Self::html(body) }
    }

    /// Must be rendered again by then, even if nothing changes.
    #[must_use]
    pub fn until(mut self, at: Option<Moment>) -> Self {
        self.expires_at = at;
        self
    }

    /// Must be rendered again so soon, even if nothing changes here.
    #[must_use]
    pub fn within_seconds(mut self, now: Moment, seconds: i64) -> Self {
        let at = Moment(now.0 + seconds * 1000);
        self.expires_at = Some(self.expires_at.map_or(at, |other| other.min(at)));
        self
    }

    /// An answer that no cache keeps.
    fn into_response(self) -> Response {
        let headers = [
            (header::CONTENT_TYPE, HeaderValue::from_static(self.media_type)),
            (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        ];
        let mut response = (self.status, headers, self.body).into_response();
        response.headers_mut().extend(crate::headers::public());
        response
    }

    fn into_page(self) -> Page {
        Page {
            status: self.status,
            content_type: HeaderValue::from_static(self.media_type),
            cache_control: HeaderValue::from_static(CACHE_CONTROL),
            last_modified_ms: None,
            expires_at_ms: self.expires_at.map(|at| at.0),
            headers: crate::headers::public(),
            body: Bytes::from(self.body),
        }
    }
}

/// Answers a request to a public host.
pub async fn answer(web: Arc<Web>, request: Request<Body>) -> Response {
    let (request, _) = request.into_parts();
    let host = request_host(&request).unwrap_or_default().into_owned();
    let Some(hosted) = web.hosts.find(&host) else {
        return refusal::unknown_host(&web);
    };
    if !hosted.is_canonical {
        let rest = request.uri.path_and_query().map_or("/", |rest| rest.as_str());
        return redirect(&format!("{}{rest}", web.config.origin(&hosted.canonical)));
    }
    match serve(&web, &hosted, &request).await {
        Ok(response) => response,
        Err(Refusal::NotFound) => {
            let refusal = refusal::moved_or_missing(&web, &hosted, &request).await;
            refusal::render(&web, &hosted, &request, refusal).await
        }
        Err(refusal) => refusal::render(&web, &hosted, &request, refusal).await,
    }
}

async fn serve(web: &Arc<Web>, hosted: &HostedSite, request: &Parts) -> Result<Response, Refusal> {
    let path = request.uri.path();
    if request.uri.path_and_query().map_or(0, |whole| whole.as_str().len()) > ADDRESS_BYTES_MAX {
        return Err(Refusal::AddressTooLong);
    }
    if path.starts_with(conglang_platform::pages::ASSET_PREFIX) {
        return asset_response(web, request);
    }
    if path == "/quan-tri" || path.starts_with("/quan-tri/") {
        return Ok(redirect(&format!("{}/", web.config.origin(&web.hosts.desk()))));
    }
    if !matches!(request.method, Method::GET | Method::HEAD) {
        return Err(Refusal::WrongMethod);
    }
    if !hosted.state.is_public() {
        return Err(Refusal::Closed);
    }
    let (language, place) = place::read(path)?;
    if let Place::File { hash } = &place {
        return files::serve(web, hosted.scope(), hash, request).await;
    }
    let whole = request.uri.path_and_query().map_or("/", |whole| whole.as_str());
    let address = canonical_address(whole, CACHED_PARAMETERS).into_owned();
    let key = web.cache.key(hosted.site.0, &address);
    let now = web.clock.now();
    let query = address.split_once('?').map(|(_, query)| query.to_owned()).unwrap_or_default();
    let render = {
        let web = web.clone();
        let scope = hosted.scope();
        let path = path.to_owned();
        move || async move { render(web, scope, language, place, path, query, now).await }
    };
    let accepted = Accepted::of(&request.headers);
    match web.cache.get_or_render(&key, accepted, now.0, render).await {
        Served::Unavailable => Err(Refusal::Unavailable),
        Served::Broken => Err(Fault::new("rendering a page panicked").into()),
        Served::Own(mut response) => match response.extensions_mut().remove::<Refusal>() {
            Some(refusal) => Err(refusal),
            None => Ok(response),
        },
        served => served
            .into_response(&request.method, &request.headers)
            .await
            .ok_or(Refusal::Unavailable),
    }
}

async fn render(
    web: Arc<Web>,
    scope: SiteScope,
    language: Language,
    place: Place,
    path: String,
    query: String,
    now: Moment,
) -> Rendered {
    // Every letter typed would be a page of its own in the cache.
    let is_kept = place != Place::Suggestions;
    let result = async {
        let frame = web.frames.get(&web, scope, language).await?.ok_or(Refusal::NotFound)?;
        if !frame.languages.contains(&language) {
            return Err(Refusal::NotFound);
        }
        let visit = Visit { web, scope, frame, query, path, now };
        match place {
            Place::Home => home::show(&visit).await,
            Place::Category { slug } => category::show(&visit, &slug).await,
            Place::CategoryFeed { slug } => feed::of_category(&visit, &slug).await,
            Place::Entry { id } => entry_page::show(&visit, id).await,
            Place::Search => search::show(&visit).await,
            Place::SearchFeed => search::feed(&visit).await,
            Place::Suggestions => suggest::show(&visit).await,
            Place::SearchDescription => suggest::describe(&visit),
            Place::SiteMap => site_map::show(&visit).await,
            Place::Feed => feed::of_site(&visit).await,
            Place::SitemapXml => site_map::xml(&visit).await,
            Place::Robots => site_map::robots(&visit),
            Place::File { .. } => Err(Refusal::NotFound),
        }
    }
    .await;
    match result {
        Ok(view) if !is_kept => Rendered::Uncacheable(view.into_response()),
        Ok(view) => Rendered::Page(view.into_page()),
        Err(Refusal::Unavailable) => Rendered::Unavailable,
        Err(Refusal::MovedTo(address)) => Rendered::Uncacheable(redirect(&address)),
        Err(refusal) => {
            let mut response = StatusCode::INTERNAL_SERVER_ERROR.into_response();
            response.extensions_mut().insert(refusal);
            Rendered::Uncacheable(response)
        }
    }
}

/// A permanent redirect.
pub fn redirect(address: &str) -> Response {
    let location = HeaderValue::from_str(address).unwrap_or(HeaderValue::from_static("/"));
    (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, location)]).into_response()
}

impl Visit {
    /// A head with what most pages say.
    pub fn head(&self, title: impl Into<String>, path: &str) -> PageHead {
        PageHead {
            title: title.into(),
            description: None,
            lang: self.frame.language.as_str(),
            canonical: Some(self.frame.absolute(path)),
            robots: (!self.frame.state.is_indexed()).then_some("noindex"),
            alternates: Vec::new(),
            languages: self
                .frame
                .languages
                .iter()
                .map(|language| LanguageLink {
                    lang: language.as_str(),
                    name: language.own_name(),
                    url: format!("{}/", language.prefix()),
                    current: *language == self.frame.language,
                })
                .collect(),
            og_type: "website",
            og_image: None,
            feeds: vec![Feed {
                mime: "application/rss+xml",
                title: self.frame.full_name.clone(),
                url: format!("{}/rss.xml", self.frame.prefix()),
            }],
            json_ld: None,
            updated_at: None,
            here: path.to_owned(),
        }
    }

    /// Words in the page's language.
    pub fn say(&self, key: &str) -> String {
        self.web.pages.words().say(self.frame.language, key, &[])
    }

    /// The first step of every breadcrumb.
    pub fn home_crumb(&self) -> Crumb {
        Crumb { title: self.say("frame-home"), url: Some(format!("{}/", self.frame.prefix())) }
    }

    /// The value of a query parameter, decoded.
    pub fn parameter(&self, name: &str) -> Option<String> {
        let form = conglang_platform::form::Form::of_urlencoded(self.query.as_bytes()).ok()?;
        form.filled(name).map(str::to_owned)
    }

    /// Renders a template with the frame around it.
    pub async fn page(
        &self,
        template: &str,
        head: PageHead,
        breadcrumb: Vec<Crumb>,
        own: Value,
    ) -> Result<View, Refusal> {
        let mut connection = self.web.db.read(self.scope.reach()).await?;
        let expiry =
            conglang_house::entry::earliest_expiry(&mut connection, self.scope, self.now).await?;
        let urgent = slices::urgent(&mut connection, self.scope, &self.frame, self.now).await?;
        drop(connection);
        let frame_values = context! {
            page => Value::from(Serde(&head)),
            site => self.frame.value.clone(),
            breadcrumb => Value::from(Serde(&breadcrumb)),
            urgent => Value::from(Serde(&urgent)),
            stale_at => (),
        };
        let body = self.web.pages.render_value(
            template,
            self.frame.language,
            context! { ..own, ..frame_values },
        )?;
        // Deadlines pass at midnight in Viet Nam.
        let midnight = next_midnight(self.now);
        Ok(View::html(body).until(Some(expiry.map_or(midnight, |at| at.min(midnight)))))
    }
}

fn next_midnight(now: Moment) -> Moment {
    let today = vitext::local_time(now.timestamp()).date();
    today
        .tomorrow()
        .ok()
        .and_then(|day| vitext::instant(day.at(0, 0, 0, 0)))
        .map_or(now.plus_days(1), Moment::from)
}
