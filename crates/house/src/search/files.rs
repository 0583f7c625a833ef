//! The words inside attachments: read once per file by a job, never in a request, kept in the database.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;

use conglang_kernel::{FileId, Moment, SiteId};
use conglang_platform::args;
use conglang_platform::blob::{BlobHash, Blobs};
use conglang_platform::db::{Argument, Connection, Db, Reach, Sql, Transaction, placeholders};
use conglang_platform::fault::{Fault, Outcome};
use conglang_platform::jobs;

use super::reading::{PATIENCE, READABLE, read_apart};
use crate::entry::Attachment;
use crate::record::announce;

/// Reads the words of one file; the payload is its number.
pub const READ_FILE_JOB: &str = "read-file";

/// The attachments of an edition as the database keeps them; none when they cannot be read.
pub(super) fn attachments_of(kept: Option<&str>) -> Vec<Attachment> {
    kept.and_then(|kept| serde_json::from_str(kept).ok()).unwrap_or_default()
}

/// The words of these files, as far as they were read.
pub(super) async fn texts_of(
    connection: &mut Connection,
    files: &BTreeSet<i64>,
) -> Outcome<HashMap<i64, String>> {
    if files.is_empty() {
        return Ok(HashMap::new());
    }
    let sql = format!(
        "SELECT file_id, text FROM file_text WHERE file_id IN ({})",
        placeholders(1, files.len())
    );
    let arguments = files.iter().map(|file| Argument::from(*file)).collect();
    let rows: Vec<(i64, String)> = connection.all(Sql::composed(sql), arguments).await?;
    Ok(rows.into_iter().collect())
}

/// Asks for those of these files to be read that can be.
pub(super) async fn ask_to_read(db: &Db, files: &BTreeSet<i64>, now: Moment) -> Outcome<()> {
    if files.is_empty() {
        return Ok(());
    }
    let readable = READABLE.iter().map(|kind| format!("'{kind}'")).collect::<Vec<_>>().join(", ");
    let sql = format!(
        "SELECT id, site_id FROM file WHERE media_type IN ({readable}) AND id IN ({})",
        placeholders(1, files.len())
    );
    let arguments = files.iter().map(|file| Argument::from(*file)).collect();
    let mut connection = db.read(Reach::Installation).await?;
    let rows: Vec<(i64, i64)> = connection.all(Sql::composed(sql), arguments).await?;
    drop(connection);
    if rows.is_empty() {
        return Ok(());
    }
    let mut transaction = db.write(Reach::Installation).await?;
    for (file, _) in rows {
        let number = file.to_string();
        jobs::ask(&mut transaction, READ_FILE_JOB, Some(&number), &number, now, now).await?;
    }
    transaction.commit().await
}

/// Forgets the words of a file whose bytes are others now; the index asks for them to be read anew.
///
/// # Errors
/// When the database refuses.
pub async fn forget_words(transaction: &mut Transaction, file: FileId) -> Outcome<()> {
    transaction.execute("DELETE FROM file_text WHERE file_id = $1", args![file]).await?;
    Ok(())
}

/// Reads the words of a file, with this program in a process of its own, and has the entries it stands
/// below indexed again. A file that cannot be read has no words: that is no failure of the job.
///
/// # Errors
/// When a store does not answer, or the program cannot be started.
pub async fn read_file(
    db: &Db,
    blobs: &Blobs,
    program: &Path,
    payload: &str,
    now: Moment,
) -> Outcome<()> {
    let file: i64 = payload.parse().map_err(|_| Fault::new("a job names no file"))?;
    let mut connection = db.read(Reach::Installation).await?;
    let found: Option<(i64, String, String)> = connection
        .optional("SELECT site_id, hash, media_type FROM file WHERE id = $1", args![file])
        .await?;
    drop(connection);
    let Some((site, hash, media_type)) = found else { return Ok(()) };
    let Some(hash) = BlobHash::parse(&hash) else { return Ok(()) };
    let Some(bytes) = blobs.get(&hash).await? else { return Ok(()) };
    let read = read_apart(program, PATIENCE, &media_type, &bytes).await?;
    let text = read.unwrap_or_else(|reason| {
        tracing::warn!(file, media_type, reason, "the words of a file could not be read");
        String::new()
    });
    let mut transaction = db.write(Reach::Installation).await?;
    transaction
        .execute(
            "INSERT INTO file_text (file_id, site_id, text, read_at) VALUES ($1, $2, $3, $4)
             ON CONFLICT (file_id) DO UPDATE SET text = excluded.text, read_at = excluded.read_at",
            args![file, site, text, now],
        )
        .await?;
    let entries: Vec<(i64, i64)> = transaction
        .all(
            "SELECT entry_id, site_id FROM reference WHERE target = 'file' AND target_id = $1",
            args![file],
        )
        .await?;
    for (entry, site) in entries {
        announce(&mut transaction, now, Some(SiteId(site)), "entry", entry, "read-file").await?;
    }
    announce(&mut transaction, now, Some(SiteId(site)), "upload", file, "read-file").await?;
    transaction.commit().await
}
