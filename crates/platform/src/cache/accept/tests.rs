//! Tests of the negotiation: against the wording of the RFC, and against arbitrary bytes.

use http::{HeaderMap, HeaderValue, header::ACCEPT_ENCODING};
use proptest::prelude::*;

use super::{Accepted, Made};
use crate::cache::Encoding::{self, Brotli, Gzip, Identity, Zstd};

fn accepted(lines: &[&[u8]]) -> Accepted {
    let mut headers = HeaderMap::new();
    for line in lines {
        headers.append(ACCEPT_ENCODING, HeaderValue::from_bytes(line).unwrap());
    }
    Accepted::of(&headers)
}

#[track_caller]
fn check_choice(line: &str, expected: Encoding) {
    assert_eq!(accepted(&[line.as_bytes()]).choose(Made::default()), expected, "{line:?}");
}

#[test]
fn the_coding_liked_best_is_chosen() {
    check_choice("gzip, deflate, br, zstd", Zstd);
    check_choice("gzip, deflate, br", Gzip);
    check_choice("br", Brotli);
    check_choice("gzip, deflate", Gzip);
    check_choice("gzip;q=1.0, br;q=0.5", Gzip);
    check_choice("gzip;q=0.8, zstd;q=0.801", Zstd);
    check_choice("GZIP", Gzip);
    check_choice("x-gzip", Gzip);
    check_choice("identity;q=1, gzip;q=0.5", Identity);
    check_choice("identity;q=0.5, gzip;q=1", Gzip);
    check_choice(" gzip ; q=0.3 , , br;q=0.2 ", Gzip);
    check_choice("gzip;q=0.001", Gzip);
}

#[test]
fn refused_codings_are_not_chosen() {
    check_choice("gzip;q=0", Identity);
    check_choice("gzip;q=0.000, br", Brotli);
    check_choice("br;q=0, *", Zstd);
    check_choice("*;q=0", Identity);
    check_choice("*;q=0, gzip", Gzip);
    check_choice("identity;q=0, gzip;q=0.1", Gzip);
    check_choice("identity;q=0", Identity);
    check_choice("deflate, compress", Identity);
}

#[test]
fn what_cannot_be_understood_means_plain_bytes() {
    for line in [
        "gzip;q=",
        "gzip;q=2",
        "gzip;q=1.001",
        "gzip;q=0.1234",
        "gzip;q=-1",
        "gzip;q=a",
        "gzip q=1",
        "gzip;level=9",
        "gzip;q=.5",
        "g(zip",
        ";q=1",
        "br, gzip;q=0.5;q=1",
        "br;q",
    ] {
        assert_eq!(accepted(&[line.as_bytes()]), Accepted::PLAIN, "{line:?}");
    }
    assert_eq!(accepted(&[b"gzip\xff"]), Accepted::PLAIN);
    assert_eq!(accepted(&[]), Accepted::PLAIN);
    assert_eq!(accepted(&[b""]), Accepted::PLAIN);
}

#[test]
fn several_lines_are_one_list() {
    assert_eq!(accepted(&[b"gzip;q=0.5", b"br"]), accepted(&[b"gzip;q=0.5, br"]));
}

#[test]
fn a_form_that_exists_wins_among_equals_only() {
    let made = Made::default().with(Gzip);
    assert_eq!(accepted(&[b"gzip, br, zstd"]).choose(made), Gzip);
    assert_eq!(accepted(&[b"gzip;q=0.9, br"]).choose(made), Brotli);
    assert_eq!(accepted(&[b"br"]).choose(made), Brotli);
    assert_eq!(accepted(&[b"br, *"]).choose(made), Gzip);
    assert_eq!(accepted(&[b"gzip, br, zstd"]).choose(made.with(Zstd)), Zstd);
    assert_eq!(accepted(&[b"gzip, br, zstd"]).choose(made.with(Zstd).with(Brotli)), Brotli);
    assert_eq!(accepted(&[]).choose(Made::default().with(Identity)), Identity);
}

/// One element of a list: a coding as it is written and its weight in thousandths.
fn element() -> impl Strategy<Value = (&'static str, u16)> {
    let coding = prop::sample::select(vec!["gzip", "br", "zstd", "identity", "*", "deflate", "Br"]);
    (coding, 0_u16..=1000)
}

fn written((coding, weight): &(&str, u16)) -> String {
    match weight {
        1000 => (*coding).to_owned(),
        _ => format!("{coding} ;q=0.{weight:03}"),
    }
}

/// The rule of RFC 9110, 12.5.3 said a second time, as directly as possible.
fn weight_by_the_book(list: &[(&'static str, u16)], encoding: Encoding) -> Option<u16> {
    let name = match encoding {
        Identity => "identity",
        Gzip => "gzip",
        Brotli => "br",
        Zstd => "zstd",
    };
    let last = |wanted: &str| {
        list.iter().rev().find(|(coding, _)| coding.eq_ignore_ascii_case(wanted)).map(|e| e.1)
    };
    match last(name).or(last("*")) {
        Some(0) => None,
        Some(weight) => Some(weight),
        None if encoding == Identity => Some(0),
        None => None,
    }
}

proptest! {
    #[test]
    fn the_choice_follows_the_book(
        list in prop::collection::vec(element(), 0..8),
        made in prop::collection::vec(0_usize..4, 0..4),
    ) {
        let line = list.iter().map(written).collect::<Vec<_>>().join(",");
        let accepted = accepted(&[line.as_bytes()]);
        let made = made.iter().fold(Made::default(), |made, at| made.with(Encoding::ALL[*at]));
        let choice = accepted.choose(made);
        let weights = Encoding::ALL.map(|encoding| weight_by_the_book(&list, encoding));
        for encoding in Encoding::ALL {
            prop_assert_eq!(accepted.takes(encoding), weights[encoding.index()].is_some());
        }
        match weights.iter().flatten().max() {
            Some(best) => prop_assert_eq!(weights[choice.index()], Some(*best)),
            None => prop_assert_eq!(choice, Identity),
        }
    }

    #[test]
    fn any_bytes_give_an_acceptable_choice(
        lines in prop::collection::vec(prop::collection::vec(0x20_u8..=0xff, 0..60), 0..4),
    ) {
        let mut headers = HeaderMap::new();
        for line in lines {
            if let Ok(value) = HeaderValue::from_bytes(&line) {
                headers.append(ACCEPT_ENCODING, value);
            }
        }
        let accepted = Accepted::of(&headers);
        let choice = accepted.choose(Made::default());
        let refuses_all = Encoding::ALL.iter().all(|encoding| !accepted.takes(*encoding));
        prop_assert!(accepted.takes(choice) || refuses_all);
    }

    #[test]
    fn text_that_looks_like_a_list_does_not_panic(line in "[a-z*,;q=0-9. \t-]{0,80}") {
        let _ = accepted(&[line.as_bytes()]).choose(Made::default());
    }
}
