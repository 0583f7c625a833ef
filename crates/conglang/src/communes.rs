//! The province's directory of its communes' portals.

use std::collections::BTreeMap;

use conglang_house::site::portals_below;
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

/// Every commune below the visited province, or those whose names have the words asked for.
///
/// # Errors
/// When the database does not answer.
pub async fn directory(visit: &Visit) -> Result<Directory, Refusal> {
    let mut connection = visit.web.db.read(Reach::Installation).await?;
    let below = portals_below(&mut connection, visit.scope.site()).await?;
    drop(connection);
    let query = visit.parameter("xa").unwrap_or_default();
    let query: String = query.chars().filter(|c| !c.is_control()).take(60).collect();
    let wanted = vitext::fold(&query);
    let mut groups: BTreeMap<Vec<u8>, Group> = BTreeMap::new();
    for portal in below {
        if !vitext::fold(&portal.name).contains(wanted.trim()) {
            continue;
        }
        let title = portal.district.unwrap_or_else(|| visit.frame.name.clone());
        let group = groups.entry(vitext::sort_key(&title)).or_insert_with(|| Group {
            anchor: vitext::slug(&title),
            title,
            count: 0,
            units: Vec::new(),
        });
        group.count += 1;
        group.units.push(UnitLine {
            name: portal.name,
            url: format!("{}/", visit.web.config.origin(&portal.host)),
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
