//! What officers do with a text between the first word and the public, through the desk's own forms.

use conglang_house::site;
use conglang_kernel::SecondEyes;
use conglang_platform::args;
use conglang_platform::db::Sql;
use http::{Method, StatusCode};

use crate::officer::{Officer, encoded, hidden};
use crate::portal::{Portal, on_every_engine, request};

const EDITOR: &str = "editor.a@x.example";
const CONTRIBUTOR: &str = "contributor.a@x.example";

async fn require_second_eyes(portal: &Portal) {
    let mut transaction = portal.web.db.write(portal.scope().reach()).await.unwrap();
    let mut practice = site::practice(&mut transaction, portal.scope()).await.unwrap();
    practice.second_eyes = SecondEyes::Required;
    let now = portal.clock.now();
    site::set_practice(&mut transaction, portal.scope(), portal.editor, &practice, now)
        .await
        .unwrap()
        .unwrap();
    transaction.commit().await.unwrap();
}

#[test]
fn an_editor_writes_and_the_public_reads_at_once() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let blank = editor.get("/noi-dung/moi/bai-viet?mau=hop").await;
        assert_eq!(blank.status, StatusCode::OK, "{}", blank.body);
        assert!(blank.body.contains("Kết luận"), "the start's questions are there");
        let id = editor.begin("Họp dân ấp 3", "dang").await;
        portal.read_changes().await;
        let path = portal.address(conglang_kernel::EntryId(id.parse().unwrap())).await;
        let page = portal.visit(&portal.a.host, &path).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("<p>Đoạn hai.</p>"), "{}", page.body);
        let form = editor.get(&format!("/noi-dung/{id}?da=published")).await.body;
        assert!(form.contains("Đã đăng."), "says what was done");
        assert!(form.contains(&path), "leads to the public page");
        let list = editor.get("/noi-dung?tim=hop+dan").await.body;
        assert!(list.contains("Họp dân ấp 3"));
        let none = editor.get("/noi-dung?trang_thai=returned").await.body;
        assert!(none.contains("Không có bài nào khớp"));
        assert!(editor.get("").await.body.contains("Họp dân ấp 3"), "the desk's home");
        let found = editor.get("/noi-dung/tim?tim=hop").await;
        let found: serde_json::Value = serde_json::from_str(&found.body).unwrap();
        assert_eq!(found[0]["title"], "Họp dân ấp 3");
        let neighbour = Officer::signed_in(&portal, "editor.b@x.example").await.at(portal.b.id);
        for (officer, address, title) in [
            (&editor, format!("bai:{id}"), "\"Họp dân ấp 3\""),
            (&editor, found[0]["url"].as_str().unwrap().to_owned(), "\"Họp dân ấp 3\""),
            (&editor, "https://camau.gov.vn/".to_owned(), "null"),
            (&neighbour, format!("bai:{id}"), "null"),
        ] {
            let called = officer.get(&format!("/noi-dung/ten?dia_chi={address}")).await;
            assert_eq!(called.body, format!("{{\"title\":{title}}}"), "{address}");
        }
    });
}

#[test]
fn what_is_wrong_is_said_at_its_field_and_everything_typed_stays() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let long = "á".repeat(301);
        let reply = editor
            .post(
                "/noi-dung/moi/thong-bao",
                &[
                    ("title", long.as_str()),
                    ("body", "Chữ <đã> gõ & còn đây"),
                    ("category", "999999"),
                    ("deadline", "ngày mai"),
                    ("urgency", "rất gấp"),
                    ("publish_at", "hôm qua"),
                    ("attachment", "77"),
                    ("attachment_title", "x"),
                    ("viec", "dang"),
                ],
            )
            .await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        for kept in [long.as_str(), "Chữ &lt;đã&gt; gõ &amp; còn đây", "hôm qua"] {
            assert!(reply.body.contains(kept), "{kept} was lost");
        }
        for said in ["nhiều nhất là 300", "Hãy chọn một chuyên mục", "Ngày giờ chưa đúng"]
        {
            assert!(reply.body.contains(said), "nobody says {said}");
        }
        let empty = editor.post("/noi-dung/moi/bai-viet", &[("title", ""), ("viec", "luu")]).await;
        assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
        let unknown = editor.get("/noi-dung/moi/khong-co").await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        let gone = editor.get("/noi-dung/999999").await;
        assert_eq!(gone.status, StatusCode::NOT_FOUND);
        let list = editor.get("/noi-dung").await.body;
        assert!(!list.contains("á".repeat(50).as_str()), "nothing was half-written");
    });
}

