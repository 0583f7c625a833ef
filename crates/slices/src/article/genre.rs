//! The genre of an article, by which it is paid where a site pays.

use conglang_kernel::UnknownWord;
use serde::{Deserialize, Serialize};

/// A genre, as Decree 18/2014/ND-CP lists them; the tariff in force says what each is worth.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Genre {
    /// Tin, trả lời bạn đọc.
    News,
    /// Tranh.
    Drawing,
    /// Ảnh.
    Photo,
    /// Chính luận.
    Commentary,
    /// Phóng sự, ký, phỏng vấn.
    Reportage,
    /// Sáng tác văn học.
    Literature,
    /// Nghiên cứu.
    Study,
    /// Trực tuyến, đa phương tiện.
    Media,
}

impl Genre {
    /// Every genre, in the order of the decree.
    pub const ALL: [Self; 8] = [
        Self::News,
        Self::Drawing,
        Self::Photo,
        Self::Commentary,
        Self::Reportage,
        Self::Literature,
        Self::Study,
        Self::Media,
    ];

    /// The word in the database, in forms and in words files.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::News => "news",
            Self::Drawing => "drawing",
            Self::Photo => "photo",
            Self::Commentary => "commentary",
            Self::Reportage => "reportage",
            Self::Literature => "literature",
            Self::Study => "study",
            Self::Media => "media",
        }
    }

    /// Reads the word.
    ///
    /// # Errors
    /// When the word is no genre's.
    pub fn parse(word: &str) -> Result<Self, UnknownWord> {
        Self::ALL
            .into_iter()
            .find(|genre| genre.as_str() == word)
            .ok_or_else(|| UnknownWord::new(word))
    }
}
