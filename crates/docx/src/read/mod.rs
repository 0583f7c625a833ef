//! The parts of a Word file, read into blocks of words and pictures.

mod drawing;
mod field;
mod paragraph;
mod run;
mod table;

use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

use vitext::{Legacy, fold};

use crate::container::Container;
use crate::limits::Limits;
use crate::loss::{Loss, Losses};
use crate::model::{Block, Found, Origin};
use crate::numbering::Numbering;
use crate::picture::Picture;
use crate::relations::Relations;
use crate::styles::{Part, Styles};
use crate::unreadable::Unreadable;
use crate::xml::Node;

use self::field::Field;
use self::paragraph::{Ending, Piece};

/// Whose notes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum NoteKind {
    Footnote,
    Endnote,
}

/// What is known while the parts are read.
struct Reader<'c, 'b> {
    container: &'c mut Container<'b>,
    limits: &'c Limits,
    styles: Styles,
    numbering: Numbering,
    /// Of the part that is being read.
    relations: Rc<Relations>,
    /// Fields that are open, the innermost last; a field may span paragraphs.
    fields: Vec<Field>,
    pictures: Vec<Picture>,
    /// What became of each part that holds a picture.
    picture_parts: HashMap<String, Option<usize>>,
    notes: Vec<(NoteKind, String)>,
    converted: BTreeMap<Legacy, usize>,
    losses: Losses,
}

/// Reads the main part and whatever it needs.
pub(crate) fn document(
    container: &mut Container<'_>,
    limits: &Limits,
) -> Result<Found, Unreadable> {
    let main = container.main().to_owned();
    let document = container.xml(&main)?.ok_or(Unreadable::Damaged)?;
    let body = document.child("w:body").ok_or(Unreadable::NotWord)?;
    let relations = Rc::new(container.relations_of(&main)?);
    let mut part = |kind: &str| match relations.of_type(kind) {
        Some(relation) => container.xml(&relation.target),
        None => Ok(None),
    };
    // A file without them, or with broken ones, still has its words.
    let styles = part("styles")?.map(|node| Styles::read(&node)).unwrap_or_default();
    let numbering = part("numbering")?.map(|node| Numbering::read(&node)).unwrap_or_default();
    let comments = part("comments")?.map_or(0, |node| node.count("w:comment"));
    let mut reader = Reader {
        container,
        limits,
        styles,
        numbering,
        relations: relations.clone(),
        fields: Vec::new(),
        pictures: Vec::new(),
        picture_parts: HashMap::new(),
        notes: Vec::new(),
        converted: BTreeMap::new(),
        losses: Losses::default(),
    };
    reader.losses.add_some(Loss::Comment, comments);
    reader.count_headers()?;
    let blocks = reader.blocks(body, Origin::Text)?;
    let notes = reader.read_notes()?;
    Ok(Found {
        blocks,
        notes,
        pictures: reader.pictures,
        converted: reader.converted.into_iter().collect(),
        losses: reader.losses,
    })
}

impl Reader<'_, '_> {
    /// Text above and below pages is left out; page numbers alone are not worth a word.
    fn count_headers(&mut self) -> Result<(), Unreadable> {
        let mut parts: Vec<String> = ["header", "footer"]
            .iter()
            .flat_map(|kind| self.relations.all_of_type(kind))
            .map(|relation| relation.target.clone())
            .collect();
        parts.sort();
        for part in parts {
            let Some(node) = self.container.xml(&part)? else { continue };
            let words = fold(&words_of(&node));
            let said = words.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            if !matches!(said.as_str(), "" | "trang" | "page") {
                self.losses.add(Loss::HeaderOrFooter);
            }
        }
        Ok(())
    }

    fn read_notes(&mut self) -> Result<Vec<Vec<Block>>, Unreadable> {
        let mut texts = Vec::new();
        let mut parts: HashMap<NoteKind, Option<(Node, Rc<Relations>)>> = HashMap::new();
        let mut at = 0;
        // A note may have notes: the list grows while it is read.
        while let Some((kind, id)) = self.notes.get(at).cloned() {
            at += 1;
            if let std::collections::hash_map::Entry::Vacant(vacant) = parts.entry(kind) {
                vacant.insert(note_part(self.container, &self.relations, kind)?);
            }
            let Some(Some((node, relations))) = parts.get(&kind) else {
                texts.push(Vec::new());
                continue;
            };
            let note = node.children.iter().find(|note| note.attribute("id") == Some(&id));
            let outer = std::mem::replace(&mut self.relations, relations.clone());
            let blocks = note.map(|note| self.blocks(note, Origin::Box)).transpose();
            self.relations = outer;
            self.fields.clear();
            texts.push(blocks?.unwrap_or_default());
        }
        Ok(texts)
    }

