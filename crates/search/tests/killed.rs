//! A program killed at any moment while it writes loses nothing that was committed, and begins again where
//! the index says it stopped.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]
#![expect(clippy::disallowed_methods, reason = "the program that is killed is told its folder so")]

use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use conglang_search::{Effort, Filter, Index, LastWord, Order, Question, Record, Sites};

/// Where the program that is killed writes.
const FOLDER: &str = "KILLED_FOLDER";

/// Records of one commit.
const STEP: i64 = 7;

fn records(cursor: i64) -> Vec<Record> {
    let ids = (cursor - 1) * STEP + 1..=cursor * STEP;
    ids.map(|id| Record {
        id: u64::try_from(id).unwrap(),
        site: 1,
        kind: "article".to_owned(),
        language: "vi".to_owned(),
        title: format!("Thông báo số {id} về đất đai"),
        body: "Ủy ban nhân dân xã thông báo lịch tiếp công dân. ".repeat(20),
        ..Record::default()
    })
    .collect()
}

/// Everything up to the cursor is there once, and nothing else.
fn check(index: &Index) -> i64 {
    let cursor = index.cursor().unwrap().unwrap_or(0);
    assert_eq!(i64::try_from(index.count()).unwrap(), cursor * STEP, "at cursor {cursor}");
    for id in [1, cursor * STEP / 2, cursor * STEP] {
        let question = Question {
            text: format!("thông báo số {id} về đất đai"),
            last: LastWord::Whole,
            filter: Filter::public(Sites::One(1)),
            order: Order::Relevance,
            skip: 0,
            take: 1,
            now: 0,
        };
        let found = index.search(&question).unwrap().hits;
        if id > 0 {
            assert_eq!(found[0].id, u64::try_from(id).unwrap(), "at cursor {cursor}");
        }
    }
    cursor
}

#[test]
#[ignore = "the program that the other test kills"]
fn writes_until_it_is_killed() {
    let folder = std::env::var(FOLDER).unwrap();
    let index = Index::open(Path::new(&folder)).unwrap();
    let mut cursor = index.cursor().unwrap().unwrap_or(0);
    let mut writer = index.writer(Effort::Quiet).unwrap();
    loop {
        cursor += 1;
        let records = records(cursor);
        for record in &records {
            writer.remove(record.id);
        }
        writer.put(&records).unwrap();
        writer.commit(cursor).unwrap();
    }
}

#[test]
fn a_program_killed_at_any_moment_loses_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut last = 0;
    for round in 0..6_u64 {
        let mut child = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "writes_until_it_is_killed", "--ignored"])
            .env(FOLDER, folder.path())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        std::thread::sleep(Duration::from_millis(600 + round * 137));
        child.kill().unwrap();
        child.wait().unwrap();
        let index = Index::open(folder.path()).unwrap();
        let cursor = check(&index);
        assert!(cursor >= last, "the cursor went back from {last} to {cursor}");
        last = cursor;
    }
    assert!(last > 5, "the program was killed before it wrote anything: {last}");
    // A new generation that was being built when the program died is no generation.
    let index = Index::open(folder.path()).unwrap();
    let mut half = index.rebuild(Effort::Quiet).unwrap();
    half.put(&records(1)).unwrap();
    drop(half);
    assert_eq!(check(&Index::open(folder.path()).unwrap()), last);
}
