//! The find boxes of the desk: the index that the public asks, with drafts for those who may see them, and
//! with the things that only the desk lists: files and sites.

use conglang_house::account;
use conglang_house::record::Named;
use conglang_house::search::{FILE_KIND, RecordKey, SITE_KIND, index_fault};
use conglang_kernel::{Action, EntryId, FileId, SiteId};
use conglang_platform::db::Reach;
use conglang_platform::fault::{Fault, Outcome};
use conglang_search::{Answer, Audience, Filter, Hit, LastWord, Order, Question, Sites, Wholeness};

use super::refusal::DeskRefusal;
use super::signed::{OnSite, Signed};

/// As many as the index ranks for one question.
const FOUND_MAX: usize = 400;

/// The entries of the site that hold the words of a query, the best first; none for an empty one.
pub async fn found_entries(
    here: &OnSite,
    query: &str,
    kind: Option<String>,
    audience: Audience,
) -> Result<Vec<EntryId>, DeskRefusal> {
    let site = Sites::One(of(here.permit(Action::Look)?.scope().site()));
    let filter = Filter { audience, kind, ..Filter::public(site) };
    Ok(entries(&ask(&here.signed, query, filter).await?.hits))
}

/// The files of the site, and of the one above it, that are called, described or worded so; whether the
/// site may use them is not known here.
pub async fn found_files(here: &OnSite, query: &str) -> Result<Vec<FileId>, DeskRefusal> {
    let mut sites = vec![of(here.permit(Action::Look)?.scope().site())];
    sites.extend(here.site.parent_id.map(of));
    Ok(files(&here.signed, query, Sites::Some(sites)).await?)
}

/// The sites of the installation that are called so or lie there; who may see which is not known here.
pub async fn found_sites(signed: &Signed, query: &str) -> Outcome<Vec<SiteId>> {
    let keys = things(signed, query, SITE_KIND, Sites::All).await?;
    Ok(keys.into_iter().filter_map(RecordKey::site).collect())
}

/// Whatever the words of the audit log's find box name: people, entries, files and sites.
pub async fn found_anywhere(signed: &Signed, query: &str) -> Outcome<Named> {
    if query.trim().is_empty() {
        return Ok(Named::default());
    }
    let mut connection = signed.web.db.read(Reach::Installation).await?;
    let accounts = account::named(&mut connection, query).await?;
    drop(connection);
    let filter = Filter { audience: Audience::Editors, ..Filter::public(Sites::All) };
    let answer = ask(signed, query, filter).await?;
    Ok(Named {
        accounts,
        entries: entries(&sure(answer)),
        files: files(signed, query, Sites::All).await?,
        sites: found_sites(signed, query).await?,
    })
}

/// An entry with an open draft is in the index twice.
fn entries(hits: &[Hit]) -> Vec<EntryId> {
    let mut found = Vec::with_capacity(hits.len());
    for entry in hits.iter().filter_map(|hit| RecordKey::of(hit.id)?.entry()) {
        if !found.contains(&entry) {
            found.push(entry);
        }
    }
    found
}

async fn files(signed: &Signed, query: &str, sites: Sites) -> Outcome<Vec<FileId>> {
    let keys = things(signed, query, FILE_KIND, sites).await?;
    Ok(keys.into_iter().filter_map(RecordKey::file).collect())
}

async fn things(signed: &Signed, query: &str, kind: &str, sites: Sites) -> Outcome<Vec<RecordKey>> {
    let kind = Some(kind.to_owned());
    let filter = Filter { audience: Audience::Desk, kind, ..Filter::public(sites) };
    let answer = ask(signed, query, filter).await?;
    Ok(sure(answer).iter().filter_map(|hit| RecordKey::of(hit.id)).collect())
}

/// What holds every word, or, where nothing does, what holds them but for a slip: who looks for a name
/// wants no others.
fn sure(answer: Answer) -> Vec<Hit> {
    let all = |wanted| answer.hits.iter().filter(move |hit| hit.wholeness == wanted).cloned();
    let whole: Vec<Hit> = all(Wholeness::Whole).collect();
    if whole.is_empty() { all(Wholeness::Slipped).collect() } else { whole }
}

async fn ask(signed: &Signed, query: &str, filter: Filter) -> Outcome<Answer> {
    if query.trim().is_empty() {
        return Ok(Answer::default());
    }
    let question = Question {
        text: query.to_owned(),
        last: LastWord::Begun,
        filter,
        order: Order::Relevance,
        skip: 0,
        take: FOUND_MAX,
        now: signed.now.0 / 1000,
    };
    let index = signed.web.index.clone();
    tokio::task::spawn_blocking(move || index.search(&question))
        .await
        .map_err(Fault::from)?
        .map_err(index_fault)
}

fn of(site: SiteId) -> u64 {
    u64::try_from(site.0).unwrap_or_default()
}
