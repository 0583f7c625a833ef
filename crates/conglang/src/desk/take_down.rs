//! Taking down what was public: the outcome is asked for, and each outcome keeps the address.

use conglang_house::entry::{self, TakeDown, TakeDownRefusal};
use conglang_kernel::{Action, EntryId, Presence, Reference, Rejections};
use conglang_platform::db::Connection;
use conglang_platform::form::Form;
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::fields::{Fields, Mistake, filled, reject, typed};
use super::letters::Letters;
use super::refusal::{DeskRefusal, html, see_other};
use super::routes::{Answer, Asked};
use super::sheet::{Choice, Sheet};
use super::signed::{OnSite, value};
use super::view::DeskView;
use super::writing::base_of;

const FIELDS: [&str; 6] = [
    "outcome",
    "mistaken_target",
    "mistaken_address",
    "consolidated_target",
    "consolidated_address",
    "reason",
];

/// Entries offered as targets; others are named by their address.
const CANDIDATES: i64 = 40;

#[derive(Serialize)]
struct EntryView {
    id: i64,
    title: String,
    live_at: i64,
}

/// The form.
pub async fn show(here: OnSite, asked: Asked) -> Answer {
    here.demand(Action::TakeDown)?;
    let fields = filled(FIELDS.map(|name| (name, String::new())));
    draw(&here, EntryId(asked.number(0)?), StatusCode::OK, &fields, &[]).await
}

/// Takes down.
pub async fn submit(here: OnSite, asked: Asked) -> Answer {
    let permit = here.permit(Action::TakeDown)?;
    let id = EntryId(asked.number(0)?);
    let scope = permit.scope();
    let mut rejections = Rejections::none();
    let wanted = read(&asked.form, &mut rejections);
    let outcome = match wanted {
        Some(how) if rejections.is_empty() => {
            let mut transaction = here.signed.web.db.write(scope.reach()).await?;
            let done = entry::take_down(
                &mut transaction,
                scope,
                permit.account(),
                id,
                &how,
                here.signed.now,
            )
            .await;
            if done.is_ok() {
                let by = permit.account();
                Letters::of(&mut transaction, scope, by, here.signed.now).taken_down(id).await?;
                transaction.commit().await?;
            }
            done
        }
        _ => {
            let mut fields = typed(&FIELDS, &asked.form);
            let mistakes = reject(&here.signed.web, &mut fields, &rejections);
            return draw(&here, id, StatusCode::UNPROCESSABLE_ENTITY, &fields, &mistakes).await;
        }
    };
    match outcome {
        Ok(()) => Ok(see_other(&here.url(&format!("/noi-dung/{id}?da=taken-down")))),
        Err(TakeDownRefusal::NotPublic) => Err(DeskRefusal::NotFound),
        Err(TakeDownRefusal::Fault(fault)) => Err(fault.into()),
        Err(refusal @ (TakeDownRefusal::TargetUnknown | TakeDownRefusal::Circle)) => {
            let field = match asked.form.text("outcome") {
                "consolidated" => Pointed::CONSOLIDATED.field(&asked.form),
                _ => Pointed::MISTAKEN.field(&asked.form),
            };
            let code = match refusal {
                TakeDownRefusal::Circle => "target-circle",
                _ => "target-unknown",
            };
            let mut fields = typed(&FIELDS, &asked.form);
            let rejections = Rejections::one(field, code);
            let mistakes = reject(&here.signed.web, &mut fields, &rejections);
            draw(&here, id, StatusCode::UNPROCESSABLE_ENTITY, &fields, &mistakes).await
        }
    }
}

/// The two fields that name a text to lead to: chosen from a list, or by its address, which wins.
struct Pointed {
    target: &'static str,
    address: &'static str,
}

impl Pointed {
    const MISTAKEN: Self = Self { target: "mistaken_target", address: "mistaken_address" };
    const CONSOLIDATED: Self =
        Self { target: "consolidated_target", address: "consolidated_address" };

    /// The field that was used.
    fn field(&self, form: &Form) -> &'static str {
        if form.filled(self.address).is_some() { self.address } else { self.target }
    }

    /// The text that is named; an address that names none is rejected.
    fn read(&self, form: &Form, rejections: &mut Rejections) -> Option<EntryId> {
        match form.filled(self.address) {
            Some(address) => entry_of_address(address).or_else(|| {
                rejections.add(self.address, "target-unknown");
                None
            }),
            None => form.filled(self.target).and_then(|id| id.parse().ok()).map(EntryId),
        }
    }
}

