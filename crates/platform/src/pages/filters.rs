//! Filters that write instants, dates and sizes of files as Vietnamese readers expect them.

use conglang_kernel::{Language, Moment};
use minijinja::{Environment, Error, ErrorKind};

/// Adds `date`, `date_long`, `datetime`, `datetime_weekday` and `iso`, which take milliseconds since 1970.
pub(super) fn add(environment: &mut Environment<'static>, language: Language) {
    environment.add_filter("date", |ms: i64| vitext::format_date(day(ms)));
    environment.add_filter("date_long", move |ms: i64| match language {
        Language::Vi => vitext::format_date_weekday(day(ms)),
        Language::En => day(ms).strftime("%A, %-d %B %Y").to_string(),
    });
    environment.add_filter("datetime", |ms: i64| {
        let local = local(ms);
        format!("{}, {}", vitext::format_time(local.time()), vitext::format_date(local.date()))
    });
    environment.add_filter("datetime_weekday", move |ms: i64| match language {
        Language::Vi => vitext::format_datetime_weekday(local(ms)),
        Language::En => local(ms).strftime("%H:%M, %A %-d %B %Y").to_string(),
    });
    environment.add_filter("iso", |ms: i64| Moment(ms).timestamp().to_string());
    environment.add_filter("weight", move |bytes: i64| weight(bytes, language));
    environment.add_filter("day", |iso: &str| -> Result<String, Error> {
        iso.parse()
            .map(vitext::format_date)
            .map_err(|_| Error::new(ErrorKind::InvalidOperation, "not an ISO date"))
    });
}

/// Megabytes as limits of uploads are told in them.
const MEGABYTE: i64 = 1 << 20;
const GIGABYTE: i64 = 1 << 30;

/// What a file weighs, in the unit people think in.
fn weight(bytes: i64, language: Language) -> String {
    let (size, unit) = match bytes {
        ..MEGABYTE => return format!("{} KB", ((bytes + 1023) / 1024).max(1)),
        MEGABYTE..GIGABYTE => (bytes * 10 / MEGABYTE, "MB"),
        _ => (bytes * 10 / GIGABYTE, "GB"),
    };
    let comma = match language {
        Language::Vi => ',',
        Language::En => '.',
    };
    let (whole, tenth) = (size / 10, size % 10);
    if tenth == 0 { format!("{whole} {unit}") } else { format!("{whole}{comma}{tenth} {unit}") }
}

fn local(ms: i64) -> jiff::civil::DateTime {
    vitext::local_time(Moment(ms).timestamp())
}

fn day(ms: i64) -> jiff::civil::Date {
    local(ms).date()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_told_in_the_unit_people_think_in() {
        let told = [0, 1, 340_400, 1 << 20, 4_250_000, 100 << 20, 10 << 30];
        let told: Vec<String> = told.iter().map(|bytes| weight(*bytes, Language::Vi)).collect();
        assert_eq!(told, ["1 KB", "1 KB", "333 KB", "1 MB", "4 MB", "100 MB", "10 GB"]);
    }
}
