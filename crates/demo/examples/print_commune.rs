//! Prints what a commune gets: `print_commune CODE NAME KIND DISTRICT [today]`, or `print_commune province`.

use std::io::{Error, Write};

use conglang_demo::{Amount, CommuneFacts, commune_content, province_content};

fn main() -> std::io::Result<()> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let word = |at: usize, otherwise: &'static str| words.get(at).map_or(otherwise, String::as_str);
    let today = word(4, "2026-08-26").parse().map_err(Error::other)?;
    let content = if word(0, "") == "province" {
        province_content(today)
    } else {
        let facts = CommuneFacts {
            code: word(0, "32023"),
            name: word(1, "Xã An Xuyên"),
            kind: word(2, "xã"),
            district: word(3, "Thành phố Cà Mau"),
            province: "Tỉnh Cà Mau",
            today,
        };
        commune_content(&facts, Amount::default())
    };
    let mut out = std::io::stdout().lock();
    writeln!(out, "{:#?}\n", content.profile)?;
    for page in &content.introduction {
        writeln!(out, "=== {} [{}]\n{}\n{}", page.title, page.slug, page.summary, page.body_html)?;
    }
    for text in &content.articles {
        writeln!(
            out,
            "--- {} [{}/{}] {} · {}",
            text.title, text.category_slug, text.key, text.published_at, text.author
        )?;
        writeln!(out, "{:?}: {} / {}", text.picture, text.picture_alt, text.picture_caption)?;
        writeln!(out, "{}\n{}", text.summary, text.body_html)?;
    }
    for text in &content.notices {
        writeln!(
            out,
            "!!! {} [{}] {} → {:?} {:?}",
            text.title, text.key, text.published_at, text.expires_on, text.urgency
        )?;
        writeln!(out, "{}\n{}", text.summary, text.body_html)?;
    }
    Ok(())
}
