//! What needs no database: who may do what, which passwords are good, cookies, addresses.

use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use conglang_kernel::{AccountId, Action, Role, SiteId, SiteState};
use proptest::prelude::*;

use super::super::password::{self, Password, PasswordHash};
use super::super::session::Wire;
use super::super::*;

pub(super) fn hash_with(text: &str, memory_kib: u32, passes: u32) -> String {
    let params = Params::new(memory_kib, passes, 1, None).unwrap();
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    argon.hash_password(Password::typed(text).reveal().as_bytes()).unwrap().to_string()
}

const PROVINCE: SiteId = SiteId(1);
const OWN: SiteId = SiteId(2);
const OTHER: SiteId = SiteId(3);

fn place(id: SiteId, state: SiteState) -> SiteRef {
    let parent_id = (id != PROVINCE).then_some(PROVINCE);
    SiteRef { id, parent_id, state }
}

fn actor(site_id: SiteId, role: Role) -> Actor {
    Actor::new(AccountId(7), PasswordState::Own, vec![Membership { site_id, role }])
}

/// Role, where it is held, then what it may do on the own commune, another commune, the province.
/// L look, W write, P publish, T take down, A arrange, D describe, S staff, O operate, V oversee.
const TABLE: &[(Role, SiteId, &str, &str, &str)] = &[
    (Role::Contributor, OWN, "LW", "", ""),
    (Role::Editor, OWN, "LWPT", "", ""),
    (Role::Approver, OWN, "LWPT", "", ""),
    (Role::Administrator, OWN, "LWPTADS", "", ""),
    (Role::Supervisor, OWN, "", "", ""),
    (Role::Operator, OWN, "", "", ""),
    (Role::Contributor, PROVINCE, "", "", "LW"),
    (Role::Editor, PROVINCE, "", "", "LWPT"),
    (Role::Approver, PROVINCE, "", "", "LWPT"),
    (Role::Administrator, PROVINCE, "", "", "LWPTADS"),
    (Role::Supervisor, PROVINCE, "LV", "LV", "LV"),
    (Role::Operator, PROVINCE, "LWPTADSOV", "LWPTADSOV", "LWPTADSOV"),
];

fn letter(action: Action) -> char {
    match action {
        Action::Look => 'L',
        Action::Write => 'W',
        Action::Publish => 'P',
        Action::TakeDown => 'T',
        Action::Arrange => 'A',
        Action::Describe => 'D',
        Action::Staff => 'S',
        Action::Operate => 'O',
        Action::Oversee => 'V',
    }
}

#[test]
fn every_role_may_what_the_table_says_and_nothing_else() {
    for &(role, held_on, own, other, province) in TABLE {
        let actor = actor(held_on, role);
        for (site, allowed) in [(OWN, own), (OTHER, other), (PROVINCE, province)] {
            for &state in SiteState::ALL {
                for &action in Action::ALL {
                    let answer = may(&actor, action, place(site, state));
                    let case = format!("{role:?} of {held_on}: {action:?} on {site}, {state:?}");
                    let by_role = allowed.contains(letter(action));
                    let by_state = state.is_written() || "LOV".contains(letter(action));
                    assert_eq!(answer.is_ok(), by_role && by_state, "{case}");
                    match answer {
                        Ok(permit) => {
                            assert_eq!(permit.scope().site(), site, "{case}");
                            assert_eq!((permit.action(), permit.role()), (action, role), "{case}");
                        }
                        Err(denial) if allowed.is_empty() => {
                            assert_eq!(denial, Denial::NoRole, "{case}");
                        }
                        Err(denial) if by_role => {
                            assert_eq!(denial, Denial::Closed(state), "{case}");
                        }
                        Err(denial) => assert_eq!(denial, Denial::Beyond, "{case}"),
                    }
                }
            }
        }
    }
    let (rows, roles) = (TABLE.len(), Role::ALL.len());
    assert_eq!(rows, roles * 2, "a role is missing from the table");
}

#[test]
fn of_two_roles_that_reach_either_suffices() {
    let roles = vec![
        Membership { site_id: OWN, role: Role::Editor },
        Membership { site_id: PROVINCE, role: Role::Supervisor },
    ];
    let actor = Actor::new(AccountId(7), PasswordState::Own, roles);
    let own = place(OWN, SiteState::Live);
    assert_eq!(may(&actor, Action::Publish, own).unwrap().role(), Role::Editor);
    assert_eq!(may(&actor, Action::Oversee, own).unwrap().role(), Role::Supervisor);
    assert_eq!(may(&actor, Action::Publish, place(OTHER, SiteState::Live)), Err(Denial::Beyond));
}

fn judge(text: &str, email: &str, name: &str) -> Vec<&'static str> {
    let email = Email::parse(email).unwrap();
    password::judge("password", &Password::typed(text), &email, name)
        .iter()
        .map(|rejection| rejection.code)
        .collect()
}

#[test]
fn passwords_are_judged_by_length_kinds_of_characters_person_and_fashion() {
    let cases: &[(&str, &[&str])] = &[
        ("Gánh-lúa.về 2 bến", &[]),
        ("Ga-lua.ve2ben", &["password-short"]),
        ("ganh-lua.ve 2 ben", &["password-classes"]),
        ("Ganh lua ve hai ben", &["password-classes"]),
        ("Ganhluave2bentrua", &["password-classes"]),
        ("Xe.Bưởi-chín 27 trái", &["password-personal"]),
        ("Buoichin@xanh-27-la", &["password-personal"]),
        ("tran.buoi-Xanh-27-la", &["password-personal"]),
        ("Matkhau@123456", &["password-common"]),
        ("Mật-Khẩu-2025!!", &["password-common"]),
        ("Password@12345", &["password-common"]),
        ("Admin@camau2026", &["password-common"]),
        ("Aa1!Aa1!Aa1!Aa1!", &["password-common"]),
    ];
    for (text, codes) in cases {
        assert_eq!(&judge(text, "tran.buoi@camau.gov.vn", "Trần Thị Bưởi"), codes, "{text}");
    }
    assert_eq!(judge(&format!("Aa1!{}", "x".repeat(200)), "a@b.vn", ""), ["password-long"],);
}

