//! What no browser sends: every answer is a plain refusal in Vietnamese, never a breakdown.

use http::{Method, StatusCode};

use crate::portal::{on_every_engine, request};

#[test]
fn broken_addresses_never_break_a_page() {
    on_every_engine(|portal| async move {
        let long = format!("/tim-kiem?q={}", "a".repeat(10_000));
        let cases = [
            ("/%ff%fe", 404),
            ("/%00", 404),
            ("/../etc/passwd", 404),
            ("/%2e%2e/%2e%2e", 404),
            ("//evil.example/", 404),
            ("/tep/khong/co", 404),
            ("/tin-tuc/a-99999999999999999999", 404),
            ("/tin-tuc?p=0", 404),
            ("/tin-tuc?p=999999", 404),
            ("/tin-tuc?p=-1", 404),
            ("/tin-tuc?p=99999999999999999999", 404),
            ("/tim-kiem?q=%ff", 200),
            ("/tim-kiem?q=%00%00", 200),
            ("/tim-kiem?q=%25_%27%22%3Cb%3E", 200),
            (long.as_str(), 414),
        ];
        for (path, status) in cases {
            let reply = portal.visit(&portal.a.host, path).await;
            let shown: String = path.chars().take(60).collect();
            assert_eq!(reply.status.as_u16(), status, "{shown}");
            assert!(reply.body.contains("lang=\"vi\""), "{shown} is not in Vietnamese");
        }
    });
}

#[test]
fn the_public_is_only_read() {
    on_every_engine(|portal| async move {
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
            let reply = portal.send(request(method, &portal.a.host, "/", None, "")).await;
            assert_eq!(reply.status, StatusCode::METHOD_NOT_ALLOWED);
            assert_eq!(reply.header("allow"), "GET, HEAD");
        }
    });
}

#[test]
fn a_form_that_is_no_form_is_refused() {
    on_every_engine(|portal| async move {
        let desk = portal.desk();
        let sign_in = |form: &str| request(Method::POST, &desk, "/dang-nhap", None, form);
        let huge = format!("email={}", "a".repeat(300 * 1024));
        assert_eq!(portal.send(sign_in(&huge)).await.status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(portal.send(sign_in("email=%ff")).await.status, StatusCode::BAD_REQUEST);
        for form in ["", "email=%00&password=%00"] {
            let reply = portal.send(sign_in(form)).await;
            assert_eq!(reply.status, StatusCode::UNPROCESSABLE_ENTITY, "{form}");
            assert!(reply.body.contains("lang=\"vi\""));
        }
        let long = format!("email={}&password={}", "a".repeat(5000), "b".repeat(5000));
        assert_eq!(portal.send(sign_in(&long)).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    });
}

#[test]
fn a_form_of_another_site_is_refused() {
    on_every_engine(|portal| async move {
        let mut foreign = request(Method::POST, &portal.desk(), "/dang-xuat", None, "");
        foreign.headers_mut().insert("sec-fetch-site", "cross-site".parse().unwrap());
        let reply = portal.send(foreign).await;
        assert_eq!(reply.status, StatusCode::FORBIDDEN);
        assert!(reply.body.contains("lang=\"vi\""));
    });
}
