//! The page of one entry, whatever its kind: the kind brings its fields, the rest is the same for all.

use std::sync::Arc;

use conglang_house::entry::{Cover, Edition, Entry, find, major_changes, public_body, related};
use conglang_house::file::OfferedFile;
use conglang_house::frame::{Crumb, OpenGraphImage, dialled};
use conglang_house::scope::SiteScope;
use conglang_house::web::Web;
use conglang_kernel::{EntryId, EntryState, Moment, Outcome as Fate, SafeHtml};
use conglang_platform::db::Connection;
use conglang_platform::pages::ASSET_PREFIX;
use conglang_slices::{Slice, marks};
use minijinja::value::Serde;
use minijinja::{Value, context};
use serde::Serialize;

use super::category::crumbs;
use super::items::{PictureView, end_of_day, items};
use super::{Refusal, View, Visit};
use crate::slices;

/// Entries offered beside one.
const RELATED: i64 = 6;

/// How many steps of "merged into" are followed.
const STEPS_MAX: usize = 10;

#[derive(Serialize)]
struct Titled {
    title: String,
    url: String,
}

#[derive(Serialize)]
struct Sibling {
    title: String,
    url: String,
    current: bool,
}

#[derive(Serialize)]
struct Withdrawn {
    since: i64,
    reason: Option<String>,
    replaced_by: Option<Titled>,
}

#[derive(Serialize)]
struct Update {
    at: i64,
    note: String,
}

#[derive(Serialize)]
struct Offered<'e> {
    title: &'e str,
    url: &'e str,
    type_name: &'e str,
    size: String,
    player: Option<Played<'e>>,
}

/// What is watched or listened to where it stands.
#[derive(Serialize)]
struct Played<'e> {
    group: &'static str,
    poster: Option<&'e str>,
    captions: Option<&'e str>,
    transcript: Vec<&'e str>,
}

impl<'e> Offered<'e> {
    fn new(file: &'e OfferedFile) -> Self {
        Self {
            title: &file.title,
            url: &file.url,
            type_name: &file.type_name,
            size: readable_size(file.size_bytes),
            player: file.player.as_ref().map(|player| Played {
                group: player.group.as_str(),
                poster: player.poster.as_deref(),
                captions: player.captions.as_deref(),
                transcript: player.lines().collect(),
            }),
        }
    }
}

#[derive(Serialize)]
struct Named {
    name: String,
    url: Option<String>,
}

#[derive(Serialize)]
struct Contact {
    name: String,
    phone: String,
    tel: String,
}

