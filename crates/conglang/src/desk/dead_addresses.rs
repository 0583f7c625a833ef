//! Addresses people asked for in vain, and where they lead from now on.

use conglang_house::entry::{self, DeskFilter, DeskReach, Entry};
use conglang_house::record::{Deed, audit};
use conglang_house::redirect::{self, Redirect, Target};
use conglang_house::site;
use conglang_kernel::{Action, EntryId, Language, Rejections};
use conglang_platform::db::Connection;
use conglang_search::Audience;
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::fields::{Field, Mistake};
use super::found::found_entries;
use super::lists::Paging;
use super::refusal::{DeskRefusal, html, see_other};
use super::routes::{Answer, Asked};
use super::sheet::public_path;
use super::signed::{OnSite, value};
use super::take_down::entry_of_address;
use super::view::DeskView;

/// Lines on a page: each costs a search for a suggestion.
const PAGE_SIZE: i64 = 15;

#[derive(Serialize)]
struct AddressView {
    path: String,
    hits: i64,
    last_at: i64,
    from: Option<String>,
    suggestion: Option<Suggestion>,
    target: Field,
}

#[derive(Serialize)]
struct Suggestion {
    title: String,
}

#[derive(Serialize)]
struct RedirectView {
    id: i64,
    path: String,
    target: String,
}

/// What was typed for one address and refused.
struct Refused {
    path: String,
    target: String,
    message: String,
}

/// The list.
pub async fn show(here: OnSite, _asked: Asked) -> Answer {
    draw(&here, StatusCode::OK, None).await
}

/// Leads an address somewhere, forgets it, or takes a redirect back.
pub async fn submit(here: OnSite, asked: Asked) -> Answer {
    let permit = here.permit(Action::Arrange)?;
    let scope = permit.scope();
    let (now, path) = (here.signed.now, asked.form.text("path"));
    let mut transaction = here.signed.web.db.write(scope.reach()).await?;
    let tx = &mut transaction;
    let done = match asked.form.text("viec") {
        "chuyen" => {
            let wanted = target_of(&here, asked.form.text("target"));
            let made = match wanted {
                Some(target) => {
                    redirect::make(tx, scope, permit.account(), path, target, now).await?
                }
                None => Err(Rejections::one("target", "target-address")),
            };
            if let Err(rejections) = made {
                drop(transaction);
                let code = rejections.iter().next().map_or("target-address", |r| r.code);
                let refused = Refused {
                    path: path.to_owned(),
                    target: asked.form.text("target").to_owned(),
                    message: here.signed.say(&format!("reject-{code}")),
                };
                return draw(&here, StatusCode::UNPROCESSABLE_ENTITY, Some(&refused)).await;
            }
            "redirect-made"
        }
        "bo_qua" => {
            redirect::forget_missing(tx, scope, path).await?;
            "address-ignored"
        }
        "bo_chuyen" => {
            let id = asked.form.text("so").parse().map_err(|_| DeskRefusal::Malformed)?;
            redirect::remove(tx, scope, id, now).await?;
            "redirect-removed"
        }
        _ => return Err(DeskRefusal::Malformed),
    };
    let deed = Deed {
        site: Some(scope.site()),
        by: Some(permit.account()),
        action: "redirect",
        subject: "address",
        subject_id: 0,
        detail: path,
    };
    audit(&mut transaction, now, &deed).await?;
    transaction.commit().await?;
    Ok(see_other(&here.url(&format!("/dia-chi-hong?da={done}"))))
}

