//! What a careful colleague would say of a text before it is public: sentences with a place each.
//! Errors keep a text from the public, warnings do not. Pure: what only a database knows (old places,
//! dead links) is added by those who ask it.

mod blanks;
mod heading;
mod personal;
mod spelling;
mod structure;

use crate::{Rejections, SafeHtml};

/// How much weight a piece of advice has.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Weight {
    /// The text must not go out like this.
    Error,
    /// Nor like this, but nothing is wrong: something is still to be written.
    Unfilled,
    /// The writer decides.
    Warning,
}

impl Weight {
    /// Its word in answers to scripts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Unfilled => "unfilled",
            Self::Warning => "warning",
        }
    }

    /// Whether a text of which it is said stays where it is.
    pub fn keeps_back(self) -> bool {
        self != Self::Warning
    }
}

/// One thing to look at.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Advice {
    /// Whether it must be mended.
    pub weight: Weight,
    /// The form field it is about.
    pub field: &'static str,
    /// What it says: the key of its sentence without `reject-`.
    pub code: &'static str,
    /// The words or the picture it means, as they stand there.
    pub quote: String,
    /// What the sentence names besides.
    pub facts: Vec<(&'static str, String)>,
}

impl Advice {
    /// Advice about words that the sentence quotes.
    pub fn warning(field: &'static str, code: &'static str, quote: impl Into<String>) -> Self {
        Self::new(Weight::Warning, field, code, quote)
    }

    /// Something that keeps a text from the public.
    pub fn error(field: &'static str, code: &'static str, quote: impl Into<String>) -> Self {
        Self::new(Weight::Error, field, code, quote)
    }

    /// Something that is still to be written before a text goes out.
    pub fn unfilled(field: &'static str, code: &'static str, quote: impl Into<String>) -> Self {
        Self::new(Weight::Unfilled, field, code, quote)
    }

    fn new(
        weight: Weight,
        field: &'static str,
        code: &'static str,
        quote: impl Into<String>,
    ) -> Self {
        let quote = quote.into();
        let facts = vec![("words", quote.clone())];
        Self { weight, field, code, quote, facts }
    }

    /// The same with one more fact for its sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, fact: impl Into<String>) -> Self {
        self.facts.push((name, fact.into()));
        self
    }
}

/// A text as a form or an edition holds it.
#[derive(Clone, Copy, Debug)]
pub struct Text<'t> {
    /// Its title.
    pub title: &'t str,
    /// Its summary; empty when it has none.
    pub summary: &'t str,
    /// Its body.
    pub body: &'t SafeHtml,
}

/// Everything there is to say about a text, the weightiest first.
pub fn advice(text: Text<'_>) -> Vec<Advice> {
    let mut found = Vec::new();
    heading::judge(text, &mut found);
    structure::judge(text.body, &mut found);
    let read = text.body.paragraphs();
    blanks::judge(text, &read, &mut found);
    for (field, words) in
        [("title", text.title), ("summary", text.summary), ("body", read.as_str())]
    {
        personal::judge(field, words, &mut found);
        spelling::judge(field, words, &mut found);
    }
    found.sort_by_key(|advice| advice.weight);
    found
}

/// What keeps a text back alone, each once, as a form shows it.
pub fn reject_errors(text: Text<'_>, rejections: &mut Rejections) {
    let mut told: Vec<(&str, String)> = Vec::new();
    for advice in advice(text).into_iter().filter(|advice| advice.weight.keeps_back()) {
        let key = (advice.code, advice.quote.clone());
        if !told.contains(&key) {
            told.push(key);
            rejections.add_with(advice.field, advice.code, advice.facts);
        }
    }
}

#[cfg(test)]
mod tests;
