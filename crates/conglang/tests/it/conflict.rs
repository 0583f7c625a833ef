//! Two people save one text: both are shown, and neither leaves the history.

use http::StatusCode;

use crate::officer::{Officer, hidden};
use crate::portal::on_every_engine;

const EDITOR: &str = "editor.a@x.example";
const CONTRIBUTOR: &str = "contributor.a@x.example";

#[test]
fn two_savers_see_both_texts_and_a_timer_never_overwrites() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let colleague = Officer::signed_in(&portal, CONTRIBUTOR).await;
        let id = editor.begin("Chung một bài", "luu").await;
        let base = editor.base(&id).await;
        let category = portal.heading("x").await.category.unwrap().to_string();
        let fields = |body: &'static str| {
            vec![
                ("base", base.clone()),
                ("title", "Chung một bài".to_owned()),
                ("body", body.to_owned()),
                ("category", category.clone()),
            ]
        };
        let post = async |who: &Officer<'_>, rest: &str, fields: Vec<(&str, String)>| {
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            who.post(&format!("/noi-dung/{id}{rest}"), &fields).await
        };
        let first = post(&colleague, "/tu-luu", fields("Bản của người kia")).await;
        assert_eq!(first.status, StatusCode::OK, "{}", first.body);
        let timer = post(&editor, "/tu-luu", fields("Bản của tôi")).await;
        assert_eq!(timer.status, StatusCode::CONFLICT);
        assert!(timer.body.contains("Trần Thị Hạnh"), "{}", timer.body);
        let both = post(&editor, "", fields("Bản của tôi")).await;
        assert_eq!(both.status, StatusCode::CONFLICT);
        assert!(both.body.contains("Bản của tôi") && both.body.contains("người kia"));
        let merged = hidden(&both.body, "base");
        let reply = editor
            .post(
                &format!("/noi-dung/{id}"),
                &[
                    ("base", &merged),
                    ("merging", &hidden(&both.body, "merging")),
                    ("title", "Chung một bài"),
                    ("body", "Bản đã ghép"),
                    ("category", &category),
                    ("viec", "luu"),
                ],
            )
            .await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        let history = editor.get(&format!("/noi-dung/{id}/lich-su")).await.body;
        assert_eq!(history.matches("Giữ lại khi hai người cùng lưu").count(), 2, "{history}");
        for (number, words) in
            [(1, "Đoạn một."), (2, "Bản của tôi"), (3, "Bản của người kia"), (4, "Bản đã ghép")]
        {
            let edition = editor.get(&format!("/noi-dung/{id}/lich-su/{number}")).await.body;
            assert!(edition.contains(words), "{number}: {edition}");
        }
        let again = post(&editor, "", fields("Bản của tôi")).await;
        assert_eq!(again.status, StatusCode::CONFLICT);
        let history = editor.get(&format!("/noi-dung/{id}/lich-su")).await.body;
        assert_eq!(
            history.matches("Giữ lại khi hai người cùng lưu").count(),
            2,
            "the same refused text is kept once"
        );
        let restored = editor
            .post(&format!("/noi-dung/{id}/lich-su"), &[("edition", "3"), ("viec", "khoi_phuc")])
            .await;
        assert_eq!(restored.status, StatusCode::SEE_OTHER, "{}", restored.body);
        let seen = editor.post(&format!("/noi-dung/{id}/dang-sua"), &[]).await;
        assert_eq!(seen.body, r#"{"others":[]}"#);
        let other = colleague.post(&format!("/noi-dung/{id}/dang-sua"), &[]).await;
        assert!(other.body.contains("Trần Thị Hạnh"), "{}", other.body);
    });
}

fn csv(name: &str) -> (&'static str, String, Vec<u8>) {
    ("attachments", format!("{name}.csv"), format!("{name};1\n").into_bytes())
}

/// Saves the form of an entry with a new file below the text.
async fn save_with(
    officer: &Officer<'_>,
    id: &str,
    base: &str,
    file: &str,
    more: &[(&str, &str)],
) -> crate::portal::Reply {
    let mut fields =
        vec![("base", base), ("title", "Kế hoạch"), ("body", "Kèm tệp."), ("viec", "luu")];
    fields.extend(more);
    let (name, called, bytes) = csv(file);
    officer.post_files(&format!("/noi-dung/{id}"), &fields, &[(name, &called, &bytes)]).await
}

/// The numbers of the files that a form offers below the text.
fn attached(page: &str) -> Vec<String> {
    let parts = page.split("name=\"attachment\" value=\"").skip(1);
    parts.map(|part| part.split('"').next().unwrap().to_owned()).collect()
}

