//! The writing screen: everything its template draws.

use std::collections::BTreeMap;

use conglang_house::entry::{self, CategoryNeed, Edition};
use conglang_house::file;
use conglang_house::site::practice;
use conglang_kernel::{Action, EditionState, FileId, Language, Rejections, Royalties, SecondEyes};
use conglang_platform::db::{Connection, Reach};
use conglang_platform::form::Form;
use conglang_slices::Slice;
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::advice::{Check, Judge};
use super::draft::{Target, Typed, fields_of_form};
use super::waits_for_eyes;
use crate::desk::fields::{Field, Fields, Mistake, reject, typed};
use crate::desk::refusal::{DeskRefusal, html};
use crate::desk::routes::Answer;
use crate::desk::royalties::genre_choices;
use crate::desk::sheet::{Choice, Sheet, categories, category_choices, kind_label, public_path};
use crate::desk::signed::{OnSite, value};
use crate::desk::uploads::FILE_BYTES_MAX;
use crate::desk::view::DeskView;

/// What is said of the text in forms of its own: why it goes back, a remark.
const SAID: [&str; 2] = ["return_note", "remark"];

/// Fields that lie in the drawer, which opens when one of them is wrong.
const IN_DRAWER: [&str; 5] = ["expires_at", "slug", "language", "author_name", "source"];

/// What a browser offers to attach; what is taken is judged by content.
const ATTACHMENT_TYPES: &str = ".pdf,.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.csv,.mp3,.m4a,\
     .mp4,.webm,image/jpeg,image/png,image/webp";

/// A writing screen before it is drawn.
pub struct Screen<'s> {
    here: &'s OnSite,
    target: &'s Target,
    fields: Fields,
    attachments: Vec<(FileId, String)>,
    mistakes: Vec<Mistake>,
    said: Fields,
    /// Whether the fields hold what was typed and is stored nowhere.
    is_unsaved: bool,
}

#[derive(Serialize)]
struct EntryView {
    id: Option<i64>,
    kind_path: &'static str,
    kind_label: String,
    state: &'static str,
    live_at: Option<i64>,
    publish_at: Option<i64>,
    taken_down: Option<TakenDown>,
    public_url: Option<String>,
    url_prefix: String,
}

#[derive(Serialize)]
struct TakenDown {
    at: i64,
}

#[derive(Serialize)]
struct May {
    preview: bool,
    save: bool,
    publish: bool,
    urgent: bool,
    see_urgent: bool,
    history: bool,
    take_down: bool,
    #[serde(rename = "return")]
    send_back: bool,
    unschedule: bool,
    take_back: bool,
    discard: bool,
}

#[derive(Serialize)]
struct Saved {
    at: i64,
}

#[derive(Serialize)]
struct Returned {
    by: String,
    at: i64,
    note: String,
}

#[derive(Serialize)]
struct CurrentCover {
    id: i64,
    url: String,
    width: i64,
    height: i64,
    working: bool,
}

#[derive(Serialize)]
struct CoverView {
    current: Option<CurrentCover>,
    error: Option<String>,
}

#[derive(Serialize)]
struct AttachmentView {
    id: i64,
    url: String,
    name: String,
    title: String,
}

#[derive(Serialize)]
struct RemarkView {
    id: i64,
    name: String,
    guest: bool,
    text: String,
    at: i64,
    settled: bool,
}

#[derive(Serialize)]
struct UrgencyView {
    reason: String,
    seen: bool,
}

#[derive(Serialize)]
struct KindForm {
    kind: &'static str,
    place: &'static str,
    /// Whether its drawer opens: something in it is filled in or wrong.
    open: bool,
    template: &'static str,
    fields: BTreeMap<&'static str, Field>,
    /// Names offered for who issues it.
    issuers: Vec<String>,
}

/// What the main button does.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Main {
    Publish,
    Submit,
    Save,
}

impl Main {
    fn as_str(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Submit => "submit",
            Self::Save => "save",
        }
    }
}

impl<'s> Screen<'s> {
    /// A screen with these fields.
    pub fn new(here: &'s OnSite, target: &'s Target, fields: Fields) -> Self {
        let attachments = match target {
            Target::Known(sheet) => sheet
                .edition()
                .map(|edition| {
                    edition.attachments.iter().map(|a| (a.file, a.title.clone())).collect()
                })
                .unwrap_or_default(),
            Target::New(_) => Vec::new(),
        };
        Self {
            here,
            target,
            fields,
            attachments,
            mistakes: Vec::new(),
            said: typed(&SAID, &Form::default()),
            is_unsaved: false,
        }
    }

