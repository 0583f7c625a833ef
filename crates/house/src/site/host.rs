//! Hosts: under which names a site answers.

use std::collections::HashMap;

use conglang_kernel::{HostName, Moment, Rejections, SiteId, SiteState, UnknownWord};
use conglang_platform::args;
use conglang_platform::db::{Connection, Transaction};
use conglang_platform::fault::Outcome;
use serde::Serialize;

use super::note;

/// What a host is to its site.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum HostRole {
    /// The one its pages stand under.
    Canonical,
    /// Leads to the canonical one.
    Alias,
}

impl HostRole {
    fn parse(word: &str) -> Result<Self, UnknownWord> {
        match word {
            "canonical" => Ok(Self::Canonical),
            "alias" => Ok(Self::Alias),
            _ => Err(UnknownWord::new(word)),
        }
    }
}

/// What the request path has to know of a host.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct HostEntry {
    /// The site.
    pub site: SiteId,
    /// What the host is to it.
    pub role: HostRole,
    /// The site's state.
    pub state: SiteState,
    /// The site's canonical host.
    pub canonical: String,
    /// The site above it.
    pub parent: Option<SiteId>,
}

/// Every host of the installation by name.
///
/// # Errors
/// When the database fails or holds an unknown word.
pub async fn host_map(connection: &mut Connection) -> Outcome<HashMap<String, HostEntry>> {
    let rows: Vec<(String, i64, String, String, String, Option<i64>)> = connection
        .all(
            "SELECT h.name, h.site_id, h.role, s.state, c.name, s.parent_id
             FROM host h JOIN site s ON s.id = h.site_id
             JOIN host c ON c.site_id = h.site_id AND c.role = 'canonical'",
            args![],
        )
        .await?;
    rows.into_iter()
        .map(|(name, site, role, state, canonical, parent)| {
            let entry = HostEntry {
                site: SiteId(site),
                role: HostRole::parse(&role)?,
                state: SiteState::parse(&state)?,
                canonical,
                parent: parent.map(SiteId),
            };
            Ok((name, entry))
        })
        .collect()
}

/// The hosts of a site, the canonical one first.
///
/// # Errors
/// When the database fails or holds an unknown word.
pub async fn hosts_of(
    connection: &mut Connection,
    site: SiteId,
) -> Outcome<Vec<(String, HostRole)>> {
    let rows: Vec<(String, String)> = connection
        .all(
            "SELECT name, role FROM host WHERE site_id = $1
             ORDER BY CASE role WHEN 'canonical' THEN 0 ELSE 1 END, name",
            args![site],
        )
        .await?;
    rows.into_iter().map(|(name, role)| Ok((name, HostRole::parse(&role)?))).collect()
}

/// Gives a site one more host, as an alias.
///
/// # Errors
/// When the database fails; rejected when it is no host name or belongs to a site already.
pub async fn add_alias(
    transaction: &mut Transaction,
    site: SiteId,
    typed: &str,
    now: Moment,
) -> Outcome<Result<HostName, Rejections>> {
    let Ok(host) = HostName::parse(typed.trim()) else {
        return Ok(Err(Rejections::one("host", "host-form")));
    };
    let added = transaction
        .execute(
            "INSERT INTO host (name, site_id, role, created_at) VALUES ($1, $2, 'alias', $3)
             ON CONFLICT (name) DO NOTHING",
            args![host.as_str(), site, now],
        )
        .await?;
    if added == 0 {
        return Ok(Err(Rejections::one("host", "host-taken")));
    }
    note(transaction, site, "host", now).await?;
    Ok(Ok(host))
}

/// Makes one of a site's hosts the canonical one; the one before becomes an alias.
///
/// # Errors
/// When the database fails; rejected when the host is not the site's.
pub async fn make_canonical(
    transaction: &mut Transaction,
    site: SiteId,
    host: &HostName,
    now: Moment,
) -> Outcome<Result<(), Rejections>> {
    let known: Option<(i64,)> = transaction
        .optional(
            "SELECT site_id FROM host WHERE name = $1 AND site_id = $2",
            args![host.as_str(), site],
        )
        .await?;
    if known.is_none() {
        return Ok(Err(Rejections::one("host", "host-unknown")));
    }
    // In two steps, because at no moment may a site have two canonical hosts.
    transaction
        .execute(
            "UPDATE host SET role = 'alias' WHERE site_id = $1 AND role = 'canonical'",
            args![site],
        )
        .await?;
    transaction
        .execute(
            "UPDATE host SET role = 'canonical' WHERE name = $1 AND site_id = $2",
            args![host.as_str(), site],
        )
        .await?;
    note(transaction, site, "host", now).await?;
    Ok(Ok(()))
}
