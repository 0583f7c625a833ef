//! The kinds of content of Cổng Làng, one folder each. Nothing of a kind is known outside its folder
//! but the slice it exports.

mod article;
mod notice;
mod page;
pub mod royalty;

pub use article::{
    CREDITS_MAX, Credit, Credits, Extent, Genre, SLICE as ARTICLE, Uncounted, credits, uncounted,
};
pub use notice::{Marks, SLICE as NOTICE, Urgency, issuers, marks, urgency_in, urgent_now};
pub use page::SLICE as PAGE;

use conglang_house::entry::AnyKind;
use rust_embed::RustEmbed;

/// What a slice gives to the program.
#[derive(Clone, Copy)]
pub struct Slice {
    /// Its kind of content.
    pub kind: AnyKind,
    /// The template of its public page.
    pub show: &'static str,
    /// What the content is called in that template.
    pub root: &'static str,
    /// The template of its own fields on the desk.
    pub form: &'static str,
    /// Where on the desk's form these fields stand.
    pub place: FormPlace,
    /// Schema.org's type of it.
    pub schema_type: &'static str,
    /// Its fields that are chosen, not written: what each can be set to, and the words for that.
    pub choices: &'static [FieldChoices],
}

/// A field by name, with its values and the keys of their words.
pub type FieldChoices = (&'static str, &'static [(&'static str, &'static str)]);

/// Where on the desk's form the fields of a kind stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FormPlace {
    /// In a drawer of their own.
    OwnDrawer,
    /// In the drawer of every kind, with what is seldom needed.
    Drawer,
}

impl FormPlace {
    /// The word the template knows.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OwnDrawer => "own_drawer",
            Self::Drawer => "drawer",
        }
    }
}

/// Templates and words of the slices.
#[derive(RustEmbed)]
#[folder = "src"]
#[include = "*.html"]
#[include = "*.ftl"]
pub struct Texts;
