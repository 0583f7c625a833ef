//! What an engine refuses.

use rusqlite::ErrorCode;

use crate::fault::FaultKind;

/// An error of either engine.
#[derive(thiserror::Error, Debug)]
pub enum DbError {
    /// SQLite.
    #[error(transparent)]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL.
    #[error(transparent)]
    Postgres(#[from] sqlx::Error),
    /// Every connection was busy for too long.
    #[error("no connection to the database became free")]
    AllTaken,
    /// The program is stopping.
    #[error("the database is closed")]
    Closed,
    /// There is no row where there must be one.
    #[error("no row was found")]
    NoRow,
    /// A statement names a parameter that was not given.
    #[error("a statement has a parameter without a value")]
    Parameters,
    /// A step of the schema that was applied is not the one this program knows.
    #[error("migration {0} was applied with another text")]
    Edited(i64),
    /// A step of the schema that this program does not know: it is older than the database.
    #[error("migration {0} is unknown to this program")]
    Unknown(i64),
}

impl DbError {
    /// Whether the database did not answer, or refused.
    pub(crate) fn kind(&self) -> FaultKind {
        let is_away = match self {
            Self::Sqlite(error) => matches!(
                error.sqlite_error_code(),
                Some(
                    ErrorCode::DatabaseBusy
                        | ErrorCode::DatabaseLocked
                        | ErrorCode::CannotOpen
                        | ErrorCode::SystemIoFailure
                        | ErrorCode::DiskFull
                )
            ),
            Self::Postgres(error) => match error {
                sqlx::Error::Io(_)
                | sqlx::Error::PoolTimedOut
                | sqlx::Error::PoolClosed
                | sqlx::Error::WorkerCrashed
                | sqlx::Error::Tls(_) => true,
                // 57P01..57P03: the server is shutting down or not yet up; 53300: too many
                // connections.
                sqlx::Error::Database(e) => {
                    e.code().is_some_and(|code| code.starts_with("57P0") || code == "53300")
                }
                _ => false,
            },
            Self::AllTaken | Self::Closed => true,
            Self::NoRow | Self::Parameters | Self::Edited(_) | Self::Unknown(_) => false,
        };
        if is_away { FaultKind::Unavailable } else { FaultKind::Broken }
    }
}
