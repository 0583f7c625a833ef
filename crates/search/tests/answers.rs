//! What an answer is made of: what holds every word, what comes near, what was meant, and where.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use conglang_search::{
    Answer, Effort, Filter, Home, Index, LastWord, Order, Question, Record, Sites, Surroundings,
    Wholeness,
};
use tempfile::TempDir;

/// An index of entries: the site, the title, the body. They are numbered from 1.
fn index(entries: &[(u64, &str, &str)]) -> (Index, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let index = Index::open(folder.path()).unwrap();
    let records: Vec<Record> = (1..)
        .zip(entries)
        .map(|(id, (site, title, body))| Record {
            id,
            site: *site,
            kind: "article".to_owned(),
            language: "vi".to_owned(),
            title: (*title).to_owned(),
            body: (*body).to_owned(),
            ..Record::default()
        })
        .collect();
    let mut writer = index.writer(Effort::Quiet).unwrap();
    writer.put(&records).unwrap();
    writer.commit(1).unwrap();
    (index, folder)
}

fn question(text: &str, sites: Sites) -> Question {
    Question {
        text: text.to_owned(),
        last: LastWord::Whole,
        filter: Filter::public(sites),
        order: Order::Relevance,
        skip: 0,
        take: 10,
        now: 0,
    }
}

fn ids(answer: &Answer, wanted: fn(Wholeness) -> bool) -> Vec<u64> {
    answer.hits.iter().filter(|hit| wanted(hit.wholeness)).map(|hit| hit.id).collect()
}

fn whole(answer: &Answer) -> Vec<u64> {
    ids(answer, |wholeness| wholeness == Wholeness::Whole)
}

fn near(answer: &Answer) -> Vec<u64> {
    ids(answer, |wholeness| wholeness != Wholeness::Whole)
}

#[test]
fn a_phrase_stands_above_its_syllables_apart_even_in_a_title() {
    let (index, _folder) = index(&[
        (1, "Tuyển sinh lớp 1, triển khai năm học mới", "Học sinh khai giảng."),
        (1, "Cấp căn cước lưu động", "Mang theo giấy khai sinh hoặc thẻ cũ."),
        (1, "Triển khai vệ sinh môi trường", "Công khai kết quả sinh hoạt hè."),
    ]);
    for text in ["khai sinh", "khai sính"] {
        let answer = index.search(&question(text, Sites::One(1))).unwrap();
        assert_eq!(answer.hits.first().unwrap().id, 2, "{text}");
    }
    let answer = index.search(&question("khai sinh", Sites::One(1))).unwrap();
    assert_eq!((answer.count, whole(&answer).len()), (3, 3));
}

#[test]
fn what_comes_near_follows_what_holds_every_word_and_is_counted_for_itself() {
    let (index, _folder) = index(&[
        (1, "Đăng ký khai sinh", "Nộp tại bộ phận một cửa."),
        (1, "Đăng ký khai tử", "Nộp tại bộ phận một cửa."),
        (1, "Học sinh vui hè", "Các em học sinh sinh hoạt hè."),
    ]);
    let answer = index.search(&question("đăng ký khai sinh", Sites::One(1))).unwrap();
    assert_eq!((answer.count, whole(&answer)), (1, vec![1]));
    // One syllable of a compound is another word.
    assert_eq!((answer.near, near(&answer)), (1, vec![2]));
    assert_eq!(answer.reach, 2);
    let next = Question { skip: 1, ..question("đăng ký khai sinh", Sites::One(1)) };
    assert_eq!(near(&index.search(&next).unwrap()), [2]);
}

#[test]
fn stop_words_find_nothing() {
    let (index, _folder) = index(&[
        (1, "Đăng ký khai sinh", "Người dân nộp hồ sơ trực tuyến."),
        (1, "Nhà ở của người thu nhập thấp", "Ở đâu có nhà ở thì ở đó có người ở."),
    ]);
    let answer = index.search(&question("đăng ký khai sinh ở đâu", Sites::One(1))).unwrap();
    assert_eq!((answer.count, whole(&answer), answer.near), (1, vec![1], 0));
}

#[test]
fn what_stands_where_was_asked_for_need_not_say_so() {
    let (index, _folder) = index(&[
        (7, "Lịch tiếp công dân", "Thứ hai hằng tuần."),
        (8, "Lịch tiếp công dân", "Thứ ba, tại phường Tân Xuyên, có an ninh."),
        (9, "Tin tỉnh", "Phường An Xuyên công bố lịch tiếp công dân."),
        (9, "Phường Tân Xuyên", "An ninh, lịch tiếp công dân."),
    ]);
    let text = "lich tiep cong dan xa an xuyen";
    let home = Home {
        words: "xa an xuyen".to_owned(),
        also: vec!["Phường An Xuyên".to_owned()],
        sites: vec![7],
    };
    let there = Surroundings { home: Some(home), around: None };
    let answer = index.search_within(&question(text, Sites::All), &there).unwrap();
    assert_eq!((answer.count, whole(&answer)), (2, vec![1, 3]));
    assert_eq!(answer.facets.sites.len(), 2);
    let without = index.search(&question(text, Sites::All)).unwrap();
    assert_eq!(without.count, 0, "nothing says so itself");
}

#[test]
fn a_slip_is_judged_by_what_is_written_on_all_sites() {
    let (index, _folder) = index(&[
        (1, "Họp dân ấp 2", "Bàn việc làm đường. Vệ sinh ấp."),
        (1, "Lực lượng dân quân gia cố bờ kênh", "Có cả thanh niên, số đông."),
        (2, "Đăng ký khai sinh", "Giấy khai sinh."),
        (2, "Mức lương cơ sở mới", "Mức lương cơ sở tăng."),
        (3, "Vệ sinh ấp", "Bí mật."),
    ]);
    let around = Surroundings { home: None, around: Some(Sites::Some(vec![1, 2])) };
    let ask = |text: &str| index.search_within(&question(text, Sites::One(1)), &around).unwrap();
    let slipped = ask("giay khai sihn");
    assert_eq!(slipped.better.as_deref(), Some("giay khai sinh"));
    assert_eq!((slipped.count, slipped.hits.len()), (0, 0), "and not what resembles parts of it");
    // What is written elsewhere was typed as it was meant.
    assert_eq!(ask("muc luong co so").better, None);
}
