//! The first page after signing in: which site to work on.

use conglang_house::account::{ReachAsked, ReachedPart, sites_of};
use conglang_house::entry;
use conglang_kernel::{Role, SiteId};
use conglang_platform::db::Reach;
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::found::found_sites;
use super::lists::Paging;
use super::refusal::{html, see_other};
use super::routes::{Answer, Asked};
use super::signed::{Signed, value};
use super::view::DeskView;

/// Sites on a page.
const PAGE: i64 = 30;
/// From so many sites on they are searched rather than looked through.
const SEARCHED_FROM: i64 = 12;

#[derive(Serialize)]
struct Line {
    name: String,
    url: String,
    role: &'static str,
    state: &'static str,
    waiting: i64,
}

/// The list, or the site itself for whoever has one only.
pub async fn show(signed: Signed, _asked: Asked) -> Answer {
    let query = signed.query.text("tim").trim().to_owned();
    let paging = Paging::of(&signed, PAGE);
    let named = found_sites(&signed, &query).await?;
    let mut connection = signed.web.db.read(Reach::Installation).await?;
    let account = signed.account.id;
    let part = ReachAsked { query: &query, named: &named, limit: PAGE, offset: paging.offset() };
    let ReachedPart { sites: found, total } = sites_of(&mut connection, account, part).await?;
    if query.is_empty()
        && paging.page == 1
        && let [only] = found.as_slice()
    {
        return Ok(see_other(&format!("/trang/{}", only.site)));
    }
    let shown: Vec<SiteId> = found.iter().map(|line| line.site).collect();
    let waiting = entry::count_submitted(&mut connection, &shown).await?;
    // Whoever reaches a site without a role of its own has a provincial one.
    let provincial = signed
        .actor
        .memberships()
        .iter()
        .map(|membership| membership.role)
        .filter(|role| role.is_provincial())
        .max()
        .unwrap_or(Role::Supervisor);
    let sites: Vec<Line> = found
        .into_iter()
        .map(|line| Line {
            url: format!("/trang/{}", line.site),
            role: line.role.unwrap_or(provincial).as_str(),
            waiting: waiting.get(&line.site).copied().unwrap_or_default(),
            name: line.name,
            state: line.state.as_str(),
        })
        .collect();
    let own = context! {
        show_search => !query.is_empty() || total > SEARCHED_FROM,
        pager => value(&paging.pager(total, &[("tim", query.as_str())])),
        query => query,
        sites => value(&sites),
    };
    let desk = DeskView::of_signed(&signed, "none");
    Ok(html(StatusCode::OK, signed.render("desk/choose_site.html", &desk, own)?))
}
