//! What the writing screen asks for by script: saving by itself, who else is here, what to link to.

use conglang_house::entry::{self, Attempt, Base, DeskFilter, DeskReach, Saved};
use conglang_house::file;
use conglang_kernel::{Action, EntryId, Language, Reference};
use conglang_platform::db::Reach;
use conglang_search::Audience;
use conglang_slices::Slice;
use http::{HeaderValue, StatusCode, header};
use serde::Serialize;
use serde_json::json;

use super::Wish;
use super::draft::{Target, Typed};
use super::screen::name_of;
use crate::desk::found::found_entries;
use crate::desk::refusal::DeskRefusal;
use crate::desk::routes::{Answer, Asked};
use crate::desk::sheet::{Sheet, categories, kind_label, public_path};
use crate::desk::signed::OnSite;
use crate::slices;

/// After so many seconds without a word somebody is no longer taken to be at an entry.
const PRESENCE_SECONDS: i64 = 45;

/// Entries offered to link to.
const FOUND_MAX: i64 = 12;

/// Saves what is being written without a page of its own. It makes no line in the history: a draft
/// is one edition however often it is saved.
pub async fn autosave(here: OnSite, asked: Asked) -> Answer {
    let id = EntryId(asked.number(0)?);
    let permit = here.permit(Action::Write)?;
    let scope = permit.scope();
    let mut connection = here.signed.web.db.read(scope.reach()).await?;
    let sheet = Sheet::find(&here, &mut connection, id).await?;
    drop(connection);
    let base = Base::parse(asked.form.text("base")).ok_or(DeskRefusal::Malformed)?;
    let target = Target::Known(Box::new(sheet));
    let typed = Typed::read(&here, &target, &asked.form, Wish::Submit).await?;
    let mut transaction = here.signed.web.db.write(scope.reach()).await?;
    // What waits for somebody's yes or for its hour is changed by a person, not by a timer.
    if entry::waits(&mut transaction, scope, id).await? {
        return json_answer(StatusCode::CONFLICT, &json!({ "waits": true }));
    }
    let saved = entry::save(
        &mut transaction,
        scope,
        permit.account(),
        id,
        base,
        &typed.heading,
        &typed.content,
        here.signed.now,
    )
    .await?;
    match saved {
        Saved::Kept(base) => {
            transaction.commit().await?;
            let at = here.signed.now.0;
            json_answer(StatusCode::OK, &json!({ "base": base.to_string(), "saved_at": at }))
        }
        Saved::Conflict(conflict) => {
            drop(transaction);
            let mut connection = here.signed.web.db.read(Reach::Installation).await?;
            let by = name_of(&mut connection, conflict.theirs.saved_by).await?;
            let at = conflict.theirs.saved_at.0;
            json_answer(StatusCode::CONFLICT, &json!({ "by": by, "at": at }))
        }
    }
}

/// Begins an entry by itself, once there is something to keep; an attempt that is sent again begins no second one.
pub async fn autosave_new(here: OnSite, asked: Asked) -> Answer {
    let slice: &'static Slice = slices::worded(asked.word(0)).ok_or(DeskRefusal::NotFound)?;
    let permit = here.permit(Action::Write)?;
    let scope = permit.scope();
    let target = Target::New(slice);
    let typed = Typed::read(&here, &target, &asked.form, Wish::Submit).await?;
    let is_blank = typed.heading.title.is_empty() && slice.kind.body(&typed.content)?.is_empty();
    if is_blank {
        return json_answer(StatusCode::UNPROCESSABLE_ENTITY, &json!({ "blank": true }));
    }
    let (attempt, by) = (Attempt::parse(asked.form.text("attempt")), permit.account());
    let mut transaction = here.signed.web.db.write(scope.reach()).await?;
    let begun = match &attempt {
        Some(attempt) => entry::begun_by(&mut transaction, scope, by, attempt).await?,
        None => None,
    };
    let (id, base) = match begun {
        Some(begun) => begun,
        None => {
            let begun = typed.create(&mut transaction, scope, by, slice, here.signed.now).await?;
            if let Some(attempt) = &attempt {
                entry::note_attempt(&mut transaction, scope, begun.0, attempt).await?;
            }
            begun
        }
    };
    transaction.commit().await?;
    let action = here.url(&format!("/noi-dung/{id}"));
    json_answer(
        StatusCode::CREATED,
        &json!({
            "base": base.to_string(),
            "id": id.0,
            "saved_at": here.signed.now.0,
            "action": action,
            "autosave_url": format!("{action}/tu-luu"),
            "presence_url": format!("{action}/dang-sua"),
        }),
    )
}

