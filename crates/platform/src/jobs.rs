//! Work after the request: rows in the database, written with the change that asks for them, taken by
//! any node, given back when a node dies.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Duration;

use crate::db::FromRow;
use conglang_kernel::{JobId, Moment};

use crate::args;
use crate::clock::Clock;
use crate::db::{Connection, Db, Reach, Sql, engine};
use crate::fault::{Fault, Outcome};

/// How long a node may hold a job before others may take it, in seconds.
const LEASE_SECONDS: i64 = 120;

/// After so many failures a job is parked for a person to look at.
pub const ATTEMPTS_MAX: i64 = 8;

/// How often a node says that it still holds its jobs: others may take them after three times this.
const RENEWAL: Duration = Duration::from_secs(LEASE_SECONDS.unsigned_abs() / 3);

/// Which worker does a kind of job.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Lane {
    /// Done in seconds; a server that stops finishes the one at hand.
    Quick,
    /// Takes minutes, so that nothing else may wait behind it; a server that stops breaks it off and
    /// gives it back.
    Slow,
}

impl Lane {
    /// How many jobs are taken at a time.
    fn jobs_at_a_time(self) -> i64 {
        match self {
            Self::Quick => 8,
            Self::Slow => 1,
        }
    }
}

/// A kind of job: its name and what runs it. Runs must be idempotent: a lease can expire.
#[derive(Clone)]
pub struct JobKind {
    /// The word in the database.
    pub name: &'static str,
    /// Which worker does it.
    pub lane: Lane,
    /// What is done with the payload.
    pub run: Arc<dyn Fn(String) -> JobRun + Send + Sync>,
}

/// A running job.
pub type JobRun = Pin<Box<dyn Future<Output = Outcome<()>> + Send>>;

impl JobKind {
    /// A kind run by an async function of the payload.
    pub fn new<F, R>(name: &'static str, lane: Lane, run: F) -> Self
    where
        F: Fn(String) -> R + Send + Sync + 'static,
        R: Future<Output = Outcome<()>> + Send + 'static,
    {
        Self { name, lane, run: Arc::new(move |payload| Box::pin(run(payload))) }
    }
}

/// A job as the desk lists it.
#[derive(FromRow, Clone, Debug)]
pub struct JobRow {
    /// Its number.
    pub id: i64,
    /// Its kind.
    pub kind: String,
    /// What it works on.
    pub payload: String,
    /// When it is due, in milliseconds since 1970.
    pub run_at: i64,
    /// How often it was tried.
    pub attempts: i64,
    /// What the last try ran into.
    pub last_error: Option<String>,
    /// When it was done.
    pub done_at: Option<i64>,
    /// When it was given up.
    pub parked_at: Option<i64>,
}

/// Asks for a job inside the caller's transaction. With a `unique_key`, a job of the same kind and
/// key that still waits is moved to the new time instead of standing twice; one that runs at this moment
/// is run once more at that time.
///
/// # Errors
/// When the database refuses.
pub async fn ask(
    connection: &mut Connection,
    kind: &'static str,
    unique_key: Option<&str>,
    payload: &str,
    run_at: Moment,
    now: Moment,
) -> Outcome<()> {
    connection
        .execute(
            "INSERT INTO job (kind, payload, unique_key, run_at, created_at)
             VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT (kind, unique_key)
               WHERE done_at IS NULL AND parked_at IS NULL AND unique_key IS NOT NULL
             DO UPDATE SET run_at = excluded.run_at, payload = excluded.payload, attempts = 0",
            args![kind, payload, unique_key, run_at, now],
        )
        .await?;
    Ok(())
}

/// Takes back a job that waits under a key.
///
/// # Errors
/// When the database refuses.
pub async fn cancel(connection: &mut Connection, kind: &str, unique_key: &str) -> Outcome<()> {
    connection
        .execute(
            "DELETE FROM job
             WHERE kind = $1 AND unique_key = $2 AND done_at IS NULL AND lease_until IS NULL",
            args![kind, unique_key],
        )
        .await?;
    Ok(())
}

/// Jobs that wait, run or were given up, soonest first; at most 200.
///
/// # Errors
/// When the database does not answer.
pub async fn list_open(connection: &mut Connection) -> Outcome<Vec<JobRow>> {
    connection
        .all(
            "SELECT id, kind, payload, run_at, attempts, last_error, done_at, parked_at
             FROM job WHERE done_at IS NULL ORDER BY run_at, id LIMIT 200",
            args![],
        )
        .await
}

/// How many jobs are due for more than a minute and how many were given up.
///
/// # Errors
/// When the database does not answer.
pub async fn count_troubled(connection: &mut Connection, now: Moment) -> Outcome<(i64, i64)> {
    connection
        .one(
            "SELECT
               (SELECT count(*) FROM job
                WHERE done_at IS NULL AND parked_at IS NULL AND run_at < $1),
               (SELECT count(*) FROM job WHERE parked_at IS NOT NULL)",
            args![now.plus_seconds(-60)],
        )
        .await
}

/// Lets a job that was given up run again now.
///
/// # Errors
/// When the database refuses.
pub async fn retry(connection: &mut Connection, id: JobId, now: Moment) -> Outcome<()> {
    // Where the same was asked for again meanwhile, that one does it.
    connection
        .execute(
            "DELETE FROM job WHERE id = $1 AND parked_at IS NOT NULL
               AND EXISTS (SELECT 1 FROM job w WHERE w.kind = job.kind
                 AND w.unique_key = job.unique_key AND w.done_at IS NULL AND w.parked_at IS NULL)",
            args![id],
        )
        .await?;
    connection
        .execute(
            "UPDATE job SET parked_at = NULL, attempts = 0, run_at = $2
             WHERE id = $1 AND parked_at IS NOT NULL",
            args![id, now],
        )
        .await?;
    Ok(())
}

/// Forgets jobs that were done before a moment.
///
/// # Errors
/// When the database refuses.
pub async fn forget_done(connection: &mut Connection, before: Moment) -> Outcome<u64> {
    connection
        .execute("DELETE FROM job WHERE done_at IS NOT NULL AND done_at < $1", args![before])
        .await
}

/// Gives a job up for good.
///
/// # Errors
/// When the database refuses.
pub async fn discard(connection: &mut Connection, id: JobId) -> Outcome<()> {
    connection
        .execute("DELETE FROM job WHERE id = $1 AND parked_at IS NOT NULL", args![id])
        .await?;
    Ok(())
}

/// The worker of one lane of one node.
pub struct Worker {
    db: Db,
    clock: Clock,
    owner: String,
    lane: Lane,
    kinds: Vec<JobKind>,
    /// Leaves out what another lane does; what nobody knows falls to the quick lane and fails there.
    condition: String,
}

#[derive(FromRow)]
struct Taken {
    id: i64,
    kind: String,
    payload: String,
    attempts: i64,
}

impl Worker {
    /// The worker of a lane. `node` names the node in leases; `kinds` are those of every lane.
    pub fn new(db: Db, clock: Clock, node: &str, lane: Lane, kinds: Vec<JobKind>) -> Self {
        let slow: Vec<String> = kinds
            .iter()
            .filter(|kind| kind.lane == Lane::Slow)
            .map(|kind| format!("'{}'", kind.name))
            .collect();
        let (owner, condition) = match lane {
            Lane::Quick if slow.is_empty() => (node.to_owned(), String::new()),
            Lane::Quick => (node.to_owned(), format!(" AND kind NOT IN ({})", slow.join(", "))),
            Lane::Slow if slow.is_empty() => (format!("{node}-slow"), " AND 1 = 0".to_owned()),
            Lane::Slow => (format!("{node}-slow"), format!(" AND kind IN ({})", slow.join(", "))),
        };
        Self { db, clock, owner, lane, kinds, condition }
    }

