//! What was changed between two texts, word by word.

use similar::{Algorithm, DiffOp, capture_diff_slices};

/// A piece of two compared texts.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Piece {
    /// Which text it stands in.
    pub change: Change,
    /// Its characters.
    pub text: String,
}

/// Which of two texts a piece stands in.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Change {
    /// In both.
    Same,
    /// In the new text alone.
    Added,
    /// In the old text alone.
    Removed,
}

/// Passages with more words than this are compared line by line alone: comparing their words would
/// take long, and tell little.
const WORDS_MAX: usize = 6_000;

/// What was changed, in order: the same and removed pieces together are the old text, the same and
/// added pieces the new one. Words stay whole, a removed piece comes before the added one that
/// stands in its place, and no space alone is left between two changes.
pub fn difference(old: &str, new: &str) -> Vec<Piece> {
    let old_lines: Vec<&str> = old.split_inclusive('\n').collect();
    let new_lines: Vec<&str> = new.split_inclusive('\n').collect();
    let mut pieces = Pieces::default();
    for (op, old, new) in compared(&old_lines, &new_lines) {
        match op {
            Op::Same => pieces.push(Change::Same, &old.concat()),
            Op::Changed => pieces.passage(&old.concat(), &new.concat()),
        }
    }
    pieces.finished()
}

/// How much of two texts is the same, from 0 to 1, measured in characters of words.
pub fn likeness(old: &str, new: &str) -> f64 {
    let (mut same, mut all) = (0, 0);
    for piece in difference(old, new) {
        let chars = piece.text.chars().filter(|c| c.is_alphanumeric()).count();
        let weight = if piece.change == Change::Same { 2 } else { 1 };
        all += chars * weight;
        same += if piece.change == Change::Same { chars * 2 } else { 0 };
    }
    if all == 0 { 1.0 } else { same as f64 / all as f64 }
}

enum Op {
    Same,
    Changed,
}

fn compared<'s, 't>(
    old: &'s [&'t str],
    new: &'s [&'t str],
) -> impl Iterator<Item = (Op, &'s [&'t str], &'s [&'t str])> {
    capture_diff_slices(Algorithm::Myers, old, new).into_iter().map(move |op| {
        let kind = if matches!(op, DiffOp::Equal { .. }) { Op::Same } else { Op::Changed };
        let old = old.get(op.old_range()).unwrap_or_default();
        let new = new.get(op.new_range()).unwrap_or_default();
        (kind, old, new)
    })
}

#[derive(Default)]
struct Pieces {
    done: Vec<Piece>,
    removed: String,
    added: String,
}

impl Pieces {
    fn passage(&mut self, old: &str, new: &str) {
        let (old_tokens, new_tokens) = (tokens(old), tokens(new));
        if old_tokens.len() + new_tokens.len() > WORDS_MAX {
            self.push(Change::Removed, old);
            self.push(Change::Added, new);
            return;
        }
        for (op, old, new) in compared(&old_tokens, &new_tokens) {
            match op {
                Op::Same => self.push(Change::Same, &old.concat()),
                Op::Changed => {
                    self.push(Change::Removed, &old.concat());
                    self.push(Change::Added, &new.concat());
                }
            }
        }
    }

    fn push(&mut self, change: Change, text: &str) {
        match change {
            Change::Removed => self.removed.push_str(text),
            Change::Added => self.added.push_str(text),
            Change::Same if text.is_empty() => {}
            Change::Same => {
                self.flush();
                match self.done.last_mut() {
                    Some(Piece { change: Change::Same, text: before }) => before.push_str(text),
                    _ => self.done.push(Piece { change, text: text.to_owned() }),
                }
            }
        }
    }

    fn flush(&mut self) {
        for (change, text) in
            [(Change::Removed, &mut self.removed), (Change::Added, &mut self.added)]
        {
            let text = std::mem::take(text);
            if !text.is_empty() {
                self.done.push(Piece { change, text });
            }
        }
    }

    /// Changes with nothing but a space between them become one.
    fn finished(mut self) -> Vec<Piece> {
        self.flush();
        let pieces = std::mem::take(&mut self.done);
        let mut joined = Self::default();
        let mut rest = pieces.into_iter().peekable();
        let mut is_after_change = false;
        while let Some(piece) = rest.next() {
            let is_same = piece.change == Change::Same;
            let is_gap = is_same && piece.text.chars().all(|c| c == ' ');
            if is_gap && is_after_change && rest.peek().is_some() {
                joined.removed.push_str(&piece.text);
                joined.added.push_str(&piece.text);
                continue;
            }
            is_after_change = !is_same;
            joined.push(piece.change, &piece.text);
        }
        joined.flush();
        joined.done
    }
}

/// Words, runs of spaces, and every other sign by itself.
fn tokens(text: &str) -> Vec<&str> {
    let mut tokens = Vec::with_capacity(text.len() / 3);
    let mut from = 0;
    let mut words = crate::word_indices(text);
    loop {
        let word = words.next();
        let until = word.map_or(text.len(), |(at, _)| at);
        between(text.get(from..until).unwrap_or_default(), &mut tokens);
        let Some((at, word)) = word else { return tokens };
        tokens.push(word);
        from = at + word.len();
    }
}

fn between<'t>(text: &'t str, tokens: &mut Vec<&'t str>) {
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let length = if first == ' ' {
            rest.find(|c| c != ' ').unwrap_or(rest.len())
        } else {
            first.len_utf8()
        };
        let (token, tail) = rest.split_at(length);
        tokens.push(token);
        rest = tail;
    }
}

#[cfg(test)]
mod tests;
