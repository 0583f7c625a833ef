//! The columns of each segment, opened once: finding them by name costs more than reading them.

use std::collections::HashMap;
use std::sync::{Arc, PoisonError, RwLock};

use tantivy::SegmentReader;
use tantivy::columnar::{Column, ColumnValues, StrColumn};
use tantivy::index::SegmentId;

use crate::index::IndexFault;

/// More segments than these are none of today's.
const KNOWN_MAX: usize = 100;

/// The columns of a segment.
pub(crate) struct Columns {
    pub id: Arc<dyn ColumnValues<u64>>,
    pub facts: Arc<dyn ColumnValues<u64>>,
    pub bounds: Arc<dyn ColumnValues<u64>>,
    pub until: Arc<dyn ColumnValues<i64>>,
    pub published: Arc<dyn ColumnValues<i64>>,
    pub site: Column<u64>,
    pub category: Column<u64>,
    pub year: Column<u64>,
    pub kind: Option<StrColumn>,
    pub issuer: Option<StrColumn>,
}

impl Columns {
    fn of(segment: &SegmentReader) -> Result<Self, IndexFault> {
        let fast = segment.fast_fields();
        Ok(Self {
            id: fast.u64("id")?.first_or_default_col(0),
            facts: fast.u64("facts")?.first_or_default_col(0),
            bounds: fast.u64("bounds")?.first_or_default_col(0),
            until: fast.i64("until")?.first_or_default_col(i64::MAX),
            published: fast.i64("published")?.first_or_default_col(0),
            site: fast.u64("site")?,
            category: fast.u64("category")?,
            year: fast.u64("year")?,
            kind: fast.str("kind")?,
            issuer: fast.str("issuer")?,
        })
    }
}

/// Columns at hand. A segment never changes, only which of its entries are deleted.
#[derive(Default)]
pub(crate) struct KnownColumns(RwLock<HashMap<SegmentId, Arc<Columns>>>);

impl KnownColumns {
    pub(crate) fn of(&self, segment: &SegmentReader) -> Result<Arc<Columns>, IndexFault> {
        let id = segment.segment_id();
        let known = self.0.read().unwrap_or_else(PoisonError::into_inner).get(&id).cloned();
        if let Some(columns) = known {
            return Ok(columns);
        }
        let columns = Arc::new(Columns::of(segment)?);
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        if all.len() >= KNOWN_MAX {
            all.clear();
        }
        all.insert(id, columns.clone());
        Ok(columns)
    }

    /// Forgets segments that are no more, so that their files can be let go.
    pub(crate) fn keep_only(&self, segments: &[SegmentReader]) {
        let mut all = self.0.write().unwrap_or_else(PoisonError::into_inner);
        all.retain(|id, _| segments.iter().any(|segment| segment.segment_id() == *id));
    }
}
