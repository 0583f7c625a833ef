//! Accounts in the database.

use conglang_kernel::{AccountId, Moment};
use conglang_platform::args;
use conglang_platform::db::Connection;
use conglang_platform::fault::Outcome;
use sqlx::FromRow;

use super::Email;

/// A person who can sign in.
#[derive(Clone, Debug)]
pub struct Account {
    /// Which.
    pub id: AccountId,
    /// By which address.
    pub email: String,
    /// Called what.
    pub name: String,
    /// Whose password it is.
    pub password_state: PasswordState,
    pub(super) password_hash: String,
    pub(super) locked_until: Option<Moment>,
    pub(super) active_at: Moment,
    pub(super) is_disabled: bool,
}

/// Whose password an account has.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PasswordState {
    /// Chosen by the person.
    Own,
    /// Given by somebody else: must be changed before anything else.
    First,
}

impl PasswordState {
    fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::First => "first",
        }
    }
}

#[derive(FromRow)]
struct AccountRow {
    id: i64,
    email: String,
    name: String,
    password_hash: String,
    password_state: String,
    locked_until: Option<i64>,
    signed_in_at: Option<i64>,
    password_set_at: i64,
    disabled_at: Option<i64>,
}

impl From<AccountRow> for Account {
    fn from(row: AccountRow) -> Self {
        Self {
            id: AccountId(row.id),
            email: row.email,
            name: row.name,
            password_state: match row.password_state.as_str() {
                "own" => PasswordState::Own,
                _ => PasswordState::First,
            },
            password_hash: row.password_hash,
            locked_until: row.locked_until.map(Moment),
            active_at: Moment(row.signed_in_at.unwrap_or_default().max(row.password_set_at)),
            is_disabled: row.disabled_at.is_some(),
        }
    }
}

/// The account with this number.
///
/// # Errors
/// When the database does not answer.
pub async fn find_account(connection: &mut Connection, id: AccountId) -> Outcome<Option<Account>> {
    let row: Option<AccountRow> = connection
        .optional(
            "SELECT id, email, name, password_hash, password_state, locked_until,
               signed_in_at, password_set_at, disabled_at
             FROM account WHERE id = $1",
            args![id],
        )
        .await?;
    Ok(row.map(Account::from))
}

/// The account with this address.
///
/// # Errors
/// When the database does not answer.
pub async fn find_by_email(
    connection: &mut Connection,
    email: &Email,
) -> Outcome<Option<Account>> {
    let row: Option<AccountRow> = connection
        .optional(
            "SELECT id, email, name, password_hash, password_state, locked_until,
               signed_in_at, password_set_at, disabled_at
             FROM account WHERE email = $1",
            args![email.as_str()],
        )
        .await?;
    Ok(row.map(Account::from))
}

/// Makes an account; an address that has one already gives none.
///
/// # Errors
/// When the database refuses.
pub async fn create_account(
    connection: &mut Connection,
    email: &Email,
    name: &str,
    password_hash: &str,
    state: PasswordState,
    now: Moment,
) -> Outcome<Option<AccountId>> {
    let row: Option<(i64,)> = connection
        .optional(
            "INSERT INTO account (email, name, password_hash, password_set_at, password_state,
               created_at)
             VALUES ($1, $2, $3, $4, $5, $4)
             ON CONFLICT (email) DO NOTHING RETURNING id",
            args![email.as_str(), name, password_hash, now, state.as_str()],
        )
        .await?;
    Ok(row.map(|(id,)| AccountId(id)))
}

/// Sets a password and forgets failures.
///
/// # Errors
/// When the database refuses.
pub async fn set_password(
    connection: &mut Connection,
    id: AccountId,
    password_hash: &str,
    state: PasswordState,
    now: Moment,
) -> Outcome<()> {
    connection
        .execute(
            "UPDATE account SET password_hash = $2, password_state = $3, password_set_at = $4,
               failures = 0, locked_until = NULL
             WHERE id = $1",
            args![id, password_hash, state.as_str(), now],
        )
        .await?;
    Ok(())
}

/// Changes the name people see.
///
/// # Errors
/// When the database refuses.
pub async fn rename(connection: &mut Connection, id: AccountId, name: &str) -> Outcome<()> {
    connection
        .execute("UPDATE account SET name = $2 WHERE id = $1", args![id, name])
        .await?;
    Ok(())
}
