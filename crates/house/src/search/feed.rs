//! Feeding the index: a reader of the change log whose cursor is committed with the index, and the
//! refill that makes an index anew while the old one answers.

use std::collections::BTreeSet;
use std::future::Future;
use std::sync::Arc;
use std::time::Duration;

use conglang_kernel::{EntryId, FileId, Moment, SiteId};
use conglang_platform::args;
use conglang_platform::cache::Epochs;
use conglang_platform::clock::Clock;
use conglang_platform::db::{Db, Reach};
use conglang_platform::fault::{Fault, Outcome};
use conglang_search::{Effort, Index, IndexFault, Record, Writer};

use super::files::ask_to_read;
use super::index_fault;
use super::key::{RecordKey, Side};
use super::records::{FileTexts, Row, records, rows_after, rows_of};
use super::things::{file_record, files_after, files_of, site_record, sites_after, sites_of};
use crate::changes;
use crate::entry::Kinds;

/// How long to wait before looking without having been woken: other programs write, too.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// How long to wait after a failure.
const REST: Duration = Duration::from_secs(2);

/// Changes of one commit.
const CHANGES: i64 = 400;

/// Entries, files or sites of one step of a refill.
const STEP: i64 = 500;

/// How far a refill is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Refill {
    /// Entries, files and sites read so far.
    pub done: i64,
    /// How many there are.
    pub of: i64,
}

/// Keeps the index true to the database.
pub struct IndexFeed {
    db: Db,
    kinds: Kinds,
    index: Arc<Index>,
    epochs: Arc<Epochs>,
    clock: Clock,
    /// Held while this program is the one that writes.
    writer: Option<Writer>,
}

impl IndexFeed {
    /// A feed that has read nothing yet.
    pub fn new(db: Db, kinds: Kinds, index: Arc<Index>, epochs: Arc<Epochs>, clock: Clock) -> Self {
        Self { db, kinds, index, epochs, clock, writer: None }
    }

    /// Reads until `stop` is done.
    pub async fn run(mut self, stop: impl Future<Output = ()>) {
        let mut stop = std::pin::pin!(stop);
        loop {
            let rest = match self.read().await {
                Ok(true) => Duration::ZERO,
                Ok(false) => LOOK_EVERY,
                Err(fault) => {
                    tracing::warn!(cause = fault.chain(), "the search index could not be fed");
                    // A writer that failed is of no more use; the next one begins at the last commit.
                    self.writer = None;
                    REST
                }
            };
            let wait = async {
                if rest == LOOK_EVERY {
                    self.db.changed(rest).await
                } else {
                    tokio::time::sleep(rest).await
                }
            };
            tokio::select! {
                () = &mut stop => break,
                () = wait => {}
            }
        }
    }

    /// Reads what is new; says whether there may be more. An index without a cursor is filled first.
    ///
    /// The log is read in the order in which changes became visible (`order_changes` in the database's
    /// engine room), so that none is skipped that was numbered early and committed late.
    ///
    /// # Errors
    /// When the database or the disk does not do as asked; nothing is lost, the cursor stays.
    pub async fn read(&mut self) -> Outcome<bool> {
        if self.index.refresh().map_err(index_fault)? {
            self.writer = None;
            self.index.clear_away().map_err(index_fault)?;
            self.epochs.bump_all();
        }
        let Some(cursor) = self.index.cursor().map_err(index_fault)? else {
            self.writer = None;
            let now = self.clock.now();
            refill(&self.db, &self.kinds, &self.index, Effort::Quiet, now, |_| {}).await?;
            self.index.clear_away().map_err(index_fault)?;
            self.epochs.bump_all();
            return Ok(true);
        };
        let mut connection = self.db.read(Reach::Installation).await?;
        let changes = changes::after(&mut connection, cursor, CHANGES).await?;
        let Some(last) = changes.last().map(|change| change.seq) else { return Ok(false) };
        let about = |subjects: &[&str]| -> Vec<i64> {
            let found = changes.iter().filter(|change| subjects.contains(&change.subject.as_str()));
            found.map(|change| change.subject_id).collect::<BTreeSet<_>>().into_iter().collect()
        };
        let (entries, files, sites) =
            (about(&["entry", "draft"]), about(&["file", "upload"]), about(&["site"]));
        let rows = rows_of(&mut connection, &entries).await?;
        let mut texts = FileTexts::of(&mut connection, &rows).await?;
        let file_rows = files_of(&mut connection, &files).await?;
        let site_rows = sites_of(&mut connection, &sites).await?;
        drop(connection);
        texts.unread.extend(file_rows.iter().filter_map(|row| row.unread()));
        // Asked for before the cursor moves on: a program killed in between asks again.
        ask_to_read(&self.db, &texts.unread, self.clock.now()).await?;
        let mut put = self.made(rows, &texts);
        put.extend(file_rows.into_iter().map(file_record));
        put.extend(site_rows.into_iter().map(site_record));
        let sides =
            |id: &i64| [Side::Public, Side::Draft].map(|s| RecordKey::Entry(EntryId(*id), s));
        let touched = entries
            .iter()
            .flat_map(sides)
            .chain(files.iter().map(|id| RecordKey::File(FileId(*id))))
            .chain(sites.iter().map(|id| RecordKey::Site(SiteId(*id))));
        // Signing in or a new block changes nothing that is searched, yet the cursor moves on.
        self.write(touched.collect(), put, last).await?;
        let public = changes.iter().filter(|change| change.subject == "entry");
        for site in public.filter_map(|change| change.site).collect::<BTreeSet<_>>() {
            // Pages with results were perhaps made before the index knew.
            self.epochs.bump(site.0);
        }
        Ok(changes.len() as i64 >= CHANGES)
    }

