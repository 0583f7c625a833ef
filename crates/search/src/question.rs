//! A question as it was typed, read into units: words, abbreviations, document symbols.

use std::ops::Range;
use std::sync::Arc;

use vitext::{Analyser, Analysis, EXACT, Form, is_stop_word, meant_by_keys};

use crate::answer::Order;
use crate::fields::language_code;
use crate::record::Visibility;
use crate::surroundings::Home;

/// The longest question that is looked at, in characters.
const CHARS_MAX: usize = 600;

/// The most words of a question that are looked at.
const WORDS_MAX: usize = 32;

/// Which sites are asked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Sites {
    /// All of them.
    All,
    /// One.
    One(u64),
    /// Some.
    Some(Vec<u64>),
}

/// For whom is asked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Audience {
    /// The public.
    Public,
    /// People who may see drafts, too.
    Editors,
    /// A find box of the desk that asks for things of the desk, and for nothing that is read.
    Desk,
}

impl Audience {
    /// Whether it finds what is visible to so many.
    pub(crate) fn finds(self, visibility: Visibility) -> bool {
        match self {
            Self::Public => visibility == Visibility::Public,
            Self::Editors => visibility != Visibility::Desk,
            Self::Desk => visibility == Visibility::Desk,
        }
    }
}

/// Whether the last word was typed to its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum LastWord {
    /// It was.
    #[default]
    Whole,
    /// Perhaps not: words of titles that go on as it begins are meant, too.
    Begun,
}

/// What may be found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Filter {
    /// On which sites.
    pub sites: Sites,
    /// For whom is asked.
    pub audience: Audience,
    /// In which language, as two letters.
    pub language: Option<String>,
    /// Of which kind.
    pub kind: Option<String>,
    /// In one of these categories; empty for all.
    pub categories: Vec<u64>,
    /// Of which year.
    pub year: Option<u64>,
    /// By which issuer.
    pub issuer: Option<String>,
}

impl Filter {
    /// What everybody may find on these sites.
    pub fn public(sites: Sites) -> Self {
        Self {
            sites,
            audience: Audience::Public,
            language: None,
            kind: None,
            categories: Vec::new(),
            year: None,
            issuer: None,
        }
    }

    pub(crate) fn language_code(&self) -> Option<u64> {
        self.language.as_deref().map(language_code)
    }
}

/// A question.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// What was typed.
    pub text: String,
    /// Whether its last word is whole.
    pub last: LastWord,
    /// What may be found.
    pub filter: Filter,
    /// In which order.
    pub order: Order,
    /// How many hits to leave out.
    pub skip: usize,
    /// How many hits to give.
    pub take: usize,
    /// The time, in seconds: what has run out is not found, what is newer stands higher.
    pub now: i64,
}

/// One way in which a unit may stand in a text.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Way {
    /// The folded term, or a symbol.
    pub term: String,
    /// The exact term: where it stands the accents are right.
    pub exact: Option<String>,
    /// How much a match by this way counts.
    pub factor: f32,
}

/// How much a unit asks for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Need {
    /// It must stand in what is counted as found.
    Wanted,
    /// A stop word: it only helps to rank.
    Helpful,
}

/// A word, an abbreviation in either form, or a whole symbol.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct Unit {
    pub ways: Vec<Way>,
    /// How many words of a text it may span: one, or those of the long form.
    pub span: u32,
    pub need: Need,
    /// As typed, for putting a better question together.
    pub typed: String,
}

/// A question, read.
#[derive(Clone, PartialEq, Debug, Default)]
pub(crate) struct Reading {
    pub units: Vec<Unit>,
    /// Whole symbols: they only help to rank, because their parts are units already.
    pub symbols: Vec<String>,
    /// The part that says where.
    pub at: Option<At>,
}

/// The part of a reading that names where something is.
#[derive(Clone, PartialEq, Debug)]
pub(crate) struct At {
    /// Which units name it.
    pub units: Range<usize>,
    /// The sites that are there.
    pub sites: Arc<[u64]>,
}

