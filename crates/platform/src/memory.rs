//! Memory that goes back to the machine after work that took much of it. An allocator keeps what is
//! freed for the next time, and keeps it per thread: after some photographs that would be hundreds of
//! megabytes that nobody uses.

use std::cell::Cell;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

static HOW: OnceLock<fn()> = OnceLock::new();

/// How often large work has ended.
static ENDED: AtomicU64 = AtomicU64::new(0);

thread_local! {
    /// Which of these ends this thread has answered.
    static ANSWERED: Cell<u64> = const { Cell::new(0) };
}

/// Says how the allocator of this program gives back what the calling thread has freed. Only the
/// program knows which allocator it has; without this nothing happens.
pub fn given_back_by(how: fn()) {
    // The first to say so is the program.
    let _ = HOW.set(how);
}

/// Large work has ended: gives back what the calling thread has freed, and lets the others do the
/// same before they sleep. Takes a millisecond or so.
pub fn give_back() {
    let ended = ENDED.fetch_add(1, Ordering::Relaxed) + 1;
    answer(ended);
}

/// For a thread that has nothing to do: gives back what it has freed, if large work has ended since it
/// did so last.
pub fn before_sleep() {
    let ended = ENDED.load(Ordering::Relaxed);
    if ANSWERED.get() != ended {
        answer(ended);
    }
}

fn answer(ended: u64) {
    ANSWERED.set(ended);
    if let Some(how) = HOW.get() {
        how();
    }
}

/// Does large work in a thread of its own: what a thread has taken in vain goes when it ends.
///
/// # Errors
/// When there can be no thread, or the work has panicked.
pub async fn apart<R: Send + 'static>(
    work: impl FnOnce() -> R + Send + 'static,
) -> crate::fault::Outcome<R> {
    let (done, result) = tokio::sync::oneshot::channel();
    std::thread::Builder::new()
        .name("apart".to_owned())
        .spawn(move || {
            // Nobody waits any more: no matter.
            let _ = done.send(work());
            give_back();
        })
        .map_err(anyhow::Error::from)?;
    result.await.map_err(|_| crate::fault::Fault::new("large work has panicked"))
}

#[cfg(test)]
mod tests {
    use super::*;

    thread_local! {
        static GIVEN: Cell<u32> = const { Cell::new(0) };
    }

    #[tokio::test]
    async fn every_thread_gives_back_once_for_each_end_of_large_work() {
        given_back_by(|| GIVEN.set(GIVEN.get() + 1));
        before_sleep();
        let at_first = GIVEN.get();
        assert_eq!(apart(|| 7).await.unwrap(), 7);
        // The thread of the work ends after its answer.
        while ANSWERED.get() == ENDED.load(Ordering::Relaxed) {
            tokio::task::yield_now().await;
        }
        before_sleep();
        before_sleep();
        assert_eq!(GIVEN.get(), at_first + 1);
        give_back();
        before_sleep();
        assert_eq!(GIVEN.get(), at_first + 2);
    }

    #[tokio::test]
    async fn work_that_panics_is_a_fault_and_not_silence() {
        let nothing = apart(|| assert_eq!(1, 2)).await;
        assert!(nothing.is_err());
    }
}
