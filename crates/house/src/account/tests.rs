//! Tests of accounts against real databases; what needs none stands in `tests/pure.rs`.

mod members;
mod pure;
mod sessions;

use conglang_kernel::{AccountId, Action, Moment, Rejections, Role, SiteId, SiteState};
use conglang_platform::args;
use conglang_platform::clock::Clock;
use conglang_platform::db::{Db, Reach};

use super::one_time_link::{self, Purpose};
use super::password::{self, Password, PasswordHash};
use super::session::{self, SessionKey};
use super::*;
use crate::scope::SiteScope;
use crate::test_db::{MORNING, make_site, on_every_engine};

const RIGHT: &str = "Gánh-lúa.về 2 bến";
const WRONG: &str = "Gánh-lúa.về 3 bến";
const HOME: &str = "203.0.113.7";

/// Hashed once for all tests: hashing is slow on purpose.
fn right_hash() -> PasswordHash {
    static HASH: std::sync::OnceLock<PasswordHash> = std::sync::OnceLock::new();
    HASH.get_or_init(|| {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        std::thread::spawn(move || {
            runtime.block_on(password::hash(&Password::typed(RIGHT))).unwrap()
        })
        .join()
        .unwrap()
    })
    .clone()
}

async fn make_account(db: &Db, email: &str, now: Moment) -> AccountId {
    let mut transaction = db.write(Reach::Installation).await.unwrap();
    let new = NewAccount {
        email: &Email::parse(email).unwrap(),
        name: "Trần Thị Bưởi",
        password: &right_hash(),
        password_state: PasswordState::Own,
    };
    let id = create(&mut transaction, &new, now).await.unwrap().unwrap();
    transaction.commit().await.unwrap();
    id
}

async fn try_in(db: &Db, clock: &Clock, email: &str, password: &str) -> SignInReport {
    try_from(db, clock, email, password, HOME).await
}

async fn try_from(
    db: &Db,
    clock: &Clock,
    email: &str,
    password: &str,
    address: &str,
) -> SignInReport {
    let password = Password::typed(password);
    let attempt = Attempt { email, password: &password, address, agent: "Test/1" };
    sign_in(db, clock, &attempt).await.unwrap()
}

async fn enter(db: &Db, clock: &Clock, email: &str) -> SignedIn {
    try_in(db, clock, email, RIGHT).await.result.unwrap()
}

fn codes(result: Result<impl Sized, Rejections>) -> Vec<&'static str> {
    result.err().map(|r| r.iter().map(|r| r.code).collect()).unwrap_or_default()
}

#[test]
fn who_knows_the_password_is_let_in_whatever_the_capitals_of_the_address() {
    on_every_engine(|db| async move {
        let clock = Clock::standing_at(MORNING);
        let id = make_account(&db, "buoi@camau.gov.vn", MORNING).await;
        let report = try_in(&db, &clock, "  Buoi@CaMau.gov.vn ", RIGHT).await;
        assert_eq!(report.event.what, Happening::SignedIn);
        assert_eq!(report.event.account, Some(id));
        let inside = report.result.unwrap();
        assert_eq!(inside.account.signed_in_at, Some(MORNING));
        let current = session::find(&db, &inside.token, MORNING).await.unwrap().unwrap();
        assert_eq!(current.account.id, id);
        assert!(session::find(&db, &Token::generate().unwrap(), MORNING).await.unwrap().is_none());
    });
}

#[test]
fn an_address_is_taken_once() {
    on_every_engine(|db| async move {
        make_account(&db, "mot@camau.gov.vn", MORNING).await;
        let mut transaction = db.write(Reach::Installation).await.unwrap();
        let new = NewAccount {
            email: &Email::parse("MOT@camau.gov.vn").unwrap(),
            name: "Ai đó",
            password: &right_hash(),
            password_state: PasswordState::First,
        };
        let second = create(&mut transaction, &new, MORNING).await.unwrap();
        assert_eq!(codes(second), ["email-taken"]);
        // The transaction is still good for other work.
        transaction.execute("SELECT 1", args![]).await.unwrap();
    });
}

