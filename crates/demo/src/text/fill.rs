//! Fills a template's words, figures and choices for one commune on one day.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::calendar::{month_written, plus, saturday, weekday, working, written};
use crate::chance::Chance;
use crate::people::{Person, young};
use crate::places::Commune;

/// A figure; tenths are written with a decimal comma.
#[derive(Debug, Clone, Copy)]
enum Figure {
    Whole(i64),
    Tenths(i64),
}

impl Figure {
    fn written(self) -> String {
        match self {
            Self::Whole(n) => grouped(n),
            Self::Tenths(n) if n % 10 == 0 => grouped(n / 10),
            Self::Tenths(n) => format!("{},{}", grouped(n / 10), n % 10),
        }
    }

    fn value(self) -> i64 {
        match self {
            Self::Whole(n) | Self::Tenths(n) => n,
        }
    }
}

/// `1.250`: thousands are parted by a full stop.
fn grouped(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if n < 0 { format!("-{out}") } else { out }
}

/// Everything one text may mention, fixed when the text is begun so that it agrees with itself.
pub(crate) struct Filler<'a> {
    commune: &'a Commune,
    day: Date,
    chance: Chance,
    words: BTreeMap<String, String>,
    figures: BTreeMap<String, Figure>,
}

impl<'a> Filler<'a> {
    /// Begins a text of a day, working out its figures.
    pub(crate) fn new(commune: &'a Commune, day: Date, chance: Chance, vars: &[String]) -> Self {
        let mut filler =
            Self { commune, day, chance, words: commune.words.clone(), figures: BTreeMap::new() };
        filler.draw_places();
        filler.draw_people();
        filler.write_dates();
        for line in vars {
            filler.work_out(line);
        }
        filler
    }

    fn put(&mut self, word: &str, text: impl Into<String>) {
        self.words.insert(word.to_owned(), text.into());
    }

    fn draw_places(&mut self) {
        let mut hamlets = self.commune.hamlets.clone();
        self.chance.shuffle(&mut hamlets);
        for (index, hamlet) in hamlets.into_iter().enumerate().take(5) {
            self.put(&format!("a{}", index + 1), hamlet);
        }
        let mut canals = self.commune.canals.clone();
        self.chance.shuffle(&mut canals);
        for (index, canal) in canals.into_iter().enumerate().take(3) {
            self.put(&format!("k{}", index + 1), canal);
        }
        let mut streets = self.commune.streets.clone();
        self.chance.shuffle(&mut streets);
        for (index, street) in streets.into_iter().enumerate().take(3) {
            self.put(&format!("d{}", index + 1), street);
        }
    }

    fn draw_people(&mut self) {
        let mut given: Vec<String> = self.commune.officials.clone();
        for index in 1..=5 {
            let person = Person::draw(&self.chance, &mut given);
            let honour = person.honour();
            self.put(&format!("p{index}"), format!("{honour} {}", person.name));
            self.put(&format!("p{index}.ten"), person.name.clone());
            self.put(&format!("p{index}.ngan"), format!("{honour} {}", person.given()));
            let person = Person::draw(&self.chance, &mut given);
            let honour = young(&person);
            self.put(&format!("t{index}"), format!("{honour} {}", person.name));
            self.put(&format!("t{index}.ten"), person.name.clone());
            self.put(&format!("t{index}.ngan"), format!("{honour} {}", person.given()));
            let person = Person::draw(&self.chance, &mut given);
            self.put(&format!("e{index}"), format!("em {}", person.name));
        }
    }

    fn write_dates(&mut self) {
        let day = self.day;
        let year = day.year();
        self.put("nam", year.to_string());
        self.put("namtruoc", (year - 1).to_string());
        self.put("namsau", (year + 1).to_string());
        self.put("thang", day.month().to_string());
        self.put("thangnam", month_written(day));
        self.put("thangsau", month_written(plus(day.last_of_month(), 1)));
        self.put("thangtruoc", month_written(plus(day.first_of_month(), -1)));
        let quarter = ["I", "II", "III", "IV"][usize::from(day.month().unsigned_abs() - 1) / 3];
        self.put("quy", quarter);
        let school = if day.month() >= 6 { year } else { year - 1 };
        self.put("namhoc", format!("{school} - {}", school + 1));
        // Papers are numbered through the year; a busier commune counts faster.
        let count = i64::from(day.day_of_year()) * self.commune.pace / 100 + 2;
        self.put("so", format!("{count:02}"));
        self.put("so-", format!("{:02}", (count - self.chance.whole(3, 12)).max(1)));
    }

