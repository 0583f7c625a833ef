//! Tests of the front server: end to end over real sockets, and of the small parts beside it.

use std::io::{Read as _, Write as _};
use std::net::{Ipv4Addr, Shutdown, SocketAddr, TcpStream};
use std::time::Instant;

use axum::body::Body;
use axum::extract::Extension;
use axum::routing::{get, post};
use futures::StreamExt as _;
use http::{HeaderValue, StatusCode};
use proptest::prelude::*;
use tokio::runtime::Runtime;

use super::*;
use crate::cache::{Accepted, CacheLimits, Epochs, Page, PageCache, Rendered};

const PAGE: &str = "Cổng thông tin điện tử xã An Xuyên";

/// More than the buffers of both ends hold.
const LARGE_BYTES: usize = 64 * 1024 * 1024;

/// A running front with one cached page at `/` of the host `xa.localhost`.
struct Town {
    runtime: Runtime,
    front: FrontServer,
    counters: Arc<FrontCounters>,
}

fn town(limits: FrontLimits) -> Town {
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let counters = Arc::new(FrontCounters::new(2));
    let epochs = Arc::new(Epochs::default());
    let cache = Arc::new(PageCache::new(CacheLimits::default(), epochs, Arc::clone(&counters)));
    runtime.block_on(async {
        let page = Page {
            status: StatusCode::OK,
            content_type: HeaderValue::from_static("text/html; charset=utf-8"),
            cache_control: HeaderValue::from_static("public, max-age=60"),
            last_modified_ms: None,
            expires_at_ms: None,
            headers: Vec::new(),
            body: PAGE.repeat(40).into(),
        };
        let key = cache.key(1, "/");
        cache.get_or_render(&key, Accepted::PLAIN, 0, || async { Rendered::Page(page) }).await;
    });
    let lookup = move |host: &str, address: &str, _: &HeaderMap| {
        let found = (host == "xa.localhost").then(|| cache.find(&cache.key(1, address), || 0));
        found.flatten().map_or(Found::NotCacheable, Found::Hit)
    };
    let router = Router::new()
        .route("/slow", get(slow))
        .route("/panic", get(async || -> StatusCode { panic!("a bug") }))
        .route("/upload", post(upload))
        .route("/large", get(async || vec![b'x'; LARGE_BYTES]))
        .route(
            "/who",
            get(async |Extension(client): Extension<ClientAddress>| client.0.to_string()),
        )
        .fallback(async || (StatusCode::NOT_FOUND, "router"));
    let front = FrontPlan {
        address: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
        threads: 2,
        limits,
        proxies: "127.0.0.0/8".parse().unwrap(),
        lookup: Arc::new(lookup),
        router,
        handle: runtime.handle().clone(),
        fallback: plain_fallback(),
        counters: Arc::clone(&counters),
    }
    .start()
    .unwrap();
    Town { runtime, front, counters }
}

async fn slow() -> &'static str {
    tokio::time::sleep(Duration::from_millis(400)).await;
    "xong"
}

async fn upload(body: Body) -> String {
    let mut bytes = 0;
    let mut stream = body.into_data_stream();
    while let Some(piece) = stream.next().await {
        match piece {
            Ok(piece) => bytes += piece.len(),
            Err(_) => return "cut".to_owned(),
        }
    }
    bytes.to_string()
}

impl Town {
    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.front.address()).unwrap();
        stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
        stream
    }

    /// Sends bytes, closes our half, and reads until the other half is closed.
    fn exchange(&self, request: &str) -> String {
        let mut stream = self.connect();
        stream.write_all(request.as_bytes()).unwrap();
        stream.shutdown(Shutdown::Write).unwrap();
        rest(&mut stream)
    }
}

fn rest(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    // What came before a reset is an answer too.
    let _ = stream.read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

/// One answer of a connection that stays open.
fn one(stream: &mut TcpStream) -> (String, Vec<u8>) {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        head.push(byte[0]);
    }
    let head = String::from_utf8(head).unwrap();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "))
        .map_or(0, |length| length.parse().unwrap());
    let mut body = vec![0; length];
    stream.read_exact(&mut body).unwrap();
    (head, body)
}

fn status(answer: &str) -> &str {
    answer.split(' ').nth(1).unwrap_or_default()
}

