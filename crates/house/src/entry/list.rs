//! Lists of entries: what a page shows of a category, and what the desk shows of everything.

use std::collections::HashMap;

use conglang_kernel::{CategoryId, EntryId, Language, Moment};
use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Argument, Connection, Sql, placeholders};
use conglang_platform::fault::Outcome;

use super::card::{COLUMNS, Card, CardRow};
use crate::found::{rank_of, words_condition};
use crate::scope::SiteScope;

/// Where entries are taken from: some categories, or any category but of one kind.
#[derive(Clone, Debug)]
pub enum Shelf {
    /// These categories.
    Categories(Vec<CategoryId>),
    /// One kind.
    Kind(&'static str),
}

#[derive(FromRow)]
struct ShelvedRow {
    shelf: i64,
    #[row(flatten)]
    card: CardRow,
}

/// The latest entries of several shelves in one statement: `(shelf, how many)` gives a list each.
///
/// # Errors
/// When the database does not answer.
pub async fn latest_of_shelves(
    connection: &mut Connection,
    scope: SiteScope,
    language: Language,
    shelves: &[(Shelf, i64)],
    now: Moment,
) -> Outcome<Vec<Vec<Card>>> {
    let mut lists: Vec<Vec<Card>> = shelves.iter().map(|_| Vec::new()).collect();
    let mut arguments = args![scope.site(), language, now];
    let mut parts = Vec::new();
    for (index, (shelf, count)) in shelves.iter().enumerate() {
        if matches!(shelf, Shelf::Categories(ids) if ids.is_empty()) || *count <= 0 {
            continue;
        }
        let condition = shelf_condition(shelf, &mut arguments);
        arguments.push(Argument::from(*count));
        parts.push(format!(
            "SELECT * FROM (SELECT CAST({index} AS BIGINT) AS shelf, {COLUMNS} FROM entry e
             WHERE e.site_id = $1 AND e.language = $2 AND e.state = 'live'
               AND (e.expires_at IS NULL OR e.expires_at > $3) AND {condition}
             ORDER BY e.published_at DESC, e.id DESC LIMIT ${}) s{index}",
            arguments.len()
        ));
    }
    if parts.is_empty() {
        return Ok(lists);
    }
    let sql = Sql::composed(parts.join(" UNION ALL "));
    for row in connection.all::<ShelvedRow>(sql, arguments).await? {
        if let Some(list) = usize::try_from(row.shelf).ok().and_then(|at| lists.get_mut(at)) {
            list.push(row.card.into_card()?);
        }
    }
    Ok(lists)
}

fn shelf_condition(shelf: &Shelf, arguments: &mut Vec<Argument>) -> String {
    match shelf {
        Shelf::Categories(ids) => {
            let first = arguments.len() + 1;
            arguments.extend(ids.iter().map(|id| Argument::from(*id)));
            // The newest of several categories are read off the site's newest, and reading ends with
            // the last that is wanted; by category all of them would have to be sorted. The plus keeps
            // the planner from that.
            let column = if ids.len() > 1 { "+e.category_id" } else { "e.category_id" };
            format!("{column} IN ({})", placeholders(first, ids.len()))
        }
        Shelf::Kind(kind) => {
            arguments.push(Argument::from(*kind));
            format!("e.kind = ${}", arguments.len())
        }
    }
}

/// One page of a shelf, newest first.
///
/// # Errors
/// When the database does not answer.
pub async fn list_shelf(
    connection: &mut Connection,
    scope: SiteScope,
    language: Language,
    shelf: &Shelf,
    limit: i64,
    offset: i64,
    now: Moment,
) -> Outcome<Vec<Card>> {
    if matches!(shelf, Shelf::Categories(ids) if ids.is_empty()) {
        return Ok(Vec::new());
    }
    let mut arguments = args![scope.site(), language, now, limit, offset];
    let condition = shelf_condition(shelf, &mut arguments);
    let sql = format!(
        "SELECT {COLUMNS} FROM entry e
         WHERE e.site_id = $1 AND e.language = $2 AND e.state = 'live'
           AND (e.expires_at IS NULL OR e.expires_at > $3) AND {condition}
         ORDER BY e.published_at DESC, e.id DESC LIMIT $4 OFFSET $5"
    );
    connection
        .all::<CardRow>(Sql::composed(sql), arguments)
        .await?
        .into_iter()
        .map(CardRow::into_card)
        .collect()
}

