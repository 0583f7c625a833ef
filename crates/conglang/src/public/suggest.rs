//! Suggestions while somebody types, and the description by which browsers search a site.

use conglang_house::search::{RecordKey, index_fault};
use conglang_platform::fault::Fault;
use conglang_search::Filter;
use serde::Serialize;

use super::feed::escaped;
use super::search::sites;
use super::{Refusal, View, Visit};

/// How many are given.
const SHOWN: usize = 8;

/// The longest short name of a search, in characters.
const SHORT_NAME_MAX: usize = 16;

/// Shorter typing fits everything.
const CHARS_MIN: usize = 2;
const CHARS_MAX: usize = 100;

#[derive(Serialize)]
struct Line {
    title: String,
    number: String,
    kind: String,
    url: String,
}

/// Titles and numbers that go on as the typing does, as JSON.
pub async fn show(visit: &Visit) -> Result<View, Refusal> {
    let typed: String = visit.parameter("q").unwrap_or_default().chars().take(CHARS_MAX).collect();
    if typed.trim().chars().count() < CHARS_MIN {
        return Ok(json("[]".to_owned()));
    }
    let filter = Filter {
        language: Some(visit.frame.language.as_str().to_owned()),
        ..Filter::public(sites(visit, None))
    };
    let (index, now) = (visit.web.index.clone(), visit.now.0 / 1000);
    let found = tokio::task::spawn_blocking(move || index.suggest(&typed, &filter, SHOWN, now))
        .await
        .map_err(Fault::from)?
        .map_err(index_fault)?;
    let own = u64::try_from(visit.scope.site().0).unwrap_or_default();
    let lines: Vec<Line> = found
        .into_iter()
        .filter_map(|suggestion| {
            let id = RecordKey::of(suggestion.id)?.entry()?;
            // The number alone says which entry; its address leads on to the canonical one.
            let path =
                format!("{}/{}/{id}", visit.frame.prefix(), conglang_house::frame::NO_CATEGORY);
            let url = if suggestion.site == own {
                path
            } else {
                let site = i64::try_from(suggestion.site).unwrap_or_default();
                match visit.web.hosts.canonical_of(conglang_kernel::SiteId(site)) {
                    Some(host) => format!("{}{path}", visit.web.config.origin(&host)),
                    None => path,
                }
            };
            Some(Line {
                title: suggestion.title,
                number: suggestion.number,
                kind: visit.say(&format!("search-kind-{}", suggestion.kind)),
                url,
            })
        })
        .collect();
    Ok(json(serde_json::to_string(&lines).map_err(Fault::from)?))
}

fn json(body: String) -> View {
    View::of("application/json; charset=utf-8", body)
}

/// As many whole words as the standard lets a short name have (OpenSearch 1.1: 16 characters).
fn shortened(name: &str) -> String {
    let mut short = String::new();
    for word in name.split_whitespace() {
        if short.chars().count() + 1 + word.chars().count() > SHORT_NAME_MAX {
            break;
        }
        if !short.is_empty() {
            short.push(' ');
        }
        short.push_str(word);
    }
    if short.is_empty() { name.chars().take(SHORT_NAME_MAX).collect() } else { short }
}

/// How browsers search this site.
pub fn describe(visit: &Visit) -> Result<View, Refusal> {
    let frame = &visit.frame;
    let short = shortened(&frame.name);
    let body = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
         <OpenSearchDescription xmlns=\"http://a9.com/-/spec/opensearch/1.1/\">\n\
         <ShortName>{}</ShortName>\n<Description>{}</Description>\n\
         <InputEncoding>UTF-8</InputEncoding>\n<Language>{}</Language>\n\
         <Image width=\"16\" height=\"16\" type=\"image/svg+xml\">{}</Image>\n\
         <Url type=\"text/html\" template=\"{}?q={{searchTerms}}\"/>\n\
         <Url type=\"application/rss+xml\" template=\"{}?q={{searchTerms}}\"/>\n\
         </OpenSearchDescription>\n",
        escaped(&short),
        escaped(&frame.full_name),
        frame.language.as_str(),
        escaped(&frame.absolute(visit.web.assets.address("favicon.svg").unwrap_or_default())),
        escaped(&frame.absolute(&format!("{}/tim-kiem", frame.prefix()))),
        escaped(&frame.absolute(&format!("{}/tim-kiem/rss.xml", frame.prefix()))),
    );
    Ok(View::of("application/opensearchdescription+xml; charset=utf-8", body))
}

#[cfg(test)]
mod tests {
    use super::shortened;

    #[test]
    fn a_short_name_has_whole_words() {
        assert_eq!(shortened("Phường An Xuyên"), "Phường An Xuyên");
        assert_eq!(shortened("Xã Nguyễn Việt Khái"), "Xã Nguyễn Việt");
        assert_eq!(shortened(&"x".repeat(40)), "x".repeat(16));
    }
}
