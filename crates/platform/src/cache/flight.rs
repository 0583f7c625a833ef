//! Single flight: identical misses at the same time wait for one rendering.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::watch;

use super::entry::CachedPage;
use super::key::PageKey;

/// How a rendering ended, as everyone who waited for it learns.
#[derive(Debug, Clone)]
pub(super) enum Landing {
    /// A page for all.
    Page(Arc<CachedPage>),
    /// An answer for the one who asked first, and nobody else's business.
    Personal,
    /// The database did not answer.
    Unavailable,
    /// The rendering panicked.
    Broken,
}

/// A flight belongs to an epoch: who asks after a change must not be given a page whose rendering
/// began before it.
type Route = (PageKey, u64);

/// The renderings under way.
#[derive(Debug, Default)]
pub(super) struct Flights {
    open: Mutex<HashMap<Route, watch::Receiver<Option<Landing>>>>,
}

/// What to do about a miss.
pub(super) enum Boarding {
    /// Render; everyone else waits for this.
    Pilot(Flight, Arrival),
    /// Somebody renders already.
    Passenger(Arrival),
    /// It was rendered a moment ago.
    Landed(Arc<CachedPage>),
}

/// The duty to render. Dropping it without landing, as a panic does, frees all who wait.
pub(super) struct Flight {
    flights: Arc<Flights>,
    route: Route,
    tell: watch::Sender<Option<Landing>>,
}

/// The end of a rendering, to be awaited.
pub(super) struct Arrival(watch::Receiver<Option<Landing>>);

impl Flights {
    /// Joins the rendering of a key or opens one. `look` searches the cache once more under the
    /// lock, for a flight that landed since the caller missed.
    pub fn board(
        self: &Arc<Self>,
        key: PageKey,
        epoch: u64,
        look: impl FnOnce() -> Option<Arc<CachedPage>>,
    ) -> Boarding {
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        let route = (key, epoch);
        if let Some(arrival) = open.get(&route) {
            return Boarding::Passenger(Arrival(arrival.clone()));
        }
        if let Some(page) = look() {
            return Boarding::Landed(page);
        }
        let (tell, arrival) = watch::channel(None);
        open.insert(route.clone(), arrival.clone());
        Boarding::Pilot(Flight { flights: Arc::clone(self), route, tell }, Arrival(arrival))
    }

    #[cfg(test)]
    pub fn count(&self) -> usize {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).len()
    }
}

impl Flight {
    /// Tells everyone. What is to be found in the cache must be there before.
    pub fn land(self, landing: Landing) {
        self.tell.send_replace(Some(landing));
    }
}

impl Drop for Flight {
    fn drop(&mut self) {
        self.flights.open.lock().unwrap_or_else(PoisonError::into_inner).remove(&self.route);
    }
}

impl Arrival {
    pub async fn wait(mut self) -> Landing {
        match self.0.wait_for(Option::is_some).await {
            Ok(landing) => landing.clone().unwrap_or(Landing::Broken),
            Err(_) => Landing::Broken,
        }
    }
}
