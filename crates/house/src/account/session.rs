//! Sessions: a random token in a cookie, its hash in the database, two clocks.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use conglang_kernel::{AccountId, Moment};
use conglang_platform::args;
use conglang_platform::db::Connection;
use conglang_platform::fault::Outcome;
use rand::RngExt;
use sha2::Digest;
use sqlx::FromRow;

/// Unused for so long, a session is over. In seconds.
pub const IDLE_SECONDS: i64 = 60 * 60;

/// After so long it is over in any case. In seconds.
pub const LIFE_SECONDS: i64 = 12 * 60 * 60;

/// The last use is noted at most so often, to spare the only writer. In seconds.
const NOTE_SECONDS: i64 = 60;

/// A session that was just begun. Its token is told once.
pub struct NewSession {
    /// What goes into the cookie.
    pub token: String,
}

/// A session that holds.
#[derive(Clone, Debug)]
pub struct Session {
    /// Whose.
    pub account: AccountId,
    /// Names it in lists without giving it away.
    pub token_hash: String,
    /// Whether its last use should be noted.
    pub is_to_be_noted: bool,
}

/// A line in the list of somebody's sessions.
#[derive(FromRow, Clone, Debug)]
pub struct SessionLine {
    /// Names it.
    pub token_hash: String,
    /// When it began.
    pub created_at: i64,
    /// When it was last used.
    pub seen_at: i64,
    /// From where.
    pub address: String,
    /// With which browser.
    pub agent: String,
}

/// The hash under which a token is kept.
pub(super) fn hash_token(token: &str) -> String {
    sha2::Sha256::digest(token.as_bytes()).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// 256 random bits as text.
pub(super) fn random_token() -> String {
    let bytes: [u8; 32] = rand::rng().random();
    URL_SAFE_NO_PAD.encode(bytes)
}

/// Begins a session.
///
/// # Errors
/// When the database refuses.
pub async fn begin_session(
    connection: &mut Connection,
    account: AccountId,
    address: &str,
    agent: &str,
    now: Moment,
) -> Outcome<NewSession> {
    let token = random_token();
    let agent: String = agent.chars().filter(|c| !c.is_control()).take(200).collect();
    connection
        .execute(
            "INSERT INTO session (token_hash, account_id, created_at, seen_at, expires_at, address,
               agent)
             VALUES ($1, $2, $3, $3, $4, $5, $6)",
            args![
                hash_token(&token),
                account,
                now,
                now.plus_seconds(LIFE_SECONDS),
                address,
                agent
            ],
        )
        .await?;
    Ok(NewSession { token })
}

/// The session of a token, while it holds.
///
/// # Errors
/// When the database does not answer.
pub async fn find_session(
    connection: &mut Connection,
    token: &str,
    now: Moment,
) -> Outcome<Option<Session>> {
    let token_hash = hash_token(token);
    let row: Option<(i64, i64)> = connection
        .optional(
            "SELECT account_id, seen_at FROM session
             WHERE token_hash = $1 AND expires_at > $2 AND seen_at > $3",
            args![&token_hash, now, now.plus_seconds(-IDLE_SECONDS)],
        )
        .await?;
    Ok(row.map(|(account, seen_at)| Session {
        account: AccountId(account),
        token_hash,
        is_to_be_noted: seen_at < now.plus_seconds(-NOTE_SECONDS).0,
    }))
}

/// Notes that a session was used.
///
/// # Errors
/// When the database refuses.
pub async fn note_use(connection: &mut Connection, token_hash: &str, now: Moment) -> Outcome<()> {
    connection
        .execute("UPDATE session SET seen_at = $2 WHERE token_hash = $1", args![token_hash, now])
        .await?;
    Ok(())
}

/// Ends the session of a token.
///
/// # Errors
/// When the database refuses.
pub async fn end_session(connection: &mut Connection, token: &str) -> Outcome<()> {
    connection
        .execute("DELETE FROM session WHERE token_hash = $1", args![hash_token(token)])
        .await?;
    Ok(())
}

/// Ends one session of an account, named by its hash.
///
/// # Errors
/// When the database refuses.
pub async fn end_session_of(
    connection: &mut Connection,
    account: AccountId,
    token_hash: &str,
) -> Outcome<()> {
    connection
        .execute(
            "DELETE FROM session WHERE token_hash = $1 AND account_id = $2",
            args![token_hash, account],
        )
        .await?;
    Ok(())
}

/// Ends every session of an account but one.
///
/// # Errors
/// When the database refuses.
pub async fn end_other_sessions(
    connection: &mut Connection,
    account: AccountId,
    kept: &str,
) -> Outcome<()> {
    connection
        .execute(
            "DELETE FROM session WHERE account_id = $1 AND token_hash <> $2",
            args![account, kept],
        )
        .await?;
    Ok(())
}

/// The sessions of an account that hold, last used first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_sessions(
    connection: &mut Connection,
    account: AccountId,
    now: Moment,
) -> Outcome<Vec<SessionLine>> {
    connection
        .all(
            "SELECT token_hash, created_at, seen_at, address, agent FROM session
             WHERE account_id = $1 AND expires_at > $2 AND seen_at > $3
             ORDER BY seen_at DESC LIMIT 50",
            args![account, now, now.plus_seconds(-IDLE_SECONDS)],
        )
        .await
}

/// Forgets sessions that are over.
///
/// # Errors
/// When the database refuses.
pub async fn sweep_sessions(connection: &mut Connection, now: Moment) -> Outcome<u64> {
    connection
        .execute(
            "DELETE FROM session WHERE expires_at <= $1 OR seen_at <= $2",
            args![now, now.plus_seconds(-IDLE_SECONDS)],
        )
        .await
}
