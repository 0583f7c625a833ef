//! Slips in the typing: what may have been meant when little holds every word.
//!
//! They are judged by the texts of all sites around, where there are any: a small site does not hold
//! every word that is spelled right, and what nobody there ever wrote looks like a slip.

use tantivy::DocAddress;

use crate::answer::Order;
use crate::ask::{Asking, Seen};
use crate::evidence;
use crate::gather::RANKED_WHOLE_MAX;
use crate::index::IndexFault;
use crate::near::{self, commonest_spelling, near_words};
use crate::question::{Filter, Reading, Unit, Way};
use crate::ranking::{self, NEAR_KNOWN, NEAR_UNKNOWN};

/// When fewer entries than these hold every word, a slip in the typing is thought of.
const LITTLE: usize = 3;

/// Hits whose words may be the ones that were meant.
const LOOKED_AT: usize = 8;

/// How a word stands to its neighbours in a document.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Beside {
    Nowhere,
    Somewhere,
    Neighbour,
}

/// A better question.
struct Better {
    text: String,
    /// Whether every word that was replaced stands beside its neighbours.
    is_beside: bool,
    /// Whether in every word that was replaced letters were exchanged.
    is_exchanged: bool,
}

/// So many near words are looked for beside a word that is written somewhere.
const NEAR_KNOWN_MAX: usize = 6;

/// What may have been meant.
pub(crate) struct Correction {
    /// The question as it would be typed.
    pub better: Option<String>,
    /// What to look for instead.
    pub readings: Vec<Reading>,
    /// Whether nobody ever wrote what was typed.
    pub is_doubtful: bool,
}

