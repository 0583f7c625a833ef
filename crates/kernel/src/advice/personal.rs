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
        let Some(code) = code_of(&digits, &before) else { continue };
        if !told.contains(&number) {
            told.push(number);
            found.push(Advice::warning(field, code, number));
        }
    }
}

fn code_of(digits: &str, before: &str) -> Option<&'static str> {
    let says = |words: &[&str]| words.iter().any(|word| before.contains(word));
    let length = digits.len();
    if (6..=16).contains(&length) && says(&["số tài khoản", "stk", "số tk", "tài khoản số"])
    {
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
    let is_mobile = length == 10
        && digits.starts_with('0')
        && matches!(digits.as_bytes().get(1), Some(b'3' | b'5' | b'7' | b'8' | b'9'));
    (is_mobile && !says(&OF_AN_OFFICE)).then_some("personal-phone")
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
