//! Pictures of other sites: fetched by our server, never from where it must not look.

use conglang_platform::config::Outgoing;
use http::{Method, StatusCode};

use crate::library::picture;
use crate::officer::Officer;
use crate::portal::{on_every_engine, on_every_engine_reaching, request};

const EDITOR: &str = "editor.a@x.example";

/// A neighbour's web server that gives everybody the same bytes.
async fn neighbour(bytes: Vec<u8>) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let _ = stream.read(&mut [0_u8; 4096]).await.unwrap();
            let head = format!("HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n", bytes.len());
            let _ = stream.write_all(head.as_bytes()).await;
            let _ = stream.write_all(&bytes).await;
        }
    });
    address
}

#[test]
fn a_picture_of_another_site_is_taken_in_and_what_is_none_is_refused() {
    on_every_engine_reaching(Outgoing::AnyHost, |portal| async move {
        let officer = Officer::signed_in(&portal, EDITOR).await;
        let address = neighbour(picture(7)).await;
        let wish = format!("{address}/anh/c%E1%BA%A7u%20m%E1%BB%9Bi.jpg?rong=900");
        let came = officer.post("/tep", &[("dia_chi", &wish)]).await;
        assert_eq!(came.status, StatusCode::CREATED, "{}", came.body);
        let came: serde_json::Value = serde_json::from_str(&came.body).unwrap();
        assert_eq!(came["name"], "cầu mới.jpg");
        assert_eq!(came["width"], 900);
        let shown = officer.get(&format!("/tep/{}", came["id"])).await;
        assert!(shown.header("content-type").starts_with("image/"));
        let page = neighbour(b"<!doctype html><title>x</title>".to_vec()).await;
        let refused = officer.post("/tep", &[("dia_chi", &format!("{page}/a.jpg"))]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("không phải là ảnh"), "{}", refused.body);
    });
}

#[test]
fn nobody_lets_the_server_look_round_its_own_network() {
    on_every_engine(|portal| async move {
        let officer = Officer::signed_in(&portal, EDITOR).await;
        let address = neighbour(picture(7)).await;
        let port = address.rsplit(':').next().unwrap().to_owned();
        for inner in [
            address.clone(),
            format!("http://localhost:{port}/"),
            "http://localhost/a.jpg".to_owned(),
            "http://127.0.0.1/a.jpg".to_owned(),
            "http://[::1]/a.jpg".to_owned(),
            "http://169.254.169.254/latest/meta-data/".to_owned(),
            "file:///etc/passwd".to_owned(),
        ] {
            let refused = officer.post("/tep", &[("dia_chi", &inner)]).await;
            assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{inner}");
            assert!(refused.body.contains("Không lấy ảnh từ địa chỉ này được"), "{}", refused.body);
        }
        let foreign = request(
            Method::POST,
            &portal.desk(),
            &format!("/trang/{}/tep", portal.a.id),
            None,
            "dia_chi=http%3A%2F%2Flocalhost%2F",
        );
        let stranger = portal.send(foreign).await;
        assert_eq!(stranger.status, StatusCode::SEE_OTHER, "a stranger is sent to sign in");
    });
}

#[test]
fn a_server_without_a_way_out_says_so() {
    on_every_engine_reaching(Outgoing::Nowhere, |portal| async move {
        let officer = Officer::signed_in(&portal, EDITOR).await;
        let refused = officer.post("/tep", &[("dia_chi", "https://bao.example/a.jpg")]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(refused.body.contains("không lấy ảnh từ trang khác"), "{}", refused.body);
    });
}
