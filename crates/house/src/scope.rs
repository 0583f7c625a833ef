//! The sole way to reach a site's rows.

use conglang_kernel::SiteId;
use conglang_platform::db::Reach;

/// The right to touch one site's rows: obtained from host resolution, from a checked membership, or
/// by a job that was asked for inside such a scope.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SiteScope {
    site: SiteId,
}

impl SiteScope {
    /// A public request's scope: the host named the site, nothing else did. Only host resolution calls it.
    pub fn of_host(site: SiteId) -> Self {
        Self { site }
    }

    /// A desk request's scope: made by a permit alone.
    pub(crate) fn of_permit(site: SiteId) -> Self {
        Self { site }
    }

    /// A job's scope: its payload was written inside a scope.
    pub fn of_job(site: SiteId) -> Self {
        Self { site }
    }

    /// The operator's scope at the command line, where whoever runs the program owns the data.
    pub fn of_command_line(site: SiteId) -> Self {
        Self { site }
    }

    /// The site.
    pub fn site(self) -> SiteId {
        self.site
    }

    /// What a connection for it may reach.
    pub fn reach(self) -> Reach {
        Reach::Site(self.site.0)
    }
}
