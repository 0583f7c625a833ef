//! Sessions: what a signed-in browser holds, and when it ends.

use conglang_kernel::{AccountId, Moment};
use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Connection, Db, Reach, Sql};
use conglang_platform::fault::Outcome;

use super::accounts::{Account, AccountRow, COLUMNS};
use super::may::Actor;
use super::member;
use super::token::Token;

/// A session not used for so long is over, in seconds.
pub const IDLE_SECONDS: i64 = 30 * 60;
/// A session this old is over, used or not, in seconds.
pub const LIFE_SECONDS: i64 = 12 * 3600;
/// A session's last use is written down at most this often, in seconds, to spare the writer.
const TOUCH_SECONDS: i64 = 60;
/// How much of a browser's own description is kept, in characters.
const AGENT_CHARS_MAX: usize = 300;

/// How the browser reaches the desk.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wire {
    /// As it must be.
    Https,
    /// Plain, on a developer's own machine.
    Http,
}

impl Wire {
    /// The name of the cookie. `__Host-` has the browser refuse it from any other host or path, and
    /// browsers take that only over https.
    pub fn cookie_name(self) -> &'static str {
        match self {
            Self::Https => "__Host-conglang",
            Self::Http => "conglang",
        }
    }

    /// The value of a `Set-Cookie` header that hands out a token. It lives as long as the browser;
    /// the ends that count are kept in the database.
    pub fn set_cookie(self, token: &Token) -> String {
        format!("{}={}; {}", self.cookie_name(), token.reveal(), self.attributes())
    }

    /// The value of a `Set-Cookie` header that takes the cookie away.
    pub fn clear_cookie(self) -> String {
        format!("{}=; {}; Max-Age=0", self.cookie_name(), self.attributes())
    }

    /// The token in the value of a `Cookie` header.
    pub fn read_cookie(self, header: &str) -> Option<Token> {
        header
            .split(';')
            .filter_map(|pair| pair.trim().split_once('='))
            .find(|(name, _)| *name == self.cookie_name())
            .and_then(|(_, value)| Token::parse(value))
    }

    fn attributes(self) -> &'static str {
        match self {
            Self::Https => "Path=/; Secure; HttpOnly; SameSite=Lax",
            Self::Http => "Path=/; HttpOnly; SameSite=Lax",
        }
    }
}

/// Names a session without opening it: the hash of its token.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SessionKey(String);

impl SessionKey {
    /// Reads a key from a form; whose session it is, the statement asks.
    pub fn parse(text: &str) -> Option<Self> {
        Token::parse(text).map(|_| Self(text.to_ascii_lowercase()))
    }

    /// The session a token opens.
    pub fn of(token: &Token) -> Self {
        Self(token.hash())
    }

