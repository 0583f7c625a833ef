//! What a file that is offered for reading is: judged by its content, named for people.

use serde::{Deserialize, Serialize};

/// A format that may stand below a text as a file to open or keep.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FileFormat {
    /// A picture: JPEG, PNG, GIF or WebP.
    Picture(&'static str, &'static str),
    /// Portable Document Format.
    Pdf,
    /// Word, since 2007.
    Docx,
    /// Excel, since 2007.
    Xlsx,
    /// PowerPoint, since 2007.
    Pptx,
    /// Word before 2007.
    Doc,
    /// Excel before 2007.
    Xls,
    /// PowerPoint before 2007.
    Ppt,
    /// OpenDocument text.
    Odt,
    /// OpenDocument sheet.
    Ods,
    /// MPEG-4 video.
    Mp4,
    /// WebM video.
    Webm,
    /// MP3 sound.
    Mp3,
    /// AAC sound in MPEG-4.
    M4a,
    /// Ogg sound.
    Ogg,
    /// Wave sound.
    Wav,
    /// WebVTT captions.
    Vtt,
    /// A table as text.
    Csv,
}

/// What people call a format: the shelves of a library.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FileGroup {
    /// To be looked at.
    Picture,
    /// To be read.
    Document,
    /// To be watched.
    Video,
    /// To be listened to.
    Sound,
}

impl FileGroup {
    /// Every group, in the order people look for them.
    pub const ALL: [Self; 4] = [Self::Picture, Self::Document, Self::Video, Self::Sound];

    /// The word in addresses.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Picture => "anh",
            Self::Document => "tai-lieu",
            Self::Video => "video",
            Self::Sound => "am-thanh",
        }
    }

    /// Reads the word of an address.
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.as_str() == word)
    }

    /// The group of a media type.
    pub fn of_media_type(media_type: &str) -> Self {
        match media_type.split_once('/').map(|(kind, _)| kind) {
            Some("image") => Self::Picture,
            Some("video") => Self::Video,
            Some("audio") => Self::Sound,
            _ => Self::Document,
        }
    }
}

impl FileFormat {
    /// Judges some bytes; the name decides only among formats that are plain text. None for whatever
    /// is not offered: archives, programs, drawings with scripts, pages.
    pub fn judge(bytes: &[u8], name: &str) -> Option<Self> {
        if let conglang_media::Sniffed::Picture(kind) = conglang_media::sniff(bytes) {
            return Some(Self::Picture(kind.media_type(), kind.extension()));
        }
        let found = infer::get(bytes).map(|found| found.mime_type());
        Some(match found {
            Some("application/pdf") => Self::Pdf,
            Some("application/vnd.openxmlformats-officedocument.wordprocessingml.document") => {
                Self::Docx
            }
            Some("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") => Self::Xlsx,
            Some("application/vnd.openxmlformats-officedocument.presentationml.presentation") => {
                Self::Pptx
            }
            Some("application/msword") => Self::Doc,
            Some("application/vnd.ms-excel") => Self::Xls,
            Some("application/vnd.ms-powerpoint") => Self::Ppt,
            Some("application/vnd.oasis.opendocument.text") => Self::Odt,
            Some("application/vnd.oasis.opendocument.spreadsheet") => Self::Ods,
            Some("video/mp4" | "video/x-m4v" | "video/quicktime") => Self::Mp4,
            Some("video/webm") => Self::Webm,
            Some("audio/mpeg") => Self::Mp3,
            Some("audio/m4a") => Self::M4a,
            Some("audio/ogg") => Self::Ogg,
            Some("audio/x-wav") => Self::Wav,
            Some("application/zip") => Self::of_package(bytes)?,
            None => Self::of_text(bytes, name)?,
            Some(_) => return None,
        })
    }

    /// An office file whose parts stand in an order that its signature does not tell, as LibreOffice
    /// writes them. Only the directory of the package is read.
    fn of_package(bytes: &[u8]) -> Option<Self> {
        let package = zip::ZipArchive::new(std::io::Cursor::new(bytes)).ok()?;
        let has = |part: &str| package.index_for_name(part).is_some();
        // What carries macros is no document for readers.
        let has_macros =
            package.file_names().flatten().any(|name| name.ends_with("vbaProject.bin"));
        if !has("[Content_Types].xml") || has_macros {
            return None;
        }
        [
            ("word/document.xml", Self::Docx),
            ("xl/workbook.xml", Self::Xlsx),
            ("ppt/presentation.xml", Self::Pptx),
        ]
        .into_iter()
        .find_map(|(part, format)| has(part).then_some(format))
    }

