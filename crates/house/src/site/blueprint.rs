//! Blueprints: what a new site is born with, as data.

use std::collections::HashSet;
use std::path::Path;

use conglang_kernel::{Accent, Slug};
use serde::{Deserialize, Serialize};

use super::layout::{BlockKind, QuickLink, Slot};

/// What a new site of one sort is born with.
#[derive(Clone, PartialEq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Blueprint {
    /// Its name, kept with each site.
    pub name: String,
    /// Its version, kept with each site so that later versions can be offered.
    pub version: i64,
    /// Accents to choose from; a site's is fixed by its unit's code.
    pub palette: Vec<String>,
    /// What stands in the profile until somebody fills it in.
    pub profile: ProfileTexts,
    /// The tree of categories.
    #[serde(default)]
    pub categories: Vec<CategoryPlan>,
    /// The menu, two levels.
    #[serde(default)]
    pub menu: Vec<MenuPlan>,
    /// The home page's blocks, in their order within each slot.
    #[serde(default)]
    pub blocks: Vec<BlockPlan>,
    /// Pages that every site has from the start.
    #[serde(default)]
    pub pages: Vec<PagePlan>,
}

/// First texts of a profile. All may hold [placeholders](super::starter).
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ProfileTexts {
    /// Cơ quan quản lý.
    pub managing_organisation: String,
    /// Cơ quan chủ quản.
    pub governing_agency: String,
    /// Postal address.
    pub address: String,
    /// Electronic mail.
    pub email: String,
    /// Telephone.
    pub phone: String,
    /// Người chịu trách nhiệm chính.
    pub responsible_person: String,
    /// Giờ làm việc.
    pub working_hours: String,
    /// Lịch tiếp công dân.
    pub citizen_reception: String,
    /// Plain text or simple HTML about the place.
    pub introduction: String,
}

/// A category and those below it.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CategoryPlan {
    /// Its part of the address, unique in the site.
    pub slug: String,
    /// Its name.
    pub name: String,
    /// Kinds of entries it holds, such as `article`.
    #[serde(default)]
    pub kinds: Vec<String>,
    /// How its entries are shown.
    #[serde(default)]
    pub style: Style,
    /// A sentence above the list.
    #[serde(default)]
    pub introduction: String,
    /// Whether menus, maps and blocks leave it out.
    #[serde(default)]
    pub hidden: bool,
    /// Categories below it.
    #[serde(default)]
    pub children: Vec<CategoryPlan>,
}

/// How a category shows its entries.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Style {
    /// Pictures with titles.
    #[default]
    Cards,
    /// Titles with dates.
    List,
}

impl Style {
    /// The word kept in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Cards => "cards",
            Self::List => "list",
        }
    }
}

/// A line of the menu. It leads to one of a category, a starter page or an address; a line with lines
/// below it may lead nowhere.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MenuPlan {
    /// What it says.
    pub label: String,
    /// A category's slug.
    pub category: Option<String>,
    /// A starter page's slug.
    pub page: Option<String>,
    /// An address: a path of the site or `https://…`.
    pub address: Option<String>,
    /// Lines below it.
    #[serde(default)]
    pub children: Vec<MenuPlan>,
}

/// A block of the home page.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BlockPlan {
    /// Where it stands.
    pub slot: Slot,
    /// What it shows.
    pub kind: BlockKind,
    /// Its heading; empty for none.
    #[serde(default)]
    pub title: String,
    /// Slugs of the categories whose newest it shows, those below them included.
    #[serde(default)]
    pub categories: Vec<String>,
    /// How many items.
    pub count: Option<u32>,
    /// How they are shown.
    pub style: Option<Style>,
    /// Quick links.
    #[serde(default)]
    pub items: Vec<QuickLink>,
}

/// A page that every site has from the start.
#[derive(Clone, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PagePlan {
    /// Its part of the address, unique among the pages.
    pub slug: String,
    /// Its title; may hold placeholders.
    pub title: String,
    /// The category it lies in.
    pub category: Option<String>,
    /// What the frame finds it by, such as `accessibility`.
    pub role: Option<String>,
    /// One or two sentences for lists; may hold placeholders.
    #[serde(default)]
    pub summary: String,
    /// HTML with placeholders.
    pub body: String,
}

/// Why a blueprint cannot be used.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
pub enum BlueprintError {
    /// The file cannot be read.
    #[error("the blueprint cannot be read: {0}")]
    File(String),
    /// Not TOML, or a field is missing, unknown or of the wrong type.
    #[error("the blueprint is malformed: {0}")]
    Form(String),
    /// Well formed but inconsistent; one sentence for each fault.
    #[error("the blueprint does not hold together: {}", .0.join("; "))]
    Content(Vec<String>),
}

impl Blueprint {
    /// The blueprint of a commune's site that comes with the program.
    ///
    /// # Errors
    /// Never for what was tested; the check is the same as for any other.
    pub fn commune() -> Result<Self, BlueprintError> {
        Self::parse(include_str!("../../../../data/blueprints/commune.toml"))
    }

    /// The blueprint of a province's site that comes with the program.
    ///
    /// # Errors
    /// As [`Blueprint::commune`].
    pub fn province() -> Result<Self, BlueprintError> {
        Self::parse(include_str!("../../../../data/blueprints/province.toml"))
    }

