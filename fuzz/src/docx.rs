//! What is taken over from a Word file.

use conglang_docx::{Imported, MediaType};
use conglang_kernel::SafeHtml;

use crate::markup::{assert_composed, assert_sound};

/// Panics unless the text is what the sanitiser leaves alone, its pictures are there, and its title and
/// lead are plain words.
pub fn assert_taken_over(found: &Imported) {
    // A picture gets its number in the house when it is stored.
    let html = found.html.replace("src=\"docx:", "src=\"tep:1");
    assert_sound(&html, &[]);
    assert_composed(&html);
    assert_eq!(canonical(SafeHtml::sanitise(&html).as_str()), canonical(&html));
    for shown in found.html.split("src=\"docx:").skip(1) {
        let number = shown.split('"').next().unwrap_or_default();
        assert!(number.parse::<usize>().is_ok_and(|number| number < found.pictures.len()));
    }
    for picture in &found.pictures {
        assert_eq!(MediaType::of(&picture.bytes), Some(picture.media_type));
    }
    for line in [&found.title, &found.lead].into_iter().flatten() {
        assert!(!line.trim().is_empty() && !line.contains('\n'), "{line:?}");
        assert_eq!(vitext::nfc(line), line.as_str());
    }
}

/// Markup is written in more ways than one; this is what they have in common.
fn canonical(html: &str) -> String {
    html.replace(" rel=\"noopener\"", "")
        .replace("&nbsp;", "\u{a0}")
        .replace("&quot;", "\"")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
}
