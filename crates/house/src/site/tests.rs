//! Tests of labels, blueprints, provisioning and what is kept of a site.

use std::collections::{HashMap, HashSet};

use conglang_kernel::{Accent, HostName, Language, Rejections, SafeHtml, SiteId, SiteState};
use conglang_platform::args;
use conglang_platform::db::{Db, Reach, Transaction};
use proptest::prelude::*;

use super::blueprint::{Blueprint, BlueprintError, Style};
use super::starter::Place;
use super::*;
use crate::test_db::{MORNING, on_every_engine};
use crate::unit::{UnitFile, UnitKind};

const CA_MAU_2023: &[u8] = include_bytes!("../../../../data/units/units_2023_camau.csv");
const VIETNAM_2025: &[u8] = include_bytes!("../../../../data/units/units_2025_vietnam.csv");

fn labels(units: &[(&str, &str)], taken: &[&str]) -> Vec<String> {
    let named: Vec<Named<'_>> = units
        .iter()
        .map(|(code, name)| Named { code, name, kind: UnitKind::of_name(name).unwrap() })
        .collect();
    HostLabels::assign(&named, &|label| taken.contains(&label))
}

fn blueprints() -> Blueprints {
    Blueprints { commune: Blueprint::commune().unwrap(), province: Blueprint::province().unwrap() }
}

fn plan(bytes: &[u8]) -> Plan {
    Plan {
        units: UnitFile::read(bytes).unwrap(),
        province: Some(ProvinceNamed {
            name: "Tỉnh Cà Mau".to_owned(),
            code: Some("96".to_owned()),
        }),
        base_domain: HostName::parse("localhost").unwrap(),
        state: SiteState::Live,
        now: MORNING,
    }
}

async fn import(db: &Db, plan: &Plan) -> Provisioned {
    let mut transaction = db.write(Reach::Installation).await.unwrap();
    let done = provision(&mut transaction, &blueprints(), plan, |_, _| {}).await.unwrap().unwrap();
    transaction.commit().await.unwrap();
    done
}

async fn write(db: &Db) -> Transaction {
    db.write(Reach::Installation).await.unwrap()
}

async fn counts(db: &Db) -> Vec<i64> {
    let mut connection = db.read(Reach::Installation).await.unwrap();
    let mut counts = Vec::new();
    for sql in [
        "SELECT COUNT(*) FROM unit",
        "SELECT COUNT(*) FROM site",
        "SELECT COUNT(*) FROM host",
        "SELECT COUNT(*) FROM site_profile",
        "SELECT COUNT(*) FROM category",
        "SELECT COUNT(*) FROM menu_item",
        "SELECT COUNT(*) FROM block",
        "SELECT COUNT(*) FROM entry",
        "SELECT COUNT(*) FROM edition",
        "SELECT COUNT(*) FROM page",
        "SELECT COUNT(*) FROM entry_text",
        "SELECT COUNT(*) FROM site_page",
        "SELECT COUNT(*) FROM change",
    ] {
        counts.push(connection.number(sql, args![]).await.unwrap());
    }
    counts
}

#[test]
fn a_label_is_the_name_without_its_kind() {
    assert_eq!(
        labels(&[("1", "Xã An Xuyên"), ("2", "Phường 9"), ("3", "Thị trấn 2")], &[]),
        ["anxuyen", "phuong9", "thitran2"]
    );
}

#[test]
fn units_that_collide_all_put_the_kind_in_front() {
    assert_eq!(
        labels(&[("1", "Xã Tân Thành"), ("2", "Phường Tân Thành"), ("3", "Xã An Xuyên")], &[]),
        ["xatanthanh", "phuongtanthanh", "anxuyen"]
    );
}

#[test]
fn units_that_still_collide_all_have_their_code_behind() {
    assert_eq!(
        labels(&[("01234", "Xã Văn Lang"), ("01240", "Xã Văn Lăng")], &[]),
        ["vanlang01234", "vanlang01240"]
    );
}

