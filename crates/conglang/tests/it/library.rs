//! The media library: brought in, found, described, used, replaced, lent, deleted.

use conglang_demo::{Scene, paint};
use conglang_kernel::EntryId;
use http::{Method, StatusCode, header};

use crate::officer::Officer;
use crate::portal::{Portal, Reply, on_every_engine, request};

const EDITOR: &str = "editor.a@x.example";

pub fn picture(nth: u64) -> Vec<u8> {
    paint(Scene::ALL[0], nth, 900, 600)
}

/// Brings a file in and gives its number.
async fn bring(officer: &Officer<'_>, name: &str, bytes: &[u8]) -> i64 {
    let reply =
        officer.post_files("/thu-vien", &[("viec", "tai_len")], &[("files", name, bytes)]).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let word = name.split('.').next().unwrap();
    let found = find(officer, word).await;
    found["files"][0]["id"].as_i64().unwrap()
}

async fn find(officer: &Officer<'_>, words: &str) -> serde_json::Value {
    let words = percent_encoding::utf8_percent_encode(words, percent_encoding::NON_ALPHANUMERIC);
    let reply = officer.get(&format!("/thu-vien.json?tim={words}")).await;
    assert_eq!(reply.status, StatusCode::OK);
    serde_json::from_str(&reply.body).unwrap()
}

/// Publishes an article with a picture in its text.
async fn published_with(officer: &Officer<'_>, title: &str, file: i64) -> String {
    let category = officer.portal.heading("x").await.category.unwrap().to_string();
    let site = officer.portal.a.id;
    let body = format!("<p>Xem</p><img src=\"/trang/{site}/tep/{file}\" alt=\"Bến đò sáng nay\">");
    let fields = [
        ("title", title),
        ("summary", "Tóm tắt"),
        ("body", body.as_str()),
        ("category", category.as_str()),
        ("viec", "dang"),
    ];
    let reply = officer.post("/noi-dung/moi/bai-viet", &fields).await;
    assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
    let number = reply.header("location").split("/noi-dung/").nth(1).unwrap().to_owned();
    officer.portal.read_changes().await;
    number.split('?').next().unwrap().to_owned()
}

/// The first address of a file in a page.
fn file_address(page: &str) -> String {
    let after = page.split("<img src=\"/tep/").nth(1).unwrap();
    format!("/tep/{}", after.split('"').next().unwrap())
}

#[test]
fn files_are_found_without_accents_and_sorted_into_folders() {
    on_every_engine(|portal| async move {
        let officer = Officer::signed_in(&portal, EDITOR).await;
        let id = bring(&officer, "Bến đò Đất Mũi.jpg", &picture(1)).await;
        let found = find(&officer, "dat mui").await;
        assert_eq!(found["files"][0]["id"], id);
        assert_eq!(found["files"][0]["width"], 900);
        assert_eq!(found["files"][0]["shared"], false);
        assert!(find(&officer, "xe buýt").await["files"].as_array().unwrap().is_empty());
        let made =
            officer.post("/thu-vien", &[("viec", "them_muc"), ("folder_name", "Lễ hội")]).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.body);
        let folder = made.header("location").split("muc=").nth(1).unwrap().to_owned();
        let twice =
            officer.post("/thu-vien", &[("viec", "them_muc"), ("folder_name", "LỄ HỘI")]).await;
        assert_eq!(twice.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(twice.body.contains("Đã có thư mục") && twice.body.contains("LỄ HỘI"));
        let saved = officer
            .post(
                &format!("/thu-vien/{id}"),
                &[
                    ("viec", "luu"),
                    ("name", "Bến đò.jpg"),
                    ("alt", "Đò cập bến lúc sáng sớm"),
                    ("author", "Lê Văn Tám"),
                    ("licence", "own"),
                    ("folder", &folder),
                    ("focus_x", "20"),
                    ("focus_y", "70"),
                ],
            )
            .await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let page = officer.get(&format!("/thu-vien?muc={folder}&tim=le+van+tam")).await.body;
        assert!(page.contains("Đò cập bến lúc sáng sớm"), "{page}");
        let file = officer.get(&format!("/thu-vien/{id}")).await.body;
        assert!(file.contains("value=\"20\"") && file.contains("value=\"70\""), "{file}");
        officer.post("/thu-vien", &[("viec", "bo_muc"), ("folder", &folder)]).await;
        assert_eq!(find(&officer, "bến đò").await["files"][0]["id"], id, "its files stay");
    });
}

