//! Royalties at the desk: a month's articles with their coefficients, its workbook, the tariffs.

use conglang_house::scope::SiteScope;
use conglang_house::site;
use conglang_kernel::{Action, Language, Rejections, Royalties};
use conglang_platform::db::Connection;
use conglang_platform::words::Fact;
use conglang_slices::royalty::{
    self, Labels, Month, Statement, Tariff, TariffTyped, add_tariff, close_month, decide,
};
use conglang_slices::{CREDITS_MAX, Extent, Genre, credits, uncounted};
use http::{HeaderValue, StatusCode, header};
use minijinja::context;
use serde::Serialize;

use super::fields::{Fields, Mistake, filled, reject, typed};
use super::refusal::{DeskRefusal, html, see_other};
use super::routes::{Answer, Asked};
use super::sheet::Choice;
use super::signed::{OnSite, Signed, value};
use super::view::DeskView;

const TARIFF_FIELDS: [&str; 3] = ["valid_from", "decision", "unit_value"];

#[derive(Serialize)]
struct LineView {
    entry: i64,
    title: String,
    published_on: String,
    author: String,
    pen_name: String,
    genre: String,
    coefficient: String,
    coefficient_max: Option<String>,
    amount: String,
    note: String,
    error: Option<String>,
}

#[derive(Serialize)]
struct TariffView {
    valid_from: String,
    decision: String,
    unit_value: String,
}

#[derive(Serialize)]
struct GenreField {
    name: String,
    label: String,
    value: String,
}

/// The genres as choices of the writing form.
pub fn genre_choices(signed: &Signed) -> Vec<Choice> {
    Genre::ALL
        .into_iter()
        .map(|genre| Choice::flat(genre.as_str(), genre_label(signed, genre)))
        .collect()
}

fn genre_label(signed: &Signed, genre: Genre) -> String {
    signed.say(&format!("article-genre-{}", genre.as_str()))
}

/// The statement of the month asked for.
pub async fn show(here: OnSite, _asked: Asked) -> Answer {
    let month = month_of(&here)?;
    let fields = filled(TARIFF_FIELDS.map(|name| (name, String::new())));
    draw(&here, StatusCode::OK, month, &fields, &[], None).await
}

/// Decides coefficients, closes the month, or adds a tariff.
pub async fn submit(here: OnSite, asked: Asked) -> Answer {
    let permit = here.permit(Action::Describe)?;
    let month = Month::parse(asked.form.text("thang")).ok_or(DeskRefusal::Malformed)?;
    let signed = &here.signed;
    let scope = permit.scope();
    let above = tariffs_above(&here).await?;
    let mut connection = signed.web.db.read(scope.reach()).await?;
    let current = compute(&here, &mut connection, month, &above).await?;
    drop(connection);
    let back = |done: &str| here.url(&format!("/nhuan-but?thang={month}&da={done}"));
    let mut transaction = signed.web.db.write(scope.reach()).await?;
    match asked.form.text("viec") {
        "bieu_gia" => {
            let typed_tariff = TariffTyped {
                valid_from: asked.form.text("valid_from").to_owned(),
                decision: asked.form.text("decision").to_owned(),
                unit_value: asked.form.text("unit_value").to_owned(),
                coefficients: Genre::ALL
                    .into_iter()
                    .map(|genre| {
                        let name = format!("he_so_{}", genre.as_str());
                        (genre, asked.form.text(&name).to_owned())
                    })
                    .collect(),
            };
            let by = permit.account();
            match add_tariff(&mut transaction, scope, by, &typed_tariff, signed.now).await? {
                Ok(()) => {
                    transaction.commit().await?;
                    Ok(see_other(&back("tariff-added")))
                }
                Err(rejections) => {
                    drop(transaction);
                    let mut fields = typed(&TARIFF_FIELDS, &asked.form);
                    let mistakes = reject(&signed.web, &mut fields, &rejections);
                    let status = StatusCode::UNPROCESSABLE_ENTITY;
                    draw(&here, status, month, &fields, &mistakes, Some(&asked)).await
                }
            }
        }
        "chot" if current.closed_at.is_some() => Ok(see_other(&back("royalties-closed"))),
        _ if current.closed_at.is_some() => Err(DeskRefusal::Closed),
        wish => {
            let mut rejections = Rejections::none();
            let mut first_wrong = None;
            for line in &current.lines {
                let name = format!("he_so_{}", line.entry);
                let coefficient = asked.form.text(&name);
                let waits_still = !line.is_decided && coefficient.is_empty();
                if !asked.form.has(&name) || waits_still {
                    continue;
                }
                let note = asked.form.text(&format!("ghi_chu_{}", line.entry));
                let decided = decide(
                    &mut transaction,
                    scope,
                    permit.account(),
                    line,
                    coefficient,
                    note,
                    signed.now,
                )
                .await?;
                if let Err(refused) = decided {
                    first_wrong.get_or_insert(line.entry);
                    rejections.append(refused);
                }
            }
            // What was typed is part of what is closed.
            let is_closing = wish == "chot" && rejections.is_empty();
            if is_closing {
                let whole = compute(&here, &mut transaction, month, &above).await?;
                let by = permit.account();
                let closed =
                    close_month(&mut transaction, scope, by, month, &whole, signed.now).await?;
                if let Err(refused) = closed {
                    let waiting = whole.lines.iter().find(|line| !line.is_ready());
                    first_wrong = waiting.or(whole.lines.first()).map(|line| line.entry);
                    rejections.append(refused);
                }
            }
            if rejections.is_empty() {
                transaction.commit().await?;
                let done = if is_closing { "royalties-closed" } else { "royalties-saved" };
                return Ok(see_other(&back(done)));
            }
            drop(transaction);
            let mut fields = filled(TARIFF_FIELDS.map(|name| (name, String::new())));
            let mut mistakes = reject(&signed.web, &mut fields, &rejections);
            mistakes.truncate(1);
            if let (Some(mistake), Some(entry)) = (mistakes.first_mut(), first_wrong) {
                mistake.id = format!("f-he_so_{entry}");
            }
            let status = StatusCode::UNPROCESSABLE_ENTITY;
            draw(&here, status, month, &fields, &mistakes, Some(&asked)).await
        }
    }
}

