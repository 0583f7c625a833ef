//! Vietnamese text: folding, tone placement, words, marking, slugs, dates, sorting.
//!
//! Everything here is pure: no clock, no files, no state. No function panics, whatever the text.

mod abbreviation;
mod analyse;
mod collate;
mod date;
mod difference;
mod fold;
mod folded_syllable;
mod legacy;
mod mark;
mod slug;
mod stop_words;
mod syllable;
mod tone;
mod typed_keys;
mod words;

#[cfg(test)]
mod any_text;

pub use abbreviation::{Abbreviation, abbreviations, long_forms, spelled_out};
pub use analyse::{Analyser, Analysis, EXACT, Form, Term};
pub use collate::{compare, name_key, sort_key};
pub use date::{
    UnreadableDate, VIETNAM, format_date, format_date_long, format_date_weekday,
    format_datetime_weekday, format_relative, format_time, instant, local_time, parse_date,
};
pub use difference::{Change, Piece, difference, likeness};
pub use fold::{Folded, fold, fold_with_map, folded_eq, nfc, nfc_markup};
pub use folded_syllable::is_folded_syllable;
pub use legacy::{Confidence, Legacy, Recognised, recognise, recognise_words};
pub use mark::{Marker, Snippet, highlight_ranges, snippet};
pub use slug::{LABEL_BYTES_MAX, SLUG_BYTES_MAX, SLUG_FALLBACK, compact_label, slug};
pub use stop_words::is_stop_word;
pub use syllable::is_syllable;
pub use tone::{canonical_tone, same_spelling};
pub use typed_keys::meant_by_keys;
pub use words::{word_indices, words};
