//! Task-shaped beginnings of a text, as data: what is on an officer's desk this Friday. They are known
//! down here so that the advice on a text can tell what nobody has written over.

use std::collections::HashSet;
use std::sync::LazyLock;

use serde::Deserialize;

use crate::SafeHtml;

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
    /// In how many days what it asks for is over, where that is usual.
    pub deadline_days: Option<i8>,
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
    toml::from_str::<Starts>(include_str!("../../../data/starts.toml"))
        .map(|starts| starts.start)
        .unwrap_or_default()
});

/// The lines of all beginnings that ask for something: questions, and lines with a blank.
static QUESTIONS: LazyLock<HashSet<String>> = LazyLock::new(|| {
    STARTS
        .iter()
        .flat_map(|start| {
            let lines = SafeHtml::sanitise(&start.body).paragraphs();
            lines.lines().map(str::to_owned).collect::<Vec<_>>()
        })
        .filter(|line| line.contains(['?', '…']) && line.contains(char::is_alphabetic))
        .collect()
});

impl Start {
    /// Every beginning, in the order of the desk.
    pub fn all() -> &'static [Self] {
        &STARTS
    }

    /// The beginning with this word, for this kind.
    pub fn named(key: &str, kind: &str) -> Option<&'static Self> {
        STARTS.iter().find(|start| start.key == key && start.kind == kind)
    }
}

/// Whether a line of a text is one that a beginning asks and nobody has written over.
pub(crate) fn is_unanswered(line: &str) -> bool {
    QUESTIONS.contains(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_beginning_reads_as_it_is_written() {
        assert!(Start::all().len() >= 8, "the file could not be read");
        for start in Start::all() {
            let clean = SafeHtml::sanitise(&start.body);
            assert_eq!(clean.as_str(), start.body, "{}", start.key);
        }
    }
}