#[test]
fn the_files_of_both_savers_are_kept_and_offered_to_be_taken_away() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let colleague = Officer::signed_in(&portal, CONTRIBUTOR).await;
        let id = editor.begin("Kế hoạch", "luu").await;
        let base = editor.base(&id).await;
        let first = save_with(&colleague, &id, &base, "quyet-dinh", &[]).await;
        assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.body);
        let both = save_with(&editor, &id, &base, "danh-sach", &[]).await;
        assert_eq!(both.status, StatusCode::CONFLICT, "{}", both.body);
        for said in [
            "danh-sach.csv",
            "quyet-dinh.csv",
            "Chỉ có ở bản của anh/chị",
            "Chỉ có ở bản của Trần Thị Hạnh",
        ] {
            assert!(both.body.contains(said), "{said}: {}", both.body);
        }
        let offered = attached(&both.body);
        assert_eq!(offered.len(), 2, "{offered:?}");
        let merged = hidden(&both.body, "base");
        let fields = [
            ("base", merged.as_str()),
            ("merging", "yes"),
            ("title", "Kế hoạch"),
            ("body", "Kèm tệp."),
            ("attachment", offered[0].as_str()),
            ("attachment_title", ""),
            ("attachment", offered[1].as_str()),
            ("attachment_title", "Quyết định"),
            ("viec", "luu"),
        ];
        let reply = editor.post(&format!("/noi-dung/{id}"), &fields).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        let form = editor.get(&format!("/noi-dung/{id}")).await.body;
        assert_eq!(attached(&form), offered);
    });
}

#[test]
fn two_choices_stand_beside_each_other_as_people_read_them() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let colleague = Officer::signed_in(&portal, CONTRIBUTOR).await;
        let id = editor.begin_notice("Bão số 7", "luu", &[("urgency", "normal")]).await;
        let base = editor.base(&id).await;
        let typed = |urgency: &'static str| {
            [
                ("base", base.clone()),
                ("title", "Bão số 7".to_owned()),
                ("urgency", urgency.to_owned()),
                ("deadline", "2026-09-02".to_owned()),
            ]
        };
        let post = async |who: &Officer<'_>, rest: &str, urgency: &'static str| {
            let fields = typed(urgency);
            let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (*n, v.as_str())).collect();
            who.post(&format!("/noi-dung/{id}{rest}"), &fields).await
        };
        post(&colleague, "/tu-luu", "urgent").await;
        let both = post(&editor, "", "important").await;
        assert_eq!(both.status, StatusCode::CONFLICT, "{}", both.body);
        let page = &both.body;
        assert!(page.contains("<select class=\"input size-full\" id=\"f-urgency\""), "{page}");
        assert!(page.contains("Quan trọng") && page.contains("<ins>Khẩn</ins>"), "{page}");
        assert!(!page.contains(">urgent<") && !page.contains(">notice-form-"), "{page}");
    });
}

#[test]
fn whoever_compares_two_editions_sees_everything_that_changed() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let id = editor.begin("Kế hoạch", "dang").await;
        let base = editor.base(&id).await;
        let category = portal.category("hoat-dong-chinh-quyen").await.to_string();
        let more = [
            ("category", category.as_str()),
            ("slug", "ke-hoach-moi"),
            ("expires_at", "2026-09-02T08:00"),
            ("genre", "news"),
            ("pen_name", "Hai Lúa"),
        ];
        let saved = save_with(&editor, &id, &base, "quyet-dinh", &more).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let page = editor.get(&format!("/noi-dung/{id}/lich-su/2?voi=1")).await.body;
        for said in [
            "<dt>Tệp đính kèm</dt>",
            "quyet-dinh.csv",
            "<dt>Địa chỉ bài</dt>",
            "<dt>Ngày giờ hết hạn</dt>",
            "02/9/2026",
            "Tin, trả lời bạn đọc",
            "Hai Lúa",
        ] {
            assert!(page.contains(said), "{said}: {page}");
        }
        assert!(!page.contains("<dt>Chuyên mục</dt>"), "it is the same: {page}");
        // The form that is saved next names the file by its name: nothing has changed by that.
        let form = editor.get(&format!("/noi-dung/{id}")).await.body;
        let file = attached(&form).remove(0);
        let named = [
            ("attachment", file.as_str()),
            ("attachment_title", "quyet-dinh.csv"),
            ("slug", "ke-hoach-moi"),
        ];
        editor.press(&id, "Kế hoạch", "luu", &named).await;
        let page = editor.get(&format!("/noi-dung/{id}/lich-su/3?voi=2")).await.body;
        assert!(
            page.contains("Khác với bản số 2") && !page.contains("<dt>Tệp đính kèm</dt>"),
            "{page}"
        );
    });
}

