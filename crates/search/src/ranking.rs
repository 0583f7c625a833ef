//! The order of hits: the one place where it is decided, with the reasons.
//!
//! A hit's score is what its text is worth times what the entry is worth.
//!
//! **Text.** BM25F: the places of a word are weighted by the section they stand in and by how exactly
//! they stand there, added up over sections, and only then dampened, so that a word in the title and in
//! the body is not counted as two words. To it comes the same sum over pairs of neighbours in the
//! question that stand as neighbours in the text: *đất đai* is one thing, *đất … đai* two syllables.
//! Vietnamese writes its compounds apart, so this weighs more here than in other languages.
//!
//! **Entry.** Small factors, so that they decide between texts of like worth and never bury the one
//! that was asked for: newer above older, in force above expired, own above copied.
//!
//! The figures were set on kinds of questions over whole collections (`tests/relevance`), never on
//! single ones.

use crate::evidence::{Evidence, Place};
use crate::question::{Need, Reading};

/// A place where the letters are right and the accents are other ones than asked for: *đạt* for *đất*.
/// Some: people leave accents out, and texts hold slips. Not much: it is mostly another word.
pub const OTHER_ACCENTS: f32 = 0.2;

/// A word one slip away from what was typed, when that itself stands nowhere.
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

/// What a pair of neighbours is worth beside its two words.
const PAIR: f32 = 0.9;

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
const OWN_NUMBER: f32 = 0.5;

/// The words of the question that the title (or number) holds, by worth, squared: a title that holds all
/// of them is what was asked for far more often than two titles with half of them each.
const TITLE: f32 = 0.6;

/// Likewise for the whole text: what lacks a word stands below what has all.
const MISSING: f32 = 0.5;

/// What holds less of a question than this is no answer to it, not even a near one.
pub(crate) const COVERAGE_MIN: f32 = 0.45;

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
        let mut worth = Vec::with_capacity(reading.units.len());
        for unit in &reading.units {
            // The commonest way tells how rare the unit is; with accents, the exact form of it.
            let mut commonest = 0;
            for way in &unit.ways {
                let exact = way.exact.as_deref().map(&mut *frequency).transpose()?.unwrap_or(0);
                let seen = if exact > 0 { exact } else { frequency(&way.term)? };
                commonest = commonest.max(seen);
            }
            let weight = if unit.need == Need::Helpful { STOP_WORD } else { 1.0 };
            worth.push(weight * rarity(total, commonest));
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
        Ok(Self { worth, symbol_worth, spans, digits, average, now })
    }

    /// How much of what was asked for a candidate holds, by worth: from 0 to 1.
    pub(crate) fn coverage(&self, evidence: &Evidence) -> f32 {
        let asked: f32 = self.worth.iter().sum();
        let held: f32 = self
            .worth
            .iter()
            .zip(&evidence.places)
            .map(|(worth, places)| worth * best(places).unwrap_or(0.0))
            .sum();
        if asked > 0.0 { held / asked } else { 0.0 }
    }

    /// The score of a candidate.
    pub(crate) fn score(&self, evidence: &Evidence) -> f32 {
        let norms = self.norms(evidence);
        let mut text = 0.0;
        let (mut asked, mut in_title) = (0.0, 0.0);
        for (worth, places) in self.worth.iter().zip(&evidence.places) {
            let weight = sum(evidence, &norms, places);
            text += worth * dampened(weight);
            asked += worth;
            let title_end = evidence.bounds.0.get(1).copied().unwrap_or_default();
            let title: Vec<Place> =
                places.iter().copied().take_while(|place| place.position < title_end).collect();
            in_title += worth * best(&title).unwrap_or(0.0);
        }
        for (worth, places) in self.symbol_worth.iter().zip(&evidence.symbols) {
            text += worth * dampened(sum(evidence, &norms, places));
        }
        for (first, pair) in evidence.places.windows(2).enumerate() {
            let [a, b] = pair else { continue };
            let worth = |index: usize| self.worth.get(index).copied().unwrap_or_default();
            let span = self.spans.get(first).copied().unwrap_or(1);
            let neighbours = neighbours(a, b, span);
            text += PAIR
                * (worth(first) + worth(first + 1))
                * 0.5
                * dampened(sum(evidence, &norms, &neighbours));
        }
        if asked > 0.0 {
            text += TITLE * asked * (in_title / asked).powi(2);
            if self.is_own_number(evidence) {
                text += OWN_NUMBER * asked;
            }
            text *= 1.0 - MISSING * (1.0 - self.coverage(evidence)).clamp(0.0, 1.0);
        }
        text * self.entry(evidence)
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

/// Whether at least half of the neighbours in the question are neighbours in a hit, or its one word
/// stands there.
pub(crate) fn stands_together(reading: &Reading, evidence: &Evidence) -> bool {
    let pairs = evidence.places.windows(2).zip(&reading.units);
    let (mut asked, mut held) = (0, 0);
    for (pair, unit) in pairs {
        let [a, b] = pair else { continue };
        asked += 1;
        held += usize::from(neighbours(a, b, unit.span).iter().any(|place| place.factor > 0.9));
    }
    held * 2 >= asked
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

    fn evidence(places: &[&[(u32, f32)]]) -> Evidence {
        let place =
            |(position, factor): &(u32, f32)| Place { position: *position, factor: *factor };
        Evidence {
            doc: DocAddress::new(0, 0),
            bounds: Bounds([1, 11, 40, 300, 300]),
            facts: Facts(0),
            published: 0,
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
