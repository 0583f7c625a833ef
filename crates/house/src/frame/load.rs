//! Loading a site's frame: a constant number of statements.

use std::collections::HashMap;

use conglang_kernel::{Accent, CategoryId, EntryId, Language, SiteId, SiteState};
use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Connection, Reach};
use conglang_platform::fault::{Fault, Outcome};
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use crate::scope::SiteScope;
use crate::web::Web;

/// The frame of one site in one language.
#[derive(Debug)]
pub struct SiteFrame {
    /// Which site.
    pub site: SiteId,
    /// In which language.
    pub language: Language,
    /// Its state.
    pub state: SiteState,
    /// Whether it is the province's own.
    pub is_province: bool,
    /// "Xã An Xuyên".
    pub name: String,
    /// "Cổng thông tin điện tử xã An Xuyên".
    pub full_name: String,
    /// "http://anxuyen.camau.localhost:8080".
    pub origin: String,
    /// Six digits of its accent colour.
    pub accent: String,
    /// The languages it is written in.
    pub languages: Vec<Language>,
    /// Who answers for it and where.
    pub profile: Profile,
    /// Its categories in order.
    pub categories: Vec<CategoryRow>,
    /// Blocks of its home page in order.
    pub blocks: Vec<Block>,
    /// What templates know as `site`.
    pub value: Value,
}

/// The six legal fields (Decree 174/2026, Art. 93) and what else a site says of itself.
#[derive(FromRow, Clone, Debug, Default)]
pub struct Profile {
    /// Cơ quan quản lý.
    pub managing_organisation: String,
    /// Cơ quan chủ quản.
    pub governing_agency: String,
    /// Địa chỉ.
    pub address: String,
    /// Email.
    pub email: String,
    /// Điện thoại.
    pub phone: String,
    /// Người chịu trách nhiệm nội dung.
    pub responsible_person: String,
    /// Giờ làm việc, a line each, label and hours parted by a colon.
    pub working_hours: String,
    /// Lịch tiếp công dân, likewise.
    pub citizen_reception: String,
    /// A few words about the place, as HTML.
    pub introduction: String,
}

/// A category.
#[derive(FromRow, Clone, Debug)]
pub struct CategoryRow {
    /// Which.
    pub id: i64,
    /// Under which.
    pub parent_id: Option<i64>,
    /// In its address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// What it is about.
    pub introduction: String,
    /// Names of the kinds it holds, parted by spaces.
    pub kinds: String,
    /// `cards` or `list`.
    pub style: String,
    /// `shown` or `hidden`.
    pub visibility: String,
}

/// A line of the menu.
#[derive(Clone, Debug, Serialize)]
pub struct MenuNode {
    /// Its words.
    pub title: String,
    /// Where it leads.
    pub url: String,
    /// Lines below it.
    pub items: Vec<MenuNode>,
}

/// A block of the home page.
#[derive(FromRow, Clone, Debug)]
pub struct Block {
    /// `top`, `main` or `side`.
    pub slot: String,
    /// What it is.
    pub kind: String,
    /// Its heading.
    pub title: String,
    /// What it shows, as JSON.
    pub settings: String,
}

#[derive(FromRow)]
struct SiteRow {
    state: String,
    parent_id: Option<i64>,
    name: String,
    accent: String,
    languages: String,
    host: String,
    parent_name: Option<String>,
    parent_host: Option<String>,
}

#[derive(FromRow)]
struct MenuRow {
    id: i64,
    parent_id: Option<i64>,
    label: String,
    category_id: Option<i64>,
    address: Option<String>,
    entry_slug: Option<String>,
    entry_id: Option<i64>,
    entry_category: Option<i64>,
}

#[derive(FromRow)]
struct StandingPage {
    id: i64,
    slug: String,
    title: String,
}

#[derive(Serialize)]
struct SiteView<'f> {
    name: &'f str,
    authority: String,
    full_name: &'f str,
    motto: String,
    url: &'f str,
    province: Option<ProvinceView>,
    emblem_url: &'f str,
    accent: &'f str,
    sheet_url: String,
    menu: Vec<MenuNode>,
    search_url: String,
    site_map_url: String,
    feed_url: String,
    legal: LegalView<'f>,
    legal_links: Vec<LinkView>,
}

#[derive(Serialize)]
struct ProvinceView {
    name: String,
    full_name: String,
    url: String,
}

#[derive(Serialize)]
struct LegalView<'f> {
    manager: &'f str,
    governing: &'f str,
    responsible: &'f str,
    address: &'f str,
    phone: &'f str,
    tel: String,
    email: &'f str,
}

