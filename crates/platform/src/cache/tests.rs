//! Tests of the page cache: freshness, single flight, stale pages, answers in every form.

use std::future::pending;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use axum::response::{IntoResponse as _, Response};
use bytes::Bytes;
use http::header::{
    ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, ETAG, IF_MODIFIED_SINCE,
    IF_NONE_MATCH, LAST_MODIFIED, VARY,
};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use tokio::sync::{Barrier, Notify};

use super::*;

const SITE: i64 = 7;

fn cache_of(limits: CacheLimits) -> Arc<PageCache> {
    let counters = Arc::new(FrontCounters::new(2));
    Arc::new(PageCache::new(limits, Arc::new(Epochs::default()), counters))
}

fn cache() -> Arc<PageCache> {
    cache_of(CacheLimits::default())
}

fn text() -> Bytes {
    Bytes::from("<li>Ủy ban nhân dân xã An Xuyên thông báo</li>\n".repeat(700))
}

fn page(body: impl Into<Bytes>) -> Page {
    Page {
        status: StatusCode::OK,
        content_type: HeaderValue::from_static("text/html; charset=utf-8"),
        cache_control: HeaderValue::from_static("public, max-age=60"),
        last_modified_ms: Some(1_700_000_000_000),
        expires_at_ms: None,
        headers: vec![(
            HeaderName::from_static("content-security-policy"),
            HeaderValue::from_static("default-src 'self'"),
        )],
        body: body.into(),
    }
}

fn asking(pairs: &[(HeaderName, &str)]) -> HeaderMap {
    pairs.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect()
}

async fn serve(cache: &Arc<PageCache>, address: &str, rendered: Rendered) -> Served {
    cache.get_or_render(&cache.key(SITE, address), Accepted::PLAIN, 0, || async { rendered }).await
}

async fn stored(cache: &Arc<PageCache>, page: Page) -> Arc<CachedPage> {
    match serve(cache, "/", Rendered::Page(page)).await {
        Served::Page(page) => page,
        other => panic!("{other:?}"),
    }
}

async fn get(page: &Arc<CachedPage>, headers: &HeaderMap) -> http::Response<Bytes> {
    page.complete(&Method::GET, headers).await
}

fn find(cache: &PageCache, address: &str, now_ms: i64) -> Option<Arc<CachedPage>> {
    cache.find(&cache.key(SITE, address), || now_ms)
}

#[tokio::test]
async fn every_form_decodes_to_the_page_and_has_its_own_tag() {
    let cache = cache();
    let page = stored(&cache, page(text())).await;
    let mut tags = Vec::new();
    for (asked, encoding) in [
        ("", Encoding::Identity),
        ("gzip", Encoding::Gzip),
        ("br", Encoding::Brotli),
        ("zstd", Encoding::Zstd),
    ] {
        let response = get(&page, &asking(&[(ACCEPT_ENCODING, asked)])).await;
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers().get(CONTENT_ENCODING), encoding.header().as_ref());
        assert_eq!(response.headers()[VARY], "accept-encoding");
        assert_eq!(response.headers()[CACHE_CONTROL], "public, max-age=60");
        assert_eq!(response.headers()["content-security-policy"], "default-src 'self'");
        assert_eq!(response.headers()[LAST_MODIFIED], "Tue, 14 Nov 2023 22:13:20 GMT");
        assert_eq!(response.headers()[CONTENT_LENGTH], response.body().len().to_string());
        assert_eq!(decode(response.body(), encoding, text().len()).unwrap(), text());
        tags.push(response.headers()[ETAG].clone());
    }
    tags.dedup();
    assert_eq!(tags.len(), 4);
    assert!(tags.iter().all(|tag| !tag.as_bytes().starts_with(b"W/")));
}

