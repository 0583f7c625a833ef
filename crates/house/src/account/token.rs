//! Random tokens: the person holds the token, the database only its hash.

use std::fmt::{self, Write as _};

use conglang_platform::fault::Outcome;
use rand::TryRng;
use sha2::{Digest, Sha256};

/// 256 random bits that open a session or a one-time link. Written as 64 hexadecimal digits.
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

impl Token {
    /// A token from the machine's source of randomness.
    ///
    /// # Errors
    /// When the machine has none to give.
    pub(crate) fn generate() -> Outcome<Self> {
        let mut bytes = [0; 32];
        rand::rngs::SysRng.try_fill_bytes(&mut bytes).map_err(anyhow::Error::from)?;
        Ok(Self(bytes))
    }

    /// Reads a token from a cookie or an address; anything but 64 hexadecimal digits is none.
    pub fn parse(text: &str) -> Option<Self> {
        if text.len() != 64 || !text.bytes().all(|b| b.is_ascii_hexdigit()) {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, digits) in bytes.iter_mut().zip(text.as_bytes().chunks_exact(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// The text to hand to the person, and to nobody else.
    pub fn reveal(&self) -> String {
        hex(&self.0)
    }

    /// What the database keeps: SHA-256 in hexadecimal. The token is random, so no salt is needed.
    pub(crate) fn hash(&self) -> String {
        sha256(&self.0)
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token(…)")
    }
}

/// SHA-256 of some bytes in hexadecimal.
pub(super) fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}