#[derive(Serialize)]
struct LinkView {
    title: String,
    url: String,
}

impl SiteFrame {
    /// What stands before every path: empty, or the language.
    pub fn prefix(&self) -> &'static str {
        self.language.prefix()
    }

    /// The whole address of a path.
    pub fn absolute(&self, path: &str) -> String {
        format!("{}{path}", self.origin)
    }

    /// The category with this slug, unless it is hidden.
    pub fn category_by_slug(&self, slug: &str) -> Option<&CategoryRow> {
        self.categories.iter().find(|c| c.slug == slug && c.visibility == "shown")
    }

    /// The category with this number.
    pub fn category(&self, id: CategoryId) -> Option<&CategoryRow> {
        self.categories.iter().find(|c| c.id == id.0)
    }

    /// A category and everything below it.
    pub fn subtree(&self, id: i64) -> Vec<CategoryId> {
        let mut ids = vec![id];
        let mut at = 0;
        while let Some(&parent) = ids.get(at) {
            ids.extend(
                self.categories.iter().filter(|c| c.parent_id == Some(parent)).map(|c| c.id),
            );
            at += 1;
            if ids.len() > self.categories.len() {
                break;
            }
        }
        ids.into_iter().map(CategoryId).collect()
    }

    /// The path of a category.
    pub fn category_path(&self, category: &CategoryRow) -> String {
        format!("{}/{}", self.prefix(), category.slug)
    }

    /// The path of an entry: its category, its slug, its number.
    pub fn entry_path(&self, category: Option<CategoryId>, slug: &str, id: EntryId) -> String {
        entry_path(self.language, &self.categories, category, slug, id)
    }
}

/// The first part of the address of entries without a category.
pub const NO_CATEGORY: &str = "trang";

fn entry_path(
    language: Language,
    categories: &[CategoryRow],
    category: Option<CategoryId>,
    slug: &str,
    id: EntryId,
) -> String {
    let first = category
        .and_then(|category| categories.iter().find(|row| row.id == category.0))
        .map_or(NO_CATEGORY, |row| row.slug.as_str());
    format!("{}/{first}/{slug}-{id}", language.prefix())
}

/// Digits and a leading plus, as `tel:` wants them.
pub fn dialled(phone: &str) -> String {
    phone.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}

