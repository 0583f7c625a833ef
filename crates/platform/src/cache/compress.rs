//! The four forms in which a body is sent, and how to get from one to another.

use std::cell::RefCell;
use std::io::{self, Read};

use bytes::Bytes;
use http::HeaderValue;
use libdeflater::{CompressionLvl, Compressor, Decompressor};

const ZSTD_LEVEL: i32 = 3;
/// Brotli is made for what is asked for again and again, so it may take its time; but from 7 on its
/// tables take 8 MB and more for each body that is being made, for two bytes in a hundred.
const BROTLI_QUALITY: u32 = 6;
/// Pages are smaller than this window, and large texts gain little from a larger one.
const BROTLI_WINDOW_LOG2: u32 = 17;
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

/// How much time a form is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effort {
    /// Somebody waits, and perhaps nobody asks again.
    Quick,
    /// It is made once and sent often.
    Thorough,
}

impl Effort {
    /// Of libdeflate. The first costs half of the second and is a twentieth larger.
    const fn gzip_level(self) -> i32 {
        match self {
            Self::Quick => 1,
            Self::Thorough => 6,
        }
    }
}

/// Encodes plain bytes; the effort is heeded by gzip alone, the others have theirs. Errors come from the encoders alone, for instance out of memory.
pub fn encode(plain: &Bytes, encoding: Encoding, effort: Effort) -> io::Result<Bytes> {
    let guess = plain.len() / 4 + 64;
    match encoding {
        Encoding::Identity => Ok(plain.clone()),
        Encoding::Gzip => gzip(plain, effort).map(exact),
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

fn gzip(plain: &[u8], effort: Effort) -> io::Result<Vec<u8>> {
    thread_local! {
        /// Its tables are large: clearing them costs less than asking for them anew.
        static QUICK: RefCell<Option<Compressor>> = const { RefCell::new(None) };
    }
    let make = || CompressionLvl::new(effort.gzip_level()).map(Compressor::new);
    let encode = |deflate: &mut Compressor| {
        let mut to = vec![0; deflate.gzip_compress_bound(plain.len())];
        let length = deflate.gzip_compress(plain, &mut to).map_err(io::Error::other)?;
        to.truncate(length);
        Ok(to)
    };
    let refused = |_| io::Error::other("no such level of compression");
    match effort {
        Effort::Thorough => encode(&mut make().map_err(refused)?),
        Effort::Quick => QUICK.with_borrow_mut(|kept| match kept {
            Some(deflate) => encode(deflate),
            None => encode(kept.insert(make().map_err(refused)?)),
        }),
    }
}

/// Decodes what [`encode`] made; `size_bytes` is the length of the plain bytes.
pub fn decode(coded: &Bytes, encoding: Encoding, size_bytes: usize) -> io::Result<Bytes> {
    let mut plain = Vec::with_capacity(size_bytes);
    match encoding {
        Encoding::Identity => return Ok(coded.clone()),
        Encoding::Gzip => {
            plain.resize(size_bytes, 0);
            let read = Decompressor::new().gzip_decompress(coded, &mut plain);
            plain.truncate(read.map_err(io::Error::other)?);
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
