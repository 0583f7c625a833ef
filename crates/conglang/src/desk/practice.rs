//! How a site works: a second pair of eyes, days of review, royalties.

use std::collections::BTreeMap;

use conglang_house::entry;
use conglang_house::site::{self, Practice};
use conglang_kernel::{Action, Rejections, Royalties, SecondEyes};
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::fields::{Field, Fields, Mistake, reject};
use super::refusal::{html, see_other};
use super::routes::{Answer, Asked};
use super::sheet::kind_label;
use super::signed::{OnSite, value};
use super::view::DeskView;

#[derive(Serialize)]
struct KindLine {
    name: &'static str,
    field: String,
    label: String,
    months: String,
    error: Option<String>,
}

/// The form.
pub async fn show(here: OnSite, _asked: Asked) -> Answer {
    let permit = here.permit(Action::Describe)?;
    let mut connection = here.signed.web.db.read(permit.scope().reach()).await?;
    let practice = site::practice(&mut connection, permit.scope()).await?;
    drop(connection);
    let yes = |is| Field { value: if is { "yes" } else { "" }.to_owned(), error: None };
    let fields: Fields = [
        ("second_eyes", yes(practice.second_eyes == SecondEyes::Required)),
        ("royalties", yes(practice.royalties == Royalties::On)),
    ]
    .into();
    let months = |kind: &str| practice.review_months.get(kind).map(i64::to_string);
    draw(&here, StatusCode::OK, &fields, &[], |kind| (months(kind).unwrap_or_default(), None)).await
}

/// Saves it.
pub async fn submit(here: OnSite, asked: Asked) -> Answer {
    let permit = here.permit(Action::Describe)?;
    let signed = &here.signed;
    let mut review_months = BTreeMap::new();
    let mut wrong: Vec<&'static str> = Vec::new();
    for kind in signed.web.kinds.iter() {
        let typed = asked.form.text(&field_of(kind.name)).trim();
        if typed.is_empty() {
            continue;
        }
        match typed.parse::<i64>().ok().filter(|m| (1..=site::REVIEW_MONTHS_MAX).contains(m)) {
            Some(months) => {
                review_months.insert(kind.name.to_owned(), months);
            }
            None => wrong.push(kind.name),
        }
    }
    let practice = Practice {
        second_eyes: if asked.form.has("second_eyes") {
            SecondEyes::Required
        } else {
            SecondEyes::Optional
        },
        review_months,
        royalties: if asked.form.has("royalties") { Royalties::On } else { Royalties::Off },
    };
    let mut rejections = Rejections::none();
    if wrong.is_empty() {
        let mut transaction = signed.web.db.write(permit.scope().reach()).await?;
        let (tx, scope, now) = (&mut transaction, permit.scope(), signed.now);
        let before = site::practice(tx, scope).await?.review_months;
        match site::set_practice(tx, scope, permit.account(), &practice, now).await? {
            Ok(()) => {
                for kind in signed.web.kinds.iter() {
                    let months = practice.review_months.get(kind.name);
                    if before.get(kind.name) != months {
                        entry::set_review_rule(tx, scope, kind.name, months.copied(), now).await?;
                    }
                }
                transaction.commit().await?;
                return Ok(see_other(&here.url("/cach-lam?da=practice-saved")));
            }
            Err(refused) => rejections.append(refused),
        }
    } else {
        rejections.add("review_months", "months");
    }
    let mut fields = super::fields::typed(&["second_eyes", "royalties"], &asked.form);
    let mistakes = reject(&signed.web, &mut fields, &rejections);
    let message = mistakes.first().map(|mistake| mistake.message.clone());
    draw(&here, StatusCode::UNPROCESSABLE_ENTITY, &fields, &mistakes, |kind| {
        let typed = asked.form.text(&field_of(kind)).to_owned();
        (typed, message.clone().filter(|_| wrong.contains(&kind)))
    })
    .await
}

fn field_of(kind: &str) -> String {
    format!("review_{kind}")
}

async fn draw(
    here: &OnSite,
    status: StatusCode,
    fields: &Fields,
    mistakes: &[Mistake],
    months: impl Fn(&'static str) -> (String, Option<String>),
) -> Answer {
    let signed = &here.signed;
    let kinds: Vec<KindLine> = signed
        .web
        .kinds
        .iter()
        .map(|kind| {
            let (months, error) = months(kind.name);
            KindLine {
                name: kind.name,
                field: field_of(kind.name),
                label: kind_label(signed, kind.name),
                months,
                error,
            }
        })
        .collect();
    let own = context! {
        form => value(fields),
        errors => value(&mistakes),
        kinds => value(&kinds),
    };
    let desk = DeskView::of_site(here, "practice").await?;
    Ok(html(status, signed.render("desk/practice.html", &desk, own)?))
}
