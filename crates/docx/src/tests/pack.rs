//! Word files made for the tests, part by part.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::{Imported, Limits, Loss, read};

const SPACES: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
    xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\" \
    xmlns:wps=\"http://schemas.microsoft.com/office/word/2010/wordprocessingShape\" \
    xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" \
    xmlns:adec=\"http://schemas.microsoft.com/office/drawing/2017/decorative\" \
    xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" \
    xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\"";

/// The smallest picture.
pub(super) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0";

/// A Word file in the making.
pub(super) struct Pack {
    parts: Vec<(String, Vec<u8>)>,
    relations: String,
    main_type: &'static str,
}

impl Pack {
    /// With this in its body.
    pub fn of(body: &str) -> Self {
        let document = format!("<w:document {SPACES}><w:body>{body}</w:body></w:document>");
        Self {
            parts: vec![("word/document.xml".to_owned(), document.into_bytes())],
            relations: String::new(),
            main_type: "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        }
    }

    /// With these bytes as its main part.
    pub fn replace_main(mut self, bytes: &[u8]) -> Self {
        self.parts[0].1 = bytes.to_vec();
        self
    }

    pub fn typed(mut self, main_type: &'static str) -> Self {
        self.main_type = main_type;
        self
    }

    /// With one more part, which the body points to by `id`.
    pub fn part(mut self, id: &str, kind: &str, name: &str, bytes: &[u8]) -> Self {
        self.relations.push_str(&format!(
            "<Relationship Id=\"{id}\" Type=\"http://x/relationships/{kind}\" Target=\"{name}\"/>"
        ));
        self.parts.push((format!("word/{name}"), bytes.to_vec()));
        self
    }

    /// With one more part of markup, whose root is `w:kind`.
    pub fn markup(self, kind: &str, root: &str, inside: &str) -> Self {
        let text = format!("<w:{root} {SPACES}>{inside}</w:{root}>");
        let name = format!("{kind}.xml");
        self.part(&format!("of_{kind}"), kind, &name, text.as_bytes())
    }

    pub fn outside(mut self, id: &str, kind: &str, target: &str) -> Self {
        self.relations.push_str(&format!(
            "<Relationship Id=\"{id}\" Type=\"http://x/relationships/{kind}\" Target=\"{target}\" \
             TargetMode=\"External\"/>"
        ));
        self
    }

    pub fn raw(mut self, name: &str, bytes: &[u8]) -> Self {
        self.parts.push((name.to_owned(), bytes.to_vec()));
        self
    }

    pub fn bytes(self) -> Vec<u8> {
        let types = format!(
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
             <Override PartName=\"/word/document.xml\" ContentType=\"{}\"/></Types>",
            self.main_type
        );
        let space = "http://schemas.openxmlformats.org/package/2006/relationships";
        let top = format!(
            "<Relationships xmlns=\"{space}\"><Relationship Id=\"m\" \
             Type=\"http://x/relationships/officeDocument\" Target=\"word/document.xml\"/>\
             </Relationships>"
        );
        let relations =
            format!("<Relationships xmlns=\"{space}\">{}</Relationships>", self.relations);
        let fixed = [
            ("[Content_Types].xml".to_owned(), types.into_bytes()),
            ("_rels/.rels".to_owned(), top.into_bytes()),
            ("word/_rels/document.xml.rels".to_owned(), relations.into_bytes()),
        ];
        zipped(fixed.into_iter().chain(self.parts))
    }

    pub fn read(self) -> Imported {
        read(&self.bytes(), &Limits::default()).unwrap()
    }
}

pub(super) fn zipped(parts: impl IntoIterator<Item = (String, Vec<u8>)>) -> Vec<u8> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        archive.write_all(&bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A paragraph with this in `w:pPr` and this text.
pub(super) fn p(properties: &str, text: &str) -> String {
    format!("<w:p><w:pPr>{properties}</w:pPr>{}</w:p>", r("", text))
}

/// A run with this in `w:rPr` and this text.
pub(super) fn r(properties: &str, text: &str) -> String {
    format!("<w:r><w:rPr>{properties}</w:rPr><w:t xml:space=\"preserve\">{text}</w:t></w:r>")
}

/// A bold centred paragraph, as officers make headings.
pub(super) fn bold_centred(text: &str) -> String {
    format!("<w:p><w:pPr><w:jc w:val=\"center\"/></w:pPr>{}</w:p>", r("<w:b/>", text))
}

pub(super) fn tc(properties: &str, blocks: &str) -> String {
    format!("<w:tc><w:tcPr>{properties}</w:tcPr>{blocks}</w:tc>")
}

/// Checks the markup of a body, lines joined.
pub(super) fn check(body: &str, expected: &str) {
    assert_eq!(Pack::of(body).read().html.replace('\n', ""), expected);
}

pub(super) fn lost(found: &Imported, loss: Loss) -> usize {
    found.dropped.iter().find(|dropped| dropped.loss == loss).map_or(0, |dropped| dropped.count)
}