#[test]
fn taken_and_reserved_labels_are_gone_round() {
    assert_eq!(
        labels(&[("1", "Xã An Xuyên"), ("2", "Xã Mail"), ("3", "Xã ក")], &["anxuyen"]),
        ["xaanxuyen", "xamail", "xa3"]
    );
}

fn assert_unique_sound_labels(bytes: &[u8], count: usize) {
    let file = UnitFile::read(bytes).unwrap();
    assert_eq!(file.lines.len(), count);
    let mut by_province: HashMap<String, Vec<Named<'_>>> = HashMap::new();
    for line in &file.lines {
        let province = line.province.clone().unwrap_or_default();
        let named = Named { code: &line.code, name: &line.name, kind: line.kind };
        by_province.entry(province).or_default().push(named);
    }
    for units in by_province.values() {
        let labels = HostLabels::assign(units, &|_| false);
        assert_eq!(labels.iter().collect::<HashSet<_>>().len(), units.len());
        for label in labels {
            assert!(HostName::parse(&format!("{label}.camau.localhost")).is_ok(), "{label}");
            assert!(label.bytes().all(|b| b.is_ascii_alphanumeric()), "{label}");
        }
    }
}

#[test]
fn every_unit_of_2025_gets_a_sound_host_of_its_own_in_its_province() {
    assert_unique_sound_labels(VIETNAM_2025, 3321);
}

#[test]
fn every_unit_of_ca_mau_in_2023_gets_a_sound_host_of_its_own() {
    assert_unique_sound_labels(CA_MAU_2023, 101);
}

#[test]
fn slugs_keep_the_kind_and_colliding_ones_get_the_code() {
    let unit = |code, name| (Named { code, name, kind: UnitKind::of_name(name).unwrap() }, None);
    let units = [unit("1", "Xã An Xuyên"), unit("2", "Xã Văn Lang"), unit("3", "Xã Văn Lăng")];
    assert_eq!(assign_slugs(&units, &|_| false), ["xa-an-xuyen", "xa-van-lang-2", "xa-van-lang-3"]);
}

proptest! {
    #[test]
    fn labels_of_any_names_are_unique_sound_and_free(
        names in prop::collection::vec("[A-ZĂÂĐa-zơư0-9ក -]{1,70}", 1..12),
        taken in prop::collection::hash_set("[a-d1-3]{1,2}", 0..4),
    ) {
        let codes: Vec<String> = (0..names.len()).map(|n| format!("{n:05}")).collect();
        let named: Vec<Named<'_>> = names
            .iter()
            .zip(&codes)
            .map(|(name, code)| Named { code, name, kind: UnitKind::Commune })
            .collect();
        let labels = HostLabels::assign(&named, &|label| taken.contains(label));
        prop_assert_eq!(labels.iter().collect::<HashSet<_>>().len(), labels.len());
        for label in labels {
            prop_assert!(HostName::parse(&label).is_ok(), "{}", label);
            prop_assert!(!taken.contains(&label) && !RESERVED.contains(&label.as_str()));
        }
    }
}

#[test]
fn the_blueprints_that_come_with_the_program_hold_together() {
    for blueprint in [Blueprint::commune().unwrap(), Blueprint::province().unwrap()] {
        assert_eq!(blueprint.palette.len(), 8);
        assert!(blueprint.palette.iter().all(|colour| Accent::parse(colour).is_ok()));
        assert_eq!(blueprint.accent("31999"), blueprint.accent("31999"));
        let place = Place {
            name: "Xã An Xuyên".to_owned(),
            kind: "xã",
            district: "Thành phố Cà Mau".to_owned(),
            province: "Tỉnh Cà Mau".to_owned(),
            host: "anxuyen.camau.localhost".to_owned(),
        };
        for page in &blueprint.pages {
            let body = place.fill_html(&page.body);
            assert!(!body.as_str().contains(['{', '}']), "{}", page.slug);
            assert!(!place.fill(&page.title).contains('{') && !body.is_empty());
        }
    }
}

