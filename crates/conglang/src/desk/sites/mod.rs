//! The sites of a province: who is behind, one more, a whole list of them, and their states.

mod create;
mod one;

use conglang_house::record::{Deed, record};
use conglang_house::site::{self, Site};
use conglang_house::{account, entry};
use conglang_kernel::{Action, SiteId, SiteState};
use conglang_platform::db::Reach;
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use self::create::{create, import};
pub use self::one::{show_one, submit_hosts};
use super::fields::{Fields, Mistake, filled};
use super::found::found_sites;
use super::lists::Paging;
use super::refusal::{DeskRefusal, html, see_other};
use super::routes::{Answer, Asked};
use super::sheet::Choice;
use super::signed::{Signed, value};
use super::system::province;
use super::view::DeskView;

const FIELDS: [&str; 5] = ["name", "key", "unit_code", "admin_name", "admin_email"];
const PAGE_SIZE: i64 = 30;
/// After so many days without anything new a site is called quiet.
const QUIET_DAYS: i64 = 30;
/// For so many days back publications without a second pair of eyes are counted.
const URGENT_DAYS: i64 = 365;
/// What else the list is narrowed to: sites that are quiet, and those that published urgently.
const NEEDS: [&str; 2] = ["quiet", "urgent"];

#[derive(Serialize)]
struct SiteLine {
    url: String,
    name: String,
    host: String,
    state: &'static str,
    last_published_at: Option<i64>,
    quiet_days: Option<i64>,
    published_this_month: i64,
    urgent: i64,
    urgent_unseen: i64,
    members: i64,
}

#[derive(Serialize)]
struct Figure {
    label: String,
    count: i64,
    url: Option<String>,
}

#[derive(Serialize)]
struct Filters {
    query: String,
    state: String,
}

/// The list.
pub async fn show(signed: Signed, _asked: Asked) -> Answer {
    let fields = filled(FIELDS.map(|name| (name, String::new())));
    draw(&signed, StatusCode::OK, &fields, &[], None).await
}

/// Creates one site, or those of a file.
pub async fn submit(signed: Signed, asked: Asked) -> Answer {
    let (permit, above) = province(&signed, Action::Operate).await?;
    match asked.form.text("viec") {
        "them" => create(&signed, &asked, &above, permit.account()).await,
        "nhap_csv" => import(&signed, &asked, &above, permit.account()).await,
        _ => Err(DeskRefusal::Malformed),
    }
}

/// Sets the state of a site.
pub async fn set_state(signed: Signed, asked: Asked) -> Answer {
    let (permit, above) = province(&signed, Action::Operate).await?;
    let id = SiteId(asked.number(0)?);
    let state = SiteState::parse(asked.form.text("state")).map_err(|_| DeskRefusal::Malformed)?;
    // Merging a site into others is a matter of its own.
    if state == SiteState::Merged {
        return Err(DeskRefusal::Malformed);
    }
    let mut connection = signed.web.db.read(Reach::Installation).await?;
    let found = site::find(&mut connection, id).await?;
    drop(connection);
    let found = found
        .filter(|site| site.parent == Some(above.id) || site.id == above.id)
        .ok_or(DeskRefusal::NotFound)?;
    let reason: String = asked.form.text("reason").trim().chars().take(200).collect();
    let mut transaction = signed.web.db.write(Reach::Installation).await?;
    site::set_state(&mut transaction, id, state, signed.now).await?;
    let detail = format!("{} → {} {reason}", found.state.as_str(), state.as_str());
    let deed = Deed {
        site: Some(id),
        by: Some(permit.account()),
        action: "set-state",
        subject: "site",
        subject_id: id.0,
        detail: detail.trim(),
    };
    record(&mut transaction, signed.now, deed).await?;
    transaction.commit().await?;
    Ok(see_other(&format!("/he-thong/trang/{id}?da=state-set")))
}

