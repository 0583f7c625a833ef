//! A draft in the real template, with a bar above it: for members, and by a secret link for anybody
//! they send it to.

use std::sync::Arc;

use conglang_house::account::Token;
use conglang_house::entry::{self, Edition, Speaker};
use conglang_house::web::Web;
use conglang_kernel::{Action, EditionState, EntryId, EntryState, Language, SecondEyes};
use conglang_platform::blob::BlobHash;
use conglang_platform::db::Reach;
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::fields::{Fields, Mistake, reject, typed};
use super::refusal::{DeskRefusal, html, html_in_frame, see_other};
use super::routes::{Answer, Asked};
use super::sheet::Sheet;
use super::signed::{OnSite, value};
use super::uploads::serve_hash;
use super::writing::{base_of, name_of};

/// Asks for the draft alone, as it is shown in a frame.
const FRAME: &str = "khung";

#[derive(Serialize)]
struct PreviewView {
    edit_url: Option<String>,
    phone_url: Option<String>,
    action: String,
    base: String,
    /// Whether the public reads this very edition.
    live: bool,
    live_at: Option<i64>,
    publish_at: Option<i64>,
    by: String,
    at: i64,
    may: PreviewMay,
    approver: Option<String>,
    answered: bool,
    changed: bool,
}

#[derive(Default, Serialize)]
struct PreviewMay {
    publish: bool,
    #[serde(rename = "return")]
    send_back: bool,
    remark: bool,
}

#[derive(Serialize)]
struct RemarkView {
    name: String,
    text: String,
    at: i64,
}

/// The draft of an entry, for members.
pub async fn show(here: OnSite, asked: Asked) -> Answer {
    let id = EntryId(asked.number(0)?);
    let signed = &here.signed;
    let scope = here.permit(Action::Look)?.scope();
    let mut connection = signed.web.db.read(Reach::Installation).await?;
    let sheet = Sheet::find(&here, &mut connection, id).await?;
    let edition = sheet.edition()?;
    let by = name_of(&mut connection, edition.saved_by).await?;
    let eyes = conglang_house::site::practice(&mut connection, scope).await?.second_eyes;
    drop(connection);
    let own_text = edition.is_text_of(signed.account.id);
    let may_publish = here.permit(Action::Publish).is_ok()
        && edition.state.is_open()
        && !(eyes == SecondEyes::Required && own_text);
    let address = here.url(&format!("/noi-dung/{id}"));
    let view = PreviewView {
        edit_url: Some(address.clone()),
        phone_url: Some(format!("{address}/xem/dien-thoai")),
        action: address,
        base: base_of(edition),
        live: is_read(&sheet.entry, edition),
        live_at: live_at(&sheet.entry),
        publish_at: edition.publish_at.filter(|at| *at > signed.now).map(|at| at.0),
        by: by.unwrap_or_else(|| signed.say("desk-by-program")),
        at: edition.saved_at.0,
        may: PreviewMay {
            publish: may_publish,
            send_back: may_publish && edition.state == EditionState::Submitted,
            remark: false,
        },
        approver: None,
        answered: false,
        changed: false,
    };
    let page = crate::public::preview(&signed.web, scope, &sheet.entry, edition, signed.now)
        .await
        .map_err(refused)?;
    let files = here.url("/tep-ban");
    if signed.query.has(FRAME) {
        return Ok(html_in_frame(with_bar(&page, "", &files)));
    }
    let bar = bar(&signed.web, &view, &[], &typed(&[], &Default::default()), &[])?;
    Ok(html(StatusCode::OK, with_bar(&page, &bar, &files)))
}

/// The draft as a telephone shows it: the same page in a frame of that width.
pub async fn on_phone(here: OnSite, asked: Asked) -> Answer {
    let id = EntryId(asked.number(0)?);
    let scope = here.permit(Action::Look)?.scope();
    let mut connection = here.signed.web.db.read(scope.reach()).await?;
    let sheet = Sheet::find(&here, &mut connection, id).await?;
    drop(connection);
    let address = here.url(&format!("/noi-dung/{id}"));
    let own = context! {
        title => &sheet.edition()?.title,
        edit_url => &address,
        wide_url => format!("{address}/xem"),
        frame_url => format!("{address}/xem?{FRAME}=co"),
    };
    let desk = super::view::DeskView::of_site(&here, "entries").await?;
    Ok(html(StatusCode::OK, here.signed.render("desk/preview_phone.html", &desk, own)?))
}

