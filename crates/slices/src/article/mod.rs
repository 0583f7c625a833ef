//! Article (bài viết): news and stories, for everybody. It knows no deadline; that is a notice.

use conglang_house::entry::{AnyKind, Kind, KindText};
use conglang_house::scope::SiteScope;
use conglang_kernel::{EntryId, Presence, Rejections, SafeHtml};
use conglang_platform::args;
use conglang_platform::db::Connection;
use conglang_platform::fault::Outcome;
use conglang_platform::form::Form;
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};
use sqlx::FromRow;

use crate::{FormPlace, Slice};

/// The slice.
pub const SLICE: Slice = Slice {
    kind: AnyKind::of::<Article>(),
    show: "article/show.html",
    root: "article",
    form: "article/form.html",
    place: FormPlace::Drawer,
    schema_type: "NewsArticle",
};

struct Article;

#[derive(Serialize, Deserialize)]
struct Content {
    body: SafeHtml,
    #[serde(default)]
    author_name: String,
    #[serde(default)]
    source: String,
}

#[derive(FromRow)]
struct Row {
    body: String,
    author_name: String,
    source: String,
}

impl Kind for Article {
    const NAME: &'static str = "article";
    const WORD: &'static str = "bai-viet";
    type Content = Content;

    fn read(form: &Form, rejections: &mut Rejections) -> Content {
        let body = rejections.text("body", form.text("body"), Presence::Optional, 400_000);
        Content {
            body: SafeHtml::of_typed(&body),
            author_name: rejections.line(
                "author_name",
                form.text("author_name"),
                Presence::Optional,
                80,
            ),
            source: rejections.line("source", form.text("source"), Presence::Optional, 120),
        }
    }

    fn fields(content: &Content) -> Vec<(&'static str, String)> {
        vec![
            ("body", content.body.to_typed()),
            ("author_name", content.author_name.clone()),
            ("source", content.source.clone()),
        ]
    }

    fn complete(content: &Content, rejections: &mut Rejections) {
        if content.body.is_empty() {
            rejections.add("body", "missing");
        }
    }

    fn text(content: &Content) -> KindText<'_> {
        KindText {
            body: &content.body,
            beside: format!("{} {}", content.author_name, content.source),
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
                    "INSERT INTO article (entry_id, site_id, body, author_name, source)
                     VALUES ($1, $2, $3, $4, $5)
                     ON CONFLICT (entry_id) DO UPDATE SET body = excluded.body,
                       author_name = excluded.author_name, source = excluded.source",
                    args![
                        entry,
                        scope.site(),
                        content.body.as_str(),
                        &content.author_name,
                        &content.source
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
                    "SELECT body, author_name, source FROM article
                     WHERE entry_id = $1 AND site_id = $2",
                    args![entry, scope.site()],
                )
                .await?;
            Ok(row.map(|row| Content {
                body: SafeHtml::stored(row.body),
                author_name: row.author_name,
                source: row.source,
            }))
        })
    }
}
