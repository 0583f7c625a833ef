//! Films converted by a job: what ffmpeg is told, what readers and officers see of it, and that a film
//! stays as it came when nothing can be made of it. A script stands in for ffmpeg.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use conglang::serve;
use conglang_demo::{Scene, paint};
use conglang_house::file;
use conglang_kernel::{EntryId, FileId};
use conglang_platform::args;
use conglang_platform::config::{Config, FilmTool};
use conglang_platform::db::Reach;
use http::StatusCode;

use crate::officer::Officer;
use crate::portal::{Portal, Reply, on_every_engine, on_every_engine_decided};

const EDITOR: &str = "editor.a@x.example";

/// A film with a codec that no browser plays, and whatever is given.
fn film(note: &str) -> Vec<u8> {
    [b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom".as_slice(), &boxed(b"free", note.as_bytes())].concat()
}

fn boxed(kind: &[u8; 4], inside: &[u8]) -> Vec<u8> {
    let size = u32::try_from(inside.len() + 8).unwrap();
    [&size.to_be_bytes(), kind.as_slice(), inside].concat()
}

/// A film that every browser plays, with something beside its pictures.
fn played(beside: &[u8]) -> Vec<u8> {
    let mut inside = [[0; 8].as_slice(), &boxed(b"avc1", b"\0\0\0\x20avcC\x01\x64\0\x1f")].concat();
    for kind in [b"stsd", b"stbl", b"minf", b"mdia", b"trak"] {
        inside = boxed(kind, &inside);
    }
    [film(""), boxed(b"moov", &[beside, inside.as_slice()].concat())].concat()
}

/// Writes a program that notes what it is told and then does what is given, with `$in` and `$out`.
fn tool(config: Config, does: &str, patience: Duration) -> Config {
    let data = config.data.display();
    std::fs::write(config.data.join("poster.jpg"), paint(Scene::ALL[0], 5, 640, 360)).unwrap();
    std::fs::write(config.data.join("head"), film("đã chuyển đổi")).unwrap();
    let program = config.data.join("ffmpeg");
    let script = format!(
        "#!/bin/sh\nset -e\ncd {data}\necho $$ > pid\necho \"$*\" >> asked\n\
         while [ $# -gt 1 ]; do if [ \"$1\" = -i ]; then in=$2; fi; shift; done\nout=$1\n{does}\n"
    );
    std::fs::write(&program, script).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o700)).unwrap();
    Config { films: Some(FilmTool { program, patience }), ..config }
}

/// Makes something of a film that tells what it was made of.
const WORKS: &str = "case $out in *.jpg) cp poster.jpg $out;; *) cat head $in > $out;; esac";
const LONG: Duration = Duration::from_secs(60);

fn with(does: &'static str, patience: Duration) -> impl Fn(Config) -> Config {
    move |config| tool(config, does, patience)
}

fn data(portal: &Portal) -> &Path {
    &portal.web.config.data
}

fn asked(portal: &Portal) -> Vec<String> {
    let noted = std::fs::read_to_string(data(portal).join("asked")).unwrap_or_default();
    noted.lines().map(str::to_owned).collect()
}

/// Sends a film as the writing screen does.
async fn bring(officer: &Officer<'_>, name: &str, bytes: &[u8]) -> FileId {
    let reply = officer.post_files("/tep", &[], &[("tep", name, bytes)]).await;
    assert_eq!(reply.status, StatusCode::CREATED, "{}", reply.body);
    let reply: serde_json::Value = serde_json::from_str(&reply.body).unwrap();
    FileId(reply["id"].as_i64().unwrap())
}

async fn put_in_place(officer: &Officer<'_>, id: FileId, bytes: &[u8]) -> Reply {
    let at = format!("/thu-vien/{id}");
    officer.post_files(&at, &[("viec", "thay")], &[("replacement", "khac.mp4", bytes)]).await
}

async fn page(officer: &Officer<'_>, id: FileId) -> String {
    officer.get(&format!("/thu-vien/{id}")).await.body
}

/// The bytes of a file as the desk gives them.
async fn bytes(officer: &Officer<'_>, id: FileId) -> String {
    officer.get(&format!("/tep/{id}")).await.body
}

