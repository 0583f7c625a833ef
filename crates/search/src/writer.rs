//! Writing: records in, records out, and the commit that makes both last together with the cursor.

use std::sync::Arc;

use tantivy::indexer::LogMergePolicy;
use tantivy::{IndexWriter, TantivyError, Term};

use crate::index::{Generation, IndexFault};
use crate::record::Record;
use crate::terms::TermMaker;

/// How much of the machine writing may take.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Effort {
    /// One thread and little memory: beside a server.
    Quiet,
    /// Every core: a rebuild or a bench.
    Full,
}

/// Whether a record may be there already.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Freshness {
    /// It may: the old one is taken out.
    Kept,
    /// It cannot: the generation is new, and every record comes once.
    Fresh,
}

const QUIET_BYTES: usize = 20_000_000;
const FULL_BYTES_PER_THREAD: usize = 40_000_000;

/// So many segments of one size make one of the next.
const SEGMENTS_TO_MERGE: usize = 6;

/// The one writer of a generation.
pub struct Writer {
    generation: Arc<Generation>,
    writer: IndexWriter,
    makers: Vec<TermMaker>,
    freshness: Freshness,
}

impl Writer {
    pub(crate) fn new(
        generation: Arc<Generation>,
        effort: Effort,
        freshness: Freshness,
    ) -> Result<Self, IndexFault> {
        let cores = std::thread::available_parallelism().map_or(1, usize::from);
        let (threads, bytes) = match effort {
            Effort::Quiet => (1, QUIET_BYTES),
            Effort::Full => (cores.min(4), cores.min(4) * FULL_BYTES_PER_THREAD),
        };
        let writer: IndexWriter = match generation.index.writer_with_num_threads(threads, bytes) {
            Err(TantivyError::LockFailure(..)) => return Err(IndexFault::Busy),
            other => other?,
        };
        let mut policy = LogMergePolicy::default();
        policy.set_min_num_segments(SEGMENTS_TO_MERGE);
        writer.set_merge_policy(Box::new(policy));
        let makers = (0..threads).map(|_| TermMaker::default()).collect();
        Ok(Self { generation, writer, makers, freshness })
    }

    /// Puts records in, in place of those with the same numbers. They are found after the next commit.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn put(&mut self, records: &[Record]) -> Result<(), IndexFault> {
        let share = records.len().div_ceil(self.makers.len().max(1)).max(1);
        let (writer, fields, freshness) = (&self.writer, &self.generation.fields, self.freshness);
        let put = |maker: &mut TermMaker, records: &[Record]| -> Result<(), IndexFault> {
            for record in records {
                if freshness == Freshness::Kept {
                    writer.delete_term(Term::from_field_u64(fields.id, record.id));
                }
                writer.add_document(maker.document(fields, record))?;
            }
            Ok(())
        };
        if records.len() < 16 || self.makers.len() < 2 {
            return self.makers.first_mut().map_or(Ok(()), |maker| put(maker, records));
        }
        std::thread::scope(|scope| {
            let running: Vec<_> = self
                .makers
                .iter_mut()
                .zip(records.chunks(share))
                .map(|(maker, records)| scope.spawn(move || put(maker, records)))
                .collect();
            running.into_iter().try_for_each(|thread| {
                thread.join().unwrap_or_else(|_| {
                    Err(TantivyError::SystemError("a thread of the writer panicked".to_owned())
                        .into())
                })
            })
        })
    }

    /// Takes a record out.
    pub fn remove(&mut self, id: u64) {
        self.writer.delete_term(Term::from_field_u64(self.generation.fields.id, id));
    }

    /// Makes everything since the last commit last and be found, together with the cursor.
    ///
    /// # Errors
    /// When the disk fails: everything since the last commit is as if it had not been.
    pub fn commit(&mut self, cursor: i64) -> Result<(), IndexFault> {
        let mut commit = self.writer.prepare_commit()?;
        commit.set_payload(&cursor.to_string());
        commit.commit()?;
        self.generation.reload()
    }

    /// Up to which change the last commit reaches.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn cursor(&self) -> Result<Option<i64>, IndexFault> {
        self.generation.cursor()
    }

    /// Lets merges under way end, and lets go of the generation.
    pub(crate) fn finish(self) -> Result<Arc<Generation>, IndexFault> {
        self.writer.wait_merging_threads()?;
        Ok(self.generation)
    }
}
