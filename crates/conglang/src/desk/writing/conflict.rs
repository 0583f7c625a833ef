//! Two people saved one text: both versions, side by side, and nothing lost.

use conglang_house::entry::Edition;
use conglang_kernel::SafeHtml;
use conglang_platform::db::Reach;
use conglang_platform::form::Form;
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::draft::{COMMON, fields_of};
use super::screen::{base_of, name_of};
use crate::desk::difference::{Part, marked, marked_body};
use crate::desk::refusal::html;
use crate::desk::routes::Answer;
use crate::desk::sheet::{Choice, Sheet, categories, category_choices};
use crate::desk::signed::{OnSite, value};
use crate::desk::view::DeskView;

/// Fields that are no part of the text.
const NOT_COMPARED: [&str; 4] = ["cover", "cover_remove", "attachments", "language"];

#[derive(Serialize)]
struct Theirs {
    by: String,
    at: i64,
}

#[derive(Serialize)]
struct Kept {
    name: String,
    value: String,
}

#[derive(Serialize)]
struct Differing {
    name: &'static str,
    label: String,
    mine: String,
    theirs: String,
    long: bool,
    marked: Vec<Part>,
    body_html: Option<String>,
    choices: Option<Vec<Choice>>,
}

#[derive(Serialize)]
struct EntryView {
    id: i64,
}

/// Draws both versions. The form's base is theirs, so that the next save is the merged one.
pub async fn draw(here: &OnSite, sheet: &Sheet, form: &Form, theirs: &Edition) -> Answer {
    let signed = &here.signed;
    let mut connection = signed.web.db.read(Reach::Installation).await?;
    let by = name_of(&mut connection, theirs.saved_by)
        .await?
        .unwrap_or_else(|| signed.say("desk-by-program"));
    let rows = categories(here, &mut connection, sheet.entry.language).await?;
    drop(connection);
    let their_fields = fields_of(here.site.id, sheet.slice, theirs)?;
    let kind_fields = sheet.slice.kind.fields(&theirs.content)?;
    let mut names: Vec<&'static str> =
        COMMON.into_iter().filter(|name| !NOT_COMPARED.contains(name)).collect();
    names.extend(kind_fields.iter().map(|(name, _)| *name).filter(|name| !COMMON.contains(name)));
    let mut differing = Vec::new();
    let mut same = Vec::new();
    for name in names {
        let mine = form.text(name).replace("\r\n", "\n");
        let other = their_fields.get(name).map(|field| field.value.clone()).unwrap_or_default();
        // An empty address means "as the title says", which is what stands there.
        let untouched = mine.trim() == other.trim() || (name == "slug" && mine.trim().is_empty());
        if untouched || !form.has(name) {
            same.push(Kept { name: name.to_owned(), value: other });
            continue;
        }
        let choices =
            (name == "category").then(|| category_choices(&rows, Some(sheet.slice.kind.name)));
        differing.push(Differing {
            name,
            label: signed.say(&label_key(name)),
            long: name == "body",
            marked: if name == "body" { Vec::new() } else { marked(&mine, &other) },
            body_html: (name == "body").then(|| {
                let (mine, theirs) = (SafeHtml::of_typed(&mine), SafeHtml::of_typed(&other));
                marked_body(&mine, &theirs, here.site.id)
            }),
            choices,
            theirs: other,
            mine,
        });
    }
    same.extend(
        ["cover_id", "attachment", "attachment_title"]
            .into_iter()
            .flat_map(|name| form.texts(name).map(move |text| (name, text)))
            .map(|(name, value)| Kept { name: name.to_owned(), value: value.to_owned() }),
    );
    let own = context! {
        theirs => value(&Theirs { by, at: theirs.saved_at.0 }),
        entry => value(&EntryView { id: sheet.entry.id.0 }),
        base => base_of(theirs),
        same => value(&same),
        differing => value(&differing),
    };
    let desk = DeskView::of_site(here, "entries").await?;
    Ok(html(StatusCode::CONFLICT, signed.render("desk/conflict.html", &desk, own)?))
}

/// The words a field stands under on the writing screen.
pub fn label_key(name: &str) -> String {
    match name {
        "title" | "summary" | "body" | "category" | "slug" => format!("desk-edit-{name}"),
        "cover_alt" => "desk-edit-cover-alt".to_owned(),
        "cover_caption" => "desk-edit-cover-caption".to_owned(),
        "publish_at" => "desk-edit-publish-at".to_owned(),
        "expires_at" => "desk-edit-expires-at".to_owned(),
        "change" => "desk-edit-change-kind".to_owned(),
        "change_note" => "desk-edit-change-note".to_owned(),
        "author_name" => "article-form-author".to_owned(),
        "source" => "article-form-source".to_owned(),
        other => format!("notice-form-{}", other.replace('_', "-")),
    }
}
