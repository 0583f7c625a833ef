//! One's own account: the name, the roles, the devices that are signed in.

use conglang_house::account::session::{self, SessionKey};
use conglang_house::account::{rename, roles_of};
use conglang_house::record::{Deed, audit};
use conglang_kernel::{Language, Rejections, Role};
use conglang_platform::db::Reach;
use conglang_platform::words::Fact;
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::fields::{Fields, Mistake, filled, reject, typed};
use super::refusal::{html, see_other};
use super::routes::{Answer, Asked};
use super::signed::{Signed, value};
use super::view::DeskView;

#[derive(Serialize)]
struct RoleLine {
    site: String,
    role: &'static str,
}

#[derive(Serialize)]
struct SessionLine {
    id: String,
    device: String,
    address: String,
    started_at: i64,
    seen_at: i64,
    current: bool,
}

/// The page.
pub async fn show(signed: Signed, _asked: Asked) -> Answer {
    let fields = filled([("name", signed.account.name.clone())]);
    draw(&signed, StatusCode::OK, &fields, &[]).await
}

/// Renames, or signs devices out.
pub async fn submit(signed: Signed, asked: Asked) -> Answer {
    let id = signed.account.id;
    let mut transaction = signed.web.db.write(Reach::Installation).await?;
    let (action, done) = match asked.form.text("viec") {
        "luu" => {
            if let Err(rejections) = rename(&mut transaction, id, asked.form.text("name")).await? {
                drop(transaction);
                return again(&signed, &asked, &rejections).await;
            }
            ("rename", "account-saved")
        }
        "thu_hoi" => {
            let Some(key) = SessionKey::parse(asked.form.text("session")) else {
                return Ok(see_other("/tai-khoan"));
            };
            session::end(&mut transaction, id, &key).await?;
            ("session-end", "session-ended")
        }
        "thu_hoi_het" => {
            session::end_others(&mut transaction, id, &signed.session).await?;
            ("session-end", "sessions-ended")
        }
        _ => return Ok(see_other("/tai-khoan")),
    };
    let deed =
        Deed { site: None, by: Some(id), action, subject: "account", subject_id: id.0, detail: "" };
    audit(&mut transaction, signed.now, &deed).await?;
    transaction.commit().await?;
    Ok(see_other(&format!("/tai-khoan?da={done}")))
}

async fn again(signed: &Signed, asked: &Asked, rejections: &Rejections) -> Answer {
    let mut fields = typed(&["name"], &asked.form);
    let mistakes = reject(&signed.web, &mut fields, rejections);
    draw(signed, StatusCode::UNPROCESSABLE_ENTITY, &fields, &mistakes).await
}

async fn draw(
    signed: &Signed,
    status: StatusCode,
    fields: &Fields,
    mistakes: &[Mistake],
) -> Answer {
    let mut connection = signed.web.db.read(Reach::Installation).await?;
    let roles = roles_of(&mut connection, signed.account.id).await?;
    let line = |(site, role): (String, Role)| RoleLine { site, role: role.as_str() };
    let roles: Vec<RoleLine> = roles.into_iter().map(line).collect();
    let sessions: Vec<SessionLine> = session::list(&mut connection, signed.account.id, signed.now)
        .await?
        .into_iter()
        .map(|session| SessionLine {
            id: session.key.as_str().to_owned(),
            device: device(signed, &session.agent),
            started_at: session.created_at.0,
            seen_at: session.seen_at.0,
            current: session.key == signed.session,
            address: session.address,
        })
        .collect();
    let own = context! {
        form => value(fields),
        errors => value(&mistakes),
        roles => value(&roles),
        sessions => value(&sessions),
        password_changed_at => signed.account.password_set_at.0,
    };
    let desk = DeskView::of_signed(signed, "account");
    Ok(html(status, signed.render("desk/account.html", &desk, own)?))
}

/// What people call a device, from what its browser says of itself. Browsers name their ancestors
/// too, so the later ones are asked for first.
fn device(signed: &Signed, agent: &str) -> String {
    let first = |known: &[(&str, &'static str)]| {
        known.iter().find(|(mark, _)| agent.contains(mark)).map(|(_, name)| *name)
    };
    let browser = first(&[
        ("coc_coc", "Cốc Cốc"),
        ("Edg", "Edge"),
        ("OPR/", "Opera"),
        ("SamsungBrowser", "Samsung Internet"),
        ("Firefox/", "Firefox"),
        ("FxiOS", "Firefox"),
        ("CriOS", "Chrome"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let machine = first(&[
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Android", "Android"),
        ("Windows", "Windows"),
        ("Mac OS X", "Mac"),
        ("Linux", "Linux"),
    ]);
    match (browser, machine) {
        (Some(browser), Some(machine)) => signed.web.pages.words().say(
            Language::Vi,
            "desk-account-device",
            &[("browser", Fact::from(browser)), ("machine", Fact::from(machine))],
        ),
        (Some(name), None) | (None, Some(name)) => name.to_owned(),
        (None, None) => signed.say("desk-account-device-unknown"),
    }
}
