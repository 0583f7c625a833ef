//! Values bound to statements, the same for both engines.

use conglang_kernel::{
    AccountId, BlockId, CategoryId, EditionId, EntryId, FileId, FolderId, JobId, Language,
    MenuItemId, Moment, SiteId, UnitId,
};

/// A value bound to a statement. NULL is typed, because PostgreSQL wants to know.
#[derive(Clone, Debug)]
pub enum Argument {
    /// BIGINT.
    Int(Option<i64>),
    /// TEXT.
    Text(Option<String>),
    /// BLOB or BYTEA.
    Bytes(Option<Vec<u8>>),
}

/// The values of a statement in order.
pub type Arguments = Vec<Argument>;

macro_rules! int_arguments {
    ($($id:ty),*) => {$(
        impl From<$id> for Argument {
            fn from(id: $id) -> Self {
                Self::Int(Some(id.0))
            }
        }
        impl From<Option<$id>> for Argument {
            fn from(id: Option<$id>) -> Self {
                Self::Int(id.map(|id| id.0))
            }
        }
    )*};
}

int_arguments!(
    UnitId, SiteId, AccountId, EntryId, EditionId, FileId, FolderId, CategoryId, MenuItemId,
    BlockId, JobId, Moment
);

impl From<i64> for Argument {
    fn from(value: i64) -> Self {
        Self::Int(Some(value))
    }
}

impl From<Option<i64>> for Argument {
    fn from(value: Option<i64>) -> Self {
        Self::Int(value)
    }
}

impl From<&str> for Argument {
    fn from(value: &str) -> Self {
        Self::Text(Some(value.to_owned()))
    }
}

impl From<&String> for Argument {
    fn from(value: &String) -> Self {
        Self::Text(Some(value.clone()))
    }
}

impl From<String> for Argument {
    fn from(value: String) -> Self {
        Self::Text(Some(value))
    }
}

impl From<Option<String>> for Argument {
    fn from(value: Option<String>) -> Self {
        Self::Text(value)
    }
}

impl From<Option<&str>> for Argument {
    fn from(value: Option<&str>) -> Self {
        Self::Text(value.map(str::to_owned))
    }
}

impl From<Vec<u8>> for Argument {
    fn from(value: Vec<u8>) -> Self {
        Self::Bytes(Some(value))
    }
}

impl From<&[u8]> for Argument {
    fn from(value: &[u8]) -> Self {
        Self::Bytes(Some(value.to_vec()))
    }
}

impl From<Language> for Argument {
    fn from(value: Language) -> Self {
        Self::Text(Some(value.as_str().to_owned()))
    }
}

macro_rules! word_arguments {
    ($($word:ty),*) => {$(
        impl From<$word> for Argument {
            fn from(word: $word) -> Self {
                Self::Text(Some(word.as_str().to_owned()))
            }
        }
        impl From<Option<$word>> for Argument {
            fn from(word: Option<$word>) -> Self {
                Self::Text(word.map(|word| word.as_str().to_owned()))
            }
        }
    )*};
}

word_arguments!(
    conglang_kernel::SiteState,
    conglang_kernel::EntryState,
    conglang_kernel::EditionState,
    conglang_kernel::Outcome,
    conglang_kernel::Role,
    conglang_kernel::ChangeKind,
    conglang_kernel::SecondEyes,
    conglang_kernel::Royalties
);

/// `$first,$first+1,…` for `count` values: the inside of an `IN (…)`.
pub fn placeholders(first: usize, count: usize) -> String {
    (first..first + count).map(|n| format!("${n}")).collect::<Vec<_>>().join(",")
}
