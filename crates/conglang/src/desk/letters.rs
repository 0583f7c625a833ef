//! Letters to whoever must act or wants to know: a text waits for a yes, came back, went out alone or
//! not at all; somebody said something of it. Each event is one letter to each person; they are jobs, so that a slow mail server slows nobody down.

use std::sync::Arc;

use conglang_house::account::{self, SiteRef, may};
use conglang_house::entry::{self, Edition};
use conglang_house::scope::SiteScope;
use conglang_house::web::Web;
use conglang_kernel::{
    AccountId, Action, EditionState, EntryId, Language, Moment, Outcome as Fate, SiteId,
};
use conglang_platform::db::{Connection, Reach, Transaction};
use conglang_platform::fault::{Fault, Outcome};
use conglang_platform::jobs;
use conglang_platform::mail::Letter;
use conglang_platform::words::Fact;
use conglang_slices::Urgency;
use serde::{Deserialize, Serialize};

use crate::slices;

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
    TakenDown,
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
            Self::TakenDown => "taken-down",
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
            Self::Remark | Self::TakenDown => true,
            Self::Review => state == EditionState::Published,
        }
    }

    /// What whoever reads it must be able to do: a role may be gone by the time it is written.
    fn needs(self) -> Action {
        match self {
            Self::Submitted | Self::Urgent => Action::Publish,
            _ => Action::Look,
        }
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

/// What is told of somebody's deed with a text, in the transaction in which it is done.
pub struct Letters<'t> {
    /// The transaction.
    pub transaction: &'t mut Transaction,
    /// On which site.
    pub scope: SiteScope,
    /// Who did it; none for the clock and for a guest.
    pub by: Option<AccountId>,
    /// When.
    pub now: Moment,
}

impl<'t> Letters<'t> {
    /// A deed of a member.
    pub fn of(
        transaction: &'t mut Transaction,
        scope: SiteScope,
        by: AccountId,
        now: Moment,
    ) -> Self {
        Self { transaction, scope, by: Some(by), now }
    }

    /// Tells every approver but the writer that a text waits.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn submitted(mut self, edition: &Edition) -> Outcome<()> {
        self.tell_approvers(About::Submitted, edition).await
    }

    /// Tells every other approver that a text went out alone and that somebody should look.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn went_out_alone(mut self, entry: EntryId) -> Outcome<()> {
        match entry::find_live(self.transaction, self.scope, entry).await? {
            Some(live) if live.urgency.is_some() => self.tell_approvers(About::Urgent, &live).await,
            _ => Ok(()),
        }
    }

    /// Tells the writer that their text came back.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn returned(mut self, edition: &Edition) -> Outcome<()> {
        self.tell_writer(About::Returned, edition).await
    }

    /// Tells the writer that somebody else said yes to what they had handed in.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn approved(mut self, entry: EntryId) -> Outcome<()> {
        let scheduled = entry::find_open(self.transaction, self.scope, entry).await?;
        let edition = match scheduled {
            Some(edition) => Some(edition),
            None => entry::find_live(self.transaction, self.scope, entry).await?,
        };
        match edition.filter(|edition| edition.submitted_by.is_some()) {
            Some(edition) => self.tell_writer(About::Approved, &edition).await,
            None => Ok(()),
        }
    }

    /// Tells the writer that somebody else took down what was read of theirs.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn taken_down(mut self, entry: EntryId) -> Outcome<()> {
        match entry::find_live(self.transaction, self.scope, entry).await? {
            Some(last) => self.tell_writer(About::TakenDown, &last).await,
            None => Ok(()),
        }
    }

    /// Tells the writer what was said of their draft; what the writer says, whoever sent it back.
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn remarked(mut self, edition: &Edition, remark: i64) -> Outcome<()> {
        let others = |account: &AccountId| Some(*account) != self.by;
        let writer = writer_of(edition).filter(others);
        match writer.or(edition.decided_by).filter(others) {
            Some(to) => self.ask(About::Remark, Some(remark), edition, to).await,
            None => Ok(()),
        }
    }

    async fn tell_writer(&mut self, about: About, edition: &Edition) -> Outcome<()> {
        match writer_of(edition).filter(|writer| Some(*writer) != self.by) {
            Some(writer) => self.ask(about, None, edition, writer).await,
            None => Ok(()),
        }
    }

    async fn tell_approvers(&mut self, about: About, edition: &Edition) -> Outcome<()> {
        for member in account::list_of_site(self.transaction, self.scope).await? {
            if Some(member.account_id) != self.by && member.role.allows(Action::Publish) {
                self.ask(about, None, edition, member.account_id).await?;
            }
        }
        Ok(())
    }

    async fn ask(
        &mut self,
        about: About,
        remark: Option<i64>,
        edition: &Edition,
        to: AccountId,
    ) -> Outcome<()> {
        let order = Order {
            about,
            site: self.scope.site().0,
            entry: edition.entry.0,
            edition: edition.id.0,
            to: to.0,
            by: self.by.map(|by| by.0),
            remark,
        };
        let payload = serde_json::to_string(&order)?;
        // One letter per event and person, however often the button is pressed.
        let of_remark = remark.map(|remark| format!(" {remark}")).unwrap_or_default();
        let key = format!("{about:?} {} {} {to}{of_remark}", edition.id, edition.version);
        let now = self.now;
        jobs::ask(self.transaction, LETTER_JOB, Some(&key), &payload, now, now).await
    }
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
        let writer = members
            .iter()
            .find(|m| Some(m.account_id) == live.created_by && m.disabled_at.is_none());
        let mut letters = Letters { transaction, scope, by: None, now };
        match writer {
            Some(writer) => letters.ask(About::Review, None, &live, writer.account_id).await?,
            None => letters.tell_approvers(About::Review, &live).await?,
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
        let mut letters = Letters { transaction, scope, by: None, now };
        for to in told {
            letters.ask(About::Overdue, None, &open, to).await?;
        }
    }
    Ok(())
}

