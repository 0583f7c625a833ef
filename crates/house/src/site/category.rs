//! The tree of categories of a site.

use std::collections::HashSet;

use conglang_kernel::{
    CategoryId, Language, Moment, Presence, Rejections, SiteId, Slug, UnknownWord,
};
use conglang_platform::args;
use conglang_platform::db::{Connection, Transaction};
use conglang_platform::fault::Outcome;
use serde::{Deserialize, Serialize};

use super::blueprint::Style;
use super::note;

/// First parts of addresses that are ours, so no category may have them.
const RESERVED: [&str; 10] =
    ["trang", "tim-kiem", "so-do-trang", "tep", "quan-tri", "en", "km", "api", "rss", "assets"];
const NAME_CHARS_MAX: usize = 120;

/// Whether readers meet a category.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Visibility {
    /// In menus, maps and lists.
    Shown,
    /// Left out of all of them; its entries keep their addresses.
    Hidden,
}

impl Visibility {
    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Shown => "shown",
            Self::Hidden => "hidden",
        }
    }

    fn parse(word: &str) -> Result<Self, UnknownWord> {
        [Self::Shown, Self::Hidden]
            .into_iter()
            .find(|visibility| visibility.as_str() == word)
            .ok_or_else(|| UnknownWord::new(word))
    }
}

/// A node of the tree.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Category {
    /// Its number.
    pub id: CategoryId,
    /// The one above it.
    pub parent: Option<CategoryId>,
    /// Its part of the address.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// A sentence above the list.
    pub introduction: String,
    /// Kinds of entries it holds.
    pub kinds: Vec<String>,
    /// How its entries are shown.
    pub style: Style,
    /// Its place among its neighbours.
    pub position: i64,
    /// Whether readers meet it.
    pub visibility: Visibility,
}

/// A new category as it was typed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct CategoryTyped {
    /// The language of its entries.
    pub language: Language,
    /// The one above it.
    pub parent: Option<CategoryId>,
    /// Its name.
    pub name: String,
    /// Its part of the address; empty for the name's.
    pub slug: String,
    /// Kinds of entries it holds.
    pub kinds: Vec<String>,
    /// How its entries are shown.
    pub style: Style,
}

/// The categories of a site in one language, by position; parents and children mixed.
///
/// # Errors
/// When the database fails or holds an unknown word.
pub async fn categories(
    connection: &mut Connection,
    site: SiteId,
    language: Language,
) -> Outcome<Vec<Category>> {
    type Found = (i64, Option<i64>, String, String, String, String, String, i64, String);
    let rows: Vec<Found> = connection
        .all(
            "SELECT id, parent_id, slug, name, introduction, kinds, style, position, visibility
             FROM category WHERE site_id = $1 AND language = $2 ORDER BY position, id",
            args![site, language],
        )
        .await?;
    rows.into_iter()
        .map(|(id, parent, slug, name, introduction, kinds, style, position, visibility)| {
            Ok(Category {
                id: CategoryId(id),
                parent: parent.map(CategoryId),
                slug,
                name,
                introduction,
                kinds: kinds.split_whitespace().map(str::to_owned).collect(),
                style: if style == "list" { Style::List } else { Style::Cards },
                position,
                visibility: Visibility::parse(&visibility)?,
            })
        })
        .collect()
}

/// The category with this word in its address.
///
/// # Errors
/// When the database does not answer.
pub async fn category_at(
    connection: &mut Connection,
    site: SiteId,
    language: Language,
    slug: &str,
) -> Outcome<Option<CategoryId>> {
    let row: Option<(i64,)> = connection
        .optional(
            "SELECT id FROM category WHERE site_id = $1 AND language = $2 AND slug = $3",
            args![site, language, slug],
        )
        .await?;
    Ok(row.map(|(id,)| CategoryId(id)))
}

