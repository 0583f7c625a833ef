//! Vietnamese text: folding, slugs, dates, sorting.
