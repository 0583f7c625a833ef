//! Lists that are narrowed by a find box. The search index reads whole texts and forgives slips, but it
//! learns of a change a moment later and knows no half words; so the words that a table keeps of names and
//! titles are looked at, too.

use conglang_platform::db::{Argument, placeholders};

/// More words of a query are not looked at in names.
const WORDS_MAX: usize = 8;

/// The condition that every word of `query` stands in the folded text `named`, or that `id` is among what
/// the index found; none for a query without words. Its values are added to `arguments`.
pub(crate) fn words_condition(
    query: &str,
    named: &str,
    id: &str,
    found: &[i64],
    arguments: &mut Vec<Argument>,
) -> Option<String> {
    let folded = vitext::fold(query);
    let mut names = Vec::new();
    for word in vitext::words(&folded).take(WORDS_MAX) {
        arguments.push(Argument::from(format!("%{word}%")));
        names.push(format!("{named} LIKE ${}", arguments.len()));
    }
    if names.is_empty() {
        return None;
    }
    let in_name = names.join(" AND ");
    if found.is_empty() {
        return Some(format!(" AND ({in_name})"));
    }
    let first = arguments.len() + 1;
    arguments.extend(found.iter().map(|id| Argument::from(*id)));
    Some(format!(" AND (({in_name}) OR {id} IN ({}))", placeholders(first, found.len())))
}

/// The beginning of an ORDER BY: as the index found them; what only a name holds comes after.
pub(crate) fn rank_of(id: &str, found: &[i64]) -> String {
    if found.is_empty() {
        return String::new();
    }
    let mut rank = format!("CASE {id}");
    for (place, id) in found.iter().enumerate() {
        rank.push_str(&format!(" WHEN {id} THEN {place}"));
    }
    rank.push_str(&format!(" ELSE {} END, ", found.len()));
    rank
}
