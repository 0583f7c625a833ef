//! A cached page: its bytes in the forms somebody asked for, and how it answers a request.

use std::fmt::Write as _;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Weak};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use bytes::Bytes;
use http::header::{
    CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, LAST_MODIFIED, VARY,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode};
use tokio::sync::{OnceCell, Semaphore};

use super::accept::{Accepted, Made};
use super::compress::{Effort, Encoding, decode, encode};
use super::conditional::{Validator, unchanged};
use super::epoch::SiteEpoch;
use super::key::PageKey;
use super::shelf::Shelf;

/// Below this many bytes a coding saves less than its headers cost.
const WORTH_CODING_BYTES: usize = 512;
/// What an entry and one form of it take besides their bytes: structs, keys, header lists.
const ENTRY_OVERHEAD_BYTES: u64 = 768;
const FORM_OVERHEAD_BYTES: u64 = 1536;
/// The plain form is kept once it was asked for so many times.
const PLAIN_KEPT_AFTER: u8 = 2;
/// A page is coded as tightly as we can once so many askers would have taken that.
const RIPE_AFTER: u8 = 8;

/// One form is made at a time: a coder needs some megabytes, which its thread keeps for a while.
static CODERS: Semaphore = Semaphore::const_new(1);

/// Marks an answer that is older than it should be, because the database did not answer.
pub const STALE: HeaderName = HeaderName::from_static("x-conglang-stale");

/// What a renderer hands in.
#[derive(Debug, Clone)]
pub struct Page {
    /// The status, usually 200; a cached 404 or 410 is possible.
    pub status: StatusCode,
    /// `Content-Type`.
    pub content_type: HeaderValue,
    /// `Cache-Control` for browsers and intermediaries.
    pub cache_control: HeaderValue,
    /// When the content last changed, milliseconds since 1970; `None` sends no `Last-Modified`.
    pub last_modified_ms: Option<i64>,
    /// When the page must be rendered again even if nothing changed, milliseconds since 1970.
    pub expires_at_ms: Option<i64>,
    /// Further headers, such as `Content-Security-Policy`.
    pub headers: Vec<(HeaderName, HeaderValue)>,
    /// The plain bytes.
    pub body: Bytes,
}

/// One form of a page, ready to send.
#[derive(Debug)]
struct Form {
    headers: HeaderMap,
    body: Bytes,
}

/// A page in the cache. The plain bytes are not kept when a coded form is (a quarter of the size):
/// other codings are made from that form, and so is the plain one for the rare asker who wants it.
#[derive(Debug)]
pub struct CachedPage {
    pub(super) key: PageKey,
    pub(super) home: Weak<Shelf>,
    epoch: SiteEpoch,
    born: u64,
    expires_at_ms: Option<i64>,
    status: StatusCode,
    tag: String,
    common: Box<[(HeaderName, HeaderValue)]>,
    last_modified: Option<HeaderValue>,
    plain_bytes: usize,
    source: Encoding,
    forms: [OnceCell<Form>; 4],
    plain_asked: AtomicU8,
    asked: AtomicU8,
}

/// What [`CachedPage::answer`] can say at once.
#[derive(Debug)]
pub enum Answer {
    /// The whole answer.
    Ready(Response<Bytes>),
    /// The whole answer, of a page that is asked for so often that [`CachedPage::refine`] pays.
    /// Said once of a page.
    Ripe(Response<Bytes>),
    /// The asker wants a form nobody wanted before: await [`CachedPage::complete`] off the hot path.
    Later,
}

/// When and for which key a page was rendered.
#[derive(Debug)]
pub(super) struct Birth {
    pub key: PageKey,
    pub home: Weak<Shelf>,
    pub epoch: SiteEpoch,
    pub born: u64,
}

