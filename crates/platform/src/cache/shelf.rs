//! Where cached pages stand: a bounded map by weight, and the corrections of that weight.

use std::sync::Arc;

use quick_cache::sync::{Cache, DefaultLifecycle};
use quick_cache::{OptionsBuilder, Weighter};

use super::entry::CachedPage;
use super::key::{AlreadyHashed, KeyRef, PageKey};

/// A page weighs about this much, to guess how many there will be.
const TYPICAL_PAGE_BYTES: u64 = 12 * 1024;
/// A page heavier than a shard's share is never kept, so shards must not become too small.
const SHARD_BYTES_MIN: u64 = 8 * 1024 * 1024;
const SHARDS_MAX: usize = 64;

/// A page together with the weight the cache knows: the page grows when a form is added, but a
/// weight must stand still while the cache holds it.
#[derive(Debug, Clone)]
struct Place {
    page: Arc<CachedPage>,
    weight: u64,
}

#[derive(Debug, Clone, Copy)]
struct ByWeight;

impl Weighter<PageKey, Place> for ByWeight {
    fn weight(&self, _: &PageKey, place: &Place) -> u64 {
        place.weight
    }
}

/// The bounded map.
#[derive(Debug)]
pub(super) struct Shelf {
    places: Cache<PageKey, Place, ByWeight, AlreadyHashed>,
}

impl Shelf {
    pub fn new(capacity_bytes: u64) -> Self {
        let shards = usize::try_from(capacity_bytes / SHARD_BYTES_MIN)
            .map_or(SHARDS_MAX, |n| n.clamp(1, SHARDS_MAX));
        let pages =
            usize::try_from(capacity_bytes / TYPICAL_PAGE_BYTES).unwrap_or(usize::MAX).max(64);
        let mut options = OptionsBuilder::new();
        options.weight_capacity(capacity_bytes).estimated_items_capacity(pages).shards(shards);
        let places = match options.build() {
            Ok(options) => {
                Cache::with_options(options, ByWeight, AlreadyHashed, DefaultLifecycle::default())
            }
            Err(_) => Cache::with(
                pages,
                capacity_bytes,
                ByWeight,
                AlreadyHashed,
                DefaultLifecycle::default(),
            ),
        };
        Self { places }
    }

    #[inline]
    pub fn get(&self, key: &KeyRef<'_>) -> Option<Arc<CachedPage>> {
        self.places.get(key).map(|place| place.page)
    }

    /// Puts a page up, unless its epoch passed while it was rendered: nobody would be served from
    /// it, and after a take-down it must not come back as the last known page.
    pub fn put(&self, page: &Arc<CachedPage>) {
        if page.is_of_this_epoch() {
            let place = Place { page: Arc::clone(page), weight: page.weight() };
            self.places.insert(page.key.clone(), place);
        }
    }

    /// Corrects the weight of a page that got another form.
    pub fn weigh_again(&self, page: &CachedPage) {
        let there = self.places.peek(&page.key);
        if let Some(place) = there.filter(|place| std::ptr::eq(&*place.page, page)) {
            let weight = place.page.weight();
            let corrected = Place { weight, ..place };
            // Gone in between: then there is nothing to correct.
            drop(self.places.replace(page.key.clone(), corrected, true));
        }
    }

    pub fn remove(&self, key: &KeyRef<'_>) {
        self.places.remove(key);
    }

    pub fn remove_site(&self, site: i64) {
        self.places.retain(|key, _| key.site() != site);
    }

    pub fn weight(&self) -> u64 {
        self.places.weight()
    }

    pub fn len(&self) -> usize {
        self.places.len()
    }
}