/// A file of a draft under its hash, for members.
pub async fn file(here: OnSite, asked: Asked) -> Answer {
    let scope = here.permit(Action::Look)?.scope();
    let hash = BlobHash::parse(asked.word(0)).ok_or(DeskRefusal::NotFound)?;
    serve_hash(&here.signed.web, scope, &hash).await
}

/// Makes a secret link to read a draft and shows it once.
pub async fn share(here: OnSite, asked: Asked) -> Answer {
    let id = EntryId(asked.number(0)?);
    let permit = here.permit(Action::Write)?;
    let signed = &here.signed;
    let mut connection = signed.web.db.read(permit.scope().reach()).await?;
    let sheet = Sheet::find(&here, &mut connection, id).await?;
    drop(connection);
    let edition = sheet.edition()?;
    let mut transaction = signed.web.db.write(permit.scope().reach()).await?;
    let by = Some(permit.account());
    let token =
        entry::make_draft_link(&mut transaction, permit.scope(), edition, None, by, signed.now)
            .await?;
    transaction.commit().await?;
    let desk_origin = signed.web.config.origin(&signed.web.hosts.desk());
    let own = context! {
        entry => context! { id => id.0, title => &edition.title },
        link => format!("{desk_origin}/xem/{}", token.reveal()),
        days => entry::READING_DAYS,
    };
    let desk = super::view::DeskView::of_site(&here, "entries").await?;
    Ok(html(StatusCode::OK, signed.render("desk/share_draft.html", &desk, own)?))
}

/// The draft behind a secret link, for whoever has it.
pub async fn guest(web: Arc<Web>, asked: Asked) -> Answer {
    let opened = Opened::of(&web, &asked).await?;
    let fields = typed(&["guest_name", "remark", "return_note"], &asked.form);
    opened.draw(&web, StatusCode::OK, &fields, &[]).await
}

/// A file of the draft behind a secret link.
pub async fn guest_file(web: Arc<Web>, asked: Asked) -> Answer {
    let opened = Opened::of(&web, &asked).await?;
    let hash = BlobHash::parse(asked.word(1)).ok_or(DeskRefusal::NotFound)?;
    serve_hash(&web, opened.link.scope, &hash).await
}

/// A guest's remark, or an approver's answer from their mail.
pub async fn guest_says(web: Arc<Web>, asked: Asked) -> Answer {
    let opened = Opened::of(&web, &asked).await?;
    match asked.form.text("viec") {
        "dang" | "hen" | "tra_lai" => super::approval::answer(web, asked, opened).await,
        _ => remark(web, asked, opened).await,
    }
}

async fn remark(web: Arc<Web>, asked: Asked, opened: Opened) -> Answer {
    let speaker = match opened.link.approver {
        Some(approver) => Speaker::Member(approver),
        None => Speaker::Guest(asked.form.text("guest_name").to_owned()),
    };
    let now = web.clock.now();
    let scope = opened.link.scope;
    let mut transaction = web.db.write(scope.reach()).await?;
    let said = entry::add_remark(
        &mut transaction,
        scope,
        &opened.edition,
        &speaker,
        asked.form.text("remark"),
        now,
    )
    .await?;
    match said {
        Ok(remark) => {
            let edition = &opened.edition;
            super::letters::remarked(&mut transaction, scope, edition, remark, &speaker, now)
                .await?;
            transaction.commit().await?;
            Ok(see_other(&format!("/xem/{}#loi-nhan", asked.word(0))))
        }
        Err(rejections) => {
            drop(transaction);
            let mut fields = typed(&["guest_name", "remark", "return_note"], &asked.form);
            let mistakes = reject(&web, &mut fields, &rejections);
            opened.draw(&web, StatusCode::UNPROCESSABLE_ENTITY, &fields, &mistakes).await
        }
    }
}

/// What a secret link opens.
pub struct Opened {
    /// The link.
    pub link: entry::DraftLink,
    /// The entry.
    pub entry: entry::Entry,
    /// The edition as it is now.
    pub edition: Edition,
    /// The link's own address.
    pub address: String,
}

