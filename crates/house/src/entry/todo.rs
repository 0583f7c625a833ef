//! What waits for somebody on a site: the short list an officer sees first.

use std::collections::HashMap;

use conglang_kernel::{AccountId, EntryId, Moment, SiteId};
use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Argument, Connection, Sql, Transaction, placeholders};
use conglang_platform::fault::Outcome;

use crate::scope::SiteScope;

/// Why something waits.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Waiting {
    /// A colleague's text waits for a yes or no.
    Approval,
    /// One's own text came back.
    Returned,
    /// It went out alone and nobody has looked since.
    Urgent,
    /// It should have gone out and did not.
    Overdue,
    /// Somebody said something of one's own draft.
    Remark,
    /// Its day to be looked over has come.
    Review,
}

impl Waiting {
    const ALL: [Self; 6] =
        [Self::Overdue, Self::Approval, Self::Urgent, Self::Returned, Self::Remark, Self::Review];

    /// The word in words files.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Approval => "approval",
            Self::Returned => "returned",
            Self::Urgent => "urgent",
            Self::Overdue => "overdue",
            Self::Remark => "remark",
            Self::Review => "review",
        }
    }

    fn parse(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|waiting| waiting.as_str() == word)
    }
}

/// Which of these concern whoever asks.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Asker {
    /// Somebody who says yes and no.
    Approver(AccountId),
    /// Somebody who writes.
    Writer(AccountId),
}

/// One thing that waits.
#[derive(Clone, Debug)]
pub struct Todo {
    /// Why.
    pub waiting: Waiting,
    /// Which entry.
    pub entry: EntryId,
    /// What kind of entry it is.
    pub kind: String,
    /// Its title.
    pub title: String,
    /// Whose words they are.
    pub by: Option<String>,
    /// Since when, or when it should have been.
    pub at: Moment,
}

#[derive(FromRow)]
struct Row {
    waiting: String,
    id: i64,
    kind: String,
    title: String,
    by_name: Option<String>,
    at: i64,
}

/// Lines of each sort that are looked up; the desk shows fewer and leads to the rest.
const EACH_MAX: i64 = 20;

/// What waits for somebody on a site, the most pressing first.
///
/// # Errors
/// When the database does not answer.
pub async fn todo(
    connection: &mut Connection,
    scope: SiteScope,
    asker: Asker,
    today: jiff::civil::Date,
    now: Moment,
) -> Outcome<Vec<Todo>> {
    let account = match asker {
        Asker::Approver(account) | Asker::Writer(account) => account,
    };
    // A schedule is late when its minute has passed: the clock had its chance.
    let late = now.plus_seconds(-60);
    let arguments = args![scope.site(), account, EACH_MAX, late, today.to_string()];
    let mine = "(n.created_by = $2 OR COALESCE(n.submitted_by, n.saved_by) = $2)";
    let approver = matches!(asker, Asker::Approver(_));
    // Why, since when, and which editions; a review concerns the entry whatever its edition.
    let sorts = [
        (
            true,
            Waiting::Returned,
            "COALESCE(n.decided_at, n.saved_at)",
            format!("n.state = 'returned' AND {mine}"),
        ),
        (
            true,
            Waiting::Remark,
            "(SELECT max(r.created_at) FROM remark r WHERE r.entry_id = n.entry_id)",
            format!(
                "n.state IN ('draft', 'submitted', 'returned', 'approved', 'scheduled') AND {mine}
             AND EXISTS (SELECT 1 FROM remark r WHERE r.site_id = n.site_id
               AND r.entry_id = n.entry_id AND r.settled_at IS NULL
               AND (r.account_id IS NULL OR r.account_id <> $2))"
            ),
        ),
        (
            true,
            Waiting::Review,
            "COALESCE(e.updated_at, e.published_at, e.created_at)",
            "n.state = 'published' AND e.state = 'live' AND e.review_on <= $5".to_owned(),
        ),
        (
            approver,
            Waiting::Approval,
            "COALESCE(n.submitted_at, n.saved_at)",
            format!("n.state = 'submitted' AND NOT {mine}"),
        ),
        (
            approver,
            Waiting::Urgent,
            "n.published_at",
            format!(
                "n.state = 'published' AND n.urgent_reason IS NOT NULL AND n.urgent_seen_at IS NULL
             AND NOT {mine}"
            ),
        ),
        (
            approver,
            Waiting::Overdue,
            "n.publish_at",
            "n.state = 'scheduled' AND n.publish_at < $4".to_owned(),
        ),
    ];
    let parts: Vec<String> = sorts
        .iter()
        .filter(|(concerns, ..)| *concerns)
        .map(|(_, waiting, at, condition)| {
            let word = waiting.as_str();
            format!(
                "SELECT * FROM (SELECT '{word}' AS waiting, e.id, e.kind, n.title, a.name AS by_name, {at} AS at
                 FROM edition n JOIN entry e ON e.id = n.entry_id AND e.site_id = n.site_id
                 LEFT JOIN account a ON a.id = COALESCE(n.submitted_by, n.saved_by)
                 WHERE n.site_id = $1 AND {condition} ORDER BY at LIMIT $3) {word}"
            )
        })
        .collect();
    // PostgreSQL wants every argument used: both are harmless where nothing asks for them.
    let sql = format!(
        "SELECT * FROM ({}) every WHERE $2 = $2 AND $4 = $4 AND $5 = $5",
        parts.join(" UNION ALL ")
    );
    let rows: Vec<Row> = connection.all(Sql::composed(sql), arguments).await?;
    let mut todo: Vec<Todo> = rows
        .into_iter()
        .filter_map(|row| {
            Some(Todo {
                waiting: Waiting::parse(&row.waiting)?,
                entry: EntryId(row.id),
                kind: row.kind,
                title: row.title,
                by: row.by_name,
                at: Moment(row.at),
            })
        })
        .collect();
    let order = |waiting: Waiting| Waiting::ALL.iter().position(|w| *w == waiting);
    todo.sort_by_key(|line| (order(line.waiting), line.at));
    Ok(todo)
}