#[test]
fn a_local_part_of_one_letter_is_no_reason_to_refuse() {
    assert_eq!(judge("Gánh-lúa.về 2 bến", "a@camau.gov.vn", "An"), [""; 0]);
}

#[test]
fn the_stand_in_for_nobody_takes_as_long_as_a_real_hash() {
    assert!(PasswordHash::nobody().is_current());
    assert!(!PasswordHash::stored(hash_with("x", 8 * 1024, 1)).is_current());
    assert!(!PasswordHash::stored("nothing".to_owned()).is_current());
}

#[tokio::test]
async fn the_same_letters_composed_otherwise_are_the_same_password() {
    let hash = password::hash(&Password::typed("Bế\u{301}")).await.unwrap();
    let decomposed = Password::typed("Be\u{302}\u{301}\u{301}");
    assert_eq!(password::compare(&decomposed, &hash).await.unwrap(), password::Fit::Right);
    let other = Password::typed("Bê");
    assert_eq!(password::compare(&other, &hash).await.unwrap(), password::Fit::Wrong);
    let nobody = PasswordHash::nobody();
    assert_eq!(password::compare(&other, &nobody).await.unwrap(), password::Fit::Wrong);
}

#[test]
fn secrets_do_not_show_when_printed() {
    let token = Token::generate().unwrap();
    let hash = PasswordHash::stored("$argon2id$secret".to_owned());
    let printed = format!("{token:?} {:?} {hash:?}", Password::typed("secret"));
    assert_eq!(printed, "Token(…) Password(…) PasswordHash(…)");
}

#[test]
fn a_cookie_reads_back_as_the_token_it_was_made_from() {
    for wire in [Wire::Https, Wire::Http] {
        let token = Token::generate().unwrap();
        let set = wire.set_cookie(&token);
        let pair = set.split(';').next().unwrap();
        assert_eq!(wire.read_cookie(&format!("theme=dark; {pair}; x=y")), Some(token));
        assert_eq!(wire.read_cookie("theme=dark"), None);
        assert_eq!(wire.read_cookie(&format!("{}=nonsense", wire.cookie_name())), None);
        for attribute in ["Path=/", "HttpOnly", "SameSite=Lax"] {
            assert!(set.contains(attribute), "{set}");
        }
        assert_eq!(set.contains("Secure"), wire == Wire::Https);
        assert_eq!(set.starts_with("__Host-"), wire == Wire::Https);
        assert!(!set.contains("Domain"));
    }
    let token = Token::generate().unwrap();
    let plain = format!("conglang={}", token.reveal());
    assert_eq!(Wire::Https.read_cookie(&plain), None, "a cookie set over http opens nothing");
}

#[test]
fn addresses_are_kept_in_one_form_and_nonsense_refused() {
    assert_eq!(Email::parse(" An.Binh@CAMAU.gov.vn\n").unwrap().as_str(), "an.binh@camau.gov.vn");
    for text in [
        "",
        "a",
        "a@",
        "@b.vn",
        "a@b",
        "a@@b.vn",
        "a b@c.vn",
        "a@b .vn",
        ".a@b.vn",
        "a..b@c.vn",
        "a@b.vn.",
        "a@-b.vn",
        "a,b@c.vn",
        "<a@b.vn>",
        &format!("{}@b.vn", "a".repeat(65)),
    ] {
        assert_eq!(Email::parse(text), Err(EmailError), "{text}");
    }
}

proptest! {
    #[test]
    fn first_passwords_are_good_for_anybody(
        local in "[a-z]{1,12}(\\.[a-z]{1,8})?",
        name in "[A-ZĐa-zđàáảãạêôơư]{1,7}( [A-ZĐa-zđàáảãạêôơư]{1,7}){0,3}",
    ) {
        let email = Email::parse(&format!("{local}@camau.gov.vn")).unwrap();
        let first = password::generate_first_password(&email, &name);
        prop_assert!(password::judge("password", &first, &email, &name).is_empty());
    }

    #[test]
    fn what_is_too_short_or_lacks_a_kind_is_never_good(text in "\\PC{0,4}", long in "[a-z0-9 .!-]{0,60}") {
        prop_assert!(!judge(&text, "x@b.vn", "").is_empty());
        prop_assert!(judge(&long, "x@b.vn", "").contains(&"password-classes"));
    }

    #[test]
    fn the_name_of_a_person_is_found_wherever_it_hides(before in "[A-Z0-9!]{0,20}", after in "[a-z0-9!]{0,20}") {
        let text = format!("{before}N.g.H.ĩ-a{after}");
        prop_assert!(judge(&text, "x@b.vn", "Lý Nghĩa").contains(&"password-personal"));
    }

    #[test]
    fn judging_any_text_ends_calmly(text in "\\PC{0,300}", name in "\\PC{0,60}") {
        judge(&text, "someone@b.vn", &name);
    }

    #[test]
    fn addresses_that_parse_parse_to_themselves(text in "\\PC{0,20}@\\PC{0,20}") {
        if let Ok(email) = Email::parse(&text) {
            prop_assert_eq!(Email::parse(email.as_str()), Ok(email.clone()));
        }
    }
}
