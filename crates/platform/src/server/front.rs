//! One request at the front: a hit is answered here, all else goes to the router's runtime.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};

use axum::Router;
use axum::body::Body as RouterBody;
use axum::response::Response as RouterResponse;
use http::header::ALLOW;
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use hyper::body::Incoming;
use hyper::service::Service;
use tokio::runtime::Handle;
use tower::ServiceExt as _;
use tower_http::timeout::TimeoutBody;

use super::body::FrontBody;
use super::client::TrustedProxies;
use super::host::request_host;
use super::{FrontLimits, Lookup};
use crate::cache::{Answer, CachedPage, FrontCounters};

/// What a lookup says about a request.
#[derive(Debug)]
pub enum Found {
    /// A fresh page is in the cache.
    Hit(Arc<CachedPage>),
    /// The router must see to it.
    NotCacheable,
}

/// Draws the page for a status the front itself answers with: 400, 405, 500 and 503.
pub type Fallback = Arc<dyn Fn(StatusCode) -> RouterResponse + Send + Sync>;

/// What all front threads share.
pub(super) struct Shared {
    pub lookup: Arc<dyn Lookup>,
    pub router: Router,
    pub handle: Handle,
    pub fallback: Fallback,
    pub proxies: TrustedProxies,
    pub limits: FrontLimits,
    pub counters: Arc<FrontCounters>,
}

/// One connection's service.
pub(super) struct Front {
    pub shared: Arc<Shared>,
    pub thread: usize,
    pub peer: SocketAddr,
}

/// An answer at once, or one that is being made elsewhere.
pub(super) enum Answering {
    Ready(Option<Response<FrontBody>>),
    Elsewhere(Pin<Box<dyn Future<Output = Response<FrontBody>> + Send>>),
}

impl Future for Answering {
    type Output = Result<Response<FrontBody>, Infallible>;

    #[inline]
    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        match self.get_mut() {
            Self::Ready(response) => match response.take() {
                Some(response) => Poll::Ready(Ok(response)),
                // hyper never asks twice.
                None => Poll::Pending,
            },
            Self::Elsewhere(making) => making.as_mut().poll(context).map(Ok),
        }
    }
}

impl Service<Request<Incoming>> for Front {
    type Response = Response<FrontBody>;
    type Error = Infallible;
    type Future = Answering;

    #[inline]
    fn call(&self, request: Request<Incoming>) -> Answering {
        let (head, body) = request.into_parts();
        let Some(host) = request_host(&head) else {
            return self.refuse(StatusCode::BAD_REQUEST);
        };
        if head.method == Method::GET || head.method == Method::HEAD {
            let address = head.uri.path_and_query().map_or("/", |address| address.as_str());
            if let Found::Hit(page) = self.shared.lookup.find(&host, address, &head.headers) {
                return match page.answer(&head.method, &head.headers) {
                    Answer::Ready(response) => self.hit(response.map(FrontBody::Whole)),
                    Answer::Ripe(response) => {
                        self.shared.handle.spawn(async move { page.refine().await });
                        self.hit(response.map(FrontBody::Whole))
                    }
                    Answer::Later => self.completed(page, head.method, head.headers),
                };
            }
        } else if head.method == Method::CONNECT || head.method == Method::TRACE {
            return self.refuse(StatusCode::METHOD_NOT_ALLOWED);
        }
        drop(host);
        self.dispatch(Request::from_parts(head, body))
    }
}

impl Front {
    #[inline]
    fn hit(&self, response: Response<FrontBody>) -> Answering {
        let lane = self.shared.counters.lane(self.thread);
        lane.hit();
        if response.status() == StatusCode::NOT_MODIFIED {
            lane.not_modified();
        }
        lane.answered(response.status());
        Answering::Ready(Some(response))
    }

    /// A hit in a form that does not exist yet: coding takes a millisecond, which the other
    /// connections of this thread shall not wait for.
    fn completed(&self, page: Arc<CachedPage>, method: Method, headers: HeaderMap) -> Answering {
        let (shared, thread) = (Arc::clone(&self.shared), self.thread);
        Answering::Elsewhere(Box::pin(async move {
            let making = shared.handle.spawn(async move { page.complete(&method, &headers).await });
            let response = match making.await {
                Ok(response) => response.map(FrontBody::Whole),
                Err(_) => {
                    (shared.fallback)(StatusCode::INTERNAL_SERVER_ERROR).map(FrontBody::Streamed)
                }
            };
            let lane = shared.counters.lane(thread);
            lane.hit();
            lane.answered(response.status());
            response
        }))
    }

    /// Runs the router in a task of its own on the main runtime. A handler that panics costs its
    /// own request a 500; a client that leaves does not stop a handler half-way.
    fn dispatch(&self, request: Request<Incoming>) -> Answering {
        let (shared, thread) = (Arc::clone(&self.shared), self.thread);
        let client = shared.proxies.client(self.peer, request.headers());
        let stall_max = shared.limits.body_stall_max;
        let mut request = request.map(|body| RouterBody::new(TimeoutBody::new(stall_max, body)));
        request.extensions_mut().insert(client);
        Answering::Elsewhere(Box::pin(async move {
            let routing = shared.handle.spawn(shared.router.clone().oneshot(request));
            let response = match routing.await {
                Ok(Ok(response)) => response,
                Ok(Err(never)) => match never {},
                Err(fault) if fault.is_panic() => {
                    tracing::error!(%fault, "a request panicked");
                    (shared.fallback)(StatusCode::INTERNAL_SERVER_ERROR)
                }
                Err(_) => (shared.fallback)(StatusCode::SERVICE_UNAVAILABLE),
            };
            shared.counters.lane(thread).answered(response.status());
            response.map(FrontBody::Streamed)
        }))
    }

    fn refuse(&self, status: StatusCode) -> Answering {
        let mut response = (self.shared.fallback)(status);
        *response.status_mut() = status;
        if status == StatusCode::METHOD_NOT_ALLOWED {
            let allowed = HeaderValue::from_static("GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS");
            response.headers_mut().insert(ALLOW, allowed);
        }
        self.shared.counters.lane(self.thread).answered(status);
        Answering::Ready(Some(response.map(FrontBody::Streamed)))
    }
}

/// A fallback for where no better one is at hand: the status in words, as plain text.
pub fn plain_fallback() -> Fallback {
    Arc::new(|status| {
        let mut response = RouterResponse::new(RouterBody::from(status.to_string()));
        *response.status_mut() = status;
        let plain = HeaderValue::from_static("text/plain; charset=utf-8");
        response.headers_mut().insert(http::header::CONTENT_TYPE, plain);
        response
    })
}
