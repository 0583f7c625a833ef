//! Rules of the house that a machine can check.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use conglang::app::words_files;
use conglang_kernel::Language;
use conglang_platform::args;
use conglang_platform::db::{Connection, Engine, Reach};

use crate::portal::on_every_engine;

fn files(ending: &str) -> Vec<(PathBuf, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut found = Vec::new();
    let mut folders = vec![root];
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|e| e == ending) {
                let text = std::fs::read_to_string(&path).unwrap();
                found.push((path, text));
            }
        }
    }
    found.sort();
    found
}

fn keys(language: Language) -> BTreeSet<String> {
    words_files()
        .iter()
        .filter(|(of, _)| *of == language)
        .flat_map(|(_, text)| text.lines().map(str::to_owned).collect::<Vec<_>>())
        .filter_map(|line| line.split_once(" =").map(|(key, _)| key.to_owned()))
        .filter(|key| key.starts_with(|c: char| c.is_ascii_lowercase()) && !key.contains(' '))
        .collect()
}

#[test]
fn both_languages_have_the_same_words() {
    let (vi, en) = (keys(Language::Vi), keys(Language::En));
    let missing: Vec<_> = vi.symmetric_difference(&en).collect();
    assert!(missing.is_empty(), "words in one language only: {missing:?}");
}

#[test]
fn every_word_a_template_asks_for_exists() {
    let known = keys(Language::Vi);
    let mut missing = Vec::new();
    for (path, text) in files("html") {
        for part in text.split("t(\"").skip(1) {
            let Some((key, rest)) = part.split_once('"') else { continue };
            let is_whole = rest.starts_with(')') || rest.starts_with(',');
            let is_key =
                key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
            if is_whole && is_key && key.contains('-') && !known.contains(key) {
                missing.push(format!("{}: {key}", path.display()));
            }
        }
    }
    assert!(missing.is_empty(), "words nobody wrote:\n{}", missing.join("\n"));
}

#[test]
fn every_file_says_what_lives_in_it_and_none_is_a_lumber_room() {
    let mut wrong = Vec::new();
    for (path, text) in files("rs") {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        if !text.starts_with("//!") {
            wrong.push(format!("{}: the first line is no `//!` sentence", path.display()));
        }
        if ["utils", "util", "helpers", "common", "misc", "manager", "service"].contains(&&*name) {
            wrong.push(format!("{}: name it after what lives there", path.display()));
        }
        if text.lines().count() > 700 {
            wrong.push(format!("{}: longer than 700 lines", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn floors_import_downwards_only() {
    let floor = |name: &str| match name {
        "vitext" | "conglang-kernel" | "conglang-row" => 0,
        "conglang-docx" | "conglang-media" | "conglang-pdf" | "conglang-platform"
        | "conglang-search" => 1,
        "conglang-house" => 2,
        "conglang-slices" => 3,
        "conglang" | "conglang-demo" => 4,
        other => panic!("{other} stands on no floor"),
    };
    for (path, text) in files("toml") {
        let Some(name) = text.lines().find_map(|line| line.strip_prefix("name = \"")) else {
            continue;
        };
        if path.file_name().unwrap() != "Cargo.toml" {
            continue;
        }
        let name = name.trim_end_matches('"');
        for line in text.lines() {
            let Some(used) = line.strip_suffix(".workspace = true") else { continue };
            if used == "vitext" || used.starts_with("conglang") {
                let is_downwards = floor(used) < floor(name)
                    || (name == "conglang-kernel" && used == "vitext")
                    || (name == "conglang" && used == "conglang-demo");
                assert!(is_downwards, "{name} imports {used}");
            }
        }
    }
}

#[test]
fn only_the_rooms_that_own_tables_speak_sql() {
    let verbs = ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM "];
    let mut wrong = Vec::new();
    // The screens and the commands ask the rooms below them; tests look at what those left.
    let screens = Path::new(env!("CARGO_MANIFEST_DIR")).join("../conglang/src");
    for (path, text) in files("rs").into_iter().filter(|(path, _)| path.starts_with(&screens)) {
        let pieces = text.split('"').enumerate().filter(|(index, _)| index % 2 == 1);
        for (_, piece) in pieces {
            if verbs.iter().any(|verb| piece.trim_start().starts_with(verb)) {
                wrong.push(format!("{}: {}", path.display(), piece.lines().next().unwrap()));
            }
        }
    }
    assert!(wrong.is_empty(), "SQL in screens:\n{}", wrong.join("\n"));
}

/// Every SQL text that is written in one piece.
fn statements() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (path, text) in files("rs") {
        // The one file that is allowed to speak one engine's own words.
        let is_engine = path.ends_with("db/engine.rs");
        if is_engine || path.components().any(|part| part.as_os_str() == "tests") {
            continue;
        }
        for (index, part) in text.split('"').enumerate() {
            let is_sql = ["SELECT ", "INSERT INTO ", "UPDATE ", "DELETE FROM "]
                .iter()
                .any(|verb| part.trim_start().starts_with(verb));
            let is_sql = is_sql && !part.trim_end().ends_with("VALUES");
            if index % 2 == 1 && is_sql && !part.contains('{') && part.contains("site") {
                found.push((path.display().to_string(), part.replace("\\\n", "\n")));
            }
        }
    }
    found
}

#[test]
fn every_whole_statement_prepares_on_every_engine() {
    let statements = statements();
    assert!(statements.len() > 40, "only {} statements were found", statements.len());
    on_every_engine(move |portal| {
        let statements = statements.clone();
        async move {
            let mut wrong = Vec::new();
            for (path, sql) in statements {
                let mut connection = portal.web.db.read(Reach::Installation).await.unwrap();
                if let Err(fault) = connection.prepare(sql.clone()).await {
                    wrong.push(format!("{path}: {}\n{sql}", fault.chain()));
                }
            }
            assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
        }
    });
}

async fn columns(connection: &mut Connection) -> BTreeSet<String> {
    let sql = match connection.engine() {
        Engine::Sqlite => {
            "SELECT m.name || '.' || c.name FROM sqlite_master m, pragma_table_info(m.name) c
             WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%' AND m.name NOT LIKE '_sqlx%'"
        }
        Engine::Postgres => {
            "SELECT table_name || '.' || column_name FROM information_schema.columns
             WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%'"
        }
    };
    let rows: Vec<(String,)> = connection.all(sql, args![]).await.unwrap();
    rows.into_iter().map(|(name,)| name).collect()
}

#[test]
fn the_schema_is_what_the_one_text_says_on_every_engine() {
    let shapes = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let seen = shapes.clone();
    on_every_engine(move |portal| {
        let seen = seen.clone();
        async move {
            let mut connection = portal.web.db.read(Reach::Installation).await.unwrap();
            let columns = columns(&mut connection).await;
            seen.lock().unwrap().push(columns);
        }
    });
    let shapes = shapes.lock().unwrap();
    assert!(shapes.iter().all(|shape| shape.contains("entry.live_edition_id")));
    assert!(shapes.windows(2).all(|pair| pair.first() == pair.last()), "the engines differ");
}
