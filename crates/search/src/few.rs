//! Picking among few: when the filter leaves little, its entries are looked at one by one.
//!
//! A union of lists decodes every list in whole stretches, whatever the filter asks for; within one
//! site of thousands nearly all of that would be for nothing.

use std::collections::BinaryHeap;

use tantivy::postings::Postings;
use tantivy::query::{Bm25Weight, BooleanQuery, EnableScoring, Occur, Query};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, Score, SegmentReader, Term};

use crate::evidence::stands_at;
use crate::gather::{Gathering, Picked, pick};
use crate::index::IndexFault;
use crate::question::Sites;

/// A site with more entries is not small.
const FEW_MAX: u64 = 5_000;

/// A term that picks candidates, and how much it counts.
pub(crate) struct Sought<'a> {
    pub field: Field,
    pub term: &'a str,
    pub factor: Score,
}

impl Gathering<'_> {
    /// Whether the filter leaves so little that looking at each entry is the shorter way.
    pub(crate) fn is_narrow(&self) -> Result<bool, IndexFault> {
        let Sites::One(site) = self.filter.sites else { return Ok(false) };
        Ok(self.searcher.doc_freq(&Term::from_field_u64(self.fields.site, site))? <= FEW_MAX)
    }

    /// The best by the same BM25 as a union of the terms would give.
    pub(crate) fn best_of_few(
        &self,
        filters: Vec<(Occur, Box<dyn Query>)>,
        any: &[Sought<'_>],
    ) -> Result<Vec<DocAddress>, IndexFault> {
        let filter = BooleanQuery::new(filters);
        let filter = filter.weight(EnableScoring::disabled_from_searcher(self.searcher))?;
        let weighted: Vec<(Field, Term, Bm25Weight)> = any
            .iter()
            .map(|sought| {
                let term = Term::from_field_text(sought.field, sought.term);
                let weight = Bm25Weight::for_terms(self.searcher, std::slice::from_ref(&term))?;
                Ok((sought.field, term, weight.boost_by(sought.factor)))
            })
            .collect::<Result<_, IndexFault>>()?;
        let mut heap = BinaryHeap::new();
        for (ordinal, segment) in (0..).zip(self.searcher.segment_readers()) {
            let columns = self.columns.of(segment)?;
            let gate = self.gate(segment, &columns);
            let mut docs: Vec<(DocId, Score)> = Vec::new();
            filter.for_each_no_score(segment, &mut |found| {
                docs.extend(
                    found.iter().filter(|doc| gate.lets_pass(**doc)).map(|doc| (*doc, 0.0)),
                );
            })?;
            if docs.is_empty() {
                continue;
            }
            for (field, term, weight) in &weighted {
                add_scores(segment, *field, term, weight, &mut docs)?;
            }
            for (doc, score) in docs.into_iter().filter(|(_, score)| *score > 0.0) {
                pick(&mut heap, Picked { score, doc: DocAddress::new(ordinal, doc) });
            }
        }
        Ok(heap.into_iter().map(|picked| picked.doc).collect())
    }
}

fn add_scores(
    segment: &SegmentReader,
    field: Field,
    term: &Term,
    weight: &Bm25Weight,
    docs: &mut [(DocId, Score)],
) -> Result<(), IndexFault> {
    let inverted = segment.inverted_index(field)?;
    let Some(mut postings) = inverted.read_postings(term, IndexRecordOption::WithFreqs)? else {
        return Ok(());
    };
    let norms = segment.get_fieldnorms_reader(field)?;
    for (doc, score) in docs {
        if stands_at(&mut postings, *doc) {
            *score += weight.score(norms.fieldnorm_id(*doc), postings.term_freq());
        }
    }
    Ok(())
}
