//! Running the server: front, router, worker, readers, operations port; and stopping them politely.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::response::{IntoResponse, Response};
use conglang_house::entry::{PUBLISH_JOB, publish_scheduled};
use conglang_house::film::{CONVERT_FILM_JOB, Workshop, convert_film};
use conglang_house::search::{IndexFeed, READ_FILE_JOB, read_file};
use conglang_house::web::Web;
use conglang_platform::cache::canonical_address;
use conglang_platform::fault::{Context, Fault, Outcome};
use conglang_platform::jobs::{JobKind, Lane, Worker};
use conglang_platform::server::{
    Found, FrontLimits, FrontPlan, Lookup, TrustedProxies, request_host,
};
use http::{HeaderMap, Request, header};
use tokio::runtime::Handle;
use tokio::sync::watch;

use crate::app::App;
use crate::desk::letters::{LETTER_JOB, refused_to_the_clock, send as send_letter};
use crate::public::CACHED_PARAMETERS;
use crate::readers::CacheReader;
use crate::sweep::SWEEP_JOB;
use crate::{desk, ops, public};

/// How long requests under way may take to finish when the server stops.
const PATIENCE: Duration = Duration::from_secs(10);

/// The running server.
pub struct Running {
    /// Where the public and the desk are served.
    pub address: SocketAddr,
    /// Where health and metrics are served.
    pub ops_address: SocketAddr,
    front: conglang_platform::server::FrontServer,
    stop: watch::Sender<bool>,
    tasks: Vec<tokio::task::JoinHandle<()>>,
    web: Arc<Web>,
}

/// Starts everything.
///
/// # Errors
/// When a port is taken or the database does not answer.
pub async fn start(app: App) -> Outcome<Running> {
    let App { web, counters } = app;
    let (stop, stopped) = watch::channel(false);
    let stopping = || {
        let mut stopped = stopped.clone();
        async move {
            let _ = stopped.wait_for(|stop| *stop).await;
        }
    };
    let mut tasks = Vec::new();
    let reader = CacheReader::new(web.clone()).await?;
    tasks.push(tokio::spawn(reader.run(stopping())));
    crate::sweep::ask_first(&web).await?;
    tasks.push(tokio::spawn(index_feed(&web).run(stopping())));
    for worker in workers(&web) {
        let worker_stop = stopping();
        tasks.push(tokio::spawn(async move { worker.run(worker_stop).await }));
    }

    let ops_listener = tokio::net::TcpListener::bind(web.config.ops_listen)
        .await
        .context("opening the operations port")?;
    let ops_address = ops_listener.local_addr().context("opening the operations port")?;
    let ops_router = ops::router(web.clone(), counters.clone());
    let ops_stop = stopping();
    tasks.push(tokio::spawn(async move {
        let served = axum::serve(ops_listener, ops_router).with_graceful_shutdown(ops_stop);
        if let Err(error) = served.await {
            tracing::error!(%error, "the operations port failed");
        }
    }));

    let plan = FrontPlan {
        address: web.config.listen,
        threads: 0,
        limits: FrontLimits::default(),
        proxies: proxies(&web),
        lookup: Arc::new(CacheLookup { web: web.clone() }),
        router: router(web.clone()),
        handle: Handle::current(),
        fallback: Arc::new(|status| {
            let mut response = (status, public::plain_page(status)).into_response();
            response.headers_mut().insert(
                header::CONTENT_TYPE,
                http::HeaderValue::from_static("text/html; charset=utf-8"),
            );
            response
        }),
        counters,
    };
    let front = plan.start().context("opening the public port")?;
    Ok(Running { address: front.address(), ops_address, front, stop, tasks, web })
}

impl Running {
    /// Lets requests and the job at hand finish, then closes the database.
    pub async fn stop(self) {
        self.front.stop(PATIENCE).await;
        self.stop.send_replace(true);
        for task in self.tasks {
            let _ = tokio::time::timeout(PATIENCE, task).await;
        }
        self.web.db.close().await;
    }
}

/// The reader of the change log that feeds the search index.
pub fn index_feed(web: &Web) -> IndexFeed {
    IndexFeed::new(
        web.db.clone(),
        web.kinds.clone(),
        web.index.clone(),
        web.epochs.clone(),
        web.clock.clone(),
    )
}

