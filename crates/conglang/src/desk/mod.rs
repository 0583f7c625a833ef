//! The desk: everything that is used signed in, on a host of its own.
//!
//! route → signed-in person (and site, with a permit) → form → check → save → redirect. Each room has
//! one file with its handlers; what they refuse is drawn in one place.

mod account_room;
mod audit_room;
mod begin;
mod categories;
mod choose_site;
mod compared;
mod confirm;
mod dead_addresses;
mod decision;
mod difference;
mod entries;
mod fields;
mod found;
mod history;
mod incoming;
mod jobs_room;
pub mod letters;
mod library;
mod library_file;
mod library_parts;
mod lists;
mod members;
mod password;
mod pictures;
mod practice;
mod preview;
mod profile;
mod refusal;
mod remarks;
mod routes;
mod royalties;
mod searched;
mod sheet;
mod sign_in;
mod signed;
mod site_home;
mod sites;
mod starts;
mod system;
mod take_down;
mod uploads;
mod view;
mod word_file;
mod writing;

pub use routes::{Guard, ROUTES, Route, router};
