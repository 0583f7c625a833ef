//! The library of a site: its files as a grid, folders, files brought in, and what the writing
//! screen finds in it.

use conglang_house::file::{
    self, FileGroup, Folder, LibraryFilter, LibraryLine, Shelf, add_folder, folders, forget_folder,
    rename_folder,
};
use conglang_house::film::Conversion;
use conglang_kernel::{Action, FileId, FolderId, Rejections};
use conglang_platform::db::Connection;
use http::StatusCode;
use minijinja::context;
use serde::Serialize;
use serde_json::json;

use super::fields::{Fields, Mistake, filled, reject, typed};
use super::found::found_files;
use super::incoming;
use super::lists::Paging;
use super::refusal::{DeskRefusal, html, see_other};
use super::routes::{Answer, Asked};
use super::sheet::Choice;
use super::signed::{OnSite, value};
use super::view::DeskView;
use super::writing::json_answer;

/// Files on a page: whole rows at two, three, four and six columns.
const PAGE_SIZE: i64 = 24;

/// Files offered to the writing screen at a time.
const OFFERED_MAX: i64 = 24;

/// The word of the folder in which everything lies that the province lends.
const LENT: &str = "tinh";

#[derive(Serialize)]
struct FileView {
    id: i64,
    name: String,
    alt: String,
    thumb: Option<String>,
    type_name: String,
    size_bytes: i64,
    width: Option<i64>,
    height: Option<i64>,
    group: &'static str,
    conversion: Option<String>,
}

#[derive(Serialize)]
struct Filters {
    query: String,
    group: String,
    shelf: String,
}

/// A file for the writing screen.
#[derive(Serialize)]
struct OfferedView {
    id: i64,
    name: String,
    type_name: String,
    alt: String,
    url: String,
    thumb: Option<String>,
    media_type: String,
    width: Option<i64>,
    height: Option<i64>,
    shared: bool,
}

/// The grid.
pub async fn show(here: OnSite, _asked: Asked) -> Answer {
    draw(&here, StatusCode::OK, &blank(), &[]).await
}

/// Brings files in without a script, or works on folders.
pub async fn submit(here: OnSite, asked: Asked) -> Answer {
    match asked.form.text("viec") {
        "tai_len" => bring(&here, &asked).await,
        "them_muc" | "doi_ten_muc" | "bo_muc" => sort(&here, &asked).await,
        _ => Err(DeskRefusal::Malformed),
    }
}

async fn bring(here: &OnSite, asked: &Asked) -> Answer {
    let permit = here.permit(Action::Write)?;
    let folder = asked.form.filled("folder").and_then(|id| id.parse().ok()).map(FolderId);
    let mut mistakes = Vec::new();
    let mut came: Vec<FileId> = Vec::new();
    for upload in asked.form.files("files") {
        match incoming::take_any(here, upload).await? {
            Ok(id) => came.push(id),
            Err(code) => {
                let name: String = upload.name.chars().take(80).collect();
                let why = here.signed.say(&format!("reject-{code}"));
                mistakes.push(mistake("files", format!("{name}: {why}")));
            }
        }
    }
    if let (Some(folder), false) = (folder, came.is_empty()) {
        let mut transaction = here.signed.web.db.write(permit.scope().reach()).await?;
        for id in &came {
            file::put_into_folder(&mut transaction, permit.scope(), *id, Some(folder)).await?;
        }
        transaction.commit().await?;
    }
    if came.is_empty() && mistakes.is_empty() {
        mistakes.push(mistake("files", here.signed.say("reject-file-missing")));
    }
    if mistakes.is_empty() {
        let shelf = folder.map(|id| format!("&muc={id}")).unwrap_or_default();
        return Ok(see_other(&here.url(&format!("/thu-vien?da=files-came{shelf}"))));
    }
    draw(here, StatusCode::UNPROCESSABLE_ENTITY, &blank(), &mistakes).await
}

