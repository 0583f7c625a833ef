//! Where a site is met: its name, its state, and the host its pages stand under.

use conglang_kernel::{SiteId, SiteState};
use conglang_platform::args;
use conglang_platform::db::{Connection, FromRow, Sql};
use conglang_platform::fault::Outcome;

/// A site with its canonical host.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Portal {
    /// Which site.
    pub site: SiteId,
    /// The site above it.
    pub parent: Option<SiteId>,
    /// Called what.
    pub name: String,
    /// Its state.
    pub state: SiteState,
    /// The host its pages stand under.
    pub host: String,
    /// The district its unit lay in.
    pub district: Option<String>,
}

#[derive(FromRow)]
struct Row {
    id: i64,
    parent_id: Option<i64>,
    name: String,
    state: String,
    host: String,
    district: Option<String>,
}

/// Every portal of the installation.
///
/// # Errors
/// When the database does not answer or holds an unknown word.
pub async fn portals(connection: &mut Connection) -> Outcome<Vec<Portal>> {
    // Numbers begin at one.
    select(connection, "s.id > $1", SiteId(0)).await
}

/// The portal of a site.
///
/// # Errors
/// When the database does not answer or holds an unknown word.
pub async fn portal_of(connection: &mut Connection, site: SiteId) -> Outcome<Option<Portal>> {
    Ok(select(connection, "s.id = $1", site).await?.pop())
}

/// The portals below a province's that the public may meet, by name.
///
/// # Errors
/// When the database does not answer or holds an unknown word.
pub async fn portals_below(connection: &mut Connection, province: SiteId) -> Outcome<Vec<Portal>> {
    let mut below = select(connection, "s.parent_id = $1 ORDER BY s.name_key", province).await?;
    below.retain(|portal| portal.state.is_public());
    Ok(below)
}

async fn select(
    connection: &mut Connection,
    condition: &str,
    site: SiteId,
) -> Outcome<Vec<Portal>> {
    let sql = format!(
        "SELECT s.id, s.parent_id, s.name, s.state, h.name AS host, u.district
         FROM site s JOIN unit u ON u.id = s.unit_id
         JOIN host h ON h.site_id = s.id AND h.role = 'canonical'
         WHERE {condition}"
    );
    let rows: Vec<Row> = connection.all(Sql::composed(sql), args![site]).await?;
    rows.into_iter()
        .map(|row| {
            Ok(Portal {
                site: SiteId(row.id),
                parent: row.parent_id.map(SiteId),
                name: row.name,
                state: SiteState::parse(&row.state)?,
                host: row.host,
                district: row.district,
            })
        })
        .collect()
}
