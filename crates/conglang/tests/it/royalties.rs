//! Royalties of months with many articles, and what they need of the database.

use conglang_kernel::EntryId;
use conglang_platform::args;
use conglang_platform::db::Reach;
use http::StatusCode;

use crate::officer::Officer;
use crate::portal::{Portal, on_every_engine};

const ADMINISTRATOR: &str = "administrator.a@x.example";
const MONTH: &str = "2026-01";

/// An administrator of a site that pays for articles, a coefficient of 1 being a thousand đồng.
async fn paying(portal: &Portal) -> Officer<'_> {
    let boss = Officer::signed_in(portal, ADMINISTRATOR).await;
    boss.post("/cach-lam", &[("royalties", "yes")]).await;
    let mut tariff = vec![
        ("thang", MONTH),
        ("valid_from", "01/01/2026"),
        ("decision", "Quyết định 45"),
        ("unit_value", "1.000"),
        ("viec", "bieu_gia"),
    ];
    tariff.extend(
        [
            "he_so_news",
            "he_so_drawing",
            "he_so_photo",
            "he_so_commentary",
            "he_so_reportage",
            "he_so_literature",
            "he_so_study",
            "he_so_media",
        ]
        .map(|field| (field, "10")),
    );
    let added = boss.post("/nhuan-but", &tariff).await;
    assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
    boss
}

/// An article that is paid for, doubled so many times; gives the numbers of all.
async fn articles(portal: &Portal, boss: &Officer<'_>, doublings: usize) -> Vec<i64> {
    let category = portal.category("hoat-dong-chinh-quyen").await.to_string();
    let fields = [
        ("title", "Tin ngắn"),
        ("body", "…"),
        ("category", category.as_str()),
        ("author_name", "Lê Văn Tám"),
        ("genre", "news"),
        ("viec", "dang"),
    ];
    let written = boss.post("/noi-dung/moi/bai-viet", &fields).await;
    assert_eq!(written.status, StatusCode::SEE_OTHER, "{}", written.body);
    let (_, number) = written.header("location").split_once("/noi-dung/").unwrap();
    let first = EntryId(number.split('?').next().unwrap().parse().unwrap());
    let site = portal.a.id;
    let mut transaction = portal.web.db.write(Reach::Installation).await.unwrap();
    for _ in 0..doublings {
        transaction
            .execute(
                "INSERT INTO entry (site_id, kind, language, category_id, slug, state, title,
                   summary, published_at, created_at)
                 SELECT site_id, kind, language, category_id, slug, state, title, summary,
                   published_at, created_at
                 FROM entry WHERE site_id = $1 AND slug = 'tin-ngan'",
                args![site],
            )
            .await
            .unwrap();
    }
    transaction
        .execute(
            "INSERT INTO article (entry_id, site_id, body, author_name, source, pen_name, genre)
             SELECT e.id, a.site_id, a.body, a.author_name, a.source, a.pen_name, a.genre
             FROM entry e JOIN article a ON a.entry_id = $1
             WHERE e.site_id = $2 AND e.slug = 'tin-ngan' AND e.id <> $1",
            args![first, site],
        )
        .await
        .unwrap();
    let numbers: Vec<(i64,)> = transaction
        .all("SELECT id FROM entry WHERE site_id = $1 AND slug = 'tin-ngan'", args![site])
        .await
        .unwrap();
    transaction.commit().await.unwrap();
    numbers.into_iter().map(|(number,)| number).collect()
}

#[test]
fn a_month_of_some_hundred_articles_is_saved_and_closed() {
    on_every_engine(|portal| async move {
        let boss = paying(&portal).await;
        let articles = articles(&portal, &boss, 9).await;
        assert_eq!(articles.len(), 512);
        let names: Vec<(String, String)> =
            articles.iter().map(|id| (format!("he_so_{id}"), format!("ghi_chu_{id}"))).collect();
        let remark = "Bài được đọc nhiều, có ảnh riêng. ".repeat(5);
        for (wish, coefficient, total) in [("luu", "2", "1.024.000"), ("chot", "3", "1.536.000")] {
            let mut fields = vec![("thang", MONTH), ("viec", wish)];
            for (of_coefficient, of_remark) in &names {
                fields.push((of_coefficient, coefficient));
                fields.push((of_remark, remark.trim()));
            }
            let sent = boss.post("/nhuan-but", &fields).await;
            assert_eq!(sent.status, StatusCode::SEE_OTHER, "{wish}: {}", sent.body);
            let page = boss.get(&format!("/nhuan-but?thang={MONTH}")).await.body;
            assert!(page.contains(&format!("Tổng cộng: {total} đồng")), "{wish}");
            assert_eq!(page.contains("đã chốt lúc"), wish == "chot");
        }
    });
}

#[test]
fn a_month_of_more_articles_than_a_statement_holds_says_so_and_stays_open() {
    on_every_engine(|portal| async move {
        let boss = paying(&portal).await;
        assert!(articles(&portal, &boss, 11).await.len() > 2000);
        let page = boss.get(&format!("/nhuan-but?thang={MONTH}")).await.body;
        assert!(page.contains("Bảng tính chưa đủ bài") && page.contains("hơn 2000 bài"));
        let closed = boss.post("/nhuan-but", &[("thang", MONTH), ("viec", "chot")]).await;
        assert_eq!(closed.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(closed.body.contains("nên chưa chốt được"));
        let page = boss.get(&format!("/nhuan-but?thang={MONTH}")).await.body;
        assert!(!page.contains("đã chốt lúc"));
    });
}

#[test]
fn a_month_needs_one_connection_at_a_time_where_the_tariffs_are_the_province_s() {
    on_every_engine(|portal| async move {
        let boss = Officer::signed_in(&portal, ADMINISTRATOR).await;
        boss.post("/cach-lam", &[("royalties", "yes")]).await;
        let others = portal.all_readers_but_one().await;
        assert_eq!(boss.get("/nhuan-but").await.status, StatusCode::OK);
        assert_eq!(boss.get("/nhuan-but/tai-ve").await.status, StatusCode::OK);
        let saved = boss.post("/nhuan-but", &[("thang", MONTH), ("viec", "luu")]).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        drop(others);
    });
}
