//! Pictures: judged, made in every size pages ask for, stored and named.

use bytes::Bytes;
use conglang_kernel::{AccountId, FileId, Moment};
use conglang_media::{Crop, Focus, PictureError, PictureLimits, Prepared, Ratio, Variant};
use conglang_platform::args;
use conglang_platform::blob::{BlobHash, Blobs};
use conglang_platform::db::Transaction;
use conglang_platform::fault::{Fault, Outcome};
use conglang_platform::memory;
use tokio::sync::Semaphore;

use super::{found_by, sound_name, taken_again};
use crate::record::announce;
use crate::scope::SiteScope;

/// Widths of whole pictures, in pixels, as the templates' `srcset` names them.
pub const WIDTHS: [u32; 3] = [480, 960, 1600];

/// Widths of the cut that cards show, in pixels.
pub const CARD_WIDTHS: [u32; 2] = [360, 720];

/// The shape of a card's picture.
pub(super) const CARD_RATIO: Ratio = Ratio::CARD;

/// A picture in every size pages ask for, not yet stored.
pub struct SizedPicture {
    whole: Prepared,
    cards: Vec<Variant>,
}

impl SizedPicture {
    /// What the picture will weigh in every size.
    pub fn stored_bytes(&self) -> i64 {
        let Prepared { original, variants, fallback, .. } = &self.whole;
        let all = variants.iter().chain(&self.cards).chain([original, fallback]);
        i64::try_from(all.map(|variant| variant.bytes.len()).sum::<usize>()).unwrap_or(i64::MAX)
    }
}

/// A picture whose bytes are in the blob store, not yet named in the database.
pub struct StoredPicture {
    pub(super) name: String,
    pub(super) original: StoredVariant,
    pub(super) colour: String,
    pub(super) blur: Option<String>,
    pub(super) variants: Vec<StoredVariant>,
}

impl StoredPicture {
    /// What the picture weighs in every size.
    pub fn stored_bytes(&self) -> i64 {
        self.original.size_bytes + self.variants.iter().map(|v| v.size_bytes).sum::<i64>()
    }
}

/// A picture in one size, stored.
pub(super) struct StoredVariant {
    pub purpose: &'static str,
    pub media_type: &'static str,
    pub width: i64,
    pub height: i64,
    pub hash: BlobHash,
    pub size_bytes: i64,
}

/// Judges an upload by its content and makes every size of it. Slow: call it off the request's thread.
///
/// # Errors
/// What is wrong with the picture, for the writer to read.
pub fn size_picture(bytes: &[u8]) -> Result<SizedPicture, PictureError> {
    let limits = PictureLimits::default();
    let whole = conglang_media::prepare(bytes, &WIDTHS, Crop::Whole, &limits)?;
    let shape = Crop::To { ratio: CARD_RATIO, focus: Focus::CENTRE };
    let cards = conglang_media::recut(&whole.original.bytes, &CARD_WIDTHS, shape, &limits)?;
    Ok(SizedPicture { whole, cards })
}

/// Puts every size of a picture into the blob store. Content-addressed: when the transaction that
/// would name them never comes, nothing is half-done but some bytes nobody asks for.
///
/// # Errors
/// When the store does not take them.
pub async fn store_picture(
    blobs: &Blobs,
    name: &str,
    picture: SizedPicture,
) -> Outcome<StoredPicture> {
    let mut variants = Vec::new();
    for variant in picture.whole.variants {
        variants.push(store_variant(blobs, "width", variant).await?);
    }
    for variant in picture.cards {
        variants.push(store_variant(blobs, "card", variant).await?);
    }
    variants.push(store_variant(blobs, "fallback", picture.whole.fallback).await?);
    let original = store_variant(blobs, "original", picture.whole.original).await?;
    let name = sound_name(name);
    let placeholder = picture.whole.placeholder;
    let (colour, blur) = (placeholder.colour.to_string(), placeholder.blur.map(|b| b.to_string()));
    Ok(StoredPicture { name, original, colour, blur, variants })
}

pub(super) async fn store_variant(
    blobs: &Blobs,
    purpose: &'static str,
    variant: Variant,
) -> Outcome<StoredVariant> {
    let size_bytes = i64::try_from(variant.bytes.len()).unwrap_or(i64::MAX);
    Ok(StoredVariant {
        purpose,
        media_type: variant.kind.media_type(),
        width: i64::from(variant.width),
        height: i64::from(variant.height),
        hash: blobs.put(Bytes::from(variant.bytes)).await?,
        size_bytes,
    })
}

/// Names a stored picture in the database. The same picture on the same site is one file.
///
/// # Errors
/// When the database refuses.
pub async fn add_picture(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: Option<AccountId>,
    picture: &StoredPicture,
    now: Moment,
) -> Outcome<FileId> {
    let original = &picture.original;
    if let Some(known) = taken_again(transaction, scope, &original.hash, now).await? {
        return Ok(known);
    }
    let id = transaction
        .number(
            "INSERT INTO file (site_id, hash, name, media_type, size_bytes, width, height, colour,
               created_at, created_by, stored_bytes, folded, blur)
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id",
            args![
                scope.site(),
                original.hash.as_str(),
                &picture.name,
                original.media_type,
                original.size_bytes,
                original.width,
                original.height,
                &picture.colour,
                now,
                by,
                picture.stored_bytes(),
                found_by(&[&picture.name]),
                picture.blur.as_deref()
            ],
        )
        .await?;
    add_variants(transaction, scope, FileId(id), &picture.variants).await?;
    announce(transaction, now, Some(scope.site()), "upload", id, "add-file").await?;
    Ok(FileId(id))
}

pub(super) async fn add_variants(
    transaction: &mut Transaction,
    scope: SiteScope,
    file: FileId,
    variants: &[StoredVariant],
) -> Outcome<()> {
    for variant in variants {
        transaction
            .execute(
                "INSERT INTO file_variant (file_id, site_id, purpose, media_type, width, height,
                   hash, size_bytes)
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING",
                args![
                    file,
                    scope.site(),
                    variant.purpose,
                    variant.media_type,
                    variant.width,
                    variant.height,
                    variant.hash.as_str(),
                    variant.size_bytes
                ],
            )
            .await?;
    }
    Ok(())
}

/// As [`size_picture`], off the request's thread and only so many at a time as there are permits, so
/// that uploads leave the public pages their processor.
///
/// # Errors
/// A fault when the server stops or the thread died; what is wrong with the picture is inside.
pub async fn size_upload(
    bytes: Bytes,
    permits: &Semaphore,
) -> Outcome<Result<SizedPicture, PictureError>> {
    let _permit = permits
        .acquire()
        .await
        .map_err(|_| Fault::new("pictures are no longer taken: the server stops"))?;
    memory::apart(move || size_picture(&bytes)).await
}
