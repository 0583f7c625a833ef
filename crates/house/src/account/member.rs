//! Members: accounts with a role on a site.

use std::collections::HashMap;

use conglang_kernel::{AccountId, Action, Moment, Rejections, Role, SiteId};
use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Connection, Sql, engine};
use conglang_platform::fault::{Fault, Outcome};

use super::may::Permit;
use crate::scope::SiteScope;

/// A role on a site.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Membership {
    /// Where.
    pub site_id: SiteId,
    /// As what.
    pub role: Role,
}

/// A person with a role, as a site's list of people shows them.
#[derive(Clone, Debug)]
pub struct Member {
    /// Whose account.
    pub account_id: AccountId,
    /// The person's name.
    pub name: String,
    /// The name to sign in with.
    pub email: String,
    /// As what.
    pub role: Role,
    /// Since when.
    pub since: Moment,
    /// The last sign-in.
    pub signed_in_at: Option<Moment>,
    /// Since when the account is disabled, if it is.
    pub disabled_at: Option<Moment>,
}

/// Every role of an account, in the order given.
///
/// # Errors
/// When the database does not answer.
pub async fn list_of_account(
    connection: &mut Connection,
    account: AccountId,
) -> Outcome<Vec<Membership>> {
    let rows: Vec<(i64, String)> = connection
        .all("SELECT site_id, role FROM member WHERE account_id = $1 ORDER BY id", args![account])
        .await?;
    rows.into_iter()
        .map(|(site, role)| Ok(Membership { site_id: SiteId(site), role: Role::parse(&role)? }))
        .collect()
}

#[derive(FromRow)]
struct MemberRow {
    account_id: i64,
    name: String,
    email: String,
    role: String,
    created_at: i64,
    signed_in_at: Option<i64>,
    disabled_at: Option<i64>,
}

/// The people of a site, by name; at most 500.
///
/// # Errors
/// When the database does not answer.
pub async fn list_of_site(connection: &mut Connection, scope: SiteScope) -> Outcome<Vec<Member>> {
    let rows: Vec<MemberRow> = connection
        .all(
            "SELECT m.account_id, a.name, a.email, m.role, m.created_at, a.signed_in_at,
                    a.disabled_at
             FROM member m JOIN account a ON a.id = m.account_id
             WHERE m.site_id = $1 ORDER BY m.id LIMIT 500",
            args![scope.site()],
        )
        .await?;
    let members: Outcome<Vec<Member>> = rows
        .into_iter()
        .map(|row| {
            Ok(Member {
                account_id: AccountId(row.account_id),
                role: Role::parse(&row.role)?,
                name: row.name,
                email: row.email,
                since: Moment(row.created_at),
                signed_in_at: row.signed_in_at.map(Moment),
                disabled_at: row.disabled_at.map(Moment),
            })
        })
        .collect();
    let mut members = members?;
    // Given names first, as lists of people are ordered in Vietnam; engines cannot do it.
    members.sort_by_cached_key(|member| vitext::name_key(&member.name));
    Ok(members)
}

/// How many people each site has.
///
/// # Errors
/// When the database does not answer.
pub async fn members_of_sites(connection: &mut Connection) -> Outcome<HashMap<SiteId, i64>> {
    let rows: Vec<(i64, i64)> =
        connection.all("SELECT site_id, count(*) FROM member GROUP BY site_id", args![]).await?;
    Ok(rows.into_iter().map(|(site, count)| (SiteId(site), count)).collect())
}

/// Gives an account a role on the permit's site. Rejects (`account`) one that has a role there
/// (`member-known`), and (`role`) a provincial role on a commune's site (`member-role-provincial`)
/// or given by anybody but an operator (`member-role-beyond`).
///
/// # Errors
/// When the permit is not for staffing or the database refuses.
pub async fn add(
    connection: &mut Connection,
    permit: &Permit,
    account: AccountId,
    role: Role,
    now: Moment,
) -> Outcome<Result<(), Rejections>> {
    demand_staffing(permit)?;
    if role.is_provincial() && permit.role() != Role::Operator {
        return Ok(Err(Rejections::one("role", "member-role-beyond")));
    }
    insert(connection, permit.site(), account, role, Some(permit.account()), now).await
}

/// Gives an account a role in the name of the program itself: provisioning and the command line,
/// where there is nobody to ask for a permit. Rejects what [`add`] rejects for the site.
///
/// # Errors
/// When the database refuses.
pub async fn appoint(
    connection: &mut Connection,
    site: SiteId,
    account: AccountId,
    role: Role,
    now: Moment,
) -> Outcome<Result<(), Rejections>> {
    insert(connection, site, account, role, None, now).await
}

async fn insert(
    connection: &mut Connection,
    site: SiteId,
    account: AccountId,
    role: Role,
    by: Option<AccountId>,
    now: Moment,
) -> Outcome<Result<(), Rejections>> {
    if role.is_provincial() && parent_of(connection, site).await?.is_some() {
        return Ok(Err(Rejections::one("role", "member-role-provincial")));
    }
    let touched = connection
        .execute(
            "INSERT INTO member (site_id, account_id, role, created_at, created_by)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (site_id, account_id) DO NOTHING",
            args![site, account, role, now, by],
        )
        .await?;
    Ok(if touched == 0 { Err(Rejections::one("account", "member-known")) } else { Ok(()) })
}

