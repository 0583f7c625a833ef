//! The frame of the desk: who is signed in, on which site, and what they may see.

use conglang_house::account::{Account, ReachAsked, sites_of};
use conglang_house::web::Web;
use conglang_kernel::{Action, Language, Royalties};
use conglang_platform::db::Reach;
use conglang_platform::fault::Outcome;
use serde::Serialize;

use super::signed::{OnSite, Signed};

/// Sites in the switcher; more are found on the page that lists them all.
const SWITCHER_SITES: i64 = 12;

/// What every template of the desk knows as `desk`.
#[derive(Clone, Debug, Serialize)]
pub struct DeskView {
    /// BCP 47 tag.
    pub lang: &'static str,
    /// The current line of the navigation.
    pub nav: &'static str,
    /// Who is signed in.
    pub account: Option<AccountView>,
    /// On which site.
    pub site: Option<SiteView>,
    /// The switcher.
    pub sites: Vec<SwitchView>,
    /// Whether there are more sites than it shows.
    pub sites_more: bool,
    /// Which lines of the navigation are drawn.
    pub may: MayView,
    /// What was just done.
    pub flash: Option<Flash>,
}

/// Who is signed in.
#[derive(Clone, Debug, Serialize)]
pub struct AccountView {
    name: String,
    email: String,
}

/// The site at hand.
#[derive(Clone, Debug, Serialize)]
pub struct SiteView {
    key: String,
    name: String,
    url: String,
    public_url: String,
    state: &'static str,
}

/// A line of the switcher.
#[derive(Clone, Debug, Serialize)]
pub struct SwitchView {
    name: String,
    url: String,
    current: bool,
}

/// Which lines of the navigation are drawn.
#[derive(Clone, Debug, Default, Serialize)]
pub struct MayView {
    entries: bool,
    categories: bool,
    profile: bool,
    members: bool,
    royalties: bool,
    dead_addresses: bool,
    searched: bool,
    sites: bool,
    jobs: bool,
    audit: bool,
}

/// What was just done, or why not.
#[derive(Clone, Debug, Serialize)]
pub struct Flash {
    /// `done`, `note`, `warning` or `error`.
    pub kind: &'static str,
    /// The sentence.
    pub text: String,
    /// Where to look.
    pub link: Option<FlashLink>,
}

/// A link beside a flash.
#[derive(Clone, Debug, Serialize)]
pub struct FlashLink {
    /// Where to.
    pub url: String,
    /// Its words.
    pub label: String,
}

impl DeskView {
    /// The frame for nobody in particular.
    pub fn bare() -> Self {
        Self {
            lang: Language::Vi.as_str(),
            nav: "none",
            account: None,
            site: None,
            sites: Vec::new(),
            sites_more: false,
            may: MayView::default(),
            flash: None,
        }
    }

    /// The frame of somebody who has not chosen a site.
    pub fn of_signed(signed: &Signed, nav: &'static str) -> Self {
        Self {
            nav,
            account: Some(account_view(&signed.account)),
            may: MayView {
                sites: signed.oversees(),
                jobs: signed.operates(),
                audit: signed.oversees(),
                ..MayView::default()
            },
            flash: flash(&signed.web, signed.done.as_deref()),
            ..Self::bare()
        }
    }

    /// The frame of somebody on a site.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of_site(here: &OnSite, nav: &'static str) -> Outcome<Self> {
        let signed = &here.signed;
        let mut connection = signed.web.db.read(Reach::Installation).await?;
        let first = ReachAsked { query: "", named: &[], limit: SWITCHER_SITES, offset: 0 };
        let reached = sites_of(&mut connection, signed.account.id, first).await?;
        let sites_more = reached.total > SWITCHER_SITES;
        let may = |action| here.permit(action).is_ok();
        let mut view = Self::of_signed(signed, nav);
        view.may.entries = may(Action::Look);
        view.may.categories = may(Action::Arrange);
        view.may.profile = may(Action::Describe);
        view.may.members = may(Action::Staff);
        if let Ok(permit) = here.permit(Action::Describe) {
            let practice = conglang_house::site::practice(&mut connection, permit.scope()).await?;
            view.may.royalties = practice.royalties == Royalties::On;
        }
        view.may.dead_addresses = may(Action::Arrange);
        view.may.searched = may(Action::Write);
        view.sites = reached
            .sites
            .into_iter()
            .map(|line| SwitchView {
                current: line.site == here.site.id,
                url: format!("/trang/{}", line.site),
                name: line.name,
            })
            .collect();
        view.sites_more = sites_more;
        view.site = Some(SiteView {
            key: here.site.id.to_string(),
            name: here.name.clone(),
            url: here.url(""),
            public_url: format!("{}/", here.origin()),
            state: here.site.state.as_str(),
        });
        Ok(view)
    }
}

fn account_view(account: &Account) -> AccountView {
    AccountView { name: account.name.clone(), email: account.email.as_str().to_owned() }
}

/// A redirect carries `?da=word`; the words files have the sentence under `desk-done-word`.
/// What the last form did, said once.
pub fn flash(web: &Web, done: Option<&str>) -> Option<Flash> {
    let word = done?;
    let sound = word.len() <= 40 && word.bytes().all(|b| b.is_ascii_lowercase() || b == b'-');
    let key = format!("desk-done-{word}");
    if !sound || !web.pages.words().has(Language::Vi, &key) {
        return None;
    }
    Some(Flash { kind: "done", text: web.pages.words().say(Language::Vi, &key, &[]), link: None })
}