#[test]
fn five_failures_lock_and_each_five_more_lock_twice_as_long_up_to_a_day() {
    on_every_engine(|db| async move {
        let clock = Clock::standing_at(MORNING);
        // No account: the tally is the same, and the test need not hash for long.
        let who = "khongco@camau.gov.vn";
        for (round, minutes) in [15, 30, 60, 120].into_iter().enumerate() {
            for left in [4, 3, 2, 1] {
                // Another address each time, or the address would be stopped first.
                let home = format!("198.51.100.{}", round * 5 + left as usize);
                let report = try_from(&db, &clock, who, WRONG, &home).await;
                assert_eq!(report.result.unwrap_err(), SignInRefusal::Wrong { tries_left: left });
            }
            let until = clock.now().plus_seconds(minutes * 60);
            let locked = SignInRefusal::Locked { until };
            assert_eq!(try_in(&db, &clock, who, WRONG).await.result.unwrap_err(), locked);
            clock.advance_seconds(minutes * 60 - 1);
            assert_eq!(try_in(&db, &clock, who, WRONG).await.result.unwrap_err(), locked);
            clock.advance_seconds(1);
        }
        assert_eq!(tally::lock_seconds(35), 16 * 3600);
        assert_eq!(tally::lock_seconds(40), 24 * 3600);
        assert_eq!(tally::lock_seconds(4000), 24 * 3600);
        // After a quiet day it starts anew.
        clock.advance_seconds(24 * 3600);
        let report = try_in(&db, &clock, who, WRONG).await;
        assert_eq!(report.result.unwrap_err(), SignInRefusal::Wrong { tries_left: 4 });
    });
}

#[test]
fn a_locked_account_refuses_even_the_right_password_until_it_is_lifted_or_over() {
    on_every_engine(|db| async move {
        let clock = Clock::standing_at(MORNING);
        make_account(&db, "khoa@camau.gov.vn", MORNING).await;
        for _ in 0..5 {
            try_in(&db, &clock, "khoa@camau.gov.vn", WRONG).await.result.unwrap_err();
        }
        let report = try_in(&db, &clock, "khoa@camau.gov.vn", RIGHT).await;
        assert_eq!(
            report.result.unwrap_err(),
            SignInRefusal::Locked { until: MORNING.plus_seconds(900) }
        );
        assert_eq!(report.event.what, Happening::Locked);
        let mut transaction = db.write(Reach::Installation).await.unwrap();
        lift_lock(&mut transaction, &Email::parse("khoa@camau.gov.vn").unwrap()).await.unwrap();
        transaction.commit().await.unwrap();
        enter(&db, &clock, "khoa@camau.gov.vn").await;
        // What came before the right password is forgotten.
        let report = try_in(&db, &clock, "khoa@camau.gov.vn", WRONG).await;
        assert_eq!(report.result.unwrap_err(), SignInRefusal::Wrong { tries_left: 4 });
    });
}

#[test]
fn an_unknown_address_is_refused_exactly_like_a_wrong_password() {
    on_every_engine(|db| async move {
        let clock = Clock::standing_at(MORNING);
        make_account(&db, "co@camau.gov.vn", MORNING).await;
        let disabled = make_account(&db, "nghi@camau.gov.vn", MORNING).await;
        let mut transaction = db.write(Reach::Installation).await.unwrap();
        disable(&mut transaction, disabled, MORNING).await.unwrap().unwrap();
        transaction.commit().await.unwrap();
        for _ in 0..7 {
            let known = try_in(&db, &clock, "co@camau.gov.vn", WRONG).await;
            let refused = known.result.unwrap_err();
            for stranger in ["khong@camau.gov.vn", "nghi@camau.gov.vn", "không phải địa chỉ"]
            {
                let report = try_in(&db, &clock, stranger, WRONG).await;
                assert_eq!(report.result.unwrap_err(), refused, "{stranger}");
                assert_eq!(report.event.what, known.event.what, "{stranger}");
            }
        }
    });
}

