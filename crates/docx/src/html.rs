//! Blocks written as markup of the house's allow-list. Only fixed tags are written, and all words are
//! escaped, so nothing of a file can become markup.

mod markup;

use std::collections::VecDeque;

use self::markup::Markup;
use crate::model::{
    Alt, Block, Cell, Inline, Look, Paragraph, RowRole, Slant, Strike, Table, Underline, Weight,
};
use crate::numbering::{Mark, Marker};
use crate::styles::{Align, Part, Position};
use crate::unreadable::{Limit, Unreadable};

/// Longer paragraphs below a picture are no caption.
const CAPTION_CHARS_MAX: usize = 250;

/// The markup of a text and of its notes.
///
/// # Errors
/// When it is more than so many bytes.
pub(crate) fn written(
    blocks: &[Block],
    notes: &[Vec<Block>],
    bytes_max: usize,
) -> Result<String, Unreadable> {
    let mut writer = Writer::into(Markup::within(bytes_max));
    writer.blocks(blocks);
    writer.notes(notes);
    let whole = writer.out.whole().ok_or(Unreadable::TooLarge(Limit::Markup))?;
    Ok(vitext::nfc_markup(&whole).into_owned())
}

struct Writer {
    out: Markup,
    /// Lists that are open, the innermost last.
    lists: Vec<Mark>,
}

impl Writer {
    fn into(out: Markup) -> Self {
        Self { out, lists: Vec::new() }
    }

    fn blocks(&mut self, blocks: &[Block]) {
        let mut rest: VecDeque<&Block> = blocks.iter().collect();
        while let Some(block) = rest.pop_front().filter(|_| !self.out.is_full()) {
            match block {
                Block::Paragraph(paragraph) => {
                    let caption = match rest.front() {
                        Some(Block::Paragraph(below)) if is_caption(paragraph, below) => {
                            Some(below)
                        }
                        _ => None,
                    };
                    self.paragraph(paragraph, caption.map(|below| below.inlines.as_slice()));
                    if caption.is_some() {
                        rest.pop_front();
                    }
                }
                Block::Table(table) => {
                    self.close_lists(0);
                    self.table(table);
                }
            }
        }
        self.close_lists(0);
    }

    fn paragraph(&mut self, paragraph: &Paragraph, caption: Option<&[Inline]>) {
        if let Some(Marker::Item { level, mark, number }) = paragraph.marker {
            self.item(usize::from(level), mark, number);
            self.inlines(&paragraph.inlines, Ground::default());
            return;
        }
        self.close_lists(0);
        let (pictures, words) = apart(&paragraph.inlines);
        match paragraph.part {
            Part::Heading(level) => {
                let tag = match level {
                    0 => "h2",
                    1 => "h3",
                    _ => "h4",
                };
                if !words.is_empty() {
                    self.line(tag, &words, Ground { weight: Weight::Bold });
                }
            }
            Part::Quote if !words.is_empty() => {
                self.out.push_str("<blockquote>");
                self.line("p", &words, Ground::default());
                self.out.join_line();
                self.out.push_str("</blockquote>\n");
            }
            _ if !words.is_empty() => self.line("p", &words, Ground::default()),
            _ => {}
        }
        let count = pictures.len();
        for (at, picture) in pictures.into_iter().enumerate() {
            let caption = caption.filter(|_| at + 1 == count);
            self.figure(picture, caption);
        }
    }

    fn line(&mut self, tag: &str, inlines: &[Inline], ground: Ground) {
        self.out.push_str(&format!("<{tag}>"));
        self.inlines(inlines, ground);
        self.out.push_str(&format!("</{tag}>\n"));
    }

    fn figure(&mut self, picture: &Inline, caption: Option<&[Inline]>) {
        self.out.push_str("<figure>");
        self.inline(picture);
        if let Some(caption) = caption {
            self.out.push_str("<figcaption>");
            let plain: Vec<Inline> = caption.iter().map(upright).collect();
            self.inlines(&plain, Ground::default());
            self.out.push_str("</figcaption>");
        }
        self.out.push_str("</figure>\n");
    }

    /// Opens the item of a list, and closes what it ends.
    fn item(&mut self, level: usize, mark: Mark, number: i64) {
        // A list that begins at its third level begins at its first.
        let depth = (level + 1).min(self.lists.len() + 1);
        self.close_lists(depth);
        if self.lists.len() == depth && self.lists.last() != Some(&mark) {
            self.close_lists(depth - 1);
        }
        if self.lists.len() == depth {
            self.out.push_str("</li>\n<li>");
            return;
        }
        let kind = match mark {
            Mark::Bullet => "",
            Mark::Decimal => "1",
            Mark::LowerLetter => "a",
            Mark::UpperLetter => "A",
            Mark::LowerRoman => "i",
            Mark::UpperRoman => "I",
        };
        match mark {
            Mark::Bullet => self.out.push_str("<ul>\n"),
            _ => {
                self.out.push_str("<ol");
                if number != 1 {
                    self.out.push_str(&format!(" start=\"{number}\""));
                }
                if mark != Mark::Decimal {
                    self.out.push_str(&format!(" type=\"{kind}\""));
                }
                self.out.push_str(">\n");
            }
        }
        self.lists.push(mark);
        self.out.push_str("<li>");
    }

