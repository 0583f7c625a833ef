//! Any text as the markup of an article: what comes out is sound, and is left alone when it comes back.

#![no_main]

use conglang_kernel::{SafeHtml, SiteId};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|typed: &str| {
    let clean = SafeHtml::sanitise(typed);
    let lower = clean.as_str().to_lowercase();
    assert!(!lower.contains("<script") && !lower.contains("<iframe") && !lower.contains("<style"));
    assert_eq!(SafeHtml::sanitise(clean.as_str()), clean);
    assert_eq!(SafeHtml::sanitise(&clean.for_desk(SiteId(1))), clean);
    let _ = SafeHtml::of_typed(typed).changes_since(&clean);
    let _ = clean.paragraphs();
});
