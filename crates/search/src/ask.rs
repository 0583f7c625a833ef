//! Asking: from a question to an answer, step by step.

use std::cell::RefCell;
use std::collections::{HashMap, HashSet};

use tantivy::schema::Value;
use tantivy::{DocAddress, Searcher, TantivyDocument, Term};

use crate::answer::{Answer, Hit, Order, Wholeness};
use crate::begun::{endings, folded_end};
use crate::columns::{Columns, KnownColumns};
use crate::evidence::{self, Evidence};
use crate::fields::Fields;
use crate::gather::{Gathering, RANKED_WHOLE_MAX, Spelling};
use crate::index::{Index, IndexFault};
use crate::near::{commonest_spelling, near_words};
use crate::question::{LastWord, Question, Reading, Way};
use crate::ranking::{self, COVERAGE_MIN, NEAR_KNOWN, NEAR_UNKNOWN, Scale};

/// Hits beyond these cannot be paged to: nobody reads so far, and every question stays bounded.
const REACH_MAX: usize = 400;

/// When fewer entries than a page hold every word, those that hold most of them are shown, too…
const NEAR_SHOWN_BELOW: usize = 10;

/// …and otherwise those that rank among the first that hold every word: a title with most of the words
/// is more often meant than a long text with all of them somewhere.
const NEAR_AMONG: usize = 3;

/// When fewer entries than these hold every word, a slip in the typing is thought of.
const LITTLE: usize = 3;

/// How often each term occurs, looked up once per question.
pub(crate) struct Frequencies<'a> {
    searcher: &'a Searcher,
    fields: &'a Fields,
    known: RefCell<HashMap<String, u64>>,
}

impl<'a> Frequencies<'a> {
    pub(crate) fn new(searcher: &'a Searcher, fields: &'a Fields) -> Self {
        Self { searcher, fields, known: RefCell::default() }
    }

    pub(crate) fn of(&self, term: &str) -> Result<u64, IndexFault> {
        if let Some(known) = self.known.borrow().get(term) {
            return Ok(*known);
        }
        let found = self.searcher.doc_freq(&Term::from_field_text(self.fields.text, term))?;
        self.known.borrow_mut().insert(term.to_owned(), found);
        Ok(found)
    }
}

impl Index {
    /// Answers a question. Whatever was typed, the time it takes is bounded.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search(&self, question: &Question) -> Result<Answer, IndexFault> {
        let generation = self.generation();
        let view = generation.view()?;
        let searcher = view.searcher();
        let reading = Reading::of(&question.text);
        if reading.units.is_empty() {
            return Ok(Answer::default());
        }
        let asking = Asking {
            question,
            searcher: &searcher,
            fields: &generation.fields,
            columns: &view.columns,
            frequencies: Frequencies::new(&searcher, &generation.fields),
        };
        let reading = match question.last {
            LastWord::Whole => reading,
            LastWord::Begun => asking.carried_on(reading)?,
        };
        asking.answer(reading)
    }
}

/// How a word stands to its neighbours in a document.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Beside {
    Nowhere,
    Somewhere,
    Neighbour,
}

/// A candidate in its place.
struct Ranked {
    score: f32,
    coverage: f32,
    evidence: Evidence,
}

struct Asking<'a> {
    question: &'a Question,
    searcher: &'a Searcher,
    fields: &'a Fields,
    columns: &'a KnownColumns,
    frequencies: Frequencies<'a>,
}

