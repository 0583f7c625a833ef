//! The province's directory of its communes' portals.

use std::collections::BTreeMap;

use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::Reach;
use serde::Serialize;

use crate::public::{Refusal, Visit};

/// The directory, grouped by district.
#[derive(Serialize)]
pub struct Directory {
    title: String,
    query: String,
    count: usize,
    all_url: String,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Group {
    title: String,
    anchor: String,
    count: usize,
    units: Vec<UnitLine>,
}

#[derive(Serialize)]
struct UnitLine {
    name: String,
    url: String,
}

#[derive(FromRow)]
struct ChildRow {
    name: String,
    district: Option<String>,
    host: String,
}

/// Every commune below the visited province, or those whose names have the words asked for.
///
/// # Errors
/// When the database does not answer.
pub async fn directory(visit: &Visit) -> Result<Directory, Refusal> {
    let rows: Vec<ChildRow> = visit
        .web
        .db
        .read(Reach::Installation)
        .await?
        .all(
            "SELECT s.name, u.district, h.name AS host
             FROM site s JOIN unit u ON u.id = s.unit_id
             JOIN host h ON h.site_id = s.id AND h.role = 'canonical'
             WHERE s.parent_id = $1 AND s.state IN ('live', 'training', 'archived')
             ORDER BY s.name_key",
            args![visit.scope.site()],
        )
        .await?;
    let query = visit.parameter("xa").unwrap_or_default();
    let query: String = query.chars().filter(|c| !c.is_control()).take(60).collect();
    let wanted = vitext::fold(&query);
    let mut groups: BTreeMap<Vec<u8>, Group> = BTreeMap::new();
    for row in rows {
        if !vitext::fold(&row.name).contains(wanted.trim()) {
            continue;
        }
        let title = row.district.unwrap_or_else(|| visit.frame.name.clone());
        let group = groups.entry(vitext::sort_key(&title)).or_insert_with(|| Group {
            anchor: vitext::slug(&title),
            title,
            count: 0,
            units: Vec::new(),
        });
        group.count += 1;
        group.units.push(UnitLine {
            name: row.name,
            url: format!("{}/", visit.web.config.origin(&row.host)),
        });
    }
    let groups: Vec<Group> = groups.into_values().collect();
    Ok(Directory {
        title: visit.say("province-communes"),
        query,
        count: groups.iter().map(|group| group.count).sum(),
        all_url: format!("{}/#xa-phuong", visit.frame.prefix()),
        groups,
    })
}
