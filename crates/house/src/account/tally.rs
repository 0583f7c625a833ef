//! Failed sign-ins: counting, locking with back-off, and forgetting.
//!
//! E-mails are counted whether or not they have an account, so that being locked tells nothing about
//! which exist. The tally lives in the database: all nodes share it and a restart forgives nothing.

use conglang_kernel::Moment;
use conglang_platform::args;
use conglang_platform::db::Connection;
use conglang_platform::fault::Outcome;

use super::email::{Email, normal};
use super::token::sha256;

/// After so many failures in a row an e-mail is locked, and again after as many more.
pub(super) const FAILURES_MAX: i64 = 5;
/// The first lock, in seconds; every further one is twice as long.
pub(super) const LOCK_SECONDS: i64 = 15 * 60;
/// The longest lock, in seconds.
pub(super) const LOCK_SECONDS_MAX: i64 = 24 * 3600;
/// Failures are forgotten when nothing was tried for so long after the last lock, in seconds.
const FORGET_SECONDS: i64 = 24 * 3600;

/// So many failures from one network address within [`ADDRESS_SECONDS`] stop it. Generous, because
/// the offices of a whole province may stand behind one address.
pub(super) const ADDRESS_FAILURES_MAX: i64 = 60;
/// The window in which an address's failures are counted, and for how long it is stopped, in seconds.
pub(super) const ADDRESS_SECONDS: i64 = 15 * 60;

/// A try at an e-mail's password.
pub(super) enum Try {
    /// Allowed and counted as a failure until [`forgive`] takes it back.
    Counted {
        /// How many are left after this one before the lock.
        left: i64,
        /// Until when the e-mail is locked if this one was wrong and the last.
        locked_until: Option<Moment>,
    },
    /// Not allowed: no password is looked at.
    Locked(Moment),
}

/// The tally's name of an e-mail, also of something typed that is none.
pub(super) fn of_email(typed: &str) -> String {
    sha256(format!("email:{}", normal(typed)).as_bytes())
}

/// The tally's name of a network address.
pub(super) fn of_address(address: &str) -> String {
    sha256(format!("address:{address}").as_bytes())
}

/// Counts a try before the password is looked at, so that tries made at once cannot outrun the lock.
pub(super) async fn begin(connection: &mut Connection, subject: &str, now: Moment) -> Outcome<Try> {
    let counted: Option<(i64,)> = connection
        .optional(
            "INSERT INTO sign_in_tally (subject, failures, forget_at) VALUES ($1, 1, $3)
             ON CONFLICT (subject) DO UPDATE SET
               failures = CASE WHEN sign_in_tally.forget_at <= $2 THEN 1
                               ELSE sign_in_tally.failures + 1 END,
               locked_until = NULL,
               forget_at = excluded.forget_at
             WHERE sign_in_tally.locked_until IS NULL OR sign_in_tally.locked_until <= $2
             RETURNING failures",
            args![subject, now, now.plus_seconds(FORGET_SECONDS)],
        )
        .await?;
    let Some((failures,)) = counted else {
        let until = connection
            .number(
                "SELECT COALESCE(locked_until, 0) FROM sign_in_tally WHERE subject = $1",
                args![subject],
            )
            .await?;
        return Ok(Try::Locked(Moment(until)));
    };
    let left = (FAILURES_MAX - failures % FAILURES_MAX) % FAILURES_MAX;
    if left > 0 {
        return Ok(Try::Counted { left, locked_until: None });
    }
    let until = now.plus_seconds(lock_seconds(failures));
    connection
        .execute(
            "UPDATE sign_in_tally SET locked_until = $2, forget_at = $3 WHERE subject = $1",
            args![subject, until, until.plus_seconds(FORGET_SECONDS)],
        )
        .await?;
    Ok(Try::Counted { left, locked_until: Some(until) })
}

/// How long the lock lasts that so many failures bring, in seconds.
pub(super) fn lock_seconds(failures: i64) -> i64 {
    let doublings = (failures / FAILURES_MAX - 1).clamp(0, 10);
    (LOCK_SECONDS << doublings).min(LOCK_SECONDS_MAX)
}

/// Forgets the failures of an e-mail: the right password came.
pub(super) async fn forgive(connection: &mut Connection, subject: &str) -> Outcome<()> {
    connection.execute("DELETE FROM sign_in_tally WHERE subject = $1", args![subject]).await?;
    Ok(())
}

/// Opens a locked e-mail before its time.
///
/// # Errors
/// When the database refuses.
pub async fn lift_lock(connection: &mut Connection, email: &Email) -> Outcome<()> {
    forgive(connection, &of_email(email.as_str())).await
}

/// Until when an address is stopped, if it is.
pub(super) async fn address_stopped(
    connection: &mut Connection,
    address: &str,
    now: Moment,
) -> Outcome<Option<Moment>> {
    let row: Option<(i64,)> = connection
        .optional(
            "SELECT locked_until FROM sign_in_tally WHERE subject = $1 AND locked_until > $2",
            args![of_address(address), now],
        )
        .await?;
    Ok(row.map(|(until,)| Moment(until)))
}

/// Counts a failure of an address.
pub(super) async fn count_address(
    connection: &mut Connection,
    address: &str,
    now: Moment,
) -> Outcome<()> {
    connection
        .execute(
            "INSERT INTO sign_in_tally (subject, failures, forget_at) VALUES ($1, 1, $3)
             ON CONFLICT (subject) DO UPDATE SET
               failures = CASE WHEN sign_in_tally.forget_at <= $2 THEN 1
                               ELSE sign_in_tally.failures + 1 END,
               locked_until = CASE WHEN sign_in_tally.forget_at > $2
                                    AND sign_in_tally.failures + 1 >= $4 THEN $3 ELSE NULL END,
               forget_at = CASE WHEN sign_in_tally.forget_at <= $2
                                  OR sign_in_tally.failures + 1 >= $4 THEN $3
                                ELSE sign_in_tally.forget_at END",
            args![
                of_address(address),
                now,
                now.plus_seconds(ADDRESS_SECONDS),
                ADDRESS_FAILURES_MAX
            ],
        )
        .await?;
    Ok(())
}
