//! RSS 2.0 of a site and of each category.

use conglang_house::entry::{Card, Shelf, list_shelf};

use super::{Refusal, View, Visit};

/// Entries in a feed.
const ENTRIES: i64 = 30;

/// The feed of a whole site: its articles and notices.
pub async fn of_site(visit: &Visit) -> Result<View, Refusal> {
    let ids = visit
        .frame
        .categories
        .iter()
        .filter(|category| category.visibility == "shown")
        .map(|category| conglang_kernel::CategoryId(category.id))
        .collect();
    let path = format!("{}/", visit.frame.prefix());
    write(visit, visit.frame.full_name.clone(), &path, Shelf::Categories(ids)).await
}

/// The feed of a category and what is below it.
pub async fn of_category(visit: &Visit, slug: &str) -> Result<View, Refusal> {
    let frame = &visit.frame;
    let category = frame.category_by_slug(slug).ok_or(Refusal::NotFound)?;
    let title = format!("{} – {}", category.name, frame.full_name);
    let shelf = Shelf::Categories(frame.subtree(category.id));
    write(visit, title, &frame.category_path(category), shelf).await
}

async fn write(visit: &Visit, title: String, path: &str, shelf: Shelf) -> Result<View, Refusal> {
    let frame = &visit.frame;
    let mut connection = visit.web.db.read(visit.scope.reach()).await?;
    let cards =
        list_shelf(&mut connection, visit.scope, frame.language, &shelf, ENTRIES, 0, visit.now)
            .await?;
    let items: Vec<(String, &Card)> = cards
        .iter()
        .map(|card| {
            let path = frame.entry_path(card.category, card.slug.as_str(), card.id);
            (frame.absolute(&path), card)
        })
        .collect();
    Ok(of_items(visit, &title, path, &items))
}

/// A feed of entries with their whole addresses, newest first.
pub(super) fn of_items(visit: &Visit, title: &str, path: &str, items: &[(String, &Card)]) -> View {
    let frame = &visit.frame;
    let mut xml = String::with_capacity(16 * 1024);
    xml.push_str("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\"><channel>\n");
    element(&mut xml, "title", title);
    element(&mut xml, "link", &frame.absolute(path));
    element(&mut xml, "description", &visit.say("home-description"));
    element(&mut xml, "language", frame.language.as_str());
    if let Some((_, newest)) = items.first() {
        element(&mut xml, "lastBuildDate", &rfc2822(newest.published_at));
    }
    xml.push_str(&format!(
        "<atom:link rel=\"self\" type=\"application/rss+xml\" href=\"{}\"/>\n",
        escaped(&frame.absolute(&own_address(visit)))
    ));
    for (address, card) in items {
        item(&mut xml, visit, address, card);
    }
    xml.push_str("</channel></rss>\n");
    View::of("application/rss+xml; charset=utf-8", xml)
}

fn item(xml: &mut String, visit: &Visit, address: &str, card: &Card) {
    let frame = &visit.frame;
    xml.push_str("<item>\n");
    element(xml, "title", &card.title);
    element(xml, "link", address);
    // The number stays when the words of the address change.
    xml.push_str(&format!(
        "<guid isPermaLink=\"false\">{}</guid>\n",
        escaped(&frame.absolute(&format!("/#{}", card.id)))
    ));
    element(xml, "pubDate", &rfc2822(card.published_at));
    if let Some(category) = card.category.and_then(|id| frame.category(id)) {
        element(xml, "category", &category.name);
    }
    element(xml, "description", &card.summary);
    xml.push_str("</item>\n");
}

/// The address the feed was asked at.
fn own_address(visit: &Visit) -> String {
    if visit.query.is_empty() {
        visit.path.clone()
    } else {
        format!("{}?{}", visit.path, visit.query)
    }
}

fn element(xml: &mut String, name: &str, text: &str) {
    xml.push_str(&format!("<{name}>{}</{name}>\n", escaped(text)));
}

/// Text inside XML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn rfc2822(at: conglang_kernel::Moment) -> String {
    vitext::local_time(at.timestamp()).strftime("%a, %d %b %Y %H:%M:%S +0700").to_string()
}
