//! Workbooks: the sheets that are shown, row by row.

use std::ops::ControlFlow;

use super::gathered::Gathered;
use super::walk::{Met, walk};
use crate::container::Container;
use crate::unreadable::Unreadable;

/// The part that names the sheets.
pub(super) const MAIN: &str = "xl/workbook.xml";

pub(super) fn gather(
    container: &mut Container<'_>,
    gathered: &mut Gathered,
) -> Result<(), Unreadable> {
    let relations = container.relations_of(MAIN)?;
    let shared = match relations.of_type("sharedStrings") {
        Some(relation) => shared_strings(container, &relation.target.clone())?,
        None => Vec::new(),
    };
    for sheet in sheets(container)? {
        let Some(relation) = relations.find(&sheet.id).filter(|relation| !relation.outside) else {
            continue;
        };
        if gathered.is_full() {
            break;
        }
        gathered.say(&sheet.name);
        gathered.part('\n');
        rows(container, &relation.target.clone(), &shared, gathered)?;
    }
    Ok(())
}

struct Sheet {
    name: String,
    id: String,
}

/// The sheets in their order. What is hidden is not meant to be found.
fn sheets(container: &mut Container<'_>) -> Result<Vec<Sheet>, Unreadable> {
    let limits = *container.limits();
    let bytes = container.markup(MAIN)?.ok_or(Unreadable::Damaged)?;
    let mut sheets = Vec::new();
    walk(&bytes, &limits, &mut |met| {
        if let Met::Begin("sheet", attributes) = met
            && let Some(id) = attributes.relation()
            && attributes.value("state").is_none_or(|state| state == "visible")
        {
            sheets.push(Sheet { name: attributes.value("name").unwrap_or_default(), id });
        }
        ControlFlow::Continue(())
    })?;
    Ok(sheets)
}

/// The texts that cells point to.
fn shared_strings(container: &mut Container<'_>, part: &str) -> Result<Vec<String>, Unreadable> {
    let limits = *container.limits();
    let Some(bytes) = container.markup(part)? else { return Ok(Vec::new()) };
    let mut strings = Vec::new();
    let mut string = String::new();
    let (mut is_text, mut is_reading_aid) = (false, false);
    walk(&bytes, &limits, &mut |met| {
        match met {
            Met::Begin("t", _) => is_text = !is_reading_aid,
            Met::End("t") => is_text = false,
            // How a Japanese word is read.
            Met::Begin("rPh", _) => is_reading_aid = true,
            Met::End("rPh") => is_reading_aid = false,
            Met::Words(words) if is_text => string.push_str(words),
            Met::End("si") => strings.push(std::mem::take(&mut string)),
            _ => {}
        }
        ControlFlow::Continue(())
    })?;
    Ok(strings)
}

fn rows(
    container: &mut Container<'_>,
    part: &str,
    shared: &[String],
    gathered: &mut Gathered,
) -> Result<(), Unreadable> {
    let limits = *container.limits();
    let Some(bytes) = container.markup(part)? else { return Ok(()) };
    let (mut is_shared, mut is_value) = (false, false);
    let mut value = String::new();
    walk(&bytes, &limits, &mut |met| {
        match met {
            Met::Begin("c", attributes) => {
                is_shared = attributes.value("t").as_deref() == Some("s")
            }
            Met::Begin("v" | "t", _) => is_value = true,
            Met::End("v" | "t") => is_value = false,
            Met::Words(words) if is_value => value.push_str(words),
            Met::End("c") => {
                let value = std::mem::take(&mut value);
                let words = if is_shared {
                    value.trim().parse().ok().and_then(|at: usize| shared.get(at))
                } else {
                    Some(&value)
                };
                gathered.say(words.map(String::as_str).unwrap_or_default());
                gathered.part(' ');
            }
            Met::End("row") => gathered.part('\n'),
            _ => {}
        }
        if gathered.is_full() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })
}