    fn close_lists(&mut self, depth: usize) {
        while self.lists.len() > depth {
            let list = self.lists.pop();
            self.out.push_str("</li>\n");
            self.out.push_str(if list == Some(Mark::Bullet) { "</ul>" } else { "</ol>" });
            if self.lists.is_empty() {
                self.out.push_str("\n");
            }
        }
    }

    fn table(&mut self, table: &Table) {
        let heads = header_rows(table);
        self.out.push_str("<table>\n");
        if let Some(caption) = &table.caption {
            self.out.push_str("<caption>");
            self.inlines(caption, Ground::default());
            self.out.push_str("</caption>\n");
        }
        for (at, row) in table.rows.iter().enumerate() {
            if at == 0 && heads > 0 {
                self.out.push_str("<thead>\n");
            }
            if at == heads {
                self.out.push_str("<tbody>\n");
            }
            self.out.push_str("<tr>");
            for cell in &row.cells {
                // A cell cannot reach out of the head into the body.
                let most = if at < heads { heads - at } else { table.rows.len() - at };
                self.cell(cell, if at < heads { "th" } else { "td" }, most);
            }
            self.out.push_str("</tr>\n");
            if at + 1 == heads {
                self.out.push_str("</thead>\n");
            }
        }
        if heads < table.rows.len() {
            self.out.push_str("</tbody>\n");
        }
        self.out.push_str("</table>\n");
    }

    fn cell(&mut self, cell: &Cell, tag: &str, rows_max: usize) {
        self.out.push_str(&format!("<{tag}"));
        if cell.columns > 1 {
            self.out.push_str(&format!(" colspan=\"{}\"", cell.columns.min(100)));
        }
        let rows = cell.rows.min(rows_max).min(100);
        if rows > 1 {
            self.out.push_str(&format!(" rowspan=\"{rows}\""));
        }
        let ground = if tag == "th" {
            let scope = if cell.columns > 1 { "colgroup" } else { "col" };
            self.out.push_str(&format!(" scope=\"{scope}\""));
            Ground { weight: Weight::Bold }
        } else {
            Ground::default()
        };
        self.out.push_str(">");
        match cell.blocks.as_slice() {
            [] => {}
            [Block::Paragraph(paragraph)] if paragraph.marker.is_none() => {
                self.inlines(&paragraph.inlines, ground);
            }
            blocks => {
                let inner = self.apart(blocks);
                self.out.push_str(inner.trim_end());
            }
        }
        self.out.push_str(&format!("</{tag}>"));
    }

    fn notes(&mut self, notes: &[Vec<Block>]) {
        for (at, blocks) in notes.iter().enumerate() {
            let sign = format!("<sup>[{}]</sup> ", at + 1);
            let inner = self.apart(blocks);
            match inner.strip_prefix("<p>") {
                Some(rest) => self.out.push_str(&format!("<p>{sign}{rest}")),
                None => self.out.push_str(&format!("<p>{}</p>\n{inner}", sign.trim_end())),
            }
        }
    }

    /// The markup of blocks that stand within something else, where no headings may.
    fn apart(&mut self, blocks: &[Block]) -> String {
        let mut inner = Self::into(self.out.part());
        let plain: Vec<Block> = blocks.iter().map(without_heading).collect();
        inner.blocks(&plain);
        self.out.ended(inner.out)
    }

    fn inlines(&mut self, inlines: &[Inline], ground: Ground) {
        let mut rest = inlines;
        while let Some(first) = rest.first().filter(|_| !self.out.is_full()) {
            let link = link_of(first);
            let length = rest.iter().take_while(|inline| link_of(inline) == link).count();
            let inside = rest.get(..length).unwrap_or_default();
            match link {
                Some(link) => {
                    self.out.push_str(&format!("<a href=\"{}\">", escaped(link)));
                    self.marked(inside, ground);
                    self.out.push_str("</a>");
                }
                None => self.marked(inside, ground),
            }
            rest = rest.get(length..).unwrap_or_default();
        }
    }

    /// Marks stay open over neighbours that share them.
    fn marked(&mut self, inlines: &[Inline], ground: Ground) {
        let mut open: Vec<&'static str> = Vec::new();
        for inline in inlines {
            let wanted = match inline {
                // Marks around nothing but spaces mark nothing.
                Inline::Text { text, look } if !text.trim().is_empty() => tags(look, ground),
                Inline::Text { .. } | Inline::Break => open.clone(),
                Inline::Picture { .. } | Inline::Note(_) => Vec::new(),
            };
            let shared = open.iter().zip(&wanted).take_while(|(a, b)| a == b).count();
            self.close_marks(&mut open, shared);
            for tag in wanted.into_iter().skip(shared) {
                self.out.push_str(&format!("<{tag}>"));
                open.push(tag);
            }
            self.inline(inline);
        }
        self.close_marks(&mut open, 0);
    }

