//! The whole program, asked as citizens and officers ask it, on every engine at hand.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bad_input;
mod checks;
mod clock;
mod conflict;
mod decide;
mod films;
mod isolation;
mod issuer;
mod journeys;
mod kept;
mod library;
mod officer;
mod outside;
mod people;
mod portal;
mod practice;
mod read_words;
mod royalties;
mod said;
mod search;
mod search_parts;
mod search_truth;
mod seen;
mod served;
mod served_search;
mod tidy;
mod word_file;
mod writing;