    /// A screen with what was typed and what is wrong with it.
    pub fn of_typed(here: &'s OnSite, target: &'s Target, form: &Form, typed: &Typed) -> Self {
        let fields = fields_of_form(target.slice(), form, typed.heading.cover_file);
        let mut screen = Self::new(here, target, fields);
        screen.attachments =
            typed.heading.attachments.iter().map(|a| (a.file, a.title.clone())).collect();
        screen.is_unsaved = true;
        screen.rejected(&typed.rejections)
    }

    /// With these rejections at their fields.
    pub fn rejected(mut self, rejections: &Rejections) -> Self {
        let mut own = reject(&self.here.signed.web, &mut self.fields, rejections);
        reject(&self.here.signed.web, &mut self.said, rejections);
        self.mistakes.append(&mut own);
        self
    }

    /// With what was typed beside the text already.
    pub fn said(mut self, form: &Form) -> Self {
        self.said = typed(&SAID, form);
        self
    }

    /// Draws it.
    pub async fn draw(self, status: StatusCode) -> Answer {
        let (here, signed) = (self.here, &self.here.signed);
        let scope = here.permit(Action::Look)?.scope();
        let mut connection = signed.web.db.read(Reach::Installation).await?;
        let sheet = match self.target {
            Target::Known(sheet) => Some(sheet.as_ref()),
            Target::New(_) => None,
        };
        let slice = self.target.slice();
        let language = sheet.map_or(Language::Vi, |sheet| sheet.entry.language);
        let rows = categories(here, &mut connection, language).await?;
        let practice = practice(&mut connection, scope).await?;
        let eyes = practice.second_eyes;
        let edition = sheet.map(Sheet::edition).transpose()?;
        let (may, main) = self.powers(sheet, eyes);
        let returned = match edition.filter(|edition| edition.state == EditionState::Returned) {
            Some(edition) => Some(Returned {
                by: name_of(&mut connection, edition.decided_by)
                    .await?
                    .unwrap_or_else(|| signed.say("desk-by-program")),
                at: edition.decided_at.map_or(0, |at| at.0),
                note: edition.decision_note.clone().unwrap_or_default(),
            }),
            None => None,
        };
        let cover = self.cover(&mut connection).await?;
        let attachments = self.attachment_views(&mut connection).await?;
        let remarks = match sheet {
            Some(sheet) => entry::remarks(&mut connection, scope, sheet.entry.id).await?,
            None => Vec::new(),
        };
        let remarks: Vec<RemarkView> = remarks
            .into_iter()
            .map(|remark| RemarkView {
                id: remark.id,
                name: remark.name,
                guest: remark.is_guest == 1,
                text: remark.text,
                at: remark.created_at,
                settled: remark.settled_at.is_some(),
            })
            .collect();
        let languages = self.languages(&mut connection).await?;
        let issuers = self.issuers(&mut connection).await?;
        let checks = self.checks(&mut connection).await?;
        let live_since = match sheet {
            Some(sheet) => entry::live_since(&mut connection, scope, sheet.entry.id)
                .await?
                .or(sheet.entry.published_at),
            None => None,
        };
        drop(connection);
        let entry = EntryView {
            id: sheet.map(|sheet| sheet.entry.id.0),
            kind_path: slice.kind.word,
            kind_label: kind_label(signed, slice.kind.name),
            state: sheet.map_or("draft", |sheet| sheet.state(signed.now)),
            live_at: live_since.map(|at| at.0),
            publish_at: edition.and_then(|edition| edition.publish_at).map(|at| at.0),
            taken_down: sheet
                .and_then(|sheet| sheet.entry.fate_at)
                .map(|at| TakenDown { at: at.0 }),
            public_url: sheet
                .and_then(|sheet| sheet.public_path(&rows))
                .map(|path| format!("{}{path}", here.origin())),
            url_prefix: sheet.map_or_else(
                || format!("{}/…/", here.origin()),
                |sheet| {
                    let path = public_path(&sheet.entry, &rows, "");
                    let path = path.rsplit_once('/').map_or("", |(prefix, _)| prefix);
                    format!("{}{path}/", here.origin())
                },
            ),
        };
        let urgency = sheet.and_then(|sheet| sheet.live.as_ref()).and_then(|live| {
            let urgency = live.urgency.as_ref()?;
            Some(UrgencyView {
                reason: urgency.reason.clone(),
                seen: !waits_for_eyes(Some(urgency)),
            })
        });
        let own_fields: BTreeMap<&'static str, Field> = self
            .fields
            .iter()
            .filter(|(name, _)| !super::draft::COMMON.contains(name))
            .map(|(name, field)| (*name, field.clone()))
            .collect();
        let drawer_open = IN_DRAWER
            .iter()
            .any(|name| self.fields.get(name).is_some_and(|field| field.error.is_some()));
        let saved = edition.map(|edition| Saved { at: edition.saved_at.0 });
        let own = context! {
            entry => value(&entry),
            base => edition.map(base_of).unwrap_or_default(),
            form => value(&self.fields),
            errors => value(&self.mistakes),
            cover => value(&cover),
            attachments => value(&attachments),
            has_category => slice.kind.category == CategoryNeed::Required || !rows.is_empty(),
            categories => value(&category_choices(&rows, Some(slice.kind.name))),
            kind_form => value(&KindForm {
                kind: slice.kind.name,
                place: slice.place.as_str(),
                open: is_touched(slice, &own_fields)?,
                template: slice.form,
                fields: own_fields,
                issuers,
            }),
            attachment_types => ATTACHMENT_TYPES,
            limits => context! {
                title => entry::TITLE_CHARS_MAX,
                summary => entry::SUMMARY_CHARS_MAX,
                alt => file::ALT_CHARS_MAX,
                caption => entry::CAPTION_CHARS_MAX,
                bytes => FILE_BYTES_MAX,
            },
            drawer_open => drawer_open,
            languages => value(&languages),
            checks => value(&checks),
            may => value(&may),
            main => main.as_str(),
            publish_at => edition
                .filter(|edition| edition.state.is_open())
                .and_then(|edition| edition.publish_at)
                .filter(|at| *at > signed.now)
                .map(|at| at.0),
            approving => edition.is_some_and(|edition| {
                edition.state == EditionState::Submitted && main == Main::Publish
            }),
            saved => value(&saved),
            returned => value(&returned),
            said => value(&self.said),
            unsaved => self.is_unsaved,
            urgency => value(&urgency),
            remarks => value(&remarks),
            remarks_open => !self.said["remark"].value.is_empty()
                || remarks.iter().any(|remark| !remark.settled),
            genres => match practice.royalties {
                Royalties::On => value(&genre_choices(signed)),
                Royalties::Off => minijinja::Value::from(()),
            },
        };
        let desk = DeskView::of_site(here, "entries").await?;
        Ok(html(status, signed.render("desk/edit.html", &desk, own)?))
    }

