//! The tables of TCVN3 and VNI-Windows, as Windows-1252 shows them.

/// `(TCVN3, Unicode)`.
const TCVN3: &[(char, char)] = &[
    ('\u{a1}', 'Ă'),
    ('\u{a2}', 'Â'),
    ('\u{a3}', 'Ê'),
    ('\u{a4}', 'Ô'),
    ('\u{a5}', 'Ơ'),
    ('\u{a6}', 'Ư'),
    ('\u{a7}', 'Đ'),
    ('\u{a8}', 'ă'),
    ('\u{a9}', 'â'),
    ('\u{aa}', 'ê'),
    ('\u{ab}', 'ô'),
    ('\u{ac}', 'ơ'),
    ('\u{ad}', 'ư'),
    ('\u{ae}', 'đ'),
    ('\u{b5}', 'à'),
    ('\u{b6}', 'ả'),
    ('\u{b7}', 'ã'),
    ('\u{b8}', 'á'),
    ('\u{b9}', 'ạ'),
    ('\u{bb}', 'ằ'),
    ('\u{bc}', 'ẳ'),
    ('\u{bd}', 'ẵ'),
    ('\u{be}', 'ắ'),
    ('\u{c6}', 'ặ'),
    ('\u{c7}', 'ầ'),
    ('\u{c8}', 'ẩ'),
    ('\u{c9}', 'ẫ'),
    ('\u{ca}', 'ấ'),
    ('\u{cb}', 'ậ'),
    ('\u{cc}', 'è'),
    ('\u{ce}', 'ẻ'),
    ('\u{cf}', 'ẽ'),
    ('\u{d0}', 'é'),
    ('\u{d1}', 'ẹ'),
    ('\u{d2}', 'ề'),
    ('\u{d3}', 'ể'),
    ('\u{d4}', 'ễ'),
    ('\u{d5}', 'ế'),
    ('\u{d6}', 'ệ'),
    ('\u{d7}', 'ì'),
    ('\u{d8}', 'ỉ'),
    ('\u{dc}', 'ĩ'),
    ('\u{dd}', 'í'),
    ('\u{de}', 'ị'),
    ('\u{df}', 'ò'),
    ('\u{e1}', 'ỏ'),
    ('\u{e2}', 'õ'),
    ('\u{e3}', 'ó'),
    ('\u{e4}', 'ọ'),
    ('\u{e5}', 'ồ'),
    ('\u{e6}', 'ổ'),
    ('\u{e7}', 'ỗ'),
    ('\u{e8}', 'ố'),
    ('\u{e9}', 'ộ'),
    ('\u{ea}', 'ờ'),
    ('\u{eb}', 'ở'),
    ('\u{ec}', 'ỡ'),
    ('\u{ed}', 'ớ'),
    ('\u{ee}', 'ợ'),
    ('\u{ef}', 'ù'),
    ('\u{f1}', 'ủ'),
    ('\u{f2}', 'ũ'),
    ('\u{f3}', 'ú'),
    ('\u{f4}', 'ụ'),
    ('\u{f5}', 'ừ'),
    ('\u{f6}', 'ử'),
    ('\u{f7}', 'ữ'),
    ('\u{f8}', 'ứ'),
    ('\u{f9}', 'ự'),
    ('\u{fa}', 'ỳ'),
    ('\u{fb}', 'ỷ'),
    ('\u{fc}', 'ỹ'),
    ('\u{fd}', 'ý'),
    ('\u{fe}', 'ỵ'),
];

