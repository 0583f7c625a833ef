//! Remarks inside a draft.

use conglang_house::entry::{self, Edition, Speaker};
use conglang_house::scope::SiteScope;
use conglang_kernel::{Action, EntryId, Moment, Rejections};
use conglang_platform::db::Transaction;
use conglang_platform::fault::Outcome;
use http::StatusCode;

use super::letters::Letters;
use super::refusal::{DeskRefusal, see_other};
use super::routes::{Answer, Asked};
use super::sheet::Sheet;
use super::signed::OnSite;
use super::writing::show_again;

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
        match remark(&mut transaction, scope, sheet.edition()?, &speaker, text, now).await? {
            Ok(()) => "remark-said",
            Err(rejections) => {
                drop(transaction);
                return show_again(
                    &here,
                    sheet,
                    &asked.form,
                    &rejections,
                    StatusCode::UNPROCESSABLE_ENTITY,
                )
                .await;
            }
        }
    };
    transaction.commit().await?;
    Ok(see_other(&here.url(&format!("/noi-dung/{id}?da={done}#loi-nhan"))))
}

/// Adds a remark to a draft and tells whoever it is for.
///
/// # Errors
/// When the database refuses; rejected when it says nothing or too much.
pub async fn remark(
    transaction: &mut Transaction,
    scope: SiteScope,
    edition: &Edition,
    speaker: &Speaker,
    text: &str,
    now: Moment,
) -> Outcome<Result<(), Rejections>> {
    let said = match entry::add_remark(transaction, scope, edition, speaker, text, now).await? {
        Ok(said) => said,
        Err(rejections) => return Ok(Err(rejections)),
    };
    let by = match speaker {
        Speaker::Member(account) => Some(*account),
        Speaker::Guest(_) => None,
    };
    Letters { transaction, scope, by, now }.remarked(edition, said).await?;
    Ok(Ok(()))
}
