//! An approver's yes or no from their mail: the link is personal, works once, and ends by itself.

use std::sync::Arc;

use conglang_house::account::{Token, may};
use conglang_house::entry::{self, Base, PublishRefusal};
use conglang_house::web::Web;
use conglang_kernel::{Action, EditionState, Language, Rejections};
use http::StatusCode;
use minijinja::context;

use super::guest::Opened;
use crate::desk::decision::{Decision, carry_out, rejections_of};
use crate::desk::refusal::{DeskRefusal, html, see_other};
use crate::desk::routes::{Answer, Asked};
use crate::desk::signed::value;
use crate::desk::view::DeskView;

/// Does what the approver's button says.
///
/// # Errors
/// When the link is no approver's, or they may no longer decide.
pub async fn answer(web: Arc<Web>, asked: Asked, opened: Opened) -> Answer {
    let actor = opened.approver.as_ref().ok_or(DeskRefusal::Forbidden)?;
    let token = Token::parse(asked.word(0)).ok_or(DeskRefusal::LinkEnded)?;
    let scope = opened.link.scope;
    let now = web.clock.now();
    // Whoever may still read may no longer decide.
    let _permit = may(actor, Action::Publish, opened.site).map_err(|_| DeskRefusal::Forbidden)?;
    let approver = actor.account();
    // A second tap, or a colleague was quicker: the page says what became of it.
    if opened.link.is_used || opened.edition.state != EditionState::Submitted {
        return Ok(see_other(&opened.address));
    }
    let seen = Base { edition: opened.edition.id, version: opened.edition.version };
    if Base::parse(asked.form.text("base")) != Some(seen) {
        let changed = Rejections::one("", "changed-meanwhile");
        return opened.draw(&web, StatusCode::CONFLICT, &asked, &changed).await;
    }
    let decision = match asked.form.text("viec") {
        "tra_lai" => Decision::SendBack { note: asked.form.text("return_note") },
        _ => Decision::Approve,
    };
    let edition = &opened.edition;
    let mut transaction = web.db.write(scope.reach()).await?;
    if !entry::use_draft_link(&mut transaction, &token, now).await? {
        drop(transaction);
        return Ok(see_other(&opened.address));
    }
    match carry_out(&mut transaction, &web, scope, approver, edition, decision, now).await {
        Ok(done) => {
            transaction.commit().await?;
            let path = conglang_house::frame::address_of(&web, scope, edition.entry).await?;
            let values = context! {
                desk => value(&DeskView::bare()),
                done => done,
                title => &edition.title,
                publish_at => edition.publish_at.map(|at| at.0),
                public_url => (done == "published").then_some(path).flatten(),
            };
            let page =
                web.pages.render_value("desk/preview/approved.html", Language::Vi, values)?;
            Ok(html(StatusCode::OK, page))
        }
        Err(PublishRefusal::Changed) => {
            drop(transaction);
            let changed = Rejections::one("", "changed-meanwhile");
            let opened = Opened::of(&web, &asked).await?;
            opened.draw(&web, StatusCode::CONFLICT, &asked, &changed).await
        }
        Err(refusal) => {
            drop(transaction);
            let rejections = rejections_of(refusal)?;
            opened.draw(&web, StatusCode::UNPROCESSABLE_ENTITY, &asked, &rejections).await
        }
    }
}