#[test]
fn files_are_found_by_the_words_in_them_and_through_slips_by_their_own_desk_alone() {
    on_every_engine(|portal| async move {
        let officer = Officer::signed_in(&portal, EDITOR).await;
        let table = "Họ tên,Ấp\nNguyễn Thị Hạt Điều,Kênh Ba\n";
        let id = bring(&officer, "danh_sach_ho_tro.csv", table.as_bytes()).await;
        portal.read_changes().await;
        portal.work_all().await;
        portal.read_changes().await;
        for words in
            ["hạt điều", "hat dieu ken", "danh sach", "danh sahc ho tro", "DANH SÁCH hỗ tr"]
        {
            assert_eq!(find(&officer, words).await["files"][0]["id"], id, "{words}");
        }
        let none = |found: serde_json::Value| found["files"].as_array().unwrap().is_empty();
        assert!(none(find(&officer, "hạt tiêu rừng").await));
        let neighbour = Officer::signed_in(&portal, "editor.b@x.example").await.at(portal.b.id);
        assert!(none(find(&neighbour, "hạt điều").await), "another site's");
        let list = officer.get("/noi-dung?tim=hat+dieu").await.body;
        assert!(!list.contains("danh_sach_ho_tro"), "a file is no entry: {list}");
        let public = portal.visit(&portal.a.host, "/tim-kiem?q=hat+dieu").await.body;
        assert!(!public.contains("danh_sach_ho_tro"), "no entry shows it: {public}");
        officer
            .post_files(
                &format!("/thu-vien/{id}"),
                &[("viec", "thay")],
                &[("replacement", "moi.csv", "Họ tên\nLê Văn Mãng Cầu\n".as_bytes())],
            )
            .await;
        portal.read_changes().await;
        portal.work_all().await;
        portal.read_changes().await;
        assert_eq!(find(&officer, "mãng cầu").await["files"][0]["id"], id);
        assert!(none(find(&officer, "hạt điều").await), "the bytes it had before");
    });
}

