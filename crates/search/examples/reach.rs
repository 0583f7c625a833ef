//! How far the index reaches: a million synthetic entries over 3,321 sites.
//! `reach build FOLDER COUNT` writes them and prints the rate; `reach ask FOLDER` asks and prints
//! latencies and memory. The text is a chain of words as they follow each other in real documents.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "a measurement that cannot go on ends"
)]

use std::collections::HashMap;
use std::path::Path;
use std::time::{Duration, Instant};

use conglang_search::{
    Effort, Filter, Index, LastWord, Order, Question, Record, Sites, Surroundings,
};

const SITES: u64 = 3_321;
const NOW: i64 = 1_764_000_000;
const CHUNK: u64 = 4_000;

/// Small, fast, and the same everywhere.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(end.max(1)).unwrap()).unwrap()
    }
}

/// Which words follow which.
struct Chain {
    words: Vec<String>,
    follows: Vec<Vec<u32>>,
}

impl Chain {
    fn read() -> Self {
        let file =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data/relevance/documents.jsonl");
        let text = std::fs::read_to_string(file).unwrap();
        let mut ids: HashMap<String, u32> = HashMap::new();
        let mut chain = Self { words: Vec::new(), follows: Vec::new() };
        for line in text.lines() {
            let document: serde_json::Value = serde_json::from_str(line).unwrap();
            let mut last = None;
            for word in vitext::words(document["body"].as_str().unwrap()) {
                let id = *ids.entry(word.to_owned()).or_insert_with(|| {
                    chain.words.push(word.to_owned());
                    chain.follows.push(Vec::new());
                    u32::try_from(chain.words.len() - 1).unwrap()
                });
                if let Some(last) = last {
                    let follows: &mut Vec<u32> = &mut chain.follows[last as usize];
                    follows.push(id);
                }
                last = Some(id);
            }
        }
        chain
    }

    fn text(&self, chance: &mut Chance, words: usize) -> String {
        let mut text = String::with_capacity(words * 6);
        let mut at = chance.below(self.words.len());
        for _ in 0..words {
            text.push_str(&self.words[at]);
            text.push(' ');
            let follows = &self.follows[at];
            // Now and then another thought, or no two texts would differ much.
            at = if follows.is_empty() || chance.below(12) == 0 {
                chance.below(self.words.len())
            } else {
                follows[chance.below(follows.len())] as usize
            };
        }
        text
    }
}

fn record(chain: &Chain, id: u64) -> Record {
    let mut chance = Chance(id.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1);
    for _ in 0..4 {
        chance.next();
    }
    let is_document = chance.below(4) == 0;
    let year = 2016 + chance.next() % 10;
    let serial = 1 + chance.next() % 4_000;
    let kind = ["article", "notice", "page"][chance.below(3)];
    Record {
        id,
        site: 1 + chance.next() % SITES,
        kind: if is_document { "document" } else { kind }.to_owned(),
        language: "vi".to_owned(),
        category: Some(1 + chance.next() % 40),
        number: if is_document { format!("{serial}/{year}/QĐ-UBND") } else { String::new() },
        issuer: if is_document {
            format!("Ủy ban nhân dân {}", chance.below(200))
        } else {
            String::new()
        },
        title: {
            let words = 8 + chance.below(9);
            chain.text(&mut chance, words)
        },
        summary: chain.text(&mut chance, 25),
        body: {
            let words = 80 + chance.below(240);
            chain.text(&mut chance, words)
        },
        year: Some(year),
        published: NOW - i64::try_from(chance.next() % (86_400 * 3_000)).unwrap(),
        ..Record::default()
    }
}

fn build(folder: &Path, count: u64) {
    let chain = Chain::read();
    let index = Index::open(folder).unwrap();
    let mut writer = index.rebuild(Effort::Full).unwrap();
    let (mut spent, mut next, mut words) = (Duration::ZERO, 1, 0);
    while next <= count {
        let records: Vec<Record> =
            (next..(next + CHUNK).min(count + 1)).map(|id| record(&chain, id)).collect();
        words += records.iter().map(|r| vitext::words(&r.body).count()).sum::<usize>();
        next += CHUNK;
        let began = Instant::now();
        writer.put(&records).unwrap();
        spent += began.elapsed();
    }
    let began = Instant::now();
    writer.commit(1).unwrap();
    index.swap(writer).unwrap();
    index.clear_away().unwrap();
    spent += began.elapsed();
    let bytes = folder_bytes(folder);
    println!("entries {count}");
    println!("words_per_body {:.0}", words as f64 / count as f64);
    println!("entries_per_second {:.0}", count as f64 / spent.as_secs_f64());
    println!("index_mb {:.0}", bytes as f64 / 1e6);
    print_memory("build");
}

fn folder_bytes(folder: &Path) -> u64 {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| {
            let entry = entry.unwrap();
            if entry.path().is_dir() {
                folder_bytes(&entry.path())
            } else {
                entry.metadata().unwrap().len()
            }
        })
        .sum()
}

fn print_memory(when: &str) {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let of = |name: &str| -> f64 {
        let line = status.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split_whitespace().nth(1).and_then(|kb| kb.parse::<f64>().ok()).unwrap_or_default()
            / 1024.0
    };
    println!("{when}_own_mb {:.0}", of("RssAnon:"));
    println!("{when}_mapped_mb {:.0}", of("RssFile:"));
    println!("{when}_resident_mb {:.0}", of("VmRSS:"));
}

