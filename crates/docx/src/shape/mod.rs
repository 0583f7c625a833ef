//! From Word's shape to ours: layout undone, the opening read, headings and lists recognised.

mod bullets;
mod headings;
mod layout;
mod opening;
mod tidy;

pub use self::opening::Letterhead;
pub(crate) use self::tidy::tidy as tidy_line;

use crate::html;
use crate::model::{Block, Found};
use crate::{Imported, Limits, Unreadable};

/// Makes the result of what was found.
///
/// # Errors
/// When its markup is larger than the limits.
pub(crate) fn imported(found: Found, limits: &Limits) -> Result<Imported, Unreadable> {
    let Found { blocks, notes, pictures, converted, losses } = found;
    let (letterhead, blocks) = opening::letterhead(blocks);
    let blocks = tidy::tidied(layout::unwrapped(blocks));
    let opening = opening::read(blocks, letterhead.as_ref());
    let mut blocks = opening.blocks;
    headings::mark(&mut blocks);
    let blocks = bullets::listed(blocks);
    let notes: Vec<Vec<Block>> =
        notes.into_iter().map(|note| tidy::tidied(layout::unwrapped(note))).collect();
    Ok(Imported {
        title: opening.title,
        lead: opening.lead,
        letterhead,
        html: html::written(&blocks, &notes, limits.markup_bytes)?,
        pictures,
        converted,
        dropped: losses.into_dropped(),
    })
}
