//! People, the site's own data and the province, through the desk's forms.

use conglang_house::record::verify_audit;
use conglang_platform::args;
use conglang_platform::db::{Reach, Sql};
use http::{Method, StatusCode};

use crate::officer::{Officer, encoded, hidden};
use crate::portal::{Portal, Reply, on_every_engine, request};

const ADMINISTRATOR: &str = "administrator.a@x.example";
const OPERATOR: &str = "operator@x.example";

async fn system(portal: &Portal, cookie: &str, path: &str, form: Option<&[(&str, &str)]>) -> Reply {
    let (method, form) = match form {
        Some(fields) => (Method::POST, encoded(fields)),
        None => (Method::GET, String::new()),
    };
    portal.send(request(method, &portal.desk(), path, Some(cookie), &form)).await
}

#[test]
fn a_new_member_gets_a_password_once_and_must_change_it() {
    on_every_engine(|portal| async move {
        let boss = Officer::signed_in(&portal, ADMINISTRATOR).await;
        let wrong = boss
            .post(
                "/thanh-vien",
                &[
                    ("name", "Lê Mới"),
                    ("email", "không phải thư"),
                    ("role", "vua"),
                    ("viec", "them"),
                ],
            )
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("Lê Mới") && wrong.body.contains("không phải thư"));
        let new =
            [("name", "Lê Mới"), ("email", "moi@x.example"), ("role", "editor"), ("viec", "them")];
        let slip = boss.post("/thanh-vien", &new).await;
        assert_eq!(slip.status, StatusCode::OK, "{}", slip.body);
        let password = slip.body.split("id=\"first-password\">").nth(1).unwrap();
        let password = password.split('<').next().unwrap().replace("&amp;", "&");
        assert!(!boss.get("/thanh-vien").await.body.contains(&password), "shown once");
        let twice = boss.post("/thanh-vien", &new).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "already a member");
        let form = encoded(&[("email", "moi@x.example"), ("password", &password)]);
        let desk = portal.desk();
        let signed = portal.send(request(Method::POST, &desk, "/dang-nhap", None, &form)).await;
        assert_eq!(signed.status, StatusCode::SEE_OTHER, "{}", signed.body);
        let cookie = signed.header("set-cookie").split(';').next().unwrap().to_owned();
        let home = system(&portal, &cookie, "/", None).await;
        assert_eq!(home.header("location"), "/doi-mat-khau");
    });
}