    fn made(&self, rows: Vec<Row>, texts: &FileTexts) -> Vec<Record> {
        rows.into_iter().flat_map(|row| records(&self.kinds, row, texts)).collect()
    }

    /// Takes what was touched out, puts what there is of it in, and moves the cursor.
    async fn write(
        &mut self,
        touched: Vec<RecordKey>,
        records: Vec<Record>,
        cursor: i64,
    ) -> Outcome<()> {
        let mut writer = match self.writer.take() {
            Some(writer) => writer,
            None => self.index.writer(Effort::Quiet).map_err(index_fault)?,
        };
        let (writer, result) = blocking(move || {
            let result = (|| -> Result<(), IndexFault> {
                for key in touched {
                    writer.remove(key.number());
                }
                writer.put(&records)?;
                writer.commit(cursor)
            })();
            (writer, result)
        })
        .await?;
        result.map_err(index_fault)?;
        self.writer = Some(writer);
        Ok(())
    }
}

/// Makes the index anew from the database and swaps it in; the old one answers until then. What
/// changes meanwhile is read from the log afterwards.
///
/// # Errors
/// When the database or the disk does not do as asked, or another program does it already: the old index
/// stays.
pub async fn refill(
    db: &Db,
    kinds: &Kinds,
    index: &Arc<Index>,
    effort: Effort,
    now: Moment,
    mut progress: impl FnMut(Refill),
) -> Outcome<()> {
    let mut connection = db.read(Reach::Installation).await?;
    // Read first: a change that comes while entries are read is read once more, which does no harm.
    let cursor = changes::end(&mut connection).await?;
    let of = connection
        .number(
            "SELECT (SELECT count(*) FROM entry) + (SELECT count(*) FROM file WHERE deleted_at IS NULL)
               + (SELECT count(*) FROM site)",
            args![],
        )
        .await?;
    drop(connection);
    let mut writer = {
        let index = index.clone();
        blocking(move || index.rebuild(effort)).await?.map_err(index_fault)?
    };
    let mut done = 0;
    let mut told = |more: usize| {
        done += i64::try_from(more).unwrap_or_default();
        progress(Refill { done, of: of.max(done) });
    };
    let mut after = 0;
    loop {
        let mut connection = db.read(Reach::Installation).await?;
        let rows = rows_after(&mut connection, after, STEP).await?;
        let texts = FileTexts::of(&mut connection, &rows).await?;
        drop(connection);
        ask_to_read(db, &texts.unread, now).await?;
        let Some(last) = rows.last() else { break };
        after = last.id;
        let count = rows.len();
        let kinds = kinds.clone();
        let made = move || rows.into_iter().flat_map(|row| records(&kinds, row, &texts)).collect();
        writer = put(writer, made).await?;
        told(count);
    }
    after = 0;
    loop {
        let rows = files_after(&mut db.read(Reach::Installation).await?, after, STEP).await?;
        let unread = rows.iter().filter_map(|row| row.unread()).collect();
        ask_to_read(db, &unread, now).await?;
        let Some(last) = rows.last() else { break };
        after = last.id;
        let count = rows.len();
        writer = put(writer, move || rows.into_iter().map(file_record).collect()).await?;
        told(count);
    }
    after = 0;
    loop {
        let rows = sites_after(&mut db.read(Reach::Installation).await?, after, STEP).await?;
        let Some(last) = rows.last() else { break };
        after = last.id;
        let count = rows.len();
        writer = put(writer, move || rows.into_iter().map(site_record).collect()).await?;
        told(count);
    }
    let index = index.clone();
    blocking(move || {
        writer.commit(cursor)?;
        index.swap(writer)
    })
    .await?
    .map_err(index_fault)
}

/// Makes records and puts them in.
async fn put(
    mut writer: Writer,
    made: impl FnOnce() -> Vec<Record> + Send + 'static,
) -> Outcome<Writer> {
    let (writer, result) = blocking(move || {
        let result = writer.put(&made());
        (writer, result)
    })
    .await?;
    result.map_err(index_fault)?;
    Ok(writer)
}

/// Work of the disk and the processor, away from the threads that answer.
async fn blocking<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Outcome<T> {
    tokio::task::spawn_blocking(work).await.map_err(Fault::from)
}
