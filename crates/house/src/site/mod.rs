//! Sites: the portals of units, their hosts, profile, categories, menu and blocks.

pub mod blueprint;
mod bulk;
mod category;
mod furnish;
mod host;
mod label;
mod layout;
mod portal;
mod practice;
mod profile;
mod provision;
pub mod starter;
#[cfg(test)]
mod tests;

use conglang_kernel::{Accent, Language, Moment, Rejections, SiteId, SiteState, UnitId};
use conglang_platform::args;
use conglang_platform::db::{Connection, Sql, Transaction};
use conglang_platform::fault::{Fault, Outcome};
use serde::Serialize;

pub use blueprint::Style;
pub use category::{
    Category, CategoryTyped, Visibility, add_category, categories, category_at, move_category,
    rename_category, set_category_visibility,
};
pub use host::{HostEntry, HostRole, add_alias, host_map, hosts_of, make_canonical};
pub use label::{HostLabels, Named, RESERVED, assign_slugs};
pub use layout::{
    Block, BlockKind, BlockSettings, MenuItem, QuickLink, RolePage, Slot, blocks, menu, role_pages,
};
pub use portal::{Portal, portal_of, portals, portals_below};
pub use practice::{Practice, REVIEW_MONTHS_MAX, practice, set_practice};
pub use profile::{Profile, ProfileSaved, ProfileTyped, profile, save_profile};
pub use provision::{Blueprints, Plan, ProvinceNamed, Provisioned, create, provision};

use crate::record::announce;
use crate::unit::UnitKind;

/// A tenant: the portal of a unit.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Site {
    /// Its number.
    pub id: SiteId,
    /// Its unit.
    pub unit: UnitId,
    /// The unit's code.
    pub unit_code: String,
    /// The unit's kind.
    pub kind: UnitKind,
    /// The unit's district.
    pub district: Option<String>,
    /// The unit's province.
    pub province: Option<String>,
    /// The site above it: the province's.
    pub parent: Option<SiteId>,
    /// Its name among its neighbours, for the command line and the desk.
    pub slug: String,
    /// The unit's name with its kind.
    pub name: String,
    /// Its state.
    pub state: SiteState,
    /// Its accent, `#rrggbb`.
    pub accent: String,
    /// The languages it is written in, Vietnamese first.
    pub languages: Vec<Language>,
    /// The host that all others lead to.
    #[serde(rename = "canonical_host")]
    pub host: String,
}

type SiteRow = (
    i64,
    i64,
    String,
    String,
    Option<String>,
    Option<String>,
    Option<i64>,
    String,
    String,
    String,
    String,
    String,
    String,
);

const SITES: &str = "SELECT s.id, s.unit_id, u.code, u.kind, u.district, u.province, s.parent_id,
     s.slug, s.name, s.state, s.accent, s.languages, COALESCE(h.name, '')
   FROM site s JOIN unit u ON u.id = s.unit_id
   LEFT JOIN host h ON h.site_id = s.id AND h.role = 'canonical'";

fn site_of_row(row: SiteRow) -> Outcome<Site> {
    let (id, unit, code, kind, district, province, parent, slug, name, state, accent, langs, host) =
        row;
    Ok(Site {
        id: SiteId(id),
        unit: UnitId(unit),
        unit_code: code,
        kind: UnitKind::parse(&kind)?,
        district,
        province,
        parent: parent.map(SiteId),
        slug,
        name,
        state: SiteState::parse(&state)?,
        accent,
        languages: langs
            .split(',')
            .map(|tag| Language::parse(tag.trim()))
            .collect::<Result<_, _>>()?,
        host,
    })
}

/// The site with this number.
///
/// # Errors
/// When the database fails or holds an unknown word.
pub async fn find(connection: &mut Connection, site: SiteId) -> Outcome<Option<Site>> {
    let sql = Sql::composed(format!("{SITES} WHERE s.id = $1"));
    connection.optional::<SiteRow>(sql, args![site]).await?.map(site_of_row).transpose()
}

