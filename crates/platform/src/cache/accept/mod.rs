//! Reading `Accept-Encoding` (RFC 9110, 12.5.3) and choosing the form to send.

use http::HeaderMap;
use http::header::ACCEPT_ENCODING;

use super::compress::Encoding;

#[cfg(test)]
mod tests;

/// How much an asker likes each coding. Ranks: 0 refused, 1 not named but allowed (identity only),
/// 2 to 1001 for q-values of 0.001 to 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Accepted {
    rank: [u16; 4],
}

/// Which codings of a page exist already, one bit per [`Encoding::index`].
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Made(u8);

impl Made {
    /// The same set with one coding more.
    #[must_use]
    pub const fn with(self, encoding: Encoding) -> Self {
        Self(self.0 | 1 << encoding.index())
    }

    /// Whether a coding is in the set.
    pub const fn has(self, encoding: Encoding) -> bool {
        self.0 & (1 << encoding.index()) != 0
    }
}

impl Accepted {
    /// What someone accepts who says nothing, or nothing that can be understood.
    pub const PLAIN: Self = Self { rank: [1, 0, 0, 0] };

    /// Reads the request's header; several lines count as one list.
    pub fn of(headers: &HeaderMap) -> Self {
        let mut reading = Reading::default();
        for line in headers.get_all(ACCEPT_ENCODING) {
            if reading.line(line.as_bytes()).is_none() {
                return Self::PLAIN;
            }
        }
        reading.done()
    }

    /// Whether the asker takes this coding at all.
    pub const fn takes(&self, encoding: Encoding) -> bool {
        self.rank[encoding.index()] > 0
    }

    /// The coding liked best. Among those liked the same, the smallest that exists already wins, so
    /// that one page is not kept in three forms for askers who take any; where none exists, the one
    /// that is made soonest. Plain bytes when everything is refused: a page is more use than an error.
    pub fn choose(&self, made: Made) -> Encoding {
        let liked = |encoding: &Encoding| self.likes_best(*encoding);
        let exists = |encoding: &Encoding| *encoding != Encoding::Identity && made.has(*encoding);
        let existing = Encoding::BY_SIZE.into_iter().find(|e| liked(e) && exists(e));
        existing.or(Encoding::BY_COST.into_iter().find(liked)).unwrap_or(Encoding::Identity)
    }

    /// Whether nothing is liked better than this coding.
    pub fn likes_best(&self, encoding: Encoding) -> bool {
        let rank = self.rank[encoding.index()];
        rank > 0 && self.rank.iter().all(|other| *other <= rank)
    }
}

/// The list read so far; `None` is a coding that was not named.
#[derive(Default)]
struct Reading {
    named: [Option<u16>; 4],
    any: Option<u16>,
}

impl Reading {
    fn line(&mut self, line: &[u8]) -> Option<()> {
        for part in line.split(|byte| *byte == b',') {
            let part = part.trim_ascii();
            // RFC 9110, 5.6.1: empty list elements are to be ignored.
            if !part.is_empty() {
                self.element(part)?;
            }
        }
        Some(())
    }

    fn element(&mut self, part: &[u8]) -> Option<()> {
        let (name, weight) = match part.iter().position(|byte| *byte == b';') {
            Some(at) => (part[..at].trim_ascii_end(), quality(part[at + 1..].trim_ascii_start())?),
            None => (part, 1000),
        };
        if name.is_empty() || !name.iter().all(|byte| is_token(*byte)) {
            return None;
        }
        let place = if name.eq_ignore_ascii_case(b"gzip") || name.eq_ignore_ascii_case(b"x-gzip") {
            &mut self.named[Encoding::Gzip.index()]
        } else if name.eq_ignore_ascii_case(b"br") {
            &mut self.named[Encoding::Brotli.index()]
        } else if name.eq_ignore_ascii_case(b"zstd") {
            &mut self.named[Encoding::Zstd.index()]
        } else if name.eq_ignore_ascii_case(b"identity") {
            &mut self.named[Encoding::Identity.index()]
        } else if name == b"*" {
            &mut self.any
        } else {
            return Some(());
        };
        *place = Some(weight);
        Some(())
    }

    fn done(self) -> Accepted {
        let mut rank = [0; 4];
        for encoding in Encoding::ALL {
            rank[encoding.index()] = match (self.named[encoding.index()].or(self.any), encoding) {
                (Some(0), _) => 0,
                (Some(weight), _) => weight + 1,
                (None, Encoding::Identity) => 1,
                (None, _) => 0,
            };
        }
        Accepted { rank }
    }
}

/// `q=0.5` in thousandths; `None` when it is not a weight as RFC 9110, 12.4.2 writes it.
fn quality(text: &[u8]) -> Option<u16> {
    let [b'q' | b'Q', b'=', digits @ ..] = text else { return None };
    let (whole, rest) = digits.split_first()?;
    let fraction = match rest {
        [] => rest,
        [b'.', fraction @ ..] if fraction.len() <= 3 => fraction,
        _ => return None,
    };
    let mut thousandths = 0;
    for place in 0..3 {
        let digit = *fraction.get(place).unwrap_or(&b'0');
        if !digit.is_ascii_digit() {
            return None;
        }
        thousandths = thousandths * 10 + u16::from(digit - b'0');
    }
    match (whole, thousandths) {
        (b'0', _) => Some(thousandths),
        (b'1', 0) => Some(1000),
        _ => None,
    }
}

fn is_token(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}
