//! One full-text index for all sites.
