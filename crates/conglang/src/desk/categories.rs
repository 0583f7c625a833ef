//! The categories of a site: their names, their order, which of them readers meet.

use conglang_house::entry;
use conglang_house::record::{Deed, audit};
use conglang_house::site::{
    self, Category, CategoryTyped, Visibility, add_category, move_category, rename_category,
    set_category_visibility,
};
use conglang_kernel::{Action, CategoryId, Language, Rejections};
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::fields::{Fields, Mistake, filled, reject, typed};
use super::refusal::{DeskRefusal, html, see_other};
use super::routes::{Answer, Asked};
use super::sheet::{category_choices, kind_label};
use super::signed::{OnSite, value};
use super::view::DeskView;

#[derive(Serialize)]
struct CategoryView {
    id: i64,
    name: String,
    name_typed: String,
    depth: usize,
    entries: i64,
    hidden: bool,
    first: bool,
    last: bool,
    open: bool,
    error: Option<String>,
}

#[derive(Serialize)]
struct KindChoice {
    value: &'static str,
    label: String,
    checked: bool,
}

/// What a rejected rename left on the screen.
struct Renaming {
    category: CategoryId,
    typed: String,
    error: String,
}

/// The tree.
pub async fn show(here: OnSite, _asked: Asked) -> Answer {
    let fields = filled([("name", String::new()), ("parent", String::new())]);
    draw(&here, StatusCode::OK, &fields, &[], None, &["article"]).await
}

/// Adds, renames, moves, shows or hides.
pub async fn submit(here: OnSite, asked: Asked) -> Answer {
    let permit = here.permit(Action::Arrange)?;
    let (site, now) = (here.site.id, here.signed.now);
    let action = asked.form.text("viec").to_owned();
    let category = asked.form.text("category").parse().ok().map(CategoryId);
    let mut transaction = here.signed.web.db.write(permit.scope().reach()).await?;
    let tx = &mut transaction;
    let outcome: Result<(), Rejections> = match (action.as_str(), category) {
        ("them", _) => {
            let kinds: Vec<String> = here
                .signed
                .web
                .kinds
                .iter()
                .map(|kind| kind.name.to_owned())
                .filter(|name| asked.form.texts("kinds").any(|kind| kind == name))
                .collect();
            if kinds.is_empty() {
                Err(Rejections::one("kinds", "choice-unknown"))
            } else {
                let new = CategoryTyped {
                    language: Language::Vi,
                    parent: asked
                        .form
                        .filled("parent")
                        .and_then(|id| id.parse().ok())
                        .map(CategoryId),
                    name: asked.form.text("name").to_owned(),
                    slug: String::new(),
                    style: if kinds.iter().any(|kind| kind == "article") {
                        site::Style::Cards
                    } else {
                        site::Style::List
                    },
                    kinds,
                };
                add_category(tx, site, &new, now).await?.map(|_| ())
            }
        }
        ("doi_ten", Some(category)) => {
            rename_category(tx, site, category, asked.form.text("name"), now).await?
        }
        ("an", Some(category)) => {
            set_category_visibility(tx, site, category, Visibility::Hidden, now).await?
        }
        ("hien", Some(category)) => {
            set_category_visibility(tx, site, category, Visibility::Shown, now).await?
        }
        ("len" | "xuong", Some(category)) => {
            let rows = site::categories(tx, site, Language::Vi).await?;
            let moved = rows.iter().find(|row| row.id == category).ok_or(DeskRefusal::NotFound)?;
            let place = rows
                .iter()
                .filter(|row| row.parent == moved.parent)
                .position(|row| row.id == category)
                .unwrap_or_default();
            let place = if action == "len" { place.saturating_sub(1) } else { place + 1 };
            move_category(tx, site, Language::Vi, category, moved.parent, place, now).await?
        }
        _ => return Err(DeskRefusal::Malformed),
    };
    match outcome {
        Ok(()) => {
            let deed = Deed {
                site: Some(site),
                by: Some(permit.account()),
                action: "arrange",
                subject: "category",
                subject_id: category.map_or(0, |category| category.0),
                detail: asked.form.text("name"),
            };
            audit(&mut transaction, now, &deed).await?;
            transaction.commit().await?;
            Ok(see_other(&here.url("/chuyen-muc?da=categories-saved")))
        }
        Err(rejections) => {
            drop(transaction);
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            let mut fields = typed(&["name", "parent", "kinds"], &asked.form);
            let mistakes = reject(&here.signed.web, &mut fields, &rejections);
            let chosen: Vec<&str> = asked.form.texts("kinds").collect();
            match category.filter(|_| action == "doi_ten") {
                Some(category) => {
                    let error = mistakes.first().map(|m| m.message.clone()).unwrap_or_default();
                    let renaming =
                        Renaming { category, typed: asked.form.text("name").to_owned(), error };
                    let blank = filled([("name", String::new()), ("parent", String::new())]);
                    draw(&here, status, &blank, &mistakes, Some(&renaming), &chosen).await
                }
                None => draw(&here, status, &fields, &mistakes, None, &chosen).await,
            }
        }
    }
}

async fn draw(
    here: &OnSite,
    status: StatusCode,
    fields: &Fields,
    mistakes: &[Mistake],
    renaming: Option<&Renaming>,
    kinds: &[&str],
) -> Answer {
    let signed = &here.signed;
    let permit = here.permit(Action::Arrange)?;
    let mut connection = signed.web.db.read(permit.scope().reach()).await?;
    let rows = site::categories(&mut connection, here.site.id, Language::Vi).await?;
    let counts = entry::count_by_category(&mut connection, permit.scope()).await?;
    drop(connection);
    let mut views = Vec::new();
    walk(&rows, None, 0, &mut |row, depth, first, last| {
        let renamed = renaming.filter(|renaming| renaming.category == row.id);
        views.push(CategoryView {
            id: row.id.0,
            name: row.name.clone(),
            name_typed: renamed.map_or_else(|| row.name.clone(), |r| r.typed.clone()),
            depth,
            entries: counts.get(&row.id).copied().unwrap_or_default(),
            hidden: row.visibility == Visibility::Hidden,
            first,
            last,
            open: renamed.is_some(),
            error: renamed.map(|renaming| renaming.error.clone()),
        });
    });
    let kinds: Vec<KindChoice> = signed
        .web
        .kinds
        .iter()
        .map(|kind| KindChoice {
            value: kind.name,
            label: kind_label(signed, kind.name),
            checked: kinds.contains(&kind.name),
        })
        .collect();
    let own = context! {
        categories => value(&views),
        parents => value(&category_choices(&rows, None)),
        kinds => value(&kinds),
        may => context! { edit => true },
        form => value(fields),
        errors => value(&mistakes),
    };
    let desk = DeskView::of_site(here, "categories").await?;
    Ok(html(status, signed.render("desk/categories.html", &desk, own)?))
}

/// Visits a tree in reading order. A tree deeper than six levels has lost its readers long before.
fn walk(
    rows: &[Category],
    parent: Option<CategoryId>,
    depth: usize,
    visit: &mut impl FnMut(&Category, usize, bool, bool),
) {
    let neighbours: Vec<&Category> = rows.iter().filter(|row| row.parent == parent).collect();
    for (index, row) in neighbours.iter().enumerate() {
        visit(row, depth, index == 0, index + 1 == neighbours.len());
        if depth < 6 {
            walk(rows, Some(row.id), depth + 1, visit);
        }
    }
}
