//! What is kept of questions asked in vain.

use conglang_kernel::{EntryId, Moment};

use super::in_vain::{InVain, keepable, with_accents};
use super::{RecordKey, Side};

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

#[test]
fn a_question_without_accents_counts_with_the_one_it_means() {
    let line = |question: &str, times, at| InVain {
        question: question.to_owned(),
        times,
        last_at: Moment(at),
    };
    let asked = vec![
        line("giấy phép xây dựng", 3, 10),
        line("giay phep xay dung", 2, 20),
        line("má", 2, 5),
        line("mà", 1, 6),
        line("ma", 1, 7),
        line("lo de", 1, 1),
    ];
    let told = with_accents(asked);
    let told: Vec<_> = told.iter().map(|l| (l.question.as_str(), l.times, l.last_at.0)).collect();
    assert_eq!(
        told,
        [("giấy phép xây dựng", 5, 20), ("má", 3, 7), ("mà", 1, 6), ("lo de", 1, 1)],
        "what is typed in full is never taken for another"
    );
}
