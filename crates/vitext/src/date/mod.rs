//! Dates and times as Vietnamese offices write and read them.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time, Weekday};
use jiff::tz::Offset;

use crate::fold::fold;

/// The clock of Viet Nam: seven hours ahead of UTC in the whole country since June 1975, without
/// summer time. A fixed offset needs no time zone data at run time and is right for every instant a
/// portal can hold.
pub const VIETNAM: Offset = Offset::constant(7);

/// Beyond so many days a date says more than a distance.
const RELATIVE_DAYS_MAX: i64 = 30;

/// The date and time that clocks in Viet Nam show at an instant.
pub fn local_time(at: Timestamp) -> DateTime {
    VIETNAM.to_datetime(at)
}

/// The instant at which clocks in Viet Nam show this date and time. Nothing if it lies outside what
/// an instant can hold, that is, in the first or last hours of the years -9999 and 9999.
pub fn instant(local: DateTime) -> Option<Timestamp> {
    VIETNAM.to_timestamp(local).ok()
}

/// `02/9/2026`: days under 10 and the months 1 and 2 get a zero in front, as Decree
/// 30/2020/NĐ-CP, Appendix I, part II, point 4, has it.
pub fn format_date(date: Date) -> String {
    let (day, month) = padded(date);
    format!("{day}/{month}/{}", date.year())
}

/// `Thứ Tư, 02/9/2026`
pub fn format_date_weekday(date: Date) -> String {
    format!("{}, {}", weekday_name(date.weekday()), format_date(date))
}

/// `ngày 02 tháng 9 năm 2026`, as under the heading of a document.
pub fn format_date_long(date: Date) -> String {
    let (day, month) = padded(date);
    format!("ngày {day} tháng {month} năm {}", date.year())
}

/// `07:30`
pub fn format_time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// `07:30 thứ Sáu 02/9/2026`, inside a sentence.
pub fn format_datetime_weekday(at: DateTime) -> String {
    let weekday = match at.date().weekday() {
        Weekday::Sunday => "chủ nhật".to_owned(),
        other => weekday_name(other).replacen('T', "t", 1),
    };
    format!("{} {weekday} {}", format_time(at.time()), format_date(at.date()))
}

/// How long ago something was: `vừa xong`, `5 phút trước`, `2 giờ trước`, `hôm qua`,
/// `3 ngày trước`, and beyond 30 days the date.
///
/// From one hour on, the calendar of Viet Nam decides, so something from yesterday evening is
/// `hôm qua` in the morning. What lies ahead reads `5 phút nữa`, `ngày mai`, `3 ngày nữa`; an instant
/// up to five seconds ahead counts as `vừa xong`, because the clocks of two machines differ.
pub fn format_relative(at: Timestamp, now: Timestamp) -> String {
    let seconds = now.duration_since(at).as_secs();
    let day = local_time(at).date();
    let days = local_time(now).date().duration_since(day).as_hours() / 24;
    let side = if seconds >= 0 { "trước" } else { "nữa" };
    match (seconds.unsigned_abs() / 60, days) {
        (0, _) if seconds >= -5 => "vừa xong".to_owned(),
        (0, _) => "trong giây lát".to_owned(),
        (minutes @ 1..60, _) => format!("{minutes} phút {side}"),
        (minutes, 0) => format!("{} giờ {side}", minutes / 60),
        (_, 1) => "hôm qua".to_owned(),
        (_, -1) => "ngày mai".to_owned(),
        (_, days) if days.abs() <= RELATIVE_DAYS_MAX => format!("{} ngày {side}", days.abs()),
        _ => format_date(day),
    }
}

/// Reads a date as people type it.
///
/// Understood are `2/9/2026`, `02-09-2026`, `02.9.2026`, `ngày 2 tháng 9 năm 2026` (with or without
/// accents, with or without *ngày* and *năm*), ISO 8601 `2026-09-02`, and each with a weekday in
/// front, which is not checked. The day comes before the month; the year has four digits.
///
/// # Errors
/// [`UnreadableDate`] if the text is something else or there is no such day.
pub fn parse_date(text: &str) -> Result<Date, UnreadableDate> {
    let folded = fold(text);
    let folded = without_weekday(folded.trim());
    let folded = folded.strip_prefix("ngay").unwrap_or(folded).trim_start();
    let [a, b, c] = numbers_in_words(folded)
        .or_else(|| numbers_between(folded, '/'))
        .or_else(|| numbers_between(folded, '-'))
        .or_else(|| numbers_between(folded, '.'))
        .ok_or(UnreadableDate)?;
    let (year, month, day) = if a.len() == 4 { (a, b, c) } else { (c, b, a) };
    if year.len() != 4 || year.starts_with('0') {
        return Err(UnreadableDate);
    }
    Date::new(short_number(year)?, short_number(month)?, short_number(day)?)
        .map_err(|_| UnreadableDate)
}

/// A text that is not a date, or names a day that no calendar has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnreadableDate;

impl fmt::Display for UnreadableDate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a date such as 02/9/2026")
    }
}

impl std::error::Error for UnreadableDate {}

fn padded(date: Date) -> (String, String) {
    let month = date.month();
    let month = if month <= 2 { format!("{month:02}") } else { month.to_string() };
    (format!("{:02}", date.day()), month)
}

fn weekday_name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Monday => "Thứ Hai",
        Weekday::Tuesday => "Thứ Ba",
        Weekday::Wednesday => "Thứ Tư",
        Weekday::Thursday => "Thứ Năm",
        Weekday::Friday => "Thứ Sáu",
        Weekday::Saturday => "Thứ Bảy",
        Weekday::Sunday => "Chủ Nhật",
    }
}

fn without_weekday(folded: &str) -> &str {
    match folded.split_once(',') {
        Some((weekday, rest)) if weekday.starts_with("thu ") || weekday == "chu nhat" => {
            rest.trim_start()
        }
        _ => folded,
    }
}

/// `2 thang 9 nam 2026` or `2 thang 9, 2026`
fn numbers_in_words(folded: &str) -> Option<[&str; 3]> {
    let (day, rest) = folded.split_once("thang")?;
    let (month, year) = rest.split_once("nam").or_else(|| rest.split_once(','))?;
    Some([day.trim(), month.trim().trim_end_matches(','), year.trim()])
}

fn numbers_between(folded: &str, separator: char) -> Option<[&str; 3]> {
    let mut parts = folded.split(separator).map(str::trim);
    let numbers = [parts.next()?, parts.next()?, parts.next()?];
    parts.next().is_none().then_some(numbers)
}

/// A number of at most four digits and nothing else: no sign, no space.
fn short_number<N: std::str::FromStr>(digits: &str) -> Result<N, UnreadableDate> {
    if digits.len() > 4 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return Err(UnreadableDate);
    }
    digits.parse().map_err(|_| UnreadableDate)
}

#[cfg(test)]
mod tests;
