//! How a site works: what it asks of its officers before the public reads, when standing texts are
//! looked over again, whether articles are paid for.

use std::collections::BTreeMap;

use conglang_kernel::{AccountId, Moment, Rejections, Royalties, SecondEyes};
use conglang_platform::args;
use conglang_platform::db::{Connection, Transaction};
use conglang_platform::fault::Outcome;

use crate::record::{Deed, record};
use crate::scope::SiteScope;

/// The longest time before a text is looked over again, in months.
pub const REVIEW_MONTHS_MAX: i64 = 60;

/// How a site works.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Practice {
    /// Whether somebody may publish a text of their own.
    pub second_eyes: SecondEyes,
    /// After how many months a text of a kind is to be looked over; kinds that are not here never are.
    pub review_months: BTreeMap<String, i64>,
    /// Whether articles are paid for.
    pub royalties: Royalties,
}

/// How a site works. One that is not there asks for everything.
///
/// # Errors
/// When the database does not answer.
pub async fn practice(connection: &mut Connection, scope: SiteScope) -> Outcome<Practice> {
    let row: Option<(String, String, String)> = connection
        .optional(
            "SELECT second_eyes, review_months, royalties FROM site WHERE id = $1",
            args![scope.site()],
        )
        .await?;
    let Some((eyes, months, royalties)) = row else {
        return Ok(Practice {
            second_eyes: SecondEyes::Required,
            review_months: BTreeMap::new(),
            royalties: Royalties::Off,
        });
    };
    Ok(Practice {
        second_eyes: SecondEyes::parse(&eyes)?,
        review_months: serde_json::from_str(&months)?,
        royalties: Royalties::parse(&royalties)?,
    })
}

/// Decides how a site works.
///
/// # Errors
/// When the database refuses; rejected when a time is out of range.
pub async fn set_practice(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    wanted: &Practice,
    now: Moment,
) -> Outcome<Result<(), Rejections>> {
    let sound = |months: &i64| (1..=REVIEW_MONTHS_MAX).contains(months);
    if !wanted.review_months.values().all(sound) {
        return Ok(Err(Rejections::one("review_months", "months")));
    }
    transaction
        .execute(
            "UPDATE site SET second_eyes = $2, review_months = $3, royalties = $4, updated_at = $5
             WHERE id = $1",
            args![
                scope.site(),
                wanted.second_eyes,
                serde_json::to_string(&wanted.review_months)?,
                wanted.royalties,
                now
            ],
        )
        .await?;
    let deed = Deed {
        site: Some(scope.site()),
        by: Some(by),
        action: "set-practice",
        subject: "site",
        subject_id: scope.site().0,
        detail: wanted.second_eyes.as_str(),
    };
    record(transaction, now, deed).await?;
    Ok(Ok(()))
}