#[test]
fn a_contributor_hands_over_an_editor_says_no_then_yes_from_the_mail() {
    on_every_engine(|portal| async move {
        let contributor = Officer::signed_in(&portal, CONTRIBUTOR).await;
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let category = portal.heading("x").await.category.unwrap().to_string();
        let refused = contributor
            .post(
                "/noi-dung/moi/bai-viet",
                &[("title", "A"), ("body", "b"), ("category", &category), ("viec", "dang")],
            )
            .await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "contributors do not publish");
        let id = contributor.begin("Tuyến kênh mới", "trinh").await;
        assert!(editor.get("").await.body.contains("Chờ anh/chị duyệt"));
        portal.work_all().await;
        let letters = portal.web.mailer.sent();
        let mine: Vec<_> = letters.iter().filter(|l| l.to == EDITOR).collect();
        assert_eq!(mine.len(), 1, "one letter to each approver: {letters:?}");
        assert!(letters.iter().all(|letter| letter.to != CONTRIBUTOR), "none to the writer");
        let link = link_in(&mine[0].text);

        // The reason is asked for, and told.
        let base = editor.base(&id).await;
        let without = editor
            .post(
                &format!("/noi-dung/{id}"),
                &[("base", &base), ("viec", "tra_lai"), ("return_note", " ")],
            )
            .await;
        assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
        let back = editor
            .post(
                &format!("/noi-dung/{id}"),
                &[("base", &base), ("viec", "tra_lai"), ("return_note", "Thiếu số liệu")],
            )
            .await;
        assert_eq!(back.status, StatusCode::SEE_OTHER, "{}", back.body);
        assert!(contributor.get("").await.body.contains("Trả lại để sửa"));
        assert!(contributor.get(&format!("/noi-dung/{id}")).await.body.contains("Thiếu số liệu"));
        portal.work_all().await;
        let told = portal.web.mailer.sent();
        assert!(told.iter().any(|l| l.to == CONTRIBUTOR && l.text.contains("Thiếu số liệu")));

        // Mended and handed over again; the approver answers from the new letter, without signing in.
        let base = contributor.base(&id).await;
        let again = contributor
            .post(
                &format!("/noi-dung/{id}"),
                &[
                    ("base", &base),
                    ("title", "Tuyến kênh mới dài 3 km"),
                    ("body", "Đủ số liệu"),
                    ("category", &category),
                    ("viec", "trinh"),
                ],
            )
            .await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "{}", again.body);
        portal.work_all().await;
        let letters = portal.web.mailer.sent();
        let newest = letters.iter().rev().find(|l| l.to == EDITOR).unwrap();
        let new_link = link_in(&newest.text);
        let desk = portal.desk();
        let old = portal.send(request(Method::GET, &desk, &link, None, "")).await;
        assert_eq!(old.status, StatusCode::GONE, "the earlier letter is void");
        let page = portal.send(request(Method::GET, &desk, &new_link, None, "")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(
            page.body.contains("Duyệt và đăng") && page.body.contains("Tuyến kênh mới dài 3 km")
        );
        let base = hidden(&page.body, "base");
        let yes = encoded(&[("base", &base), ("viec", "dang")]);
        let done = portal.send(request(Method::POST, &desk, &new_link, None, &yes)).await;
        assert_eq!(done.status, StatusCode::OK, "{}", done.body);
        assert!(done.body.contains("Đã duyệt và đăng"));
        let twice = portal.send(request(Method::POST, &desk, &new_link, None, &yes)).await;
        assert_eq!(twice.status, StatusCode::SEE_OTHER, "{}", twice.body);
        let told = portal.send(request(Method::GET, &desk, &new_link, None, "")).await.body;
        assert!(told.contains("đã duyệt bài này lúc") && !told.contains("value=\"dang\""));
        let others = portal.all_readers_but_one().await;
        let alone = portal.send(request(Method::GET, &desk, &new_link, None, "")).await;
        assert_eq!(alone.status, StatusCode::OK, "one connection at a time is enough");
        drop(others);
        portal.read_changes().await;
        let path = portal.address(conglang_kernel::EntryId(id.parse().unwrap())).await;
        assert!(portal.visit(&portal.a.host, &path).await.body.contains("Đủ số liệu"));
        portal.work_all().await;
        let letters = portal.web.mailer.sent();
        let told = letters.iter().rev().find(|letter| letter.to == CONTRIBUTOR).unwrap();
        assert!(told.subject.starts_with("Đã duyệt và đăng"), "{told:?}");
        assert!(told.text.contains(&path), "{told:?}");
        let history = editor.get(&format!("/noi-dung/{id}/lich-su")).await.body;
        for step in ["Gửi duyệt", "Trả lại để sửa", "Thiếu số liệu", "Đăng bài"]
        {
            assert!(history.contains(step), "{step}: {history}");
        }
        assert!(history.contains("Viết: Trần Thị Hạnh"), "{history}");
        assert!(history.contains("Duyệt: "), "{history}");
    });
}

