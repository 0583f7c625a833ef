//! Letters to whoever must act or wants to know: a text waits for a yes, came back, went out alone or
//! not at all; somebody said something of it. Each event is one letter to each person; they are jobs, so that a slow mail server slows nobody down.

use std::sync::Arc;

use conglang_house::account::{self, SiteRef, may};
use conglang_house::entry::{self, Edition, Speaker};
use conglang_house::scope::SiteScope;
use conglang_house::web::Web;
use conglang_kernel::{AccountId, Action, EditionState, EntryId, Language, Moment, SiteId};
use conglang_platform::db::{Connection, Reach, Transaction};
use conglang_platform::fault::{Fault, Outcome};
use conglang_platform::jobs;
use conglang_platform::mail::Letter;
use conglang_platform::words::Fact;
use serde::{Deserialize, Serialize};

/// The job that writes and sends one letter.
pub const LETTER_JOB: &str = "letter";

/// A schedule that is so many seconds late was not kept; until then it is only about to be.
const LATE_SECONDS: i64 = 300;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum About {
    Submitted,
    Returned,
    Approved,
    Urgent,
    Overdue,
    Remark,
    Review,
}

impl About {
    /// The word in words files.
    fn as_str(self) -> &'static str {
        match self {
            Self::Submitted => "submitted",
            Self::Returned => "returned",
            Self::Approved => "approved",
            Self::Urgent => "urgent",
            Self::Overdue => "overdue",
            Self::Remark => "remark",
            Self::Review => "review",
        }
    }

    /// Whether the letter still says something new: the edition stands as it did.
    fn still_holds(self, edition: &Edition) -> bool {
        let state = edition.state;
        match self {
            Self::Submitted => state == EditionState::Submitted,
            Self::Returned => state == EditionState::Returned,
            Self::Approved => {
                matches!(state, EditionState::Published | EditionState::Scheduled)
            }
            Self::Urgent => edition.urgency.as_ref().is_some_and(|u| u.seen_at.is_none()),
            Self::Overdue => state == EditionState::Scheduled,
            Self::Remark => true,
            Self::Review => state == EditionState::Published,
        }
    }

    /// Whether only those who may publish are told.
    fn is_for_approvers(self) -> bool {
        matches!(self, Self::Submitted | Self::Urgent)
    }
}

#[derive(Serialize, Deserialize)]
struct Order {
    about: About,
    site: i64,
    entry: i64,
    edition: i64,
    to: i64,
    /// Whose deed it tells of.
    #[serde(default)]
    by: Option<i64>,
    /// Which remark.
    #[serde(default)]
    remark: Option<i64>,
}

/// Tells every approver but the writer that a text waits.
///
/// # Errors
/// When the database refuses.
pub async fn submitted(
    transaction: &mut Transaction,
    scope: SiteScope,
    edition: &Edition,
    by: AccountId,
    now: Moment,
) -> Outcome<()> {
    let news = News { about: About::Submitted, by: Some(by), remark: None };
    tell_approvers(transaction, scope, news, edition, by, now).await
}

/// Tells every other approver that a text went out alone and that somebody should look.
///
/// # Errors
/// When the database refuses.
pub async fn went_out_alone(
    transaction: &mut Transaction,
    scope: SiteScope,
    entry: EntryId,
    by: AccountId,
    now: Moment,
) -> Outcome<()> {
    let Some(live) = entry::find_live(transaction, scope, entry).await? else { return Ok(()) };
    if live.urgency.is_none() {
        return Ok(());
    }
    let news = News { about: About::Urgent, by: Some(by), remark: None };
    tell_approvers(transaction, scope, news, &live, by, now).await
}

/// Tells the writer that their text came back.
///
/// # Errors
/// When the database refuses.
pub async fn returned(
    transaction: &mut Transaction,
    scope: SiteScope,
    edition: &Edition,
    by: AccountId,
    now: Moment,
) -> Outcome<()> {
    let news = News { about: About::Returned, by: Some(by), remark: None };
    tell_writer(transaction, scope, news, edition, by, now).await
}

/// Tells the writer that somebody else said yes to what they had handed in.
///
/// # Errors
/// When the database refuses.
pub async fn approved(
    transaction: &mut Transaction,
    scope: SiteScope,
    entry: EntryId,
    by: AccountId,
    now: Moment,
) -> Outcome<()> {
    let scheduled = entry::find_open(transaction, scope, entry).await?;
    let edition = match scheduled {
        Some(edition) => Some(edition),
        None => entry::find_live(transaction, scope, entry).await?,
    };
    let Some(edition) = edition.filter(|edition| edition.submitted_by.is_some()) else {
        return Ok(());
    };
    let news = News { about: About::Approved, by: Some(by), remark: None };
    tell_writer(transaction, scope, news, &edition, by, now).await
}

