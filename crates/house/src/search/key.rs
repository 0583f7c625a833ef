//! What a record of the index is of.

use conglang_kernel::{EntryId, FileId, SiteId};

/// Which of an entry's two records.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    /// What the public reads.
    Public,
    /// The open draft.
    Draft,
}

/// What a record is of. Kinds of things have numbers of their own, so that none hides another.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RecordKey {
    /// One side of an entry.
    Entry(EntryId, Side),
    /// A file of a library.
    File(FileId),
    /// A site.
    Site(SiteId),
}

/// So many kinds of records fit.
const KINDS: u64 = 8;

impl RecordKey {
    /// The number in the index.
    pub fn number(self) -> u64 {
        let (kind, id) = match self {
            Self::Entry(id, Side::Public) => (0, id.0),
            Self::Entry(id, Side::Draft) => (1, id.0),
            Self::File(id) => (2, id.0),
            Self::Site(id) => (3, id.0),
        };
        u64::try_from(id).unwrap_or_default() * KINDS + kind
    }

    /// The key with this number; none for a number that means nothing.
    pub fn of(number: u64) -> Option<Self> {
        let id = i64::try_from(number / KINDS).ok()?;
        Some(match number % KINDS {
            0 => Self::Entry(EntryId(id), Side::Public),
            1 => Self::Entry(EntryId(id), Side::Draft),
            2 => Self::File(FileId(id)),
            3 => Self::Site(SiteId(id)),
            _ => return None,
        })
    }

    /// The entry, when it is of one.
    pub fn entry(self) -> Option<EntryId> {
        if let Self::Entry(id, _) = self { Some(id) } else { None }
    }

    /// The file, when it is of one.
    pub fn file(self) -> Option<FileId> {
        if let Self::File(id) = self { Some(id) } else { None }
    }

    /// The site, when it is of one.
    pub fn site(self) -> Option<SiteId> {
        if let Self::Site(id) = self { Some(id) } else { None }
    }
}
