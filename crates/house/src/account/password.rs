//! Passwords: what makes a good one, first ones to hand out, hashing and comparing.
//!
//! Without a second factor TCVN 14423:2026 asks for 14 characters with capitals, small letters,
//! digits and signs.

use std::fmt;

use argon2::password_hash::phc;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};
use conglang_kernel::Rejections;
use conglang_platform::fault::{Fault, Outcome};
use rand::RngExt;
use tokio::sync::Semaphore;

use super::email::Email;

/// Shortest password without a second factor, in characters.
pub const CHARS_MIN: usize = 14;
/// Longest password, in characters: hashing must not be a way to keep the machine busy.
pub const CHARS_MAX: usize = 200;

/// Memory of one hashing in KiB, passes and lanes: OWASP's first choice for argon2id.
const MEMORY_KIB: u32 = 19 * 1024;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// Two hashings at once at most: 38 MiB, and cores left over for readers.
static GATE: Semaphore = Semaphore::const_new(2);

/// What is compared when there is no account, so that the answer takes as long. Nobody knows a
/// password for it: salt and hash were drawn at random.
const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$V0h3Y1J6bUtvUXB4TjdUZQ\
     $q83rTFo1kYv2mXoNdJ9nBf5R0hGz6sLwQe7uPc4iAyE";

/// A password as typed, in NFC, because keyboards compose Vietnamese letters differently.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// Takes what was typed; blanks count.
    pub fn typed(text: &str) -> Self {
        Self(vitext::nfc(text).into_owned())
    }

    /// The text, to be shown once to whom it is handed.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Password {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Password(…)")
    }
}

/// What the database keeps of a password: argon2id in the PHC format.
#[derive(Clone, PartialEq, Eq)]
pub struct PasswordHash(String);

impl PasswordHash {
    /// The text for the database.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// A hash the database gave back.
    pub(super) fn stored(text: String) -> Self {
        Self(text)
    }

    /// The hash that stands in for an account that is not there.
    pub(super) fn nobody() -> Self {
        Self(NOBODY.to_owned())
    }

    /// Whether it was made with the parameters of today.
    pub(super) fn is_current(&self) -> bool {
        phc::PasswordHash::new(&self.0).is_ok_and(|hash| {
            hash.algorithm == argon2::ARGON2ID_IDENT
                && Params::try_from(&hash).is_ok_and(|p| {
                    (p.m_cost(), p.t_cost(), p.p_cost()) == (MEMORY_KIB, PASSES, LANES)
                })
        })
    }
}

impl fmt::Debug for PasswordHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("PasswordHash(…)")
    }
}

/// Judges a password for the person who shall use it. Codes: `password-short` (`min`, `typed`),
/// `password-long` (`max`), `password-classes` (`missing`: some of `upper lower digit special`),
/// `password-personal`, `password-common`.
pub fn judge(field: &'static str, password: &Password, email: &Email, name: &str) -> Rejections {
    let mut rejections = Rejections::none();
    let text = &password.0;
    let chars = text.chars().count();
    if chars < CHARS_MIN {
        rejections.add_with(
            field,
            "password-short",
            vec![("min", CHARS_MIN.to_string()), ("typed", chars.to_string())],
        );
    }
    if chars > CHARS_MAX {
        rejections.add_with(field, "password-long", vec![("max", CHARS_MAX.to_string())]);
        return rejections;
    }
    let missing = missing_classes(text);
    if !missing.is_empty() {
        rejections.add_with(field, "password-classes", vec![("missing", missing.join(" "))]);
    }
    let folded = letters_and_digits(text);
    if personal_words(email, name).iter().any(|word| folded.contains(word.as_str())) {
        rejections.add(field, "password-personal");
    }
    if is_common(&folded) {
        rejections.add(field, "password-common");
    }
    rejections
}

fn missing_classes(text: &str) -> Vec<&'static str> {
    let has = |is: fn(char) -> bool| text.chars().any(is);
    let classes = [
        ("upper", has(char::is_uppercase)),
        ("lower", has(char::is_lowercase)),
        ("digit", has(|c| c.is_ascii_digit())),
        ("special", has(|c| !c.is_alphanumeric() && !c.is_control())),
    ];
    classes.into_iter().filter(|(_, there)| !there).map(|(class, _)| class).collect()
}

