//! The fields of the index, and how small facts are packed into one number.

use tantivy::schema::{
    FAST, Field, INDEXED, IndexRecordOption, STORED, STRING, Schema, TextFieldIndexing, TextOptions,
};

use crate::placed::PLACED;
use crate::record::{Origin, Record, Standing, Visibility};

/// Raised when what is written into the index changes: an index of another version is made anew.
pub(crate) const VERSION: u32 = 2;

/// The fields, resolved.
#[derive(Clone, Copy)]
pub(crate) struct Fields {
    pub id: Field,
    pub site: Field,
    pub kind: Field,
    pub category: Field,
    pub year: Field,
    pub issuer: Field,
    pub published: Field,
    pub until: Field,
    /// See [`Facts`].
    pub facts: Field,
    /// Where the sections of the text end. See [`Bounds`].
    pub bounds: Field,
    /// Title and number once more: short lists for what most questions aim at.
    pub title: Field,
    /// Every section, with positions.
    pub text: Field,
    pub shown_title: Field,
    pub shown_number: Field,
}

impl Fields {
    pub(crate) fn new() -> (Schema, Self) {
        let mut schema = Schema::builder();
        let terms = |option| {
            TextOptions::default().set_indexing_options(
                TextFieldIndexing::default().set_index_option(option).set_tokenizer(PLACED),
            )
        };
        let fields = Self {
            id: schema.add_u64_field("id", INDEXED | FAST),
            site: schema.add_u64_field("site", INDEXED | FAST),
            kind: schema.add_text_field("kind", STRING | FAST),
            category: schema.add_u64_field("category", INDEXED | FAST),
            year: schema.add_u64_field("year", INDEXED | FAST),
            issuer: schema.add_text_field("issuer", STRING | FAST),
            published: schema.add_i64_field("published", FAST),
            until: schema.add_i64_field("until", FAST),
            facts: schema.add_u64_field("facts", FAST),
            bounds: schema.add_u64_field("bounds", FAST),
            title: schema.add_text_field("title", terms(IndexRecordOption::WithFreqs)),
            text: schema.add_text_field("text", terms(IndexRecordOption::WithFreqsAndPositions)),
            shown_title: schema.add_text_field("shown_title", STORED),
            shown_number: schema.add_text_field("shown_number", STORED),
        };
        (schema.build(), fields)
    }
}

/// What is asked of every record found, in one number: visibility, standing, origin, language.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Facts(pub u64);

const DRAFT: u64 = 1;
const EXPIRED: u64 = 2;
const SYNDICATED: u64 = 4;
const DESK: u64 = 8;

impl Facts {
    pub(crate) fn of(record: &Record) -> Self {
        let mut facts = language_code(&record.language) << 8;
        facts |= match record.visibility {
            Visibility::Public => 0,
            Visibility::Draft => DRAFT,
            Visibility::Desk => DESK,
        };
        if record.standing == Standing::Expired {
            facts |= EXPIRED;
        }
        if record.origin == Origin::Syndicated {
            facts |= SYNDICATED;
        }
        Self(facts)
    }

    pub(crate) fn visibility(self) -> Visibility {
        match (self.0 & DESK, self.0 & DRAFT) {
            (0, 0) => Visibility::Public,
            (0, _) => Visibility::Draft,
            _ => Visibility::Desk,
        }
    }

    pub(crate) fn is_expired(self) -> bool {
        self.0 & EXPIRED != 0
    }

    pub(crate) fn is_syndicated(self) -> bool {
        self.0 & SYNDICATED != 0
    }

    pub(crate) fn language(self) -> u64 {
        self.0 >> 8
    }
}

/// Two letters as a number.
pub(crate) fn language_code(language: &str) -> u64 {
    language.bytes().take(2).fold(0, |code, byte| code << 8 | u64::from(byte))
}

/// A part of the text. Their weights are in [`crate::ranking`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Section {
    Number,
    Title,
    Lead,
    Body,
    Files,
}

impl Section {
    pub(crate) const ALL: [Self; 5] =
        [Self::Number, Self::Title, Self::Lead, Self::Body, Self::Files];
}

/// At which word each section ends: number, title, lead, body, files, in this order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Bounds(pub [u32; 5]);

/// How many bits each end has: what lies beyond belongs to the last section that fits.
const BITS: [u32; 5] = [6, 10, 14, 17, 17];

impl Bounds {
    pub(crate) fn packed(self) -> u64 {
        self.0
            .iter()
            .zip(BITS)
            .fold(0, |packed, (end, bits)| packed << bits | u64::from((*end).min((1 << bits) - 1)))
    }

    pub(crate) fn unpacked(mut packed: u64) -> Self {
        let mut ends = [0; 5];
        for (end, bits) in ends.iter_mut().zip(BITS).rev() {
            *end = u32::try_from(packed & ((1 << bits) - 1)).unwrap_or_default();
            packed >>= bits;
        }
        Self(ends)
    }

    /// The section a word stands in.
    pub(crate) fn section(self, position: u32) -> Section {
        Section::ALL
            .into_iter()
            .zip(self.0)
            .find(|(_, end)| position < *end)
            .map_or(Section::Files, |(section, _)| section)
    }

    /// How many words each section has.
    pub(crate) fn lengths(self) -> [u32; 5] {
        let mut before = 0;
        self.0.map(|end| {
            let length = end.saturating_sub(before);
            before = end;
            length
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ends_of_sections_survive_packing() {
        let bounds = Bounds([4, 30, 90, 2000, 90_000]);
        assert_eq!(Bounds::unpacked(bounds.packed()), bounds);
        assert_eq!(bounds.section(0), Section::Number);
        assert_eq!(bounds.section(29), Section::Title);
        assert_eq!(bounds.section(100_000), Section::Files);
        assert_eq!(bounds.lengths(), [4, 26, 60, 1910, 88_000]);
    }

    #[test]
    fn facts_survive_packing() {
        let record = Record {
            language: "vi".to_owned(),
            visibility: Visibility::Draft,
            origin: Origin::Syndicated,
            ..Record::default()
        };
        let facts = Facts::of(&record);
        assert_eq!(facts.visibility(), Visibility::Draft);
        assert!(facts.is_syndicated() && !facts.is_expired());
        assert_eq!(facts.language(), language_code("vi"));
    }
}
