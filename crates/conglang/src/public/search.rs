//! Search over titles and texts of a site, with or without accents.

use conglang_house::entry::{Card, search};
use conglang_house::frame::Crumb;
use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;

use super::feed::escaped;
use super::pager::{asked_page, pager};
use super::{Refusal, View, Visit};

const PAGE_SIZE: i64 = 10;

/// The longest query that is looked at, in characters.
const QUERY_CHARS_MAX: usize = 200;

#[derive(Serialize)]
struct SearchView {
    query: String,
    count: i64,
    filters: Vec<()>,
    suggestion: Option<()>,
    results: Vec<ResultView>,
}

#[derive(Serialize)]
struct ResultView {
    title: String,
    url: String,
    snippet: String,
    kind_title: String,
    published_at: i64,
    category: Option<String>,
}

/// Shows the box, and what was found.
pub async fn show(visit: &Visit) -> Result<View, Refusal> {
    let frame = &visit.frame;
    let typed = visit.parameter("q").unwrap_or_default();
    let query: String = vitext::nfc(&typed)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .chars()
        .filter(|c| !c.is_control())
        .take(QUERY_CHARS_MAX)
        .collect();
    let page = asked_page(visit)?;
    let mut connection = visit.web.db.read(visit.scope.reach()).await?;
    let found =
        search(&mut connection, visit.scope, frame.language, &query, page, PAGE_SIZE, visit.now)
            .await?;
    drop(connection);
    if page > 1 && found.cards.is_empty() {
        return Err(Refusal::NotFound);
    }
    let results = found.cards.iter().map(|card| result(visit, card, &query)).collect();
    let path = format!("{}/tim-kiem", frame.prefix());
    let title = visit.say("search-title");
    let mut head = visit
        .head(if query.is_empty() { title.clone() } else { format!("{title}: {query}") }, &path);
    head.robots = Some("noindex");
    head.canonical = None;
    let pager = pager(page, PAGE_SIZE, found.count, |number| {
        let encoded =
            percent_encoding::utf8_percent_encode(&query, percent_encoding::NON_ALPHANUMERIC);
        if number == 1 {
            format!("{path}?q={encoded}")
        } else {
            format!("{path}?p={number}&q={encoded}")
        }
    });
    let view =
        SearchView { query, count: found.count, filters: Vec::new(), suggestion: None, results };
    let own = context! {
        search => Value::from(Serde(&view)),
        pager => Value::from(Serde(&pager)),
    };
    let crumbs = vec![visit.home_crumb(), Crumb { title, url: None }];
    visit.page("pages/search.html", head, crumbs, own).await
}

fn result(visit: &Visit, card: &Card, query: &str) -> ResultView {
    let frame = &visit.frame;
    ResultView {
        title: marked(&card.title, query),
        url: frame.entry_path(card.category, card.slug.as_str(), card.id),
        snippet: marked(&card.summary, query),
        kind_title: visit.say(&format!("search-kind-{}", card.kind)),
        published_at: card.published_at.0,
        category: card.category.and_then(|id| frame.category(id)).map(|row| row.name.clone()),
    }
}

/// A text as HTML with the words of the query marked.
fn marked(text: &str, query: &str) -> String {
    let mut html = String::with_capacity(text.len() + 32);
    let mut at = 0;
    for range in vitext::highlight_ranges(text, query) {
        html.push_str(&escaped(text.get(at..range.start).unwrap_or_default()));
        html.push_str("<mark>");
        html.push_str(&escaped(text.get(range.clone()).unwrap_or_default()));
        html.push_str("</mark>");
        at = range.end;
    }
    html.push_str(&escaped(text.get(at..).unwrap_or_default()));
    html
}