#[test]
fn a_blueprint_that_names_unknown_things_is_refused_with_every_fault() {
    let text = include_str!("../../../../data/blueprints/commune.toml")
        .replacen("category = \"thong-bao\"", "category = \"thong-bau\"", 1)
        .replacen("#0f6b4f", "#ffee00", 1)
        .replacen("page = \"co-cau-to-chuc\"", "page = \"co-cau\"", 1);
    let Err(BlueprintError::Content(faults)) = Blueprint::parse(&text) else { panic!() };
    assert_eq!(faults.len(), 3, "{faults:?}");
    assert!(faults.iter().any(|fault| fault.contains("unknown category \"thong-bau\"")));
    assert!(matches!(Blueprint::parse("nonsense"), Err(BlueprintError::Form(_))));
}

#[test]
fn placeholders_cannot_bring_markup_into_a_page() {
    let place = Place {
        name: "<b>Xã</b> {host}".to_owned(),
        kind: "xã",
        district: String::new(),
        province: "Tỉnh".to_owned(),
        host: "h".to_owned(),
    };
    let html = place.fill_html("<p>{name}, {area} {other} {</p>");
    assert_eq!(
        html,
        SafeHtml::stored("<p>&lt;b&gt;Xã&lt;/b&gt; {host}, Tỉnh {other} {</p>".to_owned())
    );
}

#[test]
fn importing_twice_changes_nothing() {
    on_every_engine(async |db: Db| {
        let first = import(&db, &plan(CA_MAU_2023)).await;
        assert_eq!((first.created.len(), first.provinces, first.kept), (102, 1, 0));
        let before = counts(&db).await;
        let second = import(&db, &plan(CA_MAU_2023)).await;
        assert_eq!((second.created.len(), second.provinces, second.kept), (0, 0, 101));
        assert_eq!(counts(&db).await, before);
    });
}

#[test]
fn a_province_named_without_its_code_is_the_one_that_stands() {
    on_every_engine(async |db: Db| {
        import(&db, &plan("code,name,kind\n1,Xã A,xã\n".as_bytes())).await;
        let mut later = plan("code,name,kind\n2,Xã B,xã\n".as_bytes());
        later.province = Some(ProvinceNamed { name: "cà mau".to_owned(), code: None });
        let mut transaction = write(&db).await;
        let site = create(&mut transaction, &blueprints(), &later).await.unwrap().unwrap();
        transaction.commit().await.unwrap();
        assert_eq!((site.host.as_str(), site.slug.as_str()), ("b.camau.localhost", "xa-b"));
        let mut transaction = write(&db).await;
        let again = create(&mut transaction, &blueprints(), &later).await.unwrap();
        assert_eq!(again.unwrap_err(), Rejections::one("code", "unit-has-site"));
    });
}

#[test]
fn the_two_tan_thanh_of_ca_mau_are_told_apart_and_a_later_import_keeps_hosts() {
    on_every_engine(async |db: Db| {
        import(&db, &plan(CA_MAU_2023)).await;
        let mut connection = db.read(Reach::Installation).await.unwrap();
        let hosts = host_map(&mut connection).await.unwrap();
        for host in ["xatanthanh", "phuongtanthanh", "anxuyen", "phuong9"] {
            assert!(hosts.contains_key(&format!("{host}.camau.localhost")), "{host}");
        }
        assert!(hosts.contains_key("camau.localhost"));
        assert_eq!(hosts.len(), 102);
        drop(connection);
        let later = plan("code,name,kind\n77777,Phường An Xuyên,phường\n".as_bytes());
        let done = import(&db, &later).await;
        let mut connection = db.read(Reach::Installation).await.unwrap();
        let site = find(&mut connection, done.created[0]).await.unwrap().unwrap();
        assert_eq!(site.host, "phuonganxuyen.camau.localhost");
        assert!(host_map(&mut connection).await.unwrap().contains_key("anxuyen.camau.localhost"));
    });
}