fn link_in(letter: &str) -> String {
    let at = letter.find("/xem/").unwrap();
    letter[at..].split_whitespace().next().unwrap().to_owned()
}

#[test]
fn with_a_second_pair_of_eyes_nobody_publishes_alone_but_urgently() {
    on_every_engine(|portal| async move {
        require_second_eyes(&portal).await;
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let id = editor.begin("Bão số 7", "luu").await;
        let form = editor.get(&format!("/noi-dung/{id}")).await.body;
        assert!(!form.contains("value=\"dang\"") && form.contains("value=\"dang_khan\""));
        let press = async |button: &str, reason: &str| {
            editor.press(&id, "Bão số 7", button, &[("urgent_reason", reason)]).await
        };
        let alone = press("dang", "").await;
        assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(alone.body.contains("không tự đăng bài của mình"));
        let unexplained = press("dang_khan", "").await;
        assert_eq!(unexplained.status, StatusCode::UNPROCESSABLE_ENTITY, "a reason is asked for");
        let urgent = press("dang_khan", "Bão vào trong hai giờ nữa").await;
        assert_eq!(urgent.status, StatusCode::SEE_OTHER, "{}", urgent.body);
        let operator = portal.sign_in("operator@x.example").await;
        let told = async |words: &str| {
            let path = "/he-thong/trang?trang_thai=urgent";
            let list =
                portal.send(request(Method::GET, &portal.desk(), path, Some(&operator), "")).await;
            assert!(list.body.contains(words), "the province counts it: {}", list.body);
        };
        told("1 lần đăng khẩn trong 12 tháng, 1 chưa xem lại").await;
        let boss = Officer::signed_in(&portal, "administrator.a@x.example").await;
        assert!(boss.get("").await.body.contains("Đăng khẩn, chưa ai xem lại"));
        portal.work_all().await;
        let letters = portal.web.mailer.sent();
        let to: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
        assert_eq!(to, ["administrator.a@x.example"], "whoever can look is told: {letters:?}");
        assert!(letters[0].text.contains("Bão vào trong hai giờ nữa"), "{letters:?}");
        let base = boss.base(&id).await;
        let own =
            editor.post(&format!("/noi-dung/{id}"), &[("base", &base), ("viec", "da_xem")]).await;
        assert_eq!(own.status, StatusCode::UNPROCESSABLE_ENTITY, "not by the writer");
        assert!(boss.get("").await.body.contains(&format!("/noi-dung/{id}/xem\"")));
        let reading = boss.get(&format!("/noi-dung/{id}/xem")).await.body;
        assert!(reading.contains("Lý do đăng khẩn: Bão vào trong hai giờ nữa"), "{reading}");
        let base = hidden(&reading, "base");
        let seen =
            boss.post(&format!("/noi-dung/{id}/xem"), &[("base", &base), ("viec", "da_xem")]).await;
        assert_eq!(seen.status, StatusCode::SEE_OTHER, "{}", seen.body);
        assert!(!boss.get("").await.body.contains("Đăng khẩn, chưa ai xem lại"));
        told("1 lần đăng khẩn trong 12 tháng<").await;
    });
}

#[test]
fn a_draft_goes_out_at_its_hour_and_an_hour_can_be_taken_back() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let id = editor.begin("Lịch cúp điện", "luu").await;
        let press = async |button: &str, at: &str| {
            editor.press(&id, "Lịch cúp điện", button, &[("publish_at", at)]).await
        };
        let passed = press("hen", "2025-01-01T07:30").await;
        assert_eq!(passed.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(passed.body.contains("phải sau lúc này"));
        assert_eq!(press("dang", "2026-01-05T09:00").await.status, StatusCode::SEE_OTHER);
        let form = editor.get(&format!("/noi-dung/{id}")).await.body;
        assert!(form.contains("Hẹn giờ đăng") && form.contains("value=\"huy_hen\""));
        let base = hidden(&form, "base");
        editor.post(&format!("/noi-dung/{id}"), &[("base", &base), ("viec", "huy_hen")]).await;
        portal.clock.advance_seconds(3 * 3600);
        portal.work_all().await;
        let path = portal.address(conglang_kernel::EntryId(id.parse().unwrap())).await;
        assert_eq!(portal.visit(&portal.a.host, &path).await.status, StatusCode::NOT_FOUND);
        // The desk's sessions idle out meanwhile.
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let at = [("publish_at", "2026-01-05T15:00")];
        let reply = editor.press(&id, "Lịch cúp điện", "hen", &at).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        portal.clock.advance_seconds(5 * 3600);
        portal.work_all().await;
        portal.read_changes().await;
        assert_eq!(portal.visit(&portal.a.host, &path).await.status, StatusCode::OK);
    });
}