    /// The text for a form.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A session in use: who is there and what they may do.
#[derive(Clone, Debug)]
pub struct Current {
    /// Which session.
    pub key: SessionKey,
    /// Whose.
    pub account: Account,
    /// The same for [`may`](super::may()).
    pub actor: Actor,
}

/// An account with its roles as they are now, for who acts without a session: an approver from their
/// mail. None when the account is closed.
///
/// # Errors
/// When the database does not answer.
pub async fn actor_of(connection: &mut Connection, account: AccountId) -> Outcome<Option<Actor>> {
    let Some(found) = super::accounts::find(connection, account).await? else { return Ok(None) };
    if found.disabled.is_some() {
        return Ok(None);
    }
    let memberships = member::list_of_account(connection, account).await?;
    Ok(Some(Actor::new(account, found.password_state, memberships)))
}

/// A session as its owner sees it in a list.
#[derive(Clone, Debug)]
pub struct Session {
    /// Which one.
    pub key: SessionKey,
    /// When it was opened.
    pub created_at: Moment,
    /// When it was last used, to the minute.
    pub seen_at: Moment,
    /// From which network address it was opened.
    pub address: String,
    /// What the browser said of itself.
    pub agent: String,
}

/// Opens a session.
pub(super) async fn open(
    connection: &mut Connection,
    account: AccountId,
    address: &str,
    agent: &str,
    now: Moment,
) -> Outcome<Token> {
    let token = Token::generate()?;
    let agent: String = agent.chars().filter(|c| !c.is_control()).take(AGENT_CHARS_MAX).collect();
    connection
        .execute(
            "INSERT INTO session
               (token_hash, account_id, created_at, seen_at, expires_at, address, agent)
             VALUES ($1, $2, $3, $3, $4, $5, $6)",
            args![token.hash(), account, now, now.plus_seconds(LIFE_SECONDS), address, agent],
        )
        .await?;
    Ok(token)
}

#[derive(FromRow)]
struct CurrentRow {
    seen_at: i64,
    #[row(flatten)]
    account: AccountRow,
}

/// The session a token opens, with its account and roles, if it is not over and the account not
/// disabled. Notes the use.
///
/// # Errors
/// When the database does not answer.
pub async fn find(db: &Db, token: &Token, now: Moment) -> Outcome<Option<Current>> {
    let key = SessionKey::of(token);
    let mut connection = db.read(Reach::Installation).await?;
    let row: Option<CurrentRow> = connection
        .optional(
            Sql::composed(format!(
                "SELECT s.seen_at, {COLUMNS}
                 FROM session s JOIN account a ON a.id = s.account_id
                 WHERE s.token_hash = $1 AND s.expires_at > $2 AND s.seen_at > $3
                   AND a.disabled_at IS NULL"
            )),
            args![key.as_str(), now, now.plus_seconds(-IDLE_SECONDS)],
        )
        .await?;
    let Some(row) = row else { return Ok(None) };
    let account = row.account.into_account()?;
    let memberships = member::list_of_account(&mut connection, account.id).await?;
    drop(connection);
    if row.seen_at <= now.plus_seconds(-TOUCH_SECONDS).0 {
        let mut transaction = db.write(Reach::Installation).await?;
        transaction
            .execute(
                "UPDATE session SET seen_at = $2 WHERE token_hash = $1 AND seen_at < $2",
                args![key.as_str(), now],
            )
            .await?;
        transaction.commit().await?;
    }
    let actor = Actor::new(account.id, account.password_state, memberships);
    Ok(Some(Current { key, account, actor }))
}

/// An account's open sessions, last used first.
///
/// # Errors
/// When the database does not answer.
pub async fn list(
    connection: &mut Connection,
    account: AccountId,
    now: Moment,
) -> Outcome<Vec<Session>> {
    let rows: Vec<(String, i64, i64, String, String)> = connection
        .all(
            "SELECT token_hash, created_at, seen_at, address, agent FROM session
             WHERE account_id = $1 AND expires_at > $2 AND seen_at > $3
             ORDER BY seen_at DESC, created_at DESC LIMIT 100",
            args![account, now, now.plus_seconds(-IDLE_SECONDS)],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|(key, created_at, seen_at, address, agent)| Session {
            key: SessionKey(key),
            created_at: Moment(created_at),
            seen_at: Moment(seen_at),
            address,
            agent,
        })
        .collect())
}

/// Ends one session of an account: signing out, or from the list. Nothing happens to others'.
///
/// # Errors
/// When the database refuses.
pub async fn end(connection: &mut Connection, account: AccountId, key: &SessionKey) -> Outcome<()> {
    connection
        .execute(
            "DELETE FROM session WHERE account_id = $1 AND token_hash = $2",
            args![account, key.as_str()],
        )
        .await?;
    Ok(())
}

/// Ends every session of an account but one.
///
/// # Errors
/// When the database refuses.
pub async fn end_others(
    connection: &mut Connection,
    account: AccountId,
    keep: &SessionKey,
) -> Outcome<()> {
    connection
        .execute(
            "DELETE FROM session WHERE account_id = $1 AND token_hash <> $2",
            args![account, keep.as_str()],
        )
        .await?;
    Ok(())
}

/// Ends every session of an account.
///
/// # Errors
/// When the database refuses.
pub async fn end_all(connection: &mut Connection, account: AccountId) -> Outcome<()> {
    connection.execute("DELETE FROM session WHERE account_id = $1", args![account]).await?;
    Ok(())
}
