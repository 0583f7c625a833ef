//! Jobs: what waits, what was given up and why.

use conglang_house::record::{Deed, audit};
use conglang_kernel::{Action, JobId};
use conglang_platform::db::Reach;
use conglang_platform::jobs;
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::lists::Paging;
use super::refusal::{DeskRefusal, html, see_other};
use super::routes::{Answer, Asked};
use super::signed::{Signed, value};
use super::system::province;
use super::view::DeskView;

const PAGE_SIZE: i64 = 30;

#[derive(Serialize)]
struct JobView {
    id: i64,
    label: String,
    subject: Option<String>,
    subject_url: Option<String>,
    site: Option<String>,
    state: &'static str,
    run_at: i64,
    attempts: i64,
    attempts_max: i64,
    last_error: Option<String>,
    may_retry: bool,
    may_discard: bool,
}

#[derive(Serialize)]
struct Tab {
    url: &'static str,
    label: String,
    count: usize,
    current: bool,
}

/// The list.
pub async fn show(signed: Signed, _asked: Asked) -> Answer {
    let _ = province(&signed, Action::Operate).await?;
    let mut connection = signed.web.db.read(Reach::Installation).await?;
    let all = jobs::list_open(&mut connection).await?;
    drop(connection);
    let (failed, waiting): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|job| job.parked_at.is_some());
    let shows_failed = signed.query.text("loai") == "hong";
    let tabs = [
        Tab {
            url: "/he-thong/viec",
            label: signed.say("desk-jobs-tab-waiting"),
            count: waiting.len(),
            current: !shows_failed,
        },
        Tab {
            url: "/he-thong/viec?loai=hong",
            label: signed.say("desk-jobs-tab-failed"),
            count: failed.len(),
            current: shows_failed,
        },
    ];
    let shown = if shows_failed { failed } else { waiting };
    let paging = Paging::of(&signed, PAGE_SIZE);
    let total = i64::try_from(shown.len()).unwrap_or_default();
    let lines: Vec<JobView> = shown
        .into_iter()
        .skip(usize::try_from(paging.offset()).unwrap_or_default())
        .take(usize::try_from(paging.size).unwrap_or_default())
        .map(|job| {
            let state = match job.parked_at {
                Some(_) => "failed",
                None if job.run_at < signed.now.plus_seconds(-60).0 => "overdue",
                None => "waiting",
            };
            let label = signed.say(&format!("desk-job-kind-{}", job.kind));
            JobView {
                id: job.id,
                label,
                subject: None,
                subject_url: None,
                site: None,
                state,
                run_at: job.run_at,
                attempts: job.attempts,
                attempts_max: jobs::ATTEMPTS_MAX,
                may_retry: job.parked_at.is_some(),
                may_discard: job.parked_at.is_some(),
                last_error: job.last_error,
            }
        })
        .collect();
    let kept = [("loai", if shows_failed { "hong" } else { "" })];
    let own = context! {
        tabs => value(&tabs),
        jobs => value(&lines),
        pager => value(&paging.pager(total, &kept)),
    };
    let desk = DeskView::of_signed(&signed, "jobs");
    Ok(html(StatusCode::OK, signed.render("desk/jobs.html", &desk, own)?))
}

/// Tries a job again, or gives it up for good.
pub async fn submit(signed: Signed, asked: Asked) -> Answer {
    let (permit, _) = province(&signed, Action::Operate).await?;
    let id = asked.form.text("job").parse().map(JobId).map_err(|_| DeskRefusal::Malformed)?;
    let mut transaction = signed.web.db.write(Reach::Installation).await?;
    let (action, done) = match asked.form.text("viec") {
        "chay_lai" => {
            jobs::retry(&mut transaction, id, signed.now).await?;
            ("retry-job", "job-retried")
        }
        "bo" => {
            jobs::discard(&mut transaction, id).await?;
            ("discard-job", "job-discarded")
        }
        _ => return Err(DeskRefusal::Malformed),
    };
    let deed = Deed {
        site: None,
        by: Some(permit.account()),
        action,
        subject: "job",
        subject_id: id.0,
        detail: "",
    };
    audit(&mut transaction, signed.now, &deed).await?;
    transaction.commit().await?;
    Ok(see_other(&format!("/he-thong/viec?loai=hong&da={done}")))
}
