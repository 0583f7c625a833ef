//! Which site a host names: kept in memory, read anew when sites or hosts change.

use std::collections::HashMap;
use std::sync::Arc;

use arc_swap::ArcSwap;
use conglang_kernel::{SiteId, SiteState};
use conglang_platform::args;
use conglang_platform::db::{Db, Reach};
use conglang_platform::fault::Outcome;
use sqlx::FromRow;

use crate::scope::SiteScope;

/// A site as its host tells it.
#[derive(Clone, Debug)]
pub struct HostedSite {
    /// Which site.
    pub site: SiteId,
    /// Its state.
    pub state: SiteState,
    /// The host all others redirect to.
    pub canonical: Arc<str>,
    /// Whether this host is the canonical one.
    pub is_canonical: bool,
}

impl HostedSite {
    /// The scope of a public request to this host.
    pub fn scope(&self) -> SiteScope {
        SiteScope::of_host(self.site)
    }
}

/// The map of hosts.
#[derive(Default)]
pub struct Hosts {
    map: ArcSwap<HashMap<Box<str>, HostedSite>>,
}

#[derive(FromRow)]
struct HostRow {
    name: String,
    site_id: i64,
    role: String,
    state: String,
    canonical: String,
}

impl Hosts {
    /// Reads all hosts.
    ///
    /// # Errors
    /// When the database does not answer; the map stays as it was.
    pub async fn reload(&self, db: &Db) -> Outcome<()> {
        let rows: Vec<HostRow> = db
            .read(Reach::Installation)
            .await?
            .all(
                "SELECT h.name, h.site_id, h.role, s.state, c.name AS canonical
                 FROM host h JOIN site s ON s.id = h.site_id
                 JOIN host c ON c.site_id = h.site_id AND c.role = 'canonical'",
                args![],
            )
            .await?;
        let mut map = HashMap::with_capacity(rows.len());
        for row in rows {
            map.insert(
                row.name.into_boxed_str(),
                HostedSite {
                    site: SiteId(row.site_id),
                    state: SiteState::parse(&row.state)?,
                    canonical: row.canonical.into(),
                    is_canonical: row.role == "canonical",
                },
            );
        }
        self.map.store(Arc::new(map));
        Ok(())
    }

    /// The site of a host, which is in lower case without port.
    pub fn find(&self, host: &str) -> Option<HostedSite> {
        self.map.load().get(host).cloned()
    }

    /// The site whose pages a host may be served from the cache: a canonical host of a public site.
    pub fn cached_site(&self, host: &str) -> Option<i64> {
        let map = self.map.load();
        let hosted = map.get(host)?;
        (hosted.is_canonical && hosted.state.is_public()).then_some(hosted.site.0)
    }

    /// How many hosts there are.
    pub fn count(&self) -> usize {
        self.map.load().len()
    }
}
