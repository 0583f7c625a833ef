//! What people look for on the site: what they do not find, and what the site puts on top of answers.

use conglang_house::record::{Deed, record};
use conglang_house::search::{
    InVain, Promoted, all_promoted, forget_in_vain, in_vain, promote, take_back,
};
use conglang_kernel::{Action, Rejections};
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::fields::{Fields, Mistake, filled, reject, typed};
use super::refusal::{DeskRefusal, html, see_other};
use super::routes::{Answer, Asked};
use super::signed::{OnSite, value};
use super::view::DeskView;

/// Questions in vain that are shown.
const SHOWN: i64 = 50;

const FIELDS: [&str; 3] = ["question", "title", "address"];

/// A question in vain as the desk draws it.
#[derive(Serialize)]
pub struct InVainView {
    question: String,
    times: i64,
    last_at: i64,
}

impl From<InVain> for InVainView {
    fn from(line: InVain) -> Self {
        Self { question: line.question, times: line.times, last_at: line.last_at.0 }
    }
}

#[derive(Serialize)]
struct PromotedView {
    id: i64,
    question: String,
    title: String,
    address: String,
}

impl From<Promoted> for PromotedView {
    fn from(line: Promoted) -> Self {
        let Promoted { id, question, title, address } = line;
        Self { id, question, title, address }
    }
}

/// The page.
pub async fn show(here: OnSite, _asked: Asked) -> Answer {
    let question = here.signed.query.filled("tu_khoa").unwrap_or_default();
    let question = question.chars().take(60).collect();
    let fields =
        filled([("question", question), ("title", String::new()), ("address", String::new())]);
    draw(&here, StatusCode::OK, &fields, &[]).await
}

/// Crosses a question off, puts a line on top, or takes one away.
pub async fn submit(here: OnSite, asked: Asked) -> Answer {
    let form = &asked.form;
    let (needed, action, done) = match form.text("viec") {
        "bo_qua" => (Action::Write, "forget-search", "search-forgotten"),
        "them" => (Action::Arrange, "promote", "search-promoted"),
        "bo" => (Action::Arrange, "promote", "search-unpromoted"),
        _ => return Err(DeskRefusal::Malformed),
    };
    let permit = here.permit(needed)?;
    let (scope, now) = (permit.scope(), here.signed.now);
    let mut transaction = here.signed.web.db.write(scope.reach()).await?;
    let tx = &mut transaction;
    match form.text("viec") {
        "bo_qua" => forget_in_vain(tx, scope, form.text("question")).await?,
        "bo" => {
            let id = form.text("so").parse().map_err(|_| DeskRefusal::Malformed)?;
            take_back(tx, scope, id).await?;
        }
        _ => {
            let (question, title) = (form.text("question"), form.text("title"));
            let typed_address = form.text("address").trim();
            let address = typed_address.strip_prefix(&here.origin()).unwrap_or(typed_address);
            let promoted = promote(tx, scope, question, title, address, now).await?;
            if let Err(rejections) = promoted {
                drop(transaction);
                return refuse(&here, form, &rejections).await;
            }
        }
    }
    let deed = Deed {
        site: Some(scope.site()),
        by: Some(permit.account()),
        action,
        subject: "search",
        subject_id: 0,
        detail: form.text("question"),
    };
    record(&mut transaction, now, deed).await?;
    transaction.commit().await?;
    Ok(see_other(&here.url(&format!("/tim-kiem?da={done}"))))
}

async fn refuse(
    here: &OnSite,
    form: &conglang_platform::form::Form,
    rejections: &Rejections,
) -> Answer {
    let mut fields = typed(&FIELDS, form);
    let mistakes = reject(&here.signed.web, &mut fields, rejections);
    draw(here, StatusCode::UNPROCESSABLE_ENTITY, &fields, &mistakes).await
}

async fn draw(here: &OnSite, status: StatusCode, fields: &Fields, errors: &[Mistake]) -> Answer {
    let signed = &here.signed;
    let permit = here.permit(Action::Write)?;
    let mut connection = signed.web.db.read(permit.scope().reach()).await?;
    let asked = in_vain(&mut connection, permit.scope(), SHOWN).await?;
    let asked: Vec<InVainView> = asked.into_iter().map(InVainView::from).collect();
    let lines = all_promoted(&mut connection, permit.scope()).await?;
    let lines: Vec<PromotedView> = lines.into_iter().map(PromotedView::from).collect();
    drop(connection);
    let own = context! {
        in_vain => value(&asked),
        promoted => value(&lines),
        may => context! { arrange => here.permit(Action::Arrange).is_ok() },
        form => value(fields),
        errors => value(&errors),
    };
    let desk = DeskView::of_site(here, "searched").await?;
    Ok(html(status, signed.render("desk/searched.html", &desk, own)?))
}
