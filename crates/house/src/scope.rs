//! The scope of one site: what a store function asks for instead of a bare number, so that nobody
//! reads or writes a site's rows without having been let in.

use conglang_kernel::SiteId;
use conglang_platform::db::Reach;

/// Proof that the caller came to a site by its host or by a [`Permit`](crate::account::Permit).
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct SiteScope {
    site: SiteId,
}

impl SiteScope {
    /// The scope of the site a request's host names: for what the public may read anyway.
    #[cfg_attr(not(test), expect(dead_code, reason = "the host lookup is its one caller"))]
    pub(crate) fn of_host(site: SiteId) -> Self {
        Self { site }
    }

    /// The scope a permit opens; the account room alone makes permits.
    pub(crate) fn of_permit(permit: &crate::account::Permit) -> Self {
        Self { site: permit.site() }
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
