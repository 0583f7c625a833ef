//! The order of hits: the one place where it is decided, with the reasons.
//!
//! A hit's score is what its text is worth times what the entry is worth.
//!
//! **Text.** BM25F: the places of a word are weighted by the section they stand in and by how exactly
//! they stand there, added up over sections, and only then dampened, so that a word in the title and in
//! the body is not counted as two words. To it comes the same sum over pairs of neighbours in the
//! question that stand as neighbours in the text: *đất đai* is one thing, *đất … đai* two syllables.
//! Vietnamese writes its compounds apart, so this weighs more here than in other languages: whether the
//! question stands together at all is worth more than where its syllables stand. *Tuyển sinh … triển
//! khai* in a title is no answer to *khai sinh*.
//!
//! **Place.** What a site publishes says little of where it is. When a question names the place, what
//! stands on a site of that place counts as if its title named it.
//!
//! **Entry.** Small factors, so that they decide between texts of like worth and never bury the one
//! that was asked for: newer above older, in force above expired, own above copied.
//!
//! **Parts.** What holds every word and what comes near are two parts of an answer ([`parts`]).
//!
//! The figures were set on kinds of questions over whole collections (`tests/relevance`), never on
//! single ones.

pub(crate) mod parts;

use crate::evidence::{Evidence, Place};
use crate::question::{Need, Reading};

/// A place where the letters are right and the accents are other ones than asked for: *đạt* for *đất*.
/// Some: people leave accents out, and texts hold slips. Not much: it is mostly another word.
pub const OTHER_ACCENTS: f32 = 0.2;

/// A place where the letters are right, when nobody ever wrote the accents that were asked for: they are
/// a slip, or it is another word.
pub const UNWRITTEN_ACCENTS: f32 = 0.7;

/// A word one slip away from what was typed, when that itself stands nowhere, or by two letters that were
/// exchanged.
pub const NEAR_UNKNOWN: f32 = 0.8;

/// A word one slip away from what was typed, when that is a word as well.
pub const NEAR_KNOWN: f32 = 0.35;

/// How much a place counts: in the number, the title, the lead (with issuer, type, tags, people, place),
/// the body, the attachments. People remember titles and numbers; attachments are long and say all.
const SECTION: [f32; 5] = [9.0, 7.0, 2.5, 0.7, 0.35];

/// How far a long section weakens a place in it, from not at all (0) to in proportion (1).
const LENGTH: [f32; 5] = [0.0, 0.35, 0.5, 0.75, 0.75];

/// Dampening: how soon more places stop counting.
const DAMPING: f32 = 2.0;

/// What a pair of neighbours is worth beside its two words, by where it stands.
const PAIR: f32 = 0.9;

/// The neighbours of the question that are neighbours somewhere in the text, by worth: with all of them
/// even a body stands above a title that holds the syllables apart. So it outweighs the words, their
/// nearness and the title together.
const TOGETHER: f32 = 1.6;

/// What is left of a title's share when nothing of the question stands together.
const APART: f32 = 0.4;

/// A pair that stands near instead of side by side, as far as this…
const NEAR_WORDS: u32 = 5;

/// …counts so much of it.
const NEAR_PAIR: f32 = 0.25;

/// A stop word beside other words.
const STOP_WORD: f32 = 0.25;

/// A whole document symbol, beside its parts.
const SYMBOL: f32 = 2.0;

/// An entry whose own number begins with the digits that were asked for, beside the worth of the whole
/// question: others only cite it, even in their titles.
const OWN_NUMBER: f32 = 0.8;

/// The words of the question that the title (or number) holds, by worth, squared: a title that holds all
/// of them is what was asked for far more often than two titles with half of them each.
const TITLE: f32 = 0.6;

/// Likewise for the whole text: what lacks a word stands below what has all.
const MISSING: f32 = 0.8;

/// What holds less of a question than this is no answer to it, not even a near one.
const COVERAGE_MIN: f32 = 0.45;

/// The same where nothing stands together, or less of it than this.
const COVERAGE_APART: f32 = 0.65;
const TOGETHER_MIN: f32 = 0.1;

/// How much newer news stand above older ones at most, and after how many days half of it is gone.
const RECENT: f32 = 0.12;
const RECENT_DAYS: f32 = 240.0;

/// What has run out is still worth finding, below what holds.
const EXPIRED: f32 = 0.8;

/// The copy of a notice of another site stands below the site's own.
const SYNDICATED: f32 = 0.93;

