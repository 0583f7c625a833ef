//! What must be complete before the public may see a text, judged at once.

use conglang_kernel::{
    CategoryId, ChangeKind, FileId, Language, Presence, Rejections, Text, reject_errors,
};
use conglang_platform::db::Connection;
use conglang_platform::fault::Outcome;

use super::heading::{BODY_CHARS_MAX, CHANGE_NOTE_CHARS_MAX, SUMMARY_CHARS_MAX, TITLE_CHARS_MAX};
use super::{AnyKind, Attachment, CategoryNeed, Edition, Heading};
use crate::file::{self, ALT_CHARS_MAX};
use crate::scope::SiteScope;
use crate::site;

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

    /// All that is missing, wrong or too long.
    ///
    /// # Errors
    /// When the content is not of this kind.
    pub fn incomplete(&self, kind: &AnyKind) -> Outcome<Rejections> {
        let mut rejections = Rejections::none();
        rejections.line("title", self.title, Presence::Required, TITLE_CHARS_MAX);
        rejections.line("summary", self.summary, Presence::Optional, SUMMARY_CHARS_MAX);
        rejections.line("cover_alt", self.cover_alt, Presence::Optional, ALT_CHARS_MAX);
        rejections.line("change_note", self.change_note, Presence::Optional, CHANGE_NOTE_CHARS_MAX);
        if self.cover_file.is_some() && self.cover_alt.is_empty() {
            rejections.add("cover_alt", "alt-missing");
        }
        if self.change == ChangeKind::Major && self.change_note.is_empty() {
            rejections.add("change_note", "missing");
        }
        kind.complete(self.content, &mut rejections)?;
        let body = kind.body(self.content)?;
        rejections.text("body", &body.to_typed(), Presence::Optional, BODY_CHARS_MAX);
        reject_errors(
            Text { title: self.title, summary: self.summary, body: &body },
            &mut rejections,
        );
        Ok(rejections)
    }
}

/// What a text names that is not there: its category among those that hold its kind, its attachments
/// among the files the site may use.
///
/// # Errors
/// When the database does not answer.
pub async fn missing_parts(
    connection: &mut Connection,
    scope: SiteScope,
    kind: &AnyKind,
    language: Language,
    category: Option<CategoryId>,
    attachments: &[Attachment],
) -> Outcome<Rejections> {
    let mut rejections = Rejections::none();
    let is_placed = match category {
        None => kind.category == CategoryNeed::Optional,
        Some(category) => {
            let known = site::categories(connection, scope.site(), language).await?;
            known.iter().any(|row| row.id == category && row.kinds.iter().any(|k| k == kind.name))
        }
    };
    if !is_placed {
        rejections.add("category", "category-unknown");
    }
    let named: Vec<FileId> = attachments.iter().map(|attachment| attachment.file).collect();
    if !file::all_exist(connection, scope, &named).await? {
        rejections.add("attachment", "choice-unknown");
    }
    Ok(rejections)
}
