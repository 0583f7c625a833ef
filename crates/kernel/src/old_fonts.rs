//! Pasted markup in the fonts of the years before Unicode, read as what it shows.

use vitext::{Legacy, recognise_words};

use crate::html::{escape, tags, unescape};

/// The markup with its words in Unicode, and the encoding most of them were in; none when nothing
/// there is in an old encoding. A font named by an element counts for the words inside it; where no
/// font is named, the words themselves must speak for an encoding.
///
/// The markup is as a browser writes it (attributes in double quotes); it is not made safe here.
pub fn in_unicode(html: &str) -> Option<(Legacy, String)> {
    let guess = recognise_words(words(html).split_whitespace()).map(|found| found.encoding);
    let mut found = guess;
    let mut out = String::with_capacity(html.len());
    let mut fonts: Vec<(&str, Option<Legacy>)> = Vec::new();
    let mut read = 0;
    let mut changed = false;
    for tag in tags(html) {
        let encoding = fonts.iter().rev().find_map(|(_, font)| *font).or(guess);
        changed |= write(html.get(read..tag.start).unwrap_or_default(), encoding, &mut out);
        read = tag.end;
        out.push_str(tag.text);
        if tag.text.starts_with("</") {
            if let Some(at) = fonts.iter().rposition(|(name, _)| *name == tag.name) {
                fonts.truncate(at);
            }
        } else if !matches!(tag.name, "br" | "hr" | "img" | "col" | "meta" | "link" | "input") {
            let named = tag
                .attribute("style")
                .and_then(|style| font_of(&style))
                .or_else(|| tag.attribute("face").and_then(|face| Legacy::of_font(&face)));
            found = found.or(named);
            fonts.push((tag.name, named));
        }
    }
    changed |= write(html.get(read..).unwrap_or_default(), guess, &mut out);
    found.filter(|_| changed).map(|encoding| (encoding, out))
}

/// Text without markup in Unicode, where its words speak for an old encoding. Lines that hold letters
/// only Unicode has are left as they are.
pub fn plain_in_unicode(text: String) -> String {
    let is_old = |line: &&str| Legacy::Tcvn3.decode(line) != vitext::nfc(line);
    let old = text.lines().filter(is_old).flat_map(str::split_whitespace);
    let Some(found) = recognise_words(old) else { return text };
    let lines: Vec<String> = text.lines().map(|line| found.encoding.decode(line)).collect();
    lines.join("\n")
}

/// Writes words, converted where an encoding is known; whether that made a difference.
fn write(raw: &str, encoding: Option<Legacy>, out: &mut String) -> bool {
    let Some(encoding) = encoding.filter(|_| !raw.trim().is_empty()) else {
        out.push_str(raw);
        return false;
    };
    let text = unescape(raw);
    let decoded = encoding.decode(&text);
    if decoded == text {
        out.push_str(raw);
        return false;
    }
    out.push_str(&escape(&decoded));
    true
}

/// The encoding of the first old font a style names.
fn font_of(style: &str) -> Option<Legacy> {
    style
        .split(';')
        .filter_map(|part| part.split_once(':'))
        .filter(|(name, _)| name.trim().eq_ignore_ascii_case("font-family"))
        .flat_map(|(_, fonts)| fonts.split(','))
        .find_map(|font| Legacy::of_font(font.trim().trim_matches(['"', '\''])))
}

fn words(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut read = 0;
    for tag in tags(html) {
        text.push_str(html.get(read..tag.start).unwrap_or_default());
        text.push(' ');
        read = tag.end;
    }
    text.push_str(html.get(read..).unwrap_or_default());
    unescape(&text)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn words_of_an_old_font_are_read_by_its_name() {
        let old = Legacy::Tcvn3.encode("ấp");
        let html =
            format!("<p>Tin <span style=\"font-family: '.VnTime'; color: red\">{old} 5</span></p>");
        let (encoding, converted) = in_unicode(&html).unwrap();
        assert_eq!(encoding, Legacy::Tcvn3);
        assert!(converted.contains(">ấp 5</span>"), "{converted}");
        let loud = format!("<font face=\".VnTimeH\">{}</font>", Legacy::Tcvn3.encode("thông báo"));
        assert_eq!(in_unicode(&loud).unwrap().1, "<font face=\".VnTimeH\">THÔNG BÁO</font>");
    }

    #[test]
    fn words_without_a_font_are_recognised_together() {
        for encoding in [Legacy::Tcvn3, Legacy::Vni] {
            let old = encoding.encode("ủy ban nhân dân xã thông báo lịch tiếp công dân định kỳ");
            let (found, converted) = in_unicode(&format!("<p>{}</p>", escape(&old))).unwrap();
            assert_eq!(found, encoding);
            assert!(converted.contains("nhân dân xã thông báo lịch tiếp công dân"), "{converted}");
        }
    }

    #[test]
    fn plain_text_is_judged_by_its_words_and_lines_of_unicode_are_left() {
        for encoding in [Legacy::Tcvn3, Legacy::Vni] {
            let said = "thông báo lịch tiếp công dân của ủy ban nhân dân xã";
            let mixed = format!("{}\nĐặng Văn Ổi", encoding.encode(said));
            assert_eq!(plain_in_unicode(mixed), format!("{said}\nĐặng Văn Ổi"));
        }
        for kept in ["", "Ủy ban nhân dân", "Un café à Paris, s’il vous plaît"] {
            assert_eq!(plain_in_unicode(kept.to_owned()), kept);
        }
    }

    #[test]
    fn proper_unicode_is_left_alone() {
        assert_eq!(in_unicode("<p>Ủy ban nhân dân xã</p>"), None);
        assert_eq!(in_unicode("<p style=\"font-family:.VnTime\">Ủy ban nhân dân xã</p>"), None);
        assert_eq!(in_unicode(""), None);
    }

    proptest! {
        #[test]
        fn anything_can_be_asked(html in "(<[a-z]{1,4}( style=\"[^\"]{0,20}\")?>?|[^<]{0,12}){0,12}") {
            let _ = in_unicode(&html);
        }
    }
}
