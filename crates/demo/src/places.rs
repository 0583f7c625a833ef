//! What a commune of the demo is like: its traits, its hamlets, canals and officials, all invented
//! from its code except the names of the unit, the district and the great rivers.

use std::collections::BTreeMap;

use crate::CommuneFacts;
use crate::chance::Chance;
use crate::people::Person;

/// Communes on the sea (their names are unique in the province).
const COAST: [&str; 25] = [
    "Sông Đốc",
    "Khánh Hội",
    "Khánh Tiến",
    "Khánh Bình Tây",
    "Khánh Bình Tây Bắc",
    "Khánh Hải",
    "Phong Điền",
    "Cái Đôi Vàm",
    "Rạch Gốc",
    "Đất Mũi",
    "Tam Giang Đông",
    "Nguyễn Huân",
    "Tân Thuận",
    "Nguyễn Việt Khái",
    "Tân Hải",
    "Viên An",
    "Viên An Đông",
    "Tân Ân",
    "Tam Giang Tây",
    "Tân Tiến",
    "Tân Đức",
    "Phú Tân",
    "Việt Thắng",
    "Tân Ân Tây",
    "Lâm Hải",
];
/// Names of hamlets, of the kind found all over the delta.
const HAMLETS: [&str; 32] = [
    "Rạch Láng",
    "Kinh Đứng",
    "Tân Hòa",
    "Cái Su",
    "Bà Điều",
    "Thuận Thành",
    "Mỹ Tân",
    "Tân Điền",
    "Cây Gừa",
    "Ông Khâm",
    "Rạch Dơi",
    "Tân Phong",
    "Xóm Chùa",
    "Kinh Mới",
    "Phú Quý",
    "Đường Đào",
    "Tân Long",
    "Lung Thành",
    "Bào Sơn",
    "Thạnh Điền",
    "Nhà Cũ",
    "Kinh Hòa",
    "Đòn Dong",
    "Vàm Đình",
    "Hòa Trung",
    "Cả Nẩy",
    "Trại Đìa",
    "Giồng Nổi",
    "Xẻo Quao",
    "Tân Thới",
    "Mai Hoa",
    "Bùng Binh",
];
const CANALS: [&str; 24] = [
    "kênh Ba Thước",
    "kênh Xáng Mới",
    "kênh Đòn Dong",
    "rạch Bà Thanh",
    "kênh Công Nghiệp",
    "kênh Sáu Đông",
    "rạch Cái Nhum",
    "kênh Hai Hạt",
    "kênh Dớn",
    "rạch Ông Tự",
    "kênh Cơi Năm",
    "kênh Thủy Lợi",
    "kênh Tư Bảo",
    "rạch Cây Mắm",
    "kênh Nông Trường",
    "kênh Chùm Gọng",
    "kênh Sáu Thước",
    "rạch Láng Tượng",
    "kênh Ba Chùa",
    "kênh Út Hà",
    "rạch Lung Lá",
    "kênh Ngã Bát",
    "kênh Chín Bộ",
    "rạch Giếng",
];
const STREETS: [&str; 18] = [
    "Nguyễn Trãi",
    "Lý Thường Kiệt",
    "Phan Ngọc Hiển",
    "Trần Hưng Đạo",
    "Ngô Quyền",
    "Lê Lợi",
    "Nguyễn Tất Thành",
    "Quang Trung",
    "Phan Bội Châu",
    "Lý Bôn",
    "Hùng Vương",
    "Nguyễn Du",
    "Lê Hồng Phong",
    "Bùi Thị Trường",
    "Huỳnh Thúc Kháng",
    "Nguyễn Công Trứ",
    "Đề Thám",
    "Phạm Ngũ Lão",
];

/// A commune as its texts see it.
#[derive(Debug, Clone)]
pub(crate) struct Commune {
    pub(crate) code: String,
    pub(crate) traits: Vec<&'static str>,
    pub(crate) hamlets: Vec<String>,
    pub(crate) canals: Vec<String>,
    pub(crate) streets: Vec<String>,
    /// Given names of the officials, so that nobody else is called the same.
    pub(crate) officials: Vec<String>,
    /// Authors of news.
    pub(crate) writers: Vec<String>,
    /// Papers numbered per hundred days.
    pub(crate) pace: i64,
    /// Words that are the same in all its texts.
    pub(crate) words: BTreeMap<String, String>,
}

