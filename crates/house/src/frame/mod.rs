//! The frame around every public page of a site: who it is, its menu, its footer. Loaded once and kept
//! until something of it changes.

mod load;
mod page;
mod sheet;

pub use load::{Block, CategoryRow, MenuNode, NO_CATEGORY, Profile, SiteFrame, dialled, load};
pub use page::{Alternate, Crumb, Feed, LanguageLink, OpenGraphImage, PageHead, script_safe};
pub use sheet::{SheetFound, Sheets};

use std::collections::HashMap;
use std::sync::{Arc, RwLock};

use conglang_kernel::{Language, SiteId};
use conglang_platform::fault::Outcome;
use rust_embed::RustEmbed;

use crate::scope::SiteScope;
use crate::web::Web;

/// Templates and words of the frame.
#[derive(RustEmbed)]
#[folder = "src"]
#[include = "*.html"]
#[include = "*.ftl"]
#[include = "*.css"]
pub struct Texts;

/// The whole public address of an entry whose own page answers.
///
/// # Errors
/// When the database does not answer.
pub async fn address_of(
    web: &Web,
    scope: SiteScope,
    entry: conglang_kernel::EntryId,
) -> Outcome<Option<String>> {
    let mut connection = web.db.read(scope.reach()).await?;
    let found = crate::entry::find(&mut connection, scope, entry).await?;
    drop(connection);
    let Some(entry) = found.filter(|entry| entry.state.is_readable()) else { return Ok(None) };
    let frame = web.frames.get(web, scope, entry.language).await?;
    Ok(frame.map(|frame| {
        frame.absolute(&frame.entry_path(entry.category, entry.slug.as_str(), entry.id))
    }))
}

/// Frames at hand.
#[derive(Default)]
pub struct Frames {
    /// The style sheets they name.
    pub sheets: Sheets,
    map: RwLock<HashMap<(SiteId, Language), Arc<SiteFrame>>>,
}

impl Frames {
    /// The frame of a site, loaded when it is not at hand; none when the site is gone.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn get(
        &self,
        web: &Web,
        scope: SiteScope,
        language: Language,
    ) -> Outcome<Option<Arc<SiteFrame>>> {
        let key = (scope.site(), language);
        if let Some(frame) = self.map.read().ok().and_then(|map| map.get(&key).cloned()) {
            return Ok(Some(frame));
        }
        let Some(frame) = load(web, scope, language).await? else { return Ok(None) };
        let frame = Arc::new(frame);
        if let Ok(mut map) = self.map.write() {
            map.insert(key, frame.clone());
        }
        Ok(Some(frame))
    }

    /// Forgets a site's frames, because something of them changed.
    pub fn forget(&self, site: SiteId) {
        if let Ok(mut map) = self.map.write() {
            map.retain(|(framed, _), _| *framed != site);
        }
    }

    /// Forgets every frame.
    pub fn forget_all(&self) {
        if let Ok(mut map) = self.map.write() {
            map.clear();
        }
    }
}
