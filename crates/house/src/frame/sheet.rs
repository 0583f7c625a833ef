//! The style sheet of a site: the public one and the site's own colours in one file, so that a reader
//! on a weak network waits for one answer instead of three.

use std::collections::HashMap;
use std::sync::{PoisonError, RwLock};

use conglang_kernel::{Accent, Language};
use conglang_platform::fault::{Fault, Outcome};
use conglang_platform::pages::{ASSET_PREFIX, Asset, address_of};
use minijinja::context;

use crate::file::blur_rules;
use crate::web::Web;

const MEDIA_TYPE: &str = "text/css; charset=utf-8";

/// The sheets of the accents that sites use. There are as many as accents were chosen, and a visitor
/// cannot add one.
#[derive(Default)]
pub struct Sheets {
    by_address: RwLock<HashMap<String, Asset>>,
    addresses: RwLock<HashMap<Accent, String>>,
}

/// What is found at an address that looks like a sheet's.
pub enum SheetFound {
    /// This very sheet, for ever.
    Kept(Asset),
    /// The sheet these colours have now: an earlier program or another node made the address.
    Current(Asset),
}

impl Sheets {
    /// The address of an accent's sheet, put together when it is first wanted.
    ///
    /// # Errors
    /// When the template of the colours is broken.
    pub fn address(&self, web: &Web, accent: Accent) -> Outcome<String> {
        let known = self.addresses.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(address) = known.get(&accent) {
            return Ok(address.clone());
        }
        drop(known);
        // Held while it is made: many pages of one accent are first wanted at the same time.
        let mut addresses = self.addresses.write().unwrap_or_else(PoisonError::into_inner);
        if let Some(address) = addresses.get(&accent) {
            return Ok(address.clone());
        }
        let text = put_together(web, accent)?;
        let address = address_of(&format!("trang-{}", accent.hex()), "css", text.as_bytes());
        let asset = Asset::of_text(MEDIA_TYPE, text);
        let mut sheets = self.by_address.write().unwrap_or_else(PoisonError::into_inner);
        sheets.insert(address.clone(), asset);
        drop(sheets);
        addresses.insert(accent, address.clone());
        Ok(address)
    }

    /// The sheet at an address.
    pub fn find(&self, web: &Web, address: &str) -> Option<SheetFound> {
        let sheets = self.by_address.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(asset) = sheets.get(address) {
            return Some(SheetFound::Kept(asset.clone()));
        }
        drop(sheets);
        let rest = address.strip_prefix(ASSET_PREFIX)?.strip_prefix("trang-")?;
        let (hex, _) = rest.strip_suffix(".css")?.split_once('.')?;
        let text = put_together(web, Accent::parse(hex).ok()?).ok()?;
        let asset = Asset { media_type: MEDIA_TYPE, identity: text.into(), br: None, gzip: None };
        Some(SheetFound::Current(asset))
    }
}

fn put_together(web: &Web, accent: Accent) -> Outcome<String> {
    let of_all = text_of(web, "public.css")?;
    let horizon = in_a_sheet(&text_of(web, "horizon.svg")?);
    let colours = context! { accent => accent.hex(), horizon => horizon };
    let own = web.pages.render_value("frame/colours.css", Language::Vi, colours)?;
    Ok(format!("{of_all}\n{own}\n{}\n", blur_rules()))
}

fn text_of(web: &Web, name: &str) -> Outcome<String> {
    let asset = web.assets.address(name).and_then(|address| web.assets.at(address));
    let asset = asset.ok_or_else(|| Fault::new(format!("no asset {name}")))?;
    Ok(String::from_utf8_lossy(&asset.identity).into_owned())
}

/// A drawing as an address inside a double-quoted `url("")`.
fn in_a_sheet(svg: &str) -> String {
    let one_line = svg.trim().replace('"', "'").replace('%', "%25").replace('#', "%23");
    format!("data:image/svg+xml,{}", one_line.replace(['\n', '\r'], " "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_cannot_end_the_address_it_stands_in() {
        assert_eq!(
            in_a_sheet("<svg fill=\"#000\">\n<g/></svg>\n"),
            "data:image/svg+xml,<svg fill='%23000'> <g/></svg>"
        );
    }
}