impl Reading {
    /// The ways to read a question that says where: as it was typed, and with each of the other names.
    /// The first is the question as it was typed.
    pub(crate) fn all_of(text: &str, home: Option<&Home>) -> Vec<Self> {
        let typed = Self::of(text);
        let Some(home) = home else { return vec![typed] };
        // With accents in the name alone, the other words would count as spelled out.
        let is_plain = vitext::fold(text) == text.to_lowercase();
        let mut readings = vec![typed.at(&home.words, home)];
        for name in &home.also {
            let name = if is_plain { vitext::fold(name) } else { name.clone() };
            let other = text.replacen(&home.words, &name, 1);
            readings.push(Self::of(&other).at(&name, home));
        }
        readings
    }

    /// The reading with the units of a name in it known as such, when it holds them.
    pub(crate) fn at(mut self, name: &str, home: &Home) -> Self {
        let first = |unit: &Unit| unit.ways.first().map(|way| way.term.clone());
        let name: Vec<_> = Self::of(name).units.iter().map(first).collect();
        let units: Vec<_> = self.units.iter().map(first).collect();
        let found = units.windows(name.len().max(1)).position(|part| part == name);
        if let Some(from) = found {
            let units = from..from + name.len();
            self.units.iter_mut().take(units.end).skip(from).for_each(|u| u.need = Need::Wanted);
            self.at = Some(At { units, sites: home.sites.as_slice().into() });
        }
        self
    }

    /// Whether a unit names where something is.
    pub(crate) fn is_place(&self, unit: usize) -> bool {
        self.at.as_ref().is_some_and(|at| at.units.contains(&unit))
    }

    /// The units of the name of a place.
    pub(crate) fn place(&self) -> &[Unit] {
        let units = self.at.as_ref().map(|at| at.units.clone()).unwrap_or_default();
        self.units.get(units).unwrap_or_default()
    }

    pub(crate) fn of(text: &str) -> Self {
        // The first characters alone, so that no length of a question costs more.
        let text: String =
            text.chars().take(CHARS_MAX).map(|c| if c.is_control() { ' ' } else { c }).collect();
        let mut analysis = Analysis::default();
        Analyser::new().analyse(&text, WORDS_MAX, &mut analysis);
        let is_accented = analysis.terms().any(|term| term.form == Form::Exact);
        let mut reading = Self::default();
        let mut next = 0;
        let terms: Vec<_> = analysis.terms().collect();
        for term in &terms {
            if term.form == Form::Symbol {
                reading.symbols.push(term.text.to_owned());
            }
            if term.position < next || term.form != Form::Folded {
                continue;
            }
            let here = || terms.iter().filter(|other| other.position == term.position);
            let long = here().filter(|other| other.form == Form::Short).max_by_key(|o| o.words);
            if let Some(short) = long {
                next = term.position + short.words;
                let typed = text.get(short.bytes.clone()).unwrap_or_default();
                reading.units.push(Unit::short(short.text, short.words, typed));
                continue;
            }
            next = term.position + 1;
            let typed = text.get(term.bytes.clone()).unwrap_or_default();
            let exact = here().find(|other| other.form == Form::Exact).map(|o| o.text.to_owned());
            let long = vitext::long_forms(term.text).map(|long| vitext::words(long).count()).max();
            if let Some(words) = long {
                let words = u32::try_from(words).unwrap_or(1);
                reading.units.push(Unit::short(term.text, words, typed));
                continue;
            }
            reading.units.push(Unit::word(term.text, exact, typed, is_accented));
        }
        // A question of stop words alone asks for them.
        if reading.units.iter().all(|unit| unit.need == Need::Helpful) {
            for unit in &mut reading.units {
                unit.need = Need::Wanted;
            }
        }
        reading
    }

    /// The units that must be there, but for those that only say where.
    pub(crate) fn wanted(&self) -> impl Iterator<Item = &Unit> {
        let units = self.units.iter().enumerate();
        units
            .filter(|(at, unit)| unit.need == Need::Wanted && !self.is_place(*at))
            .map(|(_, unit)| unit)
    }
}

impl Unit {
    /// An abbreviation, whichever form was typed: the index holds the short one for both.
    fn short(short: &str, words: u32, typed: &str) -> Self {
        Self {
            ways: vec![Way { term: short.to_owned(), exact: None, factor: 1.0 }],
            span: words,
            need: Need::Wanted,
            typed: typed.to_owned(),
        }
    }