    fn powers(&self, sheet: Option<&Sheet>, eyes: SecondEyes) -> (May, Main) {
        let can = |action| self.here.permit(action).is_ok();
        let account = self.here.signed.account.id;
        let open = sheet.and_then(|sheet| sheet.open.as_ref());
        let live = sheet.and_then(|sheet| sheet.live.as_ref());
        let (write, publish) = (can(Action::Write), can(Action::Publish));
        let own_text = open.is_none_or(|open| open.is_text_of(account));
        let alone = eyes == SecondEyes::Required && own_text;
        let in_state = |state| open.is_some_and(|open| open.state == state);
        let main = match (write, publish && !alone) {
            (false, _) => Main::Save,
            (true, true) => Main::Publish,
            (true, false) => Main::Submit,
        };
        let may = May {
            preview: sheet.is_some(),
            save: write,
            publish: publish && !alone,
            urgent: publish && alone,
            see_urgent: publish
                && live.is_some_and(|live| {
                    waits_for_eyes(live.urgency.as_ref()) && !live.is_text_of(account)
                }),
            history: sheet.is_some(),
            take_down: can(Action::TakeDown)
                && sheet.is_some_and(|sheet| sheet.entry.state.is_readable()),
            send_back: publish && !own_text && in_state(EditionState::Submitted),
            unschedule: publish && in_state(EditionState::Scheduled),
            take_back: write
                && in_state(EditionState::Submitted)
                && open.is_some_and(|open| open.submitted_by == Some(account)),
            discard: write && open.is_some(),
        };
        (may, main)
    }