/// `(VNI, Unicode)`: letters of two characters, then of one; lower case, then capitals.
const VNI: &[(&str, char)] = &[
    ("aù", 'á'),
    ("aø", 'à'),
    ("aû", 'ả'),
    ("aõ", 'ã'),
    ("aï", 'ạ'),
    ("aê", 'ă'),
    ("aé", 'ắ'),
    ("aè", 'ằ'),
    ("aú", 'ẳ'),
    ("aü", 'ẵ'),
    ("aë", 'ặ'),
    ("aâ", 'â'),
    ("aá", 'ấ'),
    ("aà", 'ầ'),
    ("aå", 'ẩ'),
    ("aã", 'ẫ'),
    ("aä", 'ậ'),
    ("eù", 'é'),
    ("eø", 'è'),
    ("eû", 'ẻ'),
    ("eõ", 'ẽ'),
    ("eï", 'ẹ'),
    ("eâ", 'ê'),
    ("eá", 'ế'),
    ("eà", 'ề'),
    ("eå", 'ể'),
    ("eã", 'ễ'),
    ("eä", 'ệ'),
    ("où", 'ó'),
    ("oø", 'ò'),
    ("oû", 'ỏ'),
    ("oõ", 'õ'),
    ("oï", 'ọ'),
    ("oâ", 'ô'),
    ("oá", 'ố'),
    ("oà", 'ồ'),
    ("oå", 'ổ'),
    ("oã", 'ỗ'),
    ("oä", 'ộ'),
    ("ôù", 'ớ'),
    ("ôø", 'ờ'),
    ("ôû", 'ở'),
    ("ôõ", 'ỡ'),
    ("ôï", 'ợ'),
    ("uù", 'ú'),
    ("uø", 'ù'),
    ("uû", 'ủ'),
    ("uõ", 'ũ'),
    ("uï", 'ụ'),
    ("öù", 'ứ'),
    ("öø", 'ừ'),
    ("öû", 'ử'),
    ("öõ", 'ữ'),
    ("öï", 'ự'),
    ("yù", 'ý'),
    ("yø", 'ỳ'),
    ("yû", 'ỷ'),
    ("yõ", 'ỹ'),
    ("í", 'í'),
    ("ì", 'ì'),
    ("æ", 'ỉ'),
    ("ó", 'ĩ'),
    ("ò", 'ị'),
    ("ô", 'ơ'),
    ("ö", 'ư'),
    ("î", 'ỵ'),
    ("ñ", 'đ'),
    ("AÙ", 'Á'),
    ("AØ", 'À'),
    ("AÛ", 'Ả'),
    ("AÕ", 'Ã'),
    ("AÏ", 'Ạ'),
    ("AÊ", 'Ă'),
    ("AÉ", 'Ắ'),
    ("AÈ", 'Ằ'),
    ("AÚ", 'Ẳ'),
    ("AÜ", 'Ẵ'),
    ("AË", 'Ặ'),
    ("AÂ", 'Â'),
    ("AÁ", 'Ấ'),
    ("AÀ", 'Ầ'),
    ("AÅ", 'Ẩ'),
    ("AÃ", 'Ẫ'),
    ("AÄ", 'Ậ'),
    ("EÙ", 'É'),
    ("EØ", 'È'),
    ("EÛ", 'Ẻ'),
    ("EÕ", 'Ẽ'),
    ("EÏ", 'Ẹ'),
    ("EÂ", 'Ê'),
    ("EÁ", 'Ế'),
    ("EÀ", 'Ề'),
    ("EÅ", 'Ể'),
    ("EÃ", 'Ễ'),
    ("EÄ", 'Ệ'),
    ("OÙ", 'Ó'),
    ("OØ", 'Ò'),
    ("OÛ", 'Ỏ'),
    ("OÕ", 'Õ'),
    ("OÏ", 'Ọ'),
    ("OÂ", 'Ô'),
    ("OÁ", 'Ố'),
    ("OÀ", 'Ồ'),
    ("OÅ", 'Ổ'),
    ("OÃ", 'Ỗ'),
    ("OÄ", 'Ộ'),
    ("ÔÙ", 'Ớ'),
    ("ÔØ", 'Ờ'),
    ("ÔÛ", 'Ở'),
    ("ÔÕ", 'Ỡ'),
    ("ÔÏ", 'Ợ'),
    ("UÙ", 'Ú'),
    ("UØ", 'Ù'),
    ("UÛ", 'Ủ'),
    ("UÕ", 'Ũ'),
    ("UÏ", 'Ụ'),
    ("ÖÙ", 'Ứ'),
    ("ÖØ", 'Ừ'),
    ("ÖÛ", 'Ử'),
    ("ÖÕ", 'Ữ'),
    ("ÖÏ", 'Ự'),
    ("YÙ", 'Ý'),
    ("YØ", 'Ỳ'),
    ("YÛ", 'Ỷ'),
    ("YÕ", 'Ỹ'),
    ("Í", 'Í'),
    ("Ì", 'Ì'),
    ("Æ", 'Ỉ'),
    ("Ó", 'Ĩ'),
    ("Ò", 'Ị'),
    ("Ô", 'Ơ'),
    ("Ö", 'Ư'),
    ("Î", 'Ỵ'),
    ("Ñ", 'Đ'),
];

/// The letter a TCVN3 character stands for.
pub(super) fn tcvn3(c: char) -> Option<char> {
    TCVN3.iter().find(|(old, _)| *old == c).map(|(_, new)| *new)
}

/// The TCVN3 character of a letter, or what was given.
pub(super) fn tcvn3_of(c: char) -> char {
    TCVN3.iter().find(|(_, new)| *new == c).map_or(c, |(old, _)| *old)
}

/// The letter two VNI characters stand for together. A mark typed in the other case counts too.
pub(super) fn vni_pair(base: char, mark: char) -> Option<char> {
    if mark.is_ascii() {
        return None;
    }
    let mut cased = mark.to_lowercase();
    let mut upper = mark.to_uppercase();
    let mark = if base.is_uppercase() { upper.next()? } else { cased.next()? };
    VNI.iter().find_map(|(old, new)| {
        let mut old = old.chars();
        (old.next() == Some(base) && old.next() == Some(mark)).then_some(*new)
    })
}

/// The letter one VNI character stands for by itself.
pub(super) fn vni_single(c: char) -> Option<char> {
    if c.is_ascii() {
        return None;
    }
    VNI.iter().find_map(|(old, new)| {
        let mut old = old.chars();
        (old.next() == Some(c) && old.next().is_none()).then_some(*new)
    })
}

/// The VNI characters of a letter.
pub(super) fn vni_of(c: char) -> Option<&'static str> {
    VNI.iter().find(|(_, new)| *new == c).map(|(old, _)| *old)
}

/// Every letter of a table that goes both ways, for the tests.
#[cfg(test)]
pub(super) fn letters() -> impl Iterator<Item = char> {
    VNI.iter().map(|(_, new)| *new)
}
