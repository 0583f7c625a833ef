//! The site on one page, for people; and for search engines.

use conglang_house::entry::{Shelf, latest_of_shelves, list_all_addresses};
use conglang_house::frame::Crumb;
use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;

use super::feed::escaped;
use super::{Refusal, View, Visit};

#[derive(Serialize)]
struct Group {
    title: String,
    url: Option<String>,
    items: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    title: String,
    url: String,
}

/// Categories two levels deep, with their standing pages.
pub async fn show(visit: &Visit) -> Result<View, Refusal> {
    let frame = &visit.frame;
    let mut connection = visit.web.db.read(visit.scope.reach()).await?;
    let lists = latest_of_shelves(
        &mut connection,
        visit.scope,
        frame.language,
        &[(Shelf::Kind("page"), 100)],
        visit.now,
    )
    .await?;
    drop(connection);
    let pages: Vec<_> = lists.into_iter().flatten().collect();
    let page_lines = |category: Option<i64>| {
        pages.iter().filter(move |page| page.category.map(|id| id.0) == category).map(|page| Line {
            title: page.title.clone(),
            url: frame.entry_path(page.category, page.slug.as_str(), page.id),
        })
    };
    let mut groups: Vec<Group> = frame
        .categories
        .iter()
        .filter(|category| category.parent_id.is_none() && category.visibility == "shown")
        .map(|category| Group {
            title: category.name.clone(),
            url: Some(frame.category_path(category)),
            items: frame
                .categories
                .iter()
                .filter(|c| c.parent_id == Some(category.id) && c.visibility == "shown")
                .map(|c| Line { title: c.name.clone(), url: frame.category_path(c) })
                .chain(page_lines(Some(category.id)))
                .collect(),
        })
        .collect();
    let standing: Vec<Line> = page_lines(None).collect();
    if !standing.is_empty() {
        groups.push(Group { title: visit.say("sitemap-standing"), url: None, items: standing });
    }
    let title = visit.say("sitemap-title");
    let head = visit.head(title.clone(), &format!("{}/so-do-trang", frame.prefix()));
    let crumbs = vec![visit.home_crumb(), Crumb { title, url: None }];
    let own = context! { groups => Value::from(Serde(&groups)) };
    visit.page("pages/site_map.html", head, crumbs, own).await
}

/// `sitemap.xml`: home, categories and everything published.
pub async fn xml(visit: &Visit) -> Result<View, Refusal> {
    let frame = &visit.frame;
    let mut connection = visit.web.db.read(visit.scope.reach()).await?;
    let cards = list_all_addresses(&mut connection, visit.scope, visit.now).await?;
    let mut xml = String::with_capacity(cards.len() * 160 + 1024);
    xml.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n");
    let mut url = |path: &str, changed: Option<conglang_kernel::Moment>| {
        xml.push_str("<url><loc>");
        xml.push_str(&escaped(&frame.absolute(path)));
        xml.push_str("</loc>");
        if let Some(at) = changed {
            xml.push_str(&format!("<lastmod>{}</lastmod>", at.timestamp()));
        }
        xml.push_str("</url>\n");
    };
    url("/", cards.first().map(|card| card.published_at));
    for category in frame.categories.iter().filter(|c| c.visibility == "shown") {
        url(&frame.category_path(category), None);
    }
    for card in cards.iter().filter(|card| card.language == frame.language) {
        let path = frame.entry_path(card.category, card.slug.as_str(), card.id);
        url(&path, Some(card.updated_at.unwrap_or(card.published_at)));
    }
    xml.push_str("</urlset>\n");
    Ok(View::of("application/xml; charset=utf-8", xml))
}

/// `robots.txt`: search result pages are nobody's content, a training site is nobody's news.
pub fn robots(visit: &Visit) -> Result<View, Refusal> {
    let text = if visit.frame.state.is_indexed() {
        format!(
            "User-agent: *\nDisallow: /tim-kiem\nDisallow: /en/tim-kiem\n\nSitemap: {}\n",
            visit.frame.absolute("/sitemap.xml")
        )
    } else {
        "User-agent: *\nDisallow: /\n".to_owned()
    };
    Ok(View::of("text/plain; charset=utf-8", text))
}
