//! From a draft to what citizens read, and away again.

use conglang_house::entry::{self, Base, Saved, TakeDown, TakeDownRefusal};
use conglang_house::site;
use conglang_platform::db::Reach;
use http::{Method, StatusCode};

use crate::portal::{BODY, on_every_engine, request};

#[test]
fn a_published_article_is_found_everywhere() {
    on_every_engine(|portal| async move {
        let host = portal.a.host.clone();
        let (_, path) = portal.published("Cấp giấy chứng nhận Đất đai").await;
        let places =
            ["/", "/tin-tuc", "/rss.xml", "/sitemap.xml", "/tim-kiem?q=dat%20dai", path.as_str()];
        for place in places {
            let reply = portal.visit(&host, place).await;
            assert_eq!(reply.status, StatusCode::OK, "{place}");
            assert!(reply.body.contains(&path), "{place} does not lead to it");
            let other = portal.visit(&portal.b.host, place).await;
            assert!(!other.body.contains(&path) || other.status == 404, "{place} of the other");
        }
        assert_eq!(portal.visit(&portal.b.host, &path).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_draft_is_nowhere() {
    on_every_engine(|portal| async move {
        let id = portal.draft("Đất đai chưa duyệt").await;
        portal.read_changes().await;
        let path = portal.address(id).await;
        for place in ["/", "/tin-tuc", "/rss.xml", "/sitemap.xml", "/tim-kiem?q=dat%20dai"] {
            let reply = portal.visit(&portal.a.host, place).await;
            assert!(!reply.body.contains("chua-duyet"), "{place}");
        }
        assert_eq!(portal.visit(&portal.a.host, &path).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn other_addresses_lead_to_the_canonical_one() {
    on_every_engine(|portal| async move {
        let (id, path) = portal.published("Họp dân").await;
        let mut transaction = portal.web.db.write(Reach::Installation).await.unwrap();
        site::add_alias(&mut transaction, portal.a.id, "cu.example", portal.clock.now())
            .await
            .unwrap()
            .unwrap();
        transaction.commit().await.unwrap();
        portal.web.hosts.reload(&portal.web.db).await.unwrap();
        let wrong = portal.visit(&portal.a.host, &format!("/x/khac-{id}")).await;
        assert_eq!(wrong.status, StatusCode::MOVED_PERMANENTLY);
        assert_eq!(wrong.header("location"), path);
        let alias = portal.visit("cu.example", &path).await;
        assert_eq!(alias.status, StatusCode::MOVED_PERMANENTLY);
        assert_eq!(alias.header("location"), format!("http://{}{path}", portal.a.host));
        let unknown = portal.visit("ai-do.example", "/").await;
        assert_eq!(unknown.status, StatusCode::NOT_FOUND);
        assert!(!unknown.body.contains("An Xuyên"));
        assert!(!unknown.body.contains(&portal.a.host));
    });
}

#[test]
fn what_is_scheduled_goes_out_in_time() {
    on_every_engine(|portal| async move {
        let id = portal.draft("Lịch cắt điện").await;
        let now = portal.clock.now();
        let mut transaction = portal.web.db.write(portal.scope().reach()).await.unwrap();
        entry::schedule(
            &mut transaction,
            &portal.web.kinds,
            portal.scope(),
            portal.editor,
            id,
            now.plus_seconds(3600),
            now,
        )
        .await
        .unwrap();
        transaction.commit().await.unwrap();
        portal.work_all().await;
        let path = portal.address(id).await;
        assert_eq!(portal.visit(&portal.a.host, &path).await.status, StatusCode::NOT_FOUND);
        portal.clock.advance_seconds(3601);
        portal.work_all().await;
        portal.read_changes().await;
        assert_eq!(portal.visit(&portal.a.host, &path).await.status, StatusCode::OK);
    });
}

#[test]
fn each_outcome_of_taking_down_keeps_the_address() {
    on_every_engine(|portal| async move {
        let (gone, gone_path) = portal.published("Đăng nhầm").await;
        let (merged, merged_path) = portal.published("Bài cũ").await;
        let (target, target_path) = portal.published("Bài mới").await;
        let (old, old_path) = portal.published("Quy định cũ").await;
        let now = portal.clock.now();
        for (id, how) in [
            (gone, TakeDown::Mistake { target: None }),
            (merged, TakeDown::Consolidated { target }),
            (
                old,
                TakeDown::Expired {
                    reason: "Đã có quy định mới".to_owned(), target: Some(target)
                },
            ),
        ] {
            let mut transaction = portal.web.db.write(portal.scope().reach()).await.unwrap();
            entry::take_down(&mut transaction, portal.scope(), portal.editor, id, &how, now)
                .await
                .unwrap();
            transaction.commit().await.unwrap();
        }
        let mut transaction = portal.web.db.write(portal.scope().reach()).await.unwrap();
        let circle = TakeDown::Consolidated { target: merged };
        let refused =
            entry::take_down(&mut transaction, portal.scope(), portal.editor, target, &circle, now)
                .await;
        assert!(matches!(refused, Err(TakeDownRefusal::Circle)), "{refused:?}");
        drop(transaction);
        portal.read_changes().await;
        let host = &portal.a.host;
        let mistake = portal.visit(host, &gone_path).await;
        assert_eq!(mistake.status, StatusCode::GONE);
        let main = mistake.body.split("<main").nth(1).unwrap();
        for title in ["Đăng nhầm", "dang nham"] {
            assert!(!main.contains(title), "it may be what nobody should read: {main}");
        }
        let moved = portal.visit(host, &merged_path).await;
        assert_eq!(moved.status, StatusCode::MOVED_PERMANENTLY);
        assert_eq!(moved.header("location"), target_path);
        let notice = portal.visit(host, &old_path).await;
        assert_eq!(notice.status, StatusCode::OK);
        assert!(notice.body.contains("Đã có quy định mới"));
        assert!(!portal.visit(host, "/tin-tuc").await.body.contains(&old_path));
    });
}

#[test]
fn two_saves_keep_both_texts_and_old_ones_come_back() {
    on_every_engine(|portal| async move {
        let id = portal.draft("Bản một").await;
        let scope = portal.scope();
        let now = portal.clock.now();
        let mut transaction = portal.web.db.write(scope.reach()).await.unwrap();
        let open = entry::find_open(&mut transaction, scope, id).await.unwrap().unwrap();
        transaction.commit().await.unwrap();
        let base = Base { edition: open.id, version: open.version };
        let mut outcomes = Vec::new();
        for title in ["Bản hai", "Bản ba"] {
            let heading = portal.heading(title).await;
            let mut transaction = portal.web.db.write(scope.reach()).await.unwrap();
            outcomes.push(
                entry::save(&mut transaction, scope, portal.editor, id, base, &heading, BODY, now)
                    .await
                    .unwrap(),
            );
            transaction.commit().await.unwrap();
        }
        assert!(matches!(outcomes[0], Saved::Kept(_)));
        assert!(matches!(&outcomes[1], Saved::Conflict(c) if c.theirs.title == "Bản hai"));
        let path = portal.publish(id).await;
        assert!(portal.visit(&portal.a.host, &path).await.body.contains("Bản hai"));
        let mut transaction = portal.web.db.write(scope.reach()).await.unwrap();
        let restored = entry::restore(&mut transaction, scope, portal.editor, id, 1, now).await;
        assert!(restored.unwrap().is_some());
        let lines = entry::history(&mut transaction, scope, id).await.unwrap();
        assert_eq!(lines.len(), 2);
        transaction.commit().await.unwrap();
    });
}

#[test]
fn a_second_visitor_costs_no_statement() {
    on_every_engine(|portal| async move {
        let host = &portal.a.host;
        portal.published("Tin một").await;
        portal.visit(host, "/tin-tuc").await;
        let before = portal.web.db.statements_run();
        portal.visit(host, "/").await;
        // Setting the reach of each connection counts too on PostgreSQL.
        let spent = portal.web.db.statements_run() - before;
        assert!(spent <= 10, "{spent} statements");
        for number in 0..12 {
            portal.published(&format!("Tin thứ {number}")).await;
        }
        portal.visit(host, "/tin-tuc").await;
        let before = portal.web.db.statements_run();
        let home = portal.visit(host, "/").await;
        assert_eq!(portal.web.db.statements_run() - before, spent, "grows with entries");
        let again = portal.visit(host, "/?utm_source=zalo").await;
        assert_eq!(again.body, home.body);
        let mut conditional = request(Method::GET, host, "/", None, "");
        let tag = home.headers.get("etag").unwrap().clone();
        conditional.headers_mut().insert("if-none-match", tag);
        assert_eq!(portal.send(conditional).await.status, StatusCode::NOT_MODIFIED);
        let head = portal.send(request(Method::HEAD, host, "/", None, "")).await;
        assert_eq!((head.status, head.body.as_str()), (StatusCode::OK, ""));
        portal.published("Tin vừa ra").await;
        assert!(portal.visit(host, "/").await.body.contains("Tin vừa ra"));
        assert!(home.headers.get("set-cookie").is_none());
    });
}

#[test]
fn an_entry_leaves_lists_when_its_time_is_over() {
    on_every_engine(|portal| async move {
        let id = portal.draft("Tin ngắn hạn").await;
        let scope = portal.scope();
        let now = portal.clock.now();
        let mut heading = portal.heading("Tin ngắn hạn").await;
        heading.expires_at = Some(now.plus_seconds(600));
        let mut transaction = portal.web.db.write(scope.reach()).await.unwrap();
        let open = entry::find_open(&mut transaction, scope, id).await.unwrap().unwrap();
        let base = Base { edition: open.id, version: open.version };
        entry::save(&mut transaction, scope, portal.editor, id, base, &heading, BODY, now)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        portal.publish(id).await;
        assert!(portal.visit(&portal.a.host, "/tin-tuc").await.body.contains("Tin ngắn hạn"));
        portal.clock.advance_seconds(601);
        // Whoever asks in the very moment a page lands shares it, as identical misses do.
        tokio::time::sleep(std::time::Duration::from_millis(50)).await;
        assert!(!portal.visit(&portal.a.host, "/tin-tuc").await.body.contains("Tin ngắn hạn"));
    });
}

#[test]
fn a_page_says_who_answers_for_it_and_describes_itself() {
    on_every_engine(|portal| async move {
        let (_, path) = portal.published("Ngày hội \"đại đoàn kết\" </script>").await;
        for place in ["/", path.as_str()] {
            let page = portal.visit(&portal.a.host, place).await.body;
            let footer = page.split("<footer").nth(1).unwrap();
            assert_eq!(footer.matches("<dt>").count(), 6, "{place}: the legal fields");
            let canonical = format!("rel=\"canonical\" href=\"http://{}{place}\"", portal.a.host);
            assert!(page.contains(&canonical), "{place}");
            let described = page.split("application/ld+json\">").nth(1).unwrap();
            let described = described.split("</script>").next().unwrap();
            serde_json::from_str::<serde_json::Value>(described).unwrap();
        }
    });
}

#[test]
fn without_its_database_a_page_is_served_as_it_last_was() {
    on_every_engine(|portal| async move {
        let home = portal.visit(&portal.a.host, "/").await;
        portal.web.epochs.bump_all();
        portal.web.db.close().await;
        let stale = portal.visit(&portal.a.host, "/").await;
        assert_eq!(stale.status, StatusCode::OK);
        assert!(!stale.header("x-conglang-stale").is_empty());
        assert_eq!(stale.body, home.body);
        let never_seen = portal.visit(&portal.a.host, "/tin-tuc").await;
        assert_eq!(never_seen.status, StatusCode::SERVICE_UNAVAILABLE);
    });
}