    fn word(folded: &str, exact: Option<String>, typed: &str, is_accented: bool) -> Self {
        let spelled = exact.as_deref().and_then(|exact| exact.split_once(EXACT)).map(|(_, e)| e);
        // Without accents *cho* may be a market (chợ): only a word spelled out is a stop word.
        let is_stop = is_accented && is_stop_word(spelled.unwrap_or(folded));
        let mut ways = vec![Way { term: folded.to_owned(), exact, factor: 1.0 }];
        // Abbreviations stand in capitals; keys left over from a keyboard are small letters or both.
        if let Some(meant) = meant_by_keys(typed) {
            let folded = vitext::fold(&meant);
            let exact = (folded != meant).then(|| format!("{folded}{EXACT}{meant}"));
            ways.push(Way { term: folded, exact, factor: 1.0 });
        }
        let need = if is_stop { Need::Helpful } else { Need::Wanted };
        Self { ways, span: 1, need, typed: typed.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn terms(text: &str) -> Vec<String> {
        let reading = Reading::of(text);
        reading.units.iter().filter_map(|unit| unit.ways.first()).map(|w| w.term.clone()).collect()
    }

    #[test]
    fn a_long_form_and_its_short_one_are_the_same_unit() {
        assert_eq!(terms("Ủy ban nhân dân xã"), ["ubnd", "xa"]);
        assert_eq!(terms("UBND xã"), ["ubnd", "xa"]);
        assert_eq!(terms("quyet dinh 60"), ["qd", "60"]);
    }

    #[test]
    fn a_symbol_is_asked_for_whole_and_in_parts() {
        let reading = Reading::of("60/2014/QĐ-UBND");
        assert_eq!(reading.symbols, ["60/2014", "60/2014/qd-ubnd"]);
        assert_eq!(terms("60/2014/QĐ-UBND"), ["60", "2014", "qd", "ubnd"]);
    }

    #[test]
    fn stop_words_help_but_are_not_asked_for_unless_alone() {
        let wanted = |text: &str| Reading::of(text).wanted().count();
        assert_eq!(wanted("những quyền của người dân"), 3);
        assert_eq!(wanted("của những"), 2);
        assert_eq!(wanted("cho"), 1);
    }

    #[test]
    fn a_name_of_a_place_is_read_with_its_other_names() {
        let home = Home {
            words: "xa an xuyen".to_owned(),
            also: vec!["Phường An Xuyên".to_owned()],
            sites: vec![7],
        };
        let readings = Reading::all_of("lich xa an xuyen", Some(&home));
        let places: Vec<_> = readings.iter().map(|r| r.at.clone().unwrap().units).collect();
        assert_eq!(places, [1..4, 1..4]);
        assert!(readings.iter().all(|reading| reading.wanted().count() == 1));
        assert_eq!(readings[1].place()[0].ways[0].term, "phuong");
        assert_eq!(readings[1].place()[0].ways[0].exact, None, "accents were left out");
        assert!(Reading::all_of("lich xa", Some(&home)).iter().all(|r| r.at.is_none()));
        let home = Home { words: "p9".to_owned(), also: vec!["Phường 9".to_owned()], ..home };
        let readings = Reading::all_of("tiem chung p9", Some(&home));
        let places: Vec<_> = readings.iter().map(|r| r.at.clone().unwrap().units).collect();
        assert_eq!(places, [2..3, 2..4]);
    }

    #[test]
    fn keys_left_over_from_a_keyboard_are_one_more_way() {
        let reading = Reading::of("ddaats ddai");
        let ways: Vec<_> = reading
            .units
            .iter()
            .map(|unit| unit.ways.iter().map(|w| w.term.as_str()).collect::<Vec<_>>())
            .collect();
        assert_eq!(ways, [vec!["ddaats", "dat"], vec!["ddai", "dai"]]);
    }

    #[test]
    fn a_hostile_question_is_cut() {
        assert!(Reading::of(&"a b ".repeat(10_000)).units.len() <= WORDS_MAX);
        assert!(Reading::of("\u{0}\u{7}((((((\"").units.is_empty());
    }
}
