//! Remarks inside a draft, from the writing screen.

use conglang_house::entry::{self, Speaker};
use conglang_kernel::{Action, EntryId};

use super::refusal::{DeskRefusal, see_other};
use super::routes::{Answer, Asked};
use super::sheet::Sheet;
use super::signed::OnSite;

/// Adds a remark, or notes that one was seen to.
pub async fn submit(here: OnSite, asked: Asked) -> Answer {
    let id = EntryId(asked.number(0)?);
    let permit = here.permit(Action::Write)?;
    let (scope, web, now) = (permit.scope(), &here.signed.web, here.signed.now);
    let mut connection = web.db.read(scope.reach()).await?;
    let sheet = Sheet::find(&here, &mut connection, id).await?;
    drop(connection);
    let mut transaction = web.db.write(scope.reach()).await?;
    let done = if asked.form.text("viec") == "xong" {
        let remark = asked.form.text("so").parse().map_err(|_| DeskRefusal::Malformed)?;
        entry::settle_remark(&mut transaction, scope, id, remark, permit.account(), now).await?;
        "remark-settled"
    } else {
        let speaker = Speaker::Member(permit.account());
        let text = asked.form.text("remark");
        let edition = sheet.edition()?;
        match entry::add_remark(&mut transaction, scope, edition, &speaker, text, now).await? {
            Ok(remark) => {
                super::letters::remarked(&mut transaction, scope, edition, remark, &speaker, now)
                    .await?;
                "remark-said"
            }
            // An empty or overlong remark cannot be sent from the form, which says the limit.
            Err(_) => return Err(DeskRefusal::Malformed),
        }
    };
    transaction.commit().await?;
    Ok(see_other(&here.url(&format!("/noi-dung/{id}?da={done}#loi-nhan"))))
}
