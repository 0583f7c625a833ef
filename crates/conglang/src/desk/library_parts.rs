//! Files sent in parts by a script: begun, continued where they broke off, taken in when whole.

use conglang_house::file::{
    self, PART_BYTES, PartJudged, Upload, UploadWish, begin_upload, end_upload, find_upload,
    finish_upload, judge_part, note_part, whole_of,
};
use conglang_kernel::{Action, FileId, FolderId};
use http::StatusCode;
use serde_json::json;

use super::incoming;
use super::refusal::DeskRefusal;
use super::routes::{Answer, Asked};
use super::signed::OnSite;
use super::uploads::FILE_BYTES_MAX;
use super::writing::json_answer;

/// Begins a file: 201 with its address and the size of its parts, or a sentence.
pub async fn begin(here: OnSite, asked: Asked) -> Answer {
    let permit = here.permit(Action::Write)?;
    let form = &asked.form;
    let number = |name: &str| form.filled(name).and_then(|text| text.parse::<i64>().ok());
    let size_bytes = form.filled("size").and_then(|text| text.parse::<usize>().ok()).unwrap_or(0);
    if size_bytes == 0 {
        return refused(&here, "file-empty");
    }
    if size_bytes > FILE_BYTES_MAX {
        return refused(&here, "file-bytes");
    }
    let wish = UploadWish {
        name: form.text("name").chars().take(200).collect(),
        size_bytes,
        folder: number("folder").map(FolderId),
        replaces: number("replaces").map(FileId),
    };
    if wish.replaces.is_some() {
        here.demand(Action::Publish)?;
    }
    let (web, scope) = (&here.signed.web, permit.scope());
    let mut transaction = web.db.write(scope.reach()).await?;
    // What cannot be kept in the end need not travel first.
    let quota = file::quota(&mut transaction, scope).await?;
    if !quota.holds(i64::try_from(size_bytes).unwrap_or(i64::MAX)) {
        return refused(&here, "quota");
    }
    let (by, now) = (permit.account(), here.signed.now);
    let upload = begin_upload(&mut transaction, scope, by, &wish, now).await?;
    transaction.commit().await?;
    let url = here.url(&format!("/thu-vien/gui/{}", upload.token));
    json_answer(
        StatusCode::CREATED,
        &json!({ "url": url, "part_bytes": PART_BYTES, "parts_done": 0 }),
    )
}

/// How far a file has come.
pub async fn progress(here: OnSite, asked: Asked) -> Answer {
    let upload = known(&here, &asked).await?;
    json_answer(StatusCode::OK, &json!({ "parts_done": upload.parts_done }))
}

/// Takes one part; with the last one the file comes in.
pub async fn part(here: OnSite, asked: Asked) -> Answer {
    let permit = here.permit(Action::Write)?;
    let upload = known(&here, &asked).await?;
    // The answer to the last part was lost on its way.
    if let Some(id) = upload.became {
        return arrived(&here, id);
    }
    let part: usize = asked.word(1).parse().map_err(|_| DeskRefusal::NotFound)?;
    let (web, scope) = (&here.signed.web, permit.scope());
    match judge_part(&upload, part, &asked.put) {
        PartJudged::Next => {
            web.blobs.keep_part(&upload.token, part, asked.put.clone()).await?;
            let mut transaction = web.db.write(scope.reach()).await?;
            note_part(&mut transaction, scope, &upload, part).await?;
            transaction.commit().await?;
        }
        PartJudged::Known => {}
        PartJudged::OutOfOrder => {
            let done = json!({ "parts_done": upload.parts_done });
            return json_answer(StatusCode::CONFLICT, &done);
        }
        PartJudged::WrongSize => return refused(&here, "part-size"),
    }
    let done = upload.parts_done.max(part + 1);
    if done < upload.parts() {
        return json_answer(StatusCode::OK, &json!({ "parts_done": done }));
    }
    arrive(&here, &upload).await
}

/// The file has wholly come: judged, kept, its parts forgotten.
async fn arrive(here: &OnSite, upload: &Upload) -> Answer {
    let permit = here.permit(Action::Write)?;
    let (web, scope) = (&here.signed.web, permit.scope());
    let whole = whole_of(&web.blobs, upload).await?;
    let taken = match incoming::judge(here, &upload.name, whole).await? {
        Err(code) => Err(code),
        Ok(judged) => match upload.replaces {
            Some(id) => incoming::replace(here, id, judged).await?.map(|()| id),
            None => incoming::take(here, judged).await?,
        },
    };
    let mut transaction = web.db.write(scope.reach()).await?;
    let tx = &mut transaction;
    match taken {
        Ok(id) => {
            if let Some(folder) = upload.folder {
                file::put_into_folder(tx, scope, id, Some(folder)).await?;
            }
            finish_upload(tx, scope, upload, id).await?;
        }
        Err(_) => end_upload(tx, scope, upload).await?,
    }
    transaction.commit().await?;
    web.blobs.forget_parts(&upload.token, upload.parts()).await?;
    match taken {
        Err(code) => refused(here, code),
        Ok(id) => arrived(here, id),
    }
}

fn arrived(here: &OnSite, id: FileId) -> Answer {
    json_answer(
        StatusCode::CREATED,
        &json!({
            "id": id.0,
            "url": here.url(&format!("/tep/{id}")),
            "page": here.url(&format!("/thu-vien/{id}")),
        }),
    )
}

async fn known(here: &OnSite, asked: &Asked) -> Result<Upload, DeskRefusal> {
    let permit = here.permit(Action::Write)?;
    let mut connection = here.signed.web.db.read(permit.scope().reach()).await?;
    find_upload(&mut connection, permit.scope(), permit.account(), asked.word(0))
        .await?
        .ok_or(DeskRefusal::NotFound)
}

fn refused(here: &OnSite, code: &str) -> Answer {
    let message = here.signed.say(&format!("reject-{code}"));
    json_answer(StatusCode::UNPROCESSABLE_ENTITY, &json!({ "message": message }))
}
