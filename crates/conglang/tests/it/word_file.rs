//! A Word file from an officer's desk becomes a draft, whatever file it is.

use http::StatusCode;

use crate::officer::Officer;
use crate::portal::on_every_engine;

const EDITOR: &str = "editor.a@x.example";
const ARTICLE: &[u8] = include_bytes!("../../../docx/fixtures/bai_viet_libreoffice.docx");
const DECREE: &[u8] = include_bytes!("../../../docx/fixtures/nghi_dinh_30_2020_ND_CP.docx");
const ANNEX: &[u8] =
    include_bytes!("../../../docx/fixtures/nghi_dinh_30_2020_phu_luc_III_mau_van_ban.docx");

#[test]
fn a_word_file_arrives_as_a_draft_with_its_pictures() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        assert!(editor.get("").await.body.contains("/noi-dung/tu-word"), "the desk leads there");
        assert_eq!(editor.get("/noi-dung/tu-word").await.status, StatusCode::OK);
        for (name, bytes) in [("bai.docx", ARTICLE), ("nd30.docx", DECREE), ("mau.docx", ANNEX)] {
            let reply = editor
                .post_files("/noi-dung/tu-word", &[("keep", "yes")], &[("tep", name, bytes)])
                .await;
            let address = match reply.status {
                StatusCode::SEE_OTHER => reply.header("location").to_owned(),
                status => {
                    assert_eq!(status, StatusCode::CREATED, "{name}: {}", reply.body);
                    assert!(reply.body.contains("không đưa vào được"), "{name}: {}", reply.body);
                    assert!(!reply.body.contains("desk-word-"), "{name}: {}", reply.body);
                    reply
                        .body
                        .split("/noi-dung/")
                        .filter(|part| part.starts_with(|c: char| c.is_ascii_digit()))
                        .map(|part| format!("/noi-dung/{}", part.split('"').next().unwrap()))
                        .next()
                        .unwrap()
                }
            };
            let id = address.split("/noi-dung/").nth(1).unwrap();
            let page = editor.get(&format!("/noi-dung/{id}")).await;
            assert_eq!(page.status, StatusCode::OK, "{name}: {}", page.body);
            assert!(!page.body.contains("docx:"), "{name}: every picture has its number");
            assert!(page.body.contains(name), "{name}: the file itself is attached");
        }
        let list = editor.get("/noi-dung").await.body;
        assert!(list.contains("Nghị định về công tác văn thư"), "{list}");
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
