//! Starter pages: the published pages every site is born with. The only place outside the publishing
//! engine that writes its tables, because it writes thousands of rows at once.
//!
//! Placeholders: `{name}` Xã An Xuyên, `{unit}` the same within a sentence: xã An Xuyên, `{kind}` xã,
//! `{district}`, `{province}`, `{above}` the province within a sentence, `{area}` district and province
//! joined, `{host}` the canonical host.

use std::collections::HashMap;

use conglang_kernel::{EntryId, Moment, SafeHtml, SiteId};
use conglang_platform::args;
use conglang_platform::db::{Connection, Sql, placeholders};
use conglang_platform::fault::Outcome;

use super::blueprint::Blueprint;
use super::bulk::Bulk;
use crate::unit::UnitKind;

/// What the placeholders of one site stand for.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Place {
    /// The unit's name with its kind.
    pub name: String,
    /// The kind's word.
    pub kind: &'static str,
    /// The district; empty when there is none.
    pub district: String,
    /// The province; empty for a province.
    pub province: String,
    /// The canonical host.
    pub host: String,
}

impl Place {
    /// Plain text with its placeholders filled in.
    pub fn fill(&self, text: &str) -> String {
        self.fill_with(text, str::to_owned)
    }

    /// HTML with its placeholders filled in, sanitised.
    pub fn fill_html(&self, html: &str) -> SafeHtml {
        SafeHtml::sanitise(&self.fill_with(html, escape))
    }

    fn fill_with(&self, text: &str, write: impl Fn(&str) -> String) -> String {
        let area = [self.district.as_str(), self.province.as_str()]
            .into_iter()
            .filter(|part| !part.is_empty())
            .collect::<Vec<_>>()
            .join(", ");
        let (unit, above) = (within(&self.name), within(&self.province));
        let parts = [
            ("name", self.name.as_str()),
            ("unit", &unit),
            ("above", &above),
            ("kind", self.kind),
            ("district", &self.district),
            ("province", &self.province),
            ("area", &area),
            ("host", &self.host),
        ];
        let mut filled = String::with_capacity(text.len() + 64);
        let mut rest = text;
        while let Some((before, after)) = rest.split_once('{') {
            filled.push_str(before);
            let known = after.split_once('}').and_then(|(word, behind)| {
                parts.iter().find(|(name, _)| *name == word).map(|(_, value)| (*value, behind))
            });
            match known {
                Some((value, behind)) => {
                    filled.push_str(&write(value));
                    rest = behind;
                }
                None => {
                    filled.push('{');
                    rest = after;
                }
            }
        }
        filled.push_str(rest);
        filled
    }
}

/// A unit's name as it stands within a sentence: its kind begins with a small letter.
fn within(name: &str) -> String {
    match UnitKind::of_name(name).and_then(|kind| Some((kind, kind.without(name)?))) {
        Some((kind, bare)) => format!("{} {bare}", kind.as_str()),
        None => name.to_owned(),
    }
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A site that is getting its pages.
pub(super) struct Newborn<'a> {
    pub(super) site: SiteId,
    pub(super) place: &'a Place,
    /// Numbers of its categories by slug.
    pub(super) categories: &'a HashMap<String, i64>,
}

/// The words of a text as the simple search keeps them: folded, one space around each.
fn searchable(text: &str) -> String {
    let folded = vitext::fold(text);
    let mut words = String::with_capacity(folded.len() + 2);
    words.push(' ');
    for word in vitext::words(&folded) {
        words.push_str(word);
        words.push(' ');
    }
    words
}

