//! Writing: the form of an entry, what each of its buttons does, and what is said when it cannot.
//!
//! One save is one transaction. Whatever else the button asks for (submit, publish, schedule) happens
//! in it too, or nothing does and everything typed stays on the screen.

mod advice;
mod conflict;
mod draft;
mod machine;
mod screen;
mod wish;

pub use advice::{Check, Judge, check, convert};
pub use draft::{FORM_BYTES_MAX, fields_of};
pub use machine::{autosave, autosave_new, called, find, json_answer, presence};
pub use screen::{base_of, name_of};
pub use wish::Wish;

use conglang_house::account::Permit;
use conglang_house::entry::{
    self, Base, Edition, Hand, PublishRefusal, Saved, Urgency, publish, schedule,
};
use conglang_house::file;
use conglang_house::scope::SiteScope;
use conglang_kernel::{AccountId, Action, EntryId, Rejections, Start};
use conglang_platform::db::Transaction;
use conglang_platform::form::Form;
use http::StatusCode;

use super::confirm::Confirm;
use super::decision::{Decision, carry_out, rejections_of};
use super::fields::Field;
use super::letters::Letters;
use super::refusal::{DeskRefusal, see_other};
use super::routes::{Answer, Asked};
use super::sheet::Sheet;
use super::signed::OnSite;
use crate::slices;
use draft::{Target, Typed};
use screen::Screen;

/// Set by the form that makes one text of two, so that neither leaves the history.
const MERGING: &str = "merging";

/// A blank form, or one begun by a start of the desk.
pub async fn show_new(here: OnSite, asked: Asked) -> Answer {
    here.demand(Action::Write)?;
    let slice = slices::worded(asked.word(0)).ok_or(DeskRefusal::NotFound)?;
    let start = here.signed.query.filled("mau").and_then(|key| Start::named(key, slice.kind.name));
    let target = Target::New(slice);
    let mut connection = here.signed.web.db.read(here.scope()?.reach()).await?;
    let mut fields = draft::blank_fields(&here, &mut connection, slice, start).await?;
    drop(connection);
    // Begun from what people looked for and did not find.
    if let (Some(title), None) = (here.signed.query.filled("tieu_de"), start) {
        let mut letters = title.chars().take(entry::TITLE_CHARS_MAX);
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        fields.insert("title", Field { value: first.chain(letters).collect(), error: None });
    }
    Screen::new(&here, &target, fields).draw(StatusCode::OK).await
}

/// The form of an entry.
pub async fn show(here: OnSite, asked: Asked) -> Answer {
    let id = EntryId(asked.number(0)?);
    let mut connection = here.signed.web.db.read(here.scope()?.reach()).await?;
    let sheet = Sheet::find(&here, &mut connection, id).await?;
    drop(connection);
    let fields = fields_of(here.site.id, sheet.slice, sheet.edition()?)?;
    Screen::new(&here, &Target::Known(Box::new(sheet)), fields).draw(StatusCode::OK).await
}

/// Begins an entry.
pub async fn submit_new(here: OnSite, asked: Asked) -> Answer {
    let slice = slices::worded(asked.word(0)).ok_or(DeskRefusal::NotFound)?;
    write(here, asked, Target::New(slice)).await
}

/// Saves an entry, or decides about it.
pub async fn submit(here: OnSite, asked: Asked) -> Answer {
    let id = EntryId(asked.number(0)?);
    let mut connection = here.signed.web.db.read(here.scope()?.reach()).await?;
    let sheet = Sheet::find(&here, &mut connection, id).await?;
    drop(connection);
    // Without a title field it is a decision about what is there, as in the preview.
    if asked.form.has("title") {
        write(here, asked, Target::Known(Box::new(sheet))).await
    } else {
        decide(here, asked, sheet).await
    }
}

