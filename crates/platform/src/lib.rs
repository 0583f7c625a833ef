//! The machine room of Cổng Làng: database, files, jobs, mail, pages, words, HTTP.

pub mod cache;
pub mod server;
