//! Headings: by style, by outline level, and by what officers do instead, a bold line.

use vitext::fold;

use crate::model::{Block, Inline, Origin, Paragraph};
use crate::numbering::{Mark, Marker};
use crate::styles::{Align, Part};

/// How deep a heading lies; smaller is higher. Only the order counts.
type Depth = u16;

/// Longer lines are sentences somebody stressed.
const CHARS_MAX: usize = 180;

/// Gives every heading a level from 0, without gaps, and everything else the part of body text.
pub(super) fn mark(blocks: &mut Vec<Block>) {
    join_numbered_parts(blocks);
    let depths = depths(blocks);
    // The headings above the one at hand. Siblings get the same level, and no level is left out:
    // nobody hears the level of a heading whose parent is missing.
    let mut above: Vec<Depth> = Vec::new();
    for (block, depth) in blocks.iter_mut().zip(depths) {
        let Block::Paragraph(paragraph) = block else { continue };
        match depth {
            Some(depth) => {
                while above.last().is_some_and(|last| *last >= depth) {
                    above.pop();
                }
                let level = u8::try_from(above.len()).unwrap_or(u8::MAX).min(2);
                above.push(depth);
                paragraph.part = Part::Heading(level);
                label(paragraph);
            }
            None if matches!(paragraph.part, Part::Heading(_) | Part::Title | Part::Subtitle) => {
                paragraph.part = Part::Body;
            }
            None => {}
        }
    }
}

/// A heading of a numbered list keeps its number in its words: markup has no numbered headings.
fn label(paragraph: &mut Paragraph) {
    let Some(Marker::Item { mark, number, .. }) = paragraph.marker.take() else { return };
    if mark == Mark::Bullet {
        return;
    }
    let text = format!("{}. ", crate::numbering::shown(mark, number));
    let look = match paragraph.inlines.first() {
        Some(Inline::Text { look, .. }) => crate::model::Look { link: None, ..look.clone() },
        _ => crate::model::Look::default(),
    };
    paragraph.inlines.insert(0, Inline::Text { text, look });
}

/// "Chương I" and the line below it that names it are one heading.
fn join_numbered_parts(blocks: &mut Vec<Block>) {
    let mut joined: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in std::mem::take(blocks) {
        match (joined.last_mut(), block) {
            (Some(Block::Paragraph(above)), Block::Paragraph(below))
                if is_number_alone(above) && names_a_part(&below) =>
            {
                above.inlines.push(Inline::Break);
                above.inlines.extend(below.inlines);
                if above.part == Part::Body {
                    above.part = below.part;
                }
            }
            (_, block) => joined.push(block),
        }
    }
    *blocks = joined;
}

fn is_number_alone(paragraph: &Paragraph) -> bool {
    let folded = fold(&paragraph.text());
    let mut words = folded.split_whitespace();
    let is_part = matches!(words.next(), Some("chuong" | "phan" | "muc" | "phu"));
    is_part && words.next().is_some() && folded.chars().count() <= 16 && stands_out(paragraph)
}

fn names_a_part(paragraph: &Paragraph) -> bool {
    let text = paragraph.text();
    stands_out(paragraph)
        && paragraph.marker.is_none()
        && !paragraph.has_picture()
        && text.chars().count() <= CHARS_MAX
        && (paragraph.is_bold() || !text.chars().any(char::is_lowercase))
        && pattern(&text).is_none()
}

fn stands_out(paragraph: &Paragraph) -> bool {
    paragraph.align == Align::Centre || matches!(paragraph.part, Part::Heading(_))
}

/// The depth of each block that is a heading.
fn depths(blocks: &[Block]) -> Vec<Option<Depth>> {
    let mut depths = Vec::with_capacity(blocks.len());
    // Below "Nơi nhận" or "TM. ỦY BAN NHÂN DÂN" come names and offices, until an annex begins.
    let mut is_in_signature = false;
    for block in blocks {
        let Block::Paragraph(paragraph) = block else {
            depths.push(None);
            continue;
        };
        let text = paragraph.text();
        if is_in_signature && begins_anew(&text) {
            is_in_signature = false;
        } else if begins_signature(&text, paragraph) {
            is_in_signature = true;
        }
        depths.push(if is_in_signature { None } else { depth(paragraph, &text) });
    }
    depths
}

fn begins_signature(text: &str, paragraph: &Paragraph) -> bool {
    let folded = fold(text);
    let starts = ["tm. ", "tm.", "kt. ", "kt.", "tl. ", "tuq. ", "q. "];
    let is_short = text.chars().count() < 80;
    folded.starts_with("noi nhan:")
        || is_short
            && paragraph.is_bold()
            && starts.iter().any(|start| folded.starts_with(start))
            && !text.chars().any(char::is_lowercase)
}

fn begins_anew(text: &str) -> bool {
    let folded = fold(text);
    ["phu luc", "mau ", "bieu mau", "danh sach", "chuong ", "phan "]
        .iter()
        .any(|start| folded.starts_with(start))
}

