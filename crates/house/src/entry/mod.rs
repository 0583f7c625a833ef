//! The publishing engine. An entry is the identity of something published and keeps its number for
//! ever; its editions are versions with a workflow. One engine for every kind: no kind has states,
//! history or permissions of its own.

mod activity;
mod advice;
mod aside;
mod body;
pub(crate) mod card;
mod draft_link;
mod edition;
mod follow;
mod heading;
mod kind;
mod list;
mod presence;
mod publish;
mod remark;
mod retry;
mod save;
mod take_down;
mod todo;
mod workflow;
mod written;

pub use activity::{Activity, activity_of_sites};
pub use advice::dead_links;
pub use aside::{keep_refused_text, keep_text_of_draft, note_by_hand};
pub use body::public_body;
pub use card::{Card, Cover, CoverFiles, Picture};
pub use draft_link::{
    APPROVAL_DAYS, DraftLink, READING_DAYS, ReadingLink, end_reading_links, find_draft_link,
    forget_ended_draft_links, make_draft_link, reading_links, use_draft_link,
};
pub use edition::{
    Attachment, Decided, Edition, EditionLine, Urgency, decided, find_edition, find_live,
    find_open, handed_in_before, history, live_since, major_changes,
};
pub(crate) use follow::follow_file;
pub use heading::{
    BODY_CHARS_MAX, CAPTION_CHARS_MAX, Heading, HeadingForm, SUMMARY_CHARS_MAX, TITLE_CHARS_MAX,
    typed_moment,
};
pub use kind::{AnyKind, CategoryNeed, FoundBy, Kind, KindText, Kinds};
pub use list::{
    DeskFilter, DeskLine, DeskReach, Shelf, count_by_category, count_on_shelf, desk_list,
    earliest_expiry, last_published, latest_of_shelves, list_all_addresses, list_shelf, related,
};
pub use presence::note_presence;
pub use publish::{
    Hand, PUBLISH_JOB, Publication, PublishRefusal, cover_of, publish, publish_scheduled, schedule,
    unschedule,
};
pub use remark::{Remark, Speaker, add_remark, remarks, settle_remark};
pub use retry::{Attempt, begun_by, note_attempt};
pub use save::{Base, Conflict, Saved, create, discard, restore, save};
pub use take_down::{TakeDown, TakeDownRefusal, take_down};
pub use todo::{
    Asker, Todo, Waiting, count_submitted, set_review_rule, submitted_contents, take_due_reviews,
    take_overdue, todo,
};
pub use workflow::{see_urgent, send_back, still_stands, submit, take_back_submission, waits};
pub use written::{Written, missing_parts};

use conglang_kernel::{
    AccountId, CategoryId, EditionId, EntryId, EntryState, Language, Moment, Outcome as Fate,
    SiteId, Slug,
};
use conglang_platform::args;
use conglang_platform::db::Connection;
use conglang_platform::db::FromRow;
use conglang_platform::fault::Outcome;

use crate::file::OfferedFile;
use crate::scope::SiteScope;

/// One published or yet to be published thing.
#[derive(Clone, Debug)]
pub struct Entry {
    /// Its number for ever.
    pub id: EntryId,
    /// The site it belongs to.
    pub site: SiteId,
    /// The name of its kind.
    pub kind: String,
    /// Its language.
    pub language: Language,
    /// Its category, when it has one.
    pub category: Option<CategoryId>,
    /// The readable part of its address.
    pub slug: Slug,
    /// What the public sees of it.
    pub state: EntryState,
    /// The edition the public reads.
    pub live_edition: Option<EditionId>,
    /// Listing columns, as of the live edition, or of the first draft.
    pub title: String,
    /// As above.
    pub summary: String,
    /// As above.
    pub cover: Option<Cover>,
    /// Files below the text, ready for templates.
    pub attachments: Vec<OfferedFile>,
    /// When it first was public.
    pub published_at: Option<Moment>,
    /// When its last major change was public.
    pub updated_at: Option<Moment>,
    /// When it leaves lists and search by itself.
    pub expires_at: Option<Moment>,
    /// How it was taken down.
    pub fate: Option<Fate>,
    /// Why.
    pub fate_note: Option<String>,
    /// What stands in its place.
    pub fate_target: Option<EntryId>,
    /// Since when.
    pub fate_at: Option<Moment>,
    /// Who began it.
    pub created_by: Option<AccountId>,
}

#[derive(FromRow)]
struct EntryRow {
    id: i64,
    site_id: i64,
    kind: String,
    language: String,
    category_id: Option<i64>,
    slug: String,
    state: String,
    live_edition_id: Option<i64>,
    title: String,
    summary: String,
    cover: Option<String>,
    attachments: String,
    published_at: Option<i64>,
    updated_at: Option<i64>,
    expires_at: Option<i64>,
    outcome: Option<String>,
    outcome_note: Option<String>,
    outcome_target_id: Option<i64>,
    outcome_at: Option<i64>,
    created_by: Option<i64>,
}

impl EntryRow {
    fn into_entry(self) -> Outcome<Entry> {
        Ok(Entry {
            id: EntryId(self.id),
            site: SiteId(self.site_id),
            kind: self.kind,
            language: Language::parse(&self.language)?,
            category: self.category_id.map(CategoryId),
            slug: Slug::parse(&self.slug)?,
            state: EntryState::parse(&self.state)?,
            live_edition: self.live_edition_id.map(EditionId),
            title: self.title,
            summary: self.summary,
            cover: self.cover.as_deref().map(serde_json::from_str).transpose()?,
            attachments: serde_json::from_str(&self.attachments)?,
            published_at: self.published_at.map(Moment),
            updated_at: self.updated_at.map(Moment),
            expires_at: self.expires_at.map(Moment),
            fate: self.outcome.as_deref().map(Fate::parse).transpose()?,
            fate_note: self.outcome_note,
            fate_target: self.outcome_target_id.map(EntryId),
            fate_at: self.outcome_at.map(Moment),
            created_by: self.created_by.map(AccountId),
        })
    }
}

/// The entry of a kind that the public reads under this word, with the edition that is read.
///
/// # Errors
/// When the database does not answer.
pub async fn live_at(
    connection: &mut Connection,
    scope: SiteScope,
    kind: &str,
    slug: &str,
) -> Outcome<Option<(EntryId, EditionId)>> {
    let row: Option<(i64, i64)> = connection
        .optional(
            "SELECT e.id, n.id FROM entry e JOIN edition n ON n.id = e.live_edition_id
             WHERE e.site_id = $1 AND e.kind = $2 AND e.slug = $3",
            args![scope.site(), kind, slug],
        )
        .await?;
    Ok(row.map(|(entry, edition)| (EntryId(entry), EditionId(edition))))
}

/// The entry with this number, if the site has it.
///
/// # Errors
/// When the database does not answer.
pub async fn find(
    connection: &mut Connection,
    scope: SiteScope,
    id: EntryId,
) -> Outcome<Option<Entry>> {
    connection
        .optional::<EntryRow>(
            "SELECT id, site_id, kind, language, category_id, slug, state, live_edition_id, title,
               summary, cover, attachments, published_at, updated_at, expires_at, outcome, outcome_note,
               outcome_target_id, outcome_at, created_by
             FROM entry WHERE id = $1 AND site_id = $2",
            args![id, scope.site()],
        )
        .await?
        .map(EntryRow::into_entry)
        .transpose()
}

impl Entry {
    /// Whether it shows in lists and search now.
    pub fn is_listed(&self, now: Moment) -> bool {
        self.state == EntryState::Live && self.expires_at.is_none_or(|at| at > now)
    }
}