async fn sort(here: &OnSite, asked: &Asked) -> Answer {
    let permit = here.permit(Action::Write)?;
    let scope = permit.scope();
    let folder = asked.form.text("folder").parse().ok().map(FolderId);
    let name = asked.form.text("folder_name");
    let mut transaction = here.signed.web.db.write(scope.reach()).await?;
    let tx = &mut transaction;
    let outcome: Result<Option<FolderId>, Rejections> = match (asked.form.text("viec"), folder) {
        ("them_muc", _) => {
            add_folder(tx, scope, permit.account(), name, here.signed.now).await?.map(Some)
        }
        ("doi_ten_muc", Some(folder)) => {
            rename_folder(tx, scope, folder, name).await?.map(|()| Some(folder))
        }
        ("bo_muc", Some(folder)) => {
            forget_folder(tx, scope, folder).await?;
            Ok(None)
        }
        _ => return Err(DeskRefusal::Malformed),
    };
    match outcome {
        Ok(shelf) => {
            transaction.commit().await?;
            let shelf = shelf.map(|id| format!("&muc={id}")).unwrap_or_default();
            Ok(see_other(&here.url(&format!("/thu-vien?da=folders-saved{shelf}"))))
        }
        Err(rejections) => {
            drop(transaction);
            let mut fields = typed(&["folder_name"], &asked.form);
            let mistakes = reject(&here.signed.web, &mut fields, &rejections);
            draw(here, StatusCode::UNPROCESSABLE_ENTITY, &fields, &mistakes).await
        }
    }
}

fn mistake(field: &str, message: String) -> Mistake {
    Mistake { field: field.to_owned(), id: format!("f-{field}"), message }
}

fn blank() -> Fields {
    filled([("folder_name", String::new())])
}

async fn draw(here: &OnSite, status: StatusCode, fields: &Fields, mistakes: &[Mistake]) -> Answer {
    let signed = &here.signed;
    let permit = here.permit(Action::Look)?;
    let scope = permit.scope();
    let mut connection = signed.web.db.read(scope.reach()).await?;
    let folders = folders(&mut connection, scope).await?;
    let lends = lends_to(&mut connection, here).await?;
    let filters = filters(here, &folders);
    let paging = Paging::of(signed, PAGE_SIZE);
    let filter = LibraryFilter {
        found: found_files(here, &filters.query).await?,
        query: filters.query.clone(),
        group: FileGroup::parse(&filters.group),
        shelf: match filters.shelf.as_str() {
            LENT => Shelf::Lent,
            "" => Shelf::Own,
            folder => folder.parse().map_or(Shelf::Own, |id| Shelf::Folder(FolderId(id))),
        },
    };
    let lines =
        file::library(&mut connection, scope, &filter, paging.size, paging.offset()).await?;
    let quota = file::quota(&mut connection, scope).await?;
    drop(connection);
    let total = lines.first().map_or(0, |line| line.found);
    let kept = [("tim", filters.query.as_str()), ("loai", &filters.group), ("muc", &filters.shelf)];
    let filtered = !filters.query.is_empty() || !filters.group.is_empty();
    let current = folders.iter().find(|folder| folder.id.to_string() == filters.shelf);
    let views: Vec<FileView> = lines.into_iter().map(|line| view(here, line)).collect();
    let own = context! {
        files => value(&views),
        filtered => filtered,
        groups => value(&groups(here)),
        folders => folders.iter().map(folder_view).collect::<Vec<_>>(),
        folder => current.map(folder_view),
        lends => lends,
        quota => context! { used => quota.used, whole => quota.whole,
            percent => (quota.used.saturating_mul(100) / quota.whole.max(1)).clamp(0, 100) },
        form => value(fields),
        errors => value(&mistakes),
        pager => value(&paging.pager(total, &kept)),
        may => context! { write => here.permit(Action::Write).is_ok() },
        part_bytes => file::PART_BYTES,
        file_bytes_max => super::uploads::FILE_BYTES_MAX,
        filters => value(&filters),
    };
    let desk = DeskView::of_site(here, "library").await?;
    Ok(html(status, signed.render("desk/library.html", &desk, own)?))
}