impl Commune {
    /// Works out what a commune is like.
    pub(crate) fn new(facts: &CommuneFacts<'_>) -> Self {
        let chance = Chance::named(&[facts.code, "commune"]);
        let kind = facts.kind.trim().to_lowercase();
        let own = bare(facts.name, &kind);
        let district = lower_first(facts.district);
        let traits = traits(&kind, own, &district);
        let urban = kind != "xã";
        let part = if urban { "khóm" } else { "ấp" };
        let mut commune = Self {
            code: facts.code.to_owned(),
            hamlets: hamlets(&chance, part, urban),
            canals: CANALS.iter().map(|name| (*name).to_owned()).collect(),
            streets: STREETS.iter().map(|name| format!("đường {name}")).collect(),
            officials: Vec::new(),
            writers: Vec::new(),
            pace: chance.whole(45, 110),
            words: BTreeMap::new(),
            traits,
        };
        commune.name_unit(facts, own, &kind, &district, part);
        commune.appoint(&chance);
        commune
    }

    /// One of the commune's words; empty if there is no such word.
    pub(crate) fn say(&self, word: &str) -> &str {
        self.words.get(word).map_or("", String::as_str)
    }

    fn put(&mut self, word: &str, text: impl Into<String>) {
        self.words.insert(word.to_owned(), text.into());
    }

    fn name_unit(
        &mut self,
        facts: &CommuneFacts<'_>,
        own: &str,
        kind: &str,
        district: &str,
        part: &str,
    ) {
        let unit = format!("{kind} {own}");
        self.put("ten", own);
        self.put("loai", kind);
        self.put("xa", unit);
        self.put("huyen", district);
        self.put("caphuyen", if district.starts_with("thành phố") { "thành phố" } else { "huyện" });
        self.put("tinh", lower_first(facts.province));
        self.put("donvi", part);
        let all = self.hamlets.len();
        self.put("sodonvi", all.to_string());
        self.put("song", river(district));
        self.put("kinhte", livelihood(&self.traits));
        // A ward called by a number lends it to nothing: its schools bear street names.
        let numbered = own.chars().all(|letter| letter.is_ascii_digit());
        let school = if numbered { "Phan Ngọc Hiển" } else { own };
        self.put("truongtieuhoc", format!("Trường Tiểu học {school} 1"));
        self.put("truongth", format!("Trường Tiểu học {school} 2"));
        self.put("truongthcs", format!("Trường THCS {school}"));
        self.put("truongmn", "Trường Mầm non Hoa Mai");
    }

    fn appoint(&mut self, chance: &Chance) {
        let mut taken = Vec::new();
        for post in [
            "chutich", "pct", "pct2", "bithu", "mttq", "phunu", "nongdan", "doan", "ccb", "congan",
            "quansu", "tram", "totruong", "motcua",
        ] {
            let mut person = Person::draw(chance, &mut taken);
            if post == "phunu" {
                while person.honour() != "bà" {
                    person = Person::draw(chance, &mut taken);
                }
            }
            let honour = person.honour();
            self.put(post, format!("{honour} {}", person.name));
            self.put(&format!("{post}.ten"), person.name.clone());
            self.put(&format!("{post}.ngan"), format!("{honour} {}", person.given()));
        }
        for _ in 0..4 {
            self.writers.push(Person::draw(chance, &mut taken).name);
        }
        self.officials = taken;
        // Telephone numbers of the demo: the exchange 0290 3000 is not in use.
        for (index, office) in
            ["dt", "dtcongan", "dttram", "dtquansu", "dtmotcua", "dtdiachinh"].iter().enumerate()
        {
            let number = chance.whole(0, 150) + 160 * index as i64;
            self.put(office, format!("0290 3000 {number:03}"));
        }
    }
}

/// The river that everybody of a district knows.
fn river(district: &str) -> &'static str {
    match district {
        "huyện U Minh" => "sông Cái Tàu",
        "huyện Thới Bình" => "sông Trẹm",
        "huyện Trần Văn Thời" => "sông Ông Đốc",
        "huyện Cái Nước" => "sông Bảy Háp",
        "huyện Đầm Dơi" => "sông Đầm Dơi",
        "huyện Phú Tân" => "sông Cái Đôi",
        "huyện Năm Căn" | "huyện Ngọc Hiển" => "sông Cửa Lớn",
        _ => "sông Gành Hào",
    }
}

