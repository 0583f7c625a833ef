//! The page cache of the public sites: rendered pages in the forms browsers take, fresh by epoch.
//!
//! A page is found by site and canonical address. It is rendered once however many ask at the same
//! time, is old as soon as its site's epoch was raised, and stays at hand after that for the case
//! that the database does not answer. It holds public pages only: whoever renders decides with
//! [`Rendered`] what may be shared.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::response::Response;
use http::{HeaderMap, Method};
use tokio::sync::oneshot;

pub use accept::{Accepted, Made};
pub use compress::{Effort, Encoding, decode, encode};
pub use counters::{FrontCounters, FrontFigures};
pub use entry::{Answer, CachedPage, Page, STALE};
pub use epoch::{Epochs, SiteEpoch};
pub use key::{KeyRef, PageKey, canonical_address};

use entry::Birth;
use flight::{Boarding, Flights, Landing};
use shelf::Shelf;

mod accept;
mod compress;
mod conditional;
mod counters;
mod entry;
mod epoch;
mod flight;
mod key;
mod shelf;
#[cfg(test)]
mod tests;

/// How much the cache may hold and how long a rendering may take.
#[derive(Debug, Clone, Copy)]
pub struct CacheLimits {
    /// Memory for pages, bytes.
    pub capacity_bytes: u64,
    /// After this long a rendering counts as unavailable.
    pub render_time_max: Duration,
}

impl Default for CacheLimits {
    fn default() -> Self {
        Self { capacity_bytes: 128 * 1024 * 1024, render_time_max: Duration::from_secs(20) }
    }
}

/// What a renderer says.
#[derive(Debug)]
pub enum Rendered {
    /// A page everyone may see.
    Page(Page),
    /// An answer for this asker alone: a redirect, an error, anything that must not be shared.
    Uncacheable(Response),
    /// The database is not answering.
    Unavailable,
}

/// What [`PageCache::get_or_render`] found.
#[derive(Debug)]
pub enum Served {
    /// A fresh page.
    Page(Arc<CachedPage>),
    /// The last known page; nothing newer can be had.
    Stale(Arc<CachedPage>),
    /// The renderer's answer for this asker.
    Own(Response),
    /// The database is not answering and no older page is known.
    Unavailable,
    /// The rendering panicked.
    Broken,
}

impl Served {
    /// The answer to GET or HEAD; `None` where the caller must show its own page for
    /// [`Unavailable`](Served::Unavailable) (503) or [`Broken`](Served::Broken) (500).
    pub async fn into_response(self, method: &Method, headers: &HeaderMap) -> Option<Response> {
        match self {
            Self::Page(page) => Some(page.complete(method, headers).await.map(Body::from)),
            Self::Stale(page) => Some(page.complete_stale(method, headers).await.map(Body::from)),
            Self::Own(response) => Some(response),
            Self::Unavailable | Self::Broken => None,
        }
    }
}

/// The cache.
#[derive(Debug)]
pub struct PageCache {
    shelf: Arc<Shelf>,
    flights: Arc<Flights>,
    epochs: Arc<Epochs>,
    counters: Arc<FrontCounters>,
    seed: quick_cache::DefaultHashBuilder,
    render_time_max: Duration,
}

impl PageCache {
    /// An empty cache that reads freshness from `epochs`.
    pub fn new(limits: CacheLimits, epochs: Arc<Epochs>, counters: Arc<FrontCounters>) -> Self {
        Self {
            shelf: Arc::new(Shelf::new(limits.capacity_bytes)),
            flights: Arc::default(),
            epochs,
            counters,
            seed: quick_cache::DefaultHashBuilder::default(),
            render_time_max: limits.render_time_max,
        }
    }

