//! Believable, deterministic demo content for commune portals.

mod chance;
mod paint;

pub use paint::{Scene, paint};
