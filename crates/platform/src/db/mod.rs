//! One database in two engines: SQLite by default, PostgreSQL by URL, one SQL text for both.
//!
//! Statements use the common dialect: numbered parameters, `RETURNING`, `ON CONFLICT`, instants as
//! integers, JSON as text. What truly differs is in [`engine`] and nowhere else.

mod arguments;
mod connection;
pub mod engine;
mod error;
mod migrate;
mod row;
mod sqlite;
#[cfg(test)]
mod tests;

pub use arguments::{Argument, Arguments, placeholders};
pub use conglang_row::FromRow;
pub use connection::{Connection, Sql, Transaction};
pub use engine::Engine;
pub use error::DbError;
pub use migrate::{Migration, migration_texts};
pub use row::{Cell, FromRow, Row};

/// The arguments of a statement, in the order of its `$1`, `$2`, …
#[macro_export]
macro_rules! args {
    ($($value:expr),* $(,)?) => {
        vec![$($crate::db::Argument::from($value)),*]
    };
}

use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPool, PgPoolOptions};
use tokio::sync::Notify;

use crate::fault::{Context, Outcome};
use sqlite::{Connections, Purpose};

/// Reading connections of SQLite: at most so many threads are held by the database at a time, and one
/// by the connection that writes.
pub const READERS: usize = 3;

/// How long a reader waits for a connection.
const READ_WAIT_MAX: Duration = Duration::from_secs(10);

/// How long a writer waits for the one before it.
const WRITE_WAIT_MAX: Duration = Duration::from_secs(30);

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
        write: Arc<Connections>,
        read: Arc<Connections>,
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
        let path = PathBuf::from(url.strip_prefix("sqlite://").unwrap_or(url));
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).context("making the data folder")?;
        }
        let write = Connections::new(path.clone(), Purpose::Writing, 1, WRITE_WAIT_MAX);
        // A wrong file is told at the start.
        drop(write.take().await.context("opening the database")?);
        let read = Connections::new(path, Purpose::Reading, READERS, READ_WAIT_MAX);
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
            Pools::Postgres(pool) => Connection::postgres(
                pool.acquire().await.map_err(DbError::from)?,
                self.statements.clone(),
            ),
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
            Pools::Sqlite { write, .. } => {
                let mut connection = write.take().await?;
                connection.begin().await?;
                Transaction::sqlite(connection, self.statements.clone(), self.changed.clone())
            }
            Pools::Postgres(pool) => Transaction::postgres(
                pool.begin().await.map_err(DbError::from)?,
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
        match &self.pools {
            Pools::Sqlite { write, .. } => migrate::sqlite(migrations, write).await,
            Pools::Postgres(pool) => migrate::postgres(migrations, pool).await,
        }
        .context("migrating the database")
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
                read.close();
                write.close();
            }
            Pools::Postgres(pool) => pool.close().await,
        }
    }
}
