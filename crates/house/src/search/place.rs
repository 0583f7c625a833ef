//! The place graph: communes and districts that are no more, what they have become, and which sites are
//! where. A question that names a place finds what is there now, and is told so.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use arc_swap::ArcSwap;
use conglang_kernel::SiteId;
use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Db, Reach};
use conglang_platform::fault::Outcome;
use serde::Deserialize;

use super::place_name::{Name, Spoken};

/// The mergers of resolution 1655/NQ-UBTVQH15, for where nobody has read a file of mergers into the register
/// (`conglang unit succession`); of use only where these units are known.
const MERGERS: &str = include_str!("../../../../data/units/merge_2025_camau.csv");

/// The day on which those mergers took effect.
const MERGED_ON: &str = "2025-07-01";

/// What an old place has become.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Became {
    /// The new unit: *Phường An Xuyên*.
    pub name: String,
    /// Whether all of the old place lies in it.
    pub is_whole: bool,
}

/// A commune or district that is no more as it was.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OldPlace {
    /// Its name with its kind: *Xã An Xuyên*, *Huyện Cái Nước*.
    pub name: String,
    /// The district it lay in; none for a district itself.
    pub district: Option<String>,
    /// What it has become, by name.
    pub became: Vec<Became>,
    /// Since when, `yyyy-mm-dd`.
    pub since: String,
    /// The name, as questions speak of it.
    pub(super) spoken: Name,
}

impl OldPlace {
    fn new(name: String, district: Option<String>, since: String) -> Self {
        let spoken = Name::of(&name);
        Self { name, district, became: Vec::new(), since, spoken }
    }

    /// A commune of the past in full, for tests.
    #[cfg(test)]
    pub(super) fn of(name: &str, district: &str, became: &str) -> Self {
        let (district, since) = (Some(district.to_owned()), MERGED_ON.to_owned());
        let mut place = Self::new(name.to_owned(), district, since);
        place.add(became, true);
        place
    }

    fn add(&mut self, name: &str, is_whole: bool) {
        match self.became.iter_mut().find(|became| became.name == name) {
            Some(became) => became.is_whole &= is_whole,
            None => self.became.push(Became { name: name.to_owned(), is_whole }),
        }
    }

    /// Whether it goes on under its very name: then there is nothing to tell.
    fn goes_on(&self) -> bool {
        matches!(self.became.as_slice(), [only] if only.name == self.name)
    }
}

#[derive(Deserialize)]
struct Merger {
    old_code: String,
    old_name: String,
    new_code: String,
    new_name: String,
    extent: String,
    old_district: String,
}

#[derive(FromRow)]
struct EdgeRow {
    old_name: String,
    old_district: Option<String>,
    new_name: String,
    extent: String,
    happened_on: String,
}

/// A unit that has a site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct UnitAt {
    pub name: String,
    pub site: SiteId,
    pub spoken: Name,
}

impl UnitAt {
    pub(super) fn of(name: &str, site: SiteId) -> Self {
        Self { name: name.to_owned(), site, spoken: Name::of(name) }
    }
}

/// The abolished districts by the words of their names.
#[derive(Default)]
struct Districts {
    /// Where among the old places.
    at: HashMap<Vec<String>, usize>,
    /// Words of the longest name.
    words_max: usize,
}

impl Districts {
    fn among(old: &[OldPlace]) -> Self {
        let mut districts = Self::default();
        for (index, place) in old.iter().enumerate().filter(|(_, p)| p.district.is_none()) {
            let name: Vec<String> = vitext::words(&place.name).map(spelled).collect();
            districts.words_max = districts.words_max.max(name.len());
            districts.at.entry(name).or_insert(index);
        }
        districts
    }
}

/// A word as it is compared: case and the place of the tone do not count.
fn spelled(word: &str) -> String {
    vitext::canonical_tone(&word.to_lowercase())
}

/// What is known of places.
#[derive(Default)]
pub(super) struct Known {
    pub old: Vec<OldPlace>,
    districts: Districts,
    pub units: Vec<UnitAt>,
    /// The units that old places have become, by name.
    pub today: Vec<(String, Name)>,
}

impl Known {
    pub(super) fn new(old: Vec<OldPlace>, units: Vec<UnitAt>) -> Self {
        let mut today: Vec<(String, Name)> = Vec::new();
        for became in old.iter().flat_map(|place| &place.became) {
            if !today.iter().any(|(name, _)| *name == became.name) {
                today.push((became.name.clone(), Name::of(&became.name)));
            }
        }
        Self { districts: Districts::among(&old), old, units, today }
    }
}

