//! Panics of other hands' code, where ours is made to stand them.

use std::panic::{AssertUnwindSafe, catch_unwind, set_hook, take_hook};

/// From now on a panic ends the run only when it arises in our own crates or is caught by nobody. For
/// readers whose foreign part may panic: pictures catch it, office files and PDF are read in a process of
/// their own.
pub fn let_others_panic() {
    let ending = take_hook();
    set_hook(Box::new(move |panic| {
        let is_ours = panic.location().is_some_and(|place| {
            place.file().contains("crates/") || place.file().contains("fuzz_targets/")
        });
        if is_ours {
            ending(panic);
        }
    }));
}

/// Runs something; whether it panicked, in code of other hands.
pub fn panics(run: impl FnOnce()) -> bool {
    catch_unwind(AssertUnwindSafe(run)).is_err()
}
