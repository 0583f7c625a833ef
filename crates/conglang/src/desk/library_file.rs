//! One file of the library: what is said of it, where it is used, other bytes for it, its end.

use conglang_house::file::{
    self, Described, FileFormat, FileGroup, Lending, LibraryFile, Licence, Use, describe, lend,
    recut_cards, size_cards, store_cards, uses,
};
use conglang_kernel::{Action, FileId, FolderId, Presence, Rejections};
use conglang_media::Focus;
use conglang_platform::db::Reach;
use conglang_platform::form::{Form, FormFile};
use http::StatusCode;
use minijinja::{Value, context};
use serde::Serialize;

use super::confirm::Confirm;
use super::fields::{Fields, Mistake, filled, reject, typed};
use super::incoming;
use super::library;
use super::refusal::{DeskRefusal, html, see_other};
use super::routes::{Answer, Asked};
use super::sheet::Choice;
use super::signed::{OnSite, value};
use super::view::DeskView;

/// Fields of the form.
const FIELDS: [&str; 12] = [
    "name",
    "alt",
    "caption",
    "author",
    "licence",
    "transcript",
    "folder",
    "focus_x",
    "focus_y",
    "replacement",
    "poster",
    "captions",
];

#[derive(Serialize)]
struct UseView {
    title: String,
    url: Option<String>,
    site: Option<String>,
}

/// The file.
pub async fn show(here: OnSite, asked: Asked) -> Answer {
    let known = known(&here, &asked).await?;
    draw(&here, StatusCode::OK, &known, &fields_of(&known), &[]).await
}

/// Saves what is said of it, replaces, lends or deletes it.
pub async fn submit(here: OnSite, asked: Asked) -> Answer {
    here.demand(Action::Write)?;
    let known = known(&here, &asked).await?;
    if known.site != here.site.id {
        return Err(DeskRefusal::Forbidden);
    }
    match asked.form.text("viec") {
        "luu" => save(&here, &known, &asked.form).await,
        "kem" => accompany(&here, &known, &asked.form).await,
        "thay" => replace(&here, &known, &asked.form).await,
        "xoa" => delete(&here, &known, &asked.form).await,
        "cho_muon" => set_lending(&here, &known, Lending::Lent).await,
        "thoi_muon" => set_lending(&here, &known, Lending::Kept).await,
        _ => Err(DeskRefusal::Malformed),
    }
}

async fn known(here: &OnSite, asked: &Asked) -> Result<LibraryFile, DeskRefusal> {
    let scope = here.permit(Action::Look)?.scope();
    let mut connection = here.signed.web.db.read(scope.reach()).await?;
    file::library_file(&mut connection, scope, FileId(asked.number(0)?))
        .await?
        .ok_or(DeskRefusal::NotFound)
}

async fn save(here: &OnSite, known: &LibraryFile, form: &Form) -> Answer {
    let permit = here.permit(Action::Write)?;
    let (web, scope, now) = (&here.signed.web, permit.scope(), here.signed.now);
    let mut rejections = Rejections::none();
    let optional = Presence::Optional;
    let said = Described {
        name: rejections.line("name", form.text("name"), Presence::Required, 120),
        alt: rejections.line("alt", form.text("alt"), optional, file::ALT_CHARS_MAX),
        caption: rejections.line("caption", form.text("caption"), optional, 200),
        author: rejections.line("author", form.text("author"), optional, 120),
        licence: match form.text("licence") {
            "" => None,
            word => Licence::parse(word).or_else(|| {
                rejections.add("licence", "choice-unknown");
                None
            }),
        },
        transcript: rejections.text("transcript", form.text("transcript"), optional, 60_000),
        folder: form.filled("folder").and_then(|id| id.parse().ok()).map(FolderId),
    };
    let focus = focus_of(form, known.focus, &mut rejections);
    if !rejections.is_empty() {
        let mut fields = typed(&FIELDS, form);
        let mistakes = reject(web, &mut fields, &rejections);
        return draw(here, StatusCode::UNPROCESSABLE_ENTITY, known, &fields, &mistakes).await;
    }
    // Cutting is slow and holds no transaction.
    let cards = if known.size.is_some() && focus != known.focus {
        let original = web.blobs.get(&known.hash).await?.ok_or(DeskRefusal::NotFound)?;
        let cards = size_cards(original, focus, &web.picture_permits).await?;
        Some(store_cards(&web.blobs, cards).await?)
    } else {
        None
    };
    let mut transaction = web.db.write(reach_of(known, here)).await?;
    let tx = &mut transaction;
    describe(tx, scope, permit.account(), known.id, &said, now).await?;
    if let Some(cards) = cards {
        recut_cards(tx, scope, known.id, focus, &cards, now).await?;
    }
    transaction.commit().await?;
    Ok(see_other(&here.url(&format!("/thu-vien/{}?da=file-saved", known.id))))
}

