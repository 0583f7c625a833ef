//! People of the demo: one of each role, with a password that is no secret.

use conglang_house::account::password::{self, Password};
use conglang_house::account::{Email, NewAccount, PasswordState, appoint, create, find_by_email};
use conglang_kernel::{AccountId, Moment, Role, SiteId};
use conglang_platform::db::{Db, Reach};

use super::problem;

/// The password of every demo account. Real installations make each person choose their own.
pub const DEMO_PASSWORD: &str = "Cong-Lang-2026!";

/// A person of the demo.
pub struct Person {
    /// To sign in with.
    pub email: &'static str,
    name: &'static str,
    role: Role,
    /// What they are, for the list that is printed.
    pub title: &'static str,
    /// Where they work.
    pub place: Place,
}

/// Where somebody of the demo works.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// At the province.
    Province,
    /// In the commune that is shown first.
    Commune,
}

/// Everybody.
pub const PEOPLE: &[Person] = &[
    Person {
        email: "quantri@camau.example",
        name: "Lâm Quốc Việt",
        role: Role::Operator,
        title: "Quản trị hệ thống, tỉnh",
        place: Place::Province,
    },
    Person {
        email: "giamsat@camau.example",
        name: "Trịnh Thị Ngọc Hân",
        role: Role::Supervisor,
        title: "Giám sát, tỉnh",
        place: Place::Province,
    },
    Person {
        email: "quantritrang@anxuyen.example",
        name: "Phan Văn Toàn",
        role: Role::Administrator,
        title: "Quản trị trang",
        place: Place::Commune,
    },
    Person {
        email: "duyet@anxuyen.example",
        name: "Nguyễn Hữu Phước",
        role: Role::Approver,
        title: "Người duyệt",
        place: Place::Commune,
    },
    Person {
        email: "bientap@anxuyen.example",
        name: "Trần Thị Hạnh",
        role: Role::Editor,
        title: "Biên tập viên",
        place: Place::Commune,
    },
    Person {
        email: "congtac@anxuyen.example",
        name: "Lê Minh Khôi",
        role: Role::Contributor,
        title: "Cộng tác viên",
        place: Place::Commune,
    },
];

/// Makes those who are missing and says who writes the demo's articles.
///
/// # Errors
/// When the database refuses.
pub async fn settle(
    db: &Db,
    province: SiteId,
    commune: SiteId,
    now: Moment,
) -> anyhow::Result<AccountId> {
    let mut author = None;
    for person in PEOPLE {
        let email = Email::parse(person.email)?;
        let known = {
            let mut connection = db.read(Reach::Installation).await.map_err(problem)?;
            find_by_email(&mut connection, &email).await.map_err(problem)?
        };
        let account = match known {
            Some(account) => account.id,
            None => {
                let hash =
                    password::hash(&Password::typed(DEMO_PASSWORD)).await.map_err(problem)?;
                let mut transaction = db.write(Reach::Installation).await.map_err(problem)?;
                let new = NewAccount {
                    email: &email,
                    name: person.name,
                    password: &hash,
                    password_state: PasswordState::Own,
                };
                let account = create(&mut transaction, &new, now)
                    .await
                    .map_err(problem)?
                    .map_err(|_| anyhow::anyhow!("tài khoản mẫu không tạo được"))?;
                let site = match person.place {
                    Place::Province => province,
                    Place::Commune => commune,
                };
                appoint(&mut transaction, site, account, person.role, now)
                    .await
                    .map_err(problem)?
                    .map_err(|_| anyhow::anyhow!("vai mẫu không giao được"))?;
                transaction.commit().await.map_err(problem)?;
                account
            }
        };
        if person.role == Role::Editor {
            author = Some(account);
        }
    }
    author.ok_or_else(|| anyhow::anyhow!("thiếu biên tập viên mẫu"))
}
