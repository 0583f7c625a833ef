//! From Word's shape to ours: layout undone, the opening read, headings and lists recognised.

mod bullets;
mod headings;
mod layout;
mod opening;
mod tidy;

pub use self::opening::Letterhead;
pub(crate) use self::tidy::tidy as tidy_line;

use crate::Imported;
use crate::html;
use crate::model::{Block, Found};

/// Makes the result of what was found.
pub(crate) fn imported(found: Found) -> Imported {
    let Found { blocks, notes, pictures, converted, losses } = found;
    let (letterhead, blocks) = opening::letterhead(blocks);
    let blocks = tidy::tidied(layout::unwrapped(blocks));
    let opening = opening::read(blocks, letterhead.as_ref());
    let mut blocks = opening.blocks;
    headings::mark(&mut blocks);
    let blocks = bullets::listed(blocks);
    let notes: Vec<Vec<Block>> =
        notes.into_iter().map(|note| tidy::tidied(layout::unwrapped(note))).collect();
    Imported {
        title: opening.title,
        lead: opening.lead,
        letterhead,
        html: html::written(&blocks, &notes),
        pictures,
        converted,
        dropped: losses.into_dropped(),
    }
}
