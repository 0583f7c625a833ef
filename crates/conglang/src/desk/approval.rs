//! An approver's yes or no from their mail: the link is personal, works once, and ends by itself.

use std::sync::Arc;

use conglang_house::account::{self, Actor, SiteRef, Token, may};
use conglang_house::entry::{self, Base, Hand, PublishRefusal};
use conglang_house::web::Web;
use conglang_kernel::{Action, Language, Rejections};
use conglang_platform::db::Reach;
use http::StatusCode;
use minijinja::context;

use super::fields::{reject, typed};
use super::preview::Opened;
use super::refusal::{DeskRefusal, html};
use super::routes::{Answer, Asked};
use super::view::DeskView;

/// Does what the approver's button says.
///
/// # Errors
/// When the link is no approver's, or they may no longer decide.
pub async fn answer(web: Arc<Web>, asked: Asked, opened: Opened) -> Answer {
    let approver = opened.link.approver.ok_or(DeskRefusal::Forbidden)?;
    let token = Token::parse(asked.word(0)).ok_or(DeskRefusal::LinkEnded)?;
    let scope = opened.link.scope;
    let (now, id) = (web.clock.now(), opened.link.entry);
    let mut connection = web.db.read(Reach::Installation).await?;
    let actor: Actor =
        account::actor_of(&mut connection, approver).await?.ok_or(DeskRefusal::LinkEnded)?;
    let site = conglang_house::site::find(&mut connection, scope.site())
        .await?
        .ok_or(DeskRefusal::LinkEnded)?;
    drop(connection);
    let site_ref = SiteRef { id: site.id, parent_id: site.parent, state: site.state };
    // A role may have been taken away since the letter was sent.
    let _permit = may(&actor, Action::Publish, site_ref).map_err(|_| DeskRefusal::Forbidden)?;
    let seen = Base { edition: opened.edition.id, version: opened.edition.version };
    if Base::parse(asked.form.text("base")) != Some(seen) {
        let mut fields = typed(&["guest_name", "remark", "return_note"], &asked.form);
        let mistakes = reject(&web, &mut fields, &Rejections::one("", "changed-meanwhile"));
        return opened.draw(&web, StatusCode::CONFLICT, &fields, &mistakes).await;
    }
    let mut transaction = web.db.write(scope.reach()).await?;
    if !entry::use_draft_link(&mut transaction, &token, now).await? {
        return Err(DeskRefusal::LinkEnded);
    }
    let tx = &mut transaction;
    let outcome = if asked.form.text("viec") == "tra_lai" {
        match entry::send_back(tx, scope, approver, id, asked.form.text("return_note"), now).await {
            Ok(returned) => {
                super::letters::returned(tx, scope, &returned, approver, now).await?;
                Ok("returned")
            }
            Err(refusal) => Err(refusal),
        }
    } else {
        match opened.edition.publish_at.filter(|at| *at > now) {
            Some(at) => entry::schedule(tx, &web.kinds, scope, approver, id, at, now)
                .await
                .map(|()| "scheduled"),
            None => entry::publish(tx, &web.kinds, scope, Hand::Member(approver), id, now)
                .await
                .map(|_| "published"),
        }
    };
    match outcome {
        Ok(done) => {
            if done != "returned" {
                super::letters::approved(&mut transaction, scope, id, approver, now).await?;
            }
            transaction.commit().await?;
            let path = conglang_house::frame::address_of(&web, scope, id).await?;
            let values = context! {
                desk => super::signed::value(&DeskView::bare()),
                done => done,
                title => &opened.edition.title,
                publish_at => opened.edition.publish_at.map(|at| at.0),
                public_url => (done == "published").then_some(path).flatten(),
            };
            let page = web.pages.render_value("desk/approved.html", Language::Vi, values)?;
            Ok(html(StatusCode::OK, page))
        }
        Err(refusal) => {
            drop(transaction);
            let rejections = match refusal {
                PublishRefusal::Incomplete(rejections) => rejections,
                PublishRefusal::OwnText => Rejections::one("", "own-text"),
                PublishRefusal::NothingToPublish => Rejections::one("", "nothing-to-publish"),
                PublishRefusal::WrongState(_) => Rejections::one("", "wrong-state"),
                PublishRefusal::Fault(fault) => return Err(fault.into()),
            };
            let mut fields = typed(&["guest_name", "remark", "return_note"], &asked.form);
            let mistakes = reject(&web, &mut fields, &rejections);
            opened.draw(&web, StatusCode::UNPROCESSABLE_ENTITY, &fields, &mistakes).await
        }
    }
}