fn depth(paragraph: &Paragraph, text: &str) -> Option<Depth> {
    let chars = text.chars().count();
    if chars == 0 || chars > CHARS_MAX || !text.chars().any(char::is_alphabetic) {
        return None;
    }
    if is_dotted(text) {
        return None;
    }
    let by_style = match paragraph.part {
        Part::Heading(level) => Some(Depth::from(level)),
        Part::Title => Some(0),
        Part::Body | Part::Subtitle => None,
        Part::Caption | Part::Quote | Part::Contents => return None,
    };
    if paragraph.origin == Origin::Box {
        return None;
    }
    // A styled heading whose words say what they number lies where the words say.
    if let Some(depth) = pattern(text) {
        let is_marked = by_style.is_some()
            || paragraph.is_bold()
            || depth <= 20 && paragraph.align == Align::Centre;
        return (is_marked && is_line(paragraph, text, depth)).then_some(depth);
    }
    if let Some(level) = by_style {
        return Some(3 + level * 12);
    }
    if !paragraph.is_bold() || paragraph.has_picture() {
        return None;
    }
    if ends_like_text(text) || fold(text).starts_with("kinh gui") {
        return None;
    }
    match &paragraph.marker {
        Some(Marker::Item { mark: Mark::UpperRoman, .. }) => Some(ROMAN),
        Some(Marker::Item { mark: Mark::UpperLetter, .. }) => Some(ROMAN - 2),
        Some(Marker::Item { mark: Mark::Decimal, level, .. }) => Some(ARABIC + Depth::from(*level)),
        Some(Marker::Item { mark: Mark::LowerLetter, .. }) => Some(LETTER),
        Some(_) => None,
        None if paragraph.align == Align::Centre => Some(CENTRED),
        None => Some(BOLD),
    }
}

const PART: Depth = 5;
const CHAPTER: Depth = 10;
const CENTRED: Depth = 12;
const SECTION: Depth = 20;
const ROMAN: Depth = 25;
const ARTICLE: Depth = 30;
const ARABIC: Depth = 40;
const LETTER: Depth = 60;
const BOLD: Depth = 70;

fn is_line(paragraph: &Paragraph, text: &str, depth: Depth) -> bool {
    // The name of an article may end in a stop, and so may "1. Mục đích."
    let is_article = depth <= ARTICLE;
    !paragraph.has_picture()
        && (is_article || !text.ends_with([';', ',']))
        && (is_article || text.chars().count() <= 140)
}

fn ends_like_text(text: &str) -> bool {
    text.ends_with(['.', ';', ',', ':', '!', ')', '/'])
}

/// A form to be filled in is no heading: "Điều ….............".
fn is_dotted(text: &str) -> bool {
    let dots = text.chars().filter(|c| matches!(c, '.' | '…')).count();
    dots * 3 > text.chars().count()
}

/// How deep the words say a heading lies.
fn pattern(text: &str) -> Option<Depth> {
    let folded = fold(text);
    let (first, rest) = folded.split_once(char::is_whitespace).unwrap_or((&folded, ""));
    let second = rest.split_whitespace().next().unwrap_or_default().trim_end_matches(['.', ':']);
    let is_numeral = |word: &str| {
        !word.is_empty()
            && (word.chars().all(|c| c.is_ascii_digit()) || is_roman(word) || word == "thu")
    };
    let by_word = match first {
        "phan" => Some(PART),
        "chuong" => Some(CHAPTER),
        "muc" | "tieu" => Some(SECTION),
        "dieu" => Some(ARTICLE),
        "phu" if second == "luc" => return Some(PART),
        _ => None,
    };
    if let Some(depth) = by_word {
        // "Mục đích", "Phần lớn" are words like others.
        return is_numeral(second).then_some(depth);
    }
    let number = first
        .strip_suffix('.')
        .or_else(|| first.strip_suffix(')'))
        .or_else(|| first.strip_suffix('/'))?;
    if number.is_empty() || rest.is_empty() {
        return None;
    }
    let is_capital = text.chars().next().is_some_and(char::is_uppercase);
    if is_capital && is_roman(number) {
        return Some(ROMAN);
    }
    if is_capital && number.len() == 1 {
        return Some(ROMAN - 2);
    }
    let steps: Vec<&str> = number.split('.').collect();
    if steps.iter().all(|step| !step.is_empty() && step.chars().all(|c| c.is_ascii_digit())) {
        return Some(ARABIC + Depth::try_from(steps.len()).unwrap_or(9) - 1);
    }
    (number.len() == 1 && number.chars().all(|c| c.is_ascii_lowercase())).then_some(LETTER)
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.len() <= 7 && word.chars().all(|c| matches!(c, 'i' | 'v' | 'x' | 'l'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_say_how_deep_a_heading_lies() {
        for (text, depth) in [
            ("Chương II", Some(CHAPTER)),
            ("Phần thứ nhất", Some(PART)),
            ("Mục 3", Some(SECTION)),
            ("Mục đích, yêu cầu", None),
            ("Phần lớn bà con", None),
            ("Điều 12. Trách nhiệm", Some(ARTICLE)),
            ("Điều kiện tham gia", None),
            ("I. TÌNH HÌNH CHUNG", Some(ROMAN)),
            ("A. Kết quả", Some(ROMAN - 2)),
            ("1. Mục đích", Some(ARABIC)),
            ("1.2. Chỉ tiêu", Some(ARABIC + 1)),
            ("a) Về thu", Some(LETTER)),
            ("TP. Cà Mau", None),
            ("i. nhỏ", Some(LETTER)),
        ] {
            assert_eq!(pattern(text), depth, "{text}");
        }
    }
}
