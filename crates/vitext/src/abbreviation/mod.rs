//! Abbreviations: the short and the long form of what offices write every day, from a data file.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::fold::fold;
use crate::tone::canonical_tone;
use crate::words::words;

/// One long form that has a short one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abbreviation {
    /// As written: `UBND`.
    pub short: &'static str,
    /// As written: `Ủy ban nhân dân`.
    pub long: &'static str,
    /// The short form folded: `ubnd`.
    pub folded: String,
    /// The words of the long form in lower case, with accents and without.
    pub(crate) words: Vec<(String, String)>,
}

static ALL: LazyLock<Vec<Abbreviation>> = LazyLock::new(|| {
    include_str!("../../data/abbreviations_vi.csv")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let (short, long) = line.split_once(',')?;
            let long = long.trim().trim_matches('"');
            let words = words(long)
                .map(|word| (canonical_tone(&word.to_lowercase()), fold(word)))
                .collect();
            Some(Abbreviation { short, long, folded: fold(short), words })
        })
        .collect()
});

/// By the first folded word of the long form, longest first.
static BY_FIRST: LazyLock<HashMap<&'static str, Vec<&'static Abbreviation>>> =
    LazyLock::new(|| {
        let mut map: HashMap<&str, Vec<&Abbreviation>> = HashMap::new();
        for abbreviation in ALL.iter() {
            if let Some((_, first)) = abbreviation.words.first() {
                map.entry(first).or_default().push(abbreviation);
            }
        }
        for list in map.values_mut() {
            list.sort_by_key(|abbreviation| std::cmp::Reverse(abbreviation.words.len()));
        }
        map
    });

/// Every abbreviation of the data file.
pub fn abbreviations() -> &'static [Abbreviation] {
    &ALL
}

/// The long forms of a short one, in any case, with or without accents: `ubnd` is *Ủy ban nhân dân*.
pub fn long_forms(short: &str) -> impl Iterator<Item = &'static str> {
    let folded = fold(short);
    ALL.iter().filter(move |abbreviation| abbreviation.folded == folded).map(|found| found.long)
}

/// Those whose long form begins with this folded word, longest first.
pub(crate) fn beginning_with(folded: &str) -> &'static [&'static Abbreviation] {
    BY_FIRST.get(folded).map_or(&[], Vec::as_slice)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::folded_syllable::is_folded_syllable;

    #[test]
    fn a_short_form_is_never_a_word_of_its_own() {
        for abbreviation in abbreviations() {
            assert!(!is_folded_syllable(&abbreviation.folded), "{abbreviation:?}");
            assert!(abbreviation.words.len() > 1, "{abbreviation:?}");
        }
        assert!(abbreviations().len() > 90);
    }

    #[test]
    fn short_forms_are_read_with_and_without_accents() {
        assert!(long_forms("GCNQSDD").any(|long| long == "giấy chứng nhận quyền sử dụng đất"));
        assert!(long_forms("ubnd").any(|long| long == "Ủy ban nhân dân"));
        assert_eq!(long_forms("xyz").count(), 0);
    }
}
