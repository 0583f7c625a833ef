//! Search as citizens use it: what is published is found at once and anyhow it is typed, what is not
//! public never is, and the index may be lost at any moment.

use conglang_house::entry::{self, Attachment, Heading, TakeDown};
use conglang_house::file::{FileFormat, add_file, store_file};
use conglang_house::scope::SiteScope;
use conglang_house::search::{in_vain, promote, refill};
use conglang_house::unit::{Succeeded, SuccessionFile, note_successions};
use conglang_kernel::Language;
use conglang_platform::args;
use conglang_platform::db::Reach;
use conglang_search::{Effort, Index};
use http::StatusCode;

use crate::officer::Officer;
use crate::portal::on_every_engine;

const A: &str = "anxuyen.camau.localhost";
const B: &str = "hothiky.camau.localhost";
const PROVINCE: &str = "camau.localhost";

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}

#[test]
fn what_is_published_is_found_anyhow_it_is_typed_and_nowhere_else() {
    on_every_engine(|portal| async move {
        portal.published("Hướng dẫn đăng ký khai sinh").await;
        for query in
            ["đăng ký khai sinh", "dang ky khai sinh", "khai sinh", "khai sihn", "ddawng ky"]
        {
            let reply = portal.visit(A, &format!("/tim-kiem?q={}", encoded(query))).await;
            assert_eq!(reply.status, StatusCode::OK);
            assert!(
                reply.body.contains("/huong-dan-dang-ky-khai-sinh-"),
                "{query}\n{}",
                reply.body
            );
        }
        let marked = portal.visit(A, "/tim-kiem?q=khai+sinh").await;
        assert!(marked.body.contains("<mark>khai</mark> <mark>sinh</mark>"), "{}", marked.body);
        let other = portal.visit(B, "/tim-kiem?q=khai+sinh").await;
        assert!(!other.body.contains("huong-dan-dang-ky-khai-sinh"), "{}", other.body);
        let province = portal.visit(PROVINCE, "/tim-kiem?q=khai+sinh").await;
        assert!(province.body.contains("huong-dan-dang-ky-khai-sinh"), "{}", province.body);
    });
}

#[test]
fn drafts_and_what_was_taken_down_are_not_found() {
    on_every_engine(|portal| async move {
        portal.draft("Bản thảo về đường bê tông").await;
        portal.read_changes().await;
        let reply = portal.visit(A, "/tim-kiem?q=be+tong").await;
        assert!(!reply.body.contains("Bản thảo"), "{}", reply.body);
        let (id, _) = portal.published("Khánh thành cầu Kênh Ba").await;
        let found = portal.visit(A, "/tim-kiem?q=kenh+ba").await;
        assert!(found.body.contains("khanh-thanh-cau-kenh-ba"));
        let mut transaction = portal.web.db.write(portal.scope().reach()).await.unwrap();
        let how = TakeDown::Mistake { target: None };
        entry::take_down(
            &mut transaction,
            portal.scope(),
            portal.editor,
            id,
            &how,
            portal.clock.now(),
        )
        .await
        .unwrap();
        transaction.commit().await.unwrap();
        portal.read_changes().await;
        let gone = portal.visit(A, "/tim-kiem?q=kenh+ba").await;
        assert!(!gone.body.contains("khanh-thanh-cau-kenh-ba"), "{}", gone.body);
    });
}

