//! Pure words of Cổng Làng: ids, slugs, languages, states, roles, safe HTML.
