//! Serves one cached page from the front server among 3,325 hosts, for a load test against nginx.
//!
//! `cargo run --release -p conglang-platform --example front_hits -- <port> [page.html] [threads]`

use std::collections::HashMap;
use std::io::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;

use arc_swap::ArcSwap;
use axum::Router;
use bytes::Bytes;
use conglang_platform::cache::{Accepted, CacheLimits, FrontCounters, Page, PageCache, Rendered};
use conglang_platform::server::{Found, FrontLimits, FrontPlan, TrustedProxies, plain_fallback};
use http::{HeaderValue, StatusCode};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// As many communes as the whole country has.
const HOSTS: i64 = 3_325;

fn page(body: Bytes) -> Page {
    Page {
        status: StatusCode::OK,
        content_type: HeaderValue::from_static("text/html; charset=utf-8"),
        cache_control: HeaderValue::from_static("public, max-age=60"),
        last_modified_ms: None,
        expires_at_ms: None,
        headers: Vec::new(),
        body,
    }
}

/// A page of about 35 KB whose text repeats no more than a portal's does.
fn sample() -> Bytes {
    const WORDS: [&str; 24] = [
        "xã",
        "phường",
        "ủy",
        "ban",
        "nhân",
        "dân",
        "thông",
        "báo",
        "quyết",
        "định",
        "về",
        "việc",
        "tổ",
        "chức",
        "lễ",
        "hội",
        "nông",
        "thôn",
        "mới",
        "kế",
        "hoạch",
        "năm",
        "công",
        "khai",
    ];
    let mut text = String::from("<!doctype html><html lang=vi><title>Cổng</title><main>");
    let mut state = 7_u32;
    while text.len() < 35_000 {
        text.push_str("<article class=\"card\"><h2><a href=\"/tin/");
        for _ in 0..14 {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            text.push_str(WORDS[(state >> 16) as usize % WORDS.len()]);
            text.push_str(if state >> 30 == 0 { "-" } else { " " });
        }
        text.push_str(&format!("\">{state:x}</a></h2></article>\n"));
    }
    Bytes::from(text)
}

fn main() -> anyhow::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let port = arguments.next().map_or(Ok(8090), |port| port.parse())?;
    let body =
        arguments.next().map_or(Ok(sample()), |path| std::fs::read(path).map(Bytes::from))?;
    let threads = arguments.next().map_or(Ok(0), |threads| threads.parse())?;

    let runtime = tokio::runtime::Runtime::new()?;
    let counters = Arc::new(FrontCounters::new(8));
    let cache =
        Arc::new(PageCache::new(CacheLimits::default(), Arc::default(), Arc::clone(&counters)));
    let mut hosts: HashMap<Box<str>, i64> =
        (0..HOSTS).map(|site| (format!("xa{site}.camau.localhost").into(), site)).collect();
    hosts.insert("127.0.0.1".into(), 7);
    hosts.insert("localhost".into(), 7);
    let hosts = ArcSwap::from_pointee(hosts);

    for site in [7, 1_000] {
        let page = page(body.clone());
        runtime.block_on(async {
            let key = cache.key(site, "/");
            cache.get_or_render(&key, Accepted::PLAIN, 0, || async { Rendered::Page(page) }).await;
        });
    }
    let lookup = {
        let cache = Arc::clone(&cache);
        move |host: &str, address: &str, _: &http::HeaderMap| {
            let Some(site) = hosts.load().get(host).copied() else { return Found::NotCacheable };
            match cache.find(&cache.key(site, address), || 0) {
                Some(page) => Found::Hit(page),
                None => Found::NotCacheable,
            }
        }
    };
    let router = Router::new().fallback(|| async { (StatusCode::NOT_FOUND, "not here") });
    let server = FrontPlan {
        address: SocketAddr::from((Ipv4Addr::LOCALHOST, port)),
        threads,
        limits: FrontLimits::default(),
        proxies: TrustedProxies::default(),
        lookup: Arc::new(lookup),
        router,
        handle: runtime.handle().clone(),
        fallback: plain_fallback(),
        counters,
    }
    .start()?;
    writeln!(std::io::stderr(), "http://{} ({} bytes)", server.address(), body.len())?;
    runtime.block_on(std::future::pending::<()>());
    Ok(())
}
