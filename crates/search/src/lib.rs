//! One full-text index for all sites, made for Vietnamese: what is put in, how it is asked, what it
//! answers. It knows no domain nouns beyond plain fields, and no database: whoever keeps it fresh puts
//! records in and commits them together with a cursor.
//!
//! An answer is found in two steps. The engine below (tantivy) counts what holds every word and gathers
//! a few hundred candidates; then [`ranking`] reads from the index where the words of the question stand
//! in each candidate and puts them in order. Order is decided there and nowhere else.

mod answer;
mod ask;
mod begun;
mod columns;
mod evidence;
mod facet;
mod few;
mod fields;
mod gather;
mod index;
mod listed;
mod near;
mod placed;
mod question;
pub mod ranking;
mod record;
mod slip;
mod suggest;
mod surroundings;
mod terms;
mod writer;

pub use answer::{Answer, Hit, Order, Wholeness};
pub use facet::Facets;
pub use index::{Index, IndexFault};
pub use question::{Audience, Filter, LastWord, Question, Sites};
pub use record::{Origin, Record, Standing, Visibility};
pub use suggest::Suggestion;
pub use surroundings::{Home, Surroundings};
pub use writer::{Effort, Writer};
