//! The reading connections of SQLite. Taking one and giving it back are plain moves: sqlx's own pool
//! asks each connection on its return whether it lives, which costs a page two changes of thread for
//! every connection it used, and a file does not hang up.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use sqlx::sqlite::SqliteConnectOptions;
use sqlx::{ConnectOptions, Connection, SqliteConnection};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::timeout;

/// How long to wait for a connection that is free.
const WAIT_MAX: Duration = Duration::from_secs(10);

/// At most so many connections, opened when they are first needed.
pub(super) struct Readers {
    options: SqliteConnectOptions,
    idle: Mutex<Vec<SqliteConnection>>,
    seats: Arc<Semaphore>,
}

impl Readers {
    pub(super) fn new(options: SqliteConnectOptions, count: usize) -> Arc<Self> {
        Arc::new(Self { options, idle: Mutex::default(), seats: Arc::new(Semaphore::new(count)) })
    }

    /// A connection: the one used last, whose pages are warm.
    pub(super) async fn take(self: &Arc<Self>) -> Result<Reader, sqlx::Error> {
        let seat = match timeout(WAIT_MAX, self.seats.clone().acquire_owned()).await {
            Err(_) => return Err(sqlx::Error::PoolTimedOut),
            Ok(Err(_)) => return Err(sqlx::Error::PoolClosed),
            Ok(Ok(seat)) => seat,
        };
        let idle = self.idle().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => self.options.connect().await?,
        };
        Ok(Reader { connection: Some(connection), readers: self.clone(), _seat: seat })
    }

    /// Lets nobody take any more, and closes them as they come back.
    pub(super) async fn close(&self) {
        self.seats.close();
        let idle = std::mem::take(&mut *self.idle());
        for connection in idle {
            // What cannot be closed any more is closed already.
            let _ = connection.close().await;
        }
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<SqliteConnection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection that goes back by itself.
pub(super) struct Reader {
    connection: Option<SqliteConnection>,
    readers: Arc<Readers>,
    _seat: OwnedSemaphorePermit,
}

impl Deref for Reader {
    type Target = SqliteConnection;

    #[expect(clippy::expect_used, reason = "it is there until the reader is dropped")]
    fn deref(&self) -> &SqliteConnection {
        self.connection.as_ref().expect("a reader has its connection")
    }
}

impl DerefMut for Reader {
    #[expect(clippy::expect_used, reason = "it is there until the reader is dropped")]
    fn deref_mut(&mut self) -> &mut SqliteConnection {
        self.connection.as_mut().expect("a reader has its connection")
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        // Before the seat is given up, or whoever takes it would open one more.
        if !self.readers.seats.is_closed() {
            self.readers.idle().extend(self.connection.take());
        }
    }
}
