//! What every demo must keep to, whatever the commune and the day.

use std::collections::BTreeSet;

use jiff::civil::{Date, date};

use crate::text::bank::{
    ARTICLE_FILES, DOCUMENT_FILES, File, NOTICE_FILES, PAGE_FILES, PROVINCE_FILES,
};
use crate::text::calendar::{Season, plus};
use crate::{
    Amount, CommuneContent, CommuneFacts, Scene, commune_content, paint, province_content,
};

const TAGS: [&str; 17] = [
    "p",
    "h2",
    "h3",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
    "strong",
    "em",
    "blockquote",
    "a",
    "/",
];

fn communes(today: Date) -> Vec<(CommuneFacts<'static>, CommuneContent)> {
    [
        ("32023", "Xã An Xuyên", "xã", "Thành phố Cà Mau"),
        ("31999", "Phường 9", "phường", "Thành phố Cà Mau"),
        ("32098", "Thị trấn Sông Đốc", "thị trấn", "Huyện Trần Văn Thời"),
        ("32248", "Xã Đất Mũi", "xã", "Huyện Ngọc Hiển"),
        ("32068", "Xã Biển Bạch", "xã", "Huyện Thới Bình"),
        ("32053", "Xã Nguyễn Phích", "xã", "Huyện U Minh"),
        ("32107", "Xã Trần Hợi", "xã", "Huyện Trần Văn Thời"),
        ("32155", "Xã Tạ An Khương", "xã", "Huyện Đầm Dơi"),
    ]
    .into_iter()
    .map(|(code, name, kind, district)| {
        let facts = CommuneFacts { code, name, kind, district, province: "Tỉnh Cà Mau", today };
        (facts, commune_content(&facts, Amount::default()))
    })
    .collect()
}

fn days() -> [Date; 4] {
    [date(2026, 3, 2), date(2026, 6, 14), date(2026, 8, 26), date(2026, 11, 24)]
}

fn texts(content: &CommuneContent) -> Vec<String> {
    let mut all = Vec::new();
    for text in &content.articles {
        all.extend([&text.title, &text.summary, &text.body_html, &text.picture_alt]);
        all.extend([&text.picture_caption, &text.author]);
    }
    for text in &content.notices {
        all.extend([&text.title, &text.summary, &text.body_html]);
    }
    for text in &content.introduction {
        all.extend([&text.title, &text.summary, &text.body_html]);
    }
    all.into_iter().cloned().collect()
}

fn check_text(text: &str) {
    for wrong in ["{", "}", "[", "]", "  ", "..", ",,", " ,", " .", ";.", ".,", "**", " ;", ".;"] {
        assert!(!text.contains(wrong), "{wrong:?} in {text}");
    }
    for tag in text.split('<').skip(1) {
        let name = tag.split('>').next().unwrap_or_default().trim_start_matches('/');
        assert!(TAGS.contains(&name), "<{name}> in {text}");
    }
}

fn check_content(content: &CommuneContent, today: Date) {
    let mut titles = BTreeSet::new();
    let articles = content.articles.iter().map(|text| (&text.title, text.published_at));
    let notices = content.notices.iter().map(|text| (&text.title, text.published_at));
    for (title, at) in articles.chain(notices) {
        assert!(titles.insert(title), "{title} twice");
        assert!(at.date() < today && at.date() >= plus(today, -366), "{title} on {at}");
        assert!((7..17).contains(&at.hour()), "{title} at {at}");
    }
    let newest = content.articles.iter().map(|text| text.published_at.date()).max();
    assert!(newest >= Some(plus(today, -3)), "newest {newest:?} before {today}");
    for notice in &content.notices {
        if let Some(end) = notice.expires_on {
            assert!(end > notice.published_at.date(), "{}", notice.title);
        }
    }
    texts(content).iter().for_each(|text| check_text(text));
}

#[test]
fn every_bank_can_be_read_and_names_known_seasons() {
    let files = ARTICLE_FILES.iter().chain(&DOCUMENT_FILES).chain(&NOTICE_FILES);
    let mut keys = BTreeSet::new();
    for file in files.chain(&PAGE_FILES).chain(&PROVINCE_FILES) {
        let read: File = toml::from_str(file).expect("a bank");
        for template in read.text {
            assert!(Season::read(&template.when).is_some(), "{}: {}", template.key, template.when);
            assert!(keys.insert(template.key.clone()), "{} twice", template.key);
        }
    }
}

#[test]
fn the_same_commune_on_the_same_day_gets_the_same_content() {
    let (first, second) = (communes(date(2026, 8, 26)), communes(date(2026, 8, 26)));
    for ((_, a), (_, b)) in first.iter().zip(&second) {
        assert_eq!(a, b);
    }
}

#[test]
fn every_commune_gets_its_amount_without_faults_in_every_season() {
    for today in days() {
        for (facts, content) in communes(today) {
            check_content(&content, today);
            let count = |documents: bool| {
                let is = |slug: &str| (slug == "van-ban") == documents;
                content.articles.iter().filter(|text| is(&text.category_slug)).count()
            };
            assert_eq!((count(false), count(true)), (26, 12), "{} on {today}", facts.name);
            assert_eq!(content.notices.len(), 9, "{} on {today}", facts.name);
        }
    }
}

#[test]
fn the_province_has_news_notices_and_an_introduction() {
    for today in days() {
        let content = province_content(today);
        check_content(&content, today);
        assert_eq!((content.articles.len(), content.notices.len()), (12, 4), "on {today}");
        assert!(!content.introduction.is_empty());
    }
}

#[test]
fn a_profile_names_the_offices_and_writes_the_address_without_accents() {
    let (_, content) = communes(date(2026, 8, 26)).swap_remove(0);
    assert_eq!(content.profile.managing_organisation, "Ủy ban nhân dân xã An Xuyên");
    assert_eq!(content.profile.governing_agency, "Ủy ban nhân dân thành phố Cà Mau");
    assert_eq!(content.profile.email, "ubndxaanxuyen@camau.gov.vn");
    assert!(content.profile.phone.starts_with("0290 3000 "));
}

#[test]
fn every_scene_is_painted_the_same_way_twice() {
    for scene in Scene::ALL {
        let picture = paint(scene, 7, 120, 80);
        assert_eq!(picture, paint(scene, 7, 120, 80), "{scene:?}");
        let size = image::load_from_memory(&picture).expect("a picture");
        assert_eq!((size.width(), size.height()), (120, 80));
    }
}

#[test]
fn all_hundred_and_one_communes_get_their_amount() {
    let today = date(2026, 8, 26);
    let units = include_str!("../../../data/units/units_2023_camau.csv");
    let mut seen = 0;
    for line in units.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [code, name, kind, district, _] = cells[..] else { panic!("{line}") };
        let facts = CommuneFacts { code, name, kind, district, province: "Tỉnh Cà Mau", today };
        let content = commune_content(&facts, Amount::default());
        check_content(&content, today);
        assert_eq!((content.articles.len(), content.notices.len()), (38, 9), "{name}");
        seen += 1;
    }
    assert_eq!(seen, 101);
}