/// Tells the writer what was said of their draft; what the writer says, whoever sent it back.
///
/// # Errors
/// When the database refuses.
pub async fn remarked(
    transaction: &mut Transaction,
    scope: SiteScope,
    edition: &Edition,
    remark: i64,
    speaker: &Speaker,
    now: Moment,
) -> Outcome<()> {
    let by = match speaker {
        Speaker::Member(account) => Some(*account),
        Speaker::Guest(_) => None,
    };
    let writer = writer_of(edition).filter(|writer| Some(*writer) != by);
    let Some(to) = writer.or(edition.decided_by).filter(|to| Some(*to) != by) else {
        return Ok(());
    };
    let news = News { about: About::Remark, by, remark: Some(remark) };
    ask(transaction, scope, news, edition, to, now).await
}

/// Tells the people of a site, once, that the day to look something over has come.
///
/// # Errors
/// When the database refuses.
pub async fn reviews_due(transaction: &mut Transaction, now: Moment) -> Outcome<()> {
    let today = vitext::local_time(now.timestamp()).date();
    for (site, id) in entry::take_due_reviews(transaction, today, now).await? {
        let scope = SiteScope::of_job(site);
        let Some(live) = entry::find_live(transaction, scope, id).await? else { continue };
        let members = account::list_of_site(transaction, scope).await?;
        // Whoever wrote it knows best; when they have left, those who may publish.
        let writer = members.iter().find(|m| Some(m.account_id) == live.created_by);
        let told: Vec<AccountId> = match writer {
            Some(writer) => vec![writer.account_id],
            None => members
                .iter()
                .filter(|member| member.role.allows(Action::Publish))
                .map(|member| member.account_id)
                .collect(),
        };
        let news = News { about: About::Review, by: None, remark: None };
        for to in told {
            ask(transaction, scope, news, &live, to, now).await?;
        }
    }
    Ok(())
}

/// Tells, once, of what should have gone out by itself and did not: its writer and whoever set the hour.
///
/// # Errors
/// When the database refuses.
pub async fn overdue(transaction: &mut Transaction, now: Moment) -> Outcome<()> {
    tell_overdue(transaction, now.plus_seconds(-LATE_SECONDS), now).await
}

/// The same as soon as the clock has tried and been refused.
///
/// # Errors
/// When the database refuses.
pub async fn refused_to_the_clock(web: &Web, now: Moment) -> Outcome<()> {
    let mut transaction = web.db.write(Reach::Installation).await?;
    tell_overdue(&mut transaction, now, now).await?;
    transaction.commit().await
}

async fn tell_overdue(transaction: &mut Transaction, late: Moment, now: Moment) -> Outcome<()> {
    for (site, id) in entry::take_overdue(transaction, late, now).await? {
        let scope = SiteScope::of_job(site);
        let Some(open) = entry::find_open(transaction, scope, id).await? else { continue };
        let mut told: Vec<AccountId> =
            [writer_of(&open), open.decided_by].into_iter().flatten().collect();
        told.dedup();
        let news = News { about: About::Overdue, by: None, remark: None };
        for to in told {
            ask(transaction, scope, news, &open, to, now).await?;
        }
    }
    Ok(())
}

/// What a letter tells.
#[derive(Clone, Copy)]
struct News {
    about: About,
    by: Option<AccountId>,
    remark: Option<i64>,
}

fn writer_of(edition: &Edition) -> Option<AccountId> {
    edition.submitted_by.or(edition.saved_by)
}

async fn tell_writer(
    transaction: &mut Transaction,
    scope: SiteScope,
    news: News,
    edition: &Edition,
    by: AccountId,
    now: Moment,
) -> Outcome<()> {
    match writer_of(edition).filter(|writer| *writer != by) {
        Some(writer) => ask(transaction, scope, news, edition, writer, now).await,
        None => Ok(()),
    }
}

async fn tell_approvers(
    transaction: &mut Transaction,
    scope: SiteScope,
    news: News,
    edition: &Edition,
    by: AccountId,
    now: Moment,
) -> Outcome<()> {
    for member in account::list_of_site(transaction, scope).await? {
        if member.account_id != by && member.role.allows(Action::Publish) {
            ask(transaction, scope, news, edition, member.account_id, now).await?;
        }
    }
    Ok(())
}

async fn ask(
    transaction: &mut Transaction,
    scope: SiteScope,
    news: News,
    edition: &Edition,
    to: AccountId,
    now: Moment,
) -> Outcome<()> {
    let about = news.about;
    let order = Order {
        about,
        site: scope.site().0,
        entry: edition.entry.0,
        edition: edition.id.0,
        to: to.0,
        by: news.by.map(|by| by.0),
        remark: news.remark,
    };
    let payload = serde_json::to_string(&order)?;
    // One letter per event and person, however often the button is pressed.
    let of_remark = news.remark.map(|remark| format!(" {remark}")).unwrap_or_default();
    let key = format!("{about:?} {} {} {to}{of_remark}", edition.id, edition.version);
    jobs::ask(transaction, LETTER_JOB, Some(&key), &payload, now, now).await
}

