//! What a cached page is found by: the site and the canonical address, hashed once.

use std::borrow::Cow;
use std::hash::{BuildHasher, Hash, Hasher};
use std::sync::Arc;

use quick_cache::Equivalent;

/// An owned key, as the cache stores it.
#[derive(Debug, Clone)]
pub struct PageKey {
    site: i64,
    address: Arc<str>,
    hash: u64,
}

/// A borrowed key, as a request makes it: no allocation, hashed once for every later use.
#[derive(Debug, Clone, Copy)]
pub struct KeyRef<'a> {
    site: i64,
    address: &'a str,
    hash: u64,
}

impl<'a> KeyRef<'a> {
    pub(super) fn new(site: i64, address: &'a str, seed: &impl BuildHasher) -> Self {
        Self { site, address, hash: seed.hash_one((site, address)) }
    }

    /// The id of the site.
    pub fn site(&self) -> i64 {
        self.site
    }

    /// The same key with its own text.
    pub fn to_key(&self) -> PageKey {
        PageKey { site: self.site, address: Arc::from(self.address), hash: self.hash }
    }
}

impl PageKey {
    /// The id of the site.
    pub fn site(&self) -> i64 {
        self.site
    }

    /// The canonical path and query.
    pub fn address(&self) -> &str {
        &self.address
    }
}

impl PartialEq for PageKey {
    fn eq(&self, other: &Self) -> bool {
        self.hash == other.hash && self.site == other.site && self.address == other.address
    }
}

impl Eq for PageKey {}

impl Hash for PageKey {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

impl Hash for KeyRef<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        state.write_u64(self.hash);
    }
}

impl Equivalent<PageKey> for KeyRef<'_> {
    fn equivalent(&self, key: &PageKey) -> bool {
        self.hash == key.hash && self.site == key.site && *self.address == *key.address
    }
}

/// Hands through the hash a key already carries.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Hashed(u64);

/// Makes [`Hashed`]. Keys are hashed with a secret seed when they are made, so that nobody can
/// send addresses chosen to collide.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct AlreadyHashed;

impl BuildHasher for AlreadyHashed {
    type Hasher = Hashed;

    fn build_hasher(&self) -> Hashed {
        Hashed(0)
    }
}

impl Hasher for Hashed {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(*byte);
        }
    }

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

/// The address under which a page is cached: the path, and of the query only the parameters named
/// in `allowed`, sorted by name. Advertising marks and invented parameters thus share one entry and
/// cannot flood the cache. Values are kept as they were sent; repeated names keep their order.
pub fn canonical_address<'a>(path_and_query: &'a str, allowed: &[&str]) -> Cow<'a, str> {
    let Some((path, query)) = path_and_query.split_once('?') else {
        return Cow::Borrowed(path_and_query);
    };
    let mut kept: Vec<(&str, &str)> = query
        .split('&')
        .map(|part| (part.split_once('=').map_or(part, |(name, _)| name), part))
        .filter(|(name, _)| allowed.contains(name))
        .collect();
    if kept.is_empty() {
        return Cow::Borrowed(path);
    }
    kept.sort_by_key(|(name, _)| *name);
    let mut address = String::with_capacity(path_and_query.len());
    address.push_str(path);
    for (nth, (_, part)) in kept.iter().enumerate() {
        address.push(if nth == 0 { '?' } else { '&' });
        address.push_str(part);
    }
    Cow::Owned(address)
}
