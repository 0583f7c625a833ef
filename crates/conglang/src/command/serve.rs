//! `conglang serve`.

use std::time::Instant;

use clap::Args;
use conglang_house::account;
use conglang_house::account::one_time_link::{self, Purpose};
use conglang_platform::clock::Clock;
use conglang_platform::config::Config;
use conglang_platform::db::Reach;
use conglang_platform::fault::Outcome;

use crate::app::{self, App};
use crate::serve;

use super::{print, problem};

/// Run the server.
#[derive(Args)]
pub struct Serve {
    /// Logs as JSON lines instead of text.
    #[arg(long, env = "CONGLANG_LOG_JSON")]
    log_json: bool,
    /// What to log, such as `info` or `conglang=debug`.
    #[arg(long, env = "CONGLANG_LOG", default_value = "info")]
    log: String,
}

impl Serve {
    pub(super) async fn run(self, config: Config) -> anyhow::Result<()> {
        self.start_logging()?;
        let began = Instant::now();
        let app = app::open(config, Clock::machine()).await.map_err(problem)?;
        let first = first_administrator(&app).await.map_err(problem)?;
        let web = app.web.clone();
        let running = serve::start(app).await.map_err(problem)?;
        tracing::info!(
            address = %running.address,
            operations = %running.ops_address,
            hosts = web.hosts.count(),
            ffmpeg = web.config.films.as_ref().map(|tool| tracing::field::display(tool.program.display())),
            start_ms = began.elapsed().as_millis(),
            "serving"
        );
        if let Some(address) = first {
            print(&format!(
                "Chưa có ai quản trị hệ thống này. Mở địa chỉ sau (dùng một lần, trong 24 giờ) để tạo tài khoản đầu tiên:\n  {address}"
            ));
        }
        serve::until_asked_to_stop(running).await.map_err(problem)
    }

    fn start_logging(&self) -> anyhow::Result<()> {
        use tracing_subscriber::EnvFilter;
        let filter = EnvFilter::try_new(&self.log)?;
        let builder = tracing_subscriber::fmt().with_env_filter(filter);
        if self.log_json {
            builder.json().flatten_event(true).init();
        } else {
            builder.with_target(false).init();
        }
        Ok(())
    }
}

/// On an installation without accounts: a link for making the first one.
async fn first_administrator(app: &App) -> Outcome<Option<String>> {
    let web = &app.web;
    let mut transaction = web.db.write(Reach::Installation).await?;
    if account::count(&mut transaction).await? > 0 {
        return Ok(None);
    }
    let purpose = Purpose::FirstAdministrator;
    let token = one_time_link::create(&mut transaction, purpose, web.clock.now()).await?;
    transaction.commit().await?;
    let desk = web.config.origin(&web.hosts.desk());
    Ok(Some(format!("{desk}/bat-dau/{}", token.reveal())))
}
