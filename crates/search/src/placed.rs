//! Terms with their places on the way to the engine: one text that is small to keep and quick to take
//! apart again, because the terms were made elsewhere.

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

/// The name by which the fields ask for it.
pub(crate) const PLACED: &str = "placed";

/// The steps from place to place that fit into one sign.
const STEP_MAX: u32 = 60;

/// Ends a term. No term holds it: terms are letters, digits and few signs.
const END: char = '\n';

/// Terms one after another, each with the step from the place before.
#[derive(Default)]
pub(crate) struct Placed {
    text: String,
    last: u32,
}

impl Placed {
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self { text: String::with_capacity(bytes), last: 0 }
    }

    /// Adds a term; places never go back.
    pub(crate) fn push(&mut self, term: &str, position: u32) {
        let step = position.saturating_sub(self.last).min(STEP_MAX);
        self.last += step;
        self.text.push(char::from(b'0' + u8::try_from(step).unwrap_or_default()));
        self.text.push_str(term);
        self.text.push(END);
    }

    pub(crate) fn into_text(self) -> String {
        self.text
    }
}

/// Takes [`Placed`] apart.
#[derive(Clone, Default)]
pub(crate) struct PlacedTokenizer {
    token: Token,
}

pub(crate) struct PlacedStream<'a> {
    rest: &'a str,
    position: usize,
    token: &'a mut Token,
}

impl Tokenizer for PlacedTokenizer {
    type TokenStream<'a> = PlacedStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> PlacedStream<'a> {
        self.token.reset();
        PlacedStream { rest: text, position: 0, token: &mut self.token }
    }
}

impl TokenStream for PlacedStream<'_> {
    fn advance(&mut self) -> bool {
        let Some((line, rest)) = self.rest.split_once(END) else { return false };
        self.rest = rest;
        let step = line.bytes().next().unwrap_or(b'0').saturating_sub(b'0');
        self.position += usize::from(step);
        self.token.position = self.position;
        self.token.text.clear();
        self.token.text.push_str(line.get(1..).unwrap_or_default());
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_come_back_at_their_places() {
        let mut placed = Placed::default();
        let terms = [("dat", 0), ("dat=đất", 0), ("dai", 1), ("60/2014", 5)];
        for (term, position) in terms {
            placed.push(term, position);
        }
        let text = placed.into_text();
        let mut tokenizer = PlacedTokenizer::default();
        let mut stream = tokenizer.token_stream(&text);
        let mut found = Vec::new();
        while let Some(token) = stream.next() {
            found.push((token.text.clone(), token.position));
        }
        let wanted: Vec<_> = terms.iter().map(|(t, p)| ((*t).to_owned(), *p as usize)).collect();
        assert_eq!(found, wanted);
    }
}
