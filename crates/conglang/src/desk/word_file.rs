//! A Word file becomes the draft of an article: title, lead, text, tables and pictures arrive, and
//! what could not be kept is said.

use bytes::Bytes;
use conglang_docx::{Dropped, Imported, Limits, Loss};
use conglang_house::entry::{self, Attachment, HeadingForm};
use conglang_house::file::{FileFormat, add_file, store_file};
use conglang_kernel::{Action, EntryId, FileId, Language, Rejections, escape};
use conglang_platform::fault::Fault;
use conglang_platform::form::{Form, FormFile};
use conglang_platform::words::Fact;
use http::StatusCode;
use minijinja::context;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::fields::{Field, Mistake};
use super::incoming::take_picture;
use super::refusal::{DeskRefusal, html, see_other};
use super::routes::{Answer, Asked};
use super::sheet::Sheet;
use super::signed::{OnSite, value};
use super::view::DeskView;
use crate::slices;

/// The kind a Word file becomes.
const KIND: &str = "article";

/// Asks for the file.
pub async fn show(here: OnSite, _asked: Asked) -> Answer {
    here.demand(Action::Write)?;
    ask(&here, None, StatusCode::OK).await
}

async fn ask(here: &OnSite, code: Option<&str>, status: StatusCode) -> Answer {
    let error = code.map(|code| here.signed.say(&format!("reject-{code}")));
    let errors: Vec<Mistake> = error
        .iter()
        .map(|message| Mistake {
            field: "tep".to_owned(),
            id: "f-tep".to_owned(),
            message: message.clone(),
        })
        .collect();
    let own = context! {
        error => error,
        errors => value(&errors),
        keep => value(&Field::default()),
    };
    let desk = DeskView::of_site(here, "entries").await?;
    Ok(html(status, here.signed.render("desk/word_file.html", &desk, own)?))
}

/// Reads the file and begins the draft.
pub async fn submit(here: OnSite, asked: Asked) -> Answer {
    let permit = here.permit(Action::Write)?;
    let Some(upload) = asked.form.file("tep") else {
        return ask(&here, Some("file-missing"), StatusCode::UNPROCESSABLE_ENTITY).await;
    };
    let bytes = upload.bytes.clone();
    let read = tokio::task::spawn_blocking(move || conglang_docx::read(&bytes, &Limits::default()))
        .await
        .map_err(Fault::from)?;
    let found = match read {
        Ok(found) => found,
        Err(unreadable) => {
            let code = format!("word-{}", unreadable.code());
            return ask(&here, Some(&code), StatusCode::UNPROCESSABLE_ENTITY).await;
        }
    };
    let (body, pictures_lost) = with_pictures(&here, &found).await?;
    let form = typed(&found, &upload.name, &body)?;
    let slice = slices::named(KIND).ok_or(DeskRefusal::NotFound)?;
    let mut rejections = Rejections::none();
    let mut heading = HeadingForm::read(&form, None, &mut rejections);
    let content = slice.kind.read(&form, &mut rejections)?;
    if !rejections.is_empty() {
        return ask(&here, Some("word-too-large"), StatusCode::UNPROCESSABLE_ENTITY).await;
    }
    let mut original = None;
    if asked.form.has("keep") {
        // Reading it was the judgement: whatever order its parts are packed in, it is a Word file.
        let (blobs, bytes) = (&here.signed.web.blobs, upload.bytes.clone());
        original = Some(store_file(blobs, &upload.name, FileFormat::Docx, bytes).await?);
    }
    let mut transaction = here.signed.web.db.write(permit.scope().reach()).await?;
    if let Some(original) = original {
        let (scope, by) = (permit.scope(), Some(permit.account()));
        let file = add_file(&mut transaction, scope, by, &original, here.signed.now).await?;
        heading.attachments.push(Attachment { file, title: String::new() });
    }
    let (id, _) = entry::create(
        &mut transaction,
        permit.scope(),
        permit.account(),
        slice.kind.name,
        Language::Vi,
        &heading,
        &content,
        here.signed.now,
    )
    .await?;
    transaction.commit().await?;
    let address = here.url(&format!("/noi-dung/{id}"));
    let losses = losses(&found, pictures_lost);
    if losses.is_empty() && found.converted.is_empty() {
        let done = if found.pictures.is_empty() { "word" } else { "word-pictures" };
        return Ok(see_other(&format!("{address}?da={done}")));
    }
    let converted = if found.converted.is_empty() { "" } else { "&doi_phong=co" };
    let said = here.url(&format!("/noi-dung/tu-word/{id}"));
    Ok(see_other(&format!("{said}?mat={}{converted}", written(&losses))))
}

