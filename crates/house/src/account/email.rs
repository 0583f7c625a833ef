//! E-mail addresses as names of accounts.

use std::fmt;

/// Longest address a mail server must take (RFC 5321, 4.5.3.1.3, without the angle brackets).
const CHARS_MAX: usize = 254;

/// An e-mail address: NFC, trimmed, in lower case.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub struct Email(String);

/// What was typed is no e-mail address.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("an e-mail address is name@host.domain, 254 characters at most")]
pub struct EmailError;

impl Email {
    /// Reads an address. The check is sane rather than complete: one `@`, a local part of at most 64
    /// characters, a host with a dot, nothing blank. Whether it exists only mail can tell.
    ///
    /// # Errors
    /// When it cannot be an address.
    pub fn parse(typed: &str) -> Result<Self, EmailError> {
        let text = normal(typed);
        let (local, host) = text.split_once('@').ok_or(EmailError)?;
        let sound = text.chars().count() <= CHARS_MAX
            && !local.is_empty()
            && local.chars().count() <= 64
            && !local.starts_with('.')
            && !local.ends_with('.')
            && !local.contains("..")
            && !text.chars().any(|c| c.is_whitespace() || c.is_control())
            && !local.chars().any(|c| "\"(),:;<>@[\\]".contains(c))
            && host.contains('.')
            && conglang_kernel::HostName::parse(host).is_ok()
            && !host.ends_with('.');
        if sound { Ok(Self(text)) } else { Err(EmailError) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the `@`.
    pub fn local_part(&self) -> &str {
        self.0.split('@').next().unwrap_or_default()
    }

    /// A text the database gave back, which was parsed before it was stored.
    pub(super) fn stored(text: String) -> Self {
        Self(text)
    }
}

/// The form in which addresses are compared, also of what is no address.
pub(super) fn normal(typed: &str) -> String {
    vitext::nfc(typed.trim()).to_lowercase()
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