/// Shows an entry, or says where it went.
pub async fn show(visit: &Visit, id: EntryId) -> Result<View, Refusal> {
    let frame = &visit.frame;
    let mut connection = visit.web.db.read(visit.scope.reach()).await?;
    let Some(entry) = find(&mut connection, visit.scope, id).await? else {
        return Err(Refusal::NotFound);
    };
    if entry.language != frame.language || entry.state == EntryState::Unpublished {
        return Err(Refusal::NotFound);
    }
    if entry.state == EntryState::Removed {
        return Err(gone(visit, &mut connection, &entry).await?);
    }
    let path = frame.entry_path(entry.category, entry.slug.as_str(), entry.id);
    if path != visit.path {
        return Err(Refusal::MovedTo(path));
    }
    if entry.expires_at.is_some_and(|at| at <= visit.now) {
        return Err(Refusal::Gone {
            title: entry.title,
            at: entry.expires_at.unwrap_or(visit.now),
            reason: Some(visit.say("frame-error-410-expired")),
        });
    }
    let slice = slices::named(&entry.kind).ok_or(Refusal::NotFound)?;
    let content =
        slice.kind.view_live(&mut connection, visit.scope, id).await?.ok_or(Refusal::NotFound)?;
    let content = with_readable_body(visit, &mut connection, content).await?;
    let withdrawn = withdrawn(visit, &mut connection, &entry).await?;
    let updates: Vec<Update> = match entry.updated_at {
        Some(_) => major_changes(&mut connection, visit.scope, id)
            .await?
            .into_iter()
            .map(|(at, note)| Update { at: at.0, note })
            .collect(),
        None => Vec::new(),
    };
    let near = match entry.category {
        Some(category) if slice.kind.name != "page" => {
            related(&mut connection, visit.scope, frame.language, category, id, RELATED, visit.now)
                .await?
        }
        Some(category) => {
            related(
                &mut connection,
                visit.scope,
                frame.language,
                category,
                EntryId(0),
                12,
                visit.now,
            )
            .await?
        }
        None => Vec::new(),
    };
    let near_ids: Vec<_> = near.iter().map(|card| card.id).collect();
    let near_marks = marks(&mut connection, visit.scope, &near_ids).await?;
    drop(connection);
    let siblings: Vec<Sibling> = near
        .iter()
        .map(|card| Sibling {
            title: card.title.clone(),
            url: frame.entry_path(card.category, card.slug.as_str(), card.id),
            current: card.id == id,
        })
        .collect();
    let own = values(visit, slice, &entry, content, withdrawn);
    let own = context! {
        related => Value::from(Serde(&items(frame, near, &near_marks, visit.now))),
        siblings => if siblings.len() > 1 { Value::from(Serde(&siblings)) } else { Value::from(()) },
        updates => Value::from(Serde(&updates)),
        ..own
    };
    let own = Value::from(std::collections::BTreeMap::from([(slice.root, own)]));
    let mut head = visit.head(entry.title.clone(), &path);
    head.description = Some(entry.summary.clone()).filter(|text| !text.is_empty());
    head.og_type = "article";
    head.og_image = entry.cover.as_ref().map(|cover| preview_picture(visit, cover));
    head.updated_at = entry.updated_at.or(entry.published_at).map(|at| at.0);
    head.json_ld = Some(described(visit, slice, &entry, &path));
    let crumbs = match entry.category.and_then(|id| frame.category(id)) {
        Some(category) => {
            head.here = frame.category_path(category);
            crumbs(visit, category, Some(&entry.title))
        }
        None => vec![visit.home_crumb(), Crumb { title: entry.title.clone(), url: None }],
    };
    visit.page(slice.show, head, crumbs, own).await
}

/// A draft as the public would read it: the real template, nothing of it kept.
///
/// # Errors
/// When the site has no frame or the database does not answer.
pub async fn preview(
    web: &Arc<Web>,
    scope: SiteScope,
    entry: &Entry,
    edition: &Edition,
    now: Moment,
) -> Result<Preview, Refusal> {
    let frame = web.frames.get(web, scope, entry.language).await?.ok_or(Refusal::NotFound)?;
    let slice = slices::named(&entry.kind).ok_or(Refusal::NotFound)?;
    let path = frame.entry_path(edition.category, &edition.slug, entry.id);
    let visit =
        Visit { web: web.clone(), scope, frame, query: String::new(), path: path.clone(), now };
    let mut connection = visit.web.db.read(scope.reach()).await?;
    let content = slice.kind.view(&edition.content)?;
    let content = with_readable_body(&visit, &mut connection, content).await?;
    let cover = conglang_house::entry::cover_of(&mut connection, scope, edition).await?;
    let attachments =
        conglang_house::file::offered(&mut connection, scope, &edition.attachments).await?;
    drop(connection);
    let shown = Entry {
        title: edition.title.clone(),
        summary: edition.summary.clone(),
        category: edition.category,
        cover,
        attachments,
        published_at: entry.published_at.or(edition.publish_at).or(Some(now)),
        ..entry.clone()
    };
    let own = context! {
        related => Value::from(Vec::<Value>::new()),
        siblings => (),
        updates => Value::from(Vec::<Value>::new()),
        // Nobody passes on the address of what is not public.
        shared => false,
        ..values(&visit, slice, &shown, content, None)
    };
    let own = Value::from(std::collections::BTreeMap::from([(slice.root, own)]));
    let mut head = visit.head(shown.title.clone(), &path);
    head.robots = Some("noindex");
    let crumbs = match shown.category.and_then(|id| visit.frame.category(id)) {
        Some(category) => crumbs(&visit, category, Some(&shown.title)),
        None => vec![visit.home_crumb(), Crumb { title: shown.title.clone(), url: None }],
    };
    let page = visit.page(slice.show, head, crumbs, own).await?.body;
    let origin = visit.frame.origin.clone();
    let page = lead_to_site(&page, &origin).replace("action=\"/", &format!("action=\"{origin}/"));
    Ok(Preview { page, origin })
}

