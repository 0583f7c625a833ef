//! Any text as the markup of an article: what comes out is sound, and is left alone when it comes back.

#![no_main]

use conglang_fuzz::{assert_composed, assert_sound};
use conglang_kernel::{SafeHtml, SiteId};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|typed: &str| {
    let clean = SafeHtml::sanitise(typed);
    assert_sound(clean.as_str(), &[]);
    assert_composed(clean.as_str());
    assert_eq!(SafeHtml::sanitise(clean.as_str()), clean);
    assert_eq!(SafeHtml::sanitise(&clean.for_desk(SiteId(1))), clean);

    let field = SafeHtml::of_typed(typed);
    assert_sound(field.as_str(), &[]);
    for text in [&clean, &field] {
        // Opened in a plain field and saved untouched, a text says what it said.
        let again = SafeHtml::of_typed(&text.to_typed());
        assert_eq!(again.text(), text.text(), "{text:?}");
        assert_eq!(SafeHtml::of_typed(&again.to_typed()), again, "{text:?}");
    }
    let changes = field.changes_since(&clean);
    assert_sound(&changes, &["ins", "del"]);
    assert_eq!(clean.changes_since(&clean), clean.as_str());
    assert!(clean.paragraphs().lines().all(|line| line.trim() == line && !line.is_empty()));
});
