//! The rule by which host labels and slugs follow from the names of units.

use std::collections::{HashMap, HashSet};

use conglang_kernel::Slug;

use crate::unit::UnitKind;

/// Labels that no unit may have, because they are ours or commonly probed.
pub const RESERVED: [&str; 22] = [
    "www",
    "quantri",
    "api",
    "mail",
    "smtp",
    "imap",
    "pop",
    "ftp",
    "ns",
    "ns1",
    "ns2",
    "admin",
    "root",
    "webmail",
    "autodiscover",
    "autoconfig",
    "mx",
    "cdn",
    "static",
    "tep",
    "status",
    "test",
];

/// What the rule has to know of a unit.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Named<'a> {
    /// The unit's code.
    pub code: &'a str,
    /// The name with its kind in front.
    pub name: &'a str,
    /// The kind.
    pub kind: UnitKind,
}

/// Host labels for a whole set of units of one province.
///
/// 1. The label is the name without its kind, without accents and spaces: Xã An Xuyên, `anxuyen`.
/// 2. A name that is a number keeps its kind: Phường 9, `phuong9`. A name without a Latin letter or
///    digit is its kind and code: `xa01234`.
/// 3. Where units of the set share a label, or it is taken or reserved, all of these put the kind in
///    front: `xatanthanh` and `phuongtanthanh`.
/// 4. Where they still share one, all of these have the code behind the name: `vanlang01234`.
/// 5. As the last resort the kind stands before name and code, and then a running number behind.
///
/// The result does not depend on the order of the set, except for 5. Labels of sites that exist are
/// given as taken, so an existing site never changes its host.
#[derive(Debug)]
pub struct HostLabels;

impl HostLabels {
    /// One label for each unit, in the order of the set.
    pub fn assign(units: &[Named<'_>], is_taken: &dyn Fn(&str) -> bool) -> Vec<String> {
        let is_taken = |label: &str| RESERVED.contains(&label) || is_taken(label);
        spread(units, host_label, &is_taken, |label, number| {
            format!("{}{number}", cut(label, vitext::LABEL_BYTES_MAX - 6))
        })
    }
}

/// Slugs for a whole set of sites under one parent: the one asked for, else the name with its kind
/// (`xa-an-xuyen`); where they collide or are taken, all of these have the code behind.
pub fn assign_slugs(
    units: &[(Named<'_>, Option<&Slug>)],
    is_taken: &dyn Fn(&str) -> bool,
) -> Vec<String> {
    spread(
        units,
        |(unit, asked), step| {
            let plain = asked.map_or_else(|| vitext::slug(unit.name), ToString::to_string);
            if step == 0 { plain } else { coded(&plain, unit.code) }
        },
        is_taken,
        |slug, number| format!("{}-{number}", cut(slug, Slug::CHARS_MAX - 8)),
    )
}

fn coded(slug: &str, code: &str) -> String {
    let code = code.to_ascii_lowercase();
    format!("{}-{}", cut(slug, Slug::CHARS_MAX - 12), code.trim_matches('-'))
}

const LAST_STEP: usize = 3;

fn host_label(unit: &Named<'_>, step: usize) -> String {
    let bare = vitext::compact_label(unit.kind.without(unit.name).unwrap_or(unit.name));
    let code = vitext::compact_label(unit.code);
    let kind = unit.kind.label();
    // Room for kind and code, both of which are short.
    let bare = cut(&bare, vitext::LABEL_BYTES_MAX - 20);
    if bare.is_empty() {
        return format!("{kind}{code}");
    }
    match step {
        0 if bare.bytes().all(|b| b.is_ascii_digit()) => format!("{kind}{bare}"),
        0 => bare.to_owned(),
        1 => format!("{kind}{bare}"),
        2 => format!("{bare}{code}"),
        _ => format!("{kind}{bare}{code}"),
    }
}

fn cut(text: &str, bytes_max: usize) -> &str {
    text.get(..bytes_max).unwrap_or(text).trim_end_matches('-')
}

/// Moves everything that collides one step on until nothing does.
fn spread<U>(
    units: &[U],
    name_at: impl Fn(&U, usize) -> String,
    is_taken: &dyn Fn(&str) -> bool,
    numbered: impl Fn(&str, usize) -> String,
) -> Vec<String> {
    let mut steps = vec![0; units.len()];
    let mut names: Vec<String> = units.iter().map(|unit| name_at(unit, 0)).collect();
    for _ in 0..=LAST_STEP {
        let mut shared: HashMap<&str, usize> = HashMap::new();
        for name in &names {
            *shared.entry(name).or_default() += 1;
        }
        let colliding: Vec<usize> = names
            .iter()
            .enumerate()
            .filter(|(_, name)| shared.get(name.as_str()).is_some_and(|n| *n > 1) || is_taken(name))
            .map(|(index, _)| index)
            .collect();
        if colliding.is_empty() {
            return names;
        }
        for index in colliding {
            if let (Some(step), Some(unit), Some(name)) =
                (steps.get_mut(index), units.get(index), names.get_mut(index))
            {
                *step = (*step + 1).min(LAST_STEP);
                *name = name_at(unit, *step);
            }
        }
    }
    let mut used: HashSet<String> = HashSet::new();
    for name in &mut names {
        let mut number = 2;
        let plain = name.clone();
        while used.contains(name.as_str()) || is_taken(name) {
            *name = numbered(&plain, number);
            number += 1;
        }
        used.insert(name.clone());
    }
    names
}
