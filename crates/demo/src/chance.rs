//! A small seeded source of chance (SplitMix64), so that the same commune always gets the same demo.

use std::cell::Cell;

/// A deterministic stream of choices. Not for secrets. Drawing takes
/// `&self`, so that one stream can serve nested calls.
#[derive(Debug, Clone)]
pub(crate) struct Chance(Cell<u64>);

impl Chance {
    /// A stream that depends on the seed only.
    pub(crate) fn new(seed: u64) -> Self {
        Self(Cell::new(seed ^ 0x9e37_79b9_7f4a_7c15))
    }

    /// A stream named by words, for example the unit's code and the item's key (FNV-1a over both).
    pub(crate) fn named(words: &[&str]) -> Self {
        let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
        for word in words {
            for byte in word.bytes().chain([0xff]) {
                hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        Self(Cell::new(hash))
    }

    /// The next 64 bits (SplitMix64, Steele, Lea and Flood 2014).
    pub(crate) fn next(&self) -> u64 {
        let mut z = self.0.get().wrapping_add(0x9e37_79b9_7f4a_7c15);
        self.0.set(z);
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number in 0.0..1.0.
    pub(crate) fn unit(&self) -> f32 {
        (self.next() >> 40) as f32 / (1u64 << 24) as f32
    }

    /// A number between two bounds.
    pub(crate) fn between(&self, low: f32, high: f32) -> f32 {
        low + (high - low) * self.unit()
    }

    /// A whole number, both bounds included; the lower one if they are out of order.
    pub(crate) fn whole(&self, low: i64, high: i64) -> i64 {
        let span = u64::try_from(high - low).unwrap_or(0) + 1;
        low + i64::try_from(self.next() % span).unwrap_or(0)
    }

    /// An index below `len`; 0 for an empty list.
    pub(crate) fn index(&self, len: usize) -> usize {
        if len == 0 { 0 } else { (self.next() % len as u64) as usize }
    }

    /// One of the items; the list must not be empty.
    pub(crate) fn pick<'a, T>(&self, items: &'a [T]) -> &'a T {
        &items[self.index(items.len())]
    }

    /// The items in another order.
    pub(crate) fn shuffle<T>(&self, items: &mut [T]) {
        for last in (1..items.len()).rev() {
            items.swap(last, self.index(last + 1));
        }
    }
}