    /// One line of a template's `vars`.
    fn work_out(&mut self, line: &str) {
        if let Some((name, texts)) = line.split_once(" ~ ") {
            let choices: Vec<&str> = texts.split(';').map(str::trim).collect();
            let chosen = self.text(self.chance.pick::<&str>(&choices));
            self.put(name.trim(), chosen);
        } else if let Some((name, figure)) = line.split_once('=')
            && let Some(figure) = self.figure(figure.trim())
        {
            self.figures.insert(name.trim().to_owned(), figure);
            self.put(name.trim(), figure.written());
        }
    }

    /// `12..35`, `50..200/10` (in steps), `d 12..48` (tenths), `a + b - 3`, `a x b`, `a pct b`.
    fn figure(&self, text: &str) -> Option<Figure> {
        let (tenths, text) = match text.strip_prefix("d ") {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let value = if let Some((low, high)) = text.split_once("..") {
            let (high, step) = high.split_once('/').unwrap_or((high, "1"));
            let (low, step) = (self.operand(low)?, self.operand(step)?.max(1));
            let high = self.operand(high)?.max(low);
            low + self.chance.whole(0, (high - low) / step) * step
        } else {
            let mut parts = text.split_whitespace();
            let mut sum = self.operand(parts.next()?)?;
            while let (Some(sign), Some(word)) = (parts.next(), parts.next()) {
                let right = self.operand(word)?;
                match sign {
                    "+" => sum += right,
                    "-" => sum -= right,
                    "x" => sum *= right,
                    "/" => sum /= right.max(1),
                    "pct" => return Some(Figure::Tenths((sum * 1000 + right / 2) / right.max(1))),
                    _ => return None,
                }
            }
            sum
        };
        Some(if tenths { Figure::Tenths(value) } else { Figure::Whole(value) })
    }

    fn operand(&self, word: &str) -> Option<i64> {
        let word = word.trim();
        word.parse().ok().or_else(|| self.figures.get(word).map(|figure| figure.value()))
    }

    /// Chooses and fills one text. An unknown word stays in its braces, where a test finds it.
    pub(crate) fn text(&self, template: &str) -> String {
        let chosen = self.choose(template);
        let mut out = String::with_capacity(chosen.len() * 2);
        let mut rest = chosen.as_str();
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let Some((word, tail)) = after.split_once('}') else {
                out.push('{');
                rest = after;
                continue;
            };
            let (name, upper) = match word.strip_prefix('^') {
                Some(name) => (name, true),
                None => (word, false),
            };
            match self.word(name) {
                Some(text) if upper => out.push_str(&capital(&text)),
                Some(text) => out.push_str(&text),
                None => out.push_str(&format!("{{{word}}}")),
            }
            rest = tail;
        }
        out.push_str(rest);
        out
    }

    /// Fills a body: paragraphs that begin with `?` appear in about two texts of three.
    pub(crate) fn body(&self, template: &str) -> String {
        let kept: Vec<&str> = template
            .split("\n\n")
            .filter_map(|block| match block.trim_start().strip_prefix("? ") {
                Some(rest) => (self.chance.unit() < 0.66).then_some(rest),
                None => Some(block),
            })
            .collect();
        self.text(&kept.join("\n\n"))
    }

    fn word(&self, name: &str) -> Option<String> {
        if let Some(text) = self.words.get(name) {
            return Some(text.clone());
        }
        let cut = name.find(['+', '-']).unwrap_or(name.len());
        let (kind, offset) = name.split_at(cut);
        let days: i32 = if offset.is_empty() { 0 } else { offset.parse().ok()? };
        let day = plus(self.day, days);
        match kind {
            "ngay" => Some(written(day)),
            "thu" => Some(weekday(day).to_owned()),
            "lv" => Some(written(working(day))),
            "thulv" => Some(weekday(working(day)).to_owned()),
            "bay" => Some(written(saturday(day))),
            _ => None,
        }
    }

    /// Resolves `[one|or|other]`, innermost last.
    fn choose(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find('[') {
            out.push_str(&rest[..start]);
            let inner = &rest[start + 1..];
            let (mut depth, mut cuts, mut end) = (0usize, Vec::new(), None);
            for (at, letter) in inner.char_indices() {
                match letter {
                    '[' => depth += 1,
                    ']' if depth == 0 => {
                        end = Some(at);
                        break;
                    }
                    ']' => depth -= 1,
                    '|' if depth == 0 => cuts.push(at),
                    _ => {}
                }
            }
            let Some(end) = end else {
                out.push_str(&rest[start..]);
                return out;
            };
            let mut choices = Vec::with_capacity(cuts.len() + 1);
            let mut from = 0;
            for cut in cuts {
                choices.push(&inner[from..cut]);
                from = cut + 1;
            }
            choices.push(&inner[from..end]);
            out.push_str(&self.choose(self.chance.pick::<&str>(&choices)));
            rest = &inner[end + 1..];
        }
        out.push_str(rest);
        out
    }
}

/// The text with a capital first letter.
pub(crate) fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}
