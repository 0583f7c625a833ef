//! A Word file from an officer's desk becomes a draft, whatever file it is.

use std::io::{Cursor, Read, Write};

use conglang_platform::blob::BlobHash;
use http::StatusCode;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::officer::Officer;
use crate::portal::on_every_engine;

const EDITOR: &str = "editor.a@x.example";
const ARTICLE: &[u8] = include_bytes!("../../../docx/fixtures/bai_viet_libreoffice.docx");
const TO_BE_MENDED: &[u8] = include_bytes!("../../../docx/fixtures/bai_viet_can_sua.docx");
const DECREE: &[u8] = include_bytes!("../../../docx/fixtures/nghi_dinh_30_2020_ND_CP.docx");
const ANNEX: &[u8] =
    include_bytes!("../../../docx/fixtures/nghi_dinh_30_2020_phu_luc_III_mau_van_ban.docx");

#[test]
fn a_word_file_arrives_as_a_draft_with_its_pictures() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        assert!(editor.get("").await.body.contains("/noi-dung/tu-word"), "the desk leads there");
        assert_eq!(editor.get("/noi-dung/tu-word").await.status, StatusCode::OK);
        let mut told = 0;
        for (name, bytes) in [
            ("bai.docx", ARTICLE),
            ("sua.docx", TO_BE_MENDED),
            ("nd30.docx", DECREE),
            ("mau.docx", ANNEX),
        ] {
            let reply = editor
                .post_files("/noi-dung/tu-word", &[("keep", "yes")], &[("tep", name, bytes)])
                .await;
            // Every answer is a page of its own address: reading it again sends nothing again.
            assert_eq!(reply.status, StatusCode::SEE_OTHER, "{name}: {}", reply.body);
            let address = reply.header("location").to_owned();
            let id = address
                .split(['/', '?'])
                .filter_map(|p| p.parse::<i64>().ok())
                .next_back()
                .unwrap();
            if let Some((_, lost)) = address.split_once("/tu-word/") {
                for _ in 0..2 {
                    let said = editor.get(&format!("/noi-dung/tu-word/{lost}")).await;
                    assert_eq!(said.status, StatusCode::OK, "{name}: {}", said.body);
                    assert!(said.body.contains("không đưa vào được"), "{name}: {}", said.body);
                    assert!(!said.body.contains("desk-word-"), "{name}: {}", said.body);
                    assert!(said.body.contains(&format!("/noi-dung/{id}\"")), "{}", said.body);
                }
                told += 1;
            }
            let page = editor.get(&format!("/noi-dung/{id}")).await;
            assert_eq!(page.status, StatusCode::OK, "{name}: {}", page.body);
            assert!(!page.body.contains("docx:"), "{name}: every picture has its number");
            assert!(page.body.contains(name), "{name}: the file itself is attached");
        }
        assert_eq!(told, 1, "one of them has hidden text");
        let list = editor.get("/noi-dung").await.body;
        assert!(list.contains("Nghị định về công tác văn thư"), "{list}");
    });
}

/// A Word file with some paragraphs more before everything it says.
fn longer(file: &[u8], paragraphs: &str) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(file)).unwrap();
    let mut out = ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..archive.len() {
        let mut part = archive.by_index(at).unwrap();
        let name = part.name().unwrap().into_owned();
        out.start_file(name.as_str(), SimpleFileOptions::default()).unwrap();
        let mut bytes = Vec::new();
        part.read_to_end(&mut bytes).unwrap();
        if name == "word/document.xml" {
            let text = String::from_utf8(bytes).unwrap();
            bytes = text.replacen("<w:body>", &format!("<w:body>{paragraphs}"), 1).into_bytes();
        }
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

#[test]
fn a_word_file_too_long_for_an_article_leaves_no_picture_behind() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let paragraph = format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", "a".repeat(1000));
        let file = longer(TO_BE_MENDED, &paragraph.repeat(450));
        let files = [("tep", "dai.docx", file.as_slice())];
        let reply = editor.post_files("/noi-dung/tu-word", &[("keep", "yes")], &files).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.body.contains("quá dài hoặc quá lớn"), "{}", reply.body);
        let library = editor.get("/thu-vien.json").await.body;
        let library: serde_json::Value = serde_json::from_str(&library).unwrap();
        assert_eq!(library["files"].as_array().unwrap().len(), 0, "{library}");
    });
}

#[test]
fn a_full_library_takes_the_text_alone_and_says_why() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        portal.set_quota(1000).await;
        let files = [("tep", "sua.docx", TO_BE_MENDED)];
        let reply = editor.post_files("/noi-dung/tu-word", &[("keep", "yes")], &files).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        let (_, told) = reply.header("location").split_once("/tu-word/").unwrap();
        let told = editor.get(&format!("/noi-dung/tu-word/{told}")).await.body;
        let full = "Thư viện của trang đã đầy";
        assert!(told.contains(&format!("1 ảnh không đưa vào được. {full}")), "{told}");
        assert!(told.contains(&format!("Tệp gốc không đính kèm được. {full}")), "{told}");
        let library = editor.get("/thu-vien.json").await.body;
        let library: serde_json::Value = serde_json::from_str(&library).unwrap();
        assert_eq!(library["files"].as_array().unwrap().len(), 0, "{library}");
        let original = portal.web.blobs.get(&BlobHash::of(TO_BE_MENDED)).await.unwrap();
        assert!(original.is_none(), "what cannot be kept is not stored");
    });
}

#[test]
fn what_is_no_word_file_gets_a_sentence() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        for (bytes, said) in [
            (b"".as_slice(), "Tệp trống"),
            (b"%PDF-1.7 xyz", "Đây là tệp PDF"),
            (b"xin chao", "không phải là tệp Word"),
            (ARTICLE.get(..ARTICLE.len() / 2).unwrap(), "bị hỏng"),
        ] {
            let reply =
                editor.post_files("/noi-dung/tu-word", &[], &[("tep", "x.docx", bytes)]).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{said}");
            assert!(reply.body.contains(said), "{said}: {}", reply.body);
        }
        let none = editor.post("/noi-dung/tu-word", &[]).await;
        assert_eq!(none.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", none.body);
        let list = editor.get("/noi-dung").await.body;
        assert!(!list.contains("/noi-dung/1\""), "nothing was half-written");
    });
}
