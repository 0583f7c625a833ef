//! A category: its words, its children, its entries page by page.

use std::collections::HashMap;

use conglang_house::entry::{Shelf, count_on_shelf, list_shelf};
use conglang_house::frame::{CategoryRow, Crumb, Feed};
use conglang_slices::marks;
use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;

use super::items::{Item, items};
use super::pager::{asked_page, pager};
use super::{Refusal, View, Visit};

/// Entries on one page of a category.
const PAGE_SIZE: i64 = 12;

#[derive(Serialize)]
struct CategoryView {
    title: String,
    intro: Option<String>,
    style: String,
    children: Vec<Chip>,
}

#[derive(Serialize)]
struct Chip {
    title: String,
    url: String,
    current: bool,
}

/// Shows a category.
pub async fn show(visit: &Visit, slug: &str) -> Result<View, Refusal> {
    let frame = &visit.frame;
    let Some(category) = frame.category_by_slug(slug) else {
        return Err(Refusal::NotFound);
    };
    let page = asked_page(visit)?;
    let subtree = frame.subtree(category.id);
    let is_leaf = subtree.len() == 1;
    let shelf = Shelf::Categories(subtree);
    let mut connection = visit.web.db.read(visit.scope.reach()).await?;
    let count =
        count_on_shelf(&mut connection, visit.scope, frame.language, &shelf, visit.now).await?;
    let offset = (page - 1) * PAGE_SIZE;
    if page > 1 && offset >= count {
        return Err(Refusal::NotFound);
    }
    let cards = list_shelf(
        &mut connection,
        visit.scope,
        frame.language,
        &shelf,
        PAGE_SIZE,
        offset,
        visit.now,
    )
    .await?;
    let style = if category.kinds.split_whitespace().any(|kind| kind == "notice") {
        "notices"
    } else {
        category.style.as_str()
    };
    let marks = if style == "notices" {
        let ids: Vec<_> = cards.iter().map(|card| card.id).collect();
        marks(&mut connection, visit.scope, &ids).await?
    } else {
        HashMap::new()
    };
    drop(connection);
    let path = frame.category_path(category);
    let mut head = visit.head(category.name.clone(), &path);
    if page > 1 {
        head.title = format!("{} – {} {page}", category.name, visit.say("frame-page"));
        head.canonical = Some(frame.absolute(&format!("{path}?p={page}")));
    }
    head.description = Some(category.introduction.clone()).filter(|text| !text.is_empty());
    head.updated_at = cards.iter().map(|card| card.published_at.0).max();
    head.feeds.push(Feed {
        mime: "application/rss+xml",
        title: format!("{} – {}", category.name, frame.full_name),
        url: format!("{path}/rss.xml"),
    });
    let view = CategoryView {
        title: category.name.clone(),
        intro: Some(category.introduction.clone()).filter(|text| !text.is_empty()),
        style: style.to_owned(),
        children: chips(visit, category),
    };
    let pager = pager(page, PAGE_SIZE, count, |number| {
        if number == 1 { path.clone() } else { format!("{path}?p={number}") }
    });
    let mut items = items(frame, cards, &marks, visit.now);
    if is_leaf {
        items = items.into_iter().map(Item::under_its_heading).collect();
    }
    let own = context! {
        category => Value::from(Serde(&view)),
        items => Value::from(Serde(&items)),
        pager => Value::from(Serde(&pager)),
    };
    visit.page("pages/category.html", head, crumbs(visit, category, None), own).await
}

/// Children of a category, or its brothers and sisters when it has none.
fn chips(visit: &Visit, category: &CategoryRow) -> Vec<Chip> {
    let frame = &visit.frame;
    let below = |id: i64| {
        frame.categories.iter().filter(move |c| c.parent_id == Some(id) && c.visibility == "shown")
    };
    let parent =
        if below(category.id).next().is_some() { Some(category.id) } else { category.parent_id };
    parent
        .map(|parent| {
            below(parent)
                .map(|child| Chip {
                    title: child.name.clone(),
                    url: frame.category_path(child),
                    current: child.id == category.id,
                })
                .collect()
        })
        .unwrap_or_default()
}

/// The way from home to a category, and to a page in it when there is one.
pub fn crumbs(visit: &Visit, category: &CategoryRow, page: Option<&str>) -> Vec<Crumb> {
    let frame = &visit.frame;
    let mut crumbs = vec![visit.home_crumb()];
    let parent =
        category.parent_id.and_then(|parent| frame.categories.iter().find(|c| c.id == parent));
    if let Some(parent) = parent {
        crumbs.push(Crumb { title: parent.name.clone(), url: Some(frame.category_path(parent)) });
    }
    crumbs.push(Crumb {
        title: category.name.clone(),
        url: page.map(|_| frame.category_path(category)),
    });
    if let Some(title) = page {
        crumbs.push(Crumb { title: title.to_owned(), url: None });
    }
    crumbs
}
