//! Suggestions while somebody types: titles and numbers that go on as the typing does.

use std::cmp::Reverse;
use std::collections::BinaryHeap;

use tantivy::query::{BooleanQuery, EnableScoring, Occur, Query, TermQuery};
use tantivy::schema::{IndexRecordOption, Value};
use tantivy::{DocAddress, Searcher, TERMINATED, TantivyDocument, Term};

use crate::ask::numbers;
use crate::begun::{endings, folded_end};
use crate::fields::Fields;
use crate::gather::Gathering;
use crate::index::{Index, IndexFault, View};
use crate::question::{Filter, Reading};
use crate::terms::folded_words;

/// Entries looked at: a single letter fits half of them.
const SEEN_MAX: usize = 4_000;

/// Titles that are read and compared.
const READ: usize = 32;

/// Words of a title that are compared.
const TITLE_WORDS: usize = 40;

/// An entry whose title or number goes on as the typing does.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Suggestion {
    /// Its number.
    pub id: u64,
    /// The site it is on.
    pub site: u64,
    /// Its kind.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Its number and symbol, when it has one.
    pub number: String,
}

impl Index {
    /// What somebody may be about to ask for.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn suggest(
        &self,
        typed: &str,
        filter: &Filter,
        take: usize,
        now: i64,
    ) -> Result<Vec<Suggestion>, IndexFault> {
        let generation = self.generation();
        let view = generation.view()?;
        let searcher = view.searcher();
        let fields = &generation.fields;
        let reading = Reading::of(typed);
        let Some(last) = reading.units.last().and_then(|unit| unit.ways.last()) else {
            return Ok(Vec::new());
        };
        let gathering = Gathering::new(&searcher, fields, &view.columns, filter, now)?;
        let mut clauses = gathering.filters();
        let term = |term: &str| -> Box<dyn Query> {
            let term = Term::from_field_text(fields.title, term);
            Box::new(TermQuery::new(term, IndexRecordOption::Basic))
        };
        for unit in reading.units.iter().rev().skip(1) {
            let ways = unit.ways.iter().map(|way| term(&way.term)).collect();
            clauses.push((Occur::Must, Box::new(BooleanQuery::union(ways))));
        }
        // The unfinished word as the index would hold it, and letter by letter: *si* may become *sinh*,
        // though alone it is *sỹ*.
        let begun = folded_end(typed);
        let mut endings = endings(&searcher, fields, &begun)?;
        if last.term != begun {
            endings.push(last.term.clone());
        }
        if endings.is_empty() {
            return Ok(Vec::new());
        }
        let endings = endings.iter().map(|ending| term(ending)).collect();
        clauses.push((Occur::Must, Box::new(BooleanQuery::union(endings))));
        let newest = newest(&gathering, &BooleanQuery::new(clauses))?;
        let mut typed = folded_words(typed, TITLE_WORDS);
        if let Some(last) = typed.last_mut() {
            *last = begun;
        }
        let mut found = newest
            .into_iter()
            .map(|doc| {
                let suggestion = read(&searcher, fields, &view, doc)?;
                let fit = fit(&typed, &suggestion);
                Ok((fit, suggestion))
            })
            .collect::<Result<Vec<_>, IndexFault>>()?;
        // Those that fit alike stay with the newest first.
        found.sort_by_key(|(fit, _)| Reverse(*fit));
        let mut seen = std::collections::HashSet::new();
        Ok(found
            .into_iter()
            .map(|(_, suggestion)| suggestion)
            .filter(|suggestion| seen.insert((suggestion.title.clone(), suggestion.number.clone())))
            .take(take)
            .collect())
    }
}

/// The newest of the first entries found.
fn newest(gathering: &Gathering, query: &BooleanQuery) -> Result<Vec<DocAddress>, IndexFault> {
    let searcher = gathering.searcher;
    let weight = query.weight(EnableScoring::disabled_from_searcher(searcher))?;
    let mut heap: BinaryHeap<Reverse<(i64, DocAddress)>> = BinaryHeap::with_capacity(READ + 1);
    let mut seen = 0;
    for (ordinal, segment) in (0..).zip(searcher.segment_readers()) {
        let columns = gathering.columns.of(segment)?;
        let gate = gathering.gate(segment, &columns);
        let mut scorer = weight.scorer(segment, 1.0)?;
        let mut doc = scorer.doc();
        while doc != TERMINATED && seen < SEEN_MAX {
            seen += 1;
            if gate.lets_pass(doc) {
                heap.push(Reverse((columns.published.get_val(doc), DocAddress::new(ordinal, doc))));
                if heap.len() > READ {
                    heap.pop();
                }
            }
            doc = scorer.advance();
        }
    }
    Ok(heap.into_sorted_vec().into_iter().map(|Reverse((_, doc))| doc).collect())
}

fn read(
    searcher: &Searcher,
    fields: &Fields,
    view: &View,
    doc: DocAddress,
) -> Result<Suggestion, IndexFault> {
    let document: TantivyDocument = searcher.doc(doc)?;
    let text = |field| -> String {
        let value = document.get_first(field).and_then(|value| value.as_str());
        value.unwrap_or_default().to_owned()
    };
    let columns = view.columns.of(searcher.segment_reader(doc.segment_ord))?;
    let (id, site) = numbers(&columns, doc);
    let mut kind = String::new();
    if let Some(column) = &columns.kind
        && let Some(ordinal) = column.term_ords(doc.doc_id).next()
    {
        column.ord_to_str(ordinal, &mut kind)?;
    }
    Ok(Suggestion {
        id,
        site,
        kind,
        title: text(fields.shown_title),
        number: text(fields.shown_number),
    })
}

/// How well a title goes on as the typing does: from its beginning, in its order, somewhere.
fn fit(typed: &[String], suggestion: &Suggestion) -> u8 {
    let count = typed.len();
    let goes_on = |words: &[String]| {
        words.len() >= typed.len()
            && typed.iter().zip(words).enumerate().all(|(at, (typed, word))| {
                // Only the last word is unfinished.
                if at + 1 == count { word.starts_with(typed.as_str()) } else { word == typed }
            })
    };
    let number = folded_words(&suggestion.number, TITLE_WORDS);
    let title = folded_words(&suggestion.title, TITLE_WORDS);
    if !number.is_empty() && goes_on(&number) {
        return 4;
    }
    if goes_on(&title) {
        return 3;
    }
    let is_within = (0..title.len()).any(|from| title.get(from..).is_some_and(goes_on));
    if is_within { 2 } else { 1 }
}
