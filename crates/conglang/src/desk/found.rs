//! The find boxes of the desk: the index that the public asks, with drafts for those who may see them.

use conglang_house::search::{RecordKey, index_fault};
use conglang_kernel::{Action, EntryId};
use conglang_platform::fault::Fault;
use conglang_search::{Drafts, Filter, Order, Question, Sites};

use super::refusal::DeskRefusal;
use super::signed::OnSite;

/// As many as the index ranks for one question.
const FOUND_MAX: usize = 400;

/// The entries of the site that hold the words of a query, the best first; none for an empty one.
pub async fn found_by(
    here: &OnSite,
    query: &str,
    kind: Option<String>,
    drafts: Drafts,
) -> Result<Vec<EntryId>, DeskRefusal> {
    let permit = here.permit(Action::Look)?;
    if query.trim().is_empty() {
        return Ok(Vec::new());
    }
    let site = u64::try_from(permit.scope().site().0).unwrap_or_default();
    let question = Question {
        text: query.to_owned(),
        filter: Filter { drafts, kind, ..Filter::public(Sites::One(site)) },
        order: Order::Relevance,
        skip: 0,
        take: FOUND_MAX,
        now: here.signed.now.0 / 1000,
    };
    let index = here.signed.web.index.clone();
    let answer = tokio::task::spawn_blocking(move || index.search(&question))
        .await
        .map_err(Fault::from)?
        .map_err(index_fault)?;
    let mut found = Vec::with_capacity(answer.hits.len());
    for hit in answer.hits {
        // An entry with an open draft is in the index twice.
        let entry = RecordKey::of(hit.id).entry;
        if !found.contains(&entry) {
            found.push(entry);
        }
    }
    Ok(found)
}
