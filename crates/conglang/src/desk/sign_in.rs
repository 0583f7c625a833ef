//! Signing in and out.

use std::sync::Arc;

use conglang_house::account::password::Password;
use conglang_house::account::session::{self, SessionKey};
use conglang_house::account::{Attempt, DisabledFor, SignInRefusal, sign_in};
use conglang_house::record::{Deed, audit};
use conglang_house::web::Web;
use conglang_kernel::{Language, Rejections};
use conglang_platform::db::Reach;
use conglang_platform::form::Form;
use http::{HeaderValue, StatusCode, header};
use minijinja::context;

use super::fields::{Fields, Mistake, reject, typed};
use super::refusal::{html, see_other};
use super::routes::{Answer, Asked};
use super::signed::{Signed, client_address, session_token, value, wire};
use super::view::DeskView;

/// The form, or the desk itself for whoever is signed in already.
pub async fn show(web: Arc<Web>, asked: Asked) -> Answer {
    let back_to = back_to(&asked);
    if Signed::of(&web, &asked.parts).await.is_ok() {
        return Ok(see_other(&back_to));
    }
    let fields = typed(&["email", "password"], &asked.form);
    let ended = query_of(&asked).has("het");
    draw(&web, StatusCode::OK, &fields, &[], None, &back_to, ended.then(|| ended_words(&back_to)))
}

/// Signs in.
pub async fn submit(web: Arc<Web>, asked: Asked) -> Answer {
    let back_to = back_to(&asked);
    let agent = asked
        .parts
        .headers
        .get(header::USER_AGENT)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default()
        .to_owned();
    let address = client_address(&asked.parts);
    let (email, password) = (asked.form.text("email"), asked.form.text("password"));
    let password = Password::typed(password);
    let attempt = Attempt { email, password: &password, address: &address, agent: &agent };
    let report = sign_in(&web.db, &web.clock, &attempt).await?;
    let event = &report.event;
    let mut transaction = web.db.write(Reach::Installation).await?;
    let deed = Deed {
        site: None,
        by: event.account,
        action: event.what.as_str(),
        subject: "account",
        subject_id: event.account.map_or(0, |account| account.0),
        detail: &event.address,
    };
    audit(&mut transaction, event.at, &deed).await?;
    transaction.commit().await?;
    let refused = match report.result {
        Ok(signed_in) => {
            let mut response = see_other(&back_to);
            let cookie = wire(&web).set_cookie(&signed_in.token);
            let cookie = HeaderValue::from_str(&cookie)
                .map_err(anyhow::Error::from)
                .map_err(conglang_platform::fault::Fault::from)?;
            response.headers_mut().insert(header::SET_COOKIE, cookie);
            return Ok(response);
        }
        Err(refused) => refused,
    };
    let mut fields = typed(&["email", "password"], &asked.form);
    // A wrong password is never sent back.
    fields.insert("password", super::fields::Field::default());
    let (code, locked_until) = match refused {
        SignInRefusal::Wrong { .. } => ("sign-in-wrong", None),
        SignInRefusal::Disabled { reason: DisabledFor::Idle } => ("sign-in-idle", None),
        SignInRefusal::Disabled { .. } => ("sign-in-closed", None),
        SignInRefusal::Locked { until } | SignInRefusal::Throttled { until } => {
            ("sign-in-locked", Some(until.0))
        }
    };
    let mistakes = reject(&web, &mut fields, &Rejections::one("password", code));
    draw(&web, StatusCode::UNPROCESSABLE_ENTITY, &fields, &mistakes, locked_until, &back_to, None)
}

/// Signs out.
pub async fn leave(web: Arc<Web>, asked: Asked) -> Answer {
    if let Some(token) = session_token(&web, &asked.parts.headers)
        && let Some(current) = session::find(&web.db, &token, web.clock.now()).await?
    {
        let mut transaction = web.db.write(Reach::Installation).await?;
        session::end(&mut transaction, current.account.id, &SessionKey::of(&token)).await?;
        transaction.commit().await?;
    }
    let mut response = see_other("/dang-nhap");
    if let Ok(cookie) = HeaderValue::from_str(&wire(&web).clear_cookie()) {
        response.headers_mut().insert(header::SET_COOKIE, cookie);
    }
    Ok(response)
}

fn draw(
    web: &Web,
    status: StatusCode,
    fields: &Fields,
    mistakes: &[Mistake],
    locked_until: Option<i64>,
    back_to: &str,
    ended: Option<&'static str>,
) -> Answer {
    let values = context! {
        desk => value(&DeskView::bare()),
        form => value(fields),
        errors => value(&mistakes),
        locked_until => locked_until,
        back_to => back_to,
        ended => ended,
    };
    Ok(html(status, web.pages.render_value("desk/sign_in.html", Language::Vi, values)?))
}

/// For whoever signed in beside a text that waits in another tab.
pub async fn again(signed: Signed, _asked: Asked) -> Answer {
    let own = context! {
        message => context! {
            title => signed.say("desk-signed-in-again-title"),
            text => signed.say("desk-signed-in-again"),
            actions => vec![context! { label => signed.say("desk-refusal-home"), url => "/" }],
            request => (),
        },
    };
    let desk = DeskView::of_signed(&signed, "none");
    Ok(html(StatusCode::OK, signed.render("desk/message.html", &desk, own)?))
}

fn query_of(asked: &Asked) -> Form {
    Form::of_urlencoded(asked.parts.uri.query().unwrap_or_default().as_bytes()).unwrap_or_default()
}

/// What is said to somebody whose session has ended, by what they were doing.
fn ended_words(back_to: &str) -> &'static str {
    if back_to.contains("/noi-dung/") { "desk-sign-in-ended-writing" } else { "desk-sign-in-ended" }
}

/// Where to go after signing in: a path of this desk, never another host.
fn back_to(asked: &Asked) -> String {
    let query = query_of(asked);
    let wanted = asked.form.filled("back_to").or_else(|| query.filled("ve")).unwrap_or("/");
    let inside = wanted.starts_with('/')
        && !wanted.starts_with("//")
        && !wanted.contains('\\')
        && wanted.bytes().all(|b| (0x21..0x7f).contains(&b));
    if inside { wanted.to_owned() } else { "/".to_owned() }
}
