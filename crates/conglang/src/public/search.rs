//! Search of a site, or of every commune from the province's portal. Whole without script: facets,
//! order and pages are links.

use std::collections::HashMap;

use conglang_house::entry::Card;
use conglang_house::frame::{Crumb, Feed};
use conglang_house::search::{
    FoundCard, Keepable, PlaceAsked, RecordKey, found_cards, index_fault, note_in_vain, promoted,
};
use conglang_kernel::{EntryId, Language, SiteState};
use conglang_platform::db::Reach;
use conglang_platform::fault::{Fault, Outcome};
use conglang_search::{Answer, Filter, LastWord, Order, Question, Sites, Surroundings, Wholeness};
use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;

use super::pager::{asked_page, pager};
use super::search_facets::{FacetGroup, groups};
use super::search_places::{PlaceView, home, place_views};
use super::search_results::{PartView, address, parts};
use super::{Refusal, View, Visit};

const PAGE_SIZE: usize = 10;

/// When a commune has fewer, the way to the whole province stands on top.
const LITTLE: usize = 5;

/// The longest query that is looked at, in characters.
const QUERY_CHARS_MAX: usize = 200;

/// A name of an office that was spelled out may be long; a longer one is none of ours.
const ISSUER_BYTES_MAX: usize = 2_000;

/// The query parameters of a search, and the addresses that change one of them.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    pub query: String,
    pub kind: Option<String>,
    pub category: Option<i64>,
    pub year: Option<u64>,
    pub issuer: Option<String>,
    pub site: Option<u64>,
    pub by_date: bool,
}

impl Asked {
    fn is_narrowed(&self) -> bool {
        self.parameters() != self.widened().parameters()
    }

    /// The same question over everything.
    fn widened(&self) -> Self {
        Self { query: self.query.clone(), by_date: self.by_date, ..Self::default() }
    }

    fn of(visit: &Visit) -> Self {
        let word = |name: &str| visit.parameter(name).filter(|value| value.len() <= 200);
        let number = |name: &str| word(name).and_then(|value| value.parse().ok());
        let typed = visit.parameter("q").unwrap_or_default();
        Self {
            query: tidy(&typed),
            kind: word("loai"),
            category: number("muc").and_then(|id: u64| i64::try_from(id).ok()),
            year: number("nam"),
            issuer: visit.parameter("cq").filter(|name| name.len() <= ISSUER_BYTES_MAX),
            site: number("dv").filter(|_| visit.frame.is_province),
            by_date: word("xep").as_deref() == Some("moi"),
        }
    }

    /// The part of an address behind the question mark.
    pub(super) fn parameters(&self) -> String {
        let encoded = |text: &str| {
            percent_encoding::utf8_percent_encode(text, percent_encoding::NON_ALPHANUMERIC)
                .to_string()
        };
        let mut parts = vec![format!("q={}", encoded(&self.query))];
        let mut push = |name: &str, value: Option<String>| {
            if let Some(value) = value {
                parts.push(format!("{name}={}", encoded(&value)));
            }
        };
        push("loai", self.kind.clone());
        push("muc", self.category.map(|id| id.to_string()));
        push("nam", self.year.map(|year| year.to_string()));
        push("cq", self.issuer.clone());
        push("dv", self.site.map(|site| site.to_string()));
        push("xep", self.by_date.then(|| "moi".to_owned()));
        parts.join("&")
    }

    fn filter(&self, visit: &Visit) -> Filter {
        let category = self.category.filter(|_| !visit.frame.is_province || self.site.is_some());
        Filter {
            language: Some(visit.frame.language.as_str().to_owned()),
            kind: self.kind.clone(),
            categories: category
                .map(|id| visit.frame.subtree(id))
                .unwrap_or_default()
                .iter()
                .filter_map(|id| u64::try_from(id.0).ok())
                .collect(),
            year: self.year,
            issuer: self.issuer.clone(),
            ..Filter::public(sites(visit, self.site))
        }
    }
}

