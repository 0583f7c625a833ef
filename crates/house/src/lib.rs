//! What every slice of Cổng Làng lives in: units, sites, accounts, entries.

pub mod account;
pub mod changes;
pub mod entry;
pub mod file;
pub mod film;
mod found;
pub mod frame;
pub mod hosts;
pub mod record;
pub mod redirect;
pub mod scope;
pub mod search;
pub mod site;
pub mod unit;
pub mod web;

#[cfg(test)]
mod test_db;