/// What the job runs: writes the letter as things stand now, or none when they have moved on.
///
/// # Errors
/// When the mail server or the database does not answer; the job is then tried again.
pub async fn send(web: Arc<Web>, payload: &str) -> Outcome<()> {
    let order: Order = serde_json::from_str(payload)?;
    let scope = SiteScope::of_job(SiteId(order.site));
    let now = web.clock.now();
    let mut connection = web.db.read(Reach::Installation).await?;
    let id = EntryId(order.entry);
    let open = entry::find_open(&mut connection, scope, id).await?;
    let live = entry::find_live(&mut connection, scope, id).await?;
    let edition = [open, live].into_iter().flatten().find(|edition| edition.id.0 == order.edition);
    let Some(edition) = edition.filter(|edition| order.about.still_holds(edition)) else {
        return Ok(());
    };
    let Some(to) = account::find(&mut connection, AccountId(order.to)).await? else {
        return Ok(());
    };
    if order.about.is_for_approvers() && !may_publish(&mut connection, scope, to.id).await? {
        return Ok(());
    }
    let site = conglang_house::site::find(&mut connection, scope.site())
        .await?
        .ok_or_else(|| Fault::new("the letter's site is gone"))?;
    let mut name = match order.by {
        Some(by) => account::find(&mut connection, AccountId(by)).await?.map(|a| a.name),
        None => None,
    };
    let mut note = edition.decision_note.clone().unwrap_or_default();
    match order.about {
        About::Remark => {
            let remarks = entry::remarks(&mut connection, scope, id).await?;
            let said = remarks.into_iter().find(|r| Some(r.id) == order.remark);
            let Some(said) = said.filter(|remark| remark.settled_at.is_none()) else {
                return Ok(());
            };
            (name, note) = (Some(said.name), said.text);
        }
        About::Urgent => note = edition.urgency.clone().map(|u| u.reason).unwrap_or_default(),
        _ => {}
    }
    drop(connection);
    let link = link(&web, scope, order.about, &edition, to.id, now).await?;
    let at = edition.publish_at.map(|at| vitext::local_time(at.timestamp()));
    let at = at.map(vitext::format_datetime_weekday);
    let facts = [
        ("name", Fact::from(name.as_deref().unwrap_or_default())),
        ("site", Fact::from(site.name.as_str())),
        ("title", Fact::from(edition.title.as_str())),
        ("summary", Fact::from(edition.summary.as_str())),
        ("note", Fact::from(note.as_str())),
        ("at", Fact::from(at.as_deref().unwrap_or_default())),
        ("link", Fact::from(link.as_str())),
        ("days", Fact::from(entry::APPROVAL_DAYS)),
    ];
    let waits = order.about == About::Approved && edition.state == EditionState::Scheduled;
    let word = if waits { "approved-later" } else { order.about.as_str() };
    let say =
        |part: &str| web.pages.words().say(Language::Vi, &format!("letter-{word}-{part}"), &facts);
    web.mailer
        .send(&Letter {
            to: to.email.as_str().to_owned(),
            subject: say("subject"),
            text: say("text"),
        })
        .await
}

/// Where the letter leads: an approver to the page to read and decide on, a writer to what the public
/// reads, everybody else to the writing screen.
async fn link(
    web: &Web,
    scope: SiteScope,
    about: About,
    edition: &Edition,
    to: AccountId,
    now: Moment,
) -> Outcome<String> {
    let desk = web.config.origin(&web.hosts.desk());
    if about == About::Submitted {
        let writer = writer_of(edition);
        let mut transaction = web.db.write(scope.reach()).await?;
        let token =
            entry::make_draft_link(&mut transaction, scope, edition, Some(to), writer, now).await?;
        transaction.commit().await?;
        return Ok(format!("{desk}/xem/{}", token.reveal()));
    }
    if about == About::Approved && edition.state == EditionState::Published {
        let public = conglang_house::frame::address_of(web, scope, edition.entry).await?;
        if let Some(address) = public {
            return Ok(address);
        }
    }
    let reading = if about == About::Urgent { "/xem" } else { "" };
    Ok(format!("{desk}/trang/{}/noi-dung/{}{reading}", scope.site(), edition.entry))
}

async fn may_publish(
    connection: &mut Connection,
    scope: SiteScope,
    account: AccountId,
) -> Outcome<bool> {
    let Some(actor) = account::actor_of(connection, account).await? else { return Ok(false) };
    let Some(site) = conglang_house::site::find(connection, scope.site()).await? else {
        return Ok(false);
    };
    let site = SiteRef { id: site.id, parent_id: site.parent, state: site.state };
    Ok(may(&actor, Action::Publish, site).is_ok())
}
