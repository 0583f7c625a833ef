//! The one place that asks what time it is, so that tests can travel.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use conglang_kernel::Moment;

/// A clock: the machine's, or one that tests set.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    set: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The machine's clock.
    pub fn machine() -> Self {
        Self { set: None }
    }

    /// A clock that stands still until it is moved.
    pub fn standing_at(moment: Moment) -> Self {
        Self { set: Some(Arc::new(AtomicI64::new(moment.0))) }
    }

    /// Moves a standing clock forward; the machine's clock does not care.
    pub fn advance_seconds(&self, seconds: i64) {
        if let Some(set) = &self.set {
            set.fetch_add(seconds * 1000, Ordering::SeqCst);
        }
    }

    /// Now.
    #[expect(clippy::disallowed_methods, reason = "this is the clock")]
    pub fn now(&self) -> Moment {
        match &self.set {
            Some(set) => Moment(set.load(Ordering::SeqCst)),
            None => jiff::Timestamp::now().into(),
        }
    }
}
