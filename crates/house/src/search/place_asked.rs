//! The place that a question names, with all that is there: what it is called otherwise, and its sites.

use std::ops::Range;

use conglang_kernel::SiteId;

use super::place::{Known, Places};
use super::place_name::Spoken;

/// A place a question names.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlaceAsked {
    /// The words that name it, as they stand in the question.
    pub words: String,
    /// Whether nothing else is asked for.
    pub is_all: bool,
    /// What it is called otherwise: the units of today where it is one of the past, and its full name
    /// where the question has a short one.
    pub names: Vec<String>,
    /// The sites that are there.
    pub sites: Vec<SiteId>,
    /// The unit of today whose name was asked for, when only units of the past have sites.
    pub without_site: Option<String>,
}

/// A commune of the past that went into a unit of today.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct MadeOf {
    /// Its name with its kind.
    pub name: String,
    /// Whether all of it did.
    pub is_whole: bool,
    /// Since when, `yyyy-mm-dd`.
    pub since: String,
}

impl Places {
    /// The place a question names; the longest name where there are several.
    pub fn asked_for(&self, question: &str) -> Option<PlaceAsked> {
        let known = self.0.load();
        let spoken = Spoken::of(question);
        let found: Vec<(&str, Range<usize>)> = known
            .units
            .iter()
            .map(|unit| (unit.name.as_str(), &unit.spoken))
            .chain(known.old.iter().map(|place| (place.name.as_str(), &place.spoken)))
            .chain(known.today.iter().map(|(name, spoken)| (name.as_str(), spoken)))
            .filter_map(|(name, named)| Some((name, named.stands_in(&spoken)?)))
            .collect();
        let (_, place) =
            found.iter().max_by_key(|(_, place)| (place.len(), usize::MAX - place.start))?;
        let mut names: Vec<&str> = Vec::new();
        for (name, _) in found.iter().filter(|(_, other)| other == place) {
            if !names.contains(name) {
                names.push(name);
            }
        }
        let words = spoken.part(place).to_owned();
        let became = known.became(&names);
        let mut sites = known.sites(&names);
        sites.extend(known.sites(&became));
        sites.extend(known.sites(&known.within(&names)));
        let mut without_site = None;
        if sites.is_empty() {
            let before = known.before(&names);
            sites = known.sites(&before);
            without_site = names.first().filter(|_| !sites.is_empty()).map(|n| (*n).to_owned());
        }
        let mut others: Vec<String> = Vec::new();
        for name in names.into_iter().chain(became) {
            if !vitext::folded_eq(name, &words) && !others.iter().any(|other| other == name) {
                others.push(name.to_owned());
            }
        }
        sites.sort_unstable_by_key(|site| site.0);
        sites.dedup();
        let is_known = !sites.is_empty() || !others.is_empty();
        let is_all = spoken.is_all(place);
        is_known.then_some(PlaceAsked { words, is_all, names: others, sites, without_site })
    }

    /// The communes of the past that went into a unit of today, whole ones first.
    pub fn made_of(&self, unit: &str) -> Vec<MadeOf> {
        let known = self.0.load();
        let mut found: Vec<MadeOf> = Vec::new();
        // A district went into all that its communes went into.
        for place in known.old.iter().filter(|place| place.district.is_some()) {
            if let Some(became) = place.became.iter().find(|became| became.name == unit) {
                let (name, since) = (place.name.clone(), place.since.clone());
                found.push(MadeOf { name, is_whole: became.is_whole, since });
            }
        }
        found.sort_by(|a, b| {
            b.is_whole.cmp(&a.is_whole).then_with(|| vitext::compare(&a.name, &b.name))
        });
        found
    }
}

impl Known {
    /// The communes of the past that lay in districts of these names.
    fn within(&self, names: &[&str]) -> Vec<&str> {
        let is_named = |district: &String| names.contains(&district.as_str());
        let communes =
            self.old.iter().filter(|place| place.district.as_ref().is_some_and(is_named));
        communes.map(|place| place.name.as_str()).collect()
    }

    fn became(&self, names: &[&str]) -> Vec<&str> {
        let old = self.old.iter().filter(|place| names.contains(&place.name.as_str()));
        old.flat_map(|place| &place.became).map(|became| became.name.as_str()).collect()
    }

    /// The communes of the past that went into units of these names.
    fn before(&self, names: &[&str]) -> Vec<&str> {
        let communes = self.old.iter().filter(|place| place.district.is_some());
        communes
            .filter(|place| place.became.iter().any(|unit| names.contains(&unit.name.as_str())))
            .map(|place| place.name.as_str())
            .collect()
    }

