//! What happened, written with the change itself: one line in the audit chain for people, one in the
//! change log for the programs that must learn of it.

use conglang_kernel::{AccountId, Moment, SiteId};
use conglang_platform::args;
use conglang_platform::db::{Transaction, engine};
use conglang_platform::fault::Outcome;

/// Something somebody did.
#[derive(Clone, Debug)]
pub struct Deed<'d> {
    /// On which site; none for the installation as a whole.
    pub site: Option<SiteId>,
    /// Who; none for the program itself.
    pub by: Option<AccountId>,
    /// The verb, a key of the words files: `publish`, `take-down`, `sign-in`.
    pub action: &'static str,
    /// What kind of thing it was done to: `entry`, `site`, `account`.
    pub subject: &'static str,
    /// Which one.
    pub subject_id: i64,
    /// A few words for the reader of the log; never personal data of citizens, never a secret.
    pub detail: &'d str,
}

/// Writes a deed into the audit chain and the change log.
///
/// # Errors
/// When the database refuses.
pub async fn record(transaction: &mut Transaction, now: Moment, deed: Deed<'_>) -> Outcome<()> {
    audit(transaction, now, &deed).await?;
    announce(transaction, now, deed.site, deed.subject, deed.subject_id, deed.action).await
}

/// Writes a deed into the audit chain only: signing in changes nothing that others must learn of.
///
/// # Errors
/// When the database refuses.
pub async fn audit(transaction: &mut Transaction, now: Moment, deed: &Deed<'_>) -> Outcome<()> {
    engine::order_changes(transaction).await?;
    let chain = deed.site.map_or(0, |site| site.0);
    let last: Option<(i64, String)> = transaction
        .optional(
            "SELECT number, hash FROM audit WHERE site_id = $1 ORDER BY number DESC LIMIT 1",
            args![chain],
        )
        .await?;
    let (number, previous) = last.map_or((1, String::new()), |(n, hash)| (n + 1, hash));
    let hash = chain_hash(&previous, chain, number, now, deed);
    transaction
        .execute(
            "INSERT INTO audit (site_id, number, account_id, action, subject, subject_id, detail,
               at, previous_hash, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            args![
                chain,
                number,
                deed.by,
                deed.action,
                deed.subject,
                deed.subject_id,
                deed.detail,
                now,
                previous,
                hash
            ],
        )
        .await?;
    Ok(())
}

/// Writes a line of the change log only.
///
/// # Errors
/// When the database refuses.
pub async fn announce(
    transaction: &mut Transaction,
    now: Moment,
    site: Option<SiteId>,
    subject: &'static str,
    subject_id: i64,
    kind: &'static str,
) -> Outcome<()> {
    engine::order_changes(transaction).await?;
    transaction
        .execute(
            "INSERT INTO change (site_id, subject, subject_id, kind, at)
             VALUES ($1, $2, $3, $4, $5)",
            args![site, subject, subject_id, kind, now],
        )
        .await?;
    Ok(())
}

/// The hash over a line and the one before it. Fields are parted by a byte no text may hold.
fn chain_hash(previous: &str, chain: i64, number: i64, now: Moment, deed: &Deed<'_>) -> String {
    use sha2::Digest;
    let mut hasher = sha2::Sha256::new();
    for part in [
        previous,
        &chain.to_string(),
        &number.to_string(),
        &deed.by.map(|by| by.to_string()).unwrap_or_default(),
        deed.action,
        deed.subject,
        &deed.subject_id.to_string(),
        deed.detail,
        &now.0.to_string(),
    ] {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
