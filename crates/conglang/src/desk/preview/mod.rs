//! A draft in the real template, with a bar above it: for members, for approvers by the link of their
//! letter, and by a secret link for anybody they send it to.

mod approval;
mod guest;
mod member;
mod share;

pub use guest::{guest, guest_file, guest_says};
pub use member::{file, on_phone, says, show};
pub use share::{show as show_share, submit as share};

use std::sync::Arc;

use conglang_house::entry::{self, Edition, Entry};
use conglang_house::scope::SiteScope;
use conglang_house::web::Web;
use conglang_kernel::{EditionState, EntryState, Language, Moment};
use conglang_platform::db::Connection;
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::fields::{Fields, Mistake};
use super::refusal::{DeskRefusal, html_of_draft};
use super::routes::Answer;
use super::signed::value;
use super::view::Flash;
use super::writing::Check;
use crate::public::Preview;

/// Fields of the bar's forms.
const FIELDS: [&str; 3] = ["guest_name", "remark", "return_note"];

/// The bar above a draft.
#[derive(Serialize)]
struct Bar {
    /// Where a member goes on writing.
    edit_url: Option<String>,
    /// The short list, for whoever came from it.
    home_url: Option<String>,
    phone_url: Option<String>,
    /// Where its forms are sent.
    action: String,
    base: String,
    /// Whether the public reads this very edition.
    live: bool,
    live_at: Option<i64>,
    publish_at: Option<i64>,
    /// Whether it waits for a yes or no.
    submitted: bool,
    by: String,
    at: i64,
    may: May,
    /// Whoever reads by a link without an account says who they are.
    asks_name: bool,
    /// Why it went out alone, as long as nobody has looked.
    urgent_reason: Option<String>,
    answered: Option<Answered>,
    changed: bool,
    /// What readers will be told of the change, when something is read already.
    changes: Option<String>,
    /// Where what was changed is marked, for members.
    changes_url: Option<String>,
    checks: Vec<Check>,
    remarks: Vec<RemarkView>,
    done: Option<Flash>,
}

#[derive(Default, Serialize)]
struct May {
    publish: bool,
    #[serde(rename = "return")]
    send_back: bool,
    see_urgent: bool,
    remark: bool,
}

/// What became of a text about which somebody was asked.
#[derive(Serialize)]
struct Answered {
    /// `published`, `scheduled`, `returned`, or `else`: it no longer waits for anybody.
    what: &'static str,
    name: String,
    at: i64,
    publish_at: Option<i64>,
    public_url: Option<String>,
}

#[derive(Serialize)]
struct RemarkView {
    name: String,
    text: String,
    at: i64,
    guest: bool,
}

impl Bar {
    /// The bar of somebody who may do nothing but read.
    fn of(entry: &Entry, edition: &Edition, action: String, by: String, now: Moment) -> Self {
        let submitted = edition.state == EditionState::Submitted;
        Self {
            edit_url: None,
            home_url: None,
            phone_url: None,
            action,
            base: super::writing::base_of(edition),
            live: is_read(entry, edition),
            live_at: live_at(entry),
            publish_at: edition.publish_at.filter(|at| *at > now).map(|at| at.0),
            submitted,
            by,
            at: edition.submitted_at.filter(|_| submitted).unwrap_or(edition.saved_at).0,
            may: May::default(),
            asks_name: false,
            urgent_reason: None,
            answered: None,
            changed: false,
            changes: live_at(entry)
                .filter(|_| submitted && !edition.change_note.is_empty())
                .map(|_| edition.change_note.clone()),
            changes_url: None,
            checks: Vec::new(),
            remarks: Vec::new(),
            done: None,
        }
    }

    /// The draft under this bar, its files led to where the reader may have them.
    async fn over(
        &self,
        web: &Arc<Web>,
        status: StatusCode,
        drawn: Drawn<'_>,
        fields: &Fields,
        mistakes: &[Mistake],
    ) -> Answer {
        let values = context! {
            preview => value(self),
            keeps_back => self.checks.iter().any(Check::keeps_back),
            form => value(fields),
            errors => value(&mistakes),
        };
        let bar = web.pages.render_value("desk/preview/bar.html", Language::Vi, values)?;
        let Preview { page, origin } = drawn.page(web).await?;
        Ok(html_of_draft(status, with_bar(&page, &bar, drawn.files), &origin))
    }
}

/// A draft as the public would see it.
#[derive(Clone, Copy)]
struct Drawn<'d> {
    scope: SiteScope,
    entry: &'d Entry,
    edition: &'d Edition,
    /// Where its files are.
    files: &'d str,
    now: Moment,
}

impl Drawn<'_> {
    async fn page(self, web: &Arc<Web>) -> Result<Preview, DeskRefusal> {
        crate::public::preview(web, self.scope, self.entry, self.edition, self.now)
            .await
            .map_err(refused)
    }
}

/// The remarks of an entry that nobody has seen to; whoever has no account reads only those of others like them.
async fn remarks_of(
    connection: &mut Connection,
    scope: SiteScope,
    entry: &Entry,
    guests_only: GuestsOnly,
) -> Result<Vec<RemarkView>, DeskRefusal> {
    let remarks = entry::remarks(connection, scope, entry.id).await?;
    Ok(remarks
        .into_iter()
        .filter(|remark| guests_only == GuestsOnly::No || remark.is_guest == 1)
        .filter(|remark| remark.settled_at.is_none())
        .map(|remark| RemarkView {
            name: remark.name,
            text: remark.text,
            at: remark.created_at,
            guest: remark.is_guest == 1,
        })
        .collect())
}

/// What colleagues tell each other is not for whoever has an address.
#[derive(Clone, Copy, PartialEq, Eq)]
enum GuestsOnly {
    Yes,
    No,
}

/// Whether the public reads this edition.
fn is_read(entry: &Entry, edition: &Edition) -> bool {
    entry.state.is_readable() && edition.state == EditionState::Published
}

fn live_at(entry: &Entry) -> Option<i64> {
    (entry.state != EntryState::Unpublished).then_some(entry.published_at).flatten().map(|at| at.0)
}

/// Puts the bar at the top of a public page and leads its files to where the reader may have them.
fn with_bar(page: &str, bar: &str, files: &str) -> String {
    let page =
        page.replace("\"/tep/", &format!("\"{files}/")).replace(", /tep/", &format!(", {files}/"));
    // After the link that leads past everything: that stays the first thing of the page.
    let after = |open: &str, close: &str| {
        let start = page.find(open)?;
        page.get(start..)?.find(close).map(|end| start + end + close.len())
    };
    let at = after("<a class=\"skip\"", "</a>").or_else(|| after("<body", ">")).unwrap_or(0);
    let (head, body) = page.split_at(at);
    format!("{head}{bar}{body}")
}

/// What the public side refuses, the desk refuses in its own words.
fn refused(refusal: crate::public::Refusal) -> DeskRefusal {
    match refusal {
        crate::public::Refusal::Fault(fault) => DeskRefusal::Fault(fault),
        _ => DeskRefusal::NotFound,
    }
}
