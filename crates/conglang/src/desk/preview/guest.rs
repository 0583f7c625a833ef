//! The draft behind a secret link: for whoever has it, or for the approver it was sent to.

use std::sync::Arc;

use conglang_house::account::{self, Actor, SiteRef, Token, may};
use conglang_house::entry::{self, Edition, Speaker};
use conglang_house::site;
use conglang_house::web::Web;
use conglang_kernel::{Action, EditionState, Language, Rejections};
use conglang_platform::blob::BlobHash;
use conglang_platform::db::Reach;
use http::StatusCode;

use super::{Answered, Bar, Drawn, FIELDS, GuestsOnly, May, approval, remarks_of};
use crate::desk::fields::{reject, typed};
use crate::desk::refusal::{DeskRefusal, see_other};
use crate::desk::remarks;
use crate::desk::routes::{Answer, Asked};
use crate::desk::uploads::serve_hash;
use crate::desk::view::flash;
use crate::desk::writing::{Judge, name_of};
use crate::slices;

/// The draft behind a secret link, for whoever has it.
pub async fn guest(web: Arc<Web>, asked: Asked) -> Answer {
    let opened = Opened::of(&web, &asked).await?;
    opened.draw(&web, StatusCode::OK, &asked, &Rejections::none()).await
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
        "dang" | "hen" | "tra_lai" => approval::answer(web, asked, opened).await,
        _ => remark(web, asked, opened).await,
    }
}

async fn remark(web: Arc<Web>, asked: Asked, opened: Opened) -> Answer {
    let speaker = match &opened.approver {
        Some(actor) => {
            let _permit =
                may(actor, Action::Write, opened.site).map_err(|_| DeskRefusal::Forbidden)?;
            Speaker::Member(actor.account())
        }
        None if !opened.site.state.is_written() => return Err(DeskRefusal::Closed),
        None => Speaker::Guest(asked.form.text("guest_name").to_owned()),
    };
    let (now, scope, edition) = (web.clock.now(), opened.link.scope, &opened.edition);
    let text = asked.form.text("remark");
    let mut transaction = web.db.write(scope.reach()).await?;
    match remarks::remark(&mut transaction, scope, edition, &speaker, text, now).await? {
        Ok(()) => {
            transaction.commit().await?;
            Ok(see_other(&format!("{}?da=remark-said#loi-nhan", opened.address)))
        }
        Err(rejections) => {
            drop(transaction);
            opened.draw(&web, StatusCode::UNPROCESSABLE_ENTITY, &asked, &rejections).await
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
    /// The site it is on.
    pub site: SiteRef,
    /// Whose link it is, with what they may do now; none for a guest's.
    pub approver: Option<Actor>,
}

impl Opened {
    /// Finds what the address opens now.
    ///
    /// # Errors
    /// When the link has ended, or its approver may no longer look at the site.
    pub async fn of(web: &Web, asked: &Asked) -> Result<Self, DeskRefusal> {
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
        let portal = site::portal_of(&mut connection, link.scope.site())
            .await?
            .ok_or(DeskRefusal::LinkEnded)?;
        let site = SiteRef { id: portal.site, parent_id: portal.parent, state: portal.state };
        let approver = match link.approver {
            None => None,
            // A role may have been taken away since the letter was sent.
            Some(approver) => {
                let actor = account::actor_of(&mut connection, approver).await?;
                let actor = actor.filter(|actor| may(actor, Action::Look, site).is_ok());
                Some(actor.ok_or(DeskRefusal::LinkEnded)?)
            }
        };
        let address = format!("/xem/{}", asked.word(0));
        Ok(Self { link, entry, edition, address, site, approver })
    }

    /// Whether the text is no longer the one the link was made of.
    fn is_changed(&self) -> bool {
        self.edition.version != self.link.version
    }

    /// Draws the draft with its bar.
    pub async fn draw(
        &self,
        web: &Arc<Web>,
        status: StatusCode,
        asked: &Asked,
        rejections: &Rejections,
    ) -> Answer {
        let (now, scope, edition) = (web.clock.now(), self.link.scope, &self.edition);
        let mut connection = web.db.read(Reach::Installation).await?;
        let say = |key: &str| web.pages.words().say(Language::Vi, key, &[]);
        let by = edition.submitted_by.filter(|_| edition.state == EditionState::Submitted);
        let by = name_of(&mut connection, by.or(edition.saved_by))
            .await?
            .unwrap_or_else(|| say("desk-by-program"));
        let is_approver = self.link.approver.is_some();
        let decides = is_approver && !self.link.is_used && edition.state == EditionState::Submitted;
        let mut bar = Bar::of(&self.entry, edition, self.address.clone(), by, now);
        bar.may = May { publish: decides, send_back: decides, see_urgent: false, remark: true };
        bar.asks_name = !is_approver;
        bar.done = flash(web, asked.parts.uri.query().and_then(|query| query.strip_prefix("da=")));
        bar.changed = decides && self.is_changed();
        let guests_only = if is_approver { GuestsOnly::No } else { GuestsOnly::Yes };
        bar.remarks = remarks_of(&mut connection, scope, &self.entry, guests_only).await?;
        if decides {
            let slice = slices::named(&self.entry.kind).ok_or(DeskRefusal::NotFound)?;
            let judge = Judge { web, scope, slice, now };
            bar.checks = judge.checks_of(&mut connection, edition).await?;
        }
        let is_answered = is_approver && !decides;
        let decided = match is_answered {
            true => entry::decided(&mut connection, scope, edition.id).await?,
            false => None,
        };
        drop(connection);
        if is_answered {
            bar.answered = Some(self.answered(web, decided).await?);
        }
        let mut fields = typed(&FIELDS, &asked.form);
        let mistakes = reject(web, &mut fields, rejections);
        let files = format!("{}/tep", self.address);
        let drawn = Drawn { scope, entry: &self.entry, edition, files: &files, now };
        bar.over(web, status, drawn, &fields, &mistakes).await
    }

    async fn answered(
        &self,
        web: &Web,
        decided: Option<entry::Decided>,
    ) -> Result<Answered, DeskRefusal> {
        let say = |key: &str| web.pages.words().say(Language::Vi, key, &[]);
        let (what, name, at) = match decided {
            Some(decided) => (
                match self.edition.state {
                    EditionState::Published => "published",
                    EditionState::Scheduled => "scheduled",
                    EditionState::Returned => "returned",
                    _ => "else",
                },
                decided.name.unwrap_or_else(|| say("desk-by-program")),
                decided.at,
            ),
            None => ("else", String::new(), 0),
        };
        let public = conglang_house::frame::address_of(web, self.link.scope, self.entry.id).await?;
        Ok(Answered {
            what,
            name,
            at,
            publish_at: self.edition.publish_at.map(|at| at.0),
            public_url: public.filter(|_| self.entry.state.is_readable()),
        })
    }
}
