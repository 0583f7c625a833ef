//! Files of LibreOffice: texts, sheets and slides hold their words in one part.

use std::ops::ControlFlow;

use super::gathered::Gathered;
use super::walk::{Met, walk};
use crate::container::Container;
use crate::unreadable::Unreadable;

/// The part that holds the words.
pub(super) const MAIN: &str = "content.xml";

pub(super) fn gather(
    container: &mut Container<'_>,
    gathered: &mut Gathered,
) -> Result<(), Unreadable> {
    let limits = *container.limits();
    let bytes = container.markup(MAIN)?.ok_or(Unreadable::Damaged)?;
    // Words stand in paragraphs, which may stand in notes within paragraphs.
    let (mut paragraphs, mut passed_over, mut cells) = (0_usize, 0_usize, 0_usize);
    walk(&bytes, &limits, &mut |met| {
        match met {
            // What was deleted, and what officers remarked among themselves.
            Met::Begin("tracked-changes" | "annotation" | "notes", _) => passed_over += 1,
            Met::End("tracked-changes" | "annotation" | "notes") => {
                passed_over = passed_over.saturating_sub(1);
            }
            _ if passed_over > 0 => {}
            Met::Begin("p" | "h", _) => paragraphs += 1,
            Met::End("p" | "h") => {
                paragraphs = paragraphs.saturating_sub(1);
                gathered.part(if cells > 0 { ' ' } else { '\n' });
            }
            Met::Begin("table-cell", _) => cells += 1,
            Met::End("table-cell") => cells = cells.saturating_sub(1),
            Met::End("table-row") => gathered.part('\n'),
            Met::End("s" | "tab" | "line-break") => gathered.part(' '),
            Met::Words(words) if paragraphs > 0 => gathered.say(words),
            _ => {}
        }
        if gathered.is_full() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })
}
