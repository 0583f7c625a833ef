//! Signing in: one answer for whatever is wrong, and longer waits for whoever goes on guessing.

use conglang_kernel::Moment;
use conglang_platform::args;
use conglang_platform::clock::Clock;
use conglang_platform::db::{Connection, Db, Reach};
use conglang_platform::fault::{Fault, Outcome};

use super::password::verify_password;
use super::{Account, Email, NewSession, begin_session, find_by_email};
use crate::record::{Deed, audit};

/// So many failures lock an account.
const FAILURES_MAX: i64 = 5;

/// The first lock, in seconds; each further one is twice as long.
const LOCK_SECONDS: i64 = 15 * 60;

/// The longest lock, in seconds.
const LOCK_SECONDS_MAX: i64 = 24 * 60 * 60;

/// An account unused for so long is closed (TCVN 14423:2026). In days.
const IDLE_DAYS: i64 = 45;

/// Why somebody is not signed in.
#[derive(Debug)]
pub enum SignInRefusal {
    /// The address or the password is wrong; which of them is not told.
    Wrong,
    /// Too many failures: not before this moment.
    Locked {
        /// When to try again.
        until: Moment,
    },
    /// The account is closed: an administrator must open it.
    Closed,
    /// Something broke.
    Fault(Fault),
}

impl From<Fault> for SignInRefusal {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// Signs somebody in, or counts the failure.
///
/// # Errors
/// See [`SignInRefusal`].
pub async fn sign_in(
    db: &Db,
    clock: &Clock,
    email: &str,
    password: &str,
    address: &str,
    agent: &str,
) -> Result<(Account, NewSession), SignInRefusal> {
    let now = clock.now();
    let account = match Email::parse(email) {
        Ok(email) => {
            let mut connection = db.read(Reach::Installation).await?;
            find_by_email(&mut connection, &email).await?
        }
        Err(_) => None,
    };
    if let Some(until) = account.as_ref().and_then(|a| a.locked_until).filter(|until| *until > now)
    {
        return Err(SignInRefusal::Locked { until });
    }
    let hash = account.as_ref().map(|account| account.password_hash.clone());
    let is_right = verify_password(password, hash).await?;
    let Some(account) = account else { return Err(SignInRefusal::Wrong) };
    let mut transaction = db.write(Reach::Installation).await?;
    let deed = |action| Deed {
        site: None,
        by: Some(account.id),
        action,
        subject: "account",
        subject_id: account.id.0,
        detail: address,
    };
    if !is_right {
        let locked = count_failure(&mut transaction, &account, now).await?;
        let action = if locked.is_some() { "sign-in-locked" } else { "sign-in-failed" };
        audit(&mut transaction, now, &deed(action)).await?;
        transaction.commit().await?;
        return Err(match locked {
            Some(until) => SignInRefusal::Locked { until },
            None => SignInRefusal::Wrong,
        });
    }
    if account.is_disabled || account.active_at.plus_days(IDLE_DAYS) < now {
        audit(&mut transaction, now, &deed("sign-in-closed")).await?;
        transaction.commit().await?;
        return Err(SignInRefusal::Closed);
    }
    transaction
        .execute(
            "UPDATE account SET failures = 0, locked_until = NULL, signed_in_at = $2 WHERE id = $1",
            args![account.id, now],
        )
        .await?;
    let session = begin_session(&mut transaction, account.id, address, agent, now).await?;
    audit(&mut transaction, now, &deed("sign-in")).await?;
    transaction.commit().await?;
    Ok((account, session))
}

/// Counts in the database, so that guesses at the same moment all count.
async fn count_failure(
    connection: &mut Connection,
    account: &Account,
    now: Moment,
) -> Outcome<Option<Moment>> {
    let failures = connection
        .number(
            "UPDATE account SET failures = failures + 1 WHERE id = $1 RETURNING failures",
            args![account.id],
        )
        .await?;
    if failures < FAILURES_MAX {
        return Ok(None);
    }
    let doublings = u32::try_from(failures - FAILURES_MAX).unwrap_or(0).min(10);
    let seconds = LOCK_SECONDS.saturating_mul(1 << doublings).min(LOCK_SECONDS_MAX);
    let until = now.plus_seconds(seconds);
    connection
        .execute("UPDATE account SET locked_until = $2 WHERE id = $1", args![account.id, until])
        .await?;
    Ok(Some(until))
}