/// A draft as the public would see it, on another host.
pub struct Preview {
    /// The page.
    pub page: String,
    /// The origin of the site its links and its search box lead to.
    pub origin: String,
}

/// A page shown on another host, its links led to the site it is of; what it is drawn with stays.
fn lead_to_site(page: &str, origin: &str) -> String {
    const LINK: &str = "href=\"/";
    let mut parts = page.split(LINK);
    let mut led = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let stays = [ASSET_PREFIX.trim_start_matches('/'), "tep/", "/"];
        if stays.iter().any(|start| part.starts_with(start)) {
            led.push_str(LINK);
        } else {
            led.push_str("href=\"");
            led.push_str(origin);
            led.push('/');
        }
        led.push_str(part);
    }
    led
}

/// Pictures and links of the text stand there as numbers; readers get addresses.
async fn with_readable_body(
    visit: &Visit,
    connection: &mut Connection,
    content: Value,
) -> Result<Value, Refusal> {
    let Some(body) = content.get_attr("body").ok().and_then(|v| v.as_str().map(str::to_owned))
    else {
        return Ok(content);
    };
    let body = SafeHtml::stored(body);
    let said = visit.say("frame-transcript");
    let readable = public_body(connection, visit.scope, &visit.frame, &body, &said).await?;
    Ok(context! { body => readable, ..content })
}