impl Asking<'_> {
    fn answer(&self, reading: Reading) -> Result<Answer, IndexFault> {
        let question = self.question;
        let gathering = Gathering {
            searcher: self.searcher,
            fields: self.fields,
            columns: self.columns,
            filter: &question.filter,
            now: question.now,
        };
        let whole = gathering.whole(&reading, question.order, REACH_MAX)?;
        let mut answer = Answer {
            count: whole.count,
            facets: whole.facets,
            marks: marks(&reading),
            ..Answer::default()
        };
        if question.order == Order::Date && whole.count >= LITTLE {
            answer.reach = whole.docs.len();
            let page = whole.docs.iter().skip(question.skip).take(question.take);
            let page: Vec<_> = page.map(|doc| (*doc, 0.0, Wholeness::Whole)).collect();
            answer.hits = self.hits(&page)?;
            return Ok(answer);
        }
        let is_in_all =
            |doc: &DocAddress| whole.count > RANKED_WHOLE_MAX || whole.docs.contains(doc);
        let mut candidates = whole.docs.clone();
        if whole.count > RANKED_WHOLE_MAX {
            let is_accented =
                reading.wanted().any(|unit| unit.ways.iter().any(|way| way.exact.is_some()));
            for field in [self.fields.title, self.fields.text] {
                candidates.extend(gathering.best_of_all(&reading, field, Spelling::Folded)?);
                if is_accented {
                    candidates.extend(gathering.best_of_all(&reading, field, Spelling::Exact)?);
                }
            }
        } else {
            candidates.extend(gathering.best_of_any(&reading)?);
        }
        let mut ranked = self.ranked(&reading, candidates.clone())?;
        // What stands together in the best hit was typed as it was meant.
        let is_meant = whole.count > 0
            && ranked.first().is_some_and(|best| {
                is_in_all(&best.evidence.doc) && ranking::stands_together(&reading, &best.evidence)
            });
        let wider = if whole.count < LITTLE && !is_meant { self.wider(&reading)? } else { None };
        if let Some(wider) = &wider {
            candidates.extend(gathering.best_of_any(wider)?);
            ranked = self.ranked(wider, candidates)?;
            let best = ranked.first().map(|best| best.evidence.doc);
            if let Some(better) = self.better(&reading, wider, best)? {
                // Only what finds more is better.
                let better_reading = Reading::of(&better);
                let found = gathering.whole(&better_reading, Order::Relevance, REACH_MAX)?;
                if found.count > whole.count {
                    answer.marks.extend(marks(&better_reading));
                    answer.better = Some(better);
                }
            }
        }
        let whole_ranked = ranked.iter().filter(|hit| is_in_all(&hit.evidence.doc));
        let bar = whole_ranked.map(|hit| hit.score).nth(NEAR_AMONG - 1);
        let bar = bar.filter(|_| whole.count >= NEAR_SHOWN_BELOW).unwrap_or(0.0);
        let shown: Vec<(DocAddress, f32, Wholeness)> = ranked
            .iter()
            .filter_map(|hit| {
                let doc = hit.evidence.doc;
                if is_in_all(&doc) {
                    return Some((doc, hit.score, Wholeness::Whole));
                }
                let is_shown = hit.score >= bar && hit.coverage >= COVERAGE_MIN;
                let is_complete = hit.evidence.places.iter().all(|places| !places.is_empty());
                let wholeness = if is_complete { Wholeness::Slipped } else { Wholeness::Near };
                is_shown.then_some((doc, hit.score, wholeness))
            })
            .take(REACH_MAX)
            .collect();
        answer.reach = shown.len();
        let page: Vec<_> = shown.into_iter().skip(question.skip).take(question.take).collect();
        answer.hits = self.hits(&page)?;
        Ok(answer)
    }

    /// The question with the words of titles that its last word may become as more ways of it.
    fn carried_on(&self, mut reading: Reading) -> Result<Reading, IndexFault> {
        let begun = folded_end(&self.question.text);
        if let (Some(last), false) = (reading.units.last_mut(), begun.is_empty()) {
            for term in endings(self.searcher, self.fields, &begun)? {
                if last.ways.iter().all(|way| way.term != term) {
                    last.ways.push(Way { term, exact: None, factor: NEAR_UNKNOWN });
                }
            }
        }
        Ok(reading)
    }

    fn ranked(
        &self,
        reading: &Reading,
        candidates: Vec<DocAddress>,
    ) -> Result<Vec<Ranked>, IndexFault> {
        let mut frequency = |term: &str| self.frequencies.of(term);
        let found = evidence::read(
            self.searcher,
            self.fields,
            self.columns,
            reading,
            candidates,
            &mut frequency,
        )?;
        let total = self.searcher.num_docs();
        let scale = Scale::new(reading, &found, total, self.question.now, &mut frequency)?;
        let mut ranked: Vec<Ranked> = found
            .into_iter()
            .map(|evidence| Ranked {
                score: scale.score(&evidence),
                coverage: scale.coverage(&evidence),
                evidence,
            })
            .collect();
        ranked.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then_with(|| b.evidence.published.cmp(&a.evidence.published))
                .then_with(|| a.evidence.doc.cmp(&b.evidence.doc))
        });
        Ok(ranked)
    }

    /// The question with near words as more ways; none if nothing is near.
    fn wider(&self, reading: &Reading) -> Result<Option<Reading>, IndexFault> {
        let mut wider = reading.clone();
        let mut is_wider = false;
        for unit in &mut wider.units {
            let Some(first) = unit.ways.first().cloned() else { continue };
            // Both forms of an abbreviation are known; a slip in its long form is one in a word of it.
            let mut known = false;
            for way in &unit.ways {
                known |= self.frequencies.of(&way.term)? > 0;
            }
            let factor = if known { NEAR_KNOWN } else { NEAR_UNKNOWN };
            for near in near_words(self.searcher, self.fields, &first.term)? {
                unit.ways.push(Way { term: near.term, exact: None, factor });
                is_wider = true;
            }
        }
        Ok(is_wider.then_some(wider))
    }

    /// A question that would find the best hit: words of which nobody has heard, or that stand apart
    /// from their neighbours there, replaced by near ones that stand beside them.
    fn better(
        &self,
        reading: &Reading,
        wider: &Reading,
        best: Option<DocAddress>,
    ) -> Result<Option<String>, IndexFault> {
        let Some(doc) = best else { return Ok(None) };
        let title = self.title(doc)?;
        let mut words = Vec::with_capacity(reading.units.len());
        let mut changed = false;
        for (index, (unit, wide)) in reading.units.iter().zip(&wider.units).enumerate() {
            let mut is_known = false;
            for way in &unit.ways {
                is_known |= self.frequencies.of(&way.term)? > 0;
            }
            let mut near = None;
            for way in wide.ways.iter().skip(unit.ways.len()) {
                let beside = self.beside(reading, index, way, doc)?;
                if beside == Beside::Neighbour || (beside == Beside::Somewhere && !is_known) {
                    near = Some(&way.term);
                }
                if beside == Beside::Neighbour {
                    break;
                }
            }
            let stands = self.beside_as_typed(reading, index, doc)?;
            match near.filter(|_| stands != Beside::Neighbour) {
                Some(near) => {
                    words.push(self.spelled(near, &title)?);
                    changed = true;
                }
                None => words.push(as_written(&title, &unit.typed)),
            }
        }
        Ok(changed.then(|| words.join(" ")))
    }

    fn beside_as_typed(
        &self,
        reading: &Reading,
        unit: usize,
        doc: DocAddress,
    ) -> Result<Beside, IndexFault> {
        let ways = reading.units.get(unit).map(|unit| unit.ways.clone()).unwrap_or_default();
        let mut most = Beside::Nowhere;
        for way in &ways {
            most = most.max(self.beside(reading, unit, way, doc)?);
        }
        Ok(most)
    }

    /// How one way of a unit stands in a document, its neighbours as they were typed.
    fn beside(
        &self,
        reading: &Reading,
        unit: usize,
        way: &Way,
        doc: DocAddress,
    ) -> Result<Beside, IndexFault> {
        let from = unit.saturating_sub(1);
        let mut part = Reading {
            units: reading.units.iter().skip(from).take(unit - from + 2).cloned().collect(),
            symbols: Vec::new(),
        };
        if let Some(unit) = part.units.get_mut(unit - from) {
            unit.ways = vec![Way { factor: 1.0, ..way.clone() }];
        }
        let mut frequency = |term: &str| self.frequencies.of(term);
        let found = evidence::read(
            self.searcher,
            self.fields,
            self.columns,
            &part,
            vec![doc],
            &mut frequency,
        )?;
        let Some(evidence) = found.first() else { return Ok(Beside::Nowhere) };
        let stands = evidence.places.get(unit - from).is_some_and(|places| !places.is_empty());
        Ok(if ranking::stands_beside(&part, evidence, unit - from) {
            Beside::Neighbour
        } else if stands {
            Beside::Somewhere
        } else {
            Beside::Nowhere
        })
    }

    fn spelled(&self, folded: &str, title: &str) -> Result<String, IndexFault> {
        match vitext::words(title).find(|word| vitext::fold(word) == folded) {
            Some(word) => Ok(word.to_lowercase()),
            None => commonest_spelling(self.searcher, self.fields, folded),
        }
    }

    fn title(&self, doc: DocAddress) -> Result<String, IndexFault> {
        let document: TantivyDocument = self.searcher.doc(doc)?;
        let title = document.get_first(self.fields.shown_title).and_then(|value| value.as_str());
        Ok(title.unwrap_or_default().to_owned())
    }

    fn hits(&self, page: &[(DocAddress, f32, Wholeness)]) -> Result<Vec<Hit>, IndexFault> {
        page.iter()
            .map(|(doc, score, wholeness)| {
                let segment = self.searcher.segment_reader(doc.segment_ord);
                let (id, site) = numbers(self.columns.of(segment)?.as_ref(), *doc);
                Ok(Hit { id, site, score: *score, wholeness: *wholeness })
            })
            .collect()
    }
}

