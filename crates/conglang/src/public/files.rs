//! Files of sites and assets of the program, under addresses that never change what they mean.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use conglang_house::file::{FoundFile, find_served};
use conglang_house::frame::SheetFound;
use conglang_house::scope::SiteScope;
use conglang_house::web::Web;
use conglang_platform::blob::BlobHash;
use http::request::Parts;
use http::{HeaderValue, Method, StatusCode, header};

use super::Refusal;
use crate::ranges::{self, Wanted};

/// What carries its hash in its address may be kept for a year.
const FOR_EVER: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// Serves a file of a site.
pub async fn serve(
    web: &Web,
    scope: SiteScope,
    hash: &BlobHash,
    request: &Parts,
) -> Result<Response, Refusal> {
    let mut connection = web.db.read(scope.reach()).await?;
    let found = find_served(&mut connection, scope, hash).await?.ok_or(Refusal::NotFound)?;
    drop(connection);
    let file = match found {
        FoundFile::Here(file) => file,
        FoundFile::Replaced(address) => return replaced(&address),
    };
    let tag = format!("\"{}\"", hash.as_str());
    let known = request
        .headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| value.contains(&tag) || value.trim() == "*");
    let tag_value = HeaderValue::from_str(&tag).map_err(anyhow::Error::from)?;
    if known {
        return Ok((
            StatusCode::NOT_MODIFIED,
            [(header::ETAG, tag_value), (header::CACHE_CONTROL, FOR_EVER)],
        )
            .into_response());
    }
    let size = web.blobs.size(&file.hash).await?.ok_or(Refusal::NotFound)?;
    let wanted = ranges::wanted(&request.headers, &tag, size);
    let (status, bytes, part) = match wanted {
        Wanted::Nothing => return beyond(size),
        Wanted::Part(range) => {
            let part = format!("bytes {}-{}/{size}", range.start, range.end.saturating_sub(1));
            (StatusCode::PARTIAL_CONTENT, web.blobs.get_range(&file.hash, range).await?, Some(part))
        }
        Wanted::Whole => (StatusCode::OK, web.blobs.get(&file.hash).await?, None),
    };
    let bytes = bytes.ok_or(Refusal::NotFound)?;
    let media_type = HeaderValue::from_str(&file.media_type).map_err(anyhow::Error::from)?;
    let length = HeaderValue::from(bytes.len());
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_LENGTH, length),
        (header::ACCEPT_RANGES, HeaderValue::from_static("bytes")),
        (header::CACHE_CONTROL, FOR_EVER),
        (header::ETAG, tag_value),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
    ];
    let mut response = (status, headers, body_for(request, bytes)).into_response();
    if let Some(part) = part {
        let part = HeaderValue::from_str(&part).map_err(anyhow::Error::from)?;
        response.headers_mut().insert(header::CONTENT_RANGE, part);
    }
    Ok(response)
}

/// An address whose bytes were replaced leads to what is shown today; tomorrow it may lead further.
fn replaced(address: &str) -> Result<Response, Refusal> {
    let location = HeaderValue::from_str(address).map_err(anyhow::Error::from)?;
    let kept = HeaderValue::from_static("public, max-age=300");
    let headers = [(header::LOCATION, location), (header::CACHE_CONTROL, kept)];
    Ok((StatusCode::FOUND, headers).into_response())
}

fn beyond(size: u64) -> Result<Response, Refusal> {
    let whole = HeaderValue::from_str(&format!("bytes */{size}")).map_err(anyhow::Error::from)?;
    Ok((StatusCode::RANGE_NOT_SATISFIABLE, [(header::CONTENT_RANGE, whole)]).into_response())
}

fn body_for(request: &Parts, bytes: Bytes) -> Body {
    if request.method == Method::HEAD { Body::empty() } else { Body::from(bytes) }
}

/// Serves an asset of the program, or a style sheet put together from some, on any host.
pub fn asset_response(web: &Web, request: &Parts) -> Result<Response, Refusal> {
    let path = request.uri.path();
    let (asset, kept) = match web.assets.at(path) {
        Some(asset) => (asset.clone(), FOR_EVER),
        None => match web.frames.sheets.find(web, path).ok_or(Refusal::NotFound)? {
            SheetFound::Kept(asset) => (asset, FOR_EVER),
            SheetFound::Current(asset) => (asset, HeaderValue::from_static("no-cache")),
        },
    };
    let accepts = |coding: &str| {
        request
            .headers
            .get(header::ACCEPT_ENCODING)
            .and_then(|value| value.to_str().ok())
            .is_some_and(|value| {
                value.split(',').any(|part| {
                    let mut halves = part.split(';');
                    halves.next().map(str::trim) == Some(coding)
                        && !halves.any(|rest| rest.trim() == "q=0")
                })
            })
    };
    let (bytes, coding) = match (&asset.br, &asset.gzip) {
        (Some(br), _) if accepts("br") => (br, Some("br")),
        (_, Some(gzip)) if accepts("gzip") => (gzip, Some("gzip")),
        _ => (&asset.identity, None),
    };
    let mut response = body_for(request, bytes.clone()).into_response();
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(asset.media_type));
    headers.insert(header::CACHE_CONTROL, kept);
    headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    if let Some(coding) = coding {
        headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    Ok(response)
}
