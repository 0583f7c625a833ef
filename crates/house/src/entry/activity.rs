//! What the sites of a province did lately, for those who answer for all of them.

use std::collections::HashMap;

use conglang_kernel::{Moment, SiteId};
use conglang_platform::args;
use conglang_platform::db::Connection;
use conglang_platform::fault::Outcome;

/// What one site did.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Activity {
    /// When it last published anything but a standing page.
    pub last_published: Option<Moment>,
    /// How much of that it published in the period asked for.
    pub published: i64,
    /// Publications without a second pair of eyes in their own period.
    pub urgent: i64,
    /// Those of them that nobody has looked at since.
    pub urgent_unseen: i64,
}

/// The activity of every site that has any: `published` since `since`, `urgent` since `urgent_since`.
///
/// # Errors
/// When the database does not answer.
pub async fn activity_of_sites(
    connection: &mut Connection,
    since: Moment,
    urgent_since: Moment,
) -> Outcome<HashMap<SiteId, Activity>> {
    let published: Vec<(i64, i64, i64)> = connection
        .all(
            "SELECT site_id, max(published_at),
               sum(CASE WHEN published_at >= $1 THEN 1 ELSE 0 END)
             FROM entry
             WHERE state IN ('live', 'withdrawn') AND kind <> 'page' AND published_at IS NOT NULL
             GROUP BY site_id",
            args![since],
        )
        .await?;
    let mut sites: HashMap<SiteId, Activity> = published
        .into_iter()
        .map(|(site, last, published)| {
            let last_published = Some(Moment(last));
            (SiteId(site), Activity { last_published, published, ..Activity::default() })
        })
        .collect();
    let urgent: Vec<(i64, i64, i64)> = connection
        .all(
            "SELECT site_id, count(*), sum(CASE WHEN urgent_seen_at IS NULL THEN 1 ELSE 0 END)
             FROM edition WHERE urgent_reason IS NOT NULL AND published_at >= $1
             GROUP BY site_id",
            args![urgent_since],
        )
        .await?;
    for (site, urgent, unseen) in urgent {
        let activity = sites.entry(SiteId(site)).or_default();
        (activity.urgent, activity.urgent_unseen) = (urgent, unseen);
    }
    Ok(sites)
}
