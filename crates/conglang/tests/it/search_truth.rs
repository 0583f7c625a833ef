//! What the results page says is so: counts of facets, who sees drafts, and answers to whatever is asked.

use std::time::{Duration, Instant};

use conglang_house::entry::{self, Hand, Heading};
use conglang_house::scope::SiteScope;
use conglang_house::site::Site;
use conglang_kernel::{CategoryId, Language};
use conglang_platform::args;
use http::StatusCode;

use crate::officer::Officer;
use crate::portal::{BODY, Portal, on_every_engine};

const A: &str = "anxuyen.camau.localhost";
const B: &str = "hothiky.camau.localhost";
const PROVINCE: &str = "camau.localhost";

/// Publishes one entry of a kind in a category of a site.
pub async fn publish(
    portal: &Portal,
    site: &Site,
    kind: &'static str,
    category: &str,
    title: &str,
) {
    let scope = SiteScope::of_command_line(site.id);
    let mut transaction = portal.web.db.write(scope.reach()).await.unwrap();
    let category = transaction
        .number(
            "SELECT id FROM category WHERE site_id = $1 AND slug = $2",
            args![site.id, category],
        )
        .await
        .unwrap();
    let category = Some(CategoryId(category));
    let heading = Heading { category, ..portal.heading(title).await };
    let (by, now) = (portal.editor, portal.clock.now());
    let (id, _) =
        entry::create(&mut transaction, scope, by, kind, Language::Vi, &heading, BODY, now)
            .await
            .unwrap();
    entry::publish(&mut transaction, &portal.web.kinds, scope, Hand::Member(by), id, now)
        .await
        .unwrap();
    transaction.commit().await.unwrap();
}

/// One choice of a results page.
struct Facet {
    group: String,
    name: String,
    count: usize,
    url: String,
    is_chosen: bool,
}

fn facets(page: &str) -> Vec<Facet> {
    let mut found = Vec::new();
    for group in between(page, "<nav class=\"facets\"", "</nav>").split("<details").skip(1) {
        let title = between(group, "<summary>", "</summary>");
        for item in group.split("<li>").skip(1) {
            let (link, text) = between(item, "<a ", "</a>").split_once('>').unwrap();
            let (name, count) = text.split_once(" <small>").unwrap_or((text, ""));
            found.push(Facet {
                group: title.to_owned(),
                name: name.to_owned(),
                count: count.trim_end_matches("</small>").parse().unwrap_or(0),
                url: between(link, "href=\"", "\"").replace("&amp;", "&").replace("&#x2f;", "/"),
                is_chosen: link.contains("aria-current"),
            });
        }
    }
    found
}

fn between<'p>(text: &'p str, begin: &str, end: &str) -> &'p str {
    text.split_once(begin).and_then(|(_, rest)| rest.split_once(end)).map_or("", |(it, _)| it)
}

/// How many results a page says there are.
fn told(page: &str) -> usize {
    let text = between(page, "Tìm thấy ", " kết quả");
    assert!(!text.is_empty(), "no count\n{page}");
    text.replace('.', "").parse().unwrap()
}

