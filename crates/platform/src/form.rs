//! Forms as they arrive: text fields and files, bounded, in whatever order.

use axum::body::Body;
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart};
use bytes::Bytes;
use http::{Request, header};
use http_body_util::{BodyExt, Limited};

/// A form that was sent.
#[derive(Default, Debug)]
pub struct Form {
    fields: Vec<(String, String)>,
    files: Vec<FormFile>,
}

/// A file that was sent with a form.
#[derive(Clone, Debug)]
pub struct FormFile {
    /// The field's name.
    pub field: String,
    /// The name on the sender's machine: never trusted, shown only.
    pub name: String,
    /// What it holds.
    pub bytes: Bytes,
}

/// Why a form could not be read.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
pub enum FormError {
    /// More bytes than allowed.
    #[error("the form is larger than {limit} bytes")]
    TooLarge {
        /// The limit in bytes.
        limit: usize,
    },
    /// Not text in UTF-8, a broken multipart, or a content type that is no form.
    #[error("the form is malformed")]
    Malformed,
}

/// How much of a form is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FormLimits {
    /// Bytes in all.
    pub bytes: usize,
    /// Fields and files.
    pub fields: usize,
}

impl FormLimits {
    /// So many bytes, and as many fields as somebody fills in by hand.
    pub const fn of_bytes(bytes: usize) -> Self {
        Self { bytes, fields: FIELDS_MAX }
    }
}

/// The most fields of an ordinary form.
const FIELDS_MAX: usize = 400;

impl Form {
    /// Reads a request's body as a form, within the limits.
    ///
    /// # Errors
    /// When it is too large or malformed.
    pub async fn read(request: Request<Body>, limits: FormLimits) -> Result<Self, FormError> {
        let limit = limits.bytes;
        let too_large = FormError::TooLarge { limit };
        let declared = request
            .headers()
            .get(header::CONTENT_LENGTH)
            .and_then(|length| length.to_str().ok())
            .and_then(|length| length.parse::<u64>().ok());
        if declared.is_some_and(|length| length > limit as u64) {
            return Err(too_large);
        }
        let media_type = request
            .headers()
            .get(header::CONTENT_TYPE)
            .and_then(|t| t.to_str().ok())
            .unwrap_or_default()
            .to_ascii_lowercase();
        if media_type.starts_with("multipart/form-data") {
            Self::read_multipart(request, limits).await
        } else if media_type.starts_with("application/x-www-form-urlencoded")
            || declared.unwrap_or(0) == 0
        {
            let body = Limited::new(request.into_body(), limit)
                .collect()
                .await
                .map_err(|error| {
                    if error.is::<http_body_util::LengthLimitError>() {
                        too_large
                    } else {
                        FormError::Malformed
                    }
                })?
                .to_bytes();
            Self::parse(&body, limits.fields)
        } else {
            Err(FormError::Malformed)
        }
    }

    async fn read_multipart(request: Request<Body>, limits: FormLimits) -> Result<Self, FormError> {
        let limit = limits.bytes;
        let (parts, body) = request.into_parts();
        let limited = Body::new(Limited::new(body, limit));
        let mut request = Request::from_parts(parts, limited);
        // Axum has a limit of its own, two megabytes, which is less than one photograph.
        DefaultBodyLimit::disable().apply(&mut request);
        let mut multipart =
            Multipart::from_request(request, &()).await.map_err(|_| FormError::Malformed)?;
        let mut form = Self::default();
        loop {
            let field = match multipart.next_field().await {
                Ok(Some(field)) => field,
                Ok(None) => return Ok(form),
                Err(error) => return Err(multipart_error(&error, limit)),
            };
            if form.fields.len() + form.files.len() >= limits.fields {
                return Err(FormError::Malformed);
            }
            let name = field.name().ok_or(FormError::Malformed)?.to_owned();
            let file_name = field.file_name().map(str::to_owned);
            let bytes = field.bytes().await.map_err(|error| multipart_error(&error, limit))?;
            match file_name {
                // A file field that was left empty arrives nameless and empty.
                Some(file_name) if file_name.is_empty() && bytes.is_empty() => {}
                Some(file_name) => {
                    form.files.push(FormFile { field: name, name: file_name, bytes });
                }
                None => {
                    let text =
                        String::from_utf8(bytes.to_vec()).map_err(|_| FormError::Malformed)?;
                    form.fields.push((name, without_nul(text)));
                }
            }
        }
    }