impl CachedPage {
    /// Takes a rendered page in, coded as its first asker likes it best.
    pub(super) fn new(page: Page, accepted: &Accepted, birth: Birth) -> Self {
        let mut source = Encoding::Identity;
        let mut body = page.body.clone();
        if page.body.len() >= WORTH_CODING_BYTES && is_compressible(&page.content_type) {
            // Plain bytes would be four times the memory, so a plain asker's page is kept coded
            // too, in the coding that is cheapest to make and to undo.
            let wanted = match accepted.choose(Made::default()) {
                Encoding::Identity => Encoding::Zstd,
                coded => coded,
            };
            if let Ok(coded) = encode(&page.body, wanted, Effort::Quick)
                && coded.len() < page.body.len()
            {
                (source, body) = (wanted, coded);
            }
        }
        let tag = tag_of(&page);
        let mut common = page.headers;
        common.push((CONTENT_TYPE, page.content_type));
        common.push((CACHE_CONTROL, page.cache_control));
        if source != Encoding::Identity {
            common.push((VARY, HeaderValue::from_static("accept-encoding")));
        }
        let cached = Self {
            key: birth.key,
            home: birth.home,
            epoch: birth.epoch,
            born: birth.born,
            expires_at_ms: page.expires_at_ms,
            status: page.status,
            tag,
            common: common.into_boxed_slice(),
            last_modified: page.last_modified_ms.and_then(http_date),
            plain_bytes: page.body.len(),
            source,
            forms: [const { OnceCell::const_new() }; 4],
            plain_asked: AtomicU8::new(0),
            asked: AtomicU8::new(0),
        };
        let form = cached.form(source, body);
        // The cell is empty: nobody else has seen the page.
        drop(cached.forms[source.index()].set(form));
        cached
    }

    /// Whether nothing changed on the site since the rendering began, and the page's own time has
    /// not run out. The clock is asked only for pages that have such a time.
    #[inline]
    pub fn is_fresh(&self, now_ms: impl FnOnce() -> i64) -> bool {
        self.is_of_this_epoch() && self.expires_at_ms.is_none_or(|at| now_ms() < at)
    }

    /// Whether nothing changed on the site since the rendering began.
    #[inline]
    pub(super) fn is_of_this_epoch(&self) -> bool {
        self.born == self.epoch.current()
    }

    /// The status the page was rendered with.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// Which forms are kept.
    pub fn made(&self) -> Made {
        let mut made = Made::default();
        for encoding in Encoding::ALL {
            if self.forms[encoding.index()].initialized() {
                made = made.with(encoding);
            }
        }
        made
    }

    /// What the entry takes in memory, bytes.
    pub fn weight(&self) -> u64 {
        let forms: u64 = self
            .forms
            .iter()
            .filter_map(OnceCell::get)
            .map(|form| FORM_OVERHEAD_BYTES + form.body.len() as u64)
            .sum();
        ENTRY_OVERHEAD_BYTES + self.key.address().len() as u64 + forms
    }

    /// Answers GET or HEAD, with 304 where the asker has the page already.
    #[inline]
    pub fn answer(&self, method: &Method, headers: &HeaderMap) -> Answer {
        let accepted = Accepted::of(headers);
        if self.status == StatusCode::OK {
            let validator =
                Validator { tag: &self.tag, last_modified: self.last_modified.as_ref() };
            if let Some(matched) = unchanged(headers, &validator, &accepted) {
                let encoding = matched.unwrap_or_else(|| self.choose(&accepted));
                return Answer::Ready(self.not_modified(encoding));
            }
        }
        let encoding = self.choose(&accepted);
        match self.forms[encoding.index()].get() {
            Some(form) if self.ripens(&accepted) => Answer::Ripe(self.whole(method, form)),
            Some(form) => Answer::Ready(self.whole(method, form)),
            None if encoding == Encoding::Identity => Answer::Ready(self.plain(method)),
            None => Answer::Later,
        }
    }

    /// Answers as [`answer`](Self::answer) does, making the wanted form first when it is missing.
    /// Concurrent askers make it once; an asker who leaves does not stop it for the others.
    pub async fn complete(
        self: &Arc<Self>,
        method: &Method,
        headers: &HeaderMap,
    ) -> Response<Bytes> {
        if let Some(response) = self.at_once(method, headers) {
            return response;
        }
        self.make(self.choose(&Accepted::of(headers))).await;
        // Without a form the encoder failed; the plain bytes can always be had.
        self.at_once(method, headers).unwrap_or_else(|| self.plain(method))
    }

