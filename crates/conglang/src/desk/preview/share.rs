//! Secret addresses to read a draft: made, shown once, and taken back.

use conglang_house::account::Token;
use conglang_house::entry;
use conglang_kernel::{Action, EntryId};
use http::StatusCode;
use minijinja::context;

use crate::desk::refusal::{html, see_other};
use crate::desk::routes::{Answer, Asked};
use crate::desk::sheet::Sheet;
use crate::desk::signed::{OnSite, value};
use crate::desk::view::DeskView;

/// What such an address is, and which are at work.
pub async fn show(here: OnSite, asked: Asked) -> Answer {
    let id = EntryId(asked.number(0)?);
    here.demand(Action::Write)?;
    draw(&here, id, None).await
}

/// Makes an address and shows it once, or takes back all that are at work.
pub async fn submit(here: OnSite, asked: Asked) -> Answer {
    let id = EntryId(asked.number(0)?);
    let permit = here.permit(Action::Write)?;
    let (scope, now) = (permit.scope(), here.signed.now);
    let mut transaction = here.signed.web.db.write(scope.reach()).await?;
    let sheet = Sheet::find(&here, &mut transaction, id).await?;
    if asked.form.text("viec") == "thu_hoi" {
        entry::end_reading_links(&mut transaction, scope, id).await?;
        transaction.commit().await?;
        return Ok(see_other(&here.url(&format!("/noi-dung/{id}/chia-se?da=share-ended"))));
    }
    let by = Some(permit.account());
    let token =
        entry::make_draft_link(&mut transaction, scope, sheet.edition()?, None, by, now).await?;
    transaction.commit().await?;
    draw(&here, id, Some(&token)).await
}

async fn draw(here: &OnSite, id: EntryId, made: Option<&Token>) -> Answer {
    let signed = &here.signed;
    let scope = here.scope()?;
    let mut connection = signed.web.db.read(scope.reach()).await?;
    let sheet = Sheet::find(here, &mut connection, id).await?;
    let at_work = entry::reading_links(&mut connection, scope, id, signed.now).await?;
    drop(connection);
    let origin = signed.web.config.origin(&signed.web.hosts.desk());
    let own = context! {
        entry => context! { id => id.0, title => &sheet.edition()?.title },
        link => made.map(|token| format!("{origin}/xem/{}", token.reveal())),
        days => entry::READING_DAYS,
        at_work => value(&at_work),
    };
    let desk = DeskView::of_site(here, "entries").await?;
    Ok(html(StatusCode::OK, signed.render("desk/preview/share.html", &desk, own)?))
}
