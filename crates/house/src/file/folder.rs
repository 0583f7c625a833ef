//! Folders of a site's library: one level, because nobody looks three folders deep.

use conglang_kernel::{AccountId, FolderId, Moment, Presence, Rejections};
use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Connection, Transaction};
use conglang_platform::fault::Outcome;

use crate::scope::SiteScope;

/// The longest name of a folder, in characters.
const NAME_CHARS_MAX: usize = 80;

/// The most folders of a site.
const FOLDERS_MAX: i64 = 200;

/// A folder.
#[derive(FromRow, Clone, PartialEq, Eq, Debug)]
pub struct Folder {
    /// Its number.
    pub id: i64,
    /// What it is called.
    pub name: String,
    /// How many files lie in it.
    pub files: i64,
}

/// The folders of a site by name.
///
/// # Errors
/// When the database does not answer.
pub async fn folders(connection: &mut Connection, scope: SiteScope) -> Outcome<Vec<Folder>> {
    let mut found: Vec<Folder> = connection
        .all(
            "SELECT d.id, d.name,
               (SELECT count(*) FROM file f WHERE f.folder_id = d.id AND f.site_id = d.site_id
                AND f.deleted_at IS NULL) AS files
             FROM file_folder d WHERE d.site_id = $1",
            args![scope.site()],
        )
        .await?;
    found.sort_by(|a, b| vitext::compare(&a.name, &b.name));
    Ok(found)
}

/// Makes a folder.
///
/// # Errors
/// When the database refuses; rejected when the name is missing, too long or taken.
pub async fn add_folder(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    typed: &str,
    now: Moment,
) -> Outcome<Result<FolderId, Rejections>> {
    let (name, rejections) = checked(typed);
    if !rejections.is_empty() {
        return Ok(Err(rejections));
    }
    let count = transaction
        .number("SELECT count(*) FROM file_folder WHERE site_id = $1", args![scope.site()])
        .await?;
    if count >= FOLDERS_MAX {
        return Ok(Err(Rejections::one("folder_name", "too-many")));
    }
    let id: Option<(i64,)> = transaction
        .optional(
            "INSERT INTO file_folder (site_id, name, name_key, created_at, created_by)
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (site_id, name_key) DO NOTHING RETURNING id",
            args![scope.site(), &name, key(&name), now, by],
        )
        .await?;
    Ok(id.map(|(id,)| FolderId(id)).ok_or_else(|| Rejections::one("folder_name", "folder-taken")))
}

/// Gives a folder another name.
///
/// # Errors
/// When the database refuses; rejected as [`add_folder`] does.
pub async fn rename_folder(
    transaction: &mut Transaction,
    scope: SiteScope,
    folder: FolderId,
    typed: &str,
) -> Outcome<Result<(), Rejections>> {
    let (name, rejections) = checked(typed);
    if !rejections.is_empty() {
        return Ok(Err(rejections));
    }
    let others = transaction
        .number(
            "SELECT count(*) FROM file_folder WHERE site_id = $1 AND name_key = $2 AND id <> $3",
            args![scope.site(), key(&name), folder],
        )
        .await?;
    if others > 0 {
        return Ok(Err(Rejections::one("folder_name", "folder-taken")));
    }
    transaction
        .execute(
            "UPDATE file_folder SET name = $3, name_key = $4 WHERE id = $1 AND site_id = $2",
            args![folder, scope.site(), &name, key(&name)],
        )
        .await?;
    Ok(Ok(()))
}

/// Takes a folder away; what lies in it stays, in no folder.
///
/// # Errors
/// When the database refuses.
pub async fn forget_folder(
    transaction: &mut Transaction,
    scope: SiteScope,
    folder: FolderId,
) -> Outcome<()> {
    for sql in [
        "UPDATE file SET folder_id = NULL WHERE folder_id = $1 AND site_id = $2",
        "UPDATE upload SET folder_id = NULL WHERE folder_id = $1 AND site_id = $2",
        "DELETE FROM file_folder WHERE id = $1 AND site_id = $2",
    ] {
        transaction.execute(sql, args![folder, scope.site()]).await?;
    }
    Ok(())
}

fn checked(typed: &str) -> (String, Rejections) {
    let mut rejections = Rejections::none();
    let name = rejections.line("folder_name", typed, Presence::Required, NAME_CHARS_MAX);
    (name, rejections)
}

/// Names that differ only in capitals are one name.
fn key(name: &str) -> String {
    name.to_lowercase()
}
