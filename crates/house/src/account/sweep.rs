//! Tidying up: what is over goes, and who stayed away too long is disabled.

use conglang_kernel::{AccountId, Moment};
use conglang_platform::args;
use conglang_platform::db::Connection;
use conglang_platform::fault::Outcome;

use super::session::IDLE_SECONDS;

/// An account nobody signed in to for so long is disabled (TCVN 14423:2026), in days.
pub(super) const IDLE_DAYS: i64 = 45;

/// What was tidied up.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Swept {
    /// Sessions that were over.
    pub sessions: u64,
    /// Links used or too old.
    pub links: u64,
    /// Counts of failed sign-ins that no longer count.
    pub tallies: u64,
    /// Accounts disabled for being idle, each worth a line in the audit log.
    pub idle: Vec<AccountId>,
}

/// Removes sessions, links and failure counts that are over and disables idle accounts, in the
/// caller's transaction. May run at any time and any number of times.
///
/// # Errors
/// When the database refuses.
pub async fn sweep(connection: &mut Connection, now: Moment) -> Outcome<Swept> {
    let idle: Vec<(i64,)> = connection
        .all(
            "UPDATE account SET disabled_at = $1, disabled_for = 'idle'
             WHERE disabled_at IS NULL AND active_at <= $2 RETURNING id",
            args![now, now.plus_days(-IDLE_DAYS)],
        )
        .await?;
    let sessions = connection
        .execute(
            "DELETE FROM session WHERE expires_at <= $1 OR seen_at <= $2
               OR account_id IN (SELECT id FROM account WHERE disabled_at IS NOT NULL)",
            args![now, now.plus_seconds(-IDLE_SECONDS)],
        )
        .await?;
    let links = connection
        .execute(
            "DELETE FROM one_time_link WHERE expires_at <= $1 OR used_at IS NOT NULL",
            args![now],
        )
        .await?;
    let tallies =
        connection.execute("DELETE FROM sign_in_tally WHERE forget_at <= $1", args![now]).await?;
    Ok(Swept {
        sessions,
        links,
        tallies,
        idle: idle.into_iter().map(|(id,)| AccountId(id)).collect(),
    })
}
