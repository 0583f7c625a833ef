//! Roles on sites.

use conglang_kernel::{AccountId, Moment, Role, SiteId};
use conglang_platform::args;
use conglang_platform::db::Connection;
use conglang_platform::fault::{Fault, Outcome};
use sqlx::FromRow;

/// A role held on a site.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Membership {
    /// Where.
    pub site: SiteId,
    /// As what.
    pub role: Role,
}

/// A member as the desk lists them.
#[derive(FromRow, Clone, Debug)]
pub struct MemberLine {
    /// Number of the membership.
    pub id: i64,
    /// Whose.
    pub account_id: i64,
    /// Called what.
    pub name: String,
    /// By which address.
    pub email: String,
    /// As what.
    pub role: String,
    /// Last signed in.
    pub signed_in_at: Option<i64>,
    /// Whether they still use a first password.
    pub password_state: String,
    /// Locked until.
    pub locked_until: Option<i64>,
}

/// A site somebody may go to.
#[derive(FromRow, Clone, Debug)]
pub struct SiteLine {
    /// Which.
    pub id: i64,
    /// Called what.
    pub name: String,
    /// Its state word.
    pub state: String,
    /// Its canonical host.
    pub host: String,
    /// The province above it.
    pub parent_id: Option<i64>,
}

/// Why a membership cannot be changed so.
#[derive(Debug)]
pub enum MemberRefusal {
    /// There is no such member on this site.
    Unknown,
    /// Nobody would be left to administer the site.
    LastAdministrator,
    /// The person is a member already.
    AlreadyMember,
    /// Something broke.
    Fault(Fault),
}

impl From<Fault> for MemberRefusal {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// Every role of an account.
///
/// # Errors
/// When the database does not answer.
pub async fn memberships(
    connection: &mut Connection,
    account: AccountId,
) -> Outcome<Vec<Membership>> {
    let rows: Vec<(i64, String)> = connection
        .all("SELECT site_id, role FROM member WHERE account_id = $1", args![account])
        .await?;
    rows.into_iter()
        .map(|(site, role)| Ok(Membership { site: SiteId(site), role: Role::parse(&role)? }))
        .collect()
}

/// The sites an account may go to: its own, and for provincial roles those below; by name, at most
/// `limit`.
///
/// # Errors
/// When the database does not answer.
pub async fn sites_of(
    connection: &mut Connection,
    account: AccountId,
    limit: i64,
) -> Outcome<Vec<SiteLine>> {
    connection
        .all(
            "SELECT s.id, s.name, s.state, h.name AS host, s.parent_id
             FROM site s JOIN host h ON h.site_id = s.id AND h.role = 'canonical'
             WHERE s.id IN (SELECT site_id FROM member WHERE account_id = $1)
                OR s.parent_id IN (SELECT site_id FROM member
                     WHERE account_id = $1 AND role IN ('supervisor', 'operator'))
             ORDER BY CASE WHEN s.parent_id IS NULL THEN 0 ELSE 1 END, s.name_key LIMIT $2",
            args![account, limit],
        )
        .await
}

/// The members of a site.
///
/// # Errors
/// When the database does not answer.
pub async fn list_members(connection: &mut Connection, site: SiteId) -> Outcome<Vec<MemberLine>> {
    connection
        .all(
            "SELECT m.id, m.account_id, a.name, a.email, m.role, a.signed_in_at,
               a.password_state, a.locked_until
             FROM member m JOIN account a ON a.id = m.account_id
             WHERE m.site_id = $1 ORDER BY a.name, a.email",
            args![site],
        )
        .await
}

/// Gives an account a role on a site.
///
/// # Errors
/// When the person is a member already or the database refuses.
pub async fn add_member(
    connection: &mut Connection,
    site: SiteId,
    account: AccountId,
    role: Role,
    by: Option<AccountId>,
    now: Moment,
) -> Result<(), MemberRefusal> {
    let added = connection
        .execute(
            "INSERT INTO member (site_id, account_id, role, created_at, created_by)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (site_id, account_id) DO NOTHING",
            args![site, account, role, now, by],
        )
        .await?;
    if added == 0 { Err(MemberRefusal::AlreadyMember) } else { Ok(()) }
}

/// Changes the role of a member.
///
/// # Errors
/// When nobody would be left to administer, or the database refuses.
pub async fn change_role(
    connection: &mut Connection,
    site: SiteId,
    account: AccountId,
    role: Role,
) -> Result<(), MemberRefusal> {
    if !matches!(role, Role::Administrator | Role::Operator) {
        keep_one_administrator(connection, site, account).await?;
    }
    let changed = connection
        .execute(
            "UPDATE member SET role = $3 WHERE site_id = $1 AND account_id = $2",
            args![site, account, role],
        )
        .await?;
    if changed == 0 { Err(MemberRefusal::Unknown) } else { Ok(()) }
}

/// Takes a role away.
///
/// # Errors
/// When nobody would be left to administer, or the database refuses.
pub async fn remove_member(
    connection: &mut Connection,
    site: SiteId,
    account: AccountId,
) -> Result<(), MemberRefusal> {
    keep_one_administrator(connection, site, account).await?;
    let removed = connection
        .execute(
            "DELETE FROM member WHERE site_id = $1 AND account_id = $2",
            args![site, account],
        )
        .await?;
    if removed == 0 { Err(MemberRefusal::Unknown) } else { Ok(()) }
}

/// Somebody else must remain who administers the site, or operates the province above it.
async fn keep_one_administrator(
    connection: &mut Connection,
    site: SiteId,
    without: AccountId,
) -> Result<(), MemberRefusal> {
    let left = connection
        .number(
            "SELECT count(*) FROM member m WHERE m.account_id <> $2 AND (
               (m.site_id = $1 AND m.role IN ('administrator', 'operator'))
               OR (m.role = 'operator'
                   AND m.site_id IN (SELECT parent_id FROM site WHERE id = $1)))",
            args![site, without],
        )
        .await?;
    if left == 0 { Err(MemberRefusal::LastAdministrator) } else { Ok(()) }
}
