//! Making sites: one by a form, many by a file, and what came of it.

use conglang_house::account::password::{self, generate_first_password};
use conglang_house::account::{self, Email, NewAccount, PasswordState};
use conglang_house::record::{Deed, record};
use conglang_house::site::{
    self, Blueprints, Plan, ProvinceNamed, Site, blueprint::Blueprint, provision,
};
use conglang_house::unit::{LineError, UnitFile, UnitKind};
use conglang_kernel::{AccountId, Language, Presence, Rejections, Role, SiteState};
use conglang_platform::db::{Reach, Transaction};
use conglang_platform::fault::Fault;
use conglang_platform::words::Fact;
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::super::fields::{Mistake, filled, reject, typed};
use super::super::refusal::{DeskRefusal, html};
use super::super::routes::{Answer, Asked};
use super::super::signed::{Signed, value};
use super::super::view::DeskView;
use super::{FIELDS, draw};

const MISTAKES_SHOWN: usize = 50;

#[derive(Serialize)]
struct MistakeLine {
    line: usize,
    column: String,
    value: String,
    message: String,
}

#[derive(Serialize)]
struct CreatedLine {
    url: String,
    name: String,
    host: String,
    admin_email: Option<String>,
    password: Option<String>,
}

fn blueprints() -> Result<Blueprints, DeskRefusal> {
    let commune = Blueprint::commune().map_err(anyhow::Error::from).map_err(Fault::from)?;
    let province = Blueprint::province().map_err(anyhow::Error::from).map_err(Fault::from)?;
    Ok(Blueprints { commune, province })
}

fn plan(signed: &Signed, above: &Site, units: UnitFile) -> Plan {
    Plan {
        units,
        province: Some(ProvinceNamed {
            name: above.name.clone(),
            code: Some(above.unit_code.clone()).filter(|code| !code.starts_with("T-")),
        }),
        base_domain: signed.web.config.base_domain.clone(),
        // Nobody outside meets a site before its officers have.
        state: SiteState::Draft,
        now: signed.now,
    }
}

pub(super) async fn create(signed: &Signed, asked: &Asked, above: &Site, by: AccountId) -> Answer {
    let again = async |rejections: Rejections| {
        let mut fields = typed(&FIELDS, &asked.form);
        let mistakes = reject(&signed.web, &mut fields, &rejections);
        draw(signed, StatusCode::UNPROCESSABLE_ENTITY, &fields, &mistakes, None).await
    };
    let mut rejections = Rejections::none();
    let name = rejections.line("name", asked.form.text("name"), Presence::Required, 120);
    let kind = UnitKind::of_name(&name);
    if kind.is_none() && !name.is_empty() {
        rejections.add("name", "unit-kind");
    }
    let key = asked.form.text("key").trim().to_owned();
    let code = rejections.line("unit_code", asked.form.text("unit_code"), Presence::Required, 10);
    let email = match asked.form.filled("admin_email") {
        None => None,
        Some(text) => match Email::parse(text) {
            Ok(email) => Some(email),
            Err(_) => {
                rejections.add("admin_email", "email-form");
                None
            }
        },
    };
    let admin_name = rejections.line(
        "admin_name",
        asked.form.text("admin_name"),
        if email.is_some() { Presence::Required } else { Presence::Optional },
        80,
    );
    if !rejections.is_empty() {
        return again(rejections).await;
    }
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let kind = kind.map(|kind| kind.as_str().to_owned()).unwrap_or_default();
    let file = format!(
        "code,name,kind,slug\n{},{},{},{}\n",
        quoted(&code),
        quoted(&name),
        quoted(&kind),
        quoted(&key)
    );
    let units = match UnitFile::read(file.as_bytes()) {
        Ok(units) => units,
        Err(errors) => return again(of_line_errors(&errors)).await,
    };
    let first = email.as_ref().map(|email| generate_first_password(email, &admin_name));
    let hash = match &first {
        Some(first) => Some(password::hash(first).await?),
        None => None,
    };
    let mut transaction = signed.web.db.write(Reach::Installation).await?;
    let tx = &mut transaction;
    let made = site::create(tx, &blueprints()?, &plan(signed, above, units)).await?;
    let site = match made {
        Ok(site) => site,
        Err(rejections) => {
            drop(transaction);
            return again(of_columns(&rejections)).await;
        }
    };
    if let (Some(email), Some(hash)) = (&email, &hash) {
        let account = match account::find_by_email(tx, email).await? {
            Some(account) => account.id,
            None => {
                let new = NewAccount {
                    email,
                    name: &admin_name,
                    password: hash,
                    password_state: PasswordState::First,
                };
                match account::create(tx, &new, signed.now).await? {
                    Ok(account) => account,
                    Err(rejections) => {
                        drop(transaction);
                        return again(rejections).await;
                    }
                }
            }
        };
        let role = Role::Administrator;
        if let Err(rejections) = account::appoint(tx, site.id, account, role, signed.now).await? {
            drop(transaction);
            return again(rejections).await;
        }
    }
    note_created(tx, signed, by, &site).await?;
    transaction.commit().await?;
    let created = vec![CreatedLine {
        url: format!("/he-thong/trang/{}", site.id),
        name: site.name,
        host: site.host,
        admin_email: email.as_ref().map(|email| email.as_str().to_owned()),
        password: first.as_ref().map(|first| first.reveal().to_owned()),
    }];
    result(signed, StatusCode::OK, "", &[], 0, &created).await
}

