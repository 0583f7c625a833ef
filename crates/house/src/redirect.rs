//! Retired addresses that lead on, and addresses that were asked for in vain.

use conglang_kernel::{AccountId, EntryId, Moment, Rejections};
use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Connection, Transaction};
use conglang_platform::fault::Outcome;

use crate::record::announce;
use crate::scope::SiteScope;

/// The most redirects a site keeps by hand.
const REDIRECTS_MAX: i64 = 5000;

/// How many different missing addresses a site remembers: enough for people's links, bounded for
/// machines'.
const MISSING_MAX: i64 = 500;

/// Where an address leads.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Target {
    /// To an entry, wherever it stands by then.
    Entry(EntryId),
    /// To a path of the same site.
    Path(String),
}

/// A retired address.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Redirect {
    /// Its number.
    pub id: i64,
    /// The address.
    pub path: String,
    /// Where it leads.
    pub target: Target,
}

#[derive(FromRow)]
struct RedirectRow {
    id: i64,
    path: String,
    target_entry_id: Option<i64>,
    target_path: Option<String>,
}

impl RedirectRow {
    fn into_redirect(self) -> Option<Redirect> {
        let target = match (self.target_entry_id, self.target_path) {
            (Some(entry), _) => Target::Entry(EntryId(entry)),
            (None, Some(path)) => Target::Path(path),
            (None, None) => return None,
        };
        Some(Redirect { id: self.id, path: self.path, target })
    }
}

/// Where a path leads, if somebody made a redirect of it.
///
/// # Errors
/// When the database does not answer.
pub async fn find(
    connection: &mut Connection,
    scope: SiteScope,
    path: &str,
) -> Outcome<Option<Target>> {
    let row: Option<RedirectRow> = connection
        .optional(
            "SELECT id, path, target_entry_id, target_path FROM redirect
             WHERE site_id = $1 AND path = $2",
            args![scope.site(), path],
        )
        .await?;
    Ok(row.and_then(RedirectRow::into_redirect).map(|redirect| redirect.target))
}

/// The redirects of a site, the newest first; at most 500.
///
/// # Errors
/// When the database does not answer.
pub async fn list(connection: &mut Connection, scope: SiteScope) -> Outcome<Vec<Redirect>> {
    let rows: Vec<RedirectRow> = connection
        .all(
            "SELECT id, path, target_entry_id, target_path FROM redirect
             WHERE site_id = $1 ORDER BY id DESC LIMIT 500",
            args![scope.site()],
        )
        .await?;
    Ok(rows.into_iter().filter_map(RedirectRow::into_redirect).collect())
}

/// Leads a path elsewhere and forgets that it was missing.
///
/// # Errors
/// When the database refuses; rejected when the path is none, leads to itself or in a circle, the
/// entry never was public, or there are too many.
pub async fn make(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    path: &str,
    target: Target,
    now: Moment,
) -> Outcome<Result<(), Rejections>> {
    let sound = path.starts_with('/') && path.len() <= 500 && !path.contains("//");
    if !sound || path == "/" {
        return Ok(Err(Rejections::one("path", "target-address")));
    }
    let (entry, to) = match &target {
        Target::Entry(entry) => {
            let known = crate::entry::find(transaction, scope, *entry).await?;
            if known.is_none_or(|entry| entry.published_at.is_none()) {
                return Ok(Err(Rejections::one("target", "target-unknown")));
            }
            (Some(*entry), None)
        }
        Target::Path(to) => {
            if leads_back(transaction, scope, path, to).await? {
                return Ok(Err(Rejections::one("target", "target-loop")));
            }
            (None, Some(to.as_str()))
        }
    };
    let count = transaction
        .number("SELECT count(*) FROM redirect WHERE site_id = $1", args![scope.site()])
        .await?;
    if count >= REDIRECTS_MAX {
        return Ok(Err(Rejections::one("target", "too-many")));
    }
    transaction
        .execute(
            "INSERT INTO redirect (site_id, path, target_entry_id, target_path, created_at,
               created_by)
             VALUES ($1, $2, $3, $4, $5, $6)
             ON CONFLICT (site_id, path) DO UPDATE SET
               target_entry_id = excluded.target_entry_id, target_path = excluded.target_path",
            args![scope.site(), path, entry, to, now, by],
        )
        .await?;
    forget_missing(transaction, scope, path).await?;
    announce(transaction, now, Some(scope.site()), "redirect", 0, "make").await?;
    Ok(Ok(()))
}