    fn close_marks(&mut self, open: &mut Vec<&'static str>, keep: usize) {
        while open.len() > keep {
            if let Some(tag) = open.pop() {
                self.out.push_str(&format!("</{tag}>"));
            }
        }
    }

    fn inline(&mut self, inline: &Inline) {
        match inline {
            Inline::Text { text, .. } => self.out.push_str(&escaped(text)),
            Inline::Break => self.out.push_str("<br>"),
            Inline::Note(number) => self.out.push_str(&format!("<sup>[{number}]</sup>")),
            Inline::Picture { index, alt } => {
                let (words, role) = match alt {
                    Alt::Words(words) => (escaped(words), ""),
                    Alt::Decorative => (String::new(), " role=\"presentation\""),
                };
                self.out.push_str(&format!("<img src=\"docx:{index}\" alt=\"{words}\"{role}>"));
            }
        }
    }
}

/// What the place already shows, so that it is not marked again.
#[derive(Clone, Copy, Default)]
struct Ground {
    weight: Weight,
}

fn tags(look: &Look, ground: Ground) -> Vec<&'static str> {
    let mut tags = Vec::new();
    if look.weight == Weight::Bold && ground.weight != Weight::Bold {
        tags.push("strong");
    }
    if look.slant == Slant::Italic {
        tags.push("em");
    }
    if look.underline == Underline::Lined && ground.weight != Weight::Bold {
        tags.push("u");
    }
    if look.strike == Strike::Struck {
        tags.push("s");
    }
    match look.position {
        Position::Raised => tags.push("sup"),
        Position::Lowered => tags.push("sub"),
        Position::Baseline => {}
    }
    tags
}

fn link_of(inline: &Inline) -> Option<&str> {
    match inline {
        Inline::Text { look, .. } => look.link.as_deref(),
        _ => None,
    }
}

/// The pictures of a paragraph, and what is left without them.
fn apart(inlines: &[Inline]) -> (Vec<&Inline>, Vec<Inline>) {
    let pictures: Vec<&Inline> =
        inlines.iter().filter(|inline| matches!(inline, Inline::Picture { .. })).collect();
    let words: Vec<Inline> = inlines
        .iter()
        .filter(|inline| !matches!(inline, Inline::Picture { .. }))
        .cloned()
        .collect();
    let says = words.iter().any(|inline| match inline {
        Inline::Text { text, .. } => !text.trim().is_empty(),
        Inline::Note(_) => true,
        Inline::Break | Inline::Picture { .. } => false,
    });
    let mut rest =
        Paragraph { inlines: if says { words } else { Vec::new() }, ..Paragraph::default() };
    crate::shape::tidy_line(&mut rest);
    (pictures, rest.inlines)
}

/// Whether the paragraph below a picture says what it shows: by its style, or set in italics, small
/// and centred as papers do.
fn is_caption(picture: &Paragraph, below: &Paragraph) -> bool {
    let shows = picture.has_picture() && picture.text().is_empty() && picture.marker.is_none();
    let text = below.text();
    let chars = text.chars().count();
    let is_line = chars > 0 && chars <= CAPTION_CHARS_MAX && !below.has_picture();
    let is_set = below.part == Part::Caption
        || below.part == Part::Body
            && below.marker.is_none()
            && (below.is_italic() || {
                let folded = vitext::fold(&text);
                below.align == Align::Centre
                    && (folded.starts_with("anh") || folded.starts_with("hinh"))
            });
    shows && is_line && is_set
}

fn upright(inline: &Inline) -> Inline {
    match inline {
        Inline::Text { text, look } => Inline::Text {
            text: text.clone(),
            look: Look { slant: Slant::Upright, weight: Weight::Regular, ..look.clone() },
        },
        inline => inline.clone(),
    }
}

fn without_heading(block: &Block) -> Block {
    match block {
        Block::Paragraph(paragraph) if matches!(paragraph.part, Part::Heading(_)) => {
            Block::Paragraph(Paragraph { part: Part::Body, ..paragraph.clone() })
        }
        block => block.clone(),
    }
}

/// How many rows name the columns: those Word repeats on each page, or a first row all in bold.
fn header_rows(table: &Table) -> usize {
    if table.columns() < 2 || table.rows.len() < 2 {
        return 0;
    }
    let repeated = table.rows.iter().take_while(|row| row.role == RowRole::Header).count();
    if repeated > 0 {
        return repeated.min(table.rows.len() - 1);
    }
    let Some(first) = table.rows.first() else { return 0 };
    let is_bold = |cell: &Cell| {
        cell.blocks.iter().all(|block| match block {
            Block::Paragraph(paragraph) => paragraph.is_blank() || paragraph.is_bold(),
            Block::Table(_) => false,
        })
    };
    let filled = first.cells.iter().filter(|cell| !cell.is_blank()).count();
    if filled < 2 || !first.cells.iter().all(is_bold) {
        return 0;
    }
    // A cell of the first row that reaches down makes the rows it reaches part of the head.
    let deepest = first.cells.iter().map(|cell| cell.rows).max().unwrap_or(1);
    deepest.min(table.rows.len() - 1).min(4)
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
