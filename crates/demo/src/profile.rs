//! The legal foot of a portal.

use crate::Profile;
use crate::chance::Chance;
use crate::places::Commune;

/// What every foot says about itself.
const NOTE: &str = "Dữ liệu minh họa: tên người, số điện thoại, địa chỉ, số liệu và sự việc trên \
    trang này được tạo ra để giới thiệu phần mềm, không phải thông tin chính thức.";
const HOURS: &str = "Thứ Hai đến thứ Sáu: sáng từ 7 giờ đến 11 giờ, chiều từ 13 giờ đến 17 giờ \
    (trừ ngày lễ, Tết)";

/// The foot of a commune's portal.
pub(crate) fn of_commune(commune: &Commune) -> Profile {
    let chance = Chance::named(&[&commune.code, "profile"]);
    let (unit, district, province) = (commune.say("xa"), commune.say("huyen"), commune.say("tinh"));
    let place = if commune.traits.contains(&"do-thi") {
        format!("Số {}, {}", chance.whole(5, 240), chance.pick(&commune.streets))
    } else {
        crate::text::fill::capital(chance.pick::<String>(&commune.hamlets))
    };
    let days = *chance.pick(&["thứ Năm", "thứ Ba", "thứ Tư"]);
    Profile {
        managing_organisation: format!("Ủy ban nhân dân {unit}"),
        governing_agency: format!("Ủy ban nhân dân {district}"),
        address: format!("{place}, {unit}, {district}, {province}"),
        email: format!("ubnd{}@camau.gov.vn", plain(unit)),
        phone: commune.say("dt").to_owned(),
        responsible_person: commune.say("chutich.ten").to_owned(),
        responsible_office: format!("Chủ tịch Ủy ban nhân dân {}", commune.say("loai")),
        working_hours: HOURS.to_owned(),
        reception: format!(
            "Chủ tịch Ủy ban nhân dân {} tiếp công dân vào sáng {days} hằng tuần, từ 7 giờ 30 phút \
             đến 10 giờ 30 phút, tại phòng tiếp công dân của Ủy ban nhân dân {}",
            commune.say("loai"),
            commune.say("loai"),
        ),
        note: NOTE.to_owned(),
    }
}

/// The foot of the province's portal.
pub(crate) fn of_province(responsible: &str) -> Profile {
    Profile {
        managing_organisation: String::from("Văn phòng Ủy ban nhân dân tỉnh Cà Mau"),
        governing_agency: String::from("Ủy ban nhân dân tỉnh Cà Mau"),
        address: String::from("Số 2, đường Hùng Vương, phường 5, thành phố Cà Mau, tỉnh Cà Mau"),
        email: String::from("congthongtin@camau.gov.vn"),
        phone: String::from("0290 3000 999"),
        responsible_person: responsible.to_owned(),
        responsible_office: String::from("Chánh Văn phòng Ủy ban nhân dân tỉnh"),
        working_hours: HOURS.to_owned(),
        reception: String::from(
            "Lãnh đạo Ủy ban nhân dân tỉnh tiếp công dân định kỳ vào ngày 15 hằng tháng, từ 7 giờ \
             30 phút, tại Trụ sở Tiếp công dân tỉnh",
        ),
        note: NOTE.to_owned(),
    }
}

/// Letters without accents and spaces, for addresses.
fn plain(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter_map(|letter| match letter {
            'a'..='z' | '0'..='9' => Some(letter),
            'đ' => Some('d'),
            _ if "áàảãạăắằẳẵặâấầẩẫậ".contains(letter) => Some('a'),
            _ if "éèẻẽẹêếềểễệ".contains(letter) => Some('e'),
            _ if "íìỉĩị".contains(letter) => Some('i'),
            _ if "óòỏõọôốồổỗộơớờởỡợ".contains(letter) => Some('o'),
            _ if "úùủũụưứừửữự".contains(letter) => Some('u'),
            _ if "ýỳỷỹỵ".contains(letter) => Some('y'),
            _ => None,
        })
        .collect()
}
