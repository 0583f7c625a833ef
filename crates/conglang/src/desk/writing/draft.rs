//! What stands in the form: read from what was typed, or from an edition.

use conglang_house::entry::{
    self, Attachment, Base, Edition, Heading, HeadingForm, Written, missing_parts,
};
use conglang_house::file;
use conglang_house::scope::SiteScope;
use conglang_kernel::{
    AccountId, Action, EditionState, EntryId, FileId, Language, Moment, Rejections, SafeHtml,
    SiteId, Start,
};
use conglang_platform::db::{Connection, Transaction};
use conglang_platform::fault::Outcome;
use conglang_platform::form::Form;
use conglang_slices::Slice;

use super::Wish;
use crate::desk::fields::{Field, Fields, filled};
use crate::desk::incoming::{take_any, take_picture};
use crate::desk::refusal::DeskRefusal;
use crate::desk::sheet::{Sheet, categories};
use crate::desk::signed::OnSite;
use crate::desk::uploads::FILE_BYTES_MAX;

/// The most bytes of a writing form: the largest file that may be attached, and a long text.
pub const FORM_BYTES_MAX: usize = FILE_BYTES_MAX + (4 << 20);

/// Fields that every kind has.
pub const COMMON: [&str; 15] = [
    "title",
    "summary",
    "body",
    "cover",
    "cover_alt",
    "cover_caption",
    "cover_remove",
    "attachments",
    "category",
    "publish_at",
    "expires_at",
    "slug",
    "language",
    "change",
    "change_note",
];

/// What is written on.
pub enum Target {
    /// Something new of a kind.
    New(&'static Slice),
    /// An entry that exists.
    Known(Box<Sheet>),
}

impl Target {
    /// Its kind.
    pub fn slice(&self) -> &'static Slice {
        match self {
            Self::New(slice) => slice,
            Self::Known(sheet) => sheet.slice,
        }
    }
}

/// A form, read.
pub struct Typed {
    /// What every kind has.
    pub heading: Heading,
    /// The kind's snapshot.
    pub content: String,
    /// The language of something new.
    pub language: Language,
    /// Why it cannot wait for a second pair of eyes.
    pub urgent_reason: String,
    /// Whether saving it alone takes it off the clock.
    pub loses_schedule: bool,
    /// Everything wrong with it.
    pub rejections: Rejections,
}

impl Typed {
    /// What the writer says that the text's pictures show.
    ///
    /// # Errors
    /// When the snapshot is not of its kind.
    pub fn described_pictures(&self, slice: &Slice) -> Outcome<Vec<(FileId, String)>> {
        let cover = self.heading.cover_file.map(|file| (file, self.heading.cover_alt.clone()));
        let mut said: Vec<_> = cover.filter(|(_, alt)| !alt.is_empty()).into_iter().collect();
        for (name, value) in slice.kind.fields(&self.content)? {
            if name == "body" {
                said.extend(SafeHtml::stored(value).described_pictures());
            }
        }
        Ok(said)
    }

