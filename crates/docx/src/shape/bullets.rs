//! Lists that were typed: lines that begin with a dash or a dot.

use crate::model::{Block, Inline, Paragraph};
use crate::numbering::{Mark, Marker};
use crate::styles::Part;

/// Turns two and more lines on end that begin with a typed bullet into a list.
pub(super) fn listed(mut blocks: Vec<Block>) -> Vec<Block> {
    let levels: Vec<Option<u8>> = blocks
        .iter()
        .map(|block| match block {
            Block::Paragraph(paragraph) => typed_level(paragraph),
            Block::Table(_) => None,
        })
        .collect();
    let mut at = 0;
    while at < levels.len() {
        let run = levels.iter().skip(at).take_while(|level| level.is_some()).count();
        if run > 1 {
            let first = levels.get(at).copied().flatten().unwrap_or_default();
            let run_levels = levels.iter().skip(at).take(run);
            for (block, level) in blocks.iter_mut().skip(at).take(run).zip(run_levels) {
                if let (Block::Paragraph(paragraph), Some(level)) = (block, level) {
                    let level = level.saturating_sub(first);
                    paragraph.marker = Some(Marker::Item { level, mark: Mark::Bullet, number: 1 });
                    strip(paragraph);
                }
            }
        }
        at += run.max(1);
    }
    blocks
}

/// Officers write "-" for points and "+" for points below them.
fn typed_level(paragraph: &Paragraph) -> Option<u8> {
    if paragraph.part != Part::Body || paragraph.marker.is_some() {
        return None;
    }
    let Some(Inline::Text { text, .. }) = paragraph.inlines.first() else { return None };
    let mut chars = text.chars();
    let level = match chars.next()? {
        '-' | '–' | '•' | '●' | '▪' | '·' | '*' | '➢' | '✓' | '❖' => 0,
        '+' | 'o' | '○' => 1,
        _ => return None,
    };
    let next = chars.next();
    let is_apart = match next {
        None => paragraph.inlines.len() > 1,
        Some(next) => next.is_whitespace(),
    };
    is_apart.then_some(level)
}

fn strip(paragraph: &mut Paragraph) {
    if let Some(Inline::Text { text, .. }) = paragraph.inlines.first_mut() {
        let mut rest = text.chars();
        rest.next();
        *text = rest.as_str().trim_start().to_owned();
    }
    super::tidy::tidy(paragraph);
}
