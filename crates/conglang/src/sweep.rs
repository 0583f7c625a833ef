//! Once an hour: what has an end is ended, and who must look something over is told.

use std::sync::Arc;

use conglang_house::account;
use conglang_house::entry;
use conglang_house::file;
use conglang_house::film::convert_those_before;
use conglang_house::record::{Deed, audit};
use conglang_house::web::Web;
use conglang_platform::db::Reach;
use conglang_platform::fault::Outcome;
use conglang_platform::jobs;

/// The job's word.
pub const SWEEP_JOB: &str = "sweep";

/// Files that have not fully come after so long will not, in days.
const UPLOAD_DAYS: i64 = 1;

/// Jobs done so long ago are forgotten, in days.
const JOB_DAYS: i64 = 30;

/// Sees to it that the first sweep is asked for; a second node's asking changes nothing.
///
/// # Errors
/// When the database refuses.
pub async fn ask_first(web: &Arc<Web>) -> Outcome<()> {
    let now = web.clock.now();
    let mut transaction = web.db.write(Reach::Installation).await?;
    jobs::ask(&mut transaction, SWEEP_JOB, Some("hourly"), "", now, now).await?;
    transaction.commit().await
}

/// Sweeps, then asks for the next sweep.
///
/// # Errors
/// When the database refuses; the job is then tried again.
pub async fn run(web: &Arc<Web>) -> Outcome<()> {
    let now = web.clock.now();
    let mut transaction = web.db.write(Reach::Installation).await?;
    let tx = &mut transaction;
    let swept = account::sweep(tx, now).await?;
    for account in &swept.idle {
        let deed = Deed {
            site: None,
            by: None,
            action: "disable-idle",
            subject: "account",
            subject_id: account.0,
            detail: "",
        };
        audit(tx, now, &deed).await?;
    }
    let links = entry::forget_ended_draft_links(tx, now).await?;
    let forgotten = jobs::forget_done(tx, now.plus_days(-JOB_DAYS)).await?;
    crate::desk::letters::reviews_due(tx, now).await?;
    crate::desk::letters::overdue(tx, now).await?;
    let uploads = file::forget_old_uploads(tx, now.plus_days(-UPLOAD_DAYS)).await?;
    let films = if web.config.films.is_some() { convert_those_before(tx, now).await? } else { 0 };
    transaction.commit().await?;
    for (upload, parts) in &uploads {
        web.blobs.forget_parts(upload, *parts).await?;
    }
    // The line that runs now is not yet done: the next one needs a key of its own.
    let mut transaction = web.db.write(Reach::Installation).await?;
    let next = now.plus_seconds(3600);
    let key = format!("hourly {}", next.0 / 3_600_000);
    jobs::ask(&mut transaction, SWEEP_JOB, Some(&key), "", next, now).await?;
    transaction.commit().await?;
    let uploads = uploads.len();
    tracing::debug!(sessions = swept.sessions, links, jobs = forgotten, uploads, films, "swept");
    Ok(())
}
