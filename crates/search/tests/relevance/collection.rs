//! What is searched: official documents and entries as communes write them.

use std::path::Path;

use conglang_search::Record;
use serde::Deserialize;

#[derive(Deserialize)]
struct Document {
    number: String,
    r#type: String,
    title: String,
    issuer: String,
    issued: String,
    field: String,
    body: String,
    id: String,
}

#[derive(Deserialize)]
struct Entry {
    id: String,
    kind: String,
    title: String,
    summary: String,
    body: String,
}

pub fn read(name: &str) -> String {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/relevance");
    std::fs::read_to_string(folder.join(name)).unwrap()
}

/// Every record; the word that topics name it by stands in its category's place among the names.
pub fn names() -> Vec<String> {
    let documents = read("documents.jsonl");
    let documents = documents.lines().map(|l| serde_json::from_str::<Document>(l).unwrap().id);
    let entries = read("entries.jsonl");
    let entries = entries.lines().map(|l| serde_json::from_str::<Entry>(l).unwrap().id);
    documents.chain(entries).collect()
}

/// Documents first, then entries; numbered from 1 in the order of [`names`].
pub fn collection() -> Vec<Record> {
    let mut records = Vec::new();
    for line in read("documents.jsonl").lines() {
        let document: Document = serde_json::from_str(line).unwrap();
        records.push(Record {
            kind: "document".to_owned(),
            title: document.title,
            number: document.number,
            issuer: document.issuer,
            about: format!("{}. {}", document.r#type, document.field),
            body: document.body,
            year: document.issued.get(..4).and_then(|year| year.parse().ok()),
            published: seconds(&document.issued),
            ..Record::default()
        });
    }
    for line in read("entries.jsonl").lines() {
        let entry: Entry = serde_json::from_str(line).unwrap();
        records.push(Record {
            kind: entry.kind,
            title: entry.title,
            summary: entry.summary,
            body: entry.body,
            year: Some(2025),
            published: seconds("2025-06-01"),
            ..Record::default()
        });
    }
    for (number, record) in (1..).zip(&mut records) {
        record.id = number;
        record.site = 1;
        record.language = "vi".to_owned();
    }
    records
}

/// Close enough: months of thirty days.
fn seconds(date: &str) -> i64 {
    let mut parts = date.split('-').map(|part| part.parse::<i64>().unwrap());
    let mut next = || parts.next().unwrap();
    let days = (next() - 1970) * 365 + next() * 30 + next();
    days * 86_400
}
