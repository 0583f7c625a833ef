//! What a kind of content is: a Rust type and this small trait. Everything else is the engine's.

use conglang_kernel::{EntryId, Rejections, SafeHtml};
use conglang_platform::db::Connection;
use conglang_platform::fault::Outcome;
use conglang_platform::form::Form;
use futures::future::BoxFuture;
use minijinja::Value;
use minijinja::value::Serde;
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::scope::SiteScope;

/// A kind of content. The budget is nine items; a tenth needs a decision record.
pub trait Kind: Send + Sync + 'static {
    /// Key in the database, templates and words files.
    const NAME: &'static str;

    /// The word in desk addresses: `bai-viet`.
    const WORD: &'static str;

    /// What a writer makes; kept in an edition as a JSON snapshot.
    type Content: Serialize + DeserializeOwned + Send + Sync + 'static;

    /// Reads what was typed, noting what cannot be understood.
    fn read(form: &Form, rejections: &mut Rejections) -> Self::Content;

    /// The fields of the form that hold this content.
    fn fields(content: &Self::Content) -> Vec<(&'static str, String)>;

    /// Notes what is still missing before the public may see it.
    fn complete(content: &Self::Content, rejections: &mut Rejections);

    /// What is read: the text, and the words beside it.
    fn text(content: &Self::Content) -> KindText<'_>;

    /// What it is found and filtered by besides (a tenth item: decision record 9).
    fn found_by(_content: &Self::Content) -> FoundBy {
        FoundBy::default()
    }

    /// Writes the live content into the kind's own table.
    fn write_live<'c>(
        connection: &'c mut Connection,
        scope: SiteScope,
        entry: EntryId,
        content: &'c Self::Content,
    ) -> BoxFuture<'c, Outcome<()>>;

    /// Reads the live content from the kind's own table.
    fn read_live<'c>(
        connection: &'c mut Connection,
        scope: SiteScope,
        entry: EntryId,
    ) -> BoxFuture<'c, Outcome<Option<Self::Content>>>;
}

/// What is read of a kind's content.
pub struct KindText<'c> {
    /// The text itself.
    pub body: &'c SafeHtml,
    /// Other words to be found by.
    pub beside: String,
}

/// What a kind is found and filtered by besides its text. Most have nothing of it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FoundBy {
    /// Number and symbol of a document.
    pub number: String,
    /// Who issued it.
    pub issuer: String,
    /// Type, field, tags, people, places.
    pub about: String,
    /// The year it is filed under, when that is not the year of publication.
    pub year: Option<u64>,
    /// Whether it has run out or was replaced.
    pub is_expired: bool,
}

/// Whether entries of a kind must lie in a category.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CategoryNeed {
    /// Readers find it there.
    Required,
    /// It may stand alone.
    Optional,
}

/// A kind without its type: what the engine calls. Made by [`AnyKind::of`].
#[derive(Clone, Copy)]
pub struct AnyKind {
    /// Key in the database, templates and words files.
    pub name: &'static str,
    /// The word in desk addresses.
    pub word: &'static str,
    /// Whether its entries must lie in a category before the public may see them.
    pub category: CategoryNeed,
    read: fn(&Form, &mut Rejections) -> Outcome<String>,
    fields: fn(&str) -> Outcome<FormFields>,
    complete: fn(&str, &mut Rejections) -> Outcome<()>,
    body: fn(&str) -> Outcome<SafeHtml>,
    words: fn(&str) -> Outcome<String>,
    found_by: fn(&str) -> Outcome<FoundBy>,
    view: fn(&str) -> Outcome<Value>,
    write_live: WriteLive,
    view_live: ViewLive,
}

/// The fields of a kind's form by name, with what stands in them.
pub type FormFields = Vec<(&'static str, String)>;

type WriteLive =
    for<'c> fn(&'c mut Connection, SiteScope, EntryId, &'c str) -> BoxFuture<'c, Outcome<()>>;

type ViewLive = for<'c> fn(&'c mut Connection, SiteScope, EntryId) -> BoxFuture<'c, FoundView>;

type FoundView = Outcome<Option<Value>>;

