//! Identifiers: one type per thing, so that a site can never be passed where an entry is meant.

use std::fmt;
use std::num::ParseIntError;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                self.0.fmt(f)
            }
        }

        impl FromStr for $name {
            type Err = ParseIntError;

            fn from_str(text: &str) -> Result<Self, ParseIntError> {
                text.parse().map(Self)
            }
        }
    )*};
}

ids! {
    /// An administrative unit over a period.
    UnitId;
    /// A tenant: the portal of a unit.
    SiteId;
    /// A person who can sign in.
    AccountId;
    /// One published thing; also the permanent number at the end of its address.
    EntryId;
    /// One version of an entry's content.
    EditionId;
    /// A stored file.
    FileId;
    /// A folder of a site's media library.
    FolderId;
    /// A node of a site's tree of categories.
    CategoryId;
    /// A line of a site's menu.
    MenuItemId;
    /// A piece of a page layout.
    BlockId;
    /// A piece of work that happens after the request.
    JobId;
}
