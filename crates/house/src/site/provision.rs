//! Provisioning: the sites of a whole file of units, in one transaction.

use std::collections::{HashMap, HashSet};

use conglang_kernel::{HostName, Moment, Rejections, SiteId, SiteState};
use conglang_platform::args;
use conglang_platform::db::{Connection, Transaction, engine};
use conglang_platform::fault::{Fault, Outcome};
use serde::Serialize;

use super::blueprint::Blueprint;
use super::bulk::Bulk;
use super::furnish::{Born, furnish};
use super::label::{HostLabels, Named, assign_slugs};
use super::starter::Place;
use super::{Site, find};
use crate::unit::{NAME_CHARS_MAX, UnitFile, UnitKind, UnitLine, province_code_as_unit};

/// Sites written together: enough to fill statements, few enough to show progress.
const BATCH: usize = 100;

/// What new sites are born with.
#[derive(Clone, Debug)]
pub struct Blueprints {
    /// For communes.
    pub commune: Blueprint,
    /// For provinces.
    pub province: Blueprint,
}

/// A province given beside the file, for files that do not name it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ProvinceNamed {
    /// Its name: *Tỉnh Cà Mau* or *Cà Mau*.
    pub name: String,
    /// Its code, if known.
    pub code: Option<String>,
}

/// What is to be provisioned.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The units.
    pub units: UnitFile,
    /// The province of the units for which the file names none.
    pub province: Option<ProvinceNamed>,
    /// What hosts end in: `gov.vn` gives `camau.gov.vn` and `anxuyen.camau.gov.vn`.
    pub base_domain: HostName,
    /// The state new sites start in.
    pub state: SiteState,
    /// Now.
    pub now: Moment,
}

/// What was done.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Provisioned {
    /// Sites made, provinces included.
    pub created: Vec<SiteId>,
    /// Of these, provinces.
    pub provinces: usize,
    /// Units of the file that had a site already and were left alone.
    pub kept: usize,
}

/// A unit that has no site yet.
struct Wanted<'a> {
    /// Its place in our register, when it has one.
    unit: Option<i64>,
    code: String,
    name: String,
    kind: UnitKind,
    district: Option<&'a str>,
    province: Option<&'a str>,
    province_code: Option<&'a str>,
    valid_from: String,
    parent: Option<i64>,
    slug: String,
    host: String,
}

/// What the installation has already.
struct Standing {
    /// Unit and site by the code of units that exist now.
    units: HashMap<String, (i64, Option<i64>)>,
    /// Unit codes of provinces by their folded names without the kind.
    provinces: HashMap<String, String>,
    hosts: HashSet<String>,
    /// Slugs with their parent's number, 0 for none.
    slugs: HashSet<(i64, String)>,
}

/// Makes the site of every unit that has none: units, sites, hosts, profiles, categories, menus,
/// blocks and starter pages. Units that have a site are left alone, so doing it twice does nothing.
/// Everything stands in the given transaction. `progress` is told how many sites are done of how many.
///
/// # Errors
/// When the database fails; rejected when the province is not known or a name in the plan is unsound.
pub async fn provision(
    transaction: &mut Transaction,
    blueprints: &Blueprints,
    plan: &Plan,
    mut progress: impl FnMut(usize, usize),
) -> Outcome<Result<Provisioned, Rejections>> {
    // First of all, so that two imports wait for each other rather than collide.
    engine::order_changes(transaction).await?;
    let mut standing = standing(transaction).await?;
    let groups = match provinces(plan, &standing) {
        Ok(groups) => groups,
        Err(rejections) => return Ok(Err(rejections)),
    };
    let mut done = Provisioned::default();
    let is_new = |code: &str| standing.units.get(code).is_none_or(|(_, site)| site.is_none());
    let communes = plan.units.lines.iter().filter(|line| is_new(&line.code)).count();
    let new_provinces: Vec<&Group<'_>> = groups.iter().filter(|g| is_new(&g.unit_code)).collect();
    let total = communes + new_provinces.len();
    done.kept = plan.units.lines.len() - communes;

    let wanted = wanted_provinces(&new_provinces, &standing, plan);
    write(
        transaction,
        &blueprints.province,
        &wanted,
        plan,
        &mut standing,
        &mut done.created,
        |n| {
            progress(n, total);
        },
    )
    .await?;
    done.provinces = done.created.len();
    for group in &groups {
        let parent = standing
            .units
            .get(&group.unit_code)
            .and_then(|(_, site)| *site)
            .ok_or_else(|| Fault::new("the province has no site"))?;
        let province = find(transaction, SiteId(parent))
            .await?
            .ok_or_else(|| Fault::new("the province's site is gone"))?;
        let wanted = wanted_communes(group, &province, &standing, plan);
        let created = &mut done.created;
        write(transaction, &blueprints.commune, &wanted, plan, &mut standing, created, |n| {
            progress(n, total);
        })
        .await?;
    }
    Ok(Ok(done))
}

