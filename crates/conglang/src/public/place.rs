//! Reading a public path: which place of a site it names.

use conglang_kernel::{EntryId, Language, Slug};
use conglang_platform::blob::BlobHash;

use super::Refusal;

/// A place of a site.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// `/`
    Home,
    /// `/{category}`
    Category {
        /// The category's slug.
        slug: String,
    },
    /// `/{category}/rss.xml`
    CategoryFeed {
        /// The category's slug.
        slug: String,
    },
    /// `/{category}/{slug}-{id}`: the number alone says which.
    Entry {
        /// The entry.
        id: EntryId,
    },
    /// `/tim-kiem`
    Search,
    /// `/tim-kiem/rss.xml`
    SearchFeed,
    /// `/goi-y`
    Suggestions,
    /// `/opensearch.xml`
    SearchDescription,
    /// `/so-do-trang`
    SiteMap,
    /// `/rss.xml`
    Feed,
    /// `/sitemap.xml`
    SitemapXml,
    /// `/robots.txt`
    Robots,
    /// `/tep/{hash}/{name}`
    File {
        /// The blob.
        hash: BlobHash,
    },
}

/// Reads a path. Addresses with a trailing slash lead to the one without.
///
/// # Errors
/// Not found for what names no place, moved for what is only written differently.
pub fn read(path: &str) -> Result<(Language, Place), Refusal> {
    let (language, rest) = Language::ALL
        .into_iter()
        .filter(|language| !language.prefix().is_empty())
        .find_map(|language| {
            let rest = path.strip_prefix(language.prefix())?;
            (rest.is_empty() || rest.starts_with('/')).then_some((language, rest))
        })
        .unwrap_or((Language::Vi, path));
    if rest == "/" {
        return Ok((language, Place::Home));
    }
    if rest.is_empty() {
        return Err(Refusal::MovedTo(format!("{}/", language.prefix())));
    }
    let inner = rest.strip_prefix('/').ok_or(Refusal::NotFound)?;
    if let Some(bare) = inner.strip_suffix('/') {
        // `//host` would be another host: only plain paths are put right.
        let plain = bare.split('/').all(|part| !part.is_empty());
        return Err(if plain {
            Refusal::MovedTo(format!("{}/{bare}", language.prefix()))
        } else {
            Refusal::NotFound
        });
    }
    let parts: Vec<&str> = inner.split('/').collect();
    let place = match *parts.as_slice() {
        ["tim-kiem"] => Place::Search,
        ["tim-kiem", "rss.xml"] => Place::SearchFeed,
        ["goi-y"] => Place::Suggestions,
        ["opensearch.xml"] => Place::SearchDescription,
        ["so-do-trang"] => Place::SiteMap,
        ["rss.xml"] => Place::Feed,
        ["sitemap.xml"] if language == Language::Vi => Place::SitemapXml,
        ["robots.txt"] if language == Language::Vi => Place::Robots,
        ["tep", hash, _name] => {
            Place::File { hash: BlobHash::parse(hash).ok_or(Refusal::NotFound)? }
        }
        [slug] => Place::Category { slug: sound_slug(slug)? },
        [slug, "rss.xml"] => Place::CategoryFeed { slug: sound_slug(slug)? },
        [_, last] => Place::Entry { id: entry_id(last).ok_or(Refusal::NotFound)? },
        _ => return Err(Refusal::NotFound),
    };
    Ok((language, place))
}

fn sound_slug(text: &str) -> Result<String, Refusal> {
    Slug::parse(text).map(|slug| slug.to_string()).map_err(|_| Refusal::NotFound)
}

/// The number at the end: `an-xuyen-don-bang-1207` is 1207, and so is `1207`.
fn entry_id(last: &str) -> Option<EntryId> {
    let number = last.rsplit('-').next()?;
    let sound = !number.is_empty()
        && number.len() <= 18
        && !number.starts_with('0')
        && number.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| number.parse().ok()).flatten().map(EntryId)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_alone_says_which_entry() {
        for path in ["/tin-tuc/bat-ky-20", "/x/20", "/trang/gioi-thieu-20"] {
            assert_eq!(read(path).unwrap(), (Language::Vi, Place::Entry { id: EntryId(20) }));
        }
        assert_eq!(read("/en/x/a-7").unwrap().0, Language::En);
    }

    #[test]
    fn a_trailing_slash_leads_to_the_address_without() {
        assert!(matches!(read("/tin-tuc/"), Err(Refusal::MovedTo(to)) if to == "/tin-tuc"));
        assert!(matches!(read("//evil.example/"), Err(Refusal::NotFound)));
    }

    #[test]
    fn path_tricks_name_no_place() {
        for path in [
            "/../x",
            "/tep/../../etc",
            "/a/b/c",
            "/%00",
            "/tin tuc",
            "/x/a-0",
            "/x/-",
            "//",
            "/x/a-99999999999999999999",
        ] {
            assert!(matches!(read(path), Err(Refusal::NotFound)), "{path}");
        }
    }
}
