//! What a results page is made of: what holds every word, what comes near, the places that are named,
//! and the way to the whole province.

use conglang_house::search::in_vain;
use conglang_house::unit::{SuccessionFile, note_successions};
use conglang_platform::db::Reach;

use crate::portal::{Portal, on_every_engine};
use crate::search_truth::publish;

const A: &str = "anxuyen.camau.localhost";
const B: &str = "hothiky.camau.localhost";
const PROVINCE: &str = "camau.localhost";

async fn results(portal: &Portal, host: &str, query: &str) -> String {
    let encoded: String = query.bytes().map(|byte| format!("%{byte:02X}")).collect();
    portal.visit(host, &format!("/tim-kiem?q={encoded}")).await.body
}

#[test]
fn what_comes_near_stands_apart_and_both_numbers_are_true() {
    on_every_engine(|portal| async move {
        portal.published("Hội thi đua ghe ngo").await;
        for number in 1..=12 {
            portal.published(&format!("Hội thi chèo ghe ngo, đợt {number}")).await;
        }
        portal.read_changes().await;
        let page = results(&portal, A, "hội thi đua ghe ngo").await;
        assert!(page.contains("Tìm thấy 1 kết quả"), "{page}");
        let (whole, near) = page.split_once("<h2>Gần với câu tìm (12)</h2>").expect(&page);
        assert!(whole.contains("/hoi-thi-dua-") && !whole.contains("/hoi-thi-cheo-"));
        assert_eq!(near.matches("<h3>").count(), 9, "{near}");
        assert!(near.contains("p=2") && !near.contains("p=3"), "{near}");
        let next = portal.visit(A, "/tim-kiem?q=hoi+thi+dua+ghe+ngo&p=2").await.body;
        assert!(next.contains("Tìm thấy 1 kết quả"), "{next}");
        assert_eq!(next.matches("<h3>").count(), 3, "{next}");
        assert!(next.contains("<h2>Gần với câu tìm (12)</h2>"), "{next}");
        // What follows a question by RSS holds every word.
        let feed = portal.visit(A, "/tim-kiem/rss.xml?q=hoi+thi+dua+ghe+ngo").await.body;
        assert_eq!(feed.matches("<item>").count(), 1, "{feed}");
    });
}

#[test]
fn a_place_within_a_question_leads_to_what_is_there() {
    on_every_engine(|portal| async move {
        let mergers = "old_code,old_name,old_district,new_code,new_name,extent\n\
                       31999,Xã An Xuyên,Thành phố Cà Mau,9,Phường Bến Dừa,full\n\
                       7,Xã Cây Dừa,Huyện Rừng Tràm,9,Phường Bến Dừa,partial\n\
                       7,Xã Cây Dừa,Huyện Rừng Tràm,32002,Xã Hồ Thị Kỷ,partial\n";
        let mergers = SuccessionFile::read(mergers.as_bytes()).unwrap();
        let (on, now) = (jiff::civil::date(2025, 7, 1), portal.clock.now());
        let mut transaction = portal.web.db.write(Reach::Installation).await.unwrap();
        note_successions(&mut transaction, &mergers, on, now).await.unwrap();
        transaction.commit().await.unwrap();
        for site in [&portal.a, &portal.b] {
            publish(&portal, site, "notice", "thong-bao", "Lịch đấu giá tháng này").await;
        }
        portal.read_changes().await;
        let lists = |page: &str, host: &str| {
            page.replace("&#x2f;", "/").contains(&format!("{host}/thong-bao/lich-dau-gia"))
                || page.replace("&#x2f;", "/").contains("href=\"/thong-bao/lich-dau-gia")
        };
        // The name of today has no portal: what it was made of has one.
        for query in ["lich dau gia phuong ben dua", "lịch đấu giá P. Bến Dừa"] {
            let page = results(&portal, PROVINCE, query).await;
            assert!(page.contains("Tìm thấy 1 kết quả") && lists(&page, A), "{query}\n{page}");
            assert!(page.contains("Phường Bến Dừa được thành lập ngày 01/7/2025 từ"), "{page}");
            assert!(page.contains("Xã An Xuyên</a>"), "{page}");
        }
        // The name of the past leads to the portal of the unit that is there now, and it is said why.
        let page = results(&portal, PROVINCE, "lich dau gia xa cay dua").await;
        assert!(page.contains("Tìm thấy 1 kết quả") && lists(&page, B), "{page}");
        assert!(page.contains("Xã Cây Dừa (Huyện Rừng Tràm) nay thuộc"), "{page}");
        // Where the question names the own commune, its entries need not.
        let page = results(&portal, B, "lịch đấu giá xã Hồ Thị Kỷ").await;
        assert!(page.contains("Tìm thấy 1 kết quả") && lists(&page, B), "{page}");
        // On the province's portal a place alone asks for what is there.
        let page = results(&portal, PROVINCE, "xã Hồ Thị Kỷ").await;
        assert!(lists(&page, B) && !lists(&page, A), "{page}");
    });
}

#[test]
fn a_commune_proposes_what_is_written_elsewhere_and_leads_to_the_whole_province() {
    on_every_engine(|portal| async move {
        portal.published("Họp dân ấp Kênh Ba").await;
        publish(&portal, &portal.b, "notice", "thong-bao", "Đăng ký khai sinh").await;
        portal.read_changes().await;
        let page = results(&portal, A, "dang ky khai sihn").await;
        assert!(page.contains("<strong>đăng ký khai sinh</strong>"), "{page}");
        let page = page.replace("&#x2f;", "/");
        let wide = "camau.localhost/tim-kiem?q=dang%20ky%20khai%20sihn";
        assert!(page.contains(wide) && page.contains("Tìm trên toàn tỉnh"), "{page}");
        let found = results(&portal, A, "hop dan").await;
        assert!(found.contains("Tìm trên toàn tỉnh"), "{found}");
        let province = results(&portal, PROVINCE, "hop dan").await;
        assert!(!province.contains("Tìm trên toàn tỉnh"), "{province}");
        let none = results(&portal, A, "").await;
        assert!(!none.contains("Tìm trên toàn tỉnh"), "{none}");
    });
}

#[test]
fn only_whole_questions_are_counted_as_asked_in_vain() {
    on_every_engine(|portal| async move {
        portal.published("Đăng ký khai sinh").await;
        for address in [
            "/tim-kiem?q=nuoi+da+dieu&loai=notice",
            "/tim-kiem?q=nuoi+da+dieu&nam=2020",
            "/tim-kiem?q=khai+sinh&nam=2020",
            "/tim-kiem?q=qzxwvkj+bhtpq",
            "/tim-kiem?q=%3Cb%3Edan%3C%2Fb%3E",
            // A slip of the finger is asked again.
            "/tim-kiem?q=dang+ky+khai+sihn",
        ] {
            portal.visit(A, address).await;
        }
        let asked = async || {
            let mut connection = portal.web.db.read(portal.scope().reach()).await.unwrap();
            let asked = in_vain(&mut connection, portal.scope(), 10).await.unwrap();
            asked.into_iter().map(|asked| asked.question).collect::<Vec<_>>()
        };
        assert!(asked().await.is_empty(), "{:?}", asked().await);
        portal.visit(A, "/tim-kiem?q=nuoi+da+dieu").await;
        assert_eq!(asked().await, ["nuoi da dieu"]);
    });
}