/// What ranking knows about a question.
pub(crate) struct Scale {
    worth: Vec<f32>,
    /// Which units name where something is.
    place: Vec<bool>,
    symbol_worth: Vec<f32>,
    spans: Vec<u32>,
    /// Which units are digits.
    digits: Vec<usize>,
    /// The average length of each section among the candidates.
    average: [f32; 5],
    now: i64,
}

/// How rare a term is: what BM25 calls idf.
fn rarity(total: u64, frequency: u64) -> f32 {
    let (total, frequency) = (total as f32, frequency.min(total) as f32);
    (1.0 + (total - frequency + 0.5) / (frequency + 0.5)).ln()
}

impl Scale {
    pub(crate) fn new<E>(
        reading: &Reading,
        candidates: &[Evidence],
        total: u64,
        now: i64,
        frequency: &mut dyn FnMut(&str) -> Result<u64, E>,
    ) -> Result<Self, E> {
        let mut worth: Vec<f32> = Vec::with_capacity(reading.units.len());
        let mut is_known = Vec::with_capacity(reading.units.len());
        for unit in &reading.units {
            // The commonest way tells how rare the unit is; with accents, the exact form of it.
            let mut commonest = 0;
            for way in &unit.ways {
                let exact = way.exact.as_deref().map(&mut *frequency).transpose()?.unwrap_or(0);
                let seen = if exact > 0 { exact } else { frequency(&way.term)? };
                commonest = commonest.max(seen);
            }
            let weight = if unit.need == Need::Helpful { STOP_WORD } else { 1.0 };
            is_known.push(commonest > 0);
            worth.push(weight * rarity(total, commonest));
        }
        // What stands nowhere would be the rarest of all; it parts no candidate from another.
        let known = worth.iter().zip(&is_known).filter(|(_, is_known)| **is_known);
        let (sum, count) = known.fold((0.0, 0.0), |(sum, count), (w, _)| (sum + w, count + 1.0));
        for (worth, _) in worth.iter_mut().zip(&is_known).filter(|(_, is_known)| !**is_known) {
            *worth = if count > 0.0 { worth.min(sum / count) } else { *worth };
        }
        let mut symbol_worth = Vec::with_capacity(reading.symbols.len());
        for symbol in &reading.symbols {
            symbol_worth.push(SYMBOL * rarity(total, frequency(symbol)?));
        }
        let mut average = [0.0; 5];
        for candidate in candidates {
            for (sum, length) in average.iter_mut().zip(candidate.bounds.lengths()) {
                *sum += length as f32 / candidates.len() as f32;
            }
        }
        let is_digits = |term: &str| term.bytes().all(|b| b.is_ascii_digit());
        let digits = (0..reading.units.len())
            .filter(|at| {
                let unit = reading.units.get(*at);
                unit.and_then(|unit| unit.ways.first()).is_some_and(|way| is_digits(&way.term))
            })
            .collect();
        let spans = reading.units.iter().map(|unit| unit.span).collect();
        let place = (0..reading.units.len()).map(|unit| reading.is_place(unit)).collect();
        Ok(Self { worth, place, symbol_worth, spans, digits, average, now })
    }

    /// How much of what was asked for a candidate holds, by worth: from 0 to 1.
    pub(crate) fn coverage(&self, evidence: &Evidence) -> f32 {
        self.share(evidence, |_| true)
    }

    /// Whether a candidate that lacks words comes close to an answer. To be at the place that was named,
    /// or to name it, is none, and all the less what is about other places; and one syllable of a compound
    /// is another word.
    pub(crate) fn is_near(&self, evidence: &Evidence) -> bool {
        let besides = |unit: usize| !self.place.get(unit).copied().unwrap_or_default();
        let coverage = self.coverage(evidence);
        let (_, together) = self.pairs(evidence, &self.norms(evidence));
        coverage >= COVERAGE_MIN
            && self.share(evidence, besides) >= COVERAGE_MIN
            && (coverage >= COVERAGE_APART || together >= TOGETHER_MIN)
            && (evidence.is_there || self.names_place(evidence))
    }

    /// Whether a candidate holds the name of the place that was asked for; so does any, where none was.
    fn names_place(&self, evidence: &Evidence) -> bool {
        let mut units = evidence.places.iter().zip(&self.place);
        let is_complete = units.all(|(places, is_place)| !is_place || !places.is_empty());
        let pairs = evidence.places.windows(2).zip(self.place.windows(2)).zip(&self.spans);
        let mut pairs = pairs.filter(|((_, place), _)| place.iter().all(|is_place| *is_place));
        is_complete
            && pairs.all(|((pair, _), span)| {
                let [a, b] = pair else { return false };
                best(&neighbours(a, b, *span)).is_some_and(|factor| factor > NEAR_PAIR)
            })
    }

