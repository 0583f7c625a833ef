//! Deciding about what was seen: nothing else goes out, and nobody decides or reads who may no longer.

use conglang_house::account::{self, Email};
use conglang_house::entry::{self, PublishRefusal};
use conglang_kernel::EntryId;
use conglang_platform::db::Reach;
use http::{Method, StatusCode};

use crate::officer::{Officer, encoded, hidden};
use crate::portal::{Portal, on_every_engine, request};

const CONTRIBUTOR: &str = "contributor.a@x.example";
const EDITOR: &str = "editor.a@x.example";

fn number(id: &str) -> EntryId {
    EntryId(id.parse().unwrap())
}

async fn disable(portal: &Portal, email: &str) {
    let mut transaction = portal.web.db.write(Reach::Installation).await.unwrap();
    let found =
        account::find_by_email(&mut transaction, &Email::parse(email).unwrap()).await.unwrap();
    let (id, now) = (found.unwrap().id, portal.clock.now());
    account::disable(&mut transaction, id, now).await.unwrap().unwrap();
    transaction.commit().await.unwrap();
}

fn link_in(text: &str) -> String {
    let at = text.find("/xem/").unwrap();
    text[at..].split_whitespace().next().unwrap().to_owned()
}

#[test]
fn what_saving_by_itself_kept_goes_out_only_when_it_is_complete() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let long = "dài ".repeat(100);
        for (title, category, said) in [
            ("Họp dân", String::new(), "Hãy chọn một chuyên mục"),
            ("Họp dân", "999999".to_owned(), "Hãy chọn một chuyên mục"),
            (long.as_str(), portal.category("hoat-dong-chinh-quyen").await.to_string(), "300"),
        ] {
            let typed = [("title", title), ("body", "Đoạn một."), ("category", category.as_str())];
            let kept = editor.post("/noi-dung/moi/bai-viet/tu-luu", &typed).await;
            assert_eq!(kept.status, StatusCode::CREATED, "{}", kept.body);
            let kept: serde_json::Value = serde_json::from_str(&kept.body).unwrap();
            let (id, base) = (kept["id"].to_string(), kept["base"].as_str().unwrap());
            for button in ["dang", "trinh"] {
                let pressed = [("base", base), ("viec", button)];
                let rooms: &[&str] = if button == "dang" { &["/xem", ""] } else { &[""] };
                for room in rooms {
                    let reply = editor.post(&format!("/noi-dung/{id}{room}"), &pressed).await;
                    assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", reply.body);
                    assert!(reply.body.contains(said), "{said}: {}", reply.body);
                }
            }
            let path = portal.address(number(&id)).await;
            assert_eq!(portal.visit(&portal.a.host, &path).await.status, StatusCode::NOT_FOUND);
        }
    });
}

#[test]
fn a_decision_holds_for_the_text_that_was_seen_and_for_no_other() {
    on_every_engine(|portal| async move {
        let writer = Officer::signed_in(&portal, CONTRIBUTOR).await;
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let id = writer.begin("Họp dân ấp 2", "trinh").await;
        let scope = portal.scope();
        let mut connection = portal.web.db.read(scope.reach()).await.unwrap();
        let seen = entry::find_open(&mut connection, scope, number(&id)).await.unwrap().unwrap();
        drop(connection);
        let stands = async || {
            let mut transaction = portal.web.db.write(scope.reach()).await.unwrap();
            entry::still_stands(&mut transaction, scope, &seen).await
        };
        assert!(stands().await.is_ok());
        let old = editor.base(&id).await;
        writer.press(&id, "Họp dân ấp 3", "luu", &[]).await;
        assert!(matches!(stands().await, Err(PublishRefusal::Changed)), "other words");
        for room in ["", "/xem"] {
            let note = [("base", old.as_str()), ("viec", "tra_lai"), ("return_note", "Sai ấp")];
            let reply = editor.post(&format!("/noi-dung/{id}{room}"), &note).await;
            assert_eq!(reply.status, StatusCode::CONFLICT, "{}", reply.body);
            for kept in ["Bài vừa được sửa", "Sai ấp", "Họp dân ấp 3"] {
                assert!(reply.body.contains(kept), "{room} {kept}: {}", reply.body);
            }
        }
        let waiting = async || {
            let mut connection = portal.web.db.read(scope.reach()).await.unwrap();
            entry::find_open(&mut connection, scope, number(&id)).await.unwrap().unwrap()
        };
        let submitted = waiting().await;
        let base = writer.base(&id).await;
        let back = [("base", base.as_str()), ("viec", "rut_lai")];
        writer.post(&format!("/noi-dung/{id}"), &back).await;
        let mut transaction = portal.web.db.write(scope.reach()).await.unwrap();
        let stands = entry::still_stands(&mut transaction, scope, &submitted).await;
        assert!(matches!(stands, Err(PublishRefusal::Changed)), "the same words, taken back");
    });
}

#[test]
fn a_remark_that_says_nothing_is_refused_with_a_sentence_and_one_too_long_is_kept() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let id = editor.begin("Họp dân", "luu").await;
        let long = format!("{} hết", "dài ".repeat(600));
        for (remark, kept) in [("  ", ""), (long.as_str(), " hết")] {
            let said = [("remark", remark), ("viec", "nhan")];
            let reply = editor.post(&format!("/noi-dung/{id}/loi-nhan"), &said).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", reply.body);
            assert!(reply.body.contains("f-remark-error") && reply.body.contains(kept));
        }
    });
}

#[test]
fn whoever_has_lost_their_role_neither_reads_by_an_old_letter_nor_gets_a_new_one() {
    on_every_engine(|portal| async move {
        let writer = Officer::signed_in(&portal, CONTRIBUTOR).await;
        let id = writer.begin("Họp dân ấp 2", "trinh").await;
        portal.work_all().await;
        let letters = portal.web.mailer.sent();
        let link = link_in(&letters.iter().find(|letter| letter.to == EDITOR).unwrap().text);
        let desk = portal.desk();
        let page = portal.send(request(Method::GET, &desk, &link, None, "")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let base = hidden(&page.body, "base");
        disable(&portal, EDITOR).await;
        for (method, form) in [
            (Method::GET, String::new()),
            (Method::POST, encoded(&[("remark", "Xem lại")])),
            (Method::POST, encoded(&[("base", &base), ("viec", "dang")])),
        ] {
            let reply = portal.send(request(method, &desk, &link, None, &form)).await;
            assert_eq!(reply.status, StatusCode::GONE, "{form}: {}", reply.body);
        }
        // The writer leaves as well: what becomes of their text is no longer theirs to know.
        let boss = Officer::signed_in(&portal, "administrator.a@x.example").await;
        disable(&portal, CONTRIBUTOR).await;
        let base = boss.base(&id).await;
        let note = [("base", base.as_str()), ("viec", "tra_lai"), ("return_note", "Thiếu số")];
        let reply = boss.post(&format!("/noi-dung/{id}"), &note).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        portal.work_all().await;
        let letters = portal.web.mailer.sent();
        assert!(letters.iter().all(|letter| letter.to != CONTRIBUTOR), "{letters:?}");
    });
}
