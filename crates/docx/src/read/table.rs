//! Tables: rows and cells, with the cells that reach over several.

use super::Reader;
use crate::loss::Loss;
use crate::model::{Cell, Origin, Row, RowRole, Table};
use crate::styles::{self, Lines};
use crate::unreadable::Unreadable;
use crate::xml::Node;

/// Wider tables are made to trouble somebody.
const COLUMNS_MAX: usize = 100;

/// A cell that goes on below, by the row and the place where it began.
#[derive(Clone, Copy)]
struct Open {
    row: usize,
    cell: usize,
}

impl Reader<'_, '_> {
    pub(super) fn table(&mut self, node: &Node) -> Result<Table, Unreadable> {
        let mut rows = Vec::new();
        let mut open: Vec<Option<Open>> = vec![None; COLUMNS_MAX + 1];
        let mut bordered = Bordered::default();
        self.rows_into(node, &mut rows, &mut open, &mut bordered)?;
        let properties = node.child("w:tblPr");
        let own = properties.and_then(|node| node.child("w:tblBorders")).map(styles::lines);
        let lines = own.unwrap_or_else(|| {
            let style = properties.and_then(|node| node.value("w:tblStyle"));
            style.map_or(Lines::Absent, |style| self.styles.table_lines(style))
        });
        let lines = if bordered.most() { Lines::Drawn } else { lines };
        Ok(Table { rows, lines, caption: None })
    }

    fn rows_into(
        &mut self,
        node: &Node,
        rows: &mut Vec<Row>,
        open: &mut [Option<Open>],
        bordered: &mut Bordered,
    ) -> Result<(), Unreadable> {
        for node in &node.children {
            match node.name {
                "w:tr" => {
                    let properties = node.child("w:trPr");
                    if properties.is_some_and(|node| node.child("w:del").is_some()) {
                        self.losses.add(Loss::DeletedText);
                        continue;
                    }
                    let mut row = Row::default();
                    if properties.is_some_and(|node| node.is_on("w:tblHeader")) {
                        row.role = RowRole::Header;
                    }
                    let before = properties
                        .and_then(|node| node.value("w:gridBefore")?.parse::<usize>().ok())
                        .unwrap_or_default()
                        .min(COLUMNS_MAX);
                    if before > 0 {
                        row.cells.push(Cell { blocks: Vec::new(), columns: before, rows: 1 });
                    }
                    rows.push(row);
                    let mut column = before;
                    self.cells_into(node, rows, open, &mut column, bordered)?;
                }
                "w:sdt" => {
                    if let Some(content) = self.sdt_content(node) {
                        self.rows_into(content, rows, open, bordered)?;
                    }
                }
                "" | "w:customXml" | "w:ins" | "w:moveTo" => {
                    self.rows_into(node, rows, open, bordered)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn cells_into(
        &mut self,
        node: &Node,
        rows: &mut Vec<Row>,
        open: &mut [Option<Open>],
        column: &mut usize,
        bordered: &mut Bordered,
    ) -> Result<(), Unreadable> {
        for node in &node.children {
            match node.name {
                "w:tc" => self.cell_into(node, rows, open, column, bordered)?,
                "w:sdt" => {
                    if let Some(content) = self.sdt_content(node) {
                        self.cells_into(content, rows, open, column, bordered)?;
                    }
                }
                "" | "w:customXml" | "w:ins" => {
                    self.cells_into(node, rows, open, column, bordered)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn cell_into(
        &mut self,
        node: &Node,
        rows: &mut [Row],
        open: &mut [Option<Open>],
        column: &mut usize,
        bordered: &mut Bordered,
    ) -> Result<(), Unreadable> {
        let properties = node.child("w:tcPr");
        if let Some(borders) = properties.and_then(|node| node.child("w:tcBorders")) {
            bordered.count(borders);
        } else {
            bordered.cells += 1;
        }
        let columns = properties
            .and_then(|node| node.value("w:gridSpan")?.parse::<usize>().ok())
            .unwrap_or(1)
            .clamp(1, COLUMNS_MAX);
        let at = (*column).min(COLUMNS_MAX);
        *column = column.saturating_add(columns);
        let merge = properties.and_then(|node| node.child("w:vMerge"));
        let begins = merge.is_some_and(|merge| merge.attribute("val") == Some("restart"));
        let above = open.get(at).copied().flatten();
        if let (Some(_), false, Some(above)) = (merge, begins, above)
            && let Some(cell) =
                rows.get_mut(above.row).and_then(|row| row.cells.get_mut(above.cell))
        {
            cell.rows += 1;
            // Word hides what stands in a continued cell, but somebody wrote it.
            let mut blocks = self.blocks(node, Origin::Text)?;
            blocks.retain(|block| !block.is_blank());
            cell.blocks.append(&mut blocks);
            return Ok(());
        }
        let blocks = self.blocks(node, Origin::Text)?;
        let row = rows.len().saturating_sub(1);
        let Some(target) = rows.last_mut() else { return Ok(()) };
        target.cells.push(Cell { blocks, columns, rows: 1 });
        let begun = Open { row, cell: target.cells.len() - 1 };
        for (offset, slot) in open.iter_mut().skip(at).take(columns).enumerate() {
            *slot = (begins && offset == 0).then_some(begun);
        }
        Ok(())
    }
}

/// How many cells have lines of their own around them.
#[derive(Default)]
struct Bordered {
    cells: usize,
    with_lines: usize,
}

impl Bordered {
    fn count(&mut self, borders: &Node) {
        self.cells += 1;
        let drawn = [
            ["w:top", "w:top"],
            ["w:bottom", "w:bottom"],
            ["w:left", "w:start"],
            ["w:right", "w:end"],
        ]
        .iter()
        .filter(|names| {
            names.iter().any(|name| {
                borders.value(name).is_some_and(|value| !matches!(value, "none" | "nil"))
            })
        })
        .count();
        self.with_lines += usize::from(drawn >= 2);
    }

    fn most(&self) -> bool {
        self.with_lines * 3 >= self.cells.max(1)
    }
}
