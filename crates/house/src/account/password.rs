//! Passwords: the rules of TCVN 14423:2026 for systems without a second factor (14 characters, four
//! classes, changed at first use), kept as Argon2id.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use conglang_kernel::Rejections;
use conglang_platform::fault::{Fault, Outcome};
use rand::RngExt;
use tokio::sync::Semaphore;

use super::Email;

/// The shortest password, in characters, while there is no second factor.
pub const PASSWORD_CHARS_MIN: usize = 14;

/// The longest: hashing must not be made to work on a book.
const PASSWORD_CHARS_MAX: usize = 128;

/// Each hash takes 19 MiB: only so many at a time.
static PERMITS: Semaphore = Semaphore::const_new(2);

/// Words that make a password guessable, folded.
const COMMON: &[&str] = &[
    "password", "matkhau", "123456", "abcdef", "qwerty", "iloveyou", "vietnam", "ubnd", "camau",
    "admin", "quantri",
];

/// OWASP's parameters: 19 MiB, two passes, one lane.
fn hasher() -> Outcome<Argon2<'static>> {
    let params = Params::new(19 * 1024, 2, 1, None)
        .map_err(|error| Fault::new(format!("Argon2 parameters: {error}")))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Checks a password somebody chose against the rules and against what is known of the person.
pub fn check_password(password: &str, email: &Email, name: &str) -> Rejections {
    let mut rejections = Rejections::none();
    let chars = password.chars().count();
    if chars < PASSWORD_CHARS_MIN {
        rejections.add_with(
            "new_password",
            "password-short",
            vec![("min", PASSWORD_CHARS_MIN.to_string())],
        );
    }
    if chars > PASSWORD_CHARS_MAX {
        rejections.add("new_password", "password-long");
    }
    let classes = [
        password.chars().any(char::is_uppercase),
        password.chars().any(char::is_lowercase),
        password.chars().any(|c| c.is_ascii_digit()),
        password.chars().any(|c| !c.is_alphanumeric()),
    ];
    if classes.contains(&false) {
        rejections.add("new_password", "password-classes");
    }
    let folded = vitext::fold(password);
    let of_person = |word: &str| word.chars().count() >= 4 && folded.contains(word);
    let own_words = vitext::fold(name);
    if of_person(&vitext::fold(email.local_part())) || vitext::words(&own_words).any(of_person) {
        rejections.add("new_password", "password-personal");
    }
    let distinct: std::collections::BTreeSet<char> = folded.chars().collect();
    let bare: String = folded.chars().filter(char::is_ascii_alphanumeric).collect();
    if distinct.len() < 6 || COMMON.iter().any(|word| bare.starts_with(word)) {
        rejections.add("new_password", "password-common");
    }
    rejections
}

/// A password for somebody else to begin with: five groups that can be read over the telephone.
pub fn first_password() -> String {
    // No 0, O, 1, l or I.
    const UPPER: &[u8] = b"ABCDEFGHJKMNPQRSTUVWXYZ";
    const LOWER: &[u8] = b"abcdefghjkmnpqrstuvwxyz";
    const DIGITS: &[u8] = b"23456789";
    let mut rng = rand::rng();
    let mut pick = |from: &[u8], count: usize| -> String {
        (0..count)
            .filter_map(|_| from.get(rng.random_range(0..from.len())))
            .map(|byte| char::from(*byte))
            .collect()
    };
    let groups = [
        pick(UPPER, 1) + &pick(LOWER, 3),
        pick(DIGITS, 4),
        pick(LOWER, 4),
        pick(DIGITS, 2) + &pick(UPPER, 2),
    ];
    groups.join("-")
}

/// Hashes a password, off the request's thread.
///
/// # Errors
/// When the thread died or there is no memory.
pub async fn hash_password(password: &str) -> Outcome<String> {
    let password = vitext::nfc(password).into_owned();
    let _permit = PERMITS.acquire().await.map_err(|_| Fault::new("hashing has stopped"))?;
    tokio::task::spawn_blocking(move || {
        hasher()?
            .hash_password(password.as_bytes())
            .map(|hash| hash.to_string())
            .map_err(|error| Fault::new(format!("hashing a password: {error}")))
    })
    .await?
}

/// Whether a password is the one that was hashed. Without a hash it takes just as long and is not.
pub(super) async fn verify_password(password: &str, hash: Option<String>) -> Outcome<bool> {
    let password = vitext::nfc(password).into_owned();
    if password.chars().count() > PASSWORD_CHARS_MAX {
        return Ok(false);
    }
    let _permit = PERMITS.acquire().await.map_err(|_| Fault::new("hashing has stopped"))?;
    tokio::task::spawn_blocking(move || {
        let hasher = hasher()?;
        let Some(hash) = hash else {
            // The same work for an unknown person, so that time tells nothing.
            let _ = hasher.hash_password(password.as_bytes());
            return Ok(false);
        };
        let parsed = PasswordHash::new(&hash)
            .map_err(|error| Fault::new(format!("a stored password hash: {error}")))?;
        Ok(hasher.verify_password(password.as_bytes(), &parsed).is_ok())
    })
    .await?
}
