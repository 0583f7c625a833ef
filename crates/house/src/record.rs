//! What happened, written with the change itself: one line in the audit chain for people, one in the
//! change log for the programs that must learn of it.

use conglang_kernel::{AccountId, EntryId, FileId, Moment, SiteId};
use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Argument, Connection, Sql, Transaction, engine, placeholders};
use conglang_platform::fault::Outcome;

use crate::scope::SiteScope;

/// Something somebody did.
#[derive(Clone, Debug)]
pub struct Deed<'d> {
    /// On which site; none for the installation as a whole.
    pub site: Option<SiteId>,
    /// Who; none for the program itself.
    pub by: Option<AccountId>,
    /// The verb, a key of the words files: `publish`, `take-down`, `sign-in`.
    pub action: &'static str,
    /// What kind of thing it was done to: `entry`, `site`, `account`.
    pub subject: &'static str,
    /// Which one.
    pub subject_id: i64,
    /// A few words for the reader of the log; never personal data of citizens, never a secret.
    pub detail: &'d str,
}

impl<'d> Deed<'d> {
    /// What somebody did to a thing of a site: its kind and its number.
    pub fn at(
        scope: SiteScope,
        by: AccountId,
        action: &'static str,
        (subject, subject_id): (&'static str, i64),
        detail: &'d str,
    ) -> Self {
        Self { site: Some(scope.site()), by: Some(by), action, subject, subject_id, detail }
    }
}

/// Writes a deed into the audit chain and the change log.
///
/// # Errors
/// When the database refuses.
pub async fn record(transaction: &mut Transaction, now: Moment, deed: Deed<'_>) -> Outcome<()> {
    audit(transaction, now, &deed).await?;
    announce(transaction, now, deed.site, deed.subject, deed.subject_id, deed.action).await
}

/// Writes a deed into the audit chain only: signing in changes nothing that others must learn of.
///
/// # Errors
/// When the database refuses.
pub async fn audit(transaction: &mut Transaction, now: Moment, deed: &Deed<'_>) -> Outcome<()> {
    engine::order_changes(transaction).await?;
    let chain = deed.site.map_or(0, |site| site.0);
    let last: Option<(i64, String)> = transaction
        .optional(
            "SELECT number, hash FROM audit WHERE site_id = $1 ORDER BY number DESC LIMIT 1",
            args![chain],
        )
        .await?;
    let (number, previous) = last.map_or((1, String::new()), |(n, hash)| (n + 1, hash));
    let hash = chain_hash(&previous, chain, number, now, deed);
    transaction
        .execute(
            "INSERT INTO audit (site_id, number, account_id, action, subject, subject_id, detail,
               at, previous_hash, hash)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
            args![
                chain,
                number,
                deed.by,
                deed.action,
                deed.subject,
                deed.subject_id,
                deed.detail,
                now,
                previous,
                hash
            ],
        )
        .await?;
    Ok(())
}

/// Writes a line of the change log only.
///
/// # Errors
/// When the database refuses.
pub async fn announce(
    transaction: &mut Transaction,
    now: Moment,
    site: Option<SiteId>,
    subject: &'static str,
    subject_id: i64,
    kind: &'static str,
) -> Outcome<()> {
    engine::order_changes(transaction).await?;
    transaction
        .execute(
            "INSERT INTO change (site_id, subject, subject_id, kind, at)
             VALUES ($1, $2, $3, $4, $5)",
            args![site, subject, subject_id, kind, now],
        )
        .await?;
    Ok(())
}

/// The hash over a line and the one before it. Fields are parted by a byte no text may hold.
fn chain_hash(previous: &str, chain: i64, number: i64, now: Moment, deed: &Deed<'_>) -> String {
    hash_parts(&[
        previous,
        &chain.to_string(),
        &number.to_string(),
        &deed.by.map(|by| by.to_string()).unwrap_or_default(),
        deed.action,
        deed.subject,
        &deed.subject_id.to_string(),
        deed.detail,
        &now.0.to_string(),
    ])
}

