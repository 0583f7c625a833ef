//! Gathering: what holds every word is counted; a few hundred candidates are picked for ranking.

use std::cmp::{Ordering, Reverse};
use std::collections::BinaryHeap;

use tantivy::query::{
    BooleanQuery, BoostQuery, EnableScoring, Occur, PhraseQuery, Query, TermQuery, TermSetQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, DocId, Score, Searcher, SegmentReader, Term};

use crate::answer::Order;
use crate::columns::{Columns, KnownColumns};
use crate::facet::{COUNTED_MAX, Facets, SegmentTally, Tally};
use crate::few::Sought;
use crate::fields::{Facts, Fields};
use crate::index::IndexFault;
use crate::listed::Listed;
use crate::question::{Audience, Filter, Reading, Sites, Unit};

/// So many of those that hold every word are ranked without being picked first.
pub(crate) const RANKED_WHOLE_MAX: usize = 400;

/// So many are picked by each way of picking.
pub(crate) const PICKED: usize = 150;

/// A title word weighs so much more when candidates are picked.
const TITLE_BOOST: f32 = 3.0;

/// As much as the rare words of a name: what stands on the sites that a question names is picked, too.
const PLACE_BOOST: f32 = 10.0;

/// One look at the index.
pub(crate) struct Gathering<'a> {
    pub searcher: &'a Searcher,
    pub fields: &'a Fields,
    pub columns: &'a KnownColumns,
    pub filter: &'a Filter,
    pub now: i64,
    listed: Option<Listed>,
}

/// What holds every word.
#[derive(Default)]
pub(crate) struct Whole {
    pub count: usize,
    pub facets: Facets,
    /// All of it when there are few; else the newest, when the order is by date; else nothing.
    pub docs: Vec<DocAddress>,
}

/// Which of a unit's terms are asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Spelling {
    Folded,
    /// The exact form where there is one.
    Exact,
}

impl<'a> Gathering<'a> {
    /// A look at what a filter lets through.
    pub(crate) fn new(
        searcher: &'a Searcher,
        fields: &'a Fields,
        columns: &'a KnownColumns,
        filter: &'a Filter,
        now: i64,
    ) -> Result<Self, IndexFault> {
        let listed = Listed::of(searcher, fields, &filter.sites)?;
        Ok(Self { searcher, fields, columns, filter, now, listed })
    }

