//! The sites of a long list. A province's portal names every site it may search: gathering the entries
//! of each before looking for a word would cost more than looking at the site of each entry found.

use tantivy::Searcher;

use crate::fields::Fields;
use crate::index::IndexFault;
use crate::question::Sites;

/// Numbers up to here are looked up in a table.
const NUMBER_MAX: u64 = 1 << 20;

/// Which sites are listed, by number.
pub(crate) struct Listed(Vec<bool>);

impl Listed {
    /// The list of a filter, when it names at least half of the sites that there are. A shorter one is
    /// better asked for as a word is.
    pub(crate) fn of(
        searcher: &Searcher,
        fields: &Fields,
        sites: &Sites,
    ) -> Result<Option<Self>, IndexFault> {
        let Sites::Some(listed) = sites else { return Ok(None) };
        let highest = listed.iter().max().copied().filter(|number| *number <= NUMBER_MAX);
        let Some(highest) = highest.and_then(|number| usize::try_from(number).ok()) else {
            return Ok(None);
        };
        let mut known = 0;
        for segment in searcher.segment_readers() {
            known = known.max(segment.inverted_index(fields.site)?.terms().num_terms());
        }
        if listed.len().saturating_mul(2) < known {
            return Ok(None);
        }
        let mut table = vec![false; highest + 1];
        for number in listed {
            if let Some(place) = usize::try_from(*number).ok().and_then(|at| table.get_mut(at)) {
                *place = true;
            }
        }
        Ok(Some(Self(table)))
    }

    /// Whether a site is in the list.
    pub(crate) fn holds(&self, site: u64) -> bool {
        usize::try_from(site).ok().and_then(|at| self.0.get(at)).copied().unwrap_or_default()
    }
}
