//! Two-sided errors: what the person sees, and what went wrong inside.

use shared::refusal::Refusal;

/// What every operation may fail with.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The outer half: shown as it is.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// The form with this key was applied before; the subject it made or changed.
    #[error("done before, to {subject}")]
    Repeated {
        /// Id of what the first application was about.
        subject: String,
    },
    /// The inner half: logged whole, shown as a ticket.
    #[error(transparent)]
    Fault(#[from] Fault),
}

/// What went wrong inside.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The database refused or was not there.
    #[error("database: {0}")]
    Database(#[from] sqlx::Error),
    /// The schema could not be brought up to date.
    #[error("migration: {0}")]
    Migration(#[from] sqlx::migrate::MigrateError),
    /// A row holds what no version of the program writes.
    #[error("inconsistent: {column} holds {value:?}")]
    Inconsistent {
        /// Which column.
        column: &'static str,
        /// What it holds.
        value: String,
    },
    /// Anything else that should not happen, said in a sentence.
    #[error("{0}")]
    Other(String),
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match error {
            sqlx::Error::RowNotFound => Refusal::NotFound.into(),
            error => Fault::Database(error).into(),
        }
    }
}

/// The result of every operation.
pub type Result<T, E = Error> = std::result::Result<T, E>;