    /// A blueprint from a file of the operator's.
    ///
    /// # Errors
    /// When the file cannot be read, is malformed or inconsistent.
    pub fn open(path: &Path) -> Result<Self, BlueprintError> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| BlueprintError::File(format!("{}: {error}", path.display())))?;
        Self::parse(&text)
    }

    /// Reads and checks a blueprint.
    ///
    /// # Errors
    /// When it is malformed or inconsistent.
    pub fn parse(text: &str) -> Result<Self, BlueprintError> {
        let blueprint: Self =
            toml::from_str(text).map_err(|error| BlueprintError::Form(error.to_string()))?;
        let faults = blueprint.faults();
        if faults.is_empty() { Ok(blueprint) } else { Err(BlueprintError::Content(faults)) }
    }

    /// The accent of a unit: the same for the same code, spread evenly over the palette.
    pub fn accent(&self, code: &str) -> &str {
        let sum = code.bytes().fold(0_usize, |sum, b| (sum * 31 + usize::from(b)) % 1_000_003);
        self.palette.get(sum % self.palette.len().max(1)).map_or("#0f6b4f", String::as_str)
    }

    /// Every category with its parent's slug, parents first.
    pub fn flat_categories(&self) -> Vec<(&CategoryPlan, Option<&str>)> {
        let mut flat = Vec::new();
        for top in &self.categories {
            flat.push((top, None));
            flat.extend(top.children.iter().map(|child| (child, Some(top.slug.as_str()))));
        }
        flat
    }

    fn faults(&self) -> Vec<String> {
        let mut faults = Vec::new();
        if self.name.is_empty() {
            faults.push("it has no name".to_owned());
        }
        if self.version < 1 {
            faults.push("versions start at 1".to_owned());
        }
        if self.palette.is_empty() {
            faults.push("the palette is empty".to_owned());
        }
        for colour in &self.palette {
            if let Err(error) = Accent::parse(colour) {
                faults.push(format!("palette colour {colour:?}: {error}"));
            }
        }
        let mut categories = HashSet::new();
        for (category, _) in self.flat_categories() {
            check_slug("category", &category.slug, &mut categories, &mut faults);
            if category.name.trim().is_empty() {
                faults.push(format!("category {:?} has no name", category.slug));
            }
        }
        for category in self.categories.iter().flat_map(|top| &top.children) {
            if !category.children.is_empty() {
                faults.push(format!("category {:?} is on a third level", category.slug));
            }
        }
        let mut pages = HashSet::new();
        let mut roles = HashSet::new();
        for page in &self.pages {
            check_slug("page", &page.slug, &mut pages, &mut faults);
            check_known("page", &page.slug, page.category.as_deref(), &categories, &mut faults);
            if let Some(role) = &page.role
                && !roles.insert(role.as_str())
            {
                faults.push(format!("two pages have the role {role:?}"));
            }
        }
        for line in &self.menu {
            check_menu(line, &categories, &pages, &mut faults);
            for below in &line.children {
                check_menu(below, &categories, &pages, &mut faults);
                if !below.children.is_empty() {
                    faults.push(format!("menu line {:?} is on a third level", below.label));
                }
            }
        }
        for block in &self.blocks {
            let name = format!("{} {}", block.kind.as_str(), block.title);
            for category in &block.categories {
                check_known("block", &name, Some(category), &categories, &mut faults);
            }
            for link in &block.items {
                check_address("quick link", &link.title, &link.url, &mut faults);
            }
        }
        faults
    }
}

fn check_slug<'a>(
    what: &str,
    slug: &'a str,
    known: &mut HashSet<&'a str>,
    faults: &mut Vec<String>,
) {
    if Slug::parse(slug).is_err() {
        faults.push(format!("{what} {slug:?}: not a slug"));
    }
    if !known.insert(slug) {
        faults.push(format!("{what} {slug:?} stands twice"));
    }
}

fn check_known(
    what: &str,
    name: &str,
    category: Option<&str>,
    categories: &HashSet<&str>,
    faults: &mut Vec<String>,
) {
    if let Some(category) = category
        && !categories.contains(category)
    {
        faults.push(format!("{what} {name:?}: unknown category {category:?}"));
    }
}

fn check_menu(
    line: &MenuPlan,
    categories: &HashSet<&str>,
    pages: &HashSet<&str>,
    faults: &mut Vec<String>,
) {
    check_known("menu line", &line.label, line.category.as_deref(), categories, faults);
    if let Some(page) = &line.page
        && !pages.contains(page.as_str())
    {
        faults.push(format!("menu line {:?}: unknown page {page:?}", line.label));
    }
    if let Some(address) = &line.address {
        check_address("menu line", &line.label, address, faults);
    }
    let targets = [&line.category, &line.page, &line.address].into_iter().flatten().count();
    if targets > 1 || (targets == 0 && line.children.is_empty()) {
        faults.push(format!("menu line {:?} has to lead to one place", line.label));
    }
}

fn check_address(what: &str, name: &str, address: &str, faults: &mut Vec<String>) {
    let is_sound = (address.starts_with('/') && !address.starts_with("//"))
        || ["https://", "http://", "tel:", "mailto:"].iter().any(|s| address.starts_with(s));
    if !is_sound {
        faults.push(format!("{what} {name:?}: {address:?} is no address"));
    }
}