/// The statement as an Excel workbook.
pub async fn workbook(here: OnSite, _asked: Asked) -> Answer {
    use axum::response::IntoResponse;
    let permit = here.permit(Action::Describe)?;
    let month = month_of(&here)?;
    let signed = &here.signed;
    let above = tariffs_above(&here).await?;
    let mut connection = signed.web.db.read(permit.scope().reach()).await?;
    let statement = compute(&here, &mut connection, month, &above).await?;
    drop(connection);
    let say = |key: &str| signed.say(key);
    let title = signed.web.pages.words().say(
        Language::Vi,
        "desk-royalties-sheet-title",
        &[("month", month.written().into())],
    );
    let columns = [
        "number",
        "title",
        "published",
        "author",
        "pen-name",
        "genre",
        "coefficient",
        "amount",
        "note",
    ]
    .map(|column| say(&format!("desk-royalties-col-{column}")));
    let signers =
        ["writer", "accountant", "head"].map(|who| say(&format!("desk-royalties-signer-{who}")));
    let total = say("desk-royalties-total");
    let cut = cut(signed, &statement);
    let bytes = royalty::workbook(
        &statement,
        month,
        &Labels {
            site: &here.name,
            title: &title,
            columns: columns.each_ref().map(String::as_str),
            total: &total,
            remark: cut.as_deref(),
            signers: signers.each_ref().map(String::as_str),
            genre: &|genre| genre_label(signed, genre),
        },
    )?;
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static(
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
    );
    let name = format!("attachment; filename=\"nhuan-but-{month}.xlsx\"");
    if let Ok(value) = HeaderValue::from_str(&name) {
        headers.insert(header::CONTENT_DISPOSITION, value);
    }
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    Ok(response)
}

fn month_of(here: &OnSite) -> Result<Month, DeskRefusal> {
    match here.signed.query.filled("thang") {
        Some(text) => Month::parse(text).ok_or(DeskRefusal::NotFound),
        None => Ok(Month::of(here.signed.now)),
    }
}

/// That a statement has not every article of its month, when it has not.
fn cut(signed: &Signed, statement: &Statement) -> Option<String> {
    let most = i64::try_from(CREDITS_MAX).unwrap_or(i64::MAX);
    let facts = [("most", Fact::Number(most))];
    let say = || signed.web.pages.words().say(Language::Vi, "reject-royalties-cut", &facts);
    (statement.extent == Extent::Cut).then(say)
}

async fn compute(
    here: &OnSite,
    connection: &mut Connection,
    month: Month,
    above: &[Tariff],
) -> Result<Statement, DeskRefusal> {
    let scope = here.permit(Action::Describe)?.scope();
    // Nobody finds a room that is switched off.
    if site::practice(connection, scope).await?.royalties == Royalties::Off {
        return Err(DeskRefusal::NotFound);
    }
    if let Some(closed) = royalty::closed_statement(connection, scope, month).await? {
        return Ok(closed);
    }
    let credits = credits(connection, scope, month.begins(), month.next().begins()).await?;
    let decided = royalty::decisions(connection, scope, month).await?;
    let tariffs = tariffs_for(connection, scope, above).await?;
    Ok(royalty::statement(credits, &tariffs, &decided))
}

