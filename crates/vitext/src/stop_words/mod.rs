//! Stop words: words so common that they tell little about a text. For ranking only.
//!
//! The list is that of github.com/stopwords/vietnamese-stopwords (MIT, © 2015 Van-Duyet Le); of it
//! the single words are used, because a text is compared word by word.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::tone::canonical_tone;

static LIST: LazyLock<HashSet<String>> = LazyLock::new(|| {
    include_str!("../../data/stopwords_vi.txt")
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty() && !line.contains(' '))
        .map(|line| canonical_tone(&line.to_lowercase()))
        // One plain letter may be the number of a block or a part; these say what a question is about.
        .filter(|word| word.chars().count() > 1 || !word.is_ascii())
        .filter(|word| !KEPT.contains(&word.as_str()))
        .collect()
});

/// On the list, but names of things people look for: a plot (thửa), a court (tòa), the news (tin).
const KEPT: &[&str] = &[
    "ba", "bà", "bác", "bài", "bán", "bệt", "bước", "bạn", "cao", "cha", "chính", "chuyển", "con",
    "cái", "cây", "cấp", "cần", "cậu", "em", "giảm", "giờ", "hỏi", "họ", "khách", "khó", "lượng",
    "lớn", "mạnh", "mất", "mới", "mở", "nay", "ngày", "nguồn", "người", "nhà", "nhóm", "nhận",
    "nước", "năm", "phần", "quận", "sáng", "số", "tay", "thanh", "thuộc", "tháng", "thửa", "tin",
    "tiền", "tránh", "tuổi", "tên", "tòa", "tăng", "tạo", "vùng", "vụ", "xa", "ăn", "điểm", "điều",
    "ông", "ý", "an", "duy",
];

/// Whether a word, in lower case with its accents, is a stop word.
pub fn is_stop_word(word: &str) -> bool {
    LIST.contains(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_words_are_stop_words_and_names_of_things_are_not() {
        for word in ["của", "và", "là", "những", "cho", "để", "ở", "đâu"] {
            assert!(is_stop_word(word), "{word}");
        }
        for word in ["đất", "chợ", "xã", "khai", "sinh", "nước", "2014", "a", "ý", ""] {
            assert!(!is_stop_word(word), "{word}");
        }
    }
}
