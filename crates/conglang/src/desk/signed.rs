//! Who asks: a signed-in person, and the site in the address with what they may do there.

use std::sync::Arc;

use conglang_house::account::session::{self, SessionKey, Wire};
use conglang_house::account::{Account, Actor, Denial, PasswordState, Permit, SiteRef, Token, may};
use conglang_house::scope::SiteScope;
use conglang_house::site::portal_of;
use conglang_house::web::Web;
use conglang_kernel::{Action, Moment, Role, SiteId};
use conglang_platform::config::Scheme;
use conglang_platform::db::Reach;
use conglang_platform::form::Form;
use conglang_platform::server::ClientAddress;
use http::request::Parts;
use http::{HeaderMap, header};
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;

use super::refusal::{Before, DeskRefusal};
use super::view::DeskView;

/// Somebody signed in.
#[derive(Clone)]
pub struct Signed {
    /// The program's state.
    pub web: Arc<Web>,
    /// Who.
    pub account: Account,
    /// With every role they hold.
    pub actor: Actor,
    /// In which session.
    pub session: SessionKey,
    /// The time of the request.
    pub now: Moment,
    /// The query of the address.
    pub query: Arc<Form>,
    /// What the last form did, from the address.
    pub done: Option<String>,
}

/// Somebody signed in, on a site they may at least look at.
#[derive(Clone)]
pub struct OnSite {
    /// Who.
    pub signed: Signed,
    /// Which site.
    pub site: SiteRef,
    /// Called what.
    pub name: String,
    /// Its canonical host.
    pub host: String,
}

impl Signed {
    /// Reads who asks from the session cookie.
    ///
    /// # Errors
    /// Sign in, when nobody does.
    pub async fn of(web: &Arc<Web>, request: &Parts) -> Result<Self, DeskRefusal> {
        let sign_in = |before| DeskRefusal::SignIn { back_to: back_to(request), before };
        let token =
            session_token(web, &request.headers).ok_or_else(|| sign_in(Before::Stranger))?;
        let now = web.clock.now();
        let current =
            session::find(&web.db, &token, now).await?.ok_or_else(|| sign_in(Before::SignedIn))?;
        let query = Form::of_urlencoded(request.uri.query().unwrap_or_default().as_bytes())?;
        Ok(Self {
            web: web.clone(),
            actor: current.actor,
            account: current.account,
            session: current.key,
            now,
            done: query.filled("da").map(str::to_owned),
            query: Arc::new(query),
        })
    }

    /// Refuses whoever still has a password that somebody else gave them.
    ///
    /// # Errors
    /// Change the password first.
    pub fn with_own_password(self) -> Result<Self, DeskRefusal> {
        match self.account.password_state {
            PasswordState::Own => Ok(self),
            PasswordState::First => Err(DeskRefusal::ChangePassword),
        }
    }

    /// Whether they see what concerns all sites.
    pub fn oversees(&self) -> bool {
        self.actor.memberships().iter().any(|m| m.role.allows(Action::Oversee))
    }

    /// Whether they create sites and see jobs.
    pub fn operates(&self) -> bool {
        self.actor.memberships().iter().any(|m| m.role == Role::Operator)
    }

    /// Words in the desk's language.
    pub fn say(&self, key: &str) -> String {
        self.web.pages.words().say(conglang_kernel::Language::Vi, key, &[])
    }

    /// Renders a template of the desk around `own`.
    ///
    /// # Errors
    /// When the template fails.
    pub fn render(
        &self,
        template: &str,
        desk: &DeskView,
        own: Value,
    ) -> Result<String, DeskRefusal> {
        let values = minijinja::context! { ..own, ..minijinja::context! {
            desk => Value::from(Serde(desk)),
        }};
        Ok(self.web.pages.render_value(template, conglang_kernel::Language::Vi, values)?)
    }
}

impl OnSite {
    /// Finds the site of the address; one that the person may not look at is not found.
    ///
    /// # Errors
    /// Not found.
    pub async fn of(signed: Signed, site: SiteId) -> Result<Self, DeskRefusal> {
        let mut connection = signed.web.db.read(Reach::Installation).await?;
        let portal = portal_of(&mut connection, site).await?.ok_or(DeskRefusal::NotFound)?;
        drop(connection);
        let site = SiteRef { id: portal.site, parent_id: portal.parent, state: portal.state };
        let here = Self { signed, site, name: portal.name, host: portal.host };
        // Whether a site exists is no secret, but nothing of it is shown to strangers.
        let _permit = here.permit(Action::Look).map_err(|_| DeskRefusal::NotFound)?;
        Ok(here)
    }

    /// The proof that they may do this here.
    ///
    /// # Errors
    /// Forbidden, closed or not found.
    pub fn permit(&self, action: Action) -> Result<Permit, DeskRefusal> {
        may(&self.signed.actor, action, self.site).map_err(|denial| match denial {
            Denial::NoRole => DeskRefusal::NotFound,
            Denial::Beyond => DeskRefusal::Forbidden,
            Denial::Closed(_) => DeskRefusal::Closed,
            Denial::FirstPassword => DeskRefusal::ChangePassword,
        })
    }

    /// Refuses whoever may not do this here.
    ///
    /// # Errors
    /// As [`OnSite::permit`].
    pub fn demand(&self, action: Action) -> Result<(), DeskRefusal> {
        self.permit(action).map(|_| ())
    }

    /// The scope of the site: whoever has this value was let in to look.
    ///
    /// # Errors
    /// As [`OnSite::permit`].
    pub fn scope(&self) -> Result<SiteScope, DeskRefusal> {
        Ok(self.permit(Action::Look)?.scope())
    }

    /// An address of this site's desk.
    pub fn url(&self, rest: &str) -> String {
        format!("/trang/{}{rest}", self.site.id)
    }

    /// The beginning of the site's public addresses.
    pub fn origin(&self) -> String {
        self.signed.web.config.origin(&self.host)
    }
}

/// Where somebody wanted to be: at a page, or at the one whose form they sent.
fn back_to(request: &Parts) -> String {
    let path = match request.method {
        http::Method::GET => request.uri.path_and_query().map(|whole| whole.as_str()),
        _ => request
            .headers
            .get(header::REFERER)
            .and_then(|value| value.to_str().ok())
            .and_then(|page| page.split_once("://"))
            .and_then(|(_, rest)| rest.find('/').and_then(|at| rest.get(at..))),
    };
    path.unwrap_or("/").to_owned()
}

/// How the session cookie travels.
pub fn wire(web: &Web) -> Wire {
    match web.config.scheme {
        Scheme::Https => Wire::Https,
        Scheme::Http => Wire::Http,
    }
}

/// The token in a request's session cookie.
pub fn session_token(web: &Web, headers: &HeaderMap) -> Option<Token> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .find_map(|value| wire(web).read_cookie(value))
}

/// Where a request comes from, for the list of sessions and the log.
pub fn client_address(request: &Parts) -> String {
    request
        .extensions
        .get::<axum::Extension<ClientAddress>>()
        .map(|address| address.0.0.ip().to_string())
        .or_else(|| request.extensions.get::<ClientAddress>().map(|a| a.0.ip().to_string()))
        .unwrap_or_default()
}

/// A value for templates.
pub fn value<T: Serialize>(value: &T) -> Value {
    Value::from(Serde(value))
}
