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
fn what_presses_stands_first_among_what_waits_and_says_so_in_its_letter() {
    on_every_engine(|portal| async move {
        let writer = Officer::signed_in(&portal, CONTRIBUTOR).await;
        writer.begin("Gương người tốt", "trinh").await;
        for (title, urgency) in [("Họp tổ 3", "normal"), ("Bão số 7", "urgent")] {
            portal.clock.advance_seconds(60);
            writer.begin_notice(title, "trinh", &[("urgency", urgency)]).await;
        }
        let home = Officer::signed_in(&portal, EDITOR).await.get("").await.body;
        let place = |words: &str| home.find(words).unwrap_or_else(|| panic!("{words}: {home}"));
        assert!(place("Bão số 7") < place("Gương người tốt"), "{home}");
        assert!(place("Gương người tốt") < place("Họp tổ 3"), "the older first: {home}");
        assert_eq!(home.matches(">Khẩn</strong>").count(), 1, "{home}");
        portal.work_all().await;
        let letters = portal.web.mailer.sent();
        let told = |subject: &str| letters.iter().any(|letter| letter.subject == subject);
        assert!(told("Khẩn, chờ duyệt: Bão số 7") && told("Chờ duyệt: Họp tổ 3"), "{letters:?}");
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

#[test]
fn a_draft_is_given_up_after_a_question_and_can_be_brought_back() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let id = editor.begin("Sổ tay phòng cháy", "luu").await;
        let base = editor.base(&id).await;
        let address = format!("/noi-dung/{id}");
        let mut fields = vec![("base", base.as_str()), ("viec", "bo_nhap")];
        let asked = editor.post(&address, &fields).await;
        assert_eq!(asked.status, StatusCode::OK, "{}", asked.body);
        assert!(
            asked.body.contains("Bỏ bản nháp này?") && asked.body.contains("Sổ tay phòng cháy")
        );
        assert_eq!(editor.get(&address).await.status, StatusCode::OK, "nothing has happened yet");
        fields.push(("confirmed", "yes"));
        let gone = editor.post(&address, &fields).await;
        let list =
            gone.header("location").split_once(&portal.a.id.to_string()).unwrap().1.to_owned();
        let list = editor.get(&list).await.body.replace("&#x2f;", "/");
        assert!(list.contains("Lấy lại bản vừa bỏ"), "{list}");
        assert!(list.contains(&format!("{address}/lich-su\"")), "{list}");
        let history = editor.get(&format!("{address}/lich-su")).await;
        assert!(history.body.contains("Khôi phục bản số 1"), "{}", history.body);
        assert!(!history.body.contains("Quay lại bài"), "there is no page to go back to");
        let read = editor.get(&format!("{address}/lich-su/1")).await;
        assert!(read.body.contains("Đoạn hai."), "what was given up can be read: {}", read.body);
        let back = [("edition", "1"), ("viec", "khoi_phuc")];
        let back = editor.post(&format!("{address}/lich-su"), &back).await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
        assert!(editor.get(&address).await.body.contains("Đoạn hai."));
    });
}

#[test]
fn saving_what_has_its_hour_says_that_it_leaves_the_clock_and_keeps_the_hour_as_a_wish() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let id = editor.begin("Lịch cúp điện", "luu").await;
        let at = [("publish_at", "2026-01-05T09:00")];
        let press = async |button: &str| editor.press(&id, "Lịch cúp điện", button, &at).await;
        assert_eq!(press("hen").await.status, StatusCode::SEE_OTHER);
        assert!(editor.get(&format!("/noi-dung/{id}")).await.body.contains("Lưu, bỏ hẹn giờ"));
        let saved = press("luu").await;
        assert!(saved.header("location").contains("da=saved-unscheduled"));
        let form = editor.get(&format!("/noi-dung/{id}")).await.body;
        assert!(form.contains("value=\"2026-01-05T09:00\""), "the hour is a wish now: {form}");
        assert!(form.contains("Lưu nháp") && !form.contains("Lưu, bỏ hẹn giờ"));
    });
}