/// Notes that somebody has an entry open, and says who else has.
pub async fn presence(here: OnSite, asked: Asked) -> Answer {
    let id = EntryId(asked.number(0)?);
    let permit = here.permit(Action::Look)?;
    let scope = permit.scope();
    let web = &here.signed.web;
    let mut connection = web.db.read(scope.reach()).await?;
    Sheet::find(&here, &mut connection, id).await?;
    drop(connection);
    let since = here.signed.now.plus_seconds(-PRESENCE_SECONDS);
    let mut transaction = web.db.write(scope.reach()).await?;
    let others =
        entry::note_presence(&mut transaction, scope, id, permit.account(), since, here.signed.now)
            .await?;
    transaction.commit().await?;
    json_answer(StatusCode::OK, &json!({ "others": others }))
}

#[derive(Serialize)]
struct FoundView {
    id: i64,
    title: String,
    kind: String,
    date: Option<String>,
    url: String,
    public_url: String,
}

/// Public entries of the site with these words in the title, to link to.
pub async fn find(here: OnSite, _asked: Asked) -> Answer {
    let signed = &here.signed;
    let permit = here.permit(Action::Look)?;
    let query: String = signed.query.filled("tim").unwrap_or_default().chars().take(200).collect();
    let found = found_entries(&here, &query, None, Audience::Public).await?;
    let filter = DeskFilter { query, found, reach: DeskReach::Public, ..DeskFilter::default() };
    let mut connection = signed.web.db.read(permit.scope().reach()).await?;
    let lines =
        entry::desk_list(&mut connection, permit.scope(), &filter, FOUND_MAX, 0, signed.now)
            .await?;
    let rows = categories(&here, &mut connection, Language::Vi).await?;
    let mut found = Vec::new();
    for line in lines {
        let id = EntryId(line.id);
        let Some(known) = entry::find(&mut connection, permit.scope(), id).await? else {
            continue;
        };
        found.push(FoundView {
            id: line.id,
            kind: kind_label(signed, &line.kind),
            date: line.published_at.map(|at| {
                vitext::format_date(
                    vitext::local_time(conglang_kernel::Moment(at).timestamp()).date(),
                )
            }),
            url: here.url(&format!("/noi-dung/{id}")),
            public_url: format!(
                "{}{}",
                here.origin(),
                public_path(&known, &rows, known.slug.as_str())
            ),
            title: known.title,
        });
    }
    json_answer(StatusCode::OK, &found)
}

/// What an address of the desk leads to, by the name people know it under; nothing for any other address.
pub async fn called(here: OnSite, _asked: Asked) -> Answer {
    let signed = &here.signed;
    let scope = here.permit(Action::Look)?.scope();
    let address = signed.query.filled("dia_chi").unwrap_or_default();
    let mut connection = signed.web.db.read(scope.reach()).await?;
    let title = match Reference::of_desk(address).or_else(|| Reference::parse(address)) {
        None => None,
        Some(Reference::Entry(id)) => {
            entry::find(&mut connection, scope, id).await?.map(|entry| entry.title)
        }
        Some(Reference::File(id)) => {
            file::find(&mut connection, scope, id).await?.map(|file| file.name)
        }
    };
    json_answer(StatusCode::OK, &json!({ "title": title }))
}

/// An answer for a script: never cached.
pub fn json_answer<T: Serialize>(status: StatusCode, value: &T) -> Answer {
    use axum::response::IntoResponse;
    let body = serde_json::to_string(value).map_err(conglang_platform::fault::Fault::from)?;
    let mut response = (status, body).into_response();
    let headers = response.headers_mut();
    headers
        .insert(header::CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    for (name, value) in crate::headers::desk() {
        headers.insert(name, value);
    }
    Ok(response)
}
