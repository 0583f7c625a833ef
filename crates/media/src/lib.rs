//! Pictures judged by content, turned, shrunk and re-encoded.
//!
//! Untrusted bytes come in, pictures without metadata come out. The order is always the same:
//! [`sniff`] judges by content (a name proves nothing), [`inspect`] reads size and structure from
//! the header and refuses what is too large before a single pixel is decoded, [`prepare`] decodes
//! once and writes every file a page needs. [`recut`] makes the page's variants again from a stored
//! original, for instance when the focal point was moved.
//!
//! The functions are not generic and speak only of types of this crate, so that the codecs are
//! compiled once, here. All of it is computation on one core: call it on a blocking thread, and
//! not for more pictures at a time than there is memory for (see [`PictureLimits`]).

mod crop;
mod decode;
mod encode;
mod header;
mod jpeg;
mod kind;
mod limits;
mod placeholder;
mod prepare;

pub use crop::{Area, Crop, Focus, Ratio, crop_to_ratio};
pub use header::{Header, inspect};
pub use kind::{Lookalike, PictureKind, Sniffed, sniff};
pub use limits::{PictureError, PictureLimits};
pub use placeholder::{Blur, Colour, Placeholder, Tint};
pub use prepare::{Prepared, Variant, prepare, recut};

#[cfg(test)]
mod samples;
#[cfg(test)]
mod tests;
