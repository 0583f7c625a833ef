//! Tests of sessions and one-time links against real databases.

use super::*;

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
