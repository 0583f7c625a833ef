//! The relevance suite: known items and topics over a hundred documents and some entries, asked with
//! accents, without, with one slip, and by number; measured beside plain BM25 in the same run.
//! `cargo test -p conglang-search --test relevance -- --nocapture` prints the figures.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bm25;
mod collection;
mod measure;
mod questions;

use conglang_search::{Effort, Filter, Index, LastWord, Order, Question, Sites};

use bm25::Bm25;
use collection::collection;
use measure::Figures;
use questions::{Class, questions};

/// 25 November 2025: when the questions are asked.
const NOW: i64 = 1_764_000_000;

fn ask(index: &Index, text: &str) -> Vec<u64> {
    let question = Question {
        text: text.to_owned(),
        last: LastWord::Whole,
        filter: Filter::public(Sites::One(1)),
        order: Order::Relevance,
        skip: 0,
        take: 10,
        now: NOW,
    };
    index.search(&question).unwrap().hits.into_iter().take(10).map(|hit| hit.id).collect()
}

#[test]
fn every_kind_of_question_is_answered_better_than_by_plain_bm25() {
    let records = collection();
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    let mut writer = index.writer(Effort::Quiet).unwrap();
    writer.put(&records).unwrap();
    writer.commit(1).unwrap();
    let plain = Bm25::of(&records);

    let mut missed = Vec::new();
    let mut rows = Vec::new();
    for class in Class::ALL {
        let (mut ours, mut theirs) = (Figures::default(), Figures::default());
        let asked = questions(&records, class);
        for question in &asked {
            let found = ask(&index, &question.text);
            let rank = ours.add(&found, &question.relevant);
            let plainly = plain.best(&question.text, 10);
            let other = theirs.add(&plainly, &question.relevant);
            if rank != Some(1) {
                missed.push(format!(
                    "{class:?} {rank:?} (plain {other:?}): {} {:?} among {found:?}",
                    question.text, question.relevant
                ));
            }
        }
        println!(
            "{class:?}: {} questions, MRR@10 {:.3} (plain BM25 {:.3}), recall@10 {:.3} (plain BM25 {:.3})",
            asked.len(),
            ours.mrr(),
            theirs.mrr(),
            ours.recall(),
            theirs.recall()
        );
        rows.push((class, asked.len(), ours, theirs));
    }
    #[expect(clippy::disallowed_methods, reason = "a test has no configuration but this")]
    if std::env::var("RELEVANCE_MISSED").is_ok() {
        println!("{}", missed.join("\n"));
    }

    assert!(rows.iter().map(|(_, count, ..)| count).sum::<usize>() >= 150);
    let mrr = |class: Class| rows.iter().find(|row| row.0 == class).unwrap().2.mrr();
    for (class, _, ours, theirs) in &rows {
        assert!(ours.mrr() > theirs.mrr(), "{class:?} is answered better by plain BM25");
        assert!(ours.recall() >= theirs.recall(), "{class:?} is answered more fully by plain BM25");
    }
    assert!(mrr(Class::WithAccents) >= 0.95);
    assert!(mrr(Class::WithoutAccents) >= mrr(Class::WithAccents) - 0.02);
    assert!(mrr(Class::OneSlip) >= 0.85);
    assert!(mrr(Class::ByNumber) >= 0.99);
}
