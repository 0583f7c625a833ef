//! Article (bài viết): news and stories, for everybody. It knows no deadline; that is a notice.

use conglang_house::entry::{AnyKind, BODY_CHARS_MAX, Kind, KindText};
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
    kind: AnyKind::of::<Article>(),
    show: "article/show.html",
    root: "article",
    form: "article/form.html",
    place: FormPlace::Drawer,
    schema_type: "NewsArticle",
    choices: &[(
        "genre",
        &[
            ("", "article-form-genre-none"),
            ("news", "article-genre-news"),
            ("drawing", "article-genre-drawing"),
            ("photo", "article-genre-photo"),
            ("commentary", "article-genre-commentary"),
            ("reportage", "article-genre-reportage"),
            ("literature", "article-genre-literature"),
            ("study", "article-genre-study"),
            ("media", "article-genre-media"),
        ],
    )],
};

mod credit;
mod genre;

pub use credit::{CREDITS_MAX, Credit, Credits, Extent, Uncounted, credits, uncounted};
pub use genre::Genre;

struct Article;

#[derive(Serialize, Deserialize)]
struct Content {
    body: SafeHtml,
    #[serde(default)]
    author_name: String,
    #[serde(default)]
    pen_name: String,
    #[serde(default)]
    genre: Option<Genre>,
    #[serde(default)]
    source: String,
}

#[derive(FromRow)]
struct Row {
    body: String,
    author_name: String,
    pen_name: String,
    genre: String,
    source: String,
}

/// The name readers see: the pen name where there is one.
fn byline(content: &Content) -> &str {
    if content.pen_name.is_empty() { &content.author_name } else { &content.pen_name }
}

impl Kind for Article {
    const NAME: &'static str = "article";
    const WORD: &'static str = "bai-viet";
    type Content = Content;

    fn read(form: &Form, rejections: &mut Rejections) -> Content {
        let body = rejections.text("body", form.text("body"), Presence::Optional, BODY_CHARS_MAX);
        Content {
            body: SafeHtml::of_typed(&body),
            author_name: rejections.line(
                "author_name",
                form.text("author_name"),
                Presence::Optional,
                80,
            ),
            pen_name: rejections.line("pen_name", form.text("pen_name"), Presence::Optional, 80),
            genre: form.filled("genre").and_then(|word| {
                let genre = Genre::parse(word).ok();
                if genre.is_none() {
                    rejections.add("genre", "choice-unknown");
                }
                genre
            }),
            source: rejections.line("source", form.text("source"), Presence::Optional, 120),
        }
    }

    fn fields(content: &Content) -> Vec<(&'static str, String)> {
        vec![
            ("body", content.body.to_typed()),
            ("author_name", content.author_name.clone()),
            ("pen_name", content.pen_name.clone()),
            ("genre", content.genre.map(|genre| genre.as_str().to_owned()).unwrap_or_default()),
            ("source", content.source.clone()),
        ]
    }

    fn complete(content: &Content, rejections: &mut Rejections) {
        if content.body.is_empty() {
            rejections.add("body", "missing");
        }
    }

    fn text(content: &Content) -> KindText<'_> {
        KindText { body: &content.body, beside: format!("{} {}", byline(content), content.source) }
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
                    "INSERT INTO article (entry_id, site_id, body, author_name, source, pen_name,
                       genre)
                     VALUES ($1, $2, $3, $4, $5, $6, $7)
                     ON CONFLICT (entry_id) DO UPDATE SET body = excluded.body,
                       author_name = excluded.author_name, source = excluded.source,
                       pen_name = excluded.pen_name, genre = excluded.genre",
                    args![
                        entry,
                        scope.site(),
                        content.body.as_str(),
                        &content.author_name,
                        &content.source,
                        &content.pen_name,
                        content.genre.map_or("", Genre::as_str)
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
                    "SELECT body, author_name, pen_name, genre, source FROM article
                     WHERE entry_id = $1 AND site_id = $2",
                    args![entry, scope.site()],
                )
                .await?;
            Ok(row.map(|row| Content {
                body: SafeHtml::stored(row.body),
                author_name: row.author_name,
                pen_name: row.pen_name,
                genre: Genre::parse(&row.genre).ok(),
                source: row.source,
            }))
        })
    }
}