#[test]
fn a_file_without_a_province_is_refused_and_changes_nothing() {
    on_every_engine(async |db: Db| {
        let before = counts(&db).await;
        let mut plan = plan(CA_MAU_2023);
        plan.province = None;
        let mut transaction = write(&db).await;
        let refused = provision(&mut transaction, &blueprints(), &plan, |_, _| {}).await.unwrap();
        assert_eq!(refused.unwrap_err(), Rejections::one("province", "province-missing"));
        transaction.commit().await.unwrap();
        assert_eq!(counts(&db).await, before);
    });
}

#[test]
fn a_file_of_several_provinces_makes_each_of_them() {
    on_every_engine(async |db: Db| {
        let text = "code,name,kind,province,province_code\n\
            1,Xã A,xã,Tỉnh Cà Mau,96\n2,Xã A,xã,Thành phố Huế,46\n";
        let mut seen = Vec::new();
        let mut transaction = write(&db).await;
        let plan = plan(text.as_bytes());
        let done = provision(&mut transaction, &blueprints(), &plan, |n, of| seen.push((n, of)))
            .await
            .unwrap()
            .unwrap();
        transaction.commit().await.unwrap();
        assert_eq!((done.created.len(), done.provinces), (4, 2));
        assert_eq!(seen.last(), Some(&(4, 4)));
        let mut connection = db.read(Reach::Installation).await.unwrap();
        let sites = list(&mut connection).await.unwrap();
        let hosts: Vec<&str> = sites.iter().map(|site| site.host.as_str()).collect();
        assert_eq!(hosts[..2], ["camau.localhost", "hue.localhost"]);
        assert!(hosts.contains(&"a.camau.localhost") && hosts.contains(&"a.hue.localhost"));
    });
}

#[test]
fn a_new_site_is_furnished_and_its_pages_are_live() {
    on_every_engine(async |db: Db| {
        import(&db, &plan(CA_MAU_2023)).await;
        let mut connection = db.read(Reach::Installation).await.unwrap();
        let site = find_named(&mut connection, "anxuyen.camau.localhost").await.unwrap().unwrap();
        assert_eq!(find_named(&mut connection, &site.slug).await.unwrap().unwrap().id, site.id);
        assert_eq!(
            (site.kind, site.languages.as_slice()),
            (UnitKind::Commune, &[Language::Vi][..])
        );
        assert_eq!(site.province.as_deref(), Some("Tỉnh Cà Mau"));
        drop(connection);
        let mut connection = db.read(Reach::Site(site.id.0)).await.unwrap();
        let categories = categories(&mut connection, site.id, Language::Vi).await.unwrap();
        let news = categories.iter().find(|c| c.slug == "tin-tuc").unwrap();
        assert_eq!(categories.iter().filter(|c| c.parent == Some(news.id)).count(), 8);
        let menu = menu(&mut connection, site.id, Language::Vi).await.unwrap();
        assert!(menu.iter().all(|item| {
            item.category.is_some() || item.entry.is_some() || item.address.is_some()
        }));
        assert!(menu.iter().any(|item| item.parent.is_some()));
        let blocks = blocks(&mut connection, site.id, Language::Vi).await.unwrap();
        assert_eq!(blocks.iter().filter(|b| b.slot == Slot::Top).count(), 1);
        assert!(blocks.iter().any(|b| b.kind == BlockKind::Links && b.settings.items.len() == 5));
        let pages = role_pages(&mut connection, site.id, Language::Vi).await.unwrap();
        let about = pages.iter().find(|page| page.role == "about").unwrap();
        assert_eq!(about.title, "Giới thiệu chung về xã An Xuyên");
        let (content, body, folded): (String, String, String) = connection
            .one(
                "SELECT d.content, p.body, x.folded FROM entry e
                 JOIN edition d ON d.id = e.live_edition_id AND d.state = 'published'
                 JOIN page p ON p.entry_id = e.id JOIN entry_text x ON x.entry_id = e.id
                 WHERE e.id = $1 AND e.state = 'live'",
                args![about.entry],
            )
            .await
            .unwrap();
        let content: serde_json::Value = serde_json::from_str(&content).unwrap();
        assert_eq!(content["body"], body);
        assert!(body.contains("anxuyen.camau.localhost"));
        assert!(folded.starts_with(" gioi thieu chung ve xa an xuyen ") && folded.ends_with(' '));
        let without: i64 = connection
            .number(
                "SELECT COUNT(*) FROM entry WHERE site_id = $1 AND live_edition_id IS NULL",
                args![site.id],
            )
            .await
            .unwrap();
        assert_eq!(without, 0);
    });
}

