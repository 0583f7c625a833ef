//! One front thread: takes connections, serves them, and lets them end when told to stop.

use std::io;
use std::net::{SocketAddr, TcpListener as StdListener};
use std::pin::pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Notify, watch};
use tokio::time::{sleep, timeout};

use super::Seat;
use super::front::{Front, Shared};
use super::stream::Watched;

/// How long to wait before accepting again when the process is out of file descriptors.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);
const TURNED_AWAY: &[u8] =
    b"HTTP/1.1 503 Service Unavailable\r\nretry-after: 1\r\nconnection: close\r\ncontent-length: 0\r\n\r\n";

/// What one thread holds.
pub(super) struct Lane {
    pub shared: Arc<Shared>,
    pub thread: usize,
    /// Connections of all threads.
    pub open: Arc<AtomicUsize>,
    /// Connections of this thread.
    pub own: Arc<Own>,
    pub stop: watch::Receiver<Option<Duration>>,
}

/// The connections of one thread, and a bell for when the last of them ends.
#[derive(Debug, Default)]
pub(super) struct Own {
    count: AtomicUsize,
    ended: Notify,
}

struct OwnSeat(Arc<Own>);

impl Drop for OwnSeat {
    fn drop(&mut self) {
        if self.0.count.fetch_sub(1, Ordering::AcqRel) == 1 {
            self.0.ended.notify_one();
        }
    }
}

impl Lane {
    /// Serves until told to stop; returns how many connections had to be cut.
    pub async fn run(mut self, listener: StdListener) -> io::Result<usize> {
        let listener = TcpListener::from_std(listener)?;
        let mut builder = http1::Builder::new();
        builder
            .timer(TokioTimer::new())
            .header_read_timeout(self.shared.limits.head_time_max)
            .max_header_size(self.shared.limits.head_bytes_max)
            .half_close(true);
        let builder = Arc::new(builder);
        let mut stop = self.stop.clone();
        loop {
            tokio::select! {
                biased;
                accepted = listener.accept() => match accepted {
                    Ok((stream, peer)) => self.admit(&builder, stream, peer),
                    Err(fault) if is_about_one_connection(&fault) => {}
                    Err(fault) => {
                        tracing::warn!(%fault, "cannot take connections at the moment");
                        sleep(ACCEPT_PAUSE).await;
                    }
                },
                // An error means the server was dropped, which is a stop without patience.
                _ = stop.wait_for(Option::is_some) => break,
            }
        }
        // The kernel resets whoever is still queued at a listener that closes.
        while let Ok(Ok((stream, peer))) = timeout(Duration::ZERO, listener.accept()).await {
            self.admit(&builder, stream, peer);
        }
        drop(listener);
        let patience = self.stop.borrow_and_update().unwrap_or(Duration::ZERO);
        let drained = async {
            while self.own.count.load(Ordering::Acquire) > 0 {
                self.own.ended.notified().await;
            }
        };
        drop(timeout(patience, drained).await);
        Ok(self.own.count.load(Ordering::Acquire))
    }

    fn admit(&self, builder: &Arc<http1::Builder>, stream: TcpStream, peer: SocketAddr) {
        let (seat, taken) = Seat::take(&self.open);
        if taken > self.shared.limits.connections_max {
            self.shared.counters.lane(self.thread).turned_away();
            // Best effort: whoever cannot take these bytes at once is just closed.
            drop(stream.try_write(TURNED_AWAY));
            return;
        }
        // Answers are written in one piece; waiting for more would only delay them.
        drop(stream.set_nodelay(true));
        self.own.count.fetch_add(1, Ordering::AcqRel);
        let own = OwnSeat(Arc::clone(&self.own));
        let shared = Arc::clone(&self.shared);
        let thread = self.thread;
        let watched = Watched::new(stream, shared.limits.write_stall_max);
        let front = Front { shared: Arc::clone(&shared), thread, peer };
        let connection = builder.serve_connection(TokioIo::new(watched), front);
        let mut stop = self.stop.clone();
        tokio::spawn(async move {
            let (_seat, _own) = (seat, own);
            let stopped = async { drop(stop.wait_for(Option::is_some).await) };
            let mut connection = pin!(connection);
            let served = tokio::select! {
                biased;
                served = connection.as_mut() => served,
                () = stopped => {
                    connection.as_mut().graceful_shutdown();
                    connection.await
                }
            };
            if let Err(fault) = served {
                if fault.is_parse() {
                    // hyper has answered 400, 414 or 431 itself.
                    shared.counters.lane(thread).answered(http::StatusCode::BAD_REQUEST);
                }
                tracing::debug!(%fault, %peer, "a connection ended badly");
            }
        });
    }
}

/// Errors of `accept` that concern the connection which was to be taken and not the listener.
fn is_about_one_connection(fault: &io::Error) -> bool {
    matches!(
        fault.kind(),
        io::ErrorKind::ConnectionRefused
            | io::ErrorKind::ConnectionAborted
            | io::ErrorKind::ConnectionReset
    )
}
