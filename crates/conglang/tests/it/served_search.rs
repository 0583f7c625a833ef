//! Search while the program lives and dies: what is published is found within moments, nothing is lost
//! when it is killed, and the index may be made anew while it serves.

use std::collections::BTreeSet;
use std::process::Stdio;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use crate::served::{Installation, Served, on_every_engine_served, until};

const A: &str = "anxuyen.camau.localhost";

/// The result promised to officers is one second; a busy machine may need longer, never this long.
const FOUND_WITHIN: Duration = Duration::from_secs(10);

fn results(server: &Served, query: &str) -> String {
    let answer = server.visit(A, &format!("/tim-kiem?q={query}")).unwrap();
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.body
}

#[test]
fn what_is_published_is_found_within_moments() {
    on_every_engine_served(|installation| {
        let server = installation.serve();
        let cookie = server.sign_in(&installation);
        let mut took = Vec::new();
        for name in ["xoai-cat", "sau-rieng", "mang-cau", "vu-sua", "chom-chom"] {
            let query = name.replace('-', "+");
            let title = format!("Hội thi {} lần thứ nhất", name.replace('-', " "));
            // The page that says that there is nothing lies in the cache now.
            assert!(!results(&server, &query).contains(&format!("/hoi-thi-{name}-")));
            assert!(server.publish(&installation, &cookie, &title));
            took.push(until(|| results(&server, &query).contains(&format!("/hoi-thi-{name}-"))));
        }
        took.sort();
        eprintln!("found after publication: {took:?}");
        assert!(took[took.len() / 2] < FOUND_WITHIN, "{took:?}");
    });
}

/// Publishes from several hands until the server dies; the titles it said it had published.
fn publish_until_it_dies(
    installation: &Installation,
    server: Served,
    cookie: &str,
    round: usize,
) -> BTreeSet<String> {
    let said = Mutex::new(BTreeSet::new());
    let count = AtomicUsize::new(0);
    let is_dead = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                while !is_dead.load(Ordering::Relaxed) {
                    let number = count.fetch_add(1, Ordering::Relaxed);
                    let title = format!("Kiểm kê vườn dừa đợt {round} số {number}");
                    if server.publish(installation, cookie, &title) {
                        said.lock().unwrap().insert(title);
                    }
                }
            });
        }
        // In the middle of something, each time of something else; never before anything was said.
        until(|| said.lock().unwrap().len() > round);
        std::thread::sleep(Duration::from_millis(400 + 137 * round as u64));
        server.kill_now();
        is_dead.store(true, Ordering::Relaxed);
    });
    said.into_inner().unwrap()
}

#[test]
fn a_server_killed_in_the_middle_of_publications_misses_nothing_afterwards() {
    on_every_engine_served(|installation| {
        let mut said = BTreeSet::new();
        let mut cookie = None;
        for round in 0..4 {
            let server = installation.serve();
            let cookie = cookie.get_or_insert_with(|| server.sign_in(&installation)).clone();
            said.extend(publish_until_it_dies(&installation, server, &cookie, round));
        }
        let server = installation.serve();
        let live = installation.live_titles("Kiểm kê vườn dừa%");
        assert!(said.len() >= 4 && said.is_subset(&live), "{:?}", said.difference(&live));
        // Whoever asked to publish got no answer when the server died, yet it may have been published.
        let told = format!("Tìm thấy {} kết quả", live.len());
        until(|| results(&server, "kiem+ke+vuon+dua").contains(&told));
        for title in live.iter().take(12).chain(live.iter().rev().take(12)) {
            let slug = vitext::slug(title);
            let page = results(&server, &slug.replace('-', "+"));
            assert!(page.contains(&format!("/{slug}-")), "{title}\n{page}");
        }
    });
}