#[tokio::test]
async fn a_miss_makes_only_the_form_that_was_asked_for() {
    let cache = cache();
    let accepted = Accepted::of(&asking(&[(ACCEPT_ENCODING, "gzip, br;q=0.5")]));
    let key = cache.key(SITE, "/");
    let served =
        cache.get_or_render(&key, accepted, 0, || async { Rendered::Page(page(text())) }).await;
    let Served::Page(page) = served else { panic!("{served:?}") };
    assert_eq!(page.made(), Made::default().with(Encoding::Gzip));
    let any = asking(&[(ACCEPT_ENCODING, "gzip, deflate, br, zstd")]);
    assert_eq!(get(&page, &any).await.headers()[CONTENT_ENCODING], "gzip");

    let zstd = asking(&[(ACCEPT_ENCODING, "zstd")]);
    assert!(matches!(page.answer(&Method::GET, &zstd), Answer::Later));
    let before = cache.weight_bytes();
    get(&page, &zstd).await;
    assert!(matches!(page.answer(&Method::GET, &zstd), Answer::Ready(_)));
    assert!(cache.weight_bytes() > before, "the new form is weighed");
    assert_eq!(cache.weight_bytes(), page.weight());
}

#[tokio::test]
async fn a_page_asked_for_often_is_coded_as_tightly_as_can_be() {
    let cache = cache();
    let browser = asking(&[(ACCEPT_ENCODING, "gzip, deflate, br, zstd")]);
    let key = cache.key(SITE, "/");
    let accepted = Accepted::of(&browser);
    let served =
        cache.get_or_render(&key, accepted, 0, || async { Rendered::Page(page(text())) }).await;
    let Served::Page(page) = served else { panic!("{served:?}") };
    assert_eq!(page.made(), Made::default().with(Encoding::Zstd));
    let gzip = asking(&[(ACCEPT_ENCODING, "gzip")]);
    get(&page, &gzip).await;
    let answers = |headers: &HeaderMap| {
        (0..20).filter(|_| matches!(page.answer(&Method::GET, headers), Answer::Ripe(_))).count()
    };
    assert_eq!(answers(&gzip), 0, "nobody would take it");
    assert_eq!(answers(&browser), 1);
    assert_eq!(answers(&browser), 0);
    page.refine().await;
    let response = get(&page, &browser).await;
    assert_eq!(response.headers()[CONTENT_ENCODING], "br");
    assert_eq!(decode(response.body(), Encoding::Brotli, text().len()).unwrap(), text());
    assert_eq!(cache.weight_bytes(), page.weight());
}

#[tokio::test]
async fn plain_bytes_are_kept_only_when_asked_for_again() {
    let cache = cache();
    let page = stored(&cache, page(text())).await;
    assert!(page.weight() < text().len() as u64 / 2);
    for kept in [false, true, true] {
        assert_eq!(get(&page, &HeaderMap::new()).await.body(), &text());
        assert_eq!(page.made().has(Encoding::Identity), kept);
    }
    assert!(page.weight() > text().len() as u64);
    assert_eq!(cache.weight_bytes(), page.weight());
}

#[tokio::test]
async fn small_pages_and_pictures_are_not_coded() {
    let cache = cache();
    let any = asking(&[(ACCEPT_ENCODING, "gzip, br, zstd")]);
    let mut picture = page(text());
    picture.content_type = HeaderValue::from_static("image/png");
    for (address, given) in [("/ngan", page("ngắn")), ("/anh", picture)] {
        let served = serve(&cache, address, Rendered::Page(given)).await;
        let Served::Page(page) = served else { panic!("{served:?}") };
        let response = get(&page, &any).await;
        assert_eq!(response.headers().get(CONTENT_ENCODING), None);
        assert_eq!(response.headers().get(VARY), None);
    }
}

#[tokio::test]
async fn many_askers_make_a_form_once() {
    let page = stored(&cache(), page(text())).await;
    let mut asking_all = tokio::task::JoinSet::new();
    for _ in 0..50 {
        let page = Arc::clone(&page);
        asking_all.spawn(async move {
            get(&page, &asking(&[(ACCEPT_ENCODING, "gzip")])).await.into_body().as_ptr() as usize
        });
    }
    let mut places = asking_all.join_all().await;
    places.dedup();
    assert_eq!(places.len(), 1, "all were given the same bytes");
}

#[tokio::test]
async fn head_has_the_headers_of_get_and_no_body() {
    let page = stored(&cache(), page(text())).await;
    for asked in ["", "br"] {
        let headers = asking(&[(ACCEPT_ENCODING, asked)]);
        let whole = get(&page, &headers).await;
        let head = page.complete(&Method::HEAD, &headers).await;
        assert_eq!(head.headers(), whole.headers());
        assert_eq!(head.status(), StatusCode::OK);
        assert!(head.body().is_empty());
    }
}

