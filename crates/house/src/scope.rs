//! The scope of one site: what a store function asks for instead of a bare number, so that nobody
//! reads or writes a site's rows without having been let in.

use conglang_kernel::SiteId;
use conglang_platform::db::Reach;

/// Proof that the caller came to a site by its host, by a [`Permit`](crate::account::Permit), by a job
/// that was asked for inside such a scope, or owns the machine.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SiteScope {
    site: SiteId,
}

impl SiteScope {
    /// The scope of the site a request's host names: for what the public may read anyway.
    pub(crate) fn of_host(site: SiteId) -> Self {
        Self { site }
    }

    /// The scope a permit opens; the account room alone makes permits.
    pub(crate) fn of_permit(permit: &crate::account::Permit) -> Self {
        Self { site: permit.site() }
    }

    /// A job's scope: its payload was written inside a scope.
    pub fn of_job(site: SiteId) -> Self {
        Self { site }
    }

    /// The scope a draft's secret link was made in.
    pub(crate) fn of_draft_link(site: SiteId) -> Self {
        Self { site }
    }

    /// The scope of a text that uses a file which just changed.
    pub(crate) fn of_reference(site: SiteId) -> Self {
        Self { site }
    }

    /// The operator's scope at the command line, where whoever runs the program owns the data.
    pub fn of_command_line(site: SiteId) -> Self {
        Self { site }
    }

    /// Which site.
    pub fn site(self) -> SiteId {
        self.site
    }

    /// The rows a connection of this scope may reach.
    pub fn reach(self) -> Reach {
        Reach::Site(self.site.0)
    }
}