#[test]
fn failures_made_at_once_are_all_counted_and_no_more_than_five_passwords_looked_at() {
    on_every_engine(|db| async move {
        let clock = Clock::standing_at(MORNING);
        make_account(&db, "dua@camau.gov.vn", MORNING).await;
        let tries: Vec<_> = (0..12)
            .map(|_| {
                let (db, clock) = (db.clone(), clock.clone());
                tokio::spawn(async move {
                    try_in(&db, &clock, "dua@camau.gov.vn", WRONG).await.result.unwrap_err()
                })
            })
            .collect();
        let mut left = Vec::new();
        let mut locked = 0;
        for one in tries {
            match one.await.unwrap() {
                SignInRefusal::Wrong { tries_left } => left.push(tries_left),
                SignInRefusal::Locked { .. } => locked += 1,
                other => panic!("{other:?}"),
            }
        }
        left.sort_unstable();
        assert_eq!((left, locked), (vec![1, 2, 3, 4], 8));
        let mut connection = db.read(Reach::Installation).await.unwrap();
        let counted = connection
            .number(
                "SELECT failures FROM sign_in_tally WHERE subject = $1",
                args![tally::of_email("dua@camau.gov.vn")],
            )
            .await
            .unwrap();
        assert_eq!(counted, 5);
        let counted = connection
            .number(
                "SELECT failures FROM sign_in_tally WHERE subject = $1",
                args![tally::of_address(HOME)],
            )
            .await
            .unwrap();
        assert_eq!(counted, 5);
    });
}

#[test]
fn an_address_that_fails_sixty_times_in_a_quarter_of_an_hour_is_stopped_for_as_long() {
    on_every_engine(|db| async move {
        let clock = Clock::standing_at(MORNING);
        make_account(&db, "binhthuong@camau.gov.vn", MORNING).await;
        let mut transaction = db.write(Reach::Installation).await.unwrap();
        for _ in 0..tally::ADDRESS_FAILURES_MAX {
            tally::count_address(&mut transaction, HOME, clock.now()).await.unwrap();
        }
        transaction.commit().await.unwrap();
        let report = try_in(&db, &clock, "binhthuong@camau.gov.vn", RIGHT).await;
        let until = MORNING.plus_seconds(tally::ADDRESS_SECONDS);
        assert_eq!(report.result.unwrap_err(), SignInRefusal::Throttled { until });
        // Others are not held responsible.
        let other = try_from(&db, &clock, "binhthuong@camau.gov.vn", RIGHT, "2001:db8::1").await;
        other.result.unwrap();
        clock.advance_seconds(tally::ADDRESS_SECONDS);
        enter(&db, &clock, "binhthuong@camau.gov.vn").await;
    });
}

#[test]
fn who_stays_away_for_45_days_is_disabled_and_enabled_by_a_person() {
    on_every_engine(|db| async move {
        let clock = Clock::standing_at(MORNING);
        let late = make_account(&db, "tre@camau.gov.vn", MORNING).await;
        let swept_away = make_account(&db, "vang@camau.gov.vn", MORNING).await;
        clock.advance_seconds(45 * 86_400);
        let report = try_in(&db, &clock, "tre@camau.gov.vn", RIGHT).await;
        let idle = SignInRefusal::Disabled { reason: DisabledFor::Idle };
        assert_eq!(report.result.unwrap_err(), idle);
        let mut transaction = db.write(Reach::Installation).await.unwrap();
        let swept = sweep(&mut transaction, clock.now()).await.unwrap();
        assert_eq!(swept.idle, [swept_away]);
        assert_eq!(sweep(&mut transaction, clock.now()).await.unwrap(), Swept::default());
        enable(&mut transaction, late, clock.now()).await.unwrap();
        transaction.commit().await.unwrap();
        enter(&db, &clock, "tre@camau.gov.vn").await;
        let report = try_in(&db, &clock, "vang@camau.gov.vn", RIGHT).await;
        assert_eq!(report.result.unwrap_err(), idle);
    });
}

#[test]
fn a_hash_of_older_parameters_is_made_anew_at_sign_in() {
    on_every_engine(|db| async move {
        let clock = Clock::standing_at(MORNING);
        let id = make_account(&db, "cu@camau.gov.vn", MORNING).await;
        let old = pure::hash_with(RIGHT, 8 * 1024, 1);
        let mut transaction = db.write(Reach::Installation).await.unwrap();
        transaction
            .execute("UPDATE account SET password_hash = $2 WHERE id = $1", args![id, old])
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        enter(&db, &clock, "cu@camau.gov.vn").await;
        let mut connection = db.read(Reach::Installation).await.unwrap();
        let (kept,): (String,) = connection
            .one("SELECT password_hash FROM account WHERE id = $1", args![id])
            .await
            .unwrap();
        assert!(PasswordHash::stored(kept).is_current());
        enter(&db, &clock, "cu@camau.gov.vn").await;
    });
}
