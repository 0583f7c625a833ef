//! The task-shaped beginnings of a text, as the desk offers them.

use conglang_kernel::Start;
use serde::Serialize;

use super::signed::OnSite;

/// A beginning as the desk draws it.
#[derive(Serialize)]
pub struct StartView {
    url: String,
    label: &'static str,
    hint: &'static str,
    symbol: &'static str,
}

/// Every beginning, for a site's desk.
pub fn starts(here: &OnSite) -> Vec<StartView> {
    Start::all()
        .iter()
        .filter_map(|start| {
            let slice = crate::slices::named(&start.kind)?;
            Some(StartView {
                url: here.url(&format!("/noi-dung/moi/{}?mau={}", slice.kind.word, start.key)),
                label: &start.label,
                hint: &start.hint,
                symbol: &start.symbol,
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_beginning_is_of_a_kind_that_exists() {
        for start in Start::all() {
            assert!(crate::slices::named(&start.kind).is_some(), "{}", start.key);
        }
    }
}
