//! What the desk says and whom it tells: all that is wrong at once, buttons that do what they say, and
//! nothing of colleagues to guests.

use http::{Method, StatusCode};

use crate::officer::{Officer, encoded};
use crate::portal::{on_every_engine, request};

const EDITOR: &str = "editor.a@x.example";

#[test]
fn all_that_keeps_a_text_from_going_on_is_said_in_one_answer() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let fields = [("title", ""), ("body", ""), ("viec", "trinh")];
        let reply = editor.post("/noi-dung/moi/thong-bao", &fields).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        for field in ["#f-title", "#f-body", "#f-category"] {
            assert!(reply.body.contains(&format!("href=\"{field}\"")), "{field}\n{}", reply.body);
        }
        let past = [("title", "Họp"), ("publish_at", "2020-01-01T08:00"), ("viec", "trinh")];
        let reply = editor.post("/noi-dung/moi/thong-bao", &past).await;
        assert!(reply.body.contains("href=\"#f-publish_at\""), "{}", reply.body);
    });
}

#[test]
fn what_was_handed_in_offers_to_be_saved_and_not_to_be_handed_in_again() {
    on_every_engine(|portal| async move {
        let writer = Officer::signed_in(&portal, "contributor.a@x.example").await;
        let id = writer.begin("Sửa cầu Kênh Ba", "trinh").await;
        let form = writer.get(&format!("/noi-dung/{id}")).await.body;
        assert!(form.contains("Lưu vào bản chờ duyệt"), "{form}");
        assert!(!form.contains("value=\"trinh\""), "{form}");
        let draft = writer.begin("Sửa cầu Kênh Tư", "luu").await;
        let form = writer.get(&format!("/noi-dung/{draft}")).await.body;
        assert!(form.contains("value=\"trinh\""), "{form}");
    });
}

#[test]
fn a_guest_reads_the_remarks_of_guests_and_not_those_of_colleagues() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let id = editor.begin("Sửa cầu Kênh Ba", "luu").await;
        let remark = [("remark", "Xem lại số hộ giúp tôi"), ("viec", "nhan")];
        editor.post(&format!("/noi-dung/{id}/loi-nhan"), &remark).await;
        let shared = editor.post(&format!("/noi-dung/{id}/chia-se"), &[]).await.body;
        let at = shared.find("/xem/").unwrap();
        let link: String = shared[at..].chars().take_while(|c| *c != '<').collect();
        let desk = portal.desk();
        let page = portal.send(request(Method::GET, &desk, &link, None, "")).await.body;
        assert!(page.contains("Sửa cầu Kênh Ba"), "{page}");
        assert!(!page.contains("Xem lại số hộ"), "{page}");
        let said = encoded(&[("guest_name", "Bác Tư"), ("remark", "Thiếu tên cầu")]);
        portal.send(request(Method::POST, &desk, &link, None, &said)).await;
        let page = portal.send(request(Method::GET, &desk, &link, None, "")).await.body;
        assert!(page.contains("Thiếu tên cầu"), "{page}");
        let own = editor.get(&format!("/noi-dung/{id}")).await.body;
        assert!(own.contains("Xem lại số hộ") && own.contains("Thiếu tên cầu"), "{own}");
    });
}

#[test]
fn a_draft_is_shown_as_a_telephone_shows_it_and_framed_by_the_desk_alone() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let id = editor.begin("Sửa cầu Kênh Ba", "luu").await;
        let phone = editor.get(&format!("/noi-dung/{id}/xem/dien-thoai")).await;
        assert_eq!(phone.status, StatusCode::OK);
        assert!(phone.header("content-security-policy").contains("frame-ancestors 'none'"));
        assert!(
            phone.body.replace("&#x2f;", "/").contains(&format!("/noi-dung/{id}/xem?khung=co"))
        );
        let framed = editor.get(&format!("/noi-dung/{id}/xem?khung=co")).await;
        assert!(framed.body.contains("Sửa cầu Kênh Ba") && !framed.body.contains("preview-bar"));
        assert!(framed.header("content-security-policy").contains("frame-ancestors 'self'"));
        let whole = editor.get(&format!("/noi-dung/{id}/xem")).await;
        assert!(whole.header("content-security-policy").contains("frame-ancestors 'none'"));
        assert!(whole.body.contains("preview-bar"), "{}", whole.body);
    });
}

#[test]
fn the_cover_is_asked_for_its_words_unless_it_is_to_go() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let told = async |removed: &str| {
            let fields = [("title", "Họp"), ("cover_id", "1"), ("cover_remove", removed)];
            editor.post("/noi-dung/kiem-tra", &fields).await.body.contains("Hãy mô tả ảnh đại diện")
        };
        assert!(told("").await);
        assert!(!told("co").await);
    });
}
