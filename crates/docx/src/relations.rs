//! What a part points to: other parts, and addresses outside.

use std::collections::HashMap;

use crate::xml::Node;

/// One thing a part points to.
#[derive(Clone, Debug)]
pub(crate) struct Relation {
    kind: String,
    /// The name of a part, or an address outside.
    pub target: String,
    /// Whether it lies outside.
    pub outside: bool,
}

/// Everything a part points to, by number.
#[derive(Clone, Debug, Default)]
pub(crate) struct Relations(HashMap<String, Relation>);

impl Relations {
    pub fn read(node: &Node, folder: &str) -> Self {
        Self(
            node.children
                .iter()
                .filter(|node| node.name == "rel:Relationship")
                .filter_map(|node| {
                    let target = node.attribute("Target")?;
                    let outside = node.attribute("TargetMode") == Some("External");
                    let kind = node.attribute("Type")?.rsplit('/').next()?.to_owned();
                    let target = if outside { target.to_owned() } else { resolved(folder, target) };
                    Some((node.attribute("Id")?.to_owned(), Relation { kind, target, outside }))
                })
                .collect(),
        )
    }

    pub fn find(&self, id: &str) -> Option<&Relation> {
        self.0.get(id)
    }

    /// The part of a type, told by the last word of its address: Word has two dialects.
    pub fn of_type(&self, kind: &str) -> Option<&Relation> {
        self.all_of_type(kind).next()
    }

    pub fn all_of_type(&self, kind: &str) -> impl Iterator<Item = &Relation> {
        self.0.values().filter(move |relation| !relation.outside && relation.kind == kind)
    }
}

/// A name relative to a folder, as a name in the archive.
fn resolved(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = if target.starts_with('/') {
        Vec::new()
    } else {
        folder.split('/').filter(|step| !step.is_empty()).collect()
    };
    for step in target.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop();
            }
            step => steps.push(step),
        }
    }
    steps.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_resolved_within_the_archive() {
        assert_eq!(resolved("word", "media/image1.png"), "word/media/image1.png");
        assert_eq!(resolved("word", "/word/styles.xml"), "word/styles.xml");
        assert_eq!(resolved("word", "../customXml/item1.xml"), "customXml/item1.xml");
        assert_eq!(resolved("", "../../../etc/passwd"), "etc/passwd");
    }
}
