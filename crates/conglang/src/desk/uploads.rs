//! Files on the desk: taken in by the writing screen, shown by their number.

use bytes::Bytes;
use conglang_house::file::{self, FileFormat, add_file, store_file};
use conglang_house::scope::SiteScope;
use conglang_house::web::Web;
use conglang_kernel::{Action, FileId};
use conglang_platform::blob::BlobHash;
use conglang_platform::form::FormFile;
use http::{HeaderValue, StatusCode, header};
use serde_json::json;

use super::pictures;
use super::refusal::DeskRefusal;
use super::routes::{Answer, Asked};
use super::signed::OnSite;
use super::writing::{json_answer, take_picture};

/// The most bytes of one file that is offered as it is.
pub const FILE_BYTES_MAX: usize = 100 << 20;

/// Takes in one file of a script's: 201 with its number and address, or a sentence.
pub async fn take(here: OnSite, asked: Asked) -> Answer {
    here.demand(Action::Write)?;
    let Some(upload) = asked.form.file("tep") else {
        return refused(&here, "file-missing");
    };
    let id = match take_any(&here, upload).await? {
        Ok(id) => id,
        Err(code) => return refused(&here, code),
    };
    let scope = here.permit(Action::Look)?.scope();
    let mut connection = here.signed.web.db.read(scope.reach()).await?;
    let found = file::find(&mut connection, scope, id).await?.ok_or(DeskRefusal::NotFound)?;
    json_answer(
        StatusCode::CREATED,
        &json!({
            "id": id.0,
            "url": here.url(&format!("/tep/{id}")),
            "name": found.name,
            "width": found.size.map(|(width, _)| width),
            "height": found.size.map(|(_, height)| height),
        }),
    )
}

/// Takes in a picture in every size, or any other file as it is.
///
/// # Errors
/// When a store does not answer.
pub async fn take_any(
    here: &OnSite,
    upload: &FormFile,
) -> Result<Result<FileId, &'static str>, DeskRefusal> {
    match conglang_media::sniff(&upload.bytes) {
        conglang_media::Sniffed::Picture(_) => take_picture(here, upload).await,
        // What looks like a picture of another kind is told so, and how to get round it.
        conglang_media::Sniffed::Refused(looks_like) => match take_file(here, upload).await? {
            Ok(file) => Ok(Ok(file)),
            Err(_) if is_picture_name(&upload.name) => Ok(Err(pictures::code(&looks_like.into()))),
            Err(code) => Ok(Err(code)),
        },
    }
}

/// Takes in a file as it is; the code of the sentence when it will not do.
///
/// # Errors
/// When a store does not answer.
pub async fn take_file(
    here: &OnSite,
    upload: &FormFile,
) -> Result<Result<FileId, &'static str>, DeskRefusal> {
    let permit = here.permit(Action::Write)?;
    if upload.bytes.is_empty() {
        return Ok(Err("file-empty"));
    }
    let Some(format) = FileFormat::judge(&upload.bytes, &upload.name) else {
        return Ok(Err("file-kind"));
    };
    let web = &here.signed.web;
    let stored = store_file(&web.blobs, &upload.name, format, upload.bytes.clone()).await?;
    let scope = permit.scope();
    let mut transaction = web.db.write(scope.reach()).await?;
    let by = Some(permit.account());
    let file = add_file(&mut transaction, scope, by, &stored, here.signed.now).await?;
    transaction.commit().await?;
    Ok(Ok(file))
}

fn is_picture_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".heic", ".heif", ".svg", ".bmp", ".tif", ".tiff", ".avif", ".jpg", ".jpeg", ".png", ".webp"]
        .iter()
        .any(|ending| name.ends_with(ending))
}

fn refused(here: &OnSite, code: &str) -> Answer {
    let message = here.signed.say(&format!("reject-{code}"));
    json_answer(StatusCode::UNPROCESSABLE_ENTITY, &json!({ "message": message }))
}

/// A file of the site by its number: what stands in the editor.
pub async fn show(here: OnSite, asked: Asked) -> Answer {
    let id = FileId(asked.number(0)?);
    let scope = here.permit(Action::Look)?.scope();
    let web = &here.signed.web;
    let mut connection = web.db.read(scope.reach()).await?;
    let found = file::find(&mut connection, scope, id).await?.ok_or(DeskRefusal::NotFound)?;
    drop(connection);
    let bytes = web.blobs.get(&found.hash).await?.ok_or(DeskRefusal::NotFound)?;
    send(bytes, &found.media_type, &found.name)
}

/// A file of a scope by its hash: what stands in a preview.
///
/// # Errors
/// Not found, or a fault of the stores.
pub async fn serve_hash(web: &Web, scope: SiteScope, hash: &BlobHash) -> Answer {
    let mut connection = web.db.read(scope.reach()).await?;
    let found =
        file::find_served(&mut connection, scope, hash).await?.ok_or(DeskRefusal::NotFound)?;
    drop(connection);
    let bytes = web.blobs.get(&found.hash).await?.ok_or(DeskRefusal::NotFound)?;
    send(bytes, &found.media_type, "")
}

fn send(bytes: Bytes, media_type: &str, name: &str) -> Answer {
    use axum::response::IntoResponse;
    let media_type = HeaderValue::from_str(media_type)
        .unwrap_or(HeaderValue::from_static("application/octet-stream"));
    let mut response = (
        StatusCode::OK,
        [
            (header::CONTENT_TYPE, media_type.clone()),
            (header::CACHE_CONTROL, HeaderValue::from_static("private, max-age=3600")),
            (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
            (
                header::CONTENT_SECURITY_POLICY,
                HeaderValue::from_static("default-src 'none'; sandbox"),
            ),
        ],
        bytes,
    )
        .into_response();
    let shown = media_type.as_bytes().starts_with(b"image/") || media_type == "application/pdf";
    if !shown {
        let name = percent_encoding::utf8_percent_encode(name, percent_encoding::NON_ALPHANUMERIC);
        if let Ok(value) = HeaderValue::from_str(&format!("attachment; filename*=UTF-8''{name}")) {
            response.headers_mut().insert(header::CONTENT_DISPOSITION, value);
        }
    }
    Ok(response)
}
