//! Evidence: where the units of a question stand in a candidate, read from the positions of the index.

use std::collections::HashMap;

use tantivy::postings::{Postings, SegmentPostings};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocAddress, DocId, DocSet, Searcher, SegmentReader, Term};

use crate::columns::{Columns, KnownColumns};
use crate::fields::{Bounds, Facts, Fields};
use crate::index::IndexFault;
use crate::question::Reading;
use crate::ranking;

/// Places of a unit beyond these tell nothing more.
const PLACES_MAX: usize = 400;

/// One place where a unit stands.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(crate) struct Place {
    pub position: u32,
    /// How well it stands there: the right accents, the word itself.
    pub factor: f32,
}

/// One candidate, with all that ranking looks at.
#[derive(Clone, Debug)]
pub(crate) struct Evidence {
    pub doc: DocAddress,
    pub bounds: Bounds,
    pub facts: Facts,
    pub published: i64,
    /// Whether it stands on a site that the question names.
    pub is_there: bool,
    /// For each unit of the question, its places in ascending order.
    pub places: Vec<Vec<Place>>,
    /// For each symbol, its places.
    pub symbols: Vec<Vec<Place>>,
}

/// A term to look up, and whose it is.
struct Wanted {
    postings: SegmentPostings,
    slot: usize,
    factor: f32,
}

/// Reads the evidence of candidates. They come back in the order of the index.
pub(crate) fn read(
    searcher: &Searcher,
    fields: &Fields,
    known: &KnownColumns,
    reading: &Reading,
    mut docs: Vec<DocAddress>,
    frequency: &mut dyn FnMut(&str) -> Result<u64, IndexFault>,
) -> Result<Vec<Evidence>, IndexFault> {
    docs.sort_unstable();
    docs.dedup();
    let mut found = Vec::with_capacity(docs.len());
    for group in docs.chunk_by(|a, b| a.segment_ord == b.segment_ord) {
        let Some(first) = group.first() else { continue };
        let segment = searcher.segment_reader(first.segment_ord);
        let columns = known.of(segment)?;
        read_segment(segment, &columns, fields, reading, group, frequency, &mut found)?;
    }
    Ok(found)
}

fn read_segment(
    segment: &SegmentReader,
    columns: &Columns,
    fields: &Fields,
    reading: &Reading,
    docs: &[DocAddress],
    frequency: &mut dyn FnMut(&str) -> Result<u64, IndexFault>,
    found: &mut Vec<Evidence>,
) -> Result<(), IndexFault> {
    let inverted = segment.inverted_index(fields.text)?;
    let unit_count = reading.units.len();
    let mut wanted = Vec::new();
    let mut want = |term: &str, slot: usize, factor: f32| -> Result<(), IndexFault> {
        let term = Term::from_field_text(fields.text, term);
        let option = IndexRecordOption::WithFreqsAndPositions;
        if let Some(postings) = inverted.read_postings(&term, option)? {
            wanted.push(Wanted { postings, slot, factor });
        }
        Ok(())
    };
    for (slot, unit) in reading.units.iter().enumerate() {
        for way in &unit.ways {
            match &way.exact {
                Some(exact) if frequency(exact)? > 0 => {
                    want(&way.term, slot, way.factor * ranking::OTHER_ACCENTS)?;
                    want(exact, slot, way.factor)?;
                }
                Some(_) => want(&way.term, slot, way.factor * ranking::UNWRITTEN_ACCENTS)?,
                None => want(&way.term, slot, way.factor)?,
            }
        }
    }
    for (index, symbol) in reading.symbols.iter().enumerate() {
        want(symbol, unit_count + index, 1.0)?;
    }
    let mut positions = Vec::new();
    for address in docs {
        let doc = address.doc_id;
        let mut places: Vec<HashMap<u32, f32>> =
            vec![HashMap::new(); unit_count + reading.symbols.len()];
        for term in &mut wanted {
            if !stands_at(&mut term.postings, doc) {
                continue;
            }
            positions.clear();
            term.postings.append_positions_with_offset(0, &mut positions);
            let Some(slot) = places.get_mut(term.slot) else { continue };
            for position in positions.iter().take(PLACES_MAX) {
                let factor = slot.entry(*position).or_default();
                *factor = factor.max(term.factor);
            }
        }
        let mut places = places.into_iter().map(|slot| {
            let mut places: Vec<Place> =
                slot.into_iter().map(|(position, factor)| Place { position, factor }).collect();
            places.sort_unstable_by_key(|place| place.position);
            places
        });
        let site = columns.site.first(doc).unwrap_or_default();
        found.push(Evidence {
            doc: *address,
            is_there: reading.at.as_ref().is_some_and(|at| at.sites.contains(&site)),
            bounds: Bounds::unpacked(columns.bounds.get_val(doc)),
            facts: Facts(columns.facts.get_val(doc)),
            published: columns.published.get_val(doc),
            places: places.by_ref().take(unit_count).collect(),
            symbols: places.collect(),
        });
    }
    Ok(())
}

/// Whether a list holds an entry; entries must be asked for in ascending order.
pub(crate) fn stands_at(postings: &mut SegmentPostings, doc: DocId) -> bool {
    if postings.doc() < doc {
        postings.seek(doc);
    }
    postings.doc() == doc
}