#[tokio::test]
async fn whoever_has_the_page_gets_304_in_each_form() {
    let page = stored(&cache(), page(text())).await;
    for asked in ["", "gzip", "br", "zstd"] {
        let tag = get(&page, &asking(&[(ACCEPT_ENCODING, asked)])).await.headers()[ETAG].clone();
        let tag = tag.to_str().unwrap();
        for condition in [
            tag.to_owned(),
            format!("W/{tag}"),
            format!("\"a,b\", {tag}"),
            format!("{tag},\"x\""),
            "*".to_owned(),
        ] {
            let headers = asking(&[(ACCEPT_ENCODING, asked), (IF_NONE_MATCH, &condition)]);
            let response = get(&page, &headers).await;
            assert_eq!(response.status(), StatusCode::NOT_MODIFIED, "{condition}");
            assert_eq!(response.headers()[ETAG], tag);
            assert_eq!(response.headers()[CACHE_CONTROL], "public, max-age=60");
            assert_eq!(response.headers()[VARY], "accept-encoding");
            assert!(response.body().is_empty());
        }
    }
}

#[tokio::test]
async fn other_tags_and_broken_lists_do_not_give_304() {
    let page = stored(&cache(), page(text())).await;
    let gzip = asking(&[(ACCEPT_ENCODING, "gzip")]);
    let tag = get(&page, &gzip).await.headers()[ETAG].to_str().unwrap().to_owned();
    let bare = tag.trim_matches('"');
    for condition in [
        "\"other\"".to_owned(),
        bare.to_owned(),
        format!("\"{bare}x\""),
        format!("\"{bare}"),
        format!("\"a\" {tag}"),
        String::new(),
    ] {
        let headers = asking(&[(ACCEPT_ENCODING, "gzip"), (IF_NONE_MATCH, &condition)]);
        assert_eq!(get(&page, &headers).await.status(), StatusCode::OK, "{condition}");
    }
    let refusing = asking(&[(ACCEPT_ENCODING, "br"), (IF_NONE_MATCH, &tag)]);
    assert_eq!(get(&page, &refusing).await.status(), StatusCode::OK, "a form no longer taken");
}

#[tokio::test]
async fn the_date_we_sent_gives_304_and_a_tag_outranks_it() {
    let page = stored(&cache(), page(text())).await;
    let ours = "Tue, 14 Nov 2023 22:13:20 GMT";
    let check = async |pairs: &[(HeaderName, &str)], expected| {
        assert_eq!(get(&page, &asking(pairs)).await.status(), expected);
    };
    check(&[(IF_MODIFIED_SINCE, ours)], StatusCode::NOT_MODIFIED).await;
    check(&[(IF_MODIFIED_SINCE, "Wed, 15 Nov 2023 22:13:20 GMT")], StatusCode::OK).await;
    check(&[(IF_MODIFIED_SINCE, ours), (IF_NONE_MATCH, "\"x\"")], StatusCode::OK).await;
}

#[tokio::test]
async fn a_page_that_is_not_200_is_never_304() {
    let gone = Page { status: StatusCode::GONE, ..page(text()) };
    let page = stored(&cache(), gone).await;
    let response = get(&page, &asking(&[(IF_NONE_MATCH, "*")])).await;
    assert_eq!(response.status(), StatusCode::GONE);
    assert_eq!(response.headers().get(ETAG), None);
}

#[tokio::test]
async fn a_change_makes_the_pages_of_its_site_old_and_no_others() {
    let cache = cache();
    stored(&cache, page(text())).await;
    let other = cache.key(8, "/");
    cache.get_or_render(&other, Accepted::PLAIN, 0, || async { Rendered::Page(page("8")) }).await;
    assert!(find(&cache, "/", 0).is_some());
    cache.epochs.bump(SITE);
    assert!(find(&cache, "/", 0).is_none());
    assert!(cache.find(&other, || 0).is_some());
    cache.epochs.bump_all();
    assert!(cache.find(&other, || 0).is_none());
    stored(&cache, page("mới")).await;
    assert!(find(&cache, "/", 0).is_some());
}

#[tokio::test]
async fn a_page_with_a_time_is_fresh_until_then() {
    let cache = cache();
    stored(&cache, Page { expires_at_ms: Some(1_000), ..page(text()) }).await;
    assert!(find(&cache, "/", 999).is_some());
    assert!(find(&cache, "/", 1_000).is_none());
}

