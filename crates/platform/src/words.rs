//! Words on screens: Fluent files beside the code that shows them, joined per language.

use std::collections::HashMap;

use conglang_kernel::Language;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::fault::{Fault, Outcome};

/// All words in all languages.
pub struct Words {
    bundles: HashMap<Language, FluentBundle<FluentResource>>,
}

impl Words {
    /// Joins `(language, text of a file)` pairs.
    ///
    /// # Errors
    /// When a file is malformed or two files have the same key.
    pub fn load<'t>(texts: impl IntoIterator<Item = (Language, &'t str)>) -> Outcome<Self> {
        let mut bundles: HashMap<Language, FluentBundle<FluentResource>> = HashMap::new();
        for (language, text) in texts {
            let resource = FluentResource::try_new(text.to_owned())
                .map_err(|(_, errors)| Fault::new(format!("malformed words file: {errors:?}")))?;
            let bundle = bundles.entry(language).or_insert_with(|| {
                let id = match language {
                    Language::Vi => unic_langid::langid!("vi"),
                    Language::En => unic_langid::langid!("en"),
                };
                let mut bundle = FluentBundle::new_concurrent(vec![id]);
                // Isolation marks would end up in search, copied text and screen readers.
                bundle.set_use_isolating(false);
                bundle
            });
            bundle
                .add_resource(resource)
                .map_err(|errors| Fault::new(format!("a key stands twice: {errors:?}")))?;
        }
        Ok(Self { bundles })
    }

    /// The words for a key, Vietnamese when the language lacks it, and the key itself when nobody
    /// has it, so that a lapse shows without breaking the page.
    pub fn say(&self, language: Language, key: &str, facts: &[(&str, Fact)]) -> String {
        for language in [language, Language::Vi] {
            if let Some(text) = self.find(language, key, facts) {
                return text;
            }
        }
        key.to_owned()
    }

    /// Whether the language itself has the key.
    pub fn has(&self, language: Language, key: &str) -> bool {
        self.bundles.get(&language).is_some_and(|bundle| bundle.has_message(key))
    }

    fn find(&self, language: Language, key: &str, facts: &[(&str, Fact)]) -> Option<String> {
        let bundle = self.bundles.get(&language)?;
        let pattern = bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = if facts.is_empty() {
            bundle.format_pattern(pattern, None, &mut errors).into_owned()
        } else {
            let mut arguments = FluentArgs::with_capacity(facts.len());
            for (name, fact) in facts {
                arguments.set(*name, fact.value());
            }
            bundle.format_pattern(pattern, Some(&arguments), &mut errors).into_owned()
        };
        Some(text)
    }
}

/// Something mentioned in a sentence.
#[derive(Clone, Debug)]
pub enum Fact {
    /// A number, grouped and pluralised by the language.
    Number(i64),
    /// Any other text.
    Text(String),
}

impl Fact {
    fn value(&self) -> FluentValue<'_> {
        match self {
            // Thousands are parted by a dot in Vietnamese; five digits and more are.
            Self::Number(number) => FluentValue::from(*number),
            Self::Text(text) => FluentValue::from(text.as_str()),
        }
    }
}

impl From<&str> for Fact {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Fact {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<i64> for Fact {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_missing_translation_falls_back_to_vietnamese() {
        let words =
            Words::load([(Language::Vi, "a = một\nb = { $n } bài\n"), (Language::En, "a = one\n")])
                .unwrap();
        assert_eq!(words.say(Language::En, "a", &[]), "one");
        assert_eq!(words.say(Language::En, "b", &[("n", 3.into())]), "3 bài");
        assert_eq!(words.say(Language::En, "c", &[]), "c");
    }

    #[test]
    fn a_key_that_stands_twice_is_refused() {
        assert!(Words::load([(Language::Vi, "a = một"), (Language::Vi, "a = hai")]).is_err());
    }
}
