//! For whom is asked decides what is found, and a word that was only begun is enough in a find box.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use conglang_search::{
    Audience, Effort, Filter, Index, LastWord, Order, Question, Record, Sites, Visibility,
};

fn index(folder: &std::path::Path) -> Index {
    let index = Index::open(folder).unwrap();
    let mut writer = index.writer(Effort::Quiet).unwrap();
    let record = |id, visibility| Record {
        id,
        site: 1,
        kind: "article".to_owned(),
        title: "Lịch tiếp công dân".to_owned(),
        visibility,
        ..Record::default()
    };
    let records =
        [record(1, Visibility::Public), record(2, Visibility::Draft), record(3, Visibility::Desk)];
    writer.put(&records).unwrap();
    writer.commit(1).unwrap();
    index
}

fn found(index: &Index, audience: Audience, text: &str, last: LastWord) -> Vec<u64> {
    let question = Question {
        text: text.to_owned(),
        last,
        filter: Filter { audience, ..Filter::public(Sites::All) },
        order: Order::Relevance,
        skip: 0,
        take: 10,
        now: 0,
    };
    let mut found: Vec<u64> =
        index.search(&question).unwrap().hits.into_iter().map(|hit| hit.id).collect();
    found.sort_unstable();
    found
}

#[test]
fn each_audience_finds_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let index = index(folder.path());
    let asked = |audience| found(&index, audience, "tiếp dân", LastWord::Whole);
    assert_eq!(asked(Audience::Public), [1]);
    assert_eq!(asked(Audience::Editors), [1, 2]);
    assert_eq!(asked(Audience::Desk), [3]);
    for audience in [Audience::Public, Audience::Editors, Audience::Desk] {
        let filter = Filter { audience, ..Filter::public(Sites::All) };
        let suggested = index.suggest("lich tiep", &filter, 8, 0).unwrap();
        assert!(suggested.iter().all(|s| asked(audience).contains(&s.id)), "{suggested:?}");
    }
}

#[test]
fn a_begun_word_is_enough_where_it_is_asked_so() {
    let folder = tempfile::tempdir().unwrap();
    let index = index(folder.path());
    let asked = |text, last| found(&index, Audience::Public, text, last);
    for text in ["lịch tiế", "lich tie", "LICH t", "tiep cong d"] {
        assert_eq!(asked(text, LastWord::Begun), [1], "{text}");
    }
    assert!(asked("lịch ti", LastWord::Whole).is_empty());
    assert!(asked("lịch xu", LastWord::Begun).is_empty());
}
