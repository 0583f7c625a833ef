//! How a site works: what it asks of its officers before the public reads.

use conglang_kernel::{AccountId, Moment, SecondEyes};
use conglang_platform::args;
use conglang_platform::db::{Connection, Transaction};
use conglang_platform::fault::Outcome;

use crate::record::{Deed, record};
use crate::scope::SiteScope;

/// Whether somebody may publish a text of their own.
///
/// # Errors
/// When the database does not answer.
pub async fn second_eyes(connection: &mut Connection, scope: SiteScope) -> Outcome<SecondEyes> {
    let row: Option<(String,)> = connection
        .optional("SELECT second_eyes FROM site WHERE id = $1", args![scope.site()])
        .await?;
    Ok(row.map(|(word,)| SecondEyes::parse(&word)).transpose()?.unwrap_or(SecondEyes::Required))
}

/// Decides whether somebody may publish a text of their own.
///
/// # Errors
/// When the database refuses.
pub async fn set_second_eyes(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    wanted: SecondEyes,
    now: Moment,
) -> Outcome<()> {
    transaction
        .execute(
            "UPDATE site SET second_eyes = $2, updated_at = $3 WHERE id = $1",
            args![scope.site(), wanted, now],
        )
        .await?;
    let deed = Deed {
        site: Some(scope.site()),
        by: Some(by),
        action: "set-second-eyes",
        subject: "site",
        subject_id: scope.site().0,
        detail: wanted.as_str(),
    };
    record(transaction, now, deed).await
}
