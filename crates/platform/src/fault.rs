//! Faults: what went wrong in the machine, for the operator's log and never for a visitor's eye.

use std::fmt;

use crate::db::DbError;

/// An opaque failure with its chain of causes. Visitors get a calm page and a request number.
#[derive(Debug)]
pub struct Fault {
    source: anyhow::Error,
    kind: FaultKind,
}

/// What a caller may need to tell apart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FaultKind {
    /// The database does not answer: a stale page may stand in.
    Unavailable,
    /// Anything else.
    Broken,
}

/// Result of what can only fail by a fault.
pub type Outcome<T> = Result<T, Fault>;

impl Fault {
    /// A fault that a message describes.
    pub fn new(message: impl fmt::Display + fmt::Debug + Send + Sync + 'static) -> Self {
        Self { source: anyhow::Error::msg(message), kind: FaultKind::Broken }
    }

    /// Adds what was being done when it happened.
    #[must_use]
    pub fn context(self, doing: &'static str) -> Self {
        Self { source: self.source.context(doing), kind: self.kind }
    }

    /// Whether the database did not answer.
    pub fn kind(&self) -> FaultKind {
        self.kind
    }

    /// The chain of causes for the log.
    pub fn chain(&self) -> String {
        format!("{:#}", self.source)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:#}", self.source)
    }
}

impl From<DbError> for Fault {
    fn from(error: DbError) -> Self {
        Self { kind: error.kind(), source: error.into() }
    }
}

impl From<sqlx::Error> for Fault {
    fn from(error: sqlx::Error) -> Self {
        DbError::from(error).into()
    }
}

macro_rules! from_error {
    ($($error:ty),* $(,)?) => {$(
        impl From<$error> for Fault {
            fn from(error: $error) -> Self {
                Self { source: error.into(), kind: FaultKind::Broken }
            }
        }
    )*};
}

from_error!(
    std::io::Error,
    serde_json::Error,
    minijinja::Error,
    object_store::Error,
    object_store::path::Error,
    lettre::error::Error,
    lettre::address::AddressError,
    lettre::transport::smtp::Error,
    lettre::transport::file::Error,
    tokio::task::JoinError,
    anyhow::Error,
    std::num::ParseIntError,
    std::num::TryFromIntError,
    conglang_kernel::UnknownWord,
    conglang_kernel::SlugError,
    conglang_kernel::HostNameError,
);

/// Adds context to any result that can become a fault.
pub trait Context<T> {
    /// Says what was being done.
    ///
    /// # Errors
    /// The same error, as a [`Fault`] with context.
    fn context(self, doing: &'static str) -> Outcome<T>;
}

impl<T, E: Into<Fault>> Context<T> for Result<T, E> {
    fn context(self, doing: &'static str) -> Outcome<T> {
        self.map_err(|error| error.into().context(doing))
    }
}