/// A word typed without accents as a title writes it, so that what is proposed is read at one glance and
/// not half with accents, half without.
fn as_written(title: &str, typed: &str) -> String {
    let lower = typed.to_lowercase();
    let folded = vitext::fold(typed);
    let written = (folded == lower)
        .then(|| vitext::words(title).find(|word| vitext::fold(word) == folded))
        .flatten();
    written.map_or_else(|| typed.to_owned(), str::to_lowercase)
}

/// The number of an entry and of its site.
pub(crate) fn numbers(columns: &Columns, doc: DocAddress) -> (u64, u64) {
    let site = columns.site.first(doc.doc_id).unwrap_or_default();
    (columns.id.get_val(doc.doc_id), site)
}

/// What is to be marked in texts that are shown: the words as typed and meant, abbreviations in both
/// forms.
fn marks(reading: &Reading) -> Vec<String> {
    let mut marks = Vec::new();
    let mut seen = HashSet::new();
    for unit in &reading.units {
        let mut mark = |word: &str| {
            if seen.insert(word.to_lowercase()) {
                marks.push(word.to_owned());
            }
        };
        mark(&unit.typed);
        for way in &unit.ways {
            vitext::long_forms(&way.term).for_each(&mut mark);
            match way.exact.as_deref().and_then(|exact| exact.split_once(vitext::EXACT)) {
                Some((_, exact)) => mark(exact),
                None => mark(&way.term),
            }
        }
    }
    marks
}

#[cfg(test)]
mod tests {
    use super::as_written;

    #[test]
    fn a_word_without_accents_is_proposed_as_the_title_writes_it() {
        let title = "Tạm ngừng cấp điện khóm 4";
        assert_eq!(as_written(title, "dien"), "điện");
        assert_eq!(as_written(title, "điên"), "điên", "accents that were typed are left alone");
        assert_eq!(as_written(title, "nuoc"), "nuoc");
    }
}
