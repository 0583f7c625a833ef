//! Tone placement: hoà and hòa are one word, written after two school rules.

use unicode_normalization::UnicodeNormalization;

use crate::fold::nfc;
use crate::words::word_indices;

/// What may follow the vowels of a syllable; k for names of the Central Highlands.
const CODAS: &[&str] = &["", "c", "ch", "k", "m", "n", "ng", "nh", "p", "t"];

/// The text in form C with the tone mark of every Vietnamese syllable where the older rule puts it:
/// hòa, khỏe, thúy, and likewise của, quý, già for the slips cuả, qúy, gìa.
///
/// The older rule is the canonical one because most place names are written by it. Letter case is
/// kept. A word that is not shaped like a Vietnamese syllable is left as it is. The result is meant
/// for comparing and indexing, not for correcting what people wrote.
pub fn canonical_tone(text: &str) -> String {
    let text = nfc(text);
    let mut canonical = String::with_capacity(text.len());
    let mut done = 0;
    for (start, word) in word_indices(&text) {
        canonical.push_str(text.get(done..start).unwrap_or_default());
        match with_tone_moved(word) {
            Some(moved) => canonical.push_str(&moved),
            None => canonical.push_str(word),
        }
        done = start + word.len();
    }
    canonical.push_str(text.get(done..).unwrap_or_default());
    canonical
}

/// Whether two texts are written with the same letters and tones. Accents count; tone placement,
/// Unicode form and letter case do not.
pub fn same_spelling(a: &str, b: &str) -> bool {
    a == b || canonical_tone(&a.to_lowercase()) == canonical_tone(&b.to_lowercase())
}

/// A letter with its tone taken off.
struct Letter {
    /// As written: â, Ơ, n.
    plain: char,
    lower: char,
    tone: Option<char>,
}

/// The word with its tone in the canonical place, or nothing if it is there already, or if this is
/// no Vietnamese syllable.
fn with_tone_moved(word: &str) -> Option<String> {
    if word.is_ascii() {
        return None;
    }
    let letters = word.chars().map(take_tone).collect::<Option<Vec<_>>>()?;
    let mut toned = letters.iter().enumerate().filter_map(|(at, l)| Some((at, l.tone?)));
    let (Some((from, tone)), None) = (toned.next(), toned.next()) else { return None };
    let to = tone_place(&letters)?;
    if from == to || !letters.get(from).is_some_and(|letter| is_vowel(letter.lower)) {
        return None;
    }
    let mut moved = String::with_capacity(word.len());
    for (at, letter) in letters.iter().enumerate() {
        if at == to {
            moved.extend([letter.plain, tone].into_iter().nfc());
        } else {
            moved.push(letter.plain);
        }
    }
    Some(moved)
}

/// Parts a letter from its tone. Nothing if what is left is not one character.
fn take_tone(c: char) -> Option<Letter> {
    let mut tone = None;
    let mut plain = std::iter::once(c).nfd().filter(|mark| {
        let is_tone = matches!(mark, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}');
        if is_tone {
            tone = Some(*mark);
        }
        !is_tone
    });
    let plain: Vec<char> = plain.by_ref().nfc().collect();
    let [plain] = plain[..] else { return None };
    let mut lower = plain.to_lowercase();
    let (Some(lower), None) = (lower.next(), lower.next()) else { return None };
    Some(Letter { plain, lower, tone })
}

/// The index of the letter that carries the tone, by the older rule.
fn tone_place(letters: &[Letter]) -> Option<usize> {
    let is_vowel_at = |at: &usize| letters.get(*at).is_some_and(|l| is_vowel(l.lower));
    let mut first = (0..letters.len()).find(is_vowel_at)?;
    let end = (first..letters.len()).find(|at| !is_vowel_at(at)).unwrap_or(letters.len());
    let coda: String = letters.get(end..)?.iter().map(|l| l.lower).collect();
    if !CODAS.contains(&coda.as_str()) {
        return None;
    }
    // In qu- and gi- the vowel letter belongs to the consonant before it.
    let onset: String = letters.get(..=first)?.iter().map(|l| l.lower).collect();
    if matches!(onset.as_str(), "qu" | "gi") && end - first > 1 {
        first += 1;
    }
    let vowels = letters.get(first..end)?;
    if let Some(marked) = vowels.iter().rposition(|l| is_marked_vowel(l.lower)) {
        return (vowels.len() <= 3).then_some(first + marked);
    }
    match (vowels.len(), coda.is_empty()) {
        (1, _) | (2, true) => Some(first),
        (2, false) | (3, _) => Some(first + 1),
        _ => None,
    }
}

fn is_vowel(lower: char) -> bool {
    matches!(lower, 'a' | 'e' | 'i' | 'o' | 'u' | 'y') || is_marked_vowel(lower)
}

fn is_marked_vowel(lower: char) -> bool {
    matches!(lower, 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư')
}

#[cfg(test)]
mod tests;
