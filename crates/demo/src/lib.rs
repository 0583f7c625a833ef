//! Believable, deterministic demo content for commune portals.
