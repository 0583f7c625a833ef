//! Accounts by the names of people.

use conglang_kernel::AccountId;
use conglang_platform::args;
use conglang_platform::db::Connection;
use conglang_platform::fault::Outcome;

/// The accounts of people whose names hold every word of a query, with or without accents. All names are
/// read: an installation has as many accounts as officers, not as citizens.
///
/// # Errors
/// When the database does not answer.
pub async fn named(connection: &mut Connection, query: &str) -> Outcome<Vec<AccountId>> {
    let folded = vitext::fold(query);
    let words: Vec<&str> = vitext::words(&folded).collect();
    if words.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(i64, String)> = connection.all("SELECT id, name FROM account", args![]).await?;
    let holds = |name: &str| {
        let name = vitext::fold(name);
        words.iter().all(|word| vitext::words(&name).any(|part| part.starts_with(word)))
    };
    Ok(rows.into_iter().filter(|(_, name)| holds(name)).map(|(id, _)| AccountId(id)).collect())
}
