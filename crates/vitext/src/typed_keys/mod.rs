//! Typed keys: what somebody meant whose Telex or VNI keyboard was switched off.

use unicode_normalization::UnicodeNormalization;

use crate::fold::fold;
use crate::folded_syllable::is_folded_syllable;
use crate::tone::canonical_tone;

/// No syllable needs more keys.
const KEYS_MAX: usize = 12;

/// The word somebody meant who typed `ddaats` (Telex) or `d9a61t` (VNI): `đất`.
///
/// Nothing if the word is one as it stands, holds other letters than the keyboard's, or makes no
/// Vietnamese syllable. English words may make one (`test` is `tét`), so the answer is one more way
/// to read the word, never the only one.
pub fn meant_by_keys(word: &str) -> Option<String> {
    if word.len() > KEYS_MAX || !word.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return None;
    }
    let word = word.to_ascii_lowercase();
    let has_digit = word.bytes().any(|b| b.is_ascii_digit());
    if !word.starts_with(|c: char| c.is_ascii_alphabetic())
        || (!has_digit && is_folded_syllable(&word))
    {
        return None;
    }
    let mut made = Made::default();
    for key in word.chars() {
        if has_digit {
            made.vni(key)?;
        } else {
            made.telex(key);
        }
    }
    made.finish()
}

/// The syllable as far as it has been typed.
#[derive(Default)]
struct Made {
    letters: Vec<char>,
    tone: Option<char>,
    changed: bool,
}

impl Made {
    fn telex(&mut self, key: char) {
        let has_vowel = self.letters.iter().any(|c| is_vowel(*c));
        let tone = match key {
            's' => Some('\u{301}'),
            'f' => Some('\u{300}'),
            'r' => Some('\u{309}'),
            'x' => Some('\u{303}'),
            'j' => Some('\u{323}'),
            _ => None,
        };
        if let (Some(tone), true) = (tone, has_vowel) {
            self.tone = Some(tone);
            self.changed = true;
            return;
        }
        match key {
            'd' if self.bar_d() => {}
            'a' | 'e' | 'o' if self.replace_last(key, circumflexed(key)) => {}
            'w' => {
                if !self.horn_or_breve() {
                    self.letters.push('ư');
                    self.changed = true;
                }
            }
            _ => self.letters.push(key),
        }
    }

    fn vni(&mut self, key: char) -> Option<()> {
        let tone = match key {
            '1' => '\u{301}',
            '2' => '\u{300}',
            '3' => '\u{309}',
            '4' => '\u{303}',
            '5' => '\u{323}',
            '6' => {
                let found = ['a', 'e', 'o'].into_iter().find(|c| self.letters.contains(c))?;
                return self.replace_last(found, circumflexed(found)).then_some(());
            }
            '7' => return self.horn().then_some(()),
            '8' => return self.replace_last('a', 'ă').then_some(()),
            '9' => return self.bar_d().then_some(()),
            '0' => return None,
            _ => {
                self.letters.push(key);
                return Some(());
            }
        };
        self.tone = Some(tone);
        self.changed = true;
        Some(())
    }

    fn bar_d(&mut self) -> bool {
        match self.letters.first_mut() {
            Some(first) if *first == 'd' => {
                *first = 'đ';
                self.changed = true;
                true
            }
            _ => false,
        }
    }

    fn replace_last(&mut self, from: char, to: char) -> bool {
        match self.letters.iter_mut().rev().find(|c| **c == from) {
            Some(letter) => {
                *letter = to;
                self.changed = true;
                true
            }
            None => false,
        }
    }

    fn horn_or_breve(&mut self) -> bool {
        self.horn() || self.replace_last('a', 'ă')
    }

    /// ơ, ư, and both of ươ.
    fn horn(&mut self) -> bool {
        let o = self.replace_last('o', 'ơ');
        let has_uo = self.letters.windows(2).any(|pair| pair == ['u', 'ơ']);
        // In quơ and quở the u belongs to the q.
        let u_of_q = self.letters.first() == Some(&'q');
        if !o || (has_uo && !u_of_q) { self.replace_last('u', 'ư') || o } else { o }
    }

    fn finish(self) -> Option<String> {
        if !self.changed {
            return None;
        }
        let plain: String = self.letters.iter().collect();
        let folded = fold(&plain);
        let stops = folded.ends_with(['c', 'p', 't']) || folded.ends_with("ch");
        let rising = matches!(self.tone, None | Some('\u{301}' | '\u{323}'));
        if !is_folded_syllable(&folded) || (stops && !rising) {
            return None;
        }
        let Some(tone) = self.tone else { return Some(plain) };
        // The tone on the first vowel; the canonical place is found from there.
        let at = self.letters.iter().position(|c| is_vowel(*c))?;
        let mut toned = String::new();
        for (index, letter) in self.letters.iter().enumerate() {
            toned.push(*letter);
            if index == at {
                toned.push(tone);
            }
        }
        let toned: String = toned.nfc().collect();
        Some(canonical_tone(&toned))
    }
}

fn circumflexed(vowel: char) -> char {
    match vowel {
        'a' => 'â',
        'e' => 'ê',
        _ => 'ô',
    }
}

fn is_vowel(c: char) -> bool {
    matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'ă' | 'â' | 'ê' | 'ô' | 'ơ' | 'ư')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn leftovers_of_telex_are_read() {
        for (typed, meant) in [
            ("ddaats", "đất"),
            ("ddai", "đai"),
            ("cas", "cá"),
            ("dduwowngf", "đường"),
            ("nguwowif", "người"),
            ("thuw", "thư"),
            ("quyeets", "quyết"),
            ("ddinhj", "định"),
            ("hoaf", "hòa"),
            ("khoer", "khỏe"),
            ("tooi", "tôi"),
            ("xax", "xã"),
        ] {
            assert_eq!(meant_by_keys(typed).as_deref(), Some(meant), "{typed}");
        }
    }

    #[test]
    fn leftovers_of_vni_are_read() {
        for (typed, meant) in
            [("d9a61t", "đất"), ("d9ai", "đai"), ("ngu7o7i2", "người"), ("xa4", "xã")]
        {
            assert_eq!(meant_by_keys(typed).as_deref(), Some(meant), "{typed}");
        }
    }

    #[test]
    fn words_that_stand_for_themselves_are_left_alone() {
        for word in
            ["dat", "60", "2014", "qd", "ubnd", "đất", "", "qh13", "covid19", "a1b2c3d4e5f6g7"]
        {
            assert_eq!(meant_by_keys(word), None, "{word}");
        }
    }

    proptest! {
        #[test]
        fn whatever_is_typed_the_answer_is_a_syllable(word in "[a-z0-9]{0,14}") {
            if let Some(meant) = meant_by_keys(&word) {
                prop_assert!(is_folded_syllable(&fold(&meant)), "{meant}");
            }
        }

        #[test]
        fn any_text_is_safe(word in "\\PC{0,20}") {
            let _ = meant_by_keys(&word);
        }
    }
}
