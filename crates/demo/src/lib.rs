//! Believable, deterministic demo content for commune portals of Cà Mau, in Vietnamese, and
//! pictures for it. Pure: facts go in, plain structs and JPEG bytes come out.
//!
//! Everything but the names of units, districts and great rivers is invented: people, figures,
//! events and telephone numbers (the exchange 0290 3000). Every profile says so.

mod chance;
mod compose;
mod paint;
mod people;
mod places;
mod profile;
#[cfg(test)]
mod tests;
mod text;

use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};

pub use compose::{commune_content, province_content};
pub use paint::{Scene, paint};

/// What the generator is told about a commune.
#[derive(Debug, Clone, Copy)]
pub struct CommuneFacts<'a> {
    /// The unit's code in the national catalogue, for example `32023`.
    pub code: &'a str,
    /// Its full name, for example `Xã An Xuyên`.
    pub name: &'a str,
    /// `xã`, `phường` or `thị trấn`.
    pub kind: &'a str,
    /// Its district, for example `Thành phố Cà Mau`.
    pub district: &'a str,
    /// Its province, for example `Tỉnh Cà Mau`.
    pub province: &'a str,
    /// The day on which the demo is opened; nothing is dated on it or later.
    pub today: Date,
}

/// How much is wanted. Titles never repeat, so very large amounts may not be reached.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Amount {
    /// News articles. Directing documents come on top: at least twelve, and more in proportion.
    pub articles: usize,
    /// Notices.
    pub notices: usize,
}

impl Default for Amount {
    fn default() -> Self {
        Self { articles: 26, notices: 9 }
    }
}

impl Amount {
    /// The usual amount a number of times over.
    pub fn scaled(times: usize) -> Self {
        let usual = Self::default();
        Self { articles: usual.articles * times, notices: usual.notices * times }
    }
}

/// Everything a commune's portal shows.
#[derive(Debug, Clone, PartialEq)]
pub struct CommuneContent {
    /// Who runs the portal and how to reach them.
    pub profile: Profile,
    /// Pages of the section "Giới thiệu".
    pub introduction: Vec<Page>,
    /// News and directing documents, newest first.
    pub articles: Vec<Article>,
    /// Notices, newest first.
    pub notices: Vec<Notice>,
}

/// What the foot of a portal must state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Cơ quan quản lý, for example `Ủy ban nhân dân xã An Xuyên`.
    pub managing_organisation: String,
    /// Cơ quan chủ quản, for example `Ủy ban nhân dân thành phố Cà Mau`.
    pub governing_agency: String,
    /// Street or hamlet, commune, district, province.
    pub address: String,
    /// Mail address, without accents.
    pub email: String,
    /// Telephone, of the invented series 0290 3000 xxx.
    pub phone: String,
    /// Name of the person responsible for the content.
    pub responsible_person: String,
    /// Their office.
    pub responsible_office: String,
    /// When the office is open.
    pub working_hours: String,
    /// When and where citizens are received.
    pub reception: String,
    /// A sentence saying that all this is demo data.
    pub note: String,
}

/// A page that stays.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The last part of its address.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// A sentence about it.
    pub summary: String,
    /// Its content, safe HTML.
    pub body_html: String,
    /// What its picture shows.
    pub picture: Option<Scene>,
}

/// A news article or a directing document (category `van-ban`).
#[derive(Debug, Clone, PartialEq)]
pub struct Article {
    /// The template it was made from and, where there are several, a number.
    pub key: String,
    /// The category it belongs to.
    pub category_slug: String,
    /// Unique within the commune.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// Its content, safe HTML.
    pub body_html: String,
    /// A writer's name or an office.
    pub author: String,
    /// Local time of publication, on a working day.
    pub published_at: DateTime,
    /// What its picture shows.
    pub picture: Option<Scene>,
    /// The picture in words; empty without one.
    pub picture_alt: String,
    /// The line under the picture; empty without one.
    pub picture_caption: String,
}

/// How much a notice presses.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// For information.
    #[default]
    Normal,
    /// Something must be done by a day.
    Important,
    /// Danger, or something happens at once.
    Urgent,
}

/// A notice to the people (category `thong-bao`).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// The template it was made from and, where there are several, a number.
    pub key: String,
    /// The category it belongs to.
    pub category_slug: String,
    /// Unique within the commune.
    pub title: String,
    /// One or two sentences.
    pub summary: String,
    /// Who must do what, by when, where, whom to call; safe HTML.
    pub body_html: String,
    /// Local time of publication.
    pub published_at: DateTime,
    /// The day after which it no longer matters.
    pub expires_on: Option<Date>,
    /// How much it presses.
    pub urgency: Urgency,
    /// Who issues it.
    pub issuer: String,
    /// Its number in the year and symbol, where a people's committee issues it; else empty.
    pub number: String,
}
