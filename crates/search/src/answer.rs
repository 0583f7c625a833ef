//! What is answered, and how the steps to it follow each other.

use crate::facet::Facets;

/// The order of hits.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Order {
    /// The best first, as [`crate::ranking`] has it.
    #[default]
    Relevance,
    /// The newest first.
    Date,
}

/// Whether a hit holds every word that was asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wholeness {
    /// It does.
    Whole,
    /// It does, but for a slip of the typing in some: it comes near as well.
    Slipped,
    /// Some are missing.
    Near,
}

/// One entry found.
#[derive(Clone, PartialEq, Debug)]
pub struct Hit {
    /// Its number.
    pub id: u64,
    /// The site it is on.
    pub site: u64,
    /// How well it answers; means something only beside others of the same answer.
    pub score: f32,
    /// Whether every word is there.
    pub wholeness: Wholeness,
}

/// What was found.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Answer {
    /// The hits of this page.
    pub hits: Vec<Hit>,
    /// How many entries hold every word.
    pub count: usize,
    /// How many hits only come near. They stand together, after those that hold every word or before
    /// them, never among them.
    pub near: usize,
    /// How many hits can be paged through. Near ones beside the first page of many are not among them.
    pub reach: usize,
    /// What they are and where, of those that hold every word.
    pub facets: Facets,
    /// A better question, when this one finds little: it finds more, here or around.
    pub better: Option<String>,
    /// The words that were looked for, as they should be marked.
    pub marks: Vec<String>,
}
