//! What a list shows of an entry: kept on the entry itself, so that a list is one indexed query.

use conglang_kernel::{CategoryId, EntryId, Language, Moment, Slug};
use conglang_platform::db::FromRow;
use conglang_platform::fault::Outcome;
use serde::{Deserialize, Serialize};

/// A picture in the sizes a page may ask for.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Picture {
    /// A JPEG every machine reads.
    pub src: String,
    /// `srcset` of WebP variants; empty when there are none.
    pub webp: String,
    /// Pixels of `src`.
    pub width: i64,
    /// Pixels of `src`.
    pub height: i64,
    /// The classes of what is seen while it loads; empty when nothing is.
    #[serde(default)]
    pub blur: String,
}

/// The files of a cover: whole, and cut to the shape of a card.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct CoverFiles {
    /// The whole picture.
    pub whole: Picture,
    /// The middle of it, three to two.
    pub card: Picture,
}

/// The cover of a live edition, ready for templates.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Cover {
    /// What the picture shows, for those who do not see it; empty when it only decorates.
    pub alt: String,
    /// The line under it.
    pub caption: String,
    /// The picture itself.
    #[serde(flatten)]
    pub files: CoverFiles,
}

/// One entry in a list.
#[derive(Clone, Debug)]
pub struct Card {
    /// Which entry.
    pub id: EntryId,
    /// Its kind.
    pub kind: String,
    /// Its language.
    pub language: Language,
    /// Its category.
    pub category: Option<CategoryId>,
    /// The readable part of its address.
    pub slug: Slug,
    /// Its title.
    pub title: String,
    /// Its summary.
    pub summary: String,
    /// Its cover.
    pub cover: Option<Cover>,
    /// Since when it is public.
    pub published_at: Moment,
    /// Its last major change.
    pub updated_at: Option<Moment>,
}

/// The columns of [`CardRow`], for statements that join `entry e`.
pub(crate) const COLUMNS: &str = "e.id, e.kind, e.language, e.category_id, e.slug, e.title, \
     e.summary, e.cover, e.published_at, e.updated_at";

#[derive(FromRow)]
pub(crate) struct CardRow {
    pub id: i64,
    pub kind: String,
    pub language: String,
    pub category_id: Option<i64>,
    pub slug: String,
    pub title: String,
    pub summary: String,
    pub cover: Option<String>,
    pub published_at: Option<i64>,
    pub updated_at: Option<i64>,
}

impl CardRow {
    pub(crate) fn into_card(self) -> Outcome<Card> {
        Ok(Card {
            id: EntryId(self.id),
            kind: self.kind,
            language: Language::parse(&self.language)?,
            category: self.category_id.map(CategoryId),
            slug: Slug::parse(&self.slug)?,
            title: self.title,
            summary: self.summary,
            cover: self.cover.as_deref().map(serde_json::from_str).transpose()?,
            published_at: Moment(self.published_at.unwrap_or_default()),
            updated_at: self.updated_at.map(Moment),
        })
    }
}
