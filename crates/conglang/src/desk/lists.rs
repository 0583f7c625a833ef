//! Lists in pages, as every room of the desk draws them.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use super::signed::Signed;

/// Which page of a list is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Paging {
    /// From 1.
    pub page: i64,
    /// Lines on a page.
    pub size: i64,
}

/// What the foot of a list draws.
#[derive(Clone, Debug, Serialize)]
pub struct Pager {
    page: i64,
    pages: i64,
    total: i64,
    first: i64,
    last: i64,
    previous_url: Option<String>,
    next_url: Option<String>,
}

impl Paging {
    /// Reads `?p=` of the address.
    pub fn of(signed: &Signed, size: i64) -> Self {
        let page = signed.query.filled("p").and_then(|text| text.parse().ok()).unwrap_or(1);
        Self { page: page.clamp(1, 100_000), size }
    }

    /// How many lines stand before the page.
    pub fn offset(self) -> i64 {
        (self.page - 1) * self.size
    }

    /// The foot of the list; `kept` are the other parameters of the address.
    pub fn pager(self, total: i64, kept: &[(&str, &str)]) -> Pager {
        let pages = ((total + self.size - 1) / self.size).max(1);
        let url = |page: i64| {
            let mut address = format!("?p={page}");
            for (name, value) in kept.iter().filter(|(_, value)| !value.is_empty()) {
                let value = utf8_percent_encode(value, NON_ALPHANUMERIC);
                address.push_str(&format!("&{name}={value}"));
            }
            address
        };
        Pager {
            page: self.page,
            pages,
            total,
            first: (self.offset() + 1).min(total),
            last: (self.offset() + self.size).min(total),
            previous_url: (self.page > 1).then(|| url(self.page - 1)),
            next_url: (self.page < pages).then(|| url(self.page + 1)),
        }
    }
}
