//! Tables that only put things side by side become the paragraphs they hold.

use vitext::fold;

use crate::model::{Block, Cell, Origin, RowRole, Table};
use crate::styles::Lines;

/// Replaces layout tables by what they hold, in reading order.
pub(super) fn unwrapped(blocks: Vec<Block>) -> Vec<Block> {
    let mut out = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            Block::Table(table) if is_layout(&table) => {
                // What stands alone in a frame is text like any other.
                let is_frame = table.columns() <= 1;
                for cell in by_columns(table) {
                    let blocks = unwrapped(cell.blocks);
                    out.extend(blocks.into_iter().map(if is_frame { |b| b } else { boxed }));
                }
            }
            Block::Table(mut table) => {
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    cell.blocks = unwrapped(std::mem::take(&mut cell.blocks));
                }
                table.rows.retain(|row| !row.cells.is_empty());
                if !table.rows.is_empty() {
                    out.push(Block::Table(table));
                }
            }
            block => out.push(block),
        }
    }
    out
}

fn boxed(block: Block) -> Block {
    match block {
        Block::Paragraph(mut paragraph) => {
            paragraph.origin = Origin::Box;
            Block::Paragraph(paragraph)
        }
        block => block,
    }
}

/// Whether a table has no rows and columns of facts: one cell alone, or one without lines that
/// holds a letterhead, a signature, or pictures with their captions.
pub(super) fn is_layout(table: &Table) -> bool {
    let columns = table.columns();
    let cells = table.rows.iter().map(|row| row.cells.len()).sum::<usize>();
    if cells <= 1 || columns <= 1 {
        return true;
    }
    if table.lines == Lines::Drawn || table.rows.iter().any(|row| row.role == RowRole::Header) {
        return false;
    }
    if table.rows.len() <= 2 {
        return true;
    }
    let text = fold(&table.text());
    if text.contains("noi nhan:") || text.contains("chu nghia viet nam") {
        return true;
    }
    let filled =
        table.rows.iter().flat_map(|row| &row.cells).filter(|cell| !cell.is_blank()).count();
    // Facts fill a table; what is only put side by side leaves gaps.
    filled * 5 < cells * 4
}

/// The cells column by column: what stands below one another is read together.
fn by_columns(table: Table) -> Vec<Cell> {
    let mut placed: Vec<(usize, Cell)> = Vec::new();
    for row in table.rows {
        let mut column = 0;
        for cell in row.cells {
            let columns = cell.columns;
            placed.push((column, cell));
            column += columns;
        }
    }
    placed.sort_by_key(|(column, _)| *column);
    placed.into_iter().map(|(_, cell)| cell).collect()
}
