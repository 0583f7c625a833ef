//! `conglang user …`: people, when nobody can sign in yet.

use clap::{Subcommand, ValueEnum};
use conglang_house::account::password::{self, generate_first_password};
use conglang_house::account::{Email, NewAccount, PasswordState, Sessions, appoint, create};
use conglang_house::account::{enable, find_by_email, set_password};
use conglang_house::record::{Deed, record};
use conglang_house::site;
use conglang_kernel::Role;
use conglang_platform::clock::Clock;
use conglang_platform::config::Config;
use conglang_platform::db::Reach;

use super::{print, problem, rejected};
use crate::app;

#[derive(Subcommand)]
pub enum UserCommand {
    /// Create an account with a role on a site; its first password is printed once.
    Create {
        /// The e-mail address to sign in with.
        email: String,
        /// The person's name.
        #[arg(long)]
        name: String,
        /// The site: its slug or canonical host [default: the province].
        #[arg(long)]
        site: Option<String>,
        /// The role.
        #[arg(long, value_enum)]
        role: RoleWord,
    },
    /// Open a closed account and give it a new first password, printed once.
    Reset {
        /// The e-mail address.
        email: String,
    },
}

/// A role as it is typed.
#[derive(Clone, Copy, ValueEnum)]
pub enum RoleWord {
    /// Cộng tác viên.
    Contributor,
    /// Biên tập viên.
    Editor,
    /// Người duyệt.
    Approver,
    /// Quản trị trang.
    Administrator,
    /// Giám sát (tỉnh).
    Supervisor,
    /// Quản trị hệ thống (tỉnh).
    Operator,
}

impl From<RoleWord> for Role {
    fn from(word: RoleWord) -> Self {
        match word {
            RoleWord::Contributor => Self::Contributor,
            RoleWord::Editor => Self::Editor,
            RoleWord::Approver => Self::Approver,
            RoleWord::Administrator => Self::Administrator,
            RoleWord::Supervisor => Self::Supervisor,
            RoleWord::Operator => Self::Operator,
        }
    }
}

impl UserCommand {
    pub(super) async fn run(self, config: Config) -> anyhow::Result<()> {
        let db = app::open_database(&config).await.map_err(problem)?;
        let words = app::words().map_err(problem)?;
        let now = Clock::machine().now();
        match self {
            Self::Create { email, name, site, role } => {
                let role = Role::from(role);
                let email = Email::parse(&email)?;
                let mut transaction = db.write(Reach::Installation).await.map_err(problem)?;
                let found = match &site {
                    Some(named) => site::find_named(&mut transaction, named).await,
                    None => site::first_province(&mut transaction).await,
                }
                .map_err(problem)?;
                let site = found.ok_or_else(|| anyhow::anyhow!("không có trang này"))?;
                let first = generate_first_password(&email, &name);
                let hash = password::hash(&first).await.map_err(problem)?;
                let new = NewAccount {
                    email: &email,
                    name: &name,
                    password: &hash,
                    password_state: PasswordState::First,
                };
                let account = create(&mut transaction, &new, now)
                    .await
                    .map_err(problem)?
                    .map_err(|rejections| rejected(&words, &rejections))?;
                appoint(&mut transaction, site.id, account, role, now)
                    .await
                    .map_err(problem)?
                    .map_err(|rejections| rejected(&words, &rejections))?;
                let deed = Deed {
                    site: Some(site.id),
                    by: None,
                    action: "create",
                    subject: "account",
                    subject_id: account.0,
                    detail: role.as_str(),
                };
                record(&mut transaction, now, deed).await.map_err(problem)?;
                transaction.commit().await.map_err(problem)?;
                print(&format!("{email}  {}", first.reveal()));
            }
            Self::Reset { email } => {
                let email = Email::parse(&email)?;
                let mut transaction = db.write(Reach::Installation).await.map_err(problem)?;
                let account = find_by_email(&mut transaction, &email)
                    .await
                    .map_err(problem)?
                    .ok_or_else(|| anyhow::anyhow!("không có tài khoản này"))?;
                let first = generate_first_password(&email, &account.name);
                let hash = password::hash(&first).await.map_err(problem)?;
                enable(&mut transaction, account.id, now).await.map_err(problem)?;
                let state = PasswordState::First;
                set_password(&mut transaction, account.id, &hash, state, Sessions::EndAll, now)
                    .await
                    .map_err(problem)?;
                transaction.commit().await.map_err(problem)?;
                print(&format!("{email}  {}", first.reveal()));
            }
        }
        db.close().await;
        Ok(())
    }
}
