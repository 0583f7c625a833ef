//! The fields every kind has: read from a form, checked.

use conglang_kernel::{CategoryId, ChangeKind, FileId, Moment, Presence, Rejections, Slug};
use conglang_platform::form::Form;

use super::Attachment;
use crate::file::ALT_CHARS_MAX;

/// What every kind has in common, checked.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Heading {
    /// The title.
    pub title: String,
    /// A sentence or two for lists.
    pub summary: String,
    /// The readable part of the address.
    pub slug: Slug,
    /// The category; pages may have none.
    pub category: Option<CategoryId>,
    /// The cover picture.
    pub cover_file: Option<FileId>,
    /// What the cover shows.
    pub cover_alt: String,
    /// The line under the cover.
    pub cover_caption: String,
    /// Files below the text.
    pub attachments: Vec<Attachment>,
    /// When it is to go out: a wish until somebody decides.
    pub publish_at: Option<Moment>,
    /// When it is to leave lists.
    pub expires_at: Option<Moment>,
    /// Whether readers must learn of the change.
    pub change: ChangeKind,
    /// What readers are told of a major change.
    pub change_note: String,
}

/// The longest title, in characters.
pub const TITLE_CHARS_MAX: usize = 300;
/// The longest summary, in characters.
pub const SUMMARY_CHARS_MAX: usize = 600;

/// The longest text, in characters as it is typed.
pub const BODY_CHARS_MAX: usize = 400_000;

/// What readers are told of a change, at most, in characters.
pub const CHANGE_NOTE_CHARS_MAX: usize = 300;

/// The longest line under a cover, in characters.
pub const CAPTION_CHARS_MAX: usize = 300;

/// How the heading arrives in a form.
pub struct HeadingForm;

impl HeadingForm {
    /// Reads and checks the fields every kind has. The cover's file is the caller's, who has
    /// judged the upload.
    pub fn read(form: &Form, cover_file: Option<FileId>, rejections: &mut Rejections) -> Heading {
        // A draft may wait for its title; the public may not.
        let title =
            rejections.line("title", form.text("title"), Presence::Optional, TITLE_CHARS_MAX);
        let summary =
            rejections.line("summary", form.text("summary"), Presence::Optional, SUMMARY_CHARS_MAX);
        let slug = match form.filled("slug") {
            None => Slug::of_title(&title),
            Some(typed) => Slug::parse(typed).unwrap_or_else(|_| {
                rejections.add("slug", "slug-form");
                Slug::of_title(&title)
            }),
        };
        let category = form.filled("category").and_then(|typed| {
            let parsed = typed.parse().ok().map(CategoryId);
            if parsed.is_none() {
                rejections.add("category", "category-unknown");
            }
            parsed
        });
        let cover_alt =
            rejections.line("cover_alt", form.text("cover_alt"), Presence::Optional, ALT_CHARS_MAX);
        let cover_caption = rejections.line(
            "cover_caption",
            form.text("cover_caption"),
            Presence::Optional,
            CAPTION_CHARS_MAX,
        );
        let expires_at = read_local(form, "expires_at", rejections);
        let publish_at = read_local(form, "publish_at", rejections);
        let change = match form.filled("change") {
            None => ChangeKind::Minor,
            Some(word) => ChangeKind::parse(word).unwrap_or_else(|_| {
                rejections.add("change", "choice-unknown");
                ChangeKind::Minor
            }),
        };
        let change_note = rejections.line(
            "change_note",
            form.text("change_note"),
            Presence::Optional,
            CHANGE_NOTE_CHARS_MAX,
        );
        Heading {
            title,
            summary,
            slug,
            category,
            cover_file,
            cover_alt,
            cover_caption,
            attachments: read_attachments(form, rejections),
            publish_at,
            expires_at,
            change,
            change_note,
        }
    }
}

/// The most files below one text.
pub const ATTACHMENTS_MAX: usize = 30;

/// Attachments arrive as pairs: `attachment` is a file's number, `attachment_title` its name.
fn read_attachments(form: &Form, rejections: &mut Rejections) -> Vec<Attachment> {
    let mut attachments: Vec<Attachment> = Vec::new();
    let removed: Vec<&str> = form.texts("attachment_remove").collect();
    for (typed, title) in form.texts("attachment").zip(form.texts("attachment_title")) {
        if removed.contains(&typed) {
            continue;
        }
        let Ok(file) = typed.parse().map(FileId) else {
            rejections.add("attachment", "choice-unknown");
            continue;
        };
        let title = rejections.line("attachment", title, Presence::Optional, 200);
        if attachments.iter().all(|known| known.file != file) {
            attachments.push(Attachment { file, title });
        }
    }
    if attachments.len() > ATTACHMENTS_MAX {
        rejections.add("attachment", "too-many");
    }
    attachments
}

/// A date and time as browsers send it (`2026-09-02T07:30`) or a date alone, in Viet Nam's time.
fn read_local(form: &Form, field: &'static str, rejections: &mut Rejections) -> Option<Moment> {
    let moment = typed_moment(form.filled(field)?);
    if moment.is_none() {
        rejections.add(field, "date-form");
    }
    moment
}

/// The moment that was typed in a field of date and hour, on Viet Nam's clocks; a day alone begins at midnight.
pub fn typed_moment(typed: &str) -> Option<Moment> {
    typed
        .parse::<jiff::civil::DateTime>()
        .ok()
        .or_else(|| vitext::parse_date(typed).ok().map(|date| date.at(0, 0, 0, 0)))
        .and_then(vitext::instant)
        .map(Moment::from)
}
