//! What a site says of itself: the six legal fields, how to reach it, its colour.

use conglang_house::record::{Deed, audit};
use conglang_house::site::{self, Profile, ProfileSaved, ProfileTyped, profile, save_profile};
use conglang_kernel::{Action, Rejections};
use conglang_platform::db::Reach;
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::fields::{Fields, Mistake, filled, reject, typed};
use super::refusal::{DeskRefusal, html, see_other};
use super::routes::{Answer, Asked};
use super::signed::{OnSite, value};
use super::view::DeskView;

/// The form's fields with those of the profile they stand for.
const FIELDS: [(&str, &str); 10] = [
    ("agency_name", "managing_organisation"),
    ("governing_body", "governing_agency"),
    ("responsible_person", "responsible_person"),
    ("address", "address"),
    ("phone", "phone"),
    ("email", "email"),
    ("working_hours", "working_hours"),
    ("reception", "citizen_reception"),
    ("intro", "introduction"),
    ("accent", "accent"),
];

/// Colours that carry white text; each was checked against the contrast of WCAG AA.
const PALETTE: [(&str, &str); 8] = [
    ("8a2456", "plum"),
    ("1d5fa8", "blue"),
    ("0b5a4b", "green"),
    ("9b1c1c", "red"),
    ("7a4a00", "brown"),
    ("4a3a8c", "violet"),
    ("14616b", "teal"),
    ("3d4a57", "slate"),
];

#[derive(Serialize)]
struct Colour {
    value: String,
    colour: String,
    label: String,
}

/// The form.
pub async fn show(here: OnSite, _asked: Asked) -> Answer {
    here.demand(Action::Describe)?;
    let mut connection = here.signed.web.db.read(Reach::Installation).await?;
    let known = profile(&mut connection, here.site.id).await?.ok_or(DeskRefusal::NotFound)?;
    let site = site::find(&mut connection, here.site.id).await?.ok_or(DeskRefusal::NotFound)?;
    drop(connection);
    let fields = fields_of(&known, &site.accent);
    draw(&here, StatusCode::OK, &fields, &[], known.version).await
}

fn fields_of(profile: &Profile, accent: &str) -> Fields {
    filled([
        ("agency_name", profile.managing_organisation.clone()),
        ("governing_body", profile.governing_agency.clone()),
        ("responsible_person", profile.responsible_person.clone()),
        ("address", profile.address.clone()),
        ("phone", profile.phone.clone()),
        ("email", profile.email.clone()),
        ("working_hours", profile.working_hours.clone()),
        ("reception", profile.citizen_reception.clone()),
        ("intro", profile.introduction.to_typed()),
        ("accent", accent.trim_start_matches('#').to_owned()),
    ])
}

/// Saves it.
pub async fn submit(here: OnSite, asked: Asked) -> Answer {
    let permit = here.permit(Action::Describe)?;
    let form = &asked.form;
    let version = form.text("base").parse().map_err(|_| DeskRefusal::Malformed)?;
    let text = |name: &str| form.text(name).to_owned();
    let new = ProfileTyped {
        managing_organisation: text("agency_name"),
        governing_agency: text("governing_body"),
        address: text("address"),
        email: text("email"),
        phone: text("phone"),
        responsible_person: text("responsible_person"),
        working_hours: text("working_hours"),
        citizen_reception: text("reception"),
        introduction: text("intro"),
        version,
    };
    let (site, now) = (here.site.id, here.signed.now);
    let mut transaction = here.signed.web.db.write(permit.scope().reach()).await?;
    let coloured = site::set_accent(&mut transaction, site, form.text("accent"), now).await?;
    let saved = save_profile(&mut transaction, site, &new, now).await?;
    let mut rejections = Rejections::none();
    if let Err(wrong) = coloured {
        rejections.append(wrong);
    }
    let mut base = version;
    match saved {
        ProfileSaved::Saved(_) if rejections.is_empty() => {
            let deed = Deed {
                site: Some(site),
                by: Some(permit.account()),
                action: "describe",
                subject: "site",
                subject_id: site.0,
                detail: "",
            };
            audit(&mut transaction, now, &deed).await?;
            transaction.commit().await?;
            return Ok(see_other(&here.url("/thong-tin?da=profile-saved")));
        }
        ProfileSaved::Saved(_) => {}
        ProfileSaved::Rejected(wrong) => rejections.append(wrong),
        ProfileSaved::Overtaken(theirs) => {
            // What was typed stays; saving again is a decision.
            base = theirs.version;
            rejections.add("", "profile-overtaken");
        }
    }
    drop(transaction);
    let mut named = Rejections::none();
    for rejection in rejections.iter() {
        let field = FIELDS
            .iter()
            .find(|(_, column)| *column == rejection.field)
            .map_or(rejection.field, |(field, _)| field);
        named.add_with(field, rejection.code, rejection.facts.clone());
    }
    let mut fields = typed(&FIELDS.map(|(field, _)| field), form);
    let mistakes = reject(&here.signed.web, &mut fields, &named);
    draw(&here, StatusCode::UNPROCESSABLE_ENTITY, &fields, &mistakes, base).await
}

async fn draw(
    here: &OnSite,
    status: StatusCode,
    fields: &Fields,
    mistakes: &[Mistake],
    base: i64,
) -> Answer {
    let signed = &here.signed;
    let current = fields.get("accent").map(|field| field.value.clone()).unwrap_or_default();
    let mut palette: Vec<Colour> = PALETTE
        .iter()
        .map(|(hex, word)| Colour {
            value: (*hex).to_owned(),
            colour: format!("#{hex}"),
            label: signed.say(&format!("desk-colour-{word}")),
        })
        .collect();
    let is_hex = current.len() == 6 && current.bytes().all(|b| b.is_ascii_hexdigit());
    if is_hex && palette.iter().all(|colour| colour.value != current) {
        palette.push(Colour {
            colour: format!("#{current}"),
            label: signed.say("desk-colour-own"),
            value: current,
        });
    }
    let own = context! {
        form => value(fields),
        errors => value(&mistakes),
        base => base,
        palette => value(&palette),
        saved => (),
    };
    let desk = DeskView::of_site(here, "profile").await?;
    Ok(html(status, signed.render("desk/profile.html", &desk, own)?))
}

#[cfg(test)]
mod tests {
    use conglang_kernel::Accent;

    use super::*;

    #[test]
    fn every_colour_offered_carries_white_text() {
        for (hex, word) in PALETTE {
            assert!(Accent::parse(hex).is_ok(), "{word}");
        }
    }
}
