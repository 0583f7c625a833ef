//! The sites of a province: who is behind, one more, a whole list of them, and their states.

use std::collections::HashMap;

use conglang_house::account::password::{self, generate_first_password};
use conglang_house::account::{self, Email, NewAccount, PasswordState};
use conglang_house::record::{Deed, record};
use conglang_house::site::{
    self, Blueprints, Plan, ProvinceNamed, Site, blueprint::Blueprint, provision,
};
use conglang_house::unit::{LineError, UnitFile, UnitKind};
use conglang_kernel::{Action, HostName, Moment, Presence, Rejections, Role, SiteId, SiteState};
use conglang_platform::db::{Connection, Reach};
use conglang_platform::fault::Fault;
use conglang_platform::words::Fact;
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::fields::{Fields, Mistake, filled, reject, typed};
use super::lists::Paging;
use super::refusal::{DeskRefusal, html, see_other};
use super::routes::{Answer, Asked};
use super::sheet::Choice;
use super::signed::{Signed, value};
use super::system::province;
use super::view::DeskView;

const FIELDS: [&str; 5] = ["name", "key", "unit_code", "admin_name", "admin_email"];
const PAGE_SIZE: i64 = 30;
const MISTAKES_SHOWN: usize = 50;
/// After so many days without anything new a site is called quiet.
const QUIET_DAYS: i64 = 30;

#[derive(Serialize)]
struct SiteLine {
    url: String,
    name: String,
    host: String,
    state: &'static str,
    last_published_at: Option<i64>,
    quiet_days: Option<i64>,
    published_this_month: i64,
    members: i64,
}

#[derive(Serialize)]
struct Figure {
    label: String,
    count: i64,
    url: Option<String>,
}

#[derive(Serialize)]
struct Filters {
    query: String,
    state: String,
}

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

/// The list.
pub async fn show(signed: Signed, _asked: Asked) -> Answer {
    let fields = filled(FIELDS.map(|name| (name, String::new())));
    draw(&signed, StatusCode::OK, &fields, &[], None).await
}

/// Creates one site, or those of a file.
pub async fn submit(signed: Signed, asked: Asked) -> Answer {
    let (permit, above) = province(&signed, Action::Operate).await?;
    match asked.form.text("viec") {
        "them" => create(&signed, &asked, &above, permit.account()).await,
        "nhap_csv" => import(&signed, &asked, &above, permit.account()).await,
        _ => Err(DeskRefusal::Malformed),
    }
}

/// Sets the state of a site.
pub async fn set_state(signed: Signed, asked: Asked) -> Answer {
    let (permit, above) = province(&signed, Action::Operate).await?;
    let id = SiteId(asked.number(0)?);
    let state = SiteState::parse(asked.form.text("state")).map_err(|_| DeskRefusal::Malformed)?;
    // Merging a site into others is a matter of its own.
    if state == SiteState::Merged {
        return Err(DeskRefusal::Malformed);
    }
    let mut connection = signed.web.db.read(Reach::Installation).await?;
    let found = site::find(&mut connection, id).await?;
    drop(connection);
    let found = found
        .filter(|site| site.parent == Some(above.id) || site.id == above.id)
        .ok_or(DeskRefusal::NotFound)?;
    let reason: String = asked.form.text("reason").trim().chars().take(200).collect();
    let mut transaction = signed.web.db.write(Reach::Installation).await?;
    site::set_state(&mut transaction, id, state, signed.now).await?;
    let detail = format!("{} → {} {reason}", found.state.as_str(), state.as_str());
    let deed = Deed {
        site: Some(id),
        by: Some(permit.account()),
        action: "set-state",
        subject: "site",
        subject_id: id.0,
        detail: detail.trim(),
    };
    record(&mut transaction, signed.now, deed).await?;
    transaction.commit().await?;
    Ok(see_other(&format!("/he-thong/trang/{id}?da=state-set")))
}

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