/// Makes a single site, of a unit described as one line of a file would.
///
/// # Errors
/// When the database fails; rejected when the unit has a site already, and as [`provision`].
pub async fn create(
    transaction: &mut Transaction,
    blueprints: &Blueprints,
    plan: &Plan,
) -> Outcome<Result<Site, Rejections>> {
    let done = match provision(transaction, blueprints, plan, |_, _| {}).await? {
        Ok(done) => done,
        Err(rejections) => return Ok(Err(rejections)),
    };
    match done.created.last() {
        Some(site) if done.kept == 0 => {
            let site = find(transaction, *site).await?;
            Ok(Ok(site.ok_or_else(|| Fault::new("the new site is gone"))?))
        }
        _ => Ok(Err(Rejections::one("code", "unit-has-site"))),
    }
}

/// The units of one province.
struct Group<'a> {
    unit_code: String,
    code: Option<String>,
    name: String,
    kind: UnitKind,
    lines: Vec<&'a UnitLine>,
}

fn provinces<'a>(plan: &'a Plan, standing: &Standing) -> Result<Vec<Group<'a>>, Rejections> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut places: HashMap<String, usize> = HashMap::new();
    for line in &plan.units.lines {
        let (name, code) = match (&line.province, &plan.province) {
            (Some(name), _) => (name.as_str(), line.province_code.as_deref()),
            (None, Some(given)) => (given.name.as_str(), given.code.as_deref()),
            (None, None) => return Err(Rejections::one("province", "province-missing")),
        };
        let name = Rejections::none().line(
            "province",
            name,
            conglang_kernel::Presence::Required,
            NAME_CHARS_MAX,
        );
        if name.is_empty() || name.chars().count() > NAME_CHARS_MAX {
            return Err(Rejections::one("province", "province-missing"));
        }
        if code.is_some_and(|code| {
            code.is_empty() || code.len() > 10 || !code.bytes().all(|b| b.is_ascii_digit())
        }) {
            return Err(Rejections::one("province_code", "province-code"));
        }
        let kind = match UnitKind::of_name(&name) {
            Some(kind @ (UnitKind::Province | UnitKind::City)) => kind,
            _ => UnitKind::Province,
        };
        let name = kind.full_name(&name);
        let unit_code = province_unit(code, &name, kind, &groups, standing);
        let place = *places.entry(unit_code.clone()).or_insert_with(|| {
            let code = code.map(str::to_owned);
            groups.push(Group { unit_code, code, name, kind, lines: Vec::new() });
            groups.len() - 1
        });
        if let Some(group) = groups.get_mut(place) {
            group.lines.push(line);
        }
    }
    Ok(groups)
}