#[test]
fn nobody_rises_above_who_lets_them_in_and_somebody_always_remains() {
    on_every_engine(|portal| async move {
        let boss = Officer::signed_in(&portal, ADMINISTRATOR).await;
        let above = boss
            .post(
                "/thanh-vien",
                &[("name", "X"), ("email", "x@x.example"), ("role", "operator"), ("viec", "them")],
            )
            .await;
        assert_eq!(above.status, StatusCode::UNPROCESSABLE_ENTITY);
        let me = {
            let mut connection = portal.web.db.read(Reach::Installation).await.unwrap();
            let sql = "SELECT id FROM account WHERE email = $1";
            connection.number(sql, args![ADMINISTRATOR]).await.unwrap().to_string()
        };
        let gone = boss.post("/thanh-vien", &[("account", &me), ("viec", "go")]).await;
        assert_eq!(gone.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", gone.body);
        let editor = Officer::signed_in(&portal, "editor.a@x.example").await;
        assert_eq!(editor.get("/thanh-vien").await.status, StatusCode::FORBIDDEN);
        for form in [vec![("viec", "go")], vec![("account", "x"), ("viec", "doi_vai")], vec![]] {
            assert_eq!(boss.post("/thanh-vien", &form).await.status, StatusCode::BAD_REQUEST);
        }
    });
}

#[test]
fn categories_are_added_renamed_moved_and_hidden() {
    on_every_engine(|portal| async move {
        let boss = Officer::signed_in(&portal, ADMINISTRATOR).await;
        let add = |name: &'static str| {
            [("name", name), ("kinds", "article"), ("parent", ""), ("viec", "them")]
        };
        let added = boss.post("/chuyen-muc", &add("Làng nghề")).await;
        assert_eq!(added.status, StatusCode::SEE_OTHER, "{}", added.body);
        let twice = boss.post("/chuyen-muc", &add("Làng nghề")).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY, "its address is taken");
        let kindless = boss.post("/chuyen-muc", &[("name", "Trống"), ("viec", "them")]).await;
        assert_eq!(kindless.status, StatusCode::UNPROCESSABLE_ENTITY);
        portal.read_changes().await;
        let page = portal.visit(&portal.a.host, "/lang-nghe").await;
        assert_eq!(page.status, StatusCode::OK);
        let id = portal.category("lang-nghe").await.to_string();
        let unnamed = boss
            .post("/chuyen-muc", &[("category", &id), ("name", " "), ("viec", "doi_ten")])
            .await;
        assert_eq!(unnamed.status, StatusCode::UNPROCESSABLE_ENTITY);
        boss.post("/chuyen-muc", &[("category", &id), ("name", "Nghề làng"), ("viec", "doi_ten")])
            .await;
        boss.post("/chuyen-muc", &[("category", &id), ("viec", "len")]).await;
        assert!(boss.get("/chuyen-muc").await.body.contains("Nghề làng"));
        boss.post("/chuyen-muc", &[("category", &id), ("viec", "an")]).await;
        portal.read_changes().await;
        let hidden = portal.visit(&portal.a.host, "/lang-nghe").await;
        assert_eq!(hidden.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn the_profile_reaches_every_footer_and_two_savers_do_not_overwrite_each_other() {
    on_every_engine(|portal| async move {
        let boss = Officer::signed_in(&portal, ADMINISTRATOR).await;
        let page = boss.get("/thong-tin").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let base = hidden(&page.body, "base");
        let save = async |base: &str, phone: &str, accent: &str| {
            boss.post(
                "/thong-tin",
                &[
                    ("base", base),
                    ("agency_name", "Ủy ban nhân dân xã An Xuyên"),
                    ("governing_body", "Ủy ban nhân dân tỉnh"),
                    ("responsible_person", "Bà Trần Thị Chín, Chủ tịch"),
                    ("address", "Ấp 1"),
                    ("phone", phone),
                    ("email", "ubnd@x.gov.vn"),
                    ("accent", accent),
                ],
            )
            .await
        };
        let pale = save(&base, "gọi sau", "ffff00").await;
        assert_eq!(pale.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(pale.body.contains("gọi sau") && pale.body.contains("quá sáng"));
        let saved = save(&base, "0290 3831 234", "1d5fa8").await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        portal.read_changes().await;
        let home = portal.visit(&portal.a.host, "/").await.body;
        assert!(home.contains("Bà Trần Thị Chín") && home.contains("0290 3831 234"));
        let late = save(&base, "0290 1", "1d5fa8").await;
        assert_eq!(late.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(late.body.contains("Có người vừa lưu") && late.body.contains("0290 1"));
    });
}

#[test]
fn a_dead_address_is_counted_suggested_and_led_on() {
    on_every_engine(|portal| async move {
        let (id, path) = portal.published("Lịch tiếp công dân tháng một").await;
        let old = "/tin/lich-tiep-cong-dan-thang-mot.html";
        for _ in 0..2 {
            assert_eq!(portal.visit(&portal.a.host, old).await.status, StatusCode::NOT_FOUND);
        }
        let boss = Officer::signed_in(&portal, ADMINISTRATOR).await;
        let list = boss.get("/dia-chi-hong").await.body;
        assert!(list.contains(old) && list.contains("2 lượt mở"), "{list}");
        assert!(list.contains(&path), "the right text is suggested");
        for foreign in
            ["https://danh-bai.example/", "//danh-bai.example", "javascript:alert(1)", ""]
        {
            let refused = boss
                .post("/dia-chi-hong", &[("path", old), ("target", foreign), ("viec", "chuyen")])
                .await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{foreign}");
        }
        let circle =
            boss.post("/dia-chi-hong", &[("path", old), ("target", old), ("viec", "chuyen")]).await;
        assert_eq!(circle.status, StatusCode::UNPROCESSABLE_ENTITY);
        let made = boss
            .post("/dia-chi-hong", &[("path", old), ("target", &path), ("viec", "chuyen")])
            .await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        let moved = portal.visit(&portal.a.host, old).await;
        assert_eq!(moved.status, StatusCode::MOVED_PERMANENTLY);
        assert!(moved.header("location").ends_with(&format!("-{id}")));
        assert_eq!(portal.visit(&portal.b.host, old).await.status, StatusCode::NOT_FOUND);
        let list = boss.get("/dia-chi-hong").await.body;
        let number = list.split("name=\"so\" value=\"").nth(1).unwrap();
        let number = number.split('"').next().unwrap();
        boss.post("/dia-chi-hong", &[("so", number), ("path", old), ("viec", "bo_chuyen")]).await;
        assert_eq!(portal.visit(&portal.a.host, old).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn the_province_makes_sites_and_a_bad_line_changes_nothing() {
    on_every_engine(|portal| async move {
        let operator = portal.sign_in(OPERATOR).await;
        let list = system(&portal, &operator, "/he-thong/trang", None).await;
        assert_eq!(list.status, StatusCode::OK, "{}", list.body);
        assert!(list.body.contains("An Xuyên") && list.body.contains("Chưa đăng bài nào"));
        portal.read_changes().await;
        for query in ["an+xu", "an+xuyne", "anxuyen.camau.localhost"] {
            let address = format!("/he-thong/trang?tim={query}");
            let list = system(&portal, &operator, &address, None).await.body;
            assert!(list.contains("An Xuyên") && !list.contains("Hồ Thị Kỷ"), "{query}: {list}");
        }
        let wrong =
            [("name", "An Nhàn"), ("unit_code", ""), ("admin_email", "x"), ("viec", "them")];
        let refused = system(&portal, &operator, "/he-thong/trang", Some(&wrong)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("An Nhàn"));
        let right = [
            ("name", "Xã Khánh Bình"),
            ("unit_code", "32199"),
            ("admin_name", "Võ Thị Bảy"),
            ("admin_email", "bay@x.example"),
            ("viec", "them"),
        ];
        let made = system(&portal, &operator, "/he-thong/trang", Some(&right)).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.body);
        assert!(made.body.contains("khanhbinh.camau.localhost"), "{}", made.body);
        let again = system(&portal, &operator, "/he-thong/trang", Some(&right)).await;
        assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
        let host = "khanhbinh.camau.localhost";
        portal.read_changes().await;
        assert_eq!(
            portal.visit(host, "/").await.status,
            StatusCode::SERVICE_UNAVAILABLE,
            "a draft"
        );
        let id = {
            let mut connection = portal.web.db.read(Reach::Installation).await.unwrap();
            let sql = "SELECT site_id FROM host WHERE name = $1";
            connection.number(sql, args![host]).await.unwrap()
        };
        let state = format!("/he-thong/trang/{id}/trang-thai");
        let merged = system(&portal, &operator, &state, Some(&[("state", "merged")])).await;
        assert_eq!(merged.status, StatusCode::BAD_REQUEST);
        system(&portal, &operator, &state, Some(&[("state", "live")])).await;
        let names = format!("/he-thong/trang/{id}/ten-mien");
        let taken = [("host", portal.a.host.as_str()), ("viec", "them_ten")];
        let refused = system(&portal, &operator, &names, Some(&taken)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        system(&portal, &operator, &names, Some(&[("host", "kb.example"), ("viec", "them_ten")]))
            .await;
        portal.read_changes().await;
        assert_eq!(portal.visit(host, "/").await.status, StatusCode::OK);
        assert_eq!(portal.visit("kb.example", "/").await.status, StatusCode::MOVED_PERMANENTLY);
        let boundary = "ranh-gioi";
        let file = "code,name,kind\n32210,Xã Tân Ân,xã\n32211,,xã\n";
        let form = format!(
            "--{boundary}\r\nContent-Disposition: form-data; name=\"viec\"\r\n\r\nnhap_csv\r\n\
             --{boundary}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"xa.csv\"\r\n\
             Content-Type: text/csv\r\n\r\n{file}\r\n--{boundary}--\r\n"
        );
        let mut upload =
            request(Method::POST, &portal.desk(), "/he-thong/trang", Some(&operator), &form);
        let kind = format!("multipart/form-data; boundary={boundary}");
        upload.headers_mut().insert("content-type", kind.parse().unwrap());
        let result = portal.send(upload).await;
        assert_eq!(result.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", result.body);
        assert!(result.body.contains("Dòng 3"), "{}", result.body);
        let list = system(&portal, &operator, "/he-thong/trang?tim=tan+an", None).await;
        assert!(!list.body.contains("Tân Ân"), "nothing was made");
    });
}

#[test]
fn the_audit_log_tells_who_did_what_and_shows_a_quiet_change() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, "editor.a@x.example").await;
        editor.begin("Bài có dấu vết", "dang").await;
        let operator = portal.sign_in(OPERATOR).await;
        let log = system(&portal, &operator, "/he-thong/nhat-ky?viec=publish", None).await;
        assert_eq!(log.status, StatusCode::OK, "{}", log.body);
        assert!(log.body.contains("Bài có dấu vết") && log.body.contains("Trần Thị Hạnh"));
        portal.read_changes().await;
        for query in ["bai+co+dau+vet", "tran+thi+hanh", "An+Xuy", "an+xuyne"] {
            let address = format!("/he-thong/nhat-ky?tim={query}");
            let log = system(&portal, &operator, &address, None).await.body;
            assert!(log.contains("Bài có dấu vết"), "{query}: {log}");
        }
        let none = system(&portal, &operator, "/he-thong/nhat-ky?tim=khong+he+co", None).await;
        assert!(!none.body.contains("Bài có dấu vết"), "{}", none.body);
        let jobs = system(&portal, &operator, "/he-thong/viec", None).await;
        assert_eq!(jobs.status, StatusCode::OK, "{}", jobs.body);
        let mut connection = portal.web.db.read(Reach::Installation).await.unwrap();
        let (sound, broken) = verify_audit(&mut connection).await.unwrap();
        assert!(sound > 3 && broken.is_empty(), "{broken:?}");
        drop(connection);
        let mut transaction = portal.web.db.write(Reach::Installation).await.unwrap();
        let quiet = Sql::composed(format!(
            "UPDATE audit SET detail = 'khác' WHERE action = 'publish' AND site_id = {}",
            portal.a.id
        ));
        transaction.execute(quiet, args![]).await.unwrap();
        transaction.commit().await.unwrap();
        let mut connection = portal.web.db.read(Reach::Installation).await.unwrap();
        let (_, broken) = verify_audit(&mut connection).await.unwrap();
        assert_eq!(broken.len(), 1, "{broken:?}");
        assert_eq!(broken[0].site, portal.a.id.0);
    });
}

#[test]
fn the_first_administrator_comes_in_by_a_link_that_works_once() {
    on_every_engine(|portal| async move {
        use conglang_house::account::one_time_link::{self, Purpose};
        let now = portal.clock.now();
        let mut transaction = portal.web.db.write(Reach::Installation).await.unwrap();
        let purpose = Purpose::FirstAdministrator;
        let token = one_time_link::create(&mut transaction, purpose, now).await.unwrap();
        transaction.commit().await.unwrap();
        let (desk, path) = (portal.desk(), format!("/bat-dau/{}", token.reveal()));
        let page = portal.send(request(Method::GET, &desk, &path, None, "")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        let form = |password: &str, again: &str| {
            encoded(&[
                ("name", "Ngô Văn Đầu"),
                ("email", "dau@x.example"),
                ("password", password),
                ("again", again),
            ])
        };
        let weak = form("ngắn", "khác");
        let refused = portal.send(request(Method::POST, &desk, &path, None, &weak)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Ngô Văn Đầu") && !refused.body.contains("ngắn\""));
        let strong = form("Ghe-Xuoi-Muong-Moi-2026", "Ghe-Xuoi-Muong-Moi-2026");
        let made = portal.send(request(Method::POST, &desk, &path, None, &strong)).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        let twice = portal.send(request(Method::GET, &desk, &path, None, "")).await;
        assert_eq!(twice.status, StatusCode::GONE);
    });
}

#[test]
fn what_has_an_end_is_swept_and_a_due_review_is_told_once() {
    on_every_engine(|portal| async move {
        let boss = Officer::signed_in(&portal, ADMINISTRATOR).await;
        boss.post("/cach-lam", &[("review_article", "1")]).await;
        boss.begin("Số trực ban", "dang").await;
        portal.clock.advance_seconds(32 * 86_400);
        for _ in 0..2 {
            portal.sweep().await;
            portal.work_all().await;
        }
        let letters = portal.web.mailer.sent();
        let told = letters.iter().filter(|letter| letter.subject.contains("Số trực ban")).count();
        assert_eq!(told, 1, "{letters:?}");
        let mut connection = portal.web.db.read(Reach::Installation).await.unwrap();
        let left = connection.number("SELECT count(*) FROM session", args![]).await.unwrap();
        assert_eq!(left, 0, "sessions that were over are gone");
    });
}
