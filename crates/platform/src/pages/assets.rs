//! Style sheets, scripts and icons under addresses that carry their content's hash.

use std::collections::HashMap;

use bytes::Bytes;

/// What stands before every asset's address.
pub const PREFIX: &str = "/tai-nguyen/";

/// One asset, ready to be sent.
#[derive(Clone, Debug)]
pub struct Asset {
    /// Its media type.
    pub media_type: &'static str,
    /// As it is.
    pub identity: Bytes,
    /// Compressed with brotli, when that is smaller.
    pub br: Option<Bytes>,
    /// Compressed with gzip, when that is smaller.
    pub gzip: Option<Bytes>,
}

impl Asset {
    /// A text that was put together while the program runs, packed as the others are.
    pub fn of_text(media_type: &'static str, text: String) -> Self {
        let br = smaller(text.as_bytes(), crate::pages::compress_brotli(text.as_bytes()));
        let gzip = smaller(text.as_bytes(), crate::pages::compress_gzip(text.as_bytes()));
        Self { media_type, identity: text.into(), br, gzip }
    }
}

/// All assets by name and by address.
#[derive(Default)]
pub struct Assets {
    addresses: HashMap<String, String>,
    by_address: HashMap<String, Asset>,
}

impl Assets {
    /// Takes `(file name, bytes)` pairs.
    pub fn load(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let mut assets = Self::default();
        for (name, bytes) in files {
            let hash: String = blake3::hash(&bytes).to_hex().as_str().chars().take(10).collect();
            let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, "bin"));
            let address = format!("{PREFIX}{stem}.{hash}.{ending}");
            let media_type = media_type(ending);
            let asset = if media_type.starts_with("image/") && ending != "svg" {
                Asset { media_type, identity: bytes.into(), br: None, gzip: None }
            } else {
                let br = smaller(&bytes, crate::pages::compress_brotli(&bytes));
                let gzip = smaller(&bytes, crate::pages::compress_gzip(&bytes));
                Asset { media_type, identity: bytes.into(), br, gzip }
            };
            assets.by_address.insert(address.clone(), asset);
            assets.addresses.insert(name, address);
        }
        assets
    }

    /// The address of a named asset.
    pub fn address(&self, name: &str) -> Option<&str> {
        self.addresses.get(name).map(String::as_str)
    }

    /// The asset at an address.
    pub fn at(&self, address: &str) -> Option<&Asset> {
        self.by_address.get(address)
    }
}

fn smaller(plain: &[u8], packed: Option<Vec<u8>>) -> Option<Bytes> {
    packed.filter(|packed| packed.len() < plain.len()).map(Bytes::from)
}

fn media_type(ending: &str) -> &'static str {
    match ending {
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        _ => "application/octet-stream",
    }
}
