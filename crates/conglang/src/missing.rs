//! Addresses that were asked for in vain, counted per site for its officers; without who asked.

use conglang_platform::args;

use crate::public::Visit;

/// How many different addresses a site remembers: enough for people's links, bounded for machines'.
const ADDRESSES_MAX: i64 = 500;

/// Counts a visit to an address nothing has. A failure to count is no failure of the page.
pub async fn note(visit: &Visit) {
    // Files and scripts that machines try are nobody's lost article.
    let path = &visit.path;
    let plausible = path.len() <= 200 && !path.contains('.') && !path.contains("//");
    if !plausible {
        return;
    }
    let counted = async {
        let mut transaction = visit.web.db.write(visit.scope.reach()).await?;
        let known = transaction
            .execute(
                "UPDATE missing_address SET hits = hits + 1, last_at = $3
                 WHERE site_id = $1 AND path = $2",
                args![visit.scope.site(), path, visit.now],
            )
            .await?;
        if known == 0 {
            transaction
                .execute(
                    "INSERT INTO missing_address (site_id, path, hits, first_at, last_at)
                     SELECT $1, $2, 1, $3, $3
                     WHERE (SELECT count(*) FROM missing_address WHERE site_id = $1) < $4
                     ON CONFLICT DO NOTHING",
                    args![visit.scope.site(), path, visit.now, ADDRESSES_MAX],
                )
                .await?;
        }
        transaction.commit().await
    };
    if let Err(fault) = counted.await {
        tracing::warn!(cause = fault.chain(), "a missing address was not counted");
    }
}
