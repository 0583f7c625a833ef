//! Who issues the notices of a site.

use conglang_house::scope::SiteScope;
use conglang_platform::args;
use conglang_platform::db::Connection;
use conglang_platform::fault::Outcome;

/// How many names are offered while one is typed.
const OFFERED: i64 = 20;

/// The issuers that the site's notices name, most frequent first.
///
/// # Errors
/// When the database does not answer.
pub async fn issuers(connection: &mut Connection, scope: SiteScope) -> Outcome<Vec<String>> {
    let rows: Vec<(String,)> = connection
        .all(
            "SELECT issuer FROM notice WHERE site_id = $1 AND issuer <> ''
             GROUP BY issuer ORDER BY count(*) DESC, issuer LIMIT $2",
            args![scope.site(), OFFERED],
        )
        .await?;
    Ok(rows.into_iter().map(|(issuer,)| issuer).collect())
}
