//! People who sign in: accounts, passwords, sessions, roles on sites, and the one question `may`.

mod email;
mod may;
mod member;
mod one_time_link;
mod password;
mod session;
mod sign_in;
mod store;

pub use email::{Email, EmailError};
pub use may::{Actor, Permit, SiteRef, may};
pub use member::{
    MemberLine, MemberRefusal, Membership, SiteLine, add_member, change_role, list_members,
    memberships, remove_member, sites_of,
};
pub use one_time_link::{LinkPurpose, create_link, find_link, redeem_link};
pub use password::{PASSWORD_CHARS_MIN, check_password, first_password, hash_password};
pub use session::{
    NewSession, Session, SessionLine, begin_session, end_other_sessions, end_session,
    end_session_of, find_session, list_sessions, note_use, sweep_sessions, IDLE_SECONDS, LIFE_SECONDS,
};
pub use sign_in::{SignInRefusal, sign_in};
pub use store::{
    Account, PasswordState, create_account, find_account, find_by_email, rename, set_password,
};