/// Adds a category behind its neighbours.
///
/// # Errors
/// When the database fails; rejected when the name is missing, the slug unsound, taken or ours, or
/// the parent is none of the site's.
pub async fn add_category(
    transaction: &mut Transaction,
    site: SiteId,
    typed: &CategoryTyped,
    now: Moment,
) -> Outcome<Result<CategoryId, Rejections>> {
    let mut wrong = Rejections::none();
    let name = wrong.line("name", &typed.name, Presence::Required, NAME_CHARS_MAX);
    let asked = typed.slug.trim();
    let slug = if asked.is_empty() { Ok(Slug::of_title(&name)) } else { Slug::parse(asked) };
    let slug = slug.inspect_err(|_| wrong.add("slug", "slug-form")).ok();
    let known = categories(transaction, site, typed.language).await?;
    if let Some(slug) = &slug
        && (RESERVED.contains(&slug.as_str()) || known.iter().any(|c| c.slug == slug.as_str()))
    {
        wrong.add("slug", "slug-taken");
    }
    if let Some(parent) = typed.parent
        && !known.iter().any(|category| category.id == parent)
    {
        wrong.add("parent", "category-unknown");
    }
    let (Some(slug), true) = (slug, wrong.is_empty()) else { return Ok(Err(wrong)) };
    let position = next_position(&known, typed.parent);
    let id = transaction
        .number(
            "INSERT INTO category (site_id, parent_id, language, slug, name, introduction, kinds,
               style, position, visibility, created_at)
             VALUES ($1, $2, $3, $4, $5, '', $6, $7, $8, 'shown', $9) RETURNING id",
            args![
                site,
                typed.parent,
                typed.language,
                slug.as_str(),
                name,
                typed.kinds.join(" "),
                typed.style.as_str(),
                position,
                now
            ],
        )
        .await?;
    note(transaction, site, "category", now).await?;
    Ok(Ok(CategoryId(id)))
}

/// Gives a category another name; its address stays.
///
/// # Errors
/// When the database fails; rejected when the name is missing or the category none of the site's.
pub async fn rename_category(
    transaction: &mut Transaction,
    site: SiteId,
    category: CategoryId,
    typed: &str,
    now: Moment,
) -> Outcome<Result<(), Rejections>> {
    let mut wrong = Rejections::none();
    let name = wrong.line("name", typed, Presence::Required, NAME_CHARS_MAX);
    if !wrong.is_empty() {
        return Ok(Err(wrong));
    }
    let touched = transaction
        .execute(
            "UPDATE category SET name = $3 WHERE id = $1 AND site_id = $2",
            args![category, site, name],
        )
        .await?;
    if touched == 0 {
        return Ok(Err(Rejections::one("category", "category-unknown")));
    }
    note(transaction, site, "category", now).await?;
    Ok(Ok(()))
}

/// Puts a category under another, or at the top, at a place among its new neighbours (from 0).
///
/// # Errors
/// When the database fails; rejected when one of the two is none of the site's, or when it would come
/// to lie under itself.
pub async fn move_category(
    transaction: &mut Transaction,
    site: SiteId,
    language: Language,
    category: CategoryId,
    parent: Option<CategoryId>,
    place: usize,
    now: Moment,
) -> Outcome<Result<(), Rejections>> {
    let known = categories(transaction, site, language).await?;
    let exists = |id: CategoryId| known.iter().any(|c| c.id == id);
    if !exists(category) {
        return Ok(Err(Rejections::one("category", "category-unknown")));
    }
    if parent.is_some_and(|parent| !exists(parent)) {
        return Ok(Err(Rejections::one("parent", "category-unknown")));
    }
    let mut above = parent;
    let mut seen = HashSet::new();
    while let Some(id) = above {
        if id == category || !seen.insert(id) {
            return Ok(Err(Rejections::one("parent", "category-below-itself")));
        }
        above = known.iter().find(|c| c.id == id).and_then(|c| c.parent);
    }
    let mut neighbours: Vec<CategoryId> =
        known.iter().filter(|c| c.parent == parent && c.id != category).map(|c| c.id).collect();
    neighbours.insert(place.min(neighbours.len()), category);
    for (position, id) in (0_i64..).zip(neighbours) {
        transaction
            .execute(
                "UPDATE category SET parent_id = $3, position = $4 WHERE id = $1 AND site_id = $2",
                args![id, site, parent, position],
            )
            .await?;
    }
    note(transaction, site, "category", now).await?;
    Ok(Ok(()))
}

/// Shows or hides a category.
///
/// # Errors
/// When the database fails; rejected when the category is none of the site's.
pub async fn set_category_visibility(
    transaction: &mut Transaction,
    site: SiteId,
    category: CategoryId,
    visibility: Visibility,
    now: Moment,
) -> Outcome<Result<(), Rejections>> {
    let touched = transaction
        .execute(
            "UPDATE category SET visibility = $3 WHERE id = $1 AND site_id = $2",
            args![category, site, visibility.as_str()],
        )
        .await?;
    if touched == 0 {
        return Ok(Err(Rejections::one("category", "category-unknown")));
    }
    note(transaction, site, "category", now).await?;
    Ok(Ok(()))
}

fn next_position(known: &[Category], parent: Option<CategoryId>) -> i64 {
    known.iter().filter(|c| c.parent == parent).map(|c| c.position + 1).max().unwrap_or(0)
}