    fn at_once(self: &Arc<Self>, method: &Method, headers: &HeaderMap) -> Option<Response<Bytes>> {
        match self.answer(method, headers) {
            Answer::Ready(response) => Some(response),
            Answer::Ripe(response) => {
                let page = Arc::clone(self);
                tokio::spawn(async move { page.refine().await });
                Some(response)
            }
            Answer::Later => None,
        }
    }

    /// Answers with the page although it is too old: marked, in full, and not to be stored.
    pub async fn complete_stale(
        self: &Arc<Self>,
        method: &Method,
        headers: &HeaderMap,
    ) -> Response<Bytes> {
        let mut unconditional = headers.clone();
        unconditional.remove(http::header::IF_NONE_MATCH);
        unconditional.remove(http::header::IF_MODIFIED_SINCE);
        let mut response = self.complete(method, &unconditional).await;
        let headers = response.headers_mut();
        headers.remove(ETAG);
        headers.remove(LAST_MODIFIED);
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(STALE, HeaderValue::from_static("1"));
        response
    }

    /// Makes the tightest form, which askers get from then on if they take it. Off the hot path.
    pub async fn refine(self: &Arc<Self>) {
        self.make(Encoding::Brotli).await;
    }

    /// Counts an asker who would take the tightest form; true for the one who makes it worth while.
    /// After that nothing is written any more, which threads would have to share.
    #[inline]
    fn ripens(&self, accepted: &Accepted) -> bool {
        self.source != Encoding::Identity
            && self.asked.load(Ordering::Relaxed) < RIPE_AFTER
            && accepted.likes_best(Encoding::Brotli)
            && self.asked.fetch_add(1, Ordering::Relaxed).saturating_add(1) == RIPE_AFTER
    }

    /// Makes one coded form, once however many ask for it.
    async fn make(self: &Arc<Self>, encoding: Encoding) {
        let page = Arc::clone(self);
        let making = tokio::spawn(async move {
            let cell = &page.forms[encoding.index()];
            if cell.initialized() {
                return;
            }
            let made = cell
                .get_or_try_init(|| async {
                    let _permit = CODERS.acquire().await;
                    let source = Arc::clone(&page);
                    let coded = tokio::task::spawn_blocking(move || {
                        source
                            .plain_body()
                            .and_then(|plain| encode(&plain, encoding, Effort::Thorough))
                    });
                    match coded.await {
                        Ok(Ok(body)) => Ok(page.form(encoding, body)),
                        Ok(Err(fault)) => Err(fault.to_string()),
                        Err(fault) => Err(fault.to_string()),
                    }
                })
                .await;
            match made {
                Ok(_) => page.weigh_again(),
                Err(fault) => tracing::error!(%fault, ?encoding, "could not encode a cached page"),
            }
        });
        // A panic in there is already reported by the runtime; the caller falls back to plain.
        drop(making.await);
    }

    fn weigh_again(&self) {
        if let Some(home) = self.home.upgrade() {
            home.weigh_again(self);
        }
    }

    fn choose(&self, accepted: &Accepted) -> Encoding {
        if self.source == Encoding::Identity {
            return Encoding::Identity;
        }
        accepted.choose(self.made())
    }

    fn whole(&self, method: &Method, form: &Form) -> Response<Bytes> {
        let body = if *method == Method::HEAD { Bytes::new() } else { form.body.clone() };
        let mut response = Response::new(body);
        *response.status_mut() = self.status;
        *response.headers_mut() = form.headers.clone();
        response
    }

