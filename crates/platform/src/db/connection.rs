//! Connections and transactions that run one statement text on either engine.

use std::borrow::Cow;
use std::ops::{Deref, DerefMut};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use sqlx::pool::PoolConnection;
use sqlx::postgres::PgArguments;
use sqlx::{AssertSqlSafe, PgConnection, Postgres, SqlSafeStr, SqlStr};
use tokio::sync::Notify;

use super::sqlite::Taken;
use super::{Argument, Arguments, DbError, Engine, FromRow, Row};
use crate::fault::Outcome;

/// The text of a statement: a literal, or one that was composed from literals.
pub struct Sql(SqlStr);

impl From<&'static str> for Sql {
    fn from(text: &'static str) -> Self {
        Self(text.into_sql_str())
    }
}

impl Sql {
    /// A text composed of literals and placeholders only. Never put a value into it.
    pub fn composed(text: impl Into<Cow<'static, str>>) -> Self {
        Self(AssertSqlSafe(text.into().into_owned()).into_sql_str())
    }
}

/// A connection from a pool, or inside a transaction.
pub struct Connection {
    wire: Wire,
    statements: Arc<AtomicU64>,
}

enum Wire {
    Sqlite(Taken),
    Postgres(PoolConnection<Postgres>),
    PostgresTransaction(sqlx::Transaction<'static, Postgres>),
}

/// A wire at work.
enum Raw<'c> {
    Sqlite(&'c mut Taken),
    Postgres(&'c mut PgConnection),
}

impl Connection {
    pub(super) fn sqlite(wire: Taken, statements: Arc<AtomicU64>) -> Self {
        Self { wire: Wire::Sqlite(wire), statements }
    }

    pub(super) fn postgres(wire: PoolConnection<Postgres>, statements: Arc<AtomicU64>) -> Self {
        Self { wire: Wire::Postgres(wire), statements }
    }

    /// Which engine answers.
    pub fn engine(&self) -> Engine {
        match self.wire {
            Wire::Sqlite(_) => Engine::Sqlite,
            Wire::Postgres(_) | Wire::PostgresTransaction(_) => Engine::Postgres,
        }
    }

    fn raw(&mut self) -> Raw<'_> {
        self.statements.fetch_add(1, Ordering::Relaxed);
        match &mut self.wire {
            Wire::Sqlite(wire) => Raw::Sqlite(wire),
            Wire::Postgres(wire) => Raw::Postgres(wire),
            Wire::PostgresTransaction(wire) => Raw::Postgres(wire),
        }
    }

    /// Every row.
    ///
    /// # Errors
    /// When the statement fails or a row does not fit `T`.
    pub async fn all<T: FromRow>(
        &mut self,
        sql: impl Into<Sql>,
        arguments: Arguments,
    ) -> Outcome<Vec<T>> {
        let sql = sql.into().0;
        Ok(match self.raw() {
            Raw::Sqlite(wire) => wire.rows(sql.as_str(), &arguments, usize::MAX)?,
            Raw::Postgres(wire) => sqlx::query_with(sql, postgres_arguments(arguments))
                .fetch_all(wire)
                .await
                .map_err(DbError::from)?
                .iter()
                .map(|row| T::from_row(&Row::Postgres(row)))
                .collect::<Result<_, _>>()?,
        })
    }

    /// The first row, if there is one.
    ///
    /// # Errors
    /// When the statement fails or the row does not fit `T`.
    pub async fn optional<T: FromRow>(
        &mut self,
        sql: impl Into<Sql>,
        arguments: Arguments,
    ) -> Outcome<Option<T>> {
        let sql = sql.into().0;
        Ok(match self.raw() {
            Raw::Sqlite(wire) => wire.rows(sql.as_str(), &arguments, 1)?.pop(),
            Raw::Postgres(wire) => sqlx::query_with(sql, postgres_arguments(arguments))
                .fetch_optional(wire)
                .await
                .map_err(DbError::from)?
                .map(|row| T::from_row(&Row::Postgres(&row)))
                .transpose()?,
        })
    }

    /// The only row.
    ///
    /// # Errors
    /// When there is none, the statement fails or the row does not fit `T`.
    pub async fn one<T: FromRow>(
        &mut self,
        sql: impl Into<Sql>,
        arguments: Arguments,
    ) -> Outcome<T> {
        self.optional(sql, arguments).await?.ok_or_else(|| DbError::NoRow.into())
    }

    /// The single value of the only row, such as a count or a returned id.
    ///
    /// # Errors
    /// When there is no row or the statement fails.
    pub async fn number(&mut self, sql: impl Into<Sql>, arguments: Arguments) -> Outcome<i64> {
        Ok(self.one::<(i64,)>(sql, arguments).await?.0)
    }

    /// Runs a statement and says how many rows it touched.
    ///
    /// # Errors
    /// When the statement fails.
    pub async fn execute(&mut self, sql: impl Into<Sql>, arguments: Arguments) -> Outcome<u64> {
        let sql = sql.into().0;
        Ok(match self.raw() {
            Raw::Sqlite(wire) => wire.run(sql.as_str(), &arguments)?,
            Raw::Postgres(wire) => sqlx::query_with(sql, postgres_arguments(arguments))
                .execute(wire)
                .await
                .map_err(DbError::from)?
                .rows_affected(),
        })
    }

    /// Has the engine parse and plan a statement without running it.
    ///
    /// # Errors
    /// When the statement is not valid on the migrated schema.
    pub async fn prepare(&mut self, text: String) -> Outcome<()> {
        use sqlx::Executor;
        match self.raw() {
            Raw::Sqlite(wire) => drop(wire.prepare_cached(&text).map_err(DbError::from)?),
            Raw::Postgres(wire) => {
                let sql = AssertSqlSafe(text).into_sql_str();
                drop(wire.prepare(sql).await.map_err(DbError::from)?);
            }
        }
        Ok(())
    }
}

/// A connection whose writes are undone unless [`Transaction::commit`] is called.
pub struct Transaction {
    connection: Connection,
    changed: Arc<Notify>,
}

impl Transaction {
    pub(super) fn sqlite(wire: Taken, statements: Arc<AtomicU64>, changed: Arc<Notify>) -> Self {
        Self { connection: Connection { wire: Wire::Sqlite(wire), statements }, changed }
    }

