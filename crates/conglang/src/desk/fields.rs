//! One form pattern: every field has what was typed and what is wrong with it.

use std::collections::BTreeMap;

use conglang_house::web::Web;
use conglang_kernel::{Language, Rejections};
use conglang_platform::form::Form;
use conglang_platform::words::Fact;
use serde::Serialize;

/// A field as the templates draw it.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Field {
    /// What was typed.
    pub value: String,
    /// What is wrong with it, as a sentence.
    pub error: Option<String>,
}

/// The fields of a form by name.
pub type Fields = BTreeMap<&'static str, Field>;

/// A line of the summary above a form.
#[derive(Clone, Debug, Serialize)]
pub struct Mistake {
    /// The field's name.
    pub field: String,
    /// The control's id.
    pub id: String,
    /// The sentence.
    pub message: String,
}

/// Fields with these names, as they were typed.
pub fn typed(names: &[&'static str], form: &Form) -> Fields {
    names
        .iter()
        .map(|name| (*name, Field { value: form.text(name).to_owned(), error: None }))
        .collect()
}

/// Fields with these values.
pub fn filled(values: impl IntoIterator<Item = (&'static str, String)>) -> Fields {
    values.into_iter().map(|(name, value)| (name, Field { value, error: None })).collect()
}

/// Puts each rejection at its field and lists them all for the summary.
pub fn reject(web: &Web, fields: &mut Fields, rejections: &Rejections) -> Vec<Mistake> {
    rejections
        .iter()
        .map(|rejection| {
            let facts: Vec<(&str, Fact)> = rejection
                .facts
                .iter()
                .map(|(name, fact)| (*name, Fact::from(fact.as_str())))
                .collect();
            let (words, code) = (web.pages.words(), rejection.code);
            // Some fields have a sentence of their own for what is wrong with them.
            let own = format!("reject-{code}-{}", rejection.field.replace('_', "-"));
            let has_own = words.has(Language::Vi, &own);
            let key = if has_own { own } else { format!("reject-{code}") };
            let message = words.say(Language::Vi, &key, &facts);
            if let Some(field) = fields.get_mut(rejection.field) {
                field.error.get_or_insert_with(|| message.clone());
            }
            Mistake {
                field: rejection.field.to_owned(),
                id: format!("f-{}", rejection.field),
                message: match has_own {
                    true => message,
                    false => in_summary(web, rejection.field, rejection.code, message),
                },
            }
        })
        .collect()
}

/// Sentences that any field may get: away from it they must say which it is.
const OF_ANY_FIELD: [&str; 6] =
    ["missing", "too-long", "choice-unknown", "date-form", "too-many", "number-form"];

fn in_summary(web: &Web, field: &str, code: &str, message: String) -> String {
    let words = web.pages.words();
    let key = format!("field-{}", field.replace('_', "-"));
    if !OF_ANY_FIELD.contains(&code) || !words.has(Language::Vi, &key) {
        return message;
    }
    let label = words.say(Language::Vi, &key, &[]);
    let label = label.trim_end_matches('?');
    let facts = [("field", Fact::from(label)), ("why", Fact::from(message.as_str()))];
    words.say(Language::Vi, "reject-in-field", &facts)
}