#[test]
fn an_index_that_is_lost_or_left_behind_is_made_whole_from_the_database() {
    on_every_engine(|portal| async move {
        portal.published("Lịch tiếp công dân").await;
        let before = portal.web.index.cursor().unwrap();
        assert!(before.is_some());
        // A second program makes it anew; this one takes it over and reads on from there.
        let folder = portal.web.config.data.join("index");
        let other = std::sync::Arc::new(Index::open(&folder).unwrap());
        let now = portal.clock.now();
        let (db, kinds) = (&portal.web.db, &portal.web.kinds);
        refill(db, kinds, &other, Effort::Quiet, now, |_| {}).await.unwrap();
        assert_eq!(other.count(), portal.web.index.count());
        portal.published("Lịch cấp thẻ căn cước").await;
        assert!(portal.web.index.cursor().unwrap() > before);
        for query in ["tiep+cong+dan", "can+cuoc"] {
            let reply = portal.visit(A, &format!("/tim-kiem?q={query}")).await;
            assert!(reply.body.contains("/hoat-dong-chinh-quyen/lich-"), "{query}\n{}", reply.body);
        }
        // What is on disk is what was committed: opened again, nothing is missing.
        let again = Index::open(&folder).unwrap();
        assert_eq!(again.cursor().unwrap(), portal.web.index.cursor().unwrap());
        assert_eq!(again.count(), portal.web.index.count());
    });
}

#[test]
fn an_old_place_says_what_it_has_become() {
    on_every_engine(|portal| async move {
        portal.published("Phường An Xuyên ra mắt bộ phận một cửa").await;
        let mergers = "old_code,old_name,old_district,new_code,new_name,extent\n\
                       31999,Xã An Xuyên,Thành phố Cà Mau,9,Phường An Xuyên,full\n\
                       7,Xã Cây Dừa,Huyện Rừng Tràm,9,Phường An Xuyên,full\n\
                       8,Xã Bến Dừa,Huyện Rừng Tràm,9,Phường An Xuyên,partial\n";
        let mergers = SuccessionFile::read(mergers.as_bytes()).unwrap();
        let (on, now) = (jiff::civil::date(2025, 7, 1), portal.clock.now());
        for (units, edges) in [(3, 3), (0, 0)] {
            let mut transaction = portal.web.db.write(Reach::Installation).await.unwrap();
            let done = note_successions(&mut transaction, &mergers, on, now).await.unwrap();
            transaction.commit().await.unwrap();
            assert_eq!(done, Succeeded { units, edges }, "reading it again changes nothing");
        }
        portal.read_changes().await;
        for query in ["xã Cây Dừa", "huyen rung tram"] {
            let reply = portal.visit(A, &format!("/tim-kiem?q={}", encoded(query))).await;
            assert!(reply.body.contains("nay là"), "{query}\n{}", reply.body);
            assert!(reply.body.contains("phuong-an-xuyen-ra-mat"), "{query}\n{}", reply.body);
        }
        for query in ["xa an xuyen", "Xã An Xuyên", "một cửa xã An Xuyên"] {
            let reply = portal.visit(A, &format!("/tim-kiem?q={}", encoded(query))).await;
            assert!(reply.body.contains("nay là"), "{query}\n{}", reply.body);
            assert!(reply.body.contains("01/7/2025"), "{}", reply.body);
            assert!(reply.body.contains("phuong-an-xuyen-ra-mat"), "{query}\n{}", reply.body);
        }
        // Where nothing is written about it, the answer is what it has become, and it is no question in vain.
        let nothing =
            portal.visit(B, &format!("/tim-kiem?q={}", encoded("Xã An Xuyên"))).await.body;
        assert!(nothing.contains("nay là") && !nothing.contains("class=\"empty\""), "{nothing}");
        let scope = SiteScope::of_command_line(portal.b.id);
        let mut connection = portal.web.db.read(scope.reach()).await.unwrap();
        assert!(in_vain(&mut connection, scope, 10).await.unwrap().is_empty());
        drop(connection);
        let district =
            portal.visit(A, &format!("/tim-kiem?q={}", encoded("thành phố Cà Mau"))).await;
        assert!(district.body.contains("nay là") && district.body.contains("Phường An Xuyên"));
    });
}