    /// The key of a page. The address is best made by [`canonical_address`]; the language is part of
    /// the path.
    #[inline]
    pub fn key<'a>(&self, site: i64, address: &'a str) -> KeyRef<'a> {
        KeyRef::new(site, address, &self.seed)
    }

    /// A fresh page, or nothing. This is the hot path: one hash table, no allocation, and `now_ms`
    /// (milliseconds since 1970) is asked only for pages that expire.
    #[inline]
    pub fn find(&self, key: &KeyRef<'_>, now_ms: impl FnOnce() -> i64) -> Option<Arc<CachedPage>> {
        self.shelf.get(key).filter(|page| page.is_fresh(now_ms))
    }

    /// A fresh page, rendered if need be. Among identical concurrent misses one renders, in a task
    /// of its own that outlives whoever asked. `now_ms` is the time of the request, milliseconds
    /// since 1970; `accepted` decides which form is made first.
    pub async fn get_or_render<F, R>(
        &self,
        key: &KeyRef<'_>,
        accepted: Accepted,
        now_ms: i64,
        render: F,
    ) -> Served
    where
        F: FnOnce() -> R + Send + 'static,
        R: Future<Output = Rendered> + Send + 'static,
    {
        if let Some(page) = self.find(key, || now_ms) {
            return Served::Page(page);
        }
        self.counters.slow().miss();
        // Read before anything is loaded: a change during the rendering makes the page old.
        let epoch = self.epochs.of(key.site());
        let born = epoch.current();
        let rendering = Rendering {
            birth: Birth { key: key.to_key(), home: Arc::downgrade(&self.shelf), epoch, born },
            accepted,
            shelf: Arc::clone(&self.shelf),
            counters: Arc::clone(&self.counters),
            time_max: self.render_time_max,
        };
        let look = || self.find(key, || now_ms);
        let landing = match self.flights.board(key.to_key(), born, look) {
            Boarding::Landed(page) => return Served::Page(page),
            Boarding::Passenger(arrival) => match arrival.wait().await {
                Landing::Personal => {
                    // What the first asker got is not ours to see.
                    let (landing, own) = rendering.run(render()).await;
                    if let Some(response) = own {
                        return Served::Own(response);
                    }
                    landing
                }
                landing => landing,
            },
            Boarding::Pilot(flight, arrival) => {
                let (give, take) = oneshot::channel();
                tokio::spawn(async move {
                    let (landing, own) = rendering.run(render()).await;
                    if let Some(response) = own {
                        // The asker may have left; then nobody gets it.
                        drop(give.send(response));
                    }
                    flight.land(landing);
                });
                match arrival.wait().await {
                    Landing::Personal => match take.await {
                        Ok(response) => return Served::Own(response),
                        Err(_) => Landing::Broken,
                    },
                    landing => landing,
                }
            }
        };
        self.serve(key, landing)
    }

    fn serve(&self, key: &KeyRef<'_>, landing: Landing) -> Served {
        match landing {
            Landing::Page(page) => Served::Page(page),
            Landing::Unavailable => match self.shelf.get(key) {
                Some(page) => {
                    self.counters.slow().stale();
                    Served::Stale(page)
                }
                None => Served::Unavailable,
            },
            Landing::Personal | Landing::Broken => Served::Broken,
        }
    }

    /// Forgets one page altogether, so that not even a failing database brings it back: for what was
    /// published by mistake. Raise the site's epoch first.
    pub fn forget(&self, key: &KeyRef<'_>) {
        self.shelf.remove(key);
    }

    /// Forgets all pages of a site. This looks at every entry: for suspending a site, not for
    /// changes. Raise the site's epoch first.
    pub fn forget_site(&self, site: i64) {
        self.shelf.remove_site(site);
    }

    /// What the pages weigh at the moment, bytes.
    pub fn weight_bytes(&self) -> u64 {
        self.shelf.weight()
    }

    /// How many pages are held, old ones included.
    pub fn page_count(&self) -> usize {
        self.shelf.len()
    }
}

/// One rendering and what it needs to end in the cache.
struct Rendering {
    birth: Birth,
    accepted: Accepted,
    shelf: Arc<Shelf>,
    counters: Arc<FrontCounters>,
    time_max: Duration,
}

impl Rendering {
    async fn run(self, render: impl Future<Output = Rendered>) -> (Landing, Option<Response>) {
        self.counters.slow().render();
        match tokio::time::timeout(self.time_max, render).await {
            Ok(Rendered::Page(page)) => {
                let page = Arc::new(CachedPage::new(page, &self.accepted, self.birth));
                self.shelf.put(&page);
                (Landing::Page(page), None)
            }
            Ok(Rendered::Uncacheable(response)) => (Landing::Personal, Some(response)),
            Ok(Rendered::Unavailable) => (Landing::Unavailable, None),
            Err(_) => {
                let address = self.birth.key.address();
                tracing::error!(site = self.birth.key.site(), address, "a rendering took too long");
                (Landing::Unavailable, None)
            }
        }
    }
}