    fn of_text(bytes: &[u8], name: &str) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?.trim_start_matches('\u{feff}');
        if text.starts_with("WEBVTT") {
            return Some(Self::Vtt);
        }
        let is_table = name.to_ascii_lowercase().ends_with(".csv")
            && !text.contains('\0')
            && !text.trim_start().starts_with('<');
        is_table.then_some(Self::Csv)
    }

    /// Every format but pictures, to be read back from the database by its media type.
    const OFFERED: [Self; 17] = [
        Self::Pdf,
        Self::Docx,
        Self::Xlsx,
        Self::Pptx,
        Self::Doc,
        Self::Xls,
        Self::Ppt,
        Self::Odt,
        Self::Ods,
        Self::Mp4,
        Self::Webm,
        Self::Mp3,
        Self::M4a,
        Self::Ogg,
        Self::Wav,
        Self::Vtt,
        Self::Csv,
    ];

    /// The format whose media type this is; none for pictures and what is not known.
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        Self::OFFERED.into_iter().find(|format| format.media_type() == media_type)
    }

    /// The media type for `Content-Type`.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Picture(media_type, _) => media_type,
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Pptx => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
            Self::Doc => "application/msword",
            Self::Xls => "application/vnd.ms-excel",
            Self::Ppt => "application/vnd.ms-powerpoint",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Mp4 => "video/mp4",
            Self::Webm => "video/webm",
            Self::Mp3 => "audio/mpeg",
            Self::M4a => "audio/mp4",
            Self::Ogg => "audio/ogg",
            Self::Wav => "audio/wav",
            Self::Vtt => "text/vtt",
            Self::Csv => "text/csv",
        }
    }

    /// The usual ending of a file name, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Picture(_, extension) => extension,
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Pptx => "pptx",
            Self::Doc => "doc",
            Self::Xls => "xls",
            Self::Ppt => "ppt",
            Self::Odt => "odt",
            Self::Ods => "ods",
            Self::Mp4 => "mp4",
            Self::Webm => "webm",
            Self::Mp3 => "mp3",
            Self::M4a => "m4a",
            Self::Ogg => "ogg",
            Self::Wav => "wav",
            Self::Vtt => "vtt",
            Self::Csv => "csv",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_content_decides_and_the_name_does_not() {
        assert_eq!(FileFormat::judge(b"%PDF-1.7 ...", "a.docx"), Some(FileFormat::Pdf));
        assert_eq!(FileFormat::judge(b"MZ\x90\0\x03\0\0\0", "a.pdf"), None);
        assert_eq!(FileFormat::judge(b"<html><script>", "a.csv"), None);
        assert_eq!(FileFormat::judge(b"a,b\n1,2\n", "a.csv"), Some(FileFormat::Csv));
        assert_eq!(FileFormat::judge(b"", "a.pdf"), None);
    }

    #[test]
    fn an_office_file_is_known_in_whatever_order_its_parts_stand() {
        let libreoffice = include_bytes!("../../../docx/fixtures/bai_viet_libreoffice.docx");
        assert_eq!(FileFormat::judge(libreoffice, "bai.docx"), Some(FileFormat::Docx));
        let package = |parts: &[&str]| {
            let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
            for part in parts {
                writer.start_file(*part, zip::write::SimpleFileOptions::default()).unwrap();
            }
            writer.finish().unwrap().into_inner()
        };
        let sheet = package(&["_rels/.rels", "xl/workbook.xml", "[Content_Types].xml"]);
        assert_eq!(FileFormat::judge(&sheet, "a"), Some(FileFormat::Xlsx));
        let macros = package(&[
            "_rels/.rels",
            "word/vbaProject.bin",
            "word/document.xml",
            "[Content_Types].xml",
        ]);
        assert_eq!(FileFormat::judge(&macros, "a.docx"), None);
        assert_eq!(FileFormat::judge(&package(&["a.txt"]), "a.docx"), None);
    }

    #[test]
    fn every_media_type_reads_back_as_its_format() {
        for format in FileFormat::OFFERED {
            assert_eq!(FileFormat::of_media_type(format.media_type()), Some(format));
        }
    }
}
