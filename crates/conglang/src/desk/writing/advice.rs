//! What is said beside the text while it is written, and the offer to read old fonts.

use conglang_house::entry::{self, CategoryNeed, Edition};
use conglang_house::scope::SiteScope;
use conglang_house::web::Web;
use conglang_kernel::{
    Action, Advice, EntryId, Language, Moment, SafeHtml, Text, Weight, advice, in_unicode,
};
use conglang_platform::db::Connection;
use conglang_platform::fault::Outcome;
use conglang_platform::words::Fact;
use conglang_slices::Slice;
use http::StatusCode;
use serde::Serialize;
use serde_json::json;
use vitext::Legacy;

use super::draft::fields_of;
use super::machine::json_answer;
use crate::desk::refusal::DeskRefusal;
use crate::desk::routes::{Answer, Asked};
use crate::desk::signed::OnSite;
use crate::public::place::{self, Place};
use crate::slices;

/// More than so many sentences are read by nobody.
const SHOWN_MAX: usize = 40;

/// One sentence beside the text.
#[derive(Serialize)]
pub struct Check {
    #[serde(serialize_with = "word_of")]
    level: Weight,
    field: &'static str,
    message: String,
    quote: String,
    about: Option<&'static str>,
}

impl Check {
    /// Whether it keeps the text from going out.
    pub fn keeps_back(&self) -> bool {
        self.level.keeps_back()
    }
}

fn word_of<S: serde::Serializer>(level: &Weight, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(level.as_str())
}

/// Judges a form as it stands; nothing is kept.
pub async fn check(here: OnSite, asked: Asked) -> Answer {
    let permit = here.permit(Action::Write)?;
    let mut connection = here.signed.web.db.read(permit.scope().reach()).await?;
    let kind = here.signed.query.filled("loai").unwrap_or_default();
    let slice = slices::worded(kind).ok_or(DeskRefusal::Malformed)?;
    let (web, now) = (&here.signed.web, here.signed.now);
    let judge = Judge { web, scope: permit.scope(), slice, now };
    let checks = judge.checks(&mut connection, &|name| asked.form.text(name)).await?;
    json_answer(StatusCode::OK, &json!({ "checks": checks }))
}

/// Says of a text what there is to say.
#[derive(Clone, Copy)]
pub struct Judge<'w> {
    /// The program's state.
    pub web: &'w Web,
    /// The site the text is written for.
    pub scope: SiteScope,
    /// What kind of text it is.
    pub slice: &'static Slice,
    /// When it is judged.
    pub now: Moment,
}

