//! Letters to whoever must act: a text waits for a yes, a text came back. Each event is one letter to
//! each person; they are jobs, so that a slow mail server slows nobody down.

use std::sync::Arc;

use conglang_house::account::{self, SiteRef, may};
use conglang_house::entry::{self, Edition};
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

#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
enum About {
    Submitted,
    Returned,
    Review,
}

#[derive(Serialize, Deserialize)]
struct Order {
    about: About,
    site: i64,
    entry: i64,
    edition: i64,
    to: i64,
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
    for member in account::list_of_site(transaction, scope).await? {
        if member.account_id != by && member.role.allows(Action::Publish) {
            ask(transaction, scope, About::Submitted, edition, member.account_id, now).await?;
        }
    }
    Ok(())
}

/// Tells the writer that their text came back.
///
/// # Errors
/// When the database refuses.
pub async fn returned(
    transaction: &mut Transaction,
    scope: SiteScope,
    edition: &Edition,
    now: Moment,
) -> Outcome<()> {
    match edition.submitted_by.or(edition.saved_by) {
        Some(writer) => ask(transaction, scope, About::Returned, edition, writer, now).await,
        None => Ok(()),
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
        let writer = members.iter().find(|m| Some(m.account_id) == live.created_by);
        let told: Vec<AccountId> = match writer {
            Some(writer) => vec![writer.account_id],
            None => members
                .iter()
                .filter(|member| member.role.allows(Action::Publish))
                .map(|member| member.account_id)
                .collect(),
        };
        for to in told {
            ask(transaction, scope, About::Review, &live, to, now).await?;
        }
    }
    Ok(())
}

async fn ask(
    transaction: &mut Transaction,
    scope: SiteScope,
    about: About,
    edition: &Edition,
    to: AccountId,
    now: Moment,
) -> Outcome<()> {
    let order = Order {
        about,
        site: scope.site().0,
        entry: edition.entry.0,
        edition: edition.id.0,
        to: to.0,
    };
    let payload = serde_json::to_string(&order)?;
    // One letter per event and person, however often the button is pressed.
    let key = format!("{about:?} {} {} {to}", edition.id, edition.version);
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
    let (edition, wanted) = match order.about {
        About::Submitted => {
            (entry::find_open(&mut connection, scope, id).await?, EditionState::Submitted)
        }
        About::Returned => {
            (entry::find_open(&mut connection, scope, id).await?, EditionState::Returned)
        }
        About::Review => {
            (entry::find_live(&mut connection, scope, id).await?, EditionState::Published)
        }
    };
    let Some(edition) = edition.filter(|e| e.id.0 == order.edition && e.state == wanted) else {
        return Ok(());
    };
    let Some(to) = account::find(&mut connection, AccountId(order.to)).await? else {
        return Ok(());
    };
    if order.about == About::Submitted && !may_publish(&mut connection, scope, to.id).await? {
        return Ok(());
    }
    let site = conglang_house::site::find(&mut connection, scope.site())
        .await?
        .ok_or_else(|| Fault::new("the letter's site is gone"))?;
    let writer = edition.submitted_by.or(edition.saved_by);
    let about_whom = match order.about {
        About::Submitted => writer,
        About::Returned => edition.decided_by,
        About::Review => None,
    };
    let name = match about_whom {
        Some(account) => account::find(&mut connection, account).await?.map(|a| a.name),
        None => None,
    };
    drop(connection);
    let desk = web.config.origin(&web.hosts.desk());
    let link = match order.about {
        About::Submitted => {
            let mut transaction = web.db.write(scope.reach()).await?;
            let token =
                entry::make_draft_link(&mut transaction, scope, &edition, Some(to.id), writer, now)
                    .await?;
            transaction.commit().await?;
            format!("{desk}/xem/{}", token.reveal())
        }
        About::Returned | About::Review => {
            format!("{desk}/trang/{}/noi-dung/{}", scope.site(), edition.entry)
        }
    };
    let note = edition.decision_note.clone().unwrap_or_default();
    let facts = [
        ("name", Fact::from(name.as_deref().unwrap_or_default())),
        ("site", Fact::from(site.name.as_str())),
        ("title", Fact::from(edition.title.as_str())),
        ("summary", Fact::from(edition.summary.as_str())),
        ("note", Fact::from(note.as_str())),
        ("link", Fact::from(link.as_str())),
        ("days", Fact::from(entry::APPROVAL_DAYS)),
    ];
    let word = match order.about {
        About::Submitted => "submitted",
        About::Returned => "returned",
        About::Review => "review",
    };
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