/// A size as people say it: 240 KB, 1,2 MB.
fn readable_size(bytes: i64) -> String {
    if bytes < 1_000_000 {
        format!("{} KB", (bytes / 1000).max(1))
    } else {
        format!("{},{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000)
    }
}

/// The values every kind's template may use, over the kind's own.
fn values(
    visit: &Visit,
    slice: &Slice,
    entry: &Entry,
    content: Value,
    withdrawn: Option<Withdrawn>,
) -> Value {
    let frame = &visit.frame;
    let text = |name: &str| -> Option<String> {
        content
            .get_attr(name)
            .ok()
            .and_then(|value| value.as_str().map(str::to_owned))
            .filter(|text| !text.is_empty())
    };
    let category = entry.category.and_then(|id| frame.category(id));
    let deadline_at = text("deadline").and_then(|date| date.parse().ok()).and_then(end_of_day);
    let contact = text("contact_name").or_else(|| text("contact_phone")).map(|_| {
        let phone = text("contact_phone").unwrap_or_default();
        Contact { name: text("contact_name").unwrap_or_default(), tel: dialled(&phone), phone }
    });
    context! {
        title => &entry.title,
        url => frame.absolute(&visit.path),
        shared => true,
        lead => Some(&entry.summary).filter(|text| !text.is_empty()),
        published_at => entry.published_at.map(|at| at.0),
        updated_at => match slice.kind.name {
            "page" => entry.updated_at.or(entry.published_at).map(|at| at.0),
            _ => entry.updated_at.map(|at| at.0),
        },
        category => Value::from(Serde(&category.map(|row| Titled {
            title: row.name.clone(),
            url: frame.category_path(row),
        }))),
        section => category.map(|row| row.name.clone()),
        cover => Value::from(Serde(&entry.cover.as_ref().map(|cover| {
            PictureView::new(&cover.files.whole, &cover.alt, &cover.caption)
        }))),
        withdrawn => Value::from(Serde(&withdrawn)),
        languages => Value::from(Vec::<Value>::new()),
        attachments => Value::from(Serde(&entry.attachments.iter().map(Offered::new).collect::<Vec<_>>())),
        author => text("pen_name").or_else(|| text("author_name")),
        source => Value::from(Serde(&text("source").map(|name| Named { name, url: None }))),
        urgent => text("urgency").is_some_and(|urgency| urgency == "urgent"),
        deadline_at => deadline_at.map(|at| at.0),
        deadline_passed => deadline_at.is_some_and(|at| at < visit.now),
        contact => Value::from(Serde(&contact)),
        ..content
    }
}

/// What became of an entry that was taken down: its successor's address, or that it is gone.
async fn gone(
    visit: &Visit,
    connection: &mut Connection,
    entry: &Entry,
) -> Result<Refusal, Refusal> {
    let mut next = entry.fate_target;
    for _ in 0..STEPS_MAX {
        let Some(id) = next else { break };
        let Some(target) = find(connection, visit.scope, id).await? else { break };
        if target.state.is_readable() {
            let path = visit.frame.entry_path(target.category, target.slug.as_str(), target.id);
            return Ok(Refusal::MovedTo(path));
        }
        next = target.fate_target;
    }
    // What should not have been published may say in its title what nobody should read.
    let is_mistake = entry.fate == Some(Fate::Mistake);
    Ok(Refusal::Gone {
        title: if is_mistake { String::new() } else { entry.title.clone() },
        at: entry.fate_at.unwrap_or(visit.now),
        reason: entry.fate_note.clone().filter(|note| !note.is_empty()),
    })
}

async fn withdrawn(
    visit: &Visit,
    connection: &mut Connection,
    entry: &Entry,
) -> Result<Option<Withdrawn>, Refusal> {
    if entry.fate != Some(Fate::Expired) || entry.state != EntryState::Withdrawn {
        return Ok(None);
    }
    let target = match entry.fate_target {
        Some(id) => find(connection, visit.scope, id).await?.filter(|t| t.state.is_readable()),
        None => None,
    };
    Ok(Some(Withdrawn {
        since: entry.fate_at.map_or(0, |at| at.0),
        reason: entry.fate_note.clone().filter(|note| !note.is_empty()),
        replaced_by: target.map(|target| Titled {
            url: visit.frame.entry_path(target.category, target.slug.as_str(), target.id),
            title: target.title,
        }),
    }))
}

fn preview_picture(visit: &Visit, cover: &Cover) -> OpenGraphImage {
    OpenGraphImage {
        url: visit.frame.absolute(&cover.files.whole.src),
        width: cover.files.whole.width,
        height: cover.files.whole.height,
        alt: cover.alt.clone(),
    }
}

fn described(visit: &Visit, slice: &Slice, entry: &Entry, path: &str) -> String {
    let iso = |at: Moment| at.timestamp().to_string();
    let mut described = serde_json::json!({
        "@context": "https://schema.org",
        "@type": slice.schema_type,
        "headline": entry.title,
        "description": entry.summary,
        "url": visit.frame.absolute(path),
        "inLanguage": visit.frame.language.as_str(),
        "datePublished": entry.published_at.map(iso),
        "dateModified": entry.updated_at.or(entry.published_at).map(iso),
        "publisher": {
            "@type": "GovernmentOrganization",
            "name": visit.frame.profile.managing_organisation,
            "url": visit.frame.absolute("/"),
        },
    });
    if let (Some(cover), Some(map)) = (&entry.cover, described.as_object_mut()) {
        map.insert("image".to_owned(), visit.frame.absolute(&cover.files.whole.src).into());
    }
    conglang_house::frame::script_safe(&described)
}
