//! Pure words of Cổng Làng: ids, slugs, languages, states, roles, safe HTML. No I/O, no clock, no database.

mod advice;
mod changes;
mod colour;
mod host;
mod html;
mod ids;
mod language;
mod moment;
mod old_fonts;
mod reference;
mod rejection;
mod role;
mod slug;
mod start;
mod state;

pub use advice::{Advice, Text, Weight, advice, reject_errors};
pub use colour::{Accent, AccentError};
pub use host::{HostName, HostNameError};
pub use html::{SafeHtml, escape};
pub use ids::{
    AccountId, BlockId, CategoryId, EditionId, EntryId, FileId, FolderId, JobId, MenuItemId,
    SiteId, UnitId,
};
pub use language::Language;
pub use moment::Moment;
pub use old_fonts::{in_unicode, plain_in_unicode};
pub use reference::{Reference, Standing};
pub use rejection::{Presence, Rejection, Rejections};
pub use role::{Action, Role};
pub use slug::{Slug, SlugError};
pub use start::Start;
pub use state::{
    ChangeKind, EditionState, EntryState, Outcome, Royalties, SecondEyes, SiteState, UnknownWord,
};
