//! Everything on a site, last touched first, narrowed by words, kind, state and category.

use conglang_house::entry::{self, DeskFilter};
use conglang_kernel::{Action, CategoryId, Language};
use conglang_search::Audience;
use http::StatusCode;
use minijinja::context;
use serde::Serialize;

use super::found::found_entries;
use super::lists::Paging;
use super::refusal::html;
use super::routes::{Answer, Asked};
use super::sheet::{Choice, EntryLine, categories, category_choices, kind_label};
use super::signed::{OnSite, value};
use super::starts::starts;
use super::view::{DeskView, FlashLink};

/// Lines on a page.
const PAGE_SIZE: i64 = 25;

/// States one may ask for, in the order of a text's life.
const STATES: [&str; 9] = [
    "draft",
    "submitted",
    "returned",
    "scheduled",
    "published",
    "expired",
    "withdrawn",
    "consolidated",
    "mistaken",
];

#[derive(Serialize)]
struct Filters {
    query: String,
    kind: String,
    state: String,
    category: String,
}

/// The list.
pub async fn show(here: OnSite, _asked: Asked) -> Answer {
    let signed = &here.signed;
    let permit = here.permit(Action::Look)?;
    let asked = |name: &str| signed.query.filled(name).unwrap_or_default().to_owned();
    let known = |word: String, all: &[&str]| {
        if all.contains(&word.as_str()) { word } else { String::new() }
    };
    let kind_names: Vec<&str> = signed.web.kinds.iter().map(|kind| kind.name).collect();
    let filters = Filters {
        query: asked("tim").chars().take(200).collect(),
        kind: known(asked("loai"), &kind_names),
        state: known(asked("trang_thai"), &STATES),
        category: asked("chuyen_muc").parse::<i64>().map(|id| id.to_string()).unwrap_or_default(),
    };
    let filled = |text: &String| Some(text.clone()).filter(|text| !text.is_empty());
    let filter = DeskFilter {
        kind: filled(&filters.kind),
        state: filled(&filters.state),
        category: filters.category.parse().ok().map(CategoryId),
        found: found_entries(&here, &filters.query, filled(&filters.kind), Audience::Editors)
            .await?,
        query: filters.query.clone(),
        ..DeskFilter::default()
    };
    let paging = Paging::of(signed, PAGE_SIZE);
    let mut connection = signed.web.db.read(permit.scope().reach()).await?;
    let lines = entry::desk_list(
        &mut connection,
        permit.scope(),
        &filter,
        paging.size,
        paging.offset(),
        signed.now,
    )
    .await?;
    let rows = categories(&here, &mut connection, Language::Vi).await?;
    drop(connection);
    let total = lines.first().map_or(0, |line| line.found);
    let kept = [
        ("tim", filters.query.as_str()),
        ("loai", &filters.kind),
        ("trang_thai", &filters.state),
        ("chuyen_muc", &filters.category),
    ];
    let filtered = kept.iter().any(|(_, value)| !value.is_empty());
    let pager = paging.pager(total, &kept);
    let entries = lines
        .into_iter()
        .map(|line| EntryLine::new(signed, line, &rows))
        .collect::<Result<Vec<_>, _>>()?;
    let kinds: Vec<Choice> =
        kind_names.iter().map(|kind| Choice::flat(*kind, kind_label(signed, kind))).collect();
    let states: Vec<Choice> = STATES
        .iter()
        .map(|state| Choice::flat(*state, signed.say(&format!("desk-state-{state}"))))
        .collect();
    let may_write = here.permit(Action::Write).is_ok();
    let own = context! {
        entries => value(&entries),
        filters => value(&filters),
        filtered => filtered,
        kinds => value(&kinds),
        states => value(&states),
        categories => value(&category_choices(&rows, None)),
        pager => value(&pager),
        starts => if may_write { value(&starts(&here)) } else { minijinja::Value::from(()) },
    };
    let mut desk = DeskView::of_site(&here, "entries").await?;
    // What was given up by mistake is one press away.
    if let Some(id) = signed.query.filled("bai").and_then(|id| id.parse::<i64>().ok())
        && let Some(flash) = &mut desk.flash
    {
        let url = here.url(&format!("/noi-dung/{id}/lich-su"));
        flash.link = Some(FlashLink { url, label: signed.say("desk-done-discarded-back") });
    }
    Ok(html(StatusCode::OK, signed.render("desk/entries.html", &desk, own)?))
}
