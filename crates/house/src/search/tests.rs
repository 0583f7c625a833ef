//! What is kept of questions asked in vain.

use super::in_vain::keepable;
use super::{RecordKey, Side};
use conglang_kernel::EntryId;

#[test]
fn questions_that_look_like_personal_data_are_not_kept() {
    for question in ["0912345678", "nguyễn văn an 096201001234", "a@b.vn", "", "?!", "http://x.y"]
    {
        assert_eq!(keepable(question), None, "{question}");
    }
    assert_eq!(keepable("từ  này dài quá một câu hỏi thông thường của người dân"), None);
    assert_eq!(keepable("  Giấy  phép XÂY dựng ").as_deref(), Some("giấy phép xây dựng"));
    assert_eq!(keepable("60/2014").as_deref(), Some("60/2014"));
}

#[test]
fn a_record_knows_its_entry_and_its_side() {
    for side in [Side::Public, Side::Draft] {
        let key = RecordKey::Entry(EntryId(77), side);
        assert_eq!(RecordKey::of(key.number()), Some(key));
    }
}
