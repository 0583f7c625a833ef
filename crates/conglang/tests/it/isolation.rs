//! The editor of one commune walks every route of the desk with the numbers of another.

use conglang::desk::{Guard, ROUTES};
use http::StatusCode;

use crate::portal::{on_every_engine, request};

#[test]
fn no_route_of_a_site_opens_to_strangers() {
    on_every_engine(|portal| async move {
        let (entry, _) = portal.published("Chi bộ ấp họp").await;
        let stranger = portal.sign_in("editor.b@x.example").await;
        let desk = portal.desk();
        for route in ROUTES {
            let path: Vec<String> = route
                .path
                .split('/')
                .map(|part| match part {
                    "{site}" => portal.a.id.to_string(),
                    "{entry}" => entry.to_string(),
                    "{word}" | "{kind}" => "bai-viet".to_owned(),
                    part if part.starts_with('{') => "1".to_owned(),
                    part => part.to_owned(),
                })
                .collect();
            let path = path.join("/");
            let ask = |cookie| request(route.method.clone(), &desk, &path, cookie, "");
            let name = format!("{} {}", route.method, route.path);
            if matches!(route.guard, Guard::Anybody(_)) {
                continue;
            }
            let nobody = portal.send(ask(None)).await;
            assert_eq!(nobody.status, StatusCode::SEE_OTHER, "{name} as nobody");
            assert!(nobody.header("location").starts_with("/dang-nhap"), "{name} as nobody");
            let reply = portal.send(ask(Some(&stranger))).await;
            if matches!(route.guard, Guard::Site(_)) {
                assert_eq!(reply.status, StatusCode::NOT_FOUND, "{name} as editor of B");
                assert!(!reply.body.contains("Chi bộ ấp họp"), "{name} shows another's entry");
            } else if path.starts_with("/he-thong") {
                assert_eq!(reply.status, StatusCode::FORBIDDEN, "{name} as an editor");
            }
        }
    });
}

#[test]
fn an_unknown_desk_address_tells_strangers_nothing() {
    on_every_engine(|portal| async move {
        let reply = portal.visit(&portal.desk(), "/trang/1/khong-co").await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER);
    });
}
