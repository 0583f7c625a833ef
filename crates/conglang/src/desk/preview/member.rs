//! A draft as members read it: whoever writes looks at it, whoever decides reads it and says yes or no.

use conglang_house::entry::{Base, PublishRefusal, Speaker, handed_in_before};
use conglang_kernel::{Action, EditionState, EntryId, Rejections, SecondEyes};
use conglang_platform::blob::BlobHash;
use conglang_platform::db::Reach;
use http::StatusCode;
use minijinja::context;

use super::{Bar, Drawn, FIELDS, GuestsOnly, May, remarks_of, with_bar};
use crate::desk::decision::{Decision, carry_out, rejections_of};
use crate::desk::fields::{reject, typed};
use crate::desk::refusal::{DeskRefusal, html, html_in_frame, see_other};
use crate::desk::remarks;
use crate::desk::routes::{Answer, Asked};
use crate::desk::sheet::Sheet;
use crate::desk::signed::OnSite;
use crate::desk::uploads::serve_hash;
use crate::desk::view::DeskView;
use crate::desk::writing::{Judge, Wish, name_of, waits_for_eyes};
use crate::public::Preview;

/// Asks for the draft alone, as it is shown in a frame.
const FRAME: &str = "khung";

/// The draft of an entry.
pub async fn show(here: OnSite, asked: Asked) -> Answer {
    let id = EntryId(asked.number(0)?);
    let scope = here.scope()?;
    let mut connection = here.signed.web.db.read(scope.reach()).await?;
    let sheet = Sheet::find(&here, &mut connection, id).await?;
    drop(connection);
    if here.signed.query.has(FRAME) {
        let files = here.url("/tep-ban");
        let Preview { page, origin } = drawn(&here, &sheet, &files)?.page(&here.signed.web).await?;
        // Whoever follows a link of the draft leaves the frame.
        let page = page.replacen("<head>", "<head>\n<base target=\"_top\">", 1);
        return Ok(html_in_frame(with_bar(&page, "", &files), &origin));
    }
    draw(&here, &sheet, StatusCode::OK, &asked, &Rejections::none()).await
}

/// What is decided on the page, or said of it.
pub async fn says(here: OnSite, asked: Asked) -> Answer {
    let id = EntryId(asked.number(0)?);
    let (web, now) = (&here.signed.web, here.signed.now);
    let mut connection = web.db.read(here.scope()?.reach()).await?;
    let sheet = Sheet::find(&here, &mut connection, id).await?;
    drop(connection);
    let edition = sheet.edition()?;
    let note = asked.form.text("return_note");
    let decision = match Wish::read(&asked.form) {
        Wish::Publish | Wish::Schedule => Decision::Approve,
        Wish::SendBack => Decision::SendBack { note },
        Wish::SeeUrgent => Decision::SeeUrgent,
        _ if asked.form.has("remark") => return remark(here, asked, &sheet).await,
        _ => return Err(DeskRefusal::Malformed),
    };
    let permit = here.permit(Action::Publish)?;
    // Nobody says yes to a text they have not seen.
    let seen = Base { edition: edition.id, version: edition.version };
    if Base::parse(asked.form.text("base")) != Some(seen) {
        return changed_meanwhile(&here, &asked, id).await;
    }
    let (scope, by) = (permit.scope(), permit.account());
    let mut transaction = web.db.write(scope.reach()).await?;
    match carry_out(&mut transaction, web, scope, by, edition, decision, now).await {
        Ok(done) => {
            transaction.commit().await?;
            // One's own text stays at hand; what a colleague wrote makes room for the next.
            let to = match edition.is_text_of(by) {
                true => format!("/noi-dung/{id}?da={done}"),
                false => format!("?da={done}&bai={id}"),
            };
            Ok(see_other(&here.url(&to)))
        }
        Err(PublishRefusal::Changed) => {
            drop(transaction);
            changed_meanwhile(&here, &asked, id).await
        }
        Err(refusal) => {
            drop(transaction);
            let rejections = rejections_of(refusal)?;
            draw(&here, &sheet, StatusCode::UNPROCESSABLE_ENTITY, &asked, &rejections).await
        }
    }
}

/// The page as it is now, when somebody changed what was decided about.
async fn changed_meanwhile(here: &OnSite, asked: &Asked, id: EntryId) -> Answer {
    let mut connection = here.signed.web.db.read(here.scope()?.reach()).await?;
    let sheet = Sheet::find(here, &mut connection, id).await?;
    drop(connection);
    let changed = Rejections::one("", "changed-meanwhile");
    draw(here, &sheet, StatusCode::CONFLICT, asked, &changed).await
}

