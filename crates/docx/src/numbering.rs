//! Numbering: what stands before a paragraph of a list, and what kind of list it is.

use std::collections::HashMap;

use crate::xml::Node;

/// How the items of a list are marked.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Mark {
    Bullet,
    Decimal,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
}

/// What Word puts before a paragraph.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Marker {
    /// An item of a list markup has.
    Item { level: u8, mark: Mark, number: i64 },
    /// Anything else, as it is read: `Điều 5.`, `1.2.`.
    Label(String),
}

#[derive(Clone, Debug, Default)]
struct Level {
    start: i64,
    format: String,
    text: String,
    /// Whether numbers of higher levels are written as 1, 2, 3 (`w:isLgl`).
    legal: bool,
}

#[derive(Default)]
struct List {
    levels: Vec<Level>,
    /// Lists that share an abstract one share its counters.
    counter: String,
    /// Levels at which this list begins anew.
    restarts: HashMap<u8, i64>,
}

/// All lists of a file, and how far each has counted.
#[derive(Default)]
pub(crate) struct Numbering {
    lists: HashMap<String, List>,
    counters: HashMap<String, Vec<Option<i64>>>,
}

const LEVELS: u8 = 9;

/// The most characters of a word that a list is made of: what stands before a paragraph is said again
/// before each paragraph of its list, and every list has its plan's words.
const WORD_CHARS_MAX: usize = 100;

impl Numbering {
    /// Reads `numbering.xml`.
    pub fn read(node: &Node) -> Self {
        let mut plans: HashMap<&str, Vec<Level>> = HashMap::new();
        let mut by_style: HashMap<&str, &str> = HashMap::new();
        for plan in node.children.iter().filter(|node| node.name == "w:abstractNum") {
            let Some(id) = plan.attribute("abstractNumId") else { continue };
            if let Some(style) = plan.value("w:styleLink") {
                by_style.insert(style, id);
            }
            plans.insert(id, levels(plan));
        }
        let linked: HashMap<&str, &str> = node
            .children
            .iter()
            .filter(|node| node.name == "w:abstractNum")
            .filter_map(|plan| {
                let target = by_style.get(plan.value("w:numStyleLink")?)?;
                Some((plan.attribute("abstractNumId")?, *target))
            })
            .collect();
        let mut lists = HashMap::new();
        for number in node.children.iter().filter(|node| node.name == "w:num") {
            let (Some(id), Some(plan)) =
                (number.attribute("numId"), number.value("w:abstractNumId"))
            else {
                continue;
            };
            let plan = linked.get(plan).copied().unwrap_or(plan);
            let mut list = List {
                levels: plans.get(plan).cloned().unwrap_or_default(),
                counter: cut(plan),
                restarts: HashMap::new(),
            };
            for change in number.children.iter().filter(|node| node.name == "w:lvlOverride") {
                let Some(at) = change.attribute("ilvl").and_then(|at| at.parse::<u8>().ok()) else {
                    continue;
                };
                if let Some((level, new)) =
                    list.levels.get_mut(usize::from(at)).zip(change.child("w:lvl"))
                {
                    *level = read_level(new);
                }
                if let Some(start) = change.value("w:startOverride").and_then(|s| s.parse().ok()) {
                    list.restarts.insert(at, start);
                }
            }
            lists.insert(id.to_owned(), list);
        }
        Self { lists, counters: HashMap::new() }
    }

    /// Counts one more paragraph of a list, and says what stands before it.
    pub fn next(&mut self, list_id: &str, level: u8) -> Option<Marker> {
        let level = level.min(LEVELS - 1);
        let list = self.lists.get_mut(list_id)?;
        let at = usize::from(level);
        let plan = list.levels.get(at)?;
        let counter = self
            .counters
            .entry(list.counter.clone())
            .or_insert_with(|| vec![None; usize::from(LEVELS)]);
        let restart = list.restarts.remove(&level);
        let number = match (restart, counter.get(at).copied().flatten()) {
            (Some(start), _) => start,
            (None, Some(last)) => last.saturating_add(1),
            (None, None) => plan.start,
        };
        for (deeper, count) in counter.iter_mut().enumerate() {
            if deeper == at {
                *count = Some(number);
            } else if deeper > at {
                *count = None;
            }
        }
        marker(list, counter, level, number)
    }
}

