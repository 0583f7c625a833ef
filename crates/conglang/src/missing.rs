//! Addresses that were asked for in vain, counted per site for its officers; without who asked.

use crate::public::Visit;

/// Counts a visit to an address nothing has. A failure to count is no failure of the page.
pub async fn note(visit: &Visit) {
    // Files and scripts that machines try are nobody's lost article; pages of older portals are.
    let path = &visit.path;
    let file = path.rsplit('/').next().unwrap_or_default();
    let is_page = file.rsplit_once('.').is_none_or(|(_, ending)| {
        ["html", "htm", "aspx", "chn"].contains(&ending.to_ascii_lowercase().as_str())
    });
    if path.len() > 200 || !is_page || path.contains("//") || path.contains("..") {
        return;
    }
    let counted = async {
        let mut transaction = visit.web.db.write(visit.scope.reach()).await?;
        conglang_house::redirect::count_missing(&mut transaction, visit.scope, path, visit.now)
            .await?;
        transaction.commit().await
    };
    if let Err(fault) = counted.await {
        tracing::warn!(cause = fault.chain(), "a missing address was not counted");
    }
}
