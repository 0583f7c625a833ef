//! Changing a file of the library: what is known of it, its bytes, whether it is lent, its end.

use bytes::Bytes;
use conglang_kernel::{AccountId, FileId, FolderId, Moment};
use conglang_media::{Crop, Focus, PictureError, PictureLimits, Variant};
use conglang_platform::args;
use conglang_platform::blob::Blobs;
use conglang_platform::db::{Transaction, engine};
use conglang_platform::fault::{Fault, Outcome};
use conglang_platform::memory;
use tokio::sync::Semaphore;

use super::picture::{CARD_RATIO, StoredVariant, add_variants, store_variant};
use super::{CARD_WIDTHS, Licence, StoredFile, StoredPicture, found_by};
use crate::entry;
use crate::record::{Deed, announce, record};
use crate::scope::SiteScope;
use crate::search;

/// How long what a picture shows may be, in characters.
pub const ALT_CHARS_MAX: usize = 200;

/// What people say of a file.
#[derive(Clone, Debug)]
pub struct Described {
    /// What it is called.
    pub name: String,
    /// What it shows, in words.
    pub alt: String,
    /// The line under it.
    pub caption: String,
    /// Who made it.
    pub author: String,
    /// By what right it is shown.
    pub licence: Option<Licence>,
    /// What is said in it.
    pub transcript: String,
    /// In which folder it lies.
    pub folder: Option<FolderId>,
}

