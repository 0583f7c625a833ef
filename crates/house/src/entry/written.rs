//! What must be complete before the public may see a text, judged at once.

use conglang_kernel::{ChangeKind, FileId, Rejections, Text, reject_errors};
use conglang_platform::fault::Outcome;

use super::{AnyKind, Edition, Heading};

/// What was written, as far as it must be complete before the public may see it.
pub struct Written<'w> {
    title: &'w str,
    summary: &'w str,
    cover_file: Option<FileId>,
    cover_alt: &'w str,
    change: ChangeKind,
    change_note: &'w str,
    content: &'w str,
}

impl<'w> Written<'w> {
    /// An edition.
    pub fn of_edition(edition: &'w Edition) -> Self {
        Self {
            title: &edition.title,
            summary: &edition.summary,
            cover_file: edition.cover_file,
            cover_alt: &edition.cover_alt,
            change: edition.change,
            change_note: &edition.change_note,
            content: &edition.content,
        }
    }

    /// A form before it is saved.
    pub fn of(heading: &'w Heading, content: &'w str) -> Self {
        Self {
            title: &heading.title,
            summary: &heading.summary,
            cover_file: heading.cover_file,
            cover_alt: &heading.cover_alt,
            change: heading.change,
            change_note: &heading.change_note,
            content,
        }
    }

    /// All that is missing or wrong.
    ///
    /// # Errors
    /// When the content is not of this kind.
    pub fn incomplete(&self, kind: &AnyKind) -> Outcome<Rejections> {
        let mut rejections = Rejections::none();
        if self.title.is_empty() {
            rejections.add("title", "missing");
        }
        if self.cover_file.is_some() && self.cover_alt.is_empty() {
            rejections.add("cover_alt", "alt-missing");
        }
        if self.change == ChangeKind::Major && self.change_note.is_empty() {
            rejections.add("change_note", "missing");
        }
        kind.complete(self.content, &mut rejections)?;
        let body = kind.body(self.content)?;
        reject_errors(
            Text { title: self.title, summary: self.summary, body: &body },
            &mut rejections,
        );
        Ok(rejections)
    }
}
