//! The front server: a few threads that speak HTTP/1.1, answer cache hits themselves and hand
//! everything else to the axum router on the main runtime.
//!
//! Each thread has its own runtime, its own listener on the same port (`SO_REUSEPORT`) and its own
//! connections, so a hit touches no other thread. What is absent on purpose: TLS and HTTP/2, which
//! belong to whatever stands in front or beside, and compression on the fly.

use std::io;
use std::net::{SocketAddr, TcpListener as StdListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use axum::Router;
use http::HeaderMap;
use socket2::{Domain, Protocol, Socket, Type};
use tokio::runtime::Handle;
use tokio::sync::{oneshot, watch};

pub use body::FrontBody;
pub use client::{ClientAddress, NotANetwork, TrustedProxies};
pub use front::{Fallback, Found, plain_fallback};
pub use host::{normal_host, request_host};

use crate::cache::FrontCounters;
use front::Shared;
use lane::Lane;

mod body;
mod client;
mod front;
mod host;
mod lane;
mod stream;
#[cfg(test)]
mod tests;

/// Finds cached pages. Called on a front thread for every GET and HEAD, so it must neither wait nor
/// work: a look at a map of hosts, a key, a look into the cache.
pub trait Lookup: Send + Sync + 'static {
    /// `host` is in lower case without a port; `path_and_query` is as it was sent.
    fn find(&self, host: &str, path_and_query: &str, headers: &HeaderMap) -> Found;
}

impl<F> Lookup for F
where
    F: Fn(&str, &str, &HeaderMap) -> Found + Send + Sync + 'static,
{
    fn find(&self, host: &str, path_and_query: &str, headers: &HeaderMap) -> Found {
        self(host, path_and_query, headers)
    }
}

/// What a client may ask of us.
#[derive(Debug, Clone, Copy)]
pub struct FrontLimits {
    /// Connections held open at a time by all threads together; more are answered 503 and closed.
    pub connections_max: usize,
    /// A request head must be there this long after its connection became idle, else it is closed.
    pub head_time_max: Duration,
    /// A request head larger than this gets 431 and nothing to read, bytes. Longer than any address of
    /// ours: a whole page of text in the search box shall be told so in words.
    pub head_bytes_max: usize,
    /// An upload that stands still for so long is given up.
    pub body_stall_max: Duration,
    /// A client that takes nothing of an answer for so long is given up.
    pub write_stall_max: Duration,
}

impl Default for FrontLimits {
    fn default() -> Self {
        Self {
            connections_max: 10_000,
            head_time_max: Duration::from_secs(10),
            head_bytes_max: 64 * 1024,
            body_stall_max: Duration::from_secs(30),
            write_stall_max: Duration::from_secs(30),
        }
    }
}

/// Everything the front needs to start.
pub struct FrontPlan {
    /// Where to listen; port 0 takes any free one.
    pub address: SocketAddr,
    /// Front threads; 0 means one per core.
    pub threads: usize,
    /// What clients may ask.
    pub limits: FrontLimits,
    /// Whose `X-Forwarded-For` is believed.
    pub proxies: TrustedProxies,
    /// Finds cached pages.
    pub lookup: Arc<dyn Lookup>,
    /// Answers everything else.
    pub router: Router,
    /// The runtime on which the router works.
    pub handle: Handle,
    /// Pages for what goes wrong before or beside the router.
    pub fallback: Fallback,
    /// What is counted.
    pub counters: Arc<FrontCounters>,
}

/// The running front. Dropping it cuts all connections; [`stop`](Self::stop) does it politely.
#[derive(Debug)]
pub struct FrontServer {
    address: SocketAddr,
    stopping: watch::Sender<Option<Duration>>,
    ends: Vec<oneshot::Receiver<usize>>,
}

impl FrontPlan {
    /// Binds the port and starts the threads. Fails when the port is taken or threads cannot be had.
    pub fn start(self) -> io::Result<FrontServer> {
        let threads = match self.threads {
            0 => thread::available_parallelism().map_or(1, usize::from),
            threads => threads,
        };
        // All ports are bound before the first thread runs, so that a failure leaves nothing behind.
        let first = listen(self.address)?;
        let address = first.local_addr()?;
        let mut listeners = vec![first];
        for _ in 1..threads {
            listeners.push(listen(address)?);
        }
        let (stopping, stop) = watch::channel(None);
        let open = Arc::new(AtomicUsize::new(0));
        let shared = Arc::new(Shared {
            lookup: self.lookup,
            router: self.router,
            handle: self.handle,
            fallback: self.fallback,
            proxies: self.proxies,
            limits: self.limits,
            counters: self.counters,
        });
        let mut ends = Vec::with_capacity(threads);
        for (thread, listener) in listeners.into_iter().enumerate() {
            let (end, ended) = oneshot::channel();
            let lane = Lane {
                shared: Arc::clone(&shared),
                thread,
                open: Arc::clone(&open),
                own: Arc::default(),
                stop: stop.clone(),
            };
            let runtime = tokio::runtime::Builder::new_current_thread()
                .enable_all()
                .on_thread_park(crate::memory::before_sleep)
                .build()?;
            thread::Builder::new().name(format!("front-{thread}")).spawn(move || {
                let cut = runtime.block_on(lane.run(listener));
                // The caller may not care any more.
                let _ = end.send(cut.unwrap_or_else(|fault| {
                    tracing::error!(%fault, "a front thread could not serve");
                    0
                }));
            })?;
            ends.push(ended);
        }
        Ok(FrontServer { address, stopping, ends })
    }
}

impl FrontServer {
    /// Where the front listens, with the port it was given.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Takes no more connections, lets requests under way finish for at most `patience`, then cuts
    /// the rest. Returns how many connections were cut.
    pub async fn stop(self, patience: Duration) -> usize {
        self.stopping.send_replace(Some(patience));
        let mut cut = 0;
        for end in self.ends {
            cut += end.await.unwrap_or(0);
        }
        cut
    }
}

fn listen(address: SocketAddr) -> io::Result<StdListener> {
    const BACKLOG: i32 = 1024;
    let socket = Socket::new(Domain::for_address(address), Type::STREAM, Some(Protocol::TCP))?;
    socket.set_reuse_address(true)?;
    socket.set_reuse_port(true)?;
    socket.set_nonblocking(true)?;
    socket.bind(&address.into())?;
    socket.listen(BACKLOG)?;
    Ok(socket.into())
}

/// Counts a connection for as long as it lives.
#[derive(Debug)]
struct Seat(Arc<AtomicUsize>);

impl Seat {
    fn take(open: &Arc<AtomicUsize>) -> (Self, usize) {
        let taken = open.fetch_add(1, Ordering::Relaxed) + 1;
        (Self(Arc::clone(open)), taken)
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
