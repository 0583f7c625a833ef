//! Tests of kinds and of files of units.

use proptest::prelude::*;

use super::*;

fn codes(text: &str) -> Vec<(usize, String, &'static str)> {
    UnitFile::read(text.as_bytes())
        .unwrap_err()
        .into_iter()
        .map(|error| (error.line, error.column, error.code))
        .collect()
}

#[test]
fn a_kind_is_read_with_and_without_accents() {
    for (word, kind) in [
        ("xã", UnitKind::Commune),
        ("Xa", UnitKind::Commune),
        ("PHƯỜNG", UnitKind::Ward),
        ("thi  tran", UnitKind::Town),
        ("Đặc khu", UnitKind::SpecialZone),
        ("tinh", UnitKind::Province),
        ("thành phố", UnitKind::City),
    ] {
        assert_eq!(UnitKind::parse(word), Ok(kind), "{word}");
    }
    assert!(UnitKind::parse("huyện").is_err());
}

#[test]
fn a_kind_is_taken_off_a_name_only_as_a_whole_word() {
    assert_eq!(UnitKind::Commune.without("Xã An Xuyên"), Some("An Xuyên"));
    assert_eq!(UnitKind::Town.without("Thị trấn Cái Nước"), Some("Cái Nước"));
    assert_eq!(UnitKind::Commune.without("Xãn"), None);
    assert_eq!(UnitKind::Commune.without("Xã"), None);
    assert_eq!(UnitKind::Commune.full_name("An Xuyên"), "Xã An Xuyên");
    assert_eq!(UnitKind::Commune.full_name("Xã An Xuyên"), "Xã An Xuyên");
}

#[test]
fn columns_are_found_by_name_in_any_order_with_bom_and_crlf() {
    let file = UnitFile::read(
        "\u{feff}Kind,extra,NAME,code,valid_from\r\nxa,x,\"Tân, Thành\",01234,2025-07-01\r\n"
            .as_bytes(),
    )
    .unwrap();
    let [line] = file.lines.as_slice() else { panic!("{file:?}") };
    assert_eq!((line.line, line.code.as_str(), line.name.as_str()), (2, "01234", "Xã Tân, Thành"));
    assert_eq!(line.valid_from, Some(jiff::civil::date(2025, 7, 1)));
}

#[test]
fn a_file_without_units_or_columns_is_refused() {
    assert_eq!(codes(""), [(1, String::new(), "csv-empty")]);
    assert_eq!(codes("code,name,kind\n\n"), [(1, String::new(), "csv-empty")]);
    assert_eq!(
        codes("code,ten\n1,a\n"),
        [
            (1, "name".to_owned(), "csv-column-missing"),
            (1, "kind".to_owned(), "csv-column-missing"),
        ]
    );
}

#[test]
fn a_truncated_file_names_the_line_and_the_column() {
    assert_eq!(
        codes("code,name,kind,district\n1,Xã A,xã,H\n2,Xã B,x"),
        [(3, "kind".to_owned(), "csv-truncated")]
    );
    assert_eq!(
        codes("code,name,kind\n1,Xã A,xã\n2,\"Xã B,xã\n"),
        [(3, "name".to_owned(), "csv-quote-open")]
    );
    assert_eq!(
        codes("code,name,kind\n1,Xã A\n2,Xã B,xã\n"),
        [(2, "name".to_owned(), "csv-fields")]
    );
    assert_eq!(
        codes("code,name,kind\n1,Xã A,xã,,\n2,Xã B,xã,\"x\"y\n"),
        [(2, "kind".to_owned(), "csv-fields"), (3, "kind".to_owned(), "csv-quote-stray")]
    );
}