async fn number(portal: &Portal, sql: &'static str) -> i64 {
    let mut connection = portal.web.db.read(Reach::Installation).await.unwrap();
    connection.number(sql, args![]).await.unwrap()
}

async fn used(portal: &Portal) -> i64 {
    let mut connection = portal.web.db.read(portal.scope().reach()).await.unwrap();
    file::quota(&mut connection, portal.scope()).await.unwrap().used
}

/// The address of the film in a published text.
async fn published_with(officer: &Officer<'_>, id: FileId) -> (String, String) {
    let portal = officer.portal;
    let category = portal.heading("x").await.category.unwrap().to_string();
    let body = format!(
        "<p>Xem</p><figure data-video=\"tep\"><a href=\"/trang/{}/tep/{id}\">Lễ</a></figure>",
        portal.a.id
    );
    let fields = [
        ("title", "Lễ hội nghinh Ông"),
        ("body", body.as_str()),
        ("category", category.as_str()),
        ("viec", "dang"),
    ];
    let done = officer.post("/noi-dung/moi/bai-viet", &fields).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.body);
    let entry = done.header("location").split("/noi-dung/").nth(1).unwrap().to_owned();
    let path = portal.address(EntryId(entry.split('?').next().unwrap().parse().unwrap())).await;
    (path.clone(), shown(portal, &path).await)
}

async fn shown(portal: &Portal, path: &str) -> String {
    portal.read_changes().await;
    let read = portal.visit(&portal.a.host, path).await.body;
    let film = read.split("<video controls preload=\"none\" src=\"").nth(1).unwrap();
    film.split("</video>").next().unwrap().to_owned()
}

fn address(shown: &str) -> &str {
    shown.split('"').next().unwrap()
}

