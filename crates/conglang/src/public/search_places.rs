//! Places that a search names: where their content is, and what old ones have become.

use conglang_house::search::PlaceAsked;
use conglang_house::site::portals;
use conglang_platform::db::Reach;
use conglang_search::Home;
use serde::Serialize;

use super::{Refusal, Visit};

/// Other names of a place that are looked for.
const NAMES_MAX: usize = 6;

/// A place of which there is something to tell.
#[derive(Serialize)]
pub(super) struct PlaceView {
    name: String,
    district: Option<String>,
    since: String,
    /// What it has become.
    became: Vec<UnitView>,
    /// Of what it was made, where it has no portal of its own.
    made_of: Vec<UnitView>,
}

#[derive(Serialize)]
struct UnitView {
    name: String,
    is_whole: bool,
    url: Option<String>,
}

/// What a question says of where, for the index. On a commune's own portal the name alone asks for what
/// speaks of it: everything there is of it.
pub(super) fn home(place: &PlaceAsked, is_province: bool) -> Home {
    let sites = if place.is_all && !is_province { &[][..] } else { &place.sites };
    Home {
        words: place.words.clone(),
        also: place.names.iter().take(NAMES_MAX).cloned().collect(),
        sites: sites.iter().filter_map(|site| u64::try_from(site.0).ok()).collect(),
    }
}

/// What old places have become, and of what a new one without a portal was made, each unit with the
/// address of its portal where it has one.
pub(super) async fn place_views(
    visit: &Visit,
    query: &str,
    asked: Option<&PlaceAsked>,
) -> Result<Vec<PlaceView>, Refusal> {
    let places = &visit.web.places;
    let old = places.named_in(query);
    let new = asked.and_then(|asked| asked.without_site.as_deref());
    let made_of = new.map(|name| (name, places.made_of(name)));
    if old.is_empty() && made_of.is_none() {
        return Ok(Vec::new());
    }
    let mut connection = visit.web.db.read(Reach::Installation).await?;
    let portals = portals(&mut connection).await?;
    let unit = |name: &str, is_whole: bool| {
        let found = portals.iter().find(|portal| portal.name == name && portal.state.is_public());
        let url = found.map(|portal| format!("{}/", visit.web.config.origin(&portal.host)));
        UnitView { name: name.to_owned(), is_whole, url }
    };
    let day = |since: &str| since.parse().map(vitext::format_date).unwrap_or_default();
    let old = old.iter().map(|place| PlaceView {
        name: place.name.clone(),
        district: place.district.clone(),
        since: day(&place.since),
        became: place.became.iter().map(|b| unit(&b.name, b.is_whole)).collect(),
        made_of: Vec::new(),
    });
    let new = made_of.map(|(name, parts)| PlaceView {
        name: name.to_owned(),
        district: None,
        since: parts.first().map(|part| day(&part.since)).unwrap_or_default(),
        became: Vec::new(),
        made_of: parts.iter().map(|part| unit(&part.name, part.is_whole)).collect(),
    });
    Ok(old.chain(new).collect())
}