/// How many entries that the public can read each category holds.
///
/// # Errors
/// When the database does not answer.
pub async fn count_by_category(
    connection: &mut Connection,
    scope: SiteScope,
) -> Outcome<HashMap<CategoryId, i64>> {
    let rows: Vec<(i64, i64)> = connection
        .all(
            "SELECT category_id, count(*) FROM entry
             WHERE site_id = $1 AND category_id IS NOT NULL AND state IN ('live', 'withdrawn')
             GROUP BY category_id",
            args![scope.site()],
        )
        .await?;
    Ok(rows.into_iter().map(|(category, count)| (CategoryId(category), count)).collect())
}

/// How many entries a shelf has.
///
/// # Errors
/// When the database does not answer.
pub async fn count_on_shelf(
    connection: &mut Connection,
    scope: SiteScope,
    language: Language,
    shelf: &Shelf,
    now: Moment,
) -> Outcome<i64> {
    if matches!(shelf, Shelf::Categories(ids) if ids.is_empty()) {
        return Ok(0);
    }
    let mut arguments = args![scope.site(), language, now];
    let condition = shelf_condition(shelf, &mut arguments);
    let sql = format!(
        "SELECT count(*) FROM entry e
         WHERE e.site_id = $1 AND e.language = $2 AND e.state = 'live'
           AND (e.expires_at IS NULL OR e.expires_at > $3) AND {condition}"
    );
    connection.number(Sql::composed(sql), arguments).await
}

/// Entries of the same category around the same time, newest first, without the entry itself.
///
/// # Errors
/// When the database does not answer.
pub async fn related(
    connection: &mut Connection,
    scope: SiteScope,
    language: Language,
    category: CategoryId,
    without: EntryId,
    limit: i64,
    now: Moment,
) -> Outcome<Vec<Card>> {
    let shelf = Shelf::Categories(vec![category]);
    let mut cards = list_shelf(connection, scope, language, &shelf, limit + 1, 0, now).await?;
    cards.retain(|card| card.id != without);
    cards.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(cards)
}

/// Everything with an address, for sitemaps: newest first, at most 50,000 as the protocol allows.
///
/// # Errors
/// When the database does not answer.
pub async fn list_all_addresses(
    connection: &mut Connection,
    scope: SiteScope,
    now: Moment,
) -> Outcome<Vec<Card>> {
    connection
        .all::<CardRow>(
            "SELECT e.id, e.kind, e.language, e.category_id, e.slug, e.title, '' AS summary,
               NULL AS cover, e.published_at, e.updated_at
             FROM entry e WHERE e.site_id = $1 AND e.state = 'live'
               AND (e.expires_at IS NULL OR e.expires_at > $2)
             ORDER BY e.published_at DESC, e.id DESC LIMIT 50000",
            args![scope.site(), now],
        )
        .await?
        .into_iter()
        .map(CardRow::into_card)
        .collect()
}

/// When something last went out on a site.
///
/// # Errors
/// When the database does not answer.
pub async fn last_published(
    connection: &mut Connection,
    scope: SiteScope,
) -> Outcome<Option<Moment>> {
    let (at,): (Option<i64>,) = connection
        .one(
            "SELECT max(published_at) FROM entry
             WHERE site_id = $1 AND state IN ('live', 'withdrawn') AND kind <> 'page'",
            args![scope.site()],
        )
        .await?;
    Ok(at.map(Moment))
}

/// When the next entry of the site leaves its lists: cached pages may not outlive it.
///
/// # Errors
/// When the database does not answer.
pub async fn earliest_expiry(
    connection: &mut Connection,
    scope: SiteScope,
    now: Moment,
) -> Outcome<Option<Moment>> {
    let (at,): (Option<i64>,) = connection
        .one(
            "SELECT min(expires_at) FROM entry
             WHERE site_id = $1 AND state = 'live' AND expires_at IS NOT NULL AND expires_at > $2",
            args![scope.site(), now],
        )
        .await?;
    Ok(at.map(Moment))
}

/// What the desk's list is narrowed to.
#[derive(Clone, Debug, Default)]
pub struct DeskFilter {
    /// One kind.
    pub kind: Option<String>,
    /// One state, as the desk words them.
    pub state: Option<String>,
    /// One category.
    pub category: Option<CategoryId>,
    /// Words in the title, with or without accents.
    pub query: String,
    /// What the search index found for the query, the best first.
    pub found: Vec<EntryId>,
    /// Drafts of this account only.
    pub mine: Option<conglang_kernel::AccountId>,
    /// What the public can read, to link to.
    pub reach: DeskReach,
}

/// Which entries the desk's list holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum DeskReach {
    /// Everything.
    #[default]
    All,
    /// What the public can read.
    Public,
}