#[test]
fn what_is_said_of_a_file_is_checked_and_kept_as_typed() {
    on_every_engine(|portal| async move {
        let officer = Officer::signed_in(&portal, EDITOR).await;
        let id = bring(&officer, "cay.jpg", &picture(2)).await;
        let wrong = officer
            .post(
                &format!("/thu-vien/{id}"),
                &[("viec", "luu"), ("name", ""), ("licence", "x"), ("focus_x", "giữa")],
            )
            .await;
        assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(wrong.body.contains("từ 0 đến 100") && wrong.body.contains("value=\"giữa\""));
        for what in ["", "lạ", "cho_muon"] {
            let reply = officer.post(&format!("/thu-vien/{id}"), &[("viec", what)]).await;
            assert!(reply.status.is_client_error(), "{what}: {}", reply.status);
        }
        assert_eq!(officer.get("/thu-vien/gui").await.status, StatusCode::NOT_FOUND);
        assert_eq!(officer.get("/thu-vien/999999").await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_file_in_use_stays_and_a_replaced_one_keeps_its_number_and_its_addresses() {
    on_every_engine(|portal| async move {
        let officer = Officer::signed_in(&portal, EDITOR).await;
        let id = bring(&officer, "cho.jpg", &picture(3)).await;
        let entry = published_with(&officer, "Chợ nổi họp sớm", id).await;
        let address = portal.address(EntryId(entry.parse().unwrap())).await;
        let old = file_address(&portal.visit(&portal.a.host, &address).await.body);
        let refused = officer.post(&format!("/thu-vien/{id}"), &[("viec", "xoa")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT);
        assert!(refused.body.contains("Chợ nổi họp sớm"), "says where: {}", refused.body);
        let (at, text) = (format!("/thu-vien/{id}"), b"%PDF-1.7 x".as_slice());
        let other =
            officer.post_files(&at, &[("viec", "thay")], &[("replacement", "a.pdf", text)]).await;
        assert_eq!(other.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(other.body.contains("Ảnh chỉ thay được bằng ảnh"));
        let new = picture(4);
        let done =
            officer.post_files(&at, &[("viec", "thay")], &[("replacement", "b.jpg", &new)]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        portal.read_changes().await;
        let shown = file_address(&portal.visit(&portal.a.host, &address).await.body);
        assert_ne!(shown, old, "the text shows the new picture");
        let led = portal.visit(&portal.a.host, &old).await;
        assert_eq!(led.status, StatusCode::FOUND);
        let there = portal.visit(&portal.a.host, led.header("location")).await;
        assert_eq!(there.status, StatusCode::OK);
        assert_eq!(portal.visit(&portal.b.host, &old).await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_picture_is_seen_from_afar_until_it_has_come() {
    on_every_engine(|portal| async move {
        let officer = Officer::signed_in(&portal, EDITOR).await;
        let id = bring(&officer, "ben-do.jpg", &picture(4)).await;
        let entry = published_with(&officer, "Bến đò sáng nay", id).await;
        let path = portal.address(EntryId(entry.parse().unwrap())).await;
        let page = portal.visit(&portal.a.host, &path).await.body;
        let picture = page.split("<img src=\"/tep/").nth(1).unwrap().split('>').next().unwrap();
        let classes = picture.split("class=\"blur ").nth(1).unwrap().split('"').next().unwrap();
        assert!(!page.contains("style="), "no page may");
        let sheet = page.split("/tai-nguyen/trang-").nth(1).unwrap().split('"').next().unwrap();
        let sheet = portal.visit(&portal.a.host, &format!("/tai-nguyen/trang-{sheet}")).await;
        assert_eq!(sheet.status, StatusCode::OK);
        assert!(sheet.body.contains(".blur {"));
        assert_eq!(classes.split(' ').count(), 4, "{classes}");
        for class in classes.split(' ') {
            assert!(sheet.body.contains(&format!(".{class}{{--")), "{class}");
        }
    });
}

#[test]
fn a_draft_counts_as_use_and_what_nobody_uses_can_go_and_come_back() {
    on_every_engine(|portal| async move {
        let officer = Officer::signed_in(&portal, EDITOR).await;
        let bytes = picture(5);
        let id = bring(&officer, "song.jpg", &bytes).await;
        let site = portal.a.id;
        let body = format!("<p>Sông</p><img src=\"/trang/{site}/tep/{id}\" alt=\"Sông\">");
        let fields = [("title", "Bản nháp"), ("body", body.as_str()), ("viec", "luu")];
        let draft = officer.post("/noi-dung/moi/bai-viet", &fields).await;
        assert_eq!(draft.status, StatusCode::SEE_OTHER, "{}", draft.body);
        let file = format!("/thu-vien/{id}");
        let refused = officer.post(&file, &[("viec", "xoa")]).await;
        assert_eq!(refused.status, StatusCode::CONFLICT, "{}", refused.body);
        let entry = draft.header("location").split("/noi-dung/").nth(1).unwrap().to_owned();
        let entry = entry.split('?').next().unwrap();
        let base = officer.base(entry).await;
        let fields = [("viec", "bo_nhap"), ("confirmed", "yes"), ("base", base.as_str())];
        let thrown = officer.post(&format!("/noi-dung/{entry}"), &fields).await;
        assert_eq!(thrown.status, StatusCode::SEE_OTHER);
        let contributor = Officer::signed_in(&portal, "contributor.a@x.example").await;
        let beyond = contributor.post(&file, &[("viec", "xoa")]).await;
        assert_eq!(beyond.status, StatusCode::FORBIDDEN);
        let gone = officer.post(&file, &[("viec", "xoa"), ("confirmed", "yes")]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
        assert_eq!(officer.get(&file).await.status, StatusCode::NOT_FOUND);
        assert_eq!(bring(&officer, "song.jpg", &bytes).await, id, "the same bytes are one file");
    });
}

#[test]
fn a_file_comes_in_parts_and_goes_on_where_it_broke_off() {
    on_every_engine(|portal| async move {
        let officer = Officer::signed_in(&portal, EDITOR).await;
        let table = "ấp,số hộ\n".repeat(120_000);
        let bytes = table.as_bytes();
        let size = bytes.len().to_string();
        let fields = [("name", "Danh sách hộ.csv"), ("size", size.as_str())];
        let begun = officer.post("/thu-vien/gui", &fields).await;
        assert_eq!(begun.status, StatusCode::CREATED, "{}", begun.body);
        let begun: serde_json::Value = serde_json::from_str(&begun.body).unwrap();
        let url = begun["url"].as_str().unwrap();
        let part = begun["part_bytes"].as_u64().unwrap() as usize;
        let ahead = officer.put(&format!("{url}/1"), &bytes[part..]).await;
        assert_eq!(ahead.status, StatusCode::CONFLICT, "the first part comes first");
        let short = officer.put(&format!("{url}/0"), &bytes[..part - 1]).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        let long = officer.put(&format!("{url}/0"), &bytes[..=part]).await;
        assert_eq!(long.status, StatusCode::PAYLOAD_TOO_LARGE);
        for _ in 0..2 {
            let first = officer.put(&format!("{url}/0"), &bytes[..part]).await;
            assert_eq!(first.status, StatusCode::OK, "sent again it does no harm: {}", first.body);
        }
        let rest = url.split_once("/thu-vien").unwrap().1;
        let progress = officer.get(&format!("/thu-vien{rest}")).await;
        assert!(progress.body.contains("\"parts_done\":1"), "{}", progress.body);
        let colleague = Officer::signed_in(&portal, "administrator.a@x.example").await;
        let stranger = colleague.put(&format!("{url}/1"), &bytes[part..]).await;
        assert_eq!(stranger.status, StatusCode::NOT_FOUND, "an upload is its sender's own");
        let last = officer.put(&format!("{url}/1"), &bytes[part..]).await;
        assert_eq!(last.status, StatusCode::CREATED, "{}", last.body);
        let id = find(&officer, "danh sach ho").await["files"][0]["id"].as_i64().unwrap();
        let kept = officer.get(&format!("/tep/{id}")).await;
        assert_eq!(kept.body, table);
        let again = officer.put(&format!("{url}/1"), &bytes[part..]).await;
        assert_eq!(again.status, StatusCode::CREATED, "its answer may have been lost");
        assert_eq!(again.body, last.body);
        portal.clock.advance_seconds(86_400 + 60);
        portal.sweep().await;
        let officer = Officer::signed_in(&portal, EDITOR).await;
        let late = officer.put(&format!("{url}/1"), &bytes[part..]).await;
        assert_eq!(late.status, StatusCode::NOT_FOUND);
        assert_eq!(officer.get(&format!("/tep/{id}")).await.body, table);
    });
}

#[test]
fn parts_of_files_that_never_came_are_swept_after_a_day() {
    on_every_engine(|portal| async move {
        let officer = Officer::signed_in(&portal, EDITOR).await;
        let begun = officer.post("/thu-vien/gui", &[("name", "a.csv"), ("size", "2000000")]).await;
        let begun: serde_json::Value = serde_json::from_str(&begun.body).unwrap();
        let url = begun["url"].as_str().unwrap();
        let part = vec![b'a'; 1 << 20];
        assert_eq!(officer.put(&format!("{url}/0"), &part).await.status, StatusCode::OK);
        let token = url.rsplit('/').next().unwrap();
        assert!(portal.web.blobs.part(token, 0).await.unwrap().is_some());
        portal.clock.advance_seconds(86_400 + 60);
        portal.sweep().await;
        assert!(portal.web.blobs.part(token, 0).await.unwrap().is_none());
        let officer = Officer::signed_in(&portal, EDITOR).await;
        assert_eq!(officer.put(&format!("{url}/1"), b"x").await.status, StatusCode::NOT_FOUND);
    });
}

#[test]
fn a_full_library_says_so_before_anything_travels() {
    on_every_engine(|portal| async move {
        let officer = Officer::signed_in(&portal, EDITOR).await;
        portal.set_quota(1000).await;
        let begun = officer.post("/thu-vien/gui", &[("name", "a.csv"), ("size", "2000")]).await;
        assert_eq!(begun.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(begun.body.contains("đã đầy"), "{}", begun.body);
        let large = officer.post("/thu-vien/gui", &[("name", "a"), ("size", "999999999")]).await;
        assert!(large.body.contains("100 MB"), "{}", large.body);
        let bytes = picture(6);
        let files = [("files", "to.jpg", bytes.as_slice())];
        let sent = officer.post_files("/thu-vien", &[("viec", "tai_len")], &files).await;
        assert_eq!(sent.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(sent.body.contains("to.jpg: Thư viện của trang đã đầy"), "{}", sent.body);
    });
}

#[test]
fn what_the_province_lends_is_used_below_and_changed_above_alone() {
    on_every_engine(|portal| async move {
        let province = portal.a.parent.unwrap();
        let above = Officer::signed_in(&portal, "operator@x.example").await.at(province);
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let id = bring(&above, "bien.jpg", &picture(7)).await;
        let file = format!("/thu-vien/{id}");
        assert_eq!(editor.get(&file).await.status, StatusCode::NOT_FOUND, "not lent yet");
        assert!(find(&editor, "bien").await["files"].as_array().unwrap().is_empty());
        let lent = above.post(&file, &[("viec", "cho_muon")]).await;
        assert_eq!(lent.status, StatusCode::SEE_OTHER, "{}", lent.body);
        let found = find(&editor, "bien").await;
        assert_eq!(found["files"][0]["shared"], true);
        assert!(editor.get("/thu-vien?muc=tinh").await.body.contains("bien.jpg"));
        let shown = editor.get(&file).await;
        assert!(
            shown.body.contains("tỉnh cho dùng chung") && !shown.body.contains("value=\"xoa\"")
        );
        for what in ["luu", "thay", "xoa", "thoi_muon"] {
            let reply = editor.post(&file, &[("viec", what), ("name", "của tôi")]).await;
            assert_eq!(reply.status, StatusCode::FORBIDDEN, "{what}");
        }
        let entry = published_with(&editor, "Gió mùa đã về", id).await;
        let address = portal.address(EntryId(entry.parse().unwrap())).await;
        let old = file_address(&portal.visit(&portal.a.host, &address).await.body);
        let served = portal.visit(&portal.a.host, &old).await;
        assert_eq!(served.status, StatusCode::OK);
        for what in ["xoa", "thoi_muon"] {
            let refused = above.post(&file, &[("viec", what)]).await;
            assert_eq!(refused.status, StatusCode::CONFLICT, "{what}: {}", refused.body);
            assert!(refused.body.contains("An Xuyên"), "says where: {}", refused.body);
        }
        let new = picture(8);
        let done =
            above.post_files(&file, &[("viec", "thay")], &[("replacement", "b.jpg", &new)]).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        portal.read_changes().await;
        let page = portal.visit(&portal.a.host, &address).await.body;
        assert_ne!(file_address(&page), old);
        assert_eq!(portal.visit(&portal.a.host, &old).await.status, StatusCode::FOUND);
    });
}

/// Asks commune A for bytes 0 to 4 of a file, or what another header says.
async fn ask(portal: &Portal, path: &str, name: &'static str, value: &str) -> Reply {
    let mut asked = request(Method::GET, &portal.a.host, path, None, "");
    asked.headers_mut().insert(header::RANGE, "bytes=0-4".parse().unwrap());
    asked.headers_mut().insert(name, value.parse().unwrap());
    portal.send(asked).await
}

#[test]
fn a_player_is_given_the_part_it_asks_for() {
    on_every_engine(|portal| async move {
        let officer = Officer::signed_in(&portal, EDITOR).await;
        let table = "ấp,số hộ\n".repeat(200);
        bring(&officer, "bang.csv", table.as_bytes()).await;
        let hash = conglang_platform::blob::BlobHash::of(table.as_bytes());
        let path = format!("/tep/{}/bang.csv", hash.as_str());
        let part = ask(&portal, &path, "range", "bytes=6-9").await;
        assert_eq!(part.status, StatusCode::PARTIAL_CONTENT);
        assert_eq!(part.body.as_bytes(), &table.as_bytes()[6..10]);
        assert_eq!(part.header("content-range"), format!("bytes 6-9/{}", table.len()));
        assert_eq!(part.header("accept-ranges"), "bytes");
        let beyond = ask(&portal, &path, "range", "bytes=999999-").await;
        assert_eq!(beyond.status, StatusCode::RANGE_NOT_SATISFIABLE);
        assert_eq!(beyond.header("content-range"), format!("bytes */{}", table.len()));
        let tag = format!("\"{}\"", hash.as_str());
        assert_eq!(ask(&portal, &path, "if-range", &tag).await.status, StatusCode::PARTIAL_CONTENT);
        assert_eq!(ask(&portal, &path, "if-range", "\"other\"").await.body, table);
    });
}

/// The beginning of an MPEG-4 film, and of an MP3 recording: enough to be told by.
const FILM: &[u8] = b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x08free";
const RECORDING: &[u8] = b"ID3\x03\0\0\0\0\0\0 mot ban tin xa nha";
const CAPTIONS: &[u8] = "WEBVTT\n\n00:00.000 --> 00:02.000\nXin chào bà con\n".as_bytes();

#[test]
fn a_film_has_its_picture_and_captions_and_a_recording_its_words() {
    on_every_engine(|portal| async move {
        let officer = Officer::signed_in(&portal, EDITOR).await;
        let film = bring(&officer, "phim.mp4", FILM).await;
        let sound = bring(&officer, "loa.mp3", RECORDING).await;
        let address = format!("/thu-vien/{film}");
        let refused = officer
            .post_files(&address, &[("viec", "kem")], &[("captions", "a.vtt", b"xin chao")])
            .await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("không phải là tệp phụ đề"), "{}", refused.body);
        // Captions as most programs write them are read, too.
        let subrip = "1\r\n00:00:01,000 --> 00:00:02,500\r\nXin chào\r\n".as_bytes();
        let saved = officer
            .post_files(&address, &[("viec", "kem")], &[("captions", "loi.srt", subrip)])
            .await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let page = officer.get(&address).await.body;
        assert!(page.contains("<track kind=\"captions\""), "{page}");
        let picture = picture(9);
        let files = [("poster", "bia.jpg", picture.as_slice()), ("captions", "loi.vtt", CAPTIONS)];
        let saved = officer.post_files(&address, &[("viec", "kem")], &files).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
        let page = officer.get(&address).await.body;
        assert!(page.contains("<track kind=\"captions\"") && page.contains(" poster="), "{page}");
        let wrong =
            officer.post_files(&format!("/thu-vien/{sound}"), &[("viec", "kem")], &[]).await;
        assert_eq!(wrong.status, StatusCode::NOT_FOUND, "a recording has no picture");
        let said = [
            ("viec", "luu"),
            ("name", "Bản tin thứ Hai"),
            ("transcript", "Kính thưa bà con.\n\nSáng nay <b>họp</b>."),
        ];
        let of_film = [("viec", "luu"), ("name", "Phim"), ("transcript", "Trống hội <nổi> lên")];
        let described = officer.post(&address, &of_film).await;
        assert_eq!(described.status, StatusCode::SEE_OTHER, "{}", described.body);
        let described = officer.post(&format!("/thu-vien/{sound}"), &said).await;
        assert_eq!(described.status, StatusCode::SEE_OTHER, "{}", described.body);

        let category = portal.heading("x").await.category.unwrap().to_string();
        let site = portal.a.id;
        let body = format!(
            "<p>Xem</p><figure data-video=\"tep\"><a href=\"/trang/{site}/tep/{film}\">Lễ hội</a></figure>"
        );
        let (film, sound) = (film.to_string(), sound.to_string());
        let fields = [
            ("title", "Lễ hội nghinh Ông"),
            ("body", body.as_str()),
            ("category", category.as_str()),
            ("attachment", film.as_str()),
            ("attachment_title", "Cả buổi lễ"),
            ("attachment", sound.as_str()),
            ("attachment_title", ""),
            ("viec", "dang"),
        ];
        let done = officer.post("/noi-dung/moi/bai-viet", &fields).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
        portal.read_changes().await;
        let number = done.header("location").split("/noi-dung/").nth(1).unwrap();
        let number = number.split('?').next().unwrap().parse().unwrap();
        let path = portal.address(EntryId(number)).await;
        let read = portal.visit(&portal.a.host, &path).await.body;
        let in_text = read.split("<figure data-video=\"tep\">").nth(1).unwrap();
        assert!(in_text.starts_with("<video controls preload=\"none\" src=\"/tep/"), "{in_text}");
        assert_eq!(read.matches("<track kind=\"captions\"").count(), 2, "in the text and below it");
        let said = "<summary>Đọc lời</summary><p>Trống hội &lt;nổi&gt; lên</p></details>";
        assert_eq!(read.matches(said).count(), 2, "in the text and below it: {read}");
        assert!(in_text.split("</figure>").next().unwrap().ends_with(said), "{in_text}");
        assert_eq!(read.matches("<audio controls").count(), 1);
        assert!(read.contains("Sáng nay &lt;b&gt;họp"), "{read}");
        for part in [" poster=\"", "<track kind=\"captions\" srclang=\"vi\" src=\""] {
            let address = in_text.split(part).nth(1).unwrap().split('"').next().unwrap().to_owned();
            let served = portal.visit(&portal.a.host, &address).await;
            assert_eq!(served.status, StatusCode::OK, "{address}");
            let media_type = served.header("content-type");
            assert!(media_type.starts_with("image/") || media_type.starts_with("text/vtt"));
        }

        // What goes with a film is in use, and is taken away by saying so.
        let gone =
            officer.post_files(&address, &[("viec", "kem"), ("captions_remove", "on")], &[]).await;
        assert_eq!(gone.status, StatusCode::SEE_OTHER, "{}", gone.body);
        let page = officer.get(&address).await.body;
        assert!(!page.contains("<track") && page.contains(" poster="), "{page}");
        portal.read_changes().await;
        let read = portal.visit(&portal.a.host, &path).await.body;
        assert!(!read.contains("<track"), "{read}");
    });
}