impl Opened {
    async fn of(web: &Web, asked: &Asked) -> Result<Self, DeskRefusal> {
        let token = Token::parse(asked.word(0)).ok_or(DeskRefusal::LinkEnded)?;
        let now = web.clock.now();
        let mut connection = web.db.read(Reach::Installation).await?;
        let link = entry::find_draft_link(&mut connection, &token, now)
            .await?
            .ok_or(DeskRefusal::LinkEnded)?;
        let entry = entry::find(&mut connection, link.scope, link.entry)
            .await?
            .ok_or(DeskRefusal::LinkEnded)?;
        let edition = entry::find_open(&mut connection, link.scope, link.entry).await?;
        let edition = match edition {
            Some(edition) => Some(edition),
            None => entry::find_live(&mut connection, link.scope, link.entry).await?,
        };
        // A later edition is another text: the link was to this one.
        let edition =
            edition.filter(|edition| edition.id == link.edition).ok_or(DeskRefusal::LinkEnded)?;
        Ok(Self { link, entry, edition, address: format!("/xem/{}", asked.word(0)) })
    }

    /// Whether the text is no longer the one the link was made of.
    pub fn is_changed(&self) -> bool {
        self.edition.version != self.link.version
    }

    /// Draws the draft with its bar.
    pub async fn draw(
        &self,
        web: &Arc<Web>,
        status: StatusCode,
        fields: &Fields,
        mistakes: &[Mistake],
    ) -> Answer {
        let now = web.clock.now();
        let mut connection = web.db.read(Reach::Installation).await?;
        let say = |key: &str| web.pages.words().say(Language::Vi, key, &[]);
        let by = name_of(&mut connection, self.edition.saved_by)
            .await?
            .unwrap_or_else(|| say("desk-by-program"));
        let approver = name_of(&mut connection, self.link.approver).await?;
        let remarks: Vec<RemarkView> =
            entry::remarks(&mut connection, self.link.scope, self.link.entry)
                .await?
                .into_iter()
                // What colleagues tell each other is not for whoever has the address.
                .filter(|remark| approver.is_some() || remark.is_guest == 1)
                .map(|remark| RemarkView {
                    name: remark.name,
                    text: remark.text,
                    at: remark.created_at,
                })
                .collect();
        drop(connection);
        let decides = approver.is_some()
            && !self.link.is_used
            && self.edition.state == EditionState::Submitted;
        let view = PreviewView {
            edit_url: None,
            phone_url: None,
            action: self.address.clone(),
            base: base_of(&self.edition),
            live: is_read(&self.entry, &self.edition),
            live_at: live_at(&self.entry),
            publish_at: self.edition.publish_at.filter(|at| *at > now).map(|at| at.0),
            by,
            at: self.edition.saved_at.0,
            may: PreviewMay { publish: decides, send_back: decides, remark: true },
            answered: approver.is_some() && !decides,
            changed: decides && self.is_changed(),
            approver,
        };
        let page = crate::public::preview(web, self.link.scope, &self.entry, &self.edition, now)
            .await
            .map_err(refused)?;
        let bar = bar(web, &view, &remarks, fields, mistakes)?;
        let files = format!("{}/tep", self.address);
        Ok(html(status, with_bar(&page, &bar, &files)))
    }
}

/// Whether the public reads this edition.
fn is_read(entry: &entry::Entry, edition: &Edition) -> bool {
    entry.state.is_readable() && edition.state == EditionState::Published
}

fn live_at(entry: &entry::Entry) -> Option<i64> {
    (entry.state != EntryState::Unpublished).then_some(entry.published_at).flatten().map(|at| at.0)
}

fn bar(
    web: &Web,
    preview: &PreviewView,
    remarks: &[RemarkView],
    fields: &Fields,
    mistakes: &[Mistake],
) -> Result<String, DeskRefusal> {
    let values = context! {
        preview => value(preview),
        remarks => value(&remarks),
        form => value(fields),
        errors => value(&mistakes),
    };
    Ok(web.pages.render_value("desk/preview_bar.html", Language::Vi, values)?)
}

/// Puts the bar at the top of a public page and leads its files to where the reader may have them.
fn with_bar(page: &str, bar: &str, files: &str) -> String {
    let page =
        page.replace("\"/tep/", &format!("\"{files}/")).replace(", /tep/", &format!(", {files}/"));
    // After the link that leads past everything: that stays the first thing of the page.
    let after = |open: &str, close: &str| {
        let start = page.find(open)?;
        page.get(start..)?.find(close).map(|end| start + end + close.len())
    };
    let at = after("<a class=\"skip\"", "</a>").or_else(|| after("<body", ">")).unwrap_or(0);
    let (head, body) = page.split_at(at);
    format!("{head}{bar}{body}")
}

/// What the public side refuses, the desk refuses in its own words.
fn refused(refusal: crate::public::Refusal) -> DeskRefusal {
    match refusal {
        crate::public::Refusal::Fault(fault) => DeskRefusal::Fault(fault),
        _ => DeskRefusal::NotFound,
    }
}
