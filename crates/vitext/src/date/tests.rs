//! Tests of dates in words and figures.

use jiff::ToSpan;
use jiff::civil::{date, datetime, time};
use proptest::prelude::*;

use super::*;
use crate::any_text::any_text;

fn at(local: DateTime) -> Timestamp {
    instant(local).unwrap()
}

fn check_relative(then: DateTime, now: DateTime, expected: &str) {
    assert_eq!(format_relative(at(then), at(now)), expected, "{then} seen from {now}");
}

#[track_caller]
fn check_parse(text: &str, expected: Option<Date>) {
    assert_eq!(parse_date(text).ok(), expected, "{text:?}");
}

#[test]
fn days_under_ten_and_the_first_two_months_get_a_zero() {
    assert_eq!(format_date(date(2026, 9, 2)), "02/9/2026");
    assert_eq!(format_date(date(2026, 1, 5)), "05/01/2026");
    assert_eq!(format_date(date(2026, 2, 28)), "28/02/2026");
    assert_eq!(format_date(date(2026, 3, 10)), "10/3/2026");
    assert_eq!(format_date(date(2026, 12, 31)), "31/12/2026");
    assert_eq!(format_date_long(date(2026, 9, 2)), "ngày 02 tháng 9 năm 2026");
    assert_eq!(format_date_long(date(2026, 1, 15)), "ngày 15 tháng 01 năm 2026");
}

#[test]
fn weekdays_have_their_names() {
    assert_eq!(format_date_weekday(date(2026, 9, 2)), "Thứ Tư, 02/9/2026");
    assert_eq!(format_date_weekday(date(2026, 9, 4)), "Thứ Sáu, 04/9/2026");
    assert_eq!(format_date_weekday(date(2026, 9, 6)), "Chủ Nhật, 06/9/2026");
    assert_eq!(format_date_weekday(date(2026, 9, 7)), "Thứ Hai, 07/9/2026");
    let at = |day| date(2026, 9, day).at(7, 30, 0, 0);
    assert_eq!(format_datetime_weekday(at(4)), "07:30 thứ Sáu 04/9/2026");
    assert_eq!(format_datetime_weekday(at(6)), "07:30 chủ nhật 06/9/2026");
}

#[test]
fn clocks_show_hours_and_minutes() {
    assert_eq!(format_time(time(7, 30, 59, 0)), "07:30");
    assert_eq!(format_time(time(0, 0, 0, 0)), "00:00");
}

#[test]
fn viet_nam_is_seven_hours_ahead() {
    let instant_utc: Timestamp = "2026-09-01T17:30:00Z".parse().unwrap();
    assert_eq!(local_time(instant_utc), datetime(2026, 9, 2, 0, 30, 0, 0));
    assert_eq!(instant(datetime(2026, 9, 2, 0, 30, 0, 0)), Some(instant_utc));
    assert_eq!(instant(DateTime::MIN), None);
}

#[test]
fn distances_in_time_read_naturally() {
    let now = datetime(2026, 9, 2, 9, 0, 0, 0);
    check_relative(now, now, "vừa xong");
    check_relative(now - 59.seconds(), now, "vừa xong");
    check_relative(now - 60.seconds(), now, "1 phút trước");
    check_relative(now - 5.minutes(), now, "5 phút trước");
    check_relative(now - 119.minutes(), now, "1 giờ trước");
    check_relative(now - 9.hours(), now, "9 giờ trước");
    check_relative(now - 9.hours() - 1.seconds(), now, "hôm qua");
    check_relative(now - 1.days(), now, "hôm qua");
    check_relative(now - 3.days(), now, "3 ngày trước");
    check_relative(now - 30.days(), now, "30 ngày trước");
    check_relative(now - 31.days(), now, "02/8/2026");
}

#[test]
fn midnight_does_not_make_ten_minutes_a_day() {
    let now = datetime(2026, 9, 2, 0, 5, 0, 0);
    check_relative(now - 10.minutes(), now, "10 phút trước");
}

#[test]
fn what_lies_ahead_reads_naturally() {
    let now = datetime(2026, 9, 2, 9, 0, 0, 0);
    check_relative(now + 5.seconds(), now, "vừa xong");
    check_relative(now + 30.seconds(), now, "trong giây lát");
    check_relative(now + 5.minutes(), now, "5 phút nữa");
    check_relative(now + 3.hours(), now, "3 giờ nữa");
    check_relative(now + 1.days(), now, "ngày mai");
    check_relative(now + 3.days(), now, "3 ngày nữa");
    check_relative(now + 40.days(), now, "12/10/2026");
}

#[test]
fn dates_are_read_as_people_type_them() {
    let day = Some(date(2026, 9, 2));
    for text in [
        "2/9/2026",
        "02/09/2026",
        " 2 / 9 / 2026 ",
        "02-09-2026",
        "2.9.2026",
        "2026-09-02",
        "2026-9-2",
        "ngày 2 tháng 9 năm 2026",
        "Ngày 02 tháng 09 năm 2026",
        "NGÀY 2 THÁNG 9 NĂM 2026",
        "ngay 2 thang 9 nam 2026",
        "2 tháng 9, 2026",
        "2 tháng 9, năm 2026",
        "nga\u{300}y 2/9/2026",
        "Thứ Tư, 02/9/2026",
        "Chủ nhật, ngày 2 tháng 9 năm 2026",
    ] {
        check_parse(text, day);
    }
    check_parse("29/2/2028", Some(date(2028, 2, 29)));
}

#[test]
fn what_is_no_date_is_refused() {
    for text in [
        "",
        "ngày",
        "2/9",
        "2/9/26",
        "2/9/0026",
        "31/4/2026",
        "29/2/2026",
        "9/13/2026",
        "2/9/2026/1",
        "-2/9/2026",
        "+2/9/2026",
        "2-9/2026",
        "//",
        "2/9/20266",
        "2026/2026/2026",
        "٢/٩/٢٠٢٦",
        "hôm qua",
        "tháng 9 năm 2026",
        "2026-09-02T07:30",
    ] {
        check_parse(text, None);
    }
}

fn any_date() -> impl Strategy<Value = Date> {
    (1000_i16..=9999, 1_i8..=12, 1_i8..=28).prop_map(|(y, m, d)| date(y, m, d))
}

proptest! {
    #[test]
    fn every_format_is_read_back(day in any_date()) {
        for text in [
            format_date(day), format_date_weekday(day), format_date_long(day), day.to_string(),
        ] {
            prop_assert_eq!(parse_date(&text), Ok(day), "{}", text);
        }
    }

    #[test]
    fn any_text_is_read_or_refused(text in any_text()) {
        let _ = parse_date(&text);
    }

    #[test]
    fn any_digits_are_read_or_refused(text in "[0-9]{0,5}[-/. ][0-9]{0,5}[-/., a-z]{0,6}[0-9]{0,5}") {
        let _ = parse_date(&text);
    }

    #[test]
    fn any_two_instants_have_a_distance(
        a in Timestamp::MIN.as_second()..=Timestamp::MAX.as_second(),
        b in Timestamp::MIN.as_second()..=Timestamp::MAX.as_second(),
    ) {
        let (a, b) = (Timestamp::from_second(a).unwrap(), Timestamp::from_second(b).unwrap());
        prop_assert!(!format_relative(a, b).is_empty());
    }

    #[test]
    fn local_time_and_instant_are_inverse(seconds in -3_000_000_000_i64..9_000_000_000) {
        let at = Timestamp::from_second(seconds).unwrap();
        prop_assert_eq!(instant(local_time(at)), Some(at));
    }
}
