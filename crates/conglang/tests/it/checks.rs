//! What the desk says about a text before it goes out, and what it does not let out.

use http::StatusCode;
use serde_json::Value;

use crate::officer::Officer;
use crate::portal::on_every_engine;

const EDITOR: &str = "editor.a@x.example";

#[test]
fn the_checks_beside_the_text_name_each_place() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let reply = editor
            .post(
                "/noi-dung/kiem-tra?loai=bai-viet",
                &[
                    ("title", "THÔNG BÁO LỊCH TIÊM CHỦNG"),
                    ("summary", ""),
                    ("category", "1"),
                    ("body", "<p>Các nghành <a href=\"bai:99999\">xem</a></p><p><img src=\"tep:1\" alt=\"\"></p>"),
                ],
            )
            .await;
        assert_eq!(reply.status, StatusCode::OK, "{}", reply.body);
        let answer: Value = serde_json::from_str(&reply.body).unwrap();
        let told: Vec<_> = answer["checks"]
            .as_array()
            .unwrap()
            .iter()
            .map(|check| {
                let text = |key: &str| check[key].as_str().unwrap().to_owned();
                assert!(!text("message").contains("reject-"), "{check}");
                (text("level"), text("field"), text("quote"))
            })
            .collect();
        let wanted = [
            ("error", "body", "tep:1"),
            ("warning", "title", "THÔNG BÁO LỊCH TIÊM CHỦNG"),
            ("warning", "body", "nghành"),
            ("warning", "body", "xem"),
            ("warning", "body", "tep:1"),
        ]
        .map(|(level, field, quote)| (level.to_owned(), field.to_owned(), quote.to_owned()));
        assert_eq!(told, wanted);
    });
}

#[test]
fn a_text_with_an_error_stays_a_draft_and_one_with_a_warning_goes_out() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let category = portal.heading("x").await.category.unwrap().to_string();
        let write = async |body: &str, button: &str| {
            let fields = [
                ("title", "Họp dân"),
                ("body", body),
                ("category", category.as_str()),
                ("publish_at", "2040-01-01T07:30"),
                ("viec", button),
            ];
            editor.post("/noi-dung/moi/bai-viet", &fields).await
        };
        let unsaid = "<p><img src=\"tep:1\" alt=\"\"></p>";
        for button in ["dang", "hen", "trinh", "dang_khan"] {
            let reply = write(unsaid, button).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{button}");
            assert!(reply.body.contains("chưa nói trong ảnh có gì"), "{button}: {}", reply.body);
        }
        let kept = write(unsaid, "luu").await;
        assert_eq!(kept.status, StatusCode::SEE_OTHER, "a draft may be kept: {}", kept.body);
        let warned = write("<p>Các nghành</p>", "dang").await;
        assert_eq!(warned.status, StatusCode::SEE_OTHER, "{}", warned.body);
    });
}

#[test]
fn text_in_an_old_encoding_is_offered_in_unicode() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let text = "ủy ban nhân dân xã thông báo lịch tiêm chủng";
        let old = format!("<p>{}</p>", vitext::Legacy::Tcvn3.encode(text));
        let reply = editor.post("/noi-dung/chuyen-ma", &[("html", &old)]).await;
        let answer: Value = serde_json::from_str(&reply.body).unwrap();
        assert_eq!(answer["encoding"], "TCVN3 (ABC)");
        assert_eq!(answer["html"], format!("<p>{text}</p>"));
        let reply = editor.post("/noi-dung/chuyen-ma", &[("html", "<p>Ủy ban</p>")]).await;
        let answer: Value = serde_json::from_str(&reply.body).unwrap();
        assert!(answer["encoding"].is_null());
    });
}

#[test]
fn the_checks_stand_in_the_page_itself_for_whom_no_script_runs() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let blank = editor.get("/noi-dung/moi/bai-viet").await.body;
        assert!(!blank.contains("class=\"check-warning"), "nothing is said of a blank form");
        let category = portal.heading("x").await.category.unwrap().to_string();
        let body = "<p>Các nghành</p><p><img src=\"tep:1\" alt=\"\"></p>";
        let fields = [
            ("title", "THÔNG BÁO LỊCH TIÊM CHỦNG"),
            ("body", body),
            ("category", category.as_str()),
        ];
        let saved = editor
            .post("/noi-dung/moi/bai-viet", &[&fields[..], &[("viec", "luu")]].concat())
            .await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let address = saved.header("location").split_once("/noi-dung/").unwrap().1.to_owned();
        let page = editor.get(&format!("/noi-dung/{address}")).await.body;
        for said in [
            "Tiêu đề viết hoa toàn bộ",
            "nghành",
            "Có ảnh chưa nói trong ảnh có gì",
            "href=\"#f-title\"",
            "Còn 1 chỗ phải sửa",
            "điều cần xem",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains("reject-"), "{page}");
        // A refusal keeps them on the screen.
        let refused = editor
            .post("/noi-dung/moi/bai-viet", &[&fields[..], &[("viec", "dang")]].concat())
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Tiêu đề viết hoa toàn bộ"), "{}", refused.body);
    });
}

#[test]
fn links_that_lead_nowhere_are_told_however_their_address_was_written() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let live = editor.begin("Họp dân", "dang").await;
        let gone = editor.begin("Đăng nhầm chỗ", "dang").await;
        editor.post(&format!("/noi-dung/{gone}/go"), &[("outcome", "mistaken")]).await;
        let draft = editor.begin("Còn viết dở", "luu").await;
        let host = &portal.a.host;
        let told = async |address: &str| {
            let body = format!("<p>Xem <a href=\"{address}\">lịch của ấp</a>.</p>");
            let fields = [("title", "Tin"), ("body", body.as_str())];
            editor.post("/noi-dung/kiem-tra?loai=bai-viet", &fields).await.body
        };
        for id in [&gone, &draft, &"999999".to_owned()] {
            for address in [
                format!("/tin-tuc/bai-{id}"),
                format!("http://{host}/tin-tuc/bai-{id}"),
                format!("https://{host}:8140/tin-tuc/bai-{id}?tu=zalo#muc"),
                format!("/trang/{}/noi-dung/{id}", portal.a.id),
            ] {
                let said = told(&address).await;
                assert!(said.contains("người dân chưa mở được"), "{address}: {said}");
                assert!(said.contains("\"quote\":\"lịch của ấp\""), "{address}: {said}");
            }
        }
        for address in [
            format!("/tin-tuc/bai-{live}"),
            format!("http://{host}/tin-tuc/bai-{live}"),
            format!("http://{}/tin-tuc/bai-{gone}", portal.b.host),
            "https://camau.gov.vn/tin/bai-999999".to_owned(),
        ] {
            let said = told(&address).await;
            assert!(!said.contains("đường dẫn"), "{address}: {said}");
        }
        let said = told("file:///C:/a.docx").await;
        assert!(said.contains("không dẫn tới đâu") && said.contains("\"error\""), "{said}");
    });
}
