//! Icons written into the page itself: a drawing of a few lines costs less there than a request.

use std::collections::HashMap;

use minijinja::Value;

/// The drawings of `icons.svg` by the name of their symbol, ready for a page.
#[derive(Default)]
pub(super) struct Icons(HashMap<String, Value>);

/// What stands for an icon nobody drew, such as one of a theme that is gone.
const PLAIN: &str = "link";

impl Icons {
    /// Reads a file of `<symbol id="…" viewBox="…">…</symbol>`. What is no such symbol is left out.
    pub(super) fn read(svg: &str) -> Self {
        let drawings = svg.split("<symbol ").skip(1).filter_map(|part| {
            let (head, rest) = part.split_once('>')?;
            let (lines, _) = rest.split_once("</symbol>")?;
            let drawing = format!(
                "<svg class=\"icon\" viewBox=\"{}\" aria-hidden=\"true\">{lines}</svg>",
                attribute(head, "viewBox")?
            );
            Some((attribute(head, "id")?.to_owned(), Value::from_safe_string(drawing)))
        });
        Self(drawings.collect())
    }

    /// The drawing of a name.
    pub(super) fn draw(&self, name: &str) -> Value {
        self.0.get(name).or_else(|| self.0.get(PLAIN)).cloned().unwrap_or_default()
    }
}

fn attribute<'t>(head: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = head.split_once(&format!("{name}=\""))?;
    rest.split_once('"').map(|(value, _)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_symbol_becomes_a_drawing_and_an_unknown_name_a_plain_one() {
        let icons = Icons::read(
            "<svg><symbol id=\"menu\" viewBox=\"0 0 24 24\"><path d=\"M4 6h16\"/></symbol>\
             <symbol id=\"link\" viewBox=\"0 0 9 9\"></symbol></svg>",
        );
        assert_eq!(
            icons.draw("menu").as_str(),
            Some(
                "<svg class=\"icon\" viewBox=\"0 0 24 24\" aria-hidden=\"true\"><path d=\"M4 6h16\"/></svg>"
            )
        );
        assert_eq!(icons.draw("\"><script>").as_str(), icons.draw("link").as_str());
        assert!(icons.draw("menu").is_safe());
    }
}