/// The unit code of a province. A province is known by its name when one of the two mentions of it
/// lacks the code, so that it never gets a second site.
fn province_unit(
    code: Option<&str>,
    name: &str,
    kind: UnitKind,
    groups: &[Group<'_>],
    standing: &Standing,
) -> String {
    let unit_code = province_code_as_unit(code, name);
    let nameless = province_code_as_unit(None, name);
    let known = standing.provinces.get(&bare(name, kind));
    let earlier =
        groups.iter().find(|g| bare(&g.name, g.kind) == bare(name, kind)).map(|g| &g.unit_code);
    match known.or(earlier) {
        Some(other) if code.is_none() || *other == nameless => other.clone(),
        _ => unit_code,
    }
}

/// A province's name as two spellings of it agree on.
fn bare(name: &str, kind: UnitKind) -> String {
    vitext::fold(kind.without(name).unwrap_or(name))
}

async fn standing(connection: &mut Connection) -> Outcome<Standing> {
    let units: Vec<(i64, String, String, Option<i64>)> = connection
        .all(
            "SELECT u.id, u.code, u.name, s.id FROM unit u LEFT JOIN site s ON s.unit_id = u.id
             WHERE u.valid_to IS NULL
             ORDER BY CASE WHEN s.id IS NULL THEN 0 ELSE 1 END, u.valid_from",
            args![],
        )
        .await?;
    let hosts: Vec<(String,)> = connection.all("SELECT name FROM host", args![]).await?;
    let slugs: Vec<(i64, String)> =
        connection.all("SELECT COALESCE(parent_id, 0), slug FROM site", args![]).await?;
    let provinces = units
        .iter()
        .filter(|(_, code, ..)| code.starts_with('T'))
        .map(|(_, code, name, _)| {
            let kind = UnitKind::of_name(name).unwrap_or(UnitKind::Province);
            (bare(name, kind), code.clone())
        })
        .collect();
    Ok(Standing {
        provinces,
        units: units.into_iter().map(|(unit, code, _, site)| (code, (unit, site))).collect(),
        hosts: hosts.into_iter().map(|(name,)| name).collect(),
        slugs: slugs.into_iter().collect(),
    })
}

fn today(now: Moment) -> String {
    vitext::local_time(now.timestamp()).date().to_string()
}

fn wanted_provinces<'a>(
    groups: &[&'a Group<'_>],
    standing: &Standing,
    plan: &Plan,
) -> Vec<Wanted<'a>> {
    let named: Vec<Named<'_>> =
        groups.iter().map(|g| Named { code: &g.unit_code, name: &g.name, kind: g.kind }).collect();
    let base = &plan.base_domain;
    let labels =
        HostLabels::assign(&named, &|label| standing.hosts.contains(&format!("{label}.{base}")));
    let asked: Vec<_> = named.iter().map(|named| (*named, None)).collect();
    let slugs = assign_slugs(&asked, &|slug| standing.slugs.contains(&(0, slug.to_owned())));
    groups
        .iter()
        .zip(labels)
        .zip(slugs)
        .map(|((group, label), slug)| Wanted {
            unit: standing.units.get(&group.unit_code).map(|(unit, _)| *unit),
            code: group.unit_code.clone(),
            name: group.name.clone(),
            kind: group.kind,
            district: None,
            province: None,
            province_code: group.code.as_deref(),
            valid_from: today(plan.now),
            parent: None,
            slug,
            host: format!("{label}.{base}"),
        })
        .collect()
}

fn wanted_communes<'a>(
    group: &'a Group<'_>,
    province: &Site,
    standing: &Standing,
    plan: &Plan,
) -> Vec<Wanted<'a>> {
    let parent = province.id.0;
    let lines: Vec<&&UnitLine> = group
        .lines
        .iter()
        .filter(|line| standing.units.get(&line.code).is_none_or(|(_, site)| site.is_none()))
        .collect();
    let named: Vec<Named<'_>> = lines
        .iter()
        .map(|line| Named { code: &line.code, name: &line.name, kind: line.kind })
        .collect();
    let base = &province.host;
    let labels =
        HostLabels::assign(&named, &|label| standing.hosts.contains(&format!("{label}.{base}")));
    let asked: Vec<_> =
        named.iter().zip(&lines).map(|(named, line)| (*named, line.slug.as_ref())).collect();
    let slugs = assign_slugs(&asked, &|slug| standing.slugs.contains(&(parent, slug.to_owned())));
    lines
        .into_iter()
        .zip(labels)
        .zip(slugs)
        .map(|((line, label), slug)| Wanted {
            unit: standing.units.get(&line.code).map(|(unit, _)| *unit),
            code: line.code.clone(),
            name: line.name.clone(),
            kind: line.kind,
            district: line.district.as_deref(),
            province: Some(&group.name),
            province_code: group.code.as_deref(),
            valid_from: line.valid_from.map_or_else(|| today(plan.now), |date| date.to_string()),
            parent: Some(parent),
            slug,
            host: format!("{label}.{base}"),
        })
        .collect()
}

