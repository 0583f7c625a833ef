//! Where a site's officers begin: what to do now, what to write, what was touched last.

use std::cmp::Reverse;

use conglang_house::entry::{self, Asker, DeskFilter, Todo, Waiting};
use conglang_house::scope::SiteScope;
use conglang_house::search::in_vain;
use conglang_kernel::{Action, EntryId, Language, Moment};
use conglang_platform::db::Connection;
use conglang_platform::fault::Outcome;
use conglang_slices::Urgency;
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::refusal::{DeskRefusal, html};
use super::routes::{Answer, Asked};
use super::searched::InVainView;
use super::sheet::{EntryLine, categories};
use super::signed::{OnSite, value};
use super::starts::starts;
use super::view::{DeskView, FlashLink};
use crate::slices;

/// Things to do that are shown at once; the rest is one click away.
const TODO_SHOWN: usize = 5;

/// Entries touched last that are shown.
const RECENT: i64 = 6;

/// Questions asked in vain that are shown.
const IN_VAIN: i64 = 3;

#[derive(Serialize)]
struct TodoView {
    url: String,
    symbol: &'static str,
    what: String,
    title: String,
    /// How much it presses, where it is not as any other.
    mark: Option<String>,
    urgent: bool,
    /// Who wrote it, where that was somebody else.
    by: Option<String>,
    at: i64,
}

/// The page.
pub async fn show(here: OnSite, _asked: Asked) -> Answer {
    let signed = &here.signed;
    let permit = here.permit(Action::Look)?;
    let scope = permit.scope();
    let account = signed.account.id;
    let asker = match here.permit(Action::Publish) {
        Ok(_) => Asker::Approver(account),
        Err(_) => Asker::Writer(account),
    };
    let local = vitext::local_time(signed.now.timestamp());
    let mut connection = signed.web.db.read(scope.reach()).await?;
    let todo = entry::todo(&mut connection, scope, asker, local.date(), signed.now).await?;
    let todo = pressing_first(&mut connection, scope, todo).await?;
    let recent =
        entry::desk_list(&mut connection, scope, &DeskFilter::default(), RECENT, 0, signed.now)
            .await?;
    let rows = categories(&here, &mut connection, Language::Vi).await?;
    let last = entry::last_published(&mut connection, scope).await?;
    let may_write = here.permit(Action::Write).is_ok();
    let asked =
        if may_write { in_vain(&mut connection, scope, IN_VAIN).await? } else { Vec::new() };
    let asked: Vec<InVainView> = asked.into_iter().map(InVainView::from).collect();
    drop(connection);
    let todo_more = todo.len().saturating_sub(TODO_SHOWN);
    let todo: Vec<TodoView> = todo
        .into_iter()
        .take(if signed.query.has("tat_ca") { usize::MAX } else { TODO_SHOWN })
        .map(|(thing, urgency)| TodoView {
            url: here.url(&format!("/noi-dung/{}{}", thing.entry, room(thing.waiting))),
            symbol: symbol(thing.waiting),
            what: signed.say(&format!("desk-todo-{}", thing.waiting.as_str())),
            title: if thing.title.is_empty() {
                signed.say("desk-edit-untitled")
            } else {
                thing.title
            },
            mark: (urgency != Urgency::Normal)
                .then(|| signed.say(&format!("frame-{}-mark", urgency.as_str()))),
            urgent: urgency == Urgency::Urgent,
            by: thing.by.filter(|_| !room(thing.waiting).is_empty()),
            at: thing.at.0,
        })
        .collect();
    let recent = recent
        .into_iter()
        .map(|line| EntryLine::new(signed, line, &rows))
        .collect::<Result<Vec<_>, _>>()?;
    let own = context! {
        part_of_day => part_of_day(local.hour()),
        today => signed.now.0,
        last_published_at => last.map(|at: Moment| at.0),
        starts => if may_write { value(&starts(&here)) } else { minijinja::Value::from(()) },
        word_url => may_write.then(|| here.url("/noi-dung/tu-word")),
        todo => value(&todo),
        todo_more => if todo.len() > TODO_SHOWN { 0 } else { todo_more },
        in_vain => value(&asked),
        recent => value(&recent),
    };
    let mut desk = DeskView::of_site(&here, "home").await?;
    lead_on(&here, &mut desk).await?;
    Ok(html(StatusCode::OK, signed.render("desk/desk_home.html", &desk, own)?))
}

/// Marks what waits for a yes and presses, and puts it before what waits for the same and does not.
async fn pressing_first(
    connection: &mut Connection,
    scope: SiteScope,
    todo: Vec<Todo>,
) -> Outcome<Vec<(Todo, Urgency)>> {
    let to_approve: Vec<EntryId> =
        todo.iter().filter(|thing| thing.waiting == Waiting::Approval).map(|t| t.entry).collect();
    let contents = entry::submitted_contents(connection, scope, &to_approve).await?;
    let mut marked = Vec::with_capacity(todo.len());
    for thing in todo {
        let content = contents.get(&thing.entry).filter(|_| thing.waiting == Waiting::Approval);
        let urgency = match content {
            Some(content) => slices::urgency(&thing.kind, content)?,
            None => Urgency::Normal,
        };
        marked.push((thing, urgency));
    }
    // What else waits keeps its place: only neighbours of one sort change theirs.
    for same in marked.chunk_by_mut(|(one, _), (other, _)| one.waiting == other.waiting) {
        same.sort_by_key(|(_, urgency)| Reverse(*urgency));
    }
    Ok(marked)
}

/// Beside "it was published" the way to what was published.
async fn lead_on(here: &OnSite, desk: &mut DeskView) -> Result<(), DeskRefusal> {
    let signed = &here.signed;
    let Some(flash) = &mut desk.flash else { return Ok(()) };
    let Some(id) = signed.query.filled("bai").and_then(|text| text.parse().ok()) else {
        return Ok(());
    };
    let scope = here.scope()?;
    let mut connection = signed.web.db.read(scope.reach()).await?;
    let Some(found) = entry::find(&mut connection, scope, EntryId(id)).await? else {
        return Ok(());
    };
    drop(connection);
    let (url, label) = match conglang_house::frame::address_of(&signed.web, scope, found.id).await?
    {
        Some(address) if found.state.is_readable() => (address, "desk-edit-see-live"),
        _ => (here.url(&format!("/noi-dung/{}", found.id)), "desk-back-to-entry"),
    };
    flash.link = Some(FlashLink { url, label: signed.say(label) });
    Ok(())
}

/// What somebody else wrote is read first; one's own is mended where it is written.
fn room(waiting: Waiting) -> &'static str {
    match waiting {
        Waiting::Approval | Waiting::Urgent => "/xem",
        Waiting::Returned | Waiting::Overdue | Waiting::Remark | Waiting::Review => "",
    }
}

fn symbol(waiting: Waiting) -> &'static str {
    match waiting {
        Waiting::Approval => "submitted",
        Waiting::Returned => "returned",
        Waiting::Urgent => "urgent",
        Waiting::Overdue => "overdue",
        Waiting::Remark => "note",
        Waiting::Review => "history",
    }
}

/// How Vietnamese people part the day when they greet each other.
fn part_of_day(hour: i8) -> &'static str {
    match hour {
        3..=10 => "morning",
        11..=12 => "noon",
        13..=17 => "afternoon",
        _ => "evening",
    }
}