#[test]
fn every_field_of_every_kind_has_a_name_and_every_choice_its_words() {
    on_every_engine(|portal| async move {
        let words = portal.web.pages.words();
        let has = |key: &str| assert!(words.has(conglang_kernel::Language::Vi, key), "{key}");
        for slice in conglang::slices::SLICES {
            let nothing = conglang_platform::form::Form::default();
            let mut rejections = conglang_kernel::Rejections::none();
            let content = slice.kind.read(&nothing, &mut rejections).unwrap();
            for (name, _) in slice.kind.fields(&content).unwrap() {
                has(&format!("field-{}", name.replace('_', "-")));
            }
            for (_, choices) in slice.choices {
                choices.iter().for_each(|(_, key)| has(key));
            }
        }
    });
}

#[test]
fn a_save_whose_answer_was_lost_is_no_conflict_with_oneself() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let colleague = Officer::signed_in(&portal, CONTRIBUTOR).await;
        let id = editor.begin("Mạng chập chờn", "luu").await;
        let address = format!("/noi-dung/{id}/tu-luu");
        let save = async |who: &Officer<'_>, base: &str, body: &str| {
            let fields = [("base", base), ("title", "Mạng chập chờn"), ("body", body)];
            who.post(&address, &fields).await
        };
        let first = editor.base(&id).await;
        let lost = save(&editor, &first, "Đã tới nơi").await;
        assert_eq!(lost.status, StatusCode::OK, "{}", lost.body);
        let next = editor.base(&id).await;
        let again = save(&editor, &first, "Đã tới nơi").await;
        assert_eq!(again.status, StatusCode::OK, "{}", again.body);
        assert!(again.body.contains(&format!("\"base\":\"{next}\"")), "{}", again.body);
        assert_eq!(editor.base(&id).await, next, "it is kept once");
        let other = save(&editor, &first, "Chữ khác").await;
        assert_eq!(other.status, StatusCode::CONFLICT, "other words are no second try");
        let theirs = save(&colleague, &first, "Đã tới nơi").await;
        assert_eq!(theirs.status, StatusCode::CONFLICT, "nor are those of somebody else");
        assert_eq!(save(&editor, &next, "Viết thêm").await.status, StatusCode::OK);
        let late = save(&editor, &first, "Đã tới nơi").await;
        assert_eq!(late.status, StatusCode::CONFLICT, "old words never cover newer ones");

        let published = editor.press(&id, "Mạng chập chờn", "dang", &[]).await;
        assert_eq!(published.status, StatusCode::SEE_OTHER, "{}", published.body);
        let live = editor.base(&id).await;
        let lost = save(&editor, &live, "Bản mới").await;
        assert_eq!(lost.status, StatusCode::OK, "{}", lost.body);
        let beside = editor.base(&id).await;
        assert_ne!(beside, live);
        let again = save(&editor, &live, "Bản mới").await;
        assert_eq!(
            again.status,
            StatusCode::OK,
            "a draft begun beside what is public: {}",
            again.body
        );
        assert_eq!(editor.base(&id).await, beside);
    });
}

#[test]
fn an_entry_whose_first_answer_was_lost_is_begun_once() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let colleague = Officer::signed_in(&portal, CONTRIBUTOR).await;
        let begin = async |who: &Officer<'_>, attempt: &str| {
            let fields = [("title", "Mới viết"), ("body", "Chữ đầu"), ("attempt", attempt)];
            let reply = who.post("/noi-dung/moi/bai-viet/tu-luu", &fields).await;
            assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.body);
            let answer: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
            answer
        };
        let lost = begin(&editor, "a1").await;
        let again = begin(&editor, "a1").await;
        assert_eq!(again["id"], lost["id"]);
        assert_eq!(again["base"], lost["base"]);
        assert_eq!(again["autosave_url"], lost["autosave_url"]);
        assert_ne!(
            begin(&editor, "b2").await["id"],
            lost["id"],
            "another attempt is another entry"
        );
        assert_ne!(
            begin(&colleague, "a1").await["id"],
            lost["id"],
            "an attempt is its writer's own"
        );
        assert_ne!(begin(&editor, "").await["id"], begin(&editor, "").await["id"]);
    });
}
