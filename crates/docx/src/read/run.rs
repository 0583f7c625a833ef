//! Runs: characters, breaks, signs, fields and what hangs on them.

use std::rc::Rc;

use super::field::{self, Field, Shows, State};
use super::paragraph::{Line, Piece};
use super::{NoteKind, Reader, chosen};
use crate::loss::Loss;
use crate::model::{Inline, Look, Underline};
use crate::styles::RunLook;
use crate::symbol;
use crate::unreadable::Unreadable;
use crate::xml::{Node, Toggle};

impl Reader<'_, '_> {
    /// Everything in a line of a paragraph.
    pub(super) fn inlines(
        &mut self,
        node: &Node,
        below: &RunLook,
        link: Option<&Rc<str>>,
        line: &mut Line,
    ) -> Result<(), Unreadable> {
        for node in &node.children {
            match node.name {
                "w:r" => self.run(node, below, link, line)?,
                "w:hyperlink" => {
                    let target = self.hyperlink(node);
                    self.inlines(node, below, target.as_ref().or(link), line)?;
                }
                "w:fldSimple" => {
                    let shows = field::shows(node.attribute("instr").unwrap_or_default());
                    let state = State::Shown(self.counted(shows));
                    self.fields.push(Field { instruction: String::new(), state });
                    self.inlines(node, below, link, line)?;
                    self.fields.pop();
                }
                "w:sdt" => {
                    if let Some(content) = self.sdt_content(node) {
                        self.inlines(content, below, link, line)?;
                    }
                }
                "w:del" | "w:moveFrom" => self.count_deleted(node),
                "m:oMath" | "m:oMathPara" => self.formula(node, below, line),
                "w:ruby" => {
                    if let Some(base) = node.child("w:rubyBase") {
                        self.inlines(base, below, link, line)?;
                    }
                }
                "mc:AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.inlines(chosen, below, link, line)?;
                    }
                }
                "" | "w:ins" | "w:moveTo" | "w:smartTag" | "w:customXml" | "w:dir" | "w:bdo" => {
                    self.inlines(node, below, link, line)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn hyperlink(&mut self, node: &Node) -> Option<Rc<str>> {
        let relation = self.relations.find(node.attribute("r:id")?)?;
        let address = field::address(&relation.target).filter(|_| relation.outside);
        if address.is_none() {
            self.losses.add(Loss::Link);
        }
        address
    }

    fn run(
        &mut self,
        node: &Node,
        below: &RunLook,
        link: Option<&Rc<str>>,
        line: &mut Line,
    ) -> Result<(), Unreadable> {
        let properties = node.child("w:rPr");
        let own = properties.map(RunLook::read).unwrap_or_default();
        let look = match properties.and_then(|node| node.value("w:rStyle")) {
            Some(style) => own.over(&self.styles.run(style)).over(below),
            None => own.over(below),
        };
        self.run_content(node, &look, link, line)
    }

    fn run_content(
        &mut self,
        node: &Node,
        look: &RunLook,
        link: Option<&Rc<str>>,
        line: &mut Line,
    ) -> Result<(), Unreadable> {
        for node in &node.children {
            match node.name {
                "w:fldChar" => self.field_mark(node),
                "w:instrText" => {
                    if let Some(Field { instruction, state: State::Instruction }) =
                        self.fields.last_mut()
                    {
                        instruction.push_str(&node.text);
                    }
                }
                "mc:AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.run_content(chosen, look, link, line)?;
                    }
                }
                "w:delText" => self.losses.add(Loss::DeletedText),
                _ if self.is_unseen() => {}
                "w:t" => self.text(&node.text, look, link, line),
                "w:tab" | "w:ptab" => self.text(" ", look, link, line),
                "w:br" if node.attribute("type").is_some_and(|kind| kind != "textWrapping") => {
                    // A page or column ends here; the screen has neither.
                    self.text(" ", look, link, line);
                }
                "w:br" | "w:cr" => line.pieces.push(Piece::Other(Inline::Break)),
                "w:noBreakHyphen" => self.text("-", look, link, line),
                // In TCVN3 this very character is a letter.
                "w:softHyphen" if look.encoding().is_some() => {
                    self.text("\u{ad}", look, link, line);
                }
                "w:sym" => self.symbol(node, look, link, line),
                "w:footnoteReference" => self.note(NoteKind::Footnote, node, line),
                "w:endnoteReference" => self.note(NoteKind::Endnote, node, line),
                "w:drawing" | "w:pict" | "w:object" if look.hidden != Some(Toggle::On) => {
                    self.drawing(node, line)?;
                }
                "w:ruby" => {
                    if let Some(base) = node.child("w:rubyBase") {
                        self.inlines(base, look, link, line)?;
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn field_mark(&mut self, node: &Node) {
        match node.attribute("fldCharType") {
            Some("begin") => self.fields.push(Field::begun()),
            Some("separate") => {
                if let Some(field) = self.fields.pop() {
                    let shows = self.counted(field::shows(&field.instruction));
                    self.fields.push(Field { state: State::Shown(shows), ..field });
                }
            }
            Some("end") => {
                if let Some(Field { instruction, state: State::Instruction }) = self.fields.pop() {
                    // A field that shows nothing may still be something that is lost.
                    self.counted(field::shows(&instruction));
                }
            }
            _ => {}
        }
    }

    fn counted(&mut self, shows: Shows) -> Shows {
        match shows {
            Shows::Contents => self.losses.add_once(Loss::Contents),
            Shows::FormField => self.losses.add(Loss::FormField),
            Shows::BadLink => self.losses.add(Loss::Link),
            Shows::Text | Shows::Link(_) | Shows::Nothing => {}
        }
        shows
    }

    /// Whether an open field keeps what follows from being read.
    fn is_unseen(&self) -> bool {
        self.fields.iter().any(|field| {
            matches!(
                field.state,
                State::Instruction
                    | State::Shown(Shows::Nothing | Shows::Contents | Shows::FormField)
            )
        })
    }

    fn look(&self, look: &RunLook, link: Option<&Rc<str>>) -> Look {
        let field_link = self.fields.iter().rev().find_map(|field| match &field.state {
            State::Shown(Shows::Link(target)) => Some(target.clone()),
            _ => None,
        });
        let link = field_link.or_else(|| link.cloned());
        Look {
            weight: look.bold.into(),
            slant: look.italic.into(),
            // Links are underlined anyway.
            underline: if link.is_some() { Underline::Bare } else { look.underline.into() },
            strike: look.strike.into(),
            position: look.position.unwrap_or_default(),
            link,
        }
    }

    fn text(&mut self, text: &str, look: &RunLook, link: Option<&Rc<str>>, line: &mut Line) {
        if look.hidden == Some(Toggle::On) {
            if !text.trim().is_empty() {
                self.losses.add(Loss::HiddenText);
            }
            return;
        }
        let font = look.font.as_deref().unwrap_or_default();
        let encoding = look.encoding();
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                _ if encoding.is_some() => shown.push(c),
                '\u{a0}' | '\t' | '\n' | '\r' | '\u{2007}' | '\u{202f}' => shown.push(' '),
                '\u{ad}' | '\u{200b}' | '\u{feff}' | '\u{200e}' | '\u{200f}' => {}
                '\u{2011}' => shown.push('-'),
                c if c.is_control() => {}
                c if symbol::is_private(c) || symbol::is_symbol_font(font) => {
                    // Letters typed over a symbol font by mistake stay letters.
                    match symbol::character(font, u32::from(c)) {
                        Some(sign) => shown.push(sign),
                        None if c.is_alphanumeric() && !symbol::is_private(c) => shown.push(c),
                        None => self.losses.add(Loss::Symbol),
                    }
                }
                c => shown.push(c),
            }
        }
        if shown.is_empty() {
            return;
        }
        let look = self.look(look, link);
        line.pieces.push(Piece::Text { text: shown, look, encoding });
    }

    fn symbol(&mut self, node: &Node, look: &RunLook, link: Option<&Rc<str>>, line: &mut Line) {
        let font = node.attribute("font").unwrap_or_default();
        let code = node.attribute("char").and_then(|code| u32::from_str_radix(code, 16).ok());
        let Some(sign) = code.and_then(|code| symbol::character(font, code)) else {
            self.losses.add(Loss::Symbol);
            return;
        };
        let plain = RunLook { font: None, ..look.clone() };
        self.text(sign.encode_utf8(&mut [0; 4]), &plain, link, line);
    }

    fn note(&mut self, kind: NoteKind, node: &Node, line: &mut Line) {
        /// More than any text has that people read.
        const NOTES_MAX: usize = 2000;
        let Some(id) = node.attribute("id") else { return };
        let known = self.notes.iter().position(|(k, i)| *k == kind && i == id);
        let at = match known {
            Some(at) => at,
            None if self.notes.len() < NOTES_MAX => {
                self.notes.push((kind, id.to_owned()));
                self.notes.len() - 1
            }
            None => return,
        };
        line.pieces.push(Piece::Other(Inline::Note(at + 1)));
    }

    /// Formulas are drawn by Word alone: their characters are kept, one after another.
    fn formula(&mut self, node: &Node, look: &RunLook, line: &mut Line) {
        self.losses.add(Loss::Formula);
        let mut characters = String::new();
        formula_characters(node, &mut characters);
        let plain = RunLook { font: None, ..look.clone() };
        self.text(&characters, &plain, None, line);
    }
}

fn formula_characters(node: &Node, characters: &mut String) {
    if node.name == "m:t" {
        characters.push_str(&node.text);
    }
    for node in &node.children {
        formula_characters(node, characters);
    }
}
