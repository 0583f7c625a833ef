//! E-mail addresses, by which people sign in.

use std::fmt;

/// An address in lower case, with one `@`, at most 254 characters.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct Email(String);

/// Why a text is no address.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("an e-mail address has a name, an @ and a host")]
pub struct EmailError;

impl Email {
    /// Reads what somebody typed.
    ///
    /// # Errors
    /// When it cannot be an address of ours.
    pub fn parse(typed: &str) -> Result<Self, EmailError> {
        let text = vitext::nfc(typed.trim()).to_lowercase();
        let (name, host) = text.rsplit_once('@').ok_or(EmailError)?;
        let name_is_sound = !name.is_empty()
            && name.len() <= 64
            && name.chars().all(|c| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~.".contains(c))
            && !name.starts_with('.')
            && !name.ends_with('.')
            && !name.contains("..");
        let host_is_sound = conglang_kernel::HostName::parse(host).is_ok() && text.len() <= 254;
        if name_is_sound && host_is_sound { Ok(Self(text)) } else { Err(EmailError) }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// What stands before the `@`.
    pub fn local_part(&self) -> &str {
        self.0.split('@').next().unwrap_or_default()
    }
}

impl fmt::Display for Email {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
