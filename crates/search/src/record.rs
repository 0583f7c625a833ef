//! What is put into the index: one entry of one site, in plain fields.

/// Who may find it.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Visibility {
    /// Everybody.
    #[default]
    Public,
    /// Those who may see drafts.
    Draft,
    /// The find boxes of the desk, which ask for such things alone: files of a library, sites.
    Desk,
}

/// Whether it still holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Standing {
    /// It holds.
    #[default]
    InForce,
    /// It was replaced or has run out.
    Expired,
}

/// Whose it is.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Origin {
    /// The site's own.
    #[default]
    Own,
    /// A copy of another site's.
    Syndicated,
}

/// One entry. Texts are plain text, not HTML.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Record {
    /// Its number; putting a record replaces the one with the same number.
    pub id: u64,
    /// The site it is on.
    pub site: u64,
    /// Its kind, as a word.
    pub kind: String,
    /// Its language, as two letters.
    pub language: String,
    /// Its category.
    pub category: Option<u64>,
    /// Its title.
    pub title: String,
    /// Its number and symbol: `60/2014/QĐ-UBND`.
    pub number: String,
    /// Abstract or lead.
    pub summary: String,
    /// Who issued it: also what it is filtered by.
    pub issuer: String,
    /// What else it is found by besides title and text: type, field, tags, people, place.
    pub about: String,
    /// The text.
    pub body: String,
    /// The text inside attachments.
    pub files: String,
    /// The year it is filtered by.
    pub year: Option<u64>,
    /// When it was published, in seconds.
    pub published: i64,
    /// Until when it may be found, in seconds.
    pub until: Option<i64>,
    /// Who may find it.
    pub visibility: Visibility,
    /// Whether it still holds.
    pub standing: Standing,
    /// Whose it is.
    pub origin: Origin,
}
