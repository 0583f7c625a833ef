//! `conglang unit …`: the register of units.

use std::path::PathBuf;

use anyhow::Context;
use clap::Subcommand;
use conglang_house::unit::{SuccessionFile, note_successions};
use conglang_platform::clock::Clock;
use conglang_platform::config::Config;
use conglang_platform::db::Reach;

use super::site::unreadable;
use super::{print, problem};
use crate::app;

#[derive(Subcommand)]
pub enum UnitCommand {
    /// Note what old units have become, so that whoever searches for an old name is led on. All or
    /// nothing; changes no site.
    Succession {
        /// The file: columns old_code, old_name, new_code, new_name; also old_district, extent (full,
        /// partial or unchanged), happened_on, clause.
        file: PathBuf,
        /// The day it took effect, for lines without one: 2025-07-01.
        #[arg(long)]
        on: jiff::civil::Date,
    },
}

impl UnitCommand {
    pub(super) async fn run(self, config: Config) -> anyhow::Result<()> {
        let db = app::open_database(&config).await.map_err(problem)?;
        let words = app::words().map_err(problem)?;
        match self {
            Self::Succession { file, on } => {
                let bytes = std::fs::read(&file).with_context(|| file.display().to_string())?;
                let successions = SuccessionFile::read(&bytes)
                    .map_err(|errors| unreadable(&words, &file.display().to_string(), &errors))?;
                let mut transaction = db.write(Reach::Installation).await.map_err(problem)?;
                let now = Clock::machine().now();
                let done = note_successions(&mut transaction, &successions, on, now)
                    .await
                    .map_err(problem)?;
                transaction.commit().await.map_err(problem)?;
                print(&format!(
                    "{} lần sáp nhập mới, {} đơn vị mới trong sổ, {} dòng đã có",
                    done.edges,
                    done.units,
                    successions.lines.len() - done.edges
                ));
            }
        }
        db.close().await;
        Ok(())
    }
}
