//! An entry on the desk: what it is, where it stands, and the words for it.

use conglang_house::entry::{self, DeskLine, Edition, Entry};
use conglang_house::site::{self, Category};
use conglang_kernel::{EditionState, EntryId, EntryState, Language, Moment, Outcome as Fate};
use conglang_platform::db::Connection;
use conglang_platform::fault::Fault;
use conglang_slices::Slice;
use serde::Serialize;

use super::refusal::DeskRefusal;
use super::signed::{OnSite, Signed};
use crate::slices;

/// An entry with its editions at hand.
pub struct Sheet {
    /// Its kind.
    pub slice: &'static Slice,
    /// Itself.
    pub entry: Entry,
    /// The edition being worked on.
    pub open: Option<Edition>,
    /// The edition the public reads, or read last.
    pub live: Option<Edition>,
}

impl Sheet {
    /// The entry with this number on the site at hand.
    ///
    /// # Errors
    /// Not found, when the site has none or nothing is left of it.
    pub async fn find(
        here: &OnSite,
        connection: &mut Connection,
        id: EntryId,
    ) -> Result<Self, DeskRefusal> {
        let scope = here.permit(conglang_kernel::Action::Look)?.scope();
        let entry = entry::find(connection, scope, id).await?.ok_or(DeskRefusal::NotFound)?;
        let slice = slices::named(&entry.kind)
            .ok_or_else(|| Fault::new("no program part knows this kind of content"))?;
        let open = entry::find_open(connection, scope, id).await?;
        let live = entry::find_live(connection, scope, id).await?;
        if open.is_none() && live.is_none() {
            return Err(DeskRefusal::NotFound);
        }
        Ok(Self { slice, entry, open, live })
    }

    /// The edition on the screen: the one being worked on, or the last one.
    ///
    /// # Errors
    /// Not found, which [`Sheet::find`] has seen to.
    pub fn edition(&self) -> Result<&Edition, DeskRefusal> {
        self.open.as_ref().or(self.live.as_ref()).ok_or(DeskRefusal::NotFound)
    }

    /// The word of its state for people.
    pub fn state(&self, now: Moment) -> &'static str {
        match &self.open {
            Some(open) => open.state.as_str(),
            None => public_state(self.entry.state, self.entry.fate, self.entry.expires_at, now),
        }
    }

    /// Its public address, when its own page answers.
    pub fn public_path(&self, categories: &[Category]) -> Option<String> {
        self.entry
            .state
            .is_readable()
            .then(|| public_path(&self.entry, categories, self.entry.slug.as_str()))
    }
}

/// The address an entry has under a slug.
pub fn public_path(entry: &Entry, categories: &[Category], slug: &str) -> String {
    let category = entry
        .category
        .and_then(|id| categories.iter().find(|category| category.id == id))
        .map_or(conglang_house::frame::NO_CATEGORY, |category| category.slug.as_str());
    format!("{}/{category}/{slug}-{}", entry.language.prefix(), entry.id)
}

/// What the public sees of an entry, as a word of the words files.
pub fn public_state(
    state: EntryState,
    fate: Option<Fate>,
    expires_at: Option<Moment>,
    now: Moment,
) -> &'static str {
    match (state, fate) {
        (EntryState::Unpublished, _) => "draft",
        (EntryState::Live, _) if expires_at.is_some_and(|at| at <= now) => "expired",
        (EntryState::Live, _) => "published",
        (EntryState::Withdrawn, _) => "withdrawn",
        (EntryState::Removed, Some(Fate::Consolidated)) => "consolidated",
        (EntryState::Removed, _) => "mistaken",
    }
}

/// A choice of a select.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is read.
    pub label: String,
    /// How deep it stands in a tree.
    pub depth: usize,
}

impl Choice {
    /// A choice that stands in no tree.
    pub fn flat(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into(), depth: 0 }
    }
}

/// What a kind is called.
pub fn kind_label(signed: &Signed, kind: &str) -> String {
    signed.say(&format!("desk-kind-{kind}"))
}

/// The categories of a site as a tree of choices; with a kind, only those that hold it.
pub fn category_choices(categories: &[Category], kind: Option<&str>) -> Vec<Choice> {
    fn walk(
        categories: &[Category],
        parent: Option<conglang_kernel::CategoryId>,
        depth: usize,
        kind: Option<&str>,
        out: &mut Vec<Choice>,
    ) {
        for category in categories.iter().filter(|category| category.parent == parent) {
            let holds = kind.is_none_or(|kind| category.kinds.iter().any(|held| held == kind));
            if holds {
                out.push(Choice {
                    value: category.id.to_string(),
                    label: category.name.clone(),
                    depth,
                });
            }
            if depth < 6 {
                let deeper = depth + usize::from(holds);
                walk(categories, Some(category.id), deeper, kind, out);
            }
        }
    }
    let mut out = Vec::new();
    walk(categories, None, 0, kind, &mut out);
    out
}

/// The categories of the site at hand in a language.
///
/// # Errors
/// When the database does not answer.
pub async fn categories(
    here: &OnSite,
    connection: &mut Connection,
    language: Language,
) -> Result<Vec<Category>, DeskRefusal> {
    Ok(site::categories(connection, here.site.id, language).await?)
}

/// One line of a list of entries.
#[derive(Serialize)]
pub struct EntryLine {
    id: i64,
    title: String,
    kind_label: String,
    state: &'static str,
    has_newer_draft: bool,
    urgent: bool,
    publish_at: Option<i64>,
    live_at: Option<i64>,
    category: Option<String>,
    updated_at: i64,
    updated_by: String,
}

impl EntryLine {
    /// A line of the engine's list, with the words for it.
    ///
    /// # Errors
    /// When the database holds a word nobody knows.
    pub fn new(
        signed: &Signed,
        line: DeskLine,
        categories: &[Category],
    ) -> Result<Self, DeskRefusal> {
        let state = EntryState::parse(&line.state).map_err(Fault::from)?;
        let fate = line.outcome.as_deref().map(Fate::parse).transpose().map_err(Fault::from)?;
        let open =
            line.open_state.as_deref().map(EditionState::parse).transpose().map_err(Fault::from)?;
        let public = public_state(state, fate, line.expires_at.map(Moment), signed.now);
        // A draft beside a live edition is a side note; what waits for somebody is the news.
        let shown = match open {
            Some(EditionState::Draft) if state != EntryState::Unpublished => public,
            Some(open) => open.as_str(),
            None => public,
        };
        let title =
            if line.title.is_empty() { signed.say("desk-edit-untitled") } else { line.title };
        Ok(Self {
            id: line.id,
            title,
            kind_label: kind_label(signed, &line.kind),
            state: shown,
            has_newer_draft: open.is_some() && state != EntryState::Unpublished,
            urgent: line.waits_for_eyes == 1,
            publish_at: line.publish_at,
            live_at: line.published_at,
            category: line
                .category_id
                .and_then(|id| categories.iter().find(|category| category.id.0 == id))
                .map(|category| category.name.clone()),
            updated_at: line.saved_at,
            updated_by: line.saved_by.unwrap_or_else(|| signed.say("desk-by-program")),
        })
    }
}