async fn note_created(
    transaction: &mut Transaction,
    signed: &Signed,
    by: AccountId,
    site: &Site,
) -> Result<(), DeskRefusal> {
    let deed = Deed {
        site: Some(site.id),
        by: Some(by),
        action: "create",
        subject: "site",
        subject_id: site.id.0,
        detail: &site.host,
    };
    Ok(record(transaction, signed.now, deed).await?)
}

pub(super) async fn import(signed: &Signed, asked: &Asked, above: &Site, by: AccountId) -> Answer {
    let Some(file) = asked.form.file("file") else {
        let fields = filled(FIELDS.map(|name| (name, String::new())));
        let message = signed.say("reject-file-missing");
        let mistake =
            Mistake { field: "file".to_owned(), id: "f-file".to_owned(), message: message.clone() };
        let status = StatusCode::UNPROCESSABLE_ENTITY;
        return draw(signed, status, &fields, &[mistake], Some(message)).await;
    };
    let file_name: String = file.name.chars().take(80).collect();
    let units = match UnitFile::read(&file.bytes) {
        Ok(units) => units,
        Err(errors) => {
            let lines: Vec<MistakeLine> =
                errors.iter().take(MISTAKES_SHOWN).map(|error| mistake(signed, error)).collect();
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return result(signed, status, &file_name, &lines, errors.len(), &[]).await;
        }
    };
    let mut transaction = signed.web.db.write(Reach::Installation).await?;
    let tx = &mut transaction;
    let done = provision(tx, &blueprints()?, &plan(signed, above, units), |_, _| {}).await?;
    let done = match done {
        Ok(done) => done,
        Err(rejections) => {
            drop(transaction);
            let lines: Vec<MistakeLine> = rejections
                .iter()
                .map(|rejection| {
                    mistake(
                        signed,
                        &LineError {
                            line: 0,
                            column: rejection.field.to_owned(),
                            code: rejection.code,
                            facts: rejection.facts.clone(),
                        },
                    )
                })
                .collect();
            let (status, count) = (StatusCode::UNPROCESSABLE_ENTITY, lines.len());
            return result(signed, status, &file_name, &lines, count, &[]).await;
        }
    };
    let mut created = Vec::new();
    for id in &done.created {
        if let Some(site) = site::find(tx, *id).await? {
            note_created(tx, signed, by, &site).await?;
            created.push(CreatedLine {
                url: format!("/he-thong/trang/{id}"),
                name: site.name,
                host: site.host,
                admin_email: None,
                password: None,
            });
        }
    }
    transaction.commit().await?;
    result(signed, StatusCode::OK, &file_name, &[], 0, &created).await
}

fn mistake(signed: &Signed, error: &LineError) -> MistakeLine {
    let facts: Vec<(&str, Fact)> =
        error.facts.iter().map(|(name, fact)| (*name, Fact::from(fact.as_str()))).collect();
    let value = error
        .facts
        .iter()
        .find(|(name, _)| ["value", "typed", "name", "code"].contains(name))
        .map(|(_, fact)| fact.clone())
        .unwrap_or_default();
    MistakeLine {
        line: error.line,
        column: error.column.clone(),
        value,
        message: signed.web.pages.words().say(
            Language::Vi,
            &format!("reject-{}", error.code),
            &facts,
        ),
    }
}

/// A single typed unit is a file of one line: its columns are the form's fields.
fn of_line_errors(errors: &[LineError]) -> Rejections {
    let mut rejections = Rejections::none();
    for error in errors {
        rejections.add_with(field_of(&error.column), error.code, error.facts.clone());
    }
    rejections
}

fn of_columns(found: &Rejections) -> Rejections {
    let mut rejections = Rejections::none();
    for rejection in found.iter() {
        rejections.add_with(field_of(rejection.field), rejection.code, rejection.facts.clone());
    }
    rejections
}

fn field_of(column: &str) -> &'static str {
    match column {
        "code" | "unit_code" => "unit_code",
        "slug" | "key" => "key",
        "admin_email" | "email" | "account" => "admin_email",
        _ => "name",
    }
}

async fn result(
    signed: &Signed,
    status: StatusCode,
    file_name: &str,
    mistakes: &[MistakeLine],
    mistakes_total: usize,
    created: &[CreatedLine],
) -> Answer {
    let own = context! {
        file_name => file_name,
        mistakes => value(&mistakes),
        mistakes_total => mistakes_total,
        created => value(&created),
        has_passwords => created.iter().any(|line| line.password.is_some()),
    };
    let desk = DeskView::of_signed(signed, "sites");
    Ok(html(status, signed.render("desk/import_result.html", &desk, own)?))
}
