//! Epochs: one counter per site; raising it makes every cached page of the site old at once.

use std::collections::HashMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, PoisonError, RwLock};

/// The counters of all sites. A page remembers the epoch in which its rendering began and is
/// fresh only while that epoch lasts, so invalidation is one addition and never a scan.
#[derive(Debug, Default)]
pub struct Epochs {
    all: Arc<AtomicU64>,
    sites: RwLock<HashMap<i64, Arc<AtomicU64>>>,
}

/// One site's epoch. Cheap to clone; a holder reads the current value without any lookup.
#[derive(Debug, Clone)]
pub struct SiteEpoch {
    own: Arc<AtomicU64>,
    all: Arc<AtomicU64>,
}

impl Epochs {
    /// The epoch of a site, begun at zero when the site was not known yet.
    pub fn of(&self, site: i64) -> SiteEpoch {
        let known =
            self.sites.read().unwrap_or_else(PoisonError::into_inner).get(&site).map(Arc::clone);
        let own = known.unwrap_or_else(|| {
            let mut sites = self.sites.write().unwrap_or_else(PoisonError::into_inner);
            Arc::clone(sites.entry(site).or_default())
        });
        SiteEpoch { own, all: Arc::clone(&self.all) }
    }

    /// Makes every page of one site old. Call it after the change is committed.
    pub fn bump(&self, site: i64) {
        self.of(site).own.fetch_add(1, Ordering::Release);
    }

    /// Makes every page of every site old, for instance after a theme or a word was changed.
    pub fn bump_all(&self) {
        self.all.fetch_add(1, Ordering::Release);
    }
}

impl SiteEpoch {
    /// The current epoch. Both counters only grow, so their sum stands still only while both do.
    #[inline]
    pub fn current(&self) -> u64 {
        self.own.load(Ordering::Acquire).wrapping_add(self.all.load(Ordering::Acquire))
    }
}
