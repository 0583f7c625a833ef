//! The desk: everything that is used signed in, on a host of its own.
//!
//! route → signed-in person (and site, with a permit) → form → check → save → redirect. Each room has
//! one file with its handlers; what they refuse is drawn in one place.

mod account_room;
mod choose_site;
mod fields;
mod lists;
mod password;
mod refusal;
mod routes;
mod sign_in;
mod signed;
mod sites_of;
mod view;

pub use routes::{Guard, ROUTES, Route, router};
