//! Pages of a list.

use serde::Serialize;

use super::{Refusal, Visit};

/// The largest page number that is looked up.
const PAGE_MAX: i64 = 10_000;

/// Where a list stands.
#[derive(Clone, Debug, Serialize)]
pub struct Pager {
    previous_url: Option<String>,
    next_url: Option<String>,
    numbers: Vec<PageNumber>,
}

#[derive(Clone, Debug, Serialize)]
struct PageNumber {
    number: i64,
    url: String,
    current: bool,
    gap_before: bool,
}

/// The page a visit asks for: 1 when it asks for none.
///
/// # Errors
/// Not found when it is no number of a page.
pub fn asked_page(visit: &Visit) -> Result<i64, Refusal> {
    match visit.parameter("p") {
        None => Ok(1),
        Some(text) => {
            text.parse().ok().filter(|page| (1..=PAGE_MAX).contains(page)).ok_or(Refusal::NotFound)
        }
    }
}

/// The pager below a list; none when everything is on one page. `address` makes the address of a page.
pub fn pager(
    page: i64,
    page_size: i64,
    count: i64,
    address: impl Fn(i64) -> String,
) -> Option<Pager> {
    let last = (count + page_size - 1) / page_size;
    if last <= 1 {
        return None;
    }
    let mut shown: Vec<i64> = [1, page - 1, page, page + 1, last]
        .into_iter()
        .filter(|number| (1..=last).contains(number))
        .collect();
    shown.dedup();
    let mut before = 0;
    let numbers = shown
        .into_iter()
        .map(|number| {
            let gap_before = number > before + 1;
            before = number;
            PageNumber { number, url: address(number), current: number == page, gap_before }
        })
        .collect();
    Some(Pager {
        previous_url: (page > 1).then(|| address(page - 1)),
        next_url: (page < last).then(|| address(page + 1)),
        numbers,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_list_shows_its_ends_and_the_neighbours() {
        let pager = pager(5, 10, 93, |n| format!("?p={n}")).unwrap();
        let numbers: Vec<_> = pager.numbers.iter().map(|n| (n.number, n.gap_before)).collect();
        assert_eq!(numbers, [(1, false), (4, true), (5, false), (6, false), (10, true)]);
        assert_eq!(pager.next_url.as_deref(), Some("?p=6"));
    }

    #[test]
    fn one_page_needs_no_pager() {
        assert!(pager(1, 10, 10, |n| n.to_string()).is_none());
    }
}