    /// What there is to say of the text, for whom no script asks; of a blank form nothing.
    async fn checks(&self, connection: &mut Connection) -> Result<Vec<Check>, DeskRefusal> {
        if matches!(self.target, Target::New(_)) && self.mistakes.is_empty() {
            return Ok(Vec::new());
        }
        let text = |name: &str| self.fields.get(name).map_or("", |field| field.value.as_str());
        let signed = &self.here.signed;
        let (web, scope, now) = (&signed.web, self.here.scope()?, signed.now);
        let judge = Judge { web, scope, slice: self.target.slice(), now };
        Ok(judge.checks(connection, &text).await?)
    }

    async fn cover(&self, connection: &mut Connection) -> Result<CoverView, DeskRefusal> {
        let scope = self.here.permit(Action::Look)?.scope();
        let error = self.fields.get("cover").and_then(|field| field.error.clone());
        let id = self.fields.get("cover_id").and_then(|field| field.value.parse().ok());
        let Some(id) = id.map(FileId) else { return Ok(CoverView { current: None, error }) };
        let found = file::find(connection, scope, id).await?;
        let current = found.and_then(|found| {
            let (width, height) = found.size?;
            Some(CurrentCover {
                id: id.0,
                url: self.here.url(&format!("/tep/{id}")),
                width,
                height,
                working: false,
            })
        });
        Ok(CoverView { current, error })
    }

    async fn attachment_views(
        &self,
        connection: &mut Connection,
    ) -> Result<Vec<AttachmentView>, DeskRefusal> {
        let scope = self.here.permit(Action::Look)?.scope();
        let mut views = Vec::new();
        for (id, title) in &self.attachments {
            if let Some(found) = file::find(connection, scope, *id).await? {
                views.push(AttachmentView {
                    id: id.0,
                    url: self.here.url(&format!("/tep/{id}")),
                    title: if title.is_empty() { found.name.clone() } else { title.clone() },
                    name: found.name,
                });
            }
        }
        Ok(views)
    }

    /// The office that manages the site, and those that its notices named before.
    async fn issuers(&self, connection: &mut Connection) -> Result<Vec<String>, DeskRefusal> {
        if !self.fields.contains_key("issuer") {
            return Ok(Vec::new());
        }
        let scope = self.here.permit(Action::Look)?.scope();
        let own = conglang_house::site::profile(connection, self.here.site.id).await?;
        let own = own.map(|profile| profile.managing_organisation);
        let own: Vec<String> = own.into_iter().filter(|name| !name.is_empty()).collect();
        let named = conglang_slices::issuers(connection, scope).await?;
        let others = named.into_iter().filter(|name| !own.contains(name)).collect::<Vec<_>>();
        Ok([own, others].concat())
    }

    /// The languages something new may be written in; an entry's own does not change.
    async fn languages(&self, connection: &mut Connection) -> Result<Vec<Choice>, DeskRefusal> {
        if matches!(self.target, Target::Known(_)) {
            return Ok(Vec::new());
        }
        let site = conglang_house::site::find(connection, self.here.site.id).await?;
        Ok(site
            .map(|site| site.languages)
            .unwrap_or_default()
            .into_iter()
            .map(|language| Choice::flat(language.as_str(), language.own_name()))
            .collect())
    }
}

/// Whether a field of a kind's own says something, or something is wrong with it.
fn is_touched(slice: &Slice, own: &BTreeMap<&'static str, Field>) -> Result<bool, DeskRefusal> {
    let empty = slice.kind.read(&Form::default(), &mut Rejections::none())?;
    Ok(slice.kind.fields(&empty)?.into_iter().any(|(name, blank)| {
        name != "body"
            && own.get(name).is_some_and(|field| field.error.is_some() || field.value != blank)
    }))
}

/// What a save of this edition is based on.
pub fn base_of(edition: &Edition) -> String {
    entry::Base { edition: edition.id, version: edition.version }.to_string()
}

/// What an account is called.
///
/// # Errors
/// When the database does not answer.
pub async fn name_of(
    connection: &mut Connection,
    account: Option<conglang_kernel::AccountId>,
) -> Result<Option<String>, DeskRefusal> {
    let Some(account) = account else { return Ok(None) };
    let found = conglang_house::account::find(connection, account).await?;
    Ok(found.map(|account| account.name))
}
