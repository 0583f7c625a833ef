//! Filters that write instants and dates as Vietnamese readers expect them.

use conglang_kernel::{Language, Moment};
use minijinja::{Environment, Error, ErrorKind};

/// Adds `date`, `date_long`, `datetime` and `iso`, which take milliseconds since 1970.
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
    environment.add_filter("iso", |ms: i64| Moment(ms).timestamp().to_string());
    environment.add_filter("day", |iso: &str| -> Result<String, Error> {
        iso.parse()
            .map(vitext::format_date)
            .map_err(|_| Error::new(ErrorKind::InvalidOperation, "not an ISO date"))
    });
}

fn local(ms: i64) -> jiff::civil::DateTime {
    vitext::local_time(Moment(ms).timestamp())
}

fn day(ms: i64) -> jiff::civil::Date {
    local(ms).date()
}
