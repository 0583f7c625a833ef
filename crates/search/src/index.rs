//! The index on disk: generations in a folder, one of them current; opening, refreshing, swapping.
//!
//! `current` names the generation that answers. A new one is built beside it and takes its place by a
//! rename; what a killed program leaves half-built is never named and is cleared away. The cursor lies
//! in the commit itself, so that index and cursor cannot differ.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use tantivy::directory::MmapDirectory;
use tantivy::schema::Schema;
use tantivy::{IndexReader, ReloadPolicy, Searcher, TantivyError};

use crate::columns::KnownColumns;
use crate::fields::{Fields, VERSION};
use crate::placed::{PLACED, PlacedTokenizer};
use crate::writer::{Effort, Freshness, Writer};

/// Names the current generation.
const CURRENT: &str = "current";

/// Opened anew when more than this of files is mapped: with one great question on top and what is held
/// besides, an index of a million entries stays below 300 MB.
const MAPPED_BYTES_MAX: u64 = 160_000_000;

/// Blocks of titles kept at hand per segment; each is some 16 KB.
const TITLE_BLOCKS: usize = 4;

/// Something the index could not do.
#[derive(thiserror::Error, Debug)]
pub enum IndexFault {
    /// The disk did not do as asked.
    #[error("the search index could not be read or written: {0}")]
    Disk(#[from] io::Error),
    /// The engine did not.
    #[error("the search index failed: {0}")]
    Engine(#[from] TantivyError),
    /// Another program is writing it.
    #[error("another program is writing the search index")]
    Busy,
}

/// One index, whole in a folder of its own.
pub(crate) struct Generation {
    pub number: u64,
    /// For writing, and for its commits.
    pub index: tantivy::Index,
    pub fields: Fields,
    path: PathBuf,
    view: RwLock<Arc<View>>,
    /// Held by whoever opens the files anew.
    opening: Mutex<()>,
}

/// The files of a generation, opened for asking.
pub(crate) struct View {
    reader: IndexReader,
    pub columns: KnownColumns,
}

impl View {
    /// Opens the files by a directory of its own: one that is shared would hand out the same mappings.
    fn open(path: &Path) -> Result<Self, IndexFault> {
        let reader = tantivy::Index::open(MmapDirectory::open(path).map_err(TantivyError::from)?)?
            .reader_builder()
            .reload_policy(ReloadPolicy::Manual)
            .doc_store_cache_num_blocks(TITLE_BLOCKS)
            .try_into()?;
        Ok(Self { reader, columns: KnownColumns::default() })
    }

    pub(crate) fn searcher(&self) -> Searcher {
        self.reader.searcher()
    }
}

impl Generation {
    fn open(folder: &Path, number: u64) -> Result<Self, IndexFault> {
        let path = folder.join(name(number));
        fs::create_dir_all(&path)?;
        let (schema, fields) = Fields::new();
        let index = open_or_create(&path, schema)?;
        let view = RwLock::new(Arc::new(View::open(&path)?));
        Ok(Self { number, index, fields, path, view, opening: Mutex::default() })
    }

    /// What to ask. The files are opened anew when too much of them counts as this program's memory:
    /// every page that was ever looked at stays mapped until then, though nobody may need it again.
    pub(crate) fn view(&self) -> Result<Arc<View>, IndexFault> {
        self.view_below(MAPPED_BYTES_MAX)
    }

    fn view_below(&self, mapped_bytes_max: u64) -> Result<Arc<View>, IndexFault> {
        if mapped_bytes().is_some_and(|bytes| bytes > mapped_bytes_max)
            && let Ok(_opening) = self.opening.try_lock()
        {
            let fresh = Arc::new(View::open(&self.path)?);
            *self.view.write().unwrap_or_else(PoisonError::into_inner) = fresh;
        }
        Ok(self.seen())
    }

    fn seen(&self) -> Arc<View> {
        self.view.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// How many records it holds.
    fn count(&self) -> u64 {
        self.seen().searcher().num_docs()
    }

    /// Answers from the last commit from now on.
    pub(crate) fn reload(&self) -> Result<(), IndexFault> {
        let _opening = self.opening.lock().unwrap_or_else(PoisonError::into_inner);
        let view = self.seen();
        view.reader.reload()?;
        view.columns.keep_only(view.searcher().segment_readers());
        Ok(())
    }

    /// Up to which change the last commit reaches.
    pub(crate) fn cursor(&self) -> Result<Option<i64>, IndexFault> {
        let payload = self.index.load_metas()?.payload;
        Ok(payload.and_then(|payload| payload.parse().ok()))
    }
}

/// How much of files is mapped and resident in this program; none where the system does not tell.
fn mapped_bytes() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("RssFile:"))?;
    let kilobytes: u64 = line.split_whitespace().next()?.parse().ok()?;
    Some(kilobytes * 1024)
}

fn open_or_create(path: &Path, schema: Schema) -> Result<tantivy::Index, IndexFault> {
    let directory = MmapDirectory::open(path).map_err(TantivyError::from)?;
    let index = tantivy::Index::open_or_create(directory, schema)?;
    index.tokenizers().register(PLACED, PlacedTokenizer::default());
    Ok(index)
}

/// The name of a generation: what it holds follows the version of the program.
fn name(number: u64) -> String {
    format!("v{VERSION}-{number}")
}

fn number_of(name: &str) -> Option<u64> {
    name.trim().strip_prefix(&format!("v{VERSION}-"))?.parse().ok()
}

/// The index of an installation. Asking needs `&self` only; writing goes through one [`Writer`].
pub struct Index {
    folder: PathBuf,
    current: RwLock<Arc<Generation>>,
}

impl Index {
    /// Opens the index in a folder, or begins an empty one there. What an older version of the program
    /// wrote is not read: the index is empty then, too, and has no cursor.
    ///
    /// # Errors
    /// When the folder cannot be read or written.
    pub fn open(folder: &Path) -> Result<Self, IndexFault> {
        fs::create_dir_all(folder)?;
        let known = match current(folder)? {
            Some(number) if folder.join(name(number)).is_dir() => Generation::open(folder, number)
                .inspect_err(|error| {
                    tracing::warn!(%error, "the search index is unreadable and begins anew");
                })
                .ok(),
            _ => None,
        };
        let generation = match known {
            Some(generation) => generation,
            None => {
                let number = last_number(folder)? + 1;
                let generation = Generation::open(folder, number)?;
                point_to(folder, number)?;
                generation
            }
        };
        let index = Self { folder: folder.to_owned(), current: RwLock::new(Arc::new(generation)) };
        index.clear_away()?;
        Ok(index)
    }

