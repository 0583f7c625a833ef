//! What listings keep of a file is written anew when the file gets other bytes.

use conglang_kernel::{EntryId, FileId, Moment, SiteId};
use conglang_platform::args;
use conglang_platform::db::{Transaction, engine};
use conglang_platform::fault::Outcome;

use super::{cover_of, find_live};
use crate::file;
use crate::record::announce;
use crate::scope::SiteScope;

/// Lets every public text that uses a file learn of its change: covers and attachments in listings
/// are written anew, and pages that hold the file become old. Reaches as far as the transaction.
///
/// # Errors
/// When the database refuses.
pub async fn follow_file(transaction: &mut Transaction, file: FileId, now: Moment) -> Outcome<()> {
    engine::order_changes(transaction).await?;
    let users: Vec<(i64, i64)> = transaction
        .all(
            "SELECT r.site_id, r.entry_id FROM reference r
             WHERE r.target = 'file' AND r.target_id = $1 ORDER BY r.entry_id",
            args![file],
        )
        .await?;
    for (site, entry) in users {
        let (scope, entry) = (SiteScope::of_reference(SiteId(site)), EntryId(entry));
        let Some(live) = find_live(transaction, scope, entry).await? else { continue };
        let cover = cover_of(transaction, scope, &live).await?;
        let cover = cover.as_ref().map(serde_json::to_string).transpose()?;
        let attachments = file::offered(transaction, scope, &live.attachments).await?;
        transaction
            .execute(
                "UPDATE entry SET cover = $3, attachments = $4 WHERE id = $1 AND site_id = $2",
                args![entry, scope.site(), cover, serde_json::to_string(&attachments)?],
            )
            .await?;
        announce(transaction, now, Some(scope.site()), "entry", entry.0, "file").await?;
    }
    Ok(())
}