fn writer_of(edition: &Edition) -> Option<AccountId> {
    edition.submitted_by.or(edition.saved_by)
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
    if !may_still(&mut connection, scope, to.id, order.about.needs()).await? {
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
    let mut urgency = Urgency::Normal;
    let say_plain = |key: &str| web.pages.words().say(Language::Vi, key, &[]);
    match order.about {
        About::Remark => {
            let remarks = entry::remarks(&mut connection, scope, id).await?;
            let said = remarks.into_iter().find(|r| Some(r.id) == order.remark);
            let Some(said) = said.filter(|remark| remark.settled_at.is_none()) else {
                return Ok(());
            };
            (name, note) = (Some(said.name), said.text);
        }
        About::TakenDown => {
            let entry = entry::find(&mut connection, scope, id).await?;
            note = match entry.as_ref().and_then(|entry| entry.fate) {
                Some(Fate::Mistake) => say_plain("desk-take-down-mistaken"),
                Some(Fate::Consolidated) => say_plain("desk-take-down-consolidated"),
                Some(Fate::Expired) => say_plain("desk-take-down-withdrawn"),
                // It is read again.
                None => return Ok(()),
            };
            if let Some(reason) =
                entry.and_then(|e| e.fate_note).filter(|reason| !reason.is_empty())
            {
                note = format!("{note}. {}", reason.trim_end_matches('.'));
            }
        }
        About::Submitted => {
            if let Some(entry) = entry::find(&mut connection, scope, id).await? {
                urgency = slices::urgency(&entry.kind, &edition.content)?;
            }
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
        ("urgency", Fact::from(urgency.as_str())),
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
            text: without_gaps(&say("text")),
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
    let room = match about {
        About::Urgent => "/xem",
        About::TakenDown => "/lich-su",
        _ => "",
    };
    Ok(format!("{desk}/trang/{}/noi-dung/{}{room}", scope.site(), edition.entry))
}

async fn may_still(
    connection: &mut Connection,
    scope: SiteScope,
    account: AccountId,
    action: Action,
) -> Outcome<bool> {
    let Some(actor) = account::actor_of(connection, account).await? else { return Ok(false) };
    let Some(site) = conglang_house::site::find(connection, scope.site()).await? else {
        return Ok(false);
    };
    let site = SiteRef { id: site.id, parent_id: site.parent, state: site.state };
    Ok(may(&actor, action, site).is_ok())
}

/// What is empty in a letter leaves no gap in it.
fn without_gaps(text: &str) -> String {
    let mut out = text.to_owned();
    while out.contains("\n\n\n") {
        out = out.replace("\n\n\n", "\n\n");
    }
    out
}