#[test]
fn a_writer_takes_back_what_was_handed_in_and_learns_of_a_take_down() {
    on_every_engine(|portal| async move {
        let writer = Officer::signed_in(&portal, CONTRIBUTOR).await;
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let id = writer.begin("Họp dân ấp 2", "trinh").await;
        let address = format!("/noi-dung/{id}");
        let base = editor.base(&id).await;
        let fields = [("base", base.as_str()), ("viec", "rut_lai")];
        let others = editor.post(&address, &fields).await;
        assert_eq!(others.status, StatusCode::UNPROCESSABLE_ENTITY, "not by somebody else");
        let back = writer.post(&address, &fields).await;
        assert!(back.header("location").contains("da=taken-back"), "{}", back.body);
        assert!(!editor.get("").await.body.contains("Chờ anh/chị duyệt"));
        let base = writer.base(&id).await;
        let again = [("base", base.as_str()), ("viec", "trinh")];
        assert_eq!(writer.post(&address, &again).await.status, StatusCode::SEE_OTHER);
        let base = editor.base(&id).await;
        let yes = [("base", base.as_str()), ("viec", "dang")];
        assert_eq!(editor.post(&address, &yes).await.status, StatusCode::SEE_OTHER);
        let down = [("outcome", "withdrawn"), ("reason", "Đã họp xong")];
        assert_eq!(
            editor.post(&format!("{address}/go"), &down).await.status,
            StatusCode::SEE_OTHER
        );
        portal.work_all().await;
        let letters = portal.web.mailer.sent();
        let subject = "Đã gỡ bài: Họp dân ấp 2";
        let told = letters.iter().find(|letter| letter.subject == subject).unwrap();
        assert_eq!(told.to, CONTRIBUTOR);
        assert!(told.text.ends_with("/lich-su\n") || told.text.ends_with("/lich-su"), "{told:?}");
        assert!(told.text.contains("Lý do: Hết hiệu lực"), "{told:?}");
        let history = writer.get(&format!("{address}/lich-su")).await.body;
        assert!(history.contains("Hết hiệu lực: Đã họp xong"), "{history}");
        assert!(history.contains("Người dân đang xem bản này"), "it is still read: {history}");
        let mistaken = editor.begin("Đăng nhầm chỗ", "dang").await;
        editor.post(&format!("/noi-dung/{mistaken}/go"), &[("outcome", "mistaken")]).await;
        let history = editor.get(&format!("/noi-dung/{mistaken}/lich-su")).await.body;
        assert!(!history.contains("Người dân đang xem bản này"), "{history}");
        assert!(history.contains("Đăng nhầm</p>") && !history.contains("desk-"), "{history}");
    });
}

#[test]
fn the_checks_name_what_is_still_to_be_filled_in_and_what_cannot_be_meant() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let told = async |kind: &str, fields: &[(&str, &str)]| {
            editor.post(&format!("/noi-dung/kiem-tra?loai={kind}"), fields).await.body
        };
        assert!(told("bai-viet", &[("title", ""), ("body", "")]).await.contains("\"checks\":[]"));
        let begun = told("bai-viet", &[("title", "Họp dân"), ("body", "")]).await;
        assert!(begun.contains("Hãy viết nội dung") && begun.contains("Hãy chọn chuyên mục"));
        let page = told("trang", &[("title", "Giới thiệu"), ("body", "<p>Chữ.</p>")]).await;
        assert!(!page.contains("chuyên mục"), "a page needs none: {page}");
        for (out_at, ends_at, words) in [
            ("2020-01-01T08:00", "", "Giờ hẹn đăng đã qua"),
            ("2026-03-01T08:00", "2026-02-01T08:00", "Bài hết hạn trước khi kịp đăng"),
            ("", "2020-01-01T08:00", "Ngày giờ hết hạn đã qua"),
        ] {
            let hours = [("title", "Họp dân"), ("publish_at", out_at), ("expires_at", ends_at)];
            let said = told("bai-viet", &hours).await;
            assert!(said.contains(words), "{words}: {said}");
            assert_eq!(said.matches("_at\"").count(), 1, "one sentence: {said}");
        }
        let notice = [
            ("title", "Họp dân"),
            ("body", "<p>Mời bà con.</p>"),
            ("category", "1"),
            ("deadline", "2020-01-01"),
            ("contact_phone", "abc"),
        ];
        let notice = told("thong-bao", &notice).await;
        assert!(
            notice.contains("Hạn chót đã qua") && notice.contains("chưa giống một số điện thoại")
        );
    });
}
