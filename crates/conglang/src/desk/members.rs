//! The people of a site: who works here, as what, and the first password handed to somebody new.

use conglang_house::account::password::{self, generate_first_password};
use conglang_house::account::{
    self, Email, Member, NewAccount, PasswordState, Permit, Sessions, add, change_role,
    list_of_site, remove,
};
use conglang_house::record::{Deed, record};
use conglang_kernel::{AccountId, Action, Rejections, Role};
use conglang_platform::db::{Reach, Transaction};
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::fields::{Fields, Mistake, filled, reject, typed};
use super::refusal::{DeskRefusal, html, see_other};
use super::routes::{Answer, Asked};
use super::signed::{OnSite, value};
use super::view::DeskView;

const FIELDS: [&str; 3] = ["name", "email", "role"];

#[derive(Serialize)]
struct MemberView {
    id: i64,
    name: String,
    email: String,
    role: &'static str,
    is_me: bool,
    seen_at: Option<i64>,
    state: &'static str,
    may_change: bool,
    may_reset: bool,
    may_remove: bool,
}

#[derive(Serialize)]
struct RoleChoice {
    value: &'static str,
    label: String,
    hint: Option<String>,
}

#[derive(Serialize)]
struct Slip<'s> {
    name: &'s str,
    email: &'s str,
    role: &'static str,
}

/// The list.
pub async fn show(here: OnSite, _asked: Asked) -> Answer {
    let fields = filled([
        ("name", String::new()),
        ("email", String::new()),
        ("role", Role::Editor.as_str().to_owned()),
    ]);
    draw(&here, StatusCode::OK, &fields, &[]).await
}

/// Adds, changes, resets or removes.
pub async fn submit(here: OnSite, asked: Asked) -> Answer {
    let permit = here.permit(Action::Staff)?;
    match asked.form.text("viec") {
        "them" => add_member(&here, &permit, &asked).await,
        "doi_vai" => {
            let (account, role) = (account_of(&asked)?, role_of(&asked));
            let mut transaction = here.signed.web.db.write(Reach::Installation).await?;
            let changed = match role {
                Ok(role) => change_role(&mut transaction, &permit, account, role).await?,
                Err(rejections) => Err(rejections),
            };
            finish(&here, &permit, transaction, account, changed, ("change-role", "role-changed"))
                .await
        }
        "go" => {
            let account = account_of(&asked)?;
            let mut transaction = here.signed.web.db.write(Reach::Installation).await?;
            let removed = remove(&mut transaction, &permit, account).await?;
            finish(
                &here,
                &permit,
                transaction,
                account,
                removed,
                ("remove-member", "member-removed"),
            )
            .await
        }
        "cap_mat_khau" => reset(&here, &permit, account_of(&asked)?).await,
        _ => Err(DeskRefusal::Malformed),
    }
}

fn account_of(asked: &Asked) -> Result<AccountId, DeskRefusal> {
    asked.form.text("account").parse().map(AccountId).map_err(|_| DeskRefusal::Malformed)
}

fn role_of(asked: &Asked) -> Result<Role, Rejections> {
    Role::parse(asked.form.text("role")).map_err(|_| Rejections::one("role", "choice-unknown"))
}

async fn note(
    here: &OnSite,
    permit: &Permit,
    transaction: &mut Transaction,
    action: &'static str,
    account: AccountId,
    detail: &str,
) -> Result<(), DeskRefusal> {
    let deed = Deed {
        site: Some(permit.site()),
        by: Some(permit.account()),
        action,
        subject: "account",
        subject_id: account.0,
        detail,
    };
    Ok(record(transaction, here.signed.now, deed).await?)
}

async fn finish(
    here: &OnSite,
    permit: &Permit,
    mut transaction: Transaction,
    account: AccountId,
    outcome: Result<(), Rejections>,
    (action, done): (&'static str, &'static str),
) -> Answer {
    match outcome {
        Ok(()) => {
            note(here, permit, &mut transaction, action, account, "").await?;
            transaction.commit().await?;
            Ok(see_other(&here.url(&format!("/thanh-vien?da={done}"))))
        }
        Err(rejections) => {
            drop(transaction);
            let mut fields = filled(FIELDS.map(|name| (name, String::new())));
            let mistakes = reject(&here.signed.web, &mut fields, &rejections);
            draw(here, StatusCode::UNPROCESSABLE_ENTITY, &fields, &mistakes).await
        }
    }
}

