//! Markup read into a small tree that knows only the names the reader asks for.

use quick_xml::XmlVersion;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{Namespace, NamespaceResolver, ResolveResult};
use quick_xml::reader::NsReader;

use crate::limits::Limits;
use crate::unreadable::{Limit, Unreadable};

/// An element. Names carry the usual prefix of their namespace, whatever the file calls it.
#[derive(Debug)]
pub(crate) struct Node {
    /// One of `NAMES`, or empty for everything else.
    pub name: &'static str,
    attributes: Vec<(&'static str, String)>,
    pub children: Vec<Node>,
    /// The characters that stand directly in it.
    pub text: String,
}

/// The elements the reader asks for, in order.
const NAMES: &[&str] = &[
    "a:blip",
    "a:ext",
    "a:extLst",
    "a:graphic",
    "a:graphicData",
    "a:hlinkClick",
    "a:srcRect",
    "adec:decorative",
    "c:chart",
    "ct:Default",
    "ct:Override",
    "ct:Types",
    "dgm:relIds",
    "m:oMath",
    "m:oMathPara",
    "m:r",
    "m:t",
    "mc:AlternateContent",
    "mc:Choice",
    "mc:Fallback",
    "o:OLEObject",
    "pic:blipFill",
    "pic:cNvPr",
    "pic:nvPicPr",
    "pic:pic",
    "pic:spPr",
    "rel:Relationship",
    "rel:Relationships",
    "svg:svgBlip",
    "v:group",
    "v:imagedata",
    "v:line",
    "v:oval",
    "v:rect",
    "v:roundrect",
    "v:shape",
    "v:shapetype",
    "v:textbox",
    "w:abstractNum",
    "w:abstractNumId",
    "w:altChunk",
    "w:b",
    "w:bCs",
    "w:basedOn",
    "w:bdo",
    "w:body",
    "w:bottom",
    "w:br",
    "w:caps",
    "w:comment",
    "w:commentReference",
    "w:comments",
    "w:control",
    "w:cr",
    "w:customXml",
    "w:del",
    "w:delInstrText",
    "w:delText",
    "w:dir",
    "w:docDefaults",
    "w:docPartGallery",
    "w:docPartObj",
    "w:document",
    "w:drawing",
    "w:dstrike",
    "w:end",
    "w:endnote",
    "w:endnoteRef",
    "w:endnoteReference",
    "w:endnotes",
    "w:ffData",
    "w:fldChar",
    "w:fldSimple",
    "w:footnote",
    "w:footnoteRef",
    "w:footnoteReference",
    "w:footnotes",
    "w:framePr",
    "w:ftr",
    "w:gridAfter",
    "w:gridBefore",
    "w:gridCol",
    "w:gridSpan",
    "w:hMerge",
    "w:hdr",
    "w:hyperlink",
    "w:i",
    "w:ilvl",
    "w:ins",
    "w:insideH",
    "w:insideV",
    "w:instrText",
    "w:isLgl",
    "w:jc",
    "w:lastRenderedPageBreak",
    "w:left",
    "w:link",
    "w:lvl",
    "w:lvlOverride",
    "w:lvlRestart",
    "w:lvlText",
    "w:moveFrom",
    "w:moveTo",
    "w:name",
    "w:noBreakHyphen",
    "w:num",
    "w:numFmt",
    "w:numId",
    "w:numPr",
    "w:numStyleLink",
    "w:numbering",
    "w:object",
    "w:outlineLvl",
    "w:p",
    "w:pPr",
    "w:pPrDefault",
    "w:pStyle",
    "w:pgNum",
    "w:pict",
    "w:ptab",
    "w:r",
    "w:rFonts",
    "w:rPr",
    "w:rPrDefault",
    "w:rStyle",
    "w:right",
    "w:rt",
    "w:ruby",
    "w:rubyBase",
    "w:sdt",
    "w:sdtContent",
    "w:sdtPr",
    "w:sectPr",
    "w:shd",
    "w:showingPlcHdr",
    "w:smartTag",
    "w:softHyphen",
    "w:specVanish",
    "w:start",
    "w:startOverride",
    "w:strike",
    "w:style",
    "w:styleLink",
    "w:styles",
    "w:suff",
    "w:sym",
    "w:t",
    "w:tab",
    "w:tbl",
    "w:tblBorders",
    "w:tblGrid",
    "w:tblHeader",
    "w:tblPr",
    "w:tblStyle",
    "w:tc",
    "w:tcBorders",
    "w:tcPr",
    "w:top",
    "w:tr",
    "w:trPr",
    "w:txbxContent",
    "w:u",
    "w:vMerge",
    "w:vanish",
    "w:vertAlign",
    "w:webHidden",
    "wp:anchor",
    "wp:docPr",
    "wp:inline",
    "wpc:wpc",
    "wpg:grpSp",
    "wpg:wgp",
    "wps:txbx",
    "wps:wsp",
];

/// The attributes the reader asks for, in order. Only those that name relations keep a prefix.
const ATTRIBUTES: &[&str] = &[
    "ContentType",
    "Extension",
    "Id",
    "PartName",
    "Requires",
    "Target",
    "TargetMode",
    "Type",
    "abstractNumId",
    "alt",
    "anchor",
    "ascii",
    "asciiTheme",
    "b",
    "char",
    "cs",
    "customMarkFollows",
    "default",
    "descr",
    "dropCap",
    "fill",
    "fldCharType",
    "font",
    "hAnsi",
    "hAnsiTheme",
    "id",
    "ilvl",
    "instr",
    "l",
    "name",
    "numId",
    "r",
    "start",
    "styleId",
    "t",
    "title",
    "tooltip",
    "type",
    "uri",
    "val",
    "r:embed",
    "r:id",
    "r:link",
];

impl Node {
    fn new(name: &'static str) -> Self {
        Self { name, attributes: Vec::new(), children: Vec::new(), text: String::new() }
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| *known == name).map(|(_, value)| value.as_str())
    }

