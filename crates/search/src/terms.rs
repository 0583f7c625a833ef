//! A record as terms: its sections one after another, every form of a word at the word's position.

use tantivy::TantivyDocument;
use vitext::{Analyser, Analysis, Form};

use crate::fields::{Bounds, Facts, Fields};
use crate::placed::Placed;
use crate::record::Record;

/// How many words of each section are looked at.
const NUMBER_WORDS: usize = 40;
const TITLE_WORDS: usize = 200;
const LEAD_WORDS: usize = 2_000;
const BODY_WORDS: usize = 60_000;
const FILES_WORDS: usize = 60_000;

/// Turns records into documents of the engine.
#[derive(Default)]
pub(crate) struct TermMaker {
    analyser: Analyser,
    analysis: Analysis,
}

impl TermMaker {
    pub(crate) fn document(&mut self, fields: &Fields, record: &Record) -> TantivyDocument {
        let mut text = Placed::with_capacity(record.body.len() * 3 + 512);
        let mut title = Placed::with_capacity(256);
        let mut ends = [0; 5];
        let lead = [&record.summary, &record.issuer, &record.about].map(String::as_str);
        let sections: [(&[&str], usize); 5] = [
            (&[&record.number], NUMBER_WORDS),
            (&[&record.title], TITLE_WORDS),
            (&lead, LEAD_WORDS),
            (&[&record.body], BODY_WORDS),
            (&[&record.files], FILES_WORDS),
        ];
        let mut position = 0;
        for (index, (parts, words_max)) in sections.into_iter().enumerate() {
            for part in parts.iter().filter(|part| !part.is_empty()) {
                self.analyser.analyse(part, words_max, &mut self.analysis);
                for term in self.analysis.terms() {
                    let position = position + term.position;
                    if index < 2 {
                        title.push(term.text, position);
                    }
                    text.push(term.text, position);
                }
                // A gap, so that no phrase reaches from one part into the next.
                position += self.analysis.word_count() + 1;
            }
            if let Some(end) = ends.get_mut(index) {
                *end = position;
            }
        }
        let mut document = TantivyDocument::new();
        document.add_u64(fields.id, record.id);
        document.add_u64(fields.site, record.site);
        document.add_text(fields.kind, &record.kind);
        if let Some(category) = record.category {
            document.add_u64(fields.category, category);
        }
        if let Some(year) = record.year {
            document.add_u64(fields.year, year);
        }
        if !record.issuer.is_empty() {
            document.add_text(fields.issuer, &record.issuer);
        }
        document.add_i64(fields.published, record.published);
        document.add_i64(fields.until, record.until.unwrap_or(i64::MAX));
        document.add_u64(fields.facts, Facts::of(record).0);
        document.add_u64(fields.bounds, Bounds(ends).packed());
        document.add_text(fields.title, title.into_text());
        document.add_text(fields.text, text.into_text());
        document.add_text(fields.shown_title, &record.title);
        if !record.number.is_empty() {
            document.add_text(fields.shown_number, &record.number);
        }
        document
    }
}

/// The words of a question or a title, as the index holds them.
pub(crate) fn folded_words(text: &str, words_max: usize) -> Vec<String> {
    let mut analysis = Analysis::default();
    Analyser::new().analyse(text, words_max, &mut analysis);
    analysis
        .terms()
        .filter(|term| term.form == Form::Folded)
        .map(|term| term.text.to_owned())
        .collect()
}