/// Says what could not be kept of the file that became a draft. A page of its own address: reading it
/// again begins no second draft.
pub async fn arrived(here: OnSite, asked: Asked) -> Answer {
    here.demand(Action::Write)?;
    let id = EntryId(asked.number(0)?);
    let mut connection = here.signed.web.db.read(here.scope()?.reach()).await?;
    let sheet = Sheet::find(&here, &mut connection, id).await?;
    drop(connection);
    let query = &here.signed.query;
    let lost: Vec<String> =
        read_losses(query.text("mat")).into_iter().map(|dropped| said(&here, dropped)).collect();
    let own = context! {
        title => &sheet.edition()?.title,
        address => here.url(&format!("/noi-dung/{id}")),
        lost => lost,
        converted => query.has("doi_phong"),
    };
    let desk = DeskView::of_site(&here, "entries").await?;
    Ok(html(StatusCode::OK, here.signed.render("desk/word_file_read.html", &desk, own)?))
}

/// A loss as a sentence.
fn said(here: &OnSite, dropped: Dropped) -> String {
    let count = Fact::Number(i64::try_from(dropped.count).unwrap_or(i64::MAX));
    let key = format!("desk-word-lost-{}", dropped.loss.code());
    here.signed.web.pages.words().say(Language::Vi, &key, &[("count", count)])
}

/// What could not be kept, with the pictures that were read and would not do.
fn losses(found: &Imported, pictures_lost: usize) -> Vec<Dropped> {
    let mut losses = found.dropped.clone();
    match losses.iter_mut().find(|dropped| dropped.loss == Loss::UnusablePicture) {
        Some(known) => known.count += pictures_lost,
        None if pictures_lost > 0 => {
            losses.push(Dropped { loss: Loss::UnusablePicture, count: pictures_lost });
        }
        None => {}
    }
    losses
}

/// Losses as they travel in an address: `chart.2,comment.1`.
fn written(losses: &[Dropped]) -> String {
    let each = losses.iter().map(|dropped| format!("{}.{}", dropped.loss.code(), dropped.count));
    each.collect::<Vec<_>>().join(",")
}

fn read_losses(text: &str) -> Vec<Dropped> {
    let read = |part: &str| {
        let (code, count) = part.split_once('.')?;
        Some(Dropped { loss: Loss::of_code(code)?, count: count.parse().ok()? })
    };
    text.split(',').filter_map(read).take(Loss::ALL.len()).collect()
}

/// The form as the officer would have filled it in.
fn typed(found: &Imported, file_name: &str, body: &str) -> Result<Form, DeskRefusal> {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let title: String =
        found.title.as_deref().unwrap_or(stem).chars().take(entry::TITLE_CHARS_MAX).collect();
    // A lead too long for a summary stays what it is: the first paragraph.
    let lead = found.lead.as_deref().unwrap_or_default();
    let fits = lead.chars().count() <= entry::SUMMARY_CHARS_MAX;
    let summary = if fits { lead } else { "" };
    let paragraph = |text: &str| format!("<p>{}</p>", escape(text));
    let mut opening = number_and_date(found).map(|line| paragraph(&line)).unwrap_or_default();
    if !fits {
        opening.push_str(&paragraph(lead));
    }
    let body = format!("{opening}{body}");
    let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
    let fields =
        format!("title={}&summary={}&body={}", encoded(&title), encoded(summary), encoded(&body));
    Ok(Form::of_urlencoded(fields.as_bytes())?)
}

