//! Numbers that are most likely somebody's own (Law 91/2025/QH15 on the protection of personal data).

use super::Advice;

/// How many characters before a number are looked at.
const LOOK_BACK: usize = 40;
/// Words before a telephone number that say it is an office's.
const OF_AN_OFFICE: [&str; 6] =
    ["đường dây nóng", "hotline", "trực ban", "số trực", "tổng đài", "văn phòng"];

pub(super) fn judge(field: &'static str, text: &str, found: &mut Vec<Advice>) {
    let mut told: Vec<&str> = Vec::new();
    for (at, number) in numbers(text) {
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let before = look_back(text, at);
        let Some(code) = code_of(number, &digits, &before) else { continue };
        if !told.contains(&number) {
            told.push(number);
            found.push(Advice::warning(field, code, number));
        }
    }
}

/// Words that name a bank account before its number.
const ACCOUNT_NUMBER: [&str; 5] = ["số tài khoản", "stk", "số tk", "tài khoản số", "tk số"];
/// Words that may name one, and may as well stand before a count or a sum.
const ACCOUNT: [&str; 2] = ["tài khoản", "tk"];

fn code_of(number: &str, digits: &str, before: &str) -> Option<&'static str> {
    let says = |words: &[&str]| words.iter().any(|word| holds_words(before, word));
    let length = digits.len();
    // Written at home with a 0, from abroad with 84.
    let subscriber = match digits.strip_prefix("84") {
        Some(rest) if length == 11 => Some(rest),
        _ => digits.strip_prefix('0').filter(|_| length == 10),
    };
    let is_mobile = subscriber.is_some_and(|rest| rest.starts_with(['3', '5', '7', '8', '9']));
    let is_account = says(&ACCOUNT_NUMBER) || (says(&ACCOUNT) && !is_mobile && !is_sum(number));
    if (6..=19).contains(&length) && is_account {
        return Some("personal-account");
    }
    // Citizens' identity numbers begin with the code of a province (001–096), a century and a sex.
    let is_province = matches!(digits.get(..3).and_then(|c| c.parse::<u16>().ok()), Some(1..=96));
    if length == 12 && is_province {
        return Some("personal-identity");
    }
    if (length == 9 || length == 12) && says(&["cmnd", "cccd", "chứng minh", "căn cước"]) {
        return Some("personal-identity");
    }
    (is_mobile && !says(&OF_AN_OFFICE)).then_some("personal-phone")
}

/// Whether whole words stand in a text: *tk* is not in *tkt*.
fn holds_words(text: &str, words: &str) -> bool {
    text.match_indices(words).any(|(at, found)| {
        let before = text.get(..at).and_then(|t| t.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|t| t.chars().next());
        !before.is_some_and(char::is_alphanumeric) && !after.is_some_and(char::is_alphabetic)
    })
}

/// Whether digits are grouped as sums and counts are: 1.250.000.
fn is_sum(number: &str) -> bool {
    let mut groups = number.split('.');
    let head = groups.next().unwrap_or_default();
    let rest: Vec<&str> = groups.collect();
    let in_digits = |group: &str| group.bytes().all(|byte| byte.is_ascii_digit());
    let is_head = (1..=3).contains(&head.len()) && !head.starts_with('0') && in_digits(head);
    is_head && !rest.is_empty() && rest.iter().all(|group| group.len() == 3 && in_digits(group))
}

/// Runs of digits, with the single spaces, dots and hyphens that people put between them.
fn numbers(text: &str) -> Vec<(usize, &str)> {
    let bytes = text.as_bytes();
    let mut numbers = Vec::new();
    let mut at = 0;
    while at < bytes.len() {
        if !bytes.get(at).is_some_and(u8::is_ascii_digit) {
            at += 1;
            continue;
        }
        let begun = at;
        let mut end = at;
        while let Some(byte) = bytes.get(at) {
            if byte.is_ascii_digit() {
                at += 1;
                end = at;
            } else if matches!(byte, b' ' | b'.' | b'-')
                && bytes.get(at + 1).is_some_and(u8::is_ascii_digit)
            {
                at += 1;
            } else if text.get(begun..at) == Some("84") && *byte == b')' {
                // (+84) 912 345 678
                at += 1;
            } else {
                break;
            }
        }
        // A number that goes on as a word or a symbol is the number of a document: 60/2014/QĐ.
        let next = text.get(end..).and_then(|rest| rest.chars().next());
        let previous = text.get(..begun).and_then(|rest| rest.chars().next_back());
        let is_part = |c: Option<char>| c.is_some_and(|c| c == '/' || c.is_alphanumeric());
        if !is_part(next) && !is_part(previous) {
            numbers.push((begun, text.get(begun..end).unwrap_or_default()));
        }
    }
    numbers
}

fn look_back(text: &str, at: usize) -> String {
    let before: Vec<char> =
        text.get(..at).unwrap_or_default().chars().rev().take(LOOK_BACK).collect();
    before.into_iter().rev().collect::<String>().to_lowercase()
}
