//! What of two texts of an entry is set beside each other, under which words, and how it is said to people.

use std::collections::BTreeMap;

use conglang_house::entry::{Attachment, Edition, typed_moment};
use conglang_house::file;
use conglang_house::scope::SiteScope;
use conglang_house::site::Category;
use conglang_kernel::{FileId, Language};
use conglang_platform::db::Connection;
use conglang_platform::fault::Outcome;
use conglang_platform::words::Fact;
use conglang_slices::Slice;

use super::sheet::{Choice, category_choices};
use super::signed::Signed;

/// What is known for comparing texts of one entry.
pub struct Compared<'c> {
    signed: &'c Signed,
    slice: &'static Slice,
    categories: &'c [Category],
    files: BTreeMap<FileId, String>,
}

impl<'c> Compared<'c> {
    /// Looks up what texts with these files name.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn of(
        signed: &'c Signed,
        connection: &mut Connection,
        scope: SiteScope,
        slice: &'static Slice,
        categories: &'c [Category],
        named: &[FileId],
    ) -> Outcome<Self> {
        let mut files = BTreeMap::new();
        for id in named {
            if let Some(file) = file::find(connection, scope, *id).await? {
                files.insert(*id, file.name);
            }
        }
        Ok(Self { signed, slice, categories, files })
    }

    /// The words a field stands under.
    pub fn label(&self, name: &str) -> String {
        self.signed.say(&format!("field-{}", name.replace('_', "-")))
    }

    /// What a field can be set to, where that is no free text.
    pub fn choices(&self, name: &str) -> Option<Vec<Choice>> {
        if name == "category" {
            return Some(category_choices(self.categories, Some(self.slice.kind.name)));
        }
        let words = match name {
            "change" => {
                &[("minor", "desk-edit-change-minor"), ("major", "desk-edit-change-major")][..]
            }
            _ => self.slice.choices.iter().find(|(field, _)| *field == name)?.1,
        };
        Some(words.iter().map(|(word, key)| Choice::flat(*word, self.signed.say(key))).collect())
    }

    /// A value as people read it.
    pub fn said(&self, name: &str, value: &str) -> String {
        match name {
            "cover_id" => {
                let file = value.parse().map(|id| self.file(FileId(id)));
                return file.unwrap_or_else(|_| self.no_cover());
            }
            "publish_at" | "expires_at" => {
                let moment = typed_moment(value).map(|at| vitext::local_time(at.timestamp()));
                return moment.map(vitext::format_datetime_weekday).unwrap_or_default();
            }
            "deadline" => return value.parse().map(vitext::format_date).unwrap_or_default(),
            _ => {}
        }
        let chosen = self.choices(name).and_then(|choices| {
            choices.into_iter().find(|choice| choice.value == value).map(|choice| choice.label)
        });
        chosen.unwrap_or_else(|| value.to_owned())
    }

    /// A file by the name people know it under. Two files may be called alike, so its number stands beside it.
    pub fn file(&self, id: FileId) -> String {
        let facts = [("number", Fact::from(id.0))];
        let words = self.signed.web.pages.words();
        let number = words.say(Language::Vi, "desk-file-number", &facts);
        match self.files.get(&id) {
            Some(name) => format!("{name} ({number})"),
            None => number,
        }
    }

    /// What is said where there is no cover.
    pub fn no_cover(&self) -> String {
        self.signed.say("desk-conflict-no-cover")
    }

    /// The files below a text, a line each.
    pub fn attachments(&self, attachments: &[Attachment]) -> String {
        let line = |attachment: &Attachment| {
            let (file, title) = (self.file(attachment.file), attachment.title.as_str());
            // Without a title of its own it goes by its name.
            let is_own = !title.is_empty()
                && self.files.get(&attachment.file).is_none_or(|name| name != title);
            if is_own { format!("{title}: {file}") } else { file }
        };
        attachments.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// The files that an edition shows or offers.
pub fn files_of(edition: &Edition) -> Vec<FileId> {
    edition.cover_file.into_iter().chain(edition.attachments.iter().map(|a| a.file)).collect()
}
