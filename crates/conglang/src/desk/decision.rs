//! A yes or a no to somebody's text as it stands: from the writing screen, from the page to read it on,
//! or from the letter.

use conglang_house::entry::{self, Edition, Hand, PublishRefusal};
use conglang_house::scope::SiteScope;
use conglang_house::web::Web;
use conglang_kernel::{AccountId, Moment, Rejections};
use conglang_platform::db::Transaction;

use super::letters::Letters;
use super::refusal::DeskRefusal;

/// What is decided.
#[derive(Clone, Copy)]
pub enum Decision<'d> {
    /// It goes out, at its hour when that is still to come.
    Approve,
    /// It goes back to its writer, who reads why.
    SendBack {
        /// Why.
        note: &'d str,
    },
    /// It went out alone, and somebody has looked now.
    SeeUrgent,
}

/// Carries a decision about an edition, as it was seen, out and tells whoever must know; gives the word of the message.
///
/// # Errors
/// When the text is incomplete, one's own, changed since, or no longer where the decision belongs.
pub async fn carry_out(
    transaction: &mut Transaction,
    web: &Web,
    scope: SiteScope,
    by: AccountId,
    edition: &Edition,
    decision: Decision<'_>,
    now: Moment,
) -> Result<&'static str, PublishRefusal> {
    let id = edition.entry;
    entry::still_stands(transaction, scope, edition).await?;
    match decision {
        Decision::Approve => {
            let done = match edition.publish_at.filter(|at| *at > now) {
                Some(at) => {
                    entry::schedule(transaction, &web.kinds, scope, by, id, at, now).await?;
                    "scheduled"
                }
                None => {
                    let hand = Hand::Member(by);
                    entry::publish(transaction, &web.kinds, scope, hand, id, now).await?;
                    "published"
                }
            };
            Letters::of(transaction, scope, by, now).approved(id).await?;
            Ok(done)
        }
        Decision::SendBack { note } => {
            let returned = entry::send_back(transaction, scope, by, id, note, now).await?;
            Letters::of(transaction, scope, by, now).returned(&returned).await?;
            Ok("returned")
        }
        Decision::SeeUrgent => {
            entry::see_urgent(transaction, scope, by, id, now).await?;
            Ok("urgent-seen")
        }
    }
}

/// What a refusal of the engine says on a form.
///
/// # Errors
/// When it was no refusal but a fault.
pub fn rejections_of(refusal: PublishRefusal) -> Result<Rejections, DeskRefusal> {
    match refusal {
        PublishRefusal::Incomplete(rejections) => Ok(rejections),
        PublishRefusal::OwnText => Ok(Rejections::one("", "own-text")),
        PublishRefusal::NothingToPublish => Ok(Rejections::one("", "nothing-to-publish")),
        PublishRefusal::Changed => Ok(Rejections::one("", "changed-meanwhile")),
        PublishRefusal::WrongState(_) => Ok(Rejections::one("", "wrong-state")),
        PublishRefusal::Fault(fault) => Err(fault.into()),
    }
}
