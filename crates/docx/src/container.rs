//! The archive an office file is: judged before it is opened, read part by part within limits.

use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use crate::limits::Limits;
use crate::relations::Relations;
use crate::unreadable::{Limit, Unreadable};
use crate::xml::{self, Node};

/// A part this small may be packed as tightly as it likes: little can come of it.
const RATIO_FREE_BYTES: u64 = 1 << 20;

/// An opened office file.
pub(crate) struct Container<'b> {
    archive: ZipArchive<Cursor<&'b [u8]>>,
    /// Entry numbers by name in lower case, without a leading stroke.
    names: HashMap<String, usize>,
    limits: Limits,
    unpacked: usize,
    main: String,
}

impl<'b> Container<'b> {
    /// Opens a Word file and finds its main part.
    pub fn open(bytes: &'b [u8], limits: &Limits) -> Result<Self, Unreadable> {
        let mut container = Self::of_any_office(bytes, limits)?;
        container.find_main()?;
        Ok(container)
    }

    /// Judges the bytes and opens the archive, whichever office program wrote it.
    pub fn of_any_office(bytes: &'b [u8], limits: &Limits) -> Result<Self, Unreadable> {
        if bytes.is_empty() {
            return Err(Unreadable::Empty);
        }
        if bytes.len() > limits.file_bytes {
            return Err(Unreadable::TooLarge(Limit::File));
        }
        judge(bytes)?;
        let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(unreadable)?;
        if archive.len() > limits.entries {
            return Err(Unreadable::TooLarge(Limit::Entries));
        }
        let mut names = HashMap::with_capacity(archive.len());
        for number in 0..archive.len() {
            let entry = archive.by_index_raw(number).map_err(unreadable)?;
            let name = String::from_utf8_lossy(entry.name_raw()).replace('\\', "/");
            let name = name.trim_start_matches('/').to_lowercase();
            // The first of two parts of one name is the one Word shows.
            names.entry(name).or_insert(number);
        }
        Ok(Self { archive, names, limits: *limits, unpacked: 0, main: String::new() })
    }

    fn find_main(&mut self) -> Result<(), Unreadable> {
        if self.names.contains_key("mimetype") || self.names.contains_key("meta-inf/manifest.xml") {
            return Err(Unreadable::OpenDocument);
        }
        if self.names.keys().any(|name| name.ends_with("vbaproject.bin")) {
            return Err(Unreadable::Macros);
        }
        if !self.names.contains_key("[content_types].xml") {
            let word = self.names.keys().any(|name| name.starts_with("word/"));
            return Err(if word { Unreadable::Damaged } else { Unreadable::NotWord });
        }
        let types = self.xml("[content_types].xml")?.ok_or(Unreadable::Damaged)?;
        let declared = |part: &str| {
            types.children.iter().find_map(|node| {
                let name = node.attribute("PartName")?.trim_start_matches('/');
                name.eq_ignore_ascii_case(part).then(|| node.attribute("ContentType"))?
            })
        };
        let main = self
            .relations_of("")?
            .of_type("officeDocument")
            .map(|relation| relation.target.clone())
            .unwrap_or_else(|| "word/document.xml".to_owned());
        if let Some(kind) = declared(&main) {
            if kind.contains("macroEnabled") {
                return Err(Unreadable::Macros);
            }
            if !kind.contains("wordprocessingml") {
                return Err(Unreadable::OtherOffice);
            }
        }
        if !self.names.contains_key(&main.to_lowercase()) {
            let other = ["xl/workbook.xml", "ppt/presentation.xml", "visio/document.xml"];
            let is_other = other.iter().any(|name| self.names.contains_key(*name));
            return Err(if is_other { Unreadable::OtherOffice } else { Unreadable::Damaged });
        }
        self.main = main;
        Ok(())
    }

    /// Whether there is a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.names.contains_key(&name.to_lowercase())
    }

    /// How much is read.
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The bytes of a part of markup, if there is one of that name.
    pub fn markup(&mut self, name: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        if !self.has(name) {
            return Ok(None);
        }
        let bytes = self.bytes(name, self.limits.text_part_bytes)?;
        bytes.map(Some).ok_or(Unreadable::TooLarge(Limit::Unpacked))
    }

    /// The name of the main part of a Word file.
    pub fn main(&self) -> &str {
        &self.main
    }

    /// The bytes of a part, if there is one of that name that is no larger than `bytes_max`.
    pub fn bytes(&mut self, name: &str, bytes_max: usize) -> Result<Option<Vec<u8>>, Unreadable> {
        let Some(number) = self.names.get(&name.to_lowercase()).copied() else { return Ok(None) };
        let entry = self.archive.by_index(number).map_err(unreadable)?;
        let (packed, declared) = (entry.compressed_size(), entry.size());
        let ratio = self.limits.ratio as u64;
        if declared > RATIO_FREE_BYTES && declared / packed.max(1) > ratio {
            return Err(Unreadable::Harmful);
        }
        let left = self.limits.unpacked_bytes.saturating_sub(self.unpacked);
        let most = bytes_max.min(left);
        // What an entry declares is a claim: only what comes out of it counts.
        let mut bytes = Vec::with_capacity((declared as usize).min(most).min(1 << 22));
        let mut limited = entry.take(most as u64 + 1);
        limited.read_to_end(&mut bytes).map_err(|_| Unreadable::Damaged)?;
        self.unpacked += bytes.len();
        let came = bytes.len() as u64;
        if came > RATIO_FREE_BYTES && came / packed.max(1) > ratio {
            return Err(Unreadable::Harmful);
        }
        if bytes.len() > most {
            return if most == left {
                Err(Unreadable::TooLarge(Limit::Unpacked))
            } else {
                Ok(None)
            };
        }
        Ok(Some(bytes))
    }

    /// A part of markup, if there is one of that name.
    pub fn xml(&mut self, name: &str) -> Result<Option<Node>, Unreadable> {
        let Some(bytes) = self.markup(name)? else { return Ok(None) };
        xml::parse(&bytes, &self.limits).map(Some)
    }

    /// What a part points to; the whole file when it has no name.
    pub fn relations_of(&mut self, part: &str) -> Result<Relations, Unreadable> {
        let (folder, name) = part.rsplit_once('/').unwrap_or(("", part));
        let separator = if folder.is_empty() { "" } else { "/" };
        let at = format!("{folder}{separator}_rels/{name}.rels");
        Ok(self.xml(&at)?.map(|node| Relations::read(&node, folder)).unwrap_or_default())
    }
}

/// Tells by their first bytes the files people take for Word files.
fn judge(bytes: &[u8]) -> Result<(), Unreadable> {
    let head = bytes.get(..bytes.len().min(1024)).unwrap_or_default();
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Ok(());
    }
    Err(if head.starts_with(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]) {
        // The directory of the old container names its streams in UTF-16.
        if has_stream(bytes, "EncryptedPackage") {
            Unreadable::Locked
        } else if has_stream(bytes, "WordDocument") {
            Unreadable::OldWord
        } else {
            Unreadable::OtherOffice
        }
    } else if head.starts_with(b"{\\rtf") {
        Unreadable::RichText
    } else if head.windows(5).any(|window| window == b"%PDF-") {
        Unreadable::Pdf
    } else {
        Unreadable::NotWord
    })
}

fn has_stream(bytes: &[u8], name: &str) -> bool {
    let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    bytes.windows(name.len()).any(|window| window == name)
}

fn unreadable(error: ZipError) -> Unreadable {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
            Unreadable::Locked
        }
        _ => Unreadable::Damaged,
    }
}
