//! The profile: who answers for a site and where to find them.

use conglang_kernel::{Moment, Presence, Rejections, SafeHtml, SiteId};
use conglang_platform::args;
use conglang_platform::db::{Connection, Transaction};
use conglang_platform::fault::Outcome;
use serde::{Deserialize, Serialize};

use super::note;

/// What a site says about itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Profile {
    /// Cơ quan quản lý.
    pub managing_organisation: String,
    /// Cơ quan chủ quản.
    pub governing_agency: String,
    /// Địa chỉ.
    pub address: String,
    /// Thư điện tử.
    pub email: String,
    /// Điện thoại.
    pub phone: String,
    /// Người chịu trách nhiệm nội dung.
    pub responsible_person: String,
    /// Giờ làm việc, a line each, label and hours parted by a colon and a space.
    pub working_hours: String,
    /// Lịch tiếp công dân, likewise.
    pub citizen_reception: String,
    /// About the place.
    pub introduction: SafeHtml,
    /// Goes up with every save.
    pub version: i64,
}

/// A profile as it was typed.
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(default)]
#[expect(missing_docs, reason = "the fields of Profile")]
pub struct ProfileTyped {
    pub managing_organisation: String,
    pub governing_agency: String,
    pub address: String,
    pub email: String,
    pub phone: String,
    pub responsible_person: String,
    pub working_hours: String,
    pub citizen_reception: String,
    pub introduction: String,
    /// The version the form was made from.
    pub version: i64,
}

/// How a save ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum ProfileSaved {
    /// Saved, with its new version.
    Saved(i64),
    /// Something typed is wrong; nothing was changed.
    Rejected(Rejections),
    /// Somebody else saved in between; nothing was changed, and this is what they saved.
    Overtaken(Box<Profile>),
}

type ProfileRow = (String, String, String, String, String, String, String, String, String, i64);

/// The profile of a site.
///
/// # Errors
/// When the database fails.
pub async fn profile(connection: &mut Connection, site: SiteId) -> Outcome<Option<Profile>> {
    let row: Option<ProfileRow> = connection
        .optional(
            "SELECT managing_organisation, governing_agency, address, email, phone,
               responsible_person, working_hours, citizen_reception, introduction, version
             FROM site_profile WHERE site_id = $1",
            args![site],
        )
        .await?;
    Ok(row.map(|row| Profile {
        managing_organisation: row.0,
        governing_agency: row.1,
        address: row.2,
        email: row.3,
        phone: row.4,
        responsible_person: row.5,
        working_hours: row.6,
        citizen_reception: row.7,
        introduction: SafeHtml::stored(row.8),
        version: row.9,
    }))
}

/// Checks and saves a profile.
///
/// # Errors
/// When the database fails.
pub async fn save_profile(
    transaction: &mut Transaction,
    site: SiteId,
    typed: &ProfileTyped,
    now: Moment,
) -> Outcome<ProfileSaved> {
    use Presence::{Optional, Required};
    let mut wrong = Rejections::none();
    let managing = wrong.line("managing_organisation", &typed.managing_organisation, Required, 200);
    let governing = wrong.line("governing_agency", &typed.governing_agency, Optional, 200);
    let address = wrong.line("address", &typed.address, Required, 300);
    let email = wrong.line("email", &typed.email, Optional, 200);
    let phone = wrong.line("phone", &typed.phone, Optional, 60);
    let person = wrong.line("responsible_person", &typed.responsible_person, Optional, 200);
    let hours = wrong.text("working_hours", &typed.working_hours, Optional, 1_000);
    let reception = wrong.text("citizen_reception", &typed.citizen_reception, Optional, 1_000);
    let introduction = wrong.text("introduction", &typed.introduction, Optional, 20_000);
    if !email.is_empty() && !looks_like_email(&email) {
        wrong.add("email", "email-form");
    }
    if !phone.is_empty() && !looks_like_phone(&phone) {
        wrong.add("phone", "phone-form");
    }
    if !wrong.is_empty() {
        return Ok(ProfileSaved::Rejected(wrong));
    }
    let introduction = SafeHtml::of_typed(&introduction);
    let touched = transaction
        .execute(
            "UPDATE site_profile SET managing_organisation = $3, governing_agency = $4,
               address = $5, email = $6, phone = $7, responsible_person = $8, working_hours = $9,
               citizen_reception = $10, introduction = $11, version = version + 1,
               updated_at = $12
             WHERE site_id = $1 AND version = $2",
            args![
                site,
                typed.version,
                managing,
                governing,
                address,
                email,
                phone,
                person,
                hours,
                reception,
                introduction.as_str(),
                now
            ],
        )
        .await?;
    if touched == 0 {
        let theirs = profile(transaction, site)
            .await?
            .ok_or_else(|| conglang_platform::fault::Fault::new("the site has no profile"))?;
        return Ok(ProfileSaved::Overtaken(Box::new(theirs)));
    }
    note(transaction, site, "profile", now).await?;
    Ok(ProfileSaved::Saved(typed.version + 1))
}

fn looks_like_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty()
            && !name.contains(char::is_whitespace)
            && host.contains('.')
            && conglang_kernel::HostName::parse(host).is_ok()
    })
}

fn looks_like_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    digits >= 3 && text.chars().all(|c| c.is_ascii_digit() || " +-.()/,;".contains(c))
}