#[test]
fn the_communes_of_a_province_are_grouped_by_district_in_vietnamese_order() {
    on_every_engine(async |db: Db| {
        let done = import(&db, &plan(CA_MAU_2023)).await;
        let mut connection = db.read(Reach::Installation).await.unwrap();
        let groups = children(&mut connection, done.created[0]).await.unwrap();
        assert_eq!(groups.len(), 9);
        assert_eq!(groups.iter().map(|group| group.sites.len()).sum::<usize>(), 101);
        let names: Vec<&str> = groups.iter().filter_map(|g| g.district.as_deref()).collect();
        assert!(names.is_sorted_by(|a, b| vitext::compare(a, b).is_le()));
        assert_eq!(names[0], "Huyện Cái Nước");
    });
}

#[test]
fn a_new_canonical_host_makes_the_old_one_an_alias() {
    on_every_engine(async |db: Db| {
        let done = import(&db, &plan("code,name,kind\n1,Xã A,xã\n".as_bytes())).await;
        let site = done.created[1];
        let mut transaction = write(&db).await;
        let host =
            add_alias(&mut transaction, site, "Xa-A.gov.vn", MORNING).await.unwrap().unwrap();
        let twice = add_alias(&mut transaction, site, "xa-a.gov.vn", MORNING).await.unwrap();
        assert_eq!(twice.unwrap_err(), Rejections::one("host", "host-taken"));
        make_canonical(&mut transaction, site, &host, MORNING).await.unwrap().unwrap();
        let foreign = HostName::parse("camau.localhost").unwrap();
        let refused = make_canonical(&mut transaction, site, &foreign, MORNING).await.unwrap();
        assert_eq!(refused.unwrap_err(), Rejections::one("host", "host-unknown"));
        transaction.commit().await.unwrap();
        let mut connection = db.read(Reach::Installation).await.unwrap();
        assert_eq!(
            hosts_of(&mut connection, site).await.unwrap(),
            [
                ("xa-a.gov.vn".to_owned(), HostRole::Canonical),
                ("a.camau.localhost".to_owned(), HostRole::Alias),
            ]
        );
        let map = host_map(&mut connection).await.unwrap();
        assert_eq!(map["a.camau.localhost"].canonical, "xa-a.gov.vn");
    });
}

#[test]
fn a_profile_saved_from_an_old_form_is_not_lost_and_overwrites_nothing() {
    on_every_engine(async |db: Db| {
        let done = import(&db, &plan("code,name,kind\n1,Xã A,xã\n".as_bytes())).await;
        let site = done.created[1];
        let mut transaction = write(&db).await;
        let mut typed = ProfileTyped {
            managing_organisation: "Ủy ban nhân dân Xã A".to_owned(),
            address: "Ấp 1".to_owned(),
            email: "ubnd@a.gov.vn".to_owned(),
            phone: "0290 3831 234".to_owned(),
            version: 1,
            ..ProfileTyped::default()
        };
        let saved = save_profile(&mut transaction, site, &typed, MORNING).await.unwrap();
        assert_eq!(saved, ProfileSaved::Saved(2));
        typed.address = "Ấp 2".to_owned();
        let late = save_profile(&mut transaction, site, &typed, MORNING).await.unwrap();
        let ProfileSaved::Overtaken(theirs) = late else { panic!("{late:?}") };
        assert_eq!((theirs.address.as_str(), theirs.version), ("Ấp 1", 2));
        typed.email = "a b@c".to_owned();
        typed.managing_organisation.clear();
        let wrong = save_profile(&mut transaction, site, &typed, MORNING).await.unwrap();
        let ProfileSaved::Rejected(wrong) = wrong else { panic!("{wrong:?}") };
        let fields: Vec<&str> = wrong.iter().map(|rejection| rejection.field).collect();
        assert_eq!(fields, ["managing_organisation", "email"]);
    });
}