/// The workers, with every kind of job the program knows.
pub fn workers(web: &Arc<Web>) -> [Worker; 2] {
    let publish = {
        let web = web.clone();
        JobKind::new(PUBLISH_JOB, Lane::Quick, move |payload| {
            let web = web.clone();
            async move {
                let now = web.clock.now();
                let sent = publish_scheduled(&web.db, &web.kinds, &payload, now).await;
                if sent.is_err() {
                    refused_to_the_clock(&web, now).await?;
                }
                sent
            }
        })
    };
    let letter = {
        let web = web.clone();
        JobKind::new(LETTER_JOB, Lane::Quick, move |payload| {
            let web = web.clone();
            async move { send_letter(web, &payload).await }
        })
    };
    let reading = {
        let web = web.clone();
        JobKind::new(READ_FILE_JOB, Lane::Quick, move |payload| {
            let web = web.clone();
            async move {
                let now = web.clock.now();
                read_file(&web.db, &web.blobs, &web.config.program, &payload, now).await
            }
        })
    };
    let sweep = {
        let web = web.clone();
        JobKind::new(SWEEP_JOB, Lane::Quick, move |_| {
            let web = web.clone();
            async move { crate::sweep::run(&web).await }
        })
    };
    let films = {
        let web = web.clone();
        JobKind::new(CONVERT_FILM_JOB, Lane::Slow, move |payload| {
            let web = web.clone();
            async move {
                let workshop = Workshop {
                    db: &web.db,
                    blobs: &web.blobs,
                    tool: web.config.films.as_ref(),
                    program: &web.config.program,
                    folder: web.config.data.join("films-under-way"),
                    permits: &web.picture_permits,
                };
                convert_film(&workshop, &payload, web.clock.now()).await
            }
        })
    };
    let node = format!("{}-{}", std::process::id(), web.clock.now().0);
    let kinds = vec![publish, letter, reading, sweep, films];
    [Lane::Quick, Lane::Slow]
        .map(|lane| Worker::new(web.db.clone(), web.clock.clone(), &node, lane, kinds.clone()))
}

/// Desk host to the desk, every other host to the public pages.
pub fn router(web: Arc<Web>) -> Router {
    let desk = desk::router(web.clone());
    Router::new().fallback(move |request: Request<Body>| {
        let web = web.clone();
        let desk = desk.clone();
        async move { dispatch(web, desk, request).await }
    })
}

async fn dispatch(web: Arc<Web>, desk: Router, request: Request<Body>) -> Response {
    use tower::ServiceExt;
    let (parts, body) = request.into_parts();
    let is_desk = request_host(&parts).as_deref() == Some(web.hosts.desk().as_str());
    let request = Request::from_parts(parts, body);
    if is_desk {
        match desk.oneshot(request).await {
            Ok(response) => response,
            Err(never) => match never {},
        }
    } else {
        public::answer(web, request).await
    }
}

fn proxies(web: &Web) -> TrustedProxies {
    let list: Vec<String> = web.config.trusted_proxies.iter().map(ToString::to_string).collect();
    list.join(",").parse().unwrap_or_default()
}

/// Finds cached pages on the front's threads.
struct CacheLookup {
    web: Arc<Web>,
}

impl Lookup for CacheLookup {
    fn find(&self, host: &str, path_and_query: &str, _: &HeaderMap) -> Found {
        let Some(site) = self.web.hosts.cached_site(host) else { return Found::NotCacheable };
        let address = canonical_address(path_and_query, CACHED_PARAMETERS);
        let key = self.web.cache.key(site, &address);
        match self.web.cache.find(&key, || self.web.clock.now().0) {
            Some(page) => Found::Hit(page),
            None => Found::NotCacheable,
        }
    }
}

/// Runs until the process is asked to end.
///
/// # Errors
/// When the server cannot start.
pub async fn until_asked_to_stop(running: Running) -> Outcome<()> {
    let mut terminate = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())
        .map_err(Fault::from)?;
    tokio::select! {
        _ = tokio::signal::ctrl_c() => {}
        _ = terminate.recv() => {}
    }
    tracing::info!("stopping");
    running.stop().await;
    Ok(())
}
