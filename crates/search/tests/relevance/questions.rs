//! What is asked, and what should be found: topics with judgements by hand, and known items by rules
//! from parts of a record that are never simply its title.

use std::collections::{BTreeMap, HashMap};

use conglang_search::Record;

use crate::collection::{names, read};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Class {
    WithAccents,
    WithoutAccents,
    OneSlip,
    ByNumber,
}

impl Class {
    pub const ALL: [Self; 4] =
        [Self::WithAccents, Self::WithoutAccents, Self::OneSlip, Self::ByNumber];
}

pub struct Asked {
    pub text: String,
    pub relevant: Vec<u64>,
}

pub fn questions(records: &[Record], class: Class) -> Vec<Asked> {
    let spelled = || topics().into_iter().chain(known_items(records));
    match class {
        Class::WithAccents => spelled().collect(),
        Class::WithoutAccents => {
            spelled().map(|asked| Asked { text: vitext::fold(&asked.text), ..asked }).collect()
        }
        Class::OneSlip => (0..)
            .zip(spelled())
            .map(|(index, asked)| {
                let text = slipped(&asked.text, index);
                // Half of the people who slip type without accents as well.
                let text = if index % 2 == 0 { text } else { vitext::fold(&text) };
                Asked { text, ..asked }
            })
            .collect(),
        Class::ByNumber => numbers(records),
    }
}

fn topics() -> Vec<Asked> {
    let names = names();
    let number = |name: &str| {
        let at = names.iter().position(|known| known == name);
        at.unwrap() as u64 + 1
    };
    read("topics.tsv")
        .lines()
        .map(|line| {
            let (text, relevant) = line.split_once('\t').unwrap();
            Asked { text: text.to_owned(), relevant: relevant.split(',').map(number).collect() }
        })
        .collect()
}

/// Two for each record: some words out of the middle of its title, and the rarest words of it out of
/// order with its issuer. What else holds the same words in a row in its title is relevant as well.
fn known_items(records: &[Record]) -> Vec<Asked> {
    let mut asked = Vec::new();
    let mut seen: HashMap<String, f64> = HashMap::new();
    for record in records {
        let text = vitext::fold(&format!("{} {}", record.title, record.body));
        let words: std::collections::HashSet<&str> = vitext::words(&text).collect();
        for word in words {
            *seen.entry(word.to_owned()).or_default() += 1.0;
        }
    }
    let row = |text: &str| vitext::words(&vitext::fold(text)).collect::<Vec<_>>().join(" ");
    let title_rows: Vec<(u64, String)> =
        records.iter().map(|record| (record.id, format!(" {} ", row(&record.title)))).collect();
    for record in records {
        let words: Vec<&str> = vitext::words(&record.title).collect();
        if words.len() >= 8 {
            let length = 4 + words.len() % 3;
            let from = (words.len() - length) / 2;
            let piece = words[from..from + length].join(" ");
            let key = format!(" {} ", row(&piece));
            let relevant: Vec<u64> = title_rows
                .iter()
                .filter(|(_, title)| title.contains(&key))
                .map(|(id, _)| *id)
                .collect();
            // What stands in many bodies is no known item.
            let elsewhere = records
                .iter()
                .filter(|other| !relevant.contains(&other.id))
                .filter(|other| format!(" {} ", row(&other.body)).contains(&key))
                .count();
            if relevant.len() <= 3 && elsewhere == 0 {
                asked.push(Asked { text: piece, relevant });
            }
        }
        if words.len() >= 6 && !record.issuer.is_empty() {
            let mut rare: BTreeMap<String, (f64, usize)> = BTreeMap::new();
            for (at, word) in words.iter().enumerate().filter(|(_, word)| word.len() > 2) {
                let worth = seen.get(&vitext::fold(word)).copied().unwrap_or(0.0);
                rare.insert((*word).to_owned(), (worth, at));
            }
            let mut rare: Vec<(String, (f64, usize))> = rare.into_iter().collect();
            rare.sort_by(|a, b| a.1.partial_cmp(&b.1).unwrap());
            let words: Vec<String> = rare.into_iter().take(4).map(|(word, _)| word).collect();
            let text = format!("{} {}", words.join(" "), record.issuer.split(',').next().unwrap());
            let wanted: Vec<String> =
                words.iter().map(|word| format!(" {} ", vitext::fold(word))).collect();
            let relevant: Vec<u64> = title_rows
                .iter()
                .filter(|(_, title)| wanted.iter().all(|word| title.contains(word.as_str())))
                .map(|(id, _)| *id)
                .collect();
            if relevant.len() <= 3 {
                asked.push(Asked { text, relevant });
            }
        }
    }
    asked
}

/// One slip in the longest word or one of the next: a letter lost, doubled, exchanged with the next, or
/// its neighbour on the keyboard.
fn slipped(text: &str, index: usize) -> String {
    let mut words: Vec<String> = text.split(' ').map(str::to_owned).collect();
    let mut order: Vec<usize> = (0..words.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(words[*at].chars().count()));
    let at = order[index % order.len().min(3)];
    let mut letters: Vec<char> = words[at].chars().collect();
    let place = 1 + index % letters.len().saturating_sub(2).max(1);
    if letters.len() < 3 {
        return text.to_owned();
    }
    match index % 4 {
        0 => {
            letters.remove(place);
        }
        1 => letters.insert(place, letters[place]),
        2 => letters.swap(place, place - 1),
        _ => letters[place] = neighbour(letters[place]),
    }
    words[at] = letters.into_iter().collect();
    words.join(" ")
}

fn neighbour(letter: char) -> char {
    let folded = vitext::fold(&letter.to_string()).chars().next().unwrap_or('a');
    let rows = ["qwertyuiop", "asdfghjkl", "zxcvbnm"];
    for row in rows {
        if let Some(at) = row.find(folded) {
            return row.chars().nth(at + 1).or_else(|| row.chars().nth(at - 1)).unwrap();
        }
    }
    'q'
}

fn numbers(records: &[Record]) -> Vec<Asked> {
    let parts = |record: &Record| -> Vec<String> {
        vitext::words(&vitext::fold(&record.number))
            .map(|word| word.trim_start_matches('0').to_owned())
            .collect()
    };
    let mut asked = Vec::new();
    for (index, record) in
        records.iter().enumerate().filter(|(_, record)| !record.number.is_empty())
    {
        let own = parts(record);
        let kind = record.about.split('.').next().unwrap();
        let with = |wanted: &[String], kind: Option<&str>| -> Vec<u64> {
            records
                .iter()
                .filter(|other| !other.number.is_empty())
                .filter(|other| kind.is_none_or(|kind| other.about.starts_with(kind)))
                .filter(|other| parts(other).starts_with(wanted))
                .map(|other| other.id)
                .collect()
        };
        let serial = record.number.split('/').next().unwrap();
        let year = record.number.split('/').nth(1).filter(|year| year.len() == 4);
        asked.push(Asked { text: record.number.clone(), relevant: with(&own, None) });
        let spaced = vitext::fold(&record.number).replace(['/', '-'], " ");
        asked.push(Asked { text: spaced, relevant: with(&own, None) });
        if let Some(year) = year {
            let text = format!("{serial}/{year}");
            asked.push(Asked { text, relevant: with(&own[..2], None) });
            let text = format!("{kind} số {serial}/{year}");
            asked.push(Asked { text, relevant: with(&own[..2], Some(kind)) });
        }
        let text = format!("{kind} {serial}");
        let text = if index % 2 == 0 { text } else { vitext::fold(&text) };
        asked.push(Asked { text, relevant: with(&own[..1], Some(kind)) });
    }
    asked
}
