//! Plain BM25 as books have it: k1 1.2, b 0.75, over folded syllables of everything in a record.

use std::collections::HashMap;

use conglang_search::Record;

const K1: f64 = 1.2;
const B: f64 = 0.75;

pub struct Bm25 {
    documents: Vec<(u64, HashMap<String, f64>, f64)>,
    frequency: HashMap<String, f64>,
    average: f64,
}

fn syllables(text: &str) -> Vec<String> {
    let folded = vitext::fold(text);
    vitext::words(&folded).map(str::to_owned).collect()
}

impl Bm25 {
    pub fn of(records: &[Record]) -> Self {
        let mut documents = Vec::new();
        let mut frequency: HashMap<String, f64> = HashMap::new();
        for r in records {
            let text = [&r.number, &r.title, &r.summary, &r.issuer, &r.about, &r.body]
                .map(String::as_str)
                .join(" ");
            let words = syllables(&text);
            let length = words.len() as f64;
            let mut counts: HashMap<String, f64> = HashMap::new();
            for word in words {
                *counts.entry(word).or_default() += 1.0;
            }
            for word in counts.keys() {
                *frequency.entry(word.clone()).or_default() += 1.0;
            }
            documents.push((r.id, counts, length));
        }
        let average =
            documents.iter().map(|(_, _, length)| length).sum::<f64>() / documents.len() as f64;
        Self { documents, frequency, average }
    }

    pub fn best(&self, query: &str, take: usize) -> Vec<u64> {
        let total = self.documents.len() as f64;
        let words = syllables(query);
        let mut scored: Vec<(f64, u64)> = self
            .documents
            .iter()
            .map(|(id, counts, length)| {
                let score = words
                    .iter()
                    .filter_map(|word| {
                        let count = counts.get(word)?;
                        let df = self.frequency.get(word)?;
                        let idf = (1.0 + (total - df + 0.5) / (df + 0.5)).ln();
                        let norm = K1 * (1.0 - B + B * length / self.average);
                        Some(idf * count * (K1 + 1.0) / (count + norm))
                    })
                    .sum();
                (score, *id)
            })
            .filter(|(score, _)| *score > 0.0)
            .collect();
        scored.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
        scored.into_iter().take(take).map(|(_, id)| id).collect()
    }
}