    /// The first child of a name.
    pub fn child(&self, name: &str) -> Option<&Node> {
        self.children.iter().find(|node| node.name == name)
    }

    /// The `w:val` of the first child of a name.
    pub fn value(&self, name: &str) -> Option<&str> {
        self.child(name)?.attribute("val")
    }

    /// A property that is on when it is there, unless it says it is off.
    pub fn toggle(&self, name: &str) -> Option<Toggle> {
        let node = self.child(name)?;
        Some(match node.attribute("val") {
            Some("0" | "false" | "off" | "none") => Toggle::Off,
            _ => Toggle::On,
        })
    }

    /// Whether such a property is on.
    pub fn is_on(&self, name: &str) -> bool {
        self.toggle(name) == Some(Toggle::On)
    }

    /// The first element of a name anywhere inside.
    pub fn find(&self, name: &str) -> Option<&Node> {
        self.children.iter().find_map(
            |node| {
                if node.name == name { Some(node) } else { node.find(name) }
            },
        )
    }

    /// How many elements of a name there are inside.
    pub fn count(&self, name: &str) -> usize {
        self.children.iter().map(|node| usize::from(node.name == name) + node.count(name)).sum()
    }

    fn is_nothing(&self) -> bool {
        self.name.is_empty() && self.children.is_empty()
    }
}

/// Whether a property is on or off; unsaid is a third.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Toggle {
    On,
    Off,
}

/// Reads a part of markup.
pub(crate) fn parse(bytes: &[u8], limits: &Limits) -> Result<Node, Unreadable> {
    let text = characters(bytes)?;
    let mut reader = NsReader::from_str(&text);
    let mut open: Vec<Node> = vec![Node::new("")];
    let mut elements = 0;
    loop {
        let event = reader.read_event().map_err(|_| Unreadable::Damaged)?;
        match event {
            Event::Start(start) => {
                elements += 1;
                if elements > limits.elements || open.len() > limits.depth {
                    return Err(Unreadable::TooLarge(Limit::Elements));
                }
                open.push(element(reader.resolver(), &start)?);
            }
            Event::Empty(start) => {
                elements += 1;
                if elements > limits.elements {
                    return Err(Unreadable::TooLarge(Limit::Elements));
                }
                let node = element(reader.resolver(), &start)?;
                close(&mut open, node);
            }
            Event::End(_) => {
                let node = open.pop().ok_or(Unreadable::Damaged)?;
                if open.is_empty() {
                    return Err(Unreadable::Damaged);
                }
                close(&mut open, node);
            }
            Event::Text(characters) => say(&mut open, &characters.xml10_content()),
            Event::CData(characters) => say(&mut open, &characters.xml10_content()),
            Event::GeneralRef(reference) => {
                let letter = reference.resolve_char_ref().map_err(|_| Unreadable::Damaged)?;
                match letter {
                    Some(letter) => say(&mut open, letter.encode_utf8(&mut [0; 4])),
                    // Only the five entities every reader knows: others need a declaration.
                    None => say(
                        &mut open,
                        resolve_predefined_entity(&reference).ok_or(Unreadable::Harmful)?,
                    ),
                }
            }
            // Word writes none; entities, their expansion and foreign files come from here.
            Event::DocType(_) => return Err(Unreadable::Harmful),
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::Eof => break,
        }
    }
    let mut root = open.pop().ok_or(Unreadable::Damaged)?;
    if !open.is_empty() {
        return Err(Unreadable::Damaged);
    }
    root.children.pop().ok_or(Unreadable::Damaged)
}

fn say(open: &mut [Node], characters: &str) {
    if let Some(node) = open.last_mut().filter(|node| !node.name.is_empty()) {
        node.text.push_str(characters);
    }
}

