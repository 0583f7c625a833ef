//! The opening of a text: the letterhead of a document, the title, the lead.

use vitext::fold;

use super::layout;
use crate::model::{Block, Inline, Paragraph};
use crate::styles::{Align, Part};

/// The head of an administrative document, as Decree 30/2020/NĐ-CP lays it out.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Letterhead {
    /// Every line of it, left before right.
    pub lines: Vec<String>,
    /// Who issues it, from the higher body to the lower.
    pub agency: Vec<String>,
    /// Number and symbol, as in `12/TB-UBND`; empty places for numbers are kept.
    pub number: Option<String>,
    /// Place and date, as in `Cà Mau, ngày 05 tháng 3 năm 2026`.
    pub place_and_date: Option<String>,
    /// The subject that stands below the number of a letter.
    pub subject: Option<String>,
}

/// What the opening says, and the blocks that are left.
pub(super) struct Opening {
    pub title: Option<String>,
    pub lead: Option<String>,
    pub blocks: Vec<Block>,
}

/// A letterhead begins within so many blocks that hold anything.
const LETTERHEAD_WITHIN: usize = 6;
/// And ends within so many paragraphs after the motto.
const LETTERHEAD_AFTER: usize = 6;
/// Longer lines are no title.
const TITLE_CHARS_MAX: usize = 300;
/// Shorter paragraphs are no lead, longer ones no summary.
const LEAD_CHARS: std::ops::RangeInclusive<usize> = 40..=800;

/// Takes the letterhead off the blocks.
pub(super) fn letterhead(mut blocks: Vec<Block>) -> (Option<Letterhead>, Vec<Block>) {
    let filled = blocks.iter().enumerate().filter(|(_, block)| !block.is_blank());
    let candidates: Vec<usize> = filled.map(|(at, _)| at).take(LETTERHEAD_WITHIN).collect();
    let Some(at) = candidates
        .into_iter()
        .find(|at| blocks.get(*at).is_some_and(|block| is_motto(&block.text())))
    else {
        return (None, blocks);
    };
    let is_table = matches!(blocks.get(at), Some(Block::Table(table)) if layout::is_layout(table));
    let end = if is_table { at + 1 } else { end_of_lines(&blocks, at) };
    let rest = blocks.split_off(end);
    let lines: Vec<String> = super::tidy::tidied(layout::unwrapped(blocks))
        .iter()
        .flat_map(|block| match block {
            Block::Paragraph(paragraph) => lines_of(paragraph),
            Block::Table(table) => table.text().lines().map(str::to_owned).collect(),
        })
        .filter(|line| !line.is_empty())
        .collect();
    (Some(read_lines(lines)), rest)
}

fn is_motto(text: &str) -> bool {
    let folded = fold(text);
    folded.contains("cong hoa xa hoi chu nghia viet nam")
        || folded.contains("dang cong san viet nam") && text.contains("ĐẢNG CỘNG SẢN")
}

/// A letterhead typed without a table goes on to its number or its date, whichever is later.
fn end_of_lines(blocks: &[Block], motto: usize) -> usize {
    let mut end = motto + 1;
    let filled = blocks.iter().enumerate().skip(motto + 1).filter(|(_, block)| !block.is_blank());
    for (at, block) in filled.take(LETTERHEAD_AFTER) {
        let text = block.text();
        if is_number(&text) || is_place_and_date(&text) || fold(&text).starts_with("doc lap") {
            end = at + 1;
        }
    }
    end
}

fn is_number(line: &str) -> bool {
    let folded = fold(line);
    folded.strip_prefix("so").is_some_and(|rest| {
        rest.trim_start().starts_with(':')
            || rest.trim_start().starts_with(|c: char| c.is_ascii_digit())
    }) && line.contains('/')
}

fn is_place_and_date(line: &str) -> bool {
    let folded = fold(line);
    let at = folded.find("ngay").filter(|at| *at < 40);
    at.is_some() && folded.contains("thang") && folded.contains("nam") && line.chars().count() < 90
}

fn lines_of(paragraph: &Paragraph) -> Vec<String> {
    paragraph.inlines.split(|inline| *inline == Inline::Break).map(crate::model::text_of).collect()
}