    /// Begins an entry with what was typed.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn create(
        &self,
        transaction: &mut Transaction,
        scope: SiteScope,
        by: AccountId,
        slice: &Slice,
        now: Moment,
    ) -> Outcome<(EntryId, Base)> {
        let (kind, language) = (slice.kind.name, self.language);
        let (heading, content) = (&self.heading, &self.content);
        entry::create(transaction, scope, by, kind, language, heading, content, now).await
    }

    /// Reads a form; a picture that came with it is kept even when something else is wrong, so that
    /// nobody sends it twice.
    ///
    /// # Errors
    /// When a store does not answer.
    pub async fn read(
        here: &OnSite,
        target: &Target,
        form: &Form,
        wish: Wish,
    ) -> Result<Self, DeskRefusal> {
        let slice = target.slice();
        let mut rejections = Rejections::none();
        let cover = cover(here, form, &mut rejections).await?;
        let mut heading = HeadingForm::read(form, cover, &mut rejections);
        for upload in form.files("attachments") {
            match take_any(here, upload).await? {
                Ok(file) if heading.attachments.iter().all(|known| known.file != file) => {
                    heading.attachments.push(Attachment { file, title: String::new() });
                }
                Ok(_) => {}
                Err(code) => rejections.add_with(
                    "attachments",
                    code,
                    vec![("file", upload.name.chars().take(80).collect())],
                ),
            }
        }
        if wish == Wish::Save && heading.title.is_empty() {
            rejections.add("title", "missing");
        }
        let content = slice.kind.read(form, &mut rejections)?;
        // Whatever keeps a text from the public is said at once, not in rounds.
        if wish.is_for_the_public() {
            rejections.append(Written::of(&heading, &content).incomplete(&slice.kind)?);
            // An hour that passed while the text waited is nobody's slip.
            let known = match target {
                Target::Known(sheet) => sheet.open.as_ref().and_then(|open| open.publish_at),
                Target::New(_) => None,
            };
            let is_past = heading.publish_at.is_some_and(|at| at <= here.signed.now);
            if is_past && (wish == Wish::Submit || heading.publish_at != known) {
                rejections.add("publish_at", "time-passed");
            }
        }
        let language = match target {
            Target::Known(sheet) => sheet.entry.language,
            Target::New(_) => form
                .filled("language")
                .map_or(Ok(Language::Vi), Language::parse)
                .unwrap_or_else(|_| {
                    rejections.add("language", "choice-unknown");
                    Language::Vi
                }),
        };
        let scope = here.permit(Action::Look)?.scope();
        let mut connection = here.signed.web.db.read(scope.reach()).await?;
        let (tx, files) = (&mut connection, &heading.attachments);
        let missing =
            missing_parts(tx, scope, &slice.kind, language, heading.category, files).await?;
        let waits_for_category = wish == Wish::Save && heading.category.is_none();
        for rejection in missing.iter() {
            if rejection.field == "category" {
                // What saves by itself keeps the rest: a category that is not there cannot be kept.
                heading.category = None;
            }
            // A draft may wait for its category; the public may not.
            if !(waits_for_category && rejection.field == "category") {
                rejections.add(rejection.field, rejection.code);
            }
        }
        let urgent_reason = rejections.line(
            "urgent_reason",
            form.text("urgent_reason"),
            conglang_kernel::Presence::Optional,
            300,
        );
        let loses_schedule = match target {
            Target::Known(sheet) => sheet
                .open
                .as_ref()
                .is_some_and(|open| open.state == EditionState::Scheduled && wish == Wish::Save),
            Target::New(_) => false,
        };
        Ok(Self { heading, content, language, urgent_reason, loses_schedule, rejections })
    }
}

/// The cover a form asks for: a new picture, the one there is, or none.
async fn cover(
    here: &OnSite,
    form: &Form,
    rejections: &mut Rejections,
) -> Result<Option<FileId>, DeskRefusal> {
    if let Some(upload) = form.file("cover") {
        match take_picture(here, upload).await? {
            Ok(file) => return Ok(Some(file)),
            Err(code) => rejections.add("cover", code),
        }
    }
    if form.has("cover_remove") {
        return Ok(None);
    }
    let Some(file) = form.filled("cover_id").and_then(|id| id.parse().ok()).map(FileId) else {
        return Ok(None);
    };
    let scope = here.permit(Action::Look)?.scope();
    let mut connection = here.signed.web.db.read(scope.reach()).await?;
    Ok(file::exists(&mut connection, scope, file).await?.then_some(file))
}