async fn write(
    transaction: &mut Transaction,
    blueprint: &Blueprint,
    wanted: &[Wanted<'_>],
    plan: &Plan,
    standing: &mut Standing,
    created: &mut Vec<SiteId>,
    mut progress: impl FnMut(usize),
) -> Outcome<()> {
    for batch in wanted.chunks(BATCH) {
        let units = write_units(transaction, batch, standing).await?;
        let sites = write_sites(transaction, blueprint, batch, &units, plan).await?;
        let mut born = Vec::with_capacity(batch.len());
        for wanted in batch {
            let unit = units.get(&wanted.code).copied();
            let site = unit.and_then(|unit| sites.get(&unit).copied());
            let (Some(unit), Some(site)) = (unit, site) else {
                return Err(Fault::new("the database kept a new site to itself"));
            };
            standing.units.insert(wanted.code.clone(), (unit, Some(site)));
            standing.hosts.insert(wanted.host.clone());
            standing.slugs.insert((wanted.parent.unwrap_or(0), wanted.slug.clone()));
            born.push(Born { site: SiteId(site), place: place(wanted), host: &wanted.host });
            created.push(SiteId(site));
        }
        furnish(transaction, blueprint, &born, plan.now).await?;
        progress(created.len());
    }
    Ok(())
}

fn place(wanted: &Wanted<'_>) -> Place {
    Place {
        name: wanted.name.clone(),
        kind: wanted.kind.as_str(),
        district: wanted.district.unwrap_or_default().to_owned(),
        province: wanted.province.unwrap_or_default().to_owned(),
        host: wanted.host.clone(),
    }
}

/// Writes the units that are not in the register. Gives back the numbers of all of them by code.
async fn write_units(
    connection: &mut Connection,
    batch: &[Wanted<'_>],
    standing: &Standing,
) -> Outcome<HashMap<String, i64>> {
    let rows = batch
        .iter()
        .filter(|wanted| !standing.units.contains_key(&wanted.code))
        .map(|wanted| {
            args![
                wanted.code.as_str(),
                wanted.name.as_str(),
                wanted.kind.as_str(),
                wanted.district,
                wanted.province,
                wanted.province_code,
                wanted.valid_from.as_str(),
            ]
        })
        .collect();
    let new: Vec<(i64, String)> = Bulk {
        head: "INSERT INTO unit (code, name, kind, district, province, province_code, valid_from)
               VALUES ",
        row: "(?, ?, ?, ?, ?, ?, ?)",
        tail: " RETURNING id, code",
    }
    .insert_returning(connection, rows)
    .await?;
    let known = batch.iter().filter_map(|wanted| Some((wanted.code.clone(), wanted.unit?)));
    Ok(new.into_iter().map(|(id, code)| (code, id)).chain(known).collect())
}

/// Writes the sites. Gives back their numbers by unit.
async fn write_sites(
    connection: &mut Connection,
    blueprint: &Blueprint,
    batch: &[Wanted<'_>],
    units: &HashMap<String, i64>,
    plan: &Plan,
) -> Outcome<HashMap<i64, i64>> {
    let now = plan.now;
    let rows = batch
        .iter()
        .map(|wanted| {
            let bare = wanted.kind.without(&wanted.name).unwrap_or(&wanted.name);
            args![
                units.get(&wanted.code).copied(),
                wanted.parent,
                wanted.slug.as_str(),
                wanted.name.as_str(),
                vitext::sort_key(bare),
                plan.state,
                blueprint.accent(&wanted.code),
                blueprint.name.as_str(),
                blueprint.version,
                now,
                now,
            ]
        })
        .collect();
    let sites: Vec<(i64, i64)> = Bulk {
        head:
            "INSERT INTO site (unit_id, parent_id, slug, name, name_key, state, accent, languages,
               blueprint, blueprint_version, created_at, updated_at) VALUES ",
        row: "(?, ?, ?, ?, ?, ?, ?, 'vi', ?, ?, ?, ?)",
        tail: " RETURNING id, unit_id",
    }
    .insert_returning(connection, rows)
    .await?;
    Ok(sites.into_iter().map(|(site, unit)| (unit, site)).collect())
}