    /// A form of what was read elsewhere, to be judged as if it had been typed.
    pub fn of_fields(fields: impl IntoIterator<Item = (&'static str, String)>) -> Self {
        let typed = |(name, value): (&str, String)| (name.to_owned(), without_nul(value));
        Self { fields: fields.into_iter().map(typed).collect(), files: Vec::new() }
    }

    /// Reads `a=1&b=2`.
    ///
    /// # Errors
    /// When a name or value is not UTF-8 after decoding, or there are too many.
    pub fn of_urlencoded(body: &[u8]) -> Result<Self, FormError> {
        Self::parse(body, FIELDS_MAX)
    }

    fn parse(body: &[u8], fields_max: usize) -> Result<Self, FormError> {
        let mut form = Self::default();
        for pair in body.split(|b| *b == b'&').filter(|pair| !pair.is_empty()) {
            if form.fields.len() >= fields_max {
                return Err(FormError::Malformed);
            }
            let mut halves = pair.splitn(2, |b| *b == b'=');
            let name = decode(halves.next().unwrap_or_default())?;
            let value = decode(halves.next().unwrap_or_default())?;
            form.fields.push((name, without_nul(value)));
        }
        Ok(form)
    }

    /// The first value of a field; empty when it was not sent.
    pub fn text(&self, field: &str) -> &str {
        self.fields
            .iter()
            .find(|(name, _)| name == field)
            .map(|(_, value)| value.as_str())
            .unwrap_or_default()
    }

    /// The first value of a field, if it was sent and is not blank.
    pub fn filled(&self, field: &str) -> Option<&str> {
        Some(self.text(field).trim()).filter(|text| !text.is_empty())
    }

    /// Whether the field was sent at all, as a ticked box is.
    pub fn has(&self, field: &str) -> bool {
        self.fields.iter().any(|(name, _)| name == field)
    }

    /// Every value of a field.
    pub fn texts<'f>(&'f self, field: &'f str) -> impl Iterator<Item = &'f str> {
        self.fields.iter().filter(move |(name, _)| name == field).map(|(_, value)| value.as_str())
    }

    /// All text fields, to show again what was typed.
    pub fn fields(&self) -> &[(String, String)] {
        &self.fields
    }

    /// Every file sent in a field.
    pub fn files<'f>(&'f self, field: &'f str) -> impl Iterator<Item = &'f FormFile> {
        self.files.iter().filter(move |file| file.field == field)
    }

    /// The file sent in a field, unless it is empty.
    pub fn file(&self, field: &str) -> Option<&FormFile> {
        self.files.iter().find(|file| file.field == field)
    }
}

fn multipart_error(error: &axum::extract::multipart::MultipartError, limit: usize) -> FormError {
    if error.status() == http::StatusCode::PAYLOAD_TOO_LARGE
        || error.body_text().contains("length limit")
    {
        FormError::TooLarge { limit }
    } else {
        FormError::Malformed
    }
}

fn decode(bytes: &[u8]) -> Result<String, FormError> {
    let spaced: Vec<u8> = bytes.iter().map(|b| if *b == b'+' { b' ' } else { *b }).collect();
    percent_encoding::percent_decode(&spaced)
        .decode_utf8()
        .map(std::borrow::Cow::into_owned)
        .map_err(|_| FormError::Malformed)
}

/// PostgreSQL keeps no NUL in text, and nobody types one.
fn without_nul(text: String) -> String {
    if text.contains('\0') { text.replace('\0', "") } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_typed_form_is_read_as_it_was_typed() {
        let form = Form::of_urlencoded("a=%C4%91%E1%BA%A5t+%C4%91ai&b=&c".as_bytes()).unwrap();
        assert_eq!(form.text("a"), "đất đai");
        assert!(form.has("c") && form.filled("b").is_none());
    }

    #[tokio::test]
    async fn a_form_takes_files_up_to_its_own_limit() {
        let photograph = vec![7; 3 << 20];
        let body = [
            b"--x\r\ncontent-disposition: form-data; name=\"tep\"; filename=\"a.jpg\"\r\n\r\n"
                .as_slice(),
            &photograph,
            b"\r\n--x--\r\n",
        ]
        .concat();
        let sent = || {
            let request =
                Request::builder().header("content-type", "multipart/form-data; boundary=x");
            // Said beforehand or not, the limit is kept.
            request.body(Body::from(body.clone())).unwrap()
        };
        let read = |bytes| Form::read(sent(), FormLimits::of_bytes(bytes));
        let form = read(4 << 20).await.unwrap();
        assert_eq!(form.file("tep").unwrap().bytes.len(), photograph.len());
        let limit = 1 << 20;
        assert_eq!(read(limit).await.unwrap_err(), FormError::TooLarge { limit });
    }

    #[tokio::test]
    async fn a_form_has_as_many_fields_as_its_route_allows() {
        let read = |count: usize, limits: FormLimits| {
            let request =
                Request::builder().header("content-type", "application/x-www-form-urlencoded");
            Form::read(request.body(Body::from("a=1&".repeat(count))).unwrap(), limits)
        };
        let ordinary = FormLimits::of_bytes(1 << 16);
        assert_eq!(read(401, ordinary).await.unwrap_err(), FormError::Malformed);
        let form = read(401, FormLimits { fields: 401, ..ordinary }).await.unwrap();
        assert_eq!(form.texts("a").count(), 401);
    }

    #[test]
    fn malformed_utf8_is_refused_and_nul_is_forgotten() {
        assert_eq!(Form::of_urlencoded(b"a=%ff").unwrap_err(), FormError::Malformed);
        assert_eq!(Form::of_urlencoded(b"a=x%00y").unwrap().text("a"), "xy");
    }
}
