//! Which addresses are asked, what comes from them, and within which bounds.

use std::net::IpAddr;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;

use super::*;

fn ip(text: &str) -> IpAddr {
    text.parse().unwrap()
}

#[test]
fn addresses_of_ones_own_network_are_not_public() {
    for closed in [
        "0.0.0.0",
        "10.1.2.3",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.2.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.7",
        "203.0.113.7",
        "224.0.0.1",
        "239.255.255.255",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::ffff:127.0.0.1",
        "::ffff:8.8.8.8",
        "::7f00:1",
        "64:ff9b::7f00:1",
        "100::1",
        "2001::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "3fff::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fec0::1",
        "ff02::1",
    ] {
        assert!(!is_public(ip(closed)), "{closed}");
    }
}

#[test]
fn addresses_of_the_net_are_public() {
    for open in [
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "100.63.255.255",
        "100.128.0.0",
        "113.160.0.1",
        "172.15.255.255",
        "172.32.0.0",
        "192.1.0.0",
        "198.17.255.255",
        "203.162.4.1",
        "223.255.255.255",
        "2001:200::1",
        "2001:ee0::1",
        "2400:cb00::1",
        "2606:4700::1111",
    ] {
        assert!(is_public(ip(open)), "{open}");
    }
}

#[test]
fn only_plain_addresses_of_the_web_are_asked() {
    let outside = Outside::new(Outgoing::PublicHosts);
    for refused in [
        "",
        "anh.jpg",
        "ftp://bao.example/a.jpg",
        "file:///etc/passwd",
        "gopher://bao.example/",
        "data:image/png;base64,AAAA",
        "http://bao.example:8080/a.jpg",
        "http://bao.example:22/",
        "http://ai:mat@bao.example/a.jpg",
        "http://127.0.0.1/a.jpg",
        "http://2130706433/a.jpg",
        "http://0x7f.1/a.jpg",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://[::1]/a.jpg",
        "http://[::ffff:127.0.0.1]/a.jpg",
        "http://[fd00::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "https://10.0.0.1/",
    ] {
        assert_eq!(outside.judge(refused), Err(Unfetched::Address), "{refused}");
    }
    for asked in [
        "https://bao.example/anh/a.jpg?w=900",
        "http://bao.example:80/a.jpg",
        "http://bao.example:443/a.jpg",
        "http://8.8.8.8/a.jpg",
        "https://[2606:4700::1111]/a.jpg",
    ] {
        assert!(outside.judge(asked).is_ok(), "{asked}");
    }
}

#[test]
fn one_inner_address_condemns_a_name() {
    let at = |text: &str| SocketAddr::new(ip(text), 0);
    assert!(judged(Outgoing::PublicHosts, vec![at("8.8.8.8"), at("192.168.1.1")]).is_err());
    assert!(judged(Outgoing::PublicHosts, vec![at("8.8.8.8"), at("2606:4700::1111")]).is_ok());
    assert!(judged(Outgoing::Nowhere, vec![at("8.8.8.8")]).is_err());
}

#[tokio::test]
async fn a_name_of_this_machine_is_found_out_when_it_is_looked_up() {
    let outside = Outside::new(Outgoing::PublicHosts);
    assert_eq!(outside.fetch("http://localhost/a.jpg", 100).await, Err(Unfetched::Address));
    let shut = Outside::new(Outgoing::Nowhere);
    assert_eq!(shut.fetch("http://8.8.8.8/a.jpg", 100).await, Err(Unfetched::Off));
}

/// Answers every connection with the answer to its path; gives the address.
async fn server(answers: &'static [(&'static str, &'static str)]) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        loop {
            let (mut stream, _) = listener.accept().await.unwrap();
            let mut head = [0_u8; 4096];
            let read = stream.read(&mut head).await.unwrap();
            let head = String::from_utf8_lossy(&head[..read]).into_owned();
            let path = head.split(' ').nth(1).unwrap_or_default();
            let found = answers.iter().find(|(known, _)| *known == path);
            let answer = found.map_or("HTTP/1.1 404 No\r\ncontent-length: 0\r\n\r\n", |(_, a)| a);
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    address
}

#[tokio::test]
async fn what_stands_there_comes_with_its_name_and_within_its_bounds() {
    let address = server(&[
        ("/anh/c%E1%BA%A7u.jpg?w=9", "HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhello"),
        ("/dai", "HTTP/1.1 200 OK\r\ncontent-length: 500000\r\n\r\nhello"),
        ("/khong-ro", "HTTP/1.1 200 OK\r\nconnection: close\r\n\r\nhello hello hello"),
        (
            "/di",
            "HTTP/1.1 302 Found\r\nlocation: /anh/c%E1%BA%A7u.jpg?w=9\r\ncontent-length: 0\r\n\r\n",
        ),
        ("/mai", "HTTP/1.1 302 Found\r\nlocation: /mai\r\ncontent-length: 0\r\n\r\n"),
        ("/tep", "HTTP/1.1 302 Found\r\nlocation: file:///etc/passwd\r\ncontent-length: 0\r\n\r\n"),
    ])
    .await;
    let outside = Outside::new(Outgoing::AnyHost);
    let came = Fetched { name: "cầu.jpg".to_owned(), bytes: Bytes::from_static(b"hello") };
    for path in ["/anh/cầu.jpg?w=9", "/di"] {
        assert_eq!(
            outside.fetch(&format!("{address}{path}"), 10).await,
            Ok(came.clone()),
            "{path}"
        );
    }
    for (path, why) in [
        ("/dai", Unfetched::TooLarge(10)),
        ("/khong-ro", Unfetched::TooLarge(10)),
        ("/mai", Unfetched::NoAnswer),
        ("/khong-co", Unfetched::NoAnswer),
        ("/tep", Unfetched::Address),
    ] {
        assert_eq!(outside.fetch(&format!("{address}{path}"), 10).await, Err(why), "{path}");
    }
}