fn close(open: &mut [Node], node: Node) {
    if let Some(parent) = open.last_mut().filter(|_| !node.is_nothing()) {
        parent.children.push(node);
    }
}

fn element(resolver: &NamespaceResolver, start: &BytesStart<'_>) -> Result<Node, Unreadable> {
    let (namespace, local) = resolver.resolve_element(start.name());
    let mut node = Node::new(known(NAMES, prefix(&namespace), local.as_ref()));
    if node.name.is_empty() {
        return Ok(node);
    }
    for attribute in start.attributes().with_checks(false) {
        let attribute = attribute.map_err(|_| Unreadable::Damaged)?;
        let (namespace, local) = resolver.resolve_attribute(attribute.key);
        let prefix = if prefix(&namespace) == "r" { "r" } else { "" };
        let key = known(ATTRIBUTES, prefix, local.as_ref());
        if !key.is_empty() {
            let value = attribute
                .normalized_value(XmlVersion::Implicit1_0)
                .map_err(|_| Unreadable::Damaged)?;
            node.attributes.push((key, value.into_owned()));
        }
    }
    Ok(node)
}

/// The usual prefix of a namespace, in either of Word's two dialects.
fn prefix(namespace: &ResolveResult<'_>) -> &'static str {
    let ResolveResult::Bound(Namespace(address)) = namespace else { return "" };
    let (_, tail) = address.split_once("://").unwrap_or(("", address));
    match tail {
        "schemas.openxmlformats.org/package/2006/content-types" => "ct",
        "schemas.openxmlformats.org/package/2006/relationships" => "rel",
        "schemas.openxmlformats.org/officeDocument/2006/relationships"
        | "purl.oclc.org/ooxml/officeDocument/relationships" => "r",
        "schemas.openxmlformats.org/wordprocessingml/2006/main"
        | "purl.oclc.org/ooxml/wordprocessingml/main" => "w",
        "schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
        | "purl.oclc.org/ooxml/drawingml/wordprocessingDrawing" => "wp",
        "schemas.openxmlformats.org/drawingml/2006/main" | "purl.oclc.org/ooxml/drawingml/main" => {
            "a"
        }
        "schemas.openxmlformats.org/drawingml/2006/picture"
        | "purl.oclc.org/ooxml/drawingml/picture" => "pic",
        "schemas.openxmlformats.org/drawingml/2006/chart"
        | "purl.oclc.org/ooxml/drawingml/chart" => "c",
        "schemas.openxmlformats.org/drawingml/2006/diagram"
        | "purl.oclc.org/ooxml/drawingml/diagram" => "dgm",
        "schemas.openxmlformats.org/officeDocument/2006/math"
        | "purl.oclc.org/ooxml/officeDocument/math" => "m",
        "schemas.openxmlformats.org/markup-compatibility/2006" => "mc",
        "schemas.microsoft.com/office/word/2010/wordprocessingShape" => "wps",
        "schemas.microsoft.com/office/word/2010/wordprocessingGroup" => "wpg",
        "schemas.microsoft.com/office/word/2010/wordprocessingCanvas" => "wpc",
        "schemas.microsoft.com/office/drawing/2017/decorative" => "adec",
        "schemas.microsoft.com/office/drawing/2016/SVG/main" => "svg",
        // The old drawing language has addresses that are no addresses.
        _ => match *address {
            "urn:schemas-microsoft-com:vml" => "v",
            "urn:schemas-microsoft-com:office:office" => "o",
            _ => "",
        },
    }
}

fn known(names: &[&'static str], prefix: &str, local: &str) -> &'static str {
    let found = names.binary_search_by(|name| {
        let (name_prefix, name_local) = name.split_once(':').unwrap_or(("", name));
        name_prefix.cmp(prefix).then_with(|| name_local.cmp(local))
    });
    found.ok().and_then(|at| names.get(at).copied()).unwrap_or("")
}

/// The characters of a part: UTF-8, or UTF-16 when it begins with the mark of that.
pub(crate) fn characters(bytes: &[u8]) -> Result<String, Unreadable> {
    let units = |bytes: &[u8], read: fn([u8; 2]) -> u16| {
        let pairs = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok());
        String::from_utf16(&pairs.map(read).collect::<Vec<u16>>()).map_err(|_| Unreadable::Damaged)
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => units(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => units(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] | rest => {
            str::from_utf8(rest).map(str::to_owned).map_err(|_| Unreadable::Damaged)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_of_names_are_in_order() {
        let key = |name: &&'static str| {
            let (prefix, local) = name.split_once(':').unwrap_or(("", name));
            (prefix.to_owned(), local.to_owned())
        };
        assert!(NAMES.is_sorted_by_key(key));
        assert!(ATTRIBUTES.is_sorted_by_key(key));
    }
}
