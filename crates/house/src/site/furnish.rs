//! Furnishing: what a site is born with beside its row, written for a whole batch at once.

use std::collections::HashMap;

use conglang_kernel::{Moment, SiteId};
use conglang_platform::args;
use conglang_platform::db::{Arguments, Connection};
use conglang_platform::fault::Outcome;

use super::blueprint::{Blueprint, MenuPlan};
use super::bulk::Bulk;
use super::layout::BlockSettings;
use super::starter::{Newborn, Place, publish};

/// A site whose row stands and that is still empty.
pub(super) struct Born<'a> {
    pub site: SiteId,
    pub place: Place,
    pub host: &'a str,
}

/// Hosts, profiles, categories, starter pages, menus and home blocks, as the blueprint has them.
pub(super) async fn furnish(
    connection: &mut Connection,
    blueprint: &Blueprint,
    born: &[Born<'_>],
    now: Moment,
) -> Outcome<()> {
    write_hosts_and_profiles(connection, blueprint, born, now).await?;
    let categories = write_categories(connection, blueprint, born, now).await?;
    let empty = HashMap::new();
    let newborn: Vec<Newborn<'_>> = born
        .iter()
        .map(|born| Newborn {
            site: born.site,
            place: &born.place,
            categories: categories.get(&born.site.0).unwrap_or(&empty),
        })
        .collect();
    let pages = publish(connection, blueprint, &newborn, now).await?;
    write_menu(connection, blueprint, born, |site, line| Target {
        category: line
            .category
            .as_ref()
            .and_then(|slug| categories.get(&site.0)?.get(slug).copied()),
        entry: line
            .page
            .as_ref()
            .and_then(|slug| pages.get(&(site.0, slug.clone())).map(|entry| entry.0)),
    })
    .await?;
    write_blocks(connection, blueprint, born).await?;
    let changes = born.iter().map(|born| args![born.site, born.site, now]).collect();
    Bulk {
        head: "INSERT INTO change (site_id, subject, subject_id, kind, at) VALUES ",
        row: "(?, 'site', ?, 'create', ?)",
        tail: "",
    }
    .insert(connection, changes)
    .await
}

async fn write_hosts_and_profiles(
    connection: &mut Connection,
    blueprint: &Blueprint,
    born: &[Born<'_>],
    now: Moment,
) -> Outcome<()> {
    let hosts = born.iter().map(|born| args![born.host, born.site, now]).collect();
    Bulk {
        head: "INSERT INTO host (name, site_id, role, created_at) VALUES ",
        row: "(?, ?, 'canonical', ?)",
        tail: "",
    }
    .insert(connection, hosts)
    .await?;
    let texts = &blueprint.profile;
    let profiles = born
        .iter()
        .map(|born| {
            let fill = |text: &str| born.place.fill(text);
            args![
                born.site,
                fill(&texts.managing_organisation),
                fill(&texts.governing_agency),
                fill(&texts.address),
                fill(&texts.email),
                fill(&texts.phone),
                fill(&texts.responsible_person),
                fill(&texts.working_hours),
                fill(&texts.citizen_reception),
                born.place.fill_html(&texts.introduction).as_str(),
                now,
            ]
        })
        .collect();
    Bulk {
        head: "INSERT INTO site_profile (site_id, managing_organisation, governing_agency, address,
               email, phone, responsible_person, working_hours, citizen_reception, introduction,
               version, updated_at) VALUES ",
        row: "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, ?)",
        tail: "",
    }
    .insert(connection, profiles)
    .await
}

type BySiteAndSlug = HashMap<i64, HashMap<String, i64>>;

async fn write_categories(
    connection: &mut Connection,
    blueprint: &Blueprint,
    born: &[Born<'_>],
    now: Moment,
) -> Outcome<BySiteAndSlug> {
    let bulk = Bulk {
        head: "INSERT INTO category (site_id, parent_id, language, slug, name, introduction, kinds,
               style, position, visibility, created_at) VALUES ",
        row: "(?, ?, 'vi', ?, ?, ?, ?, ?, ?, ?, ?)",
        tail: " RETURNING id, site_id, slug",
    };
    let mut numbers: BySiteAndSlug = HashMap::new();
    // Level by level, because those below need the numbers of those above.
    for is_top in [true, false] {
        let mut rows: Vec<Arguments> = Vec::new();
        for born in born {
            let plans = blueprint.flat_categories();
            let level = plans.iter().filter(|(_, parent)| parent.is_none() == is_top);
            for (position, (plan, parent)) in (0_i64..).zip(level) {
                let parent = parent.and_then(|slug| numbers.get(&born.site.0)?.get(slug).copied());
                rows.push(args![
                    born.site,
                    parent,
                    plan.slug.as_str(),
                    plan.name.as_str(),
                    born.place.fill(&plan.introduction),
                    plan.kinds.join(" "),
                    plan.style.as_str(),
                    position,
                    if plan.hidden { "hidden" } else { "shown" },
                    now,
                ]);
            }
        }
        let level: Vec<(i64, i64, String)> = bulk.insert_returning(connection, rows).await?;
        for (id, site, slug) in level {
            numbers.entry(site).or_default().insert(slug, id);
        }
    }
    Ok(numbers)
}

/// Where a line of the menu leads on one site.
struct Target {
    category: Option<i64>,
    entry: Option<i64>,
}

async fn write_menu(
    connection: &mut Connection,
    blueprint: &Blueprint,
    born: &[Born<'_>],
    target: impl Fn(SiteId, &MenuPlan) -> Target,
) -> Outcome<()> {
    let bulk = Bulk {
        head: "INSERT INTO menu_item (site_id, parent_id, language, label, category_id, entry_id,
               address, position) VALUES ",
        row: "(?, ?, 'vi', ?, ?, ?, ?, ?)",
        tail: " RETURNING id, site_id, position",
    };
    let row = |site: SiteId, parent: Option<i64>, line: &MenuPlan, position: i64| {
        let Target { category, entry } = target(site, line);
        args![site, parent, line.label.as_str(), category, entry, line.address.as_deref(), position,]
    };
    let mut rows = Vec::new();
    for born in born {
        for (position, line) in (0_i64..).zip(&blueprint.menu) {
            rows.push(row(born.site, None, line, position));
        }
    }
    let top: Vec<(i64, i64, i64)> = bulk.insert_returning(connection, rows).await?;
    let top: HashMap<(i64, i64), i64> =
        top.into_iter().map(|(id, site, position)| ((site, position), id)).collect();
    let mut rows = Vec::new();
    for born in born {
        for (position, line) in (0_i64..).zip(&blueprint.menu) {
            let parent = top.get(&(born.site.0, position)).copied();
            for (place, below) in (0_i64..).zip(&line.children) {
                rows.push(row(born.site, parent, below, place));
            }
        }
    }
    Bulk { tail: "", ..bulk }.insert(connection, rows).await
}

async fn write_blocks(
    connection: &mut Connection,
    blueprint: &Blueprint,
    born: &[Born<'_>],
) -> Outcome<()> {
    let mut plans = Vec::with_capacity(blueprint.blocks.len());
    for plan in &blueprint.blocks {
        let settings = serde_json::to_string(&BlockSettings {
            categories: plan.categories.clone(),
            count: plan.count,
            style: plan.style,
            items: plan.items.clone(),
        })?;
        plans.push((plan, settings));
    }
    let mut rows = Vec::with_capacity(plans.len() * born.len());
    for born in born {
        for (position, (plan, settings)) in (0_i64..).zip(&plans) {
            rows.push(args![
                born.site,
                plan.slot.as_str(),
                plan.kind.as_str(),
                plan.title.as_str(),
                settings.as_str(),
                position,
            ]);
        }
    }
    Bulk {
        head: "INSERT INTO block (site_id, language, slot, kind, title, settings, position) VALUES ",
        row: "(?, 'vi', ?, ?, ?, ?, ?)",
        tail: "",
    }
    .insert(connection, rows)
    .await
}