/// One line of the desk's list.
#[derive(FromRow, Clone, Debug)]
pub struct DeskLine {
    /// Which entry.
    pub id: i64,
    /// Its kind.
    pub kind: String,
    /// The title of the draft, or of the live edition.
    pub title: String,
    /// State of the entry.
    pub state: String,
    /// How it was taken down.
    pub outcome: Option<String>,
    /// State of the open edition.
    pub open_state: Option<String>,
    /// When it is to go out.
    pub publish_at: Option<i64>,
    /// When it first was public.
    pub published_at: Option<i64>,
    /// When it leaves lists.
    pub expires_at: Option<i64>,
    /// Its category.
    pub category_id: Option<i64>,
    /// When it was last saved.
    pub saved_at: i64,
    /// By whom.
    pub saved_by: Option<String>,
    /// 1 when it went out without a second pair of eyes and nobody has looked since.
    pub waits_for_eyes: i64,
    /// How many there are in all.
    pub found: i64,
}

/// One page of everything on a site, last touched first.
///
/// # Errors
/// When the database does not answer.
pub async fn desk_list(
    connection: &mut Connection,
    scope: SiteScope,
    filter: &DeskFilter,
    limit: i64,
    offset: i64,
    now: Moment,
) -> Outcome<Vec<DeskLine>> {
    let mut arguments = args![scope.site(), limit, offset];
    let mut conditions = String::new();
    let mut narrow = |condition: &str, value: Argument| {
        arguments.push(value);
        conditions.push_str(" AND ");
        conditions.push_str(&condition.replace("{}", &format!("${}", arguments.len())));
    };
    if let Some(kind) = &filter.kind {
        narrow("e.kind = {}", kind.into());
    }
    if let Some(category) = filter.category {
        narrow("COALESCE(n.category_id, e.category_id) = {}", category.into());
    }
    if let Some(account) = filter.mine {
        narrow("n.id IS NOT NULL AND n.saved_by = {}", account.into());
    }
    match filter.state.as_deref() {
        Some("published") => {
            narrow(
                "e.state = 'live' AND COALESCE(e.expires_at, 9000000000000000) > {}",
                now.into(),
            );
        }
        Some("expired") => narrow("e.state = 'live' AND e.expires_at <= {}", now.into()),
        Some("mistaken") => narrow("e.outcome = {}", "mistake".into()),
        Some("consolidated") => narrow("e.outcome = {}", "consolidated".into()),
        Some("withdrawn") => narrow("e.state = {}", "withdrawn".into()),
        Some(state) => narrow("n.state = {}", state.into()),
        None => {}
    }
    if filter.reach == DeskReach::Public {
        conditions.push_str(" AND e.state IN ('live', 'withdrawn')");
    }
    let found: Vec<i64> = filter.found.iter().map(|id| id.0).collect();
    // A draft has no folded words yet; its slug is its title without accents.
    let named = "(COALESCE(x.title_folded, '') || COALESCE(n.slug, e.slug))";
    if let Some(condition) = words_condition(&filter.query, named, "e.id", &found, &mut arguments) {
        conditions.push_str(&condition);
    }
    let rank = rank_of("e.id", &found);
    let sql = format!(
        "SELECT e.id, e.kind, COALESCE(n.title, e.title) AS title, e.state, e.outcome,
           n.state AS open_state, n.publish_at, e.published_at, e.expires_at,
           COALESCE(n.category_id, e.category_id) AS category_id,
           COALESCE(n.saved_at, l.saved_at, e.created_at) AS saved_at, a.name AS saved_by,
           CAST(CASE WHEN l.urgent_reason IS NOT NULL AND l.urgent_seen_at IS NULL
             THEN 1 ELSE 0 END AS BIGINT) AS waits_for_eyes,
           count(*) OVER () AS found
         FROM entry e
         LEFT JOIN edition n ON n.entry_id = e.id AND n.site_id = e.site_id
           AND n.state IN ('draft', 'submitted', 'returned', 'approved', 'scheduled')
         LEFT JOIN edition l ON l.id = e.live_edition_id AND l.site_id = e.site_id
         LEFT JOIN account a ON a.id = COALESCE(n.saved_by, l.saved_by)
         LEFT JOIN entry_text x ON x.entry_id = e.id AND x.site_id = e.site_id
         WHERE e.site_id = $1 AND (n.id IS NOT NULL OR e.live_edition_id IS NOT NULL){conditions}
         ORDER BY {rank}saved_at DESC, e.id DESC LIMIT $2 OFFSET $3"
    );
    connection.all(Sql::composed(sql), arguments).await
}
