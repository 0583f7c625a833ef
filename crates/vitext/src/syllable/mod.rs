//! Whether a word could be a Vietnamese syllable: an onset, a rhyme, and a tone the rhyme can bear.

use unicode_normalization::UnicodeNormalization;

/// Onsets, the longest of each letter first.
const ONSETS: &[&str] = &[
    "ngh", "ng", "nh", "n", "gh", "gi", "g", "kh", "k", "ch", "c", "ph", "th", "tr", "t", "qu",
    "b", "d", "đ", "h", "l", "m", "r", "s", "v", "x", "p",
];

/// Rhymes without their tones.
const RHYMES: &[&str] = &[
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "ă", "ăc",
    "ăm", "ăn", "ăng", "ăp", "ăt", "â", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "e", "ec",
    "em", "en", "eng", "eo", "ep", "et", "ê", "êch", "êm", "ên", "êng", "ênh", "êp", "êt", "êu",
    "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên", "iêng", "iêp",
    "iêt", "iêu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap",
    "oat", "oay", "oăc", "oăm", "oăn", "oăng", "oăt", "oc", "oe", "oen", "oeo", "oet", "oi", "om",
    "on", "ong", "ooc", "oong", "op", "ot", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ơ",
    "ơi", "ơm", "ơn", "ơp", "ơt", "u", "ua", "uâ", "uân", "uâng", "uât", "uây", "uc", "uê", "uêch",
    "uênh", "ui", "um", "un", "ung", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "up", "ut", "uy",
    "uya", "uych", "uynh", "uyên", "uyêt", "uyt", "uyp", "uyu", "uơ", "ư", "ưa", "ưc", "ưi", "ưm",
    "ưn", "ưng", "ưt", "ưu", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu", "y", "yêm",
    "yên", "yêng", "yêt", "yêu", "ynh", "yt",
];

/// The five written tones, as combining marks.
const TONES: [char; 5] = ['\u{300}', '\u{301}', '\u{303}', '\u{309}', '\u{323}'];

/// Whether the word is spelled as a Vietnamese syllable can be, in any letter case. Says nothing of
/// whether the syllable means something.
pub fn is_syllable(word: &str) -> bool {
    // The longest, "nghiêng", has seven letters, each of up to three characters when taken apart.
    if word.is_empty() || word.len() > 32 {
        return false;
    }
    let mut bare = String::with_capacity(word.len());
    let mut tone = None;
    for c in word.nfd() {
        if TONES.contains(&c) {
            if tone.replace(c).is_some() {
                return false;
            }
        } else {
            bare.extend(c.to_lowercase());
        }
    }
    let bare: String = bare.nfc().collect();
    splits(&bare).any(|rhyme| RHYMES.contains(&rhyme) && bears(rhyme, tone))
}

/// What may be the rhyme: the word itself, and what is left after each onset it can begin with.
fn splits(bare: &str) -> impl Iterator<Item = &str> {
    let after = ONSETS.iter().filter_map(move |onset| bare.strip_prefix(onset));
    // In "gì" and "giếng" the i is the rhyme's as well as the onset's; in "quốc" the u is.
    let shared = ["g", "q"].into_iter().filter_map(move |onset| bare.strip_prefix(onset));
    std::iter::once(bare).chain(after).chain(shared)
}

/// A syllable that ends in a stop has only the rising or the heavy tone.
fn bears(rhyme: &str, tone: Option<char>) -> bool {
    let stopped = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
    !stopped || matches!(tone, Some('\u{301}' | '\u{323}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vietnamese_syllables_are_told() {
        let text = "Cộng hòa xã hội chủ nghĩa Việt Nam Độc lập Tự do Hạnh phúc gì giếng giữa quốc \
            quyết quanh nghiêng khuỷu ngoằn ngoèo xoong thuở huỳnh ẢNH ƯỚC yêu uỷ ủy quý hoà hòa \
            qua quả nguyễn khuya tuýp quýt rượu";
        for word in text.split_whitespace() {
            assert!(is_syllable(word), "{word}");
        }
    }

    #[test]
    fn other_words_are_not() {
        let text = "déjà été résumé straße straight string of for über bbất củaandy cat việtt x2 \
            ặặ naïve Brontë khôngg lịchh";
        for word in text.split_whitespace() {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
