//! People who sign in: their accounts, passwords, sessions and roles, and the one function that says
//! what each may do. Knows no HTTP beyond the value of a cookie; writes no audit lines, its callers do.

mod accounts;
mod chosen;
mod email;
mod may;
mod member;
mod named;
pub mod one_time_link;
pub mod password;
mod reach;
pub mod session;
mod sign_in;
mod sweep;
mod tally;
#[cfg(test)]
mod tests;
mod token;

pub use accounts::{
    Account, DisabledFor, NewAccount, PasswordState, Sessions, count, create, disable, enable,
    find, find_by_email, rename, set_password,
};
pub use chosen::{Change, choose_password, replace_first_password};
pub use email::{Email, EmailError};
pub use may::{Actor, Denial, Permit, SiteRef, may};
pub use member::{
    Member, Membership, add, appoint, change_role, list_of_account, list_of_site, members_of_sites,
    remove,
};
pub use named::named;
pub use reach::{ReachAsked, Reached, ReachedPart, roles_of, sites_of};
pub use session::actor_of;
pub use sign_in::{
    Attempt, Happening, SignInEvent, SignInRefusal, SignInReport, SignedIn, sign_in,
};
pub use sweep::{Swept, sweep};
pub use tally::lift_lock;
pub use token::Token;
