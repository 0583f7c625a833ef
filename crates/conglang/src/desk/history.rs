//! The editions of an entry: who wrote what when, what changed, and the way back.

use conglang_house::entry::{self, Edition, EditionLine, Entry};
use conglang_house::record::{self, DeedLine};
use conglang_house::scope::SiteScope;
use conglang_kernel::{Action, EditionState, EntryId, Language, Outcome as Fate, SafeHtml, SiteId};
use conglang_platform::db::{Connection, Reach};
use conglang_platform::fault::Outcome;
use conglang_platform::words::Fact;
use conglang_slices::Slice;
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::compared::{Compared, files_of};
use super::difference::{Part, marked, marked_body};
use super::fields::Fields;
use super::lists::Paging;
use super::refusal::{DeskRefusal, html, see_other};
use super::routes::{Answer, Asked};
use super::sheet::categories;
use super::signed::{OnSite, Signed, value};
use super::view::DeskView;
use super::writing::{fields_of, name_of};
use crate::slices;

/// Editions on a page.
const PAGE_SIZE: i64 = 20;

#[derive(Serialize)]
struct EntryView {
    id: i64,
    title: String,
}

#[derive(Serialize)]
struct EditionView {
    number: i64,
    state: String,
    live: bool,
    at: i64,
    written_by: String,
    approved_by: Option<String>,
    change_note: String,
    may_restore: bool,
}

#[derive(Serialize)]
struct DeedView {
    what: String,
    who: String,
    at: i64,
    planned: Option<i64>,
    note: Option<String>,
}

#[derive(Serialize)]
struct OneView {
    number: i64,
    state: &'static str,
    title: String,
    summary: String,
    by: String,
    at: i64,
    change_note: String,
    body_html: String,
    cover: Option<()>,
}

/// Another edition to compare with.
#[derive(Serialize)]
struct OtherView {
    number: i64,
    at: i64,
}

#[derive(Serialize)]
struct ChangeView {
    label: String,
    marked: Vec<Part>,
    body_html: Option<String>,
}

/// The list of editions.
pub async fn show(here: OnSite, asked: Asked) -> Answer {
    let id = EntryId(asked.number(0)?);
    let signed = &here.signed;
    let scope = here.permit(Action::Look)?.scope();
    let mut connection = signed.web.db.read(Reach::Installation).await?;
    // What was given up before it ever was public has no sheet, but it has its history.
    let found = entry::find(&mut connection, scope, id).await?.ok_or(DeskRefusal::NotFound)?;
    let shown = on_screen(&mut connection, scope, id).await?;
    let lines = entry::history(&mut connection, scope, id).await?;
    let deeds = record::deeds_with_entry(&mut connection, scope, id).await?;
    let mut target = None;
    if let Some(id) = found.fate_target {
        target = entry::find(&mut connection, scope, id).await?.map(|target| target.title);
    }
    drop(connection);
    let title = shown.as_ref().map(|edition| edition.title.clone());
    let title = title.or_else(|| lines.first().map(|line| line.title.clone())).unwrap_or_default();
    let deeds: Vec<DeedView> =
        deeds.into_iter().map(|line| deed_view(signed, line, &found, target.as_deref())).collect();
    // What is on the screen already needs no restoring.
    let on_screen = shown.map(|edition| edition.number);
    let may_restore = |number| here.permit(Action::Write).is_ok() && Some(number) != on_screen;
    let is_read = found.state.is_readable();
    let paging = Paging::of(signed, PAGE_SIZE);
    let total = i64::try_from(lines.len()).unwrap_or(i64::MAX);
    let offset = usize::try_from(paging.offset()).unwrap_or(usize::MAX);
    let editions: Vec<EditionView> = lines
        .into_iter()
        .skip(offset)
        .take(usize::try_from(paging.size).unwrap_or_default())
        .map(|line| edition_view(signed, may_restore(line.number), is_read, line))
        .collect();
    let own = context! {
        entry => value(&EntryView { id: id.0, title }),
        editions => value(&editions),
        deeds => value(&deeds),
        has_sheet => on_screen.is_some(),
        pager => value(&paging.pager(total, &[])),
    };
    let desk = DeskView::of_site(&here, "entries").await?;
    Ok(html(StatusCode::OK, signed.render("desk/history.html", &desk, own)?))
}

