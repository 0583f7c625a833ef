//! What concerns the whole province: sites, jobs, the audit log. For supervisors to see, for operators
//! to change.

use conglang_house::account::{Permit, SiteRef, may};
use conglang_house::site::{self, Site};
use conglang_kernel::Action;
use conglang_platform::db::Reach;

use super::refusal::DeskRefusal;
use super::signed::Signed;

/// The province somebody acts for, with the proof that they may.
///
/// # Errors
/// Forbidden, when they hold no provincial role that allows it.
pub async fn province(signed: &Signed, action: Action) -> Result<(Permit, Site), DeskRefusal> {
    let mut connection = signed.web.db.read(Reach::Installation).await?;
    for membership in signed.actor.memberships() {
        if !membership.role.is_provincial() {
            continue;
        }
        let Some(site) = site::find(&mut connection, membership.site_id).await? else { continue };
        let site_ref = SiteRef { id: site.id, parent_id: site.parent, state: site.state };
        if let Ok(permit) = may(&signed.actor, action, site_ref) {
            return Ok((permit, site));
        }
    }
    Err(DeskRefusal::Forbidden)
}
