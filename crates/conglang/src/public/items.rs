//! What templates show of entries in lists.

use std::collections::HashMap;

use conglang_house::entry::{Card, Picture};
use conglang_house::frame::SiteFrame;
use conglang_kernel::{EntryId, Moment};
use conglang_slices::{Marks, Urgency};
use serde::Serialize;

/// One entry in a list, for every kind of list.
#[derive(Clone, Debug, Serialize)]
pub struct Item {
    title: String,
    url: String,
    published_at: i64,
    summary: String,
    category: Option<String>,
    picture: Option<PictureView>,
    urgent: bool,
    important: bool,
    deadline_at: Option<i64>,
    deadline_passed: bool,
}

impl Item {
    /// The same entry below a heading that names its category already.
    #[must_use]
    pub fn under_its_heading(self) -> Self {
        Self { category: None, ..self }
    }
}

/// A picture for the `picture` macro.
#[derive(Clone, Debug, Serialize)]
pub struct PictureView {
    src: String,
    webp: String,
    width: i64,
    height: i64,
    alt: String,
    focus: &'static str,
    blur: String,
    caption: Option<String>,
    credit: Option<String>,
}

impl PictureView {
    /// A picture with its words.
    pub fn new(picture: &Picture, alt: &str, caption: &str) -> Self {
        Self {
            src: picture.src.clone(),
            webp: picture.webp.clone(),
            width: picture.width,
            height: picture.height,
            alt: alt.to_owned(),
            focus: "center",
            blur: picture.blur.clone(),
            caption: Some(caption.to_owned()).filter(|caption| !caption.is_empty()),
            credit: None,
        }
    }
}

/// Makes items of cards. In a list the title says what a picture shows, so pictures there decorate.
pub fn items(
    frame: &SiteFrame,
    cards: Vec<Card>,
    marks: &HashMap<EntryId, Marks>,
    now: Moment,
) -> Vec<Item> {
    cards.into_iter().map(|card| item(frame, card, marks, now)).collect()
}

fn item(frame: &SiteFrame, card: Card, marks: &HashMap<EntryId, Marks>, now: Moment) -> Item {
    let url = frame.entry_path(card.category, card.slug.as_str(), card.id);
    let category = card.category.and_then(|id| frame.category(id)).map(|row| row.name.clone());
    let marks = marks.get(&card.id);
    let deadline_at = marks.and_then(|marks| marks.deadline).and_then(end_of_day);
    let picture = card.cover.as_ref().map(|cover| PictureView::new(&cover.files.card, "", ""));
    Item {
        title: card.title,
        url,
        published_at: card.published_at.0,
        summary: card.summary,
        category,
        picture,
        urgent: marks.is_some_and(|marks| marks.urgency == Urgency::Urgent),
        important: marks.is_some_and(|marks| marks.urgency == Urgency::Important),
        deadline_at: deadline_at.map(|at| at.0),
        deadline_passed: deadline_at.is_some_and(|at| at < now),
    }
}

/// The last moment of a day in Viet Nam.
pub fn end_of_day(day: jiff::civil::Date) -> Option<Moment> {
    vitext::instant(day.at(23, 59, 59, 0)).map(Moment::from)
}
