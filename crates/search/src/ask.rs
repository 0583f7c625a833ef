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
use crate::gather::{Gathering, RANKED_WHOLE_MAX, Spelling, Whole};
use crate::index::{Index, IndexFault};
use crate::question::{Filter, LastWord, Question, Reading, Way};
use crate::ranking::parts::{Given, NEAR_AFTER_BELOW, Parts};
use crate::ranking::{NEAR_UNKNOWN, Scale};
use crate::surroundings::Surroundings;

/// Hits beyond these cannot be paged to: nobody reads so far, and every question stays bounded.
pub(crate) const REACH_MAX: usize = 400;

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
        self.search_within(question, &Surroundings::default())
    }

    /// Whether a word stands in any text.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn knows(&self, word: &str) -> Result<bool, IndexFault> {
        let generation = self.generation();
        let searcher = generation.view()?.searcher();
        let frequencies = Frequencies::new(&searcher, &generation.fields);
        let reading = Reading::of(word);
        for way in reading.units.iter().flat_map(|unit| &unit.ways) {
            if frequencies.of(&way.term)? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Answers a question of which whoever asks knows more than its words.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn search_within(
        &self,
        question: &Question,
        surroundings: &Surroundings,
    ) -> Result<Answer, IndexFault> {
        let generation = self.generation();
        let view = generation.view()?;
        let searcher = view.searcher();
        let mut readings = Reading::all_of(&question.text, surroundings.home.as_ref());
        if readings.iter().all(|reading| reading.units.is_empty()) {
            return Ok(Answer::default());
        }
        let asking = Asking {
            question,
            surroundings,
            searcher: &searcher,
            fields: &generation.fields,
            columns: &view.columns,
            frequencies: Frequencies::new(&searcher, &generation.fields),
        };
        if question.last == LastWord::Begun {
            readings = readings
                .into_iter()
                .map(|reading| asking.carried_on(reading))
                .collect::<Result<_, _>>()?;
        }
        asking.answer(&readings)
    }
}

/// A candidate in its place.
pub(crate) struct Ranked {
    pub score: f32,
    /// Whether it comes near, should it lack a word.
    pub is_near: bool,
    /// Which of the readings it answers best.
    pub reading: usize,
    pub evidence: Evidence,
}

/// What is seen of some sites.
pub(crate) struct Seen {
    pub whole: Whole,
    /// The best first.
    pub ranked: Vec<Ranked>,
    candidates: Vec<DocAddress>,
}

impl Seen {
    /// Whether a candidate holds every word.
    pub(crate) fn is_whole(&self, doc: &DocAddress) -> bool {
        // Of many, only such are candidates.
        self.whole.count > RANKED_WHOLE_MAX || self.whole.docs.contains(doc)
    }

    /// The best of what holds every word, with the reading that it answers.
    pub(crate) fn best_whole<'r>(
        &self,
        readings: &'r [Reading],
    ) -> Option<(&'r Reading, &Evidence)> {
        let best = self.ranked.iter().find(|hit| self.is_whole(&hit.evidence.doc))?;
        Some((readings.get(best.reading)?, &best.evidence))
    }
}

pub(crate) struct Asking<'a> {
    pub question: &'a Question,
    pub surroundings: &'a Surroundings,
    pub searcher: &'a Searcher,
    pub fields: &'a Fields,
    pub columns: &'a KnownColumns,
    pub frequencies: Frequencies<'a>,
}

