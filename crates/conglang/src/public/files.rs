//! Files of sites and assets of the program, under addresses that never change what they mean.

use axum::body::Body;
use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use conglang_house::file::find_served;
use conglang_house::frame::SheetFound;
use conglang_house::scope::SiteScope;
use conglang_house::web::Web;
use conglang_platform::blob::BlobHash;
use http::request::Parts;
use http::{HeaderValue, Method, StatusCode, header};

use super::Refusal;

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
    let file = find_served(&mut connection, scope, hash).await?.ok_or(Refusal::NotFound)?;
    drop(connection);
    let tag = format!("\"{}\"", hash.as_str());
    let known = request
        .headers
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|value| value.contains(&tag) || value.trim() == "*");
    let tag = HeaderValue::from_str(&tag).map_err(anyhow::Error::from)?;
    if known {
        return Ok((
            StatusCode::NOT_MODIFIED,
            [(header::ETAG, tag), (header::CACHE_CONTROL, FOR_EVER)],
        )
            .into_response());
    }
    let bytes = web.blobs.get(&file.hash).await?.ok_or(Refusal::NotFound)?;
    let media_type = HeaderValue::from_str(&file.media_type).map_err(anyhow::Error::from)?;
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::CACHE_CONTROL, FOR_EVER),
        (header::ETAG, tag),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'; sandbox")),
    ];
    Ok((headers, body_for(request, bytes)).into_response())
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
