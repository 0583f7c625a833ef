//! What the program remembers of an installation: a word under a name.

use crate::args;
use crate::db::{Connection, Transaction};
use crate::fault::Outcome;

/// What stands under a name.
///
/// # Errors
/// When the database does not answer.
pub async fn find(connection: &mut Connection, name: &str) -> Outcome<Option<String>> {
    let row: Option<(String,)> =
        connection.optional("SELECT value FROM setting WHERE name = $1", args![name]).await?;
    Ok(row.map(|(value,)| value))
}

/// Puts a word under a name, in the place of what stood there.
///
/// # Errors
/// When the database refuses.
pub async fn keep(transaction: &mut Transaction, name: &str, value: &str) -> Outcome<()> {
    transaction
        .execute(
            "INSERT INTO setting (name, value) VALUES ($1, $2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
            args![name, value],
        )
        .await?;
    Ok(())
}
