//! Slides: their texts, without the speaker's notes.

use std::ops::ControlFlow;

use super::gathered::Gathered;
use super::walk::{Met, walk};
use crate::container::Container;
use crate::unreadable::Unreadable;

/// The part that names the slides.
pub(super) const MAIN: &str = "ppt/presentation.xml";

pub(super) fn gather(
    container: &mut Container<'_>,
    gathered: &mut Gathered,
) -> Result<(), Unreadable> {
    let limits = *container.limits();
    let relations = container.relations_of(MAIN)?;
    let bytes = container.markup(MAIN)?.ok_or(Unreadable::Damaged)?;
    let mut slides = Vec::new();
    walk(&bytes, &limits, &mut |met| {
        if let Met::Begin("sldId", attributes) = met
            && let Some(id) = attributes.relation()
        {
            slides.push(id);
        }
        ControlFlow::Continue(())
    })?;
    for slide in slides {
        let Some(relation) = relations.find(&slide).filter(|relation| !relation.outside) else {
            continue;
        };
        if gathered.is_full() {
            break;
        }
        let Some(bytes) = container.markup(&relation.target)? else { continue };
        let mut is_text = false;
        walk(&bytes, &limits, &mut |met| {
            match met {
                Met::Begin("t", _) => is_text = true,
                Met::End("t") => is_text = false,
                Met::Words(words) if is_text => gathered.say(words),
                Met::End("br" | "tab") => gathered.part(' '),
                Met::End("p") => gathered.part('\n'),
                _ => {}
            }
            if gathered.is_full() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        })?;
    }
    Ok(())
}