    /// What may be found of a segment.
    pub(crate) fn gate<'g>(&'g self, segment: &'g SegmentReader, columns: &'g Columns) -> Gate<'g> {
        Gate {
            segment,
            columns,
            listed: self.listed.as_ref(),
            audience: self.filter.audience,
            language: self.filter.language_code(),
            now: self.now,
        }
    }

    /// Counts what holds every wanted unit, in any of the ways to read the question.
    pub(crate) fn whole(
        &self,
        readings: &[Reading],
        order: Order,
        reach: usize,
    ) -> Result<Whole, IndexFault> {
        let mut clauses = self.filters();
        match readings {
            [only] => clauses.extend(self.all_wanted(only)),
            _ => {
                let ways = readings.iter().map(|reading| -> Box<dyn Query> {
                    Box::new(BooleanQuery::new(self.all_wanted(reading)))
                });
                clauses.push((Occur::Must, Box::new(BooleanQuery::union(ways.collect()))));
            }
        }
        let query = BooleanQuery::new(clauses);
        let weight = query.weight(EnableScoring::disabled_from_searcher(self.searcher))?;
        let mut whole = Whole::default();
        let mut tally = Tally::default();
        let mut newest: BinaryHeap<Reverse<(i64, DocAddress)>> = BinaryHeap::new();
        for (ordinal, segment) in (0..).zip(self.searcher.segment_readers()) {
            let columns = self.columns.of(segment)?;
            let gate = self.gate(segment, &columns);
            // Made at the first entry found: most segments hold nothing of a small site.
            let mut counted: Option<SegmentTally> = None;
            weight.for_each_no_score(segment, &mut |docs| {
                for doc in docs.iter().copied().filter(|doc| gate.lets_pass(*doc)) {
                    whole.count += 1;
                    if whole.count <= COUNTED_MAX {
                        counted.get_or_insert_with(|| SegmentTally::of(&columns)).count(doc);
                    }
                    let address = DocAddress::new(ordinal, doc);
                    if whole.docs.len() < RANKED_WHOLE_MAX {
                        whole.docs.push(address);
                    }
                    if order == Order::Date {
                        let found = Reverse((columns.published.get_val(doc), address));
                        if newest.len() < reach {
                            newest.push(found);
                        } else if newest.peek().is_some_and(|oldest| found < *oldest) {
                            newest.pop();
                            newest.push(found);
                        }
                    }
                }
            })?;
            if let Some(counted) = counted {
                counted.pour(&mut tally)?;
            }
        }
        if whole.count <= COUNTED_MAX {
            whole.facets = tally.finish();
        }
        if order == Order::Date {
            whole.docs =
                newest.into_sorted_vec().into_iter().map(|Reverse((_, doc))| doc).collect();
        } else if whole.count > RANKED_WHOLE_MAX {
            whole.docs.clear();
        }
        Ok(whole)
    }

    /// The best of those that hold every wanted unit in a field, by plain BM25 over it.
    pub(crate) fn best_of_all(
        &self,
        reading: &Reading,
        field: Field,
        spelling: Spelling,
    ) -> Result<Vec<DocAddress>, IndexFault> {
        let mut clauses = self.filters();
        for unit in reading.wanted() {
            let ways: Vec<Box<dyn Query>> = unit
                .ways
                .iter()
                .map(|way| {
                    let term = match spelling {
                        Spelling::Exact => way.exact.as_ref().unwrap_or(&way.term),
                        Spelling::Folded => &way.term,
                    };
                    scored(field, term, 1.0)
                })
                .collect();
            clauses.push((Occur::Must, one_of(ways)));
        }
        if let Some(there) = self.on_the_sites(reading) {
            let name = reading.place().iter().flat_map(|unit| &unit.ways);
            let name = name.map(|way| (Occur::Must, scored(field, &way.term, 1.0))).collect();
            clauses.push((Occur::Must, one_of(vec![Box::new(BooleanQuery::new(name)), there])));
        }
        self.best(BooleanQuery::new(clauses))
    }

    /// The best of those that hold any unit, wanted or helpful, or a symbol.
    pub(crate) fn best_of_any(&self, reading: &Reading) -> Result<Vec<DocAddress>, IndexFault> {
        let mut any: Vec<Sought<'_>> = Vec::new();
        for unit in reading.wanted().chain(reading.place()) {
            for way in &unit.ways {
                let (term, factor) = (&way.term, way.factor);
                any.push(Sought { field: self.fields.text, term, factor });
                any.push(Sought { field: self.fields.title, term, factor: TITLE_BOOST * factor });
                if let Some(term) = &way.exact {
                    any.push(Sought { field: self.fields.text, term, factor });
                }
            }
        }
        for term in &reading.symbols {
            any.push(Sought { field: self.fields.title, term, factor: TITLE_BOOST });
        }
        if any.is_empty() {
            return Ok(Vec::new());
        }
        let filters = self.filters();
        if self.is_narrow()? {
            return self.best_of_few(filters, &any);
        }
        let there = self.on_the_sites(reading);
        let any = any
            .into_iter()
            .map(|sought| scored(sought.field, sought.term, sought.factor))
            .chain(there)
            .map(|query| (Occur::Should, query))
            .collect();
        if filters.is_empty() {
            // A plain union lets the engine skip whole blocks.
            return self.best(BooleanQuery::new(any));
        }
        let mut clauses = filters;
        clauses.push((Occur::Must, Box::new(BooleanQuery::new(any))));
        self.best(BooleanQuery::new(clauses))
    }

    fn best(&self, query: BooleanQuery) -> Result<Vec<DocAddress>, IndexFault> {
        let weight = query.weight(EnableScoring::enabled_from_searcher(self.searcher))?;
        let mut heap: BinaryHeap<Picked> = BinaryHeap::with_capacity(PICKED + 1);
        for (ordinal, segment) in (0..).zip(self.searcher.segment_readers()) {
            let columns = self.columns.of(segment)?;
            let gate = self.gate(segment, &columns);
            weight.for_each_pruning(threshold(&heap), segment, &mut |doc, score| {
                if gate.lets_pass(doc) {
                    pick(&mut heap, Picked { score, doc: DocAddress::new(ordinal, doc) });
                }
                threshold(&heap)
            })?;
        }
        Ok(heap.into_iter().map(|picked| picked.doc).collect())
    }

    /// What the filter asks for, as far as it is kept in lists.
    pub(crate) fn filters(&self) -> Vec<(Occur, Box<dyn Query>)> {
        let number = |field, value| -> Box<dyn Query> {
            let term = Term::from_field_u64(field, value);
            Box::new(TermQuery::new(term, IndexRecordOption::Basic))
        };
        let word = |field, value: &str| -> Box<dyn Query> {
            Box::new(TermQuery::new(Term::from_field_text(field, value), IndexRecordOption::Basic))
        };
        let several = |field, values: &[u64]| -> Box<dyn Query> {
            Box::new(TermSetQuery::new(
                values.iter().map(|value| Term::from_field_u64(field, *value)),
            ))
        };
        let (fields, filter) = (self.fields, self.filter);
        let mut clauses = Vec::new();
        match &filter.sites {
            Sites::All => {}
            Sites::One(site) => clauses.push(number(fields.site, *site)),
            // The gate looks at the site.
            Sites::Some(_) if self.listed.is_some() => {}
            Sites::Some(sites) => clauses.push(several(fields.site, sites)),
        }
        if let Some(kind) = &filter.kind {
            clauses.push(word(fields.kind, kind));
        }
        match filter.categories.as_slice() {
            [] => {}
            [one] => clauses.push(number(fields.category, *one)),
            many => clauses.push(several(fields.category, many)),
        }
        if let Some(year) = filter.year {
            clauses.push(number(fields.year, year));
        }
        if let Some(issuer) = &filter.issuer {
            clauses.push(word(fields.issuer, issuer));
        }
        clauses.into_iter().map(|query| (Occur::Must, query)).collect()
    }

    /// What one reading asks for: each wanted unit, and to be where it says.
    fn all_wanted(&self, reading: &Reading) -> Vec<(Occur, Box<dyn Query>)> {
        let mut clauses: Vec<_> =
            reading.wanted().map(|unit| (Occur::Must, self.any_way(unit))).collect();
        if let Some(there) = self.on_the_sites(reading) {
            let mut ways = self.named(reading.place());
            ways.push(there);
            clauses.push((Occur::Must, one_of(ways)));
        }
        clauses
    }

    /// What stands on the sites that a reading names, whatever it says.
    fn on_the_sites(&self, reading: &Reading) -> Option<Box<dyn Query>> {
        let at = reading.at.as_ref()?;
        let sites = at.sites.iter().map(|site| Term::from_field_u64(self.fields.site, *site));
        Some(Box::new(BoostQuery::new(Box::new(TermSetQuery::new(sites)), PLACE_BOOST)))
    }

    /// A name as it stands in a text. An abbreviation in it stands at the first of its words, so what
    /// follows is one word on, or as many as its long form has.
    fn named(&self, name: &[Unit]) -> Vec<Box<dyn Query>> {
        if let [only] = name {
            return vec![self.any_way(only)];
        }
        let phrase = |step: fn(&Unit) -> u32| {
            let mut next = 0;
            let mut terms = Vec::with_capacity(name.len());
            for unit in name {
                let Some(way) = unit.ways.first() else { continue };
                terms.push((next, Term::from_field_text(self.fields.text, &way.term)));
                next += usize::try_from(step(unit)).unwrap_or(1);
            }
            terms
        };
        let mut phrases = vec![phrase(|_| 1)];
        if name.iter().any(|unit| unit.span > 1) {
            phrases.push(phrase(|unit| unit.span));
        }
        let query = |terms| -> Box<dyn Query> { Box::new(PhraseQuery::new_with_offset(terms)) };
        phrases.into_iter().map(query).collect()
    }

    fn any_way(&self, unit: &Unit) -> Box<dyn Query> {
        let term = |way: &crate::question::Way| -> Box<dyn Query> {
            let term = Term::from_field_text(self.fields.text, &way.term);
            Box::new(TermQuery::new(term, IndexRecordOption::Basic))
        };
        one_of(unit.ways.iter().map(term).collect())
    }
}