    /// The blocks that stand in an element.
    fn blocks(&mut self, node: &Node, origin: Origin) -> Result<Vec<Block>, Unreadable> {
        let mut blocks = Vec::new();
        let mut carried = Vec::new();
        self.blocks_into(node, origin, &mut blocks, &mut carried)?;
        if !carried.is_empty() {
            let (paragraph, _) = self.finished(carried, None, origin);
            blocks.push(Block::Paragraph(paragraph));
        }
        Ok(blocks)
    }

    /// `carried` is the beginning of a paragraph whose end was deleted, to go on with the next one.
    fn blocks_into(
        &mut self,
        node: &Node,
        origin: Origin,
        blocks: &mut Vec<Block>,
        carried: &mut Vec<Piece>,
    ) -> Result<(), Unreadable> {
        for node in &node.children {
            match node.name {
                "w:p" => self.paragraph_into(node, origin, blocks, carried)?,
                "w:tbl" => {
                    let table = self.table(node)?;
                    blocks.push(Block::Table(table));
                }
                "w:sdt" => {
                    if let Some(content) = self.sdt_content(node) {
                        self.blocks_into(content, origin, blocks, carried)?;
                    }
                }
                "w:del" | "w:moveFrom" => self.count_deleted(node),
                "w:altChunk" => self.losses.add(Loss::EmbeddedFile),
                "mc:AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.blocks_into(chosen, origin, blocks, carried)?;
                    }
                }
                "" | "w:customXml" | "w:smartTag" | "w:ins" | "w:moveTo" => {
                    self.blocks_into(node, origin, blocks, carried)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn paragraph_into(
        &mut self,
        node: &Node,
        origin: Origin,
        blocks: &mut Vec<Block>,
        carried: &mut Vec<Piece>,
    ) -> Result<(), Unreadable> {
        let mut line = paragraph::Line { pieces: std::mem::take(carried), boxes: Vec::new() };
        let look = self.paragraph_look(node);
        self.inlines(node, &look.run, None, &mut line)?;
        match paragraph::ending(node) {
            Ending::Joined => *carried = line.pieces,
            Ending::Own => {
                let (paragraph, _) = self.finished(line.pieces, Some((node, look)), origin);
                if paragraph.part == Part::Contents {
                    self.losses.add_once(Loss::Contents);
                } else {
                    blocks.push(Block::Paragraph(paragraph));
                }
            }
        }
        blocks.append(&mut line.boxes);
        Ok(())
    }

    /// What stands in a content control, unless it only says what should stand there.
    fn sdt_content<'n>(&mut self, node: &'n Node) -> Option<&'n Node> {
        let properties = node.child("w:sdtPr");
        if properties.is_some_and(|node| node.is_on("w:showingPlcHdr")) {
            self.losses.add(Loss::FormField);
            return None;
        }
        let gallery = properties
            .and_then(|node| node.child("w:docPartObj"))
            .and_then(|node| node.value("w:docPartGallery"));
        if gallery == Some("Table of Contents") {
            self.losses.add_once(Loss::Contents);
            return None;
        }
        node.child("w:sdtContent")
    }

    fn count_deleted(&mut self, node: &Node) {
        let deleted = node.count("w:delText") + node.count("w:t");
        self.losses.add_some(Loss::DeletedText, deleted.min(1));
    }
}

fn note_part(
    container: &mut Container<'_>,
    relations: &Relations,
    kind: NoteKind,
) -> Result<Option<(Node, Rc<Relations>)>, Unreadable> {
    let name = match kind {
        NoteKind::Footnote => "footnotes",
        NoteKind::Endnote => "endnotes",
    };
    let Some(part) = relations.of_type(name).map(|relation| relation.target.clone()) else {
        return Ok(None);
    };
    let relations = Rc::new(container.relations_of(&part)?);
    Ok(container.xml(&part)?.map(|node| (node, relations)))
}

/// Of several ways to say the same thing, the first that says anything we read.
fn chosen(node: &Node) -> Option<&Node> {
    let choices = node.children.iter().filter(|node| node.name == "mc:Choice");
    let fallbacks = node.children.iter().filter(|node| node.name == "mc:Fallback");
    choices.chain(fallbacks).find(|node| !node.children.is_empty())
}

/// The characters of a part, whatever they are in.
fn words_of(node: &Node) -> String {
    let mut words = if node.name == "w:t" { node.text.clone() } else { String::new() };
    for node in &node.children {
        words.push_str(&words_of(node));
    }
    words
}
