//! Results of a search as they are shown: what holds every word and what comes near are parts of their
//! own, each with its words marked.

use std::collections::HashSet;

use conglang_house::entry::Card;
use conglang_house::search::{FoundCard, RecordKey};
use conglang_kernel::EntryId;
use conglang_search::{Answer, Wholeness};
use serde::Serialize;
use vitext::Marker;

use super::Visit;
use super::feed::escaped;

/// Characters of a snippet.
const SNIPPET_CHARS: usize = 220;

/// A part of the results.
#[derive(Serialize)]
pub(super) struct PartView {
    /// Whether they only come near.
    is_near: bool,
    /// Whether it needs a heading: the other part stands beside it, or it is not what was asked for.
    is_headed: bool,
    /// How many there are on all pages.
    count: usize,
    results: Vec<ResultView>,
}

#[derive(Serialize)]
pub(super) struct ResultView {
    title: String,
    url: String,
    number: String,
    snippet: String,
    /// The file in which the words stand, when they do not in the entry itself.
    in_file: Option<String>,
    kind_title: String,
    published_at: i64,
    category: Option<String>,
    site: Option<String>,
    is_withdrawn: bool,
}

/// The results in their parts, each as long as it is on this page.
pub(super) fn parts(visit: &Visit, found: &Answer, cards: &[FoundCard]) -> Vec<PartView> {
    let marker = Marker::new(found.marks.iter().map(String::as_str));
    let near: HashSet<EntryId> = found
        .hits
        .iter()
        .filter(|hit| hit.wholeness != Wholeness::Whole)
        .filter_map(|hit| RecordKey::of(hit.id)?.entry())
        .collect();
    let is_near = |card: &FoundCard| near.contains(&card.card.id);
    cards
        .chunk_by(|a, b| is_near(a) == is_near(b))
        .enumerate()
        .map(|(index, part)| {
            let is_near = part.first().is_some_and(is_near);
            PartView {
                is_near,
                is_headed: is_near || index > 0,
                count: if is_near { found.near } else { found.count },
                results: part.iter().map(|card| result(visit, card, &marker)).collect(),
            }
        })
        .collect()
}

/// The address of an entry found: a path on the own site, a whole address on another.
pub(super) fn address(visit: &Visit, found: &FoundCard) -> String {
    let frame = &visit.frame;
    let Card { slug, id, language, .. } = &found.card;
    if found.site == visit.scope.site() {
        return frame.entry_path(found.card.category, slug.as_str(), *id);
    }
    let category = found.category_slug.as_deref().unwrap_or(conglang_house::frame::NO_CATEGORY);
    let origin = visit.web.config.origin(&found.host);
    format!("{origin}{}/{category}/{}-{id}", language.prefix(), slug.as_str())
}

fn result(visit: &Visit, found: &FoundCard, marker: &Marker) -> ResultView {
    let card = &found.card;
    // The summary was written to be read; the text is cut only where it shows more of the question.
    let in_summary = marker.count(&card.summary);
    let in_text = marker.count(&found.text);
    let own = in_summary.max(in_text).max(marker.count(&card.title));
    let file = found.files.iter().max_by_key(|file| marker.count(&file.text));
    let file = file.filter(|file| marker.count(&file.text) > own);
    let snippet = if let Some(file) = file {
        cut(marker, &file.text)
    } else if card.summary.is_empty() || in_text > in_summary {
        cut(marker, &found.text)
    } else {
        marked(&card.summary, &marker.ranges(&card.summary))
    };
    let kind_title = visit.say(&format!("search-kind-{}", card.kind));
    ResultView {
        title: marked(&card.title, &marker.ranges(&card.title)),
        url: address(visit, found),
        number: found.number.clone(),
        snippet,
        in_file: file.map(|file| file.title.clone()),
        published_at: card.published_at.0,
        category: found.category_name.clone().filter(|name| *name != kind_title),
        kind_title,
        site: (found.site != visit.scope.site()).then(|| found.site_name.clone()),
        is_withdrawn: found.is_withdrawn,
    }
}

/// The piece of a text that shows most of the question.
fn cut(marker: &Marker, text: &str) -> String {
    let snippet = marker.snippet(text, SNIPPET_CHARS);
    let mut html = String::new();
    if snippet.is_cut_before {
        html.push_str("… ");
    }
    html.push_str(&marked(snippet.text, &snippet.marks));
    if snippet.is_cut_after {
        html.push_str(" …");
    }
    html
}

/// A text as HTML with pieces of it marked.
fn marked(text: &str, ranges: &[std::ops::Range<usize>]) -> String {
    let mut html = String::with_capacity(text.len() + 32);
    let mut at = 0;
    for range in ranges {
        html.push_str(&escaped(text.get(at..range.start).unwrap_or_default()));
        html.push_str("<mark>");
        html.push_str(&escaped(text.get(range.clone()).unwrap_or_default()));
        html.push_str("</mark>");
        at = range.end;
    }
    html.push_str(&escaped(text.get(at..).unwrap_or_default()));
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_html_and_nothing_else_is() {
        assert_eq!(
            marked("a <b> đất", std::slice::from_ref(&(6..12))),
            "a &lt;b&gt; <mark>đất</mark>"
        );
    }
}