/// The point as two percentages; without them it stays where it is.
fn focus_of(form: &Form, before: Focus, rejections: &mut Rejections) -> Focus {
    let mut read = |name: &'static str, before: u16| match form.filled(name) {
        None => before,
        Some(text) => match text.parse::<u16>() {
            Ok(percent) if percent <= 100 => percent * 10,
            _ => {
                rejections.add(name, "percent");
                before
            }
        },
    };
    Focus::new(read("focus_x", before.x()), read("focus_y", before.y()))
}

/// Texts of other sites show what is lent.
fn reach_of(known: &LibraryFile, here: &OnSite) -> Reach {
    if known.is_lent { Reach::Installation } else { Reach::Site(here.site.id.0) }
}

/// Takes in the picture and the captions of a film.
async fn accompany(here: &OnSite, known: &LibraryFile, form: &Form) -> Answer {
    let permit = here.permit(Action::Write)?;
    if FileGroup::of_media_type(&known.media_type) != FileGroup::Video {
        return Err(DeskRefusal::NotFound);
    }
    let before = |kept: &Option<(FileId, String)>, remove: &str| {
        kept.as_ref().filter(|_| !form.has(remove)).map(|(id, _)| *id)
    };
    let poster = match form.file("poster") {
        None => Ok(before(&known.poster, "poster_remove")),
        Some(upload) => incoming::take_picture(here, upload).await?.map(Some),
    };
    let captions = match form.file("captions") {
        None => Ok(before(&known.captions, "captions_remove")),
        Some(upload) => take_captions(here, upload).await?.map(Some),
    };
    let (poster, captions) = match (poster, captions) {
        (Ok(poster), Ok(captions)) => (poster, captions),
        (poster, captions) => {
            let mut fields = fields_of(known);
            let mut mistakes = Vec::new();
            for (field, code) in [("poster", poster.err()), ("captions", captions.err())] {
                let Some(code) = code else { continue };
                let mistake = here_is(here, field, code);
                if let Some(field) = fields.get_mut(field) {
                    field.error = Some(mistake.message.clone());
                }
                mistakes.push(mistake);
            }
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            return draw(here, status, known, &fields, &mistakes).await;
        }
    };
    let (web, scope, by) = (&here.signed.web, permit.scope(), permit.account());
    let mut transaction = web.db.write(reach_of(known, here)).await?;
    file::accompany(&mut transaction, scope, by, known.id, poster, captions, here.signed.now)
        .await?;
    transaction.commit().await?;
    Ok(see_other(&here.url(&format!("/thu-vien/{}?da=file-saved", known.id))))
}

/// Takes in captions, and nothing else.
async fn take_captions(here: &OnSite, upload: &FormFile) -> incoming::Taken<FileId> {
    match FileFormat::judge(&upload.bytes, &upload.name) {
        Some(FileFormat::Vtt) => incoming::take_any(here, upload).await,
        _ => match file::subrip_as_webvtt(&upload.bytes) {
            Some(webvtt) => {
                let stem =
                    upload.name.rsplit_once('.').map_or(upload.name.as_str(), |(stem, _)| stem);
                let read = FormFile {
                    field: upload.field.clone(),
                    name: format!("{stem}.vtt"),
                    bytes: webvtt.into(),
                };
                incoming::take_any(here, &read).await
            }
            None => Ok(Err("captions-kind")),
        },
    }
}

