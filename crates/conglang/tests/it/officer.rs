//! Somebody signed in at the desk, of commune A at first, pressing its buttons.

use axum::body::Body;
use conglang_kernel::{CategoryId, SiteId};
use http::{HeaderValue, Method, StatusCode, header};
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
    site: SiteId,
}

impl<'p> Officer<'p> {
    /// Signs in.
    pub async fn signed_in(portal: &'p Portal, email: &str) -> Self {
        Self { portal, cookie: portal.sign_in(email).await, site: portal.a.id }
    }

    /// At the desk of another site.
    pub fn at(self, site: SiteId) -> Self {
        Self { site, ..self }
    }

    fn path(&self, rest: &str) -> String {
        format!("/trang/{}{rest}", self.site)
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

    /// Sends a form with files of the site's desk: fields, then (field, file name, bytes).
    pub async fn post_files(
        &self,
        rest: &str,
        fields: &[(&str, &str)],
        files: &[(&str, &str, &[u8])],
    ) -> Reply {
        let mut body = Vec::new();
        for (name, value) in fields {
            let head = format!("--x\r\ncontent-disposition: form-data; name=\"{name}\"\r\n\r\n");
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(value.as_bytes());
            body.extend_from_slice(b"\r\n");
        }
        for (name, file, bytes) in files {
            let head = format!(
                "--x\r\ncontent-disposition: form-data; name=\"{name}\"; filename=\"{file}\"\r\n\r\n"
            );
            body.extend_from_slice(head.as_bytes());
            body.extend_from_slice(bytes);
            body.extend_from_slice(b"\r\n");
        }
        body.extend_from_slice(b"--x--\r\n");
        let mut asked =
            request(Method::POST, &self.portal.desk(), &self.path(rest), Some(&self.cookie), "");
        let form = HeaderValue::from_static("multipart/form-data; boundary=x");
        asked.headers_mut().insert(header::CONTENT_TYPE, form);
        *asked.body_mut() = Body::from(body);
        self.portal.send(asked).await
    }

    /// Puts bytes at an address of the desk.
    pub async fn put(&self, address: &str, bytes: &[u8]) -> Reply {
        let mut asked = request(Method::PUT, &self.portal.desk(), address, Some(&self.cookie), "");
        *asked.body_mut() = Body::from(bytes.to_vec());
        self.portal.send(asked).await
    }

    /// Begins an article with one of the buttons; gives its number.
    pub async fn begin(&self, title: &str, button: &str) -> String {
        let category = self.portal.category("hoat-dong-chinh-quyen").await;
        self.begin_in(category, "bai-viet", title, button, &[]).await
    }

    /// Begins a notice, with fields of its own.
    pub async fn begin_notice(&self, title: &str, button: &str, own: &[(&str, &str)]) -> String {
        let category = self.portal.category("thong-bao").await;
        self.begin_in(category, "thong-bao", title, button, own).await
    }

    async fn begin_in(
        &self,
        category: CategoryId,
        kind: &str,
        title: &str,
        button: &str,
        own: &[(&str, &str)],
    ) -> String {
        let category = category.to_string();
        let mut fields = vec![
            ("title", title),
            ("summary", "Tóm tắt"),
            ("body", "Đoạn một.\n\nĐoạn hai."),
            ("category", category.as_str()),
            ("viec", button),
        ];
        fields.extend(own);
        let reply = self.post(&format!("/noi-dung/moi/{kind}"), &fields).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        let location = reply.header("location");
        let number = location.split("/noi-dung/").nth(1).unwrap();
        number.split('?').next().unwrap().to_owned()
    }

    /// Presses a button of an entry's form as it stands now, with what else was typed.
    pub async fn press(
        &self,
        id: &str,
        title: &str,
        button: &str,
        typed: &[(&str, &str)],
    ) -> Reply {
        let text = [("body", "Đoạn một.\n\nĐoạn hai.")];
        self.press_with(id, title, button, &[&text, typed].concat()).await
    }

    /// Presses a button of an entry's form with a text of its own.
    pub async fn press_with(
        &self,
        id: &str,
        title: &str,
        button: &str,
        typed: &[(&str, &str)],
    ) -> Reply {
        let base = self.base(id).await;
        let category = self.portal.category("hoat-dong-chinh-quyen").await.to_string();
        let mut fields = vec![
            ("base", base.as_str()),
            ("title", title),
            ("category", category.as_str()),
            ("viec", button),
        ];
        fields.extend(typed);
        self.post(&format!("/noi-dung/{id}"), &fields).await
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