    /// The plain form, undone from the coded one each time until it has been asked for often enough
    /// to be worth its memory.
    fn plain(&self, method: &Method) -> Response<Bytes> {
        let body = if *method == Method::HEAD {
            Ok(Bytes::new())
        } else {
            let asked = self.plain_asked.fetch_add(1, Ordering::Relaxed).saturating_add(1);
            let plain = self.plain_body();
            if let (PLAIN_KEPT_AFTER, Ok(body)) = (asked, &plain) {
                let form = self.form(Encoding::Identity, body.clone());
                if self.forms[Encoding::Identity.index()].set(form).is_ok() {
                    self.weigh_again();
                }
            }
            plain
        };
        match body {
            Ok(body) => {
                let mut response = Response::new(body);
                *response.status_mut() = self.status;
                *response.headers_mut() = self.headers(Encoding::Identity, self.plain_bytes);
                response
            }
            Err(fault) => {
                tracing::error!(%fault, "a cached page cannot be decoded");
                let mut response = Response::new(Bytes::new());
                *response.status_mut() = StatusCode::INTERNAL_SERVER_ERROR;
                response
            }
        }
    }

    fn plain_body(&self) -> std::io::Result<Bytes> {
        if let Some(form) = self.forms[Encoding::Identity.index()].get() {
            return Ok(form.body.clone());
        }
        match self.forms[self.source.index()].get() {
            Some(form) => decode(&form.body, self.source, self.plain_bytes),
            None => Err(std::io::Error::other("the form a page was kept in is missing")),
        }
    }

    fn not_modified(&self, encoding: Encoding) -> Response<Bytes> {
        let mut response = Response::new(Bytes::new());
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        let headers = response.headers_mut();
        if let Some(tag) = self.entity_tag(encoding) {
            headers.insert(ETAG, tag);
        }
        for (name, value) in &self.common {
            if *name == CACHE_CONTROL || *name == VARY {
                headers.insert(name.clone(), value.clone());
            }
        }
        response
    }

    fn form(&self, encoding: Encoding, body: Bytes) -> Form {
        Form { headers: self.headers(encoding, body.len()), body }
    }

    fn headers(&self, encoding: Encoding, size_bytes: usize) -> HeaderMap {
        let mut headers = HeaderMap::with_capacity(self.common.len() + 4);
        for (name, value) in &self.common {
            headers.append(name.clone(), value.clone());
        }
        if let Some(value) = encoding.header() {
            headers.insert(CONTENT_ENCODING, value);
        }
        if let Some(tag) = self.entity_tag(encoding) {
            headers.insert(ETAG, tag);
        }
        if let Some(value) = &self.last_modified {
            headers.insert(LAST_MODIFIED, value.clone());
        }
        headers.insert(CONTENT_LENGTH, HeaderValue::from(size_bytes));
        headers
    }

    /// Only a page with status 200 is validated by its askers.
    fn entity_tag(&self, encoding: Encoding) -> Option<HeaderValue> {
        if self.status != StatusCode::OK {
            return None;
        }
        let mut text = String::with_capacity(self.tag.len() + 4);
        write!(text, "\"{}{}\"", self.tag, encoding.tag_suffix()).ok()?;
        HeaderValue::try_from(text).ok()
    }
}

/// 96 bits of BLAKE3 over what the asker will see.
fn tag_of(page: &Page) -> String {
    let mut hasher = blake3::Hasher::new();
    hasher.update(page.content_type.as_bytes());
    for (name, value) in &page.headers {
        hasher.update(name.as_str().as_bytes()).update(b":").update(value.as_bytes());
    }
    hasher.update(b"\n").update(&page.body);
    let hash = hasher.finalize();
    URL_SAFE_NO_PAD.encode(&hash.as_bytes()[..12])
}

fn http_date(at_ms: i64) -> Option<HeaderValue> {
    let at = jiff::Timestamp::from_millisecond(at_ms).ok()?;
    let text = jiff::fmt::rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&at).ok()?;
    HeaderValue::try_from(text).ok()
}

/// Pictures, archives and PDF files are compressed already.
fn is_compressible(content_type: &HeaderValue) -> bool {
    let Ok(text) = content_type.to_str() else { return false };
    let essence = text.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    essence.starts_with("text/")
        || essence.ends_with("+xml")
        || essence.ends_with("+json")
        || matches!(
            essence.as_str(),
            "application/json"
                | "application/xml"
                | "application/javascript"
                | "application/manifest+json"
                | "application/x-ndjson"
        )
}