impl Asking<'_> {
    fn answer(&self, readings: &[Reading]) -> Result<Answer, IndexFault> {
        let question = self.question;
        let gathering = self.gathering(&question.filter)?;
        let whole = gathering.whole(readings, question.order, REACH_MAX)?;
        let mut answer = Answer {
            count: whole.count,
            facets: whole.facets.clone(),
            marks: marks(readings),
            ..Answer::default()
        };
        if question.order == Order::Date && whole.count >= NEAR_AFTER_BELOW {
            answer.reach = whole.docs.len();
            let page = whole.docs.iter().skip(question.skip).take(question.take);
            let page: Vec<_> = page.map(|doc| (*doc, 0.0, Wholeness::Whole)).collect();
            answer.hits = self.hits(&page)?;
            return Ok(answer);
        }
        let mut seen = self.seen(&question.filter, readings, whole)?;
        let correction = self.correction(readings, &seen)?;
        let Some(correction) = correction else {
            let hits = Parts::of(&seen, readings, true, question.order);
            return self.given(answer, hits);
        };
        let near = self.gathering(&question.filter)?;
        let mut candidates = std::mem::take(&mut seen.candidates);
        for reading in &correction.readings {
            candidates.extend(near.best_of_any(reading)?);
        }
        seen.ranked = self.ranked(&correction.readings, candidates)?;
        if correction.better.is_some() {
            answer.marks.extend(marks(&correction.readings));
        }
        answer.better = correction.better;
        // What was typed as a word is not thought to be less than what resembles it.
        let may_lead = correction.is_doubtful;
        let hits = Parts::of(&seen, &correction.readings, may_lead, question.order);
        self.given(answer, hits)
    }

    /// The hits of a page.
    fn given(&self, mut answer: Answer, hits: Parts) -> Result<Answer, IndexFault> {
        answer.near = hits.before.len() + hits.aside.len() + hits.after.len();
        answer.reach = hits.before.len() + hits.whole.len() + hits.after.len();
        let (skip, take) = (self.question.skip, self.question.take);
        let listed = hits.before.into_iter().chain(hits.whole).chain(hits.after);
        let mut page: Vec<Given> = listed.skip(skip).take(take).collect();
        if skip == 0 {
            page.extend(hits.aside);
        }
        answer.hits = self.hits(&page)?;
        Ok(answer)
    }

    pub(crate) fn gathering<'g>(&'g self, filter: &'g Filter) -> Result<Gathering<'g>, IndexFault> {
        Gathering::new(self.searcher, self.fields, self.columns, filter, self.question.now)
    }

    /// Picks and ranks what may be found beside what holds every word.
    pub(crate) fn seen(
        &self,
        filter: &Filter,
        readings: &[Reading],
        whole: Whole,
    ) -> Result<Seen, IndexFault> {
        let gathering = self.gathering(filter)?;
        let mut candidates = whole.docs.clone();
        for reading in readings {
            if whole.count <= RANKED_WHOLE_MAX {
                candidates.extend(gathering.best_of_any(reading)?);
                continue;
            }
            let is_accented =
                reading.wanted().any(|unit| unit.ways.iter().any(|way| way.exact.is_some()));
            for field in [self.fields.title, self.fields.text] {
                candidates.extend(gathering.best_of_all(reading, field, Spelling::Folded)?);
                if is_accented {
                    candidates.extend(gathering.best_of_all(reading, field, Spelling::Exact)?);
                }
            }
        }
        let ranked = self.ranked(readings, candidates.clone())?;
        Ok(Seen { whole, ranked, candidates })
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

    /// Candidates, the best first, each by the reading that it answers best.
    pub(crate) fn ranked(
        &self,
        readings: &[Reading],
        candidates: Vec<DocAddress>,
    ) -> Result<Vec<Ranked>, IndexFault> {
        let mut best: HashMap<DocAddress, Ranked> = HashMap::new();
        for (index, reading) in readings.iter().enumerate() {
            let mut frequency = |term: &str| self.frequencies.of(term);
            let docs = candidates.clone();
            let (searcher, fields) = (self.searcher, self.fields);
            let found =
                evidence::read(searcher, fields, self.columns, reading, docs, &mut frequency)?;
            let total = searcher.num_docs();
            let scale = Scale::new(reading, &found, total, self.question.now, &mut frequency)?;
            for evidence in found {
                let (score, is_near) = (scale.score(&evidence), scale.is_near(&evidence));
                let ranked = Ranked { score, is_near, reading: index, evidence };
                let doc = ranked.evidence.doc;
                if best.get(&doc).is_none_or(|other| other.score < score) {
                    best.insert(doc, ranked);
                }
            }
        }
        let mut ranked: Vec<Ranked> = best.into_values().collect();
        ranked.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then_with(|| b.evidence.published.cmp(&a.evidence.published))
                .then_with(|| a.evidence.doc.cmp(&b.evidence.doc))
        });
        Ok(ranked)
    }

    pub(crate) fn title(&self, doc: DocAddress) -> Result<String, IndexFault> {
        let document: TantivyDocument = self.searcher.doc(doc)?;
        let title = document.get_first(self.fields.shown_title).and_then(|value| value.as_str());
        Ok(title.unwrap_or_default().to_owned())
    }

    fn hits(&self, page: &[Given]) -> Result<Vec<Hit>, IndexFault> {
        page.iter()
            .map(|(doc, score, wholeness)| {
                let segment = self.searcher.segment_reader(doc.segment_ord);
                let (id, site) = numbers(self.columns.of(segment)?.as_ref(), *doc);
                Ok(Hit { id, site, score: *score, wholeness: *wholeness })
            })
            .collect()
    }
}

/// The number of an entry and of its site.
pub(crate) fn numbers(columns: &Columns, doc: DocAddress) -> (u64, u64) {
    let site = columns.site.first(doc.doc_id).unwrap_or_default();
    (columns.id.get_val(doc.doc_id), site)
}

/// What is to be marked in texts that are shown: the words as typed and meant, abbreviations in both
/// forms.
fn marks(readings: &[Reading]) -> Vec<String> {
    let mut marks = Vec::new();
    let mut seen = HashSet::new();
    let mut mark = |word: &str| {
        if seen.insert(word.to_lowercase()) {
            marks.push(word.to_owned());
        }
    };
    for reading in readings {
        // A name is marked whole.
        let name: Vec<&str> = reading.place().iter().map(|unit| unit.typed.as_str()).collect();
        if !name.is_empty() {
            mark(&name.join(" "));
        }
        for (index, unit) in reading.units.iter().enumerate() {
            if reading.is_place(index) {
                continue;
            }
            mark(&unit.typed);
            for way in &unit.ways {
                vitext::long_forms(&way.term).for_each(&mut mark);
                match way.exact.as_deref().and_then(|exact| exact.split_once(vitext::EXACT)) {
                    Some((_, exact)) => mark(exact),
                    None => mark(&way.term),
                }
            }
        }
    }
    marks
}
