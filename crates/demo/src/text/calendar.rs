//! Seasons of the office year and dates as officers write them.

use jiff::Span;
use jiff::civil::{Date, Weekday, date};

/// The first day of the lunar years that a demo may touch.
const TET: [Date; 8] = [
    date(2024, 2, 10),
    date(2025, 1, 29),
    date(2026, 2, 17),
    date(2027, 2, 6),
    date(2028, 1, 26),
    date(2029, 2, 13),
    date(2030, 2, 3),
    date(2031, 1, 23),
];

/// When a template may be dated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Season {
    /// All year.
    Always,
    /// From one month and day to another, possibly over the new year.
    Yearly((i8, i8), (i8, i8)),
    /// Between two days, once.
    Once(Date, Date),
    /// Days before (negative) and after the lunar new year.
    Tet(i32, i32),
}

impl Season {
    /// Reads ``, `05..10`, `08-20..09-04`, `2026-02-20..2026-03-10` or `tet-25..tet-2`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        if text.is_empty() {
            return Some(Self::Always);
        }
        let (from, to) = text.split_once("..")?;
        if let (Some(from), Some(to)) = (from.strip_prefix("tet"), to.strip_prefix("tet")) {
            return Some(Self::Tet(from.parse().ok()?, to.parse().ok()?));
        }
        if from.len() == 10 {
            return Some(Self::Once(from.parse().ok()?, to.parse().ok()?));
        }
        let day = |word: &str, otherwise: i8| -> Option<(i8, i8)> {
            match word.split_once('-') {
                Some((month, day)) => Some((month.parse().ok()?, day.parse().ok()?)),
                None => Some((word.parse().ok()?, otherwise)),
            }
        };
        Some(Self::Yearly(day(from, 1)?, day(to, 31)?))
    }

    /// Whether a day lies in the season.
    pub(crate) fn holds(self, on: Date) -> bool {
        match self {
            Self::Always => true,
            Self::Once(from, to) => from <= on && on <= to,
            Self::Yearly(from, to) => {
                let day = (on.month(), on.day());
                if from <= to { from <= day && day <= to } else { from <= day || day <= to }
            }
            Self::Tet(from, to) => {
                TET.iter().any(|tet| plus(*tet, from) <= on && on <= plus(*tet, to))
            }
        }
    }

    /// How strongly a template asks to be used when its season is on: the shorter, the stronger.
    pub(crate) fn pull(self) -> f32 {
        match self {
            Self::Always => 1.0,
            Self::Once(..) | Self::Tet(..) => 6.0,
            Self::Yearly(from, to) => {
                let months = (i32::from(to.0) - i32::from(from.0)).rem_euclid(12) + 1;
                if months <= 2 {
                    4.0
                } else if months <= 4 {
                    2.4
                } else {
                    1.5
                }
            }
        }
    }
}

/// A day some days later (or earlier).
pub(crate) fn plus(day: Date, days: i32) -> Date {
    day.saturating_add(Span::new().days(days))
}

/// Whether offices are closed for a feast: the lunar new year and the fixed national days.
pub(crate) fn holiday(day: Date) -> bool {
    let fixed = [(1, 1), (4, 30), (5, 1), (9, 2)];
    fixed.contains(&(day.month(), day.day())) || Season::Tet(-1, 4).holds(day)
}

/// The first working day at or after a day.
pub(crate) fn working(mut day: Date) -> Date {
    while matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday) {
        day = plus(day, 1);
    }
    day
}

/// The first Saturday at or after a day.
pub(crate) fn saturday(mut day: Date) -> Date {
    while day.weekday() != Weekday::Saturday {
        day = plus(day, 1);
    }
    day
}

/// `7/8/2026`, as Vietnamese offices write a date in running text; days and the months January and
/// February get a leading zero (Decree 30/2020/NĐ-CP, annex I).
pub(crate) fn written(day: Date) -> String {
    let zero = if day.month() < 3 { "0" } else { "" };
    format!("{:02}/{zero}{}/{}", day.day(), day.month(), day.year())
}

/// `8/2026`.
pub(crate) fn month_written(day: Date) -> String {
    let zero = if day.month() < 3 { "0" } else { "" };
    format!("{zero}{}/{}", day.month(), day.year())
}

/// `thứ Hai` to `Chủ nhật`.
pub(crate) fn weekday(day: Date) -> &'static str {
    match day.weekday() {
        Weekday::Monday => "thứ Hai",
        Weekday::Tuesday => "thứ Ba",
        Weekday::Wednesday => "thứ Tư",
        Weekday::Thursday => "thứ Năm",
        Weekday::Friday => "thứ Sáu",
        Weekday::Saturday => "thứ Bảy",
        Weekday::Sunday => "Chủ nhật",
    }
}
