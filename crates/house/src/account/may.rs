//! The one question of authorisation.

use conglang_kernel::{AccountId, Action, Role, SiteId, SiteState};

use super::Membership;
use crate::scope::SiteScope;

/// Somebody signed in, with every role they hold.
#[derive(Clone, Debug)]
pub struct Actor {
    /// Who.
    pub account: AccountId,
    /// Where and as what.
    pub memberships: Vec<Membership>,
}

/// What the question needs to know of a site.
#[derive(Clone, Copy, Debug)]
pub struct SiteRef {
    /// Which.
    pub id: SiteId,
    /// The province above it.
    pub parent: Option<SiteId>,
    /// Its state.
    pub state: SiteState,
}

/// The proof that the question was asked and answered yes. It alone gives a scope to a desk request.
#[derive(Clone, Copy, Debug)]
pub struct Permit {
    site: SiteId,
    role: Role,
}

impl Permit {
    /// The scope of the site it was given for.
    pub fn scope(self) -> SiteScope {
        SiteScope::of_permit(self.site)
    }

    /// As what the actor acts.
    pub fn role(self) -> Role {
        self.role
    }
}

/// Whether an actor may do something on a site. Roles held on the site count; so do the province's
/// supervisor and operator on the communes below it. A site that is closed for writing is written to
/// by nobody but the operator, who closed it.
pub fn may(actor: &Actor, action: Action, site: SiteRef) -> Option<Permit> {
    let reaches = |membership: &&Membership| {
        membership.site == site.id
            || (membership.role.is_provincial() && Some(membership.site) == site.parent)
    };
    let changes = !matches!(action, Action::Look | Action::Oversee | Action::Operate);
    actor
        .memberships
        .iter()
        .filter(reaches)
        .filter(|membership| membership.role.allows(action))
        .find(|membership| {
            !changes || site.state.is_written() || membership.role == Role::Operator
        })
        .map(|membership| Permit { site: site.id, role: membership.role })
}