const HIT: &str = "GET / HTTP/1.1\r\nHost: XA.localhost:8080\r\nAccept-Encoding: \r\n\r\n";
const TO_ROUTER: &str = "GET /nowhere HTTP/1.1\r\nHost: xa.localhost\r\n\r\n";

#[test]
fn a_connection_serves_hits_and_the_router_in_turn() {
    let town = town(FrontLimits::default());
    let mut stream = town.connect();
    for _ in 0..3 {
        stream.write_all(HIT.as_bytes()).unwrap();
        let (head, body) = one(&mut stream);
        assert_eq!(status(&head), "200");
        assert_eq!(body, PAGE.repeat(40).as_bytes());
        stream.write_all(TO_ROUTER.as_bytes()).unwrap();
        let (head, body) = one(&mut stream);
        assert_eq!((status(&head), body.as_slice()), ("404", b"router".as_slice()));
    }
    let figures = town.counters.figures();
    assert_eq!((figures.hits, figures.by_class), (3, [0, 3, 0, 3, 0]));
}

#[test]
fn a_form_nobody_wanted_before_is_made_and_a_known_page_is_304() {
    let town = town(FrontLimits::default());
    let mut stream = town.connect();
    let gzip = "GET / HTTP/1.1\r\nHost: xa.localhost\r\nAccept-Encoding: gzip\r\n";
    write!(stream, "{gzip}\r\n").unwrap();
    let (head, body) = one(&mut stream);
    assert!(head.contains("content-encoding: gzip\r\n"), "{head}");
    assert_eq!(body[..2], [0x1f, 0x8b]);
    let tag = head.lines().find_map(|line| line.strip_prefix("etag: ")).unwrap();
    write!(stream, "{gzip}If-None-Match: {tag}\r\n\r\n").unwrap();
    let (head, _) = one(&mut stream);
    assert_eq!(status(&head), "304");
    assert!(!head.contains("content-length"), "{head}");
    // The connection is still in step.
    write!(stream, "{HIT}").unwrap();
    assert_eq!(status(&one(&mut stream).0), "200");
    assert_eq!(town.counters.figures().not_modified, 1);
}