/// What was typed, in one line, as far as it is looked at.
pub(super) fn tidy(typed: &str) -> String {
    vitext::nfc(typed)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .filter(|c| !c.is_control())
        .take(QUERY_CHARS_MAX)
        .collect()
}

/// The sites a visit may search: its own, or from the province's portal every public one.
pub(super) fn sites(visit: &Visit, asked: Option<u64>) -> Sites {
    let own = u64::try_from(visit.scope.site().0).unwrap_or_default();
    if !visit.frame.is_province {
        return Sites::One(own);
    }
    let open = open_sites(visit);
    match asked {
        Some(site) if open.contains(&site) => Sites::One(site),
        Some(_) => Sites::One(own),
        None => Sites::Some(open),
    }
}

/// The sites that the province's portal searches.
fn open_sites(visit: &Visit) -> Vec<u64> {
    let listed = visit.web.hosts.sites_in(|state| {
        state.is_public() && !matches!(state, SiteState::Training) || state == SiteState::Archived
    });
    listed.iter().filter_map(|site| u64::try_from(site.0).ok()).collect()
}

/// What is known beside a question: the place that it names, and what is written on other sites.
fn surroundings(visit: &Visit, place: Option<&PlaceAsked>) -> Surroundings {
    let is_province = visit.frame.is_province;
    Surroundings {
        home: place.map(|place| home(place, is_province)),
        around: (!is_province).then(|| Sites::Some(open_sites(visit))),
    }
}

