//! Whatever is typed, the answer comes in bounded time.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::time::{Duration, Instant};

use conglang_search::{Effort, Filter, Index, LastWord, Order, Question, Record, Sites};
use proptest::prelude::*;

/// Far above what is needed, so that a busy machine does not fail the test; without bounds it would take
/// minutes.
const PATIENCE: Duration = Duration::from_secs(10);

fn index(folder: &std::path::Path, count: u64) -> Index {
    let index = Index::open(folder).unwrap();
    let mut writer = index.writer(Effort::Quiet).unwrap();
    let records: Vec<Record> = (1..=count)
        .map(|id| Record {
            id,
            site: 1 + id % 3,
            kind: "article".to_owned(),
            language: "vi".to_owned(),
            title: format!("Thông báo số {id} về đất đai và nước sạch"),
            body: "Ủy ban nhân dân xã thông báo lịch tiếp công dân của người dân.".to_owned(),
            published: i64::try_from(id).unwrap(),
            ..Record::default()
        })
        .collect();
    writer.put(&records).unwrap();
    writer.commit(1).unwrap();
    index
}

fn ask(index: &Index, text: &str, skip: usize, order: Order) -> conglang_search::Answer {
    let question = Question {
        text: text.to_owned(),
        last: LastWord::Whole,
        filter: Filter::public(Sites::All),
        order,
        skip,
        take: 10,
        now: 0,
    };
    let began = Instant::now();
    let answer = index.search(&question).unwrap();
    index.search(&Question { last: LastWord::Begun, ..question }).unwrap();
    index.suggest(text, &Filter::public(Sites::All), 8, 0).unwrap();
    let start: String = text.chars().take(40).collect();
    assert!(began.elapsed() < PATIENCE, "{:?} for {start:?}", began.elapsed());
    answer
}

#[test]
fn hostile_questions_are_answered_in_bounded_time() {
    let folder = tempfile::tempdir().unwrap();
    let index = index(folder.path(), 3_000);
    for text in [
        "đất ".repeat(10_000),
        "a".repeat(10_000),
        "đấtđai".repeat(10_000),
        "(".repeat(10_000),
        format!("{}đất{}", "(\"".repeat(5_000), "\")".repeat(5_000)),
        "1/".repeat(5_000),
        "60/2014/QĐ-UBND ".repeat(1_000),
        "ủy ban nhân dân ".repeat(1_000),
        "của và là những các được cho với".to_owned(),
        (0..=0x2ff_u32).filter_map(char::from_u32).collect(),
        "\u{0}\u{1}\u{7f}\u{85}\u{200b}\u{202e}".repeat(1_000),
        "e\u{301}\u{301}\u{301}\u{301}".repeat(3_000),
        "ddaats ddai ".repeat(1_000),
        "titlle:* AND NOT body:[a TO z]~9 ^5 đất".to_owned(),
        String::from_utf8_lossy(&(0..=255).cycle().take(10_000).collect::<Vec<u8>>()).into_owned(),
    ] {
        ask(&index, &text, 0, Order::Relevance);
        ask(&index, &text, usize::MAX, Order::Date);
    }
}

#[test]
fn what_cannot_be_paged_to_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let index = index(folder.path(), 1_200);
    for order in [Order::Relevance, Order::Date] {
        let mut seen = std::collections::HashSet::new();
        let first = ask(&index, "thông báo đất đai", 0, order);
        assert_eq!(first.count, 1_200);
        assert!(first.reach < first.count && first.reach >= 100, "{}", first.reach);
        for page in 0..first.reach.div_ceil(10) {
            let answer = ask(&index, "thông báo đất đai", page * 10, order);
            assert!(!answer.hits.is_empty(), "page {page}");
            assert!(answer.hits.iter().all(|hit| seen.insert(hit.id)), "page {page} repeats");
        }
        assert_eq!(seen.len(), first.reach);
        assert!(ask(&index, "thông báo đất đai", first.reach, order).hits.is_empty());
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]
    #[test]
    fn every_sequence_of_bytes_is_a_question(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        thread_local! {
            static FOLDER: tempfile::TempDir = tempfile::tempdir().unwrap();
            static INDEX: Index = FOLDER.with(|folder| index(folder.path(), 50));
        }
        let text = String::from_utf8_lossy(&bytes).into_owned();
        INDEX.with(|index| ask(index, &text, 0, Order::Relevance));
    }
}