    fn share(&self, evidence: &Evidence, counts: impl Fn(usize) -> bool) -> f32 {
        let (mut asked, mut held) = (0.0, 0.0);
        let units = self.worth.iter().zip(&evidence.places).enumerate();
        for (unit, (worth, places)) in units.filter(|(unit, _)| counts(*unit)) {
            asked += worth;
            let is_given = self.is_given(evidence, unit);
            held += worth * if is_given { 1.0 } else { best(places).unwrap_or(0.0) };
        }
        if asked > 0.0 { held / asked } else { 1.0 }
    }

    /// Whether a unit names where the candidate is anyhow.
    fn is_given(&self, evidence: &Evidence, unit: usize) -> bool {
        evidence.is_there && self.place.get(unit).copied().unwrap_or_default()
    }

    /// The score of a candidate.
    pub(crate) fn score(&self, evidence: &Evidence) -> f32 {
        let norms = self.norms(evidence);
        let [_, as_title, ..] = SECTION;
        let [_, title_end, ..] = evidence.bounds.0;
        let mut text = 0.0;
        let (mut asked, mut in_title) = (0.0, 0.0);
        for (unit, (worth, places)) in self.worth.iter().zip(&evidence.places).enumerate() {
            asked += worth;
            let is_given = self.is_given(evidence, unit);
            let given = if is_given { as_title } else { 0.0 };
            text += worth * dampened(given + sum(evidence, &norms, places));
            if is_given {
                in_title += worth;
                continue;
            }
            let title: Vec<Place> =
                places.iter().copied().take_while(|place| place.position < title_end).collect();
            in_title += worth * best(&title).unwrap_or(0.0);
        }
        for (worth, places) in self.symbol_worth.iter().zip(&evidence.symbols) {
            text += worth * dampened(sum(evidence, &norms, places));
        }
        if asked > 0.0 {
            let is_own_number = self.is_own_number(evidence);
            let (pairs, together) = self.pairs(evidence, &norms);
            // A number is one thing, in whatever order its parts were asked for.
            let together = if is_own_number { 1.0 } else { together };
            text += pairs + TOGETHER * asked * together;
            let share = APART + (1.0 - APART) * together;
            text += TITLE * asked * (in_title / asked).powi(2) * share;
            if is_own_number {
                text += OWN_NUMBER * asked;
            }
            text *= 1.0 - MISSING * (1.0 - self.coverage(evidence)).clamp(0.0, 1.0);
        }
        text * self.entry(evidence)
    }

    /// What the pairs of neighbours are worth, and how much of the question stands together somewhere:
    /// from 0 to 1. A question of one word does.
    fn pairs(&self, evidence: &Evidence, norms: &[f32; 5]) -> (f32, f32) {
        let [_, as_title, ..] = SECTION;
        let (mut text, mut asked, mut held) = (0.0, 0.0, 0.0);
        for (first, pair) in evidence.places.windows(2).enumerate() {
            let [a, b] = pair else { continue };
            let worth = |unit: usize| self.worth.get(unit).copied().unwrap_or_default();
            let span = self.spans.get(first).copied().unwrap_or(1);
            let is_given = self.is_given(evidence, first) && self.is_given(evidence, first + 1);
            let neighbours = neighbours(a, b, span);
            let weight = if is_given { as_title } else { 0.0 } + sum(evidence, norms, &neighbours);
            // What stands near instead of side by side is less than this.
            let factor = best(&neighbours).filter(|factor| *factor > NEAR_PAIR);
            let is_held = if is_given { 1.0 } else { factor.unwrap_or(0.0) };
            text += PAIR * (worth(first) + worth(first + 1)) * 0.5 * dampened(weight);
            // A pair with a stop word in it is no compound: the lesser word tells what it is worth.
            let bound = worth(first).min(worth(first + 1));
            asked += bound;
            held += bound * is_held;
        }
        (text, if asked > 0.0 { held / asked } else { 1.0 })
    }

    /// Whether all digits asked for stand in the entry's own number, one of them at its beginning.
    fn is_own_number(&self, evidence: &Evidence) -> bool {
        let [end, ..] = evidence.bounds.0;
        let mut begins = false;
        let all = self.digits.iter().all(|unit| {
            let first = evidence.places.get(*unit).and_then(|places| places.first());
            begins |= first.is_some_and(|place| place.position == 0);
            first.is_some_and(|place| place.position < end)
        });
        all && begins
    }

