//! Changing one's own password: because one wants to, or because it was handed out.

use conglang_house::account::password::{CHARS_MIN, Password};
use conglang_house::account::{
    Change, PasswordState, Sessions, choose_password, replace_first_password, set_password,
};
use conglang_house::record::{Deed, audit};
use conglang_kernel::Rejections;
use conglang_platform::db::Reach;
use http::StatusCode;
use minijinja::context;

use super::fields::{Fields, Mistake, filled, reject};
use super::refusal::{html, see_other};
use super::routes::{Answer, Asked};
use super::signed::{Signed, value};
use super::view::DeskView;

const NAMES: [&str; 3] = ["current_password", "new_password", "new_password_again"];

/// The form.
pub async fn show(signed: Signed, _asked: Asked) -> Answer {
    draw(&signed, StatusCode::OK, &empty(), &[])
}

/// Judges and stores the new password; every other session ends.
pub async fn submit(signed: Signed, asked: Asked) -> Answer {
    let next = Password::typed(asked.form.text("new_password"));
    let mut rejections = Rejections::none();
    let again = Password::typed(asked.form.text("new_password_again"));
    if next != again {
        rejections.add("new_password_again", "password-again");
    }
    if is_forced(&signed) {
        if rejections.is_empty() {
            let judged = replace_first_password(&signed.web.db, &signed.account, &next).await?;
            match judged {
                Ok(hash) => return store(&signed, &hash).await,
                Err(found) => rejections.append(renamed(&found)),
            }
        }
    } else {
        let current = Password::typed(asked.form.text("current_password"));
        if current.reveal().is_empty() {
            rejections.add("current_password", "missing");
        }
        if rejections.is_empty() {
            let change = Change { current: &current, next: &next };
            let web = &signed.web;
            match choose_password(&web.db, &web.clock, &signed.account, &change).await? {
                Ok(hash) => return store(&signed, &hash).await,
                Err(found) => rejections.append(renamed(&found)),
            }
        }
    }
    // Passwords are never sent back.
    let mut fields = empty();
    let mistakes = reject(&signed.web, &mut fields, &rejections);
    draw(&signed, StatusCode::UNPROCESSABLE_ENTITY, &fields, &mistakes)
}

async fn store(signed: &Signed, hash: &conglang_house::account::password::PasswordHash) -> Answer {
    let mut transaction = signed.web.db.write(Reach::Installation).await?;
    let id = signed.account.id;
    let kept = Sessions::Keep(&signed.session);
    set_password(&mut transaction, id, hash, PasswordState::Own, kept, signed.now).await?;
    let deed = Deed {
        site: None,
        by: Some(id),
        action: "password",
        subject: "account",
        subject_id: id.0,
        detail: "",
    };
    audit(&mut transaction, signed.now, &deed).await?;
    transaction.commit().await?;
    Ok(see_other(if is_forced(signed) { "/?da=password" } else { "/tai-khoan?da=password" }))
}

/// The account room's names of the fields are not those of the form.
fn renamed(found: &Rejections) -> Rejections {
    let mut named = Rejections::none();
    for rejection in found.iter() {
        let field = match rejection.field {
            "current" => "current_password",
            _ => "new_password",
        };
        named.add_with(field, rejection.code, rejection.facts.clone());
    }
    named
}

fn is_forced(signed: &Signed) -> bool {
    signed.account.password_state == PasswordState::First
}

fn empty() -> Fields {
    filled(NAMES.map(|name| (name, String::new())))
}

fn draw(signed: &Signed, status: StatusCode, fields: &Fields, mistakes: &[Mistake]) -> Answer {
    let forced = is_forced(signed);
    let desk = DeskView::of_signed(signed, if forced { "none" } else { "account" });
    let own = context! {
        forced => forced,
        form => value(fields),
        errors => value(&mistakes),
        min_length => CHARS_MIN,
    };
    Ok(html(status, signed.render("desk/change_password.html", &desk, own)?))
}
