//! Reading the words of one file. Files come from strangers, and their readers are large programs: they
//! run in a process of its own, which has no secrets, bounded memory and time, and may die.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use conglang_docx::Limits;
use conglang_kernel::{SafeHtml, plain_in_unicode};
use conglang_platform::fault::{Context, Outcome};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;

/// The subcommand of the program that reads a file from its standard input.
pub const READ_WORDS_COMMAND: &str = "read-words";

/// Words beyond these are not searched: so much is a book.
const CHARS_MAX: usize = 200_000;

/// Files of plain text beyond these are data.
const PLAIN_BYTES_MAX: usize = 4 << 20;

/// When a process has not answered by then, it is ended. Other jobs wait behind it.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

const DOCX: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
const PDF: &str = "application/pdf";

/// The media types whose words can be read.
pub(super) const READABLE: [&str; 9] = [
    DOCX,
    PDF,
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.spreadsheet",
    "application/vnd.oasis.opendocument.presentation",
    "text/csv",
    "text/plain",
];

/// The words of a file as a process of its own finds them, or why there are none.
///
/// # Errors
/// When the process cannot be started.
pub(super) async fn read_apart(
    program: &Path,
    patience: Duration,
    media_type: &str,
    bytes: &[u8],
) -> Outcome<Result<String, &'static str>> {
    let mut child = Command::new(program)
        .args([READ_WORDS_COMMAND, media_type])
        .env_clear()
        // Our allocator would take a gigabyte in advance, which counts as if it were in use.
        .env("MIMALLOC_ARENA_EAGER_COMMIT", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .context("starting a reader of files")?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    let talk = async {
        let (Some(mut stdin), Some(stdout)) = (stdin, stdout) else { return None };
        let mut found = Vec::new();
        // The longest letters have four bytes.
        let mut limited = stdout.take(4 * CHARS_MAX as u64);
        let write = async move {
            // Who has read enough closes the pipe: no matter.
            let _ = stdin.write_all(bytes).await;
        };
        let (_, read) = tokio::join!(write, limited.read_to_end(&mut found));
        read.ok()?;
        drop(limited);
        child.wait().await.ok().filter(|status| status.success()).map(|_| found)
    };
    let answer = tokio::time::timeout(patience, talk).await;
    Ok(match answer {
        Ok(Some(found)) => String::from_utf8(found).map_err(|_| "the reader spoke no UTF-8"),
        Ok(None) => Err("the reader failed"),
        Err(_) => Err("the reader took too long"),
    })
}

/// The words of a file: at most so many as are searched, none when it cannot be read. What this takes
/// of time and memory is bounded only by the process it runs in.
pub fn words_in(media_type: &str, bytes: &[u8]) -> String {
    let limits = Limits { unpacked_bytes: 60 << 20, pictures: 0, ..Limits::default() };
    let text = match media_type {
        DOCX => conglang_docx::read(bytes, &limits)
            .map(|found| {
                let title = found.title.unwrap_or_default();
                let lead = found.lead.unwrap_or_default();
                format!("{title}. {lead} {}", SafeHtml::sanitise(&found.html).text())
            })
            .unwrap_or_default(),
        PDF => {
            let limits = conglang_pdf::Limits { chars: CHARS_MAX, ..Default::default() };
            conglang_pdf::words(bytes, &limits).unwrap_or_default()
        }
        "text/csv" | "text/plain" => {
            let plain = bytes.get(..bytes.len().min(PLAIN_BYTES_MAX)).unwrap_or_default();
            String::from_utf8_lossy(plain).into_owned()
        }
        _ => conglang_docx::words(bytes, &limits, CHARS_MAX).unwrap_or_default(),
    };
    // PostgreSQL keeps no NUL.
    vitext::nfc(&plain_in_unicode(text))
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(CHARS_MAX)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_a_file_holds_gives_bounded_words() {
        assert_eq!(words_in("text/csv", "Họ tên;\u{0}Ấp\n".as_bytes()), "Họ tên; Ấp ");
        assert_eq!(words_in("text/csv", b"a\xff\xfeb"), "a\u{fffd}\u{fffd}b");
        for media_type in READABLE.iter().filter(|media_type| !media_type.starts_with("text/")) {
            for bytes in [&b""[..], b"PK\x03\x04 no archive", b"%PDF-1.7 no pages", b"\0\0\0"] {
                assert_eq!(words_in(media_type, bytes), "", "{media_type}");
            }
        }
        let long = "đất ".repeat(3_000_000);
        assert_eq!(words_in("text/plain", long.as_bytes()).chars().count(), CHARS_MAX);
    }

    #[test]
    fn tables_typed_before_unicode_are_read_as_what_they_show() {
        let said = "thông báo lịch tiếp công dân của ủy ban nhân dân xã";
        let typed = vitext::Legacy::Tcvn3.encode(said);
        assert_eq!(words_in("text/csv", typed.as_bytes()), said);
    }

    /// A program in place of the reader.
    fn program(folder: &Path, name: &str, script: &str) -> std::path::PathBuf {
        let path = folder.join(name);
        std::fs::write(&path, format!("#!/bin/sh\n{script}\n")).unwrap();
        let runs = std::os::unix::fs::PermissionsExt::from_mode(0o700);
        std::fs::set_permissions(&path, runs).unwrap();
        path
    }

    #[tokio::test]
    async fn what_a_reader_said_before_it_broke_down_is_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let large = vec![b'x'; 1 << 20];
        // A panic, no memory, no stack left, no time of the processor left.
        for (name, ending) in [
            ("panicked", "exit 101"),
            ("aborted", "kill -ABRT $$"),
            ("overflowed", "kill -SEGV $$"),
            ("ended", "kill -KILL $$"),
        ] {
            let reader = program(folder.path(), name, &format!("echo half a line\n{ending}"));
            let read = read_apart(&reader, Duration::from_secs(20), PDF, &large).await.unwrap();
            assert_eq!(read, Err("the reader failed"), "{name}");
        }
        // It reads nothing, says something and stays: the pipe to it is full.
        let reader = program(folder.path(), "stuck", "echo half a line\nexec sleep 60");
        let read = read_apart(&reader, Duration::from_millis(300), PDF, &large).await.unwrap();
        assert_eq!(read, Err("the reader took too long"));
    }

    #[tokio::test]
    async fn a_reader_that_dies_babbles_or_falls_silent_gives_no_words() {
        let folder = tempfile::tempdir().unwrap();
        let silent = program(folder.path(), "silent", "exec sleep 60");
        let read = async |program: &str, patience| {
            read_apart(Path::new(program), Duration::from_millis(patience), PDF, b"%PDF-1.7").await
        };
        assert_eq!(read("/bin/true", 20_000).await.unwrap(), Ok(String::new()));
        assert_eq!(read("/bin/false", 20_000).await.unwrap(), Err("the reader failed"));
        assert_eq!(read("/usr/bin/yes", 20_000).await.unwrap(), Err("the reader failed"));
        let silent = silent.to_str().unwrap();
        assert_eq!(read(silent, 300).await.unwrap(), Err("the reader took too long"));
        assert!(read("/no/such/program", 300).await.is_err());
    }
}
