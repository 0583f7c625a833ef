//! One database in two engines: SQLite by default, PostgreSQL by URL, one SQL text for both.
//!
//! Statements use the common dialect: numbered parameters, `RETURNING`, `ON CONFLICT`, instants as
//! integers, JSON as text. What truly differs is in [`engine`] and nowhere else.

mod arguments;
mod connection;
pub mod engine;
mod migrate;
mod readers;
#[cfg(test)]
mod tests;

pub use arguments::{Argument, Arguments, placeholders};
pub use connection::{Connection, Row, Sql, Transaction};
pub use engine::Engine;
pub use migrate::{Migration, migration_texts};

/// The arguments of a statement, in the order of its `$1`, `$2`, …
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => {
        vec![$($crate::db::Argument::from($value)),*]
    };
}

use std::path::Path;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use readers::Readers;
use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
};
use tokio::sync::Notify;

use crate::fault::{Context, Fault, Outcome};

/// Reading connections of SQLite.
const READERS: usize = 4;

/// Which rows a connection may reach on PostgreSQL, where row-level security backs up our own
/// `site_id` conditions. On SQLite the conditions stand alone.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Reach {
    /// Rows of one site.
    Site(i64),
    /// Every row: host lookup, jobs, provisioning, provincial screens.
    Installation,
}

/// The database. Cheap to clone.
#[derive(Clone)]
pub struct Db {
    pools: Pools,
    statements: Arc<AtomicU64>,
    changed: Arc<Notify>,
}

#[derive(Clone)]
enum Pools {
    /// One writer, many readers.
    Sqlite {
        write: SqlitePool,
        read: Arc<Readers>,
    },
    Postgres(PgPool),
}

impl Db {
    /// Opens what the URL names: `sqlite:///folder/conglang.db` or `postgres://…`.
    ///
    /// # Errors
    /// When the URL is malformed or nothing answers there.
    pub async fn open(url: &str) -> Outcome<Self> {
        let pools = if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let options = PgConnectOptions::from_str(url)
                .context("reading the database URL")?
                .application_name("conglang");
            let pool = PgPoolOptions::new()
                .max_connections(24)
                .acquire_timeout(Duration::from_secs(5))
                .connect_with(options)
                .await
                .context("connecting to PostgreSQL")?;
            Pools::Postgres(pool)
        } else {
            Self::open_sqlite(url).await?
        };
        Ok(Self { pools, statements: Arc::default(), changed: Arc::default() })
    }

    async fn open_sqlite(url: &str) -> Outcome<Pools> {
        let path = url.strip_prefix("sqlite://").unwrap_or(url);
        if let Some(folder) = Path::new(path).parent() {
            std::fs::create_dir_all(folder).context("making the data folder")?;
        }
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Normal)
            .busy_timeout(Duration::from_secs(10))
            .foreign_keys(true)
            .statement_cache_capacity(256)
            .pragma("cache_size", "-6000")
            // Every connection would map the file for itself, and each mapping counts as memory.
            .pragma("mmap_size", "0")
            .pragma("temp_store", "memory");
        let write = SqlitePoolOptions::new()
            .max_connections(1)
            .acquire_timeout(Duration::from_secs(30))
            .idle_timeout(None)
            .max_lifetime(None)
            .connect_with(options.clone())
            .await
            .context("opening the database for writing")?;
        let read = Readers::new(options.pragma("query_only", "true"), READERS);
        // A wrong file is told at the start.
        drop(read.take().await.context("opening the database for reading")?);
        Ok(Pools::Sqlite { write, read })
    }

    /// Which engine answers.
    pub fn engine(&self) -> Engine {
        match &self.pools {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// A connection for reading what `reach` allows.
    ///
    /// # Errors
    /// When the database does not answer in time.
    pub async fn read(&self, reach: Reach) -> Outcome<Connection> {
        let mut connection = match &self.pools {
            Pools::Sqlite { read, .. } => {
                Connection::sqlite(read.take().await?, self.statements.clone())
            }
            Pools::Postgres(pool) => {
                Connection::postgres(pool.acquire().await?, self.statements.clone())
            }
        };
        engine::reach(&mut connection, reach).await?;
        Ok(connection)
    }

    /// A transaction that may write what `reach` allows. It is undone unless committed.
    ///
    /// # Errors
    /// When the database does not answer in time.
    pub async fn write(&self, reach: Reach) -> Outcome<Transaction> {
        let mut transaction = match &self.pools {
            // IMMEDIATE: a reader that turns writer would fail on a busy snapshot.
            Pools::Sqlite { write, .. } => Transaction::sqlite(
                write.begin_with("BEGIN IMMEDIATE").await?,
                self.statements.clone(),
                self.changed.clone(),
            ),
            Pools::Postgres(pool) => Transaction::postgres(
                pool.begin().await?,
                self.statements.clone(),
                self.changed.clone(),
            ),
        };
        engine::reach(&mut transaction, reach).await?;
        Ok(transaction)
    }

    /// Applies the migrations that are missing.
    ///
    /// # Errors
    /// When one fails, or an applied one was changed or is unknown to this program.
    pub async fn migrate(&self, migrations: &[Migration]) -> Outcome<()> {
        let migrator = migrate::migrator(migrations, self.engine());
        match &self.pools {
            Pools::Sqlite { write, .. } => migrator.run(write).await,
            Pools::Postgres(pool) => migrator.run(pool).await,
        }
        .map_err(|error| Fault::from(anyhow::Error::from(error)).context("migrating the database"))
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Outcome<()> {
        self.read(Reach::Installation).await?.execute("SELECT 1", args![]).await?;
        Ok(())
    }

    /// Waits until a transaction of this process has written, or the time is over. Other
    /// processes' writes are found by looking; on PostgreSQL `engine::listen` wakes us for them.
    pub async fn changed(&self, at_most: Duration) {
        let _ = tokio::time::timeout(at_most, self.changed.notified()).await;
    }

    /// Wakes whoever waits in [`Db::changed`].
    pub fn wake(&self) {
        self.changed.notify_waiters();
        self.changed.notify_one();
    }

    /// How many statements were run so far. For tests and benchmarks that count queries.
    pub fn statements_run(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// The PostgreSQL pool, for listening to notifications.
    pub(crate) fn postgres_pool(&self) -> Option<&PgPool> {
        match &self.pools {
            Pools::Postgres(pool) => Some(pool),
            Pools::Sqlite { .. } => None,
        }
    }

    /// Closes every connection, letting running statements finish.
    pub async fn close(&self) {
        match &self.pools {
            Pools::Sqlite { write, read } => {
                read.close().await;
                write.close().await;
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}
