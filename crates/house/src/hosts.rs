//! Which site a host names: kept in memory, read anew when sites or hosts change.

use std::collections::HashMap;
use std::sync::Arc;

use arc_swap::ArcSwap;
use conglang_kernel::{HostName, SiteId, SiteState};
use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Db, Reach};
use conglang_platform::fault::Outcome;

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

/// The map of hosts, and the one host of the desk.
pub struct Hosts {
    map: ArcSwap<HashMap<Box<str>, HostedSite>>,
    desk: ArcSwap<String>,
    desk_is_chosen: bool,
    base_domain: HostName,
}

#[derive(FromRow)]
struct HostRow {
    name: String,
    site_id: i64,
    role: String,
    state: String,
    canonical: String,
    parent_id: Option<i64>,
}

/// What stands before the province's host to make the desk's.
const DESK_LABEL: &str = "quantri";

impl Hosts {
    /// No hosts yet. Without a chosen desk host it is `quantri.` before the first province's host.
    pub fn new(desk: Option<&HostName>, base_domain: &HostName) -> Self {
        let host = desk.map_or_else(|| format!("{DESK_LABEL}.{base_domain}"), ToString::to_string);
        Self {
            map: ArcSwap::default(),
            desk: ArcSwap::from_pointee(host),
            desk_is_chosen: desk.is_some(),
            base_domain: base_domain.clone(),
        }
    }

    /// The host of the desk.
    pub fn desk(&self) -> Arc<String> {
        self.desk.load_full()
    }

    /// Reads all hosts.
    ///
    /// # Errors
    /// When the database does not answer; the map stays as it was.
    pub async fn reload(&self, db: &Db) -> Outcome<()> {
        let rows: Vec<HostRow> = db
            .read(Reach::Installation)
            .await?
            .all(
                "SELECT h.name, h.site_id, h.role, s.state, c.name AS canonical, s.parent_id
                 FROM host h JOIN site s ON s.id = h.site_id
                 JOIN host c ON c.site_id = h.site_id AND c.role = 'canonical'
                 ORDER BY s.id, h.name",
                args![],
            )
            .await?;
        if !self.desk_is_chosen {
            let province = rows.iter().find(|row| row.parent_id.is_none());
            let below = province.map_or(self.base_domain.as_str(), |row| row.canonical.as_str());
            self.desk.store(Arc::new(format!("{DESK_LABEL}.{below}")));
        }
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

    /// The sites whose state is such.
    pub fn sites_in(&self, is_wanted: impl Fn(SiteState) -> bool) -> Vec<SiteId> {
        let map = self.map.load();
        let hosted = map.values().filter(|hosted| hosted.is_canonical && is_wanted(hosted.state));
        let mut sites: Vec<SiteId> = hosted.map(|hosted| hosted.site).collect();
        sites.sort_unstable_by_key(|site| site.0);
        sites
    }

    /// The canonical host of a site.
    pub fn canonical_of(&self, site: SiteId) -> Option<Arc<str>> {
        let map = self.map.load();
        map.values().find(|hosted| hosted.site == site).map(|hosted| hosted.canonical.clone())
    }

    /// How many hosts there are.
    pub fn count(&self) -> usize {
        self.map.load().len()
    }
}