/// Places by name, kept at hand.
#[derive(Default)]
pub struct Places(pub(super) ArcSwap<Known>);

impl Places {
    /// Reads them anew: the successions of the register, and the known mergers of its units.
    ///
    /// # Errors
    /// When the database does not answer; what is at hand stays.
    pub async fn reload(&self, db: &Db) -> Outcome<()> {
        let mut connection = db.read(Reach::Installation).await?;
        let edges: Vec<EdgeRow> = connection
            .all(
                "SELECT o.name AS old_name, o.district AS old_district, n.name AS new_name,
                   c.extent, c.happened_on
                 FROM succession c JOIN unit o ON o.id = c.from_unit_id
                 JOIN unit n ON n.id = c.to_unit_id ORDER BY c.id",
                args![],
            )
            .await?;
        let known: Vec<(String, String)> =
            connection.all("SELECT code, name FROM unit", args![]).await?;
        // A province is everywhere in itself: to name it says nothing of where.
        let units: Vec<(String, i64)> = connection
            .all(
                "SELECT u.name, s.id FROM site s JOIN unit u ON u.id = s.unit_id
                 WHERE s.parent_id IS NOT NULL ORDER BY s.id",
                args![],
            )
            .await?;
        drop(connection);
        let units = units.into_iter().map(|(name, site)| UnitAt::of(&name, SiteId(site))).collect();
        self.0.store(Arc::new(Known::new(graph(edges, &known), units)));
        Ok(())
    }

    /// The old places a question names: with their kind anywhere in it, or by the bare name alone.
    pub fn named_in(&self, question: &str) -> Vec<OldPlace> {
        let question = Spoken::of(question);
        let known = self.0.load();
        let named: Vec<(&OldPlace, Range<usize>)> = known
            .old
            .iter()
            .filter_map(|place| Some((place, place.spoken.stands_in(&question)?)))
            .collect();
        // A name within a longer one is another place: Xã Tân Hưng in Xã Tân Hưng Tây.
        let is_within = |part: &Range<usize>| {
            let mut others = named.iter().map(|(_, other)| other);
            others.any(|o| o.start <= part.start && part.end <= o.end && part.len() < o.len())
        };
        named
            .iter()
            .filter(|(_, part)| !is_within(part))
            .map(|(place, _)| (*place).clone())
            .collect()
    }

    /// The abolished districts that a text speaks of as if they still were, each with the words as they
    /// stand there. Words such as *huyện Cái Nước cũ* or *trước đây* say that the writer knows.
    pub fn districts_in(&self, text: &str) -> Vec<(OldPlace, String)> {
        let words: Vec<(usize, &str)> = vitext::word_indices(text).collect();
        let spelled: Vec<String> = words.iter().map(|(_, word)| spelled(word)).collect();
        let known = self.0.load();
        // Each once, with the first words that mean it.
        let mut found: BTreeMap<usize, String> = BTreeMap::new();
        for at in 0..words.len() {
            for length in 2..=known.districts.words_max.min(words.len() - at) {
                let part = spelled.get(at..at + length).unwrap_or_default();
                let Some(place) = known.districts.at.get(part) else { continue };
                if found.contains_key(place) || is_of_the_past(&words, at, length) {
                    continue;
                }
                if let (Some((from, _)), Some((last, word))) =
                    (words.get(at), words.get(at + length - 1))
                {
                    let quote = text.get(*from..last + word.len()).unwrap_or_default();
                    found.insert(*place, quote.to_owned());
                }
            }
        }
        let place = |(place, quote): (usize, String)| Some((known.old.get(place)?.clone(), quote));
        found.into_iter().filter_map(place).collect()
    }
}

/// Whether the words around a name say that it is of the past.
fn is_of_the_past(words: &[(usize, &str)], at: usize, length: usize) -> bool {
    let word = |index: usize| words.get(index).map(|(_, word)| word.to_lowercase());
    let after = (word(at + length), word(at + length + 1));
    let before = (at.checked_sub(2).and_then(word), at.checked_sub(1).and_then(word));
    let is = |word: &Option<String>, wanted: &str| word.as_deref() == Some(wanted);
    is(&after.0, "cũ")
        || (is(&after.0, "trước") && (is(&after.1, "đây") || is(&after.1, "kia")))
        || is(&before.1, "nguyên")
        || (is(&before.0, "trước") && is(&before.1, "là"))
        || (is(&before.0, "thuộc") && is(&before.1, "cũ"))
}