async fn create(
    signed: &Signed,
    asked: &Asked,
    above: &Site,
    by: conglang_kernel::AccountId,
) -> Answer {
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
    transaction: &mut conglang_platform::db::Transaction,
    signed: &Signed,
    by: conglang_kernel::AccountId,
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

async fn import(
    signed: &Signed,
    asked: &Asked,
    above: &Site,
    by: conglang_kernel::AccountId,
) -> Answer {
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
            conglang_kernel::Language::Vi,
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

struct Counts {
    last_published: HashMap<i64, i64>,
    this_month: HashMap<i64, i64>,
    members: HashMap<i64, i64>,
}

async fn counts(connection: &mut Connection, month: Moment) -> Result<Counts, DeskRefusal> {
    let map = |rows: Vec<(i64, i64)>| rows.into_iter().collect::<HashMap<_, _>>();
    Ok(Counts {
        last_published: map(connection
            .all(
                "SELECT site_id, max(published_at) FROM entry
                 WHERE state IN ('live', 'withdrawn') AND kind <> 'page'
                   AND published_at IS NOT NULL
                 GROUP BY site_id",
                conglang_platform::args![],
            )
            .await?),
        this_month: map(connection
            .all(
                "SELECT site_id, count(*) FROM entry
                 WHERE state IN ('live', 'withdrawn') AND kind <> 'page' AND published_at >= $1
                 GROUP BY site_id",
                conglang_platform::args![month],
            )
            .await?),
        members: map(connection
            .all(
                "SELECT site_id, count(*) FROM member GROUP BY site_id",
                conglang_platform::args![],
            )
            .await?),
    })
}

async fn draw(
    signed: &Signed,
    status: StatusCode,
    fields: &Fields,
    mistakes: &[Mistake],
    import_error: Option<String>,
) -> Answer {
    let (_, above) = province(signed, Action::Oversee).await?;
    let may_create = province(signed, Action::Operate).await.is_ok();
    let filters = Filters {
        query: signed.query.filled("tim").unwrap_or_default().chars().take(100).collect(),
        state: signed
            .query
            .filled("trang_thai")
            .filter(|word| SiteState::parse(word).is_ok() || *word == "quiet")
            .unwrap_or_default()
            .to_owned(),
    };
    let month = conglang_slices::royalty::Month::of(signed.now).begins();
    let mut connection = signed.web.db.read(Reach::Installation).await?;
    let all = site::list(&mut connection).await?;
    let counts = counts(&mut connection, month).await?;
    drop(connection);
    let quiet_days = |site: &Site| {
        let last = counts.last_published.get(&site.id.0)?;
        let days = (signed.now.0 - last) / 86_400_000;
        (days >= QUIET_DAYS && site.state == SiteState::Live).then_some(days)
    };
    let slug =
        if filters.query.trim().is_empty() { String::new() } else { vitext::slug(&filters.query) };
    let ours: Vec<&Site> =
        all.iter().filter(|site| site.parent == Some(above.id) || site.id == above.id).collect();
    let count = |wanted: &dyn Fn(&Site) -> bool| {
        i64::try_from(ours.iter().filter(|site| wanted(site)).count()).unwrap_or_default()
    };
    let figure = |key: &str, count: i64, url: Option<&str>| Figure {
        label: signed.say(&format!("desk-sites-figure-{key}")),
        count,
        url: url.map(str::to_owned),
    };
    let figures = [
        figure("live", count(&|s| s.state == SiteState::Live), Some("?trang_thai=live")),
        figure("draft", count(&|s| s.state == SiteState::Draft), Some("?trang_thai=draft")),
        figure("quiet", count(&|s| quiet_days(s).is_some()), Some("?trang_thai=quiet")),
        figure("month", counts.this_month.values().sum(), None),
    ];
    let found: Vec<&&Site> = ours
        .iter()
        .filter(|site| site.slug.contains(&slug))
        .filter(|site| match filters.state.as_str() {
            "" => true,
            "quiet" => quiet_days(site).is_some(),
            state => site.state.as_str() == state,
        })
        .collect();
    let paging = Paging::of(signed, PAGE_SIZE);
    let total = i64::try_from(found.len()).unwrap_or_default();
    let lines: Vec<SiteLine> = found
        .iter()
        .skip(usize::try_from(paging.offset()).unwrap_or_default())
        .take(usize::try_from(paging.size).unwrap_or_default())
        .map(|site| SiteLine {
            url: format!("/he-thong/trang/{}", site.id),
            name: site.name.clone(),
            host: site.host.clone(),
            state: site.state.as_str(),
            last_published_at: counts.last_published.get(&site.id.0).copied(),
            quiet_days: quiet_days(site),
            published_this_month: counts.this_month.get(&site.id.0).copied().unwrap_or_default(),
            members: counts.members.get(&site.id.0).copied().unwrap_or_default(),
        })
        .collect();
    let mut states: Vec<Choice> = SiteState::ALL
        .iter()
        .map(|state| {
            let word = state.as_str();
            Choice::flat(word, signed.say(&format!("desk-site-{word}")))
        })
        .collect();
    states.push(Choice::flat("quiet", signed.say("desk-sites-figure-quiet")));
    let kept = [("tim", filters.query.as_str()), ("trang_thai", &filters.state)];
    let own = context! {
        sites => value(&lines),
        figures => value(&figures),
        filters => value(&filters),
        filtered => kept.iter().any(|(_, text)| !text.is_empty()),
        states => value(&states),
        pager => value(&paging.pager(total, &kept)),
        may => context! { create => may_create },
        form => value(fields),
        errors => value(&mistakes),
        import_error => import_error,
        import_columns => "code,name,kind,district",
        host_suffix => format!(".{}", above.host),
    };
    let desk = DeskView::of_signed(signed, "sites");
    Ok(html(status, signed.render("desk/sites.html", &desk, own)?))
}
