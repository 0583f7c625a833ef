//! Files that arrive in parts, so that a broken connection costs one part and not the file.

use bytes::{Bytes, BytesMut};
use conglang_kernel::{AccountId, FileId, FolderId, Moment};
use conglang_platform::args;
use conglang_platform::blob::Blobs;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Connection, Transaction};
use conglang_platform::fault::{Fault, Outcome};

use crate::account::Token;
use crate::scope::SiteScope;

/// The bytes of every part but the last.
pub const PART_BYTES: usize = 1 << 20;

/// What somebody is about to send.
#[derive(Clone, Debug)]
pub struct UploadWish {
    /// What the file is called.
    pub name: String,
    /// How many bytes it has.
    pub size_bytes: usize,
    /// Into which folder it goes.
    pub folder: Option<FolderId>,
    /// Whose bytes it replaces.
    pub replaces: Option<FileId>,
}

/// A file on its way.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Upload {
    /// Its name in addresses.
    pub token: String,
    /// What it is called.
    pub name: String,
    /// How many bytes it has.
    pub size_bytes: usize,
    /// How many parts have come, without a gap.
    pub parts_done: usize,
    /// Into which folder it goes.
    pub folder: Option<FolderId>,
    /// Whose bytes it replaces.
    pub replaces: Option<FileId>,
    /// The file it became, once it had wholly come.
    pub became: Option<FileId>,
}

impl Upload {
    /// How many parts it has.
    pub fn parts(&self) -> usize {
        self.size_bytes.div_ceil(PART_BYTES)
    }

    /// How many bytes a part has.
    fn bytes_of(&self, part: usize) -> usize {
        self.size_bytes.saturating_sub(part.saturating_mul(PART_BYTES)).min(PART_BYTES)
    }
}

/// What is to be done with a part.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum PartJudged {
    /// It is the one to keep.
    Next,
    /// It was kept before.
    Known,
    /// It is not the one that comes next.
    OutOfOrder,
    /// It has not the bytes it should have.
    WrongSize,
}

#[derive(FromRow)]
struct UploadRow {
    token: String,
    name: String,
    size_bytes: i64,
    parts_done: i64,
    folder_id: Option<i64>,
    replaces_file_id: Option<i64>,
    file_id: Option<i64>,
}

/// Notes that a file is about to come.
///
/// # Errors
/// When the database refuses.
pub async fn begin_upload(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    wish: &UploadWish,
    now: Moment,
) -> Outcome<Upload> {
    let token = Token::generate()?.reveal();
    let size = i64::try_from(wish.size_bytes).unwrap_or(i64::MAX);
    transaction
        .execute(
            "INSERT INTO upload (token, site_id, account_id, name, size_bytes, folder_id,
               replaces_file_id, created_at)
             VALUES ($1, $2, $3, $4, $5,
               (SELECT d.id FROM file_folder d WHERE d.id = $6 AND d.site_id = $2),
               (SELECT f.id FROM file f WHERE f.id = $7 AND f.site_id = $2), $8)",
            args![&token, scope.site(), by, &wish.name, size, wish.folder, wish.replaces, now],
        )
        .await?;
    Ok(Upload {
        token,
        name: wish.name.clone(),
        size_bytes: wish.size_bytes,
        parts_done: 0,
        folder: wish.folder,
        replaces: wish.replaces,
        became: None,
    })
}

/// A file on its way, of the account's own.
///
/// # Errors
/// When the database does not answer.
pub async fn find_upload(
    connection: &mut Connection,
    scope: SiteScope,
    by: AccountId,
    token: &str,
) -> Outcome<Option<Upload>> {
    let row: Option<UploadRow> = connection
        .optional(
            "SELECT token, name, size_bytes, parts_done, folder_id, replaces_file_id, file_id
             FROM upload WHERE token = $1 AND site_id = $2 AND account_id = $3",
            args![token, scope.site(), by],
        )
        .await?;
    row.map(|row| {
        Ok(Upload {
            token: row.token,
            name: row.name,
            size_bytes: usize::try_from(row.size_bytes)?,
            parts_done: usize::try_from(row.parts_done)?,
            folder: row.folder_id.map(FolderId),
            replaces: row.replaces_file_id.map(FileId),
            became: row.file_id.map(FileId),
        })
    })
    .transpose()
}

/// What is to be done with a part. One that is sent again, because its answer was lost, does no harm.
pub fn judge_part(upload: &Upload, part: usize, bytes: &Bytes) -> PartJudged {
    if part < upload.parts_done {
        PartJudged::Known
    } else if part > upload.parts_done || part >= upload.parts() {
        PartJudged::OutOfOrder
    } else if bytes.len() != upload.bytes_of(part) {
        PartJudged::WrongSize
    } else {
        PartJudged::Next
    }
}

/// Notes that a part, and all before it, are in the store.
///
/// # Errors
/// When the database refuses.
pub async fn note_part(
    transaction: &mut Transaction,
    scope: SiteScope,
    upload: &Upload,
    part: usize,
) -> Outcome<()> {
    let done = i64::try_from(part + 1).unwrap_or(i64::MAX);
    transaction
        .execute(
            "UPDATE upload SET parts_done = $3
             WHERE token = $1 AND site_id = $2 AND parts_done < $3",
            args![&upload.token, scope.site(), done],
        )
        .await?;
    Ok(())
}

/// The whole file, put together from its parts.
///
/// # Errors
/// When a part is gone.
pub async fn whole_of(blobs: &Blobs, upload: &Upload) -> Outcome<Bytes> {
    let mut whole = BytesMut::with_capacity(upload.size_bytes);
    for part in 0..upload.parts() {
        let bytes = blobs
            .part(&upload.token, part)
            .await?
            .ok_or_else(|| Fault::new("a part of an upload is gone"))?;
        whole.extend_from_slice(&bytes);
    }
    Ok(whole.freeze())
}

/// Notes which file an upload became. Until the daily sweep whoever sends the last part again, because
/// its answer was lost, is told so. Its parts are the caller's to forget.
///
/// # Errors
/// When the database refuses.
pub async fn finish_upload(
    transaction: &mut Transaction,
    scope: SiteScope,
    upload: &Upload,
    file: FileId,
) -> Outcome<()> {
    transaction
        .execute(
            "UPDATE upload SET file_id = $3 WHERE token = $1 AND site_id = $2",
            args![&upload.token, scope.site(), file],
        )
        .await?;
    Ok(())
}

/// Forgets a file on its way that will not do. Its parts are the caller's to forget.
///
/// # Errors
/// When the database refuses.
pub async fn end_upload(
    transaction: &mut Transaction,
    scope: SiteScope,
    upload: &Upload,
) -> Outcome<()> {
    transaction
        .execute(
            "DELETE FROM upload WHERE token = $1 AND site_id = $2",
            args![&upload.token, scope.site()],
        )
        .await?;
    Ok(())
}

/// Forgets what was begun before a moment, whether it came or not: the uploads and how many parts each may have in
/// the store, for the caller to forget.
///
/// # Errors
/// When the database refuses.
pub async fn forget_old_uploads(
    transaction: &mut Transaction,
    before: Moment,
) -> Outcome<Vec<(String, usize)>> {
    let old: Vec<(String, i64)> = transaction
        .all("DELETE FROM upload WHERE created_at < $1 RETURNING token, parts_done", args![before])
        .await?;
    // One more: a part may have been kept whose line was not written any more.
    old.into_iter().map(|(token, parts)| Ok((token, usize::try_from(parts)? + 1))).collect()
}