async fn add_member(here: &OnSite, permit: &Permit, asked: &Asked) -> Answer {
    let web = &here.signed.web;
    let again = async |rejections: Rejections| {
        let mut fields = typed(&FIELDS, &asked.form);
        let mistakes = reject(web, &mut fields, &rejections);
        draw(here, StatusCode::UNPROCESSABLE_ENTITY, &fields, &mistakes).await
    };
    let mut rejections = Rejections::none();
    let name =
        rejections.line("name", asked.form.text("name"), conglang_kernel::Presence::Required, 80);
    let email = Email::parse(asked.form.text("email")).ok();
    if email.is_none() {
        rejections.add("email", "email-form");
    }
    let role = role_of(asked);
    if let Err(wrong) = &role {
        rejections.append(wrong.clone());
    }
    let (Some(email), Ok(role), true) = (email, role, rejections.is_empty()) else {
        return again(rejections).await;
    };
    let mut connection = web.db.read(Reach::Installation).await?;
    let known = account::find_by_email(&mut connection, &email).await?;
    drop(connection);
    // Hashing takes long: before the transaction.
    let first = generate_first_password(&email, &name);
    let hash = if known.is_none() { Some(password::hash(&first).await?) } else { None };
    let mut transaction = web.db.write(Reach::Installation).await?;
    let account = match (&known, &hash) {
        (Some(account), _) => account.id,
        (None, Some(hash)) => {
            let new = NewAccount {
                email: &email,
                name: &name,
                password: hash,
                password_state: PasswordState::First,
            };
            match account::create(&mut transaction, &new, here.signed.now).await? {
                Ok(account) => account,
                Err(rejections) => {
                    drop(transaction);
                    return again(rejections).await;
                }
            }
        }
        (None, None) => return Err(DeskRefusal::Malformed),
    };
    if let Err(rejections) = add(&mut transaction, permit, account, role, here.signed.now).await? {
        drop(transaction);
        let mut shown = Rejections::none();
        for rejection in rejections.iter() {
            // The form has no account field: the address stands for it.
            let field = if rejection.field == "account" { "email" } else { rejection.field };
            shown.add(field, rejection.code);
        }
        return again(shown).await;
    }
    note(here, permit, &mut transaction, "add-member", account, role.as_str()).await?;
    transaction.commit().await?;
    if known.is_some() {
        return Ok(see_other(&here.url("/thanh-vien?da=member-added")));
    }
    slip(here, &name, email.as_str(), role, first.reveal(), Occasion::New).await
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Occasion {
    New,
    Reset,
}

async fn reset(here: &OnSite, permit: &Permit, account: AccountId) -> Answer {
    let web = &here.signed.web;
    let mut connection = web.db.read(Reach::Installation).await?;
    let members = list_of_site(&mut connection, permit.scope()).await?;
    drop(connection);
    let member = members
        .into_iter()
        .find(|member| member.account_id == account && may_reset(here, permit, member))
        .ok_or(DeskRefusal::Forbidden)?;
    let email = Email::parse(&member.email).map_err(|_| DeskRefusal::Malformed)?;
    let first = generate_first_password(&email, &member.name);
    let hash = password::hash(&first).await?;
    let mut transaction = web.db.write(Reach::Installation).await?;
    account::enable(&mut transaction, account, here.signed.now).await?;
    let state = PasswordState::First;
    let now = here.signed.now;
    account::set_password(&mut transaction, account, &hash, state, Sessions::EndAll, now).await?;
    note(here, permit, &mut transaction, "reset-password", account, "").await?;
    transaction.commit().await?;
    slip(here, &member.name, &member.email, member.role, first.reveal(), Occasion::Reset).await
}

/// A password handed out is a way in: nobody makes themselves one into a greater role, and one's own
/// is changed on one's own page.
fn may_reset(here: &OnSite, permit: &Permit, member: &Member) -> bool {
    member.account_id != here.signed.account.id
        && (!member.role.is_provincial() || permit.role() == Role::Operator)
}

async fn slip(
    here: &OnSite,
    name: &str,
    email: &str,
    role: Role,
    password: &str,
    occasion: Occasion,
) -> Answer {
    let web = &here.signed.web;
    let own = context! {
        reset => occasion == Occasion::Reset,
        member => value(&Slip { name, email, role: role.as_str() }),
        password => password,
        sign_in_url => format!("{}/", web.config.origin(&web.hosts.desk())),
        back_url => here.url("/thanh-vien"),
    };
    let desk = DeskView::of_site(here, "members").await?;
    Ok(html(StatusCode::OK, here.signed.render("desk/first_password.html", &desk, own)?))
}

async fn draw(here: &OnSite, status: StatusCode, fields: &Fields, mistakes: &[Mistake]) -> Answer {
    let signed = &here.signed;
    let permit = here.permit(Action::Staff)?;
    let mut connection = signed.web.db.read(Reach::Installation).await?;
    let members: Vec<MemberView> = list_of_site(&mut connection, permit.scope())
        .await?
        .into_iter()
        .map(|member| {
            let is_me = member.account_id == signed.account.id;
            let within = !member.role.is_provincial() || permit.role() == Role::Operator;
            MemberView {
                id: member.account_id.0,
                role: member.role.as_str(),
                is_me,
                seen_at: member.signed_in_at.map(|at| at.0),
                state: if member.disabled_at.is_some() { "locked" } else { "open" },
                may_change: within && !is_me,
                may_reset: may_reset(here, &permit, &member),
                may_remove: within && !is_me,
                name: member.name,
                email: member.email,
            }
        })
        .collect();
    drop(connection);
    let mut roles: Vec<Role> = Role::ON_A_SITE.to_vec();
    if here.site.parent_id.is_none() && permit.role() == Role::Operator {
        roles.extend([Role::Supervisor, Role::Operator]);
    }
    let roles: Vec<RoleChoice> = roles
        .into_iter()
        .map(|role| RoleChoice {
            value: role.as_str(),
            label: signed.say(&format!("desk-role-{}", role.as_str())),
            hint: Some(signed.say(&format!("desk-role-{}-hint", role.as_str()))),
        })
        .collect();
    let own = context! {
        members => value(&members),
        roles => value(&roles),
        may => context! { add => true },
        form => value(fields),
        errors => value(&mistakes),
    };
    let desk = DeskView::of_site(here, "members").await?;
    Ok(html(status, signed.render("desk/members.html", &desk, own)?))
}
