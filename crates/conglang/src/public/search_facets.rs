//! The facets of a search as links: each leads to the same question, narrowed or widened again.

use std::collections::HashMap;

use conglang_house::site::{Portal, portals};
use conglang_platform::db::Reach;
use conglang_search::Facets;
use serde::Serialize;

use super::search::Asked;
use super::{Refusal, Visit};

/// The address of the results with one thing asked for otherwise.
type Link<'l> = &'l dyn Fn(&dyn Fn(&mut Asked)) -> String;

/// Choices of a group that are shown at once.
const SHOWN: usize = 8;

/// One way to narrow a search.
#[derive(Serialize)]
pub struct FacetGroup {
    title: String,
    /// Whether something of it is chosen.
    chosen: bool,
    items: Vec<Facet>,
    /// The rarer ones, behind one more step: a province has a hundred communes.
    more: Vec<Facet>,
}

#[derive(Serialize)]
struct Facet {
    title: String,
    count: Option<usize>,
    url: String,
    current: bool,
}

/// The groups worth showing: those that part what was found, and those that were chosen.
pub(super) async fn groups(
    visit: &Visit,
    asked: &Asked,
    facets: &Facets,
    path: &str,
) -> Result<Vec<FacetGroup>, Refusal> {
    if asked.query.is_empty() {
        return Ok(Vec::new());
    }
    let link = |change: &dyn Fn(&mut Asked)| {
        let mut other = asked.clone();
        change(&mut other);
        format!("{path}?{}", other.parameters())
    };
    let mut groups = Vec::new();
    let kinds = facets.kinds.iter().map(|(kind, count)| {
        let current = asked.kind.as_deref() == Some(kind);
        Facet {
            title: visit.say(&format!("search-kind-{kind}")),
            count: Some(*count),
            url: link(&|other| other.kind = (!current).then(|| kind.clone())),
            current,
        }
    });
    push(&mut groups, visit, "search-by-kind", kinds.collect());
    if visit.frame.is_province {
        let names = site_names(visit, facets).await?;
        let sites = facets.sites.iter().filter_map(|(site, count)| {
            let current = asked.site == Some(*site);
            Some(Facet {
                title: names.get(site)?.clone(),
                count: Some(*count),
                url: link(&|other| other.site = (!current).then_some(*site)),
                current,
            })
        });
        push(&mut groups, visit, "search-by-site", sites.collect());
    } else {
        let categories = facets.categories.iter().filter_map(|(id, count)| {
            let id = i64::try_from(*id).ok()?;
            let category = visit.frame.category(conglang_kernel::CategoryId(id))?;
            let current = asked.category == Some(id);
            Some(Facet {
                title: category.name.clone(),
                count: Some(*count),
                url: link(&|other| other.category = (!current).then_some(id)),
                current,
            })
        });
        push(&mut groups, visit, "search-by-category", categories.collect());
    }
    let mut years: Vec<_> = facets.years.clone();
    years.sort_by_key(|year| std::cmp::Reverse(year.0));
    let years = years.iter().map(|(year, count)| {
        let current = asked.year == Some(*year);
        Facet {
            title: year.to_string(),
            count: Some(*count),
            url: link(&|other| other.year = (!current).then_some(*year)),
            current,
        }
    });
    push(&mut groups, visit, "search-by-year", years.collect());
    let issuers = facets.issuers.iter().map(|(issuer, count)| {
        let current = asked.issuer.as_deref() == Some(issuer);
        Facet {
            title: issuer.clone(),
            count: Some(*count),
            url: link(&|other| other.issuer = (!current).then(|| issuer.clone())),
            current,
        }
    });
    push(&mut groups, visit, "search-by-issuer", issuers.collect());
    add_chosen(&mut groups, visit, asked, &link);
    Ok(groups)
}

fn push(groups: &mut Vec<FacetGroup>, visit: &Visit, key: &str, mut items: Vec<Facet>) {
    let chosen = items.iter().any(|item| item.current);
    if items.len() < 2 && !chosen {
        return;
    }
    // One line more is shorter than a step behind which it stands.
    let mut more = if items.len() > SHOWN + 1 { items.split_off(SHOWN) } else { Vec::new() };
    more.sort_by(|a, b| vitext::compare(&a.title, &b.title));
    groups.push(FacetGroup { title: visit.say(key), chosen, items, more });
}

/// A choice that leaves nothing has no facet: it must still be there to be taken back.
fn add_chosen(groups: &mut Vec<FacetGroup>, visit: &Visit, asked: &Asked, link: Link<'_>) {
    let is_narrowed = asked.kind.is_some()
        || asked.category.is_some()
        || asked.year.is_some()
        || asked.issuer.is_some()
        || asked.site.is_some();
    if is_narrowed && !groups.iter().any(|group| group.chosen) {
        let all = Facet {
            title: visit.say("search-all"),
            count: None,
            url: link(&|other| {
                *other = Asked {
                    query: other.query.clone(),
                    by_date: other.by_date,
                    ..Asked::default()
                };
            }),
            current: false,
        };
        groups.push(FacetGroup {
            title: visit.say("search-widen"),
            chosen: true,
            items: vec![all],
            more: Vec::new(),
        });
    }
}

async fn site_names(visit: &Visit, facets: &Facets) -> Result<HashMap<u64, String>, Refusal> {
    if facets.sites.is_empty() {
        return Ok(HashMap::new());
    }
    let mut connection = visit.web.db.read(Reach::Installation).await?;
    let portals = portals(&mut connection).await?;
    let named = |portal: Portal| Some((u64::try_from(portal.site.0).ok()?, portal.name));
    Ok(portals.into_iter().filter_map(named).collect())
}
