//! What must hold of what the readers give, whatever came in. A second opinion: nothing here asks the
//! code under test whether it was right.

mod archive;
mod docx;
mod markup;
mod panics;
mod picture;

pub use archive::zipped;
pub use docx::assert_taken_over;
pub use markup::{assert_composed, assert_sound};
pub use panics::{let_others_panic, panics};
pub use picture::assert_bare;