#[test]
fn the_index_is_made_anew_while_the_server_answers() {
    on_every_engine_served(|installation| {
        let server = Arc::new(installation.serve());
        let cookie = server.sign_in(&installation);
        for number in 0..30 {
            assert!(server.publish(&installation, &cookie, &format!("Lịch cấp nước đợt {number}")));
        }
        until(|| results(&server, "lich+cap+nuoc").contains("Tìm thấy 30 kết quả"));
        let is_done = Arc::new(AtomicBool::new(false));
        let reader = {
            let (server, is_done) = (server.clone(), is_done.clone());
            std::thread::spawn(move || {
                let mut answers = 0;
                let mut slowest = Duration::ZERO;
                while !is_done.load(Ordering::Relaxed) {
                    // Another question each time, so that no answer comes from the cache.
                    let begun = Instant::now();
                    let page = results(&server, &format!("lich+cap+nuoc&xep={answers}"));
                    assert!(page.contains("Tìm thấy 30 kết quả"), "{page}");
                    slowest = slowest.max(begun.elapsed());
                    answers += 1;
                }
                (answers, slowest)
            })
        };
        for _ in 0..3 {
            let output = installation.program("reindex").stdin(Stdio::null()).output().unwrap();
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
            assert!(said.contains("Đã lập lại chỉ mục tìm kiếm"), "{said}");
        }
        // The server goes on from the new one.
        assert!(server.publish(&installation, &cookie, "Khánh thành trạm bơm Kênh Ba"));
        until(|| results(&server, "tram+bom+kenh+ba").contains("/khanh-thanh-tram-bom-kenh-ba-"));
        is_done.store(true, Ordering::Relaxed);
        let (answers, slowest) = reader.join().unwrap();
        eprintln!("{answers} answers while the index was made anew, the slowest in {slowest:?}");
        assert!(answers > 3);
        // Nothing but the index in use is left.
        until(|| {
            let folder = std::fs::read_dir(installation.folder.path().join("index")).unwrap();
            folder.flatten().filter(|entry| entry.path().is_dir()).count() == 1
        });
    });
}

#[test]
fn bytes_that_no_browser_sends_get_an_answer_or_a_refusal_at_once() {
    on_every_engine_served(|installation| {
        let server = installation.serve();
        let ask = |question: &[u8]| {
            let mut request = b"GET /tim-kiem?q=".to_vec();
            request.extend(question);
            request.extend(format!(" HTTP/1.1\r\nhost: {A}\r\nconnection: close\r\n\r\n").bytes());
            let begun = Instant::now();
            let answer = server.send(&request).map(|answer| answer.status);
            assert!(begun.elapsed() < FOUND_WITHIN, "{question:?}");
            answer
        };
        for byte in 0..=255_u8 {
            let told = ask(&[b'a', byte, b'b']);
            // Raw bytes beyond ASCII are read as they are; what no address may hold is no request.
            let right: &[u16] = match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'+' | b'%' => &[200],
                _ => &[200, 400],
            };
            assert!(told.is_some_and(|status| right.contains(&status)), "{byte}: {told:?}");
        }
        assert_eq!(ask("tiếp công dân".replace(' ', "+").as_bytes()), Some(200));
        for (length, status) in [(1_000, 200), (10_000, 414), (60_000, 414)] {
            assert_eq!(ask(&b"a".repeat(length)), Some(status), "{length}");
        }
        // What is longer than a page of text is refused without a word.
        assert!(ask(&b"a".repeat(200_000)).is_none_or(|status| status == 431 || status == 414));
        // It still serves.
        assert_eq!(ask(b"tiep+cong+dan"), Some(200));
    });
}

#[test]
fn a_page_of_text_in_the_search_box_is_told_to_be_too_long_in_vietnamese() {
    on_every_engine_served(|installation| {
        let server = installation.serve();
        let text: String = "đăng ký thường trú cho người dân ở ấp Bến Dừa, khai sinh trễ hạn; "
            .chars()
            .cycle()
            .take(10_000)
            .collect();
        let question: String = text
            .bytes()
            .map(|byte| match byte {
                b' ' => "+".to_owned(),
                byte if byte.is_ascii_alphanumeric() => char::from(byte).to_string(),
                byte => format!("%{byte:02X}"),
            })
            .collect();
        assert!(question.len() > 20_000, "{}", question.len());
        let answer = server.visit(A, &format!("/tim-kiem?q={question}")).unwrap();
        assert_eq!(answer.status, 414);
        assert!(answer.body.contains("quá dài"), "{}", answer.body);
        // The box keeps the beginning.
        assert!(answer.body.contains("value=\"đăng ký thường trú"), "{}", answer.body);
    });
}