async fn write(here: OnSite, asked: Asked, target: Target) -> Answer {
    let permit = here.permit(Action::Write)?;
    let wish = Wish::read(&asked.form);
    if let Some(action) = wish.needs() {
        here.demand(action)?;
    }
    let typed = Typed::read(&here, &target, &asked.form, wish).await?;
    if !typed.rejections.is_empty() {
        return Screen::of_typed(&here, &target, &asked.form, &typed)
            .draw(StatusCode::UNPROCESSABLE_ENTITY)
            .await;
    }
    let scope = permit.scope();
    let (web, now, by) = (&here.signed.web, here.signed.now, permit.account());
    let mut transaction = web.db.write(scope.reach()).await?;
    let id = match &target {
        Target::New(slice) => typed.create(&mut transaction, scope, by, slice, now).await?.0,
        Target::Known(sheet) => {
            let id = sheet.entry.id;
            let base = Base::parse(asked.form.text("base")).ok_or(DeskRefusal::Malformed)?;
            if asked.form.has(MERGING) {
                entry::keep_text_of_draft(&mut transaction, scope, id, base, now).await?;
            }
            let saved = entry::save(
                &mut transaction,
                scope,
                by,
                id,
                base,
                &typed.heading,
                &typed.content,
                now,
            )
            .await?;
            if let Saved::Conflict(conflict) = saved {
                let (heading, content) = (&typed.heading, &typed.content);
                entry::keep_refused_text(&mut transaction, scope, by, id, heading, content, now)
                    .await?;
                transaction.commit().await?;
                return conflict::draw(&here, sheet, &asked.form, &typed, &conflict.theirs).await;
            }
            id
        }
    };
    entry::note_by_hand(&mut transaction, scope, id).await?;
    let pictures = typed.described_pictures(target.slice())?;
    file::describe_bare(&mut transaction, scope, &pictures, now).await?;
    match fulfil(&here, &permit, &mut transaction, id, wish, &typed).await {
        Ok(done) => {
            transaction.commit().await?;
            Ok(see_other(&here.url(&format!("/noi-dung/{id}?da={done}"))))
        }
        Err(refusal) => {
            drop(transaction);
            let rejections = rejections_of(refusal)?;
            Screen::of_typed(&here, &target, &asked.form, &typed)
                .rejected(&rejections)
                .draw(StatusCode::UNPROCESSABLE_ENTITY)
                .await
        }
    }
}

/// Does what the button asked for beyond saving; gives the word of the message.
async fn fulfil(
    here: &OnSite,
    permit: &Permit,
    transaction: &mut Transaction,
    id: EntryId,
    wish: Wish,
    typed: &Typed,
) -> Result<&'static str, PublishRefusal> {
    let web = &here.signed.web;
    let (now, by) = (here.signed.now, permit.account());
    let scope = permit.scope();
    match wish {
        Wish::Publish | Wish::Schedule => {
            // A time still to come is a schedule, whichever button was pressed.
            let done = match typed.heading.publish_at {
                Some(at) if at > now || wish == Wish::Schedule => {
                    schedule(transaction, &web.kinds, scope, by, id, at, now).await?;
                    "scheduled"
                }
                _ => {
                    publish(transaction, &web.kinds, scope, Hand::Member(by), id, now).await?;
                    "published"
                }
            };
            Letters::of(transaction, scope, by, now).approved(id).await?;
            Ok(done)
        }
        Wish::PublishUrgently => {
            let hand = Hand::Urgent { by, reason: &typed.urgent_reason };
            publish(transaction, &web.kinds, scope, hand, id, now).await?;
            Letters::of(transaction, scope, by, now).went_out_alone(id).await?;
            Ok("published-urgently")
        }
        Wish::Submit => {
            let edition = entry::submit(transaction, &web.kinds, scope, by, id, now).await?;
            Letters::of(transaction, scope, by, now).submitted(&edition).await?;
            Ok("submitted")
        }
        // What had its hour and was changed waits for a yes again.
        _ if typed.loses_schedule => Ok("saved-unscheduled"),
        _ => Ok("saved"),
    }
}

