//! Sorting by the Vietnamese alphabet.

use std::cmp::Ordering;
use std::sync::LazyLock;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::preferences::CollationNumericOrdering;
use icu_collator::{CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;

use crate::fold::{fold, nfc};

/// Letters, tones and case all count.
static WHOLE: LazyLock<Option<CollatorBorrowed<'static>>> =
    LazyLock::new(|| collator(Strength::Tertiary));

/// Letters and tones count, case does not.
static CASELESS: LazyLock<Option<CollatorBorrowed<'static>>> =
    LazyLock::new(|| collator(Strength::Secondary));

/// Compares two texts by the Vietnamese alphabet: a ă â b c d đ e ê …, tones in the order
/// ngang, huyền, hỏi, ngã, sắc, nặng, small letters before capitals, numbers by value, so that Ấp 2
/// comes before Ấp 10.
pub fn compare(a: &str, b: &str) -> Ordering {
    match &*WHOLE {
        Some(collator) => collator.compare(a, b),
        None => plain_key(a).cmp(&plain_key(b)),
    }
}

/// A key whose bytes sort as [`compare`] does. It holds no zero byte.
///
/// Keys may be kept in a database, and have to be made again when `icu_collator` gets new data.
pub fn sort_key(text: &str) -> Vec<u8> {
    let mut key = Vec::new();
    append_key(WHOLE.as_ref(), text, &mut key);
    key
}

/// A key that sorts people as Vietnamese lists do: by given name, which comes last, then by middle
/// names, then by family name. Case counts only between names that are otherwise the same.
pub fn name_key(full_name: &str) -> Vec<u8> {
    let words: Vec<&str> = full_name.split_whitespace().collect();
    let (family, middle, given) = match words.as_slice() {
        [] => ("", String::new(), ""),
        [given] => ("", String::new(), *given),
        [family, middle @ .., given] => (*family, middle.join(" "), *given),
    };
    let mut key = Vec::new();
    for part in [given, &middle, family] {
        append_key(CASELESS.as_ref(), part, &mut key);
        // Lower than any byte of a key, so Anh ends, and sorts, before Anh Thư.
        key.push(0);
    }
    append_key(WHOLE.as_ref(), &words.join(" "), &mut key);
    key
}

/// The collator for Vietnamese from data compiled into `icu_collator`.
fn collator(strength: Strength) -> Option<CollatorBorrowed<'static>> {
    let mut preferences = CollatorPreferences::from(&locale!("vi"));
    preferences.numeric_ordering = Some(CollationNumericOrdering::True);
    let mut options = CollatorOptions::default();
    options.strength = Some(strength);
    CollatorBorrowed::try_new(preferences, options).ok()
}

fn append_key(collator: Option<&CollatorBorrowed<'static>>, text: &str, key: &mut Vec<u8>) {
    match collator {
        Some(collator) => {
            let Ok(()) = collator.write_sort_key_to(text, key);
        }
        None => key.extend(plain_key(text)),
    }
}

/// The order for a build of `icu_collator` without Vietnamese data: rough, but an order.
fn plain_key(text: &str) -> Vec<u8> {
    // The separator is below all printable text; zero stays free for `name_key`.
    let key = [fold(text).as_bytes(), &[1], nfc(text).as_bytes()].concat();
    key.into_iter().map(|byte| byte.max(1)).collect()
}

#[cfg(test)]
mod tests;
