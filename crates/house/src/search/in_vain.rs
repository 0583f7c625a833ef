//! Questions that found nothing: counted per site for its editors, without who asked, without what looks
//! like personal data, and without what nobody asks: keys struck at random, addresses, program text.

use conglang_kernel::Moment;
use conglang_platform::args;
use conglang_platform::db::FromRow;
use conglang_platform::db::{Connection, Transaction};
use conglang_platform::fault::Outcome;

use crate::scope::SiteScope;

/// How many questions a site remembers.
const QUESTIONS_MAX: i64 = 500;

/// A longer question is no question but a text.
const WORDS_MAX: usize = 8;
const CHARS_MAX: usize = 60;

/// So many digits in a row may be a telephone, an identity card or a bank account.
const DIGITS_MAX: usize = 7;

/// A question people asked in vain.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct InVain {
    /// As first asked, in small letters.
    pub question: String,
    /// How often.
    pub times: i64,
    /// When last.
    pub last_at: Moment,
}

#[derive(FromRow)]
struct Row {
    question: String,
    times: i64,
    last_at: i64,
}

/// Signs of addresses and of program text.
const FOREIGN_SIGNS: &[char] =
    &['@', '<', '>', '{', '}', '[', ']', '=', ';', '*', '|', '\\', '`', '$', '^', '~', '\''];
const FOREIGN_PARTS: &[&str] = &["http", "www.", "//", "../", "--"];

/// What addresses of sites and pages end in.
const ENDINGS: &[&str] = &["vn", "com", "net", "org", "info", "html", "htm", "php", "asp", "aspx"];

/// A question that may be kept.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Keepable(String);

impl Keepable {
    /// The question as it may be kept; nothing if it may not. `knows` tells whether a word that is no
    /// syllable of ours stands in any text.
    pub fn of(question: &str, knows: impl Fn(&str) -> bool) -> Option<Self> {
        keepable(question, knows).map(Self)
    }
}

pub(super) fn keepable(question: &str, knows: impl Fn(&str) -> bool) -> Option<String> {
    let question = vitext::nfc(question).to_lowercase();
    let words: Vec<&str> = question.split_whitespace().collect();
    let tidy = words.join(" ");
    let digits = tidy.chars().filter(char::is_ascii_digit).count();
    let is_address =
        |word: &&str| word.rsplit_once('.').is_some_and(|(_, ending)| ENDINGS.contains(&ending));
    let sound = (1..=WORDS_MAX).contains(&words.len())
        && tidy.chars().count() <= CHARS_MAX
        && digits <= DIGITS_MAX
        && !tidy.contains(FOREIGN_SIGNS)
        && !FOREIGN_PARTS.iter().any(|part| tidy.contains(part))
        && !words.iter().any(is_address)
        && is_of_words(&tidy, knows);
    sound.then_some(tidy)
}

/// Whether at least half of a question are words: syllables, abbreviations, what was meant to be one by
/// the keys struck, what is known, and the parts of a document's number.
fn is_of_words(question: &str, knows: impl Fn(&str) -> bool) -> bool {
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let is_symbol = question.contains('/');
    let is_word = |word: &&str| {
        if is_number(word) {
            return is_symbol;
        }
        let folded = vitext::fold(word);
        // Single letters stand for all sorts of things.
        (folded.len() > 1 && vitext::is_folded_syllable(&folded))
            || vitext::long_forms(&folded).next().is_some()
            || vitext::meant_by_keys(word).is_some()
            || knows(word)
    };
    // Numbers beside words tell neither for nor against.
    let words = || vitext::words(question).filter(|word| is_symbol || !is_number(word));
    let (count, sound) = (words().count(), words().filter(is_word).count());
    sound > 0 && sound * 2 >= count
}

/// Counts a question that found nothing.
///
/// # Errors
/// When the database refuses.
pub async fn note_in_vain(
    transaction: &mut Transaction,
    scope: SiteScope,
    Keepable(question): &Keepable,
    now: Moment,
) -> Outcome<()> {
    let known = transaction
        .execute(
            "UPDATE search_in_vain SET times = times + 1, last_at = $3
             WHERE site_id = $1 AND question = $2",
            args![scope.site(), question.as_str(), now],
        )
        .await?;
    if known > 0 {
        return Ok(());
    }
    // A full list lets go of what was asked once and longest ago.
    transaction
        .execute(
            "DELETE FROM search_in_vain WHERE site_id = $1 AND question IN (
               SELECT question FROM search_in_vain WHERE site_id = $1
               ORDER BY times DESC, last_at DESC LIMIT $2 OFFSET $3)",
            args![scope.site(), QUESTIONS_MAX, QUESTIONS_MAX - 1],
        )
        .await?;
    transaction
        .execute(
            "INSERT INTO search_in_vain (site_id, question, times, first_at, last_at)
             VALUES ($1, $2, 1, $3, $3) ON CONFLICT DO NOTHING",
            args![scope.site(), question.as_str(), now],
        )
        .await?;
    Ok(())
}

/// What people of a site look for and do not find, the most asked first: for the editors' desk.
///
/// # Errors
/// When the database does not answer.
pub async fn in_vain(
    connection: &mut Connection,
    scope: SiteScope,
    limit: i64,
) -> Outcome<Vec<InVain>> {
    let rows: Vec<Row> = connection
        .all(
            "SELECT question, times, last_at FROM search_in_vain WHERE site_id = $1
             ORDER BY times DESC, last_at DESC",
            args![scope.site()],
        )
        .await?;
    let asked = rows.into_iter().map(|row| InVain {
        question: row.question,
        times: row.times,
        last_at: Moment(row.last_at),
    });
    let mut asked = with_accents(asked.collect());
    asked.truncate(usize::try_from(limit).unwrap_or_default());
    Ok(asked)
}

/// Counts what was typed without accents with what it means: the same question as it was typed in full,
/// the most asked where there are several. What has accents is never taken for another.
pub(super) fn with_accents(asked: Vec<InVain>) -> Vec<InVain> {
    let (plain, mut full): (Vec<InVain>, Vec<InVain>) =
        asked.into_iter().partition(|line| vitext::fold(&line.question) == line.question);
    for line in plain {
        let meant = full.iter_mut().find(|other| vitext::fold(&other.question) == line.question);
        match meant {
            Some(meant) => {
                meant.times += line.times;
                meant.last_at = meant.last_at.max(line.last_at);
            }
            None => full.push(line),
        }
    }
    full.sort_by_key(|line| (std::cmp::Reverse(line.times), std::cmp::Reverse(line.last_at)));
    full
}

/// Crosses a question off, with and without its accents: it has been answered, or is none.
///
/// # Errors
/// When the database refuses.
pub async fn forget_in_vain(
    transaction: &mut Transaction,
    scope: SiteScope,
    question: &str,
) -> Outcome<()> {
    transaction
        .execute(
            "DELETE FROM search_in_vain WHERE site_id = $1 AND question IN ($2, $3)",
            args![scope.site(), question, vitext::fold(question)],
        )
        .await?;
    Ok(())
}
