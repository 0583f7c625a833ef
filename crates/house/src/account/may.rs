//! The one function that says what somebody may do on a site, and the permit that proves it.

use conglang_kernel::{AccountId, Action, Role, SiteId, SiteState};

use super::accounts::PasswordState;
use super::member::Membership;
use crate::scope::SiteScope;

/// Who asks: an account with its roles, loaded once per request.
#[derive(Clone, Debug)]
pub struct Actor {
    account: AccountId,
    password_state: PasswordState,
    memberships: Vec<Membership>,
}

impl Actor {
    /// Only a session makes an actor.
    pub(super) fn new(
        account: AccountId,
        password_state: PasswordState,
        memberships: Vec<Membership>,
    ) -> Self {
        Self { account, password_state, memberships }
    }

    /// Whose account.
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// Every role the account holds.
    pub fn memberships(&self) -> &[Membership] {
        &self.memberships
    }
}

/// The site in question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SiteRef {
    /// Which site.
    pub id: SiteId,
    /// The province's site above it; none for the province itself.
    pub parent_id: Option<SiteId>,
    /// Where it is in its life.
    pub state: SiteState,
}

/// Why something may not be done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Denial {
    /// The account has no role that reaches the site: it need not learn that the site exists.
    NoRole,
    /// The role does not allow it.
    Beyond,
    /// The role would allow it, but nobody writes on a site in this state.
    Closed(SiteState),
    /// The password handed out must be changed before anything else.
    FirstPassword,
}

/// Proof that an account may do one thing on one site. Only [`may`] makes one.
#[derive(Clone, PartialEq, Eq, Debug)]
#[must_use = "a permit is there to be shown to what it opens"]
pub struct Permit {
    site: SiteId,
    account: AccountId,
    action: Action,
    role: Role,
}

impl Permit {
    /// On which site.
    pub fn site(&self) -> SiteId {
        self.site
    }

    /// Who.
    pub fn account(&self) -> AccountId {
        self.account
    }

    /// What.
    pub fn action(&self) -> Action {
        self.action
    }

    /// By virtue of which role.
    pub fn role(&self) -> Role {
        self.role
    }

    /// The scope it opens.
    pub fn scope(&self) -> SiteScope {
        SiteScope::of_permit(self)
    }
}

/// Whether an account may do something on a site.
///
/// A role counts on the site where it is held. A provincial role is held on the province's site,
/// counts there and on the sites directly below; held anywhere else it counts for nothing. What
/// changes something needs a site that is still written to, except operating, which is how a site
/// gets out of such a state.
///
/// # Errors
/// The reason when it may not be done.
pub fn may(actor: &Actor, action: Action, site: SiteRef) -> Result<Permit, Denial> {
    let roles = || actor.memberships.iter().filter(|m| reaches(m, site)).map(|m| m.role);
    if roles().next().is_none() {
        return Err(Denial::NoRole);
    }
    // A person with two roles that reach acts by the later one in the list, which is the greater.
    let role = roles().filter(|role| role.allows(action)).max().ok_or(Denial::Beyond)?;
    if actor.password_state == PasswordState::First {
        return Err(Denial::FirstPassword);
    }
    if changes(action) && !site.state.is_written() {
        return Err(Denial::Closed(site.state));
    }
    Ok(Permit { site: site.id, account: actor.account, action, role })
}

fn reaches(membership: &Membership, site: SiteRef) -> bool {
    if membership.role.is_provincial() {
        let province = site.parent_id.unwrap_or(site.id);
        membership.site_id == province
    } else {
        membership.site_id == site.id
    }
}

/// Whether an action needs a site that is still written to.
fn changes(action: Action) -> bool {
    match action {
        Action::Write
        | Action::Publish
        | Action::TakeDown
        | Action::Arrange
        | Action::Describe
        | Action::Staff => true,
        Action::Look | Action::Oversee | Action::Operate => false,
    }
}
