//! Migrations: one ordered line of texts, put into the dialect of the engine at hand.

use std::sync::Arc;
use std::time::Instant;

use sqlx::PgPool;
use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration as SqlxMigration, MigrationType, Migrator};

use super::sqlite::Connections;
use super::{DbError, Engine};
use crate::args;
use crate::fault::Outcome;

/// One step of the schema.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Its place in the line, from 1.
    pub number: i64,
    /// The name in the file's name.
    pub name: &'static str,
    /// The text in the common dialect of [`Engine::dialect`].
    pub text: &'static str,
}

/// Every migration's text as the engine will see it.
pub fn migration_texts(migrations: &[Migration], engine: Engine) -> Vec<String> {
    migrations.iter().map(|m| engine.dialect(m.text)).collect()
}

fn steps(migrations: &[Migration], engine: Engine) -> Vec<SqlxMigration> {
    migrations
        .iter()
        .map(|m| {
            SqlxMigration::new(
                m.number,
                m.name.into(),
                MigrationType::Simple,
                sqlx::AssertSqlSafe(engine.dialect(m.text)).into_sql_str(),
                false,
            )
        })
        .collect()
}

pub(super) async fn postgres(migrations: &[Migration], pool: &PgPool) -> Outcome<()> {
    let migrator = Migrator::with_migrations(steps(migrations, Engine::Postgres));
    Ok(migrator.run(pool).await.map_err(anyhow::Error::from)?)
}

/// What is missing, in one transaction, with the same books as on PostgreSQL.
pub(super) async fn sqlite(migrations: &[Migration], write: &Arc<Connections>) -> Outcome<()> {
    let mut connection = write.take().await?;
    connection.begin().await?;
    connection
        .execute_batch(
            "CREATE TABLE IF NOT EXISTS _sqlx_migrations (
               version BIGINT PRIMARY KEY,
               description TEXT NOT NULL,
               installed_on TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
               success BOOLEAN NOT NULL,
               checksum BLOB NOT NULL,
               execution_time BIGINT NOT NULL)",
        )
        .map_err(DbError::from)?;
    let applied: Vec<(i64, Vec<u8>)> = connection.rows(
        "SELECT version, checksum FROM _sqlx_migrations ORDER BY version",
        &args![],
        usize::MAX,
    )?;
    let steps = steps(migrations, Engine::Sqlite);
    if let Some((unknown, _)) =
        applied.iter().find(|(version, _)| steps.iter().all(|step| step.version != *version))
    {
        return Err(DbError::Unknown(*unknown).into());
    }
    for step in steps {
        match applied.iter().find(|(version, _)| *version == step.version) {
            Some((_, checksum)) if *checksum == *step.checksum => {}
            Some(_) => return Err(DbError::Edited(step.version).into()),
            None => {
                let began = Instant::now();
                connection.execute_batch(step.sql.as_str()).map_err(DbError::from)?;
                let nanoseconds = i64::try_from(began.elapsed().as_nanos())?;
                connection.run(
                    "INSERT INTO _sqlx_migrations
                       (version, description, success, checksum, execution_time)
                     VALUES ($1, $2, 1, $3, $4)",
                    &args![step.version, &*step.description, &*step.checksum, nanoseconds],
                )?;
            }
        }
    }
    Ok(connection.commit().await?)
}
