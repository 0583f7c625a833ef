//! Counters of the reading path: plain atomics, one lane per thread so that lanes never contend.

use std::sync::atomic::{AtomicU64, Ordering};

use http::StatusCode;

/// What the reading path counted since the start. Lane 0 belongs to the slow side (router, cache),
/// the others to the front threads.
#[derive(Debug)]
pub struct FrontCounters {
    lanes: Box<[Lane]>,
}

/// One thread's counters, on cache lines of their own.
#[derive(Debug, Default)]
#[repr(align(128))]
pub(crate) struct Lane {
    hits: AtomicU64,
    misses: AtomicU64,
    stale: AtomicU64,
    not_modified: AtomicU64,
    renders: AtomicU64,
    turned_away: AtomicU64,
    by_class: [AtomicU64; 5],
}

/// Sums over all lanes at one moment.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FrontFigures {
    /// Requests answered from the cache by a front thread, 304 answers included.
    pub hits: u64,
    /// Page requests that found nothing fresh in the cache.
    pub misses: u64,
    /// Old pages served because the database did not answer.
    pub stale: u64,
    /// 304 answers given from the cache.
    pub not_modified: u64,
    /// Pages rendered; misses minus renders were answered by somebody else's rendering.
    pub renders: u64,
    /// Connections turned away because the limit was reached.
    pub turned_away: u64,
    /// Answers by class of status: 1xx, 2xx, 3xx, 4xx, 5xx.
    pub by_class: [u64; 5],
}

impl FrontCounters {
    /// Counters for a number of front threads.
    pub fn new(threads: usize) -> Self {
        Self { lanes: (0..=threads).map(|_| Lane::default()).collect() }
    }

    /// The counters of front thread `thread` (from 0); shared with the slow side when there are
    /// fewer lanes than threads.
    pub(crate) fn lane(&self, thread: usize) -> &Lane {
        self.lanes.get(thread + 1).unwrap_or(&self.lanes[0])
    }

    /// The counters of the slow side.
    pub(crate) fn slow(&self) -> &Lane {
        &self.lanes[0]
    }

    /// The sums, for the metrics page.
    pub fn figures(&self) -> FrontFigures {
        let mut sum = FrontFigures::default();
        for lane in &self.lanes {
            sum.hits += lane.hits.load(Ordering::Relaxed);
            sum.misses += lane.misses.load(Ordering::Relaxed);
            sum.stale += lane.stale.load(Ordering::Relaxed);
            sum.not_modified += lane.not_modified.load(Ordering::Relaxed);
            sum.renders += lane.renders.load(Ordering::Relaxed);
            sum.turned_away += lane.turned_away.load(Ordering::Relaxed);
            for (class, count) in sum.by_class.iter_mut().zip(&lane.by_class) {
                *class += count.load(Ordering::Relaxed);
            }
        }
        sum
    }
}

impl Lane {
    pub(crate) fn hit(&self) {
        self.hits.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn miss(&self) {
        self.misses.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn stale(&self) {
        self.stale.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn render(&self) {
        self.renders.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn turned_away(&self) {
        self.turned_away.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn not_modified(&self) {
        self.not_modified.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn answered(&self, status: StatusCode) {
        let class = usize::from(status.as_u16() / 100).saturating_sub(1);
        if let Some(count) = self.by_class.get(class) {
            count.fetch_add(1, Ordering::Relaxed);
        }
    }
}
