//! How much of a PDF file is read.

use std::time::Duration;

/// Limits of one reading: far above what an office writes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Limits {
    /// Bytes of the file.
    pub file_bytes: usize,
    /// Pages; further ones are left out.
    pub pages: usize,
    /// Characters; further ones are left out.
    pub chars: usize,
    /// After so long no further page is begun.
    pub time: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self { file_bytes: 100 << 20, pages: 1_000, chars: 200_000, time: Duration::from_secs(5) }
    }
}
