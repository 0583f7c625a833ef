//! States: of a site, of an entry, of an edition; and the outcomes of taking something down.

use serde::{Deserialize, Serialize};

/// A word that names no member of a closed set.
#[derive(Clone, PartialEq, Eq, Debug, thiserror::Error)]
#[error("unknown word {word:?}")]
pub struct UnknownWord {
    word: String,
}

impl UnknownWord {
    /// Remembers the word that was not understood.
    pub fn new(word: &str) -> Self {
        Self { word: word.chars().take(60).collect() }
    }
}

macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$vdoc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
        pub enum $name {
            $($(#[$vdoc])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// Every member, in the order of its life.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The word kept in the database, in forms and in words files.
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $word,)* }
            }

            /// Reads the word.
            ///
            /// # Errors
            /// When the word is none of the members'.
            pub fn parse(word: &str) -> Result<Self, $crate::UnknownWord> {
                Self::ALL
                    .iter()
                    .copied()
                    .find(|member| member.as_str() == word)
                    .ok_or_else(|| $crate::UnknownWord::new(word))
            }
        }
    };
}
pub(crate) use words;

words! {
    /// The life of a site.
    SiteState {
        /// Being prepared: nobody outside sees it.
        Draft = "draft",
        /// A place to practise, never indexed by search engines.
        Training = "training",
        /// Open to the public.
        Live = "live",
        /// Closed for a time, with a notice.
        Suspended = "suspended",
        /// Kept readable, no longer written to.
        Archived = "archived",
        /// Its unit has gone into others; its addresses answer through them.
        Merged = "merged",
    }
}

impl SiteState {
    /// Whether its pages answer the public.
    pub fn is_public(self) -> bool {
        matches!(self, Self::Training | Self::Live | Self::Archived)
    }

    /// Whether search engines are invited.
    pub fn is_indexed(self) -> bool {
        matches!(self, Self::Live | Self::Archived)
    }

    /// Whether officers may still write on it.
    pub fn is_written(self) -> bool {
        matches!(self, Self::Draft | Self::Training | Self::Live | Self::Suspended)
    }
}

words! {
    /// What the public sees of an entry.
    EntryState {
        /// Never published yet.
        Unpublished = "unpublished",
        /// Has a live edition.
        Live = "live",
        /// Readable under a dated notice (hết hiệu lực).
        Withdrawn = "withdrawn",
        /// Taken down: its address answers 410 or redirects.
        Removed = "removed",
    }
}

impl EntryState {
    /// Whether the entry's own page answers 200.
    pub fn is_readable(self) -> bool {
        matches!(self, Self::Live | Self::Withdrawn)
    }
}

words! {
    /// The workflow state of an edition.
    EditionState {
        /// Being written.
        Draft = "draft",
        /// Waiting for an approver.
        Submitted = "submitted",
        /// Sent back with a reason.
        Returned = "returned",
        /// Said yes to, not yet out.
        Approved = "approved",
        /// Goes out at a set time.
        Scheduled = "scheduled",
        /// The edition the public reads.
        Published = "published",
        /// Was published; a later edition took its place.
        Superseded = "superseded",
        /// Given up before it was ever public.
        Discarded = "discarded",
    }
}

impl EditionState {
    /// Whether its text may still be changed.
    pub fn is_open(self) -> bool {
        matches!(
            self,
            Self::Draft | Self::Submitted | Self::Returned | Self::Approved | Self::Scheduled
        )
    }

    /// Whether the workflow allows this step.
    pub fn may_become(self, next: Self) -> bool {
        use EditionState as S;
        match self {
            S::Draft | S::Returned => matches!(
                next,
                S::Draft | S::Submitted | S::Approved | S::Scheduled | S::Published | S::Discarded
            ),
            S::Submitted => matches!(
                next,
                S::Draft | S::Returned | S::Approved | S::Scheduled | S::Published | S::Discarded
            ),
            S::Approved | S::Scheduled => {
                matches!(next, S::Draft | S::Scheduled | S::Published | S::Discarded)
            }
            S::Published => next == S::Superseded,
            S::Superseded | S::Discarded => false,
        }
    }
}

words! {
    /// The three honest ways to take something down. There is no other delete for what was public.
    Outcome {
        /// Đăng nhầm: gone, or redirected.
        Mistake = "mistake",
        /// Gộp vào bài khác: redirected for ever.
        Consolidated = "consolidated",
        /// Hết hiệu lực: stays readable under a dated notice.
        Expired = "expired",
    }
}

words! {
    /// How much a new edition changes for those who read the last one.
    ChangeKind {
        /// A typing slip, a better picture: readers need not know.
        Minor = "minor",
        /// What readers were told is different now: they are told so, with a date.
        Major = "major",
    }
}

words! {
    /// Whether a site lets somebody publish a text of their own.
    SecondEyes {
        /// Whoever may publish may publish their own text.
        Optional = "optional",
        /// Somebody else must say yes, or the text goes out marked as urgent.
        Required = "required",
    }
}

words! {
    /// Whether a site pays for articles (nhuận bút).
    Royalties {
        /// Nothing of it is shown.
        Off = "off",
        /// Articles carry a genre, and each month has a statement.
        On = "on",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_reads_back_as_itself() {
        for &state in EditionState::ALL {
            assert_eq!(EditionState::parse(state.as_str()), Ok(state));
        }
        assert!(EditionState::parse("gone").is_err());
    }

    #[test]
    fn what_was_published_can_only_be_superseded() {
        for &next in EditionState::ALL {
            assert_eq!(EditionState::Published.may_become(next), next == EditionState::Superseded);
            assert!(!EditionState::Superseded.may_become(next));
        }
    }

    #[test]
    fn an_open_edition_can_always_go_back_to_draft_or_be_given_up() {
        for &state in EditionState::ALL.iter().filter(|s| s.is_open()) {
            assert!(state.may_become(EditionState::Draft), "{state:?}");
            assert!(state.may_become(EditionState::Discarded), "{state:?}");
        }
    }
}
