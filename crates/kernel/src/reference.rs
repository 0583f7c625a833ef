//! What a text points to inside the house: files and entries by their numbers, so that a link never
//! breaks when an address changes and "where is this used" is a question to the database.
//!
//! Stored text says `tep:12` for a file and `bai:7` for an entry. Whoever shows the text says what
//! stands there: a public address, or one of the desk.

use std::borrow::Cow;
use std::fmt;

use crate::html::{SafeHtml, Tag, tags};
use crate::{EntryId, FileId, SiteId};

/// Something of the house that a text points to.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Reference {
    /// A file of the site's: `tep:12`.
    File(FileId),
    /// An entry of the site's: `bai:7`.
    Entry(EntryId),
}

impl Reference {
    /// Reads `tep:12` or `bai:7`.
    pub fn parse(address: &str) -> Option<Self> {
        let (scheme, number) = address.split_once(':')?;
        let number = number.parse().ok().filter(|number| *number > 0)?;
        match scheme {
            "tep" => Some(Self::File(FileId(number))),
            "bai" => Some(Self::Entry(EntryId(number))),
            _ => None,
        }
    }

    /// Reads an address of the desk: `/trang/5/tep/12`, `/trang/5/noi-dung/7`.
    pub fn of_desk(address: &str) -> Option<Self> {
        let (site, rest) = address.strip_prefix("/trang/")?.split_once('/')?;
        site.parse::<u32>().ok()?;
        let (room, number) = rest.split_once('/')?;
        let scheme = match room {
            "tep" => "tep",
            "noi-dung" => "bai",
            _ => return None,
        };
        Self::parse(&format!("{scheme}:{number}"))
    }

    /// Its address at the desk of a site.
    pub fn desk_address(self, site: SiteId) -> String {
        match self {
            Self::File(file) => format!("/trang/{site}/tep/{file}"),
            Self::Entry(entry) => format!("/trang/{site}/noi-dung/{entry}"),
        }
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(file) => write!(f, "tep:{file}"),
            Self::Entry(entry) => write!(f, "bai:{entry}"),
        }
    }
}

/// What stands in the place of a reference.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Standing {
    /// An address: of a link, or of a picture shown as it is.
    Address(String),
    /// Whole markup in the place of a picture, `{alt}` where its words go; links lead to the address.
    Picture {
        /// The markup.
        markup: String,
        /// Where the picture is.
        address: String,
    },
    /// A film: where a text shows films the markup stands before the link to it, and what is said in
    /// it behind.
    Film {
        /// The markup.
        markup: String,
        /// The markup of what is said; empty when nobody wrote it down.
        said: String,
        /// Where the film is.
        address: String,
    },
    /// Nothing: a picture vanishes, a link becomes plain words.
    Nothing,
}

impl SafeHtml {
    /// Everything of the house the text points to, in order, each once.
    pub fn references(&self) -> Vec<Reference> {
        let mut found = Vec::new();
        for tag in tags(self.as_str()) {
            let reference = ["src", "href"]
                .into_iter()
                .filter_map(|name| tag.attribute(name))
                .find_map(|value| Reference::parse(&value));
            if let Some(reference) = reference.filter(|reference| !found.contains(reference)) {
                found.push(reference);
            }
        }
        found
    }

    /// The pictures of the house in the text with what they are said to show; those that only adorn
    /// are said to show nothing and are left out.
    pub fn described_pictures(&self) -> Vec<(FileId, String)> {
        tags(self.as_str())
            .filter(|tag| tag.name == "img")
            .filter_map(|tag| match Reference::parse(&tag.attribute("src")?)? {
                Reference::File(file) => Some((file, tag.attribute("alt")?.trim().to_owned())),
                Reference::Entry(_) => None,
            })
            .filter(|(_, alt)| !alt.is_empty())
            .collect()
    }

    /// The markup with every reference replaced by what stands there.
    pub fn resolved(&self, stands: impl Fn(Reference) -> Standing) -> String {
        let html = self.as_str();
        let mut out = String::with_capacity(html.len() + 256);
        let mut written = 0;
        let mut in_film = false;
        let mut said = String::new();
        for tag in tags(html) {
            let resolved = if tag.text == "</figure>" && !said.is_empty() {
                Some(format!("{}</figure>", std::mem::take(&mut said)))
            } else {
                resolved_tag(&tag, in_film, &stands, &mut said)
            };
            in_film = tag.name == "figure" && tag.attribute("data-video").is_some();
            let Some(replacement) = resolved else { continue };
            out.push_str(html.get(written..tag.start).unwrap_or_default());
            out.push_str(&replacement);
            written = tag.end;
        }
        out.push_str(html.get(written..).unwrap_or_default());
        out
    }

    /// The markup as the desk's editor shows it.
    pub fn for_desk(&self, site: SiteId) -> String {
        self.resolved(|reference| Standing::Address(reference.desk_address(site)))
    }
}

