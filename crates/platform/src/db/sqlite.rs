//! SQLite in the thread that asks: an embedded database answers sooner than a thread of its own could
//! be woken and wake us. ADR 11 has the figures.

use std::ops::Deref;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use rusqlite::{CachedStatement, ErrorCode, OpenFlags};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tokio::time::{sleep, timeout};

use super::{Argument, Arguments, DbError, FromRow, Row};

/// Statements that each connection keeps planned.
const STATEMENTS_KEPT: usize = 256;

/// How long a statement waits for another program that holds the file; for all but the beginning of a
/// transaction this is a moment of housekeeping.
const BUSY_MAX: Duration = Duration::from_secs(5);

/// How long a transaction waits for another program that writes.
const BEGIN_WAIT_MAX: Duration = Duration::from_secs(30);

/// What a connection is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Purpose {
    Reading,
    Writing,
}

/// Connections to one file, opened when they are first needed.
pub(super) struct Connections {
    path: PathBuf,
    purpose: Purpose,
    wait_max: Duration,
    idle: Mutex<Vec<rusqlite::Connection>>,
    seats: Arc<Semaphore>,
}

impl Connections {
    /// At most `count` of them.
    pub(super) fn new(
        path: PathBuf,
        purpose: Purpose,
        count: usize,
        wait_max: Duration,
    ) -> Arc<Self> {
        let seats = Arc::new(Semaphore::new(count));
        Arc::new(Self { path, purpose, wait_max, idle: Mutex::default(), seats })
    }

    /// The connection used last, whose pages are warm.
    pub(super) async fn take(self: &Arc<Self>) -> Result<Taken, DbError> {
        let seat = match timeout(self.wait_max, self.seats.clone().acquire_owned()).await {
            Err(_) => return Err(DbError::AllTaken),
            Ok(Err(_)) => return Err(DbError::Closed),
            Ok(Ok(seat)) => seat,
        };
        let idle = self.idle().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => self.open()?,
        };
        Ok(Taken { connection: Some(connection), home: self.clone(), _seat: seat })
    }

    fn open(&self) -> Result<rusqlite::Connection, DbError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_CREATE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let connection = rusqlite::Connection::open_with_flags(&self.path, flags)?;
        connection.busy_timeout(BUSY_MAX)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        // Every connection would map the file for itself, and each mapping counts as memory.
        connection.execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON;
             PRAGMA cache_size = -6000; PRAGMA mmap_size = 0; PRAGMA temp_store = memory;",
        )?;
        if self.purpose == Purpose::Reading {
            connection.execute_batch("PRAGMA query_only = ON;")?;
        }
        Ok(connection)
    }

    /// Lets nobody take any more; those that are out are closed when they come back.
    pub(super) fn close(&self) {
        self.seats.close();
        self.idle().clear();
    }

    fn idle(&self) -> MutexGuard<'_, Vec<rusqlite::Connection>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A connection that goes back by itself; what it had begun and not committed is undone.
pub(super) struct Taken {
    connection: Option<rusqlite::Connection>,
    home: Arc<Connections>,
    _seat: OwnedSemaphorePermit,
}

impl Deref for Taken {
    type Target = rusqlite::Connection;

    #[expect(clippy::expect_used, reason = "it is there until it goes back")]
    fn deref(&self) -> &rusqlite::Connection {
        self.connection.as_ref().expect("a taken connection is there")
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        let Some(connection) = self.connection.take() else { return };
        let is_clean = connection.is_autocommit() || connection.execute_batch("ROLLBACK").is_ok();
        // Before the seat is given up, or whoever takes it would open one more.
        if is_clean && !self.home.seats.is_closed() {
            self.home.idle().push(connection);
        }
    }
}

impl Taken {
    /// Begins to write. Waiting for another program that writes keeps no thread.
    pub(super) async fn begin(&mut self) -> Result<(), DbError> {
        let began = Instant::now();
        let mut pause = Duration::from_millis(2);
        self.busy_timeout(Duration::ZERO)?;
        let outcome = loop {
            // IMMEDIATE: a reader that turns writer would fail on a busy snapshot.
            match self.execute_batch("BEGIN IMMEDIATE") {
                Err(error) if is_busy(&error) && began.elapsed() < BEGIN_WAIT_MAX => {
                    sleep(pause).await;
                    pause = (pause * 2).min(Duration::from_millis(50));
                }
                other => break other,
            }
        };
        self.busy_timeout(BUSY_MAX)?;
        Ok(outcome?)
    }

    /// Makes what was written last. It may have to write the log back into the file and wait for the
    /// disk, so it is done where waiting is no harm.
    pub(super) async fn commit(self) -> Result<(), DbError> {
        let committing = move || self.execute_batch("COMMIT");
        tokio::task::spawn_blocking(committing).await.map_err(|_| DbError::Closed)??;
        Ok(())
    }

    /// The rows of a statement, at most so many.
    pub(super) fn rows<T: FromRow>(
        &self,
        sql: &str,
        arguments: &Arguments,
        at_most: usize,
    ) -> Result<Vec<T>, DbError> {
        let mut statement = self.prepared(sql, arguments)?;
        let names: Vec<String> = statement.column_names().into_iter().map(str::to_owned).collect();
        let mut rows = statement.raw_query();
        let mut found = Vec::new();
        while found.len() < at_most
            && let Some(row) = rows.next()?
        {
            found.push(T::from_row(&Row::Sqlite(row, &names))?);
        }
        Ok(found)
    }

    /// Runs a statement and says how many rows it touched.
    pub(super) fn run(&self, sql: &str, arguments: &Arguments) -> Result<u64, DbError> {
        let mut statement = self.prepared(sql, arguments)?;
        let mut rows = statement.raw_query();
        while rows.next()?.is_some() {}
        drop(rows);
        Ok(if statement.readonly() { 0 } else { self.changes() })
    }

    fn prepared(&self, sql: &str, arguments: &Arguments) -> Result<CachedStatement<'_>, DbError> {
        let mut statement = self.prepare_cached(sql)?;
        for place in 1..=statement.parameter_count() {
            // `$7` is a name to SQLite: its place is where it first stands.
            let number: usize = statement
                .parameter_name(place)
                .and_then(|name| name.strip_prefix('$')?.parse().ok())
                .ok_or(DbError::Parameters)?;
            match arguments.get(number.wrapping_sub(1)).ok_or(DbError::Parameters)? {
                Argument::Int(value) => statement.raw_bind_parameter(place, value)?,
                Argument::Text(value) => statement.raw_bind_parameter(place, value)?,
                Argument::Bytes(value) => statement.raw_bind_parameter(place, value)?,
            }
        }
        Ok(statement)
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    matches!(error.sqlite_error_code(), Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked))
}
