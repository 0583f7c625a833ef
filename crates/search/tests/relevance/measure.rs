//! Mean reciprocal rank and recall of the first ten.

#[derive(Default)]
pub struct Figures {
    count: f64,
    reciprocal: f64,
    recalled: f64,
}

impl Figures {
    /// Adds an answer; gives the rank of the first relevant hit.
    pub fn add(&mut self, found: &[u64], relevant: &[u64]) -> Option<usize> {
        let rank = found.iter().position(|id| relevant.contains(id)).map(|at| at + 1);
        let recalled = found.iter().filter(|id| relevant.contains(id)).count();
        self.count += 1.0;
        self.reciprocal += rank.map_or(0.0, |rank| 1.0 / rank as f64);
        self.recalled += recalled as f64 / relevant.len().min(10) as f64;
        rank
    }

    pub fn mrr(&self) -> f64 {
        self.reciprocal / self.count
    }

    pub fn recall(&self) -> f64 {
        self.recalled / self.count
    }
}