#[test]
fn suggestions_feeds_and_the_description_answer() {
    on_every_engine(|portal| async move {
        let (id, _) = portal.published("Tuyển sinh vào lớp 1").await;
        let reply = portal.visit(A, "/goi-y?q=tuyen+si").await;
        assert_eq!(reply.status, StatusCode::OK);
        assert!(reply.header("content-type").starts_with("application/json"));
        assert!(reply.body.contains("Tuyển sinh vào lớp 1"), "{}", reply.body);
        let followed = portal.visit(A, &format!("/trang/{id}")).await;
        assert_eq!(followed.status, StatusCode::MOVED_PERMANENTLY);
        assert_eq!(portal.visit(A, "/goi-y?q=t").await.body, "[]");
        assert_eq!(portal.visit(A, "/goi-y").await.body, "[]");
        let feed = portal.visit(A, "/tim-kiem/rss.xml?q=tuyen+sinh").await;
        assert!(feed.body.contains("<title>Tuyển sinh vào lớp 1</title>"), "{}", feed.body);
        assert_eq!(portal.visit(A, "/tim-kiem/rss.xml").await.status, StatusCode::NOT_FOUND);
        let description = portal.visit(A, "/opensearch.xml").await;
        assert!(description.body.contains("{searchTerms}"), "{}", description.body);
    });
}

#[test]
fn questions_in_vain_are_counted_and_promoted_lines_stand_on_top() {
    on_every_engine(|portal| async move {
        // Before the index is filled, what is not found says nothing.
        let early = portal.visit(A, "/tim-kiem?q=nuoi+da+dieu").await;
        assert!(early.body.contains("đang được lập"), "{}", early.body);
        portal.read_changes().await;
        let reply = portal.visit(A, "/tim-kiem?q=nuoi+da+dieu").await;
        assert!(reply.body.contains("Chưa tìm thấy"), "{}", reply.body);
        let scope = portal.scope();
        let mut transaction = portal.web.db.write(scope.reach()).await.unwrap();
        let asked = in_vain(&mut transaction, scope, 10).await.unwrap();
        assert_eq!(asked.iter().map(|a| a.question.as_str()).collect::<Vec<_>>(), ["nuoi da dieu"]);
        let now = portal.clock.now();
        promote(
            &mut transaction,
            scope,
            "Khai sinh",
            "Nộp trực tuyến",
            "https://dichvucong.gov.vn/",
            now,
        )
        .await
        .unwrap()
        .unwrap();
        transaction.commit().await.unwrap();
        let reply = portal.visit(A, "/tim-kiem?q=khai+sinh").await;
        assert!(
            reply.body.contains("https:&#x2f;&#x2f;dichvucong.gov.vn")
                || reply.body.contains("https://dichvucong.gov.vn/"),
            "{}",
            reply.body
        );
    });
}

#[test]
fn hostile_questions_get_a_calm_answer() {
    on_every_engine(|portal| async move {
        portal.published("Thông báo lịch họp").await;
        let long = "a".repeat(1_500);
        for query in [
            "%00%01%02",
            "%FF%FE",
            "((((((((((",
            "%22%22%22",
            "AND+OR+NOT",
            "title:x",
            "*",
            "~",
            "+%2B-",
            "và+của+là+những",
            "%F0%9F%98%80",
            "../../etc",
            "1/2/3/4/5/6/7/8/9/0",
            long.as_str(),
            "x&p=0",
            "x&p=99999999999",
            "x&muc=-1&nam=x&dv=9&loai=%00&xep=?",
            "%CC%81%CC%81",
        ] {
            for place in ["/tim-kiem", "/goi-y", "/tim-kiem/rss.xml"] {
                let reply = portal.visit(A, &format!("{place}?q={query}")).await;
                assert!(reply.status.as_u16() < 500, "{place} {query}: {}", reply.status);
            }
        }
    });
}

#[test]
fn facets_narrow_and_the_order_can_be_by_date() {
    on_every_engine(|portal| async move {
        portal.published("Tin nước sạch một").await;
        portal.published("Tin nước sạch hai").await;
        portal.published("Tin nước sạch ba").await;
        let newest = portal.visit(A, "/tim-kiem?q=nuoc+sach&xep=moi").await;
        assert!(
            newest.body.contains("tin-nuoc-sach-ba") && newest.body.contains("3 kết quả"),
            "{}",
            newest.body
        );
        let none = portal.visit(A, "/tim-kiem?q=nuoc+sach&loai=notice").await;
        assert!(
            !none.body.contains("tin-nuoc-sach-ba") && none.body.contains("Bỏ bộ lọc"),
            "{}",
            none.body
        );
        let all = portal.visit(A, "/tim-kiem?q=nuoc+sach&loai=article").await;
        assert!(all.body.contains("tin-nuoc-sach-ba"), "{}", all.body);
    });
}