fn graph(edges: Vec<EdgeRow>, known: &[(String, String)]) -> Vec<OldPlace> {
    let mut places: BTreeMap<(String, Option<String>), OldPlace> = BTreeMap::new();
    let mut add = |old: &str, district: Option<&str>, new: &str, is_whole, since: &str| {
        let key = (old.to_owned(), district.map(str::to_owned));
        places
            .entry(key)
            .or_insert_with(|| {
                OldPlace::new(old.to_owned(), district.map(str::to_owned), since.to_owned())
            })
            .add(new, is_whole);
    };
    for edge in &edges {
        let district = edge.old_district.as_deref();
        let is_whole = edge.extent == "full";
        add(&edge.old_name, district, &edge.new_name, is_whole, &edge.happened_on);
        if let Some(district) = district {
            add(district, None, &edge.new_name, true, &edge.happened_on);
        }
    }
    let mergers = csv::Reader::from_reader(MERGERS.as_bytes());
    for merger in mergers.into_deserialize::<Merger>().flatten() {
        let is_known = known.iter().any(|(code, name)| {
            (*code == merger.old_code && vitext::folded_eq(name, &merger.old_name))
                || (*code == merger.new_code && vitext::folded_eq(name, &merger.new_name))
        });
        if !is_known {
            continue;
        }
        let is_whole = merger.extent == "full";
        let district = Some(merger.old_district.as_str());
        add(&merger.old_name, district, &merger.new_name, is_whole, MERGED_ON);
        // Every district is abolished; its communes together are it.
        add(&merger.old_district, None, &merger.new_name, true, MERGED_ON);
    }
    places.into_values().filter(|place| !place.goes_on()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn places(known: &[(&str, &str)]) -> Places {
        let known: Vec<(String, String)> =
            known.iter().map(|(code, name)| ((*code).to_owned(), (*name).to_owned())).collect();
        Places(ArcSwap::from_pointee(Known::new(graph(Vec::new(), &known), Vec::new())))
    }

    fn all_known() -> Places {
        let known: Vec<(String, String)> = csv::Reader::from_reader(MERGERS.as_bytes())
            .into_deserialize::<Merger>()
            .flatten()
            .map(|merger| (merger.old_code, merger.old_name))
            .collect();
        Places(ArcSwap::from_pointee(Known::new(graph(Vec::new(), &known), Vec::new())))
    }

    fn told(places: &Places, question: &str) -> Vec<String> {
        places
            .named_in(question)
            .into_iter()
            .map(|place| {
                let became: Vec<&str> = place.became.iter().map(|b| b.name.as_str()).collect();
                format!("{} → {}", place.name, became.join(", "))
            })
            .collect()
    }

    #[test]
    fn an_abolished_commune_says_what_it_became() {
        let places = all_known();
        for question in [
            "xã An Xuyên",
            "xa an xuyen",
            "đăng ký khai sinh xã An Xuyên",
            "An Xuyên",
            "khai sinh x. An Xuyên",
        ] {
            assert_eq!(told(&places, question), ["Xã An Xuyên → Phường An Xuyên"], "{question}");
        }
    }

    #[test]
    fn an_abolished_district_says_what_its_communes_became() {
        let told = told(&all_known(), "huyện Cái Nước");
        assert_eq!(told.len(), 1);
        assert!(told[0].contains("Xã Cái Nước"), "{told:?}");
    }

    #[test]
    fn a_text_that_speaks_of_an_abolished_district_is_told_once_unless_it_knows() {
        let places = all_known();
        let quotes = |text: &str| -> Vec<String> {
            places.districts_in(text).into_iter().map(|(_, quote)| quote).collect()
        };
        let two = "Bà con huyện Đầm Dơi và HUYỆN  CÁI NƯỚC, rồi huyện Cái Nước lần nữa";
        assert_eq!(quotes(two), ["HUYỆN  CÁI NƯỚC", "huyện Đầm Dơi"]);
        assert!(quotes("huyện Cái Nước cũ, nguyên huyện Đầm Dơi").is_empty());
        assert_eq!(quotes("huyện Cái Nước cũ; nay huyện Cái Nước"), ["huyện Cái Nước"]);
        for text in ["", "huyện", "huyện Cái", "huyen Cai Nuoc", "huyện Cãi Nước"] {
            assert!(quotes(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn other_accents_are_another_place_and_unknown_units_none() {
        assert!(told(&all_known(), "xã Ấn Xuyên").is_empty());
        assert!(told(&places(&[("1", "Xã Ba Vì")]), "xã An Xuyên").is_empty());
        assert!(told(&all_known(), "").is_empty());
    }
}