/// Some words of the title of some entry, as people type.
fn typed(chain: &Chain, count: u64, chance: &mut Chance) -> (u64, String) {
    let record = record(chain, 1 + chance.next() % count);
    if !record.number.is_empty() && chance.below(3) == 0 {
        let serial = record.number.split("/QĐ").next().unwrap_or_default().to_owned();
        return (record.site, serial);
    }
    let words: Vec<&str> = record.title.split_whitespace().collect();
    let length = (2 + chance.below(4)).min(words.len());
    let from = chance.below(words.len() - length + 1);
    let text = words[from..from + length].join(" ");
    (record.site, if chance.below(2) == 0 { vitext::fold(&text) } else { text })
}

/// The same with two letters of its longest word exchanged.
fn slipped(text: &str, chance: &mut Chance) -> String {
    let longest = text.split(' ').max_by_key(|word| word.chars().count()).unwrap_or_default();
    let mut letters: Vec<char> = longest.chars().collect();
    if letters.len() > 1 {
        let at = chance.below(letters.len() - 1);
        letters.swap(at, at + 1);
    }
    text.replacen(longest, &letters.into_iter().collect::<String>(), 1)
}

fn question(text: String, sites: Sites) -> Question {
    Question {
        text,
        last: LastWord::Whole,
        filter: Filter::public(sites),
        order: Order::Relevance,
        skip: 0,
        take: 10,
        now: NOW,
    }
}

fn print_times(name: &str, mut times: Vec<Duration>) {
    times.sort();
    let at = |part: f64| times[((times.len() - 1) as f64 * part) as usize].as_secs_f64() * 1000.0;
    println!(
        "{name}_p50_ms {:.2}\n{name}_p99_ms {:.2}\n{name}_max_ms {:.2}",
        at(0.5),
        at(0.99),
        at(1.0)
    );
}

fn ask(folder: &Path) {
    let chain = Chain::read();
    let index = Index::open(folder).unwrap();
    let count = index.count();
    let mut chance = Chance(42);
    let mut measure = |name: &str, times: usize, asked: &dyn Fn(u64, String) -> usize| {
        let mut taken = Vec::with_capacity(times);
        let mut found = 0;
        for _ in 0..times {
            let (site, text) = typed(&chain, count, &mut chance);
            let began = Instant::now();
            found += asked(site, text);
            taken.push(began.elapsed());
        }
        println!("{name}_found {:.0}", found as f64 / times as f64);
        print_times(name, taken);
    };
    let within = |site, text| index.search(&question(text, Sites::One(site))).unwrap().count;
    measure("warm_up", 200, &within);
    measure("site", 3_000, &within);
    print_memory("after_site");
    // A site that finds little is judged by what all of the country's write, named one by one.
    let around = Surroundings { home: None, around: Some(Sites::Some((1..=SITES).collect())) };
    // As a commune's portal asks, whatever was typed.
    measure("site_around", 1_500, &|site, text| {
        index.search_within(&question(text, Sites::One(site)), &around).unwrap().count
    });
    let looking_around = |site, text: String| {
        let text = slipped(&text, &mut Chance(text.len() as u64 | 1));
        index.search_within(&question(text, Sites::One(site)), &around).unwrap().count
    };
    measure("site_slip", 1_000, &looking_around);
    measure("listed", 600, &|_, text| {
        index.search(&question(text, Sites::Some((1..=SITES).collect()))).unwrap().count
    });
    measure("all", 600, &|_, text| index.search(&question(text, Sites::All)).unwrap().count);
    let begun =
        |text: String| text.chars().take(text.chars().count().max(3) - 2).collect::<String>();
    measure("suggest_site", 2_000, &|site, text| {
        index.suggest(&begun(text), &Filter::public(Sites::One(site)), 8, NOW).unwrap().len()
    });
    measure("suggest", 2_000, &|_, text| {
        index.suggest(&begun(text), &Filter::public(Sites::All), 8, NOW).unwrap().len()
    });
    print_memory("ask");
    let stop = std::sync::atomic::AtomicBool::new(false);
    let committed = std::thread::scope(|scope| {
        let updating = scope.spawn(|| {
            let chain = Chain::read();
            let mut writer = index.writer(Effort::Quiet).unwrap();
            let mut commits = 0;
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                let records: Vec<Record> =
                    (0..20).map(|n| record(&chain, 1 + (commits * 7_919 + n) % count)).collect();
                writer.put(&records).unwrap();
                writer.commit(i64::try_from(commits).unwrap()).unwrap();
                commits += 1;
                std::thread::sleep(Duration::from_millis(300));
            }
            commits
        });
        measure("site_during_updates", 3_000, &within);
        stop.store(true, std::sync::atomic::Ordering::Relaxed);
        updating.join().unwrap()
    });
    println!("commits_during_updates {committed}");
    print_memory("updates");
}

fn main() {
    let arguments: Vec<String> = std::env::args().collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match arguments.as_slice() {
        [_, "build", folder, count] => build(Path::new(folder), count.parse().unwrap()),
        [_, "ask", folder] => ask(Path::new(folder)),
        _ => println!("reach build FOLDER COUNT | reach ask FOLDER"),
    }
}