impl Asking<'_> {
    /// What may have been meant by a question that finds little; nothing when it was typed as it was
    /// meant.
    pub(crate) fn correction(
        &self,
        readings: &[Reading],
        here: &Seen,
    ) -> Result<Option<Correction>, IndexFault> {
        let Some(typed) = readings.first() else { return Ok(None) };
        let doubtful = self.doubtful(typed)?;
        let is_doubtful = !doubtful.is_empty();
        let is_enough = here.whole.count >= LITTLE && !is_doubtful;
        if is_enough || is_beyond_doubt(readings, here) {
            return Ok(None);
        }
        let filter = &self.question.filter;
        let around = self.surroundings.around.clone().map(|sites| Filter {
            audience: filter.audience,
            language: filter.language.clone(),
            ..Filter::public(sites)
        });
        let around = around.as_ref().unwrap_or(filter);
        let gathering = self.gathering(around)?;
        let whole = gathering.whole(readings, Order::Relevance, RANKED_WHOLE_MAX)?;
        let known = whole.count;
        let there = self.seen(around, readings, whole)?;
        if is_beyond_doubt(readings, &there) {
            return Ok(None);
        }
        let passes: &[bool] = if is_doubtful { &[true, false] } else { &[false] };
        let mut near_doubtful = None;
        let mut is_anything_near = false;
        for only_doubtful in passes.iter().copied() {
            let may_change = |unit: usize| !only_doubtful || doubtful.contains(&unit);
            // Near words of every word are many to look for: those of the doubtful ones are tried first.
            let Some(wider) = self.wider(typed, &may_change)? else { continue };
            is_anything_near = true;
            let candidates = gathering.best_of_any(&wider)?;
            let best = self.ranked(std::slice::from_ref(&wider), candidates)?;
            for hit in best.iter().take(LOOKED_AT) {
                let doc = hit.evidence.doc;
                let Some(better) = self.better(typed, &wider, doc, &may_change)? else { continue };
                let mut meant = Reading::of(&better.text);
                if let Some(home) = &self.surroundings.home {
                    meant = meant.at(&home.words, home);
                }
                // What asks for less finds more anyhow.
                let asked = |reading: &Reading| reading.wanted().map(|unit| unit.span).sum::<u32>();
                if asked(&meant) < asked(typed) {
                    continue;
                }
                let bar = match (only_doubtful, better.is_beside, better.is_exchanged) {
                    (true, true, _) => 0.0,
                    (true, ..) | (_, _, true) => ranking::TOGETHER_ENOUGH,
                    // What may have been meant is replaced by what stands there whole alone.
                    _ => 1.0,
                };
                if self.share_together(&meant, doc)? < bar {
                    continue;
                }
                let readings = vec![meant];
                let found = gathering.whole(&readings, Order::Relevance, RANKED_WHOLE_MAX)?;
                if found.count > known {
                    let better = Some(better.text);
                    return Ok(Some(Correction { better, readings, is_doubtful }));
                }
            }
            if only_doubtful {
                near_doubtful = Some(wider);
            }
        }
        if !is_anything_near || here.whole.count >= LITTLE || stands_together(readings, here) {
            return Ok(None);
        }
        let readings = vec![near_doubtful.unwrap_or_else(|| typed.clone())];
        Ok(is_doubtful.then_some(Correction { better: None, readings, is_doubtful }))
    }

    /// The words that nobody ever wrote, or not with these accents: perhaps others were meant.
    fn doubtful(&self, reading: &Reading) -> Result<Vec<usize>, IndexFault> {
        let mut found = Vec::new();
        for (index, unit) in reading.units.iter().enumerate() {
            let exact = unit.ways.first().and_then(|way| way.exact.as_deref());
            let is_spelled = match exact {
                Some(exact) => self.frequencies.of(exact)? > 0,
                None => true,
            };
            if !is_spelled || !self.is_known(unit)? {
                found.push(index);
            }
        }
        Ok(found)
    }

    /// The question with near words as more ways of those that may change; none if nothing is near.
    fn wider(
        &self,
        reading: &Reading,
        may_change: &dyn Fn(usize) -> bool,
    ) -> Result<Option<Reading>, IndexFault> {
        let mut wider = reading.clone();
        let mut is_wider = false;
        for (index, unit) in wider.units.iter_mut().enumerate() {
            // The name of a place is known.
            let may_change = may_change(index) && !reading.is_place(index);
            let Some(first) = unit.ways.first().cloned().filter(|_| may_change) else {
                continue;
            };
            // Both forms of an abbreviation are known; a slip in its long form is one in a word of it.
            let is_known = self.is_known(unit)?;
            let many = if is_known { NEAR_KNOWN_MAX } else { usize::MAX };
            for near in near_words(self.searcher, self.fields, &first.term)?.into_iter().take(many)
            {
                let is_likely = !is_known || near::is_exchanged(&first.term, &near.term);
                let factor = if is_likely { NEAR_UNKNOWN } else { NEAR_KNOWN };
                unit.ways.push(Way { term: near.term, exact: None, factor });
                is_wider = true;
            }
        }
        Ok(is_wider.then_some(wider))
    }

    /// Whether a unit stands in any text.
    fn is_known(&self, unit: &Unit) -> Result<bool, IndexFault> {
        for way in &unit.ways {
            if self.frequencies.of(&way.term)? > 0 {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// A question that would find a hit: words of which nobody has heard, or that stand apart from
    /// their neighbours there, replaced by near ones that stand beside them.
    fn better(
        &self,
        reading: &Reading,
        wider: &Reading,
        doc: DocAddress,
        may_change: &dyn Fn(usize) -> bool,
    ) -> Result<Option<Better>, IndexFault> {
        let title = self.title(doc)?;
        let mut chosen: Vec<Option<&str>> = Vec::with_capacity(reading.units.len());
        let (mut is_beside, mut is_exchanged) = (true, true);
        let mut folded: Vec<String> =
            reading.units.iter().map(|unit| vitext::fold(&unit.typed)).collect();
        for (index, (unit, wide)) in reading.units.iter().zip(&wider.units).enumerate() {
            let stays = !may_change(index)
                || self.beside_as_typed(reading, index, doc)? == Beside::Neighbour;
            let near = match stays {
                true => None,
                false => self.near_beside(reading, unit, wide, (index, doc), &title, &folded)?,
            };
            if let (Some((near, beside)), Some(word)) = (near, folded.get_mut(index)) {
                is_beside &= beside == Beside::Neighbour;
                is_exchanged &= near::is_exchanged(word, near);
                near.clone_into(word);
            }
            chosen.push(near.map(|(near, _)| near));
        }
        if chosen.iter().all(Option::is_none) {
            return Ok(None);
        }
        let mut words = Vec::with_capacity(chosen.len());
        let is_plain =
            reading.units.iter().zip(&folded).enumerate().all(|(index, (unit, word))| {
                chosen.get(index).is_some_and(Option::is_some) || *word == unit.typed.to_lowercase()
            });
        let mut is_written = true;
        for (index, (unit, near)) in reading.units.iter().zip(&chosen).enumerate() {
            let written = as_written(&title, &folded, index);
            is_written &= written.is_some();
            words.push(match near {
                Some(near) => match written {
                    Some(written) => written,
                    None => commonest_spelling(self.searcher, self.fields, near)?,
                },
                // Accents that were typed are left alone, unless nobody ever wrote them so.
                None if self.is_spelled_out(unit)? => unit.typed.clone(),
                None => written.unwrap_or_else(|| unit.typed.clone()),
            });
        }
        // What was typed without accents is not proposed half with them, half without.
        let text = if is_plain && !is_written { folded.join(" ") } else { words.join(" ") };
        Ok(Some(Better { text, is_beside, is_exchanged }))
    }

    /// A near word that stands in a hit where the unit should: beside the same neighbours, in its title
    /// before all; or anywhere, where nobody has heard of the unit.
    fn near_beside<'w>(
        &self,
        reading: &Reading,
        unit: &Unit,
        wide: &'w Unit,
        (index, doc): (usize, DocAddress),
        title: &str,
        folded: &[String],
    ) -> Result<Option<(&'w str, Beside)>, IndexFault> {
        let is_known = self.is_known(unit)?;
        let (mut neighbour, mut somewhere) = (None, None);
        for way in wide.ways.iter().skip(unit.ways.len()) {
            let beside = self.beside(reading, index, way, doc)?;
            if beside == Beside::Neighbour {
                let mut words = folded.to_vec();
                if let Some(word) = words.get_mut(index) {
                    word.clone_from(&way.term);
                }
                if as_written(title, &words, index).is_some() {
                    return Ok(Some((&way.term, beside)));
                }
                neighbour = neighbour.or(Some((way.term.as_str(), beside)));
            } else if beside == Beside::Somewhere && !is_known {
                somewhere = somewhere.or(Some((way.term.as_str(), beside)));
            }
        }
        Ok(neighbour.or(somewhere))
    }

    /// Whether a unit was typed with accents that stand in some text.
    fn is_spelled_out(&self, unit: &Unit) -> Result<bool, IndexFault> {
        let exact = unit.ways.first().and_then(|way| way.exact.as_deref());
        exact.map_or(Ok(false), |exact| Ok(self.frequencies.of(exact)? > 0))
    }

    /// How much of a better question stands together in a hit.
    fn share_together(&self, reading: &Reading, doc: DocAddress) -> Result<f32, IndexFault> {
        let found = self.ranked(std::slice::from_ref(reading), vec![doc])?;
        Ok(found.first().map_or(0.0, |hit| ranking::share_together(reading, &hit.evidence)))
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
            ..Reading::default()
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
}

/// What stands together in the best hit was typed as it was meant.
fn stands_together(readings: &[Reading], seen: &Seen) -> bool {
    seen.best_whole(readings).is_some_and(|(reading, hit)| {
        ranking::share_together(reading, hit) >= ranking::TOGETHER_ENOUGH
    })
}

fn is_beyond_doubt(readings: &[Reading], seen: &Seen) -> bool {
    seen.best_whole(readings).is_some_and(|(reading, hit)| ranking::is_beyond_doubt(reading, hit))
}

/// A word of a question as a title writes it beside the same neighbour.
fn as_written(title: &str, folded: &[String], word: usize) -> Option<String> {
    let words: Vec<(String, &str)> =
        vitext::words(title).map(|word| (vitext::fold(word), word)).collect();
    let stands = |at: Option<usize>, wanted: Option<usize>| {
        let written = at.and_then(|at| words.get(at)).map(|(folded, _)| folded);
        written.is_some() && written == wanted.and_then(|wanted| folded.get(wanted))
    };
    (0..words.len())
        .find(|at| {
            stands(Some(*at), Some(word))
                && (folded.len() == 1
                    || stands(at.checked_sub(1), word.checked_sub(1))
                    || stands(at.checked_add(1), word.checked_add(1)))
        })
        .and_then(|at| words.get(at))
        .map(|(_, word)| word.to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::as_written;

    #[test]
    fn a_word_without_accents_is_proposed_as_the_title_writes_it_beside_its_neighbour() {
        let title = "Tạm ngừng cấp điện khóm 4, gia cố bờ kênh";
        let written = |question: &str, word| {
            let folded: Vec<String> = question.split(' ').map(str::to_owned).collect();
            as_written(title, &folded, word)
        };
        assert_eq!(written("cap dien", 1).as_deref(), Some("điện"));
        assert_eq!(written("cap dien", 0).as_deref(), Some("cấp"));
        assert_eq!(written("dien", 0).as_deref(), Some("điện"));
        assert_eq!(written("muc luong co so", 2), None, "it stands there beside other words");
        assert_eq!(written("cap nuoc", 1), None);
    }
}
