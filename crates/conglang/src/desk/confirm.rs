//! Asking before what cannot be taken back by the next press.

use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::refusal::html;
use super::routes::Answer;
use super::signed::{OnSite, value};
use super::view::DeskView;

/// A question with two answers; yes sends the form again with `confirmed`.
pub struct Confirm {
    /// The question.
    pub title: String,
    /// What it is about.
    pub text: String,
    /// What yes means.
    pub consequences: Vec<String>,
    /// Where the form is sent.
    pub action: String,
    /// What it was sent with.
    pub fields: Vec<(&'static str, String)>,
    /// Where no leads.
    pub cancel_url: String,
    /// The words of yes.
    pub button: String,
}

#[derive(Serialize)]
struct Hidden<'c> {
    name: &'static str,
    value: &'c str,
}

impl Confirm {
    /// Draws the question.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn draw(&self, here: &OnSite, nav: &'static str) -> Answer {
        let fields: Vec<Hidden<'_>> =
            self.fields.iter().map(|(name, value)| Hidden { name, value }).collect();
        let own = context! {
            confirm => context! {
                title => &self.title,
                text => &self.text,
                consequences => &self.consequences,
                action => &self.action,
                fields => value(&fields),
                cancel_url => &self.cancel_url,
                button => &self.button,
            },
        };
        let desk = DeskView::of_site(here, nav).await?;
        Ok(html(StatusCode::OK, here.signed.render("desk/confirm.html", &desk, own)?))
    }
}
