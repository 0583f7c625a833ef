//! However many sites a question names, it finds what stands on them and nothing else.

use conglang_search::{Effort, Filter, Index, LastWord, Order, Question, Record, Sites};

const SITES: u64 = 12;

fn question(sites: &[u64]) -> Question {
    Question {
        text: "tiếp công dân".to_owned(),
        last: LastWord::Whole,
        filter: Filter::public(Sites::Some(sites.to_vec())),
        order: Order::Relevance,
        skip: 0,
        take: 100,
        now: 0,
    }
}

#[test]
fn a_short_list_and_a_long_one_are_answered_alike() {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    let mut writer = index.writer(Effort::Quiet).unwrap();
    // One site has a number beyond every table.
    let number = |site| if site == SITES { u64::from(u32::MAX) } else { site };
    let records: Vec<Record> = (1..=SITES)
        .map(|site| Record {
            id: site,
            site: number(site),
            kind: "article".to_owned(),
            title: "Lịch tiếp công dân".to_owned(),
            ..Record::default()
        })
        .collect();
    writer.put(&records).unwrap();
    writer.commit(1).unwrap();
    for many in 1..=SITES {
        for from in 1..=SITES - many + 1 {
            let sites: Vec<u64> = (from..from + many).map(number).collect();
            let question = question(&sites);
            let answer = index.search(&question).unwrap();
            let mut found: Vec<u64> = answer.hits.iter().map(|hit| hit.site).collect();
            found.sort_unstable();
            assert_eq!(found, sites);
            assert_eq!(answer.count, sites.len());
            assert_eq!(answer.facets.sites.len(), sites.len(), "{sites:?}");
            let suggested = index.suggest("tiep cong", &question.filter, 100, 0).unwrap();
            assert!(suggested.iter().all(|one| sites.contains(&one.site)), "{sites:?}");
            assert!(!suggested.is_empty(), "{sites:?}");
        }
    }
    assert_eq!(index.search(&question(&[])).unwrap().count, 0, "no site is none, not all");
}
