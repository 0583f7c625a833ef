//! Tests of accounts against real databases; what needs none stands in `tests/pure.rs`.

mod pure;

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
fn the_database_never_holds_a_token() {
    on_every_engine(|db| async move {
        let clock = Clock::standing_at(MORNING);
        make_account(&db, "a.b@camau.gov.vn", MORNING).await;
        let inside = enter(&db, &clock, "a.b@camau.gov.vn").await;
        let mut connection = db.read(Reach::Installation).await.unwrap();
        let (kept,): (String,) =
            connection.one("SELECT token_hash FROM session", args![]).await.unwrap();
        assert_eq!(kept, SessionKey::of(&inside.token).as_str());
        assert_ne!(kept, inside.token.reveal());
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
fn a_session_ends_after_half_an_hour_of_rest_and_after_twelve_hours_of_work() {
    on_every_engine(|db| async move {
        let clock = Clock::standing_at(MORNING);
        make_account(&db, "phien@camau.gov.vn", MORNING).await;
        let rested = enter(&db, &clock, "phien@camau.gov.vn").await.token;
        clock.advance_seconds(session::IDLE_SECONDS);
        assert!(session::find(&db, &rested, clock.now()).await.unwrap().is_none());

        let worked = enter(&db, &clock, "phien@camau.gov.vn").await.token;
        let opened = clock.now();
        while clock.now() < opened.plus_seconds(session::LIFE_SECONDS) {
            assert!(session::find(&db, &worked, clock.now()).await.unwrap().is_some());
            clock.advance_seconds(20 * 60);
        }
        assert!(session::find(&db, &worked, clock.now()).await.unwrap().is_none());
    });
}

#[test]
fn the_use_of_a_session_is_written_down_at_most_once_a_minute() {
    on_every_engine(|db| async move {
        let clock = Clock::standing_at(MORNING);
        let id = make_account(&db, "ghi@camau.gov.vn", MORNING).await;
        let token = enter(&db, &clock, "ghi@camau.gov.vn").await.token;
        clock.advance_seconds(59);
        session::find(&db, &token, clock.now()).await.unwrap().unwrap();
        let mut connection = db.read(Reach::Installation).await.unwrap();
        let seen = session::list(&mut connection, id, clock.now()).await.unwrap()[0].seen_at;
        assert_eq!(seen, MORNING);
        drop(connection);
        clock.advance_seconds(1);
        session::find(&db, &token, clock.now()).await.unwrap().unwrap();
        let mut connection = db.read(Reach::Installation).await.unwrap();
        let seen = session::list(&mut connection, id, clock.now()).await.unwrap()[0].seen_at;
        assert_eq!(seen, MORNING.plus_seconds(60));
    });
}

#[test]
fn sessions_can_be_ended_one_by_one_and_only_by_their_owner() {
    on_every_engine(|db| async move {
        let clock = Clock::standing_at(MORNING);
        let mine = make_account(&db, "toi@camau.gov.vn", MORNING).await;
        let other = make_account(&db, "nguoikhac@camau.gov.vn", MORNING).await;
        let (first, second) = (
            enter(&db, &clock, "toi@camau.gov.vn").await,
            enter(&db, &clock, "toi@camau.gov.vn").await,
        );
        let key = SessionKey::of(&first.token);
        let mut transaction = db.write(Reach::Installation).await.unwrap();
        session::end(&mut transaction, other, &key).await.unwrap();
        transaction.commit().await.unwrap();
        assert!(session::find(&db, &first.token, MORNING).await.unwrap().is_some());
        let mut transaction = db.write(Reach::Installation).await.unwrap();
        session::end(&mut transaction, mine, &key).await.unwrap();
        transaction.commit().await.unwrap();
        assert!(session::find(&db, &first.token, MORNING).await.unwrap().is_none());
        assert!(session::find(&db, &second.token, MORNING).await.unwrap().is_some());
    });
}

#[test]
fn a_new_password_ends_every_other_session() {
    on_every_engine(|db| async move {
        let clock = Clock::standing_at(MORNING);
        let id = make_account(&db, "doi@camau.gov.vn", MORNING).await;
        let kept = enter(&db, &clock, "doi@camau.gov.vn").await;
        let gone = enter(&db, &clock, "doi@camau.gov.vn").await;
        let (wrong, current) = (Password::typed(WRONG), Password::typed(RIGHT));
        let next = Password::typed("Ghe-xuồng.qua 4 kênh");
        let judged = |current, next| Change { current, next };
        let answer = choose_password(&db, &clock, &kept.account, &judged(&wrong, &next)).await;
        assert_eq!(codes(answer.unwrap()), ["password-wrong"]);
        let answer = choose_password(&db, &clock, &kept.account, &judged(&current, &current)).await;
        assert_eq!(codes(answer.unwrap()), ["password-same"]);
        let hash = choose_password(&db, &clock, &kept.account, &judged(&current, &next))
            .await
            .unwrap()
            .unwrap();
        let mut transaction = db.write(Reach::Installation).await.unwrap();
        let key = SessionKey::of(&kept.token);
        let sessions = Sessions::Keep(&key);
        set_password(&mut transaction, id, &hash, PasswordState::Own, sessions, MORNING)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        assert!(session::find(&db, &kept.token, MORNING).await.unwrap().is_some());
        assert!(session::find(&db, &gone.token, MORNING).await.unwrap().is_none());
        try_in(&db, &clock, "doi@camau.gov.vn", RIGHT).await.result.unwrap_err();
        try_in(&db, &clock, "doi@camau.gov.vn", next.reveal()).await.result.unwrap();
    });
}

#[test]
fn a_first_password_opens_nothing_but_its_own_change() {
    on_every_engine(|db| async move {
        let clock = Clock::standing_at(MORNING);
        let site = make_site(&db, "an-xuyen", None).await;
        let email = Email::parse("moi@camau.gov.vn").unwrap();
        let first = password::generate_first_password(&email, "Lê Văn Mới");
        let hash = password::hash(&first).await.unwrap();
        let mut transaction = db.write(Reach::Installation).await.unwrap();
        let new = NewAccount {
            email: &email,
            name: "Lê Văn Mới",
            password: &hash,
            password_state: PasswordState::First,
        };
        let id = create(&mut transaction, &new, MORNING).await.unwrap().unwrap();
        appoint(&mut transaction, site, id, Role::Operator, MORNING).await.unwrap().unwrap();
        transaction.commit().await.unwrap();

        let inside = try_in(&db, &clock, email.as_str(), first.reveal()).await.result.unwrap();
        assert_eq!(inside.account.password_state, PasswordState::First);
        let place = SiteRef { id: site, parent_id: None, state: SiteState::Live };
        let current = session::find(&db, &inside.token, MORNING).await.unwrap().unwrap();
        for &action in Action::ALL {
            assert_eq!(may(&current.actor, action, place), Err(Denial::FirstPassword));
        }
        let mut transaction = db.write(Reach::Installation).await.unwrap();
        let sessions = Sessions::Keep(&current.key);
        set_password(&mut transaction, id, &right_hash(), PasswordState::Own, sessions, MORNING)
            .await
            .unwrap();
        transaction.commit().await.unwrap();
        let current = session::find(&db, &inside.token, MORNING).await.unwrap().unwrap();
        assert!(may(&current.actor, Action::Operate, place).is_ok());
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
fn disabling_ends_the_sessions_but_spares_the_last_operator() {
    on_every_engine(|db| async move {
        let clock = Clock::standing_at(MORNING);
        let province = make_site(&db, "ca-mau", None).await;
        let one = make_account(&db, "mot@camau.gov.vn", MORNING).await;
        let two = make_account(&db, "hai@camau.gov.vn", MORNING).await;
        let inside = enter(&db, &clock, "hai@camau.gov.vn").await;
        let mut transaction = db.write(Reach::Installation).await.unwrap();
        for account in [one, two] {
            appoint(&mut transaction, province, account, Role::Operator, MORNING)
                .await
                .unwrap()
                .unwrap();
        }
        disable(&mut transaction, two, MORNING).await.unwrap().unwrap();
        let last = disable(&mut transaction, one, MORNING).await.unwrap();
        assert_eq!(codes(last), ["account-last-operator"]);
        transaction.commit().await.unwrap();
        assert!(session::find(&db, &inside.token, MORNING).await.unwrap().is_none());
        let report = try_in(&db, &clock, "hai@camau.gov.vn", RIGHT).await;
        let decided = SignInRefusal::Disabled { reason: DisabledFor::Decision };
        assert_eq!(report.result.unwrap_err(), decided);
    });
}

#[test]
fn what_is_over_is_swept_and_what_is_not_stays() {
    on_every_engine(|db| async move {
        let clock = Clock::standing_at(MORNING);
        make_account(&db, "quet@camau.gov.vn", MORNING).await;
        enter(&db, &clock, "quet@camau.gov.vn").await;
        try_in(&db, &clock, "khac@camau.gov.vn", WRONG).await.result.unwrap_err();
        let mut transaction = db.write(Reach::Installation).await.unwrap();
        one_time_link::create(&mut transaction, Purpose::FirstAdministrator, MORNING)
            .await
            .unwrap();
        assert_eq!(sweep(&mut transaction, MORNING).await.unwrap(), Swept::default());
        let tomorrow = MORNING.plus_days(1);
        let swept = sweep(&mut transaction, tomorrow).await.unwrap();
        assert_eq!(swept, Swept { sessions: 1, links: 1, tallies: 2, idle: vec![] });
    });
}

#[test]
fn a_link_works_once_within_a_day_and_only_the_latest() {
    on_every_engine(|db| async move {
        let id = make_account(&db, "link@camau.gov.vn", MORNING).await;
        let purpose = Purpose::NewPassword(id);
        let mut transaction = db.write(Reach::Installation).await.unwrap();
        let old = one_time_link::create(&mut transaction, purpose, MORNING).await.unwrap();
        let first = one_time_link::create(&mut transaction, Purpose::FirstAdministrator, MORNING)
            .await
            .unwrap();
        let token = one_time_link::create(&mut transaction, purpose, MORNING).await.unwrap();
        let late = MORNING.plus_seconds(one_time_link::LIFE_SECONDS);
        assert_eq!(one_time_link::find(&mut transaction, &old, MORNING).await.unwrap(), None);
        assert_eq!(one_time_link::redeem(&mut transaction, &token, late).await.unwrap(), None);
        for _ in 0..2 {
            let found = one_time_link::find(&mut transaction, &token, MORNING).await.unwrap();
            assert_eq!(found, Some(purpose));
        }
        let redeemed = one_time_link::redeem(&mut transaction, &token, MORNING).await.unwrap();
        assert_eq!(redeemed, Some(purpose));
        assert_eq!(one_time_link::redeem(&mut transaction, &token, MORNING).await.unwrap(), None);
        let redeemed = one_time_link::redeem(&mut transaction, &first, MORNING).await.unwrap();
        assert_eq!(redeemed, Some(Purpose::FirstAdministrator));
    });
}

fn permit(by: AccountId, role: Role, held_on: SiteId, site: SiteRef) -> Permit {
    let actor = Actor::new(by, PasswordState::Own, vec![Membership { site_id: held_on, role }]);
    may(&actor, Action::Staff, site).unwrap()
}

#[test]
fn somebody_able_to_administer_a_site_always_remains() {
    on_every_engine(|db| async move {
        let province = make_site(&db, "ca-mau", None).await;
        let commune = make_site(&db, "an-xuyen", Some(province)).await;
        let place = SiteRef { id: commune, parent_id: Some(province), state: SiteState::Live };
        let top = SiteRef { id: province, parent_id: None, state: SiteState::Live };
        let boss = make_account(&db, "quantri@camau.gov.vn", MORNING).await;
        let editor = make_account(&db, "bientap@camau.gov.vn", MORNING).await;
        let operator = make_account(&db, "tinh@camau.gov.vn", MORNING).await;
        let mut t = db.write(Reach::Installation).await.unwrap();
        appoint(&mut t, commune, boss, Role::Administrator, MORNING).await.unwrap().unwrap();
        appoint(&mut t, province, operator, Role::Operator, MORNING).await.unwrap().unwrap();
        let mine = permit(boss, Role::Administrator, commune, place);
        let theirs = permit(operator, Role::Operator, province, place);

        let answer = remove(&mut t, &mine, boss).await.unwrap();
        assert_eq!(codes(answer), ["member-last-administrator"]);
        let answer = change_role(&mut t, &mine, boss, Role::Editor).await.unwrap();
        assert_eq!(codes(answer), ["member-last-administrator"]);
        let answer = remove(&mut t, &mine, editor).await.unwrap();
        assert_eq!(codes(answer), ["member-unknown"]);
        add(&mut t, &mine, editor, Role::Editor, MORNING).await.unwrap().unwrap();
        let answer = add(&mut t, &mine, editor, Role::Editor, MORNING).await.unwrap();
        assert_eq!(codes(answer), ["member-known"]);
        change_role(&mut t, &mine, editor, Role::Administrator).await.unwrap().unwrap();
        remove(&mut t, &mine, boss).await.unwrap().unwrap();
        // The province may take the last one away: its operators still can.
        remove(&mut t, &theirs, editor).await.unwrap().unwrap();

        let above = permit(operator, Role::Operator, province, top);
        for next in [None, Some(Role::Administrator), Some(Role::Supervisor)] {
            let answer = match next {
                None => remove(&mut t, &above, operator).await,
                Some(role) => change_role(&mut t, &above, operator, role).await,
            };
            assert_eq!(codes(answer.unwrap()), ["member-last-administrator"], "{next:?}");
        }
        let people = list_of_site(&mut t, SiteScope::of_host(province)).await.unwrap();
        assert_eq!(people.len(), 1);
        assert_eq!((people[0].account_id, people[0].role), (operator, Role::Operator));
    });
}

#[test]
fn provincial_roles_are_given_by_operators_on_the_province_alone() {
    on_every_engine(|db| async move {
        let province = make_site(&db, "ca-mau", None).await;
        let commune = make_site(&db, "an-xuyen", Some(province)).await;
        let place = SiteRef { id: commune, parent_id: Some(province), state: SiteState::Live };
        let top = SiteRef { id: province, parent_id: None, state: SiteState::Live };
        let operator = make_account(&db, "tinh@camau.gov.vn", MORNING).await;
        let boss = make_account(&db, "quantri@camau.gov.vn", MORNING).await;
        let mut t = db.write(Reach::Installation).await.unwrap();
        appoint(&mut t, province, operator, Role::Operator, MORNING).await.unwrap().unwrap();
        appoint(&mut t, province, boss, Role::Administrator, MORNING).await.unwrap().unwrap();
        let climbing = permit(boss, Role::Administrator, province, top);
        let answer = change_role(&mut t, &climbing, boss, Role::Operator).await.unwrap();
        assert_eq!(codes(answer), ["member-role-beyond"]);
        let answer = remove(&mut t, &climbing, operator).await.unwrap();
        assert_eq!(codes(answer), ["member-role-beyond"]);
        let down = permit(operator, Role::Operator, province, place);
        let answer = add(&mut t, &down, boss, Role::Supervisor, MORNING).await.unwrap();
        assert_eq!(codes(answer), ["member-role-provincial"]);
        let above = permit(operator, Role::Operator, province, top);
        change_role(&mut t, &above, boss, Role::Operator).await.unwrap().unwrap();
        remove(&mut t, &above, operator).await.unwrap().unwrap();
    });
}

#[test]
fn a_permit_for_something_else_changes_no_members() {
    on_every_engine(|db| async move {
        let site = make_site(&db, "an-xuyen", None).await;
        let id = make_account(&db, "ai@camau.gov.vn", MORNING).await;
        let roles = vec![Membership { site_id: site, role: Role::Operator }];
        let actor = Actor::new(id, PasswordState::Own, roles);
        let place = SiteRef { id: site, parent_id: None, state: SiteState::Live };
        let permit = may(&actor, Action::Look, place).unwrap();
        let mut t = db.write(Reach::Installation).await.unwrap();
        assert!(add(&mut t, &permit, id, Role::Editor, MORNING).await.is_err());
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