    fn norms(&self, evidence: &Evidence) -> [f32; 5] {
        let mut norms = [1.0; 5];
        let lengths = evidence.bounds.lengths();
        let all =
            norms.iter_mut().zip(lengths).zip(self.average).zip(LENGTH.into_iter().zip(SECTION));
        for (((norm, length), average), (bent, weight)) in all {
            let longer = if average > 0.0 { length as f32 / average } else { 1.0 };
            *norm = weight / (1.0 - bent + bent * longer).max(0.05);
        }
        norms
    }

    fn entry(&self, evidence: &Evidence) -> f32 {
        let days = (self.now - evidence.published).max(0) as f32 / 86_400.0;
        let mut worth = 1.0 + RECENT * 0.5_f32.powf(days / RECENT_DAYS);
        if evidence.facts.is_expired() {
            worth *= EXPIRED;
        }
        if evidence.facts.is_syndicated() {
            worth *= SYNDICATED;
        }
        worth
    }
}

/// How many of the neighbours in the question must be neighbours in a hit for the question to stand
/// together there.
pub(crate) const TOGETHER_ENOUGH: f32 = 0.5;

/// How many of the neighbours in the question are neighbours in a hit: from 0 to 1. One word stands
/// together with itself, and stop words with everything.
pub(crate) fn share_together(reading: &Reading, evidence: &Evidence) -> f32 {
    let pairs = pairs_held(reading, evidence);
    let held = pairs.iter().filter(|(_, is_held)| *is_held).count();
    if pairs.is_empty() { 1.0 } else { held as f32 / pairs.len() as f32 }
}

/// Whether each word of the question stands beside one of its neighbours in a hit: then there is no
/// reason to doubt that it was typed as it was meant.
pub(crate) fn is_beyond_doubt(reading: &Reading, evidence: &Evidence) -> bool {
    let pairs = pairs_held(reading, evidence);
    (0..reading.units.len()).all(|unit| {
        let mut own = pairs.iter().filter(|(first, _)| *first == unit || *first + 1 == unit);
        own.clone().next().is_none() || own.any(|(_, is_held)| *is_held)
    })
}

/// The neighbours of the question, by the first of them, but for stop words: whether they are neighbours
/// in a hit.
fn pairs_held(reading: &Reading, evidence: &Evidence) -> Vec<(usize, bool)> {
    let pairs = evidence.places.windows(2).zip(reading.units.windows(2)).enumerate();
    let mut held = Vec::with_capacity(reading.units.len());
    for (first, (pair, units)) in pairs {
        let ([a, b], [unit, next]) = (pair, units) else { continue };
        if unit.need == Need::Helpful || next.need == Need::Helpful {
            continue;
        }
        let is_given = evidence.is_there && reading.is_place(first) && reading.is_place(first + 1);
        let is_next = || neighbours(a, b, unit.span).iter().any(|place| place.factor > NEAR_PAIR);
        held.push((first, is_given || is_next()));
    }
    held
}

/// Whether a unit stands side by side with the one before or after it in a hit.
pub(crate) fn stands_beside(reading: &Reading, evidence: &Evidence, unit: usize) -> bool {
    let pairs = evidence.places.windows(2).zip(&reading.units).enumerate();
    pairs.filter(|(first, _)| *first == unit || *first + 1 == unit).any(|(_, (pair, unit))| {
        let [a, b] = pair else { return false };
        neighbours(a, b, unit.span).iter().any(|place| place.factor > NEAR_PAIR)
    })
}

fn dampened(weight: f32) -> f32 {
    weight / (DAMPING + weight)
}

fn best(places: &[Place]) -> Option<f32> {
    places.iter().map(|place| place.factor).reduce(f32::max)
}

/// The weight of places by the sections they stand in.
fn sum(evidence: &Evidence, norms: &[f32; 5], places: &[Place]) -> f32 {
    places
        .iter()
        .map(|place| {
            let section = evidence.bounds.section(place.position);
            place.factor * norms.get(section as usize).copied().unwrap_or_default()
        })
        .sum()
}

