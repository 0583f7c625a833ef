//! What is kept of questions asked in vain.

use super::in_vain::keepable;
use super::{RecordKey, Side};
use conglang_kernel::EntryId;

fn kept(question: &str) -> Option<String> {
    keepable(question, |word| word == "wifi")
}

#[test]
fn questions_that_look_like_personal_data_are_not_kept() {
    for question in ["0912345678", "nguyễn văn an 096201001234", "a@b.vn", "", "?!", "http://x.y"]
    {
        assert_eq!(kept(question), None, "{question}");
    }
    assert_eq!(kept("từ  này dài quá một câu hỏi thông thường của người dân"), None);
    assert_eq!(kept("  Giấy  phép XÂY dựng ").as_deref(), Some("giấy phép xây dựng"));
    assert_eq!(kept("60/2014").as_deref(), Some("60/2014"));
}

#[test]
fn what_nobody_asks_is_not_kept() {
    for question in [
        "asdfgh",
        "qwe rty uio",
        "xyzzyq wwkk",
        "a",
        "x y z",
        "1234",
        "' or 1=1 --",
        "union select password",
        "tin tuc' and 'a'='a",
        "<script>alert(1)</script>",
        "xem thêm javascript:alert(1);",
        "www.abc.com",
        "camau.gov.vn",
        "trang chu index.php",
        "../../etc/passwd",
    ] {
        assert_eq!(kept(question), None, "{question}");
    }
    for question in
        ["chó thả rông", "cho tha rong", "wifi", "ubnd", "học bổng 2026", "ddieenj", "tp.cà mau"]
    {
        assert!(kept(question).is_some(), "{question}");
    }
}

#[test]
fn a_record_knows_its_entry_and_its_side() {
    for side in [Side::Public, Side::Draft] {
        let key = RecordKey::Entry(EntryId(77), side);
        assert_eq!(RecordKey::of(key.number()), Some(key));
    }
}
