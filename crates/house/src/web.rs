//! What every request may need. Handlers take it; nothing below them does, but for loading frames.

use std::sync::Arc;

use conglang_platform::blob::Blobs;
use conglang_platform::cache::{Epochs, PageCache};
use conglang_platform::clock::Clock;
use conglang_platform::config::Config;
use conglang_platform::db::Db;
use conglang_platform::mail::Mailer;
use conglang_platform::outside::Outside;
use conglang_platform::pages::{Assets, Pages};
use conglang_search::Index;
use tokio::sync::Semaphore;

use crate::entry::Kinds;
use crate::frame::Frames;
use crate::hosts::Hosts;
use crate::search::Places;

/// The state of the program.
pub struct Web {
    /// The database.
    pub db: Db,
    /// The files.
    pub blobs: Blobs,
    /// The letters.
    pub mailer: Mailer,
    /// The time.
    pub clock: Clock,
    /// What the operator decided.
    pub config: Config,
    /// Templates and words.
    pub pages: Pages,
    /// Style sheets, scripts, icons.
    pub assets: Arc<Assets>,
    /// The kinds of content.
    pub kinds: Kinds,
    /// Hosts and their sites.
    pub hosts: Hosts,
    /// What everything is found by.
    pub index: Arc<Index>,
    /// What old places have become.
    pub places: Places,
    /// Frames at hand.
    pub frames: Frames,
    /// Rendered pages.
    pub cache: PageCache,
    /// Which of them are still true.
    pub epochs: Arc<Epochs>,
    /// What lies on other people's servers.
    pub outside: Outside,
    /// How many pictures may be prepared at a time.
    pub picture_permits: Semaphore,
}
