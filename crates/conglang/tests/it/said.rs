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
        assert!(framed.body.contains("<base target=\"_top\">"), "links leave the frame");
        // What the draft leads to is the site, what it is drawn with the desk.
        assert!(framed.body.contains(&format!("href=\"http://{}/\"", portal.a.host)));
        assert!(framed.body.contains("href=\"/tai-nguyen/"), "{}", framed.body);
        let site = format!("http://{}", portal.a.host);
        let framed_policy = framed.header("content-security-policy");
        assert!(framed_policy.contains(&format!("form-action {site};")), "{framed_policy}");
        let whole = editor.get(&format!("/noi-dung/{id}/xem")).await;
        assert!(whole.body.contains(&format!("action=\"{site}/tim-kiem\"")), "{}", whole.body);
        assert!(whole.header("content-security-policy").contains("frame-ancestors 'none'"));
        assert!(whole.body.contains("preview-bar"), "{}", whole.body);
        let policy = whole.header("content-security-policy");
        assert!(policy.contains(&format!("form-action 'self' {site};")), "{policy}");
        assert!(policy.contains("youtube-nocookie"), "films of elsewhere play in it: {policy}");
    });
}

#[test]
fn the_cover_is_asked_for_its_words_unless_it_is_to_go() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let told = async |removed: &str| {
            let fields = [("title", "Họp"), ("cover_id", "1"), ("cover_remove", removed)];
            editor
                .post("/noi-dung/kiem-tra?loai=bai-viet", &fields)
                .await
                .body
                .contains("Hãy mô tả ảnh đại diện")
        };
        assert!(told("").await);
        assert!(!told("co").await);
    });
}

#[test]
fn what_a_writer_says_of_a_picture_is_known_to_the_library_unless_it_knew_better() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let mut numbers = Vec::new();
        for nth in [1, 2] {
            let name = format!("IMG_{nth}.jpg");
            let bytes = crate::library::picture(nth);
            let files = [("files", name.as_str(), bytes.as_slice())];
            editor.post_files("/thu-vien", &[("viec", "tai_len")], &files).await;
            let found = editor.get(&format!("/thu-vien.json?tim=IMG+{nth}")).await.body;
            let found: serde_json::Value = serde_json::from_str(&found).unwrap();
            numbers.push(found["files"][0]["id"].as_i64().unwrap());
        }
        let said = [("viec", "luu"), ("name", "Chợ"), ("alt", "Chợ nổi sáng sớm")];
        let reply = editor.post(&format!("/thu-vien/{}", numbers[1]), &said).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        let body: String = numbers
            .iter()
            .map(|id| {
                let site = portal.a.id;
                format!("<img src=\"/trang/{site}/tep/{id}\" alt=\"Bến đò buổi chiều\">")
            })
            .collect();
        let fields = [("title", "Bến đò"), ("body", body.as_str()), ("viec", "luu")];
        let reply = editor.post("/noi-dung/moi/bai-viet", &fields).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        let shelf = editor.get("/thu-vien.json").await.body;
        let shelf: serde_json::Value = serde_json::from_str(&shelf).unwrap();
        let alt = |id: i64| {
            let files = shelf["files"].as_array().unwrap();
            files.iter().find(|file| file["id"] == id).unwrap()["alt"].as_str().unwrap().to_owned()
        };
        assert_eq!(alt(numbers[0]), "Bến đò buổi chiều");
        assert_eq!(alt(numbers[1]), "Chợ nổi sáng sớm", "the library knew better");
        let found = editor.get("/thu-vien.json?tim=ben+do+buoi+chieu").await.body;
        assert!(found.contains("IMG_1"), "and it is found by it: {found}");
    });
}

#[test]
fn a_broken_file_is_called_broken_and_not_told_to_be_what_it_is_called() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let bring = async |name: &str| {
            let files = [("files", name, b"not at all".as_slice())];
            editor.post_files("/thu-vien", &[("viec", "tai_len")], &files).await.body
        };
        assert!(bring("Nghị quyết.pdf").await.contains("Tệp này bị hỏng"));
        assert!(bring("chay.exe").await.contains("Loại tệp này không đính kèm được"));
    });
}

#[test]
fn a_title_may_be_as_long_as_its_box_and_no_longer() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let form = editor.get("/noi-dung/moi/bai-viet").await.body;
        assert!(form.contains("name=\"title\" rows=\"2\" required maxlength=\"300\""), "{form}");
        for (length, status) in
            [(300, StatusCode::SEE_OTHER), (301, StatusCode::UNPROCESSABLE_ENTITY)]
        {
            let title = "ă".repeat(length);
            let fields = [("title", title.as_str()), ("body", "Đoạn."), ("viec", "luu")];
            let reply = editor.post("/noi-dung/moi/bai-viet", &fields).await;
            assert_eq!(reply.status, status, "{length}: {}", reply.body);
        }
    });
}