    pub(crate) fn generation(&self) -> Arc<Generation> {
        self.current.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Up to which change the index reaches; none for an empty one.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn cursor(&self) -> Result<Option<i64>, IndexFault> {
        self.generation().cursor()
    }

    /// How many records it holds.
    pub fn count(&self) -> u64 {
        self.generation().count()
    }

    /// The one writer of the current generation.
    ///
    /// # Errors
    /// Busy when there is one already, in this program or another.
    pub fn writer(&self, effort: Effort) -> Result<Writer, IndexFault> {
        Writer::new(self.generation(), effort, Freshness::Kept)
    }

    /// The writer of a new generation, which [`Index::swap`] makes the current one.
    ///
    /// # Errors
    /// Busy when another program is building one.
    pub fn rebuild(&self, effort: Effort) -> Result<Writer, IndexFault> {
        let number = self.generation().number + 1;
        let path = self.folder.join(name(number));
        if path.is_dir() {
            // Half-built by a program that was killed, or being built by one that lives: its lock tells.
            let left = Generation::open(&self.folder, number)?;
            drop(Writer::new(Arc::new(left), Effort::Quiet, Freshness::Kept)?);
            fs::remove_dir_all(&path)?;
        }
        let generation = Generation::open(&self.folder, number)?;
        Writer::new(Arc::new(generation), effort, Freshness::Fresh)
    }

    /// Makes a rebuilt generation the current one, here and, when they [`Index::refresh`], in other
    /// programs.
    ///
    /// # Errors
    /// When the disk fails: the old one stays.
    pub fn swap(&self, writer: Writer) -> Result<(), IndexFault> {
        let generation = writer.finish()?;
        generation.reload()?;
        point_to(&self.folder, generation.number)?;
        self.take(generation);
        Ok(())
    }

    /// Looks whether another program has swapped in a new generation, and answers from it from now on.
    /// Says whether it has: a writer of the old one must then be let go.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn refresh(&self) -> Result<bool, IndexFault> {
        let here = self.generation().number;
        match current(&self.folder)? {
            Some(number) if number != here => {
                self.take(Arc::new(Generation::open(&self.folder, number)?));
                Ok(true)
            }
            _ => Ok(false),
        }
    }

