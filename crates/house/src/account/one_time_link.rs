//! Links that work once, within a day: for the first administrator and for a new password.

use conglang_kernel::{AccountId, Moment, UnknownWord};
use conglang_platform::args;
use conglang_platform::db::Connection;
use conglang_platform::fault::Outcome;

use super::token::Token;

/// How long a link works, in seconds.
pub const LIFE_SECONDS: i64 = 24 * 3600;

/// What a link is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// Create the installation's first account.
    FirstAdministrator,
    /// Choose a new password for an account.
    NewPassword(AccountId),
}

impl Purpose {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::FirstAdministrator => "first_administrator",
            Self::NewPassword(_) => "new_password",
        }
    }

    fn account(self) -> Option<AccountId> {
        match self {
            Self::FirstAdministrator => None,
            Self::NewPassword(account) => Some(account),
        }
    }

    fn parse(word: &str, account: Option<i64>) -> Result<Self, UnknownWord> {
        match (word, account) {
            ("first_administrator", None) => Ok(Self::FirstAdministrator),
            ("new_password", Some(account)) => Ok(Self::NewPassword(AccountId(account))),
            _ => Err(UnknownWord::new(word)),
        }
    }
}

/// Makes a link's token; earlier unused ones for the same purpose stop working.
///
/// # Errors
/// When the database refuses.
pub async fn create(connection: &mut Connection, purpose: Purpose, now: Moment) -> Outcome<Token> {
    let account = purpose.account();
    connection
        .execute(
            "DELETE FROM one_time_link
             WHERE purpose = $1 AND COALESCE(account_id, 0) = $2 AND used_at IS NULL",
            args![purpose.as_str(), account.map_or(0, |id| id.0)],
        )
        .await?;
    let token = Token::generate()?;
    connection
        .execute(
            "INSERT INTO one_time_link (token_hash, account_id, purpose, created_at, expires_at)
             VALUES ($1, $2, $3, $4, $5)",
            args![token.hash(), account, purpose.as_str(), now, now.plus_seconds(LIFE_SECONDS)],
        )
        .await?;
    Ok(token)
}

/// What a link is good for, without using it up: for the page that shows its form.
///
/// # Errors
/// When the database does not answer.
pub async fn find(
    connection: &mut Connection,
    token: &Token,
    now: Moment,
) -> Outcome<Option<Purpose>> {
    let row: Option<(String, Option<i64>)> = connection
        .optional(
            "SELECT purpose, account_id FROM one_time_link
             WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2",
            args![token.hash(), now],
        )
        .await?;
    Ok(row.map(|(purpose, account)| Purpose::parse(&purpose, account)).transpose()?)
}

/// Uses a link up, in the transaction of what it is used for. Of two at once, one gets it.
///
/// # Errors
/// When the database refuses.
pub async fn redeem(
    connection: &mut Connection,
    token: &Token,
    now: Moment,
) -> Outcome<Option<Purpose>> {
    let row: Option<(String, Option<i64>)> = connection
        .optional(
            "UPDATE one_time_link SET used_at = $2
             WHERE token_hash = $1 AND used_at IS NULL AND expires_at > $2
             RETURNING purpose, account_id",
            args![token.hash(), now],
        )
        .await?;
    Ok(row.map(|(purpose, account)| Purpose::parse(&purpose, account)).transpose()?)
}
