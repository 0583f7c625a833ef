//! What runs by the clock: nothing that was asked for is swallowed, and nothing goes out where nobody may write.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use conglang_house::site::set_state;
use conglang_kernel::{EntryId, JobId, Moment, SiteState};
use conglang_platform::args;
use conglang_platform::db::{Db, Reach};
use conglang_platform::jobs::{self, JobKind, Lane, Worker};
use http::StatusCode;

use crate::officer::Officer;
use crate::portal::{Portal, on_every_engine};

const EDITOR: &str = "editor.a@x.example";
const KIND: &str = "call";

async fn ask(db: &Db, run_at: Moment, now: Moment) {
    let mut transaction = db.write(Reach::Installation).await.unwrap();
    jobs::ask(&mut transaction, KIND, Some("once"), "", run_at, now).await.unwrap();
    transaction.commit().await.unwrap();
}

/// A worker of a job that, the first time it runs, is asked for again an hour later.
fn caller(portal: &Portal, runs: Arc<AtomicUsize>) -> Worker {
    let (db, clock) = (portal.web.db.clone(), portal.web.clock.clone());
    let kind = JobKind::new(KIND, Lane::Quick, move |_| {
        let (db, now, first) = (db.clone(), clock.now(), runs.fetch_add(1, Ordering::SeqCst) == 0);
        async move {
            if first {
                ask(&db, now.plus_seconds(3600), now).await;
            }
            Ok(())
        }
    });
    Worker::new(portal.web.db.clone(), portal.web.clock.clone(), "test", Lane::Quick, vec![kind])
}

#[test]
fn what_is_asked_for_while_it_runs_is_run_once_more_at_its_new_time() {
    on_every_engine(|portal| async move {
        let runs = Arc::new(AtomicUsize::new(0));
        let worker = caller(&portal, runs.clone());
        let now = portal.clock.now();
        ask(&portal.web.db, now, now).await;
        assert_eq!(worker.work_due().await.unwrap(), 1);
        assert_eq!(worker.work_due().await.unwrap(), 0, "not before its hour");
        portal.clock.advance_seconds(3601);
        assert_eq!(worker.work_due().await.unwrap(), 1);
        portal.clock.advance_seconds(3601);
        assert_eq!(worker.work_due().await.unwrap(), 0, "it is done");
        assert_eq!(runs.load(Ordering::SeqCst), 2);
    });
}

#[test]
fn a_job_that_was_given_up_makes_way_for_the_same_asked_for_again() {
    on_every_engine(|portal| async move {
        let now = portal.clock.now();
        ask(&portal.web.db, now, now).await;
        let mut transaction = portal.web.db.write(Reach::Installation).await.unwrap();
        let park = "UPDATE job SET parked_at = $1 WHERE kind = $2";
        transaction.execute(park, args![now, KIND]).await.unwrap();
        transaction.commit().await.unwrap();
        ask(&portal.web.db, now, now).await;
        let mut transaction = portal.web.db.write(Reach::Installation).await.unwrap();
        let open = jobs::list_open(&mut transaction).await.unwrap();
        let given_up = open.iter().find(|job| job.parked_at.is_some()).unwrap();
        jobs::retry(&mut transaction, JobId(given_up.id), now).await.unwrap();
        let count = "SELECT count(*) FROM job WHERE kind = $1 AND done_at IS NULL";
        assert_eq!(transaction.number(count, args![KIND]).await.unwrap(), 1);
        transaction.commit().await.unwrap();
    });
}

#[test]
fn nothing_goes_out_by_itself_where_nobody_may_write_any_more() {
    on_every_engine(|portal| async move {
        let editor = Officer::signed_in(&portal, EDITOR).await;
        let id = editor.begin("Lịch cúp điện", "luu").await;
        let at = [("publish_at", "2026-01-05T09:00")];
        let reply = editor.press(&id, "Lịch cúp điện", "hen", &at).await;
        assert_eq!(reply.status, StatusCode::SEE_OTHER, "{}", reply.body);
        let mut transaction = portal.web.db.write(Reach::Installation).await.unwrap();
        let now = portal.clock.now();
        set_state(&mut transaction, portal.a.id, SiteState::Archived, now).await.unwrap();
        transaction.commit().await.unwrap();
        portal.read_changes().await;
        portal.clock.advance_seconds(24 * 3600);
        portal.work_all().await;
        portal.read_changes().await;
        let path = portal.address(EntryId(id.parse().unwrap())).await;
        assert_eq!(portal.visit(&portal.a.host, &path).await.status, StatusCode::NOT_FOUND);
    });
}
