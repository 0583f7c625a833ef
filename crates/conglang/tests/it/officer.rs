//! Somebody signed in at the desk of commune A, pressing its buttons.

use http::{Method, StatusCode};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use crate::portal::{Portal, Reply, request};

/// Fields as a form sends them.
pub fn encoded(fields: &[(&str, &str)]) -> String {
    fields
        .iter()
        .map(|(name, value)| format!("{name}={}", utf8_percent_encode(value, NON_ALPHANUMERIC)))
        .collect::<Vec<_>>()
        .join("&")
}

/// Somebody signed in, at the desk of commune A.
pub struct Officer<'p> {
    pub portal: &'p Portal,
    cookie: String,
}

impl<'p> Officer<'p> {
    /// Signs in.
    pub async fn signed_in(portal: &'p Portal, email: &str) -> Self {
        Self { portal, cookie: portal.sign_in(email).await }
    }

    fn path(&self, rest: &str) -> String {
        format!("/trang/{}{rest}", self.portal.a.id)
    }

    /// Opens a page of the site's desk.
    pub async fn get(&self, rest: &str) -> Reply {
        let desk = self.portal.desk();
        let path = self.path(rest);
        self.portal.send(request(Method::GET, &desk, &path, Some(&self.cookie), "")).await
    }

    /// Sends a form of the site's desk.
    pub async fn post(&self, rest: &str, fields: &[(&str, &str)]) -> Reply {
        let desk = self.portal.desk();
        let path = self.path(rest);
        let form = encoded(fields);
        self.portal.send(request(Method::POST, &desk, &path, Some(&self.cookie), &form)).await
    }

    /// Sends a file of the officer's machine.
    pub async fn post_file(&self, rest: &str, name: &str, bytes: &[u8], keep: &str) -> Reply {
        let boundary = "ranh-gioi";
        let mut form = format!("--{boundary}\r\n{keep}Content-Disposition: form-data; name=\"tep\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").into_bytes();
        form.extend_from_slice(bytes);
        form.extend_from_slice(format!("\r\n--{boundary}--\r\n").as_bytes());
        let desk = self.portal.desk();
        let mut sent = request(Method::POST, &desk, &self.path(rest), Some(&self.cookie), "");
        let kind = format!("multipart/form-data; boundary={boundary}");
        sent.headers_mut().insert(http::header::CONTENT_TYPE, kind.parse().unwrap());
        *sent.body_mut() = axum::body::Body::from(form);
        self.portal.send(sent).await
    }

    /// Begins an article with one of the buttons; gives its number.
    pub async fn begin(&self, title: &str, button: &str) -> String {
        let category = self.portal.heading("x").await.category.unwrap().to_string();
        let fields = [
            ("title", title),
            ("summary", "Tóm tắt"),
            ("body", "Đoạn một.\n\nĐoạn hai."),
            ("category", category.as_str()),
            ("viec", button),
        ];
        let reply = self.post("/noi-dung/moi/bai-viet", &fields).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        let location = reply.header("location");
        let number = location.split("/noi-dung/").nth(1).unwrap();
        number.split('?').next().unwrap().to_owned()
    }

    /// What the form of an entry is based on.
    pub async fn base(&self, id: &str) -> String {
        let page = self.get(&format!("/noi-dung/{id}")).await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        hidden(&page.body, "base")
    }
}

/// What a hidden field of a page holds.
pub fn hidden(page: &str, name: &str) -> String {
    let after = page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap();
    after.split('"').next().unwrap().to_owned()
}
