//! The operations port: health, readiness, metrics. Never open to the public.

use std::fmt::Write;
use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::routing::{get, post};
use conglang_house::web::Web;
use conglang_platform::cache::FrontCounters;
use conglang_platform::db::Reach;
use conglang_platform::jobs;
use http::{StatusCode, header};

#[derive(Clone)]
struct Ops {
    web: Arc<Web>,
    counters: Arc<FrontCounters>,
}

/// The routes of the operations port.
pub fn router(web: Arc<Web>, counters: Arc<FrontCounters>) -> Router {
    Router::new()
        .route("/healthz", get(|| async { "ok\n" }))
        .route("/readyz", get(ready))
        .route("/metrics", get(metrics))
        .route("/cache/bump", post(bump))
        .with_state(Ops { web, counters })
}

async fn ready(State(ops): State<Ops>) -> (StatusCode, &'static str) {
    match ops.web.db.ping().await {
        Ok(()) => (StatusCode::OK, "ok\n"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "the database does not answer\n"),
    }
}

/// Has every page rendered anew when it is next asked for.
async fn bump(State(ops): State<Ops>) -> StatusCode {
    ops.web.epochs.bump_all();
    StatusCode::NO_CONTENT
}

/// Prometheus' text format, version 0.0.4.
async fn metrics(State(ops): State<Ops>) -> ([(header::HeaderName, &'static str); 1], String) {
    let mut text = String::new();
    let figures = ops.counters.figures();
    let mut counter = |name: &str, help: &str, value: u64| {
        let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} counter\n{name} {value}");
    };
    counter("conglang_page_hits_total", "Pages answered from the cache.", figures.hits);
    counter("conglang_page_misses_total", "Pages that were not in the cache.", figures.misses);
    counter("conglang_page_renders_total", "Pages rendered.", figures.renders);
    counter("conglang_page_stale_total", "Old pages served for want of a database.", figures.stale);
    counter("conglang_not_modified_total", "Answers 304.", figures.not_modified);
    counter("conglang_turned_away_total", "Connections over the limit.", figures.turned_away);
    counter("conglang_statements_total", "SQL statements run.", ops.web.db.statements_run());
    let _ = writeln!(text, "# HELP conglang_responses_total Responses by class of status.");
    let _ = writeln!(text, "# TYPE conglang_responses_total counter");
    for (class, count) in figures.by_class.iter().enumerate() {
        let _ = writeln!(text, "conglang_responses_total{{class=\"{}xx\"}} {count}", class + 1);
    }
    let mut gauge = |name: &str, help: &str, value: i64| {
        let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} gauge\n{name} {value}");
    };
    let weight = i64::try_from(ops.web.cache.weight_bytes()).unwrap_or(i64::MAX);
    gauge("conglang_cache_bytes", "What the page cache weighs.", weight);
    let pages = i64::try_from(ops.web.cache.page_count()).unwrap_or(i64::MAX);
    gauge("conglang_cache_pages", "Pages in the cache.", pages);
    let hosts = i64::try_from(ops.web.hosts.count()).unwrap_or(i64::MAX);
    gauge("conglang_hosts", "Hosts known.", hosts);
    let troubled = async {
        let mut connection = ops.web.db.read(Reach::Installation).await?;
        jobs::count_troubled(&mut connection, ops.web.clock.now()).await
    };
    match troubled.await {
        Ok((overdue, parked)) => {
            gauge("conglang_database_up", "Whether the database answers.", 1);
            gauge("conglang_jobs_overdue", "Jobs due for more than a minute.", overdue);
            gauge("conglang_jobs_parked", "Jobs that were given up.", parked);
        }
        Err(_) => gauge("conglang_database_up", "Whether the database answers.", 0),
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")], text)
}