    fn take(&self, generation: Arc<Generation>) {
        *self.current.write().unwrap_or_else(PoisonError::into_inner) = generation;
    }

    /// Removes generations that answer no more. Whoever writes one must have let go of it.
    ///
    /// # Errors
    /// When the disk fails.
    pub fn clear_away(&self) -> Result<(), IndexFault> {
        let here = self.generation().number;
        for entry in fs::read_dir(&self.folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let name = name.to_string_lossy();
            let is_old = match number_of(&name) {
                // A greater one may be in the making.
                Some(number) => number < here,
                None => name.starts_with('v') && name.contains('-'),
            };
            if is_old && entry.path().is_dir() {
                fs::remove_dir_all(entry.path())?;
            }
        }
        Ok(())
    }
}

fn current(folder: &Path) -> Result<Option<u64>, IndexFault> {
    match fs::read_to_string(folder.join(CURRENT)) {
        Ok(text) => Ok(number_of(&text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

fn last_number(folder: &Path) -> Result<u64, IndexFault> {
    let mut last = 0;
    for entry in fs::read_dir(folder)? {
        if let Some(number) = number_of(&entry?.file_name().to_string_lossy()) {
            last = last.max(number);
        }
    }
    Ok(last)
}

/// Names the current generation: written aside and renamed, so that it is always whole.
fn point_to(folder: &Path, number: u64) -> Result<(), IndexFault> {
    let aside = folder.join(format!("{CURRENT}.{}", std::process::id()));
    fs::write(&aside, name(number))?;
    fs::File::open(&aside)?.sync_all()?;
    fs::rename(&aside, folder.join(CURRENT))?;
    fs::File::open(folder)?.sync_all()?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::record::Record;

    #[test]
    fn files_that_fill_the_memory_are_opened_anew_and_later_commits_are_still_seen() {
        let folder = tempfile::tempdir().unwrap();
        let index = Index::open(folder.path()).unwrap();
        let mut writer = index.writer(Effort::Quiet).unwrap();
        let mut write = |id| {
            writer.put(&[Record { id, title: "Đất đai".to_owned(), ..Record::default() }]).unwrap();
            writer.commit(1).unwrap();
        };
        write(1);
        let generation = index.generation();
        let before = generation.view_below(u64::MAX).unwrap();
        let after = generation.view_below(0).unwrap();
        assert!(!Arc::ptr_eq(&before, &after), "a little is always mapped");
        assert!(Arc::ptr_eq(&after, &generation.view_below(u64::MAX).unwrap()));
        assert_eq!(before.searcher().num_docs(), 1, "who was asking goes on with the old files");
        write(2);
        assert_eq!(after.searcher().num_docs(), 2);
        assert_eq!(index.count(), 2);
    }
}