/// The site that a host, canonical or alias, a slug or a unit code names, for the command line. A slug
/// that several provinces have names none of them.
///
/// # Errors
/// When the database fails or holds an unknown word.
pub async fn find_named(connection: &mut Connection, name: &str) -> Outcome<Option<Site>> {
    for condition in [
        "s.id = (SELECT site_id FROM host WHERE host.name = $1)",
        "u.code = $1 AND u.valid_to IS NULL",
        "s.slug = $1",
    ] {
        let sql = Sql::composed(format!("{SITES} WHERE {condition} LIMIT 2"));
        let mut found = connection.all::<SiteRow>(sql, args![name]).await?;
        if let (Some(row), true) = (found.pop(), found.is_empty()) {
            return site_of_row(row).map(Some);
        }
    }
    Ok(None)
}

/// The first province's site.
///
/// # Errors
/// When the database fails.
pub async fn first_province(connection: &mut Connection) -> Outcome<Option<Site>> {
    Ok(list(connection).await?.into_iter().find(|site| site.parent.is_none()))
}

/// Every site, provinces first, then by name in the Vietnamese order.
///
/// # Errors
/// When the database fails or holds an unknown word.
pub async fn list(connection: &mut Connection) -> Outcome<Vec<Site>> {
    let sql = Sql::composed(format!(
        "{SITES} ORDER BY CASE WHEN s.parent_id IS NULL THEN 0 ELSE 1 END, s.name_key, s.id"
    ));
    connection.all::<SiteRow>(sql, args![]).await?.into_iter().map(site_of_row).collect()
}

/// The sites of one district, or of those that lie in none.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct DistrictSites {
    /// The district; none after 1 July 2025.
    pub district: Option<String>,
    /// Its sites, by name in the Vietnamese order.
    pub sites: Vec<Site>,
}

/// The sites below a province, grouped by district, both in the Vietnamese order.
///
/// # Errors
/// When the database fails or holds an unknown word.
pub async fn children(connection: &mut Connection, parent: SiteId) -> Outcome<Vec<DistrictSites>> {
    let sql = Sql::composed(format!("{SITES} WHERE s.parent_id = $1 ORDER BY s.name_key, s.id"));
    let mut groups: Vec<DistrictSites> = Vec::new();
    for row in connection.all::<SiteRow>(sql, args![parent]).await? {
        let site = site_of_row(row)?;
        match groups.iter_mut().find(|group| group.district == site.district) {
            Some(group) => group.sites.push(site),
            None => {
                groups.push(DistrictSites { district: site.district.clone(), sites: vec![site] });
            }
        }
    }
    groups.sort_by(|a, b| {
        let name = |group: &DistrictSites| group.district.clone().unwrap_or_default();
        vitext::compare(&name(a), &name(b))
    });
    Ok(groups)
}

/// Sets the state of a site.
///
/// # Errors
/// When there is no such site or the database fails.
pub async fn set_state(
    transaction: &mut Transaction,
    site: SiteId,
    state: SiteState,
    now: Moment,
) -> Outcome<()> {
    let touched = transaction
        .execute(
            "UPDATE site SET state = $2, updated_at = $3 WHERE id = $1",
            args![site, state, now],
        )
        .await?;
    if touched == 0 {
        return Err(Fault::new("there is no such site"));
    }
    note(transaction, site, "state", now).await
}

/// Sets the accent of a site from what was typed.
///
/// # Errors
/// When the database fails; rejected when the colour has the wrong form or is too light.
pub async fn set_accent(
    transaction: &mut Transaction,
    site: SiteId,
    typed: &str,
    now: Moment,
) -> Outcome<Result<Accent, Rejections>> {
    let accent = match Accent::parse(typed.trim()) {
        Ok(accent) => accent,
        Err(conglang_kernel::AccentError::Form) => {
            return Ok(Err(Rejections::one("accent", "accent-form")));
        }
        Err(conglang_kernel::AccentError::TooLight(contrast)) => {
            let mut rejections = Rejections::none();
            let facts = vec![("contrast", format!("{contrast:.1}"))];
            rejections.add_with("accent", "accent-too-light", facts);
            return Ok(Err(rejections));
        }
    };
    transaction
        .execute(
            "UPDATE site SET accent = $2, updated_at = $3 WHERE id = $1",
            args![site, accent.to_string(), now],
        )
        .await?;
    note(transaction, site, "look", now).await?;
    Ok(Ok(accent))
}

/// Writes a change of the site itself into the change log.
async fn note(
    transaction: &mut Transaction,
    site: SiteId,
    kind: &'static str,
    now: Moment,
) -> Outcome<()> {
    announce(transaction, now, Some(site), "site", site.0, kind).await
}