async fn replace(here: &OnSite, known: &LibraryFile, form: &Form) -> Answer {
    here.demand(Action::Publish)?;
    let outcome = match form.file("replacement") {
        None => Err("file-missing"),
        Some(upload) => match incoming::judge(here, &upload.name, upload.bytes.clone()).await? {
            Ok(judged) => incoming::replace(here, known.id, judged).await?,
            Err(code) => Err(code),
        },
    };
    match outcome {
        Ok(()) => Ok(see_other(&here.url(&format!("/thu-vien/{}?da=file-replaced", known.id)))),
        Err(code) => {
            let mistake = here_is(here, "replacement", code);
            let mut fields = fields_of(known);
            if let Some(field) = fields.get_mut("replacement") {
                field.error = Some(mistake.message.clone());
            }
            draw(here, StatusCode::UNPROCESSABLE_ENTITY, known, &fields, &[mistake]).await
        }
    }
}

async fn delete(here: &OnSite, known: &LibraryFile, form: &Form) -> Answer {
    let permit = here.permit(Action::Publish)?;
    let web = &here.signed.web;
    let mut transaction = web.db.write(reach_of(known, here)).await?;
    let tx = &mut transaction;
    if !uses(tx, &web.kinds, known.id).await?.is_empty() {
        drop(transaction);
        let mistake = Mistake { id: "used".to_owned(), ..here_is(here, "used", "file-used") };
        let status = StatusCode::CONFLICT;
        return draw(here, status, known, &fields_of(known), &[mistake]).await;
    }
    if !form.has("confirmed") {
        drop(transaction);
        let address = here.url(&format!("/thu-vien/{}", known.id));
        let confirm = Confirm {
            title: here.signed.say("desk-library-delete-ask"),
            text: known.name.clone(),
            consequences: vec![here.signed.say("desk-library-delete-what")],
            action: address.clone(),
            fields: vec![("viec", "xoa".to_owned())],
            cancel_url: address,
            button: here.signed.say("desk-library-delete"),
        };
        return confirm.draw(here, "library").await;
    }
    file::delete(tx, permit.scope(), permit.account(), known.id, here.signed.now).await?;
    transaction.commit().await?;
    Ok(see_other(&here.url("/thu-vien?da=file-deleted")))
}

async fn set_lending(here: &OnSite, known: &LibraryFile, lending: Lending) -> Answer {
    let permit = here.permit(Action::Publish)?;
    // Only a site that has sites below it lends.
    if here.site.parent_id.is_some() {
        return Err(DeskRefusal::NotFound);
    }
    let web = &here.signed.web;
    let mut transaction = web.db.write(Reach::Installation).await?;
    let tx = &mut transaction;
    let elsewhere = |place: &Use| matches!(place, Use::Entry { site, .. } if *site != here.site.id);
    if lending == Lending::Kept && uses(tx, &web.kinds, known.id).await?.iter().any(elsewhere) {
        drop(transaction);
        let mistake = Mistake { id: "used".to_owned(), ..here_is(here, "used", "file-lent-used") };
        let status = StatusCode::CONFLICT;
        return draw(here, status, known, &fields_of(known), &[mistake]).await;
    }
    let (by, now) = (permit.account(), here.signed.now);
    lend(tx, permit.scope(), by, known.id, lending, now).await?;
    transaction.commit().await?;
    Ok(see_other(&here.url(&format!("/thu-vien/{}?da=file-saved", known.id))))
}

fn here_is(here: &OnSite, field: &str, code: &str) -> Mistake {
    Mistake {
        field: field.to_owned(),
        id: format!("f-{field}"),
        message: here.signed.say(&format!("reject-{code}")),
    }
}

