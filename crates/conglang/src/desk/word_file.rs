//! A Word file becomes the draft of an article: title, lead, text, tables and pictures arrive, and
//! what could not be kept is said.

mod told;

use bytes::Bytes;
use conglang_docx::{Imported, Limits};
use conglang_house::entry::{self, Attachment, HeadingForm};
use conglang_house::file::Quota;
use conglang_kernel::{Action, EntryId, FileId, Language, Rejections, escape};
use conglang_platform::db::Transaction;
use conglang_platform::fault::Fault;
use conglang_platform::form::Form;
use http::StatusCode;
use minijinja::context;

use self::told::Told;
use super::fields::{Field, Mistake};
use super::incoming::{self, Judged, Stored};
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
    let slice = slices::named(KIND).ok_or(DeskRefusal::NotFound)?;
    let judged = |body: &str| -> Result<_, DeskRefusal> {
        let form = typed(&found, &upload.name, body);
        let mut rejections = Rejections::none();
        let heading = HeadingForm::read(&form, None, &mut rejections);
        let content = slice.kind.read(&form, &mut rejections)?;
        Ok(rejections.is_empty().then_some((heading, content)))
    };
    let too_large = || ask(&here, Some("word-too-large"), StatusCode::UNPROCESSABLE_ENTITY);
    // Judged before a picture comes in, with the longest numbers pictures can get.
    if judged(&with_files(&found.html, |_| Some(FileId(i64::MAX))))?.is_none() {
        return too_large().await;
    }
    let mut room = incoming::room(&here).await?;
    let pictures = stored_pictures(&here, &found, &mut room).await?;
    let original = match asked.form.has("keep") {
        true => Some(incoming::store(&here, Judged::word_file(upload), &mut room).await?),
        false => None,
    };
    let mut transaction = here.signed.web.db.write(permit.scope().reach()).await?;
    let mut told = Told {
        losses: found.dropped.clone(),
        converted: !found.converted.is_empty(),
        ..Told::default()
    };
    let mut files = Vec::with_capacity(pictures.len());
    for picture in pictures {
        let taken = kept(&here, &mut transaction, picture).await?;
        files.push(taken.map_err(|code| told.picture_refused(code)).ok());
    }
    let body = with_files(&found.html, |index| files.get(index).copied().flatten());
    let Some((mut heading, content)) = judged(&body)? else {
        drop(transaction);
        return too_large().await;
    };
    if let Some(original) = original {
        match kept(&here, &mut transaction, original).await? {
            Ok(file) => heading.attachments.push(Attachment { file, title: String::new() }),
            Err(code) => told.original = Some(code),
        }
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
    if told.is_empty() {
        let done = if found.pictures.is_empty() { "word" } else { "word-pictures" };
        return Ok(see_other(&here.url(&format!("/noi-dung/{id}?da={done}"))));
    }
    Ok(see_other(&here.url(&format!("/noi-dung/tu-word/{id}?{}", told.query()))))
}

/// Says what could not be kept of the file that became a draft. A page of its own address: reading it
/// again begins no second draft.
pub async fn arrived(here: OnSite, asked: Asked) -> Answer {
    here.demand(Action::Write)?;
    let id = EntryId(asked.number(0)?);
    let mut connection = here.signed.web.db.read(here.scope()?.reach()).await?;
    let sheet = Sheet::find(&here, &mut connection, id).await?;
    drop(connection);
    let told = Told::read(&here.signed.query);
    let own = context! {
        title => &sheet.edition()?.title,
        address => here.url(&format!("/noi-dung/{id}")),
        lost => told.sentences(here.signed.web.pages.words()),
        converted => told.converted,
    };
    let desk = DeskView::of_site(&here, "entries").await?;
    Ok(html(StatusCode::OK, here.signed.render("desk/word_file_read.html", &desk, own)?))
}

/// The form as the officer would have filled it in.
fn typed(found: &Imported, file_name: &str, body: &str) -> Form {
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
    Form::of_fields([("title", title), ("summary", summary.to_owned()), ("body", body)])
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

/// The pictures of the text, stored while there is room; or why not.
async fn stored_pictures(
    here: &OnSite,
    found: &Imported,
    room: &mut Quota,
) -> Result<Vec<Result<Stored, &'static str>>, DeskRefusal> {
    let mut stored = Vec::with_capacity(found.pictures.len());
    for (index, picture) in found.pictures.iter().enumerate() {
        let name = format!("anh-{}.{}", index + 1, picture.media_type.ending());
        let bytes = Bytes::from(picture.bytes.clone());
        stored.push(match incoming::judge_picture(here, &name, bytes).await? {
            Ok(judged) => incoming::store(here, judged, room).await?,
            Err(code) => Err(code),
        });
    }
    Ok(stored)
}

/// Keeps what was stored.
async fn kept(
    here: &OnSite,
    transaction: &mut Transaction,
    stored: Result<Stored, &'static str>,
) -> incoming::Taken<FileId> {
    match stored {
        Ok(stored) => incoming::keep(here, transaction, &stored).await,
        Err(code) => Ok(Err(code)),
    }
}

/// The markup with the number of each picture's file in its place, and without the tags of pictures
/// that have none.
fn with_files(body: &str, file_of: impl Fn(usize) -> Option<FileId>) -> String {
    const START: &str = "<img src=\"docx:";
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some((before, tag)) = rest.split_once(START) {
        out.push_str(before);
        let (index, after) = tag.split_once('"').unwrap_or((tag, ""));
        match index.parse().ok().and_then(&file_of) {
            Some(file) => {
                out.push_str(&format!("<img src=\"tep:{file}\""));
                rest = after;
            }
            None => {
                let mut quoted = false;
                let end = after.bytes().position(|byte| {
                    quoted ^= byte == b'"';
                    byte == b'>' && !quoted
                });
                rest = end.and_then(|end| after.get(end + 1..)).unwrap_or_default();
            }
        }
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
    fn a_picture_is_shown_by_its_number_or_left_out_whole() {
        let body =
            "<p>a</p><p><img src=\"docx:1\" alt=\"x > y\"> b <img src=\"docx:10\" alt=\"\"></p>";
        assert_eq!(
            with_files(body, |index| (index == 10).then_some(FileId(7))),
            "<p>a</p><p> b <img src=\"tep:7\" alt=\"\"></p>"
        );
    }
}
