//! Folded words: whether one is shaped like a Vietnamese syllable whose marks were left out.

use std::collections::HashSet;
use std::sync::LazyLock;

/// What may stand before the rime, longest first.
const ONSETS: &[&str] = &[
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "g", "h",
    "k", "l", "m", "n", "p", "q", "r", "s", "t", "v", "x", "",
];

/// Every rime without its marks.
static RIMES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    "a ac ach ai am an ang anh ao ap at au ay e ec ech em en eng enh eo ep et eu i ia ich iec iem \
     ien ieng iep iet ieu im in inh ip it iu o oa oac oach oai oam oan oang oanh oao oap oat oay \
     oc oe oen oeo oet oi om on ong ooc oong op ot u ua uac uach uai uam uan uang uanh uao uap uat \
     uau uay uc ue uec uech uen ueng uenh ueo uep uet ui um un ung uo uoc uoi uom uon uong uop uot \
     uou up ut uu uy uya uych uyen uyet uynh uyp uyt uyu y yem yen yeng yet yeu ych ynh"
        .split_whitespace()
        .collect()
});

/// Whether a word, folded already, is shaped like a Vietnamese syllable.
///
/// The shape alone is judged: `dat` is one, `ddaats` and `test` are not.
pub fn is_folded_syllable(folded: &str) -> bool {
    ONSETS.iter().any(|onset| folded.strip_prefix(onset).is_some_and(|rime| RIMES.contains(rime)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn syllables_are_told_from_other_words() {
        for word in ["dat", "nghieng", "quyen", "uy", "ban", "gi", "khuyu", "xoong", "an", "yeu"] {
            assert!(is_folded_syllable(word), "{word}");
        }
        for word in ["ddaats", "test", "qd", "ubnd", "", "x", "2020", "dats", "street"] {
            assert!(!is_folded_syllable(word), "{word}");
        }
    }
}