/// The site's own tariffs, newest first, or those of the province above it where it has none.
async fn tariffs_for(
    connection: &mut Connection,
    scope: SiteScope,
    above: &[Tariff],
) -> Result<Vec<Tariff>, DeskRefusal> {
    let own = royalty::tariffs(connection, scope).await?;
    Ok(if own.is_empty() { above.to_vec() } else { own })
}

/// The tariffs of the province, which are for all its communes to read. Asked for before a connection
/// is taken for the site itself: whoever holds one and waits for another may wait for ever.
async fn tariffs_above(here: &OnSite) -> Result<Vec<Tariff>, DeskRefusal> {
    let Some(parent) = here.site.parent_id else { return Ok(Vec::new()) };
    let above = SiteScope::of_job(parent);
    let mut connection = here.signed.web.db.read(above.reach()).await?;
    Ok(royalty::tariffs(&mut connection, above).await?)
}

fn money(amount: i64) -> String {
    let digits = amount.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    out
}

async fn draw(
    here: &OnSite,
    status: StatusCode,
    month: Month,
    fields: &Fields,
    mistakes: &[Mistake],
    typed_form: Option<&Asked>,
) -> Answer {
    let signed = &here.signed;
    let scope = here.permit(Action::Describe)?.scope();
    let above = tariffs_above(here).await?;
    let mut connection = signed.web.db.read(scope.reach()).await?;
    let statement = compute(here, &mut connection, month, &above).await?;
    let tariffs = tariffs_for(&mut connection, scope, &above).await?;
    let uncounted = match statement.closed_at {
        Some(_) => Vec::new(),
        None => uncounted(&mut connection, scope, month.begins(), month.next().begins()).await?,
    };
    drop(connection);
    let sent = |name: &str| {
        typed_form.and_then(|asked| asked.form.has(name).then(|| asked.form.text(name).to_owned()))
    };
    let lines: Vec<LineView> = statement
        .lines
        .iter()
        .map(|line| {
            let coefficient =
                sent(&format!("he_so_{}", line.entry)).unwrap_or_else(|| match line.is_decided {
                    true => royalty::written(line.coefficient),
                    false => String::new(),
                });
            let waits = !line.is_decided && coefficient.is_empty();
            let is_wrong = !waits
                && royalty::read_hundredths(&coefficient)
                    .is_none_or(|c| line.coefficient_max.is_some_and(|max| c > max));
            LineView {
                entry: line.entry,
                title: line.title.clone(),
                published_on: vitext::format_date(line.published_on),
                author: line.author.clone(),
                pen_name: line.pen_name.clone(),
                genre: genre_label(signed, line.genre),
                coefficient_max: line.coefficient_max.map(royalty::written),
                amount: money(line.amount),
                note: sent(&format!("ghi_chu_{}", line.entry)).unwrap_or(line.note.clone()),
                error: is_wrong.then(|| signed.say("reject-coefficient-form")),
                coefficient,
            }
        })
        .collect();
    let newest = tariffs
        .first()
        .map_or_else(royalty::default_coefficients, |tariff| tariff.coefficients.clone());
    let genres: Vec<GenreField> = Genre::ALL
        .into_iter()
        .map(|genre| {
            let name = format!("he_so_{}", genre.as_str());
            let known = newest.get(&genre).copied().map(royalty::written).unwrap_or_default();
            GenreField {
                label: genre_label(signed, genre),
                value: sent(&name).unwrap_or(known),
                name,
            }
        })
        .collect();
    let tariffs: Vec<TariffView> = tariffs
        .into_iter()
        .map(|tariff| TariffView {
            valid_from: vitext::format_date(tariff.valid_from),
            decision: tariff.decision,
            unit_value: money(tariff.unit_value),
        })
        .collect();
    let own = context! {
        month => month.to_string(),
        month_written => month.written(),
        previous => month.previous().to_string(),
        next => month.next().to_string(),
        lines => value(&lines),
        uncounted => value(&uncounted),
        total => money(statement.total),
        cut => cut(signed, &statement),
        closed_at => statement.closed_at.map(|at| at.0),
        tariffs => value(&tariffs),
        genres => value(&genres),
        form => value(fields),
        errors => value(&mistakes),
    };
    let desk = DeskView::of_site(here, "royalties").await?;
    Ok(html(status, signed.render("desk/royalties.html", &desk, own)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_parted_in_thousands() {
        assert_eq!(money(0), "0");
        assert_eq!(money(253_000), "253.000");
        assert_eq!(money(1_234_567), "1.234.567");
    }
}
