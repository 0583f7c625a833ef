//! Style sheets, scripts and icons under addresses that carry their content's hash.

use std::collections::HashMap;

use bytes::Bytes;

use crate::cache::{Effort, Encoding, encode};

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
        let identity = Bytes::from(text);
        let br = smaller(&identity, packed(&identity, Encoding::Brotli));
        let gzip = smaller(&identity, packed(&identity, Encoding::Gzip));
        Self { media_type, identity, br, gzip }
    }
}

/// All assets by name and by address.
#[derive(Default)]
pub struct Assets {
    addresses: HashMap<String, String>,
    by_address: HashMap<String, Asset>,
}

impl Assets {
    /// Takes `(file name, bytes)` pairs. Where `name.br` and `name.gz` come along they are that
    /// file's compressed forms, made when it was bundled; big files would delay every start.
    pub fn load(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let mut assets = Self::default();
        let (mut bundled, plain): (HashMap<_, _>, Vec<_>) = files.into_iter().fold(
            Default::default(),
            |(mut bundled, mut plain), (name, bytes)| {
                if name.ends_with(".br") || name.ends_with(".gz") {
                    bundled.insert(name, bytes);
                } else {
                    plain.push((name, bytes));
                }
                (bundled, plain)
            },
        );
        for (name, bytes) in plain {
            let (stem, ending) = name.rsplit_once('.').unwrap_or((&name, "bin"));
            let address = address_of(stem, ending, &bytes);
            let media_type = media_type(ending);
            let asset = if media_type.starts_with("image/") && ending != "svg" {
                Asset { media_type, identity: bytes.into(), br: None, gzip: None }
            } else {
                let identity = Bytes::from(bytes);
                let mut form = |ending: &str, encoding| {
                    let bundled = bundled.remove(&format!("{name}.{ending}")).map(Bytes::from);
                    smaller(&identity, bundled.or_else(|| packed(&identity, encoding)))
                };
                let (br, gzip) = (form("br", Encoding::Brotli), form("gz", Encoding::Gzip));
                Asset { media_type, identity, br, gzip }
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

/// The address of these bytes under a name: other bytes have another one.
pub fn address_of(stem: &str, ending: &str, bytes: &[u8]) -> String {
    let hash = blake3::hash(bytes).to_hex();
    let hash = hash.get(..10).unwrap_or_default();
    format!("{PREFIX}{stem}.{hash}.{ending}")
}

/// A failing encoder costs the form, not the asset.
fn packed(plain: &Bytes, encoding: Encoding) -> Option<Bytes> {
    encode(plain, encoding, Effort::Thorough).ok()
}

fn smaller(plain: &Bytes, packed: Option<Bytes>) -> Option<Bytes> {
    packed.filter(|packed| packed.len() < plain.len())
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

#[cfg(test)]
mod tests {
    use super::*;

    fn at<'a>(assets: &'a Assets, name: &str) -> &'a Asset {
        assets.at(assets.address(name).unwrap()).unwrap()
    }

    #[test]
    fn what_was_compressed_beforehand_is_sent_as_it_came_and_is_no_asset_of_its_own() {
        let text = "a".repeat(2000);
        let assets = Assets::load([
            ("built/editor.js.br".to_owned(), b"packed".to_vec()),
            ("built/editor.js".to_owned(), text.clone().into_bytes()),
        ]);
        let script = at(&assets, "built/editor.js");
        assert_eq!(script.identity, text);
        assert_eq!(script.br.as_deref(), Some(&b"packed"[..]));
        assert!(script.gzip.as_ref().is_some_and(|gzip| gzip.len() < 200));
        assert_eq!(script.media_type, "text/javascript; charset=utf-8");
        assert_eq!(assets.address("built/editor.js.br"), None);
    }

    #[test]
    fn an_address_changes_with_the_bytes() {
        let one = Assets::load([("a.css".to_owned(), b"a{}".to_vec())]);
        let other = Assets::load([("a.css".to_owned(), b"b{}".to_vec())]);
        assert_ne!(one.address("a.css"), other.address("a.css"));
    }
}
