//! How much one person lets be fetched: enough for a long paste, too little for scanning the net.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use conglang_kernel::{AccountId, Moment};

/// So many fetches in one window.
const ASKS_MAX: u32 = 120;
const WINDOW_SECONDS: i64 = 10 * 60;
/// Whoever is counted no more is forgotten when there are so many.
const KEPT_MAX: usize = 1000;

/// Who asked how much, on this node.
#[derive(Default)]
pub struct Askers {
    counted: Mutex<HashMap<i64, Counted>>,
}

struct Counted {
    asks: u32,
    until: Moment,
}

impl Askers {
    /// Counts an ask; false when it is one too many.
    pub fn allow(&self, account: AccountId, now: Moment) -> bool {
        let mut counted = self.counted.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.len() >= KEPT_MAX {
            counted.retain(|_, known| known.until.0 > now.0);
        }
        let fresh = || Counted { asks: 0, until: now.plus_seconds(WINDOW_SECONDS) };
        let known = counted.entry(account.0).or_insert_with(fresh);
        if known.until.0 <= now.0 {
            *known = fresh();
        }
        known.asks = known.asks.saturating_add(1);
        known.asks <= ASKS_MAX
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_persons_asking_ends_and_begins_anew_and_is_nobody_elses() {
        let askers = Askers::default();
        let (one, other, now) = (AccountId(1), AccountId(2), Moment(0));
        for _ in 0..ASKS_MAX {
            assert!(askers.allow(one, now));
        }
        assert!(!askers.allow(one, now));
        assert!(askers.allow(other, now));
        assert!(!askers.allow(one, now.plus_seconds(WINDOW_SECONDS - 1)));
        assert!(askers.allow(one, now.plus_seconds(WINDOW_SECONDS)));
    }
}
