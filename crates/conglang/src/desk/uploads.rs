//! Files on the desk: taken in by the writing screen, shown by their number.

use bytes::Bytes;
use conglang_house::file::{self, FoundFile};
use conglang_house::scope::SiteScope;
use conglang_house::web::Web;
use conglang_kernel::{Action, FileId};
use conglang_media::PictureLimits;
use conglang_platform::blob::BlobHash;
use conglang_platform::form::FormFile;
use conglang_platform::outside::{Fetched, Unfetched};
use http::{HeaderValue, StatusCode, header};
use serde_json::json;

use super::incoming::{take_any, take_picture};
use super::refusal::DeskRefusal;
use super::routes::{Answer, Asked};
use super::signed::OnSite;
use super::writing::json_answer;

/// The most bytes of one file that is offered as it is.
pub const FILE_BYTES_MAX: usize = 100 << 20;

/// Takes in one file of a script's, or the picture at an address: 201 with its number and address,
/// or a sentence.
pub async fn take(here: OnSite, asked: Asked) -> Answer {
    here.demand(Action::Write)?;
    let taken = match (asked.form.file("tep"), asked.form.filled("dia_chi")) {
        (Some(upload), _) => take_any(&here, upload).await?,
        (None, Some(address)) => match fetch(&here, address).await {
            Ok(upload) => take_picture(&here, &upload).await?,
            Err(code) => Err(code),
        },
        (None, None) => Err("file-missing"),
    };
    let id = match taken {
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

/// The picture at somebody else's address, as if it had been sent.
async fn fetch(here: &OnSite, address: &str) -> Result<FormFile, &'static str> {
    let outside = &here.signed.web.outside;
    if !outside.askers.allow(here.signed.actor.account(), here.signed.now) {
        return Err("outside-often");
    }
    let bytes_max = PictureLimits::default().bytes_max;
    match outside.fetch(address, bytes_max).await {
        Ok(Fetched { name, bytes }) => Ok(FormFile { field: "tep".to_owned(), name, bytes }),
        Err(why) => {
            tracing::info!(%why, site = here.site.id.0, "a picture was not fetched");
            Err(match why {
                Unfetched::Off => "outside-off",
                Unfetched::Address => "outside-address",
                Unfetched::NoAnswer => "outside-none",
                Unfetched::Late => "outside-late",
                Unfetched::TooLarge(_) => "picture-bytes",
            })
        }
    }
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
    let FoundFile::Here(found) = found else { return Err(DeskRefusal::NotFound) };
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
