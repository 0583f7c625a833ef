//! Accounts: people who can sign in.

use conglang_kernel::{AccountId, Moment, Presence, Rejections, UnknownWord};
use conglang_platform::args;
use conglang_platform::db::Connection;
use conglang_platform::db::FromRow;
use conglang_platform::fault::Outcome;

use super::email::Email;
use super::password::PasswordHash;
use super::session::{self, SessionKey};

/// Longest name of a person, in characters.
const NAME_CHARS_MAX: usize = 120;

/// Whose idea a password was.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PasswordState {
    /// The person chose it.
    Own,
    /// Handed out with the account: the first sign-in must change it (TCVN 14423:2026).
    First,
}

impl PasswordState {
    /// The word in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Own => "own",
            Self::First => "first",
        }
    }

    pub(super) fn parse(word: &str) -> Result<Self, UnknownWord> {
        match word {
            "own" => Ok(Self::Own),
            "first" => Ok(Self::First),
            _ => Err(UnknownWord::new(word)),
        }
    }
}

/// Why an account is disabled.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum DisabledFor {
    /// Somebody decided so.
    Decision,
    /// Nobody signed in for 45 days (TCVN 14423:2026).
    Idle,
}

impl DisabledFor {
    /// The word in the database and in words files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Decision => "decision",
            Self::Idle => "idle",
        }
    }

    fn parse(word: &str) -> Result<Self, UnknownWord> {
        match word {
            "decision" => Ok(Self::Decision),
            "idle" => Ok(Self::Idle),
            _ => Err(UnknownWord::new(word)),
        }
    }
}

/// A person who can sign in. The password's hash never leaves this folder.
#[derive(Clone, Debug)]
pub struct Account {
    /// Its number.
    pub id: AccountId,
    /// The name to sign in with.
    pub email: Email,
    /// The person's name.
    pub name: String,
    /// Whether the password is still the one handed out.
    pub password_state: PasswordState,
    /// When the password was set.
    pub password_set_at: Moment,
    /// The last sign-in, if there was one.
    pub signed_in_at: Option<Moment>,
    /// The last sign-in, the creation or the re-enabling: from here the 45 idle days count.
    pub active_at: Moment,
    /// Since when and why it is disabled, if it is.
    pub disabled: Option<(Moment, DisabledFor)>,
    /// When it was created.
    pub created_at: Moment,
}

/// The columns of [`AccountRow`], for every statement that reads an account as `a`.
pub(super) const COLUMNS: &str = "a.id, a.email, a.name, a.password_state, a.password_set_at, \
     a.signed_in_at, a.active_at, a.disabled_at, a.disabled_for, a.created_at";

#[derive(FromRow)]
pub(super) struct AccountRow {
    id: i64,
    email: String,
    name: String,
    password_state: String,
    password_set_at: i64,
    signed_in_at: Option<i64>,
    active_at: i64,
    disabled_at: Option<i64>,
    disabled_for: Option<String>,
    created_at: i64,
}

impl AccountRow {
    pub(super) fn into_account(self) -> Outcome<Account> {
        let disabled = match self.disabled_at {
            None => None,
            Some(at) => {
                let reason = self.disabled_for.as_deref().unwrap_or("decision");
                Some((Moment(at), DisabledFor::parse(reason)?))
            }
        };
        Ok(Account {
            id: AccountId(self.id),
            email: Email::stored(self.email),
            name: self.name,
            password_state: PasswordState::parse(&self.password_state)?,
            password_set_at: Moment(self.password_set_at),
            signed_in_at: self.signed_in_at.map(Moment),
            active_at: Moment(self.active_at),
            disabled,
            created_at: Moment(self.created_at),
        })
    }
}

/// How many accounts there are, disabled ones too.
///
/// # Errors
/// When the database does not answer.
pub async fn count(connection: &mut Connection) -> Outcome<i64> {
    connection.number("SELECT count(*) FROM account", args![]).await
}

/// The account of a number.
///
/// # Errors
/// When the database does not answer.
pub async fn find(connection: &mut Connection, id: AccountId) -> Outcome<Option<Account>> {
    let sql = conglang_platform::db::Sql::composed(format!(
        "SELECT {COLUMNS} FROM account a WHERE a.id = $1"
    ));
    let row: Option<AccountRow> = connection.optional(sql, args![id]).await?;
    row.map(AccountRow::into_account).transpose()
}

/// The account of an e-mail address.
///
/// # Errors
/// When the database does not answer.
pub async fn find_by_email(connection: &mut Connection, email: &Email) -> Outcome<Option<Account>> {
    let sql = conglang_platform::db::Sql::composed(format!(
        "SELECT {COLUMNS} FROM account a WHERE a.email = $1"
    ));
    let row: Option<AccountRow> = connection.optional(sql, args![email.as_str()]).await?;
    row.map(AccountRow::into_account).transpose()
}