/// Decisions about an edition as it stands: the form has no text in it.
async fn decide(here: OnSite, asked: Asked, sheet: Sheet) -> Answer {
    let wish = Wish::read(&asked.form);
    let permit = here.permit(wish.needs().unwrap_or(Action::Write))?;
    let id = sheet.entry.id;
    let edition = sheet.edition()?;
    let base = Base { edition: edition.id, version: edition.version };
    // Nobody says yes to a text they have not seen.
    if Base::parse(asked.form.text("base")) != Some(base) {
        return changed_meanwhile(&here, &asked, id).await;
    }
    if wish == Wish::Discard && !asked.form.has("confirmed") {
        return confirm_discard(&here, edition, base).await;
    }
    let scope = permit.scope();
    let (web, now, by) = (&here.signed.web, here.signed.now, permit.account());
    let mut transaction = web.db.write(scope.reach()).await?;
    let tx = &mut transaction;
    let decided = match wish {
        Wish::SendBack => Some(Decision::SendBack { note: asked.form.text("return_note") }),
        Wish::SeeUrgent => Some(Decision::SeeUrgent),
        Wish::Publish | Wish::Schedule => Some(Decision::Approve),
        _ => None,
    };
    let outcome = match decided {
        Some(decision) => carry_out(tx, web, scope, by, edition, decision, now).await,
        None => carry_out_own(&here, tx, scope, by, edition, wish).await?,
    };
    match outcome {
        Ok(done) => {
            transaction.commit().await?;
            let gone = wish == Wish::Discard && sheet.live.is_none();
            let to = if gone {
                format!("/noi-dung?da={done}&bai={id}")
            } else {
                format!("/noi-dung/{id}?da={done}")
            };
            Ok(see_other(&here.url(&to)))
        }
        Err(PublishRefusal::Changed) => {
            drop(transaction);
            changed_meanwhile(&here, &asked, id).await
        }
        Err(refusal) => {
            drop(transaction);
            let (rejections, status) = (rejections_of(refusal)?, StatusCode::UNPROCESSABLE_ENTITY);
            show_again(&here, sheet, &asked.form, &rejections, status).await
        }
    }
}

/// Does with one's own draft, as it was seen, what needs nobody's yes.
async fn carry_out_own(
    here: &OnSite,
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    edition: &Edition,
    wish: Wish,
) -> Result<Result<&'static str, PublishRefusal>, DeskRefusal> {
    let (tx, id, now) = (transaction, edition.entry, here.signed.now);
    if let Err(refusal) = entry::still_stands(tx, scope, edition).await {
        return Ok(Err(refusal));
    }
    Ok(match wish {
        Wish::Unschedule => {
            entry::unschedule(tx, scope, by, id, now).await?;
            Ok("unscheduled")
        }
        Wish::TakeBack => {
            entry::take_back_submission(tx, scope, by, id, now).await.map(|()| "taken-back")
        }
        Wish::Discard => {
            entry::discard(tx, scope, by, id, now).await?;
            Ok("discarded")
        }
        Wish::Submit => match entry::submit(tx, &here.signed.web.kinds, scope, by, id, now).await {
            Ok(submitted) => {
                Letters::of(tx, scope, by, now).submitted(&submitted).await?;
                Ok("submitted")
            }
            Err(refusal) => Err(refusal),
        },
        _ => return Err(DeskRefusal::Malformed),
    })
}

/// The text as it is now, when somebody changed what was decided about.
async fn changed_meanwhile(here: &OnSite, asked: &Asked, id: EntryId) -> Answer {
    let mut connection = here.signed.web.db.read(here.scope()?.reach()).await?;
    let sheet = Sheet::find(here, &mut connection, id).await?;
    drop(connection);
    let changed = Rejections::one("", "changed-meanwhile");
    show_again(here, sheet, &asked.form, &changed, StatusCode::CONFLICT).await
}

/// The form of an entry as it is stored, with what was wrong and what was typed beside the text.
pub async fn show_again(
    here: &OnSite,
    sheet: Sheet,
    form: &Form,
    rejections: &Rejections,
    status: StatusCode,
) -> Answer {
    let fields = fields_of(here.site.id, sheet.slice, sheet.edition()?)?;
    Screen::new(here, &Target::Known(Box::new(sheet)), fields)
        .said(form)
        .rejected(rejections)
        .draw(status)
        .await
}

/// Asks before a draft is given up: what somebody wrote is gone from the lists by one press.
async fn confirm_discard(here: &OnSite, edition: &Edition, base: Base) -> Answer {
    let (signed, address) = (&here.signed, here.url(&format!("/noi-dung/{}", edition.entry)));
    let title = match edition.title.as_str() {
        "" => signed.say("desk-edit-untitled"),
        title => title.to_owned(),
    };
    let confirm = Confirm {
        title: signed.say("desk-edit-discard-ask"),
        text: title,
        consequences: vec![signed.say("desk-edit-discard-what")],
        action: address.clone(),
        fields: vec![("base", base.to_string()), ("viec", "bo_nhap".to_owned())],
        cancel_url: address,
        button: signed.say("desk-edit-discard"),
    };
    confirm.draw(here, "entries").await
}

/// Whether an edition went out alone and still waits for somebody to look.
pub fn waits_for_eyes(urgency: Option<&Urgency>) -> bool {
    urgency.is_some_and(|urgency| urgency.seen_at.is_none())
}