/// Where a typed address leads: an entry of the site, or a path of it. Never another host: a site that
/// sends its readers elsewhere is what spammers look for.
fn target_of(here: &OnSite, typed: &str) -> Option<Target> {
    let typed = typed.trim();
    let path = typed.strip_prefix(&here.origin()).unwrap_or(typed);
    let is_inside = path.starts_with('/') && !path.starts_with("//") && !path.contains('\\');
    if !is_inside || path.len() > 500 {
        return None;
    }
    let last = path.split(['?', '#']).next().unwrap_or_default().rsplit('/').next();
    let names_entry = path.starts_with("/trang/")
        || last
            .is_some_and(|last| last.rsplit('-').next().is_some_and(|n| n.parse::<i64>().is_ok()));
    match entry_of_address(path).filter(|_| names_entry) {
        Some(entry) => Some(Target::Entry(entry)),
        None => Some(Target::Path(path.to_owned())),
    }
}

async fn suggestion(
    here: &OnSite,
    connection: &mut Connection,
    path: &str,
) -> Result<Option<Entry>, DeskRefusal> {
    let scope = here.permit(Action::Arrange)?.scope();
    // The number at the end survives every change of slug and category; else the words of the slug.
    let last = path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let last = last.split('.').next().unwrap_or_default();
    let words: String = last
        .split('-')
        .filter(|word| !word.is_empty() && !word.bytes().all(|b| b.is_ascii_digit()))
        .collect::<Vec<_>>()
        .join(" ");
    if words.len() < 4 {
        return Ok(None);
    }
    let found = found_entries(here, &words, None, Audience::Public).await?;
    let filter =
        DeskFilter { query: words, found, reach: DeskReach::Public, ..DeskFilter::default() };
    let found = entry::desk_list(connection, scope, &filter, 1, 0, here.signed.now).await?;
    match found.first() {
        Some(line) => Ok(entry::find(connection, scope, EntryId(line.id)).await?),
        None => Ok(None),
    }
}

async fn draw(here: &OnSite, status: StatusCode, refused: Option<&Refused>) -> Answer {
    let signed = &here.signed;
    let permit = here.permit(Action::Arrange)?;
    let scope = permit.scope();
    let paging = Paging::of(signed, PAGE_SIZE);
    let mut connection = signed.web.db.read(scope.reach()).await?;
    let (missing, total) =
        redirect::missing(&mut connection, scope, paging.size, paging.offset()).await?;
    let rows = site::categories(&mut connection, here.site.id, Language::Vi).await?;
    let mut addresses = Vec::new();
    for line in missing {
        let suggested = suggestion(here, &mut connection, &line.path).await?;
        let mine = refused.filter(|refused| refused.path == line.path);
        let target = match (mine, &suggested) {
            (Some(refused), _) => {
                Field { value: refused.target.clone(), error: Some(refused.message.clone()) }
            }
            (None, Some(entry)) => {
                Field { value: public_path(entry, &rows, entry.slug.as_str()), error: None }
            }
            (None, None) => Field::default(),
        };
        addresses.push(AddressView {
            path: line.path,
            hits: line.hits,
            last_at: line.last_at,
            from: None,
            suggestion: suggested.map(|entry| Suggestion { title: entry.title }),
            target,
        });
    }
    let mut redirects = Vec::new();
    for Redirect { id, path, target } in redirect::list(&mut connection, scope).await? {
        let target = match target {
            Target::Path(path) => path,
            Target::Entry(id) => match entry::find(&mut connection, scope, id).await? {
                Some(entry) => public_path(&entry, &rows, entry.slug.as_str()),
                None => continue,
            },
        };
        redirects.push(RedirectView { id, path, target });
    }
    drop(connection);
    let mistakes: Vec<Mistake> = refused
        .map(|refused| Mistake {
            field: "target".to_owned(),
            id: "main".to_owned(),
            message: format!("{}: {}", refused.path, refused.message),
        })
        .into_iter()
        .collect();
    let own = context! {
        addresses => value(&addresses),
        redirects => value(&redirects),
        pager => value(&paging.pager(total, &[])),
        may => context! { redirect => true },
        errors => value(&mistakes),
    };
    let desk = DeskView::of_site(here, "dead_addresses").await?;
    Ok(html(status, signed.render("desk/dead_addresses.html", &desk, own)?))
}
