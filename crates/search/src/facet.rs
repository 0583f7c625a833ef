//! Facets: of how many kinds, categories, years, issuers and sites the entries found are.

use std::collections::HashMap;

use tantivy::DocId;
use tantivy::columnar::{Column, StrColumn};

use crate::columns::Columns;
use crate::index::IndexFault;

/// Counting stops here: on a question that finds more, only their number is told.
pub(crate) const COUNTED_MAX: usize = 60_000;

/// How many entries there are of each; the most frequent first. Empty when too many were found to count.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Facets {
    /// By kind.
    pub kinds: Vec<(String, usize)>,
    /// By category.
    pub categories: Vec<(u64, usize)>,
    /// By year.
    pub years: Vec<(u64, usize)>,
    /// By issuer.
    pub issuers: Vec<(String, usize)>,
    /// By site.
    pub sites: Vec<(u64, usize)>,
}

/// Counts over segments.
#[derive(Default)]
pub(crate) struct Tally {
    kinds: HashMap<String, usize>,
    issuers: HashMap<String, usize>,
    categories: HashMap<u64, usize>,
    years: HashMap<u64, usize>,
    sites: HashMap<u64, usize>,
}

/// Counts in one segment, where words are small numbers.
pub(crate) struct SegmentTally {
    kinds: Words,
    issuers: Words,
    categories: Numbers,
    years: Numbers,
    sites: Numbers,
}

struct Words {
    column: Option<StrColumn>,
    counts: Vec<usize>,
}

struct Numbers {
    column: Column<u64>,
    counts: HashMap<u64, usize>,
    /// Neighbours are mostly alike: the last one is counted without looking it up.
    last: (u64, usize),
}

impl SegmentTally {
    pub(crate) fn of(columns: &Columns) -> Self {
        let words = |column: &Option<StrColumn>| {
            let size = column.as_ref().map_or(0, |column| column.num_terms());
            Words { column: column.clone(), counts: vec![0; size] }
        };
        let numbers = |column: &Column<u64>| Numbers {
            column: column.clone(),
            counts: HashMap::new(),
            last: (0, 0),
        };
        Self {
            kinds: words(&columns.kind),
            issuers: words(&columns.issuer),
            categories: numbers(&columns.category),
            years: numbers(&columns.year),
            sites: numbers(&columns.site),
        }
    }

    pub(crate) fn count(&mut self, doc: DocId) {
        self.kinds.count(doc);
        self.issuers.count(doc);
        self.categories.count(doc);
        self.years.count(doc);
        self.sites.count(doc);
    }

    pub(crate) fn pour(self, tally: &mut Tally) -> Result<(), IndexFault> {
        self.kinds.pour(&mut tally.kinds)?;
        self.issuers.pour(&mut tally.issuers)?;
        self.categories.pour(&mut tally.categories);
        self.years.pour(&mut tally.years);
        self.sites.pour(&mut tally.sites);
        Ok(())
    }
}

impl Words {
    fn count(&mut self, doc: DocId) {
        let Some(column) = &self.column else { return };
        for ordinal in column.term_ords(doc) {
            let count = usize::try_from(ordinal).ok().and_then(|o| self.counts.get_mut(o));
            if let Some(count) = count {
                *count += 1;
            }
        }
    }

    fn pour(self, into: &mut HashMap<String, usize>) -> Result<(), IndexFault> {
        let Some(column) = &self.column else { return Ok(()) };
        for (ordinal, count) in (0..).zip(self.counts).filter(|(_, count)| *count > 0) {
            let mut word = String::new();
            if column.ord_to_str(ordinal, &mut word)? {
                *into.entry(word).or_default() += count;
            }
        }
        Ok(())
    }
}

impl Numbers {
    fn count(&mut self, doc: DocId) {
        let Some(value) = self.column.first(doc) else { return };
        if value == self.last.0 {
            self.last.1 += 1;
        } else {
            self.settle();
            self.last = (value, 1);
        }
    }

    fn settle(&mut self) {
        if self.last.1 > 0 {
            *self.counts.entry(self.last.0).or_default() += self.last.1;
        }
    }

    fn pour(mut self, into: &mut HashMap<u64, usize>) {
        self.settle();
        for (value, count) in self.counts {
            *into.entry(value).or_default() += count;
        }
    }
}

impl Tally {
    pub(crate) fn finish(self) -> Facets {
        Facets {
            kinds: sorted(self.kinds),
            categories: sorted(self.categories),
            years: sorted(self.years),
            issuers: sorted(self.issuers),
            sites: sorted(self.sites),
        }
    }
}

fn sorted<K: Ord>(counts: HashMap<K, usize>) -> Vec<(K, usize)> {
    let mut counts: Vec<(K, usize)> = counts.into_iter().collect();
    counts.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    counts
}
