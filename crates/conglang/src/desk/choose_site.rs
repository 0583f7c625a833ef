//! The first page after signing in: which site to work on.

use std::collections::HashMap;

use conglang_kernel::Role;
use conglang_platform::args;
use conglang_platform::db::{Reach, Sql};
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::found::found_sites;
use super::lists::Paging;
use super::refusal::{html, see_other};
use super::routes::{Answer, Asked};
use super::signed::{Signed, value};
use super::sites_of::sites_of;
use super::view::DeskView;

/// Sites on a page.
const PAGE: i64 = 30;
/// From so many sites on they are searched rather than looked through.
const SEARCHED_FROM: i64 = 12;

#[derive(Serialize)]
struct Line {
    name: String,
    url: String,
    role: String,
    state: String,
    waiting: i64,
}

/// The list, or the site itself for whoever has one only.
pub async fn show(signed: Signed, _asked: Asked) -> Answer {
    let query = signed.query.text("tim").trim().to_owned();
    let paging = Paging::of(&signed, PAGE);
    let named = found_sites(&signed, &query).await?;
    let mut connection = signed.web.db.read(Reach::Installation).await?;
    let account = signed.account.id;
    let found = sites_of(&mut connection, account, &query, &named, PAGE, paging.offset()).await?;
    if query.is_empty()
        && paging.page == 1
        && let [only] = found.as_slice()
    {
        return Ok(see_other(&format!("/trang/{}", only.id)));
    }
    let total = found.first().map_or(0, |line| line.found);
    let mut waiting: HashMap<i64, i64> = HashMap::new();
    if !found.is_empty() {
        let ids: Vec<String> = found.iter().map(|line| line.id.to_string()).collect();
        let sql = Sql::composed(format!(
            "SELECT site_id, count(*) FROM edition
             WHERE state = 'submitted' AND site_id IN ({}) GROUP BY site_id",
            ids.join(",")
        ));
        waiting.extend(connection.all::<(i64, i64)>(sql, args![]).await?);
    }
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
            url: format!("/trang/{}", line.id),
            role: line.role.unwrap_or_else(|| provincial.as_str().to_owned()),
            waiting: waiting.get(&line.id).copied().unwrap_or_default(),
            name: line.name,
            state: line.state,
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
