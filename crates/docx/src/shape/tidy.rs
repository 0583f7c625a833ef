//! Spaces, empty lines and drawn lines taken out, in paragraphs and in the cells of tables.

use crate::model::{Block, Inline, Paragraph};

pub(super) fn tidied(blocks: Vec<Block>) -> Vec<Block> {
    let mut out: Vec<Block> = Vec::with_capacity(blocks.len());
    for block in blocks {
        match block {
            Block::Paragraph(mut paragraph) => {
                tidy(&mut paragraph);
                let counts = paragraph.marker.is_some();
                if !paragraph.inlines.is_empty() && (counts || !is_rule(&paragraph)) {
                    out.push(Block::Paragraph(paragraph));
                }
            }
            Block::Table(mut table) => {
                for cell in table.rows.iter_mut().flat_map(|row| &mut row.cells) {
                    cell.blocks = tidied_cell(std::mem::take(&mut cell.blocks));
                }
                while table.rows.last().is_some_and(|row| row.cells.iter().all(is_bare)) {
                    table.rows.pop();
                }
                if table.rows.iter().flat_map(|row| &row.cells).any(|cell| !cell.is_blank()) {
                    out.push(Block::Table(table));
                }
            }
        }
    }
    out
}

fn is_bare(cell: &crate::model::Cell) -> bool {
    cell.is_blank() && cell.rows == 1
}

/// In a cell an empty numbered paragraph is a row number, which Word shows.
fn tidied_cell(blocks: Vec<Block>) -> Vec<Block> {
    use crate::model::Look;
    use crate::numbering::{Mark, Marker};
    let numbered = blocks.into_iter().map(|block| match block {
        Block::Paragraph(mut paragraph) if paragraph.is_blank() => {
            match paragraph.marker.take() {
                Some(Marker::Item { mark, number, .. }) if mark != Mark::Bullet => {
                    let text = number.to_string();
                    paragraph.inlines = vec![Inline::Text { text, look: Look::default() }];
                }
                Some(Marker::Label(text)) => {
                    paragraph.inlines = vec![Inline::Text { text, look: Look::default() }];
                }
                _ => {}
            }
            Block::Paragraph(paragraph)
        }
        block => block,
    });
    tidied(numbered.collect())
}

/// Makes runs of spaces one, and takes them away at the ends of lines; breaks at the ends too.
pub(crate) fn tidy(paragraph: &mut Paragraph) {
    let mut out: Vec<Inline> = Vec::with_capacity(paragraph.inlines.len());
    let mut after_space = true;
    for inline in std::mem::take(&mut paragraph.inlines) {
        match inline {
            Inline::Text { text, look } => {
                let mut kept = String::with_capacity(text.len());
                for c in text.chars() {
                    let is_space = c.is_whitespace();
                    if !(is_space && after_space) {
                        kept.push(if is_space { ' ' } else { c });
                    }
                    after_space = is_space;
                }
                if !kept.is_empty() {
                    out.push(Inline::Text { text: kept, look });
                }
            }
            Inline::Break => {
                trim_end(&mut out);
                if !out.is_empty() {
                    out.push(Inline::Break);
                }
                after_space = true;
            }
            other => {
                out.push(other);
                after_space = false;
            }
        }
    }
    loop {
        trim_end(&mut out);
        match out.last() {
            Some(Inline::Break) => out.pop(),
            _ => break,
        };
    }
    paragraph.inlines = out;
}

fn trim_end(inlines: &mut Vec<Inline>) {
    while let Some(Inline::Text { text, .. }) = inlines.last_mut() {
        let length = text.trim_end().len();
        text.truncate(length);
        if !text.is_empty() {
            break;
        }
        inlines.pop();
    }
}

/// Whether a paragraph is a line drawn with characters, as below a letterhead.
fn is_rule(paragraph: &Paragraph) -> bool {
    let mut seen = false;
    paragraph.inlines.iter().all(|inline| match inline {
        Inline::Text { text, .. } => text.chars().all(|c| {
            seen |= !c.is_whitespace();
            c.is_whitespace() || matches!(c, '_' | '-' | '–' | '—' | '=' | '*' | '~' | '─')
        }),
        Inline::Break => true,
        Inline::Picture { .. } | Inline::Note(_) => false,
    }) && seen
}
