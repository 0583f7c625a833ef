//! Who issued a notice and under which number: typed by an officer, read, found and narrowed by.

use http::StatusCode;

use crate::officer::Officer;
use crate::portal::on_every_engine;

const A: &str = "anxuyen.camau.localhost";

async fn notice(officer: &Officer<'_>, title: &str, issuer: &str, number: &str) {
    officer.begin_notice(title, "dang", &[("issuer", issuer), ("number", number)]).await;
}

/// The addresses that the facet of issuers leads to, with their names and counts.
fn issuers(page: &str) -> Vec<(String, String)> {
    let group = page.split("<summary>Cơ quan ban hành</summary>").nth(1).unwrap_or_default();
    let items = group.split("</ul>").next().unwrap_or_default().split("<a ").skip(1);
    items
        .map(|item| {
            let link = item.split("href=\"").nth(1).and_then(|l| l.split('"').next()).unwrap();
            let text = item.split('>').nth(1).and_then(|t| t.split('<').next()).unwrap();
            (link.replace("&#x2f;", "/").replace("&amp;", "&"), text.trim().to_owned())
        })
        .collect()
}

#[test]
fn notices_are_narrowed_by_who_issued_them_however_the_office_was_written() {
    on_every_engine(|portal| async move {
        let officer = Officer::signed_in(&portal, "administrator.a@x.example").await;
        for (title, issuer, number) in [
            ("Diệt lăng quăng đợt một", "Trạm Y tế xã An Xuyên", ""),
            ("Diệt lăng quăng đợt hai", "UBND xã An Xuyên", "12/TB-UBND"),
            ("Diệt lăng quăng đợt ba", "Ủy ban nhân dân xã An Xuyên", "15/TB-UBND"),
        ] {
            notice(&officer, title, issuer, number).await;
        }
        portal.read_changes().await;
        let all = portal.visit(A, "/tim-kiem?q=diet+lang+quang").await.body;
        let offered = issuers(&all);
        let names: Vec<&str> = offered.iter().map(|(_, name)| name.as_str()).collect();
        assert_eq!(names, ["Ủy ban nhân dân xã An Xuyên", "Trạm Y tế xã An Xuyên"], "{all}");
        let narrowed = portal.visit(A, &offered[0].0).await.body;
        assert!(narrowed.contains("Tìm thấy 2 kết quả"), "{narrowed}");
        assert!(!narrowed.contains("/diet-lang-quang-dot-mot"), "{narrowed}");
        // A number is found as anybody writes it, and stands on the page with its issuer.
        for query in ["12/TB-UBND", "12+tb+ubnd", "thong+bao+12"] {
            let found = portal.visit(A, &format!("/tim-kiem?q={query}")).await.body;
            assert!(found.contains("/diet-lang-quang-dot-hai"), "{query}\n{found}");
        }
        let found = portal.visit(A, "/tim-kiem?q=12/TB-UBND").await.body.replace("&#x2f;", "/");
        let path = found.split("/thong-bao/diet-lang-quang-dot-hai").nth(1).unwrap();
        let path = path.split('"').next().unwrap();
        let page = portal.visit(A, &format!("/thong-bao/diet-lang-quang-dot-hai{path}")).await.body;
        assert!(page.contains("<dd>UBND xã An Xuyên</dd>"), "{page}");
        assert!(page.replace("&#x2f;", "/").contains("<dd>12/TB-UBND</dd>"), "{page}");
        // What was written once is offered to whoever writes the next.
        let form = officer.get("/noi-dung/moi/thong-bao").await.body;
        assert!(form.contains("<option value=\"Trạm Y tế xã An Xuyên\">"), "{form}");
    });
}

#[test]
fn an_office_with_a_long_name_can_be_chosen_as_any_other() {
    on_every_engine(|portal| async move {
        let officer = Officer::signed_in(&portal, "administrator.a@x.example").await;
        let long = format!("BCĐ {} xã", "bảo vệ và phát triển rừng ngập mặn ".repeat(3).trim());
        assert!(long.chars().count() <= 120 && vitext::spelled_out(&long).len() > 130);
        let longest = format!("UBMTTQ {}", "UBND ".repeat(20).trim());
        for (title, issuer) in
            [("Trồng rừng đợt một", long.as_str()), ("Trồng rừng đợt hai", longest.as_str())]
        {
            notice(&officer, title, issuer, "").await;
        }
        portal.read_changes().await;
        let all = portal.visit(A, "/tim-kiem?q=trong+rung").await.body;
        let offered = issuers(&all);
        assert_eq!(offered.len(), 2, "{all}");
        for (link, name) in offered {
            let narrowed = portal.visit(A, &link).await.body;
            assert!(narrowed.contains("Tìm thấy 1 kết quả"), "{name}: {narrowed}");
        }
    });
}

#[test]
fn a_name_too_long_for_an_issuer_is_said_at_its_field_and_kept() {
    on_every_engine(|portal| async move {
        let officer = Officer::signed_in(&portal, "administrator.a@x.example").await;
        let long = "Ban ".repeat(40);
        let fields = [("title", "Họp dân"), ("issuer", long.trim()), ("viec", "luu")];
        let reply = officer.post("/noi-dung/moi/thong-bao", &fields).await;
        assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(reply.body.contains(long.trim()), "{}", reply.body);
        assert!(reply.body.contains("Cơ quan ban hành: "), "{}", reply.body);
    });
}