fn edition_view(
    signed: &Signed,
    may_restore: bool,
    is_read: bool,
    line: EditionLine,
) -> EditionView {
    let was_last = line.state == EditionState::Published.as_str();
    let live = was_last && is_read;
    let because = kept_because(&line);
    let is_open = EditionState::parse(&line.state).is_ok_and(EditionState::is_open);
    EditionView {
        number: line.number,
        live,
        at: line.published_at.unwrap_or(line.saved_at),
        written_by: line.written_by.unwrap_or_else(|| signed.say("desk-by-program")),
        approved_by: line.approved_by.filter(|_| line.published_at.is_some()),
        change_note: line.change_note,
        may_restore: may_restore && !is_open,
        state: match because {
            Some(word) => word.to_owned(),
            None if was_last && !is_read => "withdrawn".to_owned(),
            None => line.state,
        },
    }
}

/// Why a text that never was the draft on its own stands in the history.
fn kept_because(line: &EditionLine) -> Option<&'static str> {
    match (line.from_conflict, line.kept) {
        (1, _) => Some("aside"),
        (_, 1) => Some("kept"),
        _ => None,
    }
}

fn deed_view(signed: &Signed, line: DeedLine, entry: &Entry, target: Option<&str>) -> DeedView {
    // A schedule is written down as the moment it is for.
    let planned = line.detail.parse().ok().map(|at: jiff::Timestamp| at.as_millisecond());
    // Only some deeds say more than that they were done; the title stands above all of them.
    let note = match line.action.as_str() {
        "return" | "publish-urgent" => Some(line.detail),
        "take-down" => Some(fate_of(signed, &line, entry, target)),
        "restore" => line.detail.split_once(" → ").map(|(number, _)| {
            let fact = [("number", Fact::from(number))];
            signed.web.pages.words().say(Language::Vi, "desk-history-number", &fact)
        }),
        _ => None,
    };
    DeedView {
        what: signed.say(&format!("desk-deed-{}", line.action)),
        who: line.who.unwrap_or_else(|| signed.say("desk-by-program")),
        at: line.at,
        planned,
        note: note.filter(|note| !note.is_empty()),
    }
}

/// How something was taken down: in the words of the form, with the reason or where it leads now. Only
/// the last time is known so far; of earlier ones the log has the word alone.
fn fate_of(signed: &Signed, line: &DeedLine, entry: &Entry, target: Option<&str>) -> String {
    let word = match Fate::parse(&line.detail) {
        Ok(Fate::Mistake) => "mistaken",
        Ok(Fate::Consolidated) => "consolidated",
        Ok(Fate::Expired) => "withdrawn",
        Err(_) => return String::new(),
    };
    let what = signed.say(&format!("desk-take-down-{word}"));
    let more = match entry.fate_at.is_some_and(|at| at.0 == line.at) {
        true => entry.fate_note.as_deref().filter(|note| !note.is_empty()).or(target),
        false => None,
    };
    match more {
        Some(more) => format!("{what}: {more}"),
        None => what,
    }
}

/// Begins a new draft from an old edition.
pub async fn restore(here: OnSite, asked: Asked) -> Answer {
    let id = EntryId(asked.number(0)?);
    let permit = here.permit(Action::Write)?;
    let number: i64 = asked.form.text("edition").parse().map_err(|_| DeskRefusal::Malformed)?;
    let mut connection = here.signed.web.db.read(permit.scope().reach()).await?;
    entry::find(&mut connection, permit.scope(), id).await?.ok_or(DeskRefusal::NotFound)?;
    drop(connection);
    let mut transaction = here.signed.web.db.write(permit.scope().reach()).await?;
    let restored = entry::restore(
        &mut transaction,
        permit.scope(),
        permit.account(),
        id,
        number,
        here.signed.now,
    )
    .await?;
    if restored.is_none() {
        return Err(DeskRefusal::NotFound);
    }
    transaction.commit().await?;
    Ok(see_other(&here.url(&format!("/noi-dung/{id}?da=restored"))))
}

/// The edition on the screen: the one being worked on, or the last one that was public.
async fn on_screen(
    connection: &mut Connection,
    scope: SiteScope,
    id: EntryId,
) -> Outcome<Option<Edition>> {
    match entry::find_open(connection, scope, id).await? {
        Some(open) => Ok(Some(open)),
        None => entry::find_live(connection, scope, id).await,
    }
}