#[derive(Serialize)]
struct SearchView {
    query: String,
    count: usize,
    is_filled: bool,
    is_little: bool,
    /// Whether it was told what became of a place that nothing else was asked about.
    is_told: bool,
    /// The same words on the province's portal.
    province_url: Option<String>,
    /// How many can be paged to, on the last page of a question that finds more.
    beyond: Option<usize>,
    groups: Vec<FacetGroup>,
    /// The same question without what it was narrowed by.
    clear_url: Option<String>,
    orders: Vec<Choice>,
    suggestion: Option<Link>,
    places: Vec<PlaceView>,
    promoted: Vec<Link>,
    parts: Vec<PartView>,
    feed_url: String,
    hidden: Vec<(&'static str, String)>,
}

#[derive(Serialize)]
struct Link {
    title: String,
    url: String,
}

#[derive(Serialize)]
struct Choice {
    title: String,
    url: String,
    current: bool,
}

/// Answers a question away from the threads that answer requests.
pub(super) async fn answer(
    visit: &Visit,
    question: Question,
    surroundings: Surroundings,
) -> Outcome<Answer> {
    let index = visit.web.index.clone();
    tokio::task::spawn_blocking(move || index.search_within(&question, &surroundings))
        .await
        .map_err(Fault::from)?
        .map_err(index_fault)
}

fn question(visit: &Visit, asked: &Asked, skip: usize, take: usize) -> Question {
    Question {
        text: asked.query.clone(),
        last: LastWord::Whole,
        filter: asked.filter(visit),
        order: if asked.by_date { Order::Date } else { Order::Relevance },
        skip,
        take,
        now: visit.now.0 / 1000,
    }
}

/// The cards of hits, in their order.
pub(super) async fn cards_of(visit: &Visit, answer: &Answer) -> Outcome<Vec<FoundCard>> {
    let ids: Vec<EntryId> =
        answer.hits.iter().filter_map(|hit| RecordKey::of(hit.id)?.entry()).collect();
    let reach = if visit.frame.is_province { Reach::Installation } else { visit.scope.reach() };
    let mut connection = visit.web.db.read(reach).await?;
    let mut cards: HashMap<EntryId, FoundCard> =
        found_cards(&mut connection, &visit.web.kinds, &ids).await?;
    Ok(ids.iter().filter_map(|id| cards.remove(id)).collect())
}

/// Shows the box, and what was found.
pub async fn show(visit: &Visit) -> Result<View, Refusal> {
    let frame = &visit.frame;
    let asked = Asked::of(visit);
    let mut page = asked_page(visit)?;
    let path = format!("{}/tim-kiem", frame.prefix());
    let mut skip = usize::try_from(page - 1).unwrap_or(usize::MAX).saturating_mul(PAGE_SIZE);
    let place = visit.web.places.asked_for(&asked.query);
    let ask = async |skip| {
        let around = surroundings(visit, place.as_ref());
        answer(visit, question(visit, &asked, skip, PAGE_SIZE), around).await
    };
    let mut found = ask(skip).await?;
    let is_beyond = found.count > found.reach && found.reach > 0;
    // What a kept link showed may be less by now: the search is still the right page.
    if page > 1 && found.hits.is_empty() && !is_beyond {
        (page, skip) = (1, 0);
        found = ask(skip).await?;
    }
    let is_only_place = place.as_ref().is_some_and(|place| place.is_all);
    if found.count == 0 && is_only_place {
        // What only comes close to the name of a place is about other places.
        found = Answer { reach: 0, near: 0, hits: Vec::new(), ..found };
    }
    let cards = cards_of(visit, &found).await?;
    // An index that is being filled for the first time finds nothing: that says nothing about the site.
    let is_filled = found.count > 0 || visit.web.index.cursor().map_err(index_fault)?.is_some();
    let is_first = page == 1 && !asked.is_narrowed();
    // What was a slip of the finger is asked again, rightly typed.
    let is_meant = found.better.is_none() && !is_only_place;
    if !asked.query.is_empty() && found.count == 0 && is_first && is_filled && is_meant {
        note(visit, &asked.query).await;
    }
    let top = if asked.query.is_empty() || page > 1 {
        Vec::new()
    } else {
        let mut connection = visit.web.db.read(visit.scope.reach()).await?;
        promoted(&mut connection, visit.scope, &asked.query).await?
    };
    let places = place_views(visit, &asked.query, place.as_ref()).await?;
    let with = |change: &dyn Fn(&mut Asked)| {
        let mut other = asked.clone();
        change(&mut other);
        format!("{path}?{}", other.parameters())
    };
    let view = SearchView {
        count: found.count,
        // The last page that can be shown says that there is more, and how to come by it.
        beyond: (is_beyond && skip.saturating_add(PAGE_SIZE) >= found.reach).then_some(found.reach),
        is_filled,
        is_little: found.count < LITTLE,
        province_url: province_url(visit, &asked),
        groups: groups(visit, &asked, &found.facets, &path).await?,
        clear_url: asked.is_narrowed().then(|| with(&|other| *other = other.widened())),
        orders: [("search-order-best", false), ("search-order-new", true)]
            .into_iter()
            .map(|(key, by_date)| Choice {
                title: visit.say(key),
                url: with(&|other| other.by_date = by_date),
                current: asked.by_date == by_date,
            })
            .collect(),
        suggestion: found
            .better
            .clone()
            .map(|title| Link { url: with(&|other| other.query.clone_from(&title)), title }),
        is_told: is_only_place && !places.is_empty(),
        places,
        promoted: top
            .into_iter()
            .map(|line| Link { title: line.title, url: line.address })
            .collect(),
        parts: parts(visit, &found, &cards),
        feed_url: format!("{}/tim-kiem/rss.xml?{}", frame.prefix(), asked.parameters()),
        hidden: hidden(&asked),
        query: asked.query.clone(),
    };
    let title = visit.say("search-title");
    let mut head = visit.head(
        if asked.query.is_empty() { title.clone() } else { format!("{title}: {}", asked.query) },
        &path,
    );
    head.robots = Some("noindex");
    head.canonical = None;
    if !asked.query.is_empty() {
        head.feeds.push(Feed {
            mime: "application/rss+xml",
            title: format!("{title}: {}", asked.query),
            url: view.feed_url.clone(),
        });
    }
    let reach = i64::try_from(found.reach).unwrap_or_default();
    let pages = pager(page, PAGE_SIZE as i64, reach, |number| {
        if number == 1 {
            format!("{path}?{}", asked.parameters())
        } else {
            format!("{path}?p={number}&{}", asked.parameters())
        }
    });
    let own = context! {
        search => Value::from(Serde(&view)),
        pager => Value::from(Serde(&pages)),
    };
    let crumbs = vec![visit.home_crumb(), Crumb { title, url: None }];
    let shown = visit.page("pages/search.html", head, crumbs, own).await?;
    // What other sites publish does not make the province's pages old.
    Ok(if frame.is_province { shown.within_seconds(visit.now, 30) } else { shown })
}

/// The same words on the province's portal, which speaks Vietnamese.
fn province_url(visit: &Visit, asked: &Asked) -> Option<String> {
    let above = visit.frame.value.get_attr("province").ok()?.get_attr("url").ok()?;
    let is_here = !asked.query.is_empty() && visit.frame.language == Language::Vi;
    let wide = Asked { query: asked.query.clone(), ..Asked::default() };
    Some(format!("{}tim-kiem?{}", above.as_str().filter(|_| is_here)?, wide.parameters()))
}

/// The filters chosen, for the form to keep them.
fn hidden(asked: &Asked) -> Vec<(&'static str, String)> {
    let mut fields = Vec::new();
    let mut push = |name, value: Option<String>| fields.extend(value.map(|value| (name, value)));
    push("dv", asked.site.map(|site| site.to_string()));
    push("xep", asked.by_date.then(|| "moi".to_owned()));
    fields
}

/// Counts a question in vain. A failure to count is no failure of the page.
async fn note(visit: &Visit, query: &str) {
    // What cannot be looked up is not known.
    let knows = |word: &str| visit.web.index.knows(word).unwrap_or_default();
    let Some(question) = Keepable::of(query, knows) else { return };
    let noted = async {
        let mut transaction = visit.web.db.write(visit.scope.reach()).await?;
        note_in_vain(&mut transaction, visit.scope, &question, visit.now).await?;
        transaction.commit().await
    };
    if let Err(fault) = noted.await {
        tracing::warn!(cause = fault.chain(), "a question in vain was not counted");
    }
}

/// RSS of a search: the newest that hold every word.
pub async fn feed(visit: &Visit) -> Result<View, Refusal> {
    let asked = Asked { by_date: true, ..Asked::of(visit) };
    if asked.query.is_empty() {
        return Err(Refusal::NotFound);
    }
    let place = visit.web.places.asked_for(&asked.query);
    let around = surroundings(visit, place.as_ref());
    let mut found = answer(visit, question(visit, &asked, 0, 30), around).await?;
    found.hits.retain(|hit| hit.wholeness == Wholeness::Whole);
    let cards = cards_of(visit, &found).await?;
    let items: Vec<(String, &Card)> =
        cards.iter().map(|card| (absolute(visit, &address(visit, card)), &card.card)).collect();
    let title =
        format!("{}: {} – {}", visit.say("search-title"), asked.query, visit.frame.full_name);
    let page = format!("{}/tim-kiem?{}", visit.frame.prefix(), asked.parameters());
    let view = super::feed::of_items(visit, &title, &page, &items);
    Ok(view.within_seconds(visit.now, 300))
}

fn absolute(visit: &Visit, address: &str) -> String {
    if address.starts_with('/') { visit.frame.absolute(address) } else { address.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_survive_the_address() {
        let asked = Asked {
            query: "đất & nhà".to_owned(),
            year: Some(2025),
            by_date: true,
            ..Asked::default()
        };
        assert_eq!(asked.parameters(), "q=%C4%91%E1%BA%A5t%20%26%20nh%C3%A0&nam=2025&xep=moi");
    }
}
