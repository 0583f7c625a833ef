//! How questions speak of a place: with its kind in full or short (*P. An Xuyên*, *TT Cái Nước*), with or
//! without accents; or by the bare name and nothing else.

use std::ops::Range;

/// Kinds of units with what is written for them, folded. The longer first.
const KINDS: [(&str, &str); 7] = [
    ("thanh pho", "tp"),
    ("thi tran", "tt"),
    ("thi xa", "tx"),
    ("dac khu", "dk"),
    ("phuong", "p"),
    ("huyen", "h"),
    ("xa", "x"),
];

/// A question, word by word.
pub(super) struct Spoken<'q> {
    text: &'q str,
    words: Vec<(Range<usize>, String)>,
    has_accents: bool,
}

impl<'q> Spoken<'q> {
    pub(super) fn of(text: &'q str) -> Self {
        let words = vitext::word_indices(text)
            .flat_map(|(at, word)| {
                // What is written short stands together with a number: P9.
                let cut = word.find(|c: char| c.is_ascii_digit()).unwrap_or_default();
                let parts = [0..cut, cut..word.len()].into_iter().filter(|part| !part.is_empty());
                parts.map(move |part| (at + part.start..at + part.end, part, word))
            })
            .map(|(bytes, part, word)| (bytes, vitext::fold(word.get(part).unwrap_or_default())))
            .collect();
        Self { text, words, has_accents: vitext::fold(text) != text.to_lowercase() }
    }

    /// The words in a place, as they were typed.
    pub(super) fn part(&self, place: &Range<usize>) -> &'q str {
        let words = self.words.get(place.clone()).unwrap_or_default();
        match (words.first(), words.last()) {
            (Some((first, _)), Some((last, _))) => {
                self.text.get(first.start..last.end).unwrap_or_default()
            }
            _ => "",
        }
    }

    /// Whether a place is all there is.
    pub(super) fn is_all(&self, place: &Range<usize>) -> bool {
        place.len() == self.words.len()
    }
}

/// A name with its kind.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Name {
    /// The words of the kind, folded.
    kind: Vec<String>,
    /// What is written short for them.
    short: Option<&'static str>,
    /// The words of the bare name, as they are written.
    bare: Vec<String>,
}

impl Name {
    pub(super) fn of(name: &str) -> Self {
        let folded: Vec<String> = vitext::words(name).map(vitext::fold).collect();
        let row = folded.join(" ");
        let known = KINDS
            .into_iter()
            .find(|(kind, _)| row.strip_prefix(kind).is_some_and(|rest| rest.starts_with(' ')));
        let length = known.map_or(1, |(kind, _)| kind.split(' ').count());
        Self {
            kind: folded.into_iter().take(length).collect(),
            short: known.map(|(_, short)| short),
            bare: vitext::words(name).skip(length).map(str::to_owned).collect(),
        }
    }

    /// Which words of a question name it.
    pub(super) fn stands_in(&self, question: &Spoken<'_>) -> Option<Range<usize>> {
        let length = self.bare.len();
        // Single words name too much; numbers (Phường 9) are named by their kind alone.
        if length > 1 && question.words.len() == length && self.is_bare_at(question, 0) {
            return Some(0..length);
        }
        (0..question.words.len()).find_map(|at| {
            let before = question.words.get(..at).unwrap_or_default();
            let kind = self.kind_before(before)?;
            self.is_bare_at(question, at).then_some(at - kind..at + length)
        })
    }

    /// How many words before the bare name say of what kind it is.
    fn kind_before(&self, before: &[(Range<usize>, String)]) -> Option<usize> {
        let from = before.len().checked_sub(self.kind.len());
        let full = from.and_then(|from| before.get(from..)).unwrap_or_default();
        let is_full = full.iter().zip(&self.kind).all(|((_, word), kind)| word == kind);
        if !full.is_empty() && is_full {
            return Some(self.kind.len());
        }
        let (_, last) = before.last()?;
        self.short.is_some_and(|short| short == last).then_some(1)
    }

    fn is_bare_at(&self, question: &Spoken<'_>, at: usize) -> bool {
        let part = question.words.get(at..at + self.bare.len()).unwrap_or_default();
        !part.is_empty()
            && part.len() == self.bare.len()
            && part.iter().zip(&self.bare).all(|((bytes, folded), word)| {
                let typed = question.text.get(bytes.clone()).unwrap_or_default();
                *folded == vitext::fold(word)
                    && (!question.has_accents || vitext::same_spelling(typed, word))
            })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found<'q>(name: &str, question: &'q str) -> Option<&'q str> {
        let spoken = Spoken::of(question);
        Name::of(name).stands_in(&spoken).map(|place| spoken.part(&place))
    }

    #[test]
    fn a_name_is_found_with_its_kind_in_full_or_short_or_alone() {
        let name = "Phường An Xuyên";
        for (question, part) in [
            ("lịch tiếp dân phường An Xuyên", "phường An Xuyên"),
            ("lich tiep dan P.An Xuyen?", "P.An Xuyen"),
            ("An Xuyên", "An Xuyên"),
        ] {
            assert_eq!(found(name, question), Some(part));
        }
        for question in ["lịch An Xuyên", "phường Ấn Xuyên", "xã An Xuyên", "phường An", ""]
        {
            assert_eq!(found(name, question), None, "{question}");
        }
        assert_eq!(found("Thị trấn Cái Nước", "tt cai nuoc co cho"), Some("tt cai nuoc"));
        assert_eq!(found("Thị xã Giá Rai", "thi xa gia rai"), Some("thi xa gia rai"));
        assert_eq!(found("Phường 9", "trạm y tế phường 9"), Some("phường 9"));
        assert_eq!(found("Phường 9", "tiem chung p9"), Some("p9"));
        assert_eq!(found("Phường 9", "9"), None);
    }
}