/// What people live on, by the most telling trait.
fn livelihood(traits: &[&str]) -> &'static str {
    let has = |word: &str| traits.contains(&word);
    if has("mui") {
        "Du lịch sinh thái, nuôi tôm, cua dưới tán rừng đước và khai thác thủy sản ven bờ là ba nguồn thu chính. Rừng ngập mặn vừa giữ đất, vừa giữ kế sinh nhai cho người dân."
    } else if has("h-tran-van-thoi") && has("bien") && has("thi-tran") {
        "Cảng cá, dịch vụ hậu cần và chế biến thủy sản tạo phần lớn việc làm. Mỗi chuyến biển về, vựa cá, xưởng nước đá, cơ sở sửa ghe tàu hoạt động suốt ngày đêm."
    } else if has("do-thi") {
        "Thương mại, dịch vụ và tiểu thủ công nghiệp chiếm phần lớn. Chợ, cửa hàng và các tuyến đường buôn bán là nơi tạo việc làm chính; nhiều hộ kinh doanh nhận thanh toán không dùng tiền mặt."
    } else if has("duoc") {
        "Người dân nuôi tôm, cua, sò huyết dưới tán rừng đước theo hướng sinh thái, kết hợp nhận khoán bảo vệ rừng. Tôm sinh thái có chứng nhận bán được giá hơn tôm thường."
    } else if has("tram") {
        "Rừng tràm, cây keo lai, lúa và mật ong là những sản phẩm quen thuộc. Nghề gác kèo ong được truyền qua nhiều đời; vùng chuyển đổi sản xuất theo mô hình lúa - tôm."
    } else if has("lua-tom") {
        "Mô hình lúa - tôm là thế mạnh: mùa khô nuôi tôm sú, tôm càng xanh; mùa mưa gieo cấy lúa trên đất nuôi tôm. Lúa sạch, tôm sạch ngày càng được thương lái đặt mua từ đầu vụ."
    } else if has("ngot") {
        "Vùng ngọt hóa trồng hai vụ lúa mỗi năm, kết hợp rau màu trên bờ và nuôi cá đồng. Trồng lúa theo cánh đồng lớn, dùng giống xác nhận giúp giảm chi phí và bán được giá."
    } else {
        "Nuôi tôm quảng canh cải tiến kết hợp cua và cá là nghề chính. Nhiều hộ nuôi hai giai đoạn, có ao lắng, nhờ vậy tôm ít bệnh và thu hoạch đều hơn."
    }
}

fn traits(kind: &str, own: &str, district: &str) -> Vec<&'static str> {
    let mut traits = vec![match kind {
        "phường" => "phuong",
        "thị trấn" => "thi-tran",
        _ => "xa",
    }];
    if kind != "xã" {
        traits.push("do-thi");
    }
    let coast = COAST.contains(&own);
    match district {
        "huyện U Minh" => traits.extend(["tram", "lua-tom"]),
        "huyện Thới Bình" => traits.push("lua-tom"),
        "huyện Trần Văn Thời" if coast => traits.push("tom"),
        "huyện Trần Văn Thời" => traits.push("ngot"),
        "huyện Cái Nước" | "huyện Đầm Dơi" | "huyện Phú Tân" => traits.push("tom"),
        "huyện Năm Căn" | "huyện Ngọc Hiển" => traits.extend(["tom", "duoc"]),
        _ if kind == "xã" => traits.extend(["ven-thanh-pho", "tom"]),
        _ => traits.push("thanh-pho"),
    }
    if coast {
        traits.push("bien");
    }
    if own == "Đất Mũi" {
        traits.push("mui");
    }
    traits.push(match district {
        "huyện U Minh" => "h-u-minh",
        "huyện Thới Bình" => "h-thoi-binh",
        "huyện Trần Văn Thời" => "h-tran-van-thoi",
        "huyện Cái Nước" => "h-cai-nuoc",
        "huyện Đầm Dơi" => "h-dam-doi",
        "huyện Phú Tân" => "h-phu-tan",
        "huyện Năm Căn" => "h-nam-can",
        "huyện Ngọc Hiển" => "h-ngoc-hien",
        _ => "h-ca-mau",
    });
    traits
}

fn hamlets(chance: &Chance, part: &str, urban: bool) -> Vec<String> {
    let count = chance.whole(6, 10);
    if urban || chance.unit() < 0.45 {
        return (1..=count).map(|number| format!("{part} {number}")).collect();
    }
    let mut names: Vec<&str> = HAMLETS.to_vec();
    chance.shuffle(&mut names);
    names.iter().take(count.unsigned_abs() as usize).map(|name| format!("{part} {name}")).collect()
}

/// The name without its kind: `An Xuyên` of `Xã An Xuyên`.
fn bare<'a>(name: &'a str, kind: &str) -> &'a str {
    let skip = kind.chars().count();
    let lowered: String = name.chars().take(skip).flat_map(char::to_lowercase).collect();
    if lowered == kind {
        let at = name.char_indices().nth(skip).map_or(name.len(), |(at, _)| at);
        name[at..].trim()
    } else {
        name.trim()
    }
}

/// `thành phố Cà Mau` of `Thành phố Cà Mau`.
fn lower_first(text: &str) -> String {
    let mut letters = text.trim().chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}
