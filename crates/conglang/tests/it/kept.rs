//! What a person saved or handed in is never lost to the next save; what a timer saved leaves no line.

use http::StatusCode;

use crate::officer::Officer;
use crate::portal::on_every_engine;

const CONTRIBUTOR: &str = "contributor.a@x.example";
const EDITOR: &str = "editor.a@x.example";

async fn by_timer(officer: &Officer<'_>, id: &str, body: &str) {
    let base = officer.base(id).await;
    let typed = [("base", base.as_str()), ("title", "Chuyện làng"), ("body", body)];
    let reply = officer.post(&format!("/noi-dung/{id}/tu-luu"), &typed).await;
    assert_eq!(reply.status, StatusCode::OK, "{}", reply.body);
}

async fn editions(officer: &Officer<'_>, id: &str) -> Vec<String> {
    let page = officer.get(&format!("/noi-dung/{id}/lich-su")).await.body;
    let count = page.matches("Bản số ").count();
    let mut texts = Vec::new();
    for number in 1..=count {
        let edition = officer.get(&format!("/noi-dung/{id}/lich-su/{number}")).await;
        if edition.status == StatusCode::OK {
            texts.push(edition.body);
        }
    }
    texts
}

#[test]
fn what_was_saved_by_a_press_stays_when_a_timer_writes_over_it() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let id = editor.begin("Chuyện làng", "luu").await;
        for words in ["Ba", "Ba trang", "Ba trang viết cả buổi sáng."] {
            by_timer(&editor, &id, words).await;
        }
        let typed = [("body", "Ba trang viết cả buổi sáng.")];
        editor.press_with(&id, "Chuyện làng", "luu", &typed).await;
        for words in ["l", "lỡ", "lỡ tay"] {
            by_timer(&editor, &id, words).await;
        }
        let texts = editions(&editor, &id).await;
        assert_eq!(texts.len(), 3, "what was begun, what was saved, and the draft");
        assert!(texts[0].contains("Đoạn một."), "{}", texts[0]);
        assert!(texts[1].contains("Ba trang viết cả buổi sáng."), "{}", texts[1]);
        assert!(texts[1].contains("Đã lưu, sau đó sửa tiếp"), "{}", texts[1]);
        assert!(texts[2].contains("lỡ tay"), "{}", texts[2]);
        let back = [("edition", "2"), ("viec", "khoi_phuc")];
        let restored = editor.post(&format!("/noi-dung/{id}/lich-su"), &back).await;
        assert_eq!(restored.status, StatusCode::SEE_OTHER, "{}", restored.body);
        let form = editor.get(&format!("/noi-dung/{id}")).await.body;
        assert!(form.contains("Ba trang viết cả buổi sáng."), "{form}");
    });
}

#[test]
fn saving_the_same_words_again_makes_no_line() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let id = editor.begin("Chuyện làng", "luu").await;
        editor.press(&id, "Chuyện làng", "luu", &[("summary", "Tóm tắt")]).await;
        editor.press(&id, "Chuyện làng", "luu", &[("summary", "Tóm tắt")]).await;
        assert_eq!(editions(&editor, &id).await.len(), 1);
    });
}

#[test]
fn whoever_sent_a_text_back_sees_what_was_done_since() {
    on_every_engine(|portal| async move {
        let writer = Officer::signed_in(&portal, CONTRIBUTOR).await;
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let id = writer.begin("Chuyện làng", "trinh").await;
        let reading = format!("/noi-dung/{id}/xem");
        assert!(!editor.get(&reading).await.body.contains("Xem chỗ đã sửa"));
        let base = editor.base(&id).await;
        let note = [("base", base.as_str()), ("viec", "tra_lai"), ("return_note", "Thiếu số liệu")];
        assert_eq!(editor.post(&reading, &note).await.status, StatusCode::SEE_OTHER);
        by_timer(&writer, &id, "Đoạn một có số liệu.").await;
        writer
            .press_with(&id, "Chuyện làng", "trinh", &[("body", "Đoạn một có đủ số liệu.")])
            .await;
        let page = editor.get(&reading).await.body.replace("&#x2f;", "/");
        let changes = format!("/noi-dung/{id}/lich-su/2?voi=1");
        assert!(page.contains("Xem chỗ đã sửa") && page.contains(&changes), "{page}");
        let changes = editor.get(&changes).await.body;
        assert!(changes.contains("<ins>") && changes.contains("có đủ số liệu"), "{changes}");
        assert!(changes.contains("<del>"), "{changes}");
    });
}
