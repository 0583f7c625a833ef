//! The four forms in which a body is sent, and how to get from one to another.

use std::cell::RefCell;
use std::io::{self, Read};

use bytes::Bytes;
use flate2::read::GzDecoder;
use flate2::{Compress, Compression, FlushCompress, Status};
use http::HeaderValue;

const ZSTD_LEVEL: i32 = 3;
/// Brotli is made for what is asked for again and again, so it may take its time; but from 7 on its
/// tables take 8 MB and more for each body that is being made, for two bytes in a hundred.
const BROTLI_QUALITY: u32 = 6;
/// Pages are smaller than this window, and large texts gain little from a larger one.
const BROTLI_WINDOW_LOG2: u32 = 17;
/// A third cheaper than the usual 6, and three bytes in a thousand larger.
const GZIP_LEVEL: u32 = 5;
const GZIP_WINDOW_LOG2: u8 = 15;
const BUFFER_BYTES: usize = 16 * 1024;

/// A content coding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// The bytes as they are.
    Identity,
    /// gzip (RFC 1952).
    Gzip,
    /// Brotli (RFC 7932).
    Brotli,
    /// Zstandard (RFC 8878).
    Zstd,
}

impl Encoding {
    /// Every coding, at its own [`index`](Self::index).
    pub const ALL: [Self; 4] = [Self::Identity, Self::Gzip, Self::Brotli, Self::Zstd];

    /// The smallest first: what we would rather send of the forms that exist.
    pub const BY_SIZE: [Self; 4] = [Self::Brotli, Self::Zstd, Self::Gzip, Self::Identity];

    /// The cheapest to make first, as long as it is smaller than plain bytes: what a page gets that
    /// nobody may ask for again.
    pub const BY_COST: [Self; 4] = [Self::Zstd, Self::Gzip, Self::Brotli, Self::Identity];

    /// A small number for arrays: the place in [`ALL`](Self::ALL).
    pub const fn index(self) -> usize {
        match self {
            Self::Identity => 0,
            Self::Gzip => 1,
            Self::Brotli => 2,
            Self::Zstd => 3,
        }
    }

    /// The value of `Content-Encoding`; identity has none.
    pub fn header(self) -> Option<HeaderValue> {
        match self {
            Self::Identity => None,
            Self::Gzip => Some(HeaderValue::from_static("gzip")),
            Self::Brotli => Some(HeaderValue::from_static("br")),
            Self::Zstd => Some(HeaderValue::from_static("zstd")),
        }
    }

    /// What the entity tag of this form ends with: two forms of a page are different bytes and must
    /// not share a strong tag.
    pub const fn tag_suffix(self) -> &'static str {
        match self {
            Self::Identity => "",
            Self::Gzip => "-g",
            Self::Brotli => "-b",
            Self::Zstd => "-z",
        }
    }
}

/// Encodes plain bytes. Errors come from the encoders alone, for instance out of memory.
pub fn encode(plain: &Bytes, encoding: Encoding) -> io::Result<Bytes> {
    let guess = plain.len() / 4 + 64;
    match encoding {
        Encoding::Identity => Ok(plain.clone()),
        Encoding::Gzip => gzip(plain, guess).map(exact),
        Encoding::Brotli => {
            let mut from = brotli::CompressorReader::new(
                plain.as_ref(),
                BUFFER_BYTES,
                BROTLI_QUALITY,
                BROTLI_WINDOW_LOG2,
            );
            let mut to = Vec::with_capacity(guess);
            from.read_to_end(&mut to)?;
            Ok(exact(to))
        }
        Encoding::Zstd => zstd::bulk::compress(plain, ZSTD_LEVEL).map(exact),
    }
}

fn gzip(plain: &[u8], guess: usize) -> io::Result<Vec<u8>> {
    thread_local! {
        /// Its tables are some 300 KB: clearing them costs less than asking for them anew.
        static DEFLATE: RefCell<Compress> =
            RefCell::new(Compress::new_gzip(Compression::new(GZIP_LEVEL), GZIP_WINDOW_LOG2));
    }
    DEFLATE.with_borrow_mut(|deflate| {
        deflate.reset();
        let mut to = Vec::with_capacity(guess);
        loop {
            let read = usize::try_from(deflate.total_in()).map_err(io::Error::other)?;
            let rest = plain.get(read..).unwrap_or_default();
            match deflate.compress_vec(rest, &mut to, FlushCompress::Finish)? {
                Status::StreamEnd => return Ok(to),
                Status::Ok | Status::BufError => to.reserve(to.capacity()),
            }
        }
    })
}

/// Decodes what [`encode`] made; `size_bytes` is the length of the plain bytes.
pub fn decode(coded: &Bytes, encoding: Encoding, size_bytes: usize) -> io::Result<Bytes> {
    let mut plain = Vec::with_capacity(size_bytes);
    match encoding {
        Encoding::Identity => return Ok(coded.clone()),
        Encoding::Gzip => {
            GzDecoder::new(coded.as_ref()).read_to_end(&mut plain)?;
        }
        Encoding::Brotli => {
            brotli::Decompressor::new(coded.as_ref(), BUFFER_BYTES).read_to_end(&mut plain)?;
        }
        Encoding::Zstd => return zstd::bulk::decompress(coded, size_bytes).map(Bytes::from),
    }
    Ok(Bytes::from(plain))
}

/// A cached body lives long: what was reserved too much is given back.
fn exact(bytes: Vec<u8>) -> Bytes {
    Bytes::from(bytes.into_boxed_slice())
}
