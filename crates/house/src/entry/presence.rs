//! Who has an entry open at the desk, so that two people see each other before they collide.

use conglang_kernel::{AccountId, EntryId, Moment};
use conglang_platform::args;
use conglang_platform::db::Transaction;
use conglang_platform::fault::Outcome;

use crate::scope::SiteScope;

/// Notes that an account has an entry open now and gives the names of others seen since.
///
/// # Errors
/// When the database refuses.
pub async fn note_presence(
    transaction: &mut Transaction,
    scope: SiteScope,
    entry: EntryId,
    account: AccountId,
    since: Moment,
    now: Moment,
) -> Outcome<Vec<String>> {
    // Lines of yesterday are of no use to anybody.
    transaction
        .execute(
            "DELETE FROM presence WHERE site_id = $1 AND seen_at <= $2",
            args![scope.site(), since],
        )
        .await?;
    transaction
        .execute(
            "INSERT INTO presence (entry_id, account_id, site_id, seen_at)
             VALUES ($1, $2, $3, $4)
             ON CONFLICT (entry_id, account_id) DO UPDATE SET seen_at = excluded.seen_at",
            args![entry, account, scope.site(), now],
        )
        .await?;
    let names: Vec<(String,)> = transaction
        .all(
            "SELECT a.name FROM presence p JOIN account a ON a.id = p.account_id
             WHERE p.entry_id = $1 AND p.site_id = $2 AND p.account_id <> $3
             ORDER BY a.name",
            args![entry, scope.site(), account],
        )
        .await?;
    Ok(names.into_iter().map(|(name,)| name).collect())
}