impl AnyKind {
    /// Forgets the type of a kind.
    pub const fn of<K: Kind>() -> Self {
        Self {
            name: K::NAME,
            word: K::WORD,
            category: CategoryNeed::Required,
            read: |form, rejections| Ok(serde_json::to_string(&K::read(form, rejections))?),
            fields: |json| Ok(K::fields(&serde_json::from_str(json)?)),
            complete: |json, rejections| {
                K::complete(&serde_json::from_str(json)?, rejections);
                Ok(())
            },
            body: |json| Ok(K::text(&serde_json::from_str(json)?).body.clone()),
            words: |json| {
                let content = serde_json::from_str(json)?;
                let text = K::text(&content);
                Ok(format!("{} {}", text.body.text(), text.beside))
            },
            found_by: |json| Ok(K::found_by(&serde_json::from_str(json)?)),
            view: |json| Ok(Value::from(Serde(serde_json::from_str::<K::Content>(json)?))),
            write_live: |connection, scope, entry, json| {
                Box::pin(async move {
                    let content = serde_json::from_str(json)?;
                    K::write_live(connection, scope, entry, &content).await
                })
            },
            view_live: |connection, scope, entry| {
                Box::pin(async move {
                    let content = K::read_live(connection, scope, entry).await?;
                    Ok(content.map(|content| Value::from(Serde(content))))
                })
            },
        }
    }

    /// The same kind, whose entries may stand alone.
    #[must_use]
    pub const fn standing_alone(self) -> Self {
        Self { category: CategoryNeed::Optional, ..self }
    }

    /// Reads what was typed into a snapshot, noting what cannot be understood.
    ///
    /// # Errors
    /// When the content cannot be written as JSON, which is a fault of the kind.
    pub fn read(&self, form: &Form, rejections: &mut Rejections) -> Outcome<String> {
        (self.read)(form, rejections)
    }

    /// The fields of the form that hold a snapshot.
    ///
    /// # Errors
    /// When the snapshot is not of this kind.
    pub fn fields(&self, snapshot: &str) -> Outcome<FormFields> {
        (self.fields)(snapshot)
    }

    /// Notes what is still missing before the public may see a snapshot.
    ///
    /// # Errors
    /// When the snapshot is not of this kind.
    pub fn complete(&self, snapshot: &str, rejections: &mut Rejections) -> Outcome<()> {
        (self.complete)(snapshot, rejections)
    }

    /// The text of a snapshot.
    ///
    /// # Errors
    /// When the snapshot is not of this kind.
    pub fn body(&self, snapshot: &str) -> Outcome<SafeHtml> {
        (self.body)(snapshot)
    }

    /// The words of a snapshot to be found by.
    ///
    /// # Errors
    /// When the snapshot is not of this kind.
    pub fn words(&self, snapshot: &str) -> Outcome<String> {
        (self.words)(snapshot)
    }

    /// What a snapshot is found and filtered by besides its words.
    ///
    /// # Errors
    /// When the snapshot is not of this kind.
    pub fn found_by(&self, snapshot: &str) -> Outcome<FoundBy> {
        (self.found_by)(snapshot)
    }

    /// A snapshot for the template, as in a preview.
    ///
    /// # Errors
    /// When the snapshot is not of this kind.
    pub fn view(&self, snapshot: &str) -> Outcome<Value> {
        (self.view)(snapshot)
    }

    /// Writes a snapshot into the kind's own table.
    ///
    /// # Errors
    /// When the snapshot is not of this kind or the database refuses.
    pub async fn write_live(
        &self,
        connection: &mut Connection,
        scope: SiteScope,
        entry: EntryId,
        snapshot: &str,
    ) -> Outcome<()> {
        (self.write_live)(connection, scope, entry, snapshot).await
    }

    /// The live content for the template.
    ///
    /// # Errors
    /// When the database does not answer.
    pub async fn view_live(
        &self,
        connection: &mut Connection,
        scope: SiteScope,
        entry: EntryId,
    ) -> Outcome<Option<Value>> {
        (self.view_live)(connection, scope, entry).await
    }
}

/// The kinds this program knows, in the order the desk offers them.
#[derive(Clone)]
pub struct Kinds(Vec<AnyKind>);

impl Kinds {
    /// These kinds.
    pub fn new(kinds: Vec<AnyKind>) -> Self {
        Self(kinds)
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &AnyKind> {
        self.0.iter()
    }

    /// The kind with this name.
    pub fn named(&self, name: &str) -> Option<&AnyKind> {
        self.0.iter().find(|kind| kind.name == name)
    }

    /// The kind with this word in desk addresses.
    pub fn worded(&self, word: &str) -> Option<&AnyKind> {
        self.0.iter().find(|kind| kind.word == word)
    }
}
