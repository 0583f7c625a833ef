//! The home page: blocks in slots, each filled from what the site has; an empty one is not shown.

use std::collections::HashMap;

use conglang_house::entry::{Card, Shelf, latest_of_shelves};
use conglang_house::frame::{Block, SiteFrame, dialled};
use conglang_kernel::EntryId;
use conglang_slices::{Marks, marks};
use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::{Deserialize, Serialize};

use super::items::{Item, items};
use super::{Refusal, View, Visit};
use crate::communes;

/// Featured entries, when a block does not say.
const FEATURED: i64 = 5;

/// Latest entries, when a block does not say.
const LATEST: i64 = 4;

/// What a block's settings may say; each kind of block reads what concerns it.
#[derive(Deserialize, Default)]
#[serde(default)]
struct Settings {
    /// Slugs of categories whose entries it shows, children included.
    categories: Vec<String>,
    /// How many.
    count: Option<i64>,
    /// `cards`, `list` or `plain`.
    style: Option<String>,
    /// Lines of a block of links.
    items: Vec<LinkSetting>,
}

#[derive(Deserialize, Serialize, Clone)]
struct LinkSetting {
    title: String,
    url: String,
    icon: String,
}

/// A block as the template shows it. Every field is there; `kind` says which matter.
#[derive(Serialize)]
struct BlockView {
    kind: String,
    title: Option<String>,
    more_url: Option<String>,
    style: String,
    items: Value,
    address: Option<String>,
    map_url: Option<String>,
    phones: Vec<PhoneView>,
    email: Option<String>,
    hours: Vec<Labelled>,
    receptions: Vec<Labelled>,
    text: Option<String>,
    picture: Option<()>,
    facts: Vec<Labelled>,
}

#[derive(Serialize)]
struct PhoneView {
    label: String,
    number: String,
    tel: String,
}

#[derive(Serialize)]
struct Labelled {
    label: String,
    value: String,
}

#[derive(Default, Serialize)]
struct Slots {
    top: Vec<BlockView>,
    main: Vec<BlockView>,
    side: Vec<BlockView>,
}

/// Shows the home page of a commune or of the province.
pub async fn show(visit: &Visit) -> Result<View, Refusal> {
    let frame = &visit.frame;
    let settings: Vec<Settings> = frame
        .blocks
        .iter()
        .map(|block| serde_json::from_str(&block.settings).unwrap_or_default())
        .collect();
    let shelves: Vec<(Shelf, i64)> =
        frame.blocks.iter().zip(&settings).map(|(block, s)| shelf_of(visit, block, s)).collect();
    let mut connection = visit.web.db.read(visit.scope.reach()).await?;
    let mut lists =
        latest_of_shelves(&mut connection, visit.scope, frame.language, &shelves, visit.now)
            .await?;
    let noticed: Vec<EntryId> = frame
        .blocks
        .iter()
        .zip(&lists)
        .filter(|(block, _)| block.kind == "notices")
        .flat_map(|(_, cards)| cards.iter().map(|card| card.id))
        .collect();
    let marks = marks(&mut connection, visit.scope, &noticed).await?;
    drop(connection);
    forget_repeated(&frame.blocks, &settings, &mut lists);
    let mut updated_at = None;
    let mut slots = Slots::default();
    for ((block, settings), cards) in frame.blocks.iter().zip(&settings).zip(lists) {
        updated_at = updated_at.max(cards.iter().map(|card| card.published_at.0).max());
        let Some(view) = view_of(visit, block, settings, cards, &marks) else { continue };
        match block.slot.as_str() {
            "top" => slots.top.push(view),
            "side" => slots.side.push(view),
            _ => slots.main.push(view),
        }
    }
    let path = format!("{}/", frame.prefix());
    let mut head = visit.head(frame.full_name.clone(), &path);
    head.description = Some(visit.say("home-description"));
    head.updated_at = updated_at;
    head.json_ld = Some(organisation(visit));
    let blocks = Value::from(Serde(&slots));
    if frame.is_province {
        let communes = communes::directory(visit).await?;
        let own = context! { blocks => blocks, communes => Value::from(Serde(&communes)) };
        visit.page("pages/province.html", head, Vec::new(), own).await
    } else {
        visit.page("pages/home.html", head, Vec::new(), context! { blocks => blocks }).await
    }
}

