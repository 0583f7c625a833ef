//! Signing in: one way in, and refusals that tell a stranger nothing.
//!
//! An e-mail without account is refused in the same words and time as a wrong password, is counted
//! and locked alike. That an account is disabled is told only to who knows its password.

use conglang_kernel::{AccountId, Moment};
use conglang_platform::args;
use conglang_platform::clock::Clock;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Db, Reach, Sql};
use conglang_platform::fault::Outcome;

use super::accounts::{Account, AccountRow, COLUMNS, DisabledFor};
use super::email::normal;
use super::password::{self, Fit, Password, PasswordHash};
use super::session;
use super::sweep::IDLE_DAYS;
use super::tally::{self, Try};
use super::token::Token;

/// Somebody wants to sign in.
#[derive(Clone, Debug)]
pub struct Attempt<'a> {
    /// The e-mail as typed.
    pub email: &'a str,
    /// The password as typed.
    pub password: &'a Password,
    /// The network address it came from.
    pub address: &'a str,
    /// What the browser says of itself.
    pub agent: &'a str,
}

/// Somebody is in.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// What the browser shall hold.
    pub token: Token,
    /// Who; when the password is still the first one, changing it comes before anything else.
    pub account: Account,
}

/// Why somebody is not let in.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SignInRefusal {
    /// No such account, or not its password.
    Wrong {
        /// How many more tries before the lock.
        tries_left: i64,
    },
    /// Too many failures for this e-mail, whether or not it has an account.
    Locked {
        /// When it may be tried again.
        until: Moment,
    },
    /// Too many failures from this network address.
    Throttled {
        /// When it may be tried again.
        until: Moment,
    },
    /// The password was right, but the account is disabled.
    Disabled {
        /// Why it is.
        reason: DisabledFor,
    },
}

/// What happened, for the audit log.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Happening {
    /// Somebody came in.
    SignedIn,
    /// A wrong password, or no such account.
    Wrong,
    /// A wrong password that brought the lock, or a try while it lasts.
    Locked,
    /// A try from an address that is stopped.
    Throttled,
    /// The right password of a disabled account.
    Disabled,
}

impl Happening {
    /// The verb of the audit log.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::SignedIn => "sign-in",
            Self::Wrong => "sign-in-wrong",
            Self::Locked => "sign-in-locked",
            Self::Throttled => "sign-in-throttled",
            Self::Disabled => "sign-in-disabled",
        }
    }
}

/// One line for the audit log. The caller writes it, whatever the result.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignInEvent {
    /// What happened.
    pub what: Happening,
    /// Which account it concerns; none when there is none of that e-mail or it was not looked up.
    pub account: Option<AccountId>,
    /// From which network address.
    pub address: String,
    /// When.
    pub at: Moment,
}

/// How an attempt ended.
#[derive(Clone, Debug)]
pub struct SignInReport {
    /// In, or why not.
    pub result: Result<SignedIn, SignInRefusal>,
    /// What to write into the audit log.
    pub event: SignInEvent,
}

#[derive(FromRow)]
struct Known {
    password_hash: String,
    #[row(flatten)]
    account: AccountRow,
}

/// Tries to sign in. Counts the try before looking at the password, so that tries made at once
/// cannot outrun the lock, and takes it back when the password is right.
///
/// # Errors
/// When the database does not answer.
pub async fn sign_in(db: &Db, clock: &Clock, attempt: &Attempt<'_>) -> Outcome<SignInReport> {
    let now = clock.now();
    let report = |result, what, account| SignInReport {
        result,
        event: SignInEvent { what, account, address: attempt.address.to_owned(), at: now },
    };
    let email = normal(attempt.email);
    let mut connection = db.read(Reach::Installation).await?;
    if let Some(until) = tally::address_stopped(&mut connection, attempt.address, now).await? {
        let refusal = SignInRefusal::Throttled { until };
        return Ok(report(Err(refusal), Happening::Throttled, None));
    }
    let known: Option<Known> = connection
        .optional(
            Sql::composed(format!(
                "SELECT a.password_hash, {COLUMNS} FROM account a WHERE a.email = $1"
            )),
            args![email.as_str()],
        )
        .await?;
    drop(connection);
    let (stored, account) = match known {
        Some(known) => {
            (PasswordHash::stored(known.password_hash), Some(known.account.into_account()?))
        }
        None => (PasswordHash::nobody(), None),
    };
    let id = account.as_ref().map(|account| account.id);

    let subject = tally::of_email(&email);
    let mut transaction = db.write(Reach::Installation).await?;
    let counted = tally::begin(&mut transaction, &subject, now).await?;
    transaction.commit().await?;
    let (tries_left, locked_until) = match counted {
        Try::Locked(until) => {
            return Ok(report(Err(SignInRefusal::Locked { until }), Happening::Locked, id));
        }
        Try::Counted { left, locked_until } => (left, locked_until),
    };

    let fit = password::compare(attempt.password, &stored).await?;
    let account = match (fit, account) {
        (Fit::Right, Some(account)) => account,
        _ => {
            let mut transaction = db.write(Reach::Installation).await?;
            tally::count_address(&mut transaction, attempt.address, now).await?;
            transaction.commit().await?;
            return Ok(match locked_until {
                Some(until) => report(Err(SignInRefusal::Locked { until }), Happening::Locked, id),
                None => report(Err(SignInRefusal::Wrong { tries_left }), Happening::Wrong, id),
            });
        }
    };
    let current =
        if stored.is_current() { stored.clone() } else { password::hash(attempt.password).await? };

    let mut transaction = db.write(Reach::Installation).await?;
    tally::forgive(&mut transaction, &subject).await?;
    if account.disabled.is_none() && account.active_at <= now.plus_days(-IDLE_DAYS) {
        transaction
            .execute(
                "UPDATE account SET disabled_at = $2, disabled_for = 'idle'
                 WHERE id = $1 AND disabled_at IS NULL",
                args![account.id, now],
            )
            .await?;
        transaction.commit().await?;
        let refusal = SignInRefusal::Disabled { reason: DisabledFor::Idle };
        return Ok(report(Err(refusal), Happening::Disabled, id));
    }
    // Between looking and now the account may have been disabled or got another password.
    let entered = transaction
        .execute(
            "UPDATE account SET signed_in_at = $2, active_at = $2, password_hash = $4
             WHERE id = $1 AND password_hash = $3 AND disabled_at IS NULL",
            args![account.id, now, stored.as_str(), current.as_str()],
        )
        .await?;
    if entered == 0 {
        transaction.commit().await?;
        let reason = account.disabled.map_or(DisabledFor::Decision, |(_, reason)| reason);
        return Ok(report(Err(SignInRefusal::Disabled { reason }), Happening::Disabled, id));
    }
    let token =
        session::open(&mut transaction, account.id, attempt.address, attempt.agent, now).await?;
    transaction.commit().await?;
    let account = Account { signed_in_at: Some(now), active_at: now, ..account };
    Ok(report(Ok(SignedIn { token, account }), Happening::SignedIn, id))
}
