//! The audit log: who did what when, on every site of the province.

use conglang_house::record::{AuditFilter, audit_lines};
use conglang_kernel::{Action, Moment};
use conglang_platform::db::Reach;
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::found::found_anywhere;
use super::lists::Paging;
use super::refusal::html;
use super::routes::{Answer, Asked};
use super::sheet::Choice;
use super::signed::{Signed, value};
use super::system::province;
use super::view::DeskView;

const PAGE_SIZE: i64 = 40;

/// Deeds one may ask for.
const ACTIONS: [&str; 28] = [
    "create",
    "submit",
    "return",
    "publish",
    "publish-urgent",
    "see-urgent",
    "keep-both",
    "update",
    "schedule",
    "unschedule",
    "take-down",
    "restore",
    "discard",
    "add-member",
    "change-role",
    "remove-member",
    "reset-password",
    "describe",
    "describe-file",
    "replace-file",
    "convert-film",
    "lend-file",
    "delete-file",
    "arrange",
    "redirect",
    "set-state",
    "set-practice",
    "signed-in",
];

#[derive(Serialize)]
struct RecordView {
    action: String,
    subject: Option<String>,
    subject_url: Option<String>,
    detail: Option<String>,
    who: String,
    address: Option<String>,
    at: i64,
    site: Option<String>,
}

#[derive(Serialize)]
struct Filters {
    query: String,
    action: String,
    from: String,
    to: String,
}

/// The list.
pub async fn show(signed: Signed, _asked: Asked) -> Answer {
    let (_, above) = province(&signed, Action::Oversee).await?;
    let asked = |name: &str| -> String {
        signed.query.filled(name).unwrap_or_default().chars().take(100).collect()
    };
    let filters = Filters {
        query: asked("tim"),
        action: Some(asked("viec")).filter(|a| ACTIONS.contains(&a.as_str())).unwrap_or_default(),
        from: asked("tu"),
        to: asked("den"),
    };
    let day = |text: &str, days: i64| {
        let date: jiff::civil::Date = text.parse().ok()?;
        vitext::instant(date.at(0, 0, 0, 0)).map(Moment::from).map(|at| at.plus_days(days))
    };
    let filter = AuditFilter {
        province: above.id,
        action: Some(filters.action.clone()).filter(|action| !action.is_empty()),
        from: day(&filters.from, 0),
        until: day(&filters.to, 1),
        named: found_anywhere(&signed, &filters.query).await?,
        words: filters.query.clone(),
    };
    let paging = Paging::of(&signed, PAGE_SIZE);
    let mut connection = signed.web.db.read(Reach::Installation).await?;
    let (lines, total) =
        audit_lines(&mut connection, &filter, paging.size, paging.offset()).await?;
    drop(connection);
    let records: Vec<RecordView> = lines
        .into_iter()
        .map(|line| {
            let known =
                |key: &str| signed.web.pages.words().has(conglang_kernel::Language::Vi, key);
            let key = format!("desk-deed-{}", line.action);
            RecordView {
                action: if known(&key) { signed.say(&key) } else { line.action },
                subject_url: (line.subject == "entry")
                    .then(|| format!("/trang/{}/noi-dung/{}", line.site_id, line.subject_id)),
                // The title is told already.
                detail: Some(line.detail).filter(|detail| {
                    !detail.is_empty() && line.subject_title.as_ref() != Some(detail)
                }),
                subject: line.subject_title,
                who: line.who.unwrap_or_else(|| signed.say("desk-by-program")),
                address: None,
                at: line.at,
                site: line.site,
            }
        })
        .collect();
    let actions: Vec<Choice> = ACTIONS
        .iter()
        .map(|action| Choice::flat(*action, signed.say(&format!("desk-deed-{action}"))))
        .collect();
    let kept = [
        ("tim", filters.query.as_str()),
        ("viec", &filters.action),
        ("tu", &filters.from),
        ("den", &filters.to),
    ];
    let own = context! {
        records => value(&records),
        filters => value(&filters),
        filtered => kept.iter().any(|(_, text)| !text.is_empty()),
        actions => value(&actions),
        pager => value(&paging.pager(total, &kept)),
    };
    let desk = DeskView::of_signed(&signed, "audit");
    Ok(html(StatusCode::OK, signed.render("desk/audit.html", &desk, own)?))
}