/// New bytes for a file.
pub enum Replacement<'r> {
    /// A picture in every size.
    Picture(&'r StoredPicture),
    /// Anything else.
    File(&'r StoredFile),
}

/// Notes what is said of a file of the site's own.
///
/// # Errors
/// When the database refuses.
pub async fn describe(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    file: FileId,
    said: &Described,
    now: Moment,
) -> Outcome<()> {
    engine::order_changes(transaction).await?;
    transaction
        .execute(
            "UPDATE file SET name = $3, alt = $4, caption = $5, author = $6, licence = $7,
               transcript = $8, folded = $10,
               folder_id = (SELECT d.id FROM file_folder d WHERE d.id = $9 AND d.site_id = $2)
             WHERE id = $1 AND site_id = $2",
            args![
                file,
                scope.site(),
                &said.name,
                &said.alt,
                &said.caption,
                &said.author,
                said.licence.map_or("", Licence::as_str),
                &said.transcript,
                said.folder,
                found_by(&[&said.name, &said.alt, &said.caption, &said.author])
            ],
        )
        .await?;
    entry::follow_file(transaction, file, now).await?;
    record(transaction, now, Deed::at(scope, by, "describe-file", ("file", file.0), &said.name))
        .await
}

/// Lets the library know what a picture shows when whoever wrote a text said so and nobody had
/// before: what somebody says of a file in the library itself is not touched.
///
/// # Errors
/// When the database refuses.
pub async fn describe_bare(
    transaction: &mut Transaction,
    scope: SiteScope,
    pictures: &[(FileId, String)],
    now: Moment,
) -> Outcome<()> {
    for (file, alt) in pictures {
        let bare: Option<(String, String, String)> = transaction
            .optional(
                "SELECT name, caption, author FROM file
                 WHERE id = $1 AND site_id = $2 AND alt = '' AND media_type LIKE 'image/%'",
                args![*file, scope.site()],
            )
            .await?;
        let Some((name, caption, author)) = bare else { continue };
        let alt: String = alt.chars().take(ALT_CHARS_MAX).collect();
        transaction
            .execute(
                "UPDATE file SET alt = $3, folded = $4 WHERE id = $1 AND site_id = $2",
                args![*file, scope.site(), &alt, found_by(&[&name, &alt, &caption, &author])],
            )
            .await?;
        announce(transaction, now, Some(scope.site()), "file", file.0, "describe-file").await?;
    }
    Ok(())
}

/// Puts a file into a folder, or into none; a folder that is not the site's is none.
///
/// # Errors
/// When the database refuses.
pub async fn put_into_folder(
    transaction: &mut Transaction,
    scope: SiteScope,
    file: FileId,
    folder: Option<FolderId>,
) -> Outcome<()> {
    transaction
        .execute(
            "UPDATE file SET folder_id =
               (SELECT d.id FROM file_folder d WHERE d.id = $3 AND d.site_id = $2)
             WHERE id = $1 AND site_id = $2",
            args![file, scope.site(), folder],
        )
        .await?;
    Ok(())
}

/// Cuts a picture anew around a point, off the request's thread.
///
/// # Errors
/// A fault when a store does not answer or the stored picture cannot be read.
pub async fn size_cards(bytes: Bytes, focus: Focus, permits: &Semaphore) -> Outcome<Vec<Variant>> {
    let _permit = permits
        .acquire()
        .await
        .map_err(|_| Fault::new("pictures are no longer cut: the server stops"))?;
    let cut = move || -> Result<Vec<Variant>, PictureError> {
        let shape = Crop::To { ratio: CARD_RATIO, focus };
        conglang_media::recut(&bytes, &CARD_WIDTHS, shape, &PictureLimits::default())
    };
    memory::apart(cut)
        .await?
        .map_err(|error| Fault::new(format!("a stored picture cannot be cut: {error}")))
}

/// Cuts whose bytes are in the blob store.
pub struct StoredCards(Vec<StoredVariant>);

/// Puts cuts into the blob store.
///
/// # Errors
/// When the store does not take them.
pub async fn store_cards(blobs: &Blobs, cards: Vec<Variant>) -> Outcome<StoredCards> {
    let mut stored = Vec::new();
    for card in cards {
        stored.push(store_variant(blobs, "card", card).await?);
    }
    Ok(StoredCards(stored))
}

/// Puts new cuts in the place of the old ones and remembers around which point they were made.
///
/// # Errors
/// When the database refuses.
pub async fn recut_cards(
    transaction: &mut Transaction,
    scope: SiteScope,
    file: FileId,
    focus: Focus,
    cards: &StoredCards,
    now: Moment,
) -> Outcome<()> {
    retire(transaction, scope, file, "card", now).await?;
    add_variants(transaction, scope, file, &cards.0).await?;
    transaction
        .execute(
            "UPDATE file SET focus_x = $3, focus_y = $4 WHERE id = $1 AND site_id = $2",
            args![file, scope.site(), i64::from(focus.x()), i64::from(focus.y())],
        )
        .await?;
    weigh(transaction, scope, file).await?;
    entry::follow_file(transaction, file, now).await
}

/// Gives a file other bytes. Its number stays, so every text shows the new ones; addresses of the
/// old bytes lead to the new. False when another file of the site has these bytes already. Done by
/// nobody, it is the program that has converted a film.
///
/// # Errors
/// When the database refuses.
pub async fn replace(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: Option<AccountId>,
    file: FileId,
    with: Replacement<'_>,
    now: Moment,
) -> Outcome<bool> {
    engine::order_changes(transaction).await?;
    let (hash, media_type, size_bytes, size, colour, blur) = match &with {
        Replacement::Picture(picture) => {
            let original = &picture.original;
            (
                original.hash.as_str(),
                original.media_type,
                original.size_bytes,
                Some((original.width, original.height)),
                Some(picture.colour.as_str()),
                picture.blur.as_deref(),
            )
        }
        Replacement::File(file) => {
            (file.hash.as_str(), file.format.media_type(), file.size_bytes, None, None, None)
        }
    };
    let others = transaction
        .number(
            "SELECT count(*) FROM file WHERE site_id = $1 AND hash = $2 AND id <> $3",
            args![scope.site(), hash, file],
        )
        .await?;
    if others > 0 {
        return Ok(false);
    }
    transaction
        .execute(
            "INSERT INTO file_replaced (site_id, hash, file_id, purpose, width, replaced_at)
             SELECT f.site_id, f.hash, f.id, 'original', COALESCE(f.width, 0), $3
             FROM file f WHERE f.id = $1 AND f.site_id = $2 ON CONFLICT DO NOTHING",
            args![file, scope.site(), now],
        )
        .await?;
    for purpose in ["width", "card", "fallback"] {
        retire(transaction, scope, file, purpose, now).await?;
    }
    transaction
        .execute(
            "UPDATE file SET hash = $3, media_type = $4, size_bytes = $5, width = $6, height = $7,
               colour = $8, blur = $9, focus_x = 500, focus_y = 500
             WHERE id = $1 AND site_id = $2",
            args![
                file,
                scope.site(),
                hash,
                media_type,
                size_bytes,
                size.map(|(width, _)| width),
                size.map(|(_, height)| height),
                colour,
                blur
            ],
        )
        .await?;
    if let Replacement::Picture(picture) = &with {
        add_variants(transaction, scope, file, &picture.variants).await?;
    }
    weigh(transaction, scope, file).await?;
    search::forget_words(transaction, file).await?;
    entry::follow_file(transaction, file, now).await?;
    let deed = Deed {
        site: Some(scope.site()),
        by,
        action: if by.is_some() { "replace-file" } else { "convert-film" },
        subject: "file",
        subject_id: file.0,
        detail: media_type,
    };
    record(transaction, now, deed).await?;
    Ok(true)
}

/// Whether the sites below may use a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lending {
    /// They may.
    Lent,
    /// They may not.
    Kept,
}

