//! Pages: templates beside the code that fills them, words in the reader's language, hashed assets.

mod assets;
mod filters;
mod icons;

pub use assets::{Asset, Assets, PREFIX as ASSET_PREFIX, address_of};

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::{Arc, RwLock};

use conglang_kernel::Language;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{AutoEscape, Environment, Output, State, UndefinedBehavior};
use serde::Serialize;

use crate::fault::{Fault, Outcome};
use crate::pages::icons::Icons;
use crate::words::{Fact, Words};

/// Where a template's text may be found by name. Later sources are asked only when earlier ones lack
/// it, so a theme folder comes first.
pub type TemplateSource = Arc<dyn Fn(&str) -> Option<String> + Send + Sync>;

/// Renders templates. One environment per language, because words are bound to it.
pub struct Pages {
    environments: HashMap<Language, RwLock<Environment<'static>>>,
    words: Arc<Words>,
}

impl Pages {
    /// Pages from these sources, words and assets.
    pub fn new(sources: Vec<TemplateSource>, words: Arc<Words>, assets: Arc<Assets>) -> Self {
        let environments = Language::ALL
            .into_iter()
            .map(|language| {
                let environment = environment(language, &sources, &words, &assets);
                (language, RwLock::new(environment))
            })
            .collect();
        Self { environments, words }
    }

    /// Renders a template with a context.
    ///
    /// # Errors
    /// When the template is missing, malformed or asks for a value that is not there.
    pub fn render<C: Serialize>(
        &self,
        template: &str,
        language: Language,
        context: &C,
    ) -> Outcome<String> {
        self.render_value(template, language, Value::from(Serde(context)))
    }

    /// Renders a template with a context that is a template value already.
    ///
    /// # Errors
    /// As [`Pages::render`].
    pub fn render_value(
        &self,
        template: &str,
        language: Language,
        context: Value,
    ) -> Outcome<String> {
        let environment = self
            .environments
            .get(&language)
            .ok_or_else(|| Fault::new("no templates in this language"))?
            .read()
            .map_err(|_| Fault::new("templates are being replaced"))?;
        Ok(environment.get_template(template)?.render(context)?)
    }

    /// Forgets parsed templates, so that a changed theme shows.
    pub fn reread(&self) {
        for environment in self.environments.values() {
            if let Ok(mut environment) = environment.write() {
                environment.clear_templates();
            }
        }
    }

    /// The words behind the templates.
    pub fn words(&self) -> &Words {
        &self.words
    }
}

/// A theme folder as a source of templates. Names are checked, so that none leads out of the folder.
pub fn folder_source(folder: PathBuf) -> TemplateSource {
    Arc::new(move |name| {
        let sound = name
            .split('/')
            .all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains('\\'));
        if sound { std::fs::read_to_string(folder.join(name)).ok() } else { None }
    })
}

/// Writes a value into HTML. The engine's own escaping also turns `/` into five bytes, which no
/// attribute or text needs and every address would carry.
fn write_value(out: &mut Output, state: &mut State, value: &Value) -> Result<(), minijinja::Error> {
    let plain = match value.as_str() {
        Some(text) if *state.auto_escape() == AutoEscape::Html && !value.is_safe() => text,
        _ => return minijinja::escape_formatter(out, state, value),
    };
    let mut written = 0;
    for (at, byte) in plain.bytes().enumerate() {
        let escaped = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        out.write_str(plain.get(written..at).unwrap_or_default())?;
        out.write_str(escaped)?;
        written = at + 1;
    }
    Ok(out.write_str(plain.get(written..).unwrap_or_default())?)
}

fn environment(
    language: Language,
    sources: &[TemplateSource],
    words: &Arc<Words>,
    assets: &Arc<Assets>,
) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    if let Ok(syntax) = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build() {
        environment.set_syntax(syntax);
    }
    environment.set_formatter(write_value);
    let sources = sources.to_vec();
    environment.set_loader(move |name| Ok(sources.iter().find_map(|source| source(name))));

    // What npm builds may be absent: the page then does without.
    let built = assets.clone();
    environment.add_function("built", move |name: &str| {
        built
            .address(&format!("built/{name}"))
            .map_or_else(|| Value::from(()), |a| Value::from_safe_string(a.to_owned()))
    });
    let named = assets.clone();
    environment.add_function("asset", move |name: &str| -> Result<Value, minijinja::Error> {
        named.address(name).map(|a| Value::from_safe_string(a.to_owned())).ok_or_else(|| {
            minijinja::Error::new(
                minijinja::ErrorKind::InvalidOperation,
                format!("no asset {name}"),
            )
        })
    });

    let drawn = assets
        .address("icons.svg")
        .and_then(|address| assets.at(address))
        .map(|file| Icons::read(&String::from_utf8_lossy(&file.identity)))
        .unwrap_or_default();
    environment.add_function("icon", move |name: &str| drawn.draw(name));

    let words = words.clone();
    environment.add_function(
        "t",
        move |key: &str, facts: Kwargs| -> Result<Value, minijinja::Error> {
            let mut said = Vec::new();
            for name in facts.args() {
                let value: Value = facts.get(name)?;
                let fact = match i64::try_from(value.clone()) {
                    Ok(number) if value.is_number() => Fact::Number(number),
                    _ => Fact::Text(value.to_string()),
                };
                said.push((name, fact));
            }
            Ok(Value::from(words.say(language, key, &said)))
        },
    );
    filters::add(&mut environment, language);
    environment
}