impl Judge<'_> {
    /// The sentences about a text, by the fields of its form as they were typed.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn checks<'f>(
        self,
        connection: &mut Connection,
        field: &(dyn Fn(&str) -> &'f str + Sync),
    ) -> Outcome<Vec<Check>> {
        let (title, summary) = (field("title"), field("summary"));
        let body = SafeHtml::of_typed(field("body"));
        let mut found = Vec::new();
        let has_cover = !field("cover_id").is_empty() && field("cover_remove").is_empty();
        if has_cover && field("cover_alt").trim().is_empty() {
            found.push(Advice::error("cover_alt", "alt-missing", ""));
        }
        self.unfilled(field, &body, &mut found);
        found.extend(advice(Text { title, summary, body: &body }));
        let public = |address: &str| self.named_by(address);
        found.extend(entry::dead_links(connection, self.scope, &body, &public).await?);
        for (field, words) in [("title", title), ("summary", summary), ("body", &body.paragraphs())]
        {
            for (place, quote) in self.web.places.districts_in(words) {
                let now: Vec<&str> =
                    place.became.iter().map(|became| became.name.as_str()).collect();
                found.push(
                    Advice::warning(field, "place-abolished", quote)
                        .with("since", vietnamese_date(&place.since))
                        .with("now", now.join(", ")),
                );
            }
        }
        found.sort_by_key(|advice| advice.weight);
        Ok(found.iter().take(SHOWN_MAX).map(|advice| self.said(advice)).collect())
    }

    /// The sentences about an edition as it stands.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn checks_of(
        self,
        connection: &mut Connection,
        edition: &Edition,
    ) -> Outcome<Vec<Check>> {
        let fields = fields_of(self.scope.site(), self.slice, edition)?;
        let field = |name: &str| fields.get(name).map_or("", |field| field.value.as_str());
        self.checks(connection, &field).await
    }

    /// What is still to be filled in of a text that has been begun, and what cannot be meant.
    fn unfilled<'f>(
        self,
        field: &(dyn Fn(&str) -> &'f str + Sync),
        body: &SafeHtml,
        found: &mut Vec<Advice>,
    ) {
        let is_bare = |name: &str| field(name).trim().is_empty();
        if is_bare("title") && body.is_empty() {
            return;
        }
        if is_bare("title") {
            found.push(Advice::unfilled("title", "missing-title", ""));
        }
        if body.is_empty() {
            found.push(Advice::unfilled("body", "missing-body", ""));
        }
        if is_bare("category") && self.slice.kind.category == CategoryNeed::Required {
            found.push(Advice::unfilled("category", "missing-category", ""));
        }
        let today = vitext::local_time(self.now.timestamp()).date();
        if field("deadline").parse::<jiff::civil::Date>().is_ok_and(|day| day < today) {
            found.push(Advice::warning("deadline", "deadline-past", ""));
        }
        self.hours(field, found);
        let phone = field("contact_phone");
        if !phone.is_empty() && phone.chars().filter(char::is_ascii_digit).count() < 3 {
            found.push(Advice::warning("contact_phone", "phone-unlikely", phone));
        }
    }

    /// The entry of this site that an address names as the public knows it, copied from a browser say.
    fn named_by(self, address: &str) -> Option<EntryId> {
        let path = match address.split_once("://") {
            Some((_, rest)) => {
                let (authority, _) = rest.split_once('/')?;
                let host = authority.split(':').next()?;
                let site = self.web.hosts.find(host)?.scope().site();
                if site != self.scope.site() {
                    return None;
                }
                rest.get(authority.len()..)?
            }
            None => address,
        };
        let path = path.split(['?', '#']).next()?;
        match place::read(path) {
            Ok((_, Place::Entry { id })) => Some(id),
            _ => None,
        }
    }

    /// What is said of hours that cannot be meant.
    fn hours<'f>(self, field: &(dyn Fn(&str) -> &'f str + Sync), found: &mut Vec<Advice>) {
        let out_at = entry::typed_moment(field("publish_at"));
        let ends_at = entry::typed_moment(field("expires_at"));
        if out_at.is_some_and(|at| at <= self.now) {
            // It may have passed while the text waited for a yes.
            found.push(Advice::warning("publish_at", "hour-past", ""));
        }
        match ends_at {
            Some(end) if out_at.is_some_and(|at| end <= at) => {
                found.push(Advice::error("expires_at", "expiry-passed", ""));
            }
            // Something that has ended may still be mended.
            Some(end) if end <= self.now => {
                found.push(Advice::warning("expires_at", "expiry-past", ""));
            }
            _ => {}
        }
    }

    fn said(self, advice: &Advice) -> Check {
        let facts: Vec<(&str, Fact)> =
            advice.facts.iter().map(|(name, fact)| (*name, Fact::from(fact.as_str()))).collect();
        let key = format!("reject-{}", advice.code);
        Check {
            level: advice.weight,
            field: advice.field,
            message: self.web.pages.words().say(Language::Vi, &key, &facts),
            quote: advice.quote.clone(),
            about: advice.code.starts_with("picture").then_some("picture"),
        }
    }
}

/// `yyyy-mm-dd` as people write it.
fn vietnamese_date(day: &str) -> String {
    day.splitn(3, '-').collect::<Vec<_>>().into_iter().rev().collect::<Vec<_>>().join("/")
}

/// Reads pasted markup in old fonts as Unicode; an empty answer when it is in none.
pub async fn convert(here: OnSite, asked: Asked) -> Answer {
    here.demand(Action::Write)?;
    let html = asked.form.text("html");
    if html.is_empty() {
        return Err(DeskRefusal::Malformed);
    }
    match in_unicode(html) {
        None => json_answer(StatusCode::OK, &json!({})),
        Some((encoding, html)) => {
            let name = match encoding {
                Legacy::Tcvn3 | Legacy::Tcvn3Capitals => "TCVN3 (ABC)",
                Legacy::Vni => "VNI",
            };
            json_answer(StatusCode::OK, &json!({ "encoding": name, "html": html }))
        }
    }
}
