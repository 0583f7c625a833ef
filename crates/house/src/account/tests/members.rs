//! Tests of roles against real databases, and of what a permit opens.

use super::*;

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
