//! What every slice of Cổng Làng lives in: units, sites, accounts, entries.

pub mod site;
#[cfg(test)]
mod test_db;
pub mod unit;