fn levels(plan: &Node) -> Vec<Level> {
    let mut levels = vec![Level { start: 1, ..Level::default() }; usize::from(LEVELS)];
    for node in plan.children.iter().filter(|node| node.name == "w:lvl") {
        let at = node.attribute("ilvl").and_then(|at| at.parse::<usize>().ok());
        if let Some(level) = at.and_then(|at| levels.get_mut(at)) {
            *level = read_level(node);
        }
    }
    levels
}

fn read_level(node: &Node) -> Level {
    Level {
        start: node.value("w:start").and_then(|start| start.parse().ok()).unwrap_or(1),
        format: cut(node.value("w:numFmt").unwrap_or("decimal")),
        text: cut(node.value("w:lvlText").unwrap_or_default()),
        legal: node.is_on("w:isLgl"),
    }
}

fn cut(text: &str) -> String {
    text.chars().take(WORD_CHARS_MAX).collect()
}

fn marker(list: &List, counter: &[Option<i64>], level: u8, number: i64) -> Option<Marker> {
    let plan = list.levels.get(usize::from(level))?;
    let mark = match plan.format.as_str() {
        "none" => return None,
        "bullet" => Mark::Bullet,
        "decimal" | "decimalZero" | "ordinal" | "cardinalText" => Mark::Decimal,
        "lowerLetter" => Mark::LowerLetter,
        "upperLetter" => Mark::UpperLetter,
        "lowerRoman" => Mark::LowerRoman,
        "upperRoman" => Mark::UpperRoman,
        _ => Mark::Decimal,
    };
    if mark == Mark::Bullet {
        return Some(Marker::Item { level, mark, number });
    }
    let own = format!("%{}", u16::from(level) + 1);
    let around = plan.text.trim().replacen(&own, "", 1);
    if plan.text.contains(&own) && matches!(around.trim(), "" | "." | ")" | "()" | "/" | "-") {
        return Some(Marker::Item { level, mark, number });
    }
    let mut label = plan.text.clone();
    for (at, plan_at) in list.levels.iter().enumerate().take(usize::from(level) + 1) {
        let number = counter.get(at).copied().flatten().unwrap_or(plan_at.start);
        let format = if plan.legal { "decimal" } else { plan_at.format.as_str() };
        label = label.replace(&format!("%{}", at + 1), &written(number, format));
    }
    let label = cut(label.trim());
    (!label.is_empty()).then_some(Marker::Label(label))
}

fn written(number: i64, format: &str) -> String {
    match format {
        "lowerLetter" => letters(number),
        "upperLetter" => letters(number).to_uppercase(),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

/// A number as a list of this mark shows it.
pub(crate) fn shown(mark: Mark, number: i64) -> String {
    match mark {
        Mark::Bullet => String::new(),
        Mark::Decimal => number.to_string(),
        Mark::LowerLetter => letters(number),
        Mark::UpperLetter => letters(number).to_uppercase(),
        Mark::LowerRoman => roman(number).to_lowercase(),
        Mark::UpperRoman => roman(number),
    }
}

/// a … z, aa, bb …, as Word counts.
fn letters(number: i64) -> String {
    let Ok(number) = u32::try_from(number.saturating_sub(1)) else { return number.to_string() };
    let letter = char::from_u32(u32::from('a') + number % 26).unwrap_or('a');
    std::iter::repeat_n(letter, (number / 26 + 1).min(8) as usize).collect()
}

fn roman(number: i64) -> String {
    if !(1..4000).contains(&number) {
        return number.to_string();
    }
    let mut left = number;
    let mut roman = String::new();
    for (value, digits) in [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ] {
        while left >= value {
            roman.push_str(digits);
            left -= value;
        }
    }
    roman
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_word_writes_them() {
        assert_eq!((letters(1), letters(26), letters(27)), ("a".into(), "z".into(), "aa".into()));
        assert_eq!(
            (roman(4), roman(14), roman(1999)),
            ("IV".into(), "XIV".into(), "MCMXCIX".into())
        );
        for number in [i64::MIN, i64::MIN + 1, 0] {
            assert_eq!(letters(number), number.to_string());
        }
    }
}