fn read(form: &Form, rejections: &mut Rejections) -> Option<TakeDown> {
    match form.text("outcome") {
        "mistaken" => Some(TakeDown::Mistake { target: Pointed::MISTAKEN.read(form, rejections) }),
        "consolidated" => {
            let target = Pointed::CONSOLIDATED.read(form, rejections);
            if target.is_none() && rejections.is_empty() {
                rejections.add(Pointed::CONSOLIDATED.target, "missing");
            }
            target.map(|target| TakeDown::Consolidated { target })
        }
        "withdrawn" => {
            let reason = rejections.text("reason", form.text("reason"), Presence::Required, 300);
            Some(TakeDown::Expired { reason, target: None })
        }
        _ => {
            rejections.add("outcome", "choice-unknown");
            None
        }
    }
}

/// The entry a pasted address names: the number at the end of a public address, or one of the desk.
pub fn entry_of_address(address: &str) -> Option<EntryId> {
    let path = address.split(['?', '#']).next().unwrap_or_default().trim_end_matches('/');
    let desk_path = path.find("/trang/").and_then(|at| path.get(at..)).unwrap_or(path);
    if let Some(Reference::Entry(entry)) = Reference::of_desk(desk_path) {
        return Some(entry);
    }
    let number = path.rsplit(['-', '/']).next()?;
    number.parse().ok().filter(|number| *number > 0).map(EntryId)
}

async fn candidates(
    here: &OnSite,
    connection: &mut Connection,
    id: EntryId,
) -> Result<Vec<Choice>, DeskRefusal> {
    let scope = here.permit(Action::Look)?.scope();
    let filter =
        entry::DeskFilter { reach: entry::DeskReach::Public, ..entry::DeskFilter::default() };
    let lines =
        entry::desk_list(connection, scope, &filter, CANDIDATES, 0, here.signed.now).await?;
    Ok(lines
        .into_iter()
        .filter(|line| line.id != id.0)
        .map(|line| Choice::flat(line.id.to_string(), line.title))
        .collect())
}

async fn draw(
    here: &OnSite,
    id: EntryId,
    status: StatusCode,
    fields: &Fields,
    mistakes: &[Mistake],
) -> Answer {
    let signed = &here.signed;
    let scope = here.permit(Action::Look)?.scope();
    let mut connection = signed.web.db.read(scope.reach()).await?;
    let sheet = Sheet::find(here, &mut connection, id).await?;
    if !sheet.entry.state.is_readable() {
        return Ok(see_other(&here.url(&format!("/noi-dung/{id}"))));
    }
    let mut candidates = candidates(here, &mut connection, id).await?;
    // What was found by its name and chosen stays chosen.
    for name in [Pointed::MISTAKEN.target, Pointed::CONSOLIDATED.target] {
        let chosen = fields.get(name).map_or("", |field| field.value.as_str());
        let Some(target) = chosen.parse().ok().map(EntryId) else { continue };
        if candidates.iter().all(|known| known.value != chosen)
            && let Some(found) = entry::find(&mut connection, scope, target).await?
        {
            candidates.insert(0, Choice::flat(chosen, found.title));
        }
    }
    drop(connection);
    let own = context! {
        entry => value(&EntryView {
            id: id.0,
            title: sheet.entry.title.clone(),
            live_at: sheet.entry.published_at.map_or(0, |at| at.0),
        }),
        base => base_of(sheet.edition()?),
        form => value(fields),
        errors => value(&mistakes),
        candidates => value(&candidates),
        find_url => here.url("/noi-dung/tim"),
    };
    let desk = DeskView::of_site(here, "entries").await?;
    Ok(html(status, signed.render("desk/take_down.html", &desk, own)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_names_an_entry_by_the_number_at_its_end() {
        for address in [
            "https://anxuyen.camau.gov.vn/tin-tuc/hop-dan-42",
            "/tin-tuc/hop-dan-42?x=1",
            "http://quantri.camau.localhost:8080/trang/3/noi-dung/42",
            "42",
        ] {
            assert_eq!(entry_of_address(address), Some(EntryId(42)), "{address}");
        }
        for address in ["", "/tin-tuc", "https://x/", "hop-dan-0"] {
            assert_eq!(entry_of_address(address), None, "{address}");
        }
    }
}