    pub(super) fn postgres(
        wire: sqlx::Transaction<'static, Postgres>,
        statements: Arc<AtomicU64>,
        changed: Arc<Notify>,
    ) -> Self {
        Self {
            connection: Connection { wire: Wire::PostgresTransaction(wire), statements },
            changed,
        }
    }

    /// Makes everything written last, and wakes the readers of the change log.
    ///
    /// # Errors
    /// When the database refuses; then nothing was written.
    pub async fn commit(self) -> Outcome<()> {
        match self.connection.wire {
            Wire::Sqlite(wire) => wire.commit().await?,
            Wire::PostgresTransaction(wire) => wire.commit().await.map_err(DbError::from)?,
            Wire::Postgres(_) => {}
        }
        self.changed.notify_waiters();
        self.changed.notify_one();
        Ok(())
    }
}

impl Deref for Transaction {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        &self.connection
    }
}

impl DerefMut for Transaction {
    fn deref_mut(&mut self) -> &mut Connection {
        &mut self.connection
    }
}

fn postgres_arguments(arguments: Arguments) -> PgArguments {
    use sqlx::Arguments as _;
    let mut bound = PgArguments::default();
    for argument in arguments {
        let added = match argument {
            Argument::Int(value) => bound.add(value),
            Argument::Text(value) => bound.add(value),
            Argument::Bytes(value) => bound.add(value),
        };
        // Integers, texts and bytes always encode.
        debug_assert!(added.is_ok());
    }
    bound
}