/// The places where `b` follows `a` at once, or stands near it. `span` is how many words `a` may take.
fn neighbours(a: &[Place], b: &[Place], span: u32) -> Vec<Place> {
    let mut found = Vec::new();
    let mut from = 0;
    for place in a {
        while b.get(from).is_some_and(|other| other.position + NEAR_WORDS < place.position) {
            from += 1;
        }
        let reach = place.position + span + NEAR_WORDS;
        let best = b
            .iter()
            .skip(from)
            .take_while(|other| other.position <= reach)
            .filter(|other| other.position != place.position)
            .map(|other| {
                let is_next =
                    other.position == place.position + 1 || other.position == place.position + span;
                let near = if is_next { 1.0 } else { NEAR_PAIR };
                near * place.factor * other.factor
            })
            .reduce(f32::max);
        if let Some(factor) = best {
            found.push(Place { position: place.position, factor });
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use tantivy::DocAddress;

    use super::*;
    use crate::fields::{Bounds, Facts};
    use crate::surroundings::Home;

    fn evidence(places: &[&[(u32, f32)]]) -> Evidence {
        let place =
            |(position, factor): &(u32, f32)| Place { position: *position, factor: *factor };
        Evidence {
            doc: DocAddress::new(0, 0),
            bounds: Bounds([1, 11, 40, 300, 300]),
            facts: Facts(0),
            published: 0,
            is_there: false,
            places: places.iter().map(|unit| unit.iter().map(place).collect()).collect(),
            symbols: Vec::new(),
        }
    }

    fn score(evidence: &Evidence) -> f32 {
        let reading = Reading::of("đất đai");
        let candidates = [evidence.clone()];
        let mut frequency = |_: &str| Ok::<u64, ()>(10);
        let now = 86_400 * 1000;
        Scale::new(&reading, &candidates, 1000, now, &mut frequency).unwrap().score(evidence)
    }

    #[test]
    fn neighbours_stand_above_scattered_words() {
        let together = evidence(&[&[(100, 1.0)], &[(101, 1.0)]]);
        let scattered = evidence(&[&[(100, 1.0)], &[(150, 1.0)]]);
        let turned = evidence(&[&[(101, 1.0)], &[(100, 1.0)]]);
        assert!(score(&together) > score(&turned) && score(&turned) > score(&scattered));
    }

    #[test]
    fn a_phrase_anywhere_stands_above_syllables_apart_in_a_title() {
        let phrase = evidence(&[&[(250, 1.0)], &[(251, 1.0)]]);
        let title = evidence(&[&[(2, 1.0), (100, 1.0)], &[(4, 1.0), (150, 1.0), (200, 1.0)]]);
        assert!(score(&phrase) > score(&title));
        let newest = Evidence { published: 86_400 * 1000, ..title };
        assert!(score(&phrase) > score(&newest));
    }

    #[test]
    fn what_stands_where_was_asked_for_need_not_say_so() {
        let home = Home { sites: vec![7], ..Home::default() };
        let reading = Reading::of("lịch xã An Xuyên").at("xã An Xuyên", &home);
        let mut frequency = |_: &str| Ok::<u64, ()>(10);
        let there = Evidence { is_there: true, ..evidence(&[&[(2, 1.0)], &[], &[], &[(60, 1.0)]]) };
        let named = evidence(&[&[(2, 1.0)], &[(100, 1.0)], &[(101, 1.0)], &[(102, 1.0)]]);
        let elsewhere = Evidence { is_there: false, ..there.clone() };
        let candidates = [there.clone(), named.clone(), elsewhere.clone()];
        let scale = Scale::new(&reading, &candidates, 1000, 0, &mut frequency).unwrap();
        assert!(scale.score(&there) > scale.score(&named));
        assert!(scale.score(&named) > scale.score(&elsewhere));
        assert_eq!(scale.coverage(&there), 1.0);
        let only_there = Evidence { places: vec![Vec::new(); 4], ..there };
        assert!(!scale.is_near(&only_there), "to be there is no answer");
    }

    #[test]
    fn right_accents_stand_above_others_and_a_title_above_a_text() {
        let exact = evidence(&[&[(100, 1.0)], &[(101, 1.0)]]);
        let folded = evidence(&[&[(100, OTHER_ACCENTS)], &[(101, OTHER_ACCENTS)]]);
        let title = evidence(&[&[(2, 1.0)], &[(3, 1.0)]]);
        assert!(score(&exact) > score(&folded) && score(&title) > score(&exact));
    }

    #[test]
    fn new_in_force_and_own_stand_above_old_expired_and_copied() {
        let plain = evidence(&[&[(2, 1.0)], &[(3, 1.0)]]);
        let newer = Evidence { published: 86_400 * 990, ..plain.clone() };
        let expired = Evidence { facts: Facts(2), ..plain.clone() };
        let copied = Evidence { facts: Facts(4), ..plain.clone() };
        assert!(score(&newer) > score(&plain));
        assert!(score(&plain) > score(&copied) && score(&copied) > score(&expired));
    }
}