#[test]
fn the_desk_finds_drafts_by_their_text_and_the_public_does_not() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, "editor.a@x.example").await;
        let id = editor.begin("Sửa đường liên ấp", "luu").await;
        portal.read_changes().await;
        // Words of the text, a slip in the title, half a word of the title.
        for query in ["doan hai", "lien aps", "Sửa đường liên ấp", "sua duong lie"] {
            let list = editor.get(&format!("/noi-dung?tim={}", encoded(query))).await.body;
            assert!(list.contains(&format!("/noi-dung/{id}")), "{query}\n{list}");
        }
        let none = editor.get("/noi-dung?tim=xyzzyq").await.body;
        assert!(none.contains("Không có bài nào khớp"), "{none}");
        // A draft cannot be linked to.
        assert!(!editor.get("/noi-dung/tim?tim=lien+ap").await.body.contains("Sửa đường"));
        for place in ["/tim-kiem", "/goi-y", "/tim-kiem/rss.xml"] {
            for host in [A, PROVINCE] {
                let reply = portal.visit(host, &format!("{place}?q=lien+ap")).await;
                assert!(!reply.body.contains("Sửa đường"), "{place} {}", reply.body);
            }
        }
    });
}

#[test]
fn editors_see_what_is_sought_in_vain_and_administrators_answer_it() {
    on_every_engine(|portal| async move {
        portal.read_changes().await;
        portal.visit(A, "/tim-kiem?q=nuoi+da+dieu").await;
        let editor = Officer::signed_in(&portal, "editor.a@x.example").await;
        assert!(editor.get("").await.body.contains("nuoi da dieu"), "the desk's home");
        let room = editor.get("/tim-kiem").await;
        assert!(room.body.contains("nuoi da dieu") && !room.body.contains("f-address"));
        let blank =
            editor.get("/noi-dung/moi/bai-viet?tieu_de=nu%C3%B4i%20%C4%91%C3%A0").await.body;
        assert!(blank.contains("\nNuôi đà</textarea>"), "an article begun from a question");
        let line = [
            ("question", "Nuoi  DA dieu"),
            ("title", "Nộp <trực tuyến>"),
            ("address", "https://dichvucong.gov.vn/"),
            ("viec", "them"),
        ];
        assert_eq!(editor.post("/tim-kiem", &line).await.status, StatusCode::FORBIDDEN);
        let administrator = Officer::signed_in(&portal, "administrator.a@x.example").await;
        let bad = [("question", ""), ("title", "Còn đây"), ("address", "https://evil.example/")];
        let refused =
            administrator.post("/tim-kiem", &[&bad[..], &[("viec", "them")]].concat()).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("Còn đây") && refused.body.contains("evil.example"));
        assert_eq!(administrator.post("/tim-kiem", &line).await.status, StatusCode::SEE_OTHER);
        portal.read_changes().await;
        let shown = portal.visit(A, "/tim-kiem?q=nuoi+da+dieu").await.body;
        assert!(shown.contains("Nộp &lt;trực tuyến&gt;"), "{shown}");
        let elsewhere = portal.visit(B, "/tim-kiem?q=nuoi+da+dieu").await.body;
        assert!(!elsewhere.contains("Nộp &lt;trực tuyến&gt;"), "{elsewhere}");
        let forget = [("question", "nuoi da dieu"), ("viec", "bo_qua")];
        assert_eq!(editor.post("/tim-kiem", &forget).await.status, StatusCode::SEE_OTHER);
        let left = editor.get("/tim-kiem").await.body;
        assert!(left.contains("Chưa có gì tìm mà không thấy"), "{left}");
    });
}

