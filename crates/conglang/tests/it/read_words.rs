//! The process that reads files of strangers: what it may take from the machine.

use std::io::Write;
use std::process::{Command, Output, Stdio};
use std::time::{Duration, Instant};

use flate2::Compression;
use flate2::write::ZlibEncoder;

fn read(media_type: &str, bytes: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_conglang"))
        .args(["read-words", media_type])
        .env_clear()
        .env("MIMALLOC_ARENA_EAGER_COMMIT", "0")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    // Who dies early closes the pipe.
    let _ = child.stdin.take().unwrap().write_all(bytes);
    child.wait_with_output().unwrap()
}

/// A page whose content is a few megabytes that unpack to this many.
fn packed_page(megabytes: usize) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    let blank = vec![b' '; 1 << 20];
    for _ in 0..megabytes {
        encoder.write_all(&blank).unwrap();
    }
    let content = encoder.finish().unwrap();
    let mut bytes = b"%PDF-1.4\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n\
        2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n\
        3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>\nendobj\n"
        .to_vec();
    let begin = format!("4 0 obj\n<< /Filter /FlateDecode /Length {} >>\nstream\n", content.len());
    bytes.extend(begin.as_bytes());
    bytes.extend(content);
    bytes.extend(b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n");
    bytes
}

#[test]
fn a_file_that_unpacks_to_gigabytes_ends_only_its_reader() {
    let begun = Instant::now();
    let output = read("application/pdf", &packed_page(2_048));
    assert!(!output.status.success(), "{:?}", output.status);
    assert!(output.stdout.is_empty());
    assert!(begun.elapsed() < Duration::from_secs(60), "{:?}", begun.elapsed());
    // So it is not the file that is at fault, but its size.
    assert!(read("application/pdf", &packed_page(1)).status.success());
}

#[test]
fn the_reader_says_words_and_nothing_else() {
    let pdf = include_bytes!("../../../pdf/fixtures/thong_bao_chromium.pdf");
    let output = read("application/pdf", pdf);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let words = String::from_utf8(output.stdout).unwrap();
    assert!(words.starts_with("ỦY BAN NHÂN DÂN XÃ AN XUYÊN Số: 45/TB-UBND"), "{words}");
    for (media_type, bytes) in [("application/pdf", &b"%PDF-"[..]), ("image/png", b"\x89PNG")] {
        let nothing = read(media_type, bytes);
        assert!(nothing.status.success() && nothing.stdout.is_empty(), "{nothing:?}");
    }
}
