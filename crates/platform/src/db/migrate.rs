//! Migrations: one ordered line of texts, put into the dialect of the engine at hand.

use sqlx::SqlSafeStr;
use sqlx::migrate::{Migration as SqlxMigration, MigrationType, Migrator};

use super::Engine;

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

pub(super) fn migrator(migrations: &[Migration], engine: Engine) -> Migrator {
    let steps = migrations
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
        .collect();
    Migrator::with_migrations(steps)
}
