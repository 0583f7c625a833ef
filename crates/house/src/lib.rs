//! What every slice of Cổng Làng lives in: units, sites, accounts, entries.

pub mod account;
pub mod scope;
#[cfg(test)]
mod test_db;