/// Waits for something that happens in another process.
async fn wait_for(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < Duration::from_secs(30), "{what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

async fn nothing_is_left_behind(portal: &Portal) {
    let pid = std::fs::read_to_string(data(portal).join("pid")).unwrap();
    let process = PathBuf::from(format!("/proc/{}", pid.trim()));
    wait_for("the program is ended", || !process.exists()).await;
    assert!(!data(portal).join("films-under-way").exists());
}

#[test]
fn a_film_that_came_before_ffmpeg_did_is_converted_within_the_hour() {
    on_every_engine_decided(with(WORKS, LONG), |portal| async move {
        let officer = Officer::signed_in(&portal, EDITOR).await;
        let id = bring(&officer, "Lễ hội.mp4", &film("như điện thoại quay")).await;
        let mut transaction = portal.web.db.write(Reach::Installation).await.unwrap();
        // As it was kept by a machine without ffmpeg.
        for sql in ["DELETE FROM film_conversion", "DELETE FROM job WHERE kind = 'convert-film'"] {
            transaction.execute(sql, args![]).await.unwrap();
        }
        transaction.commit().await.unwrap();
        portal.work_all().await;
        assert!(asked(&portal).is_empty());
        portal.sweep().await;
        portal.work_all().await;
        assert!(page(&officer, id).await.contains("Đã chuyển đổi"));
        let before = asked(&portal).len();
        portal.sweep().await;
        portal.work_all().await;
        assert_eq!(asked(&portal).len(), before, "once is enough");
    });
}

#[test]
fn a_film_becomes_what_every_phone_plays_under_its_number() {
    on_every_engine_decided(with(WORKS, LONG), |portal| async move {
        let officer = Officer::signed_in(&portal, EDITOR).await;
        let id = bring(&officer, "Lễ hội.mp4", &film("như điện thoại quay")).await;
        assert!(page(&officer, id).await.contains("Đang chuyển đổi…"));
        assert!(officer.get("/thu-vien").await.body.contains("Đang chuyển đổi…"));
        let (path, before) = published_with(&officer, id).await;
        assert!(!before.contains(" poster="));
        portal.work_all().await;

        let told = asked(&portal);
        let [converted, poster] = told.as_slice() else { panic!("{told:?}") };
        for word in [
            "-nostdin",
            "-protocol_whitelist file,pipe",
            "-f mov -i ",
            "-map_metadata -1",
            "-map_metadata:s -1",
            "min(1280,iw)",
            "-c:v libx264",
            "-c:a aac",
            "-movflags +faststart -f mp4 ",
        ] {
            assert!(converted.contains(word), "{word} in {converted}");
        }
        assert!(poster.contains("-frames:v 1"), "{poster}");
        assert!(!data(&portal).join("films-under-way").exists(), "it is cleared away");

        let desk = page(&officer, id).await;
        assert!(desk.contains("Đã chuyển đổi") && desk.contains(" poster="), "{desk}");
        let grid = officer.get("/thu-vien").await.body;
        assert!(!grid.contains("huyển đổi"), "there is nothing to say");
        assert!(!grid.contains("<span class=\"file-type\">"), "it is shown by its poster: {grid}");
        let after = shown(&portal, &path).await;
        assert!(after.contains(" poster=\"/tep/"), "{after}");
        let moved = portal.visit(&portal.a.host, address(&before)).await;
        assert_eq!(moved.status, StatusCode::FOUND);
        assert_eq!(moved.header("location"), address(&after));
        let seen = portal.visit(&portal.a.host, address(&after)).await.body;
        assert!(seen.contains("đã chuyển đổi") && seen.contains("như điện thoại quay"));

        let weights = number(
            &portal,
            "SELECT CAST(sum(f.stored_bytes) AS BIGINT) FROM file f
             WHERE f.site_id IN (SELECT site_id FROM film_conversion)",
        );
        assert_eq!(used(&portal).await, weights.await);
        let film_bytes = i64::try_from(seen.len()).unwrap();
        assert!(used(&portal).await > film_bytes, "the poster counts, too");

        // Whoever sends the same film again gets the one there is.
        assert_eq!(bring(&officer, "lai.mp4", &film("như điện thoại quay")).await, id);
        let mut transaction = portal.web.db.write(Reach::Installation).await.unwrap();
        transaction
            .execute("UPDATE job SET done_at = NULL WHERE kind = 'convert-film'", args![])
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        portal.work_all().await;
        assert_eq!(asked(&portal).len(), 2, "once is enough");
    });
}

#[test]
fn a_film_that_was_good_stays_and_only_what_it_tells_of_the_place_goes() {
    on_every_engine_decided(with(WORKS, LONG), |portal| async move {
        let officer = Officer::signed_in(&portal, EDITOR).await;
        let good = played(b"");
        let kept = bring(&officer, "tot.mp4", &good).await;
        portal.work_all().await;
        assert_eq!(bytes(&officer, kept).await, String::from_utf8_lossy(&good));
        let desk = page(&officer, kept).await;
        assert!(desk.contains("giữ nguyên") && desk.contains(" poster="), "{desk}");

        let place = boxed(b"udta", &boxed(b"\xa9xyz", b"\0\x12\x15\xc7+09.1769+105.1524/"));
        let told = bring(&officer, "noi-quay.mp4", &played(&place)).await;
        portal.work_all().await;
        let asked = asked(&portal);
        assert!(asked.iter().any(|words| words.contains("-c copy") && words.contains("bared.mp4")));
        assert!(page(&officer, told).await.contains("Đã chuyển đổi"));
        assert!(bytes(&officer, told).await.contains("đã chuyển đổi"));
    });
}

#[test]
fn what_ffmpeg_cannot_read_stays_as_it_came_and_can_be_sent_again() {
    let fails = "echo 'Invalid data found when processing input' >&2; exit 1";
    on_every_engine_decided(with(fails, LONG), |portal| async move {
        let officer = Officer::signed_in(&portal, EDITOR).await;
        let came = film("hỏng");
        let id = bring(&officer, "hong.mp4", &came).await;
        portal.work_all().await;
        let sentence = "Không chuyển đổi được; video vẫn xem được như cũ";
        assert!(page(&officer, id).await.contains(sentence));
        assert!(officer.get("/thu-vien").await.body.contains(sentence));
        assert_eq!(bytes(&officer, id).await, String::from_utf8_lossy(&came));
        let open = "SELECT count(*) FROM job WHERE kind = 'convert-film' AND done_at IS NULL";
        assert_eq!(number(&portal, open).await, 0, "nobody has to look at it");
        assert_eq!(bring(&officer, "hong.mp4", &came).await, id);
        assert!(page(&officer, id).await.contains("Đang chuyển đổi…"));
    });
}

#[test]
fn ffmpeg_is_ended_when_it_takes_too_long() {
    on_every_engine_decided(
        with("exec sleep 600", Duration::from_millis(500)),
        |portal| async move {
            let officer = Officer::signed_in(&portal, EDITOR).await;
            let id = bring(&officer, "dai.mp4", &film("dài")).await;
            portal.work_all().await;
            assert!(page(&officer, id).await.contains("Không chuyển đổi được"));
            nothing_is_left_behind(&portal).await;
        },
    );
}

#[test]
fn a_server_that_stops_gives_the_film_back_and_the_next_start_converts_it() {
    let at_first = "if [ ! -e again ]; then touch again; exec sleep 600; fi; ";
    let does = format!("{at_first}{WORKS}");
    on_every_engine_decided(
        move |config| tool(config, &does, LONG),
        |portal| async move {
            let officer = Officer::signed_in(&portal, EDITOR).await;
            let id = bring(&officer, "phim.mp4", &film("dở dang")).await;
            let [_, films] = serve::workers(&portal.web);
            let (stop, stopped) = tokio::sync::oneshot::channel::<()>();
            let running = tokio::spawn(async move {
                films.run(async { stopped.await.unwrap_or_default() }).await;
            });
            let again = data(&portal).join("again");
            wait_for("the program runs", || again.exists()).await;
            stop.send(()).unwrap();
            running.await.unwrap();
            nothing_is_left_behind(&portal).await;
            assert!(page(&officer, id).await.contains("Đang chuyển đổi…"));
            portal.work_all().await;
            assert!(page(&officer, id).await.contains("Đã chuyển đổi"));
        },
    );
}

#[test]
fn a_film_that_went_or_was_replaced_meanwhile_is_left_alone() {
    // It stops until it is let go on.
    let slow = "while [ ! -e go ]; do sleep 0.05; done; ";
    let does = format!("{slow}{WORKS}");
    on_every_engine_decided(
        move |config| tool(config, &does, LONG),
        |portal| async move {
            let officer = Officer::signed_in(&portal, EDITOR).await;
            let gone = bring(&officer, "bo.mp4", &film("bỏ đi")).await;
            let deleted = officer
                .post(&format!("/thu-vien/{gone}"), &[("viec", "xoa"), ("confirmed", "yes")])
                .await;
            assert_eq!(deleted.status, StatusCode::SEE_OTHER, "{}", deleted.body);
            portal.work_all().await;
            assert!(asked(&portal).is_empty(), "nobody works for a film that has gone");

            let id = bring(&officer, "phim.mp4", &film("cũ")).await;
            let worker = portal.clone();
            let working = tokio::spawn(async move { worker.work_all().await });
            wait_for("the program runs", || !asked(&portal).is_empty()).await;
            let replaced = put_in_place(&officer, id, &film("mới")).await;
            assert_eq!(replaced.status, StatusCode::SEE_OTHER, "{}", replaced.body);
            std::fs::write(data(&portal).join("go"), "").unwrap();
            working.await.unwrap();
            portal.work_all().await;
            let now = bytes(&officer, id).await;
            assert!(now.contains("mới") && now.contains("đã chuyển đổi"), "{now}");
            assert!(!now.contains("cũ"), "{now}");
        },
    );
}

#[test]
fn without_ffmpeg_a_film_is_a_plain_file() {
    on_every_engine(|portal| async move {
        let officer = Officer::signed_in(&portal, EDITOR).await;
        let id = bring(&officer, "phim.mp4", &film("như cũ")).await;
        assert_eq!(
            number(&portal, "SELECT count(*) FROM job WHERE kind = 'convert-film'").await,
            0
        );
        assert!(!page(&officer, id).await.contains("huyển đổi"));
        assert!(bytes(&officer, id).await.contains("như cũ"));
    });
}

#[test]
fn ffmpeg_that_has_gone_from_the_machine_leaves_films_as_they_came() {
    on_every_engine_decided(with(WORKS, LONG), |portal| async move {
        let officer = Officer::signed_in(&portal, EDITOR).await;
        let id = bring(&officer, "phim.mp4", &film("như cũ")).await;
        std::fs::remove_file(data(&portal).join("ffmpeg")).unwrap();
        portal.work_all().await;
        assert!(page(&officer, id).await.contains("Không chuyển đổi được"));
        assert!(bytes(&officer, id).await.contains("như cũ"));
    });
}
