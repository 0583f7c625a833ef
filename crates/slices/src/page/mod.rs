//! Page (trang): what stands for long: introduction, organisation, rules. It has no date of news.

use conglang_house::entry::{AnyKind, BODY_CHARS_MAX, Kind, KindText};
use conglang_house::scope::SiteScope;
use conglang_kernel::{EntryId, Presence, Rejections, SafeHtml};
use conglang_platform::args;
use conglang_platform::db::Connection;
use conglang_platform::fault::Outcome;
use conglang_platform::form::Form;
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};

use crate::{FormPlace, Slice};

/// The slice.
pub const SLICE: Slice = Slice {
    kind: AnyKind::of::<Page>().standing_alone(),
    show: "page/show.html",
    root: "content",
    form: "page/form.html",
    place: FormPlace::Drawer,
    schema_type: "WebPage",
    choices: &[],
};

struct Page;

#[derive(Serialize, Deserialize)]
struct Content {
    body: SafeHtml,
}

impl Kind for Page {
    const NAME: &'static str = "page";
    const WORD: &'static str = "trang";
    type Content = Content;

    fn read(form: &Form, rejections: &mut Rejections) -> Content {
        let body = rejections.text("body", form.text("body"), Presence::Optional, BODY_CHARS_MAX);
        Content { body: SafeHtml::of_typed(&body) }
    }

    fn fields(content: &Content) -> Vec<(&'static str, String)> {
        vec![("body", content.body.to_typed())]
    }

    fn complete(content: &Content, rejections: &mut Rejections) {
        if content.body.is_empty() {
            rejections.add("body", "missing");
        }
    }

    fn text(content: &Content) -> KindText<'_> {
        KindText { body: &content.body, beside: String::new() }
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
                    "INSERT INTO page (entry_id, site_id, body) VALUES ($1, $2, $3)
                     ON CONFLICT (entry_id) DO UPDATE SET body = excluded.body",
                    args![entry, scope.site(), content.body.as_str()],
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
            let row: Option<(String,)> = connection
                .optional(
                    "SELECT body FROM page WHERE entry_id = $1 AND site_id = $2",
                    args![entry, scope.site()],
                )
                .await?;
            Ok(row.map(|(body,)| Content { body: SafeHtml::stored(body) }))
        })
    }
}