/// The fields of an edition.
///
/// # Errors
/// When its snapshot is not of its kind.
pub fn fields_of(site: SiteId, slice: &Slice, edition: &Edition) -> Outcome<Fields> {
    let mut fields = heading_fields(edition);
    for (name, value) in slice.kind.fields(&edition.content)? {
        // The editor shows pictures and links by addresses of the desk.
        let value = if name == "body" { SafeHtml::stored(value).for_desk(site) } else { value };
        fields.insert(name, Field { value, error: None });
    }
    Ok(fields)
}

fn heading_fields(edition: &Edition) -> Fields {
    let mut fields = filled(COMMON.map(|name| (name, String::new())));
    let mut set = |name: &'static str, value: String| {
        fields.insert(name, Field { value, error: None });
    };
    set("title", edition.title.clone());
    set("summary", edition.summary.clone());
    set("cover_id", edition.cover_file.map(|file| file.to_string()).unwrap_or_default());
    set("cover_alt", edition.cover_alt.clone());
    set("cover_caption", edition.cover_caption.clone());
    set("category", edition.category.map(|id| id.to_string()).unwrap_or_default());
    set("publish_at", edition.publish_at.map(local).unwrap_or_default());
    set("expires_at", edition.expires_at.map(local).unwrap_or_default());
    set("slug", edition.slug.clone());
    set("urgent_reason", String::new());
    if edition.state.is_open() {
        set("change", edition.change.as_str().to_owned());
        set("change_note", edition.change_note.clone());
    } else {
        set("change", "minor".to_owned());
    }
    fields
}

/// The fields of something new.
///
/// # Errors
/// When the database does not answer.
pub async fn blank_fields(
    here: &OnSite,
    connection: &mut Connection,
    slice: &Slice,
    start: Option<&'static Start>,
) -> Result<Fields, DeskRefusal> {
    let mut fields = filled(COMMON.map(|name| (name, String::new())));
    let empty = slice.kind.read(&Form::default(), &mut Rejections::none())?;
    for (name, value) in slice.kind.fields(&empty)? {
        fields.insert(name, Field { value, error: None });
    }
    let mut set = |name: &'static str, value: String| {
        fields.insert(name, Field { value, error: None });
    };
    set("cover_id", String::new());
    set("urgent_reason", String::new());
    set("change", "minor".to_owned());
    set("language", Language::Vi.as_str().to_owned());
    if let Some(start) = start {
        set("title", start.title.clone());
        set("body", start.body.clone());
        if !start.urgency.is_empty() {
            set("urgency", start.urgency.clone());
        }
        if let Some(days) = start.deadline_days {
            let today = vitext::local_time(here.signed.now.timestamp()).date();
            set("deadline", today.saturating_add(jiff::Span::new().days(days)).to_string());
        }
        let rows = categories(here, connection, Language::Vi).await?;
        let category = rows.iter().find(|row| {
            row.slug == start.category && row.kinds.iter().any(|kind| kind == slice.kind.name)
        });
        if let Some(category) = category {
            set("category", category.id.to_string());
        }
    }
    Ok(fields)
}

/// The fields as they were typed.
pub fn fields_of_form(slice: &Slice, form: &Form, cover: Option<FileId>) -> Fields {
    let mut names: Vec<&'static str> = COMMON.to_vec();
    names.extend(["urgent_reason", "attachment"]);
    if let Ok(empty) = slice.kind.read(&Form::default(), &mut Rejections::none())
        && let Ok(own) = slice.kind.fields(&empty)
    {
        names.extend(own.into_iter().map(|(name, _)| name));
    }
    let mut fields = crate::desk::fields::typed(&names, form);
    let cover = cover.map(|file| file.to_string()).unwrap_or_default();
    fields.insert("cover_id", Field { value: cover, error: None });
    // Files were taken or refused; the browser cannot send them again by itself.
    fields.insert("cover", Field::default());
    fields.insert("attachments", Field::default());
    fields
}

/// A moment as a browser's date and time field wants it.
pub fn local(at: Moment) -> String {
    vitext::local_time(at.timestamp()).strftime("%Y-%m-%dT%H:%M").to_string()
}