/// Number and date of a document, which a reader looks for; the rest of its letterhead the page says
/// itself. Places that wait for a number or a day are no number.
fn number_and_date(found: &Imported) -> Option<String> {
    let head = found.letterhead.as_ref()?;
    let is_filled = |text: &&String| text.starts_with(|c: char| c.is_ascii_digit());
    let number = head.number.as_ref().filter(is_filled).map(|number| format!("Số: {number}"));
    let is_dated = |text: &&String| {
        let after = vitext::fold(text).split_once("ngay").map(|(_, rest)| rest.trim().to_owned());
        after.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
    };
    let date = head.place_and_date.as_ref().filter(is_dated).cloned();
    let line: Vec<String> = [number, date].into_iter().flatten().collect();
    (!line.is_empty()).then(|| line.join(" – "))
}

/// The text with its pictures taken in; those that will not do are left out and counted.
async fn with_pictures(here: &OnSite, found: &Imported) -> Result<(String, usize), DeskRefusal> {
    let mut body = found.html.clone();
    let mut lost = 0;
    for (index, picture) in found.pictures.iter().enumerate() {
        let upload = FormFile {
            field: "tep".to_owned(),
            name: format!("anh-{}.{}", index + 1, picture.media_type.ending()),
            bytes: Bytes::from(picture.bytes.clone()),
        };
        match take_picture(here, &upload).await? {
            Ok(file) => body = shown(&body, index, file),
            Err(_) => {
                body = without(&body, index);
                lost += 1;
            }
        }
    }
    Ok((body, lost))
}

fn shown(body: &str, index: usize, file: FileId) -> String {
    body.replace(&format!("src=\"docx:{index}\""), &format!("src=\"tep:{file}\""))
}

/// The markup without the tags of one picture.
fn without(body: &str, index: usize) -> String {
    let start = format!("<img src=\"docx:{index}\"");
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(at) = rest.find(&start) {
        let (before, tag) = rest.split_at(at);
        out.push_str(before);
        let mut quoted = false;
        let end = tag.bytes().position(|byte| {
            quoted ^= byte == b'"';
            byte == b'>' && !quoted
        });
        rest = end.and_then(|end| tag.get(end + 1..)).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_and_date_of_a_document_are_kept_and_empty_places_are_not() {
        let found = |number: &str, date: &str| Imported {
            letterhead: Some(conglang_docx::Letterhead {
                number: Some(number.to_owned()),
                place_and_date: Some(date.to_owned()),
                ..Default::default()
            }),
            ..Imported::default()
        };
        let whole = found("12/TB-UBND", "An Xuyên, ngày 05 tháng 3 năm 2026");
        assert_eq!(
            number_and_date(&whole).as_deref(),
            Some("Số: 12/TB-UBND – An Xuyên, ngày 05 tháng 3 năm 2026")
        );
        let form = found("…/TB-UBND", "An Xuyên, ngày … tháng … năm 2026");
        assert_eq!(number_and_date(&form), None);
    }

    #[test]
    fn losses_survive_their_way_through_an_address() {
        let losses = Loss::ALL.into_iter().zip(1..).map(|(loss, count)| Dropped { loss, count });
        let losses: Vec<Dropped> = losses.collect();
        assert_eq!(read_losses(&written(&losses)), losses);
        assert!(read_losses("").is_empty());
        assert!(read_losses("chart,chart.-1,<b>.2,chart.9999999999999999999999").is_empty());
    }

    #[test]
    fn a_picture_is_shown_by_its_number_or_left_out_whole() {
        let body =
            "<p>a</p><p><img src=\"docx:1\" alt=\"x > y\"> b <img src=\"docx:10\" alt=\"\"></p>";
        let left = "<p>a</p><p> b <img src=\"docx:10\" alt=\"\"></p>";
        assert_eq!(without(body, 1), left);
        assert_eq!(shown(left, 10, FileId(7)), "<p>a</p><p> b <img src=\"tep:7\" alt=\"\"></p>");
    }
}