    /// Works until `stop` is done. Then a quick job at hand is finished, a slow one given back.
    pub async fn run(&self, stop: impl Future<Output = ()>) {
        let mut stop = std::pin::pin!(stop);
        loop {
            let worked = match self.lane {
                Lane::Quick => self.work_due().await,
                Lane::Slow => tokio::select! {
                    biased;
                    () = &mut stop => {
                        if let Err(fault) = self.give_back().await {
                            tracing::error!(cause = fault.chain(), "a job was not given back");
                        }
                        return;
                    }
                    worked = self.work_due() => worked,
                },
            };
            let pause = match worked {
                Ok(0) => self.pause().await,
                Ok(_) => Duration::ZERO,
                Err(fault) => {
                    tracing::error!(cause = fault.chain(), "the worker could not take jobs");
                    Duration::from_secs(5)
                }
            };
            tokio::select! {
                () = &mut stop => return,
                () = async {
                    if !pause.is_zero() {
                        self.db.changed(pause).await;
                    }
                } => {}
            }
        }
    }

    /// How long until the next job is due, between 20 milliseconds and 5 seconds.
    async fn pause(&self) -> Duration {
        let due = async {
            let mut connection = self.db.read(Reach::Installation).await?;
            let sql = format!(
                "SELECT COALESCE(min(run_at), 0) FROM job
                 WHERE done_at IS NULL AND parked_at IS NULL AND lease_until IS NULL{}",
                self.condition
            );
            connection.number(Sql::composed(sql), args![]).await
        };
        match due.await {
            Ok(0) | Err(_) => Duration::from_secs(5),
            Ok(due) => {
                Duration::from_millis((due - self.clock.now().0).clamp(20, 5000).unsigned_abs())
            }
        }
    }

    /// Does what is due now, one after another, and says how many jobs that were.
    ///
    /// # Errors
    /// When the database does not answer; a job's own failure is kept with the job.
    pub async fn work_due(&self) -> Outcome<usize> {
        let taken = self.take().await?;
        let count = taken.len();
        for job in taken {
            let result = self.perform(&job).await;
            self.finish(&job, result).await?;
        }
        Ok(count)
    }

