//! The small markup of the banks: blocks by blank lines, `##` heading, `-` list, `1.` numbered list,
//! `>` quotation, `|` table with its head in the first row, `**strong**`, `_em_`.

/// Turns filled markup into HTML with the tags that published content may hold.
pub(crate) fn html(text: &str) -> String {
    let mut out = String::with_capacity(text.len() * 5 / 4);
    for block in text.split("\n\n").map(str::trim).filter(|block| !block.is_empty()) {
        let lines: Vec<&str> = block.lines().map(str::trim).collect();
        let first = lines.first().copied().unwrap_or_default();
        if let Some(rest) = first.strip_prefix("### ") {
            element(&mut out, "h3", rest);
        } else if let Some(rest) = first.strip_prefix("## ") {
            element(&mut out, "h2", rest);
        } else if first.starts_with("- ") {
            list(&mut out, "ul", lines.iter().filter_map(|line| line.strip_prefix("- ")));
        } else if first.starts_with("1. ") {
            let items = lines.iter().filter_map(|line| line.split_once(". ").map(|(_, rest)| rest));
            list(&mut out, "ol", items);
        } else if let Some(rest) = first.strip_prefix("> ") {
            out.push_str("<blockquote>");
            element(&mut out, "p", rest);
            out.push_str("</blockquote>\n");
        } else if first.starts_with('|') {
            table(&mut out, &lines);
        } else {
            element(&mut out, "p", &lines.join(" "));
        }
    }
    out
}

fn element(out: &mut String, tag: &str, text: &str) {
    out.push_str(&format!("<{tag}>{}</{tag}>\n", inline(text)));
}

fn list<'a>(out: &mut String, tag: &str, items: impl Iterator<Item = &'a str>) {
    out.push_str(&format!("<{tag}>\n"));
    items.for_each(|item| element(out, "li", item));
    out.push_str(&format!("</{tag}>\n"));
}

fn table(out: &mut String, lines: &[&str]) {
    let cells = |line: &str, tag: &str| {
        let cells: String = line
            .trim_matches('|')
            .split('|')
            .map(|cell| format!("<{tag}>{}</{tag}>", inline(cell.trim())))
            .collect();
        format!("<tr>{cells}</tr>\n")
    };
    out.push_str("<table>\n<thead>\n");
    if let Some((head, rows)) = lines.split_first() {
        out.push_str(&cells(head, "th"));
        out.push_str("</thead>\n<tbody>\n");
        rows.iter().for_each(|row| out.push_str(&cells(row, "td")));
    }
    out.push_str("</tbody>\n</table>\n");
}

fn inline(text: &str) -> String {
    let safe = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let strong = paired(&safe, "**", "strong");
    paired(&strong, "_", "em")
}

/// Replaces pairs of a mark by an element; a mark without a partner stays.
fn paired(text: &str, mark: &str, tag: &str) -> String {
    let parts: Vec<&str> = text.split(mark).collect();
    let mut out = String::with_capacity(text.len() + 16);
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            match (index % 2 == 1, index + 1 < parts.len()) {
                (true, true) => out.push_str(&format!("<{tag}>")),
                (true, false) => out.push_str(mark),
                (false, _) => out.push_str(&format!("</{tag}>")),
            }
        }
        out.push_str(part);
    }
    out
}