/// What an account is created from; the password is judged and hashed before, outside of the
/// transaction, because hashing takes long.
pub struct NewAccount<'n> {
    /// The name to sign in with.
    pub email: &'n Email,
    /// The person's name as typed.
    pub name: &'n str,
    /// The hash of the first password, or of one's own.
    pub password: &'n PasswordHash,
    /// Whose idea the password was.
    pub password_state: PasswordState,
}

/// Creates an account. Rejects a missing or long name (`name`) and an address that has one already
/// (`email`, `email-taken`).
///
/// # Errors
/// When the database refuses.
pub async fn create(
    connection: &mut Connection,
    new: &NewAccount<'_>,
    now: Moment,
) -> Outcome<Result<AccountId, Rejections>> {
    let mut rejections = Rejections::none();
    let name = rejections.line("name", new.name, Presence::Required, NAME_CHARS_MAX);
    if !rejections.is_empty() {
        return Ok(Err(rejections));
    }
    let row: Option<(i64,)> = connection
        .optional(
            "INSERT INTO account (email, name, password_hash, password_set_at, password_state,
                                  active_at, created_at)
             VALUES ($1, $2, $3, $4, $5, $4, $4)
             ON CONFLICT (email) DO NOTHING RETURNING id",
            args![
                new.email.as_str(),
                name,
                new.password.as_str(),
                now,
                new.password_state.as_str()
            ],
        )
        .await?;
    Ok(match row {
        Some((id,)) => Ok(AccountId(id)),
        None => Err(Rejections::one("email", "email-taken")),
    })
}

/// Changes a person's name. Rejects one that is missing or too long (`name`).
///
/// # Errors
/// When the database refuses.
pub async fn rename(
    connection: &mut Connection,
    id: AccountId,
    typed: &str,
) -> Outcome<Result<(), Rejections>> {
    let mut rejections = Rejections::none();
    let name = rejections.line("name", typed, Presence::Required, NAME_CHARS_MAX);
    if rejections.is_empty() {
        connection.execute("UPDATE account SET name = $2 WHERE id = $1", args![id, name]).await?;
    }
    Ok(rejections.into_result(()))
}

/// Disables an account by decision and ends its sessions. Rejects (`account-last-operator`) taking
/// the last able operator from the province.
///
/// # Errors
/// When the database refuses.
pub async fn disable(
    connection: &mut Connection,
    id: AccountId,
    now: Moment,
) -> Outcome<Result<(), Rejections>> {
    let operators: Vec<(i64,)> = connection
        .all(
            conglang_platform::db::Sql::composed(format!(
                "SELECT m.account_id FROM member m JOIN account a ON a.id = m.account_id
                 WHERE m.role = 'operator' AND a.disabled_at IS NULL ORDER BY m.id{}",
                conglang_platform::db::engine::for_update(connection.engine())
            )),
            args![],
        )
        .await?;
    let is_one = operators.iter().any(|(account,)| *account == id.0);
    if is_one && operators.iter().all(|(account,)| *account == id.0) {
        return Ok(Err(Rejections::one("", "account-last-operator")));
    }
    connection
        .execute(
            "UPDATE account SET disabled_at = $2, disabled_for = 'decision'
             WHERE id = $1 AND (disabled_at IS NULL OR disabled_for = 'idle')",
            args![id, now],
        )
        .await?;
    session::end_all(connection, id).await?;
    Ok(Ok(()))
}

/// Lets a disabled account sign in again; its idle days start anew.
///
/// # Errors
/// When the database refuses.
pub async fn enable(connection: &mut Connection, id: AccountId, now: Moment) -> Outcome<()> {
    connection
        .execute(
            "UPDATE account SET disabled_at = NULL, disabled_for = NULL, active_at = $2
             WHERE id = $1 AND disabled_at IS NOT NULL",
            args![id, now],
        )
        .await?;
    Ok(())
}

/// Which sessions survive a new password.
#[derive(Clone, Copy, Debug)]
pub enum Sessions<'k> {
    /// None: somebody else set it, or it was set through a link.
    EndAll,
    /// The one in which the person set it.
    Keep(&'k SessionKey),
}

/// Stores a new password and ends the other sessions; what was locked opens again.
///
/// # Errors
/// When the database refuses.
pub async fn set_password(
    connection: &mut Connection,
    id: AccountId,
    password: &PasswordHash,
    state: PasswordState,
    sessions: Sessions<'_>,
    now: Moment,
) -> Outcome<()> {
    let (email,): (String,) = connection
        .one(
            "UPDATE account SET password_hash = $2, password_state = $3, password_set_at = $4
             WHERE id = $1 RETURNING email",
            args![id, password.as_str(), state.as_str(), now],
        )
        .await?;
    super::tally::lift_lock(connection, &Email::stored(email)).await?;
    match sessions {
        Sessions::EndAll => session::end_all(connection, id).await,
        Sessions::Keep(key) => session::end_others(connection, id, key).await,
    }
}