fn read_lines(lines: Vec<String>) -> Letterhead {
    let mut head = Letterhead::default();
    let mut is_before_number = true;
    for line in &lines {
        let folded = fold(line);
        if is_number(line) && head.number.is_none() {
            let number = line.split_once(':').map_or(line.as_str(), |(_, number)| number);
            head.number = Some(number.trim().to_owned());
            is_before_number = false;
        } else if is_place_and_date(line) {
            head.place_and_date.get_or_insert_with(|| line.clone());
            is_before_number = false;
        } else if folded.starts_with("v/v") || folded.starts_with("ve viec") {
            head.subject.get_or_insert_with(|| line.clone());
            is_before_number = false;
        } else if is_motto(line) || folded.starts_with("doc lap") {
            is_before_number = false;
        } else if let (Some(subject), false) = (&mut head.subject, is_before_number) {
            subject.push(' ');
            subject.push_str(line);
        } else if is_before_number && line.chars().any(char::is_alphabetic) {
            head.agency.push(line.clone());
        }
    }
    head.lines = lines;
    head
}

/// Reads title and lead off the blocks that follow the letterhead.
pub(super) fn read(mut blocks: Vec<Block>, letterhead: Option<&Letterhead>) -> Opening {
    let lines = title_lines(&blocks);
    let title = if lines == 0 {
        letterhead.and_then(|head| head.subject.as_deref()).map(of_subject)
    } else {
        let taken: Vec<Block> = blocks.drain(..lines).collect();
        Some(joined_title(&taken)).filter(|title| !title.is_empty())
    };
    // "(Kèm theo Quyết định số …)" below the title of an annex stays in the text.
    let lead = match blocks.first() {
        Some(Block::Paragraph(paragraph)) if title.is_some() && is_lead(paragraph) => {
            Some(paragraph.text())
        }
        _ => None,
    };
    if lead.is_some() {
        blocks.remove(0);
    }
    Opening { title, lead, blocks }
}

fn of_subject(subject: &str) -> String {
    match subject.get(..3) {
        Some(start) if start.eq_ignore_ascii_case("v/v") => {
            let rest = subject.get(3..).unwrap_or_default().trim_start_matches(['.', ':', ' ']);
            format!("Về việc {rest}")
        }
        _ => subject.to_owned(),
    }
}

/// How many blocks at the start make the title.
fn title_lines(blocks: &[Block]) -> usize {
    let paragraphs: Vec<&Paragraph> = blocks
        .iter()
        .map_while(|block| match block {
            Block::Paragraph(paragraph) => Some(paragraph),
            Block::Table(_) => None,
        })
        .take(8)
        .collect();
    let run = |wanted: &dyn Fn(&Paragraph) -> bool| {
        paragraphs.iter().take_while(|paragraph| wanted(paragraph)).count()
    };
    let Some(first) = paragraphs.first() else { return 0 };
    if first.has_picture() {
        return 0;
    }
    let styled = run(&|paragraph| paragraph.part == Part::Title);
    if styled > 0 {
        return styled;
    }
    if is_type_of_document(&first.text()) {
        let subject = paragraphs.iter().skip(1).take_while(|paragraph| is_subject(paragraph));
        return 1 + subject.count();
    }
    if matches!(first.part, Part::Heading(0 | 1)) && is_short(first) {
        return 1;
    }
    let is_title = |paragraph: &Paragraph| {
        paragraph.is_bold()
            && paragraph.align == Align::Centre
            && paragraph.marker.is_none()
            && is_short(paragraph)
            && !paragraph.has_picture()
    };
    let centred = run(&is_title).min(5);
    if centred > 0 {
        return centred;
    }
    let stands_out = first.is_bold() && first.marker.is_none() && is_short(first);
    usize::from(stands_out && !ends_a_sentence(&first.text()))
}

fn is_short(paragraph: &Paragraph) -> bool {
    let chars = paragraph.text().chars().count();
    (1..=TITLE_CHARS_MAX).contains(&chars)
}

fn ends_a_sentence(text: &str) -> bool {
    text.ends_with(['.', ';', ':', '!'])
}