/// Publishes the blueprint's pages on every one of the sites. Gives back the entries' numbers by site
/// and slug.
pub(super) async fn publish(
    connection: &mut Connection,
    blueprint: &Blueprint,
    sites: &[Newborn<'_>],
    now: Moment,
) -> Outcome<HashMap<(i64, String), EntryId>> {
    struct Written {
        title: String,
        summary: String,
        body: SafeHtml,
        category: Option<i64>,
    }
    let mut written: HashMap<(i64, &str), Written> = HashMap::new();
    let mut rows = Vec::new();
    for newborn in sites {
        for page in &blueprint.pages {
            let text = Written {
                title: newborn.place.fill(&page.title),
                summary: newborn.place.fill(&page.summary),
                body: newborn.place.fill_html(&page.body),
                category: page
                    .category
                    .as_ref()
                    .and_then(|slug| newborn.categories.get(slug).copied()),
            };
            rows.push(args![
                newborn.site,
                text.category,
                page.slug.as_str(),
                text.title.as_str(),
                text.summary.as_str(),
                now,
                now,
                now,
            ]);
            written.insert((newborn.site.0, page.slug.as_str()), text);
        }
    }
    let entries: Vec<(i64, i64, String)> = Bulk {
        head:
            "INSERT INTO entry (site_id, kind, language, category_id, slug, state, title, summary,
               published_at, updated_at, created_at) VALUES ",
        row: "(?, 'page', 'vi', ?, ?, 'live', ?, ?, ?, ?, ?)",
        tail: " RETURNING id, site_id, slug",
    }
    .insert_returning(connection, rows)
    .await?;
    let mut editions = Vec::with_capacity(entries.len());
    let mut pages = Vec::with_capacity(entries.len());
    let mut texts = Vec::with_capacity(entries.len());
    let mut roles = Vec::new();
    for (entry, site, slug) in &entries {
        let Some(text) = written.get(&(*site, slug.as_str())) else { continue };
        let content = serde_json::to_string(&serde_json::json!({ "body": text.body }))?;
        editions.push(args![
            *entry,
            *site,
            text.title.as_str(),
            text.summary.as_str(),
            slug.as_str(),
            text.category,
            content,
            now,
            now,
            now,
        ]);
        pages.push(args![*entry, *site, text.body.as_str()]);
        let whole = format!("{} {} {}", text.title, text.summary, text.body.text());
        texts.push(args![*entry, *site, searchable(&text.title), searchable(&whole)]);
        let role = blueprint.pages.iter().find(|page| page.slug == *slug);
        if let Some(role) = role.and_then(|page| page.role.as_deref()) {
            roles.push(args![*site, role, *entry]);
        }
    }
    Bulk {
        head:
            "INSERT INTO edition (entry_id, site_id, number, state, version, title, summary, slug,
               category_id, cover_alt, cover_caption, content, change_kind, change_note, created_at,
               saved_at, published_at) VALUES ",
        row: "(?, ?, 1, 'published', 1, ?, ?, ?, ?, '', '', ?, 'major', '', ?, ?, ?)",
        tail: "",
    }
    .insert(connection, editions)
    .await?;
    Bulk { head: "INSERT INTO page (entry_id, site_id, body) VALUES ", row: "(?, ?, ?)", tail: "" }
        .insert(connection, pages)
        .await?;
    Bulk {
        head: "INSERT INTO entry_text (entry_id, site_id, title_folded, folded) VALUES ",
        row: "(?, ?, ?, ?)",
        tail: "",
    }
    .insert(connection, texts)
    .await?;
    Bulk {
        head: "INSERT INTO site_page (site_id, role, entry_id) VALUES ",
        row: "(?, ?, ?)",
        tail: "",
    }
    .insert(connection, roles)
    .await?;
    let ids: Vec<_> = sites.iter().map(|newborn| newborn.site.into()).collect();
    connection
        .execute(
            Sql::composed(format!(
                "UPDATE entry SET live_edition_id =
                   (SELECT id FROM edition WHERE edition.entry_id = entry.id AND number = 1)
                 WHERE site_id IN ({})",
                placeholders(1, ids.len())
            )),
            ids,
        )
        .await?;
    Ok(entries.into_iter().map(|(id, site, slug)| ((site, slug), EntryId(id))).collect())
}