/// Lends a file to the sites below, or takes it back.
///
/// # Errors
/// When the database refuses.
pub async fn lend(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    file: FileId,
    lending: Lending,
    now: Moment,
) -> Outcome<()> {
    engine::order_changes(transaction).await?;
    let word = match lending {
        Lending::Lent => "yes",
        Lending::Kept => "no",
    };
    transaction
        .execute(
            "UPDATE file SET lent = $3 WHERE id = $1 AND site_id = $2",
            args![file, scope.site(), word],
        )
        .await?;
    record(transaction, now, Deed::at(scope, by, "lend-file", ("file", file.0), word)).await
}

/// Takes a file out of the library. Whoever calls has seen that nothing uses it; old versions of
/// texts may still name it, hence its line stays.
///
/// # Errors
/// When the database refuses.
pub async fn delete(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    file: FileId,
    now: Moment,
) -> Outcome<()> {
    engine::order_changes(transaction).await?;
    transaction
        .execute(
            "UPDATE file SET deleted_at = $3, deleted_by = $4, folder_id = NULL, lent = 'no'
             WHERE id = $1 AND site_id = $2",
            args![file, scope.site(), now, by],
        )
        .await?;
    record(transaction, now, Deed::at(scope, by, "delete-file", ("file", file.0), "")).await
}

/// Takes the variants of one purpose away and remembers where their addresses lead.
async fn retire(
    transaction: &mut Transaction,
    scope: SiteScope,
    file: FileId,
    purpose: &str,
    now: Moment,
) -> Outcome<()> {
    transaction
        .execute(
            "INSERT INTO file_replaced (site_id, hash, file_id, purpose, width, replaced_at)
             SELECT v.site_id, v.hash, v.file_id, v.purpose, v.width, $4
             FROM file_variant v WHERE v.file_id = $1 AND v.site_id = $2 AND v.purpose = $3
             ON CONFLICT DO NOTHING",
            args![file, scope.site(), purpose, now],
        )
        .await?;
    transaction
        .execute(
            "DELETE FROM file_variant WHERE file_id = $1 AND site_id = $2 AND purpose = $3",
            args![file, scope.site(), purpose],
        )
        .await?;
    Ok(())
}

async fn weigh(transaction: &mut Transaction, scope: SiteScope, file: FileId) -> Outcome<()> {
    transaction
        .execute(
            "UPDATE file SET stored_bytes = size_bytes
               + (SELECT CAST(COALESCE(sum(v.size_bytes), 0) AS BIGINT) FROM file_variant v
                  WHERE v.file_id = $1 AND v.site_id = $2)
             WHERE id = $1 AND site_id = $2",
            args![file, scope.site()],
        )
        .await?;
    Ok(())
}
