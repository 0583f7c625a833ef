//! The site's own rules: when texts are looked over again, what is paid for articles.

use http::StatusCode;

use crate::officer::Officer;
use crate::portal::on_every_engine;

const ADMINISTRATOR: &str = "administrator.a@x.example";

#[test]
fn only_an_administrator_sets_the_rules_and_wrong_months_are_told() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, "editor.a@x.example").await;
        assert_eq!(editor.get("/cach-lam").await.status, StatusCode::FORBIDDEN);
        let boss = Officer::signed_in(&portal, ADMINISTRATOR).await;
        let wrong = boss.post("/cach-lam", &[("review_page", "sáu"), ("second_eyes", "yes")]).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("sáu") && wrong.body.contains("từ 1 đến 60"));
        let set = boss.post("/cach-lam", &[("review_article", "1"), ("second_eyes", "yes")]).await;
        assert_eq!(set.status, StatusCode::SEE_OTHER, "{}", set.body);
        let page = boss.get("/cach-lam?da=practice-saved").await.body;
        assert!(page.contains("Đã lưu cách làm việc") && page.contains("value=\"1\""));
    });
}

#[test]
fn a_text_is_to_be_looked_over_when_its_months_have_passed() {
    on_every_engine(|portal| async move {
        let boss = Officer::signed_in(&portal, ADMINISTRATOR).await;
        boss.post("/cach-lam", &[("review_article", "1")]).await;
        boss.begin("Số điện thoại trực", "dang").await;
        assert!(!boss.get("").await.body.contains("Đến ngày xem lại"));
        portal.clock.advance_seconds(32 * 86_400);
        let boss = Officer::signed_in(&portal, ADMINISTRATOR).await;
        let home = boss.get("").await.body;
        assert!(home.contains("Đến ngày xem lại") && home.contains("Số điện thoại trực"));
    });
}

#[test]
fn a_rule_about_looking_over_holds_for_what_is_public_already_and_ends_with_it() {
    on_every_engine(|portal| async move {
        let boss = Officer::signed_in(&portal, ADMINISTRATOR).await;
        boss.begin("Số điện thoại trực", "dang").await;
        portal.clock.advance_seconds(40 * 86_400);
        let boss = Officer::signed_in(&portal, ADMINISTRATOR).await;
        boss.post("/cach-lam", &[("review_article", "1")]).await;
        assert!(!boss.get("").await.body.contains("Đến ngày xem lại"), "counted from now");
        portal.clock.advance_seconds(32 * 86_400);
        let boss = Officer::signed_in(&portal, ADMINISTRATOR).await;
        assert!(boss.get("").await.body.contains("Đến ngày xem lại"));
        boss.post("/cach-lam", &[("review_article", "1"), ("second_eyes", "yes")]).await;
        assert!(boss.get("").await.body.contains("Đến ngày xem lại"), "the rule is the same");
        boss.post("/cach-lam", &[]).await;
        assert!(!boss.get("").await.body.contains("Đến ngày xem lại"));
    });
}

#[test]
fn a_month_is_computed_decided_downloaded_and_closed() {
    on_every_engine(|portal| async move {
        let boss = Officer::signed_in(&portal, ADMINISTRATOR).await;
        assert_eq!(boss.get("/nhuan-but").await.status, StatusCode::NOT_FOUND, "off at first");
        boss.post("/cach-lam", &[("royalties", "yes")]).await;
        let category = portal.heading("x").await.category.unwrap().to_string();
        let form = boss.get("/noi-dung/moi/bai-viet").await.body;
        assert!(form.contains("Phóng sự, ký, phỏng vấn"), "the genre is asked for");
        let written = boss
            .post(
                "/noi-dung/moi/bai-viet",
                &[
                    ("title", "Chuyện người giữ rừng"),
                    ("body", "…"),
                    ("category", &category),
                    ("author_name", "Lê Văn Tám"),
                    ("pen_name", "Út Rừng"),
                    ("genre", "reportage"),
                    ("viec", "dang"),
                ],
            )
            .await;
        assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.body);
        let id = written.header("location").split("/noi-dung/").nth(1).unwrap().to_owned();
        let id = id.split('?').next().unwrap().to_owned();
        let month = "2026-01";
        let tariff = |unit: &'static str, from: &'static str| {
            let mut fields = vec![
                ("thang", month),
                ("valid_from", from),
                ("decision", "Quyết định 45"),
                ("unit_value", unit),
                ("viec", "bieu_gia"),
            ];
            for genre in ["news", "drawing", "photo", "commentary", "literature", "study", "media"]
            {
                fields.push((["he_so_", genre].concat().leak(), "10"));
            }
            fields.push(("he_so_reportage", "30"));
            fields
        };
        let wrong = boss.post("/nhuan-but", &tariff("nhiều", "hôm nay")).await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("nhiều") && wrong.body.contains("hôm nay"));
        let added = boss.post("/nhuan-but", &tariff("234.000", "01/01/2026")).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        let page = boss.get(&format!("/nhuan-but?thang={month}")).await.body;
        let name: &str = format!("he_so_{id}").leak();
        assert!(page.contains(&format!("name=\"{name}\" value=\"\"")), "nobody decided: {page}");
        assert!(!page.contains("7.020.000"), "{page}");
        let early =
            boss.post("/nhuan-but", &[("thang", month), (name, ""), ("viec", "chot")]).await;
        assert_eq!(early.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(early.body.contains("còn 1 bài chưa có hệ số"), "{}", early.body);
        assert!(early.body.contains(&format!("href=\"#f-{name}\"")), "the summary leads there");
        let over = boss.post("/nhuan-but", &[("thang", month), (name, "31")]).await;
        assert_eq!(over.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(over.body.contains("value=\"31\""), "what was typed is kept");
        boss.post("/nhuan-but", &[("thang", month), (name, "2,5"), ("viec", "luu")]).await;
        let page = boss.get(&format!("/nhuan-but?thang={month}")).await.body;
        assert!(page.contains("585.000"), "{page}");
        let book = boss.get(&format!("/nhuan-but/tai-ve?thang={month}")).await;
        assert!(book.body.starts_with("PK"), "a workbook is a zip");
        assert!(book.header("content-disposition").contains("nhuan-but-2026-01.xlsx"));
        // What is typed when the month is closed is part of it.
        boss.post("/nhuan-but", &[("thang", month), (name, "3"), ("viec", "chot")]).await;
        let page = boss.get(&format!("/nhuan-but?thang={month}")).await.body;
        assert!(page.contains("702.000"), "{page}");
        boss.post("/nhuan-but", &tariff("999.000", "01/01/2026")).await;
        let page = boss.get(&format!("/nhuan-but?thang={month}")).await.body;
        assert!(page.contains("702.000"), "a tariff that comes later changes no closed month");
        let twice = boss.post("/nhuan-but", &[("thang", month), ("viec", "chot")]).await;
        assert_eq!(twice.status, StatusCode::SEE_OTHER, "closing twice changes nothing");
        let late = boss.post("/nhuan-but", &[("thang", month), (name, "30")]).await;
        assert_eq!(late.status, StatusCode::FORBIDDEN, "what was paid stays");
        let other = boss.get("/nhuan-but?thang=2026-02").await.body;
        assert!(other.contains("Tháng này chưa có bài"));
        // Readers see the pen name and nothing of the money.
        portal.read_changes().await;
        let path = portal.address(conglang_kernel::EntryId(id.parse().unwrap())).await;
        let public = portal.visit(&portal.a.host, &path).await.body;
        assert!(public.contains("Út Rừng") && !public.contains("Lê Văn Tám"));
    });
}
