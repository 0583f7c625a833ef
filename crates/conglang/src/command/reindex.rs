//! `conglang reindex`: making the search index anew.

use std::sync::Arc;

use clap::Args;
use conglang_house::search::refill;
use conglang_platform::clock::Clock;
use conglang_platform::config::Config;
use conglang_search::Effort;
use indicatif::{ProgressBar, ProgressStyle};

use super::{print, problem};
use crate::{app, slices};

/// Make the search index anew from the database. The old one answers until the new one is whole; a
/// running server takes it over by itself.
#[derive(Args)]
pub struct Reindex {}

impl Reindex {
    pub(super) async fn run(self, config: Config) -> anyhow::Result<()> {
        let db = app::open_database(&config).await.map_err(problem)?;
        let index = Arc::new(app::open_index(&config).map_err(problem)?);
        let bar = ProgressBar::new(0);
        bar.set_style(ProgressStyle::with_template("{bar:30} {pos}/{len} mục, còn khoảng {eta}")?);
        let progress = |refill: conglang_house::search::Refill| {
            bar.set_length(u64::try_from(refill.of).unwrap_or_default());
            bar.set_position(u64::try_from(refill.done).unwrap_or_default());
        };
        let kinds = slices::kinds();
        let now = Clock::machine().now();
        refill(&db, &kinds, &index, Effort::Full, now, progress).await.map_err(problem)?;
        bar.finish_and_clear();
        print(&format!("Đã lập lại chỉ mục tìm kiếm: {} mục.", index.count()));
        db.close().await;
        Ok(())
    }
}
