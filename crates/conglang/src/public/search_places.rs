//! Old places that a search names: what they have become, and what there is about it now.

use conglang_house::search::{FoundCard, OldPlace};
use conglang_kernel::SiteState;
use conglang_platform::args;
use conglang_platform::db::Reach;
use serde::Serialize;
use vitext::Marker;

use super::search::{Asked, ResultView, answer, cards_of, question, result};
use super::{Refusal, Visit};

/// How many entries about what an old place has become are shown.
const NOW_THERE: usize = 5;

/// New names of an old place that are searched for.
const NEW_NAMES: usize = 3;

#[derive(Serialize)]
pub(super) struct PlaceView {
    name: String,
    district: Option<String>,
    since: String,
    became: Vec<BecameView>,
}

#[derive(Serialize)]
struct BecameView {
    name: String,
    is_whole: bool,
    url: Option<String>,
}

/// Entries about what old places have become, beside those found already.
pub(super) async fn now_there(
    visit: &Visit,
    asked: &Asked,
    old: &[OldPlace],
    found: &[FoundCard],
) -> Result<Vec<ResultView>, Refusal> {
    let names: Vec<&str> = old
        .iter()
        .flat_map(|place| &place.became)
        .map(|became| became.name.as_str())
        .take(NEW_NAMES)
        .collect();
    let mut shown = Vec::new();
    for name in &names {
        let text = match old.first() {
            Some(place) => replaced(&asked.query, &place.name, name),
            None => (*name).to_owned(),
        };
        let answered = answer(visit, question(visit, asked, text, 0, NOW_THERE)).await?;
        if answered.count == 0 {
            continue;
        }
        let marker = Marker::new(answered.marks.iter().map(String::as_str));
        for card in cards_of(visit, &answered).await? {
            let is_shown = found.iter().any(|other| other.card.id == card.card.id)
                || shown.iter().any(|(id, _)| *id == card.card.id);
            if !is_shown && shown.len() < NOW_THERE && speaks_of(&card, name) {
                shown.push((card.card.id, result(visit, &card, &marker)));
            }
        }
    }
    Ok(shown.into_iter().map(|(_, view)| view).collect())
}

/// Whether an entry names a place in full: scattered words of a name say nothing about the place.
fn speaks_of(found: &FoundCard, name: &str) -> bool {
    let name: Vec<&str> = vitext::words(name).collect();
    let names_it = |text: &str| {
        let words: Vec<&str> = vitext::words(text).collect();
        words
            .windows(name.len().max(1))
            .any(|part| part.iter().zip(&name).all(|(a, b)| vitext::same_spelling(a, b)))
    };
    // A commune's own entries need not say where they are.
    names_it(&found.site_name)
        || [&found.card.title, &found.card.summary, &found.text].into_iter().any(|t| names_it(t))
}

/// Whether a question is the name of an old place and nothing else.
pub(super) fn asks_only_for(query: &str, old: &[OldPlace]) -> bool {
    old.iter().any(|place| vitext::words(&replaced(query, &place.name, "")).next().is_none())
}

/// The question with an old name replaced by a new one; the new name alone where the old one was asked
/// for without its kind.
fn replaced(query: &str, old: &str, new: &str) -> String {
    let marker = Marker::new([old]);
    match marker.ranges(query).first() {
        Some(range) => {
            let before = query.get(..range.start).unwrap_or_default();
            let after = query.get(range.end..).unwrap_or_default();
            format!("{before}{new}{after}")
        }
        None => new.to_owned(),
    }
}

/// What old places have become, each new unit with the address of its portal where it has one.
pub(super) async fn place_views(
    visit: &Visit,
    old: &[OldPlace],
) -> Result<Vec<PlaceView>, Refusal> {
    if old.is_empty() {
        return Ok(Vec::new());
    }
    let mut connection = visit.web.db.read(Reach::Installation).await?;
    let rows: Vec<(String, String, String)> = connection
        .all(
            "SELECT s.name, s.state, h.name FROM site s
             JOIN host h ON h.site_id = s.id AND h.role = 'canonical'",
            args![],
        )
        .await?;
    let portal = |name: &str| {
        let is_public = |state: &str| SiteState::parse(state).is_ok_and(SiteState::is_public);
        let found = rows.iter().find(|(site, state, _)| site == name && is_public(state));
        found.map(|(_, _, host)| format!("{}/", visit.web.config.origin(host)))
    };
    Ok(old
        .iter()
        .map(|place| PlaceView {
            name: place.name.clone(),
            district: place.district.clone(),
            since: place.since.parse().map(vitext::format_date).unwrap_or_default(),
            became: place
                .became
                .iter()
                .map(|became| BecameView {
                    name: became.name.clone(),
                    is_whole: became.is_whole,
                    url: portal(&became.name),
                })
                .collect(),
        })
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_old_name_is_replaced_where_it_stands() {
        assert_eq!(
            replaced("khai sinh xa an xuyen", "Xã An Xuyên", "Phường An Xuyên"),
            "khai sinh Phường An Xuyên"
        );
        assert_eq!(replaced("An Xuyên", "Xã An Xuyên", "Phường An Xuyên"), "Phường An Xuyên");
        assert_eq!(replaced("Xã An Xuyên.", "Xã An Xuyên", ""), ".");
    }
}