#[test]
fn categories_are_added_renamed_moved_and_hidden_within_their_site_only() {
    on_every_engine(async |db: Db| {
        let done = import(&db, &plan("code,name,kind\n1,Xã A,xã\n2,Xã B,xã\n".as_bytes())).await;
        let (site, other) = (done.created[1], done.created[2]);
        let mut transaction = write(&db).await;
        let mut typed = CategoryTyped {
            language: Language::Vi,
            parent: None,
            name: " Du lịch  sinh thái ".to_owned(),
            slug: String::new(),
            kinds: vec!["article".to_owned()],
            style: Style::Cards,
        };
        let id = add_category(&mut transaction, site, &typed, MORNING).await.unwrap().unwrap();
        let twice = add_category(&mut transaction, site, &typed, MORNING).await.unwrap();
        assert_eq!(twice.unwrap_err(), Rejections::one("slug", "slug-taken"));
        typed.name = "Chợ nổi".to_owned();
        typed.parent = Some(id);
        let below = add_category(&mut transaction, site, &typed, MORNING).await.unwrap().unwrap();
        let unknown = Rejections::one("category", "category-unknown");
        let foreign = rename_category(&mut transaction, other, id, "X", MORNING).await.unwrap();
        assert_eq!(foreign.unwrap_err(), unknown);
        rename_category(&mut transaction, site, id, "Du lịch", MORNING).await.unwrap().unwrap();
        let (vi, hidden) = (Language::Vi, Visibility::Hidden);
        let loop_ =
            move_category(&mut transaction, site, vi, id, Some(below), 0, MORNING).await.unwrap();
        assert_eq!(loop_.unwrap_err(), Rejections::one("parent", "category-below-itself"));
        move_category(&mut transaction, site, vi, below, None, 0, MORNING).await.unwrap().unwrap();
        set_category_visibility(&mut transaction, site, id, hidden, MORNING)
            .await
            .unwrap()
            .unwrap();
        let rows = categories(&mut transaction, site, vi).await.unwrap();
        let row = |id| rows.iter().find(|row| row.id == id).unwrap();
        assert_eq!((row(id).name.as_str(), row(id).visibility), ("Du lịch", hidden));
        assert_eq!((row(below).parent, row(below).position), (None, 0));
    });
}

#[test]
fn state_and_accent_are_set_and_a_light_accent_is_refused() {
    on_every_engine(async |db: Db| {
        let done = import(&db, &plan("code,name,kind\n1,Xã A,xã\n".as_bytes())).await;
        let site = done.created[1];
        let mut transaction = write(&db).await;
        set_state(&mut transaction, site, SiteState::Suspended, MORNING).await.unwrap();
        assert!(set_state(&mut transaction, SiteId(999), SiteState::Live, MORNING).await.is_err());
        set_accent(&mut transaction, site, "#123456", MORNING).await.unwrap().unwrap();
        let light = set_accent(&mut transaction, site, "#ffee00", MORNING).await.unwrap();
        assert_eq!(light.unwrap_err().iter().next().unwrap().code, "accent-too-light");
        let found = find(&mut transaction, site).await.unwrap().unwrap();
        assert_eq!((found.state, found.accent.as_str()), (SiteState::Suspended, "#123456"));
    });
}
