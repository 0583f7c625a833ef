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

/// A name with the short forms in it written out: `UBND xã An Xuyên` is *Ủy ban nhân dân xã An Xuyên*.
/// Only capitals are short forms here, and only those that stand for one thing alone.
pub fn spelled_out(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for piece in name.split_inclusive(|c: char| !c.is_alphanumeric()) {
        let word = piece.trim_end_matches(|c: char| !c.is_alphanumeric());
        let is_short = word.chars().count() > 1 && word.chars().all(char::is_uppercase);
        let mut known = long_forms(word).filter(|_| is_short);
        match (known.next(), known.next()) {
            (Some(long), None) if out.is_empty() => {
                let mut letters = long.chars();
                out.extend(letters.next().into_iter().flat_map(char::to_uppercase));
                out.push_str(letters.as_str());
            }
            (Some(long), None) => out.push_str(long),
            _ => out.push_str(word),
        }
        out.push_str(piece.strip_prefix(word).unwrap_or_default());
    }
    out
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
    fn names_are_spelled_out_where_a_short_form_stands_for_one_thing() {
        for (name, long) in [
            ("UBND xã An Xuyên", "Ủy ban nhân dân xã An Xuyên"),
            ("Văn phòng HĐND-UBND xã", "Văn phòng Hội đồng nhân dân-Ủy ban nhân dân xã"),
            ("BCH Đoàn xã", "Ban chấp hành Đoàn xã"),
            ("PCCC", "PCCC"),
            ("Ubnd xã", "Ubnd xã"),
            ("Trạm Y tế xã Tân Lộc", "Trạm Y tế xã Tân Lộc"),
            ("", ""),
        ] {
            assert_eq!(spelled_out(name), long);
        }
    }

    #[test]
    fn short_forms_are_read_with_and_without_accents() {
        assert!(long_forms("GCNQSDD").any(|long| long == "giấy chứng nhận quyền sử dụng đất"));
        assert!(long_forms("ubnd").any(|long| long == "Ủy ban nhân dân"));
        assert_eq!(long_forms("xyz").count(), 0);
    }
}
