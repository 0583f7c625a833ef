//! Taking down what was public: it asks for an outcome, and each outcome keeps the address.

use conglang_kernel::{AccountId, EntryId, Moment, Outcome as Fate};
use conglang_platform::args;
use conglang_platform::db::{Connection, Transaction};
use conglang_platform::fault::{Fault, Outcome};

use super::save::lock;
use super::{find, unschedule};
use crate::record::{Deed, record};
use crate::scope::SiteScope;

/// What is to become of the entry.
#[derive(Clone, Debug)]
pub enum TakeDown {
    /// Đăng nhầm: its address answers 410, or leads elsewhere.
    Mistake {
        /// Where to, when somewhere.
        target: Option<EntryId>,
    },
    /// Gộp vào bài khác: its address leads there for ever.
    Consolidated {
        /// Where to.
        target: EntryId,
    },
    /// Hết hiệu lực: stays readable under a dated notice.
    Expired {
        /// What readers are told.
        reason: String,
        /// What replaces it, when something does.
        target: Option<EntryId>,
    },
}

impl TakeDown {
    fn parts(&self) -> (Fate, Option<EntryId>, &str) {
        match self {
            Self::Mistake { target } => (Fate::Mistake, *target, ""),
            Self::Consolidated { target } => (Fate::Consolidated, Some(*target), ""),
            Self::Expired { reason, target } => (Fate::Expired, *target, reason),
        }
    }
}

/// Why it cannot be taken down so.
#[derive(Debug)]
pub enum TakeDownRefusal {
    /// It is not public.
    NotPublic,
    /// The target is not a public entry of this site.
    TargetUnknown,
    /// The target leads back to the entry itself.
    Circle,
    /// Something broke.
    Fault(Fault),
}

impl From<Fault> for TakeDownRefusal {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

/// Takes an entry down with an outcome.
///
/// # Errors
/// When the entry is not public, the target will not do, or the database refuses.
pub async fn take_down(
    transaction: &mut Transaction,
    scope: SiteScope,
    by: AccountId,
    id: EntryId,
    how: &TakeDown,
    now: Moment,
) -> Result<(), TakeDownRefusal> {
    lock(transaction, scope, id).await?;
    let entry = find(transaction, scope, id).await?.ok_or(TakeDownRefusal::NotPublic)?;
    if !entry.state.is_readable() {
        return Err(TakeDownRefusal::NotPublic);
    }
    let (fate, target, note) = how.parts();
    if let Some(target) = target {
        check_target(transaction, scope, id, target).await?;
    }
    let state = match fate {
        Fate::Mistake | Fate::Consolidated => "removed",
        Fate::Expired => "withdrawn",
    };
    transaction
        .execute(
            "UPDATE entry SET state = $3, outcome = $4, outcome_note = $5,
               outcome_target_id = $6, outcome_at = $7
             WHERE id = $1 AND site_id = $2",
            args![id, scope.site(), state, fate, note, target, now],
        )
        .await?;
    if fate != Fate::Expired {
        forget_words(transaction, scope, id).await?;
    }
    unschedule(transaction, scope, by, id, now).await?;
    record(transaction, now, Deed::at(scope, by, "take-down", ("entry", id.0), fate.as_str()))
        .await?;
    Ok(())
}

/// A target is an entry of the site that was public, from which no chain leads back.
async fn check_target(
    connection: &mut Connection,
    scope: SiteScope,
    id: EntryId,
    target: EntryId,
) -> Result<(), TakeDownRefusal> {
    let mut next = Some(target);
    // A chain longer than this is as good as a circle to a reader's browser.
    for _ in 0..10 {
        let Some(at) = next else { return Ok(()) };
        if at == id {
            return Err(TakeDownRefusal::Circle);
        }
        let entry = find(connection, scope, at).await?.ok_or(TakeDownRefusal::TargetUnknown)?;
        if entry.published_at.is_none() {
            return Err(TakeDownRefusal::TargetUnknown);
        }
        next = if entry.state.is_readable() { None } else { entry.fate_target };
        if next.is_none() && !entry.state.is_readable() {
            return Err(TakeDownRefusal::TargetUnknown);
        }
    }
    Err(TakeDownRefusal::Circle)
}

async fn forget_words(connection: &mut Connection, scope: SiteScope, id: EntryId) -> Outcome<()> {
    connection
        .execute(
            "DELETE FROM entry_text WHERE entry_id = $1 AND site_id = $2",
            args![id, scope.site()],
        )
        .await?;
    Ok(())
}