/// Whether following redirects from `to` comes back to `path`.
async fn leads_back(
    connection: &mut Connection,
    scope: SiteScope,
    path: &str,
    to: &str,
) -> Outcome<bool> {
    let mut at = to.split(['?', '#']).next().unwrap_or_default().to_owned();
    for _ in 0..10 {
        if at == path {
            return Ok(true);
        }
        match find(connection, scope, &at).await? {
            Some(Target::Path(next)) => at = next,
            _ => return Ok(false),
        }
    }
    Ok(true)
}

/// Takes a redirect back.
///
/// # Errors
/// When the database refuses.
pub async fn remove(
    transaction: &mut Transaction,
    scope: SiteScope,
    id: i64,
    now: Moment,
) -> Outcome<()> {
    transaction
        .execute("DELETE FROM redirect WHERE id = $1 AND site_id = $2", args![id, scope.site()])
        .await?;
    announce(transaction, now, Some(scope.site()), "redirect", id, "remove").await
}

/// An address nothing has.
#[derive(FromRow, Clone, Debug)]
pub struct Missing {
    /// The path.
    pub path: String,
    /// How often it was asked for.
    pub hits: i64,
    /// When last, in milliseconds since 1970.
    pub last_at: i64,
}

#[derive(FromRow)]
struct CountedMissing {
    #[row(flatten)]
    line: Missing,
    found: i64,
}

/// The missing addresses of a site, the most wanted first, and how many there are.
///
/// # Errors
/// When the database does not answer.
pub async fn missing(
    connection: &mut Connection,
    scope: SiteScope,
    limit: i64,
    offset: i64,
) -> Outcome<(Vec<Missing>, i64)> {
    let rows: Vec<CountedMissing> = connection
        .all(
            "SELECT path, hits, last_at, count(*) OVER () AS found FROM missing_address
             WHERE site_id = $1 ORDER BY hits DESC, last_at DESC, path LIMIT $2 OFFSET $3",
            args![scope.site(), limit, offset],
        )
        .await?;
    let found = rows.first().map_or(0, |row| row.found);
    Ok((rows.into_iter().map(|row| row.line).collect(), found))
}

/// Counts a visit to an address nothing has; without who asked.
///
/// # Errors
/// When the database refuses.
pub async fn count_missing(
    transaction: &mut Transaction,
    scope: SiteScope,
    path: &str,
    now: Moment,
) -> Outcome<()> {
    let known = transaction
        .execute(
            "UPDATE missing_address SET hits = hits + 1, last_at = $3
             WHERE site_id = $1 AND path = $2",
            args![scope.site(), path, now],
        )
        .await?;
    if known == 0 {
        transaction
            .execute(
                "INSERT INTO missing_address (site_id, path, hits, first_at, last_at)
                 SELECT $1, $2, 1, $3, $3
                 WHERE (SELECT count(*) FROM missing_address WHERE site_id = $1) < $4
                 ON CONFLICT DO NOTHING",
                args![scope.site(), path, now, MISSING_MAX],
            )
            .await?;
    }
    Ok(())
}

/// Forgets a missing address.
///
/// # Errors
/// When the database refuses.
pub async fn forget_missing(
    transaction: &mut Transaction,
    scope: SiteScope,
    path: &str,
) -> Outcome<()> {
    transaction
        .execute(
            "DELETE FROM missing_address WHERE site_id = $1 AND path = $2",
            args![scope.site(), path],
        )
        .await?;
    Ok(())
}