fn shelf_of(visit: &Visit, block: &Block, settings: &Settings) -> (Shelf, i64) {
    let frame = &visit.frame;
    let ids = settings
        .categories
        .iter()
        .filter_map(|slug| frame.category_by_slug(slug))
        .flat_map(|category| frame.subtree(category.id))
        .collect();
    let count = match block.kind.as_str() {
        "featured" => settings.count.unwrap_or(FEATURED),
        // Some of them may stand among the featured already.
        "latest" => settings.count.unwrap_or(LATEST) + FEATURED,
        "documents" | "notices" => settings.count.unwrap_or(6),
        _ => 0,
    };
    (Shelf::Categories(ids), count.clamp(0, 24))
}

/// Whether the heading of a block names the category of everything in it.
fn is_of_one_category(frame: &SiteFrame, settings: &Settings) -> bool {
    match settings.categories.as_slice() {
        [slug] => frame.category_by_slug(slug).is_some_and(|c| frame.subtree(c.id).len() == 1),
        _ => false,
    }
}

/// What the block of featured news shows is not shown again further down.
fn forget_repeated(blocks: &[Block], settings: &[Settings], lists: &mut [Vec<Card>]) {
    let featured: Vec<EntryId> = blocks
        .iter()
        .zip(lists.iter())
        .filter(|(block, _)| block.kind == "featured")
        .flat_map(|(_, cards)| cards.iter().map(|card| card.id))
        .collect();
    for ((block, settings), cards) in blocks.iter().zip(settings).zip(lists) {
        if block.kind == "latest" {
            cards.retain(|card| !featured.contains(&card.id));
            cards.truncate(usize::try_from(settings.count.unwrap_or(LATEST)).unwrap_or(0));
        }
    }
}

fn view_of(
    visit: &Visit,
    block: &Block,
    settings: &Settings,
    cards: Vec<Card>,
    marks: &HashMap<EntryId, Marks>,
) -> Option<BlockView> {
    let frame = &visit.frame;
    let profile = &frame.profile;
    let title = Some(block.title.clone()).filter(|title| !title.is_empty());
    let more_url = settings
        .categories
        .first()
        .and_then(|slug| frame.category_by_slug(slug))
        .map(|category| frame.category_path(category));
    let mut view = BlockView {
        kind: block.kind.clone(),
        title,
        more_url,
        style: settings.style.clone().unwrap_or_else(|| "plain".to_owned()),
        items: Value::from(()),
        address: None,
        map_url: None,
        phones: Vec::new(),
        email: None,
        hours: Vec::new(),
        receptions: Vec::new(),
        text: None,
        picture: None,
        facts: Vec::new(),
    };
    match block.kind.as_str() {
        "featured" | "latest" | "documents" | "notices" => {
            let mut items: Vec<Item> = items(frame, cards, marks, visit.now);
            if items.is_empty() {
                return None;
            }
            if is_of_one_category(frame, settings) {
                items = items.into_iter().map(Item::under_its_heading).collect();
            }
            view.items = Value::from(Serde(&items));
        }
        "links" => {
            if settings.items.is_empty() {
                return None;
            }
            view.items = Value::from(Serde(&settings.items));
        }
        "contacts" => {
            view.address = Some(profile.address.clone()).filter(|text| !text.is_empty());
            view.email = Some(profile.email.clone()).filter(|text| !text.is_empty());
            if !profile.phone.is_empty() {
                view.phones.push(PhoneView {
                    label: visit.say("home-phone"),
                    number: profile.phone.clone(),
                    tel: dialled(&profile.phone),
                });
            }
            view.hours = labelled(&profile.working_hours);
            view.receptions = labelled(&profile.citizen_reception);
            if view.address.is_none() && view.phones.is_empty() {
                return None;
            }
        }
        "introduction" => {
            if profile.introduction.is_empty() {
                return None;
            }
            view.text = Some(profile.introduction.clone());
        }
        _ => return None,
    }
    Some(view)
}

/// Lines of `label: value`; a line without a colon is all value.
fn labelled(text: &str) -> Vec<Labelled> {
    text.lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .map(|line| match line.split_once(": ") {
            Some((label, value)) => {
                Labelled { label: label.trim().to_owned(), value: value.trim().to_owned() }
            }
            None => Labelled { label: String::new(), value: line.to_owned() },
        })
        .collect()
}

fn organisation(visit: &Visit) -> String {
    let frame = &visit.frame;
    conglang_house::frame::script_safe(&serde_json::json!({
        "@context": "https://schema.org",
        "@type": "GovernmentOrganization",
        "name": frame.profile.managing_organisation,
        "url": frame.absolute("/"),
        "address": frame.profile.address,
        "email": frame.profile.email,
        "telephone": frame.profile.phone,
    }))
}