fn hash_parts(parts: &[&str]) -> String {
    use sha2::Digest;
    let mut hasher = sha2::Sha256::new();
    for part in parts {
        hasher.update(part.as_bytes());
        hasher.update([0]);
    }
    hasher.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What the audit log is narrowed to.
#[derive(Clone, Debug)]
pub struct AuditFilter {
    /// The province whose sites, and what concerns them all, are shown.
    pub province: SiteId,
    /// One verb.
    pub action: Option<String>,
    /// Not before.
    pub from: Option<Moment>,
    /// Before.
    pub until: Option<Moment>,
    /// Words in the detail, as they are written.
    pub words: String,
    /// What the words name besides.
    pub named: Named,
}

/// What the words of a find box name: by whom, and to what, something was done.
#[derive(Clone, Debug, Default)]
pub struct Named {
    /// People.
    pub accounts: Vec<AccountId>,
    /// Entries.
    pub entries: Vec<EntryId>,
    /// Files.
    pub files: Vec<FileId>,
    /// Sites: all that was done on them.
    pub sites: Vec<SiteId>,
}

/// So many of a kind are looked for: more are no answer to anybody.
const NAMED_MAX: usize = 400;

impl Named {
    /// The condition that a line is about any of it, with its values; empty when it names nothing.
    fn condition(&self, arguments: &mut Vec<Argument>) -> String {
        let mut condition = String::new();
        let mut or = |head: &str, ids: Vec<Argument>| {
            if !ids.is_empty() {
                let list = placeholders(arguments.len() + 1, ids.len());
                arguments.extend(ids);
                condition.push_str(&format!(" OR ({head} IN ({list}))"));
            }
        };
        or("u.account_id", some(&self.accounts));
        or("u.subject = 'entry' AND u.subject_id", some(&self.entries));
        or("u.subject = 'file' AND u.subject_id", some(&self.files));
        or("u.site_id", some(&self.sites));
        condition
    }
}

fn some<Id: Copy + Into<Argument>>(ids: &[Id]) -> Vec<Argument> {
    ids.iter().take(NAMED_MAX).map(|id| (*id).into()).collect()
}

/// A line of the audit log with the names of what it mentions.
#[derive(FromRow, Clone, Debug)]
pub struct AuditLine {
    /// On which site; 0 for the installation.
    pub site_id: i64,
    /// The site's name.
    pub site: Option<String>,
    /// Who.
    pub who: Option<String>,
    /// The verb.
    pub action: String,
    /// What kind of thing it was done to.
    pub subject: String,
    /// Which one.
    pub subject_id: i64,
    /// The title of an entry.
    pub subject_title: Option<String>,
    /// A few words more.
    pub detail: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

#[derive(FromRow)]
struct CountedLine {
    #[row(flatten)]
    line: AuditLine,
    found: i64,
}

/// One page of the audit log, newest first, and how many lines there are.
///
/// # Errors
/// When the database does not answer.
pub async fn audit_lines(
    connection: &mut Connection,
    filter: &AuditFilter,
    limit: i64,
    offset: i64,
) -> Outcome<(Vec<AuditLine>, i64)> {
    let mut arguments = args![filter.province, limit, offset];
    let mut conditions = String::new();
    let mut narrow = |condition: &str, value: Argument| {
        arguments.push(value);
        conditions.push_str(" AND ");
        conditions.push_str(&condition.replace("{}", &format!("${}", arguments.len())));
    };
    if let Some(action) = &filter.action {
        narrow("u.action = {}", action.into());
    }
    if let Some(from) = filter.from {
        narrow("u.at >= {}", from.into());
    }
    if let Some(until) = filter.until {
        narrow("u.at < {}", until.into());
    }
    let words: String = filter.words.chars().filter(|c| !matches!(c, '%' | '_' | '\\')).collect();
    if !filter.words.trim().is_empty() {
        arguments.push(format!("%{}%", words.trim()).into());
        let in_detail = format!("u.detail LIKE ${}", arguments.len());
        let about = filter.named.condition(&mut arguments);
        conditions.push_str(&format!(" AND ({in_detail}{about})"));
    }
    let sql = format!(
        "SELECT u.site_id, s.name AS site, a.name AS who, u.action, u.subject, u.subject_id,
           e.title AS subject_title, u.detail, u.at, count(*) OVER () AS found
         FROM audit u
         LEFT JOIN site s ON s.id = u.site_id
         LEFT JOIN account a ON a.id = u.account_id
         LEFT JOIN entry e ON u.subject = 'entry' AND e.id = u.subject_id
         WHERE (u.site_id = 0 OR u.site_id = $1 OR s.parent_id = $1){conditions}
         ORDER BY u.at DESC, u.id DESC LIMIT $2 OFFSET $3"
    );
    let rows: Vec<CountedLine> = connection.all(Sql::composed(sql), arguments).await?;
    let found = rows.first().map_or(0, |row| row.found);
    Ok((rows.into_iter().map(|row| row.line).collect(), found))
}

/// Something done with one thing.
#[derive(FromRow, Clone, Debug)]
pub struct DeedLine {
    /// The verb.
    pub action: String,
    /// Who; none for the program itself.
    pub who: Option<String>,
    /// A few words more.
    pub detail: String,
    /// When, in milliseconds since 1970.
    pub at: i64,
}

/// What was done with an entry of a site, newest first; at most 200 lines.
///
/// # Errors
/// When the database does not answer.
pub async fn deeds_with_entry(
    connection: &mut Connection,
    scope: SiteScope,
    entry: EntryId,
) -> Outcome<Vec<DeedLine>> {
    connection
        .all(
            "SELECT u.action, a.name AS who, u.detail, u.at
             FROM audit u LEFT JOIN account a ON a.id = u.account_id
             WHERE u.site_id = $1 AND u.subject = 'entry' AND u.subject_id = $2
             ORDER BY u.at DESC, u.id DESC LIMIT 200",
            args![scope.site(), entry],
        )
        .await
}

/// Where a chain of the audit log is broken.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct BrokenChain {
    /// Whose chain; 0 for the installation's.
    pub site: i64,
    /// The first line that is not what it was, or the place of one that is gone.
    pub number: i64,
}

#[derive(FromRow)]
struct ChainRow {
    site_id: i64,
    number: i64,
    account_id: Option<i64>,
    action: String,
    subject: String,
    subject_id: i64,
    detail: String,
    at: i64,
    previous_hash: String,
    hash: String,
}

/// Recomputes every chain of the audit log; gives how many lines hold and where chains are broken.
///
/// # Errors
/// When the database does not answer.
pub async fn verify_audit(connection: &mut Connection) -> Outcome<(u64, Vec<BrokenChain>)> {
    let mut broken = Vec::new();
    let mut sound = 0;
    let chains: Vec<(i64,)> =
        connection.all("SELECT DISTINCT site_id FROM audit ORDER BY site_id", args![]).await?;
    for (site,) in chains {
        let (mut number, mut previous) = (0, String::new());
        'chain: loop {
            let rows: Vec<ChainRow> = connection
                .all(
                    "SELECT site_id, number, account_id, action, subject, subject_id, detail, at,
                       previous_hash, hash
                     FROM audit WHERE site_id = $1 AND number > $2 ORDER BY number LIMIT 1000",
                    args![site, number],
                )
                .await?;
            if rows.is_empty() {
                break;
            }
            for row in rows {
                let expected = hash_parts(&[
                    &previous,
                    &row.site_id.to_string(),
                    &row.number.to_string(),
                    &row.account_id.map(|by| by.to_string()).unwrap_or_default(),
                    &row.action,
                    &row.subject,
                    &row.subject_id.to_string(),
                    &row.detail,
                    &row.at.to_string(),
                ]);
                let follows = row.number == number + 1 && row.previous_hash == previous;
                if !follows || row.hash != expected {
                    broken.push(BrokenChain { site, number: number + 1 });
                    break 'chain;
                }
                (number, previous) = (row.number, row.hash);
                sound += 1;
            }
        }
    }
    Ok((sound, broken))
}
