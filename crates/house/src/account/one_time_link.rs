//! Links for one use: the first administrator's, and a new password.

use conglang_kernel::{AccountId, Moment};
use conglang_platform::args;
use conglang_platform::db::Connection;
use conglang_platform::fault::Outcome;

use super::session::{hash_token, random_token};

/// A link holds for so long. In seconds.
const LIFE_SECONDS: i64 = 24 * 60 * 60;

/// What a link is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LinkPurpose {
    /// Making the first account of an installation.
    FirstAdministrator,
    /// Choosing a new password.
    NewPassword,
}

impl LinkPurpose {
    fn as_str(self) -> &'static str {
        match self {
            Self::FirstAdministrator => "first_administrator",
            Self::NewPassword => "new_password",
        }
    }
}

/// Makes a link and tells its token, once. Earlier links for the same purpose and person end.
///
/// # Errors
/// When the database refuses.
pub async fn create_link(
    connection: &mut Connection,
    purpose: LinkPurpose,
    account: Option<AccountId>,
    now: Moment,
) -> Outcome<String> {
    connection
        .execute(
            "DELETE FROM one_time_link
             WHERE purpose = $1 AND COALESCE(account_id, 0) = COALESCE($2, 0)",
            args![purpose.as_str(), account],
        )
        .await?;
    let token = random_token();
    connection
        .execute(
            "INSERT INTO one_time_link (token_hash, account_id, purpose, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5)",
            args![
                hash_token(&token),
                account,
                purpose.as_str(),
                now,
                now.plus_seconds(LIFE_SECONDS)
            ],
        )
        .await?;
    Ok(token)
}

/// Whether a link still holds, and for whom.
///
/// # Errors
/// When the database does not answer.
pub async fn find_link(
    connection: &mut Connection,
    purpose: LinkPurpose,
    token: &str,
    now: Moment,
) -> Outcome<Option<Option<AccountId>>> {
    let row: Option<(Option<i64>,)> = connection
        .optional(
            "SELECT account_id FROM one_time_link
             WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3",
            args![hash_token(token), purpose.as_str(), now],
        )
        .await?;
    Ok(row.map(|(account,)| account.map(AccountId)))
}

/// Uses a link up; false when it was used, is over, or never was.
///
/// # Errors
/// When the database refuses.
pub async fn redeem_link(
    connection: &mut Connection,
    purpose: LinkPurpose,
    token: &str,
    now: Moment,
) -> Outcome<bool> {
    let used = connection
        .execute(
            "UPDATE one_time_link SET used_at = $3
             WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3",
            args![hash_token(token), purpose.as_str(), now],
        )
        .await?;
    Ok(used == 1)
}
