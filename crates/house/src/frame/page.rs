//! What a page says of itself in its head.

use serde::Serialize;

/// The head of a page.
#[derive(Clone, Debug, Serialize)]
pub struct PageHead {
    /// Its title.
    pub title: String,
    /// A sentence for search engines and previews.
    pub description: Option<String>,
    /// BCP 47 tag.
    pub lang: &'static str,
    /// Its one true address.
    pub canonical: Option<String>,
    /// `noindex` where search engines should stay away.
    pub robots: Option<&'static str>,
    /// The same page in other languages.
    pub alternates: Vec<Alternate>,
    /// Links to the other languages of the site, for the strip above.
    pub languages: Vec<LanguageLink>,
    /// Open Graph's type.
    pub og_type: &'static str,
    /// The picture of link previews.
    pub og_image: Option<OpenGraphImage>,
    /// Feeds to subscribe to.
    pub feeds: Vec<Feed>,
    /// Schema.org's description, as JSON that may stand in a script element.
    pub json_ld: Option<String>,
    /// When what it shows last changed.
    pub updated_at: Option<i64>,
    /// The address of the menu's line that is current.
    pub here: String,
}

/// The same page in another language.
#[derive(Clone, Debug, Serialize)]
pub struct Alternate {
    /// BCP 47 tag.
    pub lang: &'static str,
    /// Its address.
    pub url: String,
}

/// A language of the site.
#[derive(Clone, Debug, Serialize)]
pub struct LanguageLink {
    /// BCP 47 tag.
    pub lang: &'static str,
    /// The language's own name.
    pub name: &'static str,
    /// Where it leads.
    pub url: String,
    /// Whether this page is in it.
    pub current: bool,
}

/// The picture of link previews.
#[derive(Clone, Debug, Serialize)]
pub struct OpenGraphImage {
    /// Whole address.
    pub url: String,
    /// Pixels.
    pub width: i64,
    /// Pixels.
    pub height: i64,
    /// What it shows.
    pub alt: String,
}

/// A feed.
#[derive(Clone, Debug, Serialize)]
pub struct Feed {
    /// Media type.
    pub mime: &'static str,
    /// Its name.
    pub title: String,
    /// Its address.
    pub url: String,
}

/// A step of the breadcrumb.
#[derive(Clone, Debug, Serialize)]
pub struct Crumb {
    /// Its words.
    pub title: String,
    /// Where it leads; none for the page itself.
    pub url: Option<String>,
}

/// JSON as it may stand inside a script element: nothing in it can end the element.
pub fn script_safe(json: &serde_json::Value) -> String {
    json.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