/// Without accents, capitals and signs: what is left is what people guess.
fn letters_and_digits(text: &str) -> String {
    vitext::fold(text).to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The words of a person that may not be in the password. A local part of one or two letters is in
/// nearly every password and is let be.
fn personal_words(email: &Email, name: &str) -> Vec<String> {
    let local = letters_and_digits(email.local_part());
    let parts = email.local_part().split(['.', '_', '-', '+']).map(letters_and_digits);
    let names = vitext::words(name).map(letters_and_digits).collect::<Vec<_>>();
    parts
        .chain(names)
        .filter(|word| word.chars().count() >= 4)
        .chain((local.chars().count() >= 3).then_some(local))
        .collect()
}

/// Whether little is left when everything common is taken out, or few different characters are used.
fn is_common(folded: &str) -> bool {
    let mut rest = folded.to_owned();
    for word in COMMON.split_whitespace() {
        rest = rest.replace(word, " ");
    }
    let left = rest.chars().filter(|c| !c.is_whitespace()).count();
    let mut different: Vec<char> = folded.chars().collect();
    different.sort_unstable();
    different.dedup();
    different.len() < 5 || (left < 5 && rest.contains(' '))
}

/// What passwords that leaked most are made of, in the world and in Vietnam; longer ones first
/// where one holds another.
const COMMON: &str = "\
    1234567890 123456789 12345678 1234567 123456 12345 1234 123123 112233 987654321 654321 \
    111111 000000 666666 888888 999999 147258369 159753 102030 123321 qwertyuiop qwerty \
    asdfghjkl asdfgh asdf zxcvbnm zxcvbn 1q2w3e4r 1q2w3e qazwsx q1w2e3 abcdef abcd abc123 \
    abc aaaa password passw0rd p4ssword passwd pass letmein welcome iloveyou monkey dragon \
    sunshine princess football baseball master superman batman shadow michael charlie \
    starwars whatever trustno1 freedom secret login administrator admin root user guest \
    test demo default changeme matkhaumoi matkhau mkhau quantritrang quantri quanly \
    nguoidung taikhoan dangnhap macdinh conglang congthongtin trangthongtin uybannhandan \
    ubnd uyban nhandan vanphong chinhquyen vietnam hanoi saigon hochiminh hcm danang \
    cantho camau baclieu xinchao anhyeuem emyeuanh yeuem yeuanh maiyeu conyeu meyeu \
    giadinh bame nguyen tinhyeu hanhphuc matkhausai khongbiet khongco choiluon maimai \
    thuong canhcut 2020 2021 2022 2023 2024 2025 2026 2027";

/// A first password to hand out: four short groups of syllables that can be read over the telephone
/// and two digits, about 56 random bits, without `l`, `o`, `0` and `1`. It passes [`judge`].
pub fn generate_first_password(email: &Email, name: &str) -> Password {
    const CONSONANTS: &[u8] = b"bcdghkmnprstvxyz";
    const VOWELS: &[u8] = b"aeiu";
    let mut rng = rand::rng();
    let mut draw = |from: &[u8]| {
        let place = rng.random_range(0..from.len());
        char::from(from.get(place).copied().unwrap_or(b'a'))
    };
    loop {
        let mut text = String::with_capacity(24);
        for _ in 0..4 {
            text.push(draw(CONSONANTS).to_ascii_uppercase());
            text.push(draw(VOWELS));
            text.push(draw(CONSONANTS));
            text.push(draw(VOWELS));
            text.push('-');
        }
        text.push(draw(b"23456789"));
        text.push(draw(b"23456789"));
        let password = Password(text);
        // A group may by chance be a piece of the person's name.
        if judge("password", &password, email, name).is_empty() {
            return password;
        }
    }
}

/// Whether a password fits a hash.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fit {
    Right,
    Wrong,
}

fn hasher() -> Outcome<Argon2<'static>> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None).map_err(anyhow::Error::from)?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}

/// Hashes a password: about a tenth of a second, away from the threads that answer requests.
///
/// # Errors
/// When the machine gives no memory or randomness.
pub async fn hash(password: &Password) -> Outcome<PasswordHash> {
    let text = password.0.clone();
    let _permit = GATE.acquire().await.map_err(anyhow::Error::from)?;
    tokio::task::spawn_blocking(move || {
        let hash = hasher()?.hash_password(text.as_bytes());
        hash.map(|hash| PasswordHash(hash.to_string())).map_err(|e| Fault::new(e.to_string()))
    })
    .await?
}

/// Compares a password with a hash, in the same time whatever the answer.
pub(super) async fn compare(password: &Password, hash: &PasswordHash) -> Outcome<Fit> {
    // Nobody has a longer one, so comparing its beginning gives the same answer.
    let text: String = password.0.chars().take(CHARS_MAX + 1).collect();
    let hash = hash.clone();
    let _permit = GATE.acquire().await.map_err(anyhow::Error::from)?;
    tokio::task::spawn_blocking(move || {
        let parsed = phc::PasswordHash::new(&hash.0).map_err(|e| Fault::new(e.to_string()))?;
        // Parameters are read from the hash, so older ones still fit.
        match hasher()?.verify_password(text.as_bytes(), &parsed) {
            Ok(()) => Ok(Fit::Right),
            Err(argon2::password_hash::Error::PasswordInvalid) => Ok(Fit::Wrong),
            Err(error) => Err(Fault::new(error.to_string())),
        }
    })
    .await?
}
