//! What hangs on a run: pictures, text boxes, charts, embedded files.

use super::paragraph::{Line, Piece};
use super::{Reader, chosen};
use crate::loss::Loss;
use crate::model::{Alt, Inline, Origin};
use crate::picture::{MediaType, Picture, description};
use crate::unreadable::Unreadable;
use crate::xml::Node;

impl Reader<'_, '_> {
    /// Reads `w:drawing`, `w:pict` or `w:object`.
    pub(super) fn drawing(&mut self, node: &Node, line: &mut Line) -> Result<(), Unreadable> {
        self.drawn(node, &Alt::Words(String::new()), line)
    }

    fn drawn(&mut self, node: &Node, alt: &Alt, line: &mut Line) -> Result<(), Unreadable> {
        let own = node
            .child("wp:docPr")
            .or_else(|| node.child("pic:nvPicPr")?.child("pic:cNvPr"))
            .map(described);
        let shape = || node.attribute("alt").map(|alt| Alt::Words(description(alt)));
        let alt = own.or_else(shape).filter(says_something).unwrap_or_else(|| alt.clone());
        for node in &node.children {
            match node.name {
                "w:txbxContent" => {
                    let mut blocks = self.blocks(node, Origin::Box)?;
                    line.boxes.append(&mut blocks);
                }
                "pic:blipFill" => {
                    if node.child("a:srcRect").is_some_and(is_cropped) {
                        self.losses.add(Loss::CroppedPicture);
                    }
                    self.drawn(node, &alt, line)?;
                }
                "a:blip" => {
                    self.picture(node.attribute("r:embed"), node.attribute("r:link"), &alt, line)?;
                }
                "v:imagedata" => {
                    let embedded = node.attribute("r:id").or_else(|| node.attribute("id"));
                    self.picture(embedded, None, &alt, line)?;
                }
                "c:chart" => self.losses.add(Loss::Chart),
                "dgm:relIds" => self.losses.add(Loss::Drawing),
                "o:OLEObject" => self.losses.add(Loss::EmbeddedFile),
                "mc:AlternateContent" => {
                    if let Some(chosen) = chosen(node) {
                        self.drawn(chosen, &alt, line)?;
                    }
                }
                // Where a shape may lead when it is pressed, and what it looks like.
                "wp:docPr" | "pic:nvPicPr" | "a:extLst" | "pic:spPr" | "v:shapetype" => {}
                _ => self.drawn(node, &alt, line)?,
            }
        }
        Ok(())
    }

    fn picture(
        &mut self,
        embedded: Option<&str>,
        linked: Option<&str>,
        alt: &Alt,
        line: &mut Line,
    ) -> Result<(), Unreadable> {
        let Some(relation) = embedded.or(linked).and_then(|id| self.relations.find(id)).cloned()
        else {
            self.losses.add(Loss::UnusablePicture);
            return Ok(());
        };
        if relation.outside {
            // Fetching it would tell somebody who reads what, and when.
            self.losses.add(Loss::LinkedPicture);
            return Ok(());
        }
        let known = match self.picture_parts.get(&relation.target) {
            Some(known) => *known,
            None => {
                let taken = self.take_picture(&relation.target)?;
                self.picture_parts.insert(relation.target.clone(), taken);
                taken
            }
        };
        if let Some(index) = known {
            line.pieces.push(Piece::Other(Inline::Picture { index, alt: alt.clone() }));
        }
        Ok(())
    }

    fn take_picture(&mut self, part: &str) -> Result<Option<usize>, Unreadable> {
        if self.pictures.len() >= self.limits.pictures {
            self.losses.add(Loss::TooManyPictures);
            return Ok(None);
        }
        let bytes = self.container.bytes(part, self.limits.picture_bytes)?;
        let picture = bytes.and_then(|bytes| {
            MediaType::of(&bytes).map(|media_type| Picture { media_type, bytes })
        });
        let Some(picture) = picture else {
            self.losses.add(Loss::UnusablePicture);
            return Ok(None);
        };
        self.pictures.push(picture);
        Ok(Some(self.pictures.len() - 1))
    }
}

fn says_something(alt: &Alt) -> bool {
    *alt != Alt::Words(String::new())
}

fn described(node: &Node) -> Alt {
    let is_decorative = node
        .find("adec:decorative")
        .is_some_and(|node| matches!(node.attribute("val"), Some("1" | "true")));
    if is_decorative {
        return Alt::Decorative;
    }
    let words = node.attribute("descr").map(description).filter(|words| !words.is_empty());
    Alt::Words(words.or_else(|| node.attribute("title").map(description)).unwrap_or_default())
}

fn is_cropped(node: &Node) -> bool {
    ["l", "t", "r", "b"].iter().any(|side| {
        let cut =
            node.attribute(side).and_then(|cut| cut.trim_end_matches('%').parse::<i64>().ok());
        cut.is_some_and(|cut| cut > 0)
    })
}