#[test]
fn every_facet_leads_to_as_many_results_as_it_says() {
    on_every_engine(|portal| async move {
        let (news, notices) = ("hoat-dong-chinh-quyen", "thong-bao");
        for (site, kind, category, title, years) in [
            (&portal.a, "article", news, "Vệ sinh môi trường ở chợ", 0),
            (&portal.a, "article", "kinh-te", "Vệ sinh môi trường ở trường học", 0),
            (&portal.a, "notice", notices, "Lịch tổng vệ sinh môi trường", 0),
            (&portal.a, "article", news, "Ra quân vệ sinh môi trường", 1),
            (&portal.b, "article", news, "Vệ sinh môi trường ven sông", 0),
            (&portal.b, "notice", notices, "Phí vệ sinh môi trường", 0),
        ] {
            portal.clock.advance_seconds(years * 366 * 86_400);
            publish(&portal, site, kind, category, title).await;
        }
        portal.read_changes().await;
        let search = "/tim-kiem?q=ve+sinh+moi+truong";
        let own = portal.visit(A, search).await.body;
        assert_eq!(told(&own), 4, "{own}");
        let mut counts: Vec<(String, usize)> = facets(&own)
            .into_iter()
            .map(|f| (format!("{}: {}", f.group, f.name), f.count))
            .collect();
        counts.sort();
        let expected = [
            ("Chuyên mục: Hoạt động chính quyền", 2),
            ("Chuyên mục: Kinh tế", 1),
            ("Chuyên mục: Thông báo", 1),
            ("Loại nội dung: Bài viết", 3),
            ("Loại nội dung: Thông báo", 1),
            ("Năm: 2026", 3),
            ("Năm: 2027", 1),
        ];
        let counts: Vec<(&str, usize)> = counts.iter().map(|(n, c)| (n.as_str(), *c)).collect();
        assert_eq!(counts, expected, "{own}");
        // A kept link to a page that is no more shows the first.
        for page in ["2", "50"] {
            let reply = portal.visit(A, &format!("{search}&p={page}")).await;
            assert_eq!((reply.status, told(&reply.body)), (StatusCode::OK, 4), "{page}");
        }
        let all = portal.visit(PROVINCE, search).await.body;
        assert_eq!(told(&all), 6);
        let sites: Vec<Facet> =
            facets(&all).into_iter().filter(|facet| facet.group == "Đơn vị").collect();
        assert_eq!(sites.iter().map(|site| site.count).collect::<Vec<_>>(), [4, 2], "{all}");
        // Each leads where it says, alone and after another.
        let clear =
            |page: &str| between(page, "<a class=\"clear\" href=\"", "\"").replace("&#x2f;", "/");
        for (host, page) in [(A, &own), (PROVINCE, &all)] {
            assert_eq!(clear(page), "", "there is nothing to take back");
            for first in facets(page) {
                let narrowed = portal.visit(host, &first.url).await.body;
                assert_eq!(told(&narrowed), first.count, "{host} {}: {}", first.group, first.name);
                let wide = portal.visit(host, &clear(&narrowed)).await.body;
                assert_eq!(told(&wide), told(page), "{host} {}", first.name);
                for second in facets(&narrowed) {
                    let place = format!("{host} {}: {}", second.group, second.name);
                    if second.is_chosen {
                        assert_eq!((&second.name, second.count), (&first.name, first.count));
                    } else {
                        let again = portal.visit(host, &second.url).await.body;
                        assert_eq!(told(&again), second.count, "{place}");
                    }
                }
            }
        }
    });
}

#[test]
fn drafts_are_found_at_the_desk_of_their_site_alone() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, "editor.a@x.example").await;
        let id = editor.begin("Dời chợ nổi về bến mới", "luu").await;
        portal.read_changes().await;
        let asked = "/noi-dung?tim=cho+noi";
        let own = format!("/noi-dung/{id}");
        for email in ["editor.a@x.example", "contributor.a@x.example", "administrator.a@x.example"]
        {
            let list = Officer::signed_in(&portal, email).await.get(asked).await;
            assert_eq!(list.status, StatusCode::OK, "{email}");
            // Whoever writes on a site sees what is being written there.
            assert!(list.body.contains(&own), "{email}\n{}", list.body);
        }
        let other = Officer::signed_in(&portal, "editor.b@x.example").await;
        let refused = other.get(asked).await;
        assert!(refused.status.is_client_error() && !refused.body.contains("Dời chợ nổi"));
        let other = other.at(portal.b.id);
        let list = other.get(asked).await;
        assert_eq!(list.status, StatusCode::OK);
        assert!(!list.body.contains(&own) && !list.body.contains("Dời chợ"), "{}", list.body);
        for host in [A, B, PROVINCE] {
            for place in ["/tim-kiem", "/goi-y", "/tim-kiem/rss.xml"] {
                let reply = portal.visit(host, &format!("{place}?q=doi+cho+noi")).await;
                assert!(!reply.body.contains("Dời chợ nổi"), "{host}{place}\n{}", reply.body);
            }
        }
    });
}

