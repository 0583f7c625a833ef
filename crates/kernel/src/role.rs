//! Roles and what each may do. Five fixed roles on a site, two more at the province.

use serde::{Deserialize, Serialize};

use crate::state::words;

words! {
    /// An account's role on a site.
    Role {
        /// Cộng tác viên: writes, does not publish.
        Contributor = "contributor",
        /// Biên tập viên: writes and publishes.
        Editor = "editor",
        /// Người duyệt: reads, approves, publishes.
        Approver = "approver",
        /// Quản trị trang: menus, people, everything on the site.
        Administrator = "administrator",
        /// Giám sát (province): sees every site, changes none.
        Supervisor = "supervisor",
        /// Quản trị hệ thống (province): everything on every site.
        Operator = "operator",
    }
}

words! {
    /// What somebody wants to do on a site.
    Action {
        /// See the desk of a site, its lists and drafts.
        Look = "look",
        /// Write and change drafts.
        Write = "write",
        /// Make an edition public or schedule it.
        Publish = "publish",
        /// Take down what was public.
        TakeDown = "take_down",
        /// Change categories, menu, blocks, redirects.
        Arrange = "arrange",
        /// Change the site's profile: legal fields, contacts, colour.
        Describe = "describe",
        /// Add and remove members, change roles.
        Staff = "staff",
        /// Create sites, import units, see every job and the audit log.
        Operate = "operate",
        /// See what concerns all sites, without changing it.
        Oversee = "oversee",
    }
}

impl Role {
    /// Whether the role itself allows the action on the site where it is held.
    ///
    /// Provincial roles are held on the province's site and reach its communes; the question of
    /// reach is `may` of the account room, which is the only caller that decides for a request.
    pub fn allows(self, action: Action) -> bool {
        use Action as A;
        match self {
            Self::Contributor => matches!(action, A::Look | A::Write),
            Self::Editor => {
                matches!(action, A::Look | A::Write | A::Publish | A::TakeDown)
            }
            Self::Approver => matches!(action, A::Look | A::Write | A::Publish | A::TakeDown),
            Self::Administrator => !matches!(action, A::Operate | A::Oversee),
            Self::Supervisor => matches!(action, A::Look | A::Oversee),
            Self::Operator => true,
        }
    }

    /// Whether the role is held at the province and reaches every commune below it.
    pub fn is_provincial(self) -> bool {
        matches!(self, Self::Supervisor | Self::Operator)
    }

    /// The roles that may be given on a commune's site.
    pub const ON_A_SITE: [Self; 4] =
        [Self::Contributor, Self::Editor, Self::Approver, Self::Administrator];
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contributor_never_publishes() {
        for action in [Action::Publish, Action::TakeDown, Action::Staff, Action::Operate] {
            assert!(!Role::Contributor.allows(action), "{action:?}");
        }
    }

    #[test]
    fn a_supervisor_changes_nothing() {
        let allowed: Vec<_> = Action::ALL.iter().filter(|a| Role::Supervisor.allows(**a)).collect();
        assert_eq!(allowed, [&Action::Look, &Action::Oversee]);
    }

    #[test]
    fn only_the_operator_operates() {
        for &role in Role::ALL {
            assert_eq!(role.allows(Action::Operate), role == Role::Operator, "{role:?}");
        }
    }
}