#[tokio::test]
async fn a_change_during_the_rendering_is_not_lost() {
    let cache = cache();
    let (started, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let slow = tokio::spawn({
        let (cache, started, go) = (Arc::clone(&cache), Arc::clone(&started), Arc::clone(&go));
        async move {
            let render = move || async move {
                started.notify_one();
                go.notified().await;
                Rendered::Page(page("trước khi đổi"))
            };
            cache.get_or_render(&cache.key(SITE, "/"), Accepted::PLAIN, 0, render).await
        }
    });
    started.notified().await;
    cache.epochs.bump(SITE);
    let after = stored(&cache, page("sau khi đổi")).await;
    assert_eq!(get(&after, &HeaderMap::new()).await.body(), "sau khi đổi");
    go.notify_one();
    assert!(matches!(slow.await.unwrap(), Served::Page(_)));
    let found = find(&cache, "/", 0).unwrap();
    assert_eq!(get(&found, &HeaderMap::new()).await.body(), "sau khi đổi");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_hundred_concurrent_misses_render_once() {
    let cache = cache();
    let renders = Arc::new(AtomicUsize::new(0));
    let start = Arc::new(Barrier::new(100));
    let mut all = tokio::task::JoinSet::new();
    for _ in 0..100 {
        let (cache, renders, start) =
            (Arc::clone(&cache), Arc::clone(&renders), Arc::clone(&start));
        all.spawn(async move {
            start.wait().await;
            let render = move || async move {
                renders.fetch_add(1, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_millis(50)).await;
                Rendered::Page(page(text()))
            };
            cache.get_or_render(&cache.key(SITE, "/"), Accepted::PLAIN, 0, render).await
        });
    }
    assert!(all.join_all().await.iter().all(|served| matches!(served, Served::Page(_))));
    assert_eq!(renders.load(Ordering::SeqCst), 1);
    assert_eq!(cache.counters.figures().renders, 1);
    assert_eq!(cache.flights.count(), 0);
}

#[tokio::test]
async fn a_rendering_that_panics_frees_all_who_wait() {
    let cache = cache();
    let askers = (0..10).map(|_| {
        let cache = Arc::clone(&cache);
        async move {
            let render = || async {
                tokio::task::yield_now().await;
                panic!("a bug in a template")
            };
            cache.get_or_render(&cache.key(SITE, "/"), Accepted::PLAIN, 0, render).await
        }
    });
    let served = futures::future::join_all(askers).await;
    assert!(served.iter().all(|served| matches!(served, Served::Broken)));
    assert_eq!(cache.flights.count(), 0);
    stored(&cache, page("lần sau thì được")).await;
}

#[tokio::test]
async fn an_asker_who_leaves_does_not_stop_the_rendering() {
    let cache = cache();
    let (started, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let first = tokio::spawn({
        let (cache, started, go) = (Arc::clone(&cache), Arc::clone(&started), Arc::clone(&go));
        async move {
            let render = move || async move {
                started.notify_one();
                go.notified().await;
                Rendered::Page(page(text()))
            };
            cache.get_or_render(&cache.key(SITE, "/"), Accepted::PLAIN, 0, render).await
        }
    });
    started.notified().await;
    let second = tokio::spawn({
        let cache = Arc::clone(&cache);
        async move {
            let render = || async { panic!("nobody needs to render again") };
            cache.get_or_render(&cache.key(SITE, "/"), Accepted::PLAIN, 0, render).await
        }
    });
    tokio::task::yield_now().await;
    first.abort();
    assert!(first.await.unwrap_err().is_cancelled());
    go.notify_one();
    assert!(matches!(second.await.unwrap(), Served::Page(_)));
}

#[tokio::test]
async fn an_answer_for_one_is_given_to_that_one_only() {
    let cache = cache();
    let askers = (0..5).map(|nth| {
        let cache = Arc::clone(&cache);
        async move {
            let render = move || async move {
                tokio::task::yield_now().await;
                Rendered::Uncacheable(nth.to_string().into_response())
            };
            let key = cache.key(SITE, "/");
            match cache.get_or_render(&key, Accepted::PLAIN, 0, render).await {
                Served::Own(response) => (nth, body_of(response).await),
                other => panic!("{other:?}"),
            }
        }
    });
    for (nth, body) in futures::future::join_all(askers).await {
        assert_eq!(body, nth.to_string());
    }
    assert_eq!(cache.page_count(), 0);
}

async fn body_of(response: Response) -> Bytes {
    axum::body::to_bytes(response.into_body(), usize::MAX).await.unwrap()
}

#[tokio::test]
async fn the_last_known_page_is_served_marked_while_the_database_is_silent() {
    let cache = cache();
    assert!(matches!(serve(&cache, "/", Rendered::Unavailable).await, Served::Unavailable));
    let tag =
        get(&stored(&cache, page(text())).await, &HeaderMap::new()).await.headers()[ETAG].clone();
    cache.epochs.bump(SITE);
    cache.epochs.bump_all();
    for _ in 0..2 {
        let served = serve(&cache, "/", Rendered::Unavailable).await;
        assert!(matches!(served, Served::Stale(_)));
        let mut headers = asking(&[(ACCEPT_ENCODING, "gzip")]);
        headers.insert(IF_NONE_MATCH, tag.clone());
        let response = served.into_response(&Method::GET, &headers).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK);
        assert_eq!(response.headers()[STALE], "1");
        assert_eq!(response.headers()[CACHE_CONTROL], "no-store");
        assert_eq!(response.headers()[CONTENT_ENCODING], "gzip");
        assert_eq!(response.headers().get(ETAG), None);
        assert_eq!(response.headers().get(LAST_MODIFIED), None);
        assert_eq!(decode(&body_of(response).await, Encoding::Gzip, text().len()).unwrap(), text());
    }
    assert_eq!(cache.counters.figures().stale, 2);
    stored(&cache, page("lại trả lời")).await;
}

#[tokio::test]
async fn what_was_forgotten_does_not_come_back_as_stale() {
    let cache = cache();
    stored(&cache, page(text())).await;
    cache.epochs.bump(SITE);
    cache.forget(&cache.key(SITE, "/"));
    assert!(matches!(serve(&cache, "/", Rendered::Unavailable).await, Served::Unavailable));
    stored(&cache, page(text())).await;
    cache.epochs.bump(SITE);
    cache.forget_site(SITE);
    assert_eq!(cache.page_count(), 0);
}

#[tokio::test]
async fn a_rendering_that_never_ends_counts_as_unavailable() {
    let cache = cache_of(CacheLimits {
        render_time_max: Duration::from_millis(50),
        ..CacheLimits::default()
    });
    stored(&cache, page(text())).await;
    cache.epochs.bump(SITE);
    let key = cache.key(SITE, "/");
    let served = cache.get_or_render(&key, Accepted::PLAIN, 0, pending::<Rendered>).await;
    assert!(matches!(served, Served::Stale(_)));
}

#[tokio::test]
async fn the_cache_stays_within_its_bytes() {
    let cache = cache_of(CacheLimits { capacity_bytes: 200_000, ..CacheLimits::default() });
    for nth in 0..500 {
        let given = Page { content_type: HeaderValue::from_static("image/png"), ..page(text()) };
        serve(&cache, &format!("/{nth}"), Rendered::Page(given)).await;
        assert!(cache.weight_bytes() <= 200_000);
    }
    assert!(cache.page_count() >= 2);
}

#[test]
fn keys_differ_by_site_and_address() {
    let cache = cache();
    assert!(cache.key(1, "/a").to_key() == cache.key(1, "/a").to_key());
    assert!(cache.key(1, "/a").to_key() != cache.key(2, "/a").to_key());
    assert!(cache.key(1, "/a").to_key() != cache.key(1, "/b").to_key());
}

#[test]
fn an_address_keeps_only_the_parameters_that_matter() {
    let allowed = ["q", "trang"];
    let check = |given: &str, expected: &str| {
        assert_eq!(canonical_address(given, &allowed), expected, "{given}");
    };
    check("/tin", "/tin");
    check("/tin?", "/tin");
    check("/tin?utm_source=zalo", "/tin");
    check("/tin?trang=2&fbclid=x&q=l%C3%BAa", "/tin?q=l%C3%BAa&trang=2");
    check("/tin?q=b&q=a", "/tin?q=b&q=a");
    check("/tin?trang", "/tin?trang");
}