/// The names of the types of documents, in capitals, stand alone on a line above the subject.
fn is_type_of_document(text: &str) -> bool {
    const TYPES: &[&str] = &[
        "nghi quyet",
        "quyet dinh",
        "chi thi",
        "quy che",
        "quy dinh",
        "thong cao",
        "thong bao",
        "huong dan",
        "chuong trinh",
        "ke hoach",
        "phuong an",
        "de an",
        "du an",
        "bao cao",
        "bien ban",
        "to trinh",
        "hop dong",
        "cong dien",
        "ban ghi nho",
        "ban thoa thuan",
        "giay uy quyen",
        "giay moi",
        "giay gioi thieu",
        "giay nghi phep",
        "phieu gui",
        "phieu chuyen",
        "phieu bao",
        "thu cong",
        "nghi dinh",
        "thong tu",
        "luat",
        "phap lenh",
        "lich tiep cong dan",
        "lich cong tac",
        "thu moi",
        "ket luan",
        "dieu le",
        "noi quy",
    ];
    let text = text.trim().trim_end_matches([':', '.']);
    let letters = text.chars().filter(|c| c.is_alphabetic());
    letters.clone().all(|c| !c.is_lowercase()) && TYPES.contains(&fold(text).as_str())
}

/// The subject below the type of a document: centred lines, up to the grounds or the addressee.
fn is_subject(paragraph: &Paragraph) -> bool {
    let text = paragraph.text();
    let folded = fold(&text);
    let begins_the_text =
        ["can cu", "kinh gui", "theo de nghi", "xet de nghi", "(kem theo", "so:", "thuc hien"];
    paragraph.align == Align::Centre
        && is_short(paragraph)
        && !paragraph.has_picture()
        && !begins_the_text.iter().any(|start| folded.starts_with(start))
        && !is_body(&text)
        && paragraph.marker.is_none()
}

/// "CHỦ TỊCH ỦY BAN NHÂN DÂN XÃ", "HỘI ĐỒNG NHÂN DÂN": who decides, set between subject and grounds.
fn is_body(text: &str) -> bool {
    let folded = fold(text);
    let starts = [
        "chu tich uy ban",
        "uy ban nhan dan",
        "hoi dong nhan dan",
        "giam doc",
        "bo truong",
        "thu tuong",
        "chinh phu",
        "quoc hoi",
        "tham quyen ban hanh",
        "chuong i",
        "phan i",
        "dieu 1",
    ];
    let is_capitals = !text.chars().any(char::is_lowercase);
    starts.iter().any(|start| folded.starts_with(start))
        && (is_capitals || folded.starts_with("chuong") || folded.starts_with("phan"))
}

fn joined_title(blocks: &[Block]) -> String {
    let mut lines: Vec<String> = blocks.iter().map(Block::text).collect();
    let is_type = lines.first().is_some_and(|first| is_type_of_document(first));
    if is_type && lines.len() > 1 {
        if let Some(first) = lines.first_mut() {
            *first = sentence_case(first.trim_end_matches([':', '.']));
        }
        if let Some(subject) = lines.get_mut(1) {
            *subject = subject_within(subject);
        }
        return lines.join(" ");
    }
    if is_type && let Some(first) = lines.first_mut() {
        *first = sentence_case(first.trim_end_matches([':', '.']));
    }
    let is_numbered_part = lines.len() > 1
        && lines.first().is_some_and(|first| {
            let folded = fold(first);
            folded.starts_with("phu luc") && first.chars().count() < 15
        });
    if is_numbered_part && let Some(first) = lines.first_mut() {
        first.push(':');
    }
    lines.join(" ")
}

/// The subject as it goes on after the type: "Về việc" and "V/v" in small letters.
fn subject_within(subject: &str) -> String {
    let subject = of_subject(subject);
    match subject.strip_prefix("Về ") {
        Some(rest) => format!("về {rest}"),
        None => subject,
    }
}

fn sentence_case(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars.flat_map(char::to_lowercase)).collect(),
        None => String::new(),
    }
}

/// A paragraph set in bold or italics right below the title says what the text says.
fn is_lead(paragraph: &Paragraph) -> bool {
    let text = paragraph.text();
    if !LEAD_CHARS.contains(&text.chars().count())
        || paragraph.marker.is_some()
        || paragraph.has_picture()
    {
        return false;
    }
    paragraph.part == Part::Subtitle
        || paragraph.part == Part::Body
            && (paragraph.is_bold() || paragraph.is_italic())
            && paragraph.align != Align::Centre
            && ends_a_sentence(&text)
            && !fold(&text).starts_with("can cu")
}
