//! Parts of files: what a player asks for when somebody jumps into a video (RFC 9110, 14).

use std::ops::Range;

use http::{HeaderMap, header};

/// What is asked for of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// All of it.
    Whole,
    /// These bytes.
    Part(Range<u64>),
    /// Bytes it does not have.
    Nothing,
}

/// Reads what is asked for of a file of `size` bytes with a strong `tag`. Several parts at once, other
/// units and what cannot be understood count as not asked, as the standard has it.
pub fn wanted(headers: &HeaderMap, tag: &str, size: u64) -> Wanted {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok()).map(str::trim);
    // Bytes of another version must not be joined to what the reader has.
    if text(header::IF_RANGE).is_some_and(|known| known != tag) {
        return Wanted::Whole;
    }
    let Some(asked) = text(header::RANGE).and_then(|range| range.strip_prefix("bytes=")) else {
        return Wanted::Whole;
    };
    let Some((first, last)) = asked.split_once('-') else { return Wanted::Whole };
    let number = |digits: &str| {
        let sound = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
        sound.then(|| digits.parse::<u64>().unwrap_or(u64::MAX))
    };
    let range = match (number(first.trim()), number(last.trim())) {
        (Some(first), Some(last)) if first <= last => first..last.saturating_add(1).min(size),
        (Some(first), None) if last.trim().is_empty() => first..size,
        (None, Some(0)) if first.trim().is_empty() => return Wanted::Nothing,
        (None, Some(count)) if first.trim().is_empty() => size.saturating_sub(count)..size,
        _ => return Wanted::Whole,
    };
    if range.start >= size { Wanted::Nothing } else { Wanted::Part(range) }
}

#[cfg(test)]
mod tests {
    use http::HeaderValue;
    use proptest::prelude::*;

    use super::*;

    fn asked(range: &str, if_range: Option<&str>) -> Wanted {
        let mut headers = HeaderMap::new();
        headers.insert(header::RANGE, HeaderValue::from_str(range).unwrap());
        if let Some(tag) = if_range {
            headers.insert(header::IF_RANGE, HeaderValue::from_str(tag).unwrap());
        }
        wanted(&headers, "\"a\"", 100)
    }

    #[test]
    fn a_player_gets_the_bytes_it_names() {
        assert_eq!(asked("bytes=0-9", None), Wanted::Part(0..10));
        assert_eq!(asked("bytes=90-", None), Wanted::Part(90..100));
        assert_eq!(asked("bytes=-5", None), Wanted::Part(95..100));
        assert_eq!(asked("bytes=-500", None), Wanted::Part(0..100));
        assert_eq!(asked("bytes=50-99999999999999999999", None), Wanted::Part(50..100));
    }

    #[test]
    fn bytes_that_are_not_there_are_refused_and_nonsense_is_not_heard() {
        assert_eq!(asked("bytes=100-", None), Wanted::Nothing);
        assert_eq!(asked("bytes=-0", None), Wanted::Nothing);
        for text in ["bytes=9-1", "bytes=a-b", "bytes=0-1,5-6", "items=0-1", "bytes=", "bytes=-"] {
            assert_eq!(asked(text, None), Wanted::Whole, "{text}");
        }
    }

    #[test]
    fn another_version_is_sent_whole() {
        assert_eq!(asked("bytes=0-9", Some("\"a\"")), Wanted::Part(0..10));
        assert_eq!(asked("bytes=0-9", Some("\"b\"")), Wanted::Whole);
        assert_eq!(asked("bytes=0-9", Some("W/\"a\"")), Wanted::Whole);
    }

    proptest! {
        #[test]
        fn a_part_always_lies_within_the_file(range in "bytes=[0-9]{0,21}-[0-9]{0,21}", size in 0_u64..1000) {
            let mut headers = HeaderMap::new();
            headers.insert(header::RANGE, HeaderValue::from_str(&range).unwrap());
            if let Wanted::Part(part) = wanted(&headers, "\"a\"", size) {
                prop_assert!(part.start < part.end && part.end <= size);
            }
        }
    }
}