#[test]
fn a_guest_reads_a_draft_by_its_secret_address_and_leaves_a_remark() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let id = editor.begin("Dự thảo kế hoạch", "luu").await;
        let shared = editor.post(&format!("/noi-dung/{id}/chia-se"), &[]).await;
        assert_eq!(shared.status, StatusCode::OK, "{}", shared.body);
        let at = shared.body.find("/xem/").unwrap();
        let link: String = shared.body[at..].chars().take_while(|c| *c != '<').collect();
        let desk = portal.desk();
        let page = portal.send(request(Method::GET, &desk, &link, None, "")).await;
        assert_eq!(page.status, StatusCode::OK);
        assert!(page.body.contains("Dự thảo kế hoạch") && page.body.contains("noindex"));
        assert!(!page.body.contains("value=\"dang\""), "a guest decides nothing");
        let nameless = encoded(&[("remark", "Nên nêu rõ kinh phí"), ("guest_name", "")]);
        let refused = portal.send(request(Method::POST, &desk, &link, None, &nameless)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Nên nêu rõ kinh phí"), "what was typed is kept");
        let said = encoded(&[("remark", "Nên nêu rõ kinh phí"), ("guest_name", "Bác Tư")]);
        let reply = portal.send(request(Method::POST, &desk, &link, None, &said)).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER);
        let form = editor.get(&format!("/noi-dung/{id}")).await.body;
        assert!(form.contains("Bác Tư") && form.contains("Nên nêu rõ kinh phí"));
        portal.work_all().await;
        let letters = portal.web.mailer.sent();
        let told: Vec<_> = letters.iter().filter(|letter| letter.to == EDITOR).collect();
        assert_eq!(told.len(), 1, "{letters:?}");
        assert!(told[0].text.contains("Bác Tư") && told[0].text.contains("Nên nêu rõ kinh phí"));
        assert!(editor.get("").await.body.contains("Có lời nhắn chưa xem xét"));
        let decides = encoded(&[("viec", "dang"), ("base", "1.1")]);
        let forged = portal.send(request(Method::POST, &desk, &link, None, &decides)).await;
        assert_eq!(forged.status, StatusCode::FORBIDDEN);
        portal.clock.advance_seconds(15 * 86_400);
        let ended = portal.send(request(Method::GET, &desk, &link, None, "")).await;
        assert_eq!(ended.status, StatusCode::GONE);
    });
}

#[test]
fn an_old_edition_is_compared_and_comes_back_as_a_draft() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let id = editor.begin("Giờ làm việc", "dang").await;
        let category = portal.heading("x").await.category.unwrap().to_string();
        let publish = async |body: &str, change: &str, note: &str| {
            let base = editor.base(&id).await;
            editor
                .post(
                    &format!("/noi-dung/{id}"),
                    &[
                        ("base", &base),
                        ("title", "Giờ làm việc"),
                        ("body", body),
                        ("category", &category),
                        ("change", change),
                        ("change_note", note),
                        ("viec", "dang"),
                    ],
                )
                .await
        };
        let silent = publish("Từ 8 giờ", "major", "").await;
        assert_eq!(
            silent.status,
            StatusCode::UNPROCESSABLE_ENTITY,
            "readers are told what changed"
        );
        assert_eq!(
            publish("Từ 8 giờ", "major", "Đổi giờ mở cửa").await.status,
            StatusCode::SEE_OTHER
        );
        portal.read_changes().await;
        let path = portal.address(conglang_kernel::EntryId(id.parse().unwrap())).await;
        let page = portal.visit(&portal.a.host, &path).await.body;
        assert!(page.contains("Đổi giờ mở cửa"), "the note is public");
        let compared = editor.get(&format!("/noi-dung/{id}/lich-su/2")).await;
        assert_eq!(compared.status, StatusCode::OK, "{}", compared.body);
        assert!(compared.body.contains("<ins>") && compared.body.contains("<del>"));
        // Any two may be compared; the same with itself differs in nothing.
        let history = editor.get(&format!("/noi-dung/{id}/lich-su")).await.body;
        assert!(history.contains("So sánh bản số 2 với bản khác"), "{history}");
        assert!(
            compared.body.contains("<option value=\"1\" selected>Bản số 1"),
            "{}",
            compared.body
        );
        let other = editor.get(&format!("/noi-dung/{id}/lich-su/1?voi=2")).await.body;
        assert!(other.contains("Khác với bản số 2") && other.contains("<ins>"), "{other}");
        let restored = editor
            .post(&format!("/noi-dung/{id}/lich-su"), &[("edition", "1"), ("viec", "khoi_phuc")])
            .await;
        assert_eq!(restored.status, StatusCode::SEE_OTHER);
        assert!(portal.visit(&portal.a.host, &path).await.body.contains("Từ 8 giờ"));
        assert!(editor.get(&format!("/noi-dung/{id}")).await.body.contains("Đoạn một."));
        let broken = editor.post(&format!("/noi-dung/{id}/lich-su"), &[("edition", "x")]).await;
        assert_eq!(broken.status, StatusCode::BAD_REQUEST);
    });
}

