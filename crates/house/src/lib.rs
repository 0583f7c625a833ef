//! What every slice of Cổng Làng lives in: units, sites, accounts, entries.
