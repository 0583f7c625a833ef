//! Markup that may be shown to anybody: read strictly, tag by tag.

/// Every element that may be left, with its attributes. `lang` may stand on all of them.
const ELEMENTS: &[(&str, &[&str])] = &[
    ("a", &["href", "title", "rel"]),
    ("abbr", &["title"]),
    ("aside", &[]),
    ("b", &[]),
    ("blockquote", &[]),
    ("br", &[]),
    ("caption", &[]),
    ("code", &[]),
    ("dd", &[]),
    ("dl", &[]),
    ("dt", &[]),
    ("em", &[]),
    ("figcaption", &[]),
    ("figure", &["class", "data-video"]),
    ("h2", &[]),
    ("h3", &[]),
    ("h4", &[]),
    ("hr", &[]),
    ("i", &[]),
    ("img", &["src", "alt", "width", "height", "role"]),
    ("li", &[]),
    ("ol", &["start", "type"]),
    ("p", &[]),
    ("pre", &[]),
    ("s", &[]),
    ("strong", &[]),
    ("sub", &[]),
    ("sup", &[]),
    ("table", &[]),
    ("tbody", &[]),
    ("td", &["colspan", "rowspan"]),
    ("tfoot", &[]),
    ("th", &["colspan", "rowspan", "scope"]),
    ("thead", &[]),
    ("tr", &[]),
    ("u", &[]),
    ("ul", &[]),
];

const EMPTY: &[&str] = &["br", "hr", "img"];

/// Where a link may lead, when its address says a scheme at all.
const SCHEMES: &[&str] = &["http", "https", "mailto", "tel", "tep", "bai"];

/// Panics unless the markup is on the allow-list, closed in order, escaped and leads nowhere it may not.
/// `more` are elements without attributes that are allowed besides.
pub fn assert_sound(html: &str, more: &[&str]) {
    let mut open: Vec<&str> = Vec::new();
    for piece in pieces(html) {
        match piece {
            Piece::Words(words) => assert_escaped(words, html),
            Piece::Close(name) => assert_eq!(open.pop(), Some(name), "closed out of turn: {html}"),
            Piece::Open(name, attributes) => {
                assert_allowed(name, &attributes, more, html);
                if !EMPTY.contains(&name) {
                    open.push(name);
                }
            }
        }
    }
    assert!(open.is_empty(), "left open: {open:?} in {html}");
}

/// Panics unless words and tags are in form C, each for itself: a sign at the beginning of words does not
/// belong to the bracket before it.
pub fn assert_composed(html: &str) {
    for stretch in html.split_inclusive('>').flat_map(|stretch| {
        let (words, tag) = stretch.split_at(stretch.find('<').unwrap_or(stretch.len()));
        [words, tag]
    }) {
        assert_eq!(vitext::nfc(stretch), stretch, "not in form C: {html}");
    }
}

enum Piece<'h> {
    Words(&'h str),
    Open(&'h str, Vec<(&'h str, &'h str)>),
    Close(&'h str),
}

/// Reads what a serialiser wrote; anything laxer is a mistake.
fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        pieces.push(Piece::Words(&rest[..at]));
        rest = &rest[at + 1..];
        if let Some(closing) = rest.strip_prefix('/') {
            let (name, after) = closing.split_once('>').expect("a closing tag has an end");
            pieces.push(Piece::Close(name));
            rest = after;
            continue;
        }
        let (name, after) = named(rest, html);
        rest = after;
        let mut attributes = Vec::new();
        while let Some(spaced) = rest.strip_prefix(' ') {
            let (name, after) = named(spaced, html);
            let quoted = after.strip_prefix("=\"").unwrap_or_else(|| panic!("no value: {html}"));
            let (value, after) =
                quoted.split_once('"').unwrap_or_else(|| panic!("an open quote: {html}"));
            attributes.push((name, value));
            rest = after;
        }
        pieces.push(Piece::Open(name, attributes));
        rest = rest.strip_prefix('>').unwrap_or_else(|| panic!("an odd tag: {html}"));
    }
    pieces.push(Piece::Words(rest));
    pieces
}

fn named<'h>(text: &'h str, html: &str) -> (&'h str, &'h str) {
    let is_name = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    let end = text.find(|c| !is_name(c)).unwrap_or(text.len());
    assert!(end > 0, "a bracket without a name: {html}");
    text.split_at(end)
}

fn assert_escaped(text: &str, html: &str) {
    assert!(!text.contains('>'), "a bare bracket: {html}");
    for after in text.split('&').skip(1) {
        let known = ["amp;", "lt;", "gt;", "nbsp;", "quot;"];
        assert!(known.iter().any(|name| after.starts_with(name)), "a bare ampersand: {html}");
    }
}

fn assert_allowed(name: &str, attributes: &[(&str, &str)], more: &[&str], html: &str) {
    let known =
        ELEMENTS.iter().find(|(known, _)| *known == name).map(|(_, attributes)| *attributes);
    let allowed = known.or_else(|| more.contains(&name).then_some(&[]));
    let allowed = allowed.unwrap_or_else(|| panic!("<{name}> in {html}"));
    for (at, (attribute, value)) in attributes.iter().enumerate() {
        let is_known = *attribute == "lang" || allowed.contains(attribute);
        assert!(is_known, "{attribute} of <{name}> in {html}");
        let twice = attributes.iter().skip(at + 1).any(|(other, _)| other == attribute);
        assert!(!twice, "{attribute} of <{name}> twice in {html}");
        match *attribute {
            "href" => assert!(leads_well(value), "{value} in {html}"),
            // Only files of the house.
            "src" => assert!(
                value.starts_with("/tep/")
                    || value.strip_prefix("tep:").is_some_and(|id| id.parse::<i64>().is_ok()),
                "{value} in {html}"
            ),
            "rel" => assert_eq!(*value, "noopener"),
            _ => {}
        }
    }
}

/// As a browser reads an address: signs before it and line breaks within count for nothing.
fn leads_well(address: &str) -> bool {
    let address = address.replace("&amp;", "&").replace("&quot;", "\"");
    let bare: String = address
        .trim_start_matches(|c: char| c <= ' ')
        .chars()
        .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
        .collect();
    match bare.find([':', '/', '?', '#']) {
        Some(at) if bare[at..].starts_with(':') && is_scheme(&bare[..at]) => {
            SCHEMES.iter().any(|scheme| bare[..at].eq_ignore_ascii_case(scheme))
        }
        _ => true,
    }
}

/// Anything else before a colon is the beginning of a path.
fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'))
}
