//! Notice (thông báo): who must do what, by when, where, whom to call. An urgent one stands above every
//! page of its site until its deadline or expiry.

mod issuer;
mod urgency;

pub use issuer::issuers;
pub use urgency::{Marks, Urgency, marks, urgent_now};

use conglang_house::entry::{AnyKind, BODY_CHARS_MAX, FoundBy, Kind, KindText};
use conglang_house::scope::SiteScope;
use conglang_kernel::{EntryId, Presence, Rejections, SafeHtml};
use conglang_platform::args;
use conglang_platform::db::Connection;
use conglang_platform::db::FromRow;
use conglang_platform::fault::Outcome;
use conglang_platform::form::Form;
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};

use crate::{FormPlace, Slice};

/// The slice.
pub const SLICE: Slice = Slice {
    kind: AnyKind::of::<Notice>(),
    show: "notice/show.html",
    root: "notice",
    form: "notice/form.html",
    place: FormPlace::OwnDrawer,
    schema_type: "SpecialAnnouncement",
    choices: &[(
        "urgency",
        &[
            ("normal", "notice-form-urgency-normal"),
            ("important", "notice-form-urgency-important"),
            ("urgent", "notice-form-urgency-urgent"),
        ],
    )],
};

/// How much the notice in a snapshot presses.
///
/// # Errors
/// When the snapshot is none of a notice.
pub fn urgency_in(snapshot: &str) -> Outcome<Urgency> {
    Ok(serde_json::from_str::<Content>(snapshot)?.urgency)
}

struct Notice;

#[derive(Serialize, Deserialize)]
struct Content {
    body: SafeHtml,
    #[serde(default)]
    urgency: Urgency,
    #[serde(default)]
    deadline: Option<jiff::civil::Date>,
    #[serde(default)]
    audience: String,
    #[serde(default)]
    place: String,
    #[serde(default)]
    contact_name: String,
    #[serde(default)]
    contact_phone: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    issuer: String,
}

#[derive(FromRow)]
struct Row {
    body: String,
    urgency: String,
    deadline: Option<String>,
    audience: String,
    place: String,
    contact_name: String,
    contact_phone: String,
    number: String,
    issuer: String,
}

impl Kind for Notice {
    const NAME: &'static str = "notice";
    const WORD: &'static str = "thong-bao";
    type Content = Content;

    fn read(form: &Form, rejections: &mut Rejections) -> Content {
        let mut line = |field: &'static str, chars_max| {
            rejections.line(field, form.text(field), Presence::Optional, chars_max)
        };
        let audience = line("audience", 200);
        let place = line("place", 200);
        let contact_name = line("contact_name", 120);
        let contact_phone = line("contact_phone", 30);
        let number = line("number", 60);
        let issuer = line("issuer", 120);
        let body = rejections.text("body", form.text("body"), Presence::Optional, BODY_CHARS_MAX);
        let deadline = form.filled("deadline").and_then(|typed| {
            let date = vitext::parse_date(typed).ok();
            if date.is_none() {
                rejections.add("deadline", "date-form");
            }
            date
        });
        let urgency = match form.filled("urgency") {
            None => Urgency::Normal,
            Some(word) => Urgency::parse(word).unwrap_or_else(|_| {
                rejections.add("urgency", "choice-unknown");
                Urgency::Normal
            }),
        };
        Content {
            body: SafeHtml::of_typed(&body),
            urgency,
            deadline,
            audience,
            place,
            contact_name,
            contact_phone,
            number,
            issuer,
        }
    }

    fn fields(content: &Content) -> Vec<(&'static str, String)> {
        vec![
            ("body", content.body.to_typed()),
            ("urgency", content.urgency.as_str().to_owned()),
            ("deadline", content.deadline.map(|date| date.to_string()).unwrap_or_default()),
            ("audience", content.audience.clone()),
            ("place", content.place.clone()),
            ("contact_name", content.contact_name.clone()),
            ("contact_phone", content.contact_phone.clone()),
            ("number", content.number.clone()),
            ("issuer", content.issuer.clone()),
        ]
    }

    fn complete(content: &Content, rejections: &mut Rejections) {
        if content.body.is_empty() {
            rejections.add("body", "missing");
        }
    }

    fn text(content: &Content) -> KindText<'_> {
        KindText { body: &content.body, beside: format!("{} {}", content.audience, content.place) }
    }

    fn found_by(content: &Content) -> FoundBy {
        FoundBy {
            number: content.number.clone(),
            // One office is one choice, however its name was shortened.
            issuer: vitext::spelled_out(&content.issuer),
            ..FoundBy::default()
        }
    }

    fn write_live<'c>(
        connection: &'c mut Connection,
        scope: SiteScope,
        entry: EntryId,
        content: &'c Content,
    ) -> BoxFuture<'c, Outcome<()>> {
        Box::pin(async move {
            connection
                .execute(
                    "INSERT INTO notice (entry_id, site_id, body, urgency, deadline, audience,
                       place, contact_name, contact_phone, number, issuer)
                     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                     ON CONFLICT (entry_id) DO UPDATE SET body = excluded.body,
                       urgency = excluded.urgency, deadline = excluded.deadline,
                       audience = excluded.audience, place = excluded.place,
                       contact_name = excluded.contact_name,
                       contact_phone = excluded.contact_phone,
                       number = excluded.number, issuer = excluded.issuer",
                    args![
                        entry,
                        scope.site(),
                        content.body.as_str(),
                        content.urgency.as_str(),
                        content.deadline.map(|date| date.to_string()),
                        &content.audience,
                        &content.place,
                        &content.contact_name,
                        &content.contact_phone,
                        &content.number,
                        &content.issuer
                    ],
                )
                .await?;
            Ok(())
        })
    }

    fn read_live<'c>(
        connection: &'c mut Connection,
        scope: SiteScope,
        entry: EntryId,
    ) -> BoxFuture<'c, Outcome<Option<Content>>> {
        Box::pin(async move {
            let row: Option<Row> = connection
                .optional(
                    "SELECT body, urgency, deadline, audience, place, contact_name, contact_phone,
                       number, issuer FROM notice WHERE entry_id = $1 AND site_id = $2",
                    args![entry, scope.site()],
                )
                .await?;
            row.map(|row| {
                Ok(Content {
                    body: SafeHtml::stored(row.body),
                    urgency: Urgency::parse(&row.urgency)?,
                    deadline: row.deadline.and_then(|date| date.parse().ok()),
                    audience: row.audience,
                    place: row.place,
                    contact_name: row.contact_name,
                    contact_phone: row.contact_phone,
                    number: row.number,
                    issuer: row.issuer,
                })
            })
            .transpose()
        })
    }
}
