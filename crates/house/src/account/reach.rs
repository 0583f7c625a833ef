//! The sites somebody may go to.

use conglang_kernel::{AccountId, Role, SiteId, SiteState};
use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Argument, Connection, Sql, placeholders};
use conglang_platform::fault::Outcome;

/// A site somebody may go to.
#[derive(Clone, Debug)]
pub struct Reached {
    /// Which.
    pub site: SiteId,
    /// Called what.
    pub name: String,
    /// Its state.
    pub state: SiteState,
    /// Their role on it; none when a provincial role reaches it.
    pub role: Option<Role>,
}

/// A part of the sites that somebody may go to.
#[derive(Clone, Debug, Default)]
pub struct ReachedPart {
    /// The part.
    pub sites: Vec<Reached>,
    /// How many there are in all.
    pub total: i64,
}

/// Which part is asked for.
#[derive(Clone, Copy, Debug)]
pub struct ReachAsked<'a> {
    /// Words of the name, with or without accents; empty for every site.
    pub query: &'a str,
    /// What the index found for them.
    pub named: &'a [SiteId],
    /// At most so many.
    pub limit: i64,
    /// Behind so many.
    pub offset: i64,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    name: String,
    state: String,
    role: Option<String>,
    found: i64,
}

/// The sites an account may go to: its own, and for provincial roles those below; the province first,
/// then by name.
///
/// # Errors
/// When the database does not answer.
pub async fn sites_of(
    connection: &mut Connection,
    account: AccountId,
    asked: ReachAsked<'_>,
) -> Outcome<ReachedPart> {
    // A site's slug is its name without accents.
    let bare = asked.query.trim().is_empty();
    let slug = if bare { String::new() } else { vitext::slug(asked.query) };
    let mut arguments = args![account, format!("%{slug}%"), asked.limit, asked.offset];
    arguments.extend(asked.named.iter().map(|id| Argument::from(*id)));
    let or_named = if asked.named.is_empty() {
        String::new()
    } else {
        format!(" OR s.id IN ({})", placeholders(5, asked.named.len()))
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
    let rows: Vec<Row> = connection.all(Sql::composed(sql), arguments).await?;
    let total = rows.first().map_or(0, |row| row.found);
    let sites: Outcome<Vec<Reached>> = rows
        .into_iter()
        .map(|row| {
            Ok(Reached {
                site: SiteId(row.id),
                name: row.name,
                state: SiteState::parse(&row.state)?,
                role: row.role.as_deref().map(Role::parse).transpose()?,
            })
        })
        .collect();
    Ok(ReachedPart { sites: sites?, total })
}

/// The roles an account holds, with the names of their sites, by name.
///
/// # Errors
/// When the database does not answer.
pub async fn roles_of(
    connection: &mut Connection,
    account: AccountId,
) -> Outcome<Vec<(String, Role)>> {
    let rows: Vec<(String, String)> = connection
        .all(
            "SELECT s.name, m.role FROM member m JOIN site s ON s.id = m.site_id
             WHERE m.account_id = $1 ORDER BY s.name_key",
            args![account],
        )
        .await?;
    rows.into_iter().map(|(site, role)| Ok((site, Role::parse(&role)?))).collect()
}
