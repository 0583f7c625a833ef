//! Royalties (nhuận bút): what a site pays for articles, by a dated tariff, as a statement per month.
//! For the commune's accountant; readers see nothing of it. Off unless a site switches it on.
//!
//! Money is in whole đồng, coefficients in hundredths: 2,5 is 250.

mod statement;
mod tariff;
mod workbook;

pub use statement::{
    Line, Month, Statement, close_month, closed_statement, decide, decisions, statement,
};
pub use tariff::{Tariff, TariffTyped, add_tariff, default_coefficients, tariffs};
pub use workbook::{Labels, workbook};

/// Hundredths as people write them: 250 is `2,5`.
pub fn written(hundredths: i64) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match rest {
        0 => whole.to_string(),
        _ if rest % 10 == 0 => format!("{whole},{}", rest / 10),
        _ => format!("{whole},{rest:02}"),
    }
}

/// Reads `2,5` or `2.5` as hundredths; none for anything else or more than two decimals.
pub fn read_hundredths(typed: &str) -> Option<i64> {
    let typed = typed.trim().replace(',', ".");
    let (whole, rest) = typed.split_once('.').unwrap_or((&typed, ""));
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 4 || rest.len() > 2 || !digits(whole) || !digits(rest) {
        return None;
    }
    let rest: i64 = format!("{rest:0<2}").parse().ok()?;
    Some(whole.parse::<i64>().ok()? * 100 + rest)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn coefficients_are_read_as_accountants_write_them() {
        assert_eq!(read_hundredths("2,5"), Some(250));
        assert_eq!(read_hundredths(" 10 "), Some(1000));
        assert_eq!(read_hundredths("0.25"), Some(25));
        for typed in ["", "-1", "1,234", "hai", "1,2,3", "99999", "1e3"] {
            assert_eq!(read_hundredths(typed), None, "{typed}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(hundredths in 0_i64..1_000_000) {
            prop_assume!(hundredths < 999_999);
            prop_assert_eq!(read_hundredths(&written(hundredths)), Some(hundredths));
        }
    }
}