/// `in_film` when the tag is the first one of a place for a film; what is said in it goes to `said`.
fn resolved_tag(
    tag: &Tag<'_>,
    in_film: bool,
    stands: &impl Fn(Reference) -> Standing,
    said: &mut String,
) -> Option<String> {
    let name = match tag.name {
        "img" => "src",
        "a" => "href",
        _ => return None,
    };
    let reference = Reference::parse(&tag.attribute(name)?)?;
    let led = |address: &str| {
        tag.text.replacen(
            &format!("{name}=\"{reference}\""),
            &format!("{name}=\"{}\"", escape_attribute(address)),
            1,
        )
    };
    Some(match (tag.name, stands(reference)) {
        ("img", Standing::Picture { markup, .. }) => {
            let alt = tag.attribute("alt").unwrap_or(Cow::Borrowed(""));
            markup.replace("{alt}", &escape_attribute(&alt))
        }
        ("a", Standing::Film { markup, said: words, address }) if in_film => {
            *said = words;
            format!("{markup}{}", led(&address))
        }
        (
            _,
            Standing::Address(address)
            | Standing::Picture { address, .. }
            | Standing::Film { address, .. },
        ) => led(&address),
        ("img", _) => String::new(),
        _ => "<a>".to_owned(),
    })
}

fn escape_attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn text() -> SafeHtml {
        SafeHtml::sanitise(
            "<p>src=\"tep:9\" <a href=\"/trang/5/noi-dung/7\">bài</a> \
             <a href='tep:3'>tệp</a></p><img src='/trang/5/tep/12' alt='Bến \"đò\" <cũ>'>",
        )
    }

    #[test]
    fn addresses_of_the_desk_are_kept_as_numbers() {
        let seven = Reference::Entry(EntryId(7));
        let (three, twelve) = (Reference::File(FileId(3)), Reference::File(FileId(12)));
        assert_eq!(text().references(), [seven, three, twelve]);
        assert!(text().as_str().contains("src=\"tep:12\""), "{}", text());
        assert!(text().for_desk(SiteId(5)).contains("href=\"/trang/5/noi-dung/7\""));
        assert_eq!(SafeHtml::sanitise(&text().for_desk(SiteId(5))), text());
    }

    #[test]
    fn words_that_look_like_a_reference_stay_words() {
        assert!(text().resolved(|_| Standing::Nothing).contains("src=\"tep:9\""));
    }

    #[test]
    fn what_is_gone_leaves_no_dead_link_and_no_broken_picture() {
        let shown = text().resolved(|_| Standing::Nothing);
        assert!(!shown.contains("<img") && !shown.contains("bai:7") && shown.contains("bài"));
    }

    #[test]
    fn a_picture_carries_its_words_into_the_markup() {
        let shown = text().resolved(|reference| match reference {
            Reference::File(FileId(12)) => Standing::Picture {
                markup: "<img alt=\"{alt}\">".to_owned(),
                address: "/x".to_owned(),
            },
            _ => Standing::Address("/x".to_owned()),
        });
        assert!(shown.contains("alt=\"Bến &quot;đò&quot; &lt;cũ&gt;\""), "{shown}");
    }

    #[test]
    fn a_film_is_played_where_a_text_shows_films_and_linked_elsewhere() {
        let html = SafeHtml::sanitise(
            "<figure data-video=\"tep\"><a href=\"tep:4\">Lễ hội</a></figure><p><a href=\"tep:4\">xem</a></p>",
        );
        let shown = html.resolved(|_| Standing::Film {
            markup: "<video src=\"/x\"></video>".to_owned(),
            said: "<details>Kính thưa</details>".to_owned(),
            address: "/x".to_owned(),
        });
        assert!(
            shown
                .starts_with("<figure data-video=\"tep\"><video src=\"/x\"></video><a href=\"/x\"")
        );
        assert_eq!(shown.matches("<video").count(), 1, "{shown}");
        assert!(shown.contains("</a><details>Kính thưa</details></figure><p>"), "{shown}");
        assert_eq!(shown.matches("<details").count(), 1, "{shown}");
        assert!(shown.ends_with(">xem</a></p>"), "{shown}");
    }

    #[test]
    fn foreign_schemes_and_numbers_are_no_references() {
        for text in ["tep:", "tep:0", "tep:-1", "bai:x", "http://x", "", "tep:99999999999999999999"]
        {
            assert_eq!(Reference::parse(text), None, "{text}");
        }
        assert_eq!(Reference::of_desk("/trang/5/tep/12/x"), None);
        assert_eq!(Reference::of_desk("/trang/x/tep/12"), None);
    }

    proptest! {
        #[test]
        fn resolving_to_the_desk_and_back_changes_nothing(
            id in 1_i64..1_000_000, words in "[a-z\"<>&đ ]{0,20}",
        ) {
            let html = SafeHtml::sanitise(&format!("<p>{words}</p><img src='tep:{id}' alt='{words}'>"));
            prop_assert_eq!(SafeHtml::sanitise(&html.for_desk(SiteId(1))), html);
        }
    }
}