fn one_of(mut queries: Vec<Box<dyn Query>>) -> Box<dyn Query> {
    match (queries.len(), queries.pop()) {
        (1, Some(only)) => only,
        (_, last) => {
            queries.extend(last);
            Box::new(BooleanQuery::union(queries))
        }
    }
}

pub(crate) fn scored(field: Field, term: &str, boost: f32) -> Box<dyn Query> {
    let term = Term::from_field_text(field, term);
    let query = Box::new(TermQuery::new(term, IndexRecordOption::WithFreqs));
    if boost == 1.0 { query } else { Box::new(BoostQuery::new(query, boost)) }
}

/// Keeps the best.
pub(crate) fn pick(heap: &mut BinaryHeap<Picked>, picked: Picked) {
    heap.push(picked);
    if heap.len() > PICKED {
        heap.pop();
    }
}

fn threshold(heap: &BinaryHeap<Picked>) -> Score {
    if heap.len() < PICKED {
        Score::MIN
    } else {
        heap.peek().map_or(Score::MIN, |worst| worst.score)
    }
}

/// A candidate; the worst comes out of the heap first.
#[derive(PartialEq)]
pub(crate) struct Picked {
    pub score: Score,
    pub doc: DocAddress,
}

impl Eq for Picked {}

impl Ord for Picked {
    fn cmp(&self, other: &Self) -> Ordering {
        other.score.total_cmp(&self.score).then_with(|| self.doc.cmp(&other.doc))
    }
}

impl PartialOrd for Picked {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// Lets pass what may be found now by whoever asks.
pub(crate) struct Gate<'a> {
    segment: &'a SegmentReader,
    columns: &'a Columns,
    listed: Option<&'a Listed>,
    audience: Audience,
    language: Option<u64>,
    now: i64,
}

impl Gate<'_> {
    pub(crate) fn lets_pass(&self, doc: DocId) -> bool {
        let facts = Facts(self.columns.facts.get_val(doc));
        self.audience.finds(facts.visibility())
            && self.language.is_none_or(|language| facts.language() == language)
            && self.listed.is_none_or(|listed| {
                self.columns.site.first(doc).is_some_and(|site| listed.holds(site))
            })
            && self.columns.until.get_val(doc) > self.now
            && !self.segment.is_deleted(doc)
    }
}
