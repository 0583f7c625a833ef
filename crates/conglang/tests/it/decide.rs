//! Reading what somebody else wrote and saying yes or no, and addresses of drafts that are taken back.

use http::{Method, StatusCode};

use crate::officer::{Officer, hidden};
use crate::portal::{on_every_engine, request};

const CONTRIBUTOR: &str = "contributor.a@x.example";
const EDITOR: &str = "editor.a@x.example";

#[test]
fn an_approver_reads_from_the_short_list_decides_below_and_comes_back_to_it() {
    on_every_engine(|portal| async move {
        let writer = Officer::signed_in(&portal, CONTRIBUTOR).await;
        let id = writer.begin("LỊCH TIÊM CHỦNG CHO TRẺ EM", "trinh").await;
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let reading = format!("/noi-dung/{id}/xem");
        assert!(editor.get("").await.body.contains(&format!("{reading}\"")));
        let page = editor.get(&reading).await.body;
        for words in ["Chờ anh/chị duyệt", "value=\"dang\"", "value=\"tra_lai\"", "điều máy lưu ý"]
        {
            assert!(page.contains(words), "{words}: {page}");
        }
        let base = hidden(&page, "base");
        let unexplained = [("base", base.as_str()), ("viec", "tra_lai"), ("return_note", " ")];
        let refused = editor.post(&reading, &unexplained).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Chờ anh/chị duyệt"), "on the same page: {}", refused.body);
        let said = [("remark", "Số liệu lấy ở đâu?"), ("viec", "loi_nhan")];
        let reply = editor.post(&reading, &said).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        assert!(editor.get(&reading).await.body.contains("Số liệu lấy ở đâu?"));
        let yes = [("base", base.as_str()), ("viec", "dang")];
        let reply = editor.post(&reading, &yes).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        let home = reply.header("location");
        let rest = home.split_once(&portal.a.id.to_string()).unwrap().1;
        let home = editor.get(rest).await.body;
        assert!(home.contains("Đã đăng.") && home.contains("Xem bản đang đăng"), "{home}");
        assert!(!home.contains(&format!("{reading}\"")), "it no longer waits: {home}");
    });
}

#[test]
fn whoever_writes_but_does_not_decide_finds_no_buttons_on_the_page_to_read() {
    on_every_engine(|portal| async move {
        let writer = Officer::signed_in(&portal, CONTRIBUTOR).await;
        let id = writer.begin("Họp dân", "trinh").await;
        let page = writer.get(&format!("/noi-dung/{id}/xem")).await.body;
        assert!(!page.contains("value=\"dang\"") && !page.contains("value=\"tra_lai\""), "{page}");
        let base = hidden(&writer.get(&format!("/noi-dung/{id}")).await.body, "base");
        for button in ["dang", "tra_lai", "da_xem"] {
            let pressed = [("base", base.as_str()), ("viec", button), ("return_note", "x")];
            let reply = writer.post(&format!("/noi-dung/{id}/xem"), &pressed).await;
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{button}: {}", reply.body);
        }
        let changed = [("base", "1.999"), ("viec", "dang")];
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let reply = editor.post(&format!("/noi-dung/{id}/xem"), &changed).await;
        assert_eq!(
            reply.status,
            StatusCode::CONFLICT,
            "nobody says yes to what they have not seen"
        );
    });
}

#[test]
fn addresses_of_a_draft_are_taken_back() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let id = editor.begin("Dự thảo quy ước", "luu").await;
        let room = format!("/noi-dung/{id}/chia-se");
        let blank = editor.get(&room).await.body;
        assert!(blank.contains("Tạo địa chỉ") && !blank.contains("Thu hồi"), "{blank}");
        let mut links = Vec::new();
        for _ in 0..2 {
            let made = editor.post(&room, &[("viec", "tao")]).await.body;
            let at = made.find("/xem/").unwrap();
            links.push(made[at..].chars().take_while(|c| *c != '<').collect::<String>());
        }
        let desk = portal.desk();
        let open = async |link: &str| {
            portal.send(request(Method::GET, &desk, link, None, "")).await.status
        };
        assert_eq!(open(&links[0]).await, StatusCode::OK);
        assert!(editor.get(&room).await.body.contains("Thu hồi cả 2 địa chỉ"));
        let reply = editor.post(&room, &[("viec", "thu_hoi")]).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        for link in &links {
            assert_eq!(open(link).await, StatusCode::GONE);
        }
        assert!(!editor.get(&room).await.body.contains("Thu hồi cả"));
    });
}

#[test]
fn whoever_signs_in_again_comes_back_to_the_text_and_is_told_that_nothing_is_lost() {
    on_every_engine(|portal| async move {
        let cookie = portal.sign_in(EDITOR).await;
        let desk = portal.desk();
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let id = editor.begin("Họp dân", "luu").await;
        let text = format!("/trang/{}/noi-dung/{id}", portal.a.id);
        let stranger = portal.send(request(Method::GET, &desk, &text, None, "")).await;
        assert!(!stranger.header("location").contains("het="), "was never signed in");
        portal.clock.advance_seconds(3 * 3600);
        let mut sent = request(Method::POST, &desk, &text, Some(&cookie), "title=x");
        let page = format!("http://{desk}{text}").parse().unwrap();
        sent.headers_mut().insert(http::header::REFERER, page);
        let led = portal.send(sent).await;
        assert_eq!(led.status, StatusCode::SEE_OTHER, "{}", led.body);
        let sign_in =
            portal.send(request(Method::GET, &desk, led.header("location"), None, "")).await;
        assert!(sign_in.body.contains("Chữ đang viết vẫn còn trên máy này"), "{}", sign_in.body);
        assert!(sign_in.body.contains(&format!("value=\"{text}\"")), "{}", sign_in.body);
    });
}