    fn sites(&self, names: &[&str]) -> Vec<SiteId> {
        let units = self.units.iter().filter(|unit| names.contains(&unit.name.as_str()));
        units.map(|unit| unit.site).collect()
    }
}

#[cfg(test)]
mod tests {
    use arc_swap::ArcSwap;

    use super::*;
    use crate::search::place::{OldPlace, UnitAt};

    fn places(old: &[(&str, &str)], sites: &[(&str, i64)]) -> Places {
        let old =
            old.iter().map(|(name, new)| OldPlace::of(name, "Huyện Rừng Tràm", new)).collect();
        let units = sites.iter().map(|(name, site)| UnitAt::of(name, SiteId(*site))).collect();
        Places(ArcSwap::from_pointee(Known::new(old, units)))
    }

    fn sites(asked: &PlaceAsked) -> Vec<i64> {
        asked.sites.iter().map(|site| site.0).collect()
    }

    #[test]
    fn an_old_name_within_a_question_leads_to_the_sites_and_names_of_today() {
        let places = places(&[("Xã Cây Dừa", "Phường Bến Dừa")], &[("Phường Bến Dừa", 3)]);
        let asked = places.asked_for("lịch tiếp dân xã Cây Dừa tháng 7").unwrap();
        assert_eq!((asked.words.as_str(), asked.is_all), ("xã Cây Dừa", false));
        assert_eq!((sites(&asked), asked.names), (vec![3], vec!["Phường Bến Dừa".to_owned()]));
        assert_eq!(places.asked_for("lịch tiếp dân"), None);
    }

    #[test]
    fn a_district_of_the_past_leads_to_the_sites_of_its_communes() {
        let places = places(
            &[("Huyện Rừng Tràm", "Phường Bến Dừa"), ("Xã Cây Dừa", "Phường Bến Dừa")],
            &[("Xã Cây Dừa", 1), ("Xã Khác", 2)],
        );
        let asked = places.asked_for("tiêm chủng huyện Rừng Tràm").unwrap();
        assert_eq!(sites(&asked), [1]);
    }

    #[test]
    fn a_longer_name_is_another_place() {
        let old = [("Xã Tân Hưng", "Xã Bến Dừa"), ("Xã Tân Hưng Tây", "Xã Cồn Dừa")];
        let places = places(&old, &[("Xã Bến Dừa", 1), ("Xã Cồn Dừa", 2)]);
        let told = |question: &str| {
            places.named_in(question).into_iter().map(|place| place.name).collect::<Vec<_>>()
        };
        assert_eq!(told("chợ xã Tân Hưng Tây"), ["Xã Tân Hưng Tây"]);
        assert_eq!(sites(&places.asked_for("chợ xã Tân Hưng Tây").unwrap()), [2]);
        assert_eq!(sites(&places.asked_for("chợ xã Tân Hưng").unwrap()), [1]);
    }

    #[test]
    fn a_new_name_leads_to_its_own_site_or_else_to_those_of_the_past() {
        let old = [("Xã Cây Dừa", "Phường Bến Dừa"), ("Xã Cồn Dừa", "Phường Bến Dừa")];
        let asked = |known: &[(&str, i64)]| {
            places(&old, known).asked_for("phuong ben dua").map(|asked| {
                assert!(asked.is_all);
                (sites(&asked), asked.without_site)
            })
        };
        assert_eq!(asked(&[("Phường Bến Dừa", 3), ("Xã Cây Dừa", 1)]), Some((vec![3], None)));
        let past = asked(&[("Xã Cồn Dừa", 2), ("Xã Cây Dừa", 1), ("Xã Khác", 9)]);
        assert_eq!(past, Some((vec![1, 2], Some("Phường Bến Dừa".to_owned()))));
        assert_eq!(asked(&[]), None);
        let made_of = places(&old, &[]).made_of("Phường Bến Dừa");
        assert_eq!(
            made_of.iter().map(|m| m.name.as_str()).collect::<Vec<_>>(),
            ["Xã Cây Dừa", "Xã Cồn Dừa"]
        );
    }

    #[test]
    fn a_short_kind_is_asked_for_by_its_full_name_as_well() {
        let places = places(&[], &[("Phường Bến Dừa", 3)]);
        let asked = places.asked_for("trường học P. Bến Dừa").unwrap();
        assert_eq!(
            (asked.words.as_str(), asked.names),
            ("P. Bến Dừa", vec!["Phường Bến Dừa".to_owned()])
        );
    }
}