#[test]
fn words_inside_attachments_are_found_and_said_to_be_there() {
    on_every_engine(|portal| async move {
        let word = include_bytes!("../../../docx/fixtures/bai_viet_pandoc.docx");
        let table = "Họ tên;Ấp\nNguyễn Thị Hạt Điều;Ấp Kinh Xáng\n".as_bytes();
        let sheet = include_bytes!("../../../docx/fixtures/danh_sach.xlsx");
        let pdf = include_bytes!("../../../pdf/fixtures/thong_bao_chromium.pdf");
        let scope = portal.scope();
        let mut attachments = Vec::new();
        for (name, bytes) in [
            ("bai.docx", &word[..]),
            ("danh-sach.csv", table),
            ("so-thu.xlsx", sheet),
            ("thong-bao.pdf", pdf),
            ("cat-cut.pdf", &pdf[..pdf.len() / 3]),
        ] {
            let format = FileFormat::judge(bytes, name).unwrap();
            let bytes = bytes::Bytes::copy_from_slice(bytes);
            let stored = store_file(&portal.web.blobs, name, format, bytes).await.unwrap();
            let mut transaction = portal.web.db.write(scope.reach()).await.unwrap();
            let now = portal.clock.now();
            let file = add_file(&mut transaction, scope, None, &stored, now).await.unwrap();
            transaction.commit().await.unwrap();
            attachments.push(Attachment { file, title: name.to_owned() });
        }
        let heading =
            Heading { attachments, ..portal.heading("Danh sách được hỗ trợ").await };
        let mut transaction = portal.web.db.write(scope.reach()).await.unwrap();
        let (by, now) = (portal.editor, portal.clock.now());
        let (id, _) = entry::create(
            &mut transaction,
            scope,
            by,
            "article",
            Language::Vi,
            &heading,
            crate::portal::BODY,
            now,
        )
        .await
        .unwrap();
        transaction.commit().await.unwrap();
        portal.publish(id).await;
        portal.work_all().await;
        portal.read_changes().await;
        let reply = portal.visit(A, "/tim-kiem?q=nguyen+thi+hat+dieu").await.body;
        assert!(reply.contains("danh-sach-duoc-ho-tro"), "{reply}");
        assert!(reply.contains("Trong tệp đính kèm <em>danh-sach.csv</em>"), "{reply}");
        assert!(reply.contains("<mark>Hạt</mark> <mark>Điều</mark>"), "{reply}");
        for (query, name, marked) in [
            ("huynh+van+mang+cau", "so-thu.xlsx", "<mark>Mãng</mark> <mark>Cầu</mark>"),
            ("thuy+loi+phi", "thong-bao.pdf", "<mark>thủy</mark> <mark>lợi</mark>"),
            ("45/TB-UBND", "thong-bao.pdf", "<mark>45</mark>/<mark>TB</mark>-<mark>UBND</mark>"),
        ] {
            let reply = portal.visit(A, &format!("/tim-kiem?q={query}")).await.body;
            assert!(reply.contains("danh-sach-duoc-ho-tro"), "{query}\n{reply}");
            assert!(reply.contains(&format!("Trong tệp đính kèm <em>{name}</em>")), "{reply}");
            assert!(reply.contains(marked), "{query}\n{reply}");
        }
        let mut connection = portal.web.db.read(scope.reach()).await.unwrap();
        let asked = "SELECT count(*) FROM job WHERE kind = 'read-file' AND done_at IS NULL";
        assert_eq!(connection.number(asked, args![]).await.unwrap(), 0, "the broken one, too");
        let (words,): (String,) = connection
            .one(
                "SELECT t.text FROM file_text t JOIN file f ON f.id = t.file_id
                 WHERE f.name = 'bai.docx'",
                args![],
            )
            .await
            .unwrap();
        assert!(vitext::words(&words).count() > 30, "{words}");
        let own = portal.visit(A, "/tim-kiem?q=danh+sach+ho+tro").await.body;
        assert!(!own.contains("Trong tệp"), "words of the title need no file: {own}");
    });
}
