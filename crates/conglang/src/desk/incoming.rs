//! The one way a file comes in: judged by its content, made smaller where it is a picture, stored and
//! kept while there is room.

use bytes::Bytes;
use conglang_house::file::{
    self, FileFormat, Quota, Replacement, SizedPicture, StoredFile, StoredPicture, add_file,
    add_picture, size_upload, store_file, store_picture,
};
use conglang_house::film::convert_later;
use conglang_kernel::{Action, FileId};
use conglang_platform::db::{Reach, Transaction};
use conglang_platform::form::FormFile;

use super::pictures;
use super::refusal::DeskRefusal;
use super::signed::OnSite;

/// A file that may come in and lies nowhere yet.
pub struct Judged {
    name: String,
    content: Content,
}

enum Content {
    Picture(Box<SizedPicture>),
    File(FileFormat, Bytes),
}

impl Judged {
    /// A Word file that was read. Reading it was the judgement: whatever order its parts are packed
    /// in, it is a Word file.
    pub fn word_file(upload: &FormFile) -> Self {
        let content = Content::File(FileFormat::Docx, upload.bytes.clone());
        Self { name: upload.name.clone(), content }
    }

    fn bytes(&self) -> i64 {
        match &self.content {
            Content::Picture(picture) => picture.stored_bytes(),
            Content::File(_, bytes) => i64::try_from(bytes.len()).unwrap_or(i64::MAX),
        }
    }
}

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

/// The code of the sentence for a library that is full.
pub const NO_ROOM: &str = "quota";

/// What a caller gets: a value, or the code of the sentence that says why not.
pub type Taken<T> = Result<Result<T, &'static str>, DeskRefusal>;

/// Judges a file by its content.
///
/// # Errors
/// When the server stops.
pub async fn judge(here: &OnSite, name: &str, bytes: Bytes) -> Taken<Judged> {
    match conglang_media::sniff(&bytes) {
        conglang_media::Sniffed::Picture(_) => judge_picture(here, name, bytes).await,
        // What looks like a picture of another kind is told so, and how to get round it.
        conglang_media::Sniffed::Refused(looks_like) => Ok(match judge_file(name, bytes) {
            Err(_) if is_picture_name(name) => Err(pictures::code(&looks_like.into())),
            judged => judged,
        }),
    }
}

/// Judges a file that must be a picture.
///
/// # Errors
/// When the server stops.
pub async fn judge_picture(here: &OnSite, name: &str, bytes: Bytes) -> Taken<Judged> {
    Ok(match size_upload(bytes, &here.signed.web.picture_permits).await? {
        Ok(sized) => {
            Ok(Judged { name: name.to_owned(), content: Content::Picture(Box::new(sized)) })
        }
        Err(error) => Err(pictures::code(&error)),
    })
}

fn judge_file(name: &str, bytes: Bytes) -> Result<Judged, &'static str> {
    if bytes.is_empty() {
        return Err("file-empty");
    }
    match FileFormat::judge(&bytes, name) {
        Some(format) => Ok(Judged { name: name.to_owned(), content: Content::File(format, bytes) }),
        // What is called a PDF and is none is not helped by being told to use PDF.
        None => Err(if is_offered_name(name) { "file-broken" } else { "file-kind" }),
    }
}

/// The room the site's library has before files are stored.
///
/// # Errors
/// When the database does not answer.
pub async fn room(here: &OnSite) -> Result<Quota, DeskRefusal> {
    let scope = here.permit(Action::Write)?.scope();
    let mut connection = here.signed.web.db.read(scope.reach()).await?;
    Ok(file::quota(&mut connection, scope).await?)
}

/// Puts a judged file into the store, while there is room: what cannot be kept is not stored either.
///
/// # Errors
/// When the store does not answer.
pub async fn store(here: &OnSite, judged: Judged, room: &mut Quota) -> Taken<Stored> {
    if !room.take(judged.bytes()) {
        return Ok(Err(NO_ROOM));
    }
    let blobs = &here.signed.web.blobs;
    let Judged { name, content } = judged;
    Ok(Ok(match content {
        Content::Picture(sized) => Stored::Picture(store_picture(blobs, &name, *sized).await?),
        Content::File(format, bytes) => {
            Stored::File(store_file(blobs, &name, format, bytes).await?)
        }
    }))
}

/// Makes a stored file one of the site's, in the transaction of what it came for. The room is asked
/// for again: other files may have come meanwhile.
///
/// # Errors
/// When the database refuses.
pub async fn keep(here: &OnSite, transaction: &mut Transaction, stored: &Stored) -> Taken<FileId> {
    let permit = here.permit(Action::Write)?;
    let (scope, by, now) = (permit.scope(), Some(permit.account()), here.signed.now);
    if !file::quota(transaction, scope).await?.holds(stored.bytes()) {
        return Ok(Err(NO_ROOM));
    }
    Ok(Ok(match stored {
        Stored::Picture(picture) => add_picture(transaction, scope, by, picture, now).await?,
        Stored::File(file) => {
            let id = add_file(transaction, scope, by, file, now).await?;
            if here.signed.web.config.films.is_some() {
                convert_later(transaction, scope, id, now).await?;
            }
            id
        }
    }))
}

/// Takes in a judged file by itself.
///
/// # Errors
/// When a store does not answer.
pub async fn take(here: &OnSite, judged: Judged) -> Taken<FileId> {
    let stored = match store(here, judged, &mut room(here).await?).await? {
        Ok(stored) => stored,
        Err(code) => return Ok(Err(code)),
    };
    let reach = here.permit(Action::Write)?.scope().reach();
    let mut transaction = here.signed.web.db.write(reach).await?;
    let taken = keep(here, &mut transaction, &stored).await?;
    if taken.is_ok() {
        transaction.commit().await?;
    }
    Ok(taken)
}

/// Gives a file of the site's own the bytes of a judged one, of the same group.
///
/// # Errors
/// Not found, or when a store does not answer.
pub async fn replace(here: &OnSite, id: FileId, judged: Judged) -> Taken<()> {
    let permit = here.permit(Action::Publish)?;
    let (web, scope) = (&here.signed.web, permit.scope());
    let own = |known: Option<file::LibraryFile>| {
        known.filter(|known| known.site == here.site.id).ok_or(DeskRefusal::NotFound)
    };
    let mut connection = web.db.read(scope.reach()).await?;
    let known = own(file::library_file(&mut connection, scope, id).await?)?;
    let room = file::quota(&mut connection, scope).await?;
    drop(connection);
    if matches!(judged.content, Content::Picture(_)) != known.size.is_some() {
        return Ok(Err("replace-group"));
    }
    let stored = match store(here, judged, &mut room.without(known.stored_bytes)).await? {
        Ok(stored) => stored,
        Err(code) => return Ok(Err(code)),
    };
    // Texts of other sites show what is lent, too.
    let mut transaction = web.db.write(Reach::Installation).await?;
    let tx = &mut transaction;
    let known = own(file::library_file(tx, scope, id).await?)?;
    let with = match &stored {
        Stored::Picture(picture) => Replacement::Picture(picture),
        Stored::File(file) => Replacement::File(file),
    };
    let room = file::quota(tx, scope).await?.without(known.stored_bytes);
    if !room.holds(stored.bytes()) {
        return Ok(Err(NO_ROOM));
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
        Ok(judged) => take(here, judged).await,
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
        Ok(judged) => take(here, judged).await,
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
