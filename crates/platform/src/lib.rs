//! The machine room of Cổng Làng: database, files, jobs, mail, pages, words, HTTP. Knows no domain noun.

// The derive of rows names this crate from outside.
extern crate self as conglang_platform;

pub mod blob;
pub mod cache;
pub mod clock;
pub mod config;
pub mod db;
pub mod fault;
pub mod form;
pub mod jobs;
pub mod mail;
pub mod memory;
pub mod outside;
pub mod pages;
pub mod server;
pub mod setting;
pub mod words;
