//! The one way a file comes in: judged by its content, made smaller where it is a picture, kept
//! while there is room.

use bytes::Bytes;
use conglang_house::file::{
    self, FileFormat, Replacement, StoredFile, StoredPicture, add_file, add_picture, size_upload,
    store_file, store_picture,
};
use conglang_house::film::convert_later;
use conglang_kernel::{Action, FileId};
use conglang_platform::db::Reach;
use conglang_platform::form::FormFile;

use super::pictures;
use super::refusal::DeskRefusal;
use super::signed::OnSite;

/// A file whose bytes are in the store and which no site has yet.
pub enum Stored {
    /// A picture in every size.
    Picture(StoredPicture),
    /// Anything else, as it came.
    File(StoredFile),
}

impl Stored {
    fn bytes(&self) -> i64 {
        match self {
            Self::Picture(picture) => picture.stored_bytes(),
            Self::File(file) => file.stored_bytes(),
        }
    }
}

/// What a caller gets: a value, or the code of the sentence that says why not.
pub type Taken<T> = Result<Result<T, &'static str>, DeskRefusal>;

/// Judges a file by its content and puts it into the store.
///
/// # Errors
/// When the store does not answer.
pub async fn judge(here: &OnSite, name: &str, bytes: Bytes) -> Taken<Stored> {
    match conglang_media::sniff(&bytes) {
        conglang_media::Sniffed::Picture(_) => judge_picture(here, name, bytes).await,
        // What looks like a picture of another kind is told so, and how to get round it.
        conglang_media::Sniffed::Refused(looks_like) => {
            match judge_file(here, name, bytes).await? {
                Err(_) if is_picture_name(name) => Ok(Err(pictures::code(&looks_like.into()))),
                judged => Ok(judged),
            }
        }
    }
}

async fn judge_picture(here: &OnSite, name: &str, bytes: Bytes) -> Taken<Stored> {
    let web = &here.signed.web;
    Ok(match size_upload(bytes, &web.picture_permits).await? {
        Ok(sized) => Ok(Stored::Picture(store_picture(&web.blobs, name, sized).await?)),
        Err(error) => Err(pictures::code(&error)),
    })
}

async fn judge_file(here: &OnSite, name: &str, bytes: Bytes) -> Taken<Stored> {
    if bytes.is_empty() {
        return Ok(Err("file-empty"));
    }
    let Some(format) = FileFormat::judge(&bytes, name) else {
        // What is called a PDF and is none is not helped by being told to use PDF.
        return Ok(Err(if is_offered_name(name) { "file-broken" } else { "file-kind" }));
    };
    let stored = store_file(&here.signed.web.blobs, name, format, bytes).await?;
    Ok(Ok(Stored::File(stored)))
}

/// Makes a stored file one of the site's, while there is room.
///
/// # Errors
/// When the database refuses.
pub async fn keep(here: &OnSite, stored: &Stored) -> Taken<FileId> {
    let permit = here.permit(Action::Write)?;
    let (web, now) = (&here.signed.web, here.signed.now);
    let (scope, by) = (permit.scope(), Some(permit.account()));
    let mut transaction = web.db.write(scope.reach()).await?;
    let tx = &mut transaction;
    if !file::quota(tx, scope).await?.holds(stored.bytes()) {
        return Ok(Err("quota"));
    }
    let id = match stored {
        Stored::Picture(picture) => add_picture(tx, scope, by, picture, now).await?,
        Stored::File(file) => add_file(tx, scope, by, file, now).await?,
    };
    if web.config.films.is_some() {
        convert_later(tx, scope, id, now).await?;
    }
    transaction.commit().await?;
    Ok(Ok(id))
}

/// Gives a file of the site's own the bytes of a stored one, of the same group.
///
/// # Errors
/// Not found, or when the database refuses.
pub async fn replace(here: &OnSite, id: FileId, stored: &Stored) -> Taken<()> {
    let permit = here.permit(Action::Publish)?;
    let (web, scope) = (&here.signed.web, permit.scope());
    // Texts of other sites show what is lent, too.
    let mut transaction = web.db.write(Reach::Installation).await?;
    let tx = &mut transaction;
    let known = file::library_file(tx, scope, id)
        .await?
        .filter(|known| known.site == here.site.id)
        .ok_or(DeskRefusal::NotFound)?;
    let with = match (stored, known.size.is_some()) {
        (Stored::Picture(picture), true) => Replacement::Picture(picture),
        (Stored::File(file), false) => Replacement::File(file),
        _ => return Ok(Err("replace-group")),
    };
    let quota = file::quota(tx, scope).await?;
    if !quota.holds(stored.bytes().saturating_sub(known.stored_bytes)) {
        return Ok(Err("quota"));
    }
    if !file::replace(tx, scope, Some(permit.account()), id, with, here.signed.now).await? {
        return Ok(Err("replace-known"));
    }
    if web.config.films.is_some() {
        convert_later(tx, scope, id, here.signed.now).await?;
    }
    transaction.commit().await?;
    Ok(Ok(()))
}

/// Takes in a picture in every size, or any other file as it is.
///
/// # Errors
/// When a store does not answer.
pub async fn take_any(here: &OnSite, upload: &FormFile) -> Taken<FileId> {
    here.demand(Action::Write)?;
    match judge(here, &upload.name, upload.bytes.clone()).await? {
        Ok(stored) => keep(here, &stored).await,
        Err(code) => Ok(Err(code)),
    }
}

/// Takes in a picture.
///
/// # Errors
/// When a store does not answer.
pub async fn take_picture(here: &OnSite, upload: &FormFile) -> Taken<FileId> {
    here.demand(Action::Write)?;
    match judge_picture(here, &upload.name, upload.bytes.clone()).await? {
        Ok(stored) => keep(here, &stored).await,
        Err(code) => Ok(Err(code)),
    }
}

/// Whether the name promises a format that is taken.
fn is_offered_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [
        ".pdf", ".docx", ".xlsx", ".pptx", ".doc", ".xls", ".ppt", ".odt", ".ods", ".mp4", ".webm",
        ".mp3", ".m4a", ".ogg", ".wav",
    ]
    .iter()
    .any(|ending| name.ends_with(ending))
}

fn is_picture_name(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".heic", ".heif", ".svg", ".bmp", ".tif", ".tiff", ".avif", ".jpg", ".jpeg", ".png", ".webp"]
        .iter()
        .any(|ending| name.ends_with(ending))
}
