//! Readers of the change log in this process: the page cache, the frames and the map of hosts.

use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use conglang_house::changes;
use conglang_house::web::Web;
use conglang_platform::db::{Reach, engine};
use conglang_platform::fault::Outcome;

/// How long to wait before looking without having been woken: other processes write too.
const LOOK_EVERY: Duration = Duration::from_secs(1);

/// After so many unread changes everything is forgotten at once instead of change by change.
const CHANGES_MAX: i64 = 500;

/// Keeps caches true.
pub struct CacheReader {
    web: Arc<Web>,
    cursor: i64,
}

impl CacheReader {
    /// Begins at the end of the log: what is cached is read after this.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn new(web: Arc<Web>) -> Outcome<Self> {
        let cursor = changes::end(&mut web.db.read(Reach::Installation).await?).await?;
        Ok(Self { web, cursor })
    }

    /// Reads until `stop` is done.
    pub async fn run(mut self, stop: impl Future<Output = ()>) {
        let mut stop = std::pin::pin!(stop);
        let db = self.web.db.clone();
        let listener = tokio::spawn({
            let db = db.clone();
            async move { engine::listen(&db).await }
        });
        loop {
            if let Err(fault) = self.read().await {
                tracing::warn!(cause = fault.chain(), "the change log could not be read");
                tokio::time::sleep(LOOK_EVERY).await;
            }
            tokio::select! {
                () = &mut stop => break,
                () = db.changed(LOOK_EVERY) => {}
            }
        }
        listener.abort();
    }

    /// Reads what is new.
    ///
    /// # Errors
    /// When the database does not answer; the cursor stays.
    pub async fn read(&mut self) -> Outcome<()> {
        let mut connection = self.web.db.read(Reach::Installation).await?;
        let changes = changes::after(&mut connection, self.cursor, CHANGES_MAX).await?;
        drop(connection);
        let Some(last) = changes.last() else { return Ok(()) };
        let overflow = changes.len() as i64 >= CHANGES_MAX;
        if overflow || changes.iter().any(|c| matches!(c.subject.as_str(), "site" | "host")) {
            self.web.hosts.reload(&self.web.db).await?;
            self.web.places.reload(&self.web.db).await?;
            self.web.frames.forget_all();
            self.web.epochs.bump_all();
        }
        if overflow {
            let end = changes::end(&mut self.web.db.read(Reach::Installation).await?).await?;
            self.web.frames.forget_all();
            self.web.epochs.bump_all();
            self.cursor = end;
            return Ok(());
        }
        if changes.iter().any(|change| change.subject == "unit") {
            self.web.places.reload(&self.web.db).await?;
            self.web.epochs.bump_all();
        }
        for change in &changes {
            let Some(site) = change.site else { continue };
            // Pages show neither drafts nor files that no entry names yet.
            if matches!(change.subject.as_str(), "draft" | "upload") {
                continue;
            }
            // The frame shows standing pages but no news.
            if change.subject != "entry" || change.entry_kind.as_deref() == Some("page") {
                self.web.frames.forget(site);
            }
            self.web.epochs.bump(site.0);
        }
        self.cursor = last.seq;
        Ok(())
    }
}
