//! What whoever asks knows beside the question: what part of it says where, and where else there is.

use crate::question::Sites;

/// What is known beside a question.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Surroundings {
    /// The part of the question that says where.
    pub home: Option<Home>,
    /// The sites whose texts tell whether words were typed as they are written: all that may be found,
    /// when the question is put to one of them. None for those that are asked.
    pub around: Option<Sites>,
}

/// A part of a question that names where something is. What stands on these sites need not say so.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Home {
    /// The words, as they stand in the question. They are a name: scattered they say nothing.
    pub words: String,
    /// Other names of the same, any of which may stand in their place.
    pub also: Vec<String>,
    /// The sites that are there.
    pub sites: Vec<u64>,
}