/// Gives a member of the permit's site another role. Rejects what [`add`] and [`remove`] reject, and
/// an account without a role there (`member-unknown`).
///
/// # Errors
/// When the permit is not for staffing or the database refuses.
pub async fn change_role(
    connection: &mut Connection,
    permit: &Permit,
    account: AccountId,
    role: Role,
) -> Outcome<Result<(), Rejections>> {
    demand_staffing(permit)?;
    let able = match judge_departure(connection, permit, account, Some(role)).await? {
        Err(rejections) => return Ok(Err(rejections)),
        Ok(able) => able,
    };
    if role.is_provincial() {
        if permit.role() != Role::Operator {
            return Ok(Err(Rejections::one("role", "member-role-beyond")));
        }
        if able.parent.is_some() {
            return Ok(Err(Rejections::one("role", "member-role-provincial")));
        }
    }
    connection
        .execute(
            "UPDATE member SET role = $3 WHERE site_id = $1 AND account_id = $2",
            args![permit.site(), account, role],
        )
        .await?;
    Ok(Ok(()))
}

/// Takes an account's role on the permit's site away. Rejects an account without one
/// (`member-unknown`), an operator or supervisor unless an operator does it
/// (`member-role-beyond`), and whoever is the last able to administer (`member-last-administrator`).
///
/// # Errors
/// When the permit is not for staffing or the database refuses.
pub async fn remove(
    connection: &mut Connection,
    permit: &Permit,
    account: AccountId,
) -> Outcome<Result<(), Rejections>> {
    demand_staffing(permit)?;
    if let Err(rejections) = judge_departure(connection, permit, account, None).await? {
        return Ok(Err(rejections));
    }
    connection
        .execute(
            "DELETE FROM member WHERE site_id = $1 AND account_id = $2",
            args![permit.site(), account],
        )
        .await?;
    Ok(Ok(()))
}

fn demand_staffing(permit: &Permit) -> Outcome<()> {
    if permit.action() == Action::Staff {
        Ok(())
    } else {
        Err(Fault::new("a permit for something else was shown to change members"))
    }
}

async fn parent_of(connection: &mut Connection, site: SiteId) -> Outcome<Option<SiteId>> {
    let (parent,): (Option<i64>,) =
        connection.one("SELECT parent_id FROM site WHERE id = $1", args![site]).await?;
    Ok(parent.map(SiteId))
}

/// What the check of a departure learnt about the site.
struct Ground {
    parent: Option<SiteId>,
}

/// Whether a member may lose their role or take the `next` one, so that somebody able to administer
/// the site remains: for a commune an administrator, or an operator of the province unless people
/// take the last administration from themselves; for the province an operator.
async fn judge_departure(
    connection: &mut Connection,
    permit: &Permit,
    account: AccountId,
    next: Option<Role>,
) -> Outcome<Result<Ground, Rejections>> {
    let site = permit.site();
    // The site's row is the lock: two administrators must not remove each other at once.
    let lock = engine::for_update(connection.engine());
    let (parent,): (Option<i64>,) = connection
        .one(Sql::composed(format!("SELECT parent_id FROM site WHERE id = $1{lock}")), args![site])
        .await?;
    let ground = Ground { parent: parent.map(SiteId) };
    let held: Option<(String,)> = connection
        .optional(
            "SELECT role FROM member WHERE site_id = $1 AND account_id = $2",
            args![site, account],
        )
        .await?;
    let Some((held,)) = held else {
        return Ok(Err(Rejections::one("account", "member-unknown")));
    };
    let held = Role::parse(&held)?;
    if held.is_provincial() && permit.role() != Role::Operator {
        return Ok(Err(Rejections::one("account", "member-role-beyond")));
    }
    if !matches!(held, Role::Administrator | Role::Operator) || next == Some(held) {
        return Ok(Ok(ground));
    }
    let here = count_able(connection, site, held, account).await?;
    let remains = match (held, ground.parent) {
        // An operator who becomes administrator of the province's site leaves no operator.
        (Role::Operator, _) | (_, None) => {
            here > 0
                || (held == Role::Administrator
                    && count_able(connection, site, Role::Operator, account).await? > 0)
        }
        (_, Some(parent)) => {
            here > 0
                || (account != permit.account()
                    && count_able(connection, parent, Role::Operator, account).await? > 0)
        }
    };
    Ok(if remains {
        Ok(ground)
    } else {
        Err(Rejections::one("account", "member-last-administrator"))
    })
}

/// How many enabled accounts but one hold a role on a site.
async fn count_able(
    connection: &mut Connection,
    site: SiteId,
    role: Role,
    but: AccountId,
) -> Outcome<i64> {
    connection
        .number(
            "SELECT count(*) FROM member m JOIN account a ON a.id = m.account_id
             WHERE m.site_id = $1 AND m.role = $2 AND m.account_id <> $3
               AND a.disabled_at IS NULL",
            args![site, role, but],
        )
        .await
}
