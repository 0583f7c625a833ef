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
        for (number, words) in [(1, "Bản của tôi"), (2, "Bản của người kia"), (3, "Bản đã ghép")]
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
            .post(&format!("/noi-dung/{id}/lich-su"), &[("edition", "2"), ("viec", "khoi_phuc")])
            .await;
        assert_eq!(restored.status, StatusCode::SEE_OTHER, "{}", restored.body);
        let seen = editor.post(&format!("/noi-dung/{id}/dang-sua"), &[]).await;
        assert_eq!(seen.body, r#"{"others":[]}"#);
        let other = colleague.post(&format!("/noi-dung/{id}/dang-sua"), &[]).await;
        assert!(other.body.contains("Trần Thị Hạnh"), "{}", other.body);
    });
}