async fn remark(here: OnSite, asked: Asked, sheet: &Sheet) -> Answer {
    let permit = here.permit(Action::Write)?;
    let (scope, now, id) = (permit.scope(), here.signed.now, sheet.entry.id);
    let (edition, speaker) = (sheet.edition()?, Speaker::Member(permit.account()));
    let text = asked.form.text("remark");
    let mut transaction = here.signed.web.db.write(scope.reach()).await?;
    match remarks::remark(&mut transaction, scope, edition, &speaker, text, now).await? {
        Ok(()) => {
            transaction.commit().await?;
            Ok(see_other(&here.url(&format!("/noi-dung/{id}/xem?da=remark-said#loi-nhan"))))
        }
        Err(rejections) => {
            drop(transaction);
            draw(&here, sheet, StatusCode::UNPROCESSABLE_ENTITY, &asked, &rejections).await
        }
    }
}

fn drawn<'d>(here: &OnSite, sheet: &'d Sheet, files: &'d str) -> Result<Drawn<'d>, DeskRefusal> {
    Ok(Drawn {
        scope: here.scope()?,
        entry: &sheet.entry,
        edition: sheet.edition()?,
        files,
        now: here.signed.now,
    })
}

async fn draw(
    here: &OnSite,
    sheet: &Sheet,
    status: StatusCode,
    asked: &Asked,
    rejections: &Rejections,
) -> Answer {
    let (signed, scope, id) = (&here.signed, here.scope()?, sheet.entry.id);
    let edition = sheet.edition()?;
    let account = signed.account.id;
    let mut connection = signed.web.db.read(Reach::Installation).await?;
    let by = edition.submitted_by.filter(|_| edition.state == EditionState::Submitted);
    let by = name_of(&mut connection, by.or(edition.saved_by)).await?;
    let eyes = conglang_house::site::practice(&mut connection, scope).await?.second_eyes;
    let own_text = edition.is_text_of(account);
    let publishes = here.permit(Action::Publish).is_ok();
    let decides =
        publishes && edition.state.is_open() && !(eyes == SecondEyes::Required && own_text);
    let address = here.url(&format!("/noi-dung/{id}"));
    let unseen = edition.urgency.as_ref().filter(|urgency| waits_for_eyes(Some(urgency)));
    let see_urgent = publishes && unseen.is_some() && !own_text;
    let by = by.unwrap_or_else(|| signed.say("desk-by-program"));
    let mut bar = Bar::of(&sheet.entry, edition, format!("{address}/xem"), by, signed.now);
    bar.may = May {
        publish: decides,
        send_back: decides && !own_text && edition.state == EditionState::Submitted,
        see_urgent,
        remark: here.permit(Action::Write).is_ok(),
    };
    bar.home_url = (bar.may.send_back || see_urgent).then(|| here.url(""));
    bar.urgent_reason = unseen.map(|urgency| urgency.reason.clone());
    // Whoever sent a text back looks at what was done since; a first reader at what the public reads.
    let sent_back = match edition.state {
        EditionState::Submitted => handed_in_before(&mut connection, scope, id).await?,
        _ => None,
    };
    let live = sheet.live.as_ref().filter(|live| live.id != edition.id).map(|live| live.number);
    if let Some(before) = sent_back.into_iter().chain(live).max() {
        let number = edition.number;
        bar.changes_url = Some(format!("{address}/lich-su/{number}?voi={before}"));
    }
    bar.edit_url = Some(address.clone());
    bar.phone_url = Some(format!("{address}/xem/dien-thoai"));
    bar.done = DeskView::of_signed(signed, "none").flash;
    if bar.may.send_back || see_urgent {
        let judge = Judge { web: &signed.web, scope, slice: sheet.slice, now: signed.now };
        bar.checks = judge.checks_of(&mut connection, edition).await?;
    }
    bar.remarks = remarks_of(&mut connection, scope, &sheet.entry, GuestsOnly::No).await?;
    drop(connection);
    let mut fields = typed(&FIELDS, &asked.form);
    let mistakes = reject(&signed.web, &mut fields, rejections);
    let files = here.url("/tep-ban");
    bar.over(&signed.web, status, drawn(here, sheet, &files)?, &fields, &mistakes).await
}

/// The draft as a telephone shows it: the same page in a frame of that width.
pub async fn on_phone(here: OnSite, asked: Asked) -> Answer {
    let id = EntryId(asked.number(0)?);
    let mut connection = here.signed.web.db.read(here.scope()?.reach()).await?;
    let sheet = Sheet::find(&here, &mut connection, id).await?;
    drop(connection);
    let address = here.url(&format!("/noi-dung/{id}"));
    let own = context! {
        title => &sheet.edition()?.title,
        edit_url => &address,
        wide_url => format!("{address}/xem"),
        frame_url => format!("{address}/xem?{FRAME}=co"),
    };
    let desk = DeskView::of_site(&here, "entries").await?;
    Ok(html(StatusCode::OK, here.signed.render("desk/preview/phone.html", &desk, own)?))
}

/// A file of a draft under its hash.
pub async fn file(here: OnSite, asked: Asked) -> Answer {
    let hash = BlobHash::parse(asked.word(0)).ok_or(DeskRefusal::NotFound)?;
    serve_hash(&here.signed.web, here.scope()?, &hash).await
}
