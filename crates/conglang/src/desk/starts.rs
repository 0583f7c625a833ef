//! Task-shaped beginnings of a text, as data: what is on an officer's desk this Friday.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::signed::OnSite;

/// One beginning.
#[derive(Clone, Debug, Deserialize)]
pub struct Start {
    /// Its word in addresses.
    pub key: String,
    /// Its drawing.
    pub symbol: String,
    /// The kind of content it begins.
    pub kind: String,
    /// The slug of the category it goes to, where the site has it.
    #[serde(default)]
    pub category: String,
    /// How urgent a notice it is.
    #[serde(default)]
    pub urgency: String,
    /// What it is called.
    pub label: String,
    /// What to answer in it.
    pub hint: String,
    /// A title to write over.
    pub title: String,
    /// The questions to answer, as HTML.
    pub body: String,
}

#[derive(Deserialize)]
struct Starts {
    start: Vec<Start>,
}

static STARTS: LazyLock<Vec<Start>> = LazyLock::new(|| {
    toml::from_str::<Starts>(include_str!("../../../../data/starts.toml"))
        .map(|starts| starts.start)
        .unwrap_or_default()
});

/// A beginning as the desk draws it.
#[derive(Serialize)]
pub struct StartView {
    url: String,
    label: &'static str,
    hint: &'static str,
    symbol: &'static str,
}

/// Every beginning, for a site's desk.
pub fn starts(here: &OnSite) -> Vec<StartView> {
    STARTS
        .iter()
        .filter_map(|start| {
            let slice = crate::slices::named(&start.kind)?;
            Some(StartView {
                url: here.url(&format!("/noi-dung/moi/{}?mau={}", slice.kind.word, start.key)),
                label: &start.label,
                hint: &start.hint,
                symbol: &start.symbol,
            })
        })
        .collect()
}

/// The beginning with this word, for this kind.
pub fn named(key: &str, kind: &str) -> Option<&'static Start> {
    STARTS.iter().find(|start| start.key == key && start.kind == kind)
}

#[cfg(test)]
mod tests {
    use conglang_kernel::SafeHtml;

    use super::*;

    #[test]
    fn every_beginning_is_of_a_kind_that_exists_and_reads_as_it_is_written() {
        assert!(STARTS.len() >= 8, "the file could not be read");
        for start in STARTS.iter() {
            assert!(crate::slices::named(&start.kind).is_some(), "{}", start.key);
            let clean = SafeHtml::sanitise(&start.body);
            assert_eq!(clean.as_str(), start.body, "{}", start.key);
        }
    }
}