#[test]
fn head_tells_the_length_and_sends_no_body() {
    let answer = town(FrontLimits::default())
        .exchange(&HIT.replace("GET", "HEAD").replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"));
    assert_eq!(status(&answer), "200");
    assert!(answer.contains(&format!("content-length: {}\r\n", PAGE.len() * 40)));
    assert!(answer.ends_with("\r\n\r\n"));
}

#[test]
fn pipelined_requests_are_answered_in_order() {
    let town = town(FrontLimits::default());
    let mut stream = town.connect();
    let slow = "GET /slow HTTP/1.1\r\nHost: xa.localhost\r\n\r\n";
    stream.write_all(format!("{HIT}{slow}{HIT}{TO_ROUTER}").as_bytes()).unwrap();
    let lengths: Vec<_> = (0..4).map(|_| one(&mut stream).1.len()).collect();
    assert_eq!(lengths, [PAGE.len() * 40, 4, PAGE.len() * 40, 6]);
}

#[test]
fn whoever_closes_one_half_still_gets_the_answer() {
    let answer =
        town(FrontLimits::default()).exchange("GET /slow HTTP/1.1\r\nHost: xa.localhost\r\n\r\n");
    assert!(answer.ends_with("xong"), "{answer}");
}

#[test]
fn heads_that_are_wrong_are_refused() {
    let town = town(FrontLimits::default());
    let huge = format!("GET / HTTP/1.1\r\nHost: a\r\nX-Much: {}\r\n\r\n", "x".repeat(70_000));
    for (request, expected) in [
        ("GET / HTTP/1.1\r\n\r\n", "400"),
        ("GET / HTTP/1.0\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", "400"),
        ("GET / HTTP/3.7\r\nHost: a\r\n\r\n", "400"),
        ("\x16\x03\x01 TLS is spoken elsewhere\r\n\r\n", "400"),
        ("GET / HTTP/1.1\r\nBad Header: a\r\n\r\n", "400"),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", "400"),
        ("TRACE / HTTP/1.1\r\nHost: a\r\n\r\n", "405"),
        ("CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", "405"),
        (huge.as_str(), "431"),
    ] {
        let answer = town.exchange(request);
        assert_eq!(status(&answer), expected, "{:?}", request.get(..60).unwrap_or(request));
    }
}

#[test]
fn a_head_that_comes_too_slowly_is_not_waited_for() {
    let limits =
        FrontLimits { head_time_max: Duration::from_millis(300), ..FrontLimits::default() };
    let town = town(limits);
    let mut stream = town.connect();
    let began = Instant::now();
    stream.write_all(b"GET / HTTP/1.1\r\nHost: xa").unwrap();
    assert!(!rest(&mut stream).contains("200 OK"));
    let took = began.elapsed();
    assert!(took >= Duration::from_millis(250) && took < Duration::from_secs(5), "{took:?}");
}

#[test]
fn connections_beyond_the_limit_are_told_so() {
    let town = town(FrontLimits { connections_max: 2, ..FrontLimits::default() });
    let mut held = [town.connect(), town.connect()];
    for stream in &mut held {
        stream.write_all(HIT.as_bytes()).unwrap();
        assert_eq!(status(&one(stream).0), "200");
    }
    assert_eq!(status(&rest(&mut town.connect())), "503");
    assert_eq!(town.counters.figures().turned_away, 1);
    drop(held);
    thread::sleep(Duration::from_millis(200));
    let mut stream = town.connect();
    stream.write_all(HIT.as_bytes()).unwrap();
    assert_eq!(status(&one(&mut stream).0), "200");
}

#[test]
fn a_panic_costs_its_own_request_alone() {
    let town = town(FrontLimits::default());
    let mut stream = town.connect();
    stream.write_all(b"GET /panic HTTP/1.1\r\nHost: xa.localhost\r\n\r\n").unwrap();
    assert_eq!(status(&one(&mut stream).0), "500");
    stream.write_all(HIT.as_bytes()).unwrap();
    assert_eq!(status(&one(&mut stream).0), "200");
}

#[test]
fn a_large_upload_streams_through() {
    let town = town(FrontLimits::default());
    let mut stream = town.connect();
    let (pieces, piece) = (256, vec![b'x'; 64 * 1024]);
    let length = pieces * piece.len();
    write!(
        stream,
        "POST /upload HTTP/1.1\r\nHost: xa.localhost\r\nContent-Length: {length}\r\n\r\n"
    )
    .unwrap();
    for _ in 0..pieces {
        stream.write_all(&piece).unwrap();
    }
    assert_eq!(one(&mut stream).1, length.to_string().as_bytes());
}

#[test]
fn an_upload_that_stands_still_is_given_up() {
    let limits =
        FrontLimits { body_stall_max: Duration::from_millis(200), ..FrontLimits::default() };
    let town = town(limits);
    let mut stream = town.connect();
    let head = "POST /upload HTTP/1.1\r\nHost: xa.localhost\r\nContent-Length: 100\r\n\r\nabc";
    stream.write_all(head.as_bytes()).unwrap();
    assert_eq!(one(&mut stream).1, b"cut");
}

#[test]
fn a_client_that_reads_nothing_is_given_up() {
    let limits =
        FrontLimits { write_stall_max: Duration::from_millis(200), ..FrontLimits::default() };
    let town = town(limits);
    let mut stream = town.connect();
    stream.write_all(b"GET /large HTTP/1.1\r\nHost: xa.localhost\r\n\r\n").unwrap();
    // The answer has begun to come; from here on nothing is taken.
    stream.peek(&mut [0]).unwrap();
    thread::sleep(Duration::from_millis(1_500));
    assert!(rest(&mut stream).len() < LARGE_BYTES);
}

#[test]
fn a_client_that_reads_in_the_end_gets_all() {
    let town = town(FrontLimits::default());
    let mut stream = town.connect();
    stream.write_all(b"GET /large HTTP/1.1\r\nHost: xa.localhost\r\n\r\n").unwrap();
    thread::sleep(Duration::from_millis(300));
    assert_eq!(one(&mut stream).1.len(), LARGE_BYTES);
}

#[test]
fn a_trusted_proxy_names_the_client() {
    let town = town(FrontLimits::default());
    let asked =
        "GET /who HTTP/1.1\r\nHost: xa.localhost\r\nX-Forwarded-For: 1.1.1.1, 203.0.113.7\r\n\r\n";
    assert!(town.exchange(asked).ends_with("203.0.113.7:0"));
    let direct = town.exchange("GET /who HTTP/1.1\r\nHost: xa.localhost\r\n\r\n");
    assert!(direct.contains("\r\n\r\n127.0.0.1:"), "{direct}");
}

#[test]
fn stopping_finishes_what_is_under_way_and_closes_the_idle() {
    let town = town(FrontLimits::default());
    let address = town.front.address();
    let (mut busy, mut idle) = (town.connect(), town.connect());
    idle.write_all(HIT.as_bytes()).unwrap();
    one(&mut idle);
    busy.write_all(b"GET /slow HTTP/1.1\r\nHost: xa.localhost\r\n\r\n").unwrap();
    thread::sleep(Duration::from_millis(100));
    let cut = town.runtime.block_on(town.front.stop(Duration::from_secs(5)));
    assert_eq!(cut, 0);
    assert!(rest(&mut busy).ends_with("xong"));
    assert_eq!(rest(&mut idle), "");
    assert!(TcpStream::connect(address).is_err());
}

#[test]
fn stopping_cuts_what_does_not_end_in_time() {
    let town = town(FrontLimits::default());
    let mut busy = town.connect();
    busy.write_all(b"GET /slow HTTP/1.1\r\nHost: xa.localhost\r\n\r\n").unwrap();
    thread::sleep(Duration::from_millis(100));
    let cut = town.runtime.block_on(town.front.stop(Duration::from_millis(50)));
    assert_eq!(cut, 1);
    assert_eq!(rest(&mut busy), "");
}

#[test]
fn a_host_is_lowered_and_loses_its_port() {
    let check = |given: &str, expected: Option<&str>| {
        assert_eq!(normal_host(given).as_deref(), expected, "{given:?}");
    };
    check("anxuyen.camau.gov.vn", Some("anxuyen.camau.gov.vn"));
    check("AnXuyen.camau.gov.vn.:8080", Some("anxuyen.camau.gov.vn"));
    check("[::1]:8080", Some("[::1]"));
    check("[::1]x", None);
    check("a:b", None);
    check("a:123456", None);
    check("", None);
    check(".", None);
    check(":80", None);
    check("xã.vn", None);
    check("a@b", None);
    check(&"a".repeat(254), None);
}

#[test]
fn forwarded_addresses_are_believed_only_as_far_as_the_trust_goes() {
    let check = |trusted: &str, peer: &str, lines: &[&str], expected: &str| {
        let mut headers = HeaderMap::new();
        for line in lines {
            headers.append("x-forwarded-for", line.parse().unwrap());
        }
        let proxies: TrustedProxies = trusted.parse().unwrap();
        let peer = SocketAddr::new(peer.parse().unwrap(), 4000);
        let client = proxies.client(peer, &headers).0.ip();
        assert_eq!(client.to_string(), expected, "{lines:?}");
    };
    check("", "127.0.0.1", &["8.8.8.8"], "127.0.0.1");
    check("10.0.0.0/8", "127.0.0.1", &["8.8.8.8"], "127.0.0.1");
    check("127.0.0.1", "127.0.0.1", &["6.6.6.6, 8.8.8.8"], "8.8.8.8");
    check("127.0.0.1", "::ffff:127.0.0.1", &["8.8.8.8:99"], "8.8.8.8");
    check("127.0.0.1 10.0.0.0/8", "127.0.0.1", &["8.8.8.8", "10.1.2.3"], "8.8.8.8");
    check("127.0.0.1,10.0.0.0/8", "127.0.0.1", &["lies, 10.1.2.3"], "10.1.2.3");
    check("127.0.0.1", "127.0.0.1", &["unknown"], "127.0.0.1");
    check("::1/128, fd00::/8", "::1", &["2001:db8::7, [fd00::1]:80"], "2001:db8::7");
    check("0.0.0.0/0", "127.0.0.1", &["8.8.8.8"], "8.8.8.8");
    for wrong in ["10.0.0.0/33", "a", "10.0.0.0/", "::/129"] {
        assert!(wrong.parse::<TrustedProxies>().is_err(), "{wrong}");
    }
}

proptest! {
    #[test]
    fn a_host_that_is_taken_is_a_fixed_point(text in "\\PC{0,40}") {
        if let Some(host) = normal_host(&text) {
            let again = normal_host(&host);
            prop_assert_eq!(again.as_deref(), Some(&*host));
        }
    }
}
