//! A site's menu, blocks and pages with a role, as plain rows.

use conglang_kernel::{BlockId, CategoryId, EntryId, Language, MenuItemId, SiteId, UnknownWord};
use conglang_platform::args;
use conglang_platform::db::Connection;
use conglang_platform::fault::Outcome;
use serde::{Deserialize, Serialize};

use super::blueprint::Style;

/// A line of a site's menu.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct MenuItem {
    /// Its number.
    pub id: MenuItemId,
    /// The line above it.
    pub parent: Option<MenuItemId>,
    /// What it says.
    pub label: String,
    /// The category it leads to.
    pub category: Option<CategoryId>,
    /// The entry it leads to.
    pub entry: Option<EntryId>,
    /// The address it leads to.
    pub address: Option<String>,
    /// Its place among its neighbours.
    pub position: i64,
}

/// Where a block stands on the home page.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Slot {
    /// Across the page.
    Top,
    /// The wide column.
    Main,
    /// The narrow column.
    Side,
}

impl Slot {
    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Top => "top",
            Self::Main => "main",
            Self::Side => "side",
        }
    }

    /// Reads the word.
    ///
    /// # Errors
    /// When it names no slot.
    pub fn parse(word: &str) -> Result<Self, UnknownWord> {
        [Self::Top, Self::Main, Self::Side]
            .into_iter()
            .find(|slot| slot.as_str() == word)
            .ok_or_else(|| UnknownWord::new(word))
    }
}

/// What a block shows.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum BlockKind {
    /// The newest with pictures, the first one large.
    Featured,
    /// The newest of a category.
    Latest,
    /// The newest documents.
    Documents,
    /// The newest notices.
    Notices,
    /// Quick links with icons.
    Links,
    /// Address, telephones and hours, from the profile.
    Contacts,
    /// The profile's introduction.
    Introduction,
    /// The communes of a province.
    Communes,
}

impl BlockKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::Featured,
        Self::Latest,
        Self::Documents,
        Self::Notices,
        Self::Links,
        Self::Contacts,
        Self::Introduction,
        Self::Communes,
    ];

    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Featured => "featured",
            Self::Latest => "latest",
            Self::Documents => "documents",
            Self::Notices => "notices",
            Self::Links => "links",
            Self::Contacts => "contacts",
            Self::Introduction => "introduction",
            Self::Communes => "communes",
        }
    }

    /// Reads the word.
    ///
    /// # Errors
    /// When it names no kind.
    pub fn parse(word: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .into_iter()
            .find(|kind| kind.as_str() == word)
            .ok_or_else(|| UnknownWord::new(word))
    }
}

/// A link with an icon.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuickLink {
    /// What it says.
    pub title: String,
    /// Where it leads.
    pub url: String,
    /// Name of a symbol in `icons.svg`.
    pub icon: String,
}

/// Settings of a block, kept as JSON. Each kind reads what concerns it.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct BlockSettings {
    /// Slugs of the categories whose newest it shows, those below them included.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// How many items.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<u32>,
    /// How they are shown.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub style: Option<Style>,
    /// Quick links.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<QuickLink>,
}

/// A piece of a home page.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Block {
    /// Its number.
    pub id: BlockId,
    /// Where it stands.
    pub slot: Slot,
    /// What it shows.
    pub kind: BlockKind,
    /// Its heading; empty for none.
    pub title: String,
    /// Its settings.
    pub settings: BlockSettings,
    /// Its place in the slot.
    pub position: i64,
}

/// A page that the frame finds by what it is for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct RolePage {
    /// Such as `about`, `accessibility`, `privacy`, `terms`, `contact`, `reception`.
    pub role: String,
    /// The page.
    pub entry: EntryId,
    /// Its slug.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// The category it lies in.
    pub category: Option<CategoryId>,
}

/// The menu of a site in one language, by position.
///
/// # Errors
/// When the database fails.
pub async fn menu(
    connection: &mut Connection,
    site: SiteId,
    language: Language,
) -> Outcome<Vec<MenuItem>> {
    type Found = (i64, Option<i64>, String, Option<i64>, Option<i64>, Option<String>, i64);
    let rows: Vec<Found> = connection
        .all(
            "SELECT id, parent_id, label, category_id, entry_id, address, position FROM menu_item
             WHERE site_id = $1 AND language = $2 ORDER BY position, id",
            args![site, language],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|(id, parent, label, category, entry, address, position)| MenuItem {
            id: MenuItemId(id),
            parent: parent.map(MenuItemId),
            label,
            category: category.map(CategoryId),
            entry: entry.map(EntryId),
            address,
            position,
        })
        .collect())
}

/// The blocks of a site in one language, by slot and position.
///
/// # Errors
/// When the database fails or holds an unknown word.
pub async fn blocks(
    connection: &mut Connection,
    site: SiteId,
    language: Language,
) -> Outcome<Vec<Block>> {
    let rows: Vec<(i64, String, String, String, String, i64)> = connection
        .all(
            "SELECT id, slot, kind, title, settings, position FROM block
             WHERE site_id = $1 AND language = $2 ORDER BY slot, position, id",
            args![site, language],
        )
        .await?;
    rows.into_iter()
        .map(|(id, slot, kind, title, settings, position)| {
            Ok(Block {
                id: BlockId(id),
                slot: Slot::parse(&slot)?,
                kind: BlockKind::parse(&kind)?,
                title,
                settings: serde_json::from_str(&settings)?,
                position,
            })
        })
        .collect()
}

/// The readable pages of a site that have a role, in one language.
///
/// # Errors
/// When the database fails.
pub async fn role_pages(
    connection: &mut Connection,
    site: SiteId,
    language: Language,
) -> Outcome<Vec<RolePage>> {
    let rows: Vec<(String, i64, String, String, Option<i64>)> = connection
        .all(
            "SELECT p.role, e.id, e.slug, e.title, e.category_id
             FROM site_page p JOIN entry e ON e.id = p.entry_id AND e.site_id = p.site_id
             WHERE p.site_id = $1 AND e.language = $2 AND e.state = 'live' ORDER BY p.role",
            args![site, language],
        )
        .await?;
    Ok(rows
        .into_iter()
        .map(|(role, entry, slug, title, category)| RolePage {
            role,
            entry: EntryId(entry),
            slug,
            title,
            category: category.map(CategoryId),
        })
        .collect())
}
