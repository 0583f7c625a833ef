//! Rows of either engine, read by the names of their columns.

use rusqlite::types::FromSql;
use sqlx::postgres::PgRow;
use sqlx::{Decode, Postgres, Row as _, Type};

use super::DbError;

/// A row that one of the engines gave.
pub enum Row<'r> {
    /// Of SQLite: valid until the next step. The names of its columns are those of the statement, read
    /// once: asking the engine for each value's name costs more than the value.
    Sqlite(&'r rusqlite::Row<'r>, &'r [String]),
    /// Of PostgreSQL.
    Postgres(&'r PgRow),
}

/// A value that both engines can give: whole numbers, texts, bytes, and each of them or NULL.
pub trait Cell: FromSql + for<'r> Decode<'r, Postgres> + Type<Postgres> {}

impl<T> Cell for T where T: FromSql + for<'r> Decode<'r, Postgres> + Type<Postgres> {}

impl Row<'_> {
    /// The value of the column with this name.
    ///
    /// # Errors
    /// When there is no such column, or its value is of another type.
    pub fn get<T: Cell>(&self, name: &str) -> Result<T, DbError> {
        Ok(match self {
            Self::Sqlite(row, names) => {
                let place = names.iter().position(|known| known == name);
                row.get(place.ok_or_else(|| rusqlite::Error::InvalidColumnName(name.to_owned()))?)?
            }
            Self::Postgres(row) => row.try_get(name)?,
        })
    }

    /// The value of the column at this place, from 0.
    ///
    /// # Errors
    /// When there is no such column, or its value is of another type.
    pub fn at<T: Cell>(&self, place: usize) -> Result<T, DbError> {
        Ok(match self {
            Self::Sqlite(row, _) => row.get(place)?,
            Self::Postgres(row) => row.try_get(place)?,
        })
    }
}

/// What can be read from a row.
pub trait FromRow: Sized + Send {
    /// Reads it.
    ///
    /// # Errors
    /// When a column is missing or of another type.
    fn from_row(row: &Row<'_>) -> Result<Self, DbError>;
}

macro_rules! tuples {
    ($($($name:ident $place:literal),+;)+) => {$(
        impl<$($name: Cell + Send),+> FromRow for ($($name,)+) {
            fn from_row(row: &Row<'_>) -> Result<Self, DbError> {
                Ok(($(row.at::<$name>($place)?,)+))
            }
        }
    )+};
}

tuples! {
    A 0;
    A 0, B 1;
    A 0, B 1, C 2;
    A 0, B 1, C 2, D 3;
    A 0, B 1, C 2, D 3, E 4;
    A 0, B 1, C 2, D 3, E 4, F 5;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12, N 13;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12, N 13, O 14;
    A 0, B 1, C 2, D 3, E 4, F 5, G 6, H 7, I 8, J 9, K 10, L 11, M 12, N 13, O 14, P 15;
}
