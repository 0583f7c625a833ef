//! The kinds of content of Cổng Làng, one folder each.