#[test]
fn taking_down_asks_how_and_refuses_a_circle() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let (first, second) =
            (editor.begin("Bài một", "dang").await, editor.begin("Bài hai", "dang").await);
        let unsaid = editor.post(&format!("/noi-dung/{first}/go"), &[]).await;
        assert_eq!(unsaid.status, StatusCode::UNPROCESSABLE_ENTITY);
        let itself = editor
            .post(
                &format!("/noi-dung/{first}/go"),
                &[("outcome", "consolidated"), ("consolidated_target", &first)],
            )
            .await;
        assert_eq!(itself.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(itself.body.contains("dẫn về chính bài này"));
        let into = editor
            .post(
                &format!("/noi-dung/{first}/go"),
                &[("outcome", "consolidated"), ("consolidated_target", &second)],
            )
            .await;
        assert_eq!(into.status, StatusCode::SEE_OTHER, "{}", into.body);
        let page = editor.get(&format!("/noi-dung/{first}?da=taken-down")).await;
        assert!(page.body.contains("Đã gộp vào bài khác"), "{}", page.body);
        let again = editor.get(&format!("/noi-dung/{first}/go")).await;
        assert_eq!(again.status, StatusCode::SEE_OTHER, "there is nothing to take down");
        // A mistake may lead to any text by its address, too; one that names none is refused.
        let third = editor.begin("Bài ba", "dang").await;
        let mistaken = async |address: &str| {
            let fields = [("outcome", "mistaken"), ("mistaken_address", address)];
            editor.post(&format!("/noi-dung/{third}/go"), &fields).await
        };
        let nowhere = mistaken("https://vnexpress.net/").await;
        assert_eq!(nowhere.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(nowhere.body.contains("https://vnexpress.net/"), "what was typed stays");
        let there = mistaken(&format!("/tin-tuc/bai-hai-{second}")).await;
        assert_eq!(there.status, StatusCode::SEE_OTHER, "{}", there.body);
    });
}

#[test]
fn a_schedule_that_cannot_be_kept_is_told_once_to_the_people_of_the_text() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let id = editor.begin("Lịch cúp điện", "luu").await;
        let base = editor.base(&id).await;
        let category = portal.heading("x").await.category.unwrap().to_string();
        let mut fields = vec![
            ("base", base.as_str()),
            ("title", "Lịch cúp điện"),
            ("body", "Thứ ba."),
            ("category", &category),
            ("publish_at", "2026-01-05T09:00"),
            ("expires_at", "2026-01-05T08:00"),
            ("viec", "hen"),
        ];
        let reply = editor.post(&format!("/noi-dung/{id}"), &fields).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "it would end before it is out");
        assert!(reply.body.contains("hết hạn trước khi kịp đăng"), "{}", reply.body);
        fields[5].1 = "2026-02-05T08:00";
        let reply = editor.post(&format!("/noi-dung/{id}"), &fields).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        let spoiled = format!("UPDATE edition SET title = '' WHERE entry_id = {id}");
        let mut transaction = portal.web.db.write(portal.scope().reach()).await.unwrap();
        transaction.execute(Sql::composed(spoiled), args![]).await.unwrap();
        transaction.commit().await.unwrap();
        portal.clock.advance_seconds(3 * 3600);
        portal.work_all().await;
        portal.clock.advance_seconds(600);
        portal.work_all().await;
        portal.sweep().await;
        portal.work_all().await;
        let letters = portal.web.mailer.sent();
        let told: Vec<_> =
            letters.iter().filter(|l| l.subject.starts_with("Chưa đăng được")).collect();
        assert_eq!(told.len(), 1, "{letters:?}");
        assert_eq!(told[0].to, EDITOR);
        assert!(told[0].text.contains("09:00"), "{told:?}");
    });
}