/// One edition, and what it changed.
pub async fn edition(here: OnSite, asked: Asked) -> Answer {
    let (id, number) = (EntryId(asked.number(0)?), asked.number(1)?);
    let signed = &here.signed;
    let scope = here.permit(Action::Look)?.scope();
    let mut connection = signed.web.db.read(Reach::Installation).await?;
    let kept = entry::find(&mut connection, scope, id).await?.ok_or(DeskRefusal::NotFound)?;
    let slice = slices::named(&kept.kind).ok_or(DeskRefusal::NotFound)?;
    let on_screen = on_screen(&mut connection, scope, id).await?;
    let found = entry::find_edition(&mut connection, scope, id, number)
        .await?
        .ok_or(DeskRefusal::NotFound)?;
    // Compared with the one before, or with any other that is asked for.
    let against = signed.query.filled("voi").and_then(|n| n.parse().ok()).unwrap_or(number - 1);
    let before = entry::find_edition(&mut connection, scope, id, against).await?;
    let by = name_of(&mut connection, found.saved_by).await?;
    let lines = entry::history(&mut connection, scope, id).await?;
    let own = lines.iter().find(|line| line.number == number);
    let state =
        own.map_or(found.state.as_str(), |line| kept_because(line).unwrap_or(found.state.as_str()));
    let others: Vec<OtherView> = lines
        .iter()
        .filter(|line| line.number != number)
        .map(|line| OtherView {
            number: line.number,
            at: line.published_at.unwrap_or(line.saved_at),
        })
        .collect();
    let rows = categories(&here, &mut connection, kept.language).await?;
    let changes = match &before {
        Some(before) => {
            let named = [files_of(before), files_of(&found)].concat();
            let compared =
                Compared::of(signed, &mut connection, scope, slice, &rows, &named).await?;
            changes(&compared, here.site.id, slice, before, &found)?
        }
        None => Vec::new(),
    };
    drop(connection);
    let body = slice.kind.body(&found.content)?;
    let own = context! {
        entry => value(&EntryView { id: id.0, title: found.title.clone() }),
        against => against,
        others => value(&others),
        edition => value(&OneView {
            number,
            state,
            title: found.title.clone(),
            summary: found.summary.clone(),
            by: by.unwrap_or_else(|| signed.say("desk-by-program")),
            at: found.saved_at.0,
            change_note: found.change_note.clone(),
            body_html: body.for_desk(here.site.id),
            cover: None,
        }),
        changes => value(&changes),
        may => context! {
            restore => here.permit(Action::Write).is_ok()
                && !found.state.is_open()
                && on_screen.is_none_or(|shown| shown.number != number),
        },
    };
    let desk = DeskView::of_site(&here, "entries").await?;
    Ok(html(StatusCode::OK, signed.render("desk/edition.html", &desk, own)?))
}

/// Everything in which two editions differ: whoever decides is to see all of it.
fn changes(
    compared: &Compared<'_>,
    site: SiteId,
    slice: &Slice,
    before: &Edition,
    after: &Edition,
) -> Result<Vec<ChangeView>, DeskRefusal> {
    let (old, new) = (fields_of(site, slice, before)?, fields_of(site, slice, after)?);
    let own = slice.kind.fields(&after.content)?;
    let names = ["title", "summary"].into_iter().chain(own.into_iter().map(|(name, _)| name));
    let names = names.chain(["cover_id", "cover_alt", "cover_caption", "category", "slug"]);
    let value = |of: &Fields, name: &str| of.get(name).map(|f| f.value.clone()).unwrap_or_default();
    let mut found = Vec::new();
    for name in names.chain(["publish_at", "expires_at"]) {
        let (old, new) = (value(&old, name), value(&new, name));
        if old == new {
            continue;
        }
        // Two texts are compared as they are read, not as they are marked up.
        found.push(if name == "body" {
            let (old, new) = (SafeHtml::of_typed(&old), SafeHtml::of_typed(&new));
            let body_html = Some(marked_body(&old, &new, site));
            ChangeView { label: compared.label(name), marked: Vec::new(), body_html }
        } else {
            let marked = marked(&compared.said(name, &old), &compared.said(name, &new));
            let label = if name == "cover_id" { "cover" } else { name };
            ChangeView { label: compared.label(label), marked, body_html: None }
        });
    }
    let [old, new] = [before, after].map(|edition| compared.attachments(&edition.attachments));
    if old != new {
        let marked = marked(&old, &new);
        found.push(ChangeView { label: compared.label("attachments"), marked, body_html: None });
    }
    Ok(found)
}
