//! The very first account of an installation, made through the link printed at its first start.

use std::sync::Arc;

use conglang_house::account::one_time_link::{self, Purpose};
use conglang_house::account::password::{self, Password};
use conglang_house::account::{Email, NewAccount, PasswordState, Token, appoint, create};
use conglang_house::record::{Deed, record};
use conglang_house::site;
use conglang_house::web::Web;
use conglang_kernel::{Language, Presence, Rejections, Role};
use conglang_platform::db::Reach;
use http::StatusCode;
use minijinja::context;

use super::fields::{Field, Fields, Mistake, reject, typed};
use super::refusal::{DeskRefusal, html, see_other};
use super::routes::{Answer, Asked};
use super::signed::value;
use super::view::DeskView;

const FIELDS: [&str; 4] = ["name", "email", "password", "again"];

/// The form.
pub async fn show(web: Arc<Web>, asked: Asked) -> Answer {
    token(&web, &asked).await?;
    let fields = typed(&FIELDS, &asked.form);
    draw(&web, StatusCode::OK, &fields, &[])
}

async fn token(web: &Web, asked: &Asked) -> Result<Token, DeskRefusal> {
    let token = Token::parse(asked.word(0)).ok_or(DeskRefusal::LinkEnded)?;
    let mut connection = web.db.read(Reach::Installation).await?;
    let purpose = one_time_link::find(&mut connection, &token, web.clock.now()).await?;
    match purpose {
        Some(Purpose::FirstAdministrator) => Ok(token),
        _ => Err(DeskRefusal::LinkEnded),
    }
}

/// Makes the account.
pub async fn submit(web: Arc<Web>, asked: Asked) -> Answer {
    let token = token(&web, &asked).await?;
    let now = web.clock.now();
    let mut rejections = Rejections::none();
    let name = rejections.line("name", asked.form.text("name"), Presence::Required, 80);
    let email = Email::parse(asked.form.text("email")).ok();
    if email.is_none() {
        rejections.add("email", "email-form");
    }
    let chosen = Password::typed(asked.form.text("password"));
    if let Some(email) = &email {
        rejections.append(password::judge("password", &chosen, email, &name));
    }
    if chosen != Password::typed(asked.form.text("again")) {
        rejections.add("again", "password-again");
    }
    let mut connection = web.db.read(Reach::Installation).await?;
    let province = site::first_province(&mut connection).await?;
    drop(connection);
    if province.is_none() {
        rejections.add("", "no-province");
    }
    let (Some(email), Some(province), true) = (email, province, rejections.is_empty()) else {
        return again(&web, &asked, &rejections);
    };
    let hash = password::hash(&chosen).await?;
    let mut transaction = web.db.write(Reach::Installation).await?;
    let tx = &mut transaction;
    if one_time_link::redeem(tx, &token, now).await? != Some(Purpose::FirstAdministrator) {
        return Err(DeskRefusal::LinkEnded);
    }
    let new = NewAccount {
        email: &email,
        name: &name,
        password: &hash,
        password_state: PasswordState::Own,
    };
    let account = match create(tx, &new, now).await? {
        Ok(account) => account,
        Err(rejections) => {
            drop(transaction);
            return again(&web, &asked, &rejections);
        }
    };
    if let Err(rejections) = appoint(tx, province.id, account, Role::Operator, now).await? {
        drop(transaction);
        return again(&web, &asked, &rejections);
    }
    let deed = Deed {
        site: Some(province.id),
        by: Some(account),
        action: "create",
        subject: "account",
        subject_id: account.0,
        detail: Role::Operator.as_str(),
    };
    record(tx, now, deed).await?;
    transaction.commit().await?;
    Ok(see_other("/dang-nhap"))
}

fn again(web: &Web, asked: &Asked, rejections: &Rejections) -> Answer {
    let mut fields = typed(&FIELDS, &asked.form);
    // Passwords are never sent back.
    fields.insert("password", Field::default());
    fields.insert("again", Field::default());
    let mistakes = reject(web, &mut fields, rejections);
    draw(web, StatusCode::UNPROCESSABLE_ENTITY, &fields, &mistakes)
}

fn draw(web: &Web, status: StatusCode, fields: &Fields, mistakes: &[Mistake]) -> Answer {
    let values = context! {
        desk => value(&DeskView::bare()),
        form => value(fields),
        errors => value(&mistakes),
        password_chars_min => password::CHARS_MIN,
    };
    Ok(html(status, web.pages.render_value("desk/begin.html", Language::Vi, values)?))
}
