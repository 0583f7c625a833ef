//! One site of the province: its state and its hosts.

use conglang_house::record::{Deed, record};
use conglang_house::site;
use conglang_kernel::{Action, HostName, Rejections, SiteId, SiteState};
use conglang_platform::db::Reach;
use http::StatusCode;
use minijinja::context;

use super::super::fields::{Mistake, filled, reject};
use super::super::refusal::{DeskRefusal, html, see_other};
use super::super::routes::{Answer, Asked};
use super::super::sheet::Choice;
use super::super::signed::{Signed, value};
use super::super::system::province;
use super::super::view::DeskView;

/// One site: its state and its hosts.
pub async fn show_one(signed: Signed, asked: Asked) -> Answer {
    let id = SiteId(asked.number(0)?);
    draw_one(&signed, id, StatusCode::OK, "", &[]).await
}

/// Gives a site one more host, or makes one the canonical.
pub async fn submit_hosts(signed: Signed, asked: Asked) -> Answer {
    let (permit, _) = province(&signed, Action::Operate).await?;
    let id = SiteId(asked.number(0)?);
    let typed_host = asked.form.text("host").trim().to_lowercase();
    let mut transaction = signed.web.db.write(Reach::Installation).await?;
    let tx = &mut transaction;
    site::find(tx, id).await?.ok_or(DeskRefusal::NotFound)?;
    let outcome = match asked.form.text("viec") {
        "them_ten" => site::add_alias(tx, id, &typed_host, signed.now).await?.map(|_| ()),
        "ten_chinh" => match HostName::parse(&typed_host) {
            Ok(host) => site::make_canonical(tx, id, &host, signed.now).await?,
            Err(_) => Err(Rejections::one("host", "host-form")),
        },
        _ => return Err(DeskRefusal::Malformed),
    };
    match outcome {
        Ok(()) => {
            let deed = Deed {
                site: Some(id),
                by: Some(permit.account()),
                action: "set-host",
                subject: "site",
                subject_id: id.0,
                detail: &typed_host,
            };
            record(tx, signed.now, deed).await?;
            transaction.commit().await?;
            Ok(see_other(&format!("/he-thong/trang/{id}?da=host-set")))
        }
        Err(rejections) => {
            drop(transaction);
            let mut fields = filled([("host", typed_host.clone())]);
            let mistakes = reject(&signed.web, &mut fields, &rejections);
            draw_one(&signed, id, StatusCode::UNPROCESSABLE_ENTITY, &typed_host, &mistakes).await
        }
    }
}

async fn draw_one(
    signed: &Signed,
    id: SiteId,
    status: StatusCode,
    typed_host: &str,
    mistakes: &[Mistake],
) -> Answer {
    let (_, above) = province(signed, Action::Oversee).await?;
    let may_operate = province(signed, Action::Operate).await.is_ok();
    let mut connection = signed.web.db.read(Reach::Installation).await?;
    let site = site::find(&mut connection, id)
        .await?
        .filter(|site| site.parent == Some(above.id) || site.id == above.id)
        .ok_or(DeskRefusal::NotFound)?;
    let hosts = site::hosts_of(&mut connection, id).await?;
    drop(connection);
    let states: Vec<Choice> = SiteState::ALL
        .iter()
        .filter(|state| **state != SiteState::Merged)
        .map(|state| {
            let word = state.as_str();
            Choice::flat(word, signed.say(&format!("desk-site-{word}")))
        })
        .collect();
    let own = context! {
        shown => context! {
            id => id.0,
            name => &site.name,
            state => site.state.as_str(),
            unit_code => &site.unit_code,
            desk_url => format!("/trang/{id}"),
            public_url => format!("{}/", signed.web.config.origin(&site.host)),
        },
        hosts => hosts
            .iter()
            .map(|(name, role)| context! {
                name => name,
                canonical => *role == site::HostRole::Canonical,
            })
            .collect::<Vec<_>>(),
        states => value(&states),
        may_operate => may_operate,
        form => value(&filled([("host", typed_host.to_owned())])),
        errors => value(&mistakes),
    };
    let desk = DeskView::of_signed(signed, "sites");
    Ok(html(status, signed.render("desk/site.html", &desk, own)?))
}
