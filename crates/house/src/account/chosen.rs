//! Choosing one's own password while signed in.

use conglang_kernel::Rejections;
use conglang_platform::args;
use conglang_platform::clock::Clock;
use conglang_platform::db::{Db, Reach};
use conglang_platform::fault::Outcome;

use super::accounts::Account;
use super::password::{self, Fit, Password, PasswordHash};
use super::tally::{self, Try};

/// A change of password as typed.
#[derive(Clone, Debug)]
pub struct Change<'c> {
    /// The password until here (field `current`).
    pub current: &'c Password,
    /// The one to come (field `password`).
    pub next: &'c Password,
}

/// Judges a change of password and hashes the new one; storing it with
/// [`set_password`](super::set_password) is the caller's, in the transaction of its audit line.
/// Rejects a wrong current password (`current`, `password-wrong`), too many of them
/// (`password-locked`), the same again (`password-same`), and what [`password::judge`] rejects.
/// Wrong ones count towards the lock of signing in, so that a stolen session cannot guess.
///
/// # Errors
/// When the database does not answer.
pub async fn choose_password(
    db: &Db,
    clock: &Clock,
    account: &Account,
    change: &Change<'_>,
) -> Outcome<Result<PasswordHash, Rejections>> {
    let mut rejections = password::judge("password", change.next, &account.email, &account.name);
    if change.current == change.next {
        rejections.add("password", "password-same");
    }
    if !rejections.is_empty() {
        return Ok(Err(rejections));
    }
    let subject = tally::of_email(account.email.as_str());
    let mut transaction = db.write(Reach::Installation).await?;
    let counted = tally::begin(&mut transaction, &subject, clock.now()).await?;
    let (stored,): (String,) = transaction
        .one("SELECT password_hash FROM account WHERE id = $1", args![account.id])
        .await?;
    transaction.commit().await?;
    if matches!(counted, Try::Locked(_)) {
        return Ok(Err(Rejections::one("current", "password-locked")));
    }
    if password::compare(change.current, &PasswordHash::stored(stored)).await? == Fit::Wrong {
        return Ok(Err(Rejections::one("current", "password-wrong")));
    }
    let mut transaction = db.write(Reach::Installation).await?;
    tally::forgive(&mut transaction, &subject).await?;
    transaction.commit().await?;
    Ok(Ok(password::hash(change.next).await?))
}

/// Judges the password that takes the place of one handed out, and hashes it; whoever is signed in has
/// just typed the old one. Rejects (`password`) the same again (`password-same`) and what
/// [`password::judge`] rejects.
///
/// # Errors
/// When the database does not answer.
pub async fn replace_first_password(
    db: &Db,
    account: &Account,
    next: &Password,
) -> Outcome<Result<PasswordHash, Rejections>> {
    let rejections = password::judge("password", next, &account.email, &account.name);
    if !rejections.is_empty() {
        return Ok(Err(rejections));
    }
    let (stored,): (String,) = db
        .read(Reach::Installation)
        .await?
        .one("SELECT password_hash FROM account WHERE id = $1", args![account.id])
        .await?;
    if password::compare(next, &PasswordHash::stored(stored)).await? == Fit::Right {
        return Ok(Err(Rejections::one("password", "password-same")));
    }
    Ok(Ok(password::hash(next).await?))
}
