//! The change log as its readers see it: what became visible, in that order. Each reader keeps its own
//! place in it; it is written by [`crate::record`].

use conglang_kernel::SiteId;
use conglang_platform::args;
use conglang_platform::db::{Connection, FromRow};
use conglang_platform::fault::Outcome;

/// One line of the log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Change {
    /// Its place; grows.
    pub seq: i64,
    /// On which site; none for what concerns the whole installation.
    pub site: Option<SiteId>,
    /// What kind of thing changed: `entry`, `draft`, `site`.
    pub subject: String,
    /// Which one.
    pub subject_id: i64,
    /// Of an entry: which kind.
    pub entry_kind: Option<String>,
}

#[derive(FromRow)]
struct Row {
    seq: i64,
    site_id: Option<i64>,
    subject: String,
    subject_id: i64,
    entry_kind: Option<String>,
}

/// The place of the newest line; zero for an empty log.
///
/// # Errors
/// When the database does not answer.
pub async fn end(connection: &mut Connection) -> Outcome<i64> {
    connection.number("SELECT COALESCE(max(seq), 0) FROM change", args![]).await
}

/// The lines behind a place, at most `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn after(connection: &mut Connection, seq: i64, limit: i64) -> Outcome<Vec<Change>> {
    let rows: Vec<Row> = connection
        .all(
            "SELECT c.seq, c.site_id, c.subject, c.subject_id, e.kind AS entry_kind
             FROM change c LEFT JOIN entry e ON c.subject = 'entry' AND e.id = c.subject_id
             WHERE c.seq > $1 ORDER BY c.seq LIMIT $2",
            args![seq, limit],
        )
        .await?;
    let line = |row: Row| Change {
        seq: row.seq,
        site: row.site_id.map(SiteId),
        subject: row.subject,
        subject_id: row.subject_id,
        entry_kind: row.entry_kind,
    };
    Ok(rows.into_iter().map(line).collect())
}