async fn draw(
    signed: &Signed,
    status: StatusCode,
    fields: &Fields,
    mistakes: &[Mistake],
    import_error: Option<String>,
) -> Answer {
    let (_, above) = province(signed, Action::Oversee).await?;
    let may_create = province(signed, Action::Operate).await.is_ok();
    let filters = Filters {
        query: signed.query.filled("tim").unwrap_or_default().chars().take(100).collect(),
        state: signed
            .query
            .filled("trang_thai")
            .filter(|word| SiteState::parse(word).is_ok() || NEEDS.contains(word))
            .unwrap_or_default()
            .to_owned(),
    };
    let month = conglang_slices::royalty::Month::of(signed.now).begins();
    let named = found_sites(signed, &filters.query).await?;
    let mut connection = signed.web.db.read(Reach::Installation).await?;
    let all = site::list(&mut connection).await?;
    let year = signed.now.plus_days(-URGENT_DAYS);
    let activity = entry::activity_of_sites(&mut connection, month, year).await?;
    let members = account::members_of_sites(&mut connection).await?;
    drop(connection);
    let quiet_days = |site: &Site| {
        let last = activity.get(&site.id)?.last_published?;
        let days = (signed.now.0 - last.0) / 86_400_000;
        (days >= QUIET_DAYS && site.state == SiteState::Live).then_some(days)
    };
    let slug =
        if filters.query.trim().is_empty() { String::new() } else { vitext::slug(&filters.query) };
    let ours: Vec<&Site> =
        all.iter().filter(|site| site.parent == Some(above.id) || site.id == above.id).collect();
    let count = |wanted: &dyn Fn(&Site) -> bool| {
        i64::try_from(ours.iter().filter(|site| wanted(site)).count()).unwrap_or_default()
    };
    let figure = |key: &str, count: i64, url: Option<&str>| Figure {
        label: signed.say(&format!("desk-sites-figure-{key}")),
        count,
        url: url.map(str::to_owned),
    };
    let figures = [
        figure("live", count(&|s| s.state == SiteState::Live), Some("?trang_thai=live")),
        figure("draft", count(&|s| s.state == SiteState::Draft), Some("?trang_thai=draft")),
        figure("quiet", count(&|s| quiet_days(s).is_some()), Some("?trang_thai=quiet")),
        figure("month", activity.values().map(|site| site.published).sum(), None),
        figure(
            "urgent",
            count(&|s| activity.get(&s.id).is_some_and(|site| site.urgent > 0)),
            Some("?trang_thai=urgent"),
        ),
    ];
    let found: Vec<&&Site> = ours
        .iter()
        .filter(|site| site.slug.contains(&slug) || named.contains(&site.id))
        .filter(|site| match filters.state.as_str() {
            "" => true,
            "quiet" => quiet_days(site).is_some(),
            "urgent" => activity.get(&site.id).is_some_and(|site| site.urgent > 0),
            state => site.state.as_str() == state,
        })
        .collect();
    let paging = Paging::of(signed, PAGE_SIZE);
    let total = i64::try_from(found.len()).unwrap_or_default();
    let lines: Vec<SiteLine> = found
        .iter()
        .skip(usize::try_from(paging.offset()).unwrap_or_default())
        .take(usize::try_from(paging.size).unwrap_or_default())
        .map(|site| {
            let done = activity.get(&site.id).copied().unwrap_or_default();
            SiteLine {
                url: format!("/he-thong/trang/{}", site.id),
                name: site.name.clone(),
                host: site.host.clone(),
                state: site.state.as_str(),
                last_published_at: done.last_published.map(|at| at.0),
                quiet_days: quiet_days(site),
                published_this_month: done.published,
                urgent: done.urgent,
                urgent_unseen: done.urgent_unseen,
                members: members.get(&site.id).copied().unwrap_or_default(),
            }
        })
        .collect();
    let mut states: Vec<Choice> = SiteState::ALL
        .iter()
        .map(|state| {
            let word = state.as_str();
            Choice::flat(word, signed.say(&format!("desk-site-{word}")))
        })
        .collect();
    states.extend(
        NEEDS.map(|need| Choice::flat(need, signed.say(&format!("desk-sites-figure-{need}")))),
    );
    let kept = [("tim", filters.query.as_str()), ("trang_thai", &filters.state)];
    let own = context! {
        sites => value(&lines),
        figures => value(&figures),
        filters => value(&filters),
        filtered => kept.iter().any(|(_, text)| !text.is_empty()),
        states => value(&states),
        pager => value(&paging.pager(total, &kept)),
        may => context! { create => may_create },
        form => value(fields),
        errors => value(&mistakes),
        import_error => import_error,
        import_columns => "code,name,kind,district",
        host_suffix => format!(".{}", above.host),
    };
    let desk = DeskView::of_signed(signed, "sites");
    Ok(html(status, signed.render("desk/sites.html", &desk, own)?))
}