fn filters(here: &OnSite, folders: &[Folder]) -> Filters {
    let asked = |name: &str| here.signed.query.filled(name).unwrap_or_default().to_owned();
    let shelf = asked("muc");
    let known = shelf == LENT || folders.iter().any(|folder| folder.id.to_string() == shelf);
    Filters {
        query: asked("tim").chars().take(200).collect(),
        group: FileGroup::parse(&asked("loai")).map_or("", FileGroup::as_str).to_owned(),
        shelf: if known { shelf } else { String::new() },
    }
}

/// The kinds of files one may ask for.
fn groups(here: &OnSite) -> Vec<Choice> {
    FileGroup::ALL
        .into_iter()
        .map(|group| {
            let label = here.signed.say(&format!("desk-library-group-{}", group.as_str()));
            Choice::flat(group.as_str(), label)
        })
        .collect()
}

/// What the province lends, when the site has one above it: how many files.
async fn lends_to(connection: &mut Connection, here: &OnSite) -> Result<Option<i64>, DeskRefusal> {
    let Some(above) = here.site.parent_id else { return Ok(None) };
    Ok(Some(file::count_lent(connection, above).await?))
}

fn view(here: &OnSite, line: LibraryLine) -> FileView {
    FileView {
        id: line.id,
        thumb: thumb(here, line.thumb.as_deref()),
        type_name: file::type_name(&line.media_type),
        group: FileGroup::of_media_type(&line.media_type).as_str(),
        name: line.name,
        alt: line.alt,
        size_bytes: line.size_bytes,
        width: line.width,
        height: line.height,
        // That all went well is nothing to stop at in a list.
        conversion: line
            .conversion
            .as_deref()
            .and_then(Conversion::parse)
            .filter(|state| matches!(state, Conversion::Waiting | Conversion::Failed))
            .map(|state| said_of(here, state)),
    }
}

/// How far the conversion of a film has come, in words.
pub(super) fn said_of(here: &OnSite, state: Conversion) -> String {
    here.signed.say(&format!("desk-library-film-{}", state.as_str()))
}

fn folder_view(folder: &Folder) -> minijinja::Value {
    context! { id => folder.id, name => &folder.name, files => folder.files }
}

fn thumb(here: &OnSite, hash: Option<&str>) -> Option<String> {
    hash.map(|hash| here.url(&format!("/tep-ban/{hash}/anh.webp")))
}

/// What the writing screen finds: the site's own files and what is lent to it.
pub async fn find(here: OnSite, _asked: Asked) -> Answer {
    let signed = &here.signed;
    let permit = here.permit(Action::Look)?;
    let asked = |name: &str| signed.query.filled(name).unwrap_or_default().to_owned();
    let query: String = asked("tim").chars().take(200).collect();
    let filter = LibraryFilter {
        found: found_files(&here, &query).await?,
        query,
        group: FileGroup::parse(&asked("loai")),
        shelf: Shelf::Usable,
    };
    let mut connection = signed.web.db.read(permit.scope().reach()).await?;
    let lines = file::library(&mut connection, permit.scope(), &filter, OFFERED_MAX, 0).await?;
    drop(connection);
    let files: Vec<OfferedView> = lines
        .into_iter()
        .map(|line| OfferedView {
            url: here.url(&format!("/tep/{}", line.id)),
            thumb: thumb(&here, line.thumb.as_deref()),
            shared: line.site_id != here.site.id.0,
            id: line.id,
            name: line.name,
            alt: line.alt,
            type_name: file::type_name(&line.media_type),
            media_type: line.media_type,
            width: line.width,
            height: line.height,
        })
        .collect();
    json_answer(StatusCode::OK, &json!({ "files": files }))
}