/// How many texts wait for a yes on each of these sites.
///
/// # Errors
/// When the database does not answer.
pub async fn count_submitted(
    connection: &mut Connection,
    sites: &[SiteId],
) -> Outcome<HashMap<SiteId, i64>> {
    if sites.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "SELECT site_id, count(*) FROM edition
         WHERE state = 'submitted' AND site_id IN ({}) GROUP BY site_id",
        placeholders(1, sites.len())
    );
    let arguments = sites.iter().map(|site| Argument::from(*site)).collect();
    let rows: Vec<(i64, i64)> = connection.all(Sql::composed(sql), arguments).await?;
    Ok(rows.into_iter().map(|(site, count)| (SiteId(site), count)).collect())
}

/// The snapshots of what waits for a yes among these entries.
///
/// # Errors
/// When the database does not answer.
pub async fn submitted_contents(
    connection: &mut Connection,
    scope: SiteScope,
    entries: &[EntryId],
) -> Outcome<HashMap<EntryId, String>> {
    if entries.is_empty() {
        return Ok(HashMap::new());
    }
    let mut arguments = args![scope.site()];
    arguments.extend(entries.iter().map(|id| Argument::from(*id)));
    let sql = format!(
        "SELECT entry_id, content FROM edition
         WHERE site_id = $1 AND state = 'submitted' AND entry_id IN ({})",
        placeholders(2, entries.len())
    );
    let rows: Vec<(i64, String)> = connection.all(Sql::composed(sql), arguments).await?;
    Ok(rows.into_iter().map(|(entry, content)| (EntryId(entry), content)).collect())
}

/// The day so many months from now, on which something is to be looked over.
pub(super) fn review_day(months: i64, now: Moment) -> Option<jiff::civil::Date> {
    let span = jiff::Span::new().try_months(months).ok()?;
    vitext::local_time(now.timestamp()).date().checked_add(span).ok()
}

/// Gives what is public of a kind its day to be looked over, or none, when a site changes that rule. It is counted
/// from now: a hundred old texts due on one day would be looked over by nobody.
///
/// # Errors
/// When the database refuses.
pub async fn set_review_rule(
    transaction: &mut Transaction,
    scope: SiteScope,
    kind: &str,
    months: Option<i64>,
    now: Moment,
) -> Outcome<()> {
    let day = months.and_then(|months| review_day(months, now)).map(|day| day.to_string());
    transaction
        .execute(
            "UPDATE entry SET review_on = $3, review_told_at = NULL
             WHERE site_id = $1 AND kind = $2 AND state = 'live'",
            args![scope.site(), kind, day],
        )
        .await?;
    Ok(())
}

/// Entries whose day to be looked over has come and of which nobody was told yet; marks them as told.
///
/// # Errors
/// When the database refuses.
pub async fn take_due_reviews(
    connection: &mut Connection,
    today: jiff::civil::Date,
    now: Moment,
) -> Outcome<Vec<(SiteId, EntryId)>> {
    let rows: Vec<(i64, i64)> = connection
        .all(
            "UPDATE entry SET review_told_at = $2
             WHERE state = 'live' AND review_on <= $1 AND review_told_at IS NULL
             RETURNING site_id, id",
            args![today.to_string(), now],
        )
        .await?;
    Ok(rows.into_iter().map(|(site, entry)| (SiteId(site), EntryId(entry))).collect())
}

/// Editions whose hour passed without them going out and of which nobody was told yet; marks them as
/// told.
///
/// # Errors
/// When the database refuses.
pub async fn take_overdue(
    connection: &mut Connection,
    late: Moment,
    now: Moment,
) -> Outcome<Vec<(SiteId, EntryId)>> {
    let rows: Vec<(i64, i64)> = connection
        .all(
            "UPDATE edition SET overdue_told_at = $2
             WHERE state = 'scheduled' AND publish_at < $1 AND overdue_told_at IS NULL
             RETURNING site_id, entry_id",
            args![late, now],
        )
        .await?;
    Ok(rows.into_iter().map(|(site, entry)| (SiteId(site), EntryId(entry))).collect())
}
