//! The templates as they are written in `banks/*.toml`.

use std::sync::LazyLock;

use serde::Deserialize;

use crate::paint::Scene;
use crate::{Urgency, places::Commune};

/// One template. Its texts may hold `{words}` and `[one|or|other]`.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Template {
    /// Its name, unique among all banks.
    pub(crate) key: String,
    /// The slug of the category its texts go to.
    pub(crate) category: String,
    /// The season in which it may be dated; see `calendar::Season`.
    #[serde(default)]
    pub(crate) when: String,
    /// Traits of a commune, one of which is needed; none means everywhere.
    #[serde(default)]
    pub(crate) place: Vec<String>,
    /// Traits of a commune that rule the template out.
    #[serde(default)]
    pub(crate) not: Vec<String>,
    /// What its picture may show.
    #[serde(default)]
    pub(crate) scenes: Vec<Scene>,
    /// What a visitor who cannot see the picture is told.
    #[serde(default)]
    pub(crate) alt: String,
    /// The line under the picture.
    #[serde(default)]
    pub(crate) caption: String,
    /// Titles to choose from.
    pub(crate) title: Vec<String>,
    /// Lines `name = figure` or `name ~ text; text`, worked out in order.
    #[serde(default)]
    pub(crate) vars: Vec<String>,
    /// One or two sentences.
    pub(crate) summary: String,
    /// The text in the small markup of `markup`.
    pub(crate) body: String,
    /// Days until a notice expires, from and to.
    #[serde(default)]
    pub(crate) lasts: Option<(i32, i32)>,
    /// How urgent a notice is.
    #[serde(default)]
    pub(crate) urgency: Urgency,
    /// Who issues a notice.
    #[serde(default)]
    pub(crate) issuer: String,
}

impl Template {
    /// Whether the template makes sense in a commune.
    pub(crate) fn fits(&self, commune: &Commune) -> bool {
        let has = |word: &String| commune.traits.contains(&word.as_str());
        (self.place.is_empty() || self.place.iter().any(has)) && !self.not.iter().any(has)
    }
}

/// A file of templates.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct File {
    #[serde(default)]
    pub(crate) text: Vec<Template>,
}

/// Reads the files of a bank. The files are part of the program and a test reads each of them, so
/// a mistake in one leaves its templates out instead of stopping the program.
fn read(files: &[&str]) -> Vec<Template> {
    files.iter().flat_map(|file| toml::from_str::<File>(file).unwrap_or_default().text).collect()
}

/// Articles of communes.
pub(crate) static ARTICLES: LazyLock<Vec<Template>> = LazyLock::new(|| read(&ARTICLE_FILES));
/// Directing documents of communes.
pub(crate) static DOCUMENTS: LazyLock<Vec<Template>> = LazyLock::new(|| read(&DOCUMENT_FILES));
/// Notices of communes.
pub(crate) static NOTICES: LazyLock<Vec<Template>> = LazyLock::new(|| read(&NOTICE_FILES));
/// Introduction pages of communes.
pub(crate) static PAGES: LazyLock<Vec<Template>> = LazyLock::new(|| read(&PAGE_FILES));
/// News and notices of the province.
pub(crate) static PROVINCE: LazyLock<Vec<Template>> = LazyLock::new(|| read(&PROVINCE_FILES));

/// The files, for the test that reads each of them.
pub(crate) const ARTICLE_FILES: [&str; 6] = [
    include_str!("../../banks/government.toml"),
    include_str!("../../banks/economy.toml"),
    include_str!("../../banks/society.toml"),
    include_str!("../../banks/health_school.toml"),
    include_str!("../../banks/order.toml"),
    include_str!("../../banks/countryside.toml"),
];
pub(crate) const DOCUMENT_FILES: [&str; 1] = [include_str!("../../banks/documents.toml")];
pub(crate) const NOTICE_FILES: [&str; 1] = [include_str!("../../banks/notices.toml")];
pub(crate) const PAGE_FILES: [&str; 1] = [include_str!("../../banks/pages.toml")];
pub(crate) const PROVINCE_FILES: [&str; 1] = [include_str!("../../banks/province.toml")];
