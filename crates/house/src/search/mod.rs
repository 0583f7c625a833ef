//! Search as the house knows it: entries and things of the desk as records of the index, the reader of the change log that
//! keeps it fresh, what old place names have become, and what people look for in vain.
//!
//! The index is derived. Whatever happens to it, it is made again from the database.

mod cards;
mod feed;
mod files;
mod in_vain;
mod key;
mod place;
mod place_asked;
mod place_name;
mod promoted;
mod reading;
mod records;
#[cfg(test)]
mod tests;
mod things;

pub use cards::{FoundCard, found_cards};
pub use feed::{IndexFeed, Refill, refill};
pub use files::{READ_FILE_JOB, forget_words, read_file};
pub use in_vain::{InVain, Keepable, forget_in_vain, in_vain, note_in_vain};
pub use key::{RecordKey, Side};
pub use place::{Became, OldPlace, Places};
pub use place_asked::{MadeOf, PlaceAsked};
pub use promoted::{Promoted, all_promoted, promote, promoted, take_back};
pub use reading::{READ_WORDS_COMMAND, words_in};
pub use things::{FILE_KIND, SITE_KIND};

pub use crate::entry::FoundBy;

use conglang_platform::fault::Fault;
use conglang_search::IndexFault;

/// A fault of the index as one of ours.
pub fn index_fault(fault: IndexFault) -> Fault {
    Fault::from(anyhow::Error::from(fault))
}
