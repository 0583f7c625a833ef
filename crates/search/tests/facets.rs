//! Facets count what a question finds: each is compared with counting the records one by one.

use std::collections::BTreeMap;

use conglang_search::{Effort, Filter, Index, LastWord, Order, Question, Record, Sites};
use proptest::prelude::*;

const KINDS: [&str; 3] = ["article", "notice", "document"];
const ISSUERS: [&str; 3] = ["", "Ủy ban nhân dân xã An Xuyên", "Hội đồng nhân dân xã An Xuyên"];

fn record(id: u64, draw: (u64, usize, u64, u64, usize, bool)) -> Record {
    let (site, kind, category, year, issuer, is_wanted) = draw;
    let subject = if is_wanted { "nước sạch" } else { "đường điện" };
    Record {
        id,
        site,
        kind: KINDS[kind].to_owned(),
        language: "vi".to_owned(),
        category: (category > 0).then_some(category),
        title: format!("Thông báo về {subject}"),
        issuer: ISSUERS[issuer].to_owned(),
        year: Some(2020 + year),
        ..Record::default()
    }
}

fn counted<K: Ord>(keys: impl Iterator<Item = Option<K>>) -> BTreeMap<K, usize> {
    let mut counts = BTreeMap::new();
    for key in keys.flatten() {
        *counts.entry(key).or_default() += 1;
    }
    counts
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(12))]

    #[test]
    fn facets_are_what_counting_gives(
        draws in prop::collection::vec(
            (1..4_u64, 0..3_usize, 0..3_u64, 0..4_u64, 0..3_usize, any::<bool>()), 1..60),
        site in prop::option::of(1..4_u64),
        kind in prop::option::of(0..3_usize),
        issuer in prop::option::of(1..3_usize),
        year in prop::option::of(2020..2024_u64),
    ) {
        let records: Vec<Record> =
            (1..).zip(draws).map(|(id, draw)| record(id, draw)).collect();
        let folder = tempfile::tempdir().unwrap();
        let index = Index::open(folder.path()).unwrap();
        let mut writer = index.writer(Effort::Quiet).unwrap();
        // In two commits, because each segment numbers its words anew.
        let (first, second) = records.split_at(records.len() / 2);
        for (cursor, half) in [(1, first), (2, second)] {
            writer.put(half).unwrap();
            writer.commit(cursor).unwrap();
        }
        let filter = Filter {
            kind: kind.map(|kind| KINDS[kind].to_owned()),
            issuer: issuer.map(|issuer| ISSUERS[issuer].to_owned()),
            year,
            ..Filter::public(site.map_or(Sites::All, Sites::One))
        };
        let found: Vec<&Record> = records
            .iter()
            .filter(|r| r.title.contains("nước sạch"))
            .filter(|r| site.is_none_or(|site| r.site == site))
            .filter(|r| kind.is_none_or(|kind| r.kind == KINDS[kind]))
            .filter(|r| issuer.is_none_or(|issuer| r.issuer == ISSUERS[issuer]))
            .filter(|r| year.is_none_or(|year| r.year == Some(year)))
            .collect();
        let answer = index
            .search(&Question {
                text: "nuoc sach".to_owned(),
                last: LastWord::Whole,
                filter,
                order: Order::Relevance,
                skip: 0,
                take: 10,
                now: 0,
            })
            .unwrap();
        prop_assert_eq!(answer.count, found.len());
        let facets = answer.facets;
        prop_assert_eq!(
            facets.kinds.into_iter().collect::<BTreeMap<_, _>>(),
            counted(found.iter().map(|r| Some(r.kind.clone())))
        );
        prop_assert_eq!(
            facets.issuers.into_iter().collect::<BTreeMap<_, _>>(),
            counted(found.iter().map(|r| (!r.issuer.is_empty()).then(|| r.issuer.clone())))
        );
        prop_assert_eq!(
            facets.categories.into_iter().collect::<BTreeMap<_, _>>(),
            counted(found.iter().map(|r| r.category))
        );
        prop_assert_eq!(
            facets.years.into_iter().collect::<BTreeMap<_, _>>(),
            counted(found.iter().map(|r| r.year))
        );
        prop_assert_eq!(
            facets.sites.into_iter().collect::<BTreeMap<_, _>>(),
            counted(found.iter().map(|r| Some(r.site)))
        );
    }
}
