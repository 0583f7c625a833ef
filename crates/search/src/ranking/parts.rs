//! The two parts of an answer: what holds every word, and what comes near. They are never mixed.

use tantivy::DocAddress;

use crate::answer::{Order, Wholeness};
use crate::ask::{REACH_MAX, Ranked, Seen};
use crate::question::{Need, Reading};
use crate::ranking::{TOGETHER_ENOUGH, share_together};

/// When fewer entries than a page hold every word, what comes near is given after them…
pub(crate) const NEAR_AFTER_BELOW: usize = 10;

/// …up to so many: who has not found it by then asks otherwise…
const NEAR_MAX: usize = 20;

/// …and none that is worth less than this share of the best of them.
const NEAR_SHARE: f32 = 0.4;

/// When there is more, so many are given aside, of those that rank among the first so many that hold
/// every word: a title with most of the words is often meant.
const ASIDE_MAX: usize = 3;
const ASIDE_AMONG: usize = 3;

/// What comes near stands before what holds every word, if those words stand apart in long texts, or if
/// it is worth so much more: a document of the very number that was asked for.
const LEADING: f32 = 1.5;

/// A hit and how well it answers.
pub(crate) type Given = (DocAddress, f32, Wholeness);

/// The hits of an answer in their order.
#[derive(Default)]
pub(crate) struct Parts {
    /// Near ones that are worth more than all that hold every word.
    pub before: Vec<Given>,
    /// What holds every word.
    pub whole: Vec<Given>,
    /// Near ones, when there is little that holds every word.
    pub after: Vec<Given>,
    /// Near ones beside the first page, when there is much.
    pub aside: Vec<Given>,
}

impl Parts {
    /// The hits in their order. `may_lead` tells whether near ones may stand before the others.
    pub(crate) fn of(seen: &Seen, readings: &[Reading], may_lead: bool, order: Order) -> Self {
        let (mut whole, near): (Vec<&Ranked>, Vec<&Ranked>) =
            seen.ranked.iter().partition(|hit| seen.is_whole(&hit.evidence.doc));
        let near: Vec<&Ranked> = near.into_iter().filter(|hit| hit.is_near).collect();
        let is_apart = seen
            .best_whole(readings)
            .is_some_and(|(reading, hit)| share_together(reading, hit) < TOGETHER_ENOUGH);
        let share = if is_apart { 1.0 } else { LEADING };
        let lead = whole.first().map_or(f32::MAX, |best| best.score * share);
        let leading = near.iter().take_while(|hit| may_lead && hit.score > lead).count();
        let is_little = seen.whole.count < NEAR_AFTER_BELOW;
        let bar = if is_little {
            near.first().map(|best| best.score * NEAR_SHARE)
        } else {
            whole.get(ASIDE_AMONG - 1).map(|hit| hit.score)
        };
        let near_max = match (is_little, leading) {
            (true, 0) => NEAR_MAX,
            (true, leading) => leading.min(NEAR_AFTER_BELOW - seen.whole.count).max(ASIDE_MAX),
            (false, _) => ASIDE_MAX,
        };
        let near: Vec<Given> = near
            .into_iter()
            .take_while(|hit| hit.score >= bar.unwrap_or(0.0))
            .take(near_max)
            .map(|hit| (hit.evidence.doc, hit.score, wholeness(readings, hit)))
            .collect();
        if order == Order::Date {
            whole.sort_by_key(|hit| std::cmp::Reverse(hit.evidence.published));
        }
        let whole = whole.into_iter().take(REACH_MAX);
        let whole = whole.map(|hit| (hit.evidence.doc, hit.score, Wholeness::Whole)).collect();
        match (leading, is_little) {
            (1.., _) => Self { before: near, whole, ..Self::default() },
            (0, true) => Self { whole, after: near, ..Self::default() },
            (0, false) => Self { whole, aside: near, ..Self::default() },
        }
    }
}

/// How a hit that does not hold every word as it was typed answers its reading.
fn wholeness(readings: &[Reading], hit: &Ranked) -> Wholeness {
    let Some(reading) = readings.get(hit.reading) else { return Wholeness::Near };
    let mut units = reading.units.iter().zip(&hit.evidence.places).enumerate();
    let is_held = units.all(|(index, (unit, places))| {
        let is_given = hit.evidence.is_there && reading.is_place(index);
        is_given || unit.need == Need::Helpful || !places.is_empty()
    });
    if is_held { Wholeness::Slipped } else { Wholeness::Near }
}
