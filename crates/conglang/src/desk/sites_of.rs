//! The sites somebody may go to.

use conglang_kernel::{AccountId, SiteId};
use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Argument, Connection, Sql, placeholders};
use conglang_platform::fault::Outcome;

/// A site somebody may go to.
#[derive(FromRow, Clone, Debug)]
pub struct SiteLine {
    /// Which.
    pub id: i64,
    /// Called what.
    pub name: String,
    /// Its state word.
    pub state: String,
    /// Their role on it; none when a provincial role reaches it.
    pub role: Option<String>,
    /// How many there are in all.
    pub found: i64,
}

/// The sites an account may go to: its own, and for provincial roles those below; the province first,
/// then by name. `query` narrows them by words of the name, with or without accents; `named` are those
/// that the index found for it.
///
/// # Errors
/// When the database does not answer.
pub async fn sites_of(
    connection: &mut Connection,
    account: AccountId,
    query: &str,
    named: &[SiteId],
    limit: i64,
    offset: i64,
) -> Outcome<Vec<SiteLine>> {
    // A site's slug is its name without accents.
    let slug = if query.trim().is_empty() { String::new() } else { vitext::slug(query) };
    let mut arguments = args![account, format!("%{slug}%"), limit, offset];
    arguments.extend(named.iter().map(|id| Argument::from(*id)));
    let or_named = if named.is_empty() {
        String::new()
    } else {
        format!(" OR s.id IN ({})", placeholders(5, named.len()))
    };
    let sql = format!(
        "SELECT s.id, s.name, s.state, m.role, count(*) OVER () AS found
             FROM site s
             LEFT JOIN member m ON m.site_id = s.id AND m.account_id = $1
             WHERE (m.id IS NOT NULL
                OR s.parent_id IN (SELECT site_id FROM member
                     WHERE account_id = $1 AND role IN ('supervisor', 'operator')))
               AND (s.slug LIKE $2{or_named})
             ORDER BY CASE WHEN s.parent_id IS NULL THEN 0 ELSE 1 END, s.name_key
             LIMIT $3 OFFSET $4"
    );
    connection.all(Sql::composed(sql), arguments).await
}