fn fields_of(known: &LibraryFile) -> Fields {
    filled([
        ("name", known.name.clone()),
        ("alt", known.alt.clone()),
        ("caption", known.caption.clone()),
        ("author", known.author.clone()),
        ("licence", known.licence.map_or("", Licence::as_str).to_owned()),
        ("transcript", known.transcript.clone()),
        ("folder", known.folder.map(|id| id.to_string()).unwrap_or_default()),
        ("focus_x", (known.focus.x() / 10).to_string()),
        ("focus_y", (known.focus.y() / 10).to_string()),
        ("replacement", String::new()),
        ("poster", String::new()),
        ("captions", String::new()),
    ])
}

async fn draw(
    here: &OnSite,
    status: StatusCode,
    known: &LibraryFile,
    fields: &Fields,
    mistakes: &[Mistake],
) -> Answer {
    let signed = &here.signed;
    let scope = here.permit(Action::Look)?.scope();
    let mut connection = signed.web.db.read(reach_of(known, here)).await?;
    let folders = file::folders(&mut connection, scope).await?;
    let is_own = known.site == here.site.id;
    let places =
        if is_own { uses(&mut connection, &signed.web.kinds, known.id).await? } else { Vec::new() };
    drop(connection);
    let places: Vec<UseView> = places.into_iter().map(|place| use_view(here, place)).collect();
    let folders: Vec<Choice> =
        folders.into_iter().map(|f| Choice::flat(f.id.to_string(), f.name)).collect();
    let licences: Vec<Choice> = Licence::ALL
        .into_iter()
        .map(|licence| {
            let label = signed.say(&format!("desk-library-licence-{}", licence.as_str()));
            Choice::flat(licence.as_str(), label)
        })
        .collect();
    let group = FileGroup::of_media_type(&known.media_type);
    let may_publish = is_own && here.permit(Action::Publish).is_ok();
    let own = context! {
        file => context! {
            id => known.id.0,
            name => &known.name,
            group => group.as_str(),
            type_name => file::type_name(&known.media_type),
            size_bytes => known.size_bytes,
            width => known.size.map(|(width, _)| width),
            height => known.size.map(|(_, height)| height),
            url => here.url(&format!("/tep/{}", known.id)),
            lent => known.is_lent,
            conversion => known.conversion.map(|state| library::said_of(here, state)),
            poster => known.poster.as_ref().map(|kept| beside(here, kept)),
            captions => known.captions.as_ref().map(|kept| beside(here, kept)),
            at => known.created_at,
            by => known.created_by.clone(),
        },
        form => value(fields),
        errors => value(&mistakes),
        uses => value(&places),
        folders => value(&folders),
        licences => value(&licences),
        own => is_own,
        may => context! {
            write => is_own && here.permit(Action::Write).is_ok(),
            replace => may_publish,
            delete => may_publish,
            lend => may_publish && here.site.parent_id.is_none(),
        },
    };
    let desk = DeskView::of_site(here, "library").await?;
    Ok(html(status, signed.render("desk/library_file.html", &desk, own)?))
}

/// A file that goes with a film.
fn beside(here: &OnSite, (id, name): &(FileId, String)) -> Value {
    context! {
        name => name,
        url => here.url(&format!("/thu-vien/{id}")),
        bytes => here.url(&format!("/tep/{id}")),
    }
}

fn use_view(here: &OnSite, place: Use) -> UseView {
    match place {
        Use::Entry { site, entry, title, .. } if site == here.site.id => UseView {
            title: if title.is_empty() { here.signed.say("desk-edit-untitled") } else { title },
            url: Some(here.url(&format!("/noi-dung/{entry}"))),
            site: None,
        },
        // What other sites write is theirs to show; that they use the file is enough to know.
        Use::Entry { site_name, title, .. } => UseView { title, url: None, site: Some(site_name) },
        Use::File { file, name } => {
            UseView { title: name, url: Some(here.url(&format!("/thu-vien/{file}"))), site: None }
        }
    }
}