    async fn take(&self) -> Outcome<Vec<Taken>> {
        let now = self.clock.now();
        let due = format!(
            "done_at IS NULL AND parked_at IS NULL
             AND run_at <= $1 AND (lease_until IS NULL OR lease_until < $1){}",
            self.condition
        );
        // Looking is cheap and leaves SQLite's only writer alone while nothing is due.
        let sql = Sql::composed(format!("SELECT count(*) FROM job WHERE {due}"));
        if self.db.read(Reach::Installation).await?.number(sql, args![now]).await? == 0 {
            return Ok(Vec::new());
        }
        let mut transaction = self.db.write(Reach::Installation).await?;
        let sql = Sql::composed(format!(
            "UPDATE job SET lease_until = $2, lease_owner = $3, attempts = attempts + 1
             WHERE id IN (SELECT id FROM job WHERE {due} ORDER BY run_at, id LIMIT {}{})
             RETURNING id, kind, payload, attempts",
            self.lane.jobs_at_a_time(),
            engine::skip_locked(transaction.engine())
        ));
        let taken =
            transaction.all(sql, args![now, now.plus_seconds(LEASE_SECONDS), &self.owner]).await?;
        transaction.commit().await?;
        Ok(taken)
    }

    async fn perform(&self, job: &Taken) -> Outcome<()> {
        let Some(kind) = self.kinds.iter().find(|kind| kind.name == job.kind) else {
            return Err(Fault::new("no program part knows this kind of job"));
        };
        // A panic in a job is that job's failure, not the worker's; a set takes the job along when
        // the worker is broken off.
        let mut running = tokio::task::JoinSet::new();
        running.spawn((kind.run)(job.payload.clone()));
        loop {
            tokio::select! {
                done = running.join_next() => return match done {
                    Some(result) => result?,
                    None => Err(Fault::new("a job was lost")),
                },
                () = tokio::time::sleep(RENEWAL) => {
                    if let Err(fault) = self.renew().await {
                        tracing::warn!(cause = fault.chain(), "a lease was not renewed");
                    }
                }
            }
        }
    }

    /// Holds what this worker has for a while longer.
    async fn renew(&self) -> Outcome<()> {
        let mut transaction = self.db.write(Reach::Installation).await?;
        transaction
            .execute(
                "UPDATE job SET lease_until = $2 WHERE lease_owner = $1 AND lease_until IS NOT NULL",
                args![&self.owner, self.clock.now().plus_seconds(LEASE_SECONDS)],
            )
            .await?;
        transaction.commit().await
    }

    /// Lets the next start, or another node, do at once what was broken off here: no failure.
    async fn give_back(&self) -> Outcome<()> {
        let mut transaction = self.db.write(Reach::Installation).await?;
        transaction
            .execute(
                "UPDATE job SET lease_until = NULL, lease_owner = NULL,
                   attempts = CASE WHEN attempts > 0 THEN attempts - 1 ELSE 0 END
                 WHERE lease_owner = $1 AND lease_until IS NOT NULL",
                args![&self.owner],
            )
            .await?;
        transaction.commit().await
    }

    async fn finish(&self, job: &Taken, result: Outcome<()>) -> Outcome<()> {
        let now = self.clock.now();
        let mut transaction = self.db.write(Reach::Installation).await?;
        match result {
            Ok(()) => {
                transaction
                    .execute(
                        "UPDATE job SET done_at = $2, lease_until = NULL, last_error = NULL
                         WHERE id = $1 AND lease_owner = $3 AND attempts = $4",
                        args![job.id, now, &self.owner, job.attempts],
                    )
                    .await?;
            }
            Err(fault) => {
                tracing::error!(
                    job = job.id,
                    kind = job.kind,
                    cause = fault.chain(),
                    "a job failed"
                );
                let parked = (job.attempts >= ATTEMPTS_MAX).then_some(now.0);
                let wait_seconds = 5_i64.saturating_mul(1 << job.attempts.clamp(0, 10));
                transaction
                    .execute(
                        "UPDATE job SET lease_until = NULL, last_error = $2, parked_at = $3,
                           run_at = $4
                         WHERE id = $1 AND lease_owner = $5 AND attempts = $6",
                        args![
                            job.id,
                            fault.chain(),
                            parked,
                            now.plus_seconds(wait_seconds),
                            &self.owner,
                            job.attempts
                        ],
                    )
                    .await?;
            }
        }
        // Asked for anew while it ran, which put its attempts back: it waits for its new time.
        transaction
            .execute(
                "UPDATE job SET lease_until = NULL, lease_owner = NULL
                 WHERE id = $1 AND lease_owner = $2 AND done_at IS NULL AND attempts = 0",
                args![job.id, &self.owner],
            )
            .await?;
        transaction.commit().await
    }
}
