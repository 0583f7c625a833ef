//! SubRip captions, as most programs write them, read as WebVTT, as browsers want them.

/// The captions as WebVTT; none when the bytes are no SubRip text in UTF-8.
pub fn subrip_as_webvtt(bytes: &[u8]) -> Option<String> {
    let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}');
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let mut lines = text.lines().skip_while(|line| line.trim().is_empty());
    // The first caption has its number and its time, or the time alone.
    let first = lines.next()?;
    let is_number = |line: &str| line.trim().parse::<u32>().is_ok();
    let begins = webvtt_time(first).is_some()
        || (is_number(first) && lines.next().is_some_and(|line| webvtt_time(line).is_some()));
    if !begins {
        return None;
    }
    let mut out = String::from("WEBVTT\n\n");
    for line in text.lines() {
        out.push_str(&webvtt_time(line).unwrap_or_else(|| line.to_owned()));
        out.push('\n');
    }
    Some(out)
}

/// A line that says from when to when, its commas made points.
fn webvtt_time(line: &str) -> Option<String> {
    let (from, until) = line.split_once("-->")?;
    let time = |text: &str| {
        let text = text.trim().replace(',', ".");
        let sound = text.split([':', '.']).all(|part| {
            !part.is_empty() && part.len() <= 3 && part.bytes().all(|b| b.is_ascii_digit())
        });
        (sound && text.matches(':').count() == 2 && text.matches('.').count() == 1).then_some(text)
    };
    // What stands behind the time places the caption on the screen, in a way of SubRip's own.
    let until = until.split_whitespace().next()?;
    Some(format!("{} --> {}", time(from)?, time(until)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn captions_keep_their_words_and_get_points_in_their_times() {
        let subrip = "\u{feff}1\r\n00:00:01,500 --> 00:00:04,000\r\nChào bà con,\r\nhôm nay họp.\r\n\r\n2\r\n00:00:05,000 --> 00:00:06,000 X1:1\r\nHết.\r\n";
        assert_eq!(
            subrip_as_webvtt(subrip.as_bytes()).unwrap(),
            "WEBVTT\n\n1\n00:00:01.500 --> 00:00:04.000\nChào bà con,\nhôm nay họp.\n\n2\n00:00:05.000 --> 00:00:06.000\nHết.\n"
        );
    }

    #[test]
    fn what_is_no_subrip_is_left_alone() {
        for other in ["", "WEBVTT\n", "1\nChữ", "Họ tên,Tuổi\nA,3", "1\n1,5 --> 2,5\nx"] {
            assert_eq!(subrip_as_webvtt(other.as_bytes()), None, "{other}");
        }
        assert_eq!(subrip_as_webvtt(&[0xff, 0xfe, 0x31]), None);
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in proptest::collection::vec(any::<u8>(), 0..200)) {
            if let Some(read) = subrip_as_webvtt(&bytes) {
                prop_assert!(read.starts_with("WEBVTT"));
            }
        }
    }
}