#[test]
fn every_bad_line_is_named_with_its_column() {
    assert_eq!(
        codes(
            "code,name,kind\nx1,Xã A,xã\n2,,xã\n3,Xã C,làng\n4,Xã D,xã\n4,Xã E,xã\n5,a\u{7}b,xã\n"
        ),
        [
            (2, "code".to_owned(), "unit-code"),
            (3, "name".to_owned(), "unit-name-empty"),
            (4, "kind".to_owned(), "unit-kind"),
            (6, "code".to_owned(), "unit-code-twice"),
            (7, "name".to_owned(), "unit-control"),
        ]
    );
    let long = format!("code,name,kind\n1,{},xã\n", "ă".repeat(NAME_CHARS_MAX + 1));
    assert_eq!(codes(&long), [(2, "name".to_owned(), "unit-too-long")]);
}

#[test]
fn bytes_that_are_not_utf8_are_named_by_their_line() {
    let errors = UnitFile::read(b"code,name,kind\n1,ab\xff,xa\n").unwrap_err();
    assert_eq!((errors[0].line, errors[0].code), (2, "csv-encoding"));
    assert_eq!(errors[0].facts, [("place", "5".to_owned())]);
}

#[test]
fn no_more_than_a_hundred_lines_are_named_and_no_more_than_twenty_thousand_read() {
    let bad = format!("code,name,kind\n{}", "x,Xã A,xã\n".repeat(500));
    assert_eq!(UnitFile::read(bad.as_bytes()).unwrap_err().len(), ERRORS_MAX);
    let mut long = String::from("code,name,kind\n");
    for code in 0..=LINES_MAX {
        long.push_str(&format!("{code},Xã A,xã\n"));
    }
    assert_eq!(codes(&long), [(LINES_MAX + 2, String::new(), "csv-too-many-lines")]);
    let large = vec![b'a'; BYTES_MAX + 1];
    assert_eq!(UnitFile::read(&large).unwrap_err()[0].code, "csv-too-large");
}

#[test]
fn the_unit_code_of_a_province_can_never_be_one_of_a_commune() {
    assert_eq!(province_code_as_unit(Some("96"), "Tỉnh Cà Mau"), "T96");
    assert_eq!(province_code_as_unit(None, "Tỉnh Cà Mau"), "T-camau");
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused_with_lines(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        if let Err(errors) = UnitFile::read(&bytes) {
            prop_assert!(!errors.is_empty() && errors.len() <= ERRORS_MAX);
            prop_assert!(errors.iter().all(|error| error.line >= 1));
        }
    }

    #[test]
    fn any_text_below_a_sound_header_is_read_or_refused(body in "[\"0-9a,ă\n\r \u{0}-\u{1f}]{0,120}") {
        let text = format!("code,name,kind\n{body}");
        match UnitFile::read(text.as_bytes()) {
            Ok(file) => prop_assert!(!file.lines.is_empty()),
            Err(errors) => prop_assert!(!errors.is_empty()),
        }
    }
}

#[test]
fn a_file_of_mergers_names_its_bad_lines() {
    let file = include_bytes!("../../../../data/units/merge_2025_camau.csv");
    let read = SuccessionFile::read(file).unwrap();
    assert_eq!(read.lines.len(), 187);
    let first = &read.lines[0];
    assert_eq!(first.old.1, "Phường 2");
    assert_eq!((first.new.1.as_str(), first.extent), ("Phường Bạc Liêu", Extent::Full));
    let bad = "old_code,old_name,new_code,new_name,extent,happened_on\n\
               1,Xã A,2,Xã B,full,\n\
               x,Ấp C,3,Xã D,nửa,hôm qua\n\
               1,Xã A,2,Xã B,partial,2025-07-01\n";
    let errors = SuccessionFile::read(bad.as_bytes()).unwrap_err();
    let told: Vec<(usize, &str, &str)> =
        errors.iter().map(|error| (error.line, error.column.as_str(), error.code)).collect();
    assert_eq!(
        told,
        [
            (3, "old_code", "unit-code"),
            (3, "old_name", "unit-kind"),
            (3, "extent", "unit-extent"),
            (3, "happened_on", "unit-date"),
            (4, "old_code", "unit-code-twice"),
        ]
    );
}