/// Questions made to hurt, as they stand in an address.
fn hostile() -> Vec<String> {
    let mut questions: Vec<String> = (0..=255_u8).map(|byte| format!("%{byte:02X}")).collect();
    for lead in [0xC2_u8, 0xE0, 0xED, 0xF0, 0xF4, 0xFF] {
        questions.push((0x70..=0xFF_u8).map(|byte| format!("%{lead:02X}%{byte:02X}")).collect());
    }
    let bytes = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    questions.extend(
        ["%", "%2", "%G1", "%%41", "%u1EA1", "a%00b", "%C0%AF", "+", "&q=x", "q=q=q"]
            .map(str::to_owned),
    );
    questions.push("(".repeat(1_900));
    questions.push("%28".repeat(600));
    questions.push("%22(".repeat(450));
    questions.push("a+".repeat(950));
    questions.push("a*".repeat(950));
    questions.push("-a+".repeat(600));
    questions.push("1/".repeat(950));
    questions.push("%CC%81".repeat(320));
    questions.push("a%CC%81".repeat(270));
    questions.push("AND+OR+NOT+".repeat(170));
    questions.push(bytes(&"và của là những các ".repeat(14)));
    questions.push(bytes(&"nghiêng".repeat(30)));
    questions.push(bytes("\u{202e}\u{200b}\u{feff}\u{e000}\u{10ffff}"));
    questions
}

#[test]
fn whatever_is_asked_gets_a_right_answer_in_bounded_time() {
    on_every_engine(|portal| async move {
        for number in 0..20 {
            portal.published(&format!("Thông báo họp dân đợt {number}")).await;
        }
        let begun = Instant::now();
        let mut asked = 0;
        for question in hostile() {
            for place in ["/tim-kiem", "/goi-y", "/tim-kiem/rss.xml"] {
                let one = Instant::now();
                let reply = portal.visit(A, &format!("{place}?q={question}")).await;
                let right = match place {
                    // A feed of nothing is no feed.
                    "/tim-kiem/rss.xml" => [StatusCode::OK, StatusCode::NOT_FOUND],
                    _ => [StatusCode::OK, StatusCode::OK],
                };
                assert!(right.contains(&reply.status), "{place} {question}: {}", reply.status);
                assert!(!reply.body.contains('\0'), "{place} {question}");
                assert!(one.elapsed() < Duration::from_secs(5), "{place} {question}");
                asked += 1;
            }
        }
        eprintln!("{asked} hostile questions in {:?}", begun.elapsed());
        // What is longer than any address is told so, in Vietnamese.
        for length in [2_100, 10_000, 60_000] {
            let reply =
                portal.visit(A, &format!("/tim-kiem?q={}", "%C4%91".repeat(length / 6))).await;
            assert_eq!(reply.status, StatusCode::URI_TOO_LONG, "{length}");
            assert!(reply.body.contains("lang=\"vi\""), "{}", reply.body);
        }
        for parameters in [
            "loai=%FF",
            "muc=-1",
            "muc=99999999999999999999",
            "nam=0",
            "nam=x",
            "cq=%00",
            "dv=-1",
            "xep=%22%3E%3Cscript%3E",
            "p=0",
            "p=-1",
            "p=x",
            "p=99999999999999999999",
        ] {
            let reply = portal.visit(A, &format!("/tim-kiem?q=hop+dan&{parameters}")).await;
            let right = [StatusCode::OK, StatusCode::NOT_FOUND];
            assert!(right.contains(&reply.status), "{parameters}: {}", reply.status);
            assert!(!reply.body.contains("<script>"), "{parameters}");
        }
    });
}
