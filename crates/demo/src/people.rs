//! Invented people with ordinary names of the south.

use crate::chance::Chance;

const FAMILIES: [&str; 26] = [
    "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Trần", "Lê", "Lê", "Phạm", "Huỳnh", "Huỳnh", "Võ",
    "Phan", "Trương", "Bùi", "Đặng", "Đỗ", "Ngô", "Hồ", "Dương", "Lý", "Lâm", "Châu", "Tạ", "Mai",
    "Quách", "Thạch",
];
const MEN_MIDDLE: [&str; 14] = [
    "Văn", "Văn", "Văn", "Hữu", "Minh", "Quốc", "Thanh", "Hoàng", "Trung", "Chí", "Công", "Tấn",
    "Phước", "Đức",
];
const MEN: [&str; 56] = [
    "Hùng", "Dũng", "Tâm", "Phong", "Khải", "Toàn", "Nghĩa", "Lợi", "Út", "Sơn", "Bảo", "Khánh",
    "Đạt", "Hiếu", "Thuận", "Vinh", "Kiệt", "Nhân", "Phúc", "Thành", "Trí", "Tài", "Hậu", "Giang",
    "Luân", "Khởi", "Cường", "Nam", "Đông", "Hải", "Lâm", "Quân", "Thắng", "Trọng", "Việt", "Mười",
    "Bền", "Chiến", "Đệ", "Điền", "Hoà", "Khang", "Liêm", "Mẫn", "Nhựt", "Phương", "Quí", "Sang",
    "Tùng", "Vững", "Xuân", "Yên", "Bình", "Danh", "Lực", "Tín",
];
const WOMEN_MIDDLE: [&str; 10] =
    ["Thị", "Thị", "Thị", "Thị Kim", "Thị Mỹ", "Ngọc", "Thị Thu", "Thị Hồng", "Thị Cẩm", "Bích"];
const WOMEN: [&str; 44] = [
    "Lan",
    "Hạnh",
    "Nga",
    "Thảo",
    "Trang",
    "Diễm",
    "Loan",
    "Nhung",
    "Yến",
    "Tuyền",
    "Phượng",
    "Hằng",
    "Thủy",
    "Kiều",
    "Ngân",
    "Bé",
    "Đào",
    "Sương",
    "Liên",
    "Mai",
    "Oanh",
    "Quyên",
    "Thu",
    "Út",
    "Vân",
    "Xuyến",
    "Chi",
    "Dung",
    "Giàu",
    "Hiền",
    "Huệ",
    "Lài",
    "Linh",
    "Lý",
    "Muội",
    "Nguyệt",
    "Như",
    "Phấn",
    "Thắm",
    "Tiên",
    "Trinh",
    "Tú",
    "Tươi",
    "Hoa",
];

/// Whether a person is addressed as a man or a woman.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Address {
    /// Ông, anh.
    Mister,
    /// Bà, chị.
    Madam,
}

/// An invented person.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    /// The whole name.
    pub(crate) name: String,
    /// How they are addressed.
    pub(crate) address: Address,
}

impl Person {
    /// Draws a person whose given name nobody in `taken` bears, and adds it there.
    pub(crate) fn draw(chance: &Chance, taken: &mut Vec<String>) -> Self {
        for attempt in 0.. {
            let address = if chance.unit() < 0.56 { Address::Mister } else { Address::Madam };
            let (middle, given): (&[&str], &[&str]) = match address {
                Address::Mister => (&MEN_MIDDLE, &MEN),
                Address::Madam => (&WOMEN_MIDDLE, &WOMEN),
            };
            let given = *chance.pick(given);
            let middle = *chance.pick(middle);
            if (taken.iter().any(|name| name == given) && attempt < 40) || middle.ends_with(given) {
                continue;
            }
            taken.push(given.to_owned());
            let name = format!("{} {middle} {given}", chance.pick(&FAMILIES));
            return Self { name, address };
        }
        Self { name: String::from("Nguyễn Văn Hùng"), address: Address::Mister }
    }

    /// The last word of the name, by which people are called.
    pub(crate) fn given(&self) -> &str {
        self.name.rsplit(' ').next().unwrap_or(&self.name)
    }

    /// `ông` or `bà`.
    pub(crate) fn honour(&self) -> &'static str {
        match self.address {
            Address::Mister => "ông",
            Address::Madam => "bà",
        }
    }
}

/// `anh` or `chị`: how a younger grown-up is spoken of.
pub(crate) fn young(person: &Person) -> &'static str {
    match person.address {
        Address::Mister => "anh",
        Address::Madam => "chị",
    }
}
