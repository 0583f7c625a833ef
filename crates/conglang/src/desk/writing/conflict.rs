//! Two people saved one text: both versions, side by side, and nothing lost.

use conglang_house::entry::{Attachment, Edition};
use conglang_kernel::{Action, FileId, SafeHtml};
use conglang_platform::db::Reach;
use conglang_platform::form::Form;
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::draft::{COMMON, Typed, fields_of};
use super::screen::{base_of, name_of};
use crate::desk::compared::{Compared, files_of};
use crate::desk::difference::{Part, marked, marked_body};
use crate::desk::refusal::html;
use crate::desk::routes::Answer;
use crate::desk::sheet::{Choice, Sheet, categories};
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
struct AttachedView {
    id: i64,
    name: String,
    title: String,
    /// Both have the same files: there is nothing to decide.
    hidden: bool,
    whose: &'static str,
}

#[derive(Serialize)]
struct EntryView {
    id: i64,
}

/// Draws both versions. The form's base is theirs, so that the next save is the merged one.
pub async fn draw(
    here: &OnSite,
    sheet: &Sheet,
    form: &Form,
    typed: &Typed,
    theirs: &Edition,
) -> Answer {
    let signed = &here.signed;
    let scope = here.permit(Action::Look)?.scope();
    let mut connection = signed.web.db.read(Reach::Installation).await?;
    let by = name_of(&mut connection, theirs.saved_by)
        .await?
        .unwrap_or_else(|| signed.say("desk-by-program"));
    let rows = categories(here, &mut connection, sheet.entry.language).await?;
    let mine = &typed.heading;
    let mut named = files_of(theirs);
    named.extend(mine.attachments.iter().map(|a| a.file).chain(mine.cover_file));
    let compared = Compared::of(signed, &mut connection, scope, sheet.slice, &rows, &named).await?;
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
        let said = |value: &str| compared.said(name, value);
        differing.push(Differing {
            name,
            label: compared.label(name),
            long: name == "body",
            marked: if name == "body" { Vec::new() } else { marked(&said(&mine), &said(&other)) },
            body_html: (name == "body").then(|| {
                let (mine, theirs) = (SafeHtml::of_typed(&mine), SafeHtml::of_typed(&other));
                marked_body(&mine, &theirs, here.site.id)
            }),
            choices: compared.choices(name),
            theirs: other,
            mine,
        });
    }
    if mine.cover_file == theirs.cover_file {
        let value = mine.cover_file.map(|file| file.to_string()).unwrap_or_default();
        same.push(Kept { name: "cover_id".to_owned(), value });
    } else {
        differing.push(covers(&compared, mine.cover_file, theirs.cover_file));
    }
    let attached = attached(&compared, &mine.attachments, &theirs.attachments);
    let own = context! {
        theirs => value(&Theirs { by, at: theirs.saved_at.0 }),
        entry => value(&EntryView { id: sheet.entry.id.0 }),
        base => base_of(theirs),
        same => value(&same),
        differing => value(&differing),
        attached => value(&attached),
    };
    let desk = DeskView::of_site(here, "entries").await?;
    Ok(html(StatusCode::CONFLICT, signed.render("desk/conflict.html", &desk, own)?))
}

/// Two covers to choose from.
fn covers(compared: &Compared<'_>, mine: Option<FileId>, theirs: Option<FileId>) -> Differing {
    let typed = |file: Option<FileId>| file.map(|file| file.to_string()).unwrap_or_default();
    let choice = |file: Option<FileId>| match file {
        Some(file) => Choice::flat(file.to_string(), compared.file(file)),
        None => Choice::flat("", compared.no_cover()),
    };
    let (old, new) = (typed(mine), typed(theirs));
    let said = |typed: &str| compared.said("cover_id", typed);
    Differing {
        name: "cover_id",
        label: compared.label("cover"),
        long: false,
        marked: marked(&said(&old), &said(&new)),
        body_html: None,
        choices: Some(vec![choice(mine), choice(theirs)]),
        mine: old,
        theirs: new,
    }
}

/// The files of both, where they are not the same: nobody can tell what was taken away from what was added.
fn attached(
    compared: &Compared<'_>,
    mine: &[Attachment],
    theirs: &[Attachment],
) -> Vec<AttachedView> {
    let is_same = mine == theirs;
    let other = theirs.iter().filter(|a| mine.iter().all(|own| own.file != a.file));
    mine.iter()
        .chain(other)
        .map(|attachment| {
            let holds = |of: &[Attachment]| of.iter().any(|a| a.file == attachment.file);
            AttachedView {
                id: attachment.file.0,
                name: compared.file(attachment.file),
                title: attachment.title.clone(),
                hidden: is_same,
                whose: match (holds(mine), holds(theirs)) {
                    (true, true) => "both",
                    (true, false) => "mine",
                    _ => "theirs",
                },
            }
        })
        .collect()
}
