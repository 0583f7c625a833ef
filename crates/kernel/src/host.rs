//! Host names, as a request names them and as the database keeps them.

use std::fmt;

use serde::Serialize;

/// A lower-case host name without port.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize)]
#[serde(transparent)]
pub struct HostName(String);

/// Why a text is no host name.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error(
    "a host name is labels of letters, digits and hyphens joined by dots, 253 characters at most"
)]
pub struct HostNameError;

impl HostName {
    /// Reads a host name; capitals and one trailing dot are forgiven, a port is not.
    ///
    /// # Errors
    /// When a label is empty, longer than 63 characters or has other characters (RFC 1123).
    pub fn parse(text: &str) -> Result<Self, HostNameError> {
        let text = text.strip_suffix('.').unwrap_or(text);
        let sound = !text.is_empty()
            && text.len() <= 253
            && text.split('.').all(|label| {
                !label.is_empty()
                    && label.len() <= 63
                    && !label.starts_with('-')
                    && !label.ends_with('-')
                    && label.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            });
        if sound { Ok(Self(text.to_ascii_lowercase())) } else { Err(HostNameError) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for HostName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn hosts_are_kept_in_lower_case_without_the_last_dot() {
        assert_eq!(
            HostName::parse("AnXuyen.CaMau.gov.vn.").unwrap().as_str(),
            "anxuyen.camau.gov.vn"
        );
    }

    #[test]
    fn what_is_no_host_is_refused() {
        for text in ["", ".", "a..b", "a:80", "a/b", "-a.vn", "cà-mau.vn", "a b", &"a".repeat(64)]
        {
            assert!(HostName::parse(text).is_err(), "{text}");
        }
    }
}