/// Loads a frame; none when the site has no canonical host or is gone.
///
/// # Errors
/// When the database does not answer.
pub async fn load(web: &Web, scope: SiteScope, language: Language) -> Outcome<Option<SiteFrame>> {
    // The province above is another site's row.
    let mut connection = web.db.read(Reach::Installation).await?;
    let Some(row) = site_row(&mut connection, scope).await? else { return Ok(None) };
    let profile: Profile = connection
        .optional(
            "SELECT managing_organisation, governing_agency, address, email, phone,
               responsible_person, working_hours, citizen_reception, introduction
             FROM site_profile WHERE site_id = $1",
            args![scope.site()],
        )
        .await?
        .unwrap_or_default();
    let categories: Vec<CategoryRow> = connection
        .all(
            "SELECT id, parent_id, slug, name, introduction, kinds, style, visibility
             FROM category WHERE site_id = $1 AND language = $2 ORDER BY position, id",
            args![scope.site(), language],
        )
        .await?;
    let menu_rows: Vec<MenuRow> = connection
        .all(
            "SELECT m.id, m.parent_id, m.label, m.category_id, m.address, e.slug AS entry_slug,
               e.id AS entry_id, e.category_id AS entry_category
             FROM menu_item m LEFT JOIN entry e ON e.id = m.entry_id AND e.site_id = m.site_id
             WHERE m.site_id = $1 AND m.language = $2 ORDER BY m.position, m.id",
            args![scope.site(), language],
        )
        .await?;
    let blocks: Vec<Block> = connection
        .all(
            "SELECT slot, kind, title, settings FROM block
             WHERE site_id = $1 AND language = $2 ORDER BY slot, position, id",
            args![scope.site(), language],
        )
        .await?;
    let standing: Vec<StandingPage> = connection
        .all(
            "SELECT id, slug, title FROM entry
             WHERE site_id = $1 AND language = $2 AND kind = 'page' AND category_id IS NULL
               AND state = 'live' ORDER BY id LIMIT 12",
            args![scope.site(), language],
        )
        .await?;
    let accent = Accent::parse(&row.accent).map_err(|error| Fault::new(error.to_string()))?;
    let say = |key: &str, name: &str| {
        web.pages.words().say(language, key, &[("name", lower_first(name).into())])
    };
    let is_province = row.parent_id.is_none();
    let full_name = say("frame-portal-of", &row.name);
    let origin = web.config.origin(&row.host);
    let home = format!("{}/", language.prefix());
    let province =
        row.parent_name.as_ref().zip(row.parent_host.as_ref()).map(|(name, host)| ProvinceView {
            name: name.clone(),
            full_name: say("frame-portal-of", name),
            url: format!("{}/", web.config.origin(host)),
        });
    let view = SiteView {
        name: &row.name,
        authority: web.pages.words().say(language, "frame-authority", &[]),
        full_name: &full_name,
        motto: web.pages.words().say(language, "frame-motto", &[]),
        url: &home,
        province,
        emblem_url: web.assets.address("emblem.svg").unwrap_or_default(),
        accent: row.accent.trim_start_matches('#'),
        sheet_url: web.frames.sheets.address(web, accent)?,
        menu: menu(language, &categories, &menu_rows),
        search_url: format!("{}/tim-kiem", language.prefix()),
        site_map_url: format!("{}/so-do-trang", language.prefix()),
        feed_url: format!("{}/rss.xml", language.prefix()),
        legal: LegalView {
            manager: &profile.managing_organisation,
            governing: &profile.governing_agency,
            responsible: &profile.responsible_person,
            address: &profile.address,
            phone: &profile.phone,
            tel: dialled(&profile.phone),
            email: &profile.email,
        },
        legal_links: standing
            .into_iter()
            .map(|page| LinkView {
                url: entry_path(language, &categories, None, &page.slug, EntryId(page.id)),
                title: page.title,
            })
            .collect(),
    };
    let value = Value::from(Serde(&view));
    let accent = row.accent.trim_start_matches('#').to_owned();
    Ok(Some(SiteFrame {
        site: scope.site(),
        language,
        state: SiteState::parse(&row.state)?,
        is_province,
        full_name,
        origin,
        accent,
        languages: row
            .languages
            .split(',')
            .filter_map(|l| Language::parse(l.trim()).ok())
            .collect(),
        name: row.name,
        profile,
        categories,
        blocks,
        value,
    }))
}

async fn site_row(connection: &mut Connection, scope: SiteScope) -> Outcome<Option<SiteRow>> {
    connection
        .optional(
            "SELECT s.state, s.parent_id, s.name, s.accent, s.languages, h.name AS host,
               p.name AS parent_name, ph.name AS parent_host
             FROM site s JOIN host h ON h.site_id = s.id AND h.role = 'canonical'
             LEFT JOIN site p ON p.id = s.parent_id
             LEFT JOIN host ph ON ph.site_id = p.id AND ph.role = 'canonical'
             WHERE s.id = $1",
            args![scope.site()],
        )
        .await
}

/// "Xã An Xuyên" inside a sentence is "xã An Xuyên".
fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

/// The menu as a tree of two levels. A line that leads nowhere any more is left out.
fn menu(language: Language, categories: &[CategoryRow], rows: &[MenuRow]) -> Vec<MenuNode> {
    let mut below: HashMap<Option<i64>, Vec<&MenuRow>> = HashMap::new();
    for row in rows {
        below.entry(row.parent_id).or_default().push(row);
    }
    let lines = |parent: Option<i64>| below.get(&parent).map(Vec::as_slice).unwrap_or_default();
    let node = |row: &MenuRow, items: Vec<MenuNode>| {
        let url = target(language, categories, row)
            .or_else(|| items.first().map(|item| item.url.clone()))?;
        Some(MenuNode { title: row.label.clone(), url, items })
    };
    lines(None)
        .iter()
        .filter_map(|row| {
            let items =
                lines(Some(row.id)).iter().filter_map(|row| node(row, Vec::new())).collect();
            node(row, items)
        })
        .collect()
}

fn target(language: Language, categories: &[CategoryRow], row: &MenuRow) -> Option<String> {
    if let (Some(slug), Some(id)) = (&row.entry_slug, row.entry_id) {
        let category = row.entry_category.map(CategoryId);
        return Some(entry_path(language, categories, category, slug, EntryId(id)));
    }
    if let Some(category) = row.category_id {
        let found = categories.iter().find(|c| c.id == category && c.visibility == "shown")?;
        return Some(format!("{}/{}", language.prefix(), found.slug));
    }
    row.address.clone().filter(|address| !address.is_empty())
}
